"""Words put in by hand, in a clause that is drafted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Bullet,
    Conflict,
    Item,
    Paragraph,
    Run,
    RunKind,
    SubClause,
    Table,
)
from onboard_tui.contract.hand_edits import pieces_of, read, same_text, written
from onboard_tui.contract.merge import Merged, merge
from onboard_tui.contract.numbering import runs_of
from tests.contract.test_hand_edits import CLAUSE_BLOCKS, SERVICES

if TYPE_CHECKING:
    from onboard_tui.contract.document import Block

Blocks = tuple["Block", ...]


def paragraph(*runs: Run | str) -> SubClause:
    """Give a paragraph of the pack's words and of values."""
    return SubClause("", tuple(Run(run) if isinstance(run, str) else run for run in runs), "one")


def days(text: str) -> Run:
    """Give an answer."""
    return Run(text, RunKind.ANSWER, sources=("notice",))


def text_of(blocks: Blocks) -> str:
    """Give the blocks as a text to be edited."""
    return written(pieces_of(blocks, numbered=True))


def merged(before: Blocks, hand: str, now: Blocks) -> Merged:
    """Merge what a hand made of a clause into the clause of today."""
    return merge(text_of(before), hand, now, clause="one", numbered=True)


NOTICE = (paragraph("Either of us may leave with ", days("30 days"), " of notice. We help you to move."),)
LONGER = (paragraph("Either of us may leave with ", days("60 days"), " of notice. We help you to move."),)


def test_what_nobody_edited_is_as_it_is_drafted() -> None:
    """The hand's words that are the words they began from change nothing."""
    assert merged(NOTICE, text_of(NOTICE), LONGER) == Merged(LONGER, ())


def test_new_answers_and_the_hand_s_words_stand_side_by_side() -> None:
    """A value that changed elsewhere in the sentence is the new one, and knows its question still."""
    hand = text_of(NOTICE).replace("help you to move", "help you to move, at no charge")
    result = merged(NOTICE, hand, LONGER)
    assert result.conflicts == ()
    (block,) = result.blocks
    assert [(run.text, run.kind) for run in runs_of(block)] == [
        ("Either of us may leave with ", RunKind.TEXT),
        ("60 days", RunKind.ANSWER),
        (" of notice. We help you to move", RunKind.TEXT),
        (", at no charge", RunKind.EDITED),
        (".", RunKind.TEXT),
    ]
    assert next(run.sources for run in runs_of(block) if run.kind is RunKind.ANSWER) == ("notice",)


def test_the_same_words_changed_twice_are_a_conflict_and_the_hand_s_stand() -> None:
    """All three are shown with the sentence around them."""
    result = merged(NOTICE, text_of(NOTICE).replace("30", "45"), LONGER)
    assert text_of(result.blocks) == text_of(NOTICE).replace("30", "45")
    assert result.conflicts == (
        Conflict(
            before="Either of us may leave with 30 days of notice.",
            drafted="Either of us may leave with 60 days of notice.",
            written="Either of us may leave with 45 days of notice.",
        ),
    )


def test_a_conflict_can_be_settled_with_the_drafted_words() -> None:
    """Then what the hand changed elsewhere stays."""
    hand = text_of(NOTICE).replace("30", "45").replace("help you", "gladly help you")
    result = merge(text_of(NOTICE), hand, LONGER, clause="one", numbered=True, prefer_drafted=True)
    assert text_of(result.blocks) == text_of(LONGER).replace("help you", "gladly help you")


def test_the_same_change_on_both_sides_is_no_conflict() -> None:
    """Whoever changed it first, it reads the same."""
    result = merged(NOTICE, text_of(LONGER), LONGER)
    assert result == Merged(LONGER, ())


def test_a_mark_that_the_hand_filled_in_is_no_mark() -> None:
    """What is left of a mark of something to confirm is the hand's words, too."""
    mark = Run("[To confirm: the day]", RunKind.OPEN, sources=("day",))
    before = (paragraph("It begins on ", mark, "."),)
    for hand in ("It begins on 1 May 2026.", "It begins on [To confirm: a day]."):
        result = merged(before, hand, before)
        assert text_of(result.blocks) == hand
        assert not [run for run in runs_of(result.blocks[0]) if run.kind is RunKind.OPEN]
    (kept,) = merged(before, "It all begins on [To confirm: the day].", before).blocks
    assert mark in runs_of(kept)


