"""A deal judged after each entry, from where the last judgement left off."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.interview.entries import (
    CannotFix,
    Planned,
    Reaction,
    Recorded,
    Source,
    Steered,
)
from onboard_tui.script.expression import AnswerState
from tests.deal.small import NOON, TODAY, build_script, fill_interview
from tests.deal.test_outlook import SAMPLES, interviews, kind_of_question

if TYPE_CHECKING:
    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview


def picture(assessment: Assessment) -> dict[str, Any]:
    """Give everything that a judgement says."""
    return {
        "states": dict(assessment.standing.states),
        "flags": assessment.flags,
        "missing gates": assessment.missing_gates,
        "verdict": assessment.verdict,
        "possible": assessment.possible,
        "next question": assessment.next_question,
        "improvements": assessment.improvements,
        "problems": assessment.problems,
    }


@st.composite
def further_entries(draw: st.DrawFn, interview: Interview, number: int) -> Entry:
    """Say something more: an answer, a guess, no answer, an attempt, a plan, or that an answer is taken back."""
    question = draw(st.sampled_from(interview.script.questions))
    flag = draw(st.sampled_from(interview.script.flags)).id
    entry = Recorded(id=f"more {number}", at=NOON, question=question.id)
    silences = [AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER, AnswerState.NOT_ASKED]
    value = draw(st.sampled_from(SAMPLES[kind_of_question(question)]))
    ways: list[Entry | None] = [
        replace(entry, value=value),
        replace(entry, value=value, source=Source.OUR_GUESS),
        replace(entry, state=draw(st.sampled_from(silences))),
        CannotFix(id=entry.id, at=NOON, flag=flag, holds=draw(st.booleans())),
        Steered(
            id=entry.id,
            at=NOON,
            flag=flag,
            script=1,
            with_whom="M. Lyle",
            reaction=draw(st.sampled_from([Reaction.INSISTS, Reaction.ACCEPTS])),
            on=TODAY,
        ),
        Planned(
            id=entry.id,
            at=NOON,
            flag=flag,
            agreed_by="M. Lyle",
            owner="J. Hart",
            due=TODAY + timedelta(days=draw(st.integers(-1, 1))),
        ),
        interview.undo(new_id=lambda: entry.id, at=NOON),
        interview.redo(new_id=lambda: entry.id, at=NOON),
    ]
    return draw(st.sampled_from([way for way in ways if way is not None]))


@given(interviews(endless=True, clearing=True), st.data())
@settings(max_examples=80)
def test_judging_on_from_the_last_judgement_is_the_same_as_judging_afresh(
    interview: Interview, data: st.DataObject
) -> None:
    """Whatever is entered, and however much of each judgement before was looked at."""
    assessment = assess(interview, TODAY)
    for number in range(data.draw(st.integers(1, 6))):
        looked_at = data.draw(st.sampled_from(["possible", "verdict", "next_question", "as_of"]))
        getattr(assessment, looked_at)
        interview = interview.with_entries(data.draw(further_entries(interview, number)))
        assessment = assess(interview, TODAY, since=assessment)
        afresh = assess(replace(interview, _grown_from=None), TODAY)
        if data.draw(st.booleans()):
            assert picture(assessment) == picture(afresh)
    assert picture(assessment) == picture(assess(replace(interview, _grown_from=None), TODAY))


def test_an_attempt_that_opens_a_question_is_followed_up() -> None:
    """Once the customer insists for the second time we ask whether we may call again, and both ends are open."""
    script = build_script(
        {
            "sponsor": {"type": "yes_no"},
            "rel_reopen": {"when": "count_flags(severity='blocker', state='insisted') > 0"},
        },
        {"no_sponsor": {"severity": "blocker", "raise_when": "not sponsor"}},
    )
    once = assess(fill_interview(script, {"sponsor": False}, steering={"no_sponsor": ["insists"]}), TODAY)
    assert {kind.value for kind in once.possible} == {"steer_first"}
    again = Steered(
        id="again",
        at=NOON,
        flag="no_sponsor",
        script=2,
        with_whom="M. Lyle",
        reaction=Reaction.INSISTS,
        on=TODAY,
    )
    twice = assess(once.interview.with_entries(again), TODAY, since=once)
    assert {kind.value for kind in twice.possible} == {"next_in_line", "walk_away"}


def test_on_another_day_nothing_is_taken_over() -> None:
    """What was possible yesterday says nothing about a deadline today."""
    script = build_script(
        {"deadline": {"type": "date"}},
        {"late": {"severity": "blocker", "raise_when": "days_until(deadline) < 1", "no_steer": True}},
    )
    interview = fill_interview(script, {"deadline": TODAY + timedelta(days=1)})
    before = assess(interview, TODAY)
    after = assess(interview, TODAY + timedelta(days=1), since=before)
    assert {kind.value for kind in before.possible} == {"proceed"}
    assert {kind.value for kind in after.possible} == {"walk_away"}


def test_the_same_answers_in_any_order_come_to_the_same_judgement() -> None:
    """Also where a question opens only after the answer behind it was given."""
    script = build_script(
        {"door": {"type": "yes_no"}, "behind": {"type": "yes_no", "when": "door", "gate": True}},
        {"trap": {"severity": "blocker", "raise_when": "behind"}},
    )
    numbers = count()
    answers = [
        Recorded(id=str(next(numbers)), at=NOON, question=each, value=True) for each in ("door", "behind")
    ]
    pictures = []
    for order in (answers, answers[::-1]):
        assessment = assess(fill_interview(script), TODAY)
        for entry in order:
            assessment = assess(assessment.interview.with_entries(entry), TODAY, since=assessment)
            assert assessment.possible
        pictures.append(picture(assessment))
    assert pictures[0] == pictures[1]
