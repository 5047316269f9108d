"""Tables with light rules: the head repeated, rows never split, the total set apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Align, text_of
from onboard_tui.export.columns import (
    COLUMN_GAP,
    KEPT_TOGETHER,
    MOST_INDENTED,
    column_widths,
    fits,
    has_labels,
    is_for_a_pen,
)
from onboard_tui.export.scripts import runs_read_right_to_left
from onboard_tui.export.word.elements import copied, w
from onboard_tui.export.word.paragraphs import paragraph
from onboard_tui.export.word.styles import INK, RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Cell, Table
    from onboard_tui.export.columns import Needs
    from onboard_tui.export.word.runs import Context

_ALIGNMENTS = {Align.LEFT: None, Align.RIGHT: "right", Align.CENTER: "center"}
PEN_ROOM = 440
"""The height of a row that is filled in by hand, in twentieths of a point."""
_TURNED = {None: "right", "right": "left", "center": "center"}
"""The same sides in a paragraph that runs against its document, where Word counts them from the other end."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line of a table, in eighths of a point."""

    size: int
    color: str


HAIRLINE = Rule(4, RULE)
FIRM = Rule(6, INK)
_RULES = {"top": HAIRLINE, "bottom": FIRM, "insideH": HAIRLINE}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: how wide they are, in twentieths of a point, and how they stand."""

    widths: Sequence[int]
    alignments: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class RowLook:
    """How a row looks; `first` is the style of its first cell where that differs."""

    style: str
    first: str = ""
    rule: Rule | None = None
    """Drawn below it."""
    keep_next: bool = False
    head: bool = False


def table_element(
    table: Table, needs: Needs, width: int, context: Context, *, indent: int = 0
) -> BaseOxmlElement:
    """Make a table of the tree; a head that says nothing is left out.

    `indent` is kept free before a table of few columns, where its longest words still fit.
    """
    first = "TableLabel" if not indent and has_labels(table) else ""
    indent = indent if len(needs) <= MOST_INDENTED and fits(needs, width - indent) else 0
    alignments = [_ALIGNMENTS[align] for align in table.align]
    columns = Columns(column_widths(needs, width - indent), alignments)
    element = table_frame(columns.widths, context, _RULES, indent=indent)
    if any(map(text_of, table.head)):
        element.append(_row(table.head, RowLook("TableHead", rule=FIRM, head=True), columns, context))
    for index, row in enumerate(table.rows):
        before_total = table.total is not None and index == len(table.rows) - 1
        keep_next = _kept(index, len(table.rows) + (table.total is not None))
        look = RowLook("TableText", first, FIRM if before_total else None, keep_next)
        element.append(_row(row, look, columns, context))
    if table.total is not None:
        element.append(_row(table.total, RowLook("TableTotal"), columns, context))
    return element


def _kept(index: int, count: int) -> bool:
    """Whether a row stays with the next: short tables whole, long ones never with a single row on a page."""
    last = count - 1
    return index < last and (count <= KEPT_TOGETHER or index in {0, last - 1})


def table_frame(
    widths: Sequence[int], context: Context, rules: Mapping[str, Rule], *, indent: int = 0
) -> BaseOxmlElement:
    """Make a table without rows; sides that have no rule are left open."""
    properties = w("tblPr")
    if context.rtl:
        properties.append(w("bidiVisual"))
    properties.append(w("tblW", w=sum(widths), type="dxa"))
    properties.append(w("tblInd", w=indent, type="dxa"))
    properties.append(w("tblBorders", *_lines(rules)))
    properties.append(w("tblLayout", type="fixed"))
    # Word processors do not agree on which side is meant where columns run from right to left.
    before, behind = (COLUMN_GAP // 2, COLUMN_GAP // 2) if context.rtl else (0, COLUMN_GAP)
    properties.append(w("tblCellMar", w("left", w=before, type="dxa"), w("right", w=behind, type="dxa")))
    properties.append(
        w("tblLook", val="0020", firstRow=1, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))


def cell_element(
    width: int,
    content: Iterable[BaseOxmlElement],
    *,
    rule: Rule | None = None,
    flush: bool = False,
    low: bool = False,
) -> BaseOxmlElement:
    """Make a cell; `rule` is drawn below it, `flush` text fills its width, `low` text stands at its foot."""
    cell = _empty_cell(width, rule=rule, flush=flush, low=low)
    cell.extend(content)
    return cell


@copied
def _empty_cell(width: int, *, rule: Rule | None, flush: bool, low: bool) -> BaseOxmlElement:
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if rule is not None:
        properties.append(w("tcBorders", *_lines({"bottom": rule})))
    if flush:
        properties.append(w("tcMar", w("left", w=0, type="dxa"), w("right", w=0, type="dxa")))
    if low:
        properties.append(w("vAlign", val="bottom"))
    return w("tc", properties)


def row_element(cells: Iterable[BaseOxmlElement], *, head: bool = False, height: int = 0) -> BaseOxmlElement:
    """Make a row that stays on one page; a head row comes again on each page, and `height` is the least it has."""
    row = _empty_row(head=head, height=height)
    row.extend(cells)
    return row


@copied
def _empty_row(*, head: bool, height: int) -> BaseOxmlElement:
    properties = w("trPr", w("cantSplit"))
    if height:
        properties.append(w("trHeight", val=height, hRule="atLeast"))
    if head:
        properties.append(w("tblHeader"))
    return w("tr", properties)


def _row(cells: Sequence[Cell], look: RowLook, columns: Columns, context: Context) -> BaseOxmlElement:
    """Make a row of the tree's cells; the last cell's text runs to the end of the rules."""
    made = []
    for index, (cell, width, side) in enumerate(zip(cells, columns.widths, columns.alignments, strict=True)):
        style = look.first if look.first and index == 0 else look.style
        turned = runs_read_right_to_left(cell, default=context.rtl) != context.rtl
        align = _TURNED[side] if turned else side
        content = paragraph(style, cell, context, align=align, keep_next=look.keep_next)
        flush = index == len(cells) - 1 and not context.rtl
        made.append(cell_element(width, [content], rule=look.rule, flush=flush, low=look.head))
    height = PEN_ROOM if is_for_a_pen(cells) and not look.head else 0
    return row_element(made, head=look.head, height=height)


def _lines(rules: Mapping[str, Rule]) -> Iterator[BaseOxmlElement]:
    """Give the rules of a table or a cell, in the schema's order."""
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in rules:
            yield w(side, val="single", sz=rules[side].size, space=0, color=rules[side].color)
