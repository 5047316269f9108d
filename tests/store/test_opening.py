"""Opening: whatever lies where the database should be, the file is left alone and the words say what to do."""

from __future__ import annotations

import os
import socket
import sqlite3
import stat
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import StoreError
from onboard_tui.store import engine, opening
from onboard_tui.store.first_page import first_page
from onboard_tui.store.marks import APPLICATION_ID, SCHEMA_VERSION
from onboard_tui.store.opening import open_store
from onboard_tui.store.place import disk_kind
from onboard_tui.store.rows import Summary
from tests.store.samples import NOON, answer, at, opened, said_in_rows, started, without_rights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.store.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a database, in a folder that is not there yet."""
    return tmp_path / "new" / "folder" / "onboard.db"


@pytest.fixture
def filled(file: Path) -> Path:
    """Give a closed database with an interview of sixty answers."""
    with opened(file) as store:
        interview_id = started(store)
        store.append(interview_id, [answer("story", "word " * 200) for _ in range(60)], Summary(at(1)), 0)
        store.index_pending(said_in_rows)
    return file


@pytest.fixture
def free_for_all() -> Iterator[Path]:
    """Give a folder that other users can reach."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def reopened(file: Path) -> Store:
    """Open a database that is there."""
    return open_store(file, now=lambda: NOON)


def refused(file: Path | str) -> str:
    """Give the words with which opening refuses."""
    with pytest.raises(StoreError) as caught:
        open_store(file, now=lambda: NOON)
    return str(caught.value)


def test_a_new_database_is_made_with_its_folder(file: Path) -> None:
    """The first start needs nothing to be prepared; the next finds everything."""
    assert first_page(file) is None
    with opened(file) as store:
        interview_id = started(store)
    with reopened(file) as store:
        assert store.load(interview_id).version == 0
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_only_the_owner_can_read_it_under_any_umask(file: Path) -> None:
    """File and journal are 0600 and the folder is 0700 even where everything is allowed."""
    code = """
import os, sqlite3, sys
os.umask(0)
from tests.store.samples import opened, started
from pathlib import Path
file = Path(sys.argv[1])
with opened(file) as store:
    def modes(connection):
        connection.exec_driver_sql("UPDATE script SET title = 'x'")
        print(*(f"{each.name}:{each.stat().st_mode & 0o777:o}" for each in sorted(file.parent.iterdir())))
    store._write(modes)
print(f"{file.parent.stat().st_mode & 0o777:o}")
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.split() == ["onboard.db:600", "onboard.db-journal:600", "700"]


def test_a_file_of_no_bytes_is_a_new_database(file: Path) -> None:
    """An empty file holds nothing that could be lost."""
    file.parent.mkdir(parents=True)
    file.touch()
    assert first_page(file) is None
    with opened(file) as store:
        assert store.page().rows == ()


def test_a_file_of_no_bytes_beside_its_backups_is_not_begun_anew(filled: Path) -> None:
    """Whoever lost his database is shown his backup instead of an empty list."""
    folder = filled.parent / "backups"
    folder.mkdir()
    backup = filled.rename(folder / "onboard-20260101T000000000000.db")
    assert str(backup) in refused(filled)
    filled.touch()
    assert str(backup) in refused(filled)
    assert filled.stat().st_size == 0


def other_program(file: Path) -> None:
    """Write another program's database, in WAL mode."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("CREATE TABLE bookmarks (url)")
        db.commit()


def text_file(file: Path) -> None:
    """Write something that is no database."""
    file.write_text("# Harbour & Lyle\n" * 200)


def newer(file: Path) -> None:
    """Write a database of the next version."""
    reopened(file).close()
    with closing(sqlite3.connect(file)) as db:
        db.execute("ALTER TABLE interview RENAME COLUMN customer TO client")
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (
            other_program,
            "is a database of another program; it was left as it is. Choose another file with --db.",
        ),
        (text_file, "is not a database of onboard-tui; it was left as it is. Choose another file with --db."),
        (
            newer,
            "was written by a newer version of onboard-tui; it was left as it is. Install the newer version",
        ),
    ],
)
def test_a_file_that_is_not_for_us_is_refused_untouched(file: Path, make: object, words: str) -> None:
    """Not a byte of it changes, and nothing is left beside it."""
    assert callable(make)
    file.parent.mkdir(parents=True)
    make(file)
    before = file.read_bytes()
    assert words in refused(file)
    assert str(file) in refused(file)
    with pytest.raises(StoreError) as caught:
        first_page(file)
    assert str(caught.value) in refused(file)
    assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    """Somebody who names the folder is told to name the file."""
    assert "is a folder. Name the database file inside it." in refused(tmp_path)


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    """A link whose disk is not connected is not silently replaced by a new database."""
    link = tmp_path / "onboard.db"
    link.symlink_to(tmp_path / "elsewhere" / "onboard.db")
    assert "a link to a file that is not there" in refused(link)
    with pytest.raises(StoreError, match="link"):
        first_page(link)
    assert not (tmp_path / "elsewhere").exists()


