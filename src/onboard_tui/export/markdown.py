"""Markdown: readable as it stands, and exact for whoever parses it.

Whatever a run says, a CommonMark parser (with tables) gives the same text back: characters that
Markdown gives a meaning are escaped, and white space that it would drop is written as an entity.
"""

from __future__ import annotations

from dataclasses import replace
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
)
from onboard_tui.export.markdown_text import escaped, inline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onboard_tui.contract.document import Block, Cell, Run
    from onboard_tui.export.paper import Paper, Words

_RULES = {Align.LEFT: "---", Align.RIGHT: "---:", Align.CENTER: ":---:"}
_LINE = escaped("_" * 20)
_DEEPEST_HEADING = 6


def write_markdown(paper: Paper) -> bytes:
    """Give a document as UTF-8 Markdown that ends in a newline."""
    blocks = [*_notices(paper), *_body(paper.document.blocks, paper.words), *_closing(paper)]
    return ("\n\n".join(blocks) + "\n").encode(errors="replace")


def _notices(paper: Paper) -> Iterable[str]:
    """Say first what nobody may miss."""
    if not paper.document.for_customer:
        yield f"**{escaped(paper.words.private)}**"
    if not paper.final:
        yield f"**{escaped(paper.words.not_final)}**"


def _closing(paper: Paper) -> Iterable[str]:
    """Say last which version this is."""
    identity = " · ".join(part for part in (paper.version_line, paper.sha256) if part)
    if identity:
        yield "---"
        yield escaped(identity)


def _body(blocks: Sequence[Block], words: Words) -> Iterable[str]:
    """Give each block, a lettered item never more than one level deeper than the item before it."""
    depth = 0
    for block in blocks:
        depth = min(max(block.level, 1), depth + 1) if isinstance(block, Item) else 0
        if text := _block(block, words, depth):
            yield text


def _block(block: Block, words: Words, depth: int) -> str:
    """Give one block; `depth` counts from 1 and matters to items only."""
    match block:
        case Title():
            text = f"# {inline(block.runs, breaks=False)}"
        case Heading():
            level = "#" * min(block.level + 1, _DEEPEST_HEADING)
            text = f"{level} {_labelled(block.number, block.runs, breaks=False)}"
        case SubClause():
            text = _labelled(block.number, block.runs)
        case Item():
            text = _listed(_labelled(block.label, block.runs), "-", "  " * (depth - 1))
        case Bullet():
            text = _listed(inline(block.runs), "*", "")
        case Paragraph():
            text = inline(block.runs)
        case Table():
            text = _table(block)
        case Signature():
            text = _signature(block, words)
        case PageBreak():
            text = "---"
        case _:
            assert_never(block)
    return text


def _labelled(label: str, runs: Sequence[Run], *, breaks: bool = True) -> str:
    """Give runs after their number or letter."""
    if not label:
        return inline(runs, breaks=breaks)
    return f"{escaped(label)} {inline(runs, starts_line=False, breaks=breaks)}"


def _listed(text: str, marker: str, indent: str) -> str:
    """Give text as an item of a list, its further lines inside the item."""
    return f"{indent}{marker} " + text.replace("\n", f"\n{indent}  ")


def _table(table: Table) -> str:
    """Give a table; its total is the last row, in bold."""
    rules = tuple(_RULES[align] for align in table.align)
    lines = [_row(table.head), f"| {' | '.join(rules)} |", *(_row(row) for row in table.rows)]
    if table.total is not None:
        lines.append(_row(tuple(_bold(cell) for cell in table.total)))
    return "\n".join(lines)


def _row(cells: Iterable[Cell]) -> str:
    """Give one line of a table."""
    return f"| {' | '.join(inline(cell, breaks=False) for cell in cells)} |"


def _bold(cell: Cell) -> Cell:
    """Give the same cell in bold."""
    return tuple(replace(run, bold=True) for run in cell)


def _signature(signature: Signature, words: Words) -> str:
    """Give a place to sign as a short list under the party's name."""
    entries = (
        (words.signature, _LINE),
        (words.name, inline(signature.name, starts_line=False) or _LINE),
        (words.position, inline(signature.title, starts_line=False) or _LINE),
        (words.date, _LINE),
    )
    listed = [_listed(f"{escaped(label)}: {value}", "*", "") for label, value in entries]
    return "\n".join([inline(signature.party), "", *listed])
