"""The commands that say what changed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.sent_back import edited, paragraph_with, tracked

if TYPE_CHECKING:
    from collections.abc import Callable

    Onboard = Callable[..., Any]


@pytest.fixture
def drafted(onboard: Onboard, deal: Callable[[str], str]) -> str:
    """Give an interview with one draft and an answer that changed since."""
    interview = deal("Fenwick & Daughters")
    onboard("draft", interview)
    onboard("answer", interview, "now_users", "61")
    return interview


@pytest.fixture
def returned(onboard: Onboard, deal: Callable[[str], str]) -> tuple[str, str]:
    """Give an interview and the agreement that its customer sent back with a tracked sentence."""
    interview = deal("Fenwick & Daughters")
    paths = [Path(each) for each in onboard("export", interview, "--to", "docx").out.split()]
    path = next(each for each in paths if "agreement" in each.name)

    def edit(word: Any) -> None:
        paragraph = paragraph_with(word, "both of us may change it")
        tracked(paragraph, "ins", " In writing.")
        word.add_comment(paragraph.runs, text="Only in writing, please.", author="Jo Hart")

    path.write_bytes(edited(path.read_bytes(), edit))
    return interview, path.name


def test_redline_prints_the_paths_of_new_files(onboard: Onboard, drafted: str) -> None:
    """As text or as JSON; after another change the file stands beside the first."""
    done = onboard("redline", drafted, "--from", "1", "--out", "papers")
    (path,) = map(Path, done.out.split())
    assert (done.code, path.name) == (0, "fenwick-daughters-agreement-draft-1-to-now.docx")
    first = path.read_bytes()
    onboard("answer", drafted, "now_users", "62")
    (again,) = json.loads(onboard("redline", drafted, "--from", "1", "--out", "papers", "--json").out)
    assert Path(again).read_bytes() != first == path.read_bytes()


def test_redline_says_where_nothing_differs(onboard: Onboard, drafted: str) -> None:
    """On stderr, so that a list of paths stays one."""
    onboard("draft", drafted)
    done = onboard("redline", drafted, "--from", "2")
    assert (done.code, done.out) == (0, "")
    assert "Nothing differs between draft 2 and the contract as it is now." in done.err
    assert json.loads(onboard("redline", drafted, "--from", "2", "--json").out) == []


def test_redline_refuses_a_draft_that_there_is_not(onboard: Onboard, drafted: str) -> None:
    """And asks for the one to begin from."""
    assert onboard("redline", drafted, "--from", "1", "--to", "9").code == 1
    assert onboard("redline", drafted).code == 2


def test_compare_tells_what_changed_and_by_whom(onboard: Onboard, returned: tuple[str, str]) -> None:
    """The words, the clause, the comments, and a Word file with tracked changes."""
    interview, name = returned
    done = onboard("compare", interview, name, "--out", "papers")
    assert done.code == 0, done.err
    assert "Tracked changes by Jo Hart are read as accepted." in done.out
    assert "{+ In writing.+}" in done.out
    assert "Jo Hart on “" in done.out
    assert "Only in writing, please." in done.out
    path = Path(done.out.splitlines()[-1].partition(": ")[2])
    assert path.read_bytes().startswith(b"PK")


def test_compare_without_the_extra_still_tells_what_changed(
    onboard: Onboard, returned: tuple[str, str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """With a sentence on how to get the Word file, too."""
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    interview, name = returned
    done = onboard("compare", interview, name, "--out", "papers")
    assert done.code == 0
    assert "{+ In writing.+}" in done.out
    assert 'pip install "onboard-tui[compare]"' in done.err
    assert not (tmp_path / "papers").exists()


def test_compare_as_json(
    onboard: Onboard, returned: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for programs, and nothing else on stdout."""
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    told = json.loads(onboard("compare", *returned, "--json").out)
    assert (told["draft"], told["document"], told["made_from"]) == (1, "agreement", 1)
    assert told["tracked_by"] == ["Jo Hart"]
    (change,) = told["changes"]
    assert ["inserted", " In writing."] in change["words"]
    (comment,) = told["comments"]
    assert comment["text"] == "Only in writing, please."


def test_compare_says_that_nothing_changed(onboard: Onboard, deal: Callable[[str], str]) -> None:
    """And writes nothing."""
    interview = deal("Fenwick & Daughters")
    paths = onboard("export", interview, "--to", "docx").out.split()
    (path,) = (each for each in paths if "agreement" in each)
    done = onboard("compare", interview, path)
    assert (done.code, done.err) == (0, "")
    assert "It reads as draft 1 does, word for word." in done.out


@pytest.mark.parametrize("content", [None, b"", b"dear seller"])
def test_compare_refuses_what_is_no_word_file(
    onboard: Onboard, drafted: str, content: bytes | None, tmp_path: Path
) -> None:
    """With its name in the message."""
    if content is not None:
        (tmp_path / "back.docx").write_bytes(content)
    done = onboard("compare", drafted, "back.docx")
    assert (done.code, "back.docx" in done.err) == (3, True)


def test_what_they_wrote_does_not_act_on_the_terminal(
    onboard: Onboard, returned: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An author's name and a sentence lose what a terminal would obey."""
    monkeypatch.setitem(sys.modules, "python_redlines", None)
    interview, name = returned
    path = Path(name)
    hostile = "click\u202e\u200bhere"
    path.write_bytes(edited(path.read_bytes(), lambda word: word.add_paragraph(hostile)))
    assert "clickhere" in onboard("compare", interview, name).out
