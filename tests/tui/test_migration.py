"""A newer version of the script: offered quietly, looked at, moved to and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.screens.migration import MigrationScreen
from onboard_tui.tui.screens.steering import LATER, SteeringPanel
from tests.tui.acting import press, screen, settle, type_in
from tests.tui.conftest import ALL_KINDS
from tests.tui.frames import assert_frame, text_on

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
OFFER = "Newer script, version 1.1.0"


@pytest.fixture
def newer(opened: OpenInterview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the script a newer version among the bundled ones, and the interview some answers."""
    folder = tmp_path / "interviews"
    folder.mkdir()
    text = ALL_KINDS.read_text("utf-8").replace('"1.0.0"', '"1.1.0"')
    text = text.replace("a_name", "a_nick").replace("- id: a_nick", "- id: a_nick\n    was: a_name")
    text = text.replace("id: nobody", "id: no_one").replace("'nobody'", "'no_one'")
    text = text.replace('"May I have twenty', '"Could I have twenty')
    rooms = "  - {id: a_rooms, section: about, pass: 2, type: integer, ask: 'How many rooms, {a_nick}?'}\n"
    text = text.replace("\nflags:\n", f"\n{rooms}flags:\n")
    (folder / "all-kinds.yaml").write_text(text, "utf-8")
    monkeypatch.setattr("onboard_tui.resources.interviews_folder", lambda: folder)
    opened.record("a_name", "Tom [b]")
    opened.record("a_story", "Fewer late nights.")
    opened.record("a_sponsor", "nobody")


@SIZES
@pytest.mark.usefixtures("newer")
async def test_what_a_newer_script_changes(walking: Walking, size: tuple[int, int]) -> None:
    """What has to be asked again first; nothing is recorded by looking."""
    async with walking("a_tools", size=size) as pilot:
        await settle(pilot)
        assert OFFER in " ".join(text_on(pilot.app).replace("▌", " ").split())
        assert "F1 help" in text_on(pilot.app)
        pilot.app.clear_notifications()
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, MigrationScreen)
        assert_frame(pilot.app, "migration")
        await press(pilot, "end", "escape")
        assert screen(pilot).opened.script.version == "1.0.0"


@pytest.mark.usefixtures("newer")
async def test_an_interview_moves_and_ctrl_z_takes_it_back(walking: Walking, opened: OpenInterview) -> None:
    """The walk begins anew with the questions of the version that it is run with; what was typed is not lost."""
    async with walking("a_name") as pilot:
        await type_in(pilot, "Tom, or")
        await press(pilot, "alt+m", "enter")
        assert opened.script.version == "1.1.0"
        assert screen(pilot).question_id == "a_nick"
        assert dict(opened.typing()) == {"a_nick": "Tom, or"}
        assert "a_sponsor" not in opened.interview.current
        screen(pilot).go_to("a_sponsor")
        await press(pilot, "ctrl+z")
        assert opened.script.version == "1.0.0"
        assert dict(opened.typing()) == {"a_name": "Tom, or"}
        assert opened.interview.current["a_sponsor"].value == "nobody"
        assert screen(pilot).question_id == "a_name"
        await press(pilot, "ctrl+y")
        assert (opened.script.version, screen(pilot).question_id) == ("1.1.0", "a_nick")


@pytest.mark.usefixtures("newer")
async def test_a_customer_who_looks_on_sees_nothing_of_it(walking: Walking, opened: OpenInterview) -> None:
    """In share mode nothing is offered, the key is dead, and the screen closes."""
    async with walking("a_tools", share=True) as pilot:
        await settle(pilot)
        await press(pilot, "m")
        assert "newer" not in text_on(pilot.app)
        assert pilot.app.screen is screen(pilot)
    async with walking("a_tools") as pilot:
        await settle(pilot)
        await press(pilot, "m", "f6")
        assert pilot.app.screen is screen(pilot)
        assert opened.script.version == "1.0.0"


@pytest.mark.usefixtures("newer")
async def test_a_move_in_another_window_is_taken_over(walking: Walking, opened: OpenInterview) -> None:
    """An answer that comes too late is refused, and stays in the field of its question as it is called now."""
    async with walking("a_name") as pilot:
        other = opened.workspace.open(opened.id)
        script = other.newer_script()
        assert script is not None
        other.migrate(script)
        await type_in(pilot, "Tim")
        await press(pilot, "enter")
        assert opened.script.version == "1.1.0"
        assert (screen(pilot).question_id, screen(pilot).card.field.typed) == ("a_nick", "Tim")


@pytest.mark.usefixtures("newer")
async def test_a_move_in_another_window_while_something_lies_over_the_question(
    walking: Walking, opened: OpenInterview
) -> None:
    """The panel is told, closes, and the questions there are now are shown, though its own is gone."""
    async with walking("a_name") as pilot:
        screen(pilot).steer("no_sponsor")
        await settle(pilot)
        other = opened.workspace.open(opened.id)
        script = other.newer_script()
        assert script is not None
        other.migrate(script)
        panel = pilot.app.screen
        assert isinstance(panel, SteeringPanel)
        panel.choose(LATER)
        await settle(pilot)
        await press(pilot, "escape")
        assert opened.script.version == "1.1.0"
        assert screen(pilot).question_id in opened.script.question_by_id


async def test_without_a_newer_script_nothing_is_offered(walking: Walking) -> None:
    """The key does nothing, and says nothing."""
    async with walking("a_tools") as pilot:
        await settle(pilot)
        await press(pilot, "m")
        assert pilot.app.screen is screen(pilot)


async def test_a_newer_script_that_is_broken_is_told_once(
    walking: Walking, opened: OpenInterview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interview goes on with the script that it has; a customer who looks on reads nothing of it."""
    (tmp_path / "all-kinds.yaml").write_text("format: 1\nid: [", "utf-8")
    monkeypatch.setattr("onboard_tui.resources.interviews_folder", lambda: tmp_path)
    async with walking("a_tools") as pilot:
        await settle(pilot)
        assert [note.message for note in pilot.app._notifications] == [
            "The newer version of this script cannot be used: see onboard-tui check all-kinds."
        ]
        pilot.app.clear_notifications()
        assert isinstance(pilot.app, OnboardApp)
        await pilot.app.show_interview(opened)
        await settle(pilot)
        await press(pilot, "m")
        assert not pilot.app._notifications
        assert pilot.app.screen is screen(pilot)
    async with walking("a_tools", share=True) as pilot:
        await settle(pilot)
        assert not pilot.app._notifications
