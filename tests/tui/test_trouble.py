"""When saving is slow or fails, and when words are hostile: the screen stays alive and nothing typed is lost."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import StoreError
from onboard_tui.tui.app import OnboardApp
from tests.tui.acting import press, screen, settle, status, type_in
from tests.tui.conftest import ALL_KINDS
from tests.tui.frames import text_on
from tests.tui.test_plain import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking


async def test_the_screen_stays_alive_while_the_database_is_locked(
    walking: Walking, opened: OpenInterview, tmp_path: Path
) -> None:
    """Another program holds the file for a moment: keys work, “saved” comes when it is true."""
    async with walking("a_ready", size=(80, 24)) as pilot:
        holder = sqlite3.connect(tmp_path / "onboard.db", isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        await pilot.press("y", "enter")
        await pilot.press("f3")
        assert "There is no coaching" in " ".join(text_on(pilot.app).split())
        assert "saved" not in status(pilot)
        holder.execute("ROLLBACK")
        holder.close()
        await settle(pilot)
        assert status(pilot).startswith("✓ saved")
        assert opened.interview.current["a_ready"].value is True


async def test_an_answer_that_could_not_be_saved_stays_in_its_field(
    walking: Walking, opened: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is said in a sentence; one more enter saves it once there is room again."""

    def full(*_: object) -> int:
        raise StoreError("The disk is full; nothing was lost.", way_out="Make room and press enter again.")

    async with walking("a_name") as pilot:
        await type_in(pilot, "Tom")
        with monkeypatch.context() as trouble:
            trouble.setattr("onboard_tui.workspace.keeping.append", full)
            await press(pilot, "enter")
        assert "The disk is full" in status(pilot)
        assert screen(pilot).card.field.typed == "Tom"
        await press(pilot, "enter")
        assert opened.interview.current["a_name"].value == "Tom"


async def test_enter_pressed_twice_saves_once(walking: Walking, opened: OpenInterview) -> None:
    """An impatient finger does not answer the next question."""
    async with walking("a_ready") as pilot:
        await press(pilot, "y", "enter", "enter")
        assert len([each for each in opened.interview.log if getattr(each, "question", "") == "a_ready"]) == 1
        assert set(opened.interview.current) == {"a_ready"}


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_shown_and_do_nothing(workspace: Workspace, words: str) -> None:
    """A customer, an answer, a quote and a note made to act: on every panel they are text."""
    opened = workspace.start(str(ALL_KINDS), f"Harbour {words}")
    opened.record("a_name", words, said_by=words, quote=words, note=words)
    opened.record("m_rows", ({"number": words, "target": None, "by": None, "doubt": words},))
    opened.record("a_sponsor", "nobody")
    app = OnboardApp(workspace)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.show_interview(opened, "a_name")
        for question in ("a_name", "a_story", "m_rows"):
            screen(pilot).go_to(question)
            await settle(pilot)
        await press(pilot, "f9", "enter", "4", "escape", "escape", "ctrl+g", "escape")
        shown = text_on(app)
        assert "Harbour" in shown
        assert "\x1b" not in shown
        assert app.is_running
