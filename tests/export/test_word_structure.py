"""The parts of a Word file: styles, numbers, fields, tables, headers, properties, package."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn
from docx.shared import Twips

from onboard_tui.contract.document import (
    Align,
    Bullet,
    Document,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Run,
    RunKind,
    Signature,
    SubClause,
    Table,
    Title,
)
from onboard_tui.export.paper import Paper
from onboard_tui.export.word.writer import write_word
from tests.export.hostile import HOSTILE
from tests.export.reading import audited, inside, instructions, opened, parts, style_of, texts, word_of
from tests.export.sample_tree import SHA256, agreement, paper

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.contract.document import Block

WORDS = (Run("words"),)
TABLE = Table((WORDS, WORDS), ((WORDS, WORDS),), (Align.LEFT, Align.RIGHT), total=(WORDS, ()))

DOCUMENTS: dict[str, Paper] = {
    "draft": paper(),
    "final": paper(final=True),
    "american": paper(agreement("en-US")),
    "hebrew": paper(agreement("he")),
    "japanese": paper(agreement("ja")),
    "private": Paper(Document("side", "Side sheet", (TABLE, TABLE), for_customer=False)),
    "empty": Paper(Document("empty", "", ())),
    "hostile": Paper(
        Document("h", "\n".join(HOSTILE), tuple(Paragraph((Run(each, RunKind.ANSWER),)) for each in HOSTILE)),
        customer=" ".join(HOSTILE),
        author=" ".join(HOSTILE),
        final=False,
    ),
    "only breaks": Paper(Document("b", "B", (PageBreak(), PageBreak()))),
    "three to sign": Paper(Document("s", "S", (Signature(WORDS, (), ()),) * 3)),
    "table first": Paper(Document("t", "T", (PageBreak(), TABLE, Bullet(WORDS)))),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_audit_finds_no_error(name: str, tmp_path: Path) -> None:
    """Every file is valid Open XML, by schema and by meaning."""
    assert audited(write_word(DOCUMENTS[name]), tmp_path) == []


def test_blocks_have_real_styles() -> None:
    """Headings are headings, so that navigation and reading aloud work."""
    word = word_of(
        Title(WORDS),
        Heading("a", 1, "", WORDS),
        Heading("b", 1, "1", WORDS),
        Heading("c", 2, "", WORDS),
        SubClause("1.1", WORDS, "c"),
        Item("(a)", 1, WORDS),
        Item("(i)", 2, WORDS),
        Bullet(WORDS),
        Paragraph(WORDS),
    )
    assert [style_of(each) for each in word.paragraphs] == [
        "Title",
        "Front Heading",
        "Heading 1",
        "Clause Heading",
        "Clause",
        "Clause Item",
        "Clause Subitem",
        "Clause Bullet",
        "Clause Text",
    ]


def test_numbers_come_from_one_list_that_is_bound_to_the_styles() -> None:
    """1, 1.1, (a) and (i) are levels of one list, and no paragraph carries a list of its own."""
    word = opened(write_word(paper()))
    numbering = word.part.numbering_part.element
    lists = numbering.findall(qn("w:abstractNum"))
    levels = [
        (level.find(qn("w:pStyle")).get(qn("w:val")), level.find(qn("w:lvlText")).get(qn("w:val")))
        for level in lists[0].findall(qn("w:lvl"))
    ]
    assert levels == [
        ("Heading1", "%1"),
        ("Clause", "%1.%2"),
        ("ClauseItem", "(%3)"),
        ("ClauseSubitem", "(%4)"),
    ]
    assert not list(word.element.body.iter(qn("w:numPr")))
    assert "1.1" not in "".join(texts(word))


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((Heading("a", 1, "3", WORDS),), ["3\twords"]),
        ((Heading("a", 1, "1", WORDS), Heading("b", 1, "3", WORDS)), ["words", "3\twords"]),
        ((Heading("a", 1, "A", WORDS), SubClause("A.1", WORDS, "a")), ["A\twords", "A.1\twords"]),
        (
            (Item("(a)", 1, WORDS), Item("(c)", 1, WORDS), Item("(b)", 1, WORDS)),
            ["words", "(c)\twords", "words"],
        ),
        ((Item("(a)", 1, WORDS), Item("(a)", 1, WORDS)), ["words", "(a)\twords"]),
    ],
)
def test_a_number_that_word_would_count_differently_is_written_as_text(
    blocks: tuple[Block, ...], expected: list[str]
) -> None:
    """The tree's number is always the one that shows."""
    word = word_of(*blocks)
    assert texts(word) == expected
    for paragraph, text in zip(word.paragraphs, expected, strict=True):
        assert bool(inside(paragraph._p, "w:pPr/w:numPr")) == ("\t" in text)


