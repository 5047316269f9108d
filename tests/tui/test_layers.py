"""What lies on top of the home screen: search, help, the palette, the export, the choice of a theme."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from textual.command import CommandPalette
from textual.widgets import Static

from onboard_tui.errors import ExportError
from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.commands import commands_on
from onboard_tui.tui.screens.export_dialog import FORMATS, PAPERS, ExportDialog
from onboard_tui.tui.screens.help import ABOUT, HelpScreen
from onboard_tui.tui.screens.home import HomeScreen
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.screens.search import Search
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press, settle, type_in
from tests.tui.frames import assert_frame, text_on

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from onboard_tui.workspace import Workspace
    from tests.tui.conftest import Walking

SIZES = pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)], ids=["60x20", "80x24", "120x40"])


# Search


async def searched(pilot: Pilot[Any], words: str) -> Rows:
    """Search for words and give the rows that were found."""
    await press(pilot, "slash")
    await type_in(pilot, words)
    await settle(pilot)
    return pilot.app.screen.query_one(Rows)


@SIZES
async def test_a_search(at_home: Walking, size: tuple[int, int]) -> None:
    """Hits in their sentences, each with the customer and what was asked."""
    async with at_home(size=size) as pilot:
        await searched(pilot, "one look")
        assert_frame(pilot.app, "search")


async def test_a_hit_opens_the_question_where_it_was_said(at_home: Walking) -> None:
    """A word of an answer, a name, and the customer's own words lead where they stand."""
    async with at_home() as pilot:
        rows = await searched(pilot, "nights")
        assert len(rows.rows) == 1
        await press(pilot, "enter")
        screen = pilot.app.screen
        assert isinstance(screen, InterviewScreen)
        assert (screen.opened.customer, screen.question_id) == ("Harbour & Lyle", "a_story")


async def test_the_arrows_choose_another_hit_while_typing(at_home: Walking) -> None:
    """Enter goes to the marked hit, and the first one is marked from the start."""
    async with at_home() as pilot:
        rows = await searched(pilot, "sponsors")
        assert [row.key for row in rows.rows] == ["0", "1", "2"]
        assert rows.cursor == 0
        await press(pilot, "down", "down", "up", "enter")
        screen = pilot.app.screen
        assert isinstance(screen, InterviewScreen)
        assert (screen.opened.customer, screen.question_id) == ("Northgate Dental", "a_sponsor")


async def test_a_search_without_a_hit(at_home: Walking) -> None:
    """What finds nothing says so; characters with a meaning elsewhere have none here."""
    async with at_home() as pilot:
        for words in ("zebra", '"[x] OR * NEAR(', "'; drop table interview"):
            rows = await searched(pilot, words)
            assert rows.rows == ()
            assert "Nothing was said" in text_on(pilot.app)
            await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_share_mode_closes_the_search(at_home: Walking) -> None:
    """Hits are of other customers, so F6 takes them away at once."""
    async with at_home() as pilot:
        await searched(pilot, "nights")
        await press(pilot, "f6")
        assert not isinstance(pilot.app.screen, Search)
        assert "Harbour" not in text_on(pilot.app)


# Help


@SIZES
async def test_the_help(at_home: Walking, size: tuple[int, int]) -> None:
    """What the screen is for, and its keys."""
    async with at_home(size=size) as pilot:
        await press(pilot, "f1")
        assert_frame(pilot.app, "help")


@pytest.mark.parametrize("place", ["home", "interview", "review", "verdict", "contract"])
async def test_the_help_names_every_command_of_its_screen(at_home: Walking, place: str) -> None:
    """Nothing that can be done is missing, and what is private is left out while shared."""
    async with at_home(size=(100, 30)) as pilot:
        for share in (False, True):
            pilot.app.set_reactive(OnboardApp.share, share)
            await pilot.app.push_screen(HelpScreen(place))
            named = {row.key for rows in pilot.app.screen.query(Rows) for row in rows.rows}
            assert named == {each.id for each in commands_on(place) if not (share and each.private)}
            await press(pilot, "escape")


async def test_the_help_scrolls_to_its_end_and_closes_with_the_key_that_opened_it(at_home: Walking) -> None:
    """Nothing is cut off on a small screen."""
    async with at_home(size=(60, 20)) as pilot:
        await press(pilot, "question_mark", "end")
        assert "everything is saved" in text_on(pilot.app)
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HomeScreen)


# The palette


