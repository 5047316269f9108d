"""How old what we rely on is: answers from before a deal was reopened, and the script's coaching."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.deal.words import number_of
from onboard_tui.script.model import COACHING_KEEPS_DAYS

if TYPE_CHECKING:
    from datetime import date

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.script.model import Script

_DAYS_BELOW: Final = 14
"""Days below which an age is said in days."""
_WEEKS_BELOW: Final = 60
"""Days below which it is said in weeks."""
_MONTHS_BELOW: Final = 24
"""Months below which it is said in months."""


def age_of(assessment: Assessment, question_id: str) -> str:
    """Say how old an answer is that is from before the deal was reopened: `8 months old`; else nothing."""
    recorded = assessment.standing.recorded(question_id)
    if recorded is None or not assessment.interview.from_before(question_id):
        return ""
    return age(recorded.at.date(), assessment.as_of)


def age(since: date, as_of: date) -> str:
    """Say how long ago a day was: `3 days old`, `5 weeks old`, `8 months old`, `2 years old`."""
    days = (as_of - since).days
    if days < 1:
        return "from today"
    if days < _DAYS_BELOW:
        return f"{number_of(days, 'day')} old"
    if days < _WEEKS_BELOW:
        return f"{number_of(days // 7, 'week')} old"
    months = 12 * (as_of.year - since.year) + as_of.month - since.month - (as_of.day < since.day)
    if months < _MONTHS_BELOW:
        return f"{number_of(months, 'month')} old"
    return f"{number_of(months // 12, 'year')} old"


def age_of_coaching(script: Script, as_of: date) -> str:
    """Say how old coaching is that was last looked at too long ago: `coaching 181 days old`; else nothing."""
    if script.coach_reviewed_on is None:
        return ""
    days = (as_of - script.coach_reviewed_on).days
    return f"coaching {days} days old" if days > COACHING_KEEPS_DAYS else ""
