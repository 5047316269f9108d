"""Fills in the tags of a Word file, in a process of its own that can be stopped and has little to reach.

No answer is in reach of a template: where one is to be printed, a token is put, and the process that
started this one puts the words in its place. What comes in on stdin is a line of JSON and the file; what
goes out on stdout is a line of JSON and the filled file.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docxtpl import DocxTemplate
from jinja2 import TemplateError
from lxml import etree

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.placed import Placed
from onboard_tui.contract.template import ClauseTemplate, compile_template
from onboard_tui.contract.tokens import BEGIN, END
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.template import Place

REFUSED: Final = 3
"""The exit code where the file cannot be filled in and stdout says why."""

_UNSUITABLE = (TemplateError, ContractError, etree.LxmlError, RecursionError, MemoryError, ValueError)
_UNEVEN = "Its tags do not fit together: a choice or a loop begins in one place and ends in another."


def main() -> None:
    """Do one job and end with its exit code."""
    request = sys.stdin.buffer.readline()
    order = json.loads(request)
    _limit(order["seconds"], order["memory"], order["output"])
    try:
        prints, filled = filled_in(sys.stdin.buffer.read(), order["values"], longest=order["output"])
    except _UNSUITABLE as error:
        sys.stdout.buffer.write(json.dumps({"because": _in_words(error)}).encode() + b"\n")
        sys.stdout.buffer.flush()
        sys.exit(REFUSED)
    sys.stdout.buffer.write(json.dumps(prints).encode() + b"\n" + filled)


def _limit(seconds: int, memory: int, output: int) -> None:
    """Bound what this process may use, where the system has such bounds; files may not be written at all."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        hard = resource.getrlimit(what)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # a system may know a bound and not let it be set
            resource.setrlimit(what, (bound, bound))


def filled_in(data: bytes, values: Mapping[str, Any], *, longest: int) -> tuple[list[list[Any]], bytes]:
    """Fill a file in; give what each token stands for, and the file with the tokens in it.

    A token stands for a name, the row or option, the column and the form.
    """
    engine = _Engine(longest)
    template = _CheckedTemplate(BytesIO(data))
    template.render({name: value_of(written) for name, written in values.items()}, engine)
    saved = BytesIO()
    template.save(saved)
    return engine.prints, saved.getvalue()


class _CheckedTemplate(DocxTemplate):  # type: ignore[misc]  # the library has no types
    """A Word file whose filled body is refused where it would be mended by guessing."""

    def fix_tables(self, xml: str) -> Any:
        """Check that what came out holds together before its tables are evened out."""
        etree.fromstring(xml.encode())
        return super().fix_tables(xml)


class _Engine:
    """What stands in for a template engine: clauses' templates, which compute, call and print nothing."""

    def __init__(self, longest: int) -> None:
        self.prints: list[list[Any]] = []
        self._longest = longest

    def from_string(self, source: str) -> _Filling:
        """Compile one text of the file. Raises ContractError where a tag is not allowed."""
        compiled = compile_template(source, longest=self._longest)
        if not isinstance(compiled, ClauseTemplate):
            raise ContractError(compiled[0][1])
        return _Filling(compiled, self)

    def token(self, place: Place, value: object) -> str:
        """Give the token that stands for a value where it is printed."""
        row = value.row if isinstance(value, Placed) else None
        self.prints.append([place.name, row, place.column, place.form])
        return f"{BEGIN}{len(self.prints) - 1}{END}"

    @property
    def longest(self) -> int:
        """Characters that one text may grow to."""
        return self._longest


class _Filling:
    """One text of the file, compiled."""

    def __init__(self, compiled: ClauseTemplate, engine: _Engine) -> None:
        self._compiled = compiled
        self._engine = engine

    def render(self, values: Mapping[str, object]) -> str:
        """Fill the text in."""
        return self._compiled.render(values, self._engine.token, longest=self._engine.longest)


def value_of(written: Any, row: int | None = None) -> object:
    """Read a value as `filling.written` writes it."""
    match written:
        case {"absent": columns, "applies": applies}:
            absent = Absent("", "", applies, dict.fromkeys(columns, ""))
            return absent if row is None else Placed(absent, row)
        case {"rows": rows}:
            return [{name: value_of(cell, at) for name, cell in each.items()} for at, each in enumerate(rows)]
        case {"options": options}:
            return Placed(options, row)
        case {"number": number}:
            return Placed(Decimal(number), row)
        case {"date": day}:
            return Placed(date.fromisoformat(day), row)
        case _:
            return Placed(written, row)


def _in_words(error: BaseException) -> str:
    """Say why a file cannot be filled in."""
    if isinstance(error, MemoryError):
        return "It grows larger than a paper can be."
    if isinstance(error, etree.LxmlError):
        return _UNEVEN
    return str(error)
