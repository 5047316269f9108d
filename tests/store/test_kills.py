"""Killed at any moment (-9): nothing that was called saved is lost, and nothing is torn."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pytest

from onboard_tui.store.marks import SCHEMA_VERSION
from onboard_tui.store.migrate import upgrade
from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import Summary
from tests.store.later import NEXT_VERSION, file_of_version_1, next_version
from tests.store.samples import NOON, answer, at, opened, said_in_rows, started

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="children are made by forking"),
]

ROOT = Path(__file__).parents[2]


class Nursery:
    """Makes children that have everything loaded, and kills them."""

    def __init__(self, told: IO[str], asked: IO[str], seed: int) -> None:
        self._told = told
        self._asked = asked
        self._span = 0.05
        self.rng = random.Random(seed)  # noqa: S311 - the same choices each time

    def killed(self, *task: str, lines: int = 1) -> list[str]:
        """Start a task and kill it at a random moment after the line before `lines`; give what it said.

        The moments follow the speed of the machine, so that about every other child says the line first.
        """
        self._asked.write("\t".join(task) + "\n")
        self._asked.flush()
        word, child = self._told.readline().split()
        assert word == "born"
        said = [self._told.readline() for _ in range(lines - 1)]
        time.sleep(self.rng.uniform(0, self._span))
        os.kill(int(child), signal.SIGKILL)
        said += iter(self._told.readline, "dead\n")
        self._span *= 0.9 if len(said) >= lines else 1.15
        return said


@contextmanager
def nursery(seed: int) -> Iterator[Nursery]:
    """Give a nursery, which ends with the block."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.nursery"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Nursery(process.stdout, process.stdin, seed)
        process.stdin.close()


def state(file: Path, interview_id: str) -> tuple[int, int, str]:
    """Give the version, the number of entries and SQLite's own judgement."""
    with closing(sqlite3.connect(file)) as db:
        (version,) = db.execute("SELECT version FROM interview WHERE id = ?", (interview_id,)).fetchone()
        (entries,) = db.execute(
            "SELECT count(*) FROM entry WHERE interview_id = ?", (interview_id,)
        ).fetchone()
        (judgement,) = db.execute("PRAGMA integrity_check").fetchone()
    return version, entries, judgement


def test_two_hundred_kills_lose_and_tear_nothing(tmp_path: Path) -> None:
    """After each kill every acknowledged answer is there, and answers recorded together are there together."""
    file = tmp_path / "onboard.db"
    with opened(file) as store:
        ids = [started(store, minutes=number) for number in range(5)]
    saved = dict.fromkeys(ids, 0)
    acknowledged = 0
    with nursery(20260302) as children:
        for _ in range(200):
            interview_id = children.rng.choice(ids)
            said = children.killed("record", str(file), interview_id, lines=children.rng.randint(1, 5))
            versions = [int(line.removeprefix("saved ")) for line in said]
            acknowledged += len(versions)
            least = max([saved[interview_id], *versions])
            version, entries, judgement = state(file, interview_id)
            assert judgement == "ok"
            assert version == entries
            assert version in (least, least + 2)
            saved[interview_id] = version
    assert acknowledged > 200
    with open_store(file, now=lambda: NOON) as store:
        for interview_id, version in saved.items():
            assert store.load(interview_id).version == version
        store.index_pending(said_in_rows)
        assert len(store.search("word")) == sum(version > 0 for version in saved.values())


def test_forty_kills_at_the_first_start_leave_a_file_that_opens(tmp_path: Path) -> None:
    """A database that was never finished is made by the next start; one that was said to be there is there."""
    finished = 0
    with nursery(20260304) as children:
        for number in range(40):
            file = tmp_path / str(number) / "onboard.db"
            said = children.killed("create", str(file))
            with opened(file) as store:
                assert [row.id for row in store.page().rows][: len(said)] == [line.strip() for line in said]
            finished += len(said)
    assert 0 < finished < 40


