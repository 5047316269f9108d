"""The interview screen as it looks, at its smallest and at its best."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.script.scope import AnswerState
from tests.tui.acting import press, settle, type_in
from tests.tui.frames import assert_frame

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking

SMALL_AND_LARGE = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@SMALL_AND_LARGE
async def test_a_text_question(walking: Walking, size: tuple[int, int]) -> None:
    """The first question of an interview."""
    async with walking("a_name", size=size) as pilot:
        assert_frame(pilot.app, "interview-text")


@SMALL_AND_LARGE
async def test_a_choice(walking: Walking, opened: OpenInterview, size: tuple[int, int]) -> None:
    """Options with their marks, one of them picked."""
    opened.record("a_name", "Tom")
    async with walking("a_sponsor", size=size) as pilot:
        await pilot.press("2")
        assert_frame(pilot.app, "interview-choice")


@SMALL_AND_LARGE
async def test_a_day_echoed(walking: Walking, size: tuple[int, int]) -> None:
    """A day typed freely and said back."""
    async with walking("m_date", size=size) as pilot:
        await type_in(pilot, "end of march")
        assert_frame(pilot.app, "interview-date")


@SMALL_AND_LARGE
async def test_a_table(walking: Walking, opened: OpenInterview, size: tuple[int, int]) -> None:
    """Two rows on record."""
    rows = tuple(
        {"number": name, "target": Decimal(target), "by": None, "doubt": None}
        for name, target in (("Days to close the books", 3), ("Calls a day", 10))
    )
    opened.record("m_rows", rows)
    async with walking("m_rows", size=size) as pilot:
        assert_frame(pilot.app, "interview-table")


@SMALL_AND_LARGE
async def test_a_row_being_filled_in(walking: Walking, size: tuple[int, int]) -> None:
    """The form for one row, with its echoes."""
    async with walking("m_rows", size=size) as pilot:
        await pilot.press("a")
        await type_in(pilot, "Days to close the books")
        await pilot.press("tab", "tab")
        await type_in(pilot, "in 3 weeks")
        assert_frame(pilot.app, "interview-row")


@SMALL_AND_LARGE
async def test_the_steering_panel(walking: Walking, opened: OpenInterview, size: tuple[int, int]) -> None:
    """A blocker, right after the answer that raised it."""
    opened.record("a_name", "Tom")
    async with walking("a_sponsor", size=size) as pilot:
        await press(pilot, "3", "enter")
        assert_frame(pilot.app, "interview-steering")


@SMALL_AND_LARGE
async def test_shared(walking: Walking, opened: OpenInterview, size: tuple[int, int]) -> None:
    """The same choice as the customer sees it."""
    opened.record("a_name", "Tom")
    async with walking("a_sponsor", size=size, share=True) as pilot:
        assert_frame(pilot.app, "interview-shared")


@SMALL_AND_LARGE
async def test_the_search(walking: Walking, size: tuple[int, int]) -> None:
    """Questions found by some letters."""
    async with walking("a_name", size=size) as pilot:
        await pilot.press("ctrl+g")
        await type_in(pilot, "spo")
        await settle(pilot)
        assert_frame(pilot.app, "interview-go-to")


@SMALL_AND_LARGE
async def test_the_end_of_a_conversation(
    walking: Walking, opened: OpenInterview, size: tuple[int, int]
) -> None:
    """What is open, what was not steered."""
    for question in opened.script.questions:
        if question.id.startswith(("a_", "m_")) and question.id != "m_rows":
            opened.mark(question.id, AnswerState.DONT_KNOW)
    opened.record("a_sponsor", "nobody")
    async with walking("m_rows", size=size) as pilot:
        await press(pilot, "d")
        assert_frame(pilot.app, "interview-end")


@pytest.mark.parametrize("panel", ["f2", "f3"])
async def test_panels_where_there_is_little_room(walking: Walking, panel: str) -> None:
    """Outline and coach beside the question at 80 columns, in its place at 60."""
    for size in ((80, 24), (60, 20)):
        async with walking("a_sponsor", size=size) as pilot:
            await pilot.press(panel)
            assert_frame(pilot.app, f"interview-{panel}")


async def test_the_smallest_screen(walking: Walking) -> None:
    """60 by 20 still shows the question, the field and the keys."""
    async with walking("m_budget", size=(60, 20)) as pilot:
        await type_in(pilot, "12.5k")
        assert_frame(pilot.app, "interview-money")
