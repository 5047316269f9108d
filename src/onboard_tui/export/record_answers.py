"""The answers part of an interview's record: each section's questions with what was said and how we know."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Align, Block, Cell, Heading, Paragraph, Run, RunKind, Table
from onboard_tui.interview.entries import Source
from onboard_tui.interview.fill import fill
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import display, display_cell
from onboard_tui.script.model import NUMBERS, AskedOf, QuestionType
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.entries import Recorded
    from onboard_tui.script.model import Question, Script
    from onboard_tui.script.scope import Row

_SOURCES: Mapping[Source, str] = {
    Source.CUSTOMER_SAID: "they said",
    Source.CUSTOMER_DOCUMENT: "their document",
    Source.WE_SAW_IT: "we saw it",
    Source.OUR_GUESS: "our guess",
}
_STATES: Mapping[AnswerState, str] = {
    AnswerState.NOT_ASKED: "not asked yet",
    AnswerState.DONT_KNOW: "not known",
    AnswerState.DECLINED: "declined to say",
    AnswerState.LATER: "to be answered later",
}
_PRIVATE = Run(" (private)", bold=True)
_HEAD = ((Run("Question"),), (Run("Answer"),), (Run("How we know"),))


def answer_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give the questions that apply, section by section; what does not apply now is left out."""
    standing = assessment.standing
    for section in assessment.script.sections:
        questions = [
            question
            for question in assessment.script.questions
            if question.section == section.id
            and standing.state(question.id) is not AnswerState.NOT_APPLICABLE
        ]
        if questions:
            yield Heading(f"section_{section.id}", 1, "", (Run(section.title),))
            yield from _section(assessment, questions)


def said(assessment: Assessment, question: Question) -> Iterator[Run]:
    """Give an answer as it stands: its value, or in words why there is none."""
    state = assessment.standing.state(question.id)
    recorded = assessment.standing.recorded(question.id)
    if recorded is not None and recorded.value is not None:
        yield worded(question, recorded, assessment.script)
    elif question.id in assessment.missing_gates:
        words = f"[To confirm: {_STATES.get(state, state.value)}]"
        yield Run(words, RunKind.OPEN, sources=(question.id,))
    else:
        yield Run(_STATES.get(state, state.value), italic=True, sources=(question.id,))


def worded(question: Question, recorded: Recorded, script: Script) -> Run:
    """Give what was recorded for a question once: its value, or in words why there was none."""
    sources = (question.id,)
    if recorded.value is not None:
        return Run(display(question, recorded.value, script), RunKind.ANSWER, sources=sources)
    return Run(_STATES.get(recorded.state, recorded.state.value), italic=True, sources=sources)


def _section(assessment: Assessment, questions: Sequence[Question]) -> Iterator[Block]:
    """Give plain answers together in tables, and each answer that is a table by itself."""
    for tabular, group in groupby(
        questions, key=lambda each: bool(rows_of(each, assessment.standing.recorded(each.id)))
    ):
        if tabular:
            for question in group:
                yield from _tabular_answer(assessment, question)
        else:
            rows = tuple(_answer_row(assessment, question) for question in group)
            yield Table(_HEAD, rows, (Align.LEFT,) * len(_HEAD))


def rows_of(question: Question, recorded: Recorded | None) -> list[Row]:
    """Give the rows of an answer that is a table."""
    if question.type is not QuestionType.TABLE or recorded is None or not isinstance(recorded.value, tuple):
        return []
    return [row for row in recorded.value if not isinstance(row, str)]


def _answer_row(assessment: Assessment, question: Question) -> tuple[Cell, ...]:
    """Give one question with its answer, the customer's own words and the seller's note."""
    recorded = assessment.standing.recorded(question.id)
    words = [*said(assessment, question), *remarks(recorded)]
    return (asked(assessment, question), tuple(words), (Run(_how_we_know(assessment, question)),))


def asked(assessment: Assessment, question: Question) -> Cell:
    """Give a question's words with the answers in them, marked where they are not for the customer's eyes."""
    pieces = fill(question.ask, assessment.standing)
    words = (Run(piece.text, RunKind.ANSWER if piece.is_answer else RunKind.TEXT) for piece in pieces)
    return (*words, _PRIVATE) if question.private else tuple(words)


def remarks(recorded: Recorded | None) -> Iterator[Run]:
    """Give what was said besides the answer."""
    if recorded is None:
        return
    sources = (recorded.question,)
    if recorded.quote:
        yield Run(" \u201c")
        yield Run(recorded.quote, RunKind.ANSWER, italic=True, sources=sources)
        yield Run("\u201d")
    if recorded.note:
        yield Run(" Our note (private):", bold=True)
        yield Run(" ")
        yield Run(recorded.note, RunKind.ANSWER, sources=sources)


def _how_we_know(assessment: Assessment, question: Question) -> str:
    """Say where an answer comes from, or who finds it out by when."""
    recorded = assessment.standing.recorded(question.id)
    if recorded is None:
        return ""
    if recorded.state is AnswerState.ANSWERED:
        ours = question.asked_of is AskedOf.SELLER and recorded.source is Source.CUSTOMER_SAID
        words = ["we say" if ours else _SOURCES[recorded.source]]
    else:
        words = [_STATES.get(recorded.state, "")]
    notation = notation_for(assessment.script.language)
    words += [recorded.said_by] if recorded.said_by else []
    words += [f"{recorded.owner} finds out"] if recorded.owner else []
    words += [f"by {notation.date(recorded.until)}"] if recorded.until else []
    return ", ".join(words)


def _tabular_answer(assessment: Assessment, question: Question) -> Iterator[Block]:
    """Give an answer that is a table, under its question."""
    recorded = assessment.standing.recorded(question.id)
    how = _how_we_know(assessment, question)
    yield Paragraph(
        (
            *(replace(run, bold=True) for run in asked(assessment, question)),
            Run(f" \u2013 {how}" if how else ""),
        )
    )
    if recorded is not None:
        yield from table_blocks(question, recorded, assessment.script)


def table_blocks(question: Question, recorded: Recorded, script: Script) -> Iterator[Block]:
    """Give an answer that is a table with all its cells, and what was said besides."""
    head = tuple((Run(each.text), *((_PRIVATE,) if each.private else ())) for each in question.columns)
    align = tuple(Align.RIGHT if each.type in NUMBERS else Align.LEFT for each in question.columns)
    yield Table(head, tuple(_table_row(script, question, row) for row in rows_of(question, recorded)), align)
    if said_too := tuple(remarks(recorded)):
        yield Paragraph((replace(said_too[0], text=said_too[0].text.lstrip()), *said_too[1:]))


def _table_row(script: Script, question: Question, row: Row) -> tuple[Cell, ...]:
    """Give one row of an answer."""
    return tuple(
        (
            Run(
                display_cell(column, row.get(column.id), script),
                RunKind.ANSWER,
                sources=(question.id,),
            ),
        )
        for column in question.columns
    )
