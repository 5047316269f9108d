"""Two forms of a table, row by row: what stayed, what came and what went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.likeness import ALIKE, bags, share
from onboard_tui.contract.marked_text import MarkedText, look_of, marked_text
from onboard_tui.contract.matching import aligned

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from onboard_tui.contract.document import Cell, Table

_SAME_SUBJECT: Final = 1.0
"""The likeness that rows have by beginning with the same words."""


class RowPart(StrEnum):
    """What a row is in its table."""

    HEAD = "head"
    BODY = "body"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of a table that stands in both papers."""

    part: RowPart
    was: tuple[Cell, ...] | None
    """None where the row came."""
    now: tuple[Cell, ...] | None
    """None where the row went."""
    cells: tuple[MarkedText, ...] = ()
    """Where the row stands in both."""

    @property
    def differs(self) -> bool:
        """Whether the row came or went, or any words in it."""
        return self.was is None or self.now is None or any(cell.differs for cell in self.cells)

    @property
    def accepted(self) -> tuple[Cell, ...] | None:
        """The row in the later table, if it stands there."""
        return tuple(cell.accepted for cell in self.cells) if self.was is not None and self.now else self.now

    @property
    def rejected(self) -> tuple[Cell, ...] | None:
        """The row in the earlier table, if it stands there."""
        return tuple(cell.rejected for cell in self.cells) if self.now is not None and self.was else self.was


def marked_rows(was: Table, now: Table) -> Iterator[MarkedRow]:
    """Compare two forms of a table; head and total only with their like."""
    olds, news = list(_rows(was)), list(_rows(now))
    old_bag, new_bag = (
        bags((run for cell in row for run in cell) for _, row in rows) for rows in (olds, news)
    )

    def likeness(i: int, j: int) -> float:
        (part, old), (other, new) = olds[i], news[j]
        if part is not other or len(old) != len(new):
            return 0.0
        if part is not RowPart.BODY:
            return _SAME_SUBJECT
        subject = old and look_of(old[0])
        alike = share(old_bag(i), new_bag(j))
        if subject and subject == look_of(new[0]):
            return alike + _SAME_SUBJECT
        return alike if alike >= ALIKE else 0.0

    for one, other in aligned(rows_look(was), rows_look(now), likeness):
        old, new = None if one is None else olds[one], None if other is None else news[other]
        if old is not None and new is not None:
            cells = tuple(marked_text(was, now) for was, now in zip(old[1], new[1], strict=True))
            yield MarkedRow(old[0], old[1], new[1], cells)
        elif old is not None:
            yield MarkedRow(old[0], old[1], None)
        elif new is not None:
            yield MarkedRow(new[0], None, new[1])


def rows_look(table: Table) -> list[Hashable]:
    """Give for each row what two rows have equal if they read the same."""
    return [(part, *map(look_of, row)) for part, row in _rows(table)]


def refilled_table(table: Table, rows: Sequence[tuple[RowPart, tuple[Cell, ...] | None]]) -> Table:
    """Give a table with the rows that stand in it, of those that were marked."""
    stand = [(part, row) for part, row in rows if row is not None]
    return replace(
        table,
        head=next(row for part, row in stand if part is RowPart.HEAD),
        rows=tuple(row for part, row in stand if part is RowPart.BODY),
        total=next((row for part, row in stand if part is RowPart.TOTAL), None),
    )


def _rows(table: Table) -> Iterator[tuple[RowPart, tuple[Cell, ...]]]:
    yield RowPart.HEAD, table.head
    yield from ((RowPart.BODY, row) for row in table.rows)
    if table.total is not None:
        yield RowPart.TOTAL, table.total
