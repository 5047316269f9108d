"""Deciding a deal beside its verdict, and taking it up again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.interview.entries import Reaction
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.screens.verdict import VerdictScreen
from tests.tui.acting import press
from tests.tui.frames import text_on
from tests.tui.reading.dealt import start_dealt
from tests.tui.reading.filling_in import fill_in, go_to, toast, trouble

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Judging


async def test_a_decision_as_the_verdict_says_takes_a_reason_and_stands_beside_it(
    judging: Judging, good: OpenInterview
) -> None:
    """Choose, say why: signed, with the forecast and the first day of use."""
    async with judging(good) as pilot:
        await press(pilot, "d", "1")
        await fill_in(pilot, reason="All of it is in place.")
        shown = text_on(pilot.app)
        assert isinstance(pilot.app.screen, VerdictScreen)
        assert "◆ signed   decided on 2 March 2026, when the verdict was proceed" in shown
        assert "Forecast of active use: 80% (proceed), from 1 May 2026 on." in shown
        assert "the verdict was proceed by R6" in shown
        assert toast(pilot) == "Saved: the decision"


async def test_against_the_verdict_the_form_stays_with_what_was_typed_until_all_is_said(
    judging: Judging, steered: OpenInterview
) -> None:
    """A second person, twenty characters and a review date, each asked for in a sentence."""
    async with judging(steered) as pilot:
        await press(pilot, "d", "1")
        assert "Deciding against it takes a second person" in text_on(pilot.app)
        await fill_in(pilot, reason="We like them.")
        assert "takes a second person." in trouble(pilot)
        await fill_in(pilot, by="R. Adeyemi")
        assert "takes a reason of 20 characters or more" in trouble(pilot)
        assert "We like them." in text_on(pilot.app)
        await fill_in(pilot, reason="The new director starts in May and has asked for this.")
        assert "takes a day on which it is looked at again" in trouble(pilot)
        assert steered.interview.dealings.decision is None
        await fill_in(pilot, review="2025-12-01")
        assert "that day is past" in trouble(pilot)
        await fill_in(pilot, review="1 June")
        shown = text_on(pilot.app)
        assert "◆ steer first - signed by override   decided on 2 March 2026" in shown
        assert "Second person: R. Adeyemi" in shown
        assert "Looked at again on 1 June 2026" in shown
        assert "the verdict was steer first by R3; raised: Nobody stands behind it (steering)" in shown


async def test_next_in_line_keeps_the_sign_who_may_be_called_and_when(
    judging: Judging, steered: OpenInterview
) -> None:
    """As the verdict says after the attempts needed; so that the call is not forgotten."""
    steered.steer("no_sponsor", script=2, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    async with judging(steered) as pilot:
        await press(pilot, "d", "2")
        await fill_in(pilot, reason="Nobody wants it.", sign="A director is named", may_call="M. Lyle")
        assert "takes a day on which to call" in trouble(pilot)
        await fill_in(pilot, call_on="1 September")
        shown = text_on(pilot.app)
        assert "▶ next in line, call on 1 September 2026   decided on 2 March 2026" in shown
        assert "What would prove us right: A director is named" in shown
        assert "Steered twice, insists." in shown


async def test_a_walk_away_for_a_lack_of_ours_asks_who_takes_it(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """The panel says that a referral is the way; the decision is refused until somebody is named."""
    opened = start_dealt(workspace, tmp_path, skill="never")
    async with judging(opened) as pilot:
        await go_to(pilot, "flag:never_done")
        await press(pilot, "enter", "7")
        assert "A referral is the way on" in toast(pilot)
        assert opened.standing.flag_state("never_done") is FlagState.CANNOT_FIX
        assert "A no is final" not in text_on(pilot.app)
        await press(pilot, "d", "3")
        await fill_in(pilot, reason="We cannot do it.")
        assert "it is recorded who takes what we cannot do" in trouble(pilot)
        await fill_in(pilot, referred_to="Penrose Controls")
        assert "Taken by: Penrose Controls" in text_on(pilot.app)


async def test_what_we_cannot_fix_can_be_taken_back(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """The panel then offers the other way."""
    opened = start_dealt(workspace, tmp_path, skill="never")
    opened.cannot_fix("never_done")
    async with judging(opened) as pilot:
        await go_to(pilot, "flag:never_done")
        await press(pilot, "enter")
        assert "We can fix this after all" in text_on(pilot.app)
        await press(pilot, "7")
        assert opened.standing.flag_state("never_done") is FlagState.OPEN


async def test_an_unfinished_interview_cannot_be_signed(judging: Judging, good: OpenInterview) -> None:
    """It says how many questions are open and which is next before anything is typed; nothing is recorded."""
    good.mark("goal", AnswerState.NOT_ASKED)
    async with judging(good) as pilot:
        await press(pilot, "d", "1")
        assert isinstance(pilot.app.screen, VerdictScreen)
        assert "1 required question is still open" in toast(pilot)
        assert "What is it for?" in toast(pilot)
        assert good.interview.dealings.decisions == ()


async def test_a_deal_taken_up_again_steers_anew_and_keeps_what_was_tried(
    judging: Judging, steered: OpenInterview
) -> None:
    """The counter begins again, the attempts of before stay in sight, and the answers say their age."""
    steered.steer("no_sponsor", script=2, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    steered.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="Nobody wants it.",
        sign="A director is named",
        may_call="M. Lyle",
        call_on=date(2026, 9, 1),
    )
    async with judging(steered) as pilot:
        await press(pilot, "u")
        await fill_in(pilot, note="A director is named")
        shown = text_on(pilot.app)
        assert "Taken up again on 2 March 2026: A director is named" in shown
        assert "Before the deal was reopened: steered twice." in shown
        assert "Not steered yet. A no is final after 2 attempts." in shown
        assert "Before, on 2 March 2026: next in line. Nobody wants it." in shown
        assert "Asked now because it ended the deal on 2 March 2026." in shown


async def test_below_a_deal_taken_up_again_the_interview_asks_what_ended_it(
    judging: Judging, steered: OpenInterview
) -> None:
    """The way back from the verdict leads to that question, not to where the deal had been decided."""
    steered.steer("no_sponsor", script=2, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    steered.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="Nobody wants it.",
        sign="A director is named",
        may_call="M. Lyle",
        call_on=date(2026, 9, 1),
    )
    async with judging(steered) as pilot:
        (interview,) = [each for each in pilot.app.screen_stack if isinstance(each, InterviewScreen)]
        assert interview.question_id != "sponsor"
        await press(pilot, "u")
        await fill_in(pilot, note="A director is named")
        await press(pilot, "escape")
        assert pilot.app.screen is interview
        assert interview.question_id == "sponsor"


async def test_without_a_decision_there_is_nothing_to_reopen_and_no_outcome(
    judging: Judging, good: OpenInterview
) -> None:
    """The keys say so."""
    async with judging(good) as pilot:
        await press(pilot, "u")
        assert "No decision stands" in toast(pilot)
        await press(pilot, "o")
        assert "There is an outcome once the deal is decided" in toast(pilot)
