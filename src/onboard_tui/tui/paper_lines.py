"""The lines of a contract's text: numbers in a gutter, text beside it, tables as wide as there is room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Heading,
    Item,
    PageBreak,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
)
from onboard_tui.tui.plain import FAINT, MUTED, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

GUTTER = 6
"""Cells that the numbers stand in."""
STEP = 4
"""Cells by which a list stands in from the text."""
BETWEEN_COLUMNS = 2
MOST_LINES = 5
"""Where a cell of a table would take more lines than this, each row is told as a list."""
FEW_COLUMNS = 4
"""Tables of more columns than these may stand in the gutter."""
TO_FILL_IN = 28
"""Cells of a line to write on."""

LOOKS: Mapping[RunKind, str] = {
    RunKind.TEXT: "",
    RunKind.ANSWER: "$text-primary",
    RunKind.COMPUTED: "",
    RunKind.OPEN: "bold $text-warning",
    RunKind.EDITED: "$text-accent",
    RunKind.REF: "",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A line of a list that is no part of a paper: a sign, and text beside it."""

    sign: Content
    text: Content


@dataclass(frozen=True, slots=True)
class Edited:
    """A block of a paper with other text than its own: what came and went in it."""

    block: Block
    text: Content


Shown = Block | Content | Marked | Edited
"""What a section on the screen is made of."""


def text_lines(blocks: Iterable[Shown], width: int, gutter: int) -> Iterator[Content]:
    """Give the lines of blocks, a blank line between two unless they belong together."""
    before: Shown | None = None
    for block in blocks:
        if isinstance(block, PageBreak):
            continue
        if before is not None and not _belongs(block, before):
            yield Content()
        yield from block_lines(block, width, gutter)
        before = block


def _belongs(block: Shown, before: Shown) -> bool:
    kinds = (each.block if isinstance(each, Edited) else each for each in (block, before))
    return isinstance(block, Marked) or all(isinstance(kind, (Bullet, Item)) for kind in kinds)


def block_lines(block: Shown, width: int, gutter: int) -> Iterator[Content]:
    """Give the lines of one block; its text begins at the gutter's right edge."""
    match block:
        case Content():
            yield from _hanging(Content(), block, width, 0)
        case Marked(sign=sign, text=text):
            yield from _hanging(sign, text, width, 2)
        case Edited(block=edited, text=text):
            yield from _worded_lines(edited, text, width, gutter)
        case Table():
            yield from _table_beside_the_gutter(block, width, gutter)
        case Signature():
            yield from (_indented(line, gutter) for line in _signature(block))
        case PageBreak():
            yield Content()
        case _:
            yield from _worded_lines(block, run_text(block.runs), width, gutter)


def _worded_lines(block: Block, text: Content, width: int, gutter: int) -> Iterator[Content]:
    """Give the lines of a block whose words are known, each kind with its number or sign."""
    match block:
        case Heading(level=level, number=number):
            style = "bold $accent" if level == 1 else "bold"
            yield from _hanging(plain(number, style), text.stylize_before(style), width, gutter)
        case SubClause(number=number):
            yield from _hanging(plain(number, MUTED), text, width, GUTTER)
        case Item(label=label, level=level):
            lead = Content(" " * (gutter + STEP * (level - 1))) + plain(label, MUTED)
            yield from _hanging(lead, text, width, gutter + STEP * level)
        case Bullet():
            lead = Content(" " * gutter) + Content.styled("•", MUTED)
            yield from _hanging(lead, text, width, gutter + 2)
        case _:
            yield from _hanging(Content(), text, width, gutter)


def run_text(runs: Iterable[Run]) -> Content:
    """Give runs in their looks; what is to be confirmed stands out."""
    parts = []
    for run in runs:
        look = f"{'bold ' if run.bold else ''}{'italic ' if run.italic else ''}{LOOKS[run.kind]}".strip()
        parts.append(plain(run.text, look))
    return Content("").join(parts)


def _hanging(lead: Content, text: Content, width: int, indent: int) -> Iterator[Content]:
    """Give text wrapped beside its lead."""
    room = max(STEP, width - indent)
    for number, line in enumerate(text.wrap(room)):
        if number == 0:
            yield lead.pad_right(max(0, indent - lead.cell_length)) + line.rstrip_end(room)
        else:
            yield Content(" " * indent) + line.rstrip_end(room)


def _indented(line: Content, gutter: int) -> Content:
    return Content(" " * gutter) + line


