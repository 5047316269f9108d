"""A workspace with a fixed clock, and an interview with every kind of question."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual.pilot import Pilot

from onboard_tui.tui.app import OnboardApp
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from onboard_tui.script.scope import Value
    from onboard_tui.workspace.open_interview import OpenInterview

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
CUSTOMERS: tuple[tuple[int, str, dict[str, Value]], ...] = (
    (0, "Acme [USD] & Søns", {}),
    (1, "Harbour & Lyle", {"a_name": "Tom", "a_story": "Fewer late nights.", "a_sponsor": "nobody"}),
    (9, "Northgate Dental", {"a_name": "Ann", "a_story": "One place to look.", "a_sponsor": "owner"}),
    (90, "東京 Tools", {"a_story": "Invoices go out the same day.", "a_sponsor": "team"}),
)
"""Days since each was touched, the name, the answers: newest first."""
QUOTES = {"a_sponsor": "we do not really do sponsors"}

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


@pytest.fixture
def saved(tmp_path: Path) -> Iterator[Workspace]:
    """Give a workspace at noon of 2 March 2026 with four saved interviews, newest first in `CUSTOMERS`."""
    now = [NOON]
    numbers = count(1)
    with Workspace(
        str(tmp_path / "onboard.db"),
        as_of=NOON.date(),
        clock=lambda: now[0],
        ids=lambda: f"01953000-0000-7000-8000-{next(numbers):012}",
    ) as made:
        for days_ago, customer, answers in reversed(CUSTOMERS):
            now[0] = NOON - timedelta(days=days_ago, hours=2)
            interview = made.start(str(ALL_KINDS), customer)
            for question, answer in answers.items():
                interview.record(question, answer, quote=QUOTES.get(question, ""))
        now[0] = NOON
        yield made


@pytest.fixture
def at_home(saved: Workspace) -> Walking:
    """Give a way to run the app at the list of saved interviews, in a size."""

    @asynccontextmanager
    async def run(
        workspace: Workspace = saved, *, size: tuple[int, int] = (80, 24), share: bool = False
    ) -> AsyncIterator[Pilot[None]]:
        app = OnboardApp(workspace, share=share)
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause()
            yield pilot

    return run