def test_a_link_to_a_database_is_followed(filled: Path, tmp_path: Path) -> None:
    """A database may lie elsewhere."""
    link = tmp_path / "link.db"
    link.symlink_to(filled)
    with reopened(link) as store:
        assert len(store.page().rows) == 1
        started(store)
    assert len(first_page(filled) or ()) == 2


def test_a_socket_in_its_place_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is no file at all is not opened."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("onboard.db")
        assert "is not an ordinary file" in refused("onboard.db")


@pytest.mark.parametrize(
    "url", ["postgresql://kim:secret@host/db", "mysql://kim:secret@host/db", "sqlite://"]
)
def test_an_unknown_url_is_refused_without_saying_its_password(url: str) -> None:
    """Only paths and SQLite URLs are known; a password in a URL is not repeated."""
    words = refused(url)
    assert "secret" not in words
    assert "sqlite:///path" in words


@pytest.mark.parametrize(
    "name", ["a b.db", "50%.db", "what?.db", "a#b.db", "mode=memory&x.db", "名前.db", "'.db", ":memory:"]
)
def test_any_file_name_names_that_file(tmp_path: Path, name: str) -> None:
    """No character of a path is read as an option."""
    file = tmp_path / name
    with opened(file) as store:
        started(store)
    assert len(first_page(f"sqlite:///{file}") or ()) == 1
    assert [each.name for each in tmp_path.iterdir()] == [name]


def spoil_schema(file: Path) -> None:
    """Zero the second half of the first page."""
    with file.open("r+b") as opened_file:
        opened_file.seek(100)
        opened_file.write(bytes(3996))