async def palette(pilot: Pilot[Any], words: str) -> None:
    """Open the palette and type."""
    await press(pilot, "ctrl+p")
    await type_in(pilot, words)
    await pilot.pause(0.3)
    await settle(pilot)


@SIZES
async def test_the_palette(at_home: Walking, size: tuple[int, int]) -> None:
    """Every command that works here, with its key."""
    async with at_home(size=size) as pilot:
        await palette(pilot, "")
        assert_frame(pilot.app, "palette")


async def test_the_palette_opens_an_interview(at_home: Walking) -> None:
    """Some letters of a customer's name are enough, and the name is no markup."""
    async with at_home() as pilot:
        await palette(pilot, "acme")
        assert "Acme [USD] & Søns" in text_on(pilot.app)
        await press(pilot, "enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, InterviewScreen)
        assert pilot.app.screen.opened.customer == "Acme [USD] & Søns"


async def test_the_palette_does_commands_of_the_screen_and_of_the_app(at_home: Walking) -> None:
    """One that the screen does, one that the app does."""
    async with at_home() as pilot:
        await palette(pilot, "filter by")
        await press(pilot, "enter")
        assert "only proceed" in text_on(pilot.app)
        await palette(pilot, "help")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_the_palette_finds_every_command(at_home: Walking) -> None:
    """By its own title, each is a hit."""
    async with at_home() as pilot:
        for command in commands_on("home"):
            if command.id != "app.palette":
                await palette(pilot, command.title)
                assert command.title in text_on(pilot.app), command.id
                await press(pilot, "escape", "escape")
                assert not isinstance(pilot.app.screen, CommandPalette)


# The theme


async def test_the_theme_is_remembered(at_home: Walking, saved: Workspace) -> None:
    """What is chosen once is there the next time, and nothing else is kept of it."""
    async with at_home() as pilot:
        pilot.app.theme = "onboard-light"
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, OnboardApp)
        file = next(Path.home().rglob("settings.json"))
        assert json.loads(file.read_text())["theme"] == "onboard-light"
    assert OnboardApp(saved).theme == "onboard-light"
    file.write_text("[not what was written")
    assert OnboardApp(saved).theme == "onboard-dark"


# The export


async def export_dialog(pilot: Pilot[Any], folder: Path) -> ExportDialog:
    """Open the dialog for the interview under the cursor, with a folder typed in."""
    await press(pilot, "down", "e")
    dialog = pilot.app.screen
    assert isinstance(dialog, ExportDialog)
    dialog.query_one(OneLine).value = str(folder)
    await settle(pilot)
    return dialog


async def pick(pilot: Pilot[Any], what: str) -> None:
    """Pick a paper with the keys."""
    await press(pilot, *["down"] * list(PAPERS).index(what), "space")


@SIZES
async def test_the_export_dialog(at_home: Walking, size: tuple[int, int]) -> None:
    """What is picked is told by signs, and the buttons are on the screen."""
    async with at_home(size=size) as pilot:
        await export_dialog(pilot, Path("/somewhere/else"))
        assert_frame(pilot.app, "export")


async def test_the_record_is_written_in_every_format(at_home: Walking, tmp_path: Path) -> None:
    """Real files in a folder that was not there, and a note that says where they are."""
    folder = tmp_path / "papers of [today]"
    async with at_home(size=(120, 40)) as pilot:
        await export_dialog(pilot, folder)
        await pick(pilot, "record")
        await press(pilot, "tab", "end", "space", "up", "space", "up", "space")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, HomeScreen)
        assert {path.suffix for path in folder.iterdir()} == {f".{name}" for name in FORMATS}
        assert all("record" in path.name and path.stat().st_size for path in folder.iterdir())
        assert "Fewer late nights." in next(folder.glob("*.md")).read_text()
        (told,) = pilot.app._notifications
        assert all(str(path) in told.message for path in folder.iterdir())


async def test_nothing_is_overwritten(at_home: Walking, tmp_path: Path) -> None:
    """The same export twice makes other files and leaves the first ones as they were."""
    async with at_home(size=(120, 40)) as pilot:
        for _ in range(2):
            await export_dialog(pilot, tmp_path / "papers")
            await pick(pilot, "record")
            await press(pilot, "ctrl+s")
            await press(pilot, "home")
            for path in (tmp_path / "papers").iterdir():
                path.write_text("signed")
    written = sorted(path.name for path in (tmp_path / "papers").iterdir())
    assert len(written) == 4
    assert sum("-2." in name for name in written) == 2


