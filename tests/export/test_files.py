"""Files are written whole or not at all, where they belong, over nothing unasked."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import ExportError
from onboard_tui.export.files import write_file, write_new_file

if TYPE_CHECKING:
    from pathlib import Path

POSIX = pytest.mark.skipif(os.name != "posix", reason="needs file modes and limits of POSIX")


def names(folder: Path) -> list[str]:
    """What a folder holds, hidden files too."""
    return sorted(each.name for each in folder.iterdir())


def test_a_file_is_written_and_its_path_given(tmp_path: Path) -> None:
    """The bytes are there, and nothing else is."""
    path = write_file(tmp_path / "a.md", b"text")
    assert path == tmp_path / "a.md"
    assert path.read_bytes() == b"text"
    assert names(tmp_path) == ["a.md"]


def test_an_existing_file_is_kept_and_the_new_one_numbered(tmp_path: Path) -> None:
    """What stands there may be somebody's work."""
    written = [write_file(tmp_path / "a.tar.md", str(number).encode()).name for number in range(3)]
    assert written == ["a.tar.md", "a.tar-2.md", "a.tar-3.md"]
    assert [(tmp_path / name).read_bytes() for name in written] == [b"0", b"1", b"2"]


@POSIX
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_may_read_what_was_written(tmp_path: Path, mask: int) -> None:
    """Under any umask, files are 0600 and new folders 0700."""
    before = os.umask(mask)
    try:
        path = write_file(tmp_path / "new" / "a.md", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("dangling", [False, True])
def test_nothing_is_written_through_a_link(tmp_path: Path, dangling: bool) -> None:
    """A link in the folder cannot lead an export to another file."""
    target = tmp_path / "elsewhere.md"
    if not dangling:
        target.write_bytes(b"mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.md").symlink_to(target)
    assert write_file(folder / "a.md", b"new").name == "a-2.md"
    assert (folder / "a.md").is_symlink()
    assert target.exists() is not dangling
    assert dangling or target.read_bytes() == b"mine"
    assert not [name for name in names(folder) if name.endswith(".tmp")]


@pytest.mark.parametrize("name", ["", ".", "..", "../a.md", "/etc/a.md", "a/b.md", "..\\a.md", "a\0.md"])
def test_a_name_never_leads_out_of_its_folder(tmp_path: Path, name: str) -> None:
    """Only plain names are taken."""
    with pytest.raises(ExportError, match="is not a file name"):
        write_new_file(tmp_path / "out", name, b"x")
    assert names(tmp_path) == []


def test_a_folder_in_the_way_is_not_replaced(tmp_path: Path) -> None:
    """A folder of that name stays a folder."""
    (tmp_path / "a.md").mkdir()
    assert write_file(tmp_path / "a.md", b"x").name == "a-2.md"
    assert names(tmp_path) == ["a-2.md", "a.md"]


def test_a_file_in_the_place_of_the_folder_is_explained(tmp_path: Path) -> None:
    """Where the folder should be stands a file: said in words, and the file is untouched."""
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(ExportError, match="Choose another folder"):
        write_new_file(tmp_path / "out", "a.md", b"x")
    assert (tmp_path / "out").read_bytes() == b"mine"


def test_a_name_too_long_for_the_disk_is_explained(tmp_path: Path) -> None:
    """The disk's own limit is said in words."""
    with pytest.raises(ExportError, match="too long"):
        write_new_file(tmp_path, "x" * 300 + ".md", b"x")
    assert names(tmp_path) == []


LIMITED = """
import resource, signal, sys
from pathlib import Path
from onboard_tui.errors import ExportError
from onboard_tui.export.files import write_file
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_file(Path(sys.argv[1]), b"new" * 1000)
except ExportError as error:
    print(error)
"""


@POSIX
def test_a_disk_that_takes_no_more_leaves_the_old_file_whole(tmp_path: Path) -> None:
    """A file that does not fit is given up: the old one is untouched and nothing half written is left."""
    old = tmp_path / "a.md"
    old.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(old)], capture_output=True, text=True, check=True
    )
    assert "could not be written" in done.stdout
    assert "untouched" in done.stdout
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


FORBIDDEN = """
import os, sys
from pathlib import Path
from onboard_tui.errors import ExportError
from onboard_tui.export.files import write_file
if os.geteuid() == 0:
    os.setuid(65534)
try:
    write_file(Path(sys.argv[1]), b"new")
except ExportError as error:
    print(error)
"""


@POSIX
def test_a_folder_that_may_not_be_written_is_explained(tmp_path: Path) -> None:
    """Without the right to write, the old file stays and the way out is said."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    old = tmp_path / "a.md"
    old.write_bytes(b"old")
    tmp_path.chmod(0o555)
    try:
        done = subprocess.run(
            [sys.executable, "-c", FORBIDDEN, str(old)], capture_output=True, text=True, check=True
        )
    finally:
        tmp_path.chmod(0o755)
    assert "You may not write there" in done.stdout
    assert old.read_bytes() == b"old"
    assert names(tmp_path) == ["a.md"]


MANY = """
import sys
from pathlib import Path
from onboard_tui.export.files import write_file
for number in range(20):
    print(write_file(Path(sys.argv[1]), f"{sys.argv[2]} {number}".encode()).name)
"""


def test_two_who_write_at_once_never_get_the_same_name(tmp_path: Path) -> None:
    """Names are claimed by the disk, not looked up and then used."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MANY, str(tmp_path / "a.md"), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(2)
    ]
    got = [name for each in running for name in each.communicate()[0].split()]
    assert len(set(got)) == 40
    assert names(tmp_path) == sorted(got)
    contents = {path.read_text() for path in tmp_path.iterdir()}
    assert contents == {f"{writer} {number}" for writer in range(2) for number in range(20)}


def test_a_file_that_says_the_same_already_is_left_as_it_is(tmp_path: Path) -> None:
    """Exporting the same paper twice makes no copies; a link is no file, even where it leads to the same text."""
    first = write_file(tmp_path / "a.md", b"same")
    stamp = first.stat().st_mtime_ns
    assert write_file(tmp_path / "a.md", b"same") == first
    assert first.stat().st_mtime_ns == stamp
    assert write_file(tmp_path / "a.md", b"other").name == "a-2.md"
    assert write_file(tmp_path / "a.md", b"other").name == "a-2.md"
    (tmp_path / "b.md").symlink_to(first)
    assert write_file(tmp_path / "b.md", b"same").name == "b-2.md"
    assert names(tmp_path) == ["a-2.md", "a.md", "b-2.md", "b.md"]


REPEATING = """
import sys
from pathlib import Path
from onboard_tui.export.files import write_file
print("begun", flush=True)
while True:
    write_file(Path(sys.argv[1]), b"a" * 2_000_000).unlink()
"""


def test_a_killed_export_leaves_a_whole_file_or_none(tmp_path: Path) -> None:
    """However it ends, a file is never half written."""
    path = tmp_path / "a.md"
    for number in range(8):
        running = subprocess.Popen([sys.executable, "-c", REPEATING, str(path)], stdout=subprocess.PIPE)
        assert running.stdout is not None
        running.stdout.readline()
        time.sleep(0.05 + number * 0.013)
        running.kill()
        running.wait()
        running.stdout.close()
        assert not path.exists() or path.read_bytes() == b"a" * 2_000_000
        path.unlink(missing_ok=True)