def spoil_page(file: Path) -> None:
    """Zero the page that leads to all entries."""
    with closing(sqlite3.connect(file)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'entry'").fetchone()
    with file.open("r+b") as opened_file:
        opened_file.seek(4096 * (page - 1))
        opened_file.write(bytes(4096))


def cut_off(file: Path) -> None:
    """Lose the last third."""
    os.truncate(file, file.stat().st_size * 2 // 3 // 4096 * 4096)


def cut_off_early(file: Path) -> None:
    """Lose nearly everything."""
    os.truncate(file, 700)


def zero(file: Path) -> None:
    """Zero the header."""
    with file.open("r+b") as opened_file:
        opened_file.write(bytes(4096))


@pytest.mark.parametrize("spoil", [spoil_schema, spoil_page, cut_off, cut_off_early, zero])
def test_a_damaged_file_is_kept_and_its_backup_named(filled: Path, spoil: object) -> None:
    """Damage is found before anything is written, and the newest good backup is offered."""
    assert callable(spoil)
    folder = filled.parent / "backups"
    folder.mkdir()
    good = folder / "onboard-20260101T000000000000.db"
    good.write_bytes(filled.read_bytes())
    spoil(filled)
    bad = folder / "onboard-20260102T000000000000.db"
    bad.write_bytes(filled.read_bytes())
    before = filled.read_bytes()
    words = refused(filled)
    assert "is damaged" in words
    assert f"The file was left as it is. The newest good backup is {good}." in words
    assert filled.read_bytes() == before


def test_a_damaged_file_without_a_backup_says_so(filled: Path) -> None:
    """Nothing is promised that is not there."""
    cut_off(filled)
    assert "No good backup lies beside it" in refused(filled)


def test_a_page_that_breaks_in_a_large_file_is_found_when_it_is_read(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file too large to be checked at every start is checked as far as it is used."""
    monkeypatch.setattr(opening, "CHECKED_WHOLE", 4096)
    spoil_page(filled)
    with reopened(filled) as store:
        [listed] = store.page().rows
        with pytest.raises(StoreError, match="is damaged"):
            store.load(listed.id)


def test_entries_without_their_interview_are_damage(filled: Path) -> None:
    """A file that another program has changed is not written on."""
    with closing(sqlite3.connect(filled)) as db, db:
        db.execute("DELETE FROM interview")
    assert "is damaged (entries without their interview)" in refused(filled)


def test_a_read_only_file_can_be_read(free_for_all: Path) -> None:
    """Without the right to write, lists and answers are shown and saving says what is wrong."""
    file = free_for_all / "onboard.db"
    with opened(file) as store:
        interview_id = started(store)
    file.chmod(0o444)
    free_for_all.chmod(0o555)
    with without_rights(), reopened(file) as store:
        assert len(first_page(file) or ()) == 1
        assert store.load(interview_id).version == 0
        with pytest.raises(
            StoreError, match=r"cannot be written: the file or its folder is read-only.*can be read"
        ):
            store.append(interview_id, [answer()], Summary(at(1)), 0)


def test_a_read_only_folder_can_be_read(free_for_all: Path) -> None:
    """A file that may be written, in a folder that may not, cannot be saved to; it is read."""
    file = free_for_all / "onboard.db"
    with opened(file) as store:
        interview_id = started(store)
    file.chmod(0o666)
    free_for_all.chmod(0o555)
    with without_rights(), reopened(file) as store:
        with pytest.raises(StoreError) as caught:
            store.append(interview_id, [answer()], Summary(at(1)), 0)
        assert store.load(interview_id).version == 0
    assert str(file) in str(caught.value)


def test_a_place_where_nothing_may_be_made_is_named(free_for_all: Path) -> None:
    """The first start on a read-only disk says which file could not be made."""
    free_for_all.chmod(0o555)
    with without_rights():
        words = refused(free_for_all / "deep" / "onboard.db")
        assert "cannot be made: Permission denied. Choose another place with --db" in words


def test_a_file_that_may_not_be_read_is_named(free_for_all: Path) -> None:
    """Somebody else's private database is told apart from a damaged one."""
    file = free_for_all / "onboard.db"
    opened(file).close()
    file.chmod(0)
    with without_rights():
        assert f"The database {file} cannot be opened." in refused(file)
        with pytest.raises(StoreError, match="cannot be opened"):
            first_page(file)


UNFINISHED = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size=5")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE entry SET payload = 'lost'")
db.execute("UPDATE interview SET customer = 'lost', version = 0")
db.execute("CREATE TABLE scratch AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 5000) SELECT i FROM n")
db.execute("PRAGMA user_version = 99")
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave_unfinished(file: Path) -> None:
    """Kill a program in the middle of writing, when pages have reached the file already."""
    subprocess.run([sys.executable, "-c", UNFINISHED, str(file)], check=False)
    assert file.with_name("onboard.db-journal").stat().st_size > 0


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_an_unfinished_save_is_taken_back_whoever_comes_first(filled: Path) -> None:
    """First frame, start and an open window all see the last whole state after a kill."""
    leave_unfinished(filled)
    [listed] = first_page(filled) or []
    assert listed.customer == "Harbour & Lyle"
    leave_unfinished(filled)
    with reopened(filled) as store:
        assert store.load(listed.id).version == 60
        leave_unfinished(filled)
        assert store.load(listed.id).version == 60
        leave_unfinished(filled)
        assert store.append(listed.id, [answer()], Summary(at(2)), 60) == 61


def test_an_unfinished_save_in_a_read_only_folder_is_told(free_for_all: Path) -> None:
    """Where nobody may take the unfinished save back, the words say that it is the rights that are missing."""
    file = free_for_all / "onboard.db"
    with opened(file) as store:
        started(store)
        leave_unfinished(file)
        file.chmod(0o444)
        file.parent.chmod(0o555)
        with without_rights():
            for read in (store.page, lambda: first_page(file)):
                with pytest.raises(StoreError, match="cannot be"):
                    read()


def test_a_locked_file_is_told_after_its_time(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program that holds the file is named as the cause."""
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.02)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "is in use by another program and stays locked" in refused(filled)
        other.execute("ROLLBACK")
    reopened(filled).close()


MOUNTS = """\
/dev/vda1 / ext4 rw 0 0
server:/export /mnt/team nfs4 rw 0 0
//nas/share /mnt/my\\040files cifs rw 0 0
tmpfs /mnt/team/scratch tmpfs rw 0 0
torn line
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/kim/onboard.db", "ext4"),
        ("/mnt/team/onboard.db", "nfs4"),
        ("/mnt/teamwork/onboard.db", "ext4"),
        ("/mnt/my files/deep/onboard.db", "cifs"),
        ("/mnt/team/scratch/onboard.db", "tmpfs"),
    ],
)
def test_the_kind_of_disk_is_that_of_the_nearest_mount(place: str, kind: str) -> None:
    """Network disks are told by the innermost mount that holds the file."""
    assert disk_kind(Path(place), MOUNTS) == kind


def test_a_network_disk_is_refused_with_a_hint(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where locks cannot be trusted nothing is made, and the way to work as a team is named."""
    monkeypatch.setattr("onboard_tui.store.place.disk_kind", lambda place, mounts: "nfs4")
    if sys.platform.startswith("linux"):
        assert "network disk (nfs4)" in refused(file)
        assert "PostgreSQL" in refused(file)
        assert not file.parent.exists()


@pytest.mark.parametrize("mode", ["rw", "ro"])
def test_every_connection_has_the_settings_that_keep_answers_safe(filled: Path, mode: str) -> None:
    """Each setting is asked back from SQLite, on connections that write and on those that read."""
    with closing(engine.connect(filled, mode)) as db:
        told = {
            name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in (*engine.SETTINGS, "busy_timeout")
        }
    assert told == {
        "journal_mode": "delete",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "busy_timeout": 5000,
    }


def test_a_file_that_was_switched_to_wal_is_switched_back(filled: Path) -> None:
    """A journal that is not safe on every disk does not stay."""
    with closing(sqlite3.connect(filled)) as db:
        db.execute("PRAGMA journal_mode=WAL")
    with reopened(filled) as store:
        started(store)
        assert not filled.with_name("onboard.db-wal").exists()
    assert stat.S_IMODE(filled.stat().st_mode) == 0o600
