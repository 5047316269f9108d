"""How old answers and coaching are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from onboard_tui.deal.ages import age, age_of, age_of_coaching
from onboard_tui.deal.assessment import assess
from onboard_tui.interview.dealings import Reopened
from onboard_tui.interview.entries import Recorded
from tests.deal.growing import grown
from tests.deal.small import TODAY, build_script, fill_interview

SCRIPT = build_script({"first": {}, "second": {}, "hidden": {"when": "first"}})


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (date(2026, 3, 3), "from today"),
        (date(2026, 3, 2), "from today"),
        (date(2026, 3, 1), "1 day old"),
        (date(2026, 2, 17), "13 days old"),
        (date(2026, 2, 16), "2 weeks old"),
        (date(2026, 1, 2), "8 weeks old"),
        (date(2026, 1, 1), "2 months old"),
        (date(2025, 7, 3), "7 months old"),
        (date(2025, 7, 2), "8 months old"),
        (date(2024, 3, 3), "23 months old"),
        (date(2024, 3, 2), "2 years old"),
        (date(2022, 3, 3), "3 years old"),
    ],
)
def test_an_age_is_said_in_the_unit_that_fits(since: date, words: str) -> None:
    """Days, weeks, months, years; never rounded up."""
    assert age(since, TODAY) == words


def test_reopening_marks_the_age_of_every_earlier_answer() -> None:
    """Until it is given again; an answer of a deal that was never reopened has no age."""
    interview = fill_interview(SCRIPT, {"first": True, "second": True, "hidden": True})
    later = TODAY + timedelta(days=245)
    assert age_of(assess(interview, later), "first") == ""
    reopened = grown(interview, Reopened, on=later)
    assert age_of(assess(reopened, later), "first") == "8 months old"
    again = grown(reopened, Recorded, question="first", value=False)
    marked = assess(again, later)
    assert [age_of(marked, question) for question in ("first", "second", "hidden", "rel_reopen")] == [
        "",
        "8 months old",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("days", "words"), [(0, ""), (180, ""), (181, "coaching 181 days old"), (400, "coaching 400 days old")]
)
def test_coaching_is_stale_after_180_days(days: int, words: str) -> None:
    """On day 181 it says so."""
    dated = replace(SCRIPT, coach_reviewed_on=TODAY - timedelta(days=days))
    assert age_of_coaching(dated, TODAY) == words
    assert age_of_coaching(SCRIPT, TODAY) == ""
