"""Answers that come as values: from an answers file, another program, or a form that already knows the type."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import Asked, asked_by, quoted
from onboard_tui.interview.limits import cell_within, clean_whole, number_within, rows_within
from onboard_tui.interview.locks import check_lock
from onboard_tui.interview.options import by_id
from onboard_tui.interview.rules import check_rules, state_of
from onboard_tui.script.model import NUMBERS, QuestionType

if TYPE_CHECKING:
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Column, Question, Script
    from onboard_tui.script.scope import AnswerState, Cell, Row, Value

YES = frozenset({"yes", "y", "true", "yep", "yeah", "ja", "j"})
NO = frozenset({"no", "n", "false", "nope", "nein"})

_MOST_BITS = 200
"""Beyond, an integer is not even written out, which takes long."""
_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_PLAIN_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

_WANTED: Mapping[QuestionType, str] = {
    QuestionType.YES_NO: "Write yes or no.",
    QuestionType.DATE: "Write a date as 2026-03-31.",
    QuestionType.SINGLE: "Write the id of one option.",
    QuestionType.MULTI: "Write a list of option ids, such as [a, b].",
    QuestionType.TABLE: "Write a list of rows, each with its columns by id.",
    QuestionType.TEXT: "Write a text.",
    QuestionType.LONG_TEXT: "Write a text.",
}


def accept_value(question: Question, raw: object, *, standing: Standing) -> tuple[AnswerState, Value]:
    """Give the state and value that an answer is recorded with, its limits, lock and rules checked.

    Raises AnswerError.
    """
    value = value_of(question, raw, standing.script)
    state = state_of(question, value)
    check_lock(question, state, value, standing)
    check_rules(question, state, value, standing)
    return state, value


def value_of(question: Question, raw: object, script: Script) -> Value:
    """Give a value as an answer to a question, its limits checked but not its rules. Raises AnswerError."""
    if question.type is not QuestionType.TABLE:
        return _cell_of(raw, asked_by(question, script))
    if not isinstance(raw, list | tuple):
        raise _wrong_kind(raw, asked_by(question, script))
    rows_within(len(raw), question)
    return tuple(_row_of(number, row, question, script) for number, row in enumerate(raw, 1))


def _row_of(number: int, raw: object, question: Question, script: Script) -> Row:
    if not isinstance(raw, Mapping):
        raise AnswerError(f"Row {number} is not a row with columns.", way_out=_WANTED[QuestionType.TABLE])
    columns = {column.id: column for column in question.columns}
    for name in raw:
        if name not in columns:
            raise _no_such_column(number, str(name), columns)
    return {name: _cell_in_row(number, raw.get(name), column, script) for name, column in columns.items()}


def cell_of(column: Column, raw: object, script: Script) -> Cell | None:
    """Give a value as a cell of a table, its limits checked; None where it is empty. Raises AnswerError."""
    empty = raw is None or (isinstance(raw, str) and not raw.strip())
    return None if empty else _cell_of(raw, asked_by(column, script))


def _cell_in_row(number: int, raw: object, column: Column, script: Script) -> Cell | None:
    try:
        return cell_of(column, raw, script)
    except AnswerError as error:
        raise AnswerError(f"Row {number}, {column.id}: {error.sentence}", way_out=error.way_out) from None


def _cell_of(raw: object, asked: Asked) -> Cell:
    if isinstance(raw, int) and raw.bit_length() > _MOST_BITS:
        raise AnswerError("That number has too many digits.")
    if asked.type in NUMBERS:
        return number_within(_number_of(raw, asked), asked)
    return cell_within(_typed_as(raw, asked), asked)


def _typed_as(raw: object, asked: Asked) -> Cell:
    match asked.type, raw:
        case QuestionType.SINGLE | QuestionType.MULTI, _:
            return _choice_of(raw, asked)
        case QuestionType.YES_NO, bool():
            return raw
        case QuestionType.YES_NO, str() if raw.strip().casefold() in YES | NO:
            return raw.strip().casefold() in YES
        case QuestionType.DATE, date() if not isinstance(raw, datetime):
            return raw
        case QuestionType.DATE, str():
            return _day_of(raw, asked)
        case QuestionType.TEXT | QuestionType.LONG_TEXT, str():
            return clean_whole(raw).text
        case QuestionType.TEXT | QuestionType.LONG_TEXT, int() | Decimal() if not isinstance(raw, bool):
            return str(raw)
    raise _wrong_kind(raw, asked)


def _choice_of(raw: object, asked: Asked) -> str | tuple[str, ...]:
    if asked.type is QuestionType.SINGLE:
        return _option_of(raw, asked)
    ticked = {_option_of(each, asked) for each in (raw if isinstance(raw, list | tuple) else [raw])}
    return tuple(option.id for option in asked.options if option.id in ticked)


def _option_of(raw: object, asked: Asked) -> str:
    if not isinstance(raw, str | int) or isinstance(raw, bool):
        raise _wrong_kind(raw, asked)
    return by_id(str(raw), asked.options).id


def _number_of(raw: object, asked: Asked) -> Decimal:
    match raw:
        case bool():
            pass
        case int() | Decimal() if Decimal(raw).is_finite():
            return Decimal(raw)
        case float() if math.isfinite(raw):
            return Decimal(repr(raw))
        case str() if _PLAIN_NUMBER.fullmatch(raw):
            return Decimal(raw)
    raise _wrong_kind(raw, asked)


def _day_of(raw: str, asked: Asked) -> date:
    if _PLAIN_DAY.fullmatch(raw) is None:
        raise _wrong_kind(raw, asked)
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise AnswerError(f"There is no day {raw}.", way_out="Look at the month and the day again.") from None


def _wrong_kind(raw: object, asked: Asked) -> AnswerError:
    match raw:
        case None:
            found = "Nothing"
        case bool():
            found = "true" if raw else "false"
        case list() | tuple():
            found = "A list"
        case Mapping():
            found = "A group of keys"
        case _:
            found = quoted(str(raw))
    return AnswerError(
        f"{found} is no answer to a question of type {asked.type.value}.",
        way_out=_WANTED.get(asked.type, "Write a plain number, such as 12500.50."),
    )


def _no_such_column(number: int, name: str, columns: Mapping[str, Column]) -> AnswerError:
    from onboard_tui.script.problems import did_you_mean

    return AnswerError(
        f"Row {number}: there is no column {quoted(name)}.",
        way_out=did_you_mean(name, columns) or f"The columns are {', '.join(columns)}.",
    )
