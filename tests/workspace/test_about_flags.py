"""What cannot be recorded about a flag: days that cannot be meant, and clocks that were set back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.demo import DemoClock
from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.interview.entries import Postponement, Reaction
from onboard_tui.script.scope import FlagState
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.workspace.open_interview import OpenInterview

TODAY = date(2026, 3, 2)


@pytest.fixture
def opened(workspace: Workspace) -> OpenInterview:
    """Give an interview in which two blockers are raised."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.record("ppl_sponsor", "nobody")
    opened.record("now_admin_rights", "provider_only")
    return opened


def insists(opened: OpenInterview, on: date | None = None, script: int = 1) -> None:
    """Record that the bursar insists."""
    opened.steer("no_sponsor", script=script, with_whom="bursar", reaction=Reaction.INSISTS, on=on)


def planned(opened: OpenInterview, due: date) -> None:
    """Record a plan for the access that we lack."""
    opened.plan("no_access", agreed_by="M. Lyle", owner="J. Hart", due=due, text="Ask the provider.")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (
            lambda opened: insists(opened, TODAY + timedelta(days=1)),
            "on 3 March 2026: that day is still to come",
        ),
        (lambda opened: insists(opened, date(1, 1, 1)), "that is too long ago"),
        (lambda opened: planned(opened, TODAY - timedelta(days=1)), "on 1 March 2026: that day is past"),
        (lambda opened: planned(opened, date(9999, 12, 31)), "no day after the year 2199"),
        (
            lambda opened: opened.set_steering_aside("pays_badly", Postponement.LATER),
            "cannot be told yet whether the flag 'pays_badly' is raised",
        ),
        (lambda opened: opened.cannot_fix("weak_sponsor"), "'weak_sponsor' is not raised"),
        (lambda opened: insists(opened, script=0), "count from 1"),
        (lambda opened: insists(opened, script=10**30), "count from 1"),
        (lambda opened: opened.cannot_fix("no_sponsor"), "is not about a lack of ours"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    opened: OpenInterview, call: Callable[[OpenInterview], Any], sentence: str
) -> None:
    """One sentence, and the log is as long as before."""
    entries = len(opened.interview.log)
    with pytest.raises(UsageError, match=sentence):
        call(opened)
    assert len(opened.interview.log) == entries


def test_a_clock_set_back_puts_no_attempt_before_the_last_one(
    workspace: Workspace, opened: OpenInterview
) -> None:
    """The last attempt says how things stand, so its day has to be right; a day that is named is believed."""
    insists(opened)
    clock = DemoClock(datetime(2026, 1, 1, 9, tzinfo=UTC))
    with Workspace(workspace.database, as_of=date(2026, 1, 1), clock=clock) as set_back:
        again = set_back.open(opened.id)
        entries = len(again.interview.log)
        with pytest.raises(
            UsageError, match="Today counts as 1 January 2026, but an attempt was made on 2 March 2026"
        ):
            insists(again)
        assert len(again.interview.log) == entries
        insists(again, date(2025, 12, 30))
    with Workspace(workspace.database, as_of=TODAY) as right:
        days = [attempt.on for attempt in right.open(opened.id).interview.attempts["no_sponsor"]]
        assert days == [date(2025, 12, 30), TODAY]


def test_an_overdue_plan_reopens_its_flag_as_of_the_day_asked(
    workspace: Workspace, opened: OpenInterview
) -> None:
    """On its last day it holds, the day after it does not, and asked of an earlier day it holds again."""
    due = TODAY + timedelta(days=7)
    planned(opened, due)
    states = {}
    for day in (due, due + timedelta(days=1), TODAY):
        with Workspace(workspace.database, as_of=day) as asked:
            states[day] = asked.open(opened.id).assessment.flag_by_id["no_access"].state
    assert states == {
        due: FlagState.MITIGATED,
        due + timedelta(days=1): FlagState.OPEN,
        TODAY: FlagState.MITIGATED,
    }


def test_an_answers_file_with_an_attempt_that_is_still_to_come_is_refused_whole(
    opened: OpenInterview,
) -> None:
    """It would count as made; what is written on its day is taken."""
    entries = len(opened.interview.log)
    file = "answers: {biz_priority: 4}\nsteering: {no_sponsor: [{on: %s, with: bursar, customer: insists}]}"
    with pytest.raises(AnswerError, match="no_sponsor cannot have been made on 2026-03-03"):
        opened.record_answers(file % "2026-03-03", name="the visit")
    assert len(opened.interview.log) == entries
    opened.record_answers(file % "2026-03-02", name="the visit")
    assert len(opened.interview.log) == entries + 2


def test_an_answers_file_says_what_has_no_effect(opened: OpenInterview) -> None:
    """A plan for a flag that takes none, and a lack of ours that is theirs."""
    recording = opened.record_answers(
        "mitigations: {no_sponsor: {agreed_by: M. Lyle, owner: J. Hart, due: 2026-04-01}}\ncannot_fix: [no_access]",
        name="the visit",
    )
    assert recording.notes == (
        "The plan for the flag no_sponsor has no effect: that flag cannot be mitigated.",
        "“Cannot fix” has no effect on the flag no_access: it is not about what we can do.",
    )
    assert opened.record_answers("answers: {biz_priority: 4}", name="the next visit").notes == ()
