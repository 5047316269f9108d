"""Redlines between drafts, and a Word file that came back, from an interview that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.errors import NothingFoundError, UsageError
from onboard_tui.export.paper import papers_of
from onboard_tui.export.word.writer import write_word
from onboard_tui.workspace.redlines import compare_returned
from tests.contract.deals import FULL
from tests.export.decided import body_of
from tests.export.reading import opened as word_file
from tests.export.sent_back import edited, with_part

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview


@pytest.fixture
def opened(workspace: Workspace) -> OpenInterview:
    """Give an interview in which everything is answered."""
    started = workspace.start("cloud-onboarding", "Harbour & Lyle")
    started.record_file(FULL)
    return started


def test_a_redline_holds_both_drafts(opened: OpenInterview, tmp_path: Path) -> None:
    """Accepting it gives the contract as it is now, rejecting it the draft of before."""
    before = opened.draft()
    opened.record("con_term", "monthly")
    (path,) = opened.redline(1, None, tmp_path / "papers")
    after = opened.draft()
    assert path.name == "harbour-lyle-agreement-draft-1-to-now.docx"
    data = path.read_bytes()
    was, now = (
        next(paper for paper in papers_of(draft, sha256="") if paper.document.id == "agreement")
        for draft in (before, after)
    )
    assert body_of(data, "accept") == body_of(write_word(now))
    assert body_of(data, "reject") == body_of(write_word(was))


def test_two_stored_drafts_are_told_apart_in_either_direction(opened: OpenInterview, tmp_path: Path) -> None:
    """Also when the contract has become another one since."""
    opened.draft()
    opened.record("con_term", "monthly")
    opened.draft()
    opened.record("con_term", "m36")
    there, back = (opened.redline(*numbers, tmp_path)[0].read_bytes() for numbers in ((1, 2), (2, 1)))
    assert body_of(there, "accept") == body_of(back, "reject")
    assert body_of(there, "reject") == body_of(back, "accept")


def test_where_nothing_differs_nothing_is_written(opened: OpenInterview, tmp_path: Path) -> None:
    """An answer that no paper of the customer's prints makes no redline."""
    opened.draft()
    assert opened.redline(1, None, tmp_path / "papers") == ()
    assert not (tmp_path / "papers").exists()


def test_a_draft_that_there_is_not_and_a_draft_beside_itself_are_refused(
    opened: OpenInterview, tmp_path: Path
) -> None:
    """With a sentence, before anything is written."""
    opened.draft()
    with pytest.raises(UsageError, match="itself"):
        opened.redline(1, 1, tmp_path / "papers")
    with pytest.raises(NothingFoundError):
        opened.redline(1, 7, tmp_path / "papers")
    assert not (tmp_path / "papers").exists()


# A file that came back


@pytest.fixture
def exported(opened: OpenInterview, tmp_path: Path) -> Path:
    """Give our agreement as it was sent, draft 1; a second draft was kept since."""
    path = next(each for each in opened.export("draft", ["docx"], tmp_path) if "agreement" in each.name)
    opened.record("con_term", "monthly")
    opened.draft()
    return path


def test_a_file_is_compared_with_the_draft_that_it_was_made_from(
    opened: OpenInterview, exported: Path
) -> None:
    """Although there is a newer one."""
    found = compare_returned(opened, exported)
    assert (found.made_from, found.paper.version, found.changes) == (1, 1, ())


def test_another_draft_can_be_named(opened: OpenInterview, exported: Path) -> None:
    """Then what we changed ourselves is told as well."""
    found = compare_returned(opened, exported, number=2)
    assert (found.made_from, found.paper.version) == (1, 2)
    assert found.changes


def test_a_file_without_its_properties_is_compared_with_the_newest_draft(
    opened: OpenInterview, exported: Path
) -> None:
    """Which of the papers it is has to be said then."""
    exported.write_bytes(
        edited(exported.read_bytes(), lambda word: setattr(word.core_properties, "title", "Contract v2"))
    )
    data = with_part(exported.read_bytes(), "docProps/core.xml", _BARE)
    exported.write_bytes(data)
    with pytest.raises(UsageError, match="which of the papers"):
        compare_returned(opened, exported)
    with pytest.raises(UsageError, match="agrement"):
        compare_returned(opened, exported, document="agrement")
    found = compare_returned(opened, exported, document="agreement")
    assert (found.made_from, found.paper.version) == (None, 2)


_BARE = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)


def test_without_a_draft_there_is_nothing_to_compare_with(
    workspace: Workspace, opened: OpenInterview, exported: Path
) -> None:
    """The way out is to keep one."""
    other = workspace.start("cloud-onboarding", "Wray Print")
    with pytest.raises(NothingFoundError, match="no draft"):
        compare_returned(other, exported)


def test_the_properties_survive_an_edit(opened: OpenInterview, exported: Path) -> None:
    """A file that was edited still says which draft it was made from."""
    exported.write_bytes(
        edited(exported.read_bytes(), lambda word: word.add_paragraph("Signed in ink only."))
    )
    assert word_file(exported.read_bytes()).core_properties.identifier
    found = compare_returned(opened, exported)
    assert found.made_from == 1
    assert [words for change in found.changes for _, words in change.words] == ["Signed in ink only."]
