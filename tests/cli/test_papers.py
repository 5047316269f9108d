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


def test_one_open_point_is_one(onboard: Onboard, answered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything answered only our own name is open; with it nothing is."""
    assert onboard("draft", answered).out.splitlines()[0].endswith(": 1 open point")
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Brightwater Ltd")
    assert onboard("draft", answered).out.splitlines()[0].endswith(": 0 open points")


def test_export_prints_the_paths_of_whole_new_files(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """Each path that is printed is a file; the same papers again are found there, other ones stand beside them."""
    first = [
        Path(line)
        for line in onboard("export", answered, "--to", "md,docx,json", "--out", "papers").out.split()
    ]
    assert {path.suffix for path in first} == {".docx", ".json", ".md"}
    assert any("agreement" in path.name for path in first)
    again = [Path(each) for each in json.loads(onboard("export", answered, "--out", "papers", "--json").out)]
    assert set(again) <= set(first)
    first[0].write_bytes(b"edited by hand")
    third = onboard("export", answered, "--to", "md,docx,json", "--out", "papers").out.split()
    assert len(set(map(Path, third)) - set(first)) == 1
    assert first[0].read_bytes() == b"edited by hand"
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


def test_everything_can_be_exported_at_once(
    onboard: Onboard, answered: str, interview: str, tmp_path: Path
) -> None:
    """Paths go to stdout, counts to stderr; the second time nothing is left to do."""
    done = onboard("export", "--all", "--to", "md", "--out", "all")
    assert done.code == 0
    assert all(Path(line).is_file() for line in done.out.splitlines())
    assert {line.split("/")[1][-8:] for line in done.out.splitlines()} == {answered[-8:], interview[-8:]}
    assert done.err == "2 written.\n"
    assert (
        onboard("export", "--all", "--to", "md", "--out", "all").err == "0 written, 2 were there already.\n"
    )
    assert onboard("export", answered, "--all").code == 2
    assert onboard("export").code == 2


def test_dates_are_exported_for_calendars(onboard: Onboard, answered: str) -> None:
    """The agreement's dates may go to the customer; a deal without any date says what is missing."""
    paths = [Path(line) for line in onboard("export", answered, "--what", "reminders").out.splitlines()]
    assert [path.suffix for path in paths] == [".ics"] * len(paths)
    assert any("Renewal talk" in path.read_text() for path in paths)
    assert onboard("export", answered, "--what", "reminders", "--to", "pdf").code == 2


def test_a_deal_without_dates_says_what_they_hang_on(onboard: Onboard, interview: str) -> None:
    """Of an interview with nothing answered there is nothing to remind of."""
    done = onboard("export", interview, "--what", "reminders")
    assert done.code == 3
    assert "The dates cannot be worked out yet" in done.err
