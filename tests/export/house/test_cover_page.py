"""A cover page: the paper stands where `[[contract_body]]` stood, and the rest of the file around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from onboard_tui.contract.document import OpenPoint
from onboard_tui.errors import WordFileError
from onboard_tui.export.house.template import open_template, read_template
from onboard_tui.export.house.ways import Way
from onboard_tui.export.word.writer import write_word
from onboard_tui.text import clean
from tests.export.hostile import HOSTILE
from tests.export.house.files import table_of, word_file
from tests.export.reading import audited, inside, opened, texts
from tests.export.sample_tree import agreement, paper
from tests.export.word_numbers import numbers_of

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

    from tests.export.house.conftest import Writing

COVER = ("Prepared for {{ customer }} on {{ date }}", "[[contract_body]]", "Last page of Vale & Partners")


def test_the_mark_says_that_a_file_is_a_cover_page() -> None:
    """Nobody has to say how such a file is used."""
    assert read_template(word_file(*COVER), "own.docx").way is Way.COVER_PAGE


def test_the_paper_takes_the_place_of_the_mark(writing: Writing) -> None:
    """What stood before and after the mark still does, filled in, and the paper's words are all there."""
    found = texts(opened(writing.paper(word_file(*COVER))))
    assert found[0] == "Prepared for Harbour Street Dental Group on 2 March 2026"
    assert found[1:-1] == texts(opened(write_word(paper())))
    assert found[-1] == "Last page of Vale & Partners"


def test_clauses_are_numbered_behind_a_cover(writing: Writing, tmp_path: Path) -> None:
    """The numbers are those of the paper, and the audit finds nothing."""
    written = writing.paper(word_file(*COVER))
    assert numbers_of(opened(written))["Signatures"] == "5"
    assert audited(written, tmp_path) == []


def test_the_text_is_as_wide_as_the_section_that_the_mark_stands_in(writing: Writing) -> None:
    """Behind an upright cover a section on its side has wider tables."""

    def lying(document: WordDocument) -> None:
        section = document.add_section()
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        document.add_paragraph("[[contract_body]]")

    def width(data: bytes) -> int:
        (table, *_) = opened(writing.paper(data)).tables
        return sum(int(each.get(qn("w:w"))) for each in inside(table._tbl, "w:tblGrid/w:gridCol"))

    assert width(word_file("Cover", change=lying)) > width(word_file("Cover", "[[contract_body]]"))


def test_a_section_that_ends_at_the_mark_still_ends_there(writing: Writing) -> None:
    """The set-up of the pages before the mark is not lost with it."""

    def ending(document: WordDocument) -> None:
        document.add_paragraph("[[contract_body]]")
        document.add_section()
        mark = document.paragraphs[-2]._p
        break_paragraph = document.paragraphs[-1]._p
        (section,) = inside(break_paragraph, "w:pPr/w:sectPr")
        mark.get_or_add_pPr().append(section)
        break_paragraph.getparent().remove(break_paragraph)

    written = opened(writing.paper(word_file("Cover", change=ending)))
    assert len(written.sections) == 2


def test_an_answer_that_looks_like_the_mark_is_words(writing: Writing) -> None:
    """A customer may write [[contract_body]] or a tag; it is printed, and nothing goes there."""
    said = writing.with_answers(biz_outcome="[[contract_body]]")
    data = word_file("{{ biz_outcome }}", "[[contract_body]]")
    found = texts(opened(said.paper(data)))
    assert found[0] == "[[contract_body]]"
    assert found[1] == agreement().title


def test_hostile_answers_on_a_cover_come_out_as_they_went_in(writing: Writing) -> None:
    """Markup, tags, fields, paths and the mark itself are words there, and the contract follows them."""
    said = [clean(each).text for each in HOSTILE]
    points = tuple(OpenPoint(str(number), each, (), "later") for number, each in enumerate(said))
    data = word_file(
        "{%p for point in open_points %}", "<{{ point.ask }}>", "{%p endfor %}", "[[contract_body]]"
    )
    word = opened(writing.paper(data, open_points=points))
    assert [each.text for each in word.paragraphs][: len(said)] == [f"<{each}>" for each in said]
    assert word.paragraphs[len(said)].text == agreement().title


def in_a_cell(document: WordDocument) -> None:
    """A mark in a table."""
    table_of(document, ("[[contract_body]]", ""))


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (word_file("[[contract_body]]", "[[contract_body]]"), "T120", "2 times"),
        (word_file("Here: [[contract_body]]"), "T121", "other words"),
        (word_file(change=in_a_cell), "T121", "cell"),
    ],
    ids=["twice", "with other words", "in a cell"],
)
def test_a_mark_that_cannot_be_used_is_named(data: bytes, code: str, said: str, tmp_path: Path) -> None:
    """The mark has one paragraph of its own; else the file is refused, and the message says where."""
    problem = next(each for each in read_template(data, "own.docx").problems if each.code == code)
    assert said in problem.message
    assert problem.path == "body"
    (tmp_path / "own.docx").write_bytes(data)
    with pytest.raises(WordFileError, match=code):
        open_template(tmp_path / "own.docx")


def test_a_mark_outside_the_body_is_named() -> None:
    """A header has no room for a contract."""

    def in_the_header(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "[[contract_body]]"

    (problem, *_) = read_template(word_file(change=in_the_header), "own.docx").problems
    assert (problem.code, problem.path) == ("T121", "header 1")


def test_a_missing_mark_is_named_where_a_cover_page_was_asked_for() -> None:
    """Who says that a file is a cover page hears that it has no place for the contract."""
    (problem, *_) = read_template(word_file("Cover"), "own.docx", Way.COVER_PAGE).problems
    assert problem.code == "T122"


def test_a_mark_that_a_tag_leaves_out_or_repeats_is_refused(writing: Writing) -> None:
    """The contract stands exactly once, whatever the answers are."""
    again = word_file("{%p for each in open_points %}", "[[contract_body]]", "{%p endfor %}")
    with pytest.raises(WordFileError, match="no place left"):
        writing.paper(again)
