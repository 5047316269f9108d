"""Days of a deal: which of those that a person names can be meant, and days so and so much later."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from onboard_tui.errors import UsageError
from onboard_tui.interview.dates import LAST_YEAR
from onboard_tui.interview.notation import notation_for

if TYPE_CHECKING:
    from onboard_tui.deal.assessment import Assessment


def day_ahead(assessment: Assessment, day: date, what: str, *, from_today: bool = False) -> date:
    """Give a day that is still to come; `what` begins the sentence: `The review`. Raises `UsageError`."""
    today = assessment.as_of
    if day < today or (day == today and not from_today):
        why = "that is today" if day == today else "that day is past"
        raise UsageError(
            f"{what} cannot be on {written(assessment, day)}: {why}.",
            way_out="Name today or a later day." if from_today else "Name a day after today.",
        )
    if day.year > LAST_YEAR:
        raise UsageError(f"{what} cannot be on {day}: no day after the year {LAST_YEAR} is kept.")
    return day


def day_gone(assessment: Assessment, day: date | None, what: str, *, first: date, since: str) -> date:
    """Give a day that is not still to come, today where none is named. Raises `UsageError`.

    `first` is the earliest day possible, and `since` says what happened then: `the deal was decided`.
    """
    gone = assessment.as_of if day is None else day
    if gone > assessment.as_of:
        raise UsageError(f"{what} cannot be on {written(assessment, gone)}: that day is still to come.")
    if gone < first:
        raise UsageError(
            f"{what} cannot be on {written(assessment, gone)}: "
            f"{since} on {written(assessment, first)}, and not before."
        )
    return gone


def check_clock(assessment: Assessment) -> None:
    """Check that today is not before a day on which the deal was decided or reopened. Raises `UsageError`."""
    dealings = assessment.interview.dealings
    days = [each.on for each in dealings.decisions] + [each.on for each in dealings.reopenings]
    last = max(days, default=assessment.as_of)
    if assessment.as_of < last:
        raise UsageError(
            f"Today counts as {written(assessment, assessment.as_of)}, but something was decided about this deal "
            f"on {written(assessment, last)} already.",
            way_out="Set the computer's clock right, or leave out the day that counts as today.",
        )


def days_later(day: date, days: int) -> date:
    """Give the day so many days later, or the last day of the calendar."""
    return day + timedelta(min(days, (date.max - day).days))


def written(assessment: Assessment, day: date) -> str:
    """Write a day in the language of the script."""
    return notation_for(assessment.script.language).date(day)
