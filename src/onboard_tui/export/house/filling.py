"""Has the tags of a Word file filled in by a process that can be stopped, and puts the words in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Final

from onboard_tui.contract.absent import Absent
from onboard_tui.errors import WordFileError

if TYPE_CHECKING:
    from collections.abc import Mapping

REFUSED: Final = 3
"""As `child.REFUSED`; the child's own modules are loaded in its process only."""

_CRASHED = 1
_PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from onboard_tui.export.house.child import main; main()"
"""What the child runs: it finds its modules where this process found its own, and nowhere else."""
_NEEDED_VARIABLES = ("LD_LIBRARY_PATH", "SYSTEMROOT", "SYSTEMDRIVE")
"""Without these some systems start no process; it gets no other variable."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What filling in one file may take."""

    seconds: int = 20
    memory: int = 1_000_000_000
    output: int = 64_000_000
    """Bytes that the filled file may have, and characters that one text of it may grow to."""


LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands behind one token: a name, which row or option of it, the column and the form asked for."""

    name: str
    row: int | None
    column: str | None
    form: str | None


@dataclass(frozen=True, slots=True)
class FilledFile:
    """A Word file with tokens where values are to be printed."""

    data: bytes
    printed: tuple[Printed, ...]


def fill(data: bytes, values: Mapping[str, object], name: str, *, limits: Limits = LIMITS) -> FilledFile:
    """Fill in a file's tags; `name` is what messages call it. Raises `WordFileError`."""
    order = {
        "values": {each: written(value) for each, value in values.items()},
        "seconds": limits.seconds,
        "memory": limits.memory,
        "output": limits.output,
    }
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as answer:
        asked.write(json.dumps(order).encode() + b"\n" + data)
        asked.seek(0)
        code = _run(asked, answer, limits, name)
        answer.seek(0)
        said, filled = answer.readline(), answer.read(limits.output + 1)
    if code == REFUSED and said:
        raise refused(name, json.loads(said)["because"])
    if code == _CRASHED:
        raise refused(name, "Something in it is built as Word itself does not build it.")
    if code != 0 or not filled or len(filled) > limits.output:
        raise refused(name, "It takes more time or room than a paper needs.")
    return FilledFile(filled, tuple(Printed(*each) for each in json.loads(said)))


def _run(asked: IO[bytes], answer: IO[bytes], limits: Limits, name: str) -> int:
    """Run the child to its end, or end it; give its exit code."""
    environment = {each: os.environ[each] for each in _NEEDED_VARIABLES if each in os.environ}
    with subprocess.Popen(
        [sys.executable, "-I", "-c", _PROGRAM, *filter(None, sys.path)],
        stdin=asked,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env=environment,
        close_fds=True,
    ) as child:
        try:
            return child.wait(limits.seconds)
        except subprocess.TimeoutExpired as error:
            raise refused(name, f"It takes longer than {limits.seconds} seconds.") from error
        finally:
            child.kill()


def refused(name: str, because: str) -> WordFileError:
    """Give the error that says why a file cannot be filled in."""
    return WordFileError(
        f"{name} cannot be filled in: {because}",
        way_out="Nothing was written. See “What is refused” in docs/word-templates.md.",
    )


def written(value: object) -> Any:
    """Write a value as the child reads it: plain text, numbers, dates, rows; nothing that has methods of ours."""
    match value:
        case Absent():
            return {"absent": list(value.columns), "applies": value.applies}
        case list():
            return {"rows": [{name: written(cell) for name, cell in row.items()} for row in value]}
        case tuple():
            return {"options": [str(each) for each in value]}
        case bool() | int() | str() | None:
            return value
        case Decimal():
            return {"number": str(value)}
        case date():
            return {"date": value.isoformat()}
        case _:
            return str(value)
