"""A tagged file: values where its tags stand, printed as clauses print them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.document import OpenPoint
from onboard_tui.errors import WordFileError
from onboard_tui.export.house.filling import fill
from onboard_tui.export.house.template import read_template
from onboard_tui.export.house.ways import Way
from onboard_tui.text import clean
from tests.export.hostile import HOSTILE
from tests.export.house.files import add_footnotes, part_of, table_of, word_file
from tests.export.reading import audited, opened, texts
from tests.export.sample_tree import SHA256, paper

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument

    from tests.export.house.conftest import Writing


def first(writing: Writing, *paragraphs: str) -> str:
    """The first paragraph of a file after it was filled in."""
    return opened(writing.paper(word_file(*paragraphs))).paragraphs[0].text


def test_tags_in_the_body_say_that_a_file_is_a_template() -> None:
    """Nobody has to say how such a file is used."""
    assert read_template(word_file("Dear {{ customer }}"), "own.docx").way is Way.TAGGED


def test_values_are_printed_as_clauses_print_them(writing: Writing) -> None:
    """Dates are in words, options by their text, money with its currency, a filter asks for another form."""
    text = first(
        writing, "{{ customer }}; {{ off_start }}; {{ con_term }}; {{ monthly_total }}; {{ our_name }}"
    )
    customer, start, term, total, ours = text.split("; ")
    assert customer == "Harbour Street Dental Group"
    assert start.endswith("2026")
    assert term == "Twelve months"
    assert total in writing.deal.text()
    assert ours == "Northwind IT Ltd"
    assert first(writing, "{{ term_months | words }} {{ term_months }}") == "twelve 12"


def test_an_answer_that_is_missing_is_seen_and_stands_out(writing: Writing) -> None:
    """What nobody has said is printed as something to confirm, in the look of open points."""
    open_ = writing.with_answers(off_start=None)
    word = opened(open_.paper(word_file("From {{ off_start }} on")))
    paragraph = word.paragraphs[0]
    assert paragraph.text.startswith("From [To confirm: ")
    (run,) = (each for each in paragraph.runs if each.text.startswith("[To"))
    assert run.style.name == "Open Point"


def test_a_final_paper_with_a_gap_is_refused(writing: Writing) -> None:
    """What nobody has said may stand in a draft only, also where no clause but the file itself prints it."""
    open_ = writing.with_answers(off_start=None)
    with pytest.raises(WordFileError, match="still to confirm"):
        open_.paper(word_file("From {{ off_start }} on"), of=paper(final=True))


def test_a_choice_looks_at_the_option_and_not_at_its_words(writing: Writing) -> None:
    """`{% if %}` compares with an option's id, as in a clause; Word's curly quotes do no harm."""
    choice = "{% if con_term == \N{LEFT SINGLE QUOTATION MARK}m12\N{RIGHT SINGLE QUOTATION MARK} %}a year{% else %}else{% endif %}"
    assert first(writing, choice) == "a year"
    assert first(writing.with_answers(con_term="monthly"), choice) == "else"
    assert first(writing, "{% if ppl_sponsor %}named{% endif %}.") == "named."
    assert first(writing.with_answers(con_term=None), choice) == "else"


def test_rows_of_a_table_come_from_the_rows_of_an_answer(writing: Writing, tmp_path: Path) -> None:
    """One row of the file's table becomes one for each service."""

    def services(document: WordDocument) -> None:
        table_of(
            document,
            ("Service", "Each month"),
            ("{%tr for each in services %}", ""),
            ("{{ each.service }}", "{{ each.monthly }}"),
            ("{%tr endfor %}", ""),
            ("Total", "{{ monthly_total }}"),
        )

    written = writing.paper(word_file(change=services))
    found = texts(opened(written))
    expected = [row["service"] for row in writing.deal.answers["off_services"]]  # type: ignore[union-attr, index]  # rows of a table
    assert found[2:-2:2] == expected
    assert all(each for each in found)
    assert audited(written, tmp_path) == []


def test_options_that_were_ticked_can_be_gone_through(writing: Writing) -> None:
    """`{% for %}` goes through the options of an answer, each by its words; without it they are a list."""
    found = texts(
        opened(writing.paper(word_file("{%p for each in svc_remedy %}", "{{ each }}", "{%p endfor %}")))
    )
    together = first(writing, "{{ svc_remedy }}")
    assert len(found) >= 2
    assert all(each in together for each in found)


def test_every_kind_of_cell_knows_its_row() -> None:
    """Whatever stands in a row, what is printed is the cell of that row: options, figures, dates, gaps."""
    row = {
        "a": ("x", "y"),
        "b": Decimal("1.5"),
        "c": date(2026, 3, 2),
        "d": None,
        "e": Absent("?", "q"),
        "f": True,
    }
    tags = "".join(f"{{{{ each.{column} }}}}" for column in row)
    data = word_file(f"{{% for each in table %}}{tags}{{% endfor %}}")
    filled = fill(data, {"table": [row, row]}, "own.docx")
    found = [(each.name, each.row, each.column) for each in filled.printed]
    assert found == [("table", number, column) for number in (0, 1) for column in row]


def test_open_points_of_the_draft_can_be_listed(writing: Writing) -> None:
    """What is open is a table that every paper has: what to ask, who owns it, by when."""

    def listed(document: WordDocument) -> None:
        table_of(
            document,
            ("{%tr for point in open_points %}", "", ""),
            ("{{ point.ask }}", "{{ point.owner }}", "{{ point.due }}"),
            ("{%tr endfor %}", "", ""),
        )

    points = (OpenPoint("q", "Who <signs> & when?", (), "later", "J. Hart", "2026-03-09"),)
    found = texts(opened(writing.paper(word_file(change=listed), open_points=points)))
    assert found == ["Who <signs> & when?", "J. Hart", "9 March 2026"]


