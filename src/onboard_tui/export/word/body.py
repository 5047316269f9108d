"""Walks the tree's blocks into paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from docx.oxml.ns import qn

from onboard_tui.contract.document import (
    Bullet,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Signature,
    SubClause,
    Table,
    Title,
)
from onboard_tui.export.columns import head_of
from onboard_tui.export.flow import leads_in
from onboard_tui.export.word.elements import w
from onboard_tui.export.word.paragraphs import bookmarked, framed, paragraph
from onboard_tui.export.word.signatures import signature_table
from onboard_tui.export.word.styles import TEXT_INDENT
from onboard_tui.export.word.tables import table_element
from onboard_tui.export.word.targets import DEEPEST_ITEM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Block
    from onboard_tui.export.columns import Head, Needs
    from onboard_tui.export.paper import Words
    from onboard_tui.export.word.runs import Context
    from onboard_tui.export.word.targets import Plan

_TABLE = qn("w:tbl")
_ITEM_STYLES = ("ClauseItem", "ClauseSubitem")
_HEADING_STYLES = ("Heading1", "Heading2", "Heading3")


@dataclass(frozen=True, slots=True)
class Layout:
    """What the walk needs besides the blocks."""

    width: int
    """Of the text, in twentieths of a point."""
    words: Words
    context: Context
    plan: Plan
    needs: Mapping[Head, Needs]
    """What the columns of the document's tables ask for."""


def body_elements(blocks: Sequence[Block], layout: Layout) -> Iterator[BaseOxmlElement]:
    """Give all paragraphs and tables of a document, in order."""
    return (element for made in elements_by_block(blocks, layout) for element in made)


def elements_by_block(blocks: Sequence[Block], layout: Layout) -> Iterator[list[BaseOxmlElement]]:
    """Give what each block of a document becomes, in order; nothing for a page break."""
    in_clause = new_page = False
    for index, block in enumerate(blocks):
        if isinstance(block, PageBreak):
            new_page = True
            yield []
            continue
        if isinstance(block, Title | Heading):
            in_clause = isinstance(block, Heading) and bool(block.number or (block.level > 1 and in_clause))
        made = _elements(blocks, index, layout, in_clause=in_clause)
        if new_page and made:
            made = _on_a_new_page(made)
            new_page = False
        if made and index + 1 < len(blocks) and leads_in(block, blocks[index + 1]):
            made[-1][0].insert(1, w("keepNext"))
        yield made


def _elements(
    blocks: Sequence[Block], index: int, layout: Layout, *, in_clause: bool
) -> list[BaseOxmlElement]:
    """Give what one block becomes; places to sign are put together where the first one stands."""
    block = blocks[index]
    match block:
        case Table():
            indent = TEXT_INDENT if in_clause else 0
            needs = layout.needs[head_of(block)]
            table = table_element(block, needs, layout.width, layout.context, indent=indent)
            return [table, framed("AfterTable")]
        case Signature():
            if index and isinstance(blocks[index - 1], Signature):
                return []
            places = _signatures_from(blocks, index)
            return [signature_table(places, layout.width, layout.words, layout.context), framed("AfterTable")]
        case Heading() | SubClause() | Item():
            return [_numbered(block, index, layout, in_clause=in_clause)]
        case Title():
            return [paragraph("Title" if index == 0 else "FrontHeading", block.runs, layout.context)]
        case Bullet():
            return [paragraph("ClauseBullet" if in_clause else "ListBullet", block.runs, layout.context)]
        case Paragraph():
            return [paragraph("ClauseText" if in_clause else "Normal", block.runs, layout.context)]
        case PageBreak():
            return []
    assert_never(block)


def _signatures_from(blocks: Sequence[Block], index: int) -> list[Signature]:
    """Give the places to sign that follow each other from here."""
    places: list[Signature] = []
    for block in blocks[index:]:
        if not isinstance(block, Signature):
            break
        places.append(block)
    return places


def _numbered(
    block: Heading | SubClause | Item, index: int, layout: Layout, *, in_clause: bool
) -> BaseOxmlElement:
    """Give a block that may carry a number: counted by Word where it counts the same, else as text."""
    if isinstance(block, Heading):
        style, number = _heading_style(block, in_clause=in_clause), block.number
    elif isinstance(block, SubClause):
        style, number = ("Clause" if block.number else "ClauseText" if in_clause else "Normal"), block.number
    else:
        style, number = _ITEM_STYLES[min(max(block.level, 1), DEEPEST_ITEM) - 1], block.label
    counted = index in layout.plan.counted
    element = paragraph(
        style,
        block.runs,
        layout.context,
        counted=counted or style not in {"Heading1", "Clause", *_ITEM_STYLES},
        literal="" if counted else number,
        turns=False,
    )
    target = layout.plan.bookmarks.get(index)
    return element if target is None else bookmarked(element, target.bookmark, index)


def _heading_style(heading: Heading, *, in_clause: bool) -> str:
    """Give the style of a heading's level; without a number a first level stands free of the list."""
    if heading.level == 1 and not heading.number:
        return "FrontHeading"
    if heading.level == 2 and in_clause:
        return "ClauseHeading"
    return _HEADING_STYLES[min(max(heading.level, 1), len(_HEADING_STYLES)) - 1]


def _on_a_new_page(elements: list[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """Let the first paragraph begin a page; before a table a small one is put in."""
    if elements[0].tag == _TABLE:
        elements = [framed("AfterTable"), *elements]
    elements[0][0].insert(1, w("pageBreakBefore"))
    return elements
