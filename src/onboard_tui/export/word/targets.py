"""Finds what Word counts by itself, and what references point at, before anything is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading, Item, RunKind, SubClause
from onboard_tui.contract.numbering import runs_of
from onboard_tui.export.word.numbering import Counter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.contract.document import Block

_LONGEST_BOOKMARK = 40
DEEPEST_ITEM = 2


@dataclass(frozen=True, slots=True)
class Target:
    """A numbered paragraph that references point at."""

    bookmark: str
    number: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Which blocks Word numbers and which carry a bookmark, by their place among the blocks."""

    counted: frozenset[int] = frozenset()
    bookmarks: Mapping[int, Target] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    """What references may name: ids of headings, and of clauses for their first sub-clause."""


def plan_of(blocks: Sequence[Block]) -> Plan:
    """Count through a document as Word will."""
    wanted = {run.target for block in blocks for run in runs_of(block) if run.kind is RunKind.REF}
    counter = Counter()
    counted: set[int] = set()
    seen: set[str] = set()
    bookmarks: dict[int, Target] = {}
    targets: dict[str, Target] = {}
    for index, block in enumerate(blocks):
        level, number, name = _numbered(block)
        if level is None:
            continue
        if counter.counts(level, number):
            counted.add(index)
        if name and name not in seen:
            seen.add(name)
            if index in counted and name in wanted:
                targets[name] = bookmarks[index] = Target(_bookmark(name, len(bookmarks)), number)
    return Plan(frozenset(counted), bookmarks, targets)


def _numbered(block: Block) -> tuple[int | None, str, str]:
    """Give a block's level in the list, its number, and the id that references name it by."""
    match block:
        case Heading(level=1) if block.number:
            return 0, block.number, block.id
        case SubClause() if block.number:
            return 1, block.number, block.clause
        case Item() if block.label:
            return 1 + min(max(block.level, 1), DEEPEST_ITEM), block.label, ""
        case _:
            return None, "", ""


def _bookmark(name: str, number: int) -> str:
    """Give a name that Word takes for a bookmark; the underscore keeps it out of its lists."""
    return f"_Ref{number}_{re.sub('[^A-Za-z0-9_]', '_', name)}"[:_LONGEST_BOOKMARK]
