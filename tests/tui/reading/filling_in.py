"""What tests do with the forms of the verdict screen, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press

if TYPE_CHECKING:
    from textual.pilot import Pilot


async def fill_in(pilot: Pilot[None], **fields: str) -> None:
    """Put words into the fields of a form, and hand it in."""
    for name, words in fields.items():
        pilot.app.screen.query_one(f"#field-{name}", OneLine).value = words
    await press(pilot, "ctrl+n")


def trouble(pilot: Pilot[None]) -> str:
    """Give what a form says is wrong."""
    return str(pilot.app.screen.query_one("#form-trouble", Static).content)


def toast(pilot: Pilot[None]) -> str:
    """Give what was said for some seconds."""
    return " ".join(note.message for note in pilot.app._notifications)


async def go_to(pilot: Pilot[None], key: str) -> None:
    """Put the cursor on a row."""
    rows = pilot.app.screen.query_one(Rows)
    rows.cursor = [row.key for row in rows.rows].index(key)
    await pilot.pause()
