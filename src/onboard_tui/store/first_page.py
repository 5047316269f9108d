"""What the first frame shows, the newest interviews and what is due: read with the standard library alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from onboard_tui.errors import StoreError
from onboard_tui.store.header import refuse_foreign_header
from onboard_tui.store.marks import APPLICATION_ID, CHECKED_WHOLE, SCHEMA_VERSION, SUMMARY_VERSION
from onboard_tui.store.place import database_file, existing_file, file_uri, refuse_network_disk
from onboard_tui.store.trouble import explain, foreign_file, newer_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

NEWEST = """
    SELECT id, customer, script_id, script_title, verdict, rule, done, total, next_ask, flags_open, completed, updated_at,
        decision, against, status, outcome, relationship, next_due, next_due_what
    FROM interview ORDER BY updated_at DESC, id DESC LIMIT ?
"""
NEWEST_OF_VERSION_1 = NEWEST.replace(
    "decision, against, status, outcome, relationship, next_due, next_due_what", "'', 0, '', '', '', NULL, ''"
)
"""The same of a file that was not brought to this version yet."""

DUE = """
    SELECT f.interview_id, i.customer, f.key, f.kind, f.what, f.side, f.who, f.due
    FROM follow_up AS f JOIN interview AS i ON i.id = f.interview_id
    WHERE f.due <= ? ORDER BY f.due, f.interview_id, f.key LIMIT ?
"""

STALE = """
    SELECT 1 FROM interview WHERE summary_version < ?1 UNION ALL SELECT 1 FROM interview WHERE fresh_until < ?2
    UNION ALL SELECT 1 FROM interview WHERE fresh_from > ?2 LIMIT 1
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
    decision: str
    """What was decided: `proceed`, `next_in_line`, `walk_away` or `reopened`; empty where nothing was."""
    against: bool
    """Whether that went against the verdict."""
    status: str
    """How the deal stands, in words."""
    outcome: str
    """`success`, `partial` or `failed`; empty where active use was not counted yet."""
    relationship: str
    """What the customer takes us for, in words."""
    next_due: date | None
    """The earliest day by which something is to be done."""
    next_due_what: str


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to be done by a day, and for which interview."""

    interview_id: str
    customer: str
    key: str
    kind: str
    what: str
    side: str
    """`ours` or `theirs`."""
    who: str
    due: date


_COLUMNS = tuple(each.name for each in fields(Listed))

Rows: TypeAlias = "list[tuple[Any, ...]]"
Question: TypeAlias = "Callable[[sqlite3.Connection, int], Rows | None]"
"""What is asked of a file whose tables are of some version."""


def checked_first_page(path: str | Path, today: date, limit: int = 50) -> list[Listed] | None:
    """Give the newest interviews out of a sound database; None where it has to be opened to say how they stand."""
    file = database_file(path)
    try:
        if not existing_file(file) or file.stat().st_size > CHECKED_WHOLE:
            return None
        refuse_network_disk(file)
        refuse_foreign_header(file)
        return _listed(_read(file, "ro", partial(_fresh, today=today, limit=limit), checked=True))
    except (StoreError, sqlite3.Error):
        return None


def first_page(path: str | Path, limit: int = 50) -> list[Listed] | None:
    """Give the newest interviews; None where there is no database yet.

    Raises `StoreError` where the file is there and cannot be read.
    """
    return _listed(_look(path, partial(_newest, limit=limit)))


def due(path: str | Path, today: date, limit: int = 50) -> list[Due]:
    """Give what is overdue and what is due today, the oldest first; nothing where there is no database yet.

    Raises `StoreError` where the file is there and cannot be read.
    """
    asked = partial(_due, today=today, limit=limit)
    found = [(*row[:-1], date.fromisoformat(row[-1])) for row in _look(path, asked) or ()]
    return [Due(*row) for row in found]


def anything_stale(path: str | Path, today: date) -> bool:
    """Tell whether lists would not say how some interview stands today. Raises `StoreError`."""
    return bool(_look(path, partial(_stale, today=today)))


def _newest(db: sqlite3.Connection, version: int, limit: int) -> Rows:
    return db.execute(NEWEST if version > 1 else NEWEST_OF_VERSION_1, (limit,)).fetchall()


def _fresh(db: sqlite3.Connection, version: int, today: date, limit: int) -> Rows | None:
    return None if _stale(db, version, today) else _newest(db, version, limit)


def _stale(db: sqlite3.Connection, version: int, today: date) -> Rows:
    if version == 1:
        return db.execute("SELECT 1 FROM interview LIMIT 1").fetchall()
    return db.execute(STALE, (SUMMARY_VERSION, today.isoformat())).fetchall()


def _due(db: sqlite3.Connection, version: int, today: date, limit: int) -> Rows:
    return db.execute(DUE, (today.isoformat(), limit)).fetchall() if version > 1 else []


def _look(path: str | Path, ask: Question) -> Rows | None:
    file = database_file(path)
    if not existing_file(file):
        return None
    refuse_foreign_header(file)
    try:
        return _read(file, "ro", ask)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise explain(error, file) from None
    except sqlite3.Error as error:
        raise explain(error, file) from None
    # Somebody was killed in the middle of a save: that save is taken back when the file is opened for writing.
    try:
        return _read(file, "rw", ask)
    except sqlite3.Error as error:
        raise explain(error, file) from None


def _read(file: Path, mode: str, ask: Question, *, checked: bool = False) -> Rows | None:
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
        return ask(db, version)


def _listed(rows: Rows | None) -> list[Listed] | None:
    if rows is None:
        return None
    return [listed(_read_back(row)) for row in rows]


def _read_back(row: tuple[Any, ...]) -> Iterable[Any]:
    """Give the columns of `NEWEST` with the moment and the day that the file has as texts."""
    told = dict(zip(_COLUMNS, row, strict=True))
    told["updated_at"] = datetime.fromisoformat(told["updated_at"]).replace(tzinfo=UTC)
    told["next_due"] = told["next_due"] and date.fromisoformat(told["next_due"])
    return told.values()


def listed(row: Iterable[Any]) -> Listed:
    """Give a row, whose columns are those of `NEWEST`, as a value."""
    told = Listed(*row)
    return replace(told, completed=bool(told.completed), against=bool(told.against))
