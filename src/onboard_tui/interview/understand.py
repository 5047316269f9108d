"""What people type, understood as an answer and said back before it is saved."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import NO, YES, value_of
from onboard_tui.interview.asked import Asked, asked_by, quoted
from onboard_tui.interview.dates import read_date
from onboard_tui.interview.limits import (
    LONGEST_NUMBER,
    clean_whole,
    day_within,
    number_within,
    rows_within,
    text_within,
)
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.numbers import read_number
from onboard_tui.interview.options import choose, choose_several
from onboard_tui.interview.rules import check_rules, state_of
from onboard_tui.interview.values import display, display_cell, stored, yes_or_no
from onboard_tui.script.model import NUMBERS, TEXTS, QuestionType
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Column, Question, Script
    from onboard_tui.script.scope import Cell, Row, Value

_STATE_WORDS = {
    **dict.fromkeys(("?", "??", "don't know", "dont know", "do not know", "dunno"), AnswerState.DONT_KNOW),
    **dict.fromkeys(("no idea", "unknown", "weiß nicht", "keine ahnung"), AnswerState.DONT_KNOW),
    **dict.fromkeys(
        ("won't say", "wont say", "rather not say", "would rather not say"), AnswerState.DECLINED
    ),
    **dict.fromkeys(("later", "ask later", "später"), AnswerState.LATER),
}
"""What people type into a field that wants something else. A text field takes the words as they are."""

_ROWS_IN_YAML = re.compile(r"\s*(\[|-\s+\{|-\s+\w+:(\s|$))")
"""How rows begin that are typed as in an answers file."""

STATE_IN_WORDS = {
    AnswerState.NOT_ASKED: "not asked yet",
    AnswerState.ANSWERED: "answered",
    AnswerState.DONT_KNOW: "don't know",
    AnswerState.DECLINED: "would rather not say",
    AnswerState.LATER: "later",
    AnswerState.NOT_APPLICABLE: "does not apply",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """A typed answer as it would be recorded."""

    value: Value | None
    state: AnswerState
    echo: str
    """The answer said back, so that the seller sees what was understood."""
    removed: tuple[str, ...] = ()
    """In words, what was taken out of the text because it could do harm."""


@dataclass(frozen=True, slots=True)
class UnderstoodCell:
    """A typed cell of a table as it would be recorded; None where it is empty."""

    value: Cell | None
    echo: str
    removed: tuple[str, ...] = ()


def understand(question: Question, typed: str, *, standing: Standing) -> Understood:
    """Understand what was typed as an answer to a question, with everything else as it stands.

    Raises AnswerError, in which case nothing should be recorded.
    """
    script = standing.script
    cleaned = clean_whole(typed)
    text, removed = _one_line(question.type, cleaned.text, cleaned.removed)
    if not text.strip():
        raise AnswerError(
            "Nothing is typed yet.",
            way_out="Type an answer, or mark the question as don't know, declined or later.",
        )
    try:
        value = read_value(question, text, script, standing.as_of)
    except AnswerError:
        state = _STATE_WORDS.get(" ".join(text.casefold().replace("\u2019", "'").split()).rstrip("."))
        if state is None:
            raise
        return Understood(None, state, STATE_IN_WORDS[state], removed)
    state = state_of(question, value)
    check_rules(question, state, value, standing)
    return Understood(value, state, _echo(question, value, script), removed)


def understand_cell(column: Column, typed: str, *, standing: Standing) -> UnderstoodCell:
    """Understand what was typed into one cell of a table; blank makes it empty. Raises AnswerError."""
    script = standing.script
    cleaned = clean_whole(typed)
    text, removed = _one_line(column.type, cleaned.text, cleaned.removed)
    if not text.strip():
        return UnderstoodCell(None, "", removed)
    value = _read(text, asked_by(column, script), standing.as_of)
    if isinstance(value, date):
        return UnderstoodCell(value, asked_by(column, script).notation.date(value, weekday=True), removed)
    return UnderstoodCell(value, display_cell(column, value, script), removed)


def read_value(question: Question, text: str, script: Script, today: date) -> Value:
    """Read a clean text as an answer, its limits checked but not its rules. Raises AnswerError."""
    if question.type is QuestionType.TABLE:
        return _read_table(question, text, script, today)
    return _read(text, asked_by(question, script), today)


def as_typed(asking: Question | Column, value: Value | None, script: Script) -> str:
    """Give a text that is understood as this very answer or cell again. A table is written as JSON, which is YAML."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return yes_or_no(value)
    if isinstance(value, int | Decimal):
        return notation_for(script.language).number(value, group_from=10**LONGEST_NUMBER)
    if asking.type is QuestionType.TABLE:
        import json

        return json.dumps(stored(value), ensure_ascii=False)
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or "-"
    return str(value)


