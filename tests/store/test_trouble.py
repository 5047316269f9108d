"""Trouble while the database is open: locked, full, gone, or two windows at once. Nothing saved is lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from onboard_tui.errors import StaleError, StoreError
from onboard_tui.store import engine
from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import Summary
from tests.store.samples import NOON, answer, at, opened, said_in_rows, started

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.store.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a database."""
    return tmp_path / "onboard.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """Give an opened store."""
    with opened(file) as store:
        yield store


def whole(file: Path) -> bool:
    """Tell whether SQLite finds nothing wrong with a file."""
    with closing(sqlite3.connect(file)) as db:
        return bool(db.execute("PRAGMA integrity_check").fetchall() == [("ok",)])


def test_a_locked_file_is_waited_for(file: Path, store: Store) -> None:
    """A lock that is given back in time costs only that time."""
    interview_id = started(store)
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.3, other.execute, ("COMMIT",))
        release.start()
        before = time.monotonic()
        assert store.append(interview_id, [answer()], Summary(at(1)), 0) == 1
        assert time.monotonic() - before >= 0.2
        release.join()


def test_a_file_that_stays_locked_is_told_and_can_be_saved_to_afterwards(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of three attempts waits; then the words say what to do, and trying again works."""
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.05)
    with opened(file) as store, closing(sqlite3.connect(file, isolation_level=None)) as other:
        interview_id = started(store)
        other.execute("BEGIN IMMEDIATE")
        before = time.monotonic()
        with pytest.raises(StoreError, match=r"in use by another program.*Nothing was changed\. Try again"):
            store.append(interview_id, [answer()], Summary(at(1)), 0)
        assert time.monotonic() - before >= 0.15
        assert store.load(interview_id).version == 0
        other.execute("ROLLBACK")
        assert store.append(interview_id, [answer()], Summary(at(1)), 0) == 1


