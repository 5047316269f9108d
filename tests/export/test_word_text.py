"""Texts in a Word file: exact, in the right script, and never anything but text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Bullet,
    Document,
    Heading,
    Item,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
    Title,
)
from onboard_tui.export.paper import Paper
from onboard_tui.export.scripts import segments
from onboard_tui.export.word.writer import write_word
from tests.export.hostile import HOSTILE, TEXTS
from tests.export.reading import inside, instructions, opened, texts, word_of


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_text_is_read_back_exactly(payload: str) -> None:
    """Whatever a person typed stands in each kind of block as text, and makes no field."""
    run = Run(payload, RunKind.ANSWER)
    word = word_of(
        Title((run,)),
        Heading("h", 1, "1", (run,)),
        SubClause("1.1", (run,), "c"),
        Item("(a)", 1, (run,)),
        Item("(i)", 2, (run,)),
        Bullet((run,)),
        Paragraph((run,)),
        Table(((run,), (run,)), (((run,), (run,)),), (Align.LEFT, Align.RIGHT)),
    )
    assert texts(word) == [payload] * 11
    assert instructions(word) == []


@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(RunKind), st.booleans()), max_size=5),
    st.sampled_from(["en", "he"]),
)
def test_any_runs_are_read_back_exactly(pieces: list[tuple[str, RunKind, bool]], language: str) -> None:
    """No look, kind or language of a run changes its text."""
    runs = tuple(Run(text, kind, bold=bold, target="c") for text, kind, bold in pieces)
    word = word_of(Heading("c", 1, "1", ()), Paragraph(runs), language=language)
    assert texts(word)[1] == "".join(text for text, _, _ in pieces)


def test_a_hostile_title_and_name_stay_text_everywhere() -> None:
    """The header shows the document's title, and the places to sign what people are called."""
    payload = "<w:p/> & {{ x }}"
    word = word_of(Signature((Run(payload),), (Run(payload),), (Run(payload),)))
    assert texts(word).count(payload) == 1
    assert texts(word).count(f"Name\t{payload}") == 1


def test_what_xml_cannot_hold_is_shown_as_unknown() -> None:
    """A character that no XML can hold does not stop the export."""
    broken = "a\x00b\ud800c\ufffe"
    document = Document("d", broken, (Paragraph((Run(broken),)),))
    word = opened(write_word(Paper(document, customer=broken, author=broken)))
    assert texts(word) == ["a\ufffdb\ufffdc\ufffd"]
    assert word.core_properties.title == word.core_properties.author == "a\ufffdb\ufffdc\ufffd"


@given(TEXTS, st.booleans())
def test_segments_joined_are_the_text(text: str, rtl: bool) -> None:
    """Cutting a text by writing systems loses nothing."""
    assert "".join(segment.text for segment in segments(text, rtl=rtl)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain, 100% Latin", [("plain, 100% Latin", "latin")]),
        (
            "Met \u05e9\u05dc\u05d5\u05dd, today",
            [("Met ", "latin"), ("\u05e9\u05dc\u05d5\u05dd", "hebrew"), (", today", "latin")],
        ),
        ("\u05d0\u05d1 12 \u05d2\u05d3", [("\u05d0\u05d1 12 \u05d2\u05d3", "hebrew")]),
        ("\u6771\u4eac", [("\u6771\u4eac", "han")]),
        ("\u6771\u4eac\u3067", [("\u6771\u4eac\u3067", "japanese")]),
        ("\u0e44\u0e17\u0e22 OK", [("\u0e44\u0e17\u0e22", "thai"), (" OK", "latin")]),
    ],
)
def test_a_text_is_cut_where_its_writing_system_changes(text: str, expected: list[tuple[str, str]]) -> None:
    """Neutral text stays with the paragraph's direction unless both its neighbours read right to left."""
    assert [(segment.text, segment.system.name) for segment in segments(text)] == expected


