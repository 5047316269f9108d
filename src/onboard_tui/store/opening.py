"""Opening the database: everything that can be wrong with the file is found here, before anything is written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from onboard_tui.store.engine import connect
from onboard_tui.store.header import refuse_foreign_header
from onboard_tui.store.marks import APPLICATION_ID, CHECKED_WHOLE, SCHEMA_VERSION
from onboard_tui.store.place import database_file, existing_file, make_file, refuse_network_disk
from onboard_tui.store.store import Store
from onboard_tui.store.trouble import backups, damaged_file, emptied_file, explain, foreign_file, newer_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path


def open_store(url_or_path: str | Path, *, now: Callable[[], datetime]) -> Store:
    """Open the database, making it where there is none and bringing it to this version where it is older.

    Raises `StoreError` where the file is not ours, newer, damaged, locked or cannot be reached; it is then as it was.
    """
    file = database_file(url_or_path)
    refuse_network_disk(file)
    if existing_file(file):
        refuse_foreign_header(file)
    elif backups(file):
        raise emptied_file(file)
    else:
        make_file(file)
    if _version(file) < SCHEMA_VERSION:
        from onboard_tui.store.migrate import upgrade

        upgrade(file, now=now())
    _refuse_damage(file)
    return Store(file, now=now)


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
    if file.stat().st_size > CHECKED_WHOLE:
        return
    try:
        with closing(connect(file, "ro")) as db:
            (state,) = db.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise damaged_file(file)
            if db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise damaged_file(file, "entries without their interview")
    except sqlite3.Error as error:
        raise explain(error, file) from None
