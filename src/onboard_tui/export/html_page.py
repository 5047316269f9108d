"""HTML: one file that needs nothing else, for a browser, a mail program or a screen reader.

Nothing in it can run or load: the only style sheet is our own, named by its hash in the content
security policy. Elements are named after clauses, never after what a person typed.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Title
from onboard_tui.export.html_body import body_lines
from onboard_tui.export.html_text import escaped
from onboard_tui.export.scripts import language_reads_right_to_left
from onboard_tui.export.sheet import sheet_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.export.paper import Paper


def write_html(paper: Paper) -> bytes:
    """Give a document as one self-contained UTF-8 HTML file; the same paper gives the same bytes."""
    document = paper.document
    rtl = language_reads_right_to_left(document.language)
    style, policy = _style()
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escaped(document.language)}" dir="{"rtl" if rtl else "ltr"}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta name="author" content="{escaped(paper.author)}">',
        f"<title>{escaped(document.title or document.id)}</title>",
        f"<style>{style}</style>",
        "</head>",
        f'<body class="{sheet_for(document.language).name}">',
        *_notices(paper),
        "<main>",
        *_title_instead(paper),
        *body_lines(document.blocks, paper.words, rtl=rtl),
        "</main>",
        *_closing(paper),
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


@cache
def _style() -> tuple[str, str]:
    """Give the style sheet, and the policy that allows it and nothing else."""
    style = Path(__file__).with_name("html_page.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return style, f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _notices(paper: Paper) -> Iterator[str]:
    """Say first what nobody may miss."""
    notices = []
    if not paper.document.for_customer:
        notices.append(f'<p class="notice private">{escaped(paper.words.private)}</p>')
    if not paper.final:
        yield f'<div class="draft" aria-hidden="true"><span>{escaped(paper.words.draft.upper())}</span></div>'
        notices.append(f'<p class="notice">{escaped(paper.words.not_final)}</p>')
    if notices:
        yield from ("<header>", *notices, "</header>")


def _title_instead(paper: Paper) -> Iterator[str]:
    """Give the title of a document that has none among its blocks."""
    if not any(isinstance(block, Title) for block in paper.document.blocks):
        yield f"<h1>{escaped(paper.document.title or paper.document.id)}</h1>"


def _closing(paper: Paper) -> Iterator[str]:
    """Say last whose paper this is, and which version."""
    identity = [part for part in (paper.customer, paper.version_line, paper.sha256) if part]
    if identity:
        yield f"<footer><p>{escaped(' · '.join(identity))}</p></footer>"
