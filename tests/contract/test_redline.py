"""What differs between two papers: nothing is lost, and a clause that moved is not told as another one."""

from __future__ import annotations

from itertools import pairwise
from time import process_time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Block,
    Heading,
    Paragraph,
    Run,
    RunKind,
    SubClause,
    Table,
)
from onboard_tui.contract.marked_text import Mark, marked_text
from onboard_tui.contract.matching import matches
from onboard_tui.contract.redline import accepted, redline, rejected
from tests.contract.trees import RUNS, TEXTS, two_papers

if TYPE_CHECKING:
    from random import Random

    from tests.contract.deals import Deal


def runs(text: str) -> tuple[Run, ...]:
    """Give text as runs."""
    return (Run(text),)


def told(was: str, now: str) -> str:
    """Give two forms of a text in one line, what went in [], what came in {}."""
    around = {Mark.SAME: "%s", Mark.DELETED: "[%s]", Mark.INSERTED: "{%s}"}
    return "".join(around[piece.mark] % piece.text for piece in marked_text(runs(was), runs(now)).pieces)


# Laws


@given(two_papers())
def test_accepting_gives_the_later_paper_and_rejecting_the_earlier(
    papers: tuple[tuple[Block, ...], tuple[Block, ...]],
) -> None:
    """To the last run, whatever stands in either."""
    was, now = papers
    marked = redline(was, now)
    assert accepted(marked) == now
    assert rejected(marked) == was


@given(RUNS, RUNS)
def test_words_that_stay_look_the_same_in_both_forms(was: tuple[Run, ...], now: tuple[Run, ...]) -> None:
    """What looks different is told as gone and come."""
    for piece in marked_text(was, now).pieces:
        if piece.was is not None and piece.now is not None:
            old, new = was[piece.was], now[piece.now]
            assert (old.bold, old.italic, old.target) == (new.bold, new.italic, new.target)
            assert (old.kind is RunKind.OPEN) == (new.kind is RunKind.OPEN)


@given(two_papers())
def test_a_paper_does_not_differ_from_itself(papers: tuple[tuple[Block, ...], tuple[Block, ...]]) -> None:
    """Every block stands beside itself, and nothing is marked."""
    for paper in papers:
        marked = redline(paper, paper)
        assert not any(each.differs for each in marked)
        assert [each.was for each in marked] == list(paper)


@given(st.lists(st.integers(0, 6)), st.lists(st.integers(0, 6)))
def test_matches_are_equal_and_rise_in_both_lists(was: list[int], now: list[int]) -> None:
    """So that they can be read in order."""
    pairs = matches(was, now)
    assert all(was[one] == now[other] for one, other in pairs)
    for (one, other), (one_next, other_next) in pairwise(pairs):
        assert one < one_next
        assert other < other_next


@settings(max_examples=20)
@given(
    left_out=st.tuples(*[st.integers(0, 3)] * 2),
    terms=st.tuples(*[st.sampled_from(("monthly", "m12", "m36"))] * 2),
    outcome=st.tuples(*[TEXTS] * 2),
    seed=st.randoms(use_true_random=False),
)
def test_drafts_from_any_answers_are_told_apart_exactly(
    full: Deal, left_out: tuple[int, int], terms: tuple[str, str], outcome: tuple[str, str], seed: Random
) -> None:
    """Whatever the customer answered before and now, in every paper of the bundled pack."""
    drafts = []
    for quarters, term, words in zip(left_out, terms, outcome, strict=True):
        names = sorted(full.answers)
        gone = seed.sample(names, len(names) * quarters // 4)
        answers = {**dict.fromkeys(gone), "con_term": term, "biz_outcome": f"No desk waits {words}"}
        drafts.append(full.with_answers(**answers).draft())
    for was, now in zip(*(draft.documents for draft in drafts), strict=True):
        marked = redline(was.blocks, now.blocks)
        assert accepted(marked) == now.blocks
        assert rejected(marked) == was.blocks


# Words


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ("We meet once a quarter.", "We meet twice a quarter.", "We meet [once]{twice} a quarter."),
        ("within 30 days.", "within 30 days, in writing.", "within 30 days{, in writing}."),
        (
            "You pay £2,340.00 a month.",
            "You pay £2,430.00 a month.",
            "You pay [£2,340.00]{£2,430.00} a month.",
        ),
        ("You may leave.", "This runs for a year.", "[You may leave.]{This runs for a year.}"),
        ("", "New words.", "{New words.}"),
        (
            "at least three business days before the visit",
            "at least five working days before the visit",
            "at least [three business]{five working} days before the visit",
        ),
        ("契約は一年です", "契約は二年です", "契約は[一]{二}年です"),
    ],
)
def test_words_are_marked_as_a_person_would(was: str, now: str, expected: str) -> None:
    """Whole words and figures, and not letters within them."""
    assert told(was, now) == expected


def test_a_point_to_confirm_gives_way_to_its_answer_as_a_whole() -> None:
    """The words of the question are not mixed with those of the answer."""
    was = (Run("Your sponsor is "), Run("[To confirm: who on your side decides]", RunKind.OPEN), Run("."))
    now = (Run("Your sponsor is "), Run("the one who decides", RunKind.ANSWER), Run("."))
    marks = [(piece.mark, piece.text) for piece in marked_text(was, now).pieces]
    assert marks == [
        (Mark.SAME, "Your sponsor is "),
        (Mark.DELETED, "[To confirm: who on your side decides]"),
        (Mark.INSERTED, "the one who decides"),
        (Mark.SAME, "."),
    ]


