"""Contract: reading it, why each clause is there, what is open, and what changed since a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.screens.contract import ContractScreen
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.widgets.paper import Paper
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press, screen
from tests.tui.frames import assert_frame, text_on

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking
    from tests.tui.reading.conftest import Reading

SMALL_AND_LARGE = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


def contract(pilot: Pilot[None]) -> ContractScreen:
    """Give the contract screen, wherever it is in the stack."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, ContractScreen))


def marks(pilot: Pilot[None]) -> dict[str, str]:
    """Give the marks of the clauses, by their keys."""
    rows = contract(pilot).query_one(Rows).rows
    return {row.key: row.tail.plain.replace(" ", "") for row in rows if row.choosable}


async def go_to(pilot: Pilot[None], key: str) -> None:
    """Put the cursor of the list on a section."""
    rows = contract(pilot).query_one(Rows)
    rows.cursor = [row.key for row in rows.rows].index(key)
    await pilot.pause()


@SMALL_AND_LARGE
async def test_the_cover(reading: Reading, size: tuple[int, int]) -> None:
    """Ring check and open points before the text."""
    async with reading("f8", size=size) as pilot:
        assert_frame(pilot.app, "contract-cover")


@SMALL_AND_LARGE
async def test_the_text(reading: Reading, size: tuple[int, int]) -> None:
    """Numbers in the gutter, a table, letters, what is to be confirmed."""
    async with reading("f8", size=size) as pilot:
        await go_to(pilot, "agreement/success")
        assert_frame(pilot.app, "contract-text")


@SMALL_AND_LARGE
async def test_why_a_clause_is_there(reading: Reading, size: tuple[int, int]) -> None:
    """Its rule and the answers that it reads."""
    async with reading("f8", size=size) as pilot:
        await go_to(pilot, "agreement/leaving")
        await press(pilot, "w")
        assert_frame(pilot.app, "contract-why")


@SMALL_AND_LARGE
async def test_what_changed(reading: Reading, contracted: OpenInterview, size: tuple[int, int]) -> None:
    """Words that came and went, and clauses that are new."""
    contracted.draft()
    contracted.record("goal", "Close the month in two days.")
    contracted.record("term", "year")
    async with reading("f8", size=size) as pilot:
        await go_to(pilot, "agreement/success")
        assert_frame(pilot.app, "contract-changed")


async def test_the_smallest_screen_shows_the_list_in_place_of_the_text(reading: Reading) -> None:
    """F2 shows it, enter goes from it to the clause."""
    async with reading("f8", size=(60, 20)) as pilot:
        assert "What success is" not in text_on(pilot.app)
        assert "RING CHECK" in text_on(pilot.app)
        await press(pilot, "f2")
        assert "What success is" in text_on(pilot.app)
        assert "RING CHECK" not in text_on(pilot.app)
        await press(pilot, "down", "down", "enter")
        assert "A year from now" in text_on(pilot.app)


async def test_o_goes_through_the_open_points_and_begins_again(reading: Reading) -> None:
    """In the order of the paper; the side sheet is no part of it."""
    async with reading("f8") as pilot:
        seen = []
        for _ in range(3):
            await press(pilot, "o")
            seen.append(contract(pilot).current)
        assert seen == ["agreement/success/To settle", "agreement/leaving", "agreement/success/To settle"]


async def test_a_goes_to_the_question_that_a_clause_waits_for(reading: Reading) -> None:
    """And on the cover to one of them."""
    async with reading("f8") as pilot:
        await press(pilot, "a")
        assert "Which question?" in text_on(pilot.app)
        await press(pilot, "escape", "o", "a")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert screen(pilot).question_id == "keys"


