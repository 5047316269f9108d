"""PDF files: tagged, with every text as the tree has it, and marked until they are final."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Cell,
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
from onboard_tui.contract.numbering import runs_of
from onboard_tui.export.paper import Paper, Words
from onboard_tui.export.pdf.writer import write_pdf
from onboard_tui.text import clean
from tests.contract.trees import BLOCKS
from tests.contract.trees import WORDS as WORDS_OF_TREES
from tests.export.hostile import HOSTILE
from tests.export.pdf_reading import (
    artifacts,
    only_embedded,
    pdf_of,
    places_on,
    squeezed,
    structure,
    texts_by_page,
)
from tests.export.sample_tree import SHA256, agreement, everywhere, paper
from tests.export.tiny_font import write_tiny_font

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.export.pdf.fonts import FontPlaces

WORDS = (Run("words"),)
READ_TWICE = "e\u0301\u0323"
"""A letter and marks that stand as two shapes: each is read as the whole."""
ALPHABET = st.one_of(
    st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_characters="\u0149"),
    st.characters(min_codepoint=0x3A3, max_codepoint=0x3CE),
    st.characters(min_codepoint=0x410, max_codepoint=0x44F),
    st.sampled_from("*_\\`[]<>&#|~$ \n\t-+=1.):@%{}\"'/"),
)
SHOWN = st.text(ALPHABET, max_size=40).map(lambda raw: clean(raw).text)
"""Texts that the fonts which come with typst can show."""


@pytest.fixture(scope="module")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> FontPlaces:
    """The fonts that come with typst, whatever the machine has."""
    return only_embedded(tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")
def boxed(tmp_path_factory: pytest.TempPathFactory) -> FontPlaces:
    """These and a folder with a font that has all else that the hostile texts need."""
    places = only_embedded(tmp_path_factory.mktemp("boxes"))
    places.folder.mkdir()
    letters = {
        letter
        for text in (*HOSTILE, *WORDS_OF_TREES)
        for letter in text
        if letter >= "\u0900" or letter == "\u200d"
    }
    write_tiny_font(places.folder, letters)
    return places


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_text_is_read_back_exactly(payload: str, boxed: FontPlaces) -> None:
    """Whatever a person typed stands in each kind of block as text, and makes no element of its own."""
    read = structure(pdf_of(*everywhere(payload), places=boxed))
    said = payload.replace(READ_TWICE, READ_TWICE * 2)
    labels = ("", "7", "7.1", "(a)", "(i)", "\u2022", "", "", "", "", "", "", "", "SignatureName", "Position")
    assert squeezed(read.text) == squeezed(said.join((*labels, "Date")))
    if payload.strip():
        plain = structure(pdf_of(*everywhere("x"), places=boxed))
        assert [each.name for each in read.all()] == [each.name for each in plain.all()]


@given(st.lists(st.tuples(SHOWN, st.sampled_from(RunKind), st.booleans(), st.booleans()), max_size=4))
def test_any_runs_are_read_back_exactly(pieces: list[tuple[str, RunKind, bool, bool]]) -> None:
    """No look or kind of a run changes its text."""
    runs = tuple(Run(text, kind, bold, italic, target="h") for text, kind, bold, italic in pieces)
    whole = squeezed("".join(text for text, *_ in pieces))
    blocks = (Heading("h", 1, "1", runs), Paragraph(runs))
    read = structure(write_pdf(Paper(Document("d", whole, blocks), author=whole)))
    assert squeezed(read.text) == f"1{whole}{whole}"


@given(st.lists(st.lists(SHOWN, min_size=2, max_size=2), min_size=1, max_size=4))
def test_any_table_is_read_back_exactly(rows: list[list[str]]) -> None:
    """A cell holds its text and nothing else, and no text makes a cell."""
    made = tuple(tuple((Run(text),) for text in row) for row in rows)
    read = structure(write_pdf(Paper(Document("d", "D", (Table(((), ()), made, (Align.LEFT, Align.LEFT)),)))))
    assert [squeezed(cell.text) for cell in read.all("TD")] == [
        squeezed(text) for row in rows for text in row
    ]


@settings(max_examples=40)
@given(st.lists(BLOCKS, max_size=10), st.sampled_from(["en", "he", "zh"]))
def test_any_tree_is_written_whole(boxed: FontPlaces, blocks: list[Block], language: str) -> None:
    """However blocks follow each other, none is refused and no letter is lost."""
    data = write_pdf(Paper(Document("d", "D", tuple(blocks), language=language)), boxed)
    said = Counter(squeezed("".join(run.text for block in blocks for run in runs_of(block))))
    assert said <= Counter(squeezed(structure(data).text))


def test_every_word_of_the_agreement_is_there(embedded: FontPlaces) -> None:
    """No block kind is forgotten."""
    read = squeezed(structure(write_pdf(paper(), embedded)).text)
    for block in agreement().blocks:
        for run in runs_of(block):
            assert squeezed(run.text) in read


def test_the_file_is_tagged_for_everybody(embedded: FontPlaces) -> None:
    """It says that it is PDF/UA-1, in which language it is, and what its window is called."""
    reader = PdfReader(BytesIO(write_pdf(paper(), embedded)))
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    pages: list[Any] = list(reader.pages)
    fonts = [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (below,) = font["/DescendantFonts"]
        assert {"/FontFile2", "/FontFile3"} & set(below.get_object()["/FontDescriptor"].get_object())


def test_each_block_has_its_tag(embedded: FontPlaces) -> None:
    """Headings, lists, tables and links are what they look like, and letters and numbers are read out."""
    read = structure(write_pdf(paper(), embedded))
    assert [each.text for each in read.all("Title")] == ["Agreement with Harbour Street Dental Group"]
    assert [each.text for each in read.all("H1")][:3] == [
        "Key terms",
        "In plain words",
        "1 What each of us does",
    ]
    assert [each.text.strip() for each in read.all("Lbl")][4:10] == [
        "(a)",
        "(b)",
        "(i)",
        "(ii)",
        "(iii)",
        "(c)",
    ]
    assert [each.text for each in read.all("TH")][:2] == ["Key term", "What we agreed"]
    assert [each.text for each in read.all("Link")] == ["4", "2", "3.2", "4"]
    assert "[To confirm: price]" in [each.text for each in read.all("Strong")]


def test_no_heading_is_skipped(embedded: FontPlaces) -> None:
    """Who jumps from heading to heading misses nothing, even where the tree leaves a level out."""
    blocks = (
        Heading("a", 3, "", WORDS),
        Heading("b", 1, "1", WORDS),
        Heading("c", 2, "", WORDS),
        Heading("d", 9, "", WORDS),
    )
    names = [each.name for each in structure(pdf_of(*blocks, places=embedded)).all()]
    assert [name for name in names if name[0] == "H"] == ["H1", "H1", "H2", "H3"]


def test_an_item_is_never_deeper_than_its_list(embedded: FontPlaces) -> None:
    """A list in a list is one, and an item without a list around it begins one."""
    blocks = (Item("(i)", 3, WORDS), Item("(a)", 1, WORDS), Item("(i)", 2, WORDS), Item("(b)", 1, WORDS))
    read = structure(pdf_of(*blocks, places=embedded))
    assert [each.text.strip() for each in read.all("Lbl")] == ["(i)", "(a)", "(i)", "(b)"]
    assert len(read.all("L")) == 2


def test_a_reference_leads_to_its_clause(embedded: FontPlaces) -> None:
    """A click on a number goes to the page on which that clause begins."""
    reader = PdfReader(BytesIO(write_pdf(paper(agreement(extra=6)), embedded)))
    links: list[Any] = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    assert [str(link["/Dest"]) for link in links].count("clause-missed") == 1 + 36
    for name, heading in (("missed", "3 What happens when we miss"), ("services", "2 Services and prices")):
        (start,) = [page for page in reader.pages if heading in page.extract_text()]
        assert reader.named_destinations[f"clause-{name}"].raw_get("/Page") == start.indirect_reference


def test_a_reference_to_nothing_is_plain_text(embedded: FontPlaces) -> None:
    """A link that leads nowhere is no link."""
    runs = (Run("9.9", RunKind.REF, target="nowhere"), Run(" 8", RunKind.REF))
    read = structure(pdf_of(Paragraph(runs), places=embedded))
    assert read.text == "9.9 8"
    assert not read.all("Link")


def test_headings_are_the_files_outline(embedded: FontPlaces) -> None:
    """A viewer shows the parts of the agreement beside it."""
    reader = PdfReader(BytesIO(write_pdf(paper(), embedded)))
    titles = [str(entry["/Title"]) for entry in reader.outline if isinstance(entry, dict)]
    assert titles[:4] == ["Key terms", "In plain words", "1 What each of us does", "2 Services and prices"]


@pytest.mark.parametrize("final", [False, True])
def test_every_page_is_marked_until_the_paper_is_final(final: bool, embedded: FontPlaces) -> None:
    """The word stands across each page of a draft, outside of what is read aloud, and on none of a final."""
    data = write_pdf(paper(agreement(extra=3), final=final), embedded)
    pages = artifacts(data)
    assert len(pages) > 3
    assert [each.count("DRAFT") for each in pages] == [0 if final else 1] * len(pages)
    assert "DRAFT" not in structure(data).text


def test_the_mark_is_in_the_packs_words(embedded: FontPlaces) -> None:
    """Another language has another word, and a long one still fits on the sheet."""
    words = Words(draft="Unverbindlicher Entwurf")
    (page,) = artifacts(
        write_pdf(Paper(Document("d", "D", (Paragraph(WORDS),)), final=False, words=words), embedded)
    )
    assert "UNVERBINDLICHER ENTWURF" in page


def test_each_page_says_what_it_is_and_which_it_is(embedded: FontPlaces) -> None:
    """Version, customer, identity and `Page 2 of 4` stand on each page; the title from the second on."""
    pages = artifacts(write_pdf(paper(), embedded))
    for number, page in enumerate(pages, start=1):
        assert "Draft 3 \u00b7 2 March 2026" in page
        assert f"Harbour Street Dental Group \u00b7 {SHA256[:12]}" in page
        assert f"Page {number} of {len(pages)}" in page
        assert ("Agreement with Harbour Street Dental Group" in page) is (number > 1)


def test_a_private_paper_says_so_on_each_page(embedded: FontPlaces) -> None:
    """The seller's papers cannot be sent by accident without saying so."""
    blocks = (Paragraph(WORDS), PageBreak(), Paragraph(WORDS))
    pages = artifacts(write_pdf(Paper(Document("side", "Side sheet", blocks, for_customer=False)), embedded))
    assert ["Private: not for the customer" in page for page in pages] == [True, True]


