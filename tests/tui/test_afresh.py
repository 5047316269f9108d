"""The list after an upgrade, or on another day: shown at once as it was kept, then as it is."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.tui.widgets.to_do import ToDo
from onboard_tui.workspace import Workspace
from tests.store.later import file_of_version_1
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Walking

PATIENCE = 20.0
"""Seconds until a slow machine has read three interviews."""


async def test_what_an_older_version_knew_nothing_of_comes_onto_the_screen(
    at_home: Walking, tmp_path: Path
) -> None:
    """Nobody has to open an interview for the list to show what is due in it."""
    file = file_of_version_1(tmp_path / "old.db")
    with Workspace(str(file), as_of=date(2026, 6, 2)) as workspace:
        async with at_home(workspace) as pilot, asyncio.timeout(PATIENCE):
            assert "Harbour & Lyle" in text_on(pilot.app)
            while not pilot.app.screen.query(ToDo):
                await pilot.pause(0.02)
            await pilot.pause()
            assert "89 d overdue   Harbour & Lyle" in text_on(pilot.app)
