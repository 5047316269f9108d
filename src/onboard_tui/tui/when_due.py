"""When something is due, in a few words and with a sign; for lists that the first frame shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.tui.plain import MUTED
from onboard_tui.tui.signs import Sign

if TYPE_CHECKING:
    from datetime import date

DAYS_IN_WORDS = 14
"""Days ahead after which the date says more than their number."""
WIDTH = 13
"""Cells that the words take: `120 d overdue`."""


def when_due(due: date, today: date) -> Sign:
    """Say when, counted from today: `3 d overdue`, `today`, `tomorrow`, `in 5 d`, then the date."""
    days = (due - today).days
    if days < 0:
        return Sign("!", f"{-days} d overdue", "bold $text-error")
    if days == 0:
        return Sign("●", "today", "bold $text-warning")
    words = f"in {days} d" if days <= DAYS_IN_WORDS else due.isoformat()
    return Sign("○", "tomorrow" if days == 1 else words, MUTED)
