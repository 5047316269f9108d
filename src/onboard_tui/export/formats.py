"""The formats that a document can be written in, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.export.paper import Paper


@dataclass(frozen=True, slots=True)
class Format:
    """One file format; what writes it is loaded when it is first used."""

    name: str
    """As in `--to docx`."""
    suffix: str
    what: str
    """As said to people."""
    write: Callable[[Paper], bytes]


def _markdown(paper: Paper) -> bytes:
    from onboard_tui.export.markdown import write_markdown

    return write_markdown(paper)


def _pdf(paper: Paper) -> bytes:
    from onboard_tui.export.pdf.writer import write_pdf

    return write_pdf(paper)


def _html(paper: Paper) -> bytes:
    from onboard_tui.export.html_page import write_html

    return write_html(paper)


def _word(paper: Paper) -> bytes:
    from onboard_tui.export.word.writer import write_word

    return write_word(paper)


def _json(paper: Paper) -> bytes:
    from onboard_tui.export.as_json import write_json

    return write_json(paper)


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format("md", ".md", "Markdown text", _markdown),
        Format("docx", ".docx", "Word document", _word),
        Format("pdf", ".pdf", "PDF document", _pdf),
        Format("html", ".html", "Web page", _html),
        Format("json", ".json", "JSON data", _json),
    )
}
"""Formats by name, in the order in which they are offered."""


def format_named(name: str) -> Format:
    """Give the format of that name, or say which there are."""
    found = FORMATS.get(name.strip().lower().removeprefix("."))
    if found is None:
        raise UsageError(f"There is no format {name!r}.", way_out=f"Choose from: {', '.join(FORMATS)}.")
    return found
