"""The ends of paragraphs that came or went: which of them stay, so that nothing is left over.

A paragraph whose end goes is joined with the one that follows. The end before a table, and the last end of a
body, cannot go: there is nothing to join with. So it stays, and the end of a paragraph before it, which stands in
both papers, comes or goes in its place; the two change their properties, which the end of a paragraph holds.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from onboard_tui.contract.marked_text import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.marked_table import MarkedRow
    from onboard_tui.contract.marked_text import MarkedText

_TABLE = qn("w:tbl")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or a table of one paper, or of both."""

    mark: Mark
    element: BaseOxmlElement
    """The later form, where there are two."""
    before: BaseOxmlElement | None = None
    """The earlier form of one that stands in both papers."""
    text: MarkedText | None = None
    rows: tuple[MarkedRow, ...] = ()
    move: int | None = None
    """Of a paragraph that stands in another place of the other paper: the number of the move."""

    @property
    def is_table(self) -> bool:
        """Whether it is a table."""
        return bool(self.element.tag == _TABLE)

    @property
    def is_loose(self) -> bool:
        """Whether it is a paragraph that stands in one paper only."""
        return self.mark is not Mark.SAME and not self.is_table


@dataclass(frozen=True, slots=True)
class End:
    """The end of a paragraph."""

    mark: Mark
    properties: BaseOxmlElement
    before: BaseOxmlElement | None = None
    """What the properties were in the earlier paper, where the end stands in both."""


def with_firm_ends(parts: Sequence[Part]) -> list[Part]:
    """Let one paragraph of both papers stand before each table and at the end, where some came and others went.

    Moves of which that takes a place away are told as coming and going.
    """
    parts = _with_common_tail(parts)
    firm: list[Part] = []
    done = 0
    for start, end in _unjoined(parts):
        went = [part for part in parts[start:end] if part.mark is Mark.DELETED]
        came = [part for part in parts[start:end] if part.mark is Mark.INSERTED]
        firm += parts[done:start]
        if went and came:
            firm += [*went[:-1], *came[:-1], Part(Mark.SAME, came[-1].element, went[-1].element)]
        else:
            firm += [replace(part, move=None) for part in parts[start:end]]
        done = end
    firm += parts[done:]
    places = Counter(part.move for part in firm)
    return [part if places[part.move] == 2 else replace(part, move=None) for part in firm]


def ends_of(parts: Sequence[Part]) -> list[End | None]:
    """Give the end of each paragraph, and nothing for tables."""
    ends = [None if part.is_table else _end(part) for part in parts]
    for start, end in _unjoined(parts):
        common, last = ends[start - 1] if start else None, ends[end - 1]
        if common is None or last is None or common.mark is not Mark.SAME:
            continue
        if last.mark is Mark.INSERTED:
            ends[start - 1] = End(Mark.INSERTED, common.properties)
            ends[end - 1] = End(Mark.SAME, last.properties, common.before)
        else:
            ends[start - 1] = End(Mark.DELETED, common.properties if common.before is None else common.before)
            ends[end - 1] = End(Mark.SAME, common.properties, last.properties)
    return ends


def _end(part: Part) -> End:
    return End(part.mark, part.element[0], None if part.before is None else part.before[0])


def _unjoined(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Give where loose paragraphs stand before a table or at the end: the first, and what follows the last."""
    start = 0
    for place in range(len(parts) + 1):
        if place < len(parts) and parts[place].is_loose:
            continue
        if start < place and (place == len(parts) or parts[place].is_table):
            yield start, place
        start = place + 1


def _with_common_tail(parts: Sequence[Part]) -> list[Part]:
    """Let the last paragraph of both papers stand in one alone, where a table after it does.

    Then the end of the body has paragraphs of both papers.
    """
    start = max((place for place, part in enumerate(parts) if part.mark is Mark.SAME), default=-1) + 1
    tail = parts[start:]
    last = parts[start - 1] if start else None
    one_sided = len({part.mark for part in tail}) == 1 and any(part.is_table for part in tail)
    if last is None or last.before is None or not one_sided:
        return list(parts)
    went, came = Part(Mark.DELETED, last.before), Part(Mark.INSERTED, last.element)
    if tail[0].mark is Mark.DELETED:
        return [*parts[: start - 1], went, *tail, came]
    return [*parts[: start - 1], came, *tail, went]
