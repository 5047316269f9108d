"""Tables that stand for all tables: rows for each way in which conditions can see one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations, combinations_with_replacement, islice, product
from math import comb
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.possible import ANYTHING, Exactly, Span
from onboard_tui.deal.sums import NobodyToTell
from onboard_tui.interview.limits import MOST_ROWS
from onboard_tui.proof.domains import texts_of
from onboard_tui.proof.grid import grid_of
from onboard_tui.script.expression import (
    Column,
    Compare,
    Constant,
    CountRows,
    DaysUntil,
    Empty,
    Has,
    Member,
    Name,
    Rows,
    StateTest,
    SumRows,
)
from onboard_tui.script.functions import CellFilled
from onboard_tui.script.model import NUMBERS, QuestionType

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from onboard_tui.script.expression import Node, Row
    from onboard_tui.script.model import Column as Asked
    from onboard_tui.script.model import Question, Script

MOST_KINDS: Final = 4_000
"""Rows that are looked at to find those that conditions can tell apart."""
MOST_TABLES: Final = 300
"""Tables that are tried for one question."""
_MOST_COUNTED: Final = 6
_MOST_TICKED: Final = 4
_LISTED: Final = frozenset({QuestionType.YES_NO, QuestionType.SINGLE})
"""Types of columns of which every cell is tried."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables to try."""

    tried: tuple[tuple[Row, ...], ...]
    complete: bool
    """Whether conditions can see no table that looks different from all of these."""


def tables_of(question: Question, read_by: Sequence[Node], script: Script, today: date) -> Tables:
    """Give the tables to try for a question; `read_by` are the parts of conditions that may read it."""
    readers = [node for node in read_by if isinstance(node, Rows) and node.table == question.id]
    kinds, told_apart = _kinds_of_rows(question, readers, script, today)
    most = _most_counted(question.id, readers, read_by)
    exact = told_apart and most is not None and not any(isinstance(node, SumRows) for node in readers)
    times = (most or 2) + 1
    longest = min(question.max_rows or MOST_ROWS, MOST_TABLES)
    if times ** len(kinds) <= MOST_TABLES:
        mixes: Iterable[tuple[int, ...]] = product(range(times), repeat=len(kinds))
    elif comb(len(kinds) + longest, longest) <= MOST_TABLES:
        mixes = _up_to(longest, len(kinds))
    else:
        mixes, exact = _a_few(len(kinds), times), False
    tried = {}
    for mix in mixes:
        rows = tuple(row for row, count in zip(kinds, mix, strict=True) for _ in range(count))
        if rows:
            rows += (rows[-1],) * (question.min_rows - len(rows))
        if len(rows) <= (question.max_rows or MOST_ROWS):
            tried[tuple(map(id, rows))] = rows
    if question.min_rows > 1 and any(isinstance(node, CountRows) for node in readers):
        exact = False
    return Tables(tuple(sorted(tried.values(), key=len)), exact)