def test_a_reader_that_holds_the_file_delays_a_save(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A commit that cannot be finished is taken back whole and done again."""
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.05)
    with opened(file) as store, closing(sqlite3.connect(file, isolation_level=None)) as other:
        interview_id = started(store)
        other.execute("BEGIN")
        other.execute("SELECT * FROM interview").fetchall()
        with pytest.raises(StoreError, match="in use"):
            store.append(interview_id, [answer()], Summary(at(1)), 0)
        other.execute("COMMIT")
        assert store.load(interview_id).version == 0
        assert store.append(interview_id, [answer()], Summary(at(1)), 0) == 1


def fill_up(store: Store, interview_id: str) -> int:
    """Record long answers until there is no room, and give the version that was reached."""
    for version in range(10_000):
        try:
            store.append(interview_id, [answer("story", "word " * 2_000)], Summary(at(1)), version)
        except StoreError as error:
            refusal = str(error)
            break
    else:
        pytest.fail("there is always room")
    assert "no room left on the disk" in refusal
    assert "Everything saved before is safe. Free some space and save again." in refusal
    return version


def test_a_full_file_keeps_what_was_saved(file: Path, store: Store) -> None:
    """When there is no room the answer is refused whole; with room again it is saved."""
    interview_id = started(store)
    limited = True

    def limit(connection: Any, record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {60 if limited else 1_000_000}")

    store._writer.dispose()
    event.listen(store._writer, "connect", limit)
    version = fill_up(store, interview_id)
    assert version > 0
    assert store.load(interview_id).version == version
    assert whole(file)
    limited = False
    store._writer.dispose()
    assert store.append(interview_id, [answer()], Summary(at(1)), version) == version + 1


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """Put a disk of one megabyte on a folder, or skip the test where that is not allowed."""
    mount = shutil.which("mount")
    mounted = mount is not None and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if not mounted or mounted.returncode != 0:
        pytest.skip("a small disk cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_keeps_what_was_saved(tmp_path: Path) -> None:
    """On a disk that is really full the file stays whole, and saving works after space was freed."""
    with small_disk(tmp_path):
        file = tmp_path / "onboard.db"
        ballast = tmp_path / "ballast"
        ballast.write_bytes(bytes(400_000))
        with opened(file) as store:
            interview_id = started(store)
            version = fill_up(store, interview_id)
            assert store.load(interview_id).version == version
            assert whole(file)
            ballast.unlink()
            assert store.append(interview_id, [answer()], Summary(at(1)), version) == version + 1
        with open_store(file, now=lambda: NOON) as store:
            assert store.load(interview_id).version == version + 1


@pytest.mark.parametrize("replaced", [True, False])
def test_a_file_that_was_deleted_or_replaced_is_not_written_any_more(
    file: Path, store: Store, replaced: bool
) -> None:
    """An answer never goes into a file that nobody can find again."""
    interview_id = started(store)
    if replaced:
        shutil.copy(file, file.with_suffix(".copy"))
        file.with_suffix(".copy").replace(file)
    else:
        file.unlink()
    with pytest.raises(StoreError, match="was deleted, moved or replaced while it was open"):
        store.append(interview_id, [answer()], Summary(at(1)), 0)
    assert file.exists() == replaced


def test_a_bug_is_not_dressed_up_as_trouble_with_the_file(store: Store) -> None:
    """What is not the file's fault is raised as it is, without a customer's words in it."""
    with pytest.raises(OperationalError, match="no such table") as caught:
        store._read(
            lambda connection: connection.exec_driver_sql("SELECT * FROM nowhere WHERE x = ?", ("secret",))
        )
    assert "secret" not in str(caught.value)


def test_threads_may_share_a_store(store: Store) -> None:
    """Saves from many threads wait for one another; none is lost and none fails."""
    ids = [started(store) for _ in range(6)]

    def record(interview_id: str) -> None:
        for version in range(15):
            store.append(interview_id, [answer()], Summary(at(1)), version)
            store.page()
            store.index_pending(said_in_rows)

    threads = [threading.Thread(target=record, args=(interview_id,)) for interview_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.load(interview_id).version for interview_id in ids] == [15] * 6


RECORD = """
import sys
from pathlib import Path
from onboard_tui.errors import StaleError
from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import Summary
from tests.store.samples import NOON, answer, at
file, interview_id, name, saves = sys.argv[1:]
done = stale = 0
with open_store(file, now=lambda: NOON) as store:
    version = store.load(interview_id).version
    print("ready", flush=True)
    sys.stdin.readline()
    while done < int(saves):
        try:
            version = store.append(interview_id, [answer(f"{name}{done}")], Summary(at(done)), version)
            done += 1
        except StaleError:
            stale += 1
            version = store.load(interview_id).version
print(stale)
"""


def two_windows(file: Path, interview_ids: list[str], *, saves: int) -> list[int]:
    """Let two processes record so many answers each at the same time; give how often each was too late."""
    windows = [
        subprocess.Popen(
            [sys.executable, "-c", RECORD, str(file), interview_id, name, str(saves)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for name, interview_id in zip("ab", interview_ids, strict=True)
    ]
    for window in windows:
        assert window.stdout is not None
        assert window.stdout.readline() == "ready\n"
    for window in windows:
        assert window.stdin is not None
        window.stdin.write("go\n")
        window.stdin.flush()
    told = [int(window.communicate()[0]) for window in windows]
    assert [window.returncode for window in windows] == [0, 0]
    return told


@pytest.mark.slow
def test_two_windows_on_two_interviews_lose_nothing(file: Path, store: Store) -> None:
    """Two times two hundred saves, none of them lost and none refused."""
    ids = [started(store), started(store)]
    assert two_windows(file, ids, saves=200) == [0, 0]
    assert [store.load(interview_id).version for interview_id in ids] == [200, 200]
    assert whole(file)


@pytest.mark.slow
def test_two_windows_on_one_interview_lose_nothing(file: Path, store: Store) -> None:
    """Whoever comes second is told, reads again and records again; every answer is there once."""
    interview_id = started(store)
    two_windows(file, [interview_id, interview_id], saves=60)
    questions = [row.question for row in store.load(interview_id).rows]
    assert sorted(map(str, questions)) == sorted(f"{name}{number}" for name in "ab" for number in range(60))


def test_a_window_that_is_behind_is_told(file: Path, store: Store) -> None:
    """Two stores on one file see each other's changes at once."""
    interview_id = started(store)
    with open_store(file, now=lambda: NOON) as other:
        assert other.append(interview_id, [answer()], Summary(at(1)), 0) == 1
        with pytest.raises(StaleError):
            store.append(interview_id, [answer()], Summary(at(2)), 0)
        assert store.load(interview_id).version == 1


def test_closing_lets_go_of_the_file(file: Path) -> None:
    """After closing, no handle is open and nothing lies beside the file."""
    with opened(file) as store:
        started(store)
        store.page()
    if Path("/proc/self/fd").exists():
        handles = [Path("/proc/self/fd") / each for each in os.listdir("/proc/self/fd")]  # noqa: PTH208 - links
        assert file not in [handle.readlink() for handle in handles if handle.is_symlink()]
    assert [each.name for each in file.parent.iterdir()] == ["onboard.db"]
