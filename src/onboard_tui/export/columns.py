"""How wide the columns of a table are: enough for their words, and alike in tables that are alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Align, Table, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onboard_tui.contract.document import Block, Cell

COLUMN_GAP = 220
"""Between two columns, in twentieths of a point as all widths here."""
MOST_INDENTED = 5
"""Columns up to which a table stands under its clause's text; a wider one needs the whole page."""
KEPT_TOGETHER = 6
"""Rows up to which a table is not split over two pages."""

_CHARACTER = 105
"""What a character of a table takes on average."""
_LONGEST_FIGURE = 20
"""Characters up to which a text that stands on the right is not broken into lines."""
_PEN_ROOM = 9
"""Characters' width that a column to be filled in by hand takes at least."""
_LONGEST_LABEL = 32
"""Characters up to which the first of two columns names what stands in the second."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a column asks for."""

    least: int
    """Room for its longest word."""
    wanted: int
    """Room for its longest text."""

    def also(self, other: Need) -> Need:
        """Give what two columns that are to be alike ask for."""
        return Need(max(self.least, other.least), max(self.wanted, other.wanted))


Needs = tuple[Need, ...]
Head = tuple[str, ...]


def head_of(table: Table) -> Head:
    """Give the names of a table's columns."""
    return tuple(map(text_of, table.head))


def has_labels(table: Table) -> bool:
    """Whether a table is a list of names and what each of them means here."""
    left = all(align is Align.LEFT for align in table.align)
    return (
        len(table.align) == 2 and left and all(len(text_of(row[0])) <= _LONGEST_LABEL for row in table.rows)
    )


def needs_by_head(blocks: Iterable[Block]) -> Mapping[Head, Needs]:
    """Give what the columns ask for in all tables of a document that name the same columns."""
    needs: dict[Head, Needs] = {}
    for table in blocks:
        if isinstance(table, Table):
            head, own = head_of(table), needs_of(table)
            before = needs.get(head, own)
            needs[head] = tuple(one.also(other) for one, other in zip(before, own, strict=True))
    return needs


def needs_of(table: Table) -> Needs:
    """Give what each column of a table asks for."""
    rows = (*table.rows, *([table.total] if table.total is not None else []))
    return tuple(
        _need(text_of(name), [text_of(row[index]) for row in rows], whole=align is not Align.LEFT)
        for index, (name, align) in enumerate(zip(table.head, table.align, strict=True))
    )


def _need(name: str, texts: Sequence[str], *, whole: bool) -> Need:
    """Give what a column asks for; figures are kept `whole`."""
    words = [word for text in (name, *texts) for word in text.split()]
    figures = [text for text in texts if whole and len(text) <= _LONGEST_FIGURE]
    least = max(map(len, (*words, *figures)), default=0)
    longest = max(map(len, (name, *texts)), default=0)
    if texts and not any(texts):
        least, longest = max(least, _PEN_ROOM), max(longest, _PEN_ROOM)
    return Need(least * _CHARACTER + COLUMN_GAP, longest * _CHARACTER + COLUMN_GAP)


def fits(needs: Needs, width: int) -> bool:
    """Whether every longest word has room."""
    return sum(min(need.least, width // 2) for need in needs) <= width


def column_widths(needs: Needs, width: int) -> list[int]:
    """Share a width: to each column its longest word, of the rest more to whoever holds more."""
    least = [min(need.least, width // 2) for need in needs]
    wanted = [max(min(need.wanted, width), low) for need, low in zip(needs, least, strict=True)]
    if sum(wanted) <= width:
        return _shared(wanted, width)
    if sum(least) >= width:
        return _shared(least, width)
    extra = _shared([high - low for low, high in zip(least, wanted, strict=True)], width - sum(least))
    return [low + more for low, more in zip(least, extra, strict=True)]


def _shared(parts: Sequence[int], width: int) -> list[int]:
    """Share a width in proportion to parts, to the last twentieth of a point."""
    shares = [width * part // sum(parts) for part in parts]
    shares[-1] += width - sum(shares)
    return shares


def is_for_a_pen(row: Sequence[Cell]) -> bool:
    """Whether a row is to be filled in by hand: nothing stands in it but, at most, what it is for."""
    return len(row) > 1 and not any(map(text_of, row[1:]))
