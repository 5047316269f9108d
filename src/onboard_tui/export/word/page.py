"""The page: its margins, and what stands above and below the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.shared import Twips

from onboard_tui.export.word.elements import emptied, w
from onboard_tui.export.word.paragraphs import Stop, framed
from onboard_tui.export.word.runs import Look, field_runs, text_runs
from onboard_tui.export.word.watermark import watermark_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section

    from onboard_tui.export.paper import Paper
    from onboard_tui.export.sheet import Sheet
    from onboard_tui.export.word.runs import Context


def set_up_page(section: Section, page: Sheet, paper: Paper, context: Context) -> None:
    """Set the sheet's size and fill all three kinds of header and footer."""
    section.page_width, section.page_height = Twips(page.width), Twips(page.height)
    section.left_margin = section.right_margin = Twips(page.side)
    section.top_margin, section.bottom_margin = Twips(page.top), Twips(page.bottom)
    section.header_distance = section.footer_distance = Twips(page.edge)
    section.different_first_page_header_footer = True
    headers = (section.header, section.first_page_header, section.even_page_header)
    footers = (section.footer, section.first_page_footer, section.even_page_footer)
    for number, (header, footer) in enumerate(zip(headers, footers, strict=True), start=1):
        header.is_linked_to_previous = footer.is_linked_to_previous = False
        first = header is headers[1]
        emptied(header.part.element).append(_header(paper, page, context, number, first=first))
        emptied(footer.part.element).append(_footer(paper, page, context))


def _header(paper: Paper, page: Sheet, context: Context, number: int, *, first: bool) -> BaseOxmlElement:
    """Give the line above the text: the title, left out on the first page, and which version this is."""
    left = "" if first else paper.document.title
    if not paper.document.for_customer:
        left = paper.words.private
    look = Look() if paper.document.for_customer else Look(style="PrivateMark")
    children = [
        *text_runs(left, look, context),
        w("r", w("tab")),
        *text_runs(paper.version_line, Look(), context),
    ]
    if not paper.final:
        children.append(watermark_run(paper.words.draft.upper(), number))
    return framed("Header", children, stops=_stops(page))


def _footer(paper: Paper, page: Sheet, context: Context) -> BaseOxmlElement:
    """Give the line below the text: for whom, the draft's identity, and `Page 3 of 9`."""
    left = " · ".join(part for part in (paper.customer, paper.sha256[:12]) if part)
    children = [*text_runs(left, Look(), context), w("r", w("tab")), *_page_numbers(paper, context)]
    return framed("Footer", children, stops=_stops(page))


def _page_numbers(paper: Paper, context: Context) -> Iterator[BaseOxmlElement]:
    """Give the page's number and how many there are, as fields."""
    yield from text_runs(f"{paper.words.page} ", Look(), context)
    yield from field_runs(" PAGE ", "1")
    yield from text_runs(f" {paper.words.of} ", Look(), context)
    yield from field_runs(" NUMPAGES ", "1")


def _stops(page: Sheet) -> tuple[Stop]:
    """Give one tab stop, at the end of the line."""
    return (Stop("right", page.text_width),)
