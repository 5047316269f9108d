"""Where the keys go after something else had them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.screens.steering import SteeringPanel
from onboard_tui.tui.widgets.library import Library
from tests.tui.acting import press, screen, type_in
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking


async def test_after_the_flags_keys_go_to_the_answer_again(walking: Walking, opened: OpenInterview) -> None:
    """No letter of an answer is a command because the flags were looked at before; esc leads back as well."""
    opened.record("a_sponsor", "nobody")
    async with walking("m_date", size=(80, 24)) as pilot:
        field = screen(pilot).card.field.here
        await pilot.press("f9", "escape")
        assert screen(pilot).focused is field
        await press(pilot, "f9", "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        await pilot.press("escape", "d")
        assert screen(pilot).focused is field
        assert screen(pilot).card.field.typed == "d"


async def test_the_flags_are_seen_when_they_have_the_keys(walking: Walking, opened: OpenInterview) -> None:
    """In a small window too, with the outline above them."""
    opened.record("a_sponsor", "nobody")
    async with walking("m_date", size=(80, 12)) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert "FLAGS" in text_on(pilot.app)


async def test_the_flags_are_seen_below_a_long_outline(at_home: Walking, saved: Workspace) -> None:
    """In which the place of the question is scrolled to as well."""
    opened = saved.start("cloud-onboarding", "Long & Sons")
    opened.record("use_training", "none")
    async with at_home(saved, size=(80, 24)) as pilot:
        await pilot.app.show_interview(opened, "use_training")  # type: ignore[attr-defined]  # it is our app
        await pilot.pause()
        await press(pilot, "f9")
        await pilot.pause()
        assert "no training" in text_on(pilot.app)


async def test_the_field_of_a_form_that_has_the_keys_is_seen_with_its_label(walking: Walking) -> None:
    """In a window that is too low for the whole form, from the first field to the last and back."""
    async with walking("m_rows", size=(80, 14)) as pilot:
        await press(pilot, "a")
        for key, label in (("", "Number"), ("enter", "Target"), ("down", "By"), ("down", "Our doubt")):
            await pilot.press(*([key] if key else []))
            await pilot.pause()
            assert label in text_on(pilot.app)
        await pilot.press("up", "up", "up")
        await pilot.pause()
        assert "Number" in text_on(pilot.app)


@pytest.mark.parametrize("keys", [("alt+v",), ()], ids=["in a form", "as an answer"])
async def test_words_longer_than_their_field_are_seen_while_they_are_typed(
    walking: Walking, keys: tuple[str, ...]
) -> None:
    """Their end, where the cursor is; no scrollbar takes the only line there is."""
    async with walking("m_date", size=(80, 24)) as pilot:
        await press(pilot, *keys)
        await pilot.press(*("too many" * 12), *"last")
        await pilot.pause()
        assert "too manylast" in text_on(pilot.app)


async def test_a_form_says_back_only_what_is_understood_as_something_else(walking: Walking) -> None:
    """A number is said back as it is read, words are not repeated."""
    async with walking("m_rows") as pilot:
        await press(pilot, "a")
        await type_in(pilot, "=cmd")
        await press(pilot, "enter")
        await type_in(pilot, "12k")
        said = text_on(pilot.app)
        assert "= 12,000" in said
        assert "= =cmd" not in said


async def test_the_first_letter_after_a_question_appears_is_part_of_the_answer(walking: Walking) -> None:
    """The keys belong to the answer from the moment it is shown, not a moment later."""
    async with walking("a_name") as pilot:
        interview = screen(pilot)
        interview.set_focus(None)
        interview.show("a_story")
        assert interview.focused is interview.card.field.here


async def test_back_in_the_list_the_cursor_is_on_the_interview_just_left(at_home: Walking) -> None:
    """A new interview, and one found by the palette, is what enter opens next, not the row of before."""
    async with at_home() as pilot:
        await press(pilot, "n", "1")
        await type_in(pilot, "New & Co")
        await press(pilot, "enter")
        await press(pilot, "ctrl+o")
        current = pilot.app.screen.query_one(Library).current
        assert current is not None
        assert current.customer == "New & Co"
        await press(pilot, "down", "f1", "escape")
        current = pilot.app.screen.query_one(Library).current
        assert current is not None
        assert current.customer != "New & Co"
