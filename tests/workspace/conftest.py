"""What the tests of the use cases share: a workspace on a file, with a clock of its own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import DemoClock
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = date(2026, 3, 2)


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Give the path of a database that is not there yet."""
    return str(tmp_path / "interviews.db")


@pytest.fixture
def workspace(database: str) -> Iterator[Workspace]:
    """Give a workspace as of 2 March 2026."""
    with Workspace(database, as_of=TODAY, clock=DemoClock(datetime(2026, 3, 2, 9, tzinfo=UTC))) as opened:
        yield opened