async def test_what_is_missing_is_said(at_home: Walking, tmp_path: Path) -> None:
    """No format, no folder, a folder that is a file: the dialog stays and says so, and can be put right."""
    (tmp_path / "file").write_text("here already")
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path / "file" / "papers")
        await pick(pilot, "record")
        await press(pilot, "tab", "space", "down", "space", "ctrl+s")
        assert "at least one format" in text_on(pilot.app)
        await press(pilot, "space", "ctrl+s")
        assert pilot.app.screen is dialog
        assert "could not be written" in text_on(pilot.app)
        assert "--out" not in text_on(pilot.app)
        dialog.query_one(OneLine).value = " "
        await press(pilot, "ctrl+s")
        assert "Name a folder" in text_on(pilot.app)
        dialog.query_one(OneLine).value = str(tmp_path / "papers")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, HomeScreen)
    assert [path.suffix for path in (tmp_path / "papers").iterdir()] == [".pdf"]
    assert (tmp_path / "file").read_text() == "here already"


async def test_trouble_is_told_word_for_word(
    at_home: Walking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a path or a message holds is never markup."""
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path)

        def full(*_arguments: object, **_template: object) -> None:
            raise ExportError("[/tmp] is full of [b]files[/b].")

        monkeypatch.setattr(dialog.opened, "export", full)
        await press(pilot, "ctrl+s")
        assert "[/tmp] is full of [b]files[/b]." in text_on(pilot.app)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_a_click_picks_and_exports(at_home: Walking, tmp_path: Path) -> None:
    """Everything in the dialog works with the mouse too."""
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path / "papers")
        await pilot.click("#export-what", offset=(4, list(PAPERS).index("record")))
        await pilot.click("#export-formats", offset=(4, 0))
        assert dialog.what == "record"
        assert dialog.formats == {"pdf"}
        await pilot.click("#export")
        await settle(pilot)
    assert [path.suffix for path in (tmp_path / "papers").iterdir()] == [".pdf"]


async def test_a_paper_that_this_deal_does_not_call_for_says_why(at_home: Walking, tmp_path: Path) -> None:
    """It is told apart in the list, its reason is said when it is picked, and exporting it says it again."""
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path / "papers")
        assert "not now" in text_on(pilot.app)
        await pick(pilot, "order")
        assert "names no contract pack" in text_on(pilot.app)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is dialog
    assert not (tmp_path / "papers").exists()


async def test_a_redline_is_a_word_file_and_needs_a_draft(at_home: Walking, tmp_path: Path) -> None:
    """Before a draft is kept there is nothing that it could differ from."""
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path / "papers")
        await pick(pilot, "redline")
        assert "No draft is kept yet" in text_on(pilot.app)
        assert "Markdown" not in text_on(pilot.app)
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is dialog
    assert not (tmp_path / "papers").exists()


async def test_dates_are_written_as_a_calendar_and_as_nothing_else(at_home: Walking, tmp_path: Path) -> None:
    """With dates picked there is no choice of formats; with a paper again there is, as it was."""
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path / "papers")
        await pick(pilot, "reminders")
        assert "[✓] Calendar" in text_on(pilot.app)
        assert "Markdown" not in text_on(pilot.app)
        await press(pilot, "home", "space")
        assert "[✓] PDF" in text_on(pilot.app)
        assert dialog.formats == {"docx", "pdf"}


async def test_word_pages_can_look_like_a_file_of_ones_own(at_home: Walking, tmp_path: Path) -> None:
    """A file that is not there is told, and nothing is written."""
    async with at_home(size=(120, 40)) as pilot:
        dialog = await export_dialog(pilot, tmp_path / "papers")
        await pick(pilot, "record")
        dialog.query_one("#export-template", OneLine).value = str(tmp_path / "house.docx")
        await press(pilot, "ctrl+s")
        assert pilot.app.screen is dialog
        assert "house.docx" in str(dialog.query_one("#export-says", Static).content)
    assert not (tmp_path / "papers").exists()


async def test_the_help_key_explains_what_lies_on_top(at_home: Walking) -> None:
    """Also over a layer, whose keys the app's own do not reach; the same key closes it again."""
    async with at_home() as pilot:
        await press(pilot, "n", "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert pilot.app.screen.about in ABOUT
        assert ABOUT[pilot.app.screen.about][0] in text_on(pilot.app)
        await press(pilot, "f1")
        assert not isinstance(pilot.app.screen, HelpScreen)
