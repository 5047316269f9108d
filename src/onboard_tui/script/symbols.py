"""The names that an expression may use, and what type each has."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onboard_tui.script.expression import ExprType, Kind
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onboard_tui.script.model import Column, Option, Question, Script

KINDS: Mapping[QuestionType, Kind] = {
    QuestionType.TEXT: Kind.TEXT,
    QuestionType.LONG_TEXT: Kind.TEXT,
    QuestionType.INTEGER: Kind.NUMBER,
    QuestionType.DECIMAL: Kind.NUMBER,
    QuestionType.MONEY: Kind.MONEY,
    QuestionType.PERCENT: Kind.NUMBER,
    QuestionType.DATE: Kind.DATE,
    QuestionType.YES_NO: Kind.YES_NO,
    QuestionType.SINGLE: Kind.CHOICE,
    QuestionType.MULTI: Kind.CHOICES,
    QuestionType.SCALE: Kind.NUMBER,
    QuestionType.TABLE: Kind.TABLE,
}
"""What an expression sees of a question or column of each type."""


@dataclass(frozen=True, slots=True)
class Symbol:
    """One name: a question, or a computed value."""

    name: str
    type: ExprType | None
    """None while its own definition is broken; then nothing is said about what reads it."""
    is_question: bool = True
    columns: Mapping[str, ExprType] = field(default_factory=dict)
    is_percent: bool = False
    """Whether 80 means 80 %."""


@dataclass(frozen=True)
class Symbols:
    """All names that the expressions of a script may use."""

    known: Mapping[str, Symbol]
    limits: Mapping[str, int] = field(default_factory=dict)


def expr_type(kind: QuestionType, options: Iterable[Option]) -> ExprType:
    """Give the type that an expression sees of a question or column."""
    return ExprType(KINDS[kind], tuple(option.id for option in options))


def column_types(columns: Iterable[Column]) -> dict[str, ExprType]:
    """Give the types that a row condition sees."""
    return {column.id: expr_type(column.type, column.options) for column in columns}


def question_symbol(question: Question) -> Symbol:
    """Give the symbol that stands for a question."""
    return Symbol(
        question.id,
        expr_type(question.type, question.options),
        columns=column_types(question.columns),
        is_percent=question.type is QuestionType.PERCENT,
    )


def symbols_of(script: Script) -> Symbols:
    """Give the names of a loaded script, for expressions that stand outside of it."""
    known = {question.id: question_symbol(question) for question in script.questions}
    known |= {value.id: Symbol(value.id, value.value.type, is_question=False) for value in script.computed}
    return Symbols(known, script.verdict.limits)
