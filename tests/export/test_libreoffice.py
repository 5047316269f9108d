"""Another word processor opens the file, counts the same numbers and prints every word."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from onboard_tui.export.word.writer import write_word
from tests.export.sample_tree import agreement, paper

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed"),
]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The agreement as LibreOffice reads it, its numbers written out."""
    folder = tmp_path_factory.mktemp("libreoffice")
    return _converted(folder)


def _converted(folder: Path) -> str:
    source = folder / "agreement.docx"
    source.write_bytes(write_word(paper(agreement(extra=3))))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    return (folder / "agreement.txt").read_text(encoding="utf-8-sig")


def test_the_numbers_that_are_counted_are_those_of_the_tree(printed: str) -> None:
    """What another word processor counts by the list is what the tree says."""
    lines = [line.strip() for line in printed.splitlines()]
    assert "1 What each of us does" in [re.sub(r"\s+", " ", line) for line in lines]
    found = [re.split(r"\s", line)[0] for line in lines if re.match(r"\d+\.\d+\s", line)]
    expected = ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "4.2"]
    expected += [f"{part}.{sub}" for part in (5, 6, 7) for sub in range(1, 7)] + ["8.1"]
    assert found == expected
    letters = [re.split(r"\s", line)[0] for line in lines if line.startswith("(")]
    assert letters == ["(a)", "(b)", "(i)", "(ii)", "(iii)", "(c)"]


def test_references_and_open_points_are_printed(printed: str) -> None:
    """A reference shows a number, an open point its question."""
    assert "unless 3.2 says so" in printed
    assert "[To confirm: who on your side can decide]" in printed
