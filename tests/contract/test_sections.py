"""A draft divided for reading, and what differs between two drafts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Document, Draft, Heading, Paragraph, Run, RunKind, SubClause, Title
from onboard_tui.contract.sections import compare, sections_of

if TYPE_CHECKING:
    from onboard_tui.contract.document import Block
    from tests.contract.deals import Deal


def draft_of(*blocks: Block) -> Draft:
    """Give a draft of one document."""
    paper = Document("paper", "Paper", (Title((Run("Paper"),)), *blocks))
    return Draft("pack", "", "script", "", "Acme", "2026-03-02", (paper,), (), (), ())


def clause(name: str, text: str, number: str = "1.1", *, kind: RunKind = RunKind.TEXT) -> SubClause:
    """Give a numbered paragraph."""
    return SubClause(number, (Run(text, kind, sources=("q",)),), name)


PART = Heading("first", 1, "1", (Run("First"),), part="first")
WAITS = Paragraph((Run("[To confirm: when]", RunKind.OPEN, sources=("when",)),), "b")


def test_a_bundled_draft_is_divided_without_losing_a_block(full: Deal) -> None:
    """Every block but the titles is in one section, in the order of the paper, and no key is used twice."""
    draft = full.draft()
    keys = []
    for document in draft.documents:
        sections = sections_of(draft, document)
        blocks = [block for section in sections for block in section.blocks]
        assert blocks == [block for block in document.blocks if not isinstance(block, Title)]
        keys += [section.key for section in sections]
    assert len(set(keys)) == len(keys)
    assert compare(draft, draft).changed == {}
    assert len(compare(draft, draft)) == 0


def test_every_clause_of_a_bundled_draft_can_be_asked_why_it_is_there(full: Deal) -> None:
    """Each one that stands in a numbered part has a section of its own."""
    draft = full.draft()
    divided = {each.clause for document in draft.documents for each in sections_of(draft, document)}
    numbered = {
        block.clause
        for document in draft.documents
        for block in document.blocks
        if isinstance(block, SubClause)
    }
    assert numbered <= divided


def test_a_part_of_one_clause_is_one_section() -> None:
    """Its heading and its text belong together."""
    draft = draft_of(PART, clause("a", "One."), clause("a", "Two.", "1.2"))
    (section,) = sections_of(draft, draft.documents[0])
    assert (section.title, section.number, section.clause) == ("First", "1", "a")


def test_what_a_part_waits_for_at_its_end_is_a_section_that_is_open() -> None:
    """It is of no clause, for none stands there yet."""
    draft = draft_of(PART, clause("a", "One."), WAITS)
    whole, waits = sections_of(draft, draft.documents[0])
    assert not whole.is_open
    assert waits.clause is None
    assert waits.open_questions == ("when",)


def test_a_new_number_is_no_difference() -> None:
    """A clause that moved down reads as it did before."""
    before = draft_of(PART, clause("a", "One."), clause("b", "Two.", "1.2"))
    after = draft_of(PART, clause("c", "None."), clause("a", "One.", "1.2"), clause("b", "Two.", "1.3"))
    changes = compare(before, after)
    assert not changes.changed
    assert changes.new == {"paper/first/c"}
    assert not changes.left_out


def test_other_words_a_new_clause_and_one_left_out_are_told_apart() -> None:
    """The section that changed is given as it was."""
    before = draft_of(PART, clause("a", "One."), clause("b", "Two.", "1.2"))
    after = draft_of(PART, clause("a", "Eins."), clause("c", "Three.", "1.2"))
    changes = compare(before, after)
    assert [section.blocks for section in changes.changed.values()] == [(clause("a", "One."),)]
    assert changes.new == {"paper/first/c"}
    assert len(changes.left_out) == 1
    assert len(changes) == 3


def test_the_sellers_side_sheet_is_not_compared() -> None:
    """What is never sent has not changed for anybody."""
    before = draft_of(PART, clause("a", "One."))
    hidden = replace(before.documents[0], for_customer=False)
    assert len(compare(replace(before, documents=(hidden,)), replace(before, documents=()))) == 0