def test_punctuation_follows_the_direction_of_its_paragraph() -> None:
    """A full stop after Hebrew stands at the left in a Hebrew paragraph, and so is marked."""
    (segment,) = segments("\u05e9\u05dc\u05d5\u05dd.", rtl=True)
    assert segment.system.rtl


def test_right_to_left_words_are_marked_in_a_left_to_right_clause() -> None:
    """An Arabic name is set right to left in the font slot for complex scripts; the clause is not turned."""
    word = word_of(
        Paragraph((Run("Your sponsor is "), Run("\u0645\u0631\u064a\u0645", RunKind.ANSWER), Run(".")))
    )
    paragraph = word.paragraphs[0]
    assert not inside(paragraph._p, "w:pPr/w:bidi")
    marked = [run.text for run in paragraph.runs if inside(run._r, "w:rPr/w:rtl")]
    assert marked == ["\u0645\u0631\u064a\u0645"]
    assert inside(paragraph.runs[1]._r, "w:rPr/w:rFonts[@w:cs]")
    assert inside(paragraph.runs[1]._r, "w:rPr/w:lang[@w:bidi='ar-SA']")


def test_an_answer_that_stands_alone_decides_the_direction() -> None:
    """A cell that holds nothing but Hebrew reads from right to left."""
    word = word_of(Paragraph((Run("\u05e9\u05dc\u05d5\u05dd.", RunKind.ANSWER),)))
    assert inside(word.paragraphs[0]._p, "w:pPr/w:bidi[@w:val='1']")


def test_a_document_in_hebrew_runs_from_right_to_left() -> None:
    """The section and the tables are turned, and a Latin paragraph inside is turned back."""
    table = Table(((Run("\u05d0"),),), (((Run("\u05d1"),),),), (Align.LEFT,))
    word = word_of(Paragraph((Run("Only Latin"),)), table, language="he")
    assert inside(word.element.body, "w:sectPr/w:bidi")
    assert inside(word.styles.element, "w:docDefaults/w:pPrDefault/w:pPr/w:bidi")
    assert inside(word.paragraphs[0]._p, "w:pPr/w:bidi[@w:val='0']")
    assert inside(word.tables[0]._tbl, "w:tblPr/w:bidiVisual")


def test_east_asian_text_takes_its_own_font_slot() -> None:
    """Japanese gets a Japanese font and is known as Japanese."""
    word = word_of(Paragraph((Run("\u6771\u4eac\u3067\u3059", RunKind.ANSWER),)))
    run = word.paragraphs[0].runs[0]._r
    assert inside(run, "w:rPr/w:rFonts[@w:eastAsia='Yu Mincho']")
    assert inside(run, "w:rPr/w:lang[@w:eastAsia='ja-JP']")


def test_a_column_keeps_its_side_whatever_its_cells_are_written_in() -> None:
    """In a paragraph that runs against its document Word counts left and right from the other end."""
    hebrew, english = (Run("\u05de\u05d7\u05d9\u05e8"),), (Run("price"),)
    table = Table((english, english), ((hebrew, hebrew),), (Align.LEFT, Align.RIGHT))
    for language, expected in (
        ("en", ["", "right", "right", "left"]),
        ("he", ["right", "left", "", "right"]),
    ):
        (made,) = word_of(table, language=language).tables
        cells = [cell.paragraphs[0]._p for row in made.rows for cell in row.cells]
        sides = [inside(each, "w:pPr/w:jc/@w:val") for each in cells]
        assert ["".join(map(str, side)) for side in sides] == expected


def test_cells_that_run_from_right_to_left_have_room_on_both_sides() -> None:
    """The gap between two columns does not depend on what a word processor takes for the left."""
    table = Table(((), ()), (((Run("a"),), (Run("b"),)),), (Align.LEFT, Align.LEFT))
    (made,) = word_of(table, language="he").tables
    margins = inside(made._tbl, "w:tblPr/w:tblCellMar/*/@w:w")
    assert [str(margin) for margin in margins] == ["110", "110"]
    assert not inside(made._tbl, "w:tr/w:tc/w:tcPr/w:tcMar")
