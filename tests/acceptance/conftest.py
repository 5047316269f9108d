"""A seller's desk: one database, looked at on any day."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import DemoClock
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture
def on_day(tmp_path: Path) -> Iterator[Callable[[date], Workspace]]:
    """Give a way to open the same database at nine in the morning of a day."""
    with ExitStack() as desk:

        def at(day: date) -> Workspace:
            clock = DemoClock(datetime.combine(day, time(9), UTC))
            return desk.enter_context(Workspace(str(tmp_path / "deals.db"), as_of=day, clock=clock))

        yield at
