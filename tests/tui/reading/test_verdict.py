"""Verdict: what it rests on, and the ways on from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.interview.entries import Reaction
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.screens.steering import SteeringPanel
from onboard_tui.tui.screens.verdict import VerdictScreen
from tests.tui.acting import press, screen
from tests.tui.frames import assert_frame, text_on
from tests.tui.reading.filling_in import go_to

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Reading


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_it_looks_calm(reading: Reading, size: tuple[int, int]) -> None:
    """The judgement first, then what it rests on."""
    async with reading("f4", size=size) as pilot:
        assert_frame(pilot.app, "verdict")


async def test_r_lists_the_rules_that_did_not_hold_and_enter_says_why_one_did_not(reading: Reading) -> None:
    """One by one; r folds the list again, and so does enter on its line."""
    async with reading("f4") as pilot:
        assert "R1  " not in text_on(pilot.app)
        await press(pilot, "r")
        assert "R1  ■ WALK AWAY  insisted-on blockers: at least one" in text_on(pilot.app)
        await go_to(pilot, "rule:R1")
        await press(pilot, "enter")
        assert "found  insisted-on blockers: 0, it takes at least one" in text_on(pilot.app)
        await go_to(pilot, "rules")
        await press(pilot, "enter")
        assert "R1  " not in text_on(pilot.app)


async def test_enter_on_a_flag_steers_it_and_the_history_grows(
    reading: Reading, contracted: OpenInterview
) -> None:
    """What is taken down in the panel stands under the flag as soon as the panel is closed."""
    async with reading("f4") as pilot:
        assert "1 attempt" not in text_on(pilot.app)
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        await press(pilot, "escape")
        contracted.steer(
            "no_sponsor",
            script=2,
            with_whom="the bursar",
            reaction=Reaction.INSISTS,
            note="[not] for us",
        )
        await press(pilot, "r")
        shown = text_on(pilot.app)
        assert "2 March 2026 · script 2 · the bursar · " in shown
        assert "Steered twice, insists." in shown
        assert "insists  “[not] for us”" in shown
        assert "WALK AWAY" in shown


async def test_enter_on_a_question_goes_to_it(reading: Reading) -> None:
    """What “proceed” waits for is one key away."""
    async with reading("f4") as pilot:
        await go_to(pilot, "question:keys:gate")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert screen(pilot).question_id == "keys"


async def test_all_of_it_can_be_read_by_keys_where_there_is_little_room(reading: Reading) -> None:
    """The last lines hold nothing that the cursor stops at."""
    async with reading("f4", size=(60, 20)) as pilot:
        assert "ORDER TAKING" not in text_on(pilot.app)
        await press(pilot, "space", "space", "space")
        assert "ORDER TAKING" in text_on(pilot.app)
        await press(pilot, "home")
        assert "by rule R2" in text_on(pilot.app)


async def test_nothing_raised_and_nothing_missing_says_so_in_few_lines(
    reading: Reading, contracted: OpenInterview
) -> None:
    """No empty headings."""
    contracted.record("sponsor", "owner")
    contracted.record("keys", "the bursar")
    async with reading("f4") as pilot:
        shown = text_on(pilot.app)
        assert "PROCEED so far   by rule R4" in shown
        for title in ("FLAGS ·", "CONFIRMED ANSWER", "MAKE IT BETTER", "CANNOT BE TOLD"):
            assert title not in shown


async def test_sharing_closes_it(reading: Reading) -> None:
    """And it cannot be opened while shared."""
    async with reading("f4") as pilot:
        await press(pilot, "f6")
        assert not isinstance(pilot.app.screen, VerdictScreen)
        await press(pilot, "f4")
        assert not isinstance(pilot.app.screen, VerdictScreen)
        assert "STEER" not in text_on(pilot.app)
