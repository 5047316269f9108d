"""The calendar of a contract: checkpoints, reviews, the renewal talk and the decision."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onboard_tui.contract.months import last_day, months_later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

CHECKPOINT_DAYS = (30, 60, 90, 180)
"""Days after people began to work with it on which both sides look at how many use it."""
GOAL_DAYS = 90
"""The goal for active use is reached by then, in equal steps."""

TALK_DAYS = 120
"""The renewal talk is at least so many days before the end."""
REPORT_DAYS = 150
DECISION_DAYS = 60
CLOSE_DAYS = 12
"""A review that would fall so near to another meeting is held with it."""
LISTED_MONTHS = 12
"""Reviews are listed for so many months; later ones follow the same rhythm."""


_MEETINGS = frozenset({"checkpoint", "renewal_talk"})
"""Dates at which both sides meet in any case."""


@dataclass(frozen=True, slots=True)
class ReviewDate:
    """One date in both diaries."""

    day: date
    kind: str
    """A key of the pack's words: `review`, `checkpoint`, `value_report`, `renewal_talk`, `decision`, `last_day`."""
    with_review: bool = False
    """Whether a regular review falls so near that it is held at the same meeting."""


def talk_day(start: date, months: int) -> date:
    """Give the day of the renewal talk; month by month it comes before each year's end."""
    return last_day(start, months or LISTED_MONTHS) - timedelta(days=TALK_DAYS)


def decision_day(start: date, months: int) -> date | None:
    """Give the day by which the customer decides what comes next; nothing where there is no term."""
    return last_day(start, months) - timedelta(days=DECISION_DAYS) if months else None


def review_dates(
    start: date, months: int, every_months: int, first_working_day: date
) -> tuple[ReviewDate, ...]:
    """Give all dates in order; `months` is 0 month by month, `every_months` 0 without regular reviews."""
    end = last_day(start, months or LISTED_MONTHS)
    fixed = [ReviewDate(talk_day(start, months), "renewal_talk")]
    if every_months:
        days = [first_working_day + timedelta(days=after) for after in CHECKPOINT_DAYS]
        fixed += [ReviewDate(day, "checkpoint") for day in days if day <= end]
    if months:
        fixed += [
            ReviewDate(end - timedelta(days=REPORT_DAYS), "value_report"),
            ReviewDate(end - timedelta(days=DECISION_DAYS), "decision"),
            ReviewDate(end, "last_day"),
        ]
    meetings = [each.day for each in fixed if each.kind in _MEETINGS]
    regular = list(_regular(start, end, every_months))
    held_with = {day: near for day in regular if (near := _near(day, meetings)) is not None}
    both = [
        replace(each, with_review=each.kind in _MEETINGS and each.day in held_with.values()) for each in fixed
    ]
    alone = [ReviewDate(day, "review") for day in regular if day not in held_with]
    return tuple(sorted((*both, *alone), key=lambda each: each.day))


def _near(day: date, meetings: Sequence[date]) -> date | None:
    """Give the meeting that a review would fall nearest to, where it is so near that one meeting is enough."""
    nearest = min(meetings, key=lambda other: abs(day - other))
    return nearest if abs(day - nearest) <= timedelta(days=CLOSE_DAYS) else None


def _regular(start: date, end: date, every_months: int) -> Iterator[date]:
    for month in range(every_months, LISTED_MONTHS + 1, every_months) if every_months else ():
        day = months_later(start, month)
        if day <= end:
            yield day


def checkpoints(first_working_day: date, people: int) -> list[Mapping[str, object]]:
    """Give the active-use checkpoints: how many of the people that are the goal use it by then, at least."""
    return [
        {
            "day": after,
            "date": first_working_day + timedelta(days=after),
            "people": -(-people * min(after, GOAL_DAYS) // GOAL_DAYS),
        }
        for after in CHECKPOINT_DAYS
    ]