def test_the_properties_say_whose_paper_it_is(embedded: FontPlaces) -> None:
    """Title, author, customer, version, identity and date are found without opening the file."""
    properties = PdfReader(BytesIO(write_pdf(paper(), embedded))).metadata
    assert properties is not None
    assert properties.title == "Agreement with Harbour Street Dental Group"
    assert properties.author == "Example Cloud Ltd"
    assert properties.subject == "Harbour Street Dental Group"
    assert str(properties["/Keywords"]) == f"Draft 3 \u00b7 2 March 2026, sha256 {SHA256}"
    assert {str(properties[name]) for name in ("/CreationDate", "/ModDate")} == {"D:20260302000000Z"}


@pytest.mark.parametrize(("language", "size"), [("en-US", (612, 792)), ("de", (595.3, 841.9))])
def test_the_page_fits_the_country(language: str, size: tuple[float, float], embedded: FontPlaces) -> None:
    """American English is printed on letter paper, everything else on A4."""
    (page,) = PdfReader(BytesIO(pdf_of(Paragraph(WORDS), language=language, places=embedded))).pages
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(size)


def test_a_page_break_starts_a_page_and_none_is_left_empty(embedded: FontPlaces) -> None:
    """What follows a break begins a page."""
    blocks = (
        PageBreak(),
        Paragraph(WORDS),
        PageBreak(),
        PageBreak(),
        Heading("a", 1, "1", WORDS),
        PageBreak(),
    )
    assert texts_by_page(pdf_of(*blocks, places=embedded)) == ["words", "1words"]


