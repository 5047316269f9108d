"""Upgrades: all of the way or not at all, with a backup that can be opened first."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.schema import CreateIndex, CreateTable

from onboard_tui.errors import StoreError
from onboard_tui.store.engine import unit_of_work, writing_engine
from onboard_tui.store.marks import SCHEMA_VERSION
from onboard_tui.store.migrate import MIGRATIONS, back_up, upgrade
from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import Summary
from onboard_tui.store.tables import METADATA
from tests.store.later import NEXT_VERSION, next_version
from tests.store.samples import NOON, answer, at, opened, said_in_rows, started

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a closed database with three interviews and what belongs to them."""
    file = tmp_path / "onboard.db"
    with opened(file) as store:
        for _ in range(3):
            interview_id = started(store)
            store.append(interview_id, [answer(), answer("other")], Summary(at(1)), 0)
            store.save_draft(interview_id, tree_json="{}", sha256="a", pack="cloud", created_at=NOON)
        store.index_pending(said_in_rows)
    return file


def asked(file: Path, question: str) -> list[tuple[object, ...]]:
    """Ask the file with the standard library alone."""
    with closing(sqlite3.connect(file)) as db:
        return db.execute(question).fetchall()


def held(file: Path) -> dict[str, int]:
    """Count the rows of every table."""
    tables = ("script", "interview", "entry", "draft", "findable")
    return {table: int(str(asked(file, f"SELECT count(*) FROM {table}")[0][0])) for table in tables}  # noqa: S608 - our own names


def test_the_tables_are_what_the_migrations_make(file: Path) -> None:
    """A database made by the migrations has the very tables, constraints and indexes that the code expects."""
    engine = writing_engine(file)
    made = {name: sql for name, sql in asked(file, "SELECT name, sql FROM sqlite_schema") if sql is not None}

    def words(sql: object) -> list[str]:
        return sorted(str(sql).replace("(", " ").replace(")", " ").replace(",", " ").split())

    for table in METADATA.sorted_tables:
        assert words(made[table.name]) == words(CreateTable(table).compile(engine))
        for index in table.indexes:
            assert words(made[index.name]) == words(CreateIndex(index).compile(engine))
    left = {name for name in made if not str(name).startswith("found")} - {"alembic_version"}
    assert left == {table.name for table in METADATA.tables.values()} | {
        index.name for table in METADATA.tables.values() for index in table.indexes
    }
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, kind, parents: not str(name).startswith("found")}
        )
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_the_version_counts_the_migrations() -> None:
    """Whoever adds a migration adds to the version, or the migration would never run."""
    script = ScriptDirectory(str(MIGRATIONS))
    assert script.get_current_head() == f"{SCHEMA_VERSION:04}"
    assert len(list(script.walk_revisions())) == SCHEMA_VERSION


def test_every_table_is_strict(file: Path) -> None:
    """A number where a text belongs is refused by SQLite itself."""
    tables = [row for row in asked(file, "PRAGMA table_list") if row[2] == "table" and row[0] == "main"]
    loose = {row[1] for row in tables if not row[5]}
    assert loose == {"alembic_version", "sqlite_schema"}


def test_a_new_parent_table_keeps_its_children(file: Path, tmp_path: Path) -> None:
    """Making the table of interviews anew deletes no entry, draft or index row."""
    before = held(file)
    upgrade(file, now=NOON, migrations=next_version(tmp_path), to_version=NEXT_VERSION)
    assert held(file) == before
    assert asked(file, "PRAGMA user_version") == [(NEXT_VERSION,)]
    assert asked(file, "PRAGMA foreign_key_check") == []
    assert asked(file, "SELECT count(*) FROM found WHERE found MATCH 'sixty'") == [(3,)]
    assert asked(file, "SELECT DISTINCT phone FROM interview") == [("",)]


