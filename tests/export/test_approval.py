"""Which papers are marked as drafts: what binds waits for approval, a letter only for what is open in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onboard_tui.contract.document import Document, Draft, Finding, OpenPoint, Paragraph, Run
from onboard_tui.export.markdown import write_markdown
from onboard_tui.export.paper import Words, papers_of

OPEN = OpenPoint("call_date", "when we call", ("next_call",), "not_asked")
FOUND = Finding("accusing_word/decline_answer", "accusing_word", "“blame” reads as an accusation.")


def draft(kind: str, *, for_customer: bool = True) -> Draft:
    """Give papers of a kind in their third version, with nothing left to do about them."""
    document = Document("paper", "A paper", (Paragraph((Run("Dear all,"),)),), for_customer)
    return Draft(
        pack="p",
        pack_sha256="",
        script_id="s",
        script_sha256="",
        customer="Harbour & Lyle",
        as_of="2026-03-02",
        documents=(document,),
        open_points=(),
        origins=(),
        ring=(),
        number=3,
        kind=kind,
    )


def is_marked(made: Draft) -> bool:
    """Whether the paper says that it is a draft."""
    (paper,) = papers_of(made, sha256="")
    marked = Words().not_final in write_markdown(paper).decode()
    assert marked is not paper.final
    return marked


@pytest.mark.parametrize("kind", ["draft", "order"])
def test_what_binds_is_a_draft_until_it_is_approved(kind: str) -> None:
    """Even with nothing open in it."""
    assert is_marked(draft(kind))
    assert not is_marked(replace(draft(kind), final=True))


@pytest.mark.parametrize("kind", ["letter", "review"])
def test_a_letter_is_a_draft_as_long_as_something_in_it_is_open(kind: str) -> None:
    """An open point or a finding marks it; a finding that was answered does not."""
    assert not is_marked(draft(kind))
    assert is_marked(replace(draft(kind), open_points=(OPEN,)))
    assert is_marked(replace(draft(kind), findings=(FOUND,)))
    answered = replace(FOUND, reason="They asked us to repeat these words.")
    assert not is_marked(replace(draft(kind), findings=(answered,)))


@pytest.mark.parametrize("kind", ["memo", "handover"])
def test_our_own_papers_are_never_marked_as_drafts(kind: str) -> None:
    """They say that they are private, and nothing in them binds anybody."""
    assert not is_marked(replace(draft(kind, for_customer=False), open_points=(OPEN,)))


def test_a_letter_names_its_day_and_no_version() -> None:
    """A customer who gets the third version never saw the first two; a draft of it says which it is."""
    (letter,) = papers_of(draft("letter"), sha256="")
    (waiting,) = papers_of(replace(draft("letter"), open_points=(OPEN,)), sha256="")
    (memo,) = papers_of(draft("memo", for_customer=False), sha256="")
    assert letter.version_line == "2 March 2026"
    assert waiting.version_line == "Draft 3 · 2 March 2026"
    assert memo.version_line == "Version 3 · 2 March 2026"
