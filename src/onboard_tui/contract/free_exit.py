"""Whether the customer may leave free of charge, because the same level was missed month after month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onboard_tui.contract.months import last_day, months_later
from onboard_tui.contract.orders import table_rows
from onboard_tui.errors import UsageError
from onboard_tui.interview.paperwork import MonthReported
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from onboard_tui.contract.pack_model import FreeExitRule, Pack
    from onboard_tui.deal.assessment import Assessment

MOST_MISSED = 50
"""Levels that one report can name."""


@dataclass(frozen=True, slots=True)
class FreeExit:
    """The right to leave at once and free of charge, as it came about last."""

    level: str
    """What was missed, as the reports name it."""
    missed: tuple[date, ...]
    """The first days of the months in which it was missed and that count."""
    since: date
    """The last day of the month that made it so."""
    until: date
    """The last day on which it can be used."""

    def is_open(self, day: date) -> bool:
        """Tell whether it can be used on a day."""
        return self.since < day <= self.until


def services_with_levels(assessment: Assessment, pack: Pack) -> tuple[str, ...]:
    """Give the services that the agreement promises a level for, each once."""
    named = (row.get("service") for row in table_rows(assessment, pack.facts.levels))
    return tuple(dict.fromkeys(name for name in named if isinstance(name, str)))


def month_reported(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    month: date,
    missed: Sequence[str],
    note: str = "",
    levels: Sequence[str] = (),
    begins: date | None = None,
) -> MonthReported:
    """Give the entry of a month that is over; `month` is any day of it. Raises `UsageError`.

    `levels` are the services that have levels; where there are some, nothing else can have been missed. `begins` is
    the first day of the agreement, where it is known.
    """
    first = month.replace(day=1)
    if months_later(first, 1) > assessment.as_of:
        raise UsageError(
            f"{first:%Y-%m} is not over yet.", way_out="Report a month once its last day is past."
        )
    if begins is not None and first < begins.replace(day=1):
        raise UsageError(f"{first:%Y-%m} was over before the agreement began, on {begins}.")
    named = dict.fromkeys(name for each in missed if (name := " ".join(stripped(each, limit=200).split())))
    if len(named) > MOST_MISSED:
        raise UsageError(f"A month has at most {MOST_MISSED} levels that were missed.")
    known = {each.casefold() for each in levels}
    for name in named if known else ():
        if name.casefold() not in known:
            raise UsageError(
                f"The agreement has no level for “{name}”.",
                way_out=f"Name one of these: {', '.join(levels)}.",
            )
    return MonthReported(**stamp, month=first, missed=tuple(named), note=stripped(note))


def free_exit(months: Mapping[date, MonthReported], rule: FreeExitRule) -> FreeExit | None:
    """Give the right that came about last, or nothing where none has; see `FreeExit.is_open` for whether it holds.

    It comes about when the same level was missed so many months running, or so many months out of twelve, and anew
    with each further month that was missed.
    """
    named: dict[str, str] = {}
    for name in (name for report in months.values() for name in report.missed):
        named.setdefault(name.casefold(), name)
    found = [right for level in named if (right := _of_level(level, named[level], months, rule)) is not None]
    return max(found, key=lambda each: each.since, default=None)


def _of_level(
    level: str, name: str, months: Mapping[date, MonthReported], rule: FreeExitRule
) -> FreeExit | None:
    missed = [
        month for month, report in months.items() if level in {each.casefold() for each in report.missed}
    ]
    for month in reversed(missed):
        running = _running(month, missed)
        in_twelve = [each for each in missed if months_later(month, -11) <= each <= month]
        counted = running if len(running) >= rule.in_a_row else in_twelve
        if len(running) >= rule.in_a_row or len(in_twelve) >= rule.in_twelve:
            since = last_day(month, 1)
            return FreeExit(name, tuple(counted), since, since + timedelta(days=rule.days_open))
    return None


def _running(month: date, missed: Sequence[date]) -> list[date]:
    """Give the missed months that end with one, without a gap."""
    running = [month]
    while (before := months_later(running[0], -1)) in missed:
        running.insert(0, before)
    return running
