"""Values of answers: as they are kept, as they go out as JSON, and as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeAlias

from onboard_tui.errors import AnswerError
from onboard_tui.interview.notation import notation_for
from onboard_tui.script.model import TEXTS, Column, Question, QuestionType
from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.interview.notation import Notation
    from onboard_tui.script.model import Option, Script
    from onboard_tui.script.scope import Cell, Row, Value

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
"""What the json module reads and writes."""

BLANK = "____"
"""What stands where an answer is not known yet."""
NOTHING = "nothing in it"
"""How an answer with no rows, no options or blank text is read to people."""


def to_plain(value: Value | None) -> Json:
    """Give a value for other programs: numbers as JSON numbers (whole ones as int), dates as ISO 8601."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [each if isinstance(each, str) else _plain_row(each) for each in value]
    return value


def _plain_row(row: Row) -> Json:
    return {column: to_plain(cell) for column, cell in row.items()}


def stored(value: Value | None) -> Json:
    """Give the exact form in which a value is kept: decimals as text, dates as ISO 8601, rows as objects."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [
            each if isinstance(each, str) else {column: stored(cell) for column, cell in each.items()}
            for each in value
        ]
    return value


def restored(question: Question, kept: Any) -> Value | None:
    """Read back what `stored` gave for an answer to that question.

    Raises AnswerError where the kept form cannot be an answer to the question.
    """
    if kept is None:
        return None
    if question.type is not QuestionType.TABLE:
        return _restored_cell(question, kept)
    if not isinstance(kept, list):
        raise _unreadable(question, kept)
    return tuple(_restored_row(question, row) for row in kept)


def _restored_row(question: Question, kept: Any) -> Row:
    if not isinstance(kept, dict):
        raise _unreadable(question, kept)
    columns = {column.id: column for column in question.columns}
    if not columns.keys() >= kept.keys():
        raise _unreadable(question, kept)
    return {
        name: None if kept.get(name) is None else _restored_cell(column, kept[name])
        for name, column in columns.items()
    }


def _restored_cell(asked: Question | Column, kept: Any) -> Cell:
    match asked.type, kept:
        case QuestionType.YES_NO, bool():
            return kept
        case QuestionType.INTEGER | QuestionType.SCALE, int() if not isinstance(kept, bool):
            return kept
        case QuestionType.DECIMAL | QuestionType.MONEY | QuestionType.PERCENT, str():
            return _restored_decimal(asked, kept)
        case QuestionType.DATE, str():
            return _restored_date(asked, kept)
        case QuestionType.MULTI, list() if all(isinstance(each, str) for each in kept):
            return tuple(kept)
        case QuestionType.TEXT | QuestionType.LONG_TEXT | QuestionType.SINGLE, str():
            return kept
        case _:
            raise _unreadable(asked, kept)


def _restored_decimal(asked: Question | Column, kept: str) -> Decimal:
    try:
        value = Decimal(kept)
    except InvalidOperation:
        raise _unreadable(asked, kept) from None
    if not value.is_finite():
        raise _unreadable(asked, kept)
    return value


def _restored_date(asked: Question | Column, kept: str) -> date:
    try:
        return date.fromisoformat(kept)
    except ValueError:
        raise _unreadable(asked, kept) from None


def _unreadable(asked: Question | Column, kept: object) -> AnswerError:
    return AnswerError(
        f"The kept answer to “{asked.id}” cannot be read: {str(kept)[:60]!r} is no {asked.type.value}.",
        way_out="Restore the newest backup, or give the answer again.",
    )


@dataclass(frozen=True, slots=True)
class Manner:
    """The language, the currency and the fixed words in which values are written."""

    notation: Notation
    currency: str
    yes: str = "yes"
    no: str = "no"
    nothing: str = NOTHING

    def yes_or_no(self, value: bool) -> str:  # noqa: FBT001 - the truth value is what is written
        """Write a truth value as a person would say it."""
        return self.yes if value else self.no


def manner_of(script: Script) -> Manner:
    """Give how values are written on screens and in records: as the script has it, with English words."""
    return Manner(notation_for(script.language), script.currency)


def display(question: Question, value: Value | None, script: Script, manner: Manner | None = None) -> str:
    """Write an answer for people, on one line unless it is a long text."""
    if value is None:
        return BLANK
    if question.type is QuestionType.TABLE and isinstance(value, tuple):
        return _rows_in_words([row for row in value if not isinstance(row, str)], question)
    if isinstance(value, tuple):
        ticked = [each for each in value if isinstance(each, str)]
        return ", ".join(option_text(question.options, each) for each in ticked) or NOTHING
    return _scalar_in_words(question, value, manner or manner_of(script), question.unit)


def display_cell(column: Column, cell: Cell | None, script: Script, manner: Manner | None = None) -> str:
    """Write one cell of a table for people; an empty cell is empty."""
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return ", ".join(option_text(column.options, each) for each in cell)
    return _scalar_in_words(column, cell, manner or manner_of(script), "")


def display_result(value: Value | Missing, script: Script, manner: Manner | None = None) -> str:
    """Write a computed value, which has no question and so no unit, for people."""
    manner = manner or manner_of(script)
    if isinstance(value, Missing):
        return BLANK
    if isinstance(value, bool):
        return manner.yes_or_no(value)
    if isinstance(value, int | Decimal):
        return manner.notation.number(value)
    if isinstance(value, date):
        return manner.notation.date(value)
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return value


def _scalar_in_words(asked: Question | Column, value: Value, manner: Manner, unit: str) -> str:
    notation = manner.notation
    if isinstance(value, bool):
        return manner.yes_or_no(value)
    if isinstance(value, int | Decimal):
        if asked.type is QuestionType.MONEY:
            return notation.money(value, manner.currency)
        if asked.type is QuestionType.PERCENT:
            return notation.percent(value)
        number = notation.number(value)
        label = asked.labels.get(int(value), "") if isinstance(asked, Question) else ""
        return " ".join(part for part in (number, unit, f"({label})" if label else "") if part)
    if isinstance(value, date):
        return notation.date(value)
    if asked.type is QuestionType.SINGLE and isinstance(value, str):
        return option_text(asked.options, value)
    return str(value) or manner.nothing


def yes_or_no(value: bool) -> str:  # noqa: FBT001 - the truth value is what is written
    """Write a truth value as a person would say it."""
    return "yes" if value else "no"


def option_text(options: Sequence[Option], option_id: str) -> str:
    """Give the words of an option, or its id where the script has no words for it."""
    return next((option.text for option in options if option.id == option_id), "") or option_id


def _rows_in_words(rows: Sequence[Row], question: Question) -> str:
    if not rows:
        return NOTHING
    count = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    names = [_row_name(row, question) for row in rows]
    return f"{count}: {', '.join(names)}" if all(names) else count


def _row_name(row: Mapping[str, Cell | None], question: Question) -> str:
    """Give the first text cell of a row, by which people know it."""
    for column in question.columns:
        if column.type in TEXTS:
            cell = row.get(column.id)
            return cell if isinstance(cell, str) else ""
    return ""
