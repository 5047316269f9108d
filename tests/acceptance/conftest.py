"""What the acceptance tests share: a database, and a workspace on it on 2 March 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import DemoClock
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def database(tmp_path: Path) -> str:
    """Give the path of a database that is not there yet."""
    return str(tmp_path / "deals.db")


@pytest.fixture
def workspace(database: str) -> Iterator[Workspace]:
    """Give a workspace on that database."""
    clock = DemoClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    with Workspace(database, as_of=date(2026, 3, 2), clock=clock) as opened:
        yield opened
