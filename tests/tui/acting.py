"""What tests do with the interview screen, in a few words."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

from textual.widgets import Static
from textual.worker import WorkerCancelled

from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.tui.widgets.status_line import StatusLine
from onboard_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from onboard_tui.tui.widgets.one_line import OneLine


def screen(pilot: Pilot[Any]) -> InterviewScreen:
    """Give the interview screen, wherever it is in the stack."""
    return next(each for each in pilot.app.screen_stack if isinstance(each, InterviewScreen))


async def settle(pilot: Pilot[Any]) -> None:
    """Wait for what is being saved; what was begun and is not wanted any more is done, too."""
    with suppress(WorkerCancelled):
        await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and wait for what they save."""
    await pilot.press(*keys)
    await settle(pilot)


async def type_in(pilot: Pilot[Any], text: str) -> None:
    """Put text into the focused field, as if it had been typed."""
    field = pilot.app.screen.focused
    if isinstance(field, Words):
        field.load_text(text)
        field.move_cursor(field.document.end)
    else:
        cast("OneLine", field).value = text
    await pilot.pause()


def echo(pilot: Pilot[Any]) -> str:
    """Give what is said below the field."""
    return str(screen(pilot).query_one("#echo", Static).content)


def status(pilot: Pilot[Any]) -> str:
    """Give what the status line says."""
    return str(screen(pilot).query_one(StatusLine).content)