def _signature(place: Signature) -> Iterator[Content]:
    yield run_text(place.party).stylize_before("bold")
    for what, runs in (("Name", place.name), ("Position", place.title), ("Signature", ()), ("Date", ())):
        said = run_text(runs) if runs else Content.styled("_" * TO_FILL_IN, FAINT)
        yield plain(f"{what:<10}", MUTED) + said


# Tables


def _table_beside_the_gutter(table: Table, width: int, gutter: int) -> Iterator[Content]:
    """Give a table where the text stands; in the gutter too where only that makes room for its columns."""
    lines = list(table_lines(table, width - gutter))
    wide = list(table_lines(table, width)) if gutter and len(table.head) > FEW_COLUMNS else lines
    if len(wide) < len(lines):
        yield from wide
    else:
        yield from (_indented(line, gutter) for line in lines)


def table_lines(table: Table, width: int) -> Iterator[Content]:
    """Give a table in columns; where they would be too narrow to read, row by row."""
    head = [run_text(cell) for cell in table.head]
    rows = [[run_text(cell) for cell in row] for row in table.rows]
    total = [run_text(cell) for cell in table.total] if table.total else None
    body = [*rows, total] if total else rows
    widths = column_widths(head, body, table.align, width)
    if widths is None:
        yield from _as_lists(head, body, width)
        return
    yield from _row([cell.stylize_before(f"bold {MUTED}") for cell in head], widths, table.align)
    rule = Content.styled("─" * (sum(widths) + BETWEEN_COLUMNS * (len(widths) - 1)), FAINT)
    yield rule
    told = [list(_row(row, widths, table.align)) for row in rows]
    airy = any(len(lines) > 1 for lines in told)
    for number, lines in enumerate(told):
        if number and airy:
            yield Content()
        yield from lines
    if total:
        yield rule
        yield from _row([cell.stylize_before("bold") for cell in total], widths, table.align)


def column_widths(
    head: Sequence[Content], rows: Sequence[Sequence[Content]], align: Sequence[Align], width: int
) -> list[int] | None:
    """Give the widths of the columns, the widest ones cut back alike; none where that leaves too little.

    No word is cut, nor is a figure, which stands at the right of its column.
    """
    wanted, least = [], []
    for title, cells, how in zip(
        head, zip(*rows, strict=True) if rows else [()] * len(head), align, strict=True
    ):
        lines = [line.cell_length for cell in cells for line in cell.split("\n")]
        words = [cell_len(word) for each in (title, *cells) for word in each.plain.split()]
        wanted.append(max([title.cell_length, *lines]))
        figures = lines if how is Align.RIGHT else []
        least.append(max([1, *words, *figures]))
    room = width - BETWEEN_COLUMNS * (len(wanted) - 1)
    cut = max(wanted, default=0)
    while cut and sum(map(max, least, (min(each, cut) for each in wanted))) > room:
        cut -= 1
    widths = [max(each, min(most, cut)) for each, most in zip(least, wanted, strict=True)]
    tall = any(most > MOST_LINES * each for each, most in zip(widths, wanted, strict=True))
    return None if sum(widths) > room or tall else widths


def _row(cells: Sequence[Content], widths: Sequence[int], align: Sequence[Align]) -> Iterator[Content]:
    wrapped = [cell.wrap(width) or [Content()] for cell, width in zip(cells, widths, strict=True)]
    gap = Content(" " * BETWEEN_COLUMNS)
    for number in range(max(len(lines) for lines in wrapped)):
        parts = [
            _placed(lines[number] if number < len(lines) else Content(), width, how)
            for lines, width, how in zip(wrapped, widths, align, strict=True)
        ]
        yield gap.join(parts)


def _placed(text: Content, width: int, align: Align) -> Content:
    text = text.rstrip_end(width).rstrip()
    room = max(0, width - text.cell_length)
    if align is Align.RIGHT:
        return text.pad_left(room)
    if align is Align.CENTER:
        return text.pad(room // 2, room - room // 2)
    return text.pad_right(room)


def _as_lists(head: Sequence[Content], rows: Sequence[Sequence[Content]], width: int) -> Iterator[Content]:
    """Give each row as lines of what and value; the first one names it."""
    for number, row in enumerate(rows):
        if number:
            yield Content()
        if row[0]:
            yield from _hanging(Content(), row[0].stylize_before("bold"), width, 0)
        for what, cell in zip(head[1:], row[1:], strict=True):
            if cell:
                said = Content.assemble((str(what), MUTED), (": ", MUTED), cell)
                yield from _hanging(Content(), said, width, 2)
