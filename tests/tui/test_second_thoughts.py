"""What a seller takes back, and what is said about it."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from tests.tui.acting import press, screen, settle, status, type_in

if TYPE_CHECKING:
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking


@pytest.mark.parametrize("by_jumping", [True, False])
async def test_what_was_cleared_by_hand_does_not_come_back(
    walking: Walking, opened: OpenInterview, *, by_jumping: bool
) -> None:
    """Half a sentence is kept; once it is taken out of the field, nothing is."""
    async with walking("a_story") as pilot:
        await type_in(pilot, "half a sen")
        screen(pilot).keep_typing()
        assert opened.typing() == {"a_story": "half a sen"}
        await type_in(pilot, "")
        if by_jumping:
            screen(pilot).go_to("a_ready")
            await settle(pilot)
        else:
            await press(pilot, "ctrl+n")
        assert not opened.typing()
        screen(pilot).go_to("a_story")
        assert screen(pilot).card.field.typed == ""


async def test_the_status_line_says_which_way_an_answer_went(walking: Walking) -> None:
    """Saved, taken back, given again."""
    async with walking("a_ready") as pilot:
        await press(pilot, "y", "enter")
        assert status(pilot).startswith("✓ saved")
        await press(pilot, "ctrl+z")
        assert status(pilot).startswith("✓ taken back")
        await press(pilot, "ctrl+y")
        assert status(pilot).startswith("✓ given again")


async def test_a_save_that_waits_for_another_program_says_so(
    walking: Walking, workspace: Workspace, opened: OpenInterview
) -> None:
    """Nobody presses enter twice because nothing seems to happen; once the other is done, it is saved."""
    other = sqlite3.connect(workspace.database, isolation_level=None)
    async with walking("a_ready") as pilot:
        other.execute("BEGIN IMMEDIATE")
        await pilot.press("y", "enter")
        await pilot.pause(1)
        assert status(pilot).startswith("Saving…")
        other.execute("ROLLBACK")
        await settle(pilot)
        assert status(pilot).startswith("✓ saved")
    other.close()
    assert opened.interview.current["a_ready"].value is True


async def test_half_an_answer_and_a_note_are_gone_on_with(walking: Walking, opened: OpenInterview) -> None:
    """What was typed before is not selected, so that the next letter adds to it; a saved number is replaced."""
    opened.keep_typing("m_people", "12")
    opened.record("m_hours", Decimal(7))
    async with walking("m_people") as pilot:
        await pilot.press("5")
        assert screen(pilot).card.field.typed == "125"
        for letters in ("a", "b"):
            await pilot.press("alt+n", letters, "enter")
        assert screen(pilot).card.details.details.note == "ab"
        screen(pilot).go_to("m_hours")
        await settle(pilot)
        await pilot.press("9")
        assert screen(pilot).card.field.typed == "9"
