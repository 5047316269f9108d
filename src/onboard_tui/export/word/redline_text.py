"""A paragraph in two forms put together: the writer's own runs, cut where words came and went."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from lxml import etree

from onboard_tui.contract.document import Run
from onboard_tui.contract.marked_text import Mark, marked_text
from onboard_tui.export.word.elements import text_elements, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.marked_text import MarkedText
    from onboard_tui.export.word.redline_marks import Reviser

_RUN = qn("w:r")
_LOOK = qn("w:rPr")
_FIELD = qn("w:fldChar")
_FIELD_KIND = qn("w:fldCharType")
_BOOKMARK = qn("w:bookmarkStart")
_NAME = qn("w:name")
_TEXT = qn("w:t")
_WRITTEN = {qn("w:tab"): "\t", qn("w:br"): "\n"}


@dataclass(slots=True)
class _Stretch:
    """Some text of a paragraph, with the runs that it is made of; a field is not cut."""

    text: str
    runs: list[BaseOxmlElement]
    whole: bool = False

    def cut(self, length: int) -> _Stretch:
        """Take the first characters away and give them."""
        if self.whole or length >= len(self.text):
            taken = _Stretch(self.text, self.runs, self.whole)
            self.text, self.runs = "", []
            return taken
        (run,) = self.runs
        taken = _Stretch(self.text[:length], [_run_like(run, self.text[:length])])
        self.text = self.text[length:]
        self.runs = [_run_like(run, self.text)]
        return taken


def merged_paragraph(
    was: BaseOxmlElement,
    now: BaseOxmlElement,
    text: MarkedText | None,
    properties: BaseOxmlElement,
    reviser: Reviser,
) -> BaseOxmlElement:
    """Give one paragraph of its two forms, with what went and what came marked.

    Numbers written as text and labels stand before `text`; they are compared here.
    """
    content = list(now.iter(_RUN))
    if [*map(etree.tostring, was.iter(_RUN))] != [*map(etree.tostring, content)]:
        content = list(_marked(_stretches(was), _stretches(now), text, reviser))
    names = dict.fromkeys((*_bookmarks(now), *_bookmarks(was)))
    return w("p", properties, *reviser.bookmarked(content, list(names)))


def _marked(
    old: list[_Stretch], new: list[_Stretch], text: MarkedText | None, reviser: Reviser
) -> Iterator[BaseOxmlElement]:
    for mark, length in list(_lengths(old, new, text)):
        went = _taken(old, length) if mark is not Mark.INSERTED else []
        came = _taken(new, length) if mark is not Mark.DELETED else []
        if mark is Mark.SAME and _written(went) == _written(came):
            yield from came
        else:
            yield from (*reviser.marked(Mark.DELETED, went), *reviser.marked(Mark.INSERTED, came))


def paragraph_on_one_side(
    paragraph: BaseOxmlElement,
    mark: Mark,
    properties: BaseOxmlElement,
    reviser: Reviser,
    *,
    moved: bool = False,
) -> BaseOxmlElement:
    """Give a paragraph that stands in one paper only, or was moved to another place."""
    content = reviser.marked(mark, [each for each in paragraph if each.tag == _RUN], moved=moved)
    return w("p", properties, *reviser.bookmarked(content, _bookmarks(paragraph)))


def _bookmarks(paragraph: BaseOxmlElement) -> list[str]:
    """Give the names of the bookmarks around what a paragraph holds."""
    return [str(each.get(_NAME)) for each in paragraph.iter(_BOOKMARK)]


def _lengths(
    old: Sequence[_Stretch], new: Sequence[_Stretch], text: MarkedText | None
) -> Iterator[tuple[Mark, int]]:
    """Say of how many characters after the other the writer's texts stayed, came or went."""
    was, now = ("".join(each.text for each in side) for side in (old, new))
    if text is not None:
        was = was[: len(was) - sum(len(run.text) for run in text.was)]
        now = now[: len(now) - sum(len(run.text) for run in text.now)]
    pieces = [*marked_text((Run(was),), (Run(now),)).pieces, *(text.pieces if text else ())]
    for mark, together in groupby(pieces, key=lambda piece: piece.mark):
        yield mark, sum(len(piece.text) for piece in together)


def _stretches(paragraph: BaseOxmlElement) -> list[_Stretch]:
    """Give a paragraph's text as it can be cut."""
    stretches: list[_Stretch] = []
    field: _Stretch | None = None
    for run in paragraph.iter(_RUN):
        kind = next((each.get(_FIELD_KIND) for each in run.iter(_FIELD)), None)
        if kind == "begin":
            field = _Stretch("", [], whole=True)
        if field is None:
            stretches.append(_Stretch(_text_in(run), [run]))
            continue
        field.runs.append(run)
        field.text += _text_in(run)
        if kind == "end":
            stretches.append(field)
            field = None
    return stretches


def _text_in(run: BaseOxmlElement) -> str:
    return "".join(each.text or "" if each.tag == _TEXT else _WRITTEN.get(each.tag, "") for each in run)


def _taken(stretches: list[_Stretch], length: int) -> list[BaseOxmlElement]:
    """Take so many characters from the beginning of a text and give the runs that write them."""
    runs: list[BaseOxmlElement] = []
    while length > 0 and stretches:
        taken = stretches[0].cut(length)
        if not stretches[0].text:
            stretches.pop(0)
        length -= len(taken.text)
        runs += taken.runs
    return runs


def _run_like(run: BaseOxmlElement, text: str) -> BaseOxmlElement:
    """Make a run that looks like another one."""
    return w("r", *(deepcopy(each) for each in run if each.tag == _LOOK), *text_elements(text))


def _written(runs: Sequence[BaseOxmlElement]) -> list[tuple[bytes, str]]:
    """Give what runs write and how it looks, however it is cut; fields stand by their code."""
    looked = [
        (
            b"".join(etree.tostring(each) for each in run if each.tag == _LOOK),
            _text_in(run) or b"".join(etree.tostring(each) for each in run if each.tag != _LOOK).decode(),
        )
        for run in runs
    ]
    return [
        (look, "".join(text for _, text in together))
        for look, together in groupby(looked, key=lambda each: each[0])
    ]
