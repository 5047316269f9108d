"""Fields that are filled in by hand, and the subject of a letter, in Word, PDF and on a web page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn

from onboard_tui.contract.document import Align, Document, Paragraph, Run, Table, Title
from onboard_tui.export.columns import is_for_a_pen
from onboard_tui.export.formats import format_named
from onboard_tui.export.paper import Paper

if TYPE_CHECKING:
    from onboard_tui.contract.document import Block, Cell


def cells(*texts: str) -> tuple[Cell, ...]:
    """Give a row."""
    return tuple((Run(text),) if text else () for text in texts)


FORM = Table(
    cells("What", "Whose", "Done"),
    (cells("A plan", "landlord", ""), cells("Today", "", ""), cells("", "", "")),
    (Align.LEFT,) * 3,
)


def paper(*blocks: Block) -> Paper:
    """Give a paper made of blocks."""
    return Paper(Document("letter", "Our answer", blocks))


def test_a_row_is_for_a_pen_where_nothing_but_its_name_stands_in_it() -> None:
    """A row with one field left out is no row of a form."""
    assert [is_for_a_pen(row) for row in FORM.rows] == [False, True, True]
    assert not is_for_a_pen(cells(""))


def test_rows_for_a_pen_are_higher_in_word() -> None:
    """A height of their own, which others do not have."""
    written = docx.Document(io.BytesIO(format_named("docx").write(paper(FORM))))
    (table,) = written.tables
    heights = [row._tr.find(f"{qn('w:trPr')}/{qn('w:trHeight')}") for row in table.rows]
    assert [height is not None for height in heights] == [False, False, True, True]


def test_rows_for_a_pen_are_marked_on_a_web_page() -> None:
    """The page gives them room."""
    page = format_named("html").write(paper(FORM)).decode()
    assert page.count('<tr class="pen">') == 2


def test_the_subject_of_a_letter_is_no_larger_than_a_heading_in_word() -> None:
    """A title that opens a paper is its title; one below the addresses is a subject."""
    title, line = Title((Run("Our answer"),)), Paragraph((Run("Northwind IT Ltd"),))
    for blocks, styles in (
        ((title, line), ["Title", "Normal"]),
        ((line, title), ["Normal", "Front Heading"]),
    ):
        written = docx.Document(io.BytesIO(format_named("docx").write(paper(*blocks))))
        said = [each for each in written.paragraphs if each.text]
        assert [each.style.name for each in said if each.style is not None] == styles


def test_forms_and_subjects_are_written_as_pdf() -> None:
    """The fixed Typst file knows both."""
    made = format_named("pdf").write(paper(Paragraph((Run("Northwind"),)), Title((Run("Subject"),)), FORM))
    assert made.startswith(b"%PDF")
