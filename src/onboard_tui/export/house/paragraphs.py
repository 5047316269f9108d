"""The paragraphs of a Word file's text as the lines that problems point into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

from onboard_tui.script.yaml_nodes import Node, Source

if TYPE_CHECKING:
    from collections.abc import Sequence

PARAGRAPH, TEXT, CELL, ROW, TABLE = map(qn, ("w:p", "w:t", "w:tc", "w:tr", "w:tbl"))
_GAPS = frozenset(map(qn, ("w:tab", "w:br", "w:cr", "w:noBreakHyphen")))


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: its element, and its words on one line."""

    element: Any
    text: str


def lines_of(root: Any) -> list[Line]:
    """Give the paragraphs in order; the words of one inside another, as in a text box, are not the outer one's."""
    words: dict[Any, list[str]] = {element: [] for element in root.iter(PARAGRAPH)}
    for element in root.iter(TEXT, *_GAPS):
        owner = ancestor(element, PARAGRAPH)
        if owner in words:
            words[owner].append((element.text or "") if element.tag == TEXT else " ")
    return [Line(element, _on_one_line("".join(pieces))) for element, pieces in words.items()]


def _on_one_line(text: str) -> str:
    """Show every kind of line end as a blank, so that one paragraph is one line."""
    return " ".join(text.splitlines()) if text.splitlines() != [text] else text


def ancestor(element: Any, tag: str) -> Any:
    """Give the nearest element of a kind around one, or None."""
    return next(element.iterancestors(tag), None)


def source_of(lines: Sequence[Line], file: str) -> Source:
    """Give the lines as a text that problems can point into."""
    return Source(file, "\n".join(line.text for line in lines))


def spot(source: Source, number: int, column: int = 0) -> Node:
    """Give the place of a paragraph, counted from 1; `column` counts from 0."""
    return Node(source, number - 1, column)