def _long_table(rows: int, words: str) -> Table:
    made: list[tuple[Cell, ...]] = [((Run(f"{number}:{words}:{number}"),), WORDS) for number in range(rows)]
    return Table(((Run("First column"),), (Run("Second"),)), tuple(made), (Align.LEFT, Align.RIGHT))


def test_a_table_repeats_its_head_and_keeps_its_rows_whole(embedded: FontPlaces) -> None:
    """A table can be read on its second page too, and no row begins on one page and ends on the next."""
    words = "a promise that takes more than one line in its column because it says what it means " * 3
    data = pdf_of(_long_table(30, words), places=embedded)
    pages = texts_by_page(data)
    assert len(pages) > 2
    for page, around in zip(pages[1:], artifacts(data)[1:], strict=True):
        assert "Firstcolumn" in squeezed(around) + page
    for number in range(30):
        whole = squeezed(f"{number}:{words}:{number}")
        assert any(whole in page for page in pages)


def test_a_row_taller_than_a_page_is_split_and_not_lost(embedded: FontPlaces) -> None:
    """The one row that no page can hold goes on on the next."""
    words = " ".join(str(number) for number in range(3000))
    data = pdf_of(_long_table(1, words), places=embedded)
    assert len(texts_by_page(data)) > 1
    assert squeezed(structure(data).all("TD")[0].text) == squeezed(f"0:{words}:0")


