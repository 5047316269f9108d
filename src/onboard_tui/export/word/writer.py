"""Makes a Word file of a document's tree."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from docx.oxml.ns import qn

from onboard_tui.export.columns import needs_by_head
from onboard_tui.export.legal import legal_text
from onboard_tui.export.scripts import language_reads_right_to_left, language_slot, word_language
from onboard_tui.export.sheet import sheet_for
from onboard_tui.export.word.body import Layout, body_elements
from onboard_tui.export.word.elements import w
from onboard_tui.export.word.package import new_word_document, packed
from onboard_tui.export.word.page import set_up_page
from onboard_tui.export.word.runs import Context
from onboard_tui.export.word.targets import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

    from onboard_tui.export.paper import Paper

_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Written where a paper has no date; a file's bytes may not depend on when it was made."""

_LONGEST_PROPERTY = 255


def write_word(paper: Paper) -> bytes:
    """Give a document as the bytes of a .docx file; the same paper gives the same bytes."""
    layout = layout_of(paper)
    return write_body(paper, layout, body_elements(paper.document.blocks, layout))


def layout_of(paper: Paper, width: int | None = None) -> Layout:
    """Give what the walk through a paper's blocks needs; `width` is that of the text where the sheet is another."""
    language, blocks = paper.document.language, paper.document.blocks
    plan = plan_of(blocks)
    context = Context(language, language_reads_right_to_left(language), plan.targets)
    return Layout(width or sheet_for(language).text_width, paper.words, context, plan, needs_by_head(blocks))


def write_body(paper: Paper, layout: Layout, elements: Iterable[BaseOxmlElement]) -> bytes:
    """Give the file of a paper with that body: its page, header, footer, language and properties."""
    document = new_word_document()
    language = paper.document.language
    section = document.element.body[-1]
    for element in elements:
        section.addprevious(element)
    set_up_page(document.sections[0], sheet_for(language), paper, layout.context)
    if layout.context.rtl:
        _turn(document)
    set_language(document, language)
    set_properties(document, paper)
    return packed(document)


def day_of(paper: Paper) -> datetime:
    """Give the moment that a paper's file says it was made at."""
    return datetime.fromisoformat(paper.as_of).replace(tzinfo=UTC) if paper.as_of else _NO_DAY


def _turn(document: WordDocument) -> None:
    """Let a document run from right to left: its sections, and every paragraph that is not turned back."""
    document.element.body[-1].append(w("bidi"))
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:pPrDefault/w:pPr")
    defaults.append(w("bidi"))


def set_language(document: WordDocument, language: str) -> None:
    """Say in which language the text is, so that it is checked and read aloud as such."""
    tag = word_language(language)
    slot = language_slot(language)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn(f"w:{slot}"), tag)


def set_properties(document: WordDocument, paper: Paper) -> None:
    """Fill the properties that file managers and searches show."""
    properties = document.core_properties
    properties.title = _property(paper.document.title)
    properties.subject = _property(paper.customer)
    properties.author = properties.last_modified_by = _property(paper.author)
    properties.identifier = paper.sha256
    properties.comments = f"sha256 {paper.sha256}" if paper.sha256 else ""
    properties.version = str(paper.version) if paper.version else ""
    properties.language = paper.document.language
    properties.content_status = paper.words.final if paper.final else paper.words.draft
    properties.revision = max(paper.version, 1)
    properties.created = properties.modified = day_of(paper)


def _property(text: str) -> str:
    """Give text as a property can hold it."""
    return legal_text(text)[:_LONGEST_PROPERTY]
