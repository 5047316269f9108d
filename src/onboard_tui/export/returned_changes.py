"""What reads differently in a Word file that came back, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading, Item, SubClause, Table, Title, text_of
from onboard_tui.contract.marked_text import Mark
from onboard_tui.contract.redline import redline
from onboard_tui.export.returned import blocks_in
from onboard_tui.export.word.body import elements_by_block
from onboard_tui.export.word.writer import layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block, Cell, Paragraph
    from onboard_tui.contract.marked_table import MarkedRow
    from onboard_tui.contract.redline import MarkedBlock
    from onboard_tui.export.paper import Paper
    from onboard_tui.export.returned import Returned

    Words = tuple[Mark, str]

_BETWEEN_CELLS = (Mark.SAME, " | ")


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph or a row of a table that reads differently."""

    where: str
    """The clause as a reader finds it: its number and the title above it."""
    words: tuple[Words, ...]
    """All its words, those that went and those that came among them."""
    added: bool = False
    """Whether it is all new and stands after that clause."""


def changes_in(paper: Paper, returned: Returned) -> tuple[Change, ...]:
    """Compare a paper, as its Word file reads, with a file that came back.

    Page, header, footer, footnotes, text boxes and how the words look are not compared.
    """
    read = list(_read(paper))
    marked = redline([block for block, _ in read], returned.blocks)
    return tuple(_changes(marked, [where for _, where in read]))


def _changes(marked: Sequence[MarkedBlock], places: Sequence[str]) -> Iterator[Change]:
    coming = iter(places)
    where = places[0] if places else ""
    for each in marked:
        if each.was is not None:
            where = next(coming)
        if each.differs:
            for words in _words(each):
                yield Change(where, words, added=each.was is None)


def _read(paper: Paper) -> Iterator[tuple[Paragraph | Table, str]]:
    """Give a paper as its Word file reads, each paragraph and table with the clause that it is of."""
    title = where = number = ""
    made = elements_by_block(paper.document.blocks, layout_of(paper))
    for block, elements in zip(paper.document.blocks, made, strict=True):
        match block:
            case Title() | Heading():
                title = text_of(block.runs)
                number = block.number if isinstance(block, Heading) else ""
                where = f"{number} {title}".strip()
            case SubClause():
                number = block.number
                where = f"{number} {title}".strip()
            case Item():
                where = f"{number}{block.label} {title}".strip()
            case _:
                where = f"{number} {title}".strip()
        yield from ((read, where) for read in blocks_in(elements))


def _words(marked: MarkedBlock) -> Iterator[tuple[Words, ...]]:
    """Give the words of a block that differs: all of a paragraph, the rows that differ of a table."""
    if marked.texts:
        yield tuple((piece.mark, piece.text) for piece in marked.texts[0].pieces)
    elif marked.rows:
        yield from (_words_of_row(row) for row in marked.rows if row.differs)
    else:
        block = marked.was if marked.now is None else marked.now
        if block is not None:
            yield from (((marked.mark, text),) for text in _lines(block))


def _words_of_row(row: MarkedRow) -> tuple[Words, ...]:
    if row.was is None or row.now is None:
        cells = row.now if row.was is None else row.was
        return ((Mark.INSERTED if row.was is None else Mark.DELETED, _line(cells or ())),)
    texts = [[(piece.mark, piece.text) for piece in cell.pieces] for cell in row.cells]
    joined = chain.from_iterable((_BETWEEN_CELLS, *text) for text in texts)
    return tuple(joined)[1:]


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Table):
        yield from map(_line, (block.head, *block.rows))
    elif hasattr(block, "runs"):
        yield text_of(block.runs)


def _line(cells: Sequence[Cell]) -> str:
    return " | ".join(text_of(cell) for cell in cells)
