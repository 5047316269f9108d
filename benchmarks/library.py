"""A database with many saved interviews: one made as a seller makes it, and copies of it under other names."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

CUSTOMER = "Harbour & Lyle"
"""Whom the newest interview is with: it stands on the first page."""

COPIED = {
    "id": "printf('%08x-0000-7000-8000-%012x', n, n)",
    "customer": "printf('Customer %d', n)",
    "customer_key": "printf('customer %d', n)",
    "updated_at": "strftime('%Y-%m-%d %H:%M:%S.000000', updated_at, printf('-%d minutes', n))",
}
"""What differs from copy to copy, as SQL."""


def make_library(database: Path, interviews: int) -> None:
    """Make a database with that many interviews."""
    with Workspace(str(database)) as workspace:
        workspace.start("cloud-onboarding", CUSTOMER)
    with closing(sqlite3.connect(database)) as db:
        names = [name for _, name, *_ in db.execute("PRAGMA table_info(interview)")]
        values = ", ".join(COPIED.get(name, name) for name in names)
        db.execute(
            f"WITH RECURSIVE count(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM count WHERE n < ?) "  # noqa: S608 - the names are the table's own
            f"INSERT INTO interview ({', '.join(names)}) SELECT {values} FROM interview, count",
            (interviews - 1,),
        )
        db.commit()