def test_a_short_table_stays_with_what_leads_to_it(embedded: FontPlaces) -> None:
    """A table of few rows is on one page, and so is the sentence before it."""
    filler = tuple(Paragraph((Run(f"Line {number}."),)) for number in range(32))
    for count in range(26, 32):
        blocks: tuple[Block, ...] = (
            *filler[:count],
            SubClause("1.1", (Run("As follows:"),), "c"),
            _long_table(5, "x"),
        )
        pages = texts_by_page(pdf_of(*blocks, places=embedded))
        assert any("Asfollows:" in page and "0:x:0" in page and "4:x:4" in page for page in pages)


@pytest.mark.parametrize("word", ["x" * 400, "W" * 120, "https://example.test/" + "a-b/" * 60])
def test_a_long_word_breaks_inside_the_sheet(word: str, embedded: FontPlaces) -> None:
    """What has no blanks is broken where the line ends, in the text and in the narrowest column."""
    cells = tuple((Run(each),) for each in (word, "short", "few words", "1", "2", "3"))
    table = Table(((),) * 6, (cells,), (Align.LEFT,) * 6)
    blocks = (Title((Run(word),)), Paragraph((Run(f"before {word} after"),)), Bullet((Run(word),)), table)
    data = pdf_of(*blocks, places=embedded)
    assert squeezed(structure(data).text).count(word) == 4
    for page in PdfReader(BytesIO(data)).pages:
        assert max(x for x, _ in places_on(page)) < float(page.mediabox.width) - 70


def test_places_to_sign_are_lines_beside_each_other(embedded: FontPlaces) -> None:
    """Two parties sign on the same sheet; what is known is filled in."""
    us = Signature((Run("Us"),), (Run("Ines"),), (Run("Lead"),))
    you = Signature((Run("You"),), (Run("Omar"),), ())
    data = pdf_of(us, you, places=embedded)
    assert texts_by_page(data) == ["UsSignatureNameInesPositionLeadDateYouSignatureNameOmarPositionDate"]
    (page,) = PdfReader(BytesIO(data)).pages
    heights = {text: y for (_, y), text in places_on(page).items()}
    assert heights["Us"] == heights["You"]
    assert heights["Ines"] == heights["Omar"]


