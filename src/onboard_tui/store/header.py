"""The first bytes of the file, which tell whose it is without opening it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.store.marks import APPLICATION_ID
from onboard_tui.store.trouble import foreign_file

if TYPE_CHECKING:
    from pathlib import Path

MAGIC = b"SQLite format 3\x00"
APPLICATION_ID_AT = slice(68, 72)
"""Where the header keeps the application id; see "The Database Header" in SQLite's file format."""


def refuse_foreign_header(file: Path) -> None:
    """Raise `StoreError` for another program's database: even looking into one can leave files beside it."""
    if file.with_name(f"{file.name}-journal").exists():
        return  # what the first bytes will be is decided when SQLite has taken an unfinished save back
    try:
        with file.open("rb") as opened:
            header = opened.read(100)
    except OSError:
        return  # SQLite says the same in a moment, and better
    if header.startswith(MAGIC) and int.from_bytes(header[APPLICATION_ID_AT]) != APPLICATION_ID:
        raise foreign_file(file)
