"""Another program compares our Word file with theirs, within limits and without leaving anything behind."""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from onboard_tui.errors import ExportError
from onboard_tui.export.word.redline_theirs import compare_word_files, is_installed
from onboard_tui.export.word.writer import write_word
from tests.export.reading import opened
from tests.export.sample_tree import paper
from tests.export.sent_back import edited, paragraph_with, said

if TYPE_CHECKING:
    from pathlib import Path

OURS = write_word(paper())
AT = datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def unpacked_once(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the engine, which unpacks itself where it is first used, do so once for all tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "engine"))


def theirs() -> bytes:
    """Our agreement with sixty days in place of thirty."""
    return edited(OURS, lambda word: said(paragraph_with(word, "Either of us may end"), "30 days", "60 days"))


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder for files that are soon gone."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_file_tracks_what_they_changed(scratch: Path) -> None:
    """In their name, on the day that is said; nothing is left behind."""
    made = compare_word_files(OURS, theirs(), author="Harbour & Lyle", at=AT)
    body = opened(made).element.body
    assert "60" in "".join(text.text for text in body.xpath(".//w:ins//w:t"))
    assert "30" in "".join(text.text for text in body.xpath(".//w:del//w:delText"))
    changes = body.xpath(".//w:ins | .//w:del")
    assert {each.get(qn("w:author")) for each in changes} == {"Harbour & Lyle"}
    assert {each.get(qn("w:date")) for each in changes} == {"2026-03-05T10:00:00Z"}
    assert list(scratch.iterdir()) == []


def test_a_comparison_that_takes_too_long_is_stopped(scratch: Path) -> None:
    """With a sentence, and nothing left behind."""
    with pytest.raises(ExportError, match="stopped"):
        compare_word_files(OURS, theirs(), author="Harbour & Lyle", at=AT, time_limit=0.01)
    assert list(scratch.iterdir()) == []


def test_a_file_that_the_engine_cannot_read_is_said(scratch: Path) -> None:
    """The reader would have refused it before; the engine's own words are not for people."""
    with pytest.raises(ExportError, match="could not compare"):
        compare_word_files(OURS, b"no word file", author="Harbour & Lyle", at=AT)
    assert list(scratch.iterdir()) == []


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """In a plain sentence."""
    assert is_installed()
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    assert not is_installed()
    with pytest.raises(ExportError, match=r"onboard-tui\[compare\]"):
        compare_word_files(OURS, theirs(), author="Harbour & Lyle", at=AT)