def test_a_number_written_as_text_stands_where_a_counted_one_would() -> None:
    """What Word does not count hangs before its words all the same: a box to tick, a question's number."""
    word = word_of(Heading("a", 1, "7", WORDS), Heading("b", 2, "12", WORDS), Item("\u2610", 1, WORDS))
    hanging = [each.paragraph_format.first_line_indent for each in word.paragraphs]
    assert hanging == [Twips(-720), Twips(-720), Twips(-527)]
    assert [each.paragraph_format.left_indent for each in word.paragraphs] == [
        Twips(720),
        Twips(720),
        Twips(1247),
    ]


def test_a_reference_is_a_field_with_its_number_in_it() -> None:
    """A reference shows its number at once, follows its clause when Word updates it, and leads there."""
    word = word_of(
        Heading("part", 1, "1", WORDS),
        SubClause(
            "1.1",
            (
                Run("see "),
                Run("1.2", RunKind.REF, target="other"),
                Run(" and "),
                Run("1", RunKind.REF, target="part"),
            ),
            "one",
        ),
        SubClause("1.2", WORDS, "other"),
        SubClause("1.3", WORDS, "other"),
    )
    assert texts(word)[1] == "see 1.2 and 1"
    bookmarks = {
        str(mark.get(qn("w:name"))): mark.getparent()
        for mark in word.element.body.iter(qn("w:bookmarkStart"))
    }
    named = [code.split()[1] for code in instructions(word)]
    assert [bookmarks[name] for name in named] == [word.paragraphs[2]._p, word.paragraphs[0]._p]
    assert all(code.endswith(" \\w \\h ") for code in instructions(word))


@pytest.mark.parametrize("target", ["nowhere", None])
def test_a_reference_to_nothing_is_plain_text(target: str | None) -> None:
    """A field that points nowhere would print an error when Word updates it."""
    word = word_of(Paragraph((Run("9.9", RunKind.REF, target=target),)))
    assert texts(word) == ["9.9"]
    assert instructions(word) == []


def test_bookmarks_have_names_that_word_takes() -> None:
    """Long and odd ids make names of at most 40 plain characters, all different."""
    ids = ["x" * 60, "x" * 61, "\u00e9t\u00e9-1", "a b"]
    word = word_of(
        *(Heading(each, 1, str(number), WORDS) for number, each in enumerate(ids, 1)),
        Paragraph(tuple(Run(str(number), RunKind.REF, target=each) for number, each in enumerate(ids, 1))),
    )
    names = [str(mark.get(qn("w:name"))) for mark in word.element.body.iter(qn("w:bookmarkStart"))]
    assert len(set(names)) == len(ids)
    assert all(len(name) <= 40 and name.isascii() and name.replace("_", "").isalnum() for name in names)