def test_sixty_kills_in_mid_upgrade_leave_the_old_or_the_new(tmp_path: Path) -> None:
    """The file is of one version or of the other, with every row, and the upgrade can be finished."""
    original = tmp_path / "original.db"
    with opened(original) as store:
        for _ in range(12):
            rows = [answer(f"q{number}", "word " * 30) for number in range(80)]
            store.append(started(store), rows, Summary(at(1)), 0)
        store.index_pending(said_in_rows)
    migrations = next_version(tmp_path)
    folder = tmp_path / "upgraded"
    seen = set()
    with nursery(20260303) as children:
        for _ in range(60):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            file = folder / "onboard.db"
            shutil.copy(original, file)
            said = children.killed("migrate", str(file), str(migrations))
            version = checked(file, said)
            upgrade(file, now=NOON, migrations=migrations, to_version=NEXT_VERSION)
            assert checked(file, ["migrated\n"]) == NEXT_VERSION
            assert {each.suffix for each in (folder / "backups").iterdir()} == {".db"}
            seen.add(version)
    assert seen == {SCHEMA_VERSION, NEXT_VERSION}


MORE_ENTRIES = """
    WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 2000)
    INSERT INTO entry SELECT '0190', n, 'entry ' || n, '2026-03-02 12:00:00.000000', 'typed', NULL, 'word', hex(zeroblob(32))
    FROM number
"""


def test_forty_kills_while_the_first_version_is_brought_to_this_one(tmp_path: Path) -> None:
    """After each kill the file is of the first version or of this one, with every row, and the next start goes on."""
    original = file_of_version_1(tmp_path / "original.db")
    with closing(sqlite3.connect(original)) as db, db:
        db.execute(MORE_ENTRIES)
        db.execute("UPDATE interview SET version = 2000 WHERE id = '0190'")
    before = rows_of(original)
    folder = tmp_path / "upgraded"
    seen = set()
    with nursery(20260305) as children:
        for _ in range(40):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            file = folder / "onboard.db"
            shutil.copy(original, file)
            said = children.killed("reopen", str(file))
            (version,) = asked(file, "PRAGMA user_version")
            assert rows_of(file) == before
            assert asked(file, "PRAGMA integrity_check") == ["ok"]
            assert ("follow_up" in asked(file, "SELECT name FROM sqlite_schema")) == (version > 1)
            assert not said or version == SCHEMA_VERSION
            open_store(file, now=lambda: NOON).close()
            assert (asked(file, "PRAGMA user_version"), rows_of(file)) == ([SCHEMA_VERSION], before)
            assert {each.suffix for each in (folder / "backups").iterdir()} == {".db"}
            seen.add(version)
    assert seen == {1, SCHEMA_VERSION}


def asked(file: Path, question: str) -> list[Any]:
    """Give the first column of an answer."""
    with closing(sqlite3.connect(file)) as db:
        return [row[0] for row in db.execute(question)]


def rows_of(file: Path) -> dict[str, list[Any]]:
    """Give what says which rows there are in the tables of the first version."""
    keys = {
        "script": "sha256",
        "interview": "id || version || customer || updated_at",
        "entry": "id || position || payload",
        "draft": "interview_id || number",
        "findable": "number || body",
    }
    return {table: asked(file, f"SELECT {key} FROM {table}") for table, key in keys.items()}  # noqa: S608 - our own names


def checked(file: Path, said: list[str]) -> int:
    """Give the version of a file that must be whole."""
    with closing(sqlite3.connect(file)) as db:
        (version,) = db.execute("PRAGMA user_version").fetchone()
        columns = [row[1] for row in db.execute("PRAGMA table_info(interview)")]
        tables = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
        counts = [
            db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own names
            for table in ("interview", "entry", "findable")
        ]
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert counts == [12, 960, 12]
    assert ("phone" in columns) == (version == NEXT_VERSION)
    assert "anew" not in tables
    if said:
        assert version == NEXT_VERSION
    return int(version)
