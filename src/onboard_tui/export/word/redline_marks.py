"""Tracked changes as Word has them: who made them and when, and what they are put around."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml import etree

from onboard_tui.contract.marked_text import Mark
from onboard_tui.export.legal import legal_text
from onboard_tui.export.word.elements import w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from docx.oxml.xmlchemy import BaseOxmlElement

_TAGS = {Mark.INSERTED: "ins", Mark.DELETED: "del"}
_MOVE_TAGS = {Mark.INSERTED: "moveTo", Mark.DELETED: "moveFrom"}
_NOT_TRACKED = frozenset({qn("w:keepNext")})
"""Properties of paragraphs that follow from what stands around them; nobody has to agree to them."""
_GONE = {qn("w:t"): qn("w:delText"), qn("w:instrText"): qn("w:delInstrText")}


@dataclass(frozen=True)
class Reviser:
    """Whoever changed the paper, as every tracked change names them."""

    author: str
    at: datetime
    _ids: Iterator[int] = field(default_factory=count)

    def mark(self, mark: Mark, *children: BaseOxmlElement, moved: bool = False) -> BaseOxmlElement:
        """Make the element that says that its content came or went, or was moved."""
        return w((_MOVE_TAGS if moved else _TAGS)[mark], *children, **self._stamp())

    def marked(
        self, mark: Mark, runs: Sequence[BaseOxmlElement], *, moved: bool = False
    ) -> list[BaseOxmlElement]:
        """Give runs as they stand in a paper: as they are, or as having come or gone."""
        if mark is Mark.SAME or not runs:
            return list(runs)
        gone = mark is Mark.DELETED and not moved
        return [self.mark(mark, *(map(_gone, runs) if gone else runs), moved=moved)]

    def properties(
        self,
        now: BaseOxmlElement,
        was: BaseOxmlElement | None = None,
        mark: Mark = Mark.SAME,
        *,
        moved: bool = False,
    ) -> BaseOxmlElement:
        """Give a paragraph's properties with what they were before, and with what became of its end."""
        properties = deepcopy(now)
        if mark is not Mark.SAME:
            properties.append(w("rPr", self.mark(mark, moved=moved)))
        if was is not None and _tracked(was) != _tracked(now):
            properties.append(w("pPrChange", deepcopy(was), **self._stamp()))
        return properties

    def moved(self, paragraph: BaseOxmlElement, mark: Mark, number: int) -> list[BaseOxmlElement]:
        """Put a paragraph between the marks by which Word finds its other place; `number` is the move's."""
        stamp, tag = self._stamp(), _MOVE_TAGS[mark]
        paragraph.insert(1, w(f"{tag}RangeStart", name=f"move{number}", **stamp))
        return [paragraph, w(f"{tag}RangeEnd", id=stamp["id"])]

    def bookmarked(self, content: Sequence[BaseOxmlElement], names: Sequence[str]) -> list[BaseOxmlElement]:
        """Put bookmarks around what a paragraph holds."""
        ids = [next(self._ids) for _ in names]
        starts = [w("bookmarkStart", id=number, name=name) for number, name in zip(ids, names, strict=True)]
        return [*starts, *content, *(w("bookmarkEnd", id=number) for number in reversed(ids))]

    def _stamp(self) -> dict[str, str]:
        return {
            "id": str(next(self._ids)),
            "author": legal_text(self.author),
            "date": f"{self.at:%Y-%m-%dT%H:%M:%SZ}",
        }


def _gone(run: BaseOxmlElement) -> BaseOxmlElement:
    """Give a run with its text told as text that went."""
    gone = deepcopy(run)
    for element in gone.iter(*_GONE):
        element.tag = _GONE[element.tag]
    return gone


def _tracked(properties: BaseOxmlElement) -> list[bytes]:
    return [etree.tostring(each) for each in properties if each.tag not in _NOT_TRACKED]
