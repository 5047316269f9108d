"""Walks the tree's blocks into HTML elements."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, assert_never

from onboard_tui.contract.document import (
    Align,
    Bullet,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Signature,
    SubClause,
    Table,
    Title,
    text_of,
)
from onboard_tui.export.anchors import anchor, targets_of
from onboard_tui.export.columns import has_labels, is_for_a_pen
from onboard_tui.export.html_text import direction, escaped, in_direction, inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Block, Cell, Run
    from onboard_tui.export.paper import Words

_DEEPEST_HEADING = 6
_LONGEST_WORD = 24
"""Letters up to which a word in a table is never broken."""
_ALIGNMENTS = {Align.LEFT: "", Align.RIGHT: "right", Align.CENTER: "center"}

Place = tuple[int, "Block"]
"""A block and where it stands among the blocks."""


@dataclass(frozen=True, slots=True)
class View:
    """What the walk needs besides the blocks."""

    words: Words
    rtl: bool
    """Whether the document runs from right to left."""
    names: Mapping[int, str]
    """Names of elements, by the place of their block."""
    links: Mapping[str, str]
    """Names of elements, by the id that references use."""
    depths: Mapping[int, int]
    """How deep each title and heading stands, by its place."""
    labels: Mapping[int, str]
    """The element that each table is named by, by the table's place."""


def body_lines(blocks: Sequence[Block], words: Words, *, rtl: bool) -> Iterator[str]:
    """Give all blocks as lines of HTML, what stands under a heading of the first level as one section."""
    view = _view(blocks, words, rtl=rtl)
    open_section = False
    for _, members in groupby(enumerate(blocks), key=_group):
        group = list(members)
        block = group[0][1]
        if isinstance(block, Title) or (isinstance(block, Heading) and block.level <= 1):
            if open_section:
                yield "</section>"
            open_section = isinstance(block, Heading)
            if isinstance(block, Heading):
                yield '<section class="clause">' if block.number else "<section>"
        yield from _element(group, view)
    if open_section:
        yield "</section>"


def _group(place: Place) -> object:
    """Put items, bullets and places to sign that follow each other together; all else stands alone."""
    index, block = place
    return type(block) if isinstance(block, Item | Bullet | Signature) else index


def _view(blocks: Sequence[Block], words: Words, *, rtl: bool) -> View:
    """Name what can be referred to, and find how headings and tables stand to each other."""
    targets = targets_of(blocks)
    names = {index: anchor(name, index) for name, index in targets.items()}
    links = {name: names[index] for name, index in targets.items()}
    depths: dict[int, int] = {}
    labels: dict[int, str] = {}
    taken = set(names.values())
    depth, label, titled = 1, "", False
    for index, block in enumerate(blocks):
        match block:
            case Title():
                depths[index] = depth = 2 if titled else 1
                titled = True
                label = ""
            case Heading():
                depths[index] = depth = min(max(block.level, 1) + 1, depth + 1, _DEEPEST_HEADING)
                if index not in names:
                    wanted = anchor(block.id, index)
                    names[index] = wanted if wanted not in taken else f"block-{index}"
                    taken.add(names[index])
                label = names[index]
            case Table() if label:
                labels[index] = label
    return View(words, rtl, names, links, depths, labels)


def _element(group: Sequence[Place], view: View) -> Iterator[str]:
    """Give what one block becomes, or several that belong together."""
    index, block = group[0]
    match block:
        case Title() | Heading():
            tag = f"h{view.depths[index]}"
            yield _numbered(tag, index, block.number if isinstance(block, Heading) else "", block.runs, view)
        case SubClause():
            yield _numbered("p", index, block.number, block.runs, view)
        case Item() | Bullet() | Signature():
            yield from _together([each for _, each in group], view)
        case Paragraph():
            leads = ' class="leads-on"' if block.leads_on else ""
            yield f"<p{leads}{direction(block.runs, rtl=view.rtl)}>{inline(block.runs, view.links)}</p>"
        case Table():
            yield from _table(block, view.labels.get(index, ""), view)
        case PageBreak():
            yield '<hr class="page-end" aria-hidden="true">'
        case _:
            assert_never(block)


