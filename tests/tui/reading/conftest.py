"""An interview with a small contract, and a way to open one of the screens that are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual.pilot import Pilot

from onboard_tui.interview.entries import Reaction
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.app import OnboardApp
from tests.tui.acting import press
from tests.tui.reading.contracted import start_contracted
from tests.tui.reading.dealt import start_dealt

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

Reading: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]
Judging: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def contracted(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give an interview with a red flag that was steered once, and a contract with two open points."""
    return start_contracted(workspace, tmp_path)


@pytest.fixture
def reading(workspace: Workspace, contracted: OpenInterview) -> Reading:
    """Give a way to run the app and to go from the interview to a screen by its key."""

    @asynccontextmanager
    async def run(
        key: str, *, size: tuple[int, int] = (120, 40), share: bool = False
    ) -> AsyncIterator[Pilot[None]]:
        app = OnboardApp(workspace, share=share)
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.show_interview(contracted)
            await press(pilot, key)
            yield pilot

    return run


@pytest.fixture
def judging(workspace: Workspace) -> Judging:
    """Give a way to run the app at the verdict of an interview."""

    @asynccontextmanager
    async def run(opened: OpenInterview, *, size: tuple[int, int] = (120, 80)) -> AsyncIterator[Pilot[None]]:
        app = OnboardApp(workspace)
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.show_interview(opened)
            await press(pilot, "f4")
            yield pilot

    return run


@pytest.fixture
def good(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give a deal with nothing against it."""
    return start_dealt(workspace, tmp_path)


@pytest.fixture
def steered(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give a deal that nobody stands behind, steered once."""
    opened = start_dealt(workspace, tmp_path, sponsor="nobody")
    opened.steer("no_sponsor", script=1, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    return opened


@pytest.fixture
def signed(good: OpenInterview) -> OpenInterview:
    """Give a deal that went ahead."""
    good.decide(VerdictKind.PROCEED, reason="All of it is in place.")
    return good
