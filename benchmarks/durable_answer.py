"""From an answer to its durable record and all that it changes, against one commit of the same database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from benchmarks.harness import Figure, in_turn, timed
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "secure_delete=ON")
"""The promises of our own store, so that only what stands around the commit is compared."""


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Record answers, and write rows of the same size, in turn."""
    numbers = count(1)
    with Workspace(str(folder / "answers.db")) as workspace, closing(raw_database(folder / "raw.db")) as db:
        opened = workspace.start("cloud-onboarding", "Harbour & Lyle")

        def record() -> None:
            opened.record("biz_outcome", f"Month-end closes in {next(numbers)} working days.")

        def commit() -> None:
            number = next(numbers)
            text = f"Month-end closes in {number} working days."
            db.execute("BEGIN IMMEDIATE")
            db.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, f"{number:036}", text))
            db.execute("UPDATE interview SET version = ?, said = ?", (number, text))
            db.execute("COMMIT")

        name = "an answer durable and judged, to one sqlite3 commit"
        yield in_turn(name, timed(record), timed(commit), rounds=5 * rounds)


def raw_database(file: Path) -> sqlite3.Connection:
    """Make a database with a log and a head, without any of our code."""
    db = sqlite3.connect(file, isolation_level=None)
    for setting in SETTINGS:
        db.execute(f"PRAGMA {setting}")
    db.execute("CREATE TABLE entry (position INTEGER PRIMARY KEY, id TEXT NOT NULL, payload TEXT NOT NULL)")
    db.execute("CREATE TABLE interview (version INTEGER NOT NULL, said TEXT NOT NULL)")
    db.execute("INSERT INTO interview VALUES (0, '')")
    return db
