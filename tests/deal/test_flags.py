"""Red flags in a deal: why they are raised, and what was done about them."""

from __future__ import annotations

from typing import Any

import pytest

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.interview.entries import Planned
from onboard_tui.script.expression import FlagState
from tests.deal.small import TODAY, build_script, fill_interview

SPONSOR = build_script(
    {
        "sponsor": {"type": "single", "options": ["executive good", "it_only watch", "nobody bad"]},
        "users": {"type": "integer"},
        "goal": {"type": "percent"},
        "seats": {"type": "integer"},
    },
    {
        "no_sponsor": {"severity": "blocker", "raise_when": "sponsor == 'nobody'"},
        "weak_sponsor": {"raise_when": "sponsor == 'it_only' and users >= 25"},
        "low_goal": {"raise_when": "declined(goal) or wanted_seats < 10", "mitigable": True},
        "untested": {"severity": "minor", "kind": "ours", "raise_when": "users >= 25"},
    },
    computed={"wanted_seats": "seats * goal / 100"},
)


def judged(answers: dict[str, Any], **more: Any) -> Assessment:
    """Judge a deal about a sponsor."""
    return assess(fill_interview(SPONSOR, answers, **more), TODAY)


def test_a_raised_flag_names_the_answers_that_raise_it() -> None:
    """Only what made the condition hold is named, in script order."""
    flags = judged({"sponsor": "it_only", "users": 60}).flag_by_id
    assert flags["weak_sponsor"].because == {"sponsor": "it_only", "users": 60}
    assert flags["no_sponsor"].because == {}


def test_a_computed_value_is_traced_to_its_answers() -> None:
    """The seller sees answers, not the names of sums."""
    flag = judged({"goal": 20, "seats": 40}).flag_by_id["low_goal"]
    assert flag.because == {"goal": 20, "seats": 40}


def test_an_answer_without_a_value_is_named_by_its_state() -> None:
    """They would not say: that is the reason."""
    assert judged({}, states={"goal": "declined"}).flag_by_id["low_goal"].because == {"goal": "declined"}


def test_flags_that_cannot_be_told_yet_are_listed_by_name() -> None:
    """Unknown flags are neither raised nor clear."""
    assessment = judged({"sponsor": "executive"})
    assert assessment.unknown_flags == ("low_goal", "untested")
    assert assessment.raised_flags == ()


@pytest.mark.parametrize(
    ("reactions", "state", "history", "left"),
    [
        ([], FlagState.OPEN, "not steered yet", 2),
        (["insists"], FlagState.STEERING, "steered once, insists", 1),
        (["insists", "wants_time"], FlagState.STEERING, "steered twice, wants time", 0),
        (["accepts", "insists"], FlagState.INSISTED, "steered twice, insists", 0),
        (["in_part", "insists", "insists"], FlagState.INSISTED, "steered 3 times, insists", 0),
    ],
)
def test_insists_counts_only_after_enough_attempts(
    reactions: list[str], state: FlagState, history: str, left: int
) -> None:
    """A blocker needs two attempts, and the last one has to end in insists."""
    flag = judged({"sponsor": "nobody"}, steering={"no_sponsor": reactions}).flag_by_id["no_sponsor"]
    assert (flag.state, flag.history, flag.attempts_left) == (state, history, left)


def test_one_attempt_is_enough_for_a_minor_flag() -> None:
    """The attempts needed go by severity."""
    flag = judged({"users": 60}, steering={"untested": ["insists"]}).flag_by_id["untested"]
    assert (flag.needed, flag.state) == (1, FlagState.INSISTED)


def test_history_and_plan_stay_when_a_flag_clears() -> None:
    """What was tried is not forgotten because it worked."""
    flag = judged(
        {"goal": 80, "seats": 60}, steering={"low_goal": ["accepts"]}, plans={"low_goal": 3}
    ).flag_by_id["low_goal"]
    assert flag.state is FlagState.CLEAR
    assert flag.history == "steered once, accepts"
    assert isinstance(flag.plan, Planned)


def test_we_cannot_fix_it_counts_only_for_what_is_about_us() -> None:
    """The seller's word settles flags of kind ours, and no others."""
    flags = judged({"users": 60, "sponsor": "nobody"}, cannot_fix=["untested", "no_sponsor"]).flag_by_id
    assert flags["untested"].state is FlagState.CANNOT_FIX
    assert flags["no_sponsor"].state is FlagState.OPEN


def test_the_name_of_a_flag_can_be_said_in_a_line() -> None:
    """Slugs are for machines."""
    assert judged({}).flag_by_id["no_sponsor"].name == "no sponsor"
