"""What the customer believes, what we advise, and who decided which way."""

from __future__ import annotations

from typing import Any

import pytest

from onboard_tui.deal.advice import advice_that_applies, advised
from onboard_tui.deal.assessment import assess
from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.interview.dealings import Advised, Side
from onboard_tui.interview.entries import Recorded
from tests.deal.growing import grown, stamp_for
from tests.deal.small import TODAY, build_script, fill_interview

SCRIPT = build_script(
    {
        "cloud": {},
        "backup": {"type": "text"},
        "region": {"type": "text", "when": "cloud"},
    }
)
BEGUN = fill_interview(SCRIPT, {"cloud": True})


def advising(**more: Any) -> Advised:
    """Record advice, with whatever is different this time."""
    fields: dict[str, Any] = {"question": "backup", "believes": "Sync is a backup", "advises": "Restore once"}
    return advised(assess(BEGUN, TODAY), stamp_for(BEGUN), **{**fields, **more})


def test_belief_and_advice_are_kept_clean_and_whole() -> None:
    """With the reason, and whose way it went."""
    entry = advising(because=" It copies\x1b[2J mistakes ", followed=Side.THEIRS, decided_by="M. Lyle ")
    assert (entry.believes, entry.advises, entry.because, entry.followed, entry.decided_by) == (
        "Sync is a backup",
        "Restore once",
        "It copies mistakes",
        Side.THEIRS,
        "M. Lyle",
    )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"question": "bakcup"}, "There is no question 'bakcup' in this script. Did you mean “backup”?"),
        ({"believes": " \u200b"}, "Say what the customer believes."),
        ({"advises": ""}, "Say what we advise."),
    ],
)
def test_half_a_pair_is_refused(more: dict[str, str], sentence: str) -> None:
    """Nothing is recorded then."""
    with pytest.raises((AnswerError, UsageError)) as refused:
        advising(**more)
    assert str(refused.value) == sentence


def test_the_latest_advice_on_each_question_that_applies_counts() -> None:
    """In script order; what was said about a branch that was left reaches nobody."""
    interview = BEGUN
    for question, advice in (("region", "Two of them"), ("backup", "Restore once"), ("backup", "Twice")):
        interview = grown(interview, Advised, question=question, believes="No need", advises=advice)
    assert [each.advises for each in advice_that_applies(assess(interview, TODAY))] == [
        "Twice",
        "Two of them",
    ]
    left = grown(interview, Recorded, question="cloud", value=False)
    assert [each.advises for each in advice_that_applies(assess(left, TODAY))] == ["Twice"]
