"""Files that are no scripts, or were made to do harm: each is refused in a moment, with a sentence."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.pack import load_pack
from onboard_tui.script.load import load_script

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1024 * 1024 - 16
ALIASES = b"a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + b"".join(
    b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 20)
)
BOMBS = {
    "zeros": (b"\0" * MEGABYTE, "S003", "not UTF-8"),
    "a picture": (b"GIF89a\0\1" + bytes(range(256)), "S003", "not text"),
    "UTF-16": (("format: 1\n" * 50_000).encode("utf-16"), "S003", "not UTF-8"),
    "UTF-16 that does not say so": (("format: 1\n" * 50_000).encode("utf-16-le"), "S003", "not UTF-8"),
    "Latin 1": (b"a: \xe9\n" * 100_000, "S003", "byte 0xe9"),
    "text turned round": ("\u202e".encode() * 300_000, "S004", "steers or hides"),
    "brackets": (b"[" * MEGABYTE, "S005", "nested"),
    "aliases of aliases": (ALIASES, "S006", "50,000"),
    "the same key": (b"a: 1\n" * 200_000, "S012", "second time"),
    "tags": (b"- !x 1\n" * 49_000, "S008", "tag"),
    "unknown keys": (b"".join(b"zz%d: 1\n" % n for n in range(24_000)), "S201", "not known"),
    "lines out of line": (b"a:\n" + b"  b: 1\n   c: 2\n" * 60_000, "S014", "lined up"),
    "tabs": (b"a:\n" + b"\tb: 1\n" * 60_000, "S014", "tab"),
}


def told(path: Path) -> tuple[list[str], str]:
    """Give the codes of what is wrong with a file, and all sentences; it must not take a second."""
    before = time.process_time()
    problems = load_script(path, thorough=True).problems
    assert time.process_time() - before < 1
    return [each.code for each in problems], " ".join(each.message for each in problems[:100])


@pytest.mark.parametrize("what", BOMBS)
def test_a_file_that_is_no_script_is_refused_in_a_moment(what: str, tmp_path: Path) -> None:
    """Whatever its bytes are, there is a sentence, and soon."""
    content, code, words = BOMBS[what]
    (tmp_path / "x.yaml").write_bytes(content)
    codes, sentences = told(tmp_path / "x.yaml")
    assert code in codes
    assert words in sentences


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    """No more than the largest allowed file is ever looked at."""
    with (tmp_path / "x.yaml").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert told(tmp_path / "x.yaml")[0] == ["S002"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_what_is_no_file_at_all_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to, a device, a folder, a link to itself: none of them hangs."""
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    (tmp_path / "device.yaml").symlink_to("/dev/zero")
    (tmp_path / "folder.yaml").mkdir()
    for name in ("pipe", "loop", "device", "folder"):
        (code,), sentences = told(tmp_path / f"{name}.yaml")
        assert (code, "cannot be read" in sentences) == ("S001", True)
    (tmp_path / "pack").mkdir()
    os.mkfifo(tmp_path / "pack" / "pack.yaml")
    assert [str(each.message) for each in load_pack(tmp_path / "pack").problems] == ["It is not a file."]


def test_many_large_files_make_no_larger_script(tmp_path: Path) -> None:
    """What the files of a script may hold is bounded for all of them together."""
    names = [f"f{number}.yaml" for number in range(40)]
    for name in names:
        (tmp_path / name).write_text(f"x-note: {'x' * 900_000}\n")
    (tmp_path / "x.yaml").write_text(f"include: [{', '.join(names)}]\n")
    codes, sentences = told(tmp_path / "x.yaml")
    assert "S211" in codes
    assert "3,145,728 characters together" in sentences
