"""Room for an answer on paper: boxes to tick, lines to write on, and what would be an answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import Align, Bullet, Item, Paragraph, Run, Table
from onboard_tui.deal.words import number_of
from onboard_tui.interview.notation import notation_for
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.export.questionnaire.shown import Shown
    from onboard_tui.script.model import Column, Option, Question, Script

BOX: Final = "\u2610"
_APART: Final = "\u2003"
_LINE: Final = "\u2026" * 36
_SHORT_LINE: Final = "\u2026" * 12
_LINES: Final = 3
"""Lines for an answer in one's own words."""
_ROWS: Final = 3
"""Blank rows of a table that says nothing else."""
_MOST_ROWS: Final = 6
_MOST_POINTS: Final = 11
"""Points of a scale that has a box for each."""

_WAYS: Final[Mapping[QuestionType, str]] = {
    QuestionType.TEXT: "A line",
    QuestionType.LONG_TEXT: "In your own words",
    QuestionType.INTEGER: "A whole number",
    QuestionType.DECIMAL: "A number",
    QuestionType.MONEY: "An amount",
    QuestionType.PERCENT: "A percentage",
    QuestionType.DATE: "A date",
    QuestionType.YES_NO: "Yes or no",
    QuestionType.SINGLE: "One of these",
    QuestionType.MULTI: "Any of these",
    QuestionType.SCALE: "One number",
    QuestionType.TABLE: "A row for each",
}


def way_to_answer(question: Question, shown: Shown) -> str:
    """Say what would be an answer, with its limits: `A whole number of weeks, 1 or more`."""
    said = _WAYS[question.type]
    if question.unit:
        said += f" of {question.unit}"
    if question.type is QuestionType.MONEY:
        said += f" in {shown.script.currency}"
    limits = [_range(question, shown.script)]
    if question.max_length is not None:
        limits.append(f"at most {number_of(question.max_length, 'character')}")
    if question.pattern is not None and shown.coach:
        limits.append(f"written as {question.pattern}")
    if question.min_rows:
        limits.append(f"at least {question.min_rows}")
    if question.max_rows is not None:
        limits.append(f"at most {question.max_rows}")
    points = ", ".join(f"{point} is \u201c{text}\u201d" for point, text in sorted(question.labels.items()))
    return f"{', '.join([said, *filter(None, limits)])}{f': {points}' if points else ''}."


def room_for_answer(question: Question, shown: Shown) -> Iterator[Block]:
    """Give the boxes, the lines or the blank table for an answer."""
    match question.type:
        case QuestionType.SINGLE | QuestionType.MULTI:
            yield from (Item(BOX, 1, _option(option, shown)) for option in question.options)
        case QuestionType.TABLE:
            yield from _table(question, shown)
        case QuestionType.YES_NO:
            yield _boxes(["Yes", "No"])
        case QuestionType.SCALE if len(points := _points(question)) <= _MOST_POINTS:
            yield _boxes([str(point) for point in points])
        case QuestionType.LONG_TEXT:
            yield from (Paragraph((Run(_LINE),), leads_on=number < _LINES) for number in range(1, _LINES + 1))
        case QuestionType.TEXT:
            yield Paragraph((Run(_LINE),))
        case _:
            yield Paragraph((Run(_figure(question, shown.script)),))


def _option(option: Option, shown: Shown) -> tuple[Run, ...]:
    """Give an option; the seller also sees what choosing it says."""
    if not shown.coach or (option.mark is None and not option.unknown):
        return (Run(option.text),)
    mark = ", ".join(filter(None, (option.mark, "counts as not known" if option.unknown else "")))
    return (Run(option.text), Run(f" ({mark})", italic=True))


def _boxes(texts: list[str]) -> Paragraph:
    return Paragraph((Run((_APART * 2).join(f"{BOX} {text}" for text in texts)),))


def _points(question: Question) -> range:
    """Give the points of a scale; none where it has no end."""
    low, high = question.min, question.max
    if low is None or high is None or isinstance(low, date) or isinstance(high, date):
        return range(_MOST_POINTS + 1)
    return range(int(low), int(high) + 1)


def _figure(question: Question, script: Script) -> str:
    """Give a short line, with what stands before or behind the figure."""
    match question.type:
        case QuestionType.MONEY:
            return f"{script.currency} {_SHORT_LINE}"
        case QuestionType.PERCENT:
            before, behind = notation_for(script.language).percent_signs
            return f"{before}{_SHORT_LINE} {behind.strip()}".rstrip()
    return f"{_SHORT_LINE} {question.unit}".rstrip()


def _range(asked: Question | Column, script: Script) -> str:
    """Say the limits of a number or a date."""
    low, high = (None if each is None else _limit(each, script) for each in (asked.min, asked.max))
    if low is not None and high is not None:
        return f"from {low} to {high}"
    if asked.type is QuestionType.DATE:
        return f"on or after {low}" if low else f"on or before {high}" if high else ""
    return f"{low} or more" if low else f"{high} or less" if high else ""


def _limit(limit: Decimal | date, script: Script) -> str:
    notation = notation_for(script.language)
    return notation.date(limit) if isinstance(limit, date) else notation.number(limit)


def _table(question: Question, shown: Shown) -> Iterator[Block]:
    """Give what can stand in a table, then the table with blank rows."""
    columns = shown.columns(question)
    for column in columns:
        if words := _what_fits(column, shown):
            yield Bullet((Run(f"{column.text}: ", bold=True), Run(words)))
    rows = min(max(question.min_rows, _ROWS), question.max_rows or _MOST_ROWS, _MOST_ROWS)
    blank: tuple[Cell, ...] = ((),) * len(columns)
    head = tuple((Run(each.text),) for each in columns)
    yield Table(head, (blank,) * rows, (Align.LEFT,) * len(columns))


def _what_fits(column: Column, shown: Shown) -> str:
    """Say what can stand in a column, where its title does not tell."""
    choices = [option.text for option in column.options]
    if column.type is QuestionType.YES_NO:
        choices = ["yes", "no"]
    if column.type is QuestionType.MONEY:
        choices = [f"an amount in {shown.script.currency}"]
    notes = [" / ".join(choices), _range(column, shown.script), "private" if column.private else ""]
    return ", ".join(filter(None, notes))