def test_tables_repeat_their_head_and_keep_their_rows_whole() -> None:
    """A table can be read on its second page too."""
    for table in opened(write_word(paper())).tables[:3]:
        heads = [bool(inside(row._tr, "w:trPr/w:tblHeader")) for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(inside(row._tr, "w:trPr/w:cantSplit") for row in table.rows)


def test_a_table_is_as_wide_as_the_text() -> None:
    """Columns share the width to the last twentieth of a point, whatever they hold."""
    long = (Run("word " * 80),)
    unbroken = (Run("x" * 300),)
    for cells in ((WORDS, long), (unbroken, unbroken), (WORDS, WORDS), ((), ()), (unbroken, long)):
        word = word_of(Table(((), ()), (cells,), (Align.LEFT, Align.LEFT)))
        section = word.sections[0]
        width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
        assert sum(column.width or 0 for column in word.tables[0].columns) == width
        assert all((column.width or 0) > Twips(400) for column in word.tables[0].columns)


def test_a_total_is_set_apart() -> None:
    """The last row is bold and has a firm rule above it."""
    table = word_of(TABLE).tables[0]
    assert style_of(table.rows[-1].cells[0].paragraphs[0]) == "Table Total"
    assert inside(table.rows[-2].cells[0]._tc, "w:tcPr/w:tcBorders/w:bottom")


def test_open_points_are_marked_and_answers_are_not() -> None:
    """What is to be confirmed is seen at a glance; an answer looks like the contract it has become."""
    word = word_of(
        Paragraph(
            (Run("to confirm", RunKind.OPEN), Run("said", RunKind.ANSWER), Run("sum", RunKind.COMPUTED))
        )
    )
    point, answer = word.paragraphs[0].runs[0], word.paragraphs[0].runs[1]
    assert point.style is not None
    assert point.style.name == "Open Point"
    assert point.style.element.rPr.find(qn("w:shd")) is not None
    assert answer._r.rPr is None


@pytest.mark.parametrize("final", [False, True])
def test_every_kind_of_header_is_marked_until_the_draft_is_approved(final: bool) -> None:
    """First, odd and even pages carry the watermark while the paper is a draft, and none after."""
    section = opened(write_word(paper(final=final))).sections[0]
    headers = (section.header, section.first_page_header, section.even_page_header)
    marks = [header.part.blob.count(b'string="DRAFT"') for header in headers]
    assert marks == ([0, 0, 0] if final else [1, 1, 1])
    assert section.different_first_page_header_footer


def test_each_page_says_what_it_is_and_which_it_is() -> None:
    """The header names the document and version, the footer the identity and `Page X of Y` with text in it."""
    section = opened(write_word(paper())).sections[0]
    assert (
        section.header.paragraphs[0].text
        == "Agreement with Harbour Street Dental Group\tDraft 3 \u00b7 2 March 2026"
    )
    for footer in (section.footer, section.first_page_footer, section.even_page_footer):
        assert footer.paragraphs[0].text == f"Harbour Street Dental Group \u00b7 {SHA256[:12]}\tPage 1 of 1"
        assert b" PAGE " in footer.part.blob
        assert b" NUMPAGES " in footer.part.blob


def test_a_private_paper_says_so_on_each_page() -> None:
    """The seller's papers cannot be sent by accident without saying so."""
    section = word_of(Paragraph(WORDS), for_customer=False).sections[0]
    for header in (section.header, section.first_page_header, section.even_page_header):
        assert header.paragraphs[0].text.startswith("Private: not for the customer\t")


def test_the_properties_say_whose_paper_it_is() -> None:
    """Title, author, version, identity and date are found without opening the file."""
    properties = opened(write_word(paper())).core_properties
    assert properties.title == "Agreement with Harbour Street Dental Group"
    assert properties.subject == "Harbour Street Dental Group"
    assert properties.author == properties.last_modified_by == "Example Cloud Ltd"
    assert properties.version == "3"
    assert properties.content_status == "Draft"
    assert properties.identifier == SHA256
    assert SHA256 in properties.comments
    assert properties.language == "en"
    assert properties.created == properties.modified == datetime(2026, 3, 2, tzinfo=UTC)


def test_the_page_fits_the_country() -> None:
    """American English is printed on letter paper, everything else on A4."""
    american, european = (word_of(language=language).sections[0] for language in ("en-US", "de"))
    assert (american.page_width, american.page_height) == (Twips(12240), Twips(15840))
    assert (european.page_width, european.page_height) == (Twips(11906), Twips(16838))


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("de", "@w:val='de-DE'"),
        ("fr-CH", "@w:val='fr-CH'"),
        ("he", "@w:bidi='he-IL'"),
        ("zh", "@w:eastAsia='zh-CN'"),
    ],
)
def test_the_language_is_said_to_word(language: str, mark: str) -> None:
    """Spelling is checked in the document's own language."""
    word = word_of(language=language)
    assert inside(word.styles.element, f"w:docDefaults/w:rPrDefault/w:rPr/w:lang[{mark}]")


def test_a_page_break_starts_the_next_block_on_a_new_page() -> None:
    """No empty paragraph is left at the top of the page."""
    word = word_of(Paragraph(WORDS), PageBreak(), Heading("a", 1, "1", WORDS), PageBreak(), TABLE)
    breaks = [bool(inside(each._p, "w:pPr/w:pageBreakBefore")) for each in word.paragraphs]
    assert breaks == [False, True, True, False]


def test_places_to_sign_stand_beside_each_other_on_one_page() -> None:
    """Two parties sign on the same sheet; what is not known is a line to write on."""
    word = word_of(
        Signature((Run("Us"),), (Run("Ines"),), (Run("Lead"),)), Signature((Run("You"),), (Run("Omar"),), ())
    )
    (table,) = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Us", "", "You"],
        ["Signature", "", "Signature"],
        ["Name\tInes", "", "Name\tOmar"],
        ["Position\tLead", "", "Position\t\t"],
        ["Date\t\t", "", "Date\t\t"],
    ]


def test_the_package_holds_nothing_that_is_not_ours() -> None:
    """No thumbnail, no custom XML, no second style sheet and no marks of the template are left."""
    held = parts(write_word(paper()))
    assert list(held) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        *(f"word/footer{number}.xml" for number in (1, 2, 3)),
        *(f"word/header{number}.xml" for number in (1, 2, 3)),
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ]
    everything = b"".join(held.values())
    assert b"python-docx" not in everything
    assert b"rsid" not in everything


def test_the_same_tree_gives_the_same_bytes(repository: Path) -> None:
    """A file is the same on another day, in another process, whatever order sets come out in."""
    program = (
        "import hashlib; from tests.export.sample_tree import paper;"
        "from onboard_tui.export.word.writer import write_word;"
        "print(hashlib.sha256(write_word(paper())).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(repository)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }
    assert len(sums) == 1


def test_no_part_carries_a_time_of_day() -> None:
    """The moment of writing is nowhere in the file."""
    with zipfile.ZipFile(BytesIO(write_word(paper()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