def _read(text: str, asked: Asked, today: date) -> Cell:
    if asked.type in TEXTS:
        return text_within(text, asked)
    if asked.type in NUMBERS:
        point = _labelled(text, asked)
        return number_within(read_number(text, asked) if point is None else point, asked)
    match asked.type:
        case QuestionType.DATE:
            return day_within(read_date(text, today=today, notation=asked.notation), asked)
        case QuestionType.YES_NO:
            return _yes_or_no(text)
        case QuestionType.SINGLE:
            return choose(text, asked.options).id
        case _:
            return tuple(option.id for option in choose_several(text, asked.options))


def _labelled(text: str, asked: Asked) -> Decimal | None:
    """Give the point of a scale whose label was typed, alone or as it is said back: `5 (top three)`."""
    folded = " ".join(text.casefold().split())
    for point, label in (asked.labels or {}).items():
        if folded in {label.casefold(), f"{point} ({label.casefold()})"}:
            return Decimal(point)
    return None


def _yes_or_no(text: str) -> bool:
    word = text.strip().casefold().rstrip(".!")
    if word in YES | NO:
        return word in YES
    raise AnswerError(f"{quoted(text)} is neither yes nor no.", way_out="Type yes or no, or y or n.")


def _read_table(question: Question, text: str, script: Script, today: date) -> Value:
    if _ROWS_IN_YAML.match(text):
        return value_of(question, _rows_in_yaml(text, question), script)
    lines = [line for line in text.replace(";", "\n").split("\n") if line.strip()]
    rows_within(len(lines), question)
    return tuple(_read_row(number, line, question, script, today) for number, line in enumerate(lines, 1))


def _read_row(number: int, line: str, question: Question, script: Script, today: date) -> Row:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) > len(question.columns):
        names = " | ".join(column.id for column in question.columns)
        raise AnswerError(f"Row {number} has {len(cells)} cells.", way_out=f"The columns are {names}.")
    cells += [""] * (len(question.columns) - len(cells))
    row: dict[str, Cell | None] = {}
    for column, cell in zip(question.columns, cells, strict=True):
        try:
            row[column.id] = _read(cell, asked_by(column, script), today) if cell else None
        except AnswerError as error:
            raise AnswerError(f"Row {number}, {column.id}: {error.sentence}", way_out=error.way_out) from None
    return row


def _rows_in_yaml(text: str, question: Question) -> list[object]:
    """Give rows that are typed as in an answers file; a text stays as it is written, so that `007` is `007`."""
    from onboard_tui.script.reader import read_yaml
    from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, plain

    reading = read_yaml(text, "")
    if reading.problems or not isinstance(reading.root, Sequence):
        why = reading.problems[0].message if reading.problems else "a list was expected."
        raise AnswerError(
            f"That begins like a list of rows, but is none: {why}",
            way_out='Type rows as "cell | cell | cell", with a semicolon between rows.',
        )
    texts = {column.id for column in question.columns if column.type in TEXTS}
    return [
        {
            name: cell.text
            if name in texts and isinstance(cell, Scalar) and cell.value is not None
            else plain(cell)
            for name, _, cell in row.items()
        }
        if isinstance(row, Mapping)
        else plain(row)
        for row in reading.root.items
    ]


def _one_line(kind: QuestionType, text: str, removed: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Join the lines of a text that has room for one, and say so."""
    if kind in {QuestionType.LONG_TEXT, QuestionType.MULTI, QuestionType.TABLE}:
        return text, removed
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) > 1:
        removed = (*removed, "line breaks, which became spaces")
    return " ".join(lines), removed


def _echo(question: Question, value: Value, script: Script) -> str:
    if isinstance(value, date):
        return asked_by(question, script).notation.date(value, weekday=True)
    return display(question, value, script)
