"""Steering: when it is due, with which words, and how often it was left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.steering import attempt_behind, steering_for
from onboard_tui.interview.dealings import Reopened
from onboard_tui.interview.entries import Postponement, Reaction, Recorded, SetAside, Steered
from onboard_tui.script.expression import AnswerState
from tests.deal.small import NOON, TODAY, build_script, fill_interview

if TYPE_CHECKING:
    from onboard_tui.interview.interview import Interview

SCRIPT = build_script(
    {
        "sponsor": {
            "type": "single",
            "options": ["executive", "nobody bad"],
            "steer": ["Who loses?", "Twenty minutes?"],
        },
        "sign_in": {"type": "single", "options": ["all good", "refuse bad"]},
        "why_now": {
            "type": "single",
            "options": ["event good", "told bad"],
            "steer": ["Then waiting may be right."],
        },
        "silent": {"type": "single", "options": ["fine", "worse bad"]},
        "signs": {
            "type": "multi",
            "options": ["calls", "shops bad"],
            "steer": ["What would you need to see?"],
        },
        "lawful": {"type": "yes_no", "steer": ["Nothing to say."]},
        "branch": {"type": "single", "options": ["a", "b bad"], "when": "lawful", "steer": ["Why b?"]},
    },
    {
        "small": {"severity": "minor", "raise_when": "sponsor == 'nobody'"},
        "no_sponsor": {"severity": "blocker", "raise_when": "sponsor == 'nobody'", "mitigable": True},
        "refuses": {"severity": "blocker", "raise_when": "sign_in == 'refuse'", "steer": "Bring a key."},
        "barred": {"severity": "blocker", "raise_when": "not lawful", "no_steer": True},
    },
)


def judged(answers: dict[str, Any], **more: Any) -> Assessment:
    """Judge a deal."""
    return assess(fill_interview(SCRIPT, answers, **more), TODAY)


def test_a_bad_answer_is_steered_at_once_with_script_1() -> None:
    """The heaviest flag that the answer raises comes with the first words."""
    due = judged({"sponsor": "nobody"}).steering_due("sponsor")
    assert due is not None
    assert due.flag is not None
    assert (due.flag.id, due.words, due.attempt, due.attempts, due.needed) == (
        "no_sponsor",
        "Who loses?",
        1,
        0,
        2,
    )


@pytest.mark.parametrize(
    ("reactions", "words", "script"),
    [(["accepts"], "Twenty minutes?", 2), (["in_part"] * 3, "Twenty minutes?", 2)],
)
def test_each_attempt_has_its_own_words_and_the_last_serve_for_the_rest(
    reactions: list[str], words: str, script: int
) -> None:
    """Attempt 2 has script 2, and so have all after it."""
    due = judged({"sponsor": "nobody"}, steering={"no_sponsor": reactions}).steering_due("sponsor")
    assert due is not None
    assert (due.words, due.script, due.attempts) == (words, script, len(reactions))


def test_a_question_without_words_is_steered_with_those_of_its_flag() -> None:
    """The flag's own advice stands in."""
    due = judged({"sign_in": "refuse"}).steering_due("sign_in")
    assert due is not None
    assert (due.words, due.scripts) == ("Bring a key.", ("Bring a key.",))


def test_an_option_marked_bad_is_steered_without_any_flag() -> None:
    """The mark alone is reason enough, in a single choice and among several."""
    for question, answer in (("why_now", "told"), ("signs", ("calls", "shops"))):
        due = judged({question: answer}).steering_due(question)
        assert due is not None
        assert (due.flag, due.attempt, due.needed) == (None, 1, 1)


@pytest.mark.parametrize(
    ("question", "answers", "more"),
    [
        ("sponsor", {"sponsor": "executive"}, {}),
        ("sponsor", {}, {}),
        ("lawful", {"lawful": False}, {}),
        ("silent", {"silent": "worse"}, {}),
        ("branch", {"branch": "b", "lawful": False}, {}),
        (
            "sponsor",
            {"sponsor": "nobody"},
            {"steering": {"no_sponsor": ["insists"] * 2, "small": ["insists"]}},
        ),
        ("sponsor", {"sponsor": "nobody"}, {"plans": {"no_sponsor": 3}, "steering": {"small": ["insists"]}}),
    ],
)
def test_nothing_is_due_where_steering_changes_nothing(
    question: str, answers: dict[str, Any], more: dict[str, Any]
) -> None:
    """A good answer, nothing to discuss, no words, a hidden question, enough said, a plan that stands."""
    assert judged(answers, **more).steering_due(question) is None


