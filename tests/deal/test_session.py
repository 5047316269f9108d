"""A sitting summed up: what was recorded, what it changed, and what was left untouched."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.answer_changes import answer_changes
from onboard_tui.deal.assessment import assess
from onboard_tui.deal.session import session_summary
from onboard_tui.deal.steering import attempt_behind
from onboard_tui.interview.dealings import Decided, FollowUpSet, Reopened, Side
from onboard_tui.interview.entries import Postponement, Reaction, Recorded, SetAside, Steered
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import VerdictKind
from tests.deal.growing import grown
from tests.deal.small import TODAY, build_script, fill_interview

if TYPE_CHECKING:
    from onboard_tui.interview.interview import Interview

OPTIONS = ("executive", "manager", "nobody")
SCRIPT = build_script(
    {
        "sponsor": {"type": "single", "options": OPTIONS},
        **{name: {"type": "yes_no"} for name in ("money", "people", "time")},
        "barred": {"type": "yes_no"},
    },
    {
        "no_sponsor": {"severity": "blocker", "raise_when": "sponsor == 'nobody'"},
        **{f"no_{name}": {"raise_when": f"not {name}"} for name in ("money", "people", "time")},
        "stop": {"raise_when": "barred", "no_steer": True},
    },
)
ALL_BAD = {"sponsor": "nobody", "money": False, "people": False, "time": False, "barred": True}


def attempted(
    interview: Interview, flag: str = "no_sponsor", reaction: Reaction = Reaction.ACCEPTS
) -> Interview:
    """Try to steer."""
    fields: dict[str, Any] = {"script": 1, "with_whom": "M. Lyle", "on": TODAY, "reaction": reaction}
    return grown(interview, Steered, flag=flag, **fields)


def answered(interview: Interview, question: str, value: object) -> Interview:
    """Record an answer as it is recorded while walking: with the attempt behind it."""
    behind = attempt_behind(assess(interview, TODAY), question, AnswerState.ANSWERED, value)  # type: ignore[arg-type]  # a value of the script
    return grown(interview, Recorded, question=question, value=value, by_attempt=behind)


def test_a_sitting_is_summed_up_from_where_it_began() -> None:
    """What was there before is not counted; what is left to do is."""
    before = fill_interview(SCRIPT, {"sponsor": "nobody", "money": True})
    after = answered(answered(attempted(before), "sponsor", "executive"), "people", value=False)
    fields: dict[str, Any] = {"text": "Send it", "side": Side.OURS, "who": "J. Hart", "due": TODAY}
    after = grown(after, FollowUpSet, **fields)
    summary = session_summary(assess(after, TODAY), len(before.log))
    assert [each.question for each in summary.recorded] == ["sponsor", "people"]
    assert [(each.before.value, each.after.value) for each in summary.changed] == [("nobody", "executive")]
    assert summary.changed_by_attempts == summary.changed
    assert [flag.id for flag in summary.raised] == ["no_people"]
    assert [flag.id for flag in summary.cleared] == ["no_sponsor"]
    assert [each.flag for each in summary.attempts] == ["no_sponsor"]
    assert [flag.id for flag in summary.untouched] == ["no_people"]
    assert [each.text for each in summary.follow_ups] == ["Send it"]


def test_a_sitting_in_which_nothing_happened_is_empty() -> None:
    """Only what was left untouched before is still listed."""
    interview = fill_interview(SCRIPT, {"sponsor": "nobody"})
    summary = session_summary(assess(interview, TODAY), len(interview.log))
    assert (summary.recorded, summary.changed, summary.raised, summary.attempts) == ((), (), (), ())
    assert [flag.id for flag in summary.untouched] == ["no_sponsor"]


def test_what_was_taken_back_did_not_happen() -> None:
    """An answer given, undone and gone leaves no trace in the summary."""
    before = fill_interview(SCRIPT, {"sponsor": "executive"})
    given_ = answered(before, "sponsor", "nobody")
    undone = given_.undo(new_id=lambda: "undone", at=given_.log[-1].at)
    assert undone is not None
    summary = session_summary(assess(given_.with_entries(undone), TODAY), len(before.log))
    assert (summary.recorded, summary.changed, summary.raised) == ((), (), ())


def test_four_raised_flags_and_one_attempt_are_three_quarters_taken_as_an_order() -> None:
    """A flag that cannot be discussed is not counted; one that steering cleared counts as tried."""
    interview = attempted(fill_interview(SCRIPT, ALL_BAD))
    for told in (interview, answered(interview, "sponsor", "executive")):
        summary = session_summary(assess(told, TODAY), 0)
        assert str(summary.order_taking) == "3 of 4 raised flags without an attempt to steer (75%)."


@pytest.mark.parametrize("choice", list(Postponement))
def test_a_panel_with_a_choice_was_touched(choice: Postponement) -> None:
    """Later today is a choice, and so is a reason why it does not apply; a reopening asks for a new one."""
    raised = fill_interview(SCRIPT, {"sponsor": "nobody"})
    chosen = grown(raised, SetAside, flag="no_sponsor", choice=choice, reason="Lunch")
    assert assess(chosen, TODAY).left_untouched == ()
    assert assess(attempted(raised), TODAY).left_untouched == ()
    reopened = grown(attempted(chosen), Reopened, on=TODAY)
    assert [flag.id for flag in assess(reopened, TODAY).left_untouched] == ["no_sponsor"]


@given(st.lists(st.one_of(st.sampled_from(OPTIONS), st.sampled_from(Reaction)), max_size=12))
def test_taking_back_an_answer_behind_which_an_attempt_stands_restores_the_old_one(
    happened: list[str | Reaction],
) -> None:
    """Undone, the old answer stands again, and given once more it is linked to the same attempt."""
    interview = fill_interview(SCRIPT, {"sponsor": "nobody"})
    for each in happened:
        if isinstance(each, Reaction):
            interview = attempted(interview, reaction=each)
            continue
        before = interview.current["sponsor"]
        interview = answered(interview, "sponsor", each)
        undone = interview.undo(new_id=lambda: "undone", at=interview.log[-1].at)
        assert undone is not None
        back = interview.with_entries(undone)
        assert back.current["sponsor"] == before
        again = answered(back, "sponsor", each).current["sponsor"]
        assert again.by_attempt == interview.current["sponsor"].by_attempt


def test_every_change_names_what_was_before_and_the_attempt_behind_it() -> None:
    """In the order in which they happened; the same answer again is no change."""
    interview = fill_interview(SCRIPT, {"sponsor": "nobody"})
    for value in ("nobody", "manager", "executive"):
        interview = answered(attempted(interview), "sponsor", value)
    changes = answer_changes(interview)
    assert [(each.before.value, each.after.value) for each in changes] == [
        ("nobody", "manager"),
        ("manager", "executive"),
    ]
    first, second = changes
    assert first.attempt is not None
    assert first.attempt.id == first.after.by_attempt
    assert second.attempt is None


def test_what_comes_up_with_the_days_after_a_decision_is_no_order_taken() -> None:
    """Nobody could have steered it in the conversation; what was raised then and left alone still counts."""
    script = build_script(
        {"deadline": {"type": "date"}, "money": {"type": "yes_no"}},
        {"late": {"raise_when": "days_until(deadline) < 30"}, "no_money": {"raise_when": "not money"}},
    )
    deal = fill_interview(script, {"deadline": TODAY + timedelta(days=90), "money": False})
    kinds = {"choice": VerdictKind.PROCEED, "verdict": VerdictKind.PROCEED, "flags": {"no_money": "open"}}
    signed = grown(deal, Decided, on=TODAY, reason="It fits.", **kinds)
    later = TODAY + timedelta(days=80)
    assert (assess(deal, later).order_taking.untried, assess(signed, later).order_taking.untried) == (2, 1)
    assert [flag.id for flag in assess(signed, later).left_untouched] == ["no_money"]
