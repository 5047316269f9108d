"""Paragraphs: a style, a direction, a bookmark, and runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.export.scripts import runs_read_right_to_left
from onboard_tui.export.word.elements import copied, w
from onboard_tui.export.word.numbering import LEVELS
from onboard_tui.export.word.runs import run_elements
from onboard_tui.export.word.styles import TEXT_INDENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.contract.document import Run
    from onboard_tui.export.word.runs import Context

_INDENTS = {level.style: (level.left, level.hanging) for level in LEVELS}
_INDENT = (TEXT_INDENT, TEXT_INDENT)
"""Where a paragraph with a number written as text stands: where it would if Word counted it."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Where a tab leads to, in twentieths of a point."""

    side: str
    at: int
    line: str | None = None
    """Drawn up to there."""


def paragraph(
    style: str,
    runs: Sequence[Run],
    context: Context,
    *,
    counted: bool = True,
    align: str | None = None,
    literal: str = "",
    turns: bool = True,
    keep_next: bool = False,
) -> BaseOxmlElement:
    """Make a paragraph of runs.

    One that is not `counted` is taken out of its style's list; `literal` is a number written as text;
    `turns` lets the paragraph's own words decide its direction, which would move a number to the other side.
    """
    rtl = runs_read_right_to_left(runs, default=context.rtl) if turns else context.rtl
    children = [*_literal(literal), *run_elements(runs, context, rtl=rtl)]
    bidi = rtl if rtl != context.rtl else None
    indent = _INDENTS.get(style, _INDENT) if literal else None
    return framed(
        style, children, counted=counted, align=align, bidi=bidi, keep_next=keep_next, indent=indent
    )


def framed(
    style: str,
    children: Iterable[BaseOxmlElement] = (),
    *,
    counted: bool = True,
    align: str | None = None,
    bidi: bool | None = None,
    stops: tuple[Stop, ...] = (),
    keep_next: bool = False,
    indent: tuple[int, int] | None = None,
) -> BaseOxmlElement:
    """Make a paragraph of ready-made runs; an `indent` says where its lines begin, and how far before it the first."""
    element = _empty(
        style, counted=counted, align=align, bidi=bidi, stops=stops, keep_next=keep_next, indent=indent
    )
    element.extend(children)
    return element


@copied
def _empty(
    style: str,
    *,
    counted: bool,
    align: str | None,
    bidi: bool | None,
    stops: tuple[Stop, ...],
    keep_next: bool,
    indent: tuple[int, int] | None,
) -> BaseOxmlElement:
    """Make a paragraph without runs; its properties stand in the schema's order."""
    properties = w("pPr", w("pStyle", val=style))
    if keep_next:
        properties.append(w("keepNext"))
    if not counted:
        properties.append(w("numPr", w("numId", val=0)))
    if stops:
        properties.append(w("tabs", *map(_stop, stops)))
    if bidi is not None:
        properties.append(w("bidi", val=int(bidi)))
    if indent is not None:
        left, hanging = indent
        properties.append(w("ind", left=left, hanging=hanging))
    if align is not None:
        properties.append(w("jc", val=align))
    return w("p", properties)


def _stop(stop: Stop) -> BaseOxmlElement:
    line = {} if stop.line is None else {"leader": stop.line}
    return w("tab", val=stop.side, **line, pos=stop.at)


def bookmarked(element: BaseOxmlElement, name: str, number: int) -> BaseOxmlElement:
    """Put a bookmark around what a paragraph holds; `number` is the bookmark's own in the document."""
    element.insert(1, w("bookmarkStart", id=number, name=name))
    element.append(w("bookmarkEnd", id=number))
    return element


def _literal(number: str) -> list[BaseOxmlElement]:
    """Give a number as text, with the tab that takes what follows to its indent."""
    if not number:
        return []
    text = w("t")
    text.text = number
    return [w("r", text, w("tab"))]