def test_a_document_that_runs_from_right_to_left_has_its_numbers_on_the_right(embedded: FontPlaces) -> None:
    """Hebrew comes with typst: numbers hang on the right, columns begin there, words read in their order."""
    hebrew = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd"
    table = Table(((Run("one"),), (Run("two"),)), ((WORDS, WORDS),), (Align.LEFT, Align.RIGHT))
    blocks = (SubClause("1.1", (Run(hebrew),), "c"), table)
    data = pdf_of(*blocks, language="he", places=embedded)
    assert squeezed(structure(data).text) == squeezed(f"1.1{hebrew}onetwowordswords")
    (page,) = PdfReader(BytesIO(data)).pages
    across = {text.strip(): x for (x, _), text in places_on(page).items()}
    assert across["1.1"] > across[hebrew] > 300
    assert across["one"] > across["two"]
    assert str(PdfReader(BytesIO(data)).root_object["/Lang"]) == "he"


def test_a_paragraph_of_another_direction_keeps_its_own(embedded: FontPlaces) -> None:
    """Hebrew in an English document begins on the right."""
    hebrew = "\u05e9\u05dc\u05d5\u05dd"
    data = pdf_of(Paragraph((Run(hebrew),)), Paragraph(WORDS), places=embedded)
    (page,) = PdfReader(BytesIO(data)).pages
    across = {text: x for (x, _), text in places_on(page).items()}
    assert across[hebrew] > 400 > across["words"]


def test_languages_are_said_where_they_change(boxed: FontPlaces) -> None:
    """A screen reader takes the right voice for a Japanese name in an English sentence."""
    data = pdf_of(Paragraph((Run("We met \u30c6\u30b9\u30c8 today."),)), places=boxed)
    contents = PdfReader(BytesIO(data)).pages[0].get_contents()
    assert contents is not None
    assert b"/Lang(ja-JP)" in contents.get_data()


@pytest.mark.parametrize("language", ["en", "de-CH", "zh-Hant", "pt-BR", "x-klingon", "", "EN_us", "tlh"])
def test_any_language_can_be_named(language: str, embedded: FontPlaces) -> None:
    """What is no language is taken for English rather than refused."""
    assert structure(pdf_of(Paragraph(WORDS), language=language, places=embedded)).text == "words"


@pytest.mark.parametrize(
    "document",
    [
        Document("empty", "", ()),
        Document("breaks", "B", (PageBreak(), PageBreak())),
        Document(
            "bare", "", (Title(()), Heading("h", 1, "", ()), Paragraph(()), Bullet(()), Item("", 1, ()))
        ),
        Document("two", "T", (Title(WORDS), Title(WORDS), Signature(WORDS, (), ()))),
        Document("head", "H", (Table((WORDS,), (), (Align.CENTER,)), Table(((),), (((),),), (Align.LEFT,)))),
    ],
    ids=lambda document: document.id,
)
def test_an_odd_document_is_written_all_the_same(document: Document, embedded: FontPlaces) -> None:
    """Nothing has to be there."""
    assert write_pdf(Paper(document), embedded).startswith(b"%PDF-1.7")


def test_what_no_file_can_hold_is_shown_as_unknown(embedded: FontPlaces) -> None:
    """Half a character does not stop the export, wherever it stands."""
    broken = "a\x00b\ud800c\ufffe"
    tree = Document("d", broken, (Title((Run(broken),)), Paragraph((Run(broken),))))
    data = write_pdf(Paper(tree, customer=broken, author=broken), embedded)
    assert structure(data).text == "a\ufffdb\ufffdc\ufffd" * 2
    assert "a\ufffdb\ufffdc\ufffd" in artifacts(data)[0]


def test_the_same_tree_gives_the_same_bytes(repository: Path, tmp_path: Path) -> None:
    """A file is the same on another day, in another process, whatever order sets come out in."""
    program = (
        "import hashlib, sys; from pathlib import Path; from tests.export.sample_tree import paper;"
        "from tests.export.pdf_reading import only_embedded; from onboard_tui.export.pdf.writer import write_pdf;"
        "print(hashlib.sha256(write_pdf(paper(), only_embedded(Path(sys.argv[1])))).hexdigest())"
    )
    sums = {
        subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)],
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(repository)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima"))
    }
    assert len(sums) == 1
