"""A clause as a text to be edited, and read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Bullet,
    Item,
    Paragraph,
    Run,
    RunKind,
    SubClause,
    Table,
)
from onboard_tui.contract.hand_edits import (
    Piece,
    pieces_of,
    read,
    same_text,
    shown,
    tokens_of,
    with_references,
    written,
)
from tests.contract.payloads import ALL as PAYLOADS
from tests.contract.trees import RUNS, TEXTS, tables

if TYPE_CHECKING:
    from onboard_tui.contract.document import Block

CLAUSE_BLOCKS: st.SearchStrategy[tuple[Block, ...]] = st.lists(
    st.one_of(
        st.builds(SubClause, st.just(""), RUNS, st.just("one")),
        st.builds(Item, st.just(""), st.integers(1, 2), RUNS, st.just("one")),
        st.builds(Bullet, RUNS, st.just("one")),
        st.builds(Paragraph, RUNS, st.just("one")),
        tables(),
    ),
    min_size=1,
    max_size=6,
).map(tuple)

SERVICES = Table(((Run("Service"),), (Run("Price"),)), (((Run("Desk"),), (Run("£9"),)),), (Align.LEFT,) * 2)


def test_a_clause_reads_as_people_write_one() -> None:
    """Paragraphs, items with running letters, bullets, what has no number, and a line for a table."""
    blocks: tuple[Block, ...] = (
        SubClause("", (Run("We promise:"),), "one"),
        Item("", 1, (Run("to answer;"),), "one"),
        Item("", 2, (Run("by phone,"),), "one"),
        Item("", 2, (Run("by mail;"),), "one"),
        Item("", 1, (Run("to be named."),), "one"),
        Bullet((Run("Plainly."),), "one"),
        Paragraph((Run("These are your words."),), "one"),
        SERVICES,
    )
    assert written(pieces_of(blocks, numbered=True)).split("\n\n") == [
        "We promise:",
        "(a) to answer;",
        "    (i) by phone,",
        "    (ii) by mail;",
        "(b) to be named.",
        "• Plainly.",
        "> These are your words.",
        "[Table: Service · Price]",
    ]


def test_items_need_no_blank_line_between_them() -> None:
    """What a person types in one go is read as it looks."""
    pieces = read("We promise:\n(a) to answer\n   and to call;\n  (i) soon\n• plainly")
    assert [(piece.sort, piece.text) for piece in pieces] == [
        ("", "We promise:"),
        ("(a)", "to answer\n   and to call;"),
        ("(i)", "soon"),
        ("•", "plainly"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "(which) is meant as it stands",
        "(eg) by phone",
        "(or) by mail",
        ">5 days is too long",
        ">= 99.5 percent",
    ],
)
def test_no_word_of_a_person_is_taken_for_a_mark(text: str) -> None:
    """A word in brackets is no label of an item, and a sign before a number says more than."""
    assert read(f"We promise:\n\n{text}")[1] == Piece("", text)


def test_labels_go_on_after_the_alphabet() -> None:
    """The items of a long list are items still, those within items, too."""
    pieces = (*(Piece("(a)", f"item {number}") for number in range(60)), *[Piece("(i)", "within")] * 40)
    assert read(written(pieces)) == pieces


@given(CLAUSE_BLOCKS, st.booleans())
def test_what_is_written_is_read_back(blocks: tuple[Block, ...], numbered: bool) -> None:
    """Whatever a clause says, its text says the same when it is read."""
    if not numbered:
        blocks = tuple(Paragraph(b.runs, "one") if isinstance(b, SubClause) else b for b in blocks)
    pieces = pieces_of(blocks, numbered=numbered)
    assert read(written(pieces)) == pieces


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_answer_is_taken_for_a_mark(payload: str) -> None:
    """Text that acts somewhere is text here, and stays one paragraph."""
    pieces = (Piece("", f"You said:\n{payload}"), Piece("(a)", payload), Piece("", payload))
    assert read(written(pieces)) == pieces


def test_only_blanks_around_paragraphs_do_not_count() -> None:
    """Two texts are the same if they read the same."""
    assert same_text(read("We pay.  \n\nYou pay."), read("We pay.\n\n\nYou pay.\n"))
    assert not same_text(read("We pay."), read("We  pay."))
    assert not same_text(read("We pay."), read("> We pay."))


@given(TEXTS)
def test_the_words_of_a_piece_are_its_tokens(text: str) -> None:
    """Taken apart and put together, nothing but blanks around it is lost."""
    first, *words = tokens_of((Piece("", text),))
    assert first.opens
    assert "".join(token.lead + token.key for token in words) == text.strip()


def test_a_number_that_nobody_touched_is_still_a_reference() -> None:
    """The seller sees the numbers; where one was changed, it is the seller's word."""
    runs = [Run("See ", sources=()), Run("", RunKind.REF, target="missed"), Run(" and ")]
    runs += [Run("", RunKind.REF, target="gone"), Run(".")]
    before = pieces_of((SubClause("", tuple(runs), "one"),), numbered=True)
    number_of = {"missed": "7.1", "gone": "a part that is not in this agreement"}.__getitem__
    text = shown(written(before), number_of)
    assert text == "See 7.1 and a part that is not in this agreement."
    assert with_references(text, before, number_of) == before
    changed = with_references(text.replace("See", "Please see both"), before, number_of)
    assert changed == (replace(before[0], text=before[0].text.replace("See", "Please see both")),)
    (other,) = with_references(text.replace("7.1", "8.1"), before, number_of)
    assert other.text.startswith("See 8.1 and \ue000gone\ue001.")
