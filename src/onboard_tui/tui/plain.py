"""The only way in which a person's words, or a script's, reach a widget: as text and nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from textual.content import Content

if TYPE_CHECKING:
    from textual.app import App
    from textual.widget import Widget

MUTED = "$foreground 60%"
FAINT = "$foreground 40%"
"""Quieter styles for content; `$text-muted` is for style sheets only, where it knows its background."""

ACTS_ON_A_TERMINAL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Characters that a terminal obeys, or that hide or reorder what is beside them. Line ends and tabs are let through."""

LINE_ENDS = re.compile("[ \t]*[\n\r\t][ \t\n\r]*")


def harmless(text: str) -> str:
    """Give the text with every character that would act on the terminal shown as a replacement mark."""
    return ACTS_ON_A_TERMINAL.sub("\N{REPLACEMENT CHARACTER}", text)


def plain(text: str, style: str = "") -> Content:
    """Give words as content that no markup parser reads, in one style of the theme."""
    return Content.styled(harmless(text), style)


def one_line(text: str, style: str = "") -> Content:
    """Give words as content on one line, whatever line ends they hold."""
    return plain(LINE_ENDS.sub(" ", text), style)


def in_cells(content: Content, width: int) -> Content:
    """Give content in exactly so many cells, the last one blank."""
    short = content.truncate(max(0, width - 1), ellipsis=True)
    return short.pad_right(max(0, width - short.cell_length))


def tell(
    teller: App[None] | Widget,
    sentence: str,
    *,
    severity: Literal["information", "warning", "error"] = "information",
) -> None:
    """Show a sentence for some seconds, word for word."""
    teller.notify(harmless(sentence), severity=severity, markup=False)