def test_a_whole_backup_is_made_before_an_upgrade(file: Path, tmp_path: Path) -> None:
    """It is private, of the old version, can be opened, and holds the same rows."""
    before = held(file)
    upgrade(file, now=NOON, migrations=next_version(tmp_path), to_version=NEXT_VERSION)
    [backup] = (tmp_path / "backups").iterdir()
    assert backup.name == "onboard-20260302T120000000000.db"
    assert backup.stat().st_mode & 0o777 == 0o600
    assert backup.parent.stat().st_mode & 0o777 == 0o700
    assert asked(backup, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    with open_store(backup, now=lambda: NOON) as store:
        assert len(store.page().rows) == 3
    assert held(backup) == before


def test_a_new_database_needs_no_backup(tmp_path: Path) -> None:
    """Where there is nothing there is nothing to copy."""
    opened(tmp_path / "onboard.db").close()
    assert not (tmp_path / "backups").exists()


@pytest.mark.parametrize(
    ("where", "then", "words"),
    [
        (" WHERE rowid < 0", "pass", None),
        (" LIMIT 2", "pass", "interview would lose rows"),
        ("", "op.execute(\"UPDATE interview SET id = 'x' || id\")", "a relation would lose rows"),
        ("", "op.execute('DELETE FROM entry')", "entry would lose rows"),
    ],
)
def test_an_upgrade_that_would_lose_rows_is_taken_back(
    file: Path, tmp_path: Path, where: str, then: str, words: str | None
) -> None:
    """Whatever goes wrong on the way, the old tables and all rows are there afterwards."""
    before = asked(file, "SELECT name, sql FROM sqlite_schema"), held(file)
    migrations = next_version(tmp_path, where=where, then=then)
    with pytest.raises(StoreError if words else Exception, match=words):
        upgrade(file, now=NOON, migrations=migrations, to_version=NEXT_VERSION)
    assert (asked(file, "SELECT name, sql FROM sqlite_schema"), held(file)) == before
    assert asked(file, "PRAGMA user_version") == [(SCHEMA_VERSION,)]
    open_store(file, now=lambda: NOON).close()


def test_two_windows_upgrade_once(file: Path, tmp_path: Path) -> None:
    """The second window waits for the first and finds the work done."""
    migrations = next_version(tmp_path)
    before = held(file)
    errors: list[BaseException] = []

    def window() -> None:
        try:
            upgrade(file, now=NOON, migrations=migrations, to_version=NEXT_VERSION)
        except StoreError as error:
            errors.append(error)

    # Alembic's own context belongs to one thread at a time; the lock of the file makes them take turns.
    windows = [threading.Thread(target=window) for _ in range(3)]
    for each in windows:
        each.start()
    for each in windows:
        each.join()
    assert errors == []
    assert held(file) == before
    assert len(list((tmp_path / "backups").iterdir())) == 1


def test_left_overs_of_a_killed_backup_are_cleared_away(file: Path, tmp_path: Path) -> None:
    """A copy that was never finished does not stay and never counts."""
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "onboard-20260101T000000000000.part").write_bytes(b"half")
    backup = back_up(file, NOON)
    assert list((tmp_path / "backups").iterdir()) == [backup]


def test_a_backup_that_cannot_be_written_stops_the_upgrade(file: Path, tmp_path: Path) -> None:
    """Without a backup nothing is changed."""
    (tmp_path / "backups").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="backup before an upgrade cannot be written"):
        upgrade(file, now=NOON, migrations=next_version(tmp_path), to_version=NEXT_VERSION)
    assert asked(file, "PRAGMA user_version") == [(SCHEMA_VERSION,)]


def test_a_database_of_the_newest_version_does_not_load_the_migrations(file: Path) -> None:
    """Nobody waits for Alembic who does not need it."""
    import subprocess
    import sys

    code = (
        "import sys\nfrom datetime import datetime, UTC\nfrom onboard_tui.store.opening import open_store\n"
        "open_store(sys.argv[1], now=lambda: datetime.now(UTC)).close()\nprint('alembic' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_an_engine_for_upgrades_has_foreign_keys_off(file: Path) -> None:
    """With them on, dropping the old table would take its children along."""
    from onboard_tui.store.migrate import WITHOUT_FOREIGN_KEYS

    engine = writing_engine(file, settings=WITHOUT_FOREIGN_KEYS)
    told = unit_of_work(
        engine, file, lambda connection: connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    )
    engine.dispose()
    assert told == 0
