"""All that a person can answer to a question, and how to cut it into cases that conditions tell apart."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.possible import ANYTHING, Exactly, Span, TheRows, Ticks
from onboard_tui.deal.replies import SILENT, Reply, cases, reply_to
from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import cell_of, value_of
from onboard_tui.proof.grid import grid_of
from onboard_tui.script.model import TEXTS, Question, QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onboard_tui.deal.possible import Values
    from onboard_tui.script.model import Column, Script

_WORDS: Final = ("x", "X", "1", "a1", "A-1", "12345", "x@example.com", "2026-01-01", "abcdefgh")
"""Texts of which one is tried that no condition names."""


def whole_reply(question: Question, named: Iterable[str], script: Script, *, guesses: bool) -> Reply:
    """Give everything that the answer to a question can be, our guess too where that is asked for.

    `named` are the texts that conditions name.
    """
    values = reply_to(question, None, can_be_cleared=False).values
    if question.type in TEXTS:
        values = texts_of(question, named, script)
    elif isinstance(values, Span):
        values = grid_of(question, script).all()
    return Reply(values, SILENT, sure=True, guessed=guesses and question.gate)


def texts_of(asking: Question | Column, named: Iterable[str], script: Script) -> Values:
    """Give a text for each way in which conditions can see one: blank, each that they name, and another."""
    named = sorted(named)
    other = next((text for text in _WORDS if text not in named and is_accepted(asking, text, script)), None)
    if other is None:
        return ANYTHING
    return Exactly(frozenset(["", other, *(text for text in named if is_accepted(asking, text, script))]))


def is_accepted(asking: Question | Column, value: object, script: Script) -> bool:
    """Whether a value can be an answer to a question, or stand in a cell of a column."""
    try:
        if isinstance(asking, Question):
            value_of(asking, value, script)
        else:
            cell_of(asking, value, script)
    except AnswerError:
        return False
    return True


def cut(
    question: Question, reply: Reply, landmarks: frozenset[Any], script: Script, *, silence_matters: bool
) -> tuple[Reply, ...]:
    """Cut a reply into cases that together are all of it; none where conditions cannot tell any apart."""
    if isinstance(reply.values, Span) and not reply.silences and reply.sure is not reply.guessed:
        parts = grid_of(question, script).cut(reply.values, landmarks)
        return tuple(replace(reply, values=part) for part in parts)
    return cases(question, reply, landmarks, silence_matters=silence_matters)


def example(question: Question, reply: Reply, script: Script, today: date) -> Any:
    """Give one value of a reply that can be answered; None where it has none, or none is found."""
    match reply.values:
        case Exactly(held):
            return _first(question, held)
        case Span() as span:
            return next(iter(grid_of(question, script).likely(span, today)), None)
        case Ticks(surely):
            return tuple(option.id for option in question.options if option.id in surely)
        case TheRows(rows):
            return rows
        case None:
            return None
    if question.type is QuestionType.TABLE:
        return ()
    return next((text for text in _WORDS if is_accepted(question, text, script)), None)


def _first(question: Question, held: frozenset[Any]) -> Any:
    """Give the value that stands first: of options in their order, of numbers the smallest, of texts a plain word."""
    options = [option.id for option in question.options if option.id in held]
    if options:
        return options[0]
    return min(held, key=lambda each: (each == "", each not in _WORDS, each))
