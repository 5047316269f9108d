"""Themes: our own, Textual's, the terminal's sixteen colours, and none at all."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.settings import DEFAULT_THEME, Settings, load_settings, save_settings, settings_file
from onboard_tui.tui.signs import ANSWER_STATES, FLAG_STATES, MARKS, REACTIONS, SEVERITIES, SOURCES, VERDICTS
from onboard_tui.tui.themes import THEMES
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking


@pytest.mark.parametrize(
    "theme", ["onboard-light", "onboard-dark", "textual-light", "nord", "ansi-dark", "ansi-light"]
)
async def test_every_theme_shows_the_same_words(walking: Walking, opened: OpenInterview, theme: str) -> None:
    """Nothing is told by colour alone, so the words are the same in every theme."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_sponsor") as pilot:
        before = text_on(pilot.app)
        pilot.app.theme = theme
        await pilot.pause()
    async with walking("a_sponsor") as pilot:
        assert pilot.app.theme == theme
        assert text_on(pilot.app) == before


async def test_without_colour_the_words_are_the_same(
    walking: Walking, opened: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NO_COLOR takes the colours away and nothing else."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_sponsor") as pilot:
        before = text_on(pilot.app)
    monkeypatch.setenv("NO_COLOR", "1")
    async with walking("a_sponsor") as pilot:
        assert text_on(pilot.app) == before


async def test_without_colour_the_terminals_own_themes_can_be_read(
    at_home: Walking, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is black on black, whenever the theme was chosen, and the row of the cursor is reversed."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with at_home() as pilot:
        pilot.app.theme = "ansi-light"
        await pilot.pause()
        styles = [
            segment.style
            for strip in pilot.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.text.strip()
        ]
        assert styles
        assert all(each.color is None or each.color.is_default for each in styles)
        assert all(each.bgcolor is None or each.bgcolor.is_default for each in styles)
        assert any(each.reverse for each in styles)


async def test_the_choice_of_a_theme_is_remembered(workspace: Workspace) -> None:
    """The next start looks as the last one did; only the owner can read the file's folder."""
    async with OnboardApp(workspace).run_test() as pilot:
        assert pilot.app.theme == DEFAULT_THEME
        pilot.app.theme = "onboard-light"
        await pilot.pause()
    async with OnboardApp(workspace).run_test() as pilot:
        assert pilot.app.theme == "onboard-light"
    assert stat.S_IMODE(settings_file().parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", ["", "{", "[]", '{"theme": 3}', "\udcff"])
def test_settings_that_cannot_be_read_are_the_defaults(tmp_path: Path, content: str) -> None:
    """A damaged settings file never keeps the app from starting."""
    file = tmp_path / "settings.json"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert load_settings(file) == Settings()


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    """Written whole, without leftovers."""
    file = tmp_path / "deep" / "settings.json"
    save_settings(Settings(theme="nord", script_order=True), file)
    assert load_settings(file) == Settings(theme="nord", script_order=True)
    assert [each.name for each in file.parent.iterdir()] == ["settings.json"]


def test_every_sign_has_a_word() -> None:
    """Sign, word and colour; within one table no two words are alike."""
    for table in (VERDICTS, SEVERITIES, FLAG_STATES, ANSWER_STATES, MARKS, SOURCES, REACTIONS):
        words = [sign.word for sign in table.values()]
        assert all(words)
        assert len(set(words)) == len(words)
        assert all(len(sign.mark) == 1 for sign in table.values())


def test_our_themes_have_a_light_and_a_dark_side() -> None:
    """One of each."""
    assert {theme.dark for theme in THEMES} == {True, False}
