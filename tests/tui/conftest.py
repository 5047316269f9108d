"""A workspace with a fixed clock, and an interview with every kind of question."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual.pilot import Pilot

from onboard_tui.tui.app import OnboardApp
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview

ALL_KINDS = Path(__file__).parent / "all_kinds.yaml"

Walking: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Give a workspace on 2 March 2026 whose ids count up."""
    numbers = count(1)
    with Workspace(
        str(tmp_path / "onboard.db"),
        as_of=date(2026, 3, 2),
        clock=lambda: datetime(2026, 3, 2, 9, tzinfo=UTC),
        ids=lambda: f"01953000-0000-7000-8000-{next(numbers):012}",
    ) as made:
        yield made


@pytest.fixture
def opened(workspace: Workspace) -> OpenInterview:
    """Give an interview with every kind of question, of which none is answered."""
    return workspace.start(str(ALL_KINDS), "Harbour & Lyle")


@pytest.fixture
def walking(workspace: Workspace, opened: OpenInterview) -> Walking:
    """Give a way to run the app with the interview open, at a question and in a size."""

    @asynccontextmanager
    async def run(
        at: str | None = None, *, size: tuple[int, int] = (120, 40), share: bool = False
    ) -> AsyncIterator[Pilot[None]]:
        app = OnboardApp(workspace, share=share)
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.show_interview(opened, at)
            await pilot.pause()
            yield pilot

    return run
