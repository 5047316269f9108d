"""Bringing the file to the newest schema: all of the way or not at all, and with a backup first."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config

from onboard_tui.errors import StoreError
from onboard_tui.store.engine import SETTINGS, connect, unit_of_work, writing_engine
from onboard_tui.store.marks import APPLICATION_ID, SCHEMA_VERSION
from onboard_tui.store.place import make_private
from onboard_tui.store.trouble import BACKUP_FOLDER, damaged_file, explain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"

WITHOUT_FOREIGN_KEYS = {**SETTINGS, "foreign_keys": "OFF"}
"""A table is changed by making it anew; with foreign keys on, dropping the old one would delete its children."""


def upgrade(
    file: Path, *, now: datetime, migrations: Path = MIGRATIONS, to_version: int = SCHEMA_VERSION
) -> None:
    """Bring the file's tables to a version, in one transaction, after a backup of what is in it.

    Raises `StoreError`; the file is then as it was.
    """

    def work(connection: Connection) -> None:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if version >= to_version:
            return  # another window was faster
        if version:
            back_up(file, now)  # the lock is held: the backup is what the upgrade starts from
        before = _counts(connection.exec_driver_sql)
        _run_migrations(connection, migrations)
        after = _counts(connection.exec_driver_sql)
        lost = sorted(name for name, rows in before.items() if after.get(name, rows) != rows)
        if lost or connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise StoreError(
                f"The database {file} could not be brought to the form that this version needs: "
                f"{', '.join(lost) or 'a relation'} would lose rows.",
                way_out="It was left as it was. Go on with the version of onboard-tui that you used before.",
            )
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {to_version}")

    engine = writing_engine(file, settings=WITHOUT_FOREIGN_KEYS)
    try:
        unit_of_work(engine, file, work)
    finally:
        engine.dispose()


def back_up(file: Path, now: datetime) -> Path:
    """Write a whole copy of the file into the folder of backups, check it, and give its path.

    Until it is checked it has another name and counts for nothing. The caller holds the write lock. Raises
    `StoreError`.
    """
    folder = file.parent / BACKUP_FOLDER
    backup = folder / f"{file.stem}-{now.astimezone(UTC):%Y%m%dT%H%M%S%f}.db"
    unchecked = backup.with_suffix(".part")
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for left_over in folder.glob("*.part"):
            left_over.unlink()
        make_private(unchecked)
        with closing(connect(file, settings={})) as db:
            db.execute("VACUUM INTO ?", (str(unchecked),))
            _check_copy(unchecked, _counts(db.execute), file)
        _make_lasting(unchecked)
        unchecked.replace(backup)
        _make_lasting(folder)
    except sqlite3.Error as error:
        raise explain(error, file) from None
    except OSError as error:
        raise StoreError(
            f"The backup before an upgrade cannot be written to {folder}: {error.strerror}.",
            way_out="Nothing was changed. Make room there or give yourself the right to write, and start again.",
        ) from None
    return backup


def _check_copy(copy: Path, wanted: Mapping[str, int], file: Path) -> None:
    with closing(connect(copy, "ro", settings={})) as db:
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",) or _counts(db.execute) != wanted:
            raise damaged_file(file, "it cannot be copied whole")


def _run_migrations(connection: Connection, migrations: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _counts(run: Callable[[str], Iterable[Any]]) -> dict[str, int]:
    """Count the rows of each table of ours; the full-text index can be made again and does not count."""
    names = [
        name
        for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table'")
        if name != "alembic_version" and not name.startswith(("sqlite_", "found"))
    ]
    return {name: rows for name in names for (rows,) in run(f'SELECT count(*) FROM "{name}"')}  # noqa: S608 - names out of the schema


def _make_lasting(path: Path) -> None:
    """See to it that a file, or the names in a folder, survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows has no handle for this, and keeps names by itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
