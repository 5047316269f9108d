"""Tables in two forms put together: rows that came and went, and words in those that stayed."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from onboard_tui.contract.document import text_of
from onboard_tui.contract.marked_table import RowPart
from onboard_tui.contract.marked_text import Mark
from onboard_tui.export.word.elements import w
from onboard_tui.export.word.redline_text import merged_paragraph, paragraph_on_one_side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Cell
    from onboard_tui.contract.marked_table import MarkedRow
    from onboard_tui.contract.marked_text import MarkedText
    from onboard_tui.export.word.redline_marks import Reviser

_ROW = qn("w:tr")
_CELL = qn("w:tc")
_PARAGRAPH = qn("w:p")


def merged_table(
    was: BaseOxmlElement, now: BaseOxmlElement, rows: Sequence[MarkedRow], reviser: Reviser
) -> BaseOxmlElement:
    """Give one table of its two forms, as wide as the later one; without `rows` each row stands for itself."""
    old, new = list(was.iter(_ROW)), list(now.iter(_ROW))
    frame = [each for each in now if each.tag != _ROW]
    made = []
    for before, after, cells in _beside(old, new, rows):
        if before is not None and after is not None:
            made.append(_merged_row(before, after, cells, reviser))
        elif before is not None:
            made.append(_row_on_one_side(before, Mark.DELETED, reviser))
        elif after is not None:
            made.append(_row_on_one_side(after, Mark.INSERTED, reviser))
    return w("tbl", *frame, *made)


def table_on_one_side(table: BaseOxmlElement, mark: Mark, reviser: Reviser) -> BaseOxmlElement:
    """Give a table that stands in one paper only."""
    frame = [each for each in table if each.tag != _ROW]
    rows = [_row_on_one_side(row, mark, reviser) for row in list(table.iter(_ROW))]
    return w("tbl", *frame, *rows)


def _beside(
    old: Sequence[BaseOxmlElement], new: Sequence[BaseOxmlElement], rows: Sequence[MarkedRow]
) -> Iterator[tuple[BaseOxmlElement | None, BaseOxmlElement | None, Sequence[MarkedText]]]:
    """Give the rows as written, each beside its other form."""
    if not rows:
        yield from ((before, after, ()) for before, after in zip_longest(old, new))
        return
    olds, news = iter(old), iter(new)
    for row in rows:
        before = next(olds) if _is_written(row.part, row.was) else None
        after = next(news) if _is_written(row.part, row.now) else None
        if before is not None or after is not None:
            yield before, after, row.cells


def _is_written(part: RowPart, row: Sequence[Cell] | None) -> bool:
    """Whether the writer makes a row of it; a head that says nothing is left out."""
    return row is not None and (part is not RowPart.HEAD or any(map(text_of, row)))


def _merged_row(
    was: BaseOxmlElement, now: BaseOxmlElement, texts: Sequence[MarkedText], reviser: Reviser
) -> BaseOxmlElement:
    """Give one row of its two forms; every cell of ours holds one paragraph."""
    frame = [each for each in now if each.tag != _CELL]
    cells = []
    for before, after, text in zip_longest(list(was.iter(_CELL)), list(now.iter(_CELL)), texts):
        (old,), (new,) = before.iter(_PARAGRAPH), after.iter(_PARAGRAPH)
        properties = reviser.properties(new[0], old[0])
        kept = [each for each in after if each.tag != _PARAGRAPH]
        cells.append(w("tc", *kept, merged_paragraph(old, new, text, properties, reviser)))
    return w("tr", *frame, *cells)


def _row_on_one_side(row: BaseOxmlElement, mark: Mark, reviser: Reviser) -> BaseOxmlElement:
    """Give a row that stands in one form of its table only, marked itself and in all that it holds."""
    properties = row[0]
    properties.append(reviser.mark(mark))
    cells = []
    for cell in list(row.iter(_CELL)):
        kept = [each for each in cell if each.tag != _PARAGRAPH]
        (paragraph,) = cell.iter(_PARAGRAPH)
        ended = reviser.properties(paragraph[0], mark=mark)
        cells.append(w("tc", *kept, paragraph_on_one_side(paragraph, mark, ended, reviser)))
    return w("tr", properties, *cells)
