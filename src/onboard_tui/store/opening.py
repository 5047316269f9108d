"""Opening the database: everything that can be wrong with the file is found here, before anything is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from onboard_tui.store.engine import connect
from onboard_tui.store.marks import APPLICATION_ID, SCHEMA_VERSION
from onboard_tui.store.place import database_file, existing_file, make_file, refuse_network_disk
from onboard_tui.store.store import Store
from onboard_tui.store.trouble import backups, damaged_file, emptied_file, explain, foreign_file, newer_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID_AT = slice(68, 72)
"""Where the header keeps the application id; see "The Database Header" in SQLite's file format."""


def open_store(url_or_path: str | Path, *, now: Callable[[], datetime]) -> Store:
    """Open the database, making it where there is none and bringing it to this version where it is older.

    Raises `StoreError` where the file is not ours, newer, damaged, locked or cannot be reached; it is then as it was.
    """
    file = database_file(url_or_path)
    refuse_network_disk(file)
    if existing_file(file):
        _refuse_foreign_header(file)
    elif backups(file):
        raise emptied_file(file)
    else:
        make_file(file)
    if _version(file) < SCHEMA_VERSION:
        from onboard_tui.store.migrate import upgrade

        upgrade(file, now=now())
    _refuse_damage(file)
    return Store(file, now=now)


def _refuse_foreign_header(file: Path) -> None:
    """Refuse another program's database by its first bytes: even looking into one can leave files beside it."""
    if file.with_name(f"{file.name}-journal").exists():
        return  # what the first bytes will be is decided when SQLite has taken an unfinished save back
    try:
        with file.open("rb") as opened:
            header = opened.read(100)
    except OSError:
        return  # SQLite says the same in a moment, and better
    if header.startswith(MAGIC) and int.from_bytes(header[APPLICATION_ID_AT]) != APPLICATION_ID:
        raise foreign_file(file)


def _version(file: Path) -> int:
    """Give the version of the file's tables; 0 for a new file. Raises `StoreError` where it is not for us."""
    try:
        with closing(connect(file, settings={})) as db:
            db.execute("BEGIN")
            (tables,) = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            (application,) = db.execute("PRAGMA application_id").fetchone()
            (version,) = db.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise explain(error, file) from None
    if not tables and not application:
        return 0
    if application != APPLICATION_ID:
        raise foreign_file(file)
    if version > SCHEMA_VERSION:
        raise newer_file(file)
    return int(version)


def _refuse_damage(file: Path) -> None:
    try:
        with closing(connect(file, "ro")) as db:
            (state,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise damaged_file(file)
            if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise damaged_file(file, "entries without their interview")
    except sqlite3.Error as error:
        raise explain(error, file) from None