def test_words_that_only_look_different_are_marked() -> None:
    """A word that became bold is a difference that a reader sees."""
    text = marked_text(runs("We pay."), (Run("We "), Run("pay", bold=True), Run(".")))
    assert [piece.text for piece in text.pieces if piece.mark is Mark.INSERTED] == ["pay"]


def test_long_answers_are_compared_quickly() -> None:
    """Twenty thousand letters with nothing to hold on to do not keep anybody waiting, where minutes would."""
    was, now = "the a " * 3_300, "a the b " * 2_500
    start = process_time()
    text = marked_text(runs(was), runs(now))
    assert process_time() - start < 10
    assert text.accepted == runs(now)


# Blocks


def clause(number: int, name: str, text: str) -> tuple[Block, ...]:
    """A part of one clause."""
    return (
        Heading(name, 1, str(number), runs(name.title())),
        SubClause(f"{number}.1", runs(text), name),
    )


PAY = "We take the credit off the next invoice ourselves."
LEAVE = "Either of us may leave with thirty days' notice in writing."


def test_a_clause_with_a_new_number_is_no_rewriting() -> None:
    """Where a clause comes in before others, only that one is marked."""
    was = (*clause(1, "pay", PAY), *clause(2, "leave", LEAVE))
    now = (*clause(1, "people", "Ines answers."), *clause(2, "pay", PAY), *clause(3, "leave", LEAVE))
    marked = redline(was, now)
    assert [each.mark for each in marked] == [Mark.INSERTED] * 2 + [Mark.SAME] * 4
    assert not any(each.differs for each in marked[2:])
    assert not any(each.moved for each in marked)


def test_a_clause_in_another_place_is_said_to_have_moved() -> None:
    """It is marked where it was and where it is, and as the same clause."""
    was = (*clause(1, "pay", PAY), *clause(2, "leave", LEAVE), *clause(3, "sign", "We sign."))
    now = (*clause(1, "leave", LEAVE), *clause(2, "sign", "We sign."), *clause(3, "pay", PAY))
    marked = redline(was, now)
    assert [(each.mark, each.moved, each.move) for each in marked] == [
        (Mark.DELETED, True, 1),
        (Mark.DELETED, True, 2),
        *[(Mark.SAME, False, None)] * 4,
        (Mark.INSERTED, True, 1),
        (Mark.INSERTED, True, 2),
    ]


def test_a_clause_that_moved_and_was_reworded_is_no_mere_move() -> None:
    """Its words have to be read again."""
    was = (*clause(1, "pay", PAY), *clause(2, "leave", LEAVE), *clause(3, "sign", "We sign."))
    now = (*clause(1, "leave", LEAVE), *clause(2, "sign", "We sign."), *clause(3, "pay", PAY + " Soon."))
    moves = [(each.mark, each.move) for each in redline(was, now) if each.moved]
    assert moves == [(Mark.DELETED, 1), (Mark.DELETED, None), (Mark.INSERTED, 1), (Mark.INSERTED, None)]


def test_a_clause_under_the_same_id_is_the_same_however_it_reads() -> None:
    """Another wording of it keeps its place and number."""
    (_, block) = redline(clause(1, "leave", LEAVE), clause(1, "leave", "Nobody goes."))
    assert (block.was, block.now) == (clause(1, "leave", LEAVE)[1], clause(1, "leave", "Nobody goes.")[1])


def test_paragraphs_without_an_id_are_told_by_their_words() -> None:
    """One that was reworded stands beside its earlier form, one that is new beside nothing."""
    was = (Paragraph(runs(PAY)), Paragraph(runs(LEAVE)))
    now = (
        Paragraph(runs("Something else altogether stands here now.")),
        Paragraph(runs(LEAVE.replace("thirty", "sixty"))),
    )
    marked = redline(was, now)
    assert [each.mark for each in marked] == [Mark.DELETED, Mark.INSERTED, Mark.SAME]
    assert [piece.text for piece in marked[2].texts[0].pieces if piece.mark is Mark.INSERTED] == ["sixty"]


def test_rows_of_a_table_are_told_by_what_they_are_about() -> None:
    """A new price is a word, a new service a row."""
    head = (runs("Service"), runs("Monthly"))
    align = (Align.LEFT, Align.RIGHT)
    was = Table(
        head, ((runs("Files"), runs("5")), (runs("Help"), runs("610"))), align, (runs("Total"), runs("615"))
    )
    now = Table(
        head,
        ((runs("Backup"), runs("90")), (runs("Files"), runs("7")), (runs("Help"), runs("610"))),
        align,
        (runs("Total"), runs("707")),
    )
    (block,) = redline((was,), (now,))
    assert [(row.part.value, row.was is None, row.differs) for row in block.rows] == [
        ("head", False, False),
        ("body", True, True),
        ("body", False, True),
        ("body", False, False),
        ("total", False, True),
    ]


def test_a_table_with_another_column_is_another_table() -> None:
    """Rows of three cells have no place beside rows of two."""
    was = Table((runs("a"), runs("b")), (), (Align.LEFT,) * 2)
    now = Table((runs("a"), runs("b"), runs("c")), (), (Align.LEFT,) * 3)
    assert [each.mark for each in redline((was,), (now,))] == [Mark.DELETED, Mark.INSERTED]
