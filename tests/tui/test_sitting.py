"""The summary of a sitting: what was left untouched, what happened, and what changed because somebody steered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.interview.dealings import Side
from onboard_tui.interview.entries import Postponement, Reaction
from onboard_tui.tui.screens.home import HomeScreen
from onboard_tui.tui.screens.sitting import NOTHING
from onboard_tui.tui.screens.steering import SteeringPanel
from tests.tui.acting import press, screen, settle
from tests.tui.frames import assert_frame, text_on
from tests.tui.past import days_ago

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


def happen(opened: OpenInterview) -> None:
    """Have a sitting: a flag raised and steered away, another raised and left alone, a promise."""
    opened.record("a_name", "Tom")
    opened.record("a_sponsor", "nobody")
    opened.steer(
        "no_sponsor", script=1, with_whom="Anna Lyle", reaction=Reaction.ACCEPTS, note="fine, I will do it"
    )
    opened.record("a_sponsor", "owner")
    opened.record("m_budget", 500)
    opened.follow_up(
        "Send the price list", side=Side.OURS, who="J. Okoro", due=days_ago(-2), about="m_budget"
    )


@SIZES
async def test_what_happened(walking: Walking, opened: OpenInterview, size: tuple[int, int]) -> None:
    """What was left untouched first, and the answer that changed beside the attempt behind it."""
    async with walking("a_name", size=size) as pilot:
        happen(opened)
        await press(pilot, "alt+t")
        assert_frame(pilot.app, "sitting")


async def test_a_sitting_begins_when_the_interview_is_opened(walking: Walking, opened: OpenInterview) -> None:
    """What was recorded before is not of this sitting, but what was left untouched then still is."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_tools") as pilot:
        await press(pilot, "t")
        shown = text_on(pilot.app)
        assert "NOT STEERED YET · 1" in shown
        assert "RECORDED" not in shown
        assert "1 of 1 raised flags without an attempt to steer (100%)" in shown


async def test_leaving_for_the_list_and_coming_back_is_the_same_sitting(
    walking: Walking, opened: OpenInterview
) -> None:
    """As long as the app runs."""
    async with walking("a_tools") as pilot:
        opened.record("a_name", "Tom")
        await press(pilot, "ctrl+o", "enter")
        await settle(pilot)
        await press(pilot, "alt+t")
        assert "1 answer." in text_on(pilot.app)


async def test_nothing_yet(walking: Walking) -> None:
    """Rather than an empty screen; keys do nothing there."""
    async with walking("a_tools") as pilot:
        await press(pilot, "t", "enter", "space")
        assert NOTHING in text_on(pilot.app)


async def test_enter_opens_the_words_for_what_was_left_untouched(
    walking: Walking, opened: OpenInterview
) -> None:
    """On top of the interview, to which esc goes back."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_tools") as pilot:
        await press(pilot, "t", "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 2
        assert screen(pilot).question_id == "a_tools"


async def test_enter_goes_to_the_question_of_a_promise(walking: Walking, opened: OpenInterview) -> None:
    """The row of what is to be followed up leads to what it is about."""
    async with walking("a_tools") as pilot:
        opened.follow_up("Send it", side=Side.OURS, who="J. Okoro", due=days_ago(-2), about="m_budget")
        await press(pilot, "t", "enter")
        assert screen(pilot).question_id == "m_budget"


async def test_the_end_of_a_conversation_shows_the_same(walking: Walking, opened: OpenInterview) -> None:
    """And from there too, enter opens the words."""
    async with walking("a_name") as pilot:
        happen(opened)
        screen(pilot).show(None)
        await pilot.pause()
        assert "NOT STEERED YET · 1" in text_on(pilot.app)
        assert "CHANGED BECAUSE OF AN ATTEMPT · 1" in text_on(pilot.app)
        await press(pilot, "tab", "tab", "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)


async def test_the_end_of_a_conversation_follows_what_is_recorded_from_it(
    walking: Walking, opened: OpenInterview
) -> None:
    """Once the flag was steered it is not among those left, whether from here or from another screen."""
    opened.record("a_sponsor", "nobody")
    opened.record("m_budget", 500)
    async with walking("a_name") as pilot:
        screen(pilot).show(None)
        await pilot.pause()
        assert "NOT STEERED YET · 2" in text_on(pilot.app)
        await press(pilot, "tab", "tab", "enter", "5")
        assert "NOT STEERED YET · 1" in text_on(pilot.app)
        await press(pilot, "f4")
        opened.set_steering_aside("too_dear", Postponement.LATER)
        await press(pilot, "escape")
        assert "NOT STEERED YET" not in text_on(pilot.app)


@pytest.mark.parametrize("key", ["ctrl+o", "escape"])
async def test_leaving_names_how_many_flags_nobody_tried_to_steer(
    walking: Walking, opened: OpenInterview, key: str
) -> None:
    """In a sentence that goes away by itself."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_tools") as pilot:
        await press(pilot, key)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Harbour & Lyle: 1 red flag was not steered yet." in " ".join(text_on(pilot.app).split())


async def test_leaving_says_nothing_where_nothing_was_left(walking: Walking, opened: OpenInterview) -> None:
    """A flag that was put off with a word was not left untouched; nor does closing a dialog say anything."""
    opened.record("a_sponsor", "nobody")
    opened.set_steering_aside("no_sponsor", Postponement.LATER)
    async with walking("a_tools") as pilot:
        await press(pilot, "ctrl+o", "f1", "escape")
        assert "not steered" not in text_on(pilot.app)


async def test_nothing_of_it_is_shared(walking: Walking, opened: OpenInterview) -> None:
    """Share mode closes it, the key is dead, and leaving says nothing."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_tools") as pilot:
        await press(pilot, "t")
        assert "NOT STEERED YET" in text_on(pilot.app)
        await press(pilot, "f6")
        assert pilot.app.screen is screen(pilot)
        await press(pilot, "t")
        assert pilot.app.screen is screen(pilot)
        await press(pilot, "ctrl+o")
        assert "steered" not in text_on(pilot.app)
