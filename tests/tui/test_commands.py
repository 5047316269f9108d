"""One table of commands: keys, footer and actions agree."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS

from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.commands import COMMANDS, EVERYWHERE, MOST_HINTS, bindings_for, commands_on, display_key
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.widgets.key_hints import KeyHints
from tests.tui.acting import screen
from tests.tui.frames import frame

if TYPE_CHECKING:
    from tests.tui.conftest import Walking

TAKEN_BY_TERMINALS = {"ctrl+m", "ctrl+i", "ctrl+h", "ctrl+left_square_bracket", "ctrl+b", "ctrl+j"}
"""Sent by other keys, or taken by tmux."""


def test_ids_are_unique_and_keep_to_one_form() -> None:
    """Keys can be changed by id, so no id may mean two things."""
    ids = [command.id for command in COMMANDS]
    assert len(ids) == len(set(ids))
    assert all(part.replace("_", "").isalpha() for each in ids for part in each.split("."))


@pytest.mark.parametrize(
    "place",
    ["interview", "home", "review", "verdict", "contract", "sitting", "due", "track_record", "migration"],
)
def test_no_key_means_two_things_on_one_screen(place: str) -> None:
    """On every screen each key has one command."""
    keys = Counter(key for command in commands_on(place) for key in command.keys.split(",") if key)
    assert [key for key, times in keys.items() if times > 1] == []


def test_no_key_is_one_that_terminals_take() -> None:
    """Keys that never arrive, or arrive as others, are not bound."""
    keys = {key for command in COMMANDS for key in command.keys.split(",")}
    assert not keys & TAKEN_BY_TERMINALS


def test_no_key_with_alt_is_sent_by_terminals_for_another() -> None:
    """Terminals send escape and the letter, which for some letters means to go a word on or back."""
    keys = [key for command in COMMANDS for key in command.keys.split(",") if key.startswith("alt+")]
    assert keys
    assert [key for key in keys if f"\x1b{key.removeprefix('alt+')}" in ANSI_SEQUENCES_KEYS] == []


def test_letters_have_another_key_while_typing() -> None:
    """A command of the interview whose key is a letter can be reached from a text field too."""
    for command in COMMANDS:
        if "interview" in command.screens and len(command.key) == 1:
            assert command.typing_key, command.id


def test_every_command_has_its_action_and_words() -> None:
    """Nothing in the table leads nowhere; every command says what it does."""
    for command in COMMANDS:
        name = command.action.removeprefix("app.").split("(")[0]
        owners = [OnboardApp] if command.action.startswith("app.") else [InterviewScreen]
        if "interview" in command.screens or command.action.startswith("app."):
            assert any(hasattr(owner, f"action_{name}") for owner in owners), command.id
        assert command.help.endswith(".")
        assert command.title


def test_every_binding_has_an_id() -> None:
    """So that a seller's own keymap can name it."""
    bindings = [*bindings_for(EVERYWHERE), *bindings_for("interview")]
    assert all(each.id for each in bindings)


@pytest.mark.parametrize(
    ("key", "shown"),
    [("f6", "F6"), ("ctrl+n", "ctrl+n"), ("escape", "esc"), ("question_mark", "?"), ("d", "d")],
)
def test_keys_are_shown_as_people_know_them(key: str, shown: str) -> None:
    """F-keys are upper case, names are short."""
    assert display_key(key) == shown


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_bottom_line_fits(walking: Walking, size: tuple[int, int]) -> None:
    """At most six hints, none cut off, in the width there is."""
    async with walking("a_sponsor", size=size) as pilot:
        last = frame(pilot.app)[-1]
        assert "enter save · next" in last
        assert len(last) <= size[0]
        assert 3 <= len(last.strip().split("   ")) <= MOST_HINTS


async def test_a_click_on_a_hint_does_it(walking: Walking) -> None:
    """Every hint is a button too."""
    async with walking("a_sponsor") as pilot:
        line = frame(pilot.app)[-1]
        await pilot.click(KeyHints, offset=(line.index("go to"), 0))
        await pilot.pause()
        assert pilot.app.screen is not screen(pilot)
