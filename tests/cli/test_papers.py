"""The commands that make papers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Onboard = Callable[..., Any]


@pytest.fixture
def answered(deal: Callable[[str], str]) -> str:
    """Give an interview in which everything is answered."""
    return deal("Fenwick & Daughters")


def test_a_draft_gets_the_next_number_only_when_something_changed(onboard: Onboard, answered: str) -> None:
    """The same answers give the same draft; a changed answer gives the next one."""
    assert onboard("draft", answered).out.startswith("Draft 1 of")
    assert onboard("draft", answered).out.startswith("Draft 1 of")
    onboard("answer", answered, "now_users", "61")
    assert onboard("draft", answered).out.startswith("Draft 2 of")


def test_a_draft_says_what_is_open_and_how_the_ring_looks(onboard: Onboard, interview: str) -> None:
    """Of an interview with nothing answered, the draft lists open points and a ring with marks missing."""
    printed = onboard("draft", interview).out
    assert "biz_outcome (not asked)" in printed
    assert "of 8" in printed


def test_export_prints_the_paths_of_whole_new_files(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """Each path that is printed is a file; a second export writes beside the first, not over it."""
    first = [
        Path(line)
        for line in onboard("export", answered, "--to", "md,docx,json", "--out", "papers").out.split()
    ]
    assert {path.suffix for path in first} == {".docx", ".json", ".md"}
    assert any("agreement" in path.name for path in first)
    before = first[0].read_bytes()
    second = [Path(each) for each in json.loads(onboard("export", answered, "--out", "papers", "--json").out)]
    assert not set(first) & set(second)
    assert first[0].read_bytes() == before
    assert not [path for path in (tmp_path / "papers").iterdir() if path.suffix == ".tmp"]


def test_the_seller_s_side_sheet_is_not_exported_with_the_draft(onboard: Onboard, answered: str) -> None:
    """What is exported for the customer holds no flag, no verdict and no private answer."""
    paths = onboard("export", answered, "--to", "md").out.split()
    text = "\n".join(Path(path).read_text(encoding="utf-8") for path in paths)
    assert "The van crews see tomorrow's jobs" in text
    for private in ("no_sponsor", "walk away", "blocker", "our guess", "red flag"):
        assert private not in text.lower()


def test_the_record_holds_the_answers(onboard: Onboard, answered: str) -> None:
    """The record is a paper of its own, for ourselves."""
    (path,) = onboard("export", answered, "--what", "record", "--to", "md").out.split()
    assert "The van crews see tomorrow's jobs" in Path(path).read_text(encoding="utf-8")


def test_an_unknown_format_or_pack_is_named(onboard: Onboard, answered: str) -> None:
    """A format that does not exist is wrong usage, a pack that does not exist is bad input."""
    done = onboard("export", answered, "--to", "odt")
    assert (done.code, "odt" in done.err) == (2, True)
    done = onboard("draft", answered, "--pack", "cloud-service")
    assert (done.code, "cloud-services" in done.err) == (3, True)


def test_a_folder_that_cannot_be_written_is_said(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """A file where the folder should be ends with a sentence, and the file is untouched."""
    (tmp_path / "papers").write_text("mine")
    done = onboard("export", answered, "--out", "papers")
    assert done.code == 3
    assert "papers" in done.err
    assert (tmp_path / "papers").read_text() == "mine"
