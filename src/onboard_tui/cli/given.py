"""What can be given before a command, and the workspace that it asks for."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from onboard_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Nothing:
    """What is given where nothing is typed after `onboard-tui`."""

    db: str | None = None
    as_of: date | None = None
    share: bool = False
    start: str | None = None


def the_workspace(options: Nothing | argparse.Namespace) -> Workspace:
    """Give the workspace that the options before the command ask for. Raises `UsageError`."""
    from onboard_tui.workspace import Workspace

    return Workspace(options.db, as_of=asked_day(options))


def asked_day(options: Nothing | argparse.Namespace) -> date | None:
    """Give the day that was asked for by option or variable; None means the clock's. Raises `UsageError`."""
    from onboard_tui.errors import UsageError
    from onboard_tui.workspace import AS_OF_VARIABLE

    if options.as_of is not None:
        day: date = options.as_of
        return day
    text = os.environ.get(AS_OF_VARIABLE)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{AS_OF_VARIABLE} is {text!r}, which is not a date.", way_out="Write it like 2026-03-02."
        ) from None