def test_a_reference_stays_one_and_follows_its_clause() -> None:
    """It is moved with the words around it, and is never taken apart."""
    reference = Run("", RunKind.REF, target="missed")
    before = (paragraph("See part ", reference, " for more. We mean it."),)
    hand = text_of((paragraph("We mean it. For more, see part ", reference, "."),))
    (block,) = merged(before, hand, before).blocks
    assert [run.target for run in runs_of(block) if run.kind is RunKind.REF] == ["missed"]


def test_paragraphs_can_be_put_in_taken_out_and_split() -> None:
    """Each becomes what its first letters say."""
    before = (paragraph("One. Two."), paragraph("Three."))
    hand = "One.\n\nTwo.\n\n(a) first\n\n    (i) and a half\n\n• a dot\n\n> an aside"
    kinds = [type(block) for block in merged(before, hand, before).blocks]
    assert kinds == [SubClause, SubClause, Item, Item, Bullet, Paragraph]


def test_a_table_is_moved_or_taken_out_and_has_today_s_rows() -> None:
    """Its rows are answers, so that they are as they are drafted."""
    before: Blocks = (paragraph("These:"), SERVICES)
    more = Table(SERVICES.head, (*SERVICES.rows, ((Run("Phone"),), (Run("£5"),))), (Align.LEFT,) * 2)
    now: Blocks = (paragraph("These:"), more)
    assert merged(before, "[Table: Service · Price]\n\nThese:", now).blocks == (more, paragraph("These:"))
    assert merged(before, "Those:", now).blocks == merged(before, "Those:", before).blocks


def test_a_table_that_is_gone_is_not_put_back_without_a_word() -> None:
    """Where the hand moved a table that the clause has no more, that is a conflict."""
    before: Blocks = (paragraph("These:"), SERVICES)
    result = merged(before, "[Table: Service · Price]\n\nThese:", (paragraph("These:"),))
    assert result.blocks == (paragraph("These:"),)
    assert [conflict.written for conflict in result.conflicts] == ["[Table: Service · Price]"]


@given(CLAUSE_BLOCKS)
def test_an_edit_that_is_none_changes_nothing(blocks: Blocks) -> None:
    """The same blocks come back, to the last run."""
    assert merged(blocks, text_of(blocks), blocks) == Merged(blocks, ())


@given(CLAUSE_BLOCKS, CLAUSE_BLOCKS)
def test_an_edit_without_new_answers_is_exactly_the_edit(before: Blocks, after: Blocks) -> None:
    """Whatever a hand makes of a clause is what it says; tables are only those that there are."""
    tables = {piece for piece in pieces_of(before, numbered=True) if piece.sort == "[]"}
    wanted = tuple(
        piece
        for piece in pieces_of(after, numbered=True)
        if (piece.sort != "[]" or piece in tables) and piece.text.strip()
    )
    result = merged(before, written(wanted), before)
    assert result.conflicts == ()
    assert same_text(pieces_of(result.blocks, numbered=True), wanted)


@given(CLAUSE_BLOCKS, CLAUSE_BLOCKS)
def test_without_an_edit_new_answers_are_exactly_the_draft(before: Blocks, now: Blocks) -> None:
    """The clause of today comes out as it is drafted."""
    assert merged(before, text_of(before), now) == Merged(now, ())


@given(st.integers(0, 5), st.integers(0, 5), CLAUSE_BLOCKS)
def test_changes_in_different_paragraphs_are_both_made(edited: int, answered: int, around: Blocks) -> None:
    """The hand's paragraph and the new answer's do not disturb each other."""
    one, other = edited % (len(around) + 1), answered % (len(around) + 1)

    def clause(first: str, second: str) -> Blocks:
        blocks: list[Block] = list(around)
        blocks.insert(one, paragraph(f"This paragraph is {first} by hand, and nothing else."))
        blocks.insert(other, paragraph(f"Another says {second} since an answer was given."))
        return tuple(blocks)

    before, hand, now = clause("left", "ten"), clause("edited", "ten"), clause("left", "eleven")
    result = merged(before, text_of(hand), now)
    assert result.conflicts == ()
    assert same_text(pieces_of(result.blocks, numbered=True), read(text_of(clause("edited", "eleven"))))


@given(CLAUSE_BLOCKS, CLAUSE_BLOCKS, CLAUSE_BLOCKS)
def test_no_word_of_the_hand_is_ever_lost(before: Blocks, hand: Blocks, now: Blocks) -> None:
    """Every word put in by hand stands in the clause, or in a conflict."""
    text = written(piece for piece in pieces_of(hand, numbered=True) if piece.sort != "[]")
    marked = f"{text}\n\nHandwritten words at the end."
    result = merged(before, marked, now)
    found = text_of(result.blocks) + "".join(conflict.written for conflict in result.conflicts)
    assert "Handwritten words at the end" in found
