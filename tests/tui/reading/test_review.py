"""Review: every answer by section, and from there back to its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.screens.review import ReviewScreen
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press, screen
from tests.tui.frames import assert_frame, text_on

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Reading


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_it_looks_calm(reading: Reading, size: tuple[int, int]) -> None:
    """Answers under their questions, with quotes, and what is kept aside in grey."""
    async with reading("f5", size=size) as pilot:
        assert_frame(pilot.app, "review")


async def test_enter_opens_the_question_in_the_interview(reading: Reading) -> None:
    """And the review is closed."""
    async with reading("f5") as pilot:
        await press(pilot, "down", "down", "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert screen(pilot).question_id == "sponsor"


async def test_f_goes_through_the_filters(reading: Reading, contracted: OpenInterview) -> None:
    """Open, our guesses, without an answer, parked, what is to be followed up, and all again."""
    contracted.mark("term", AnswerState.DECLINED)
    contracted.mark("keys", AnswerState.LATER, owner="the bursar")
    async with reading("f5") as pilot:
        seen = []
        for _ in range(6):
            await press(pilot, "f")
            rows = pilot.app.screen.query_one(Rows).rows
            seen.append([row.key for row in rows if row.choosable])
        assert seen[:4] == [["price"], [], ["term"], ["keys"]]
        assert seen[4] == ["sponsor"]
        assert len(seen[5]) == 7


async def test_a_filter_that_finds_nothing_says_what_to_press(reading: Reading) -> None:
    """Rather than an empty screen."""
    async with reading("f5") as pilot:
        await press(pilot, "f", "f")
        assert "Press f for other answers" in text_on(pilot.app)


async def test_an_answer_kept_aside_says_that_it_counts_nowhere(reading: Reading) -> None:
    """The hours of an owner who is not there."""
    async with reading("f5") as pilot:
        assert "2   (kept aside: the question does not apply now" in text_on(pilot.app)


async def test_share_mode_shows_neither_quotes_nor_notes_nor_our_questions(reading: Reading) -> None:
    """Also when it is switched on while the screen is open."""
    async with reading("f5") as pilot:
        assert "we do not really do sponsors" in text_on(pilot.app)
        await press(pilot, "f6")
        shown = text_on(pilot.app)
        assert isinstance(pilot.app.screen, ReviewScreen)
        for private in (
            "sponsors",
            "partners in week one",
            "M. Lyle",
            "to be asked again",
            "OUR SIDE",
            "STEER",
        ):
            assert private not in shown
        assert "Close the month in three working days." in shown


async def test_pages_take_the_cursor_along(reading: Reading, contracted: OpenInterview) -> None:
    """So that the next arrow key does not jump back."""
    contracted.record("goal", "Close the month in three working days. " * 12)
    async with reading("f5", size=(60, 20)) as pilot:
        rows = pilot.app.screen.query_one(Rows)
        first = rows.cursor
        await press(pilot, "pagedown", "space")
        assert rows.cursor != first
        await press(pilot, "b", "pageup")
        assert pilot.app.screen.query_one("#review-body").scroll_offset.y == 0
