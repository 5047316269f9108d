"""What is to be done: the block above the list, and the list of all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.deal.follow_ups import NOBODY_NAMED
from onboard_tui.errors import StoreError
from onboard_tui.store.first_page import Due
from onboard_tui.tui.screens.due import NOTHING, DueScreen, due_row
from onboard_tui.tui.screens.home import HomeScreen
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.screens.steering import SteeringPanel
from onboard_tui.tui.screens.verdict import VerdictScreen
from onboard_tui.tui.when_due import when_due
from onboard_tui.tui.widgets.library import Library
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.tui.widgets.to_do import COUNTED, ToDo, due_lines
from tests.tui.acting import press, settle, type_in
from tests.tui.conftest import CUSTOMERS
from tests.tui.frames import assert_frame, frame, text_on
from tests.tui.past import TODAY, called, days_ago, make_deals, on_day, set_follow_ups

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from onboard_tui.workspace import Workspace
    from tests.tui.conftest import Walking

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=["60x20", "80x24", "120x40"])


@pytest.fixture
def busy(saved: Workspace) -> Workspace:
    """Give the saved interviews with four things to do, of which three are due."""
    set_follow_ups(saved.database)
    return saved


@SIZES
async def test_the_list_opens_with_what_is_due(
    at_home: Walking, busy: Workspace, size: tuple[int, int]
) -> None:
    """The oldest first, with the plan that is past its day among it, and nothing that is still to come."""
    async with at_home(busy, size=size) as pilot:
        assert_frame(pilot.app, "home-due")
        assert "Walk the cellar" not in text_on(pilot.app)


@pytest.mark.usefixtures("saved")
async def test_where_nothing_is_due_there_is_no_block(at_home: Walking) -> None:
    """The screen is as it was."""
    async with at_home() as pilot:
        assert not pilot.app.screen.query(ToDo)


async def test_the_block_comes_and_goes_with_what_is_due(at_home: Walking, saved: Workspace) -> None:
    """After something was closed or set elsewhere, coming back to the list shows it."""
    async with at_home(saved) as pilot:
        set_follow_ups(saved.database)
        await press(pilot, "f1", "escape")
        assert pilot.app.screen.query_one(ToDo).display
        for due in saved.due_now():
            saved.open(due.interview_id).close_follow_up(due.key, happened=True)
        await press(pilot, "f1", "escape")
        assert not pilot.app.screen.query(ToDo)


@pytest.mark.usefixtures("busy")
async def test_share_mode_hides_it(at_home: Walking) -> None:
    """No name, no task, and no key leads to the list of them."""
    async with at_home() as pilot:
        await press(pilot, "f6", "t", "r")
        shown = text_on(pilot.app)
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "overdue" not in shown
        assert not [name for _, name, _ in CUSTOMERS if name in shown]
        await press(pilot, "f6")
        assert "10 d overdue" in text_on(pilot.app)


@pytest.mark.usefixtures("busy")
async def test_a_single_one_more_is_shown_rather_than_counted(at_home: Walking) -> None:
    """A line that says "and 1 more" would take the place of that one."""
    async with at_home(size=(80, 24)) as pilot:
        shown = text_on(pilot.app)
        assert "Send the two references" in shown
        assert "more: t" not in shown
        assert "t opens them" in shown


@pytest.mark.usefixtures("busy")
async def test_a_click_on_the_block_opens_all_of_it(at_home: Walking) -> None:
    """As t does."""
    async with at_home() as pilot:
        await pilot.click(ToDo, offset=(5, 1))
        await settle(pilot)
        assert isinstance(pilot.app.screen, DueScreen)


def test_the_rest_is_counted_and_the_key_named() -> None:
    """Where not all can be counted a plus says so."""
    due = [Due("1", "Acme", str(number), "task", "Call", "ours", "us", TODAY) for number in range(COUNTED)]
    lines = due_lines(due, TODAY, width=60, most=2)
    assert len(lines) == 3
    assert str(lines[-1]) == "  and 98+ more: t shows all"
    assert str(due_lines(due[:1], TODAY, width=60, most=2)[-1]) == "  t opens them"


@pytest.mark.parametrize(
    ("days", "words"),
    [(-120, "120 d overdue"), (0, "today"), (1, "tomorrow"), (14, "in 14 d"), (15, "2026-03-17")],
)
def test_when_is_said_in_few_words(days: int, words: str) -> None:
    """The longest of them fit their column."""
    assert when_due(days_ago(-days), TODAY).word == words


# The list


async def open_list(pilot: Pilot[None]) -> Rows:
    """Go to the list of all that is to be done."""
    await press(pilot, "t")
    assert isinstance(pilot.app.screen, DueScreen)
    return pilot.app.screen.query_one(Rows)


@pytest.mark.usefixtures("busy")
@SIZES
async def test_everything_to_be_done(at_home: Walking, size: tuple[int, int]) -> None:
    """Overdue, today, and what comes, with whom and whose it is."""
    async with at_home(size=size) as pilot:
        await open_list(pilot)
        assert_frame(pilot.app, "due")


async def test_an_empty_list_says_what_fills_it(at_home: Walking) -> None:
    """Rather than an empty screen; keys do nothing there."""
    async with at_home() as pilot:
        await open_list(pilot)
        await press(pilot, "enter", "y", "n")
        assert NOTHING[:40] in text_on(pilot.app)


@pytest.mark.usefixtures("busy")
async def test_enter_opens_the_interview_at_the_question(at_home: Walking) -> None:
    """The first is about a question."""
    async with at_home() as pilot:
        await open_list(pilot)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert (pilot.app.screen.opened.customer, pilot.app.screen.question_id) == ("東京 Tools", "a_sponsor")


@pytest.mark.usefixtures("busy")
async def test_enter_on_a_plan_opens_the_words_for_its_flag(at_home: Walking) -> None:
    """The plan is past its day, so that the flag is open again."""
    async with at_home() as pilot:
        await open_list(pilot)
        await press(pilot, "down", "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, SteeringPanel)
        assert "Nobody stands behind it" in text_on(pilot.app)
        assert "not steered yet" not in text_on(pilot.app)


async def test_enter_on_a_decision_to_review_opens_the_verdict(at_home: Walking, saved: Workspace) -> None:
    """Where the decision stands, and can be taken again."""
    make_deals(saved.database, 1, failed=0, waiting=1, against=1)
    async with at_home(saved) as pilot:
        await open_list(pilot)
        while "Review the decision" not in pilot.app.screen.current.what:  # type: ignore[attr-defined]  # it is the list
            await press(pilot, "down")
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, VerdictScreen)


@pytest.mark.parametrize(("who", "words"), [("J. Okoro", "ours · J. Okoro"), (NOBODY_NAMED, "ours")])
def test_whose_it_is_names_somebody_where_there_is_a_name(who: str, words: str) -> None:
    """A seller who gave no name is not said twice."""
    due = Due("1", "Wray Print", "call", "call", "Call Ann.", "ours", who, TODAY)
    text = due_row("1", due, TODAY).body.plain
    assert text.splitlines()[-1] == words


async def test_y_closes_with_a_note(at_home: Walking, busy: Workspace) -> None:
    """It is on record that it happened; the list goes on without it, the cursor near where it was."""
    async with at_home(busy) as pilot:
        rows = await open_list(pilot)
        await press(pilot, "down", "down", "y")
        await type_in(pilot, "by post")
        await press(pilot, "enter")
        assert "Send the two references" not in text_on(pilot.app)
        assert "TODAY" not in text_on(pilot.app)
        assert rows.key is not None
        (closed,) = called(busy, "Northgate Dental").interview.dealings.closed.values()
        assert (closed.happened, closed.note) == (True, "by post")


async def test_n_closes_what_did_not_happen(at_home: Walking, busy: Workspace) -> None:
    """Esc in the form closes nothing."""
    async with at_home(busy) as pilot:
        await open_list(pilot)
        await press(pilot, "n", "escape")
        assert not called(busy, "東京 Tools").interview.dealings.closed
        await press(pilot, "n", "enter")
        (closed,) = called(busy, "東京 Tools").interview.dealings.closed.values()
        assert not closed.happened


@pytest.mark.usefixtures("busy")
async def test_sharing_closes_the_list(at_home: Walking) -> None:
    """It names customers."""
    async with at_home() as pilot:
        await open_list(pilot)
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "Ask the bursar" not in text_on(pilot.app)


# In the list of interviews


async def test_a_row_says_what_is_due_and_the_summary_when(at_home: Walking, busy: Workspace) -> None:
    """In place of the next question, once its day has come."""
    async with at_home(busy) as pilot:
        place = next(
            at
            for at, row in enumerate(pilot.app.screen.query_one(Library).rows)
            if row.customer == "東京 Tools"
        )
        await press(pilot, *["down"] * place)
        shown = frame(pilot.app)
        assert "! Ask the bursar" in next(line for line in shown[5:] if "東京 Tools" in line)
        assert "│ 10 d overdue  Ask the bursar [who] signs" in "\n".join(shown)


@SIZES
async def test_a_decision_stands_beside_the_verdict(
    at_home: Walking, saved: Workspace, size: tuple[int, int]
) -> None:
    """In the column a sign and short words, or what came of it; in full about the one under the cursor."""
    make_deals(saved.database, 3, failed=0, waiting=2, against=3)
    with on_day(saved.database, days_ago(90)) as workspace:
        called(workspace, "Customer 2").measure(licensed=10, active=6, method="signed in last month")
    async with at_home(saved, size=size) as pilot:
        await press(pilot, "end")
        shown = text_on(pilot.app)
        assert_frame(pilot.app, "home-decided")
        for words in ("● but ◆ SIGNED", "~ PARTIAL", "✓ IN USE"):
            assert (words in shown) or size[1] == 20


async def test_a_database_that_goes_away_is_said_in_the_list(
    at_home: Walking, busy: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its way out, and no key crashes."""

    def gone(*_arguments: object, **_options: object) -> None:
        raise StoreError("The disk is gone [again].", way_out="Plug it in.")

    async with at_home(busy) as pilot:
        monkeypatch.setattr(busy, "due", gone)
        await open_list(pilot)
        await press(pilot, "enter", "y", "n")
        assert "The disk is gone [again]. Plug it in." in text_on(pilot.app)
