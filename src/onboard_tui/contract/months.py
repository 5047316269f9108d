"""Calendar months: counted so that a term of twelve months ends on the day before it began."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """Give the same day some months later, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(start: date, months: int) -> date:
    """Give the last day of so many months that begin on `start`: the day before the same day of the month.

    Where the last month has no such day they end with that month, as the law has it: one month from 31 January
    ends on 28 February.
    """
    begins = months_later(start, months)
    return begins - timedelta(days=1) if begins.day == start.day else begins
