"""Connections to the database file, and the one way in which anything is read or written there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onboard_tui.store.place import file_uri
from onboard_tui.store.trouble import explain, has_words, primary_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection, Engine

Result = TypeVar("Result")

SETTINGS: Mapping[str, str] = {
    "journal_mode": "DELETE",
    "synchronous": "EXTRA",
    "foreign_keys": "ON",
    "secure_delete": "ON",
    "trusted_schema": "OFF",
    "cell_size_check": "ON",
}
"""On every connection: an acknowledged answer survives a power cut, and erased text leaves no trace."""

ATTEMPTS = 3
"""How often a unit of work is tried while another program holds the file; each attempt waits for its lock."""

LOCK_SECONDS = 5.0
"""How long one attempt waits for a lock."""


def connect(file: Path, mode: str = "rw", *, settings: Mapping[str, str] = SETTINGS) -> sqlite3.Connection:
    """Open the file with our settings; it is never created. `mode` is `rw` or `ro`."""
    db = sqlite3.connect(
        file_uri(file, mode), uri=True, isolation_level=None, timeout=LOCK_SECONDS, check_same_thread=False
    )
    try:
        for name, value in settings.items():
            if mode == "rw" or name != "journal_mode":
                db.execute(f"PRAGMA {name}={value}")
    except sqlite3.Error:
        db.close()
        raise
    return db


def writing_engine(file: Path, *, settings: Mapping[str, str] = SETTINGS) -> Engine:
    """Give an engine whose transactions take the write lock at their beginning."""
    return _engine(file, "rw", "BEGIN IMMEDIATE", settings)


def reading_engine(file: Path) -> Engine:
    """Give an engine that cannot write; each of its transactions sees one state of the file."""
    return _engine(file, "ro", "BEGIN", SETTINGS)


def _engine(file: Path, mode: str, begin: str, settings: Mapping[str, str]) -> Engine:
    engine = create_engine(
        "sqlite://",
        creator=lambda: connect(file, mode, settings=settings),
        poolclass=QueuePool,
        hide_parameters=True,  # an error's text may reach a log, and the parameters are a customer's words
    )

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
        if mode == "ro":
            _take_reading_lock(connection, file)

    return engine


def _take_reading_lock(connection: Connection, file: Path) -> None:
    look = "SELECT 1 FROM sqlite_schema LIMIT 1"
    try:
        connection.exec_driver_sql(look)
    except DBAPIError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
        # A program was killed in the middle of a save: the first connection that may write takes that save back.
        with closing(connect(file)) as writer:
            writer.execute(look).fetchall()
        connection.exec_driver_sql(look)


def unit_of_work(engine: Engine, file: Path, work: Callable[[Connection], Result]) -> Result:
    """Do all of the work in one transaction, or none of it.

    A locked file is tried again; `work` may therefore run more than once. Raises `StoreError` for trouble with
    the file.
    """
    attempt = 1
    while True:
        try:
            with engine.connect() as connection, connection.begin():
                return work(connection)
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            if not isinstance(cause, sqlite3.Error) or not has_words(cause):
                raise
            if primary_code(cause) != sqlite3.SQLITE_BUSY or attempt == ATTEMPTS:
                raise explain(cause, file) from None
            attempt += 1
