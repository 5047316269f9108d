"""Tables with light rules: the head repeated, rows never split, the total set apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Align
from onboard_tui.export.word.elements import w
from onboard_tui.export.word.paragraphs import paragraph
from onboard_tui.export.word.styles import INK, RULE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Cell, Table
    from onboard_tui.export.word.runs import Context

_CHARACTER = 105
"""Twentieths of a point that a character of a table takes on average."""
_GAP = 220
"""Between two columns."""
_ALIGNMENTS = {Align.LEFT: None, Align.RIGHT: "right", Align.CENTER: "center"}


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


def table_element(table: Table, width: int, context: Context, *, indent: int = 0) -> BaseOxmlElement:
    """Make a table of the tree; a head that says nothing is left out.

    `indent` is kept free before the table where its longest words still fit.
    """
    least, _ = _wants(table, width)
    indent = indent if sum(least) <= width - indent else 0
    columns = Columns(column_widths(table, width - indent), [_ALIGNMENTS[align] for align in table.align])
    label = "TableLabel" if len(table.align) == 2 and not any(columns.alignments) else "TableText"
    element = table_frame(columns.widths, context, _RULES, indent=indent)
    if any(run.text for cell in table.head for run in cell):
        element.append(_head_row(table.head, columns, context))
    for index, row in enumerate(table.rows):
        last = table.total is not None and index == len(table.rows) - 1
        styles = (label, *["TableText"] * (len(row) - 1))
        element.append(_row(row, styles, columns, context, rule=FIRM if last else None))
    if table.total is not None:
        element.append(_row(table.total, ["TableTotal"] * len(table.total), columns, context))
    return element


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
    margins = (w("left", w=0, type="dxa"), w("right", w=_GAP, type="dxa"))
    properties.append(w("tblCellMar", *margins))
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
    """Make a cell; `rule` is drawn below it, `flush` text runs to its end, `low` text stands at its foot."""
    properties = w("tcPr", w("tcW", w=width, type="dxa"))
    if rule is not None:
        properties.append(w("tcBorders", *_lines({"bottom": rule})))
    if flush:
        properties.append(w("tcMar", w("right", w=0, type="dxa")))
    if low:
        properties.append(w("vAlign", val="bottom"))
    return w("tc", properties, *content)


def row_element(cells: Iterable[BaseOxmlElement], *, head: bool = False) -> BaseOxmlElement:
    """Make a row that stays on one page; a head row comes again on each page."""
    properties = w("trPr", w("cantSplit"))
    if head:
        properties.append(w("tblHeader"))
    return w("tr", properties, *cells)


def column_widths(table: Table, width: int) -> list[int]:
    """Share a width among columns: each as wide as its longest word, the rest by what each holds."""
    least, wanted = _wants(table, width)
    if sum(wanted) <= width:
        return _shared(wanted, width)
    if sum(least) >= width:
        return _shared(least, width)
    extra = _shared([high - low for low, high in zip(least, wanted, strict=True)], width - sum(least))
    return [low + more for low, more in zip(least, extra, strict=True)]


def _wants(table: Table, width: int) -> tuple[list[int], list[int]]:
    """Give for each column the width of its longest word, at most half of all, and of its longest text."""
    rows = [table.head, *table.rows, *([table.total] if table.total is not None else [])]
    least, wanted = [], []
    for index in range(len(table.align)):
        texts = ["".join(run.text for run in row[index]) for row in rows]
        longest_word = max((len(word) for text in texts for word in text.split()), default=0)
        longest = max((len(text) for text in texts), default=0)
        least.append(min(longest_word * _CHARACTER + _GAP, width // 2))
        wanted.append(max(min(longest * _CHARACTER + _GAP, width), least[-1]))
    return least, wanted


def _shared(parts: Sequence[int], width: int) -> list[int]:
    """Share a width in proportion to parts, to the last twentieth of a point."""
    shares = [width * part // sum(parts) for part in parts]
    shares[-1] += width - sum(shares)
    return shares


def _head_row(cells: Sequence[Cell], columns: Columns, context: Context) -> BaseOxmlElement:
    """Make the row that names the columns."""
    styles = ["TableHead"] * len(cells)
    return row_element(_cells(cells, styles, columns, context, rule=FIRM, low=True), head=True)


def _row(
    cells: Sequence[Cell],
    styles: Sequence[str],
    columns: Columns,
    context: Context,
    *,
    rule: Rule | None = None,
) -> BaseOxmlElement:
    """Make a row of the tree's cells."""
    return row_element(_cells(cells, styles, columns, context, rule=rule))


def _cells(
    cells: Sequence[Cell],
    styles: Sequence[str],
    columns: Columns,
    context: Context,
    *,
    rule: Rule | None,
    low: bool = False,
) -> Iterator[BaseOxmlElement]:
    """Make a row's cells."""
    places = zip(cells, styles, columns.widths, columns.alignments, strict=True)
    for index, (cell, style, width, align) in enumerate(places, start=1):
        content = [paragraph(style, cell, context, align=align)]
        yield cell_element(width, content, rule=rule, flush=index == len(cells), low=low)


def _lines(rules: Mapping[str, Rule]) -> Iterable[BaseOxmlElement]:
    """Give the rules of a table or a cell, in the schema's order."""
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in rules:
            yield w(side, val="single", sz=rules[side].size, space=0, color=rules[side].color)