def _up_to(longest: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Give every mix of at most so many rows."""
    for size in range(longest + 1):
        for chosen in combinations_with_replacement(range(kinds), size):
            yield tuple(chosen.count(kind) for kind in range(kinds))


def _a_few(kinds: int, times: int) -> Iterator[tuple[int, ...]]:
    """Give mixes of few kinds of rows: none, one, two of them, and all."""
    for size in (0, 1, 2, kinds):
        for chosen in islice(combinations(range(kinds), size), MOST_TABLES // 3):
            yield tuple(int(place in chosen) for place in range(kinds))
    for place in range(min(kinds, MOST_TABLES // 10)):
        for count in range(2, times):
            yield tuple(count * (place == each) for each in range(kinds))


def _most_counted(table: str, readers: Sequence[Node], read_by: Sequence[Node]) -> int | None:
    """Give up to how many rows of a kind make a difference; None where that cannot be told."""
    counts = [node for node in readers if isinstance(node, CountRows)]
    most, compared = 1, 0
    for node in read_by:
        match node:
            case Compare(_, CountRows(name), Constant(number)) | Compare(
                _, Constant(number), CountRows(name)
            ) if name == table and isinstance(number, int):
                compared += 1
                most = max(most, number + 1)
    return most if compared == len(counts) and most <= _MOST_COUNTED else None


def _kinds_of_rows(
    question: Question, readers: Sequence[Node], script: Script, today: date
) -> tuple[list[Row], bool]:
    """Give a row of each kind that conditions tell apart, and whether there are no other kinds."""
    inside = [node for reader in readers for node in reader.walk()[1:]]
    listed = {column.id for column in question.columns if column.type in _LISTED}
    atoms = [node for node in inside if _is_about_a_column(node, listed)]
    read = {node.name for node in inside if isinstance(node, Column)}
    read |= {node.column for node in inside if isinstance(node, CellFilled)}
    covered = {id(part) for atom in atoms for part in atom.walk()}
    told_apart = all(id(node) in covered for node in inside if isinstance(node, Column))
    columns = [column for column in question.columns if column.id in read]
    cells = [_cells(column, inside, script, today) for column in columns]
    told_apart = told_apart and all(ANYTHING not in each for each in cells)
    size = 1
    for each in cells:
        size *= len(each)
    bodies = [reader.parts[0] for reader in readers]
    alone = not any(isinstance(node, Name | StateTest | Rows) for node in inside)
    judges = bodies if alone else atoms
    if not told_apart:
        judges = []
    nobody = NobodyToTell(today)
    blank: Row = {column.id: None for column in question.columns}
    kinds: dict[Any, Row] = {}
    for values in islice(product(*cells), MOST_KINDS):
        filled = zip((column.id for column in columns), values, strict=True)
        row = {**blank, **{name: value for name, value in filled if value is not ANYTHING}}
        seen = tuple(str(judge.run(nobody, row)) for judge in judges) if judges else values
        if seen not in kinds or _filled(row) < _filled(kinds[seen]):
            kinds[seen] = row
    return list(kinds.values()), told_apart and size <= MOST_KINDS


def _filled(row: Row) -> int:
    return sum(cell is not None for cell in row.values())


def _is_about_a_column(node: Node, listed: Collection[str]) -> bool:
    """Whether a part of a row condition looks at one column only, in a way that a few cells stand for."""
    match node:
        case Column(name) if name in listed:
            return True
        case (
            Compare(_, Column() | DaysUntil(Column()), Constant())
            | Compare(_, Constant(), Column() | DaysUntil(Column()))
            | Member(Column())
            | Has(Column())
            | Empty(Column())
            | CellFilled()
        ):
            return True
    return False


def _cells(column: Asked, inside: Sequence[Node], script: Script, today: date) -> list[Any]:
    """Give a cell for each way in which conditions can see one, the blank one last."""
    marks: set[Any] = set()
    for node in inside:
        match node:
            case Compare(_, Column(name), Constant(value)) | Compare(_, Constant(value), Column(name)) if (
                name == column.id
            ):
                marks.add(value)
            case Compare(_, DaysUntil(Column(name)), Constant(value)) if name == column.id:
                marks.add(today + timedelta(days=int(value)))  # type: ignore[arg-type] # a number of days
            case Member(Column(name), items) if name == column.id:
                marks.update(items)
            case Has(Column(name), option) if name == column.id:
                marks.add(option)
    return [*_filled_cells(column, marks, script, today), None]


def _filled_cells(column: Asked, marks: set[Any], script: Script, today: date) -> list[Any]:
    options = [option.id for option in column.options]
    match column.type:
        case QuestionType.YES_NO:
            return [True, False]
        case QuestionType.SINGLE:
            return options
        case QuestionType.MULTI:
            ticked = [option for option in options if option in marks]
            rest = [option for option in options if option not in marks][:1]
            choices = [*ticked[:_MOST_TICKED], *rest]
            some = [chosen for size in range(len(choices) + 1) for chosen in combinations(choices, size)]
            return some if len(ticked) <= _MOST_TICKED else [*some, ANYTHING]
        case kind if kind in NUMBERS or kind is QuestionType.DATE:
            grid = grid_of(column, script)
            return grid.around(marks) if marks else grid.likely(Span(), today)
    texts = texts_of(column, {mark for mark in marks if isinstance(mark, str)}, script)
    return sorted(texts.values) if isinstance(texts, Exactly) else [ANYTHING]
