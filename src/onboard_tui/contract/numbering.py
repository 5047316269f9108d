"""Numbers and references, worked out after the clauses that do not apply were left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.contract.document import (
    Block,
    Bullet,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
    Title,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

TO_NUMBER = "#"
"""Stands in a heading of level 1 until its number is known."""

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def letters(count: int) -> str:
    """Give the letters of the n-th item: a, b, ... z, aa, ab."""
    text = ""
    while count:
        count, digit = divmod(count - 1, 26)
        text = chr(ord("a") + digit) + text
    return text


def roman(count: int) -> str:
    """Give the small roman number."""
    text = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


def numbered(blocks: Sequence[Block], aliases: Mapping[str, str], left_out: str) -> tuple[Block, ...]:
    """Number headings, sub-clauses and items, then put each reference's number in its place.

    `aliases` says which clause stands for a group's name. A reference to something that was left out
    reads `left_out`.
    """
    counted = tuple(_counted(blocks))
    numbers = numbers_of(counted)

    def resolved(run: Run) -> Run:
        if run.kind is not RunKind.REF or run.target is None:
            return run
        target = aliases.get(run.target, run.target)
        if target not in numbers:
            return Run(left_out, bold=run.bold, italic=run.italic)
        return replace(run, text=numbers[target], target=target)

    return tuple(with_runs(block, resolved) if _refers(block) else block for block in counted)


def _refers(block: Block) -> bool:
    return any(run.kind is RunKind.REF for run in runs_of(block))


def _counted(blocks: Sequence[Block]) -> Iterator[Block]:
    part = sub = 0
    items = [0, 0]
    for block in blocks:
        match block:
            case Heading(level=1, number="#"):
                part, sub = part + 1, 0
                yield replace(block, number=str(part))
            case SubClause():
                sub += 1
                yield replace(block, number=f"{part}.{sub}")
            case Item(level=1):
                items = [items[0] + 1, 0]
                yield replace(block, label=f"({letters(items[0])})")
                continue
            case Item():
                items[1] += 1
                yield replace(block, label=f"({roman(items[1])})")
                continue
            case _:
                yield block
        items = [0, 0]


def numbers_of(blocks: Sequence[Block]) -> dict[str, str]:
    """Give the number of each part and of each clause's first sub-clause."""
    numbers: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, Heading) and block.number:
            numbers.setdefault(block.id, block.number)
        elif isinstance(block, SubClause):
            numbers.setdefault(block.clause, block.number)
    return numbers


def with_runs(block: Block, change: Callable[[Run], Run]) -> Block:
    """Give the block with each of its runs changed."""

    def changed(runs: tuple[Run, ...]) -> tuple[Run, ...]:
        return tuple(change(run) for run in runs)

    match block:
        case Title() | Heading() | SubClause() | Item() | Bullet() | Paragraph():
            return replace(block, runs=changed(block.runs))
        case Table():
            return replace(
                block,
                head=tuple(changed(cell) for cell in block.head),
                rows=tuple(tuple(changed(cell) for cell in row) for row in block.rows),
                total=None if block.total is None else tuple(changed(cell) for cell in block.total),
            )
        case Signature():
            return Signature(changed(block.party), changed(block.name), changed(block.title))
        case PageBreak():
            return block


def runs_of(block: Block) -> Iterator[Run]:
    """Give all runs of a block, in reading order."""
    match block:
        case Title() | Heading() | SubClause() | Item() | Bullet() | Paragraph():
            yield from block.runs
        case Table():
            rows = (block.head, *block.rows, *((block.total,) if block.total else ()))
            for row in rows:
                for cell in row:
                    yield from cell
        case Signature():
            yield from (*block.party, *block.name, *block.title)
        case PageBreak():
            return
