"""Doing something again whenever the files that it reads change, until ctrl+c."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Final, NoReturn, TypeAlias

from onboard_tui.cli import tell
from onboard_tui.errors import OnboardError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

LOOK_EVERY: Final = 0.3
"""Seconds between two looks at the files."""

SETTLE: Final = 0.05
"""Seconds that an editor has to finish writing what changed."""

_CLEAR: Final = "\x1b[2J\x1b[3J\x1b[H"

Snapshot: TypeAlias = "dict[Path, tuple[int, int] | None]"
"""When each file was changed, and its size; None for one that is not there."""


def watch(once: Callable[[], object], read: Callable[[], Iterable[Path]]) -> NoReturn:
    """Do something, and again after every change; ends with `KeyboardInterrupt`.

    `read` gives the files and folders that it depends on, and is asked before each time.
    """
    while True:
        paths = tuple(read())
        before = snapshot(paths)  # what changes while it is being done is a change, too
        if sys.stdout.isatty():
            print(_CLEAR, end="")
        try:
            once()
        except OnboardError as error:
            tell(error)
        sys.stdout.flush()
        at = datetime.now().astimezone()
        print(f"Checked at {at:%H:%M:%S}. Waiting for a change; ctrl+c ends.", file=sys.stderr, flush=True)
        while snapshot(paths) == before:
            time.sleep(LOOK_EVERY)
        time.sleep(SETTLE)


def snapshot(paths: Iterable[Path]) -> Snapshot:
    """Look at files, and at all files inside folders."""
    files = (file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path]))
    return {file: _looked_at(file) for file in files}


def _looked_at(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
