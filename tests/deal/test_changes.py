"""What an answer changed, in one line."""

from __future__ import annotations

from typing import Any

import pytest

from onboard_tui.deal.assessment import assess
from onboard_tui.deal.changes import what_changed
from onboard_tui.interview.entries import Recorded
from tests.deal.growing import grown
from tests.deal.small import TODAY, build_script, fill_interview

SCRIPT = build_script(
    {
        "sponsor": {"type": "single", "options": ["executive", "nobody"]},
        "hours": {"type": "integer", "when": "sponsor == 'executive'"},
        "dates": {"type": "integer", "when": "sponsor == 'executive'"},
        "money": {"type": "yes_no", "gate": True},
        "rel_reopen": {"type": "yes_no"},
    },
    {
        "no_sponsor": {"severity": "blocker", "raise_when": "sponsor == 'nobody'", "mitigable": True},
        "no_budget": {"severity": "minor", "raise_when": "not money"},
    },
)


def changed(before: dict[str, Any], after: dict[str, Any]) -> str:
    """Tell what is different between two interviews; keys beside answers are the rest of them."""
    return what_changed(*(assess(fill_interview(SCRIPT, **each), TODAY) for each in (before, after)))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ({}, {"answers": {"sponsor": "nobody"}}, "flag no sponsor raised"),
        ({}, {"answers": {"sponsor": "executive"}}, "+2 questions"),
        (
            {"answers": {"sponsor": "executive", "money": True}},
            {"answers": {"sponsor": "nobody", "money": True}},
            "-2 questions, flag no sponsor raised, verdict now steer first",
        ),
        (
            {"answers": {"sponsor": "nobody", "money": True}},
            {"answers": {"sponsor": "executive", "money": True}},
            "+2 questions, flag no sponsor cleared, verdict now proceed",
        ),
        (
            {"answers": {"sponsor": "nobody", "money": False}},
            {"answers": {"sponsor": "nobody", "money": False}, "plans": {"no_sponsor": 3}},
            "flag no sponsor now planned, verdict now proceed with conditions",
        ),
        (
            {"answers": {"money": True}},
            {"answers": {"sponsor": "nobody", "money": True}, "steering": {"no_sponsor": ["insists"] * 2}},
            "flag no sponsor raised (they insist), verdict now next in line",
        ),
        ({"answers": {"money": False}}, {}, "flag no budget cannot be told now, verdict now steer first"),
        ({"answers": {"sponsor": "nobody"}}, {"answers": {"sponsor": "nobody"}}, ""),
    ],
)
def test_the_line_says_what_is_different(before: dict[str, Any], after: dict[str, Any], line: str) -> None:
    """Questions that open or close, flags, and the verdict; nothing where nothing is."""
    assert changed(before, after) == line


def test_the_line_names_the_attempt_after_which_an_answer_changed() -> None:
    """The second try was the one that counted; later lines do not say it again."""
    steering = {"no_budget": ["insists"], "no_sponsor": ["insists", "accepts"]}
    before = fill_interview(SCRIPT, {"sponsor": "nobody", "money": True}, steering=steering)
    attempt = before.attempts["no_sponsor"][1].id
    after = grown(before, Recorded, question="sponsor", value="executive", by_attempt=attempt)
    first, second = assess(before, TODAY), assess(after, TODAY)
    line = what_changed(first, second)
    assert line == (
        "answer changed after attempt 2, +2 questions, flag no sponsor cleared, verdict now proceed"
    )
    third = assess(grown(after, Recorded, question="hours", value=4), TODAY)
    assert what_changed(second, third) == ""
