"""The one place that turns trouble with the database file into words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from onboard_tui.errors import StoreError
from onboard_tui.store.place import file_uri

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BACKUP_FOLDER = "backups"
"""Beside the database file."""

SENTENCES: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_BUSY: (
        "The database {file} is in use by another program and stays locked.",
        "Nothing was changed. Try again, or close the other program first.",
    ),
    sqlite3.SQLITE_LOCKED: (
        "The database {file} is in use by another program and stays locked.",
        "Nothing was changed. Try again, or close the other program first.",
    ),
    sqlite3.SQLITE_FULL: (
        "There is no room left on the disk of the database {file}.",
        "Everything saved before is safe. Free some space and save again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "The database {file} cannot be written: the file or its folder is read-only.",
        "Everything saved before is safe and can be read. Give yourself the right to write there and save again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "The database {file} cannot be opened.",
        "Check that its folder is there and that you may read and write it.",
    ),
    sqlite3.SQLITE_PERM: (
        "The database {file} may not be opened by you.",
        "Give yourself the right to read and write it.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk of the database {file} reported an error.",
        "Everything saved before is still in the file. Check the disk and its free space, then try again.",
    ),
    sqlite3.SQLITE_TOOBIG: (
        "A text is too long for the database {file}.",
        "Nothing was changed. Shorten it and save again.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "{file} is not a database of onboard-tui; it was left as it is.",
        "Choose another file with --db.",
    ),
}
"""What happened and what to do, by SQLite's primary result code."""


def primary_code(error: BaseException | None) -> int | None:
    """Give SQLite's primary result code of an error, or None where it is no error of SQLite's."""
    code = getattr(error, "sqlite_errorcode", None) if isinstance(error, sqlite3.Error) else None
    return None if code is None else code & 0xFF


def has_words(error: BaseException | None) -> bool:
    """Tell whether an error is trouble with the file, which a person can do something about."""
    code = primary_code(error)
    return code == sqlite3.SQLITE_CORRUPT or code in SENTENCES


def explain(error: sqlite3.Error, file: Path) -> StoreError:
    """Give the error for the person at the keyboard; anything that is no trouble with the file is raised as it is."""
    if not has_words(error):
        raise error
    code = primary_code(error)
    if code == sqlite3.SQLITE_CORRUPT or (code == sqlite3.SQLITE_NOTADB and backups(file)):
        return damaged_file(file)
    sentence, way_out = SENTENCES[code or 0]
    return StoreError(sentence.format(file=file), way_out=way_out)


def damaged_file(file: Path, what: str = "") -> StoreError:
    """Say that the file is damaged, that it was left alone, and which backup is good."""
    backup = newest_good_backup(file)
    if backup is None:
        way_out = "The file was left as it is. No good backup lies beside it; look for a copy elsewhere."
    else:
        way_out = f"The file was left as it is. The newest good backup is {backup}."
    detail = f" ({what})" if what else ""
    return StoreError(f"The database {file} is damaged{detail}.", way_out=way_out)


def foreign_file(file: Path) -> StoreError:
    """Say that the file belongs to another program."""
    return StoreError(
        f"{file} is a database of another program; it was left as it is.",
        way_out="Choose another file with --db.",
    )


def newer_file(file: Path) -> StoreError:
    """Say that the file was written by a newer version."""
    return StoreError(
        f"The database {file} was written by a newer version of onboard-tui; it was left as it is.",
        way_out="Install the newer version, or choose another file with --db.",
    )


def emptied_file(file: Path) -> StoreError:
    """Say that the file is gone or empty although there was something in it once."""
    return StoreError(
        f"The database {file} is not there or empty, although there are backups of it.",
        way_out=f"The newest good backup is {newest_good_backup(file)}: copy it there. "
        f"To begin anew, move the folder {file.parent / BACKUP_FOLDER} away.",
    )


def vanished_file(file: Path) -> StoreError:
    """Say that the file was deleted, moved or replaced while it was open."""
    return StoreError(
        f"The database {file} was deleted, moved or replaced while it was open; nothing more was saved.",
        way_out="Put it back where it was and start onboard-tui again.",
    )


def backups(file: Path) -> list[Path]:
    """Give the backups that lie beside a database, newest first."""
    named = f"{file.stem}-"
    return sorted(
        (each for each in (file.parent / BACKUP_FOLDER).glob("*.db") if each.name.startswith(named)),
        reverse=True,
    )


def newest_good_backup(file: Path) -> Path | None:
    """Give the newest backup that can be opened and is whole."""
    for backup in backups(file):
        try:
            with closing(sqlite3.connect(file_uri(backup, "ro"), uri=True)) as db:
                if db.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                    return backup
        except sqlite3.Error:
            continue
    return None
