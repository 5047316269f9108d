"""What changed between two drafts, and between a draft and the Word file that the customer sent back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onboard_tui.contract.final import check_export
from onboard_tui.contract.redline import redline
from onboard_tui.contract.tree_json import draft_sha256
from onboard_tui.errors import NothingFoundError, UsageError
from onboard_tui.export.files import write_new_file
from onboard_tui.export.paper import papers_of
from onboard_tui.script.problems import did_you_mean
from onboard_tui.text import slug

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from onboard_tui.contract.document import Draft
    from onboard_tui.export.paper import Paper
    from onboard_tui.export.returned import Returned
    from onboard_tui.export.returned_changes import Change
    from onboard_tui.workspace.contract_in_hand import ContractInHand


def redline_files(opened: ContractInHand, earlier: int, later: int | None, folder: Path) -> tuple[Path, ...]:
    """Write a Word file with tracked changes for each paper of the customer's that differs; give their paths.

    `later` None is the contract as it is now. All are made before the first one is written.
    Raises `UsageError`, `NothingFoundError`, `ContractError`, `ExportError` and `StoreError`.
    """
    from onboard_tui.export.word.redline import write_redline

    if earlier == later:
        raise UsageError(f"Draft {earlier} does not differ from itself.", way_out="Name two drafts.")
    before = _sent(opened, opened.kept_draft(earlier))
    draft = opened.preview_draft() if later is None else opened.kept_draft(later)
    check_export(draft)
    after = _sent(opened, draft)
    name = f"{slug(opened.interview.customer)}-{{}}-draft-{earlier}-to-{later or 'now'}.docx"
    made = []
    for document in dict.fromkeys((*after, *before)):
        was = before.get(document) or _emptied(after[document])
        now = after.get(document) or _emptied(before[document])
        if any(each.differs for each in redline(was.document.blocks, now.document.blocks)):
            made.append((name.format(slug(document)), write_redline(was, now)))
    return tuple(write_new_file(folder, name, data) for name, data in made)


def _sent(opened: ContractInHand, draft: Draft) -> dict[str, Paper]:
    """Give the papers of a draft that the customer gets, by their ids."""
    papers = papers_of(draft, sha256=draft_sha256(draft), author=opened.workspace.our_name)
    return {paper.document.id: paper for paper in papers if paper.document.for_customer}


def _emptied(paper: Paper) -> Paper:
    """Give a paper that says nothing, for one that only the other draft has."""
    return replace(paper, document=replace(paper.document, blocks=()))


@dataclass(frozen=True, slots=True)
class Comparison:
    """A Word file that came back beside the draft that it was made from."""

    paper: Paper
    """Of the draft that it is compared with."""
    made_from: int | None
    """The draft that the file itself says it was made from; None where it names none of this interview."""
    theirs: bytes
    """The file, as it was read."""
    returned: Returned
    changes: tuple[Change, ...]


def compare_returned(
    opened: ContractInHand, path: Path, *, number: int | None = None, document: str | None = None
) -> Comparison:
    """Say what reads differently in a Word file that the customer sent back.

    The draft is the one that the file was made from, unless one is named, else the newest; the paper is the one
    with the file's title, unless one is named.
    Raises `WordFileError`, `UsageError`, `NothingFoundError`, `ContractError` and `StoreError`.
    """
    from onboard_tui.export.returned import read_returned
    from onboard_tui.export.returned_changes import changes_in
    from onboard_tui.export.word.foreign import read_foreign

    theirs = read_foreign(path)
    returned = read_returned(theirs, path.name)
    known = {draft.sha256: draft.number for draft in opened.drafts()}
    made_from = known.get(returned.sha256)
    if number is None and not known:
        raise NothingFoundError(
            "There is no draft yet that the file could be compared with.",
            way_out="Keep one: `onboard-tui draft ID`.",
        )
    chosen = number or made_from or max(known.values())
    paper = _the_paper(_sent(opened, opened.kept_draft(chosen)), returned, document)
    return Comparison(paper, made_from, theirs, returned, changes_in(paper, returned))


def write_comparison(opened: ContractInHand, comparison: Comparison, folder: Path) -> Path:
    """Write a Word file with tracked changes from our paper to theirs. Raises `ExportError`."""
    from onboard_tui.export.word.redline_theirs import compare_word_files
    from onboard_tui.export.word.writer import write_word

    customer, paper = opened.interview.customer, comparison.paper
    data = compare_word_files(
        write_word(paper), comparison.theirs, author=customer, at=opened.workspace.clock()
    )
    name = f"{slug(customer)}-{slug(paper.document.id)}-draft-{paper.version}-to-theirs.docx"
    return write_new_file(folder, name, data)


def _the_paper(papers: Mapping[str, Paper], returned: Returned, document: str | None) -> Paper:
    """Give the paper that is named, else the one with the file's title, else the only one."""
    if document is not None:
        if document not in papers:
            hint = did_you_mean(document, papers) or f"There are: {', '.join(papers)}."
            raise UsageError(f"The draft has no paper {document!r} for the customer.", way_out=hint)
        return papers[document]
    titled = [paper for paper in papers.values() if paper.document.title == returned.title]
    if len(titled) == 1 or len(papers) == 1:
        return (titled or list(papers.values()))[0]
    raise UsageError(
        "The file does not say which of the papers it is.",
        way_out=f"Name it with --document: {', '.join(papers)}.",
    )
