"""Every saved interview to files: on several processes, resumed where it was stopped, and none stops another."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import DEMO_DAY, DEMO_SCRIPT
from onboard_tui.errors import ExportError
from onboard_tui.workspace import Workspace, bulk
from onboard_tui.workspace.bulk import LEDGER, Wanted, Written, export_all

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Give a workspace with three interviews, two of them with customers of the same name."""
    with Workspace(str(tmp_path / "interviews.db"), as_of=DEMO_DAY) as workspace:
        for customer in ("Harbour & Lyle", "Harbour & Lyle", "Fenwick"):
            workspace.start(DEMO_SCRIPT, customer).record("biz_outcome", f"{customer} closes in three days")
        yield workspace


@pytest.fixture
def wanted(tmp_path: Path) -> Wanted:
    """Ask for contracts as Markdown."""
    return Wanted("draft", ("md",), tmp_path / "out")


def exported(workspace: Workspace, wanted: Wanted) -> list[Written]:
    """Write everything with two processes."""
    return list(export_all(workspace, wanted, workspace.all_interviews(), workers=2))


def files(wanted: Wanted) -> dict[str, bytes]:
    """Read what was written."""
    found = (path for path in wanted.folder.rglob("*") if path.is_file() and path.name != LEDGER)
    return {path.relative_to(wanted.folder).as_posix(): path.read_bytes() for path in found}


def test_each_interview_has_a_folder_and_a_second_run_writes_nothing(
    workspace: Workspace, wanted: Wanted
) -> None:
    """Customers of one name do not meet in one folder, and what is there is not written again."""
    first = exported(workspace, wanted)
    made = files(wanted)
    assert {each.customer for each in first} == {"Harbour & Lyle", "Fenwick"}
    assert not [each.trouble for each in first if each.trouble]
    assert len({name.partition("/")[0] for name in made}) == 3
    assert {file for each in first for file in each.files} == made.keys()
    again = exported(workspace, wanted)
    assert all(each.before for each in again)
    assert files(wanted) == made


def test_a_run_goes_on_where_the_last_one_was_stopped(workspace: Workspace, wanted: Wanted) -> None:
    """A torn line of the list, a file that is gone and an interview that changed are written; the rest is not."""
    exported(workspace, wanted)
    made = files(wanted)
    ledger = wanted.folder / LEDGER
    lines = ledger.read_text().splitlines()
    ledger.write_text("\n".join([lines[0][:40], *lines[1:]]) + "\n")
    gone = json.loads(lines[1])["files"][0]
    (wanted.folder / gone).unlink()
    changed = json.loads(lines[2])["interview"]
    workspace.open(changed).record("biz_outcome", "They close in two days")
    again = {each.interview: each for each in exported(workspace, wanted)}
    assert [each.before for each in again.values()] == [False, False, False]
    now = files(wanted)
    assert now[gone] == made[gone]
    assert len(now) == len(made) + len(again[changed].files)
    assert all(each.before for each in exported(workspace, wanted))


def test_one_that_cannot_be_read_is_told_and_stops_none_of_the_others(
    workspace: Workspace, wanted: Wanted, tmp_path: Path
) -> None:
    """A damaged log costs its own interview's papers and nothing else."""
    bad = workspace.all_interviews()[1]
    with closing(sqlite3.connect(tmp_path / "interviews.db")) as db:
        db.execute("UPDATE entry SET payload = '{}' WHERE interview_id = ?", (bad,))
        db.commit()
    told = {each.interview: each for each in exported(workspace, wanted)}
    assert "damaged" in told[bad].trouble
    assert not told[bad].files
    assert sum(bool(each.files) for each in told.values()) == 2


def test_one_that_brings_its_process_down_is_told_and_stops_none_of_the_others(
    workspace: Workspace, wanted: Wanted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the system stops it for want of memory: the others under way are written all the same."""
    bad = workspace.all_interviews()[1]
    monkeypatch.setattr(bulk, "write_next", _Deadly(bad))
    told = {each.interview: each for each in exported(workspace, wanted)}
    assert "stopped" in told[bad].trouble
    assert sum(bool(each.files) for each in told.values()) == 2


class _Deadly:
    """Writes all interviews but one, at which the process ends without a word."""

    def __init__(self, bad: str) -> None:
        self.bad = bad

    def __call__(self, interview: str, wanted: Wanted, known: Written | None) -> Written:
        """Write one, or die."""
        if interview == self.bad:
            os._exit(9)
        return bulk.write_one(interview, wanted, known)


def test_a_folder_that_cannot_be_written_into_is_told_before_anything_is_done(
    workspace: Workspace, tmp_path: Path
) -> None:
    """Nothing is drafted for files that could not be written."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ExportError, match="Nothing can be written"):
        exported(workspace, Wanted("draft", ("md",), tmp_path / "out"))
    assert not workspace.open(workspace.all_interviews()[0]).drafts()


def test_a_list_that_nobody_here_wrote_is_not_believed(workspace: Workspace, wanted: Wanted) -> None:
    """Paths that lead out of the folder, no paths and what is no list at all: the papers are written anew."""
    first = {each.interview: each.files for each in exported(workspace, wanted)}
    ledger = wanted.folder / LEDGER
    lines = [json.loads(line) for line in ledger.read_text().splitlines()]
    claims: list[list[object]] = [["/etc/hosts"], [], [1]]
    forged = [json.dumps({**line, "files": claim}) for line, claim in zip(lines, claims, strict=True)]
    ledger.write_text("\n".join(["[" * 100_000, *forged]))
    again = exported(workspace, wanted)
    assert {each.interview: each.files for each in again} == first
    assert not any(each.before or each.trouble for each in again)


def test_a_list_that_is_a_link_is_not_written_through(
    workspace: Workspace, wanted: Wanted, tmp_path: Path
) -> None:
    """Whatever the link leads to stays as it is."""
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    wanted.folder.mkdir()
    (wanted.folder / LEDGER).symlink_to(theirs)
    with pytest.raises(ExportError, match="link"):
        exported(workspace, wanted)
    assert theirs.read_text() == "theirs"


def test_workers_end_with_the_program_that_started_them(tmp_path: Path) -> None:
    """Also where that is killed: a worker left behind would keep the pipe of its output open."""
    script = tmp_path / "run.py"
    script.write_text(
        "import os, time\n"
        "from onboard_tui.workspace import Workspace\n"
        "from onboard_tui.workspace.bulk import _pool\n"
        "if __name__ == '__main__':\n"
        f"    with Workspace({str(tmp_path / 'interviews.db')!r}) as workspace, _pool(workspace, 1) as pool:\n"
        "        pool.submit(os.getpid).result()\n"
        "        print('ready', flush=True)\n"
        "        time.sleep(600)\n"
    )
    running = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    running.kill()
    said, _ = running.communicate(timeout=30)
    assert said == ""
