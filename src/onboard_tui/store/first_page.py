"""The newest interviews for the first frame: read with the standard library alone, never written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from onboard_tui.errors import StoreError
from onboard_tui.store.header import refuse_foreign_header
from onboard_tui.store.marks import APPLICATION_ID, CHECKED_WHOLE, SCHEMA_VERSION
from onboard_tui.store.place import database_file, existing_file, file_uri, refuse_network_disk
from onboard_tui.store.trouble import explain, foreign_file, newer_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

NEWEST = """
    SELECT id, customer, script_id, script_title, verdict, rule, done, total, next_ask, flags_open, completed, updated_at
    FROM interview ORDER BY updated_at DESC, id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of a list of interviews."""

    id: str
    customer: str
    script_id: str
    script_title: str
    verdict: str
    rule: str
    done: int
    total: int
    next_ask: str
    open_flags: int
    completed: bool
    updated_at: datetime


def checked_first_page(path: str | Path, limit: int = 50) -> list[Listed] | None:
    """Give the newest interviews out of a sound database; None where it has to be opened to say what is with it."""
    file = database_file(path)
    try:
        if not existing_file(file) or file.stat().st_size > CHECKED_WHOLE:
            return None
        refuse_network_disk(file)
        refuse_foreign_header(file)
        return _read(file, limit, "ro", checked=True)
    except (StoreError, sqlite3.Error):
        return None


def first_page(path: str | Path, limit: int = 50) -> list[Listed] | None:
    """Give the newest interviews; None where there is no database yet.

    Raises `StoreError` where the file is there and cannot be read.
    """
    file = database_file(path)
    if not existing_file(file):
        return None
    refuse_foreign_header(file)
    try:
        return _read(file, limit, "ro")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise explain(error, file) from None
    except sqlite3.Error as error:
        raise explain(error, file) from None
    # Somebody was killed in the middle of a save: that save is taken back when the file is opened for writing.
    try:
        return _read(file, limit, "rw")
    except sqlite3.Error as error:
        raise explain(error, file) from None


def _read(file: Path, limit: int, mode: str, *, checked: bool = False) -> list[Listed] | None:
    with closing(sqlite3.connect(file_uri(file, mode), uri=True, isolation_level=None, timeout=1)) as db:
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("BEGIN")
        (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            return None
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if application != APPLICATION_ID:
            raise foreign_file(file)
        if version > SCHEMA_VERSION:
            raise newer_file(file)
        if checked and (
            version < SCHEMA_VERSION or db.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok"
        ):
            return None
        found = db.execute(NEWEST, (limit,)).fetchall()
        return [listed(row, datetime.fromisoformat(row[-1]).replace(tzinfo=UTC)) for row in found]


def listed(row: Sequence[Any], updated_at: datetime) -> Listed:
    """Give a row, whose columns are those of `NEWEST`, as a value."""
    told = (*row[:10], bool(row[10]), updated_at)
    return Listed(*told)