def test_does_not_apply_ends_steering_and_later_only_puts_it_off() -> None:
    """What the seller set aside for good is not brought up again."""
    interview = fill_interview(SCRIPT, {"sign_in": "refuse"})
    aside = SetAside(id="aside", at=NOON, flag="refuses", choice=Postponement.LATER, reason="Lunch")
    assert assess(interview.with_entries(aside), TODAY).steering_due("sign_in") is not None
    for_good = replace(aside, choice=Postponement.DOES_NOT_APPLY, reason="They have one already")
    after = assess(interview.with_entries(for_good), TODAY)
    assert after.steering_due("sign_in") is None
    assert after.steering_waiting == ()


def test_what_waits_to_be_steered_is_listed_heaviest_first() -> None:
    """Every flag that can be discussed once, with its next words; those without words are left out."""
    waiting = judged({"sponsor": "nobody", "sign_in": "refuse", "lawful": False}).steering_waiting
    assert [(each.flag.id, each.words) for each in waiting if each.flag] == [
        ("no_sponsor", "Who loses?"),
        ("refuses", "Bring a key."),
        ("small", "Who loses?"),
    ]


def test_a_flag_can_be_steered_whatever_was_said_before() -> None:
    """The seller may try again after the customer insisted; a flag that is not raised has no words."""
    standing = judged({"sponsor": "nobody"}, steering={"no_sponsor": ["insists", "insists"]}).standing
    again = steering_for(standing, "no_sponsor")
    assert again is not None
    assert (again.attempt, again.words) == (3, "Twenty minutes?")
    assert steering_for(standing, "refuses") is None
    assert steering_for(standing, "barred") is None


def test_taking_orders_is_measured() -> None:
    """Three flags that can be discussed are raised, one was tried: two thirds were only written down."""
    taking = judged(
        {"sponsor": "nobody", "sign_in": "refuse", "lawful": False}, steering={"refuses": ["wants_time"]}
    ).order_taking
    assert (taking.raised, taking.untried) == (3, 2)
    assert taking.share == pytest.approx(2 / 3)
    assert str(taking) == "2 of 3 raised flags without an attempt to steer (67%)."


def test_without_raised_flags_there_is_nothing_to_measure() -> None:
    """No flag, no index."""
    taking = judged({}).order_taking
    assert taking.share is None
    assert str(taking) == "No flag was raised that could have been steered."


def with_attempt(
    interview: Interview, flag: str, reaction: Reaction, attempt_id: str = "attempt"
) -> Interview:
    """Add a steering attempt at the end of the log."""
    made = Steered(
        id=attempt_id, at=NOON, flag=flag, script=1, with_whom="M. Lyle", reaction=reaction, on=TODAY
    )
    return interview.with_entries(made)


@pytest.mark.parametrize("reaction", [Reaction.ACCEPTS, Reaction.IN_PART, Reaction.WANTS_TIME])
def test_an_answer_that_changes_after_an_attempt_is_linked_to_it(reaction: Reaction) -> None:
    """The attempt was about a flag that the answer raises, and was made after the answer was given."""
    before = assess(
        with_attempt(fill_interview(SCRIPT, {"sponsor": "nobody"}), "no_sponsor", reaction), TODAY
    )
    assert attempt_behind(before, "sponsor", AnswerState.ANSWERED, "executive") == "attempt"
    assert attempt_behind(before, "sponsor", AnswerState.DONT_KNOW, None) == "attempt"


def test_the_latest_attempt_is_the_one_that_counts() -> None:
    """Two flags hang on one answer; the one that was talked about last made the difference."""
    interview = with_attempt(fill_interview(SCRIPT, {"sponsor": "nobody"}), "small", Reaction.ACCEPTS, "1")
    later = with_attempt(interview, "no_sponsor", Reaction.IN_PART, "2")
    assert attempt_behind(assess(later, TODAY), "sponsor", AnswerState.ANSWERED, "executive") == "2"
    insisted = with_attempt(interview, "no_sponsor", Reaction.INSISTS, "2")
    assert attempt_behind(assess(insisted, TODAY), "sponsor", AnswerState.ANSWERED, "executive") == "1"


def test_an_answer_is_linked_to_no_attempt_that_did_not_change_it() -> None:
    """The same answer again, an insisting customer, another question, an attempt before the answer or a reopening."""
    asked = fill_interview(SCRIPT, {"sponsor": "nobody", "sign_in": "refuse"})
    accepted = with_attempt(asked, "no_sponsor", Reaction.ACCEPTS)
    again = Recorded(id="again", at=NOON, question="sponsor", value="nobody")
    reopened = Reopened(id="reopened", at=NOON, on=TODAY)
    for interview, question, value in (
        (accepted, "sponsor", "nobody"),
        (with_attempt(accepted, "no_sponsor", Reaction.INSISTS, "2"), "sponsor", "executive"),
        (accepted, "sign_in", "all"),
        (accepted, "why_now", "event"),
        (accepted.with_entries(again), "sponsor", "executive"),
        (accepted.with_entries(reopened), "sponsor", "executive"),
    ):
        assert attempt_behind(assess(interview, TODAY), question, AnswerState.ANSWERED, value) == ""
