"""Where the keys go after something else had them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.tui.screens.steering import SteeringPanel
from tests.tui.acting import press, screen
from tests.tui.frames import text_on

if TYPE_CHECKING:
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
