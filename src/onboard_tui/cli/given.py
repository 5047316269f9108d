"""What can be given to commands alike: what stands before each, the workspace that it asks for, and lists of names."""

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


def names_in(text: str) -> list[str]:
    """Give the names in a text that has commas between them."""
    return [name.strip() for name in text.split(",") if name.strip()]


def asked_day(options: Nothing | argparse.Namespace) -> date | None:
    """Give the day that was asked for by option or variable; None means the clock's. Raises `UsageError`."""
    day: date | None = _set_day() if options.as_of is None else options.as_of
    if day is not None:
        _check_years(day)
    return day


def _check_years(day: date) -> None:
    from onboard_tui.errors import UsageError
    from onboard_tui.interview.dates import FIRST_YEAR, LAST_YEAR

    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UsageError(
            f"{day} cannot count as today.", way_out=f"Name a day of the years {FIRST_YEAR} to {LAST_YEAR}."
        )


def _set_day() -> date | None:
    """Give the day that the variable sets. Raises `UsageError`."""
    from onboard_tui.errors import UsageError
    from onboard_tui.workspace import AS_OF_VARIABLE

    text = os.environ.get(AS_OF_VARIABLE)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            f"{AS_OF_VARIABLE} is {text!r}, which is not a date.", way_out="Write it like 2026-03-02."
        ) from None
