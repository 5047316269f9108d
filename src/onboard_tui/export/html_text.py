"""Text inside HTML: escaped, with its emphasis, its open points and its links."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from onboard_tui.contract.document import RunKind
from onboard_tui.export.legal import legal_text
from onboard_tui.export.scripts import runs_read_right_to_left

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onboard_tui.contract.document import Run


def escaped(text: str) -> str:
    """Give text as HTML that means exactly that text, between tags and in attributes alike."""
    return escape(legal_text(text))


def inline(runs: Iterable[Run], links: Mapping[str, str]) -> str:
    """Give runs; a reference becomes a link where `links` knows the element that it names."""
    return "".join(_run(run, links) for run in runs if run.text)


def direction(runs: Sequence[Run], *, rtl: bool) -> str:
    """Give the attribute that turns a paragraph against its document's direction, or nothing."""
    turned = runs_read_right_to_left(runs, default=rtl)
    return "" if turned == rtl else f' dir="{"rtl" if turned else "ltr"}"'


def in_direction(runs: Sequence[Run], links: Mapping[str, str], *, rtl: bool) -> str:
    """Give runs that keep the side on which they stand, whichever way they read."""
    turned = direction(runs, rtl=rtl)
    text = inline(runs, links)
    return f"<span{turned}>{text}</span>" if turned else text


def _run(run: Run, links: Mapping[str, str]) -> str:
    text = escaped(run.text)
    if run.kind is RunKind.OPEN:
        text = f"<mark>{text}</mark>"
    elif run.kind is RunKind.REF and (name := links.get(run.target or "")):
        text = f'<a href="#{name}">{text}</a>'
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text