async def test_why_leads_to_an_answer(reading: Reading) -> None:
    """Enter on one of the answers that a clause reads goes to its question."""
    async with reading("f8") as pilot:
        await go_to(pilot, "agreement/success/numbers")
        await press(pilot, "w", "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert screen(pilot).question_id == "measures"


async def test_the_list_follows_who_reads(reading: Reading) -> None:
    """What keys work on is what is on the screen."""
    async with reading("f8", size=(80, 24)) as pilot:
        await press(pilot, "space", "space")
        current = contract(pilot).current
        assert current != "cover"
        assert contract(pilot).query_one(Rows).key == current
        await press(pilot, "b", "b")
        assert pilot.app.screen.query_one(Paper).scroll_offset.y == 0


async def test_d_keeps_a_draft_once(reading: Reading, contracted: OpenInterview) -> None:
    """The same contract does not get a second number."""
    async with reading("f8") as pilot:
        await press(pilot, "d")
        assert "Kept as draft 1" in text_on(pilot.app)
        assert "This is draft 1 of" in text_on(pilot.app)
        await press(pilot, "d")
        assert "stays draft 1" in text_on(pilot.app)
        assert [draft.number for draft in contracted.drafts()] == [1]


async def test_v_compares_with_the_last_draft_the_one_before_and_none(
    reading: Reading, contracted: OpenInterview
) -> None:
    """Marks say which clauses differ from which draft."""
    contracted.draft()
    contracted.record("term", "year")
    contracted.draft()
    contracted.record("goal", "Sleep at night.")
    async with reading("f8") as pilot:
        assert marks(pilot)["agreement/success/goal_words"] == "*~"
        assert marks(pilot)["agreement/leaving"] == "*?"
        await press(pilot, "v")
        assert marks(pilot)["agreement/leaving"] == "*?~"
        await press(pilot, "v")
        assert "~" not in "".join(marks(pilot).values())
        await press(pilot, "v")
        assert marks(pilot)["agreement/success/goal_words"] == "*~"


async def test_without_a_draft_there_is_nothing_to_compare_with(reading: Reading) -> None:
    """It says which key makes one."""
    async with reading("f8") as pilot:
        await press(pilot, "v")
        assert "Press d to keep this one" in text_on(pilot.app)


async def test_an_answer_given_meanwhile_is_in_the_contract_when_it_is_opened_again(
    reading: Reading, contracted: OpenInterview
) -> None:
    """Nothing is kept from the last look."""
    async with reading("f8") as pilot:
        await press(pilot, "escape")
        contracted.record("keys", "nobody")
        await press(pilot, "f8")
        assert "agreement/success/keys_first" in marks(pilot)


async def test_a_script_without_a_contract_says_so(walking: Walking) -> None:
    """In a sentence, on the screen."""
    async with walking() as pilot:
        await press(pilot, "f8", "w", "o", "a", "d", "v", "f2")
        assert "names no contract pack" in text_on(pilot.app)


async def test_sharing_closes_it(reading: Reading) -> None:
    """With what lies on top of it."""
    async with reading("f8") as pilot:
        await press(pilot, "w", "f6")
        assert not any(isinstance(each, ContractScreen) for each in pilot.app.screen_stack)
        assert "month" not in text_on(pilot.app).replace("three months", "")


async def test_it_wraps_anew_when_the_window_changes(reading: Reading) -> None:
    """The clause that was read stays on the screen."""
    async with reading("f8") as pilot:
        await go_to(pilot, "agreement/success/numbers")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert contract(pilot).current == "agreement/success/numbers"
        assert "We will both judge success" in text_on(pilot.app)
        assert pilot.app.screen.query_one(Paper).laid_out.width < 60


async def test_from_the_list_of_interviews_to_an_answer(
    workspace: Workspace, contracted: OpenInterview
) -> None:
    """Opened from home, where no interview is on the screen, the question is opened all the same."""
    from onboard_tui.tui.app import OnboardApp

    app = OnboardApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "d")
        await press(pilot, "o")
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert screen(pilot).question_id == "keys"
        assert contracted.id == screen(pilot).opened.id
