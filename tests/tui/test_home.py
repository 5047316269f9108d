"""The list of saved interviews: what it shows, how it is walked, and what it says when there is nothing to show."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.library import make_library
from onboard_tui.resources import interviews_folder
from onboard_tui.tui.screens.home import FIRST_PAGE, NEXT_PAGE, HomeScreen
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.widgets.library import Library
from onboard_tui.workspace import Workspace
from tests.tui.acting import press, settle, type_in
from tests.tui.conftest import ALL_KINDS, CUSTOMERS, NOON
from tests.tui.frames import assert_frame, frame, text_on

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from tests.tui.conftest import Walking

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=["60x20", "80x24", "120x40"])


def home(pilot: Pilot[Any]) -> HomeScreen:
    """Give the home screen, wherever it is in the stack."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, HomeScreen))


def library(pilot: Pilot[Any]) -> Library:
    """Give the list."""
    return home(pilot).query_one(Library)


@SIZES
async def test_saved_interviews(at_home: Walking, size: tuple[int, int]) -> None:
    """Newest first, in columns, with more about the one under the cursor."""
    async with at_home(size=size) as pilot:
        await pilot.press("down")
        assert_frame(pilot.app, "home")


@SIZES
async def test_no_interviews(at_home: Walking, tmp_path: Path, size: tuple[int, int]) -> None:
    """An empty place says what to press."""
    with Workspace(str(tmp_path / "none.db")) as workspace:
        async with at_home(workspace, size=size) as pilot:
            assert_frame(pilot.app, "home-empty")
    assert not (tmp_path / "none.db").exists()


@SIZES
async def test_shared(at_home: Walking, size: tuple[int, int]) -> None:
    """Nobody's name, no count and no verdict is on a screen that a customer may see."""
    async with at_home(size=size, share=True) as pilot:
        assert_frame(pilot.app, "home-shared")
        shown = text_on(pilot.app)
        assert not [name for _, name, _ in CUSTOMERS if name in shown]
        for key in ("enter", "down", "d", "e", "slash", "f", "o"):
            await press(pilot, key)
        assert text_on(pilot.app) == shown


async def test_names_go_and_come_back_with_share_mode(at_home: Walking) -> None:
    """F6 twice: hidden, then there again with the cursor where it was, and keys that work."""
    async with at_home() as pilot:
        await pilot.press("down")
        before = text_on(pilot.app)
        await pilot.press("f6")
        assert not [name for _, name, _ in CUSTOMERS if name in text_on(pilot.app)]
        await pilot.press("f6")
        assert text_on(pilot.app) == before
        await pilot.press("down")
        assert library(pilot).cursor == 2


async def test_the_palette_names_nobody_while_shared(at_home: Walking) -> None:
    """Customers are no hits as long as a customer may look."""
    async with at_home(share=True) as pilot:
        await press(pilot, "ctrl+p")
        await type_in(pilot, "harb")
        await settle(pilot)
        assert "Lyle" not in text_on(pilot.app)


async def test_enter_opens_the_interview_where_it_was_left(at_home: Walking) -> None:
    """The cursor's interview, at the next question."""
    async with at_home() as pilot:
        await press(pilot, "j", "enter")
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert pilot.app.screen.opened.customer == "Harbour & Lyle"
        assert pilot.app.screen.question_id == "a_tools"