def _together(blocks: Sequence[Block], view: View) -> Iterator[str]:
    """Give a list of items or bullets, or the places to sign beside each other."""
    yield from _items([each for each in blocks if isinstance(each, Item)], view)
    if bullets := [_bullet(each, view) for each in blocks if isinstance(each, Bullet)]:
        yield from ('<ul class="bullets">', *bullets, "</ul>")
    if places := [_signature(each, view) for each in blocks if isinstance(each, Signature)]:
        yield from ('<div class="signatures">', *places, "</div>")


def _bullet(bullet: Bullet, view: View) -> str:
    turned = direction(bullet.runs, rtl=view.rtl)
    return f'<li><span class="words"{turned}>{inline(bullet.runs, view.links)}</span></li>'


def _hanging(number: str, runs: Sequence[Run], view: View) -> str:
    """Give runs beside their number or letter."""
    words = in_direction(runs, view.links, rtl=view.rtl)
    return f'<span class="number">{escaped(number)}</span> <span class="words">{words}</span>'


def _numbered(tag: str, index: int, number: str, runs: Sequence[Run], view: View) -> str:
    """Give a paragraph or heading that may have a number, and a name that links lead to."""
    name = f' id="{view.names[index]}"' if index in view.names else ""
    if not number:
        return f"<{tag}{name}{direction(runs, rtl=view.rtl)}>{inline(runs, view.links)}</{tag}>"
    return f'<{tag}{name} class="numbered">{_hanging(number, runs, view)}</{tag}>'


def _items(items: Sequence[Item], view: View) -> Iterator[str]:
    """Give lettered items as lists in lists, none more than one level deeper than the item before it."""
    depth = 0
    for item in items:
        level = min(max(item.level, 1), depth + 1)
        if level > depth:
            yield '<ul class="items">'
        else:
            yield "</li>" + "</ul></li>" * (depth - level)
        depth = level
        yield f"<li><div>{_hanging(item.label, item.runs, view)}</div>"
    if depth:
        yield "</li></ul>" * depth


def _table(table: Table, label: str, view: View) -> Iterator[str]:
    """Give a table; a head that says nothing is left out, and names in the first column head their rows."""
    named = f' aria-labelledby="{label}"' if label else ""
    yield f"<table{named}>"
    if any(map(text_of, table.head)):
        head = (
            _cell("th" if text_of(cell) else "td", cell, align, view, "col")
            for cell, align in _columns(table, table.head)
        )
        yield f"<thead><tr>{''.join(head)}</tr></thead>"
    yield "<tbody>"
    for row in table.rows:
        pen = ' class="pen"' if is_for_a_pen(row) else ""
        yield f"<tr{pen}>{_row(table, row, view, labelled=has_labels(table))}</tr>"
    if table.total is not None:
        yield f'<tr class="total">{_row(table, table.total, view, labelled=True)}</tr>'
    yield "</tbody></table>"


def _row(table: Table, row: Sequence[Cell], view: View, *, labelled: bool) -> str:
    """Give the cells of a row."""
    cells = []
    for index, (cell, align) in enumerate(_columns(table, row)):
        heads = labelled and index == 0 and bool(text_of(cell))
        cells.append(_cell("th" if heads else "td", cell, align, view, "row"))
    return "".join(cells)


def _columns(table: Table, row: Sequence[Cell]) -> Iterator[tuple[Cell, Align]]:
    return zip(row, table.align, strict=True)


def _cell(tag: str, cell: Cell, align: Align, view: View, scope: str) -> str:
    """Give a cell; one that heads a row or a column says which."""
    longest = max(map(len, text_of(cell).split()), default=0)
    looks = [name for name in (_ALIGNMENTS[align], "long" if longest > _LONGEST_WORD else "") if name]
    look = f' class="{" ".join(looks)}"' if looks else ""
    scoped = f' scope="{scope}"' if tag == "th" else ""
    return f"<{tag}{scoped}{look}>{in_direction(cell, view.links, rtl=view.rtl)}</{tag}>"


def _signature(signature: Signature, view: View) -> str:
    """Give a place to sign; what is not known is a line to write on."""
    words = view.words
    entries = (
        (words.signature, ()),
        (words.name, signature.name),
        (words.position, signature.title),
        (words.date, ()),
    )
    lines = ['<div class="signature">', f'<p class="party">{inline(signature.party, view.links)}</p>', "<dl>"]
    for name, runs in entries:
        value = inline(runs, view.links)
        known = f"<dd>{value}</dd>" if value else '<dd class="blank"></dd>'
        lines.append(f"<dt>{escaped(name)}</dt>{known}")
    return "\n".join([*lines, "</dl></div>"])