def test_a_tag_that_word_cut_up_is_one_tag(writing: Writing) -> None:
    """Word splits what was typed in one go over several runs; the look of the first one counts."""

    def cut_up(document: WordDocument) -> None:
        paragraph = document.add_paragraph("To ")
        paragraph.add_run("{{ cus").bold = True
        paragraph.add_run("tomer")
        paragraph.add_run(" }}!")

    paragraph = opened(writing.paper(word_file(change=cut_up))).paragraphs[0]
    assert paragraph.text == "To Harbour Street Dental Group!"
    (run,) = (each for each in paragraph.runs if each.text == "Harbour Street Dental Group")
    assert run.bold


def test_a_value_has_the_look_of_its_tag(writing: Writing) -> None:
    """Bold and size are the template's, also for a value in another script, which has a font for it besides."""

    def large(document: WordDocument) -> None:
        run = document.add_paragraph().add_run("{{ biz_outcome }}")
        run.bold, run.font.size = True, Pt(20)

    said = writing.with_answers(biz_outcome="Open at \u05e9\u05dc\u05d5\u05dd always")
    runs = opened(said.paper(word_file(change=large))).paragraphs[0].runs
    assert "".join(each.text for each in runs) == "Open at \u05e9\u05dc\u05d5\u05dd always"
    assert all(each.bold and each.font.size == Pt(20) for each in runs)
    assert any(each._r.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for each in runs)


def test_headers_footers_and_footnotes_are_filled_in(writing: Writing) -> None:
    """Tags can stand at the page's edges and in footnotes, also without one in the body."""

    def edges(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ customer }}"
        document.sections[0].footer.paragraphs[0].text = "{{ version }}"
        add_footnotes(document, "See {{ date }}")

    written = writing.paper(word_file("{{ title }}", change=edges))
    word = opened(written)
    assert word.sections[0].header.paragraphs[0].text == "Harbour Street Dental Group"
    assert word.sections[0].footer.paragraphs[0].text == "Draft 3"
    assert b"See " in part_of(written, "word/footnotes.xml")
    assert b"2 March 2026" in part_of(written, "word/footnotes.xml")


def test_no_token_is_left_behind(writing: Writing) -> None:
    """The marks that stand for values on the way are nowhere in the file."""
    written = writing.paper(
        word_file("{{ customer }}{{ biz_outcome }}", change=lambda d: add_footnotes(d, "{{ date }}"))
    )
    for part in ("word/document.xml", "word/footnotes.xml"):
        assert not {"\ue000", "\ue001"} & set(part_of(written, part).decode())


def test_a_tagged_paper_is_marked_and_named_like_any_other(writing: Writing, tmp_path: Path) -> None:
    """The draft's mark and its identity are in the file, and the audit finds nothing."""
    written = writing.paper(word_file("Dear {{ customer }}"))
    word = opened(written)
    header = word.sections[0].header._element
    assert list(header.iter("{urn:schemas-microsoft-com:vml}textpath"))
    assert word.core_properties.identifier == SHA256
    assert audited(written, tmp_path) == []
    final = opened(writing.paper(word_file("Dear {{ customer }}"), of=paper(final=True)))
    assert not list(final.sections[0].header._element.iter("{urn:schemas-microsoft-com:vml}textpath"))


def test_the_same_answers_give_the_same_bytes(writing: Writing) -> None:
    """Filling in leaves no trace of the hour or the process."""
    data = word_file("{{ biz_outcome }}", "{{ customer }}")
    assert writing.paper(data) == writing.paper(data)


def test_hostile_answers_come_out_as_they_went_in(writing: Writing) -> None:
    """71 and more payloads at once: each is words, none acts, none is changed."""
    said = [clean(each).text for each in HOSTILE]
    points = tuple(OpenPoint(str(number), each, (), "later") for number, each in enumerate(said))
    data = word_file("{%p for point in open_points %}", "<{{ point.ask }}>", "{%p endfor %}")
    word = opened(writing.paper(data, open_points=points))
    assert [each.text for each in word.paragraphs] == [f"<{each}>" for each in said]


@settings(max_examples=5)
@given(st.lists(st.text(max_size=60), min_size=40, max_size=40))
def test_any_text_is_printed_exactly(writing: Writing, typed: list[str]) -> None:
    """Whatever people type, once it is clean, stands in the file letter by letter."""
    said = [clean(each).text for each in typed]
    points = tuple(OpenPoint(str(number), each, (), "later") for number, each in enumerate(said))
    data = word_file("{%p for point in open_points %}", "<{{ point.ask }}>", "{%p endfor %}")
    word = opened(writing.paper(data, open_points=points))
    assert [each.text for each in word.paragraphs] == [f"<{each}>" for each in said]


def test_a_file_says_how_it_is_used_unless_somebody_else_does(writing: Writing) -> None:
    """A file with tags can be used for its house style; then its tags are gone with its body."""
    template = read_template(word_file("{{ customer }}"), "own.docx", Way.HOUSE_STYLE)
    assert template.names == frozenset()
    assert [each.code for each in template.problems] == ["T205"]


@pytest.mark.parametrize("comment", ["{# for ourselves #}", "{#p for ourselves #}"])
def test_a_comment_in_a_template_is_not_printed(comment: str, writing: Writing) -> None:
    """Who keeps a template may leave notes in it."""
    assert "ourselves" not in "".join(texts(opened(writing.paper(word_file(comment, "{{ customer }}")))))