async def test_the_mouse_marks_then_opens(at_home: Walking) -> None:
    """One click puts the cursor on a row; a double click opens it."""
    async with at_home() as pilot:
        await pilot.click(Library, offset=(5, 2))
        assert library(pilot).cursor == 2
        assert "Northgate Dental  All kinds" in text_on(pilot.app)
        await pilot.click(Library, offset=(5, 1), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert pilot.app.screen.opened.customer == "Harbour & Lyle"


async def test_coming_back_shows_what_was_answered(at_home: Walking) -> None:
    """An interview that was answered is at the top, touched now, and the cursor is still on it."""
    async with at_home() as pilot:
        await press(pilot, "end", "enter")
        await type_in(pilot, "Kenji")
        await press(pilot, "enter", "ctrl+o")
        await settle(pilot)
        assert next(row.customer for row in library(pilot).rows) == "東京 Tools"
        assert library(pilot).cursor == 0
        assert "now" in frame(pilot.app)[4]


async def test_filters(at_home: Walking) -> None:
    """F goes through the verdicts, o leaves out what is finished; both are said in the title."""
    async with at_home() as pilot:
        await press(pilot, "f")
        assert "only proceed" in frame(pilot.app)[0]
        assert [row.customer for row in library(pilot).rows] == ["Northgate Dental", "東京 Tools"]
        await press(pilot, "f", "f")
        assert "No interview is like that" in text_on(pilot.app)
        await press(pilot, "f", "f", "o")
        assert "only in progress" in frame(pilot.app)[0]
        assert [row.customer for row in library(pilot).rows] == ["Acme [USD] & Søns", "東京 Tools"]
        await pilot.press("down")
        assert library(pilot).cursor == 1


async def test_a_new_interview(at_home: Walking, tmp_path: Path) -> None:
    """N asks for the customer, refuses none, and begins with the first question."""
    with Workspace(str(tmp_path / "new.db")) as workspace:
        async with at_home(workspace) as pilot:
            await press(pilot, "n", "1")
            await press(pilot, "enter")
            assert "“Customer” is needed." in text_on(pilot.app)
            await type_in(pilot, "Wray [b]Print[/b]")
            assert_frame(pilot.app, "home-new")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert pilot.app.screen.opened.customer == "Wray [b]Print[/b]"
            await press(pilot, "ctrl+o")
            assert "Wray [b]Print" in text_on(pilot.app)


async def test_the_purpose_of_the_script_under_the_cursor_is_told(at_home: Walking) -> None:
    """The list stays short, and still says what each interview is for."""
    async with at_home() as pilot:
        await press(pilot, "n")
        assert "Find out whether this customer will end up actively using" in text_on(pilot.app)
        await press(pilot, "down")
        assert "A hall, a school, a clinic" in text_on(pilot.app)


async def test_a_script_in_several_languages_asks_for_one(
    at_home: Walking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice names the languages; the interview is held in the one that was chosen."""
    use_check = interviews_folder() / "use-check.yaml"
    monkeypatch.setattr("onboard_tui.resources.bundled_scripts", lambda: [use_check])
    with Workspace(str(tmp_path / "new.db"), as_of=NOON.date()) as workspace:
        async with at_home(workspace) as pilot:
            await press(pilot, "n")
            assert_frame(pilot.app, "home-language")
            await press(pilot, "2")
            await type_in(pilot, "Pferdeklinik Ahorn")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, InterviewScreen)
            assert pilot.app.screen.opened.script.language == "de"
            assert "Welcher Check ist das" in text_on(pilot.app)


async def test_a_new_interview_can_be_left(at_home: Walking) -> None:
    """Esc in the dialog starts nothing."""
    async with at_home() as pilot:
        await press(pilot, "n")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert len(library(pilot).rows) == len(CUSTOMERS)


# Many interviews


async def test_ten_thousand_interviews_are_read_page_by_page(at_home: Walking, tmp_path: Path) -> None:
    """Only what is near the cursor is read, each interview once and in order, whatever the way there."""
    database = tmp_path / "many.db"
    make_library(database, 10_000)
    with Workspace(str(database)) as workspace:
        async with at_home(workspace) as pilot:
            rows = library(pilot).rows
            assert len(rows) == FIRST_PAGE
            assert "50+ interviews" in frame(pilot.app)[0]
            await press(pilot, "end")
            assert len(rows) == FIRST_PAGE + NEXT_PAGE
            library(pilot).scroll_to(y=len(rows), animate=False, immediate=True)
            await settle(pilot)
            assert len(rows) == FIRST_PAGE + 2 * NEXT_PAGE
            assert library(pilot).cursor == FIRST_PAGE - 1
            assert len({row.id for row in rows}) == len(rows)
            assert [row.updated_at for row in rows] == sorted((row.updated_at for row in rows), reverse=True)
            await press(pilot, "end", "f1", "escape")
            assert len(library(pilot).rows) == FIRST_PAGE + 3 * NEXT_PAGE
            assert library(pilot).cursor == FIRST_PAGE + 2 * NEXT_PAGE - 1


async def test_the_last_page_is_the_last(at_home: Walking, tmp_path: Path) -> None:
    """Where there are no more the counts are whole, and nothing is read again and again."""
    database = tmp_path / "some.db"
    make_library(database, FIRST_PAGE + 20)
    with Workspace(str(database)) as workspace:
        async with at_home(workspace) as pilot:
            await press(pilot, "end")
            await press(pilot, "end")
            assert len(library(pilot).rows) == FIRST_PAGE + 20
            assert "70 interviews" in frame(pilot.app)[0]
            assert library(pilot).cursor == FIRST_PAGE + 19


# Trouble with the database


def newer(database: Path) -> None:
    """Make a database look as if a newer version had written it."""
    with Workspace(str(database)) as workspace:
        workspace.start(str(ALL_KINDS), "Harbour & Lyle")
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA user_version = 9999")


def damaged(database: Path) -> None:
    """Make a database whose pages are overwritten with rubbish."""
    make_library(database, 200)
    with closing(sqlite3.connect(database)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")
    written = bytearray(database.read_bytes())
    written[4096:] = b"\xa5" * (len(written) - 4096)
    database.write_bytes(written)


def foreign(database: Path) -> None:
    """Make a file that is no database."""
    database.write_text("These are my notes, and nobody else's. " * 50)


@pytest.mark.parametrize("spoil", [newer, damaged, foreign])
async def test_a_database_that_cannot_be_read(at_home: Walking, tmp_path: Path, spoil: Any) -> None:
    """The screen says so, with a way out; no key crashes, and the file is left as it is."""
    database = tmp_path / "spoiled.db"
    spoil(database)
    before = database.read_bytes()
    with Workspace(str(database)) as workspace:
        async with at_home(workspace) as pilot:
            assert "spoiled.db" in "".join(text_on(pilot.app).replace("│", "").split())
            assert "No interviews yet" not in text_on(pilot.app)
            assert "interviews ·" not in text_on(pilot.app)
            await press(pilot, "down", "enter", "d", "e", "f", "o")
            await press(pilot, "slash")
            await type_in(pilot, "anything")
            await settle(pilot)
            await press(pilot, "escape", "n", "1")
            await type_in(pilot, "Wray Print")
            await press(pilot, "enter")
            assert isinstance(pilot.app.screen, HomeScreen)
    assert database.read_bytes() == before


async def test_trouble_while_the_app_is_open_is_said_and_the_list_stays(
    at_home: Walking, saved: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A database that goes away under the app costs a sentence, not the list."""
    from onboard_tui.errors import StoreError

    def gone(*_arguments: object, **_options: object) -> None:
        raise StoreError("The disk is gone [again].", way_out="Plug it in.")

    async with at_home() as pilot:
        monkeypatch.setattr(saved, "library", gone)
        await press(pilot, "o")
        shown = text_on(pilot.app)
        assert "The disk is gone [again]." in shown
        assert "Northgate Dental" in shown


# What stands in a line


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
async def test_no_line_is_cut_off_at_any_width(at_home: Walking, width: int) -> None:
    """Every row ends with when it was touched, whatever the names are made of."""
    async with at_home(size=(width, 24)) as pilot:
        rows = frame(pilot.app)[4:8]
        for row, when in zip(rows, ("2 h", "yesterday", "9 d", "2025-12-02"), strict=True):
            assert row.rstrip("│ ").endswith(when)


def test_the_clock_of_the_fixture_is_fixed(saved: Workspace) -> None:
    """Frames do not depend on when the tests are run."""
    assert saved.clock() == NOON
