"""House style: a Word file's pages, edges and styles stay, and the paper takes the place of its body."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from onboard_tui.export.house.template import read_template
from onboard_tui.export.house.ways import Way
from tests.export.house.files import part_of, replaced, with_parts, word_file
from tests.export.reading import audited, inside, opened, parts, style_of, texts
from tests.export.sample_tree import SHA256, agreement, paper
from tests.export.word_numbers import numbers_of

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

    from tests.export.house.conftest import Writing


LIBREOFFICE = Path(__file__).with_name("libreoffice.docx")


def in_the_house_style(document: WordDocument) -> None:
    """A firm's letterhead with a list of its own and a numbered heading."""
    section = document.sections[0]
    section.page_width, section.page_height = Twips(11339), Twips(15874)
    section.left_margin = Twips(2268)
    section.header.paragraphs[0].text = "Vale & Partners, Solicitors"
    section.footer.paragraphs[0].text = "Registered in Ghent"
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(12)
    document.add_paragraph("Something old", style="List Number")


def house_file() -> bytes:
    """The file of a firm."""
    return word_file("Old words", change=in_the_house_style)


def test_the_page_the_edges_and_the_styles_of_the_file_stay(writing: Writing) -> None:
    """Sheet, margins, header, footer and fonts are the firm's own after the paper has taken the body's place."""
    written = opened(writing.paper(house_file()))
    section = written.sections[0]
    assert (section.page_width, section.left_margin) == (Twips(11339), Twips(2268))
    assert section.header.paragraphs[0].text.startswith("Vale & Partners, Solicitors")
    assert section.footer.paragraphs[0].text == "Registered in Ghent"
    normal = written.styles["Normal"].font
    assert (normal.name, normal.size) == ("Georgia", Pt(12))
    before = parts(house_file())
    after = parts(writing.paper(house_file()))
    assert after["word/theme/theme1.xml"] == before["word/theme/theme1.xml"]


def test_a_style_of_the_file_is_not_touched(writing: Writing) -> None:
    """Every style that the file has is there afterwards, letter by letter."""
    from lxml import etree

    def styles(data: bytes) -> dict[str, bytes]:
        root = etree.fromstring(part_of(data, "word/styles.xml"))
        for language in root.iter(qn("w:lang")):
            language.attrib.clear()
        return {each.get(qn("w:styleId")): etree.tostring(each).strip() for each in root.iter(qn("w:style"))}

    before, after = styles(house_file()), styles(writing.paper(house_file()))
    assert {name: after[name] for name in before} == before


def test_the_body_is_the_paper_s(writing: Writing) -> None:
    """What stood in the body is gone, and the words of the paper stand there as in our own Word file."""
    from onboard_tui.export.word.writer import write_word

    written = opened(writing.paper(house_file()))
    assert texts(written) == texts(opened(write_word(paper())))
    assert "Old words" not in texts(written)


def test_numbers_are_counted_beside_the_file_s_own_lists(writing: Writing) -> None:
    """Our clauses count 1, 1.1, (a) in a list of their own, also where the firm numbers its headings itself."""

    def number_headings(document: WordDocument) -> None:
        in_the_house_style(document)
        style = document.styles["Heading 1"].element
        listed = document.styles["List Number"].element.find(f".//{qn('w:numPr')}")
        style.get_or_add_pPr().append(listed.__copy__())

    written = opened(writing.paper(word_file(change=number_headings)))
    found = numbers_of(written)
    assert found["What each of us does"] == "1"
    assert found["Signatures"] == "5"
    assert found["In plain words"] == ""
    assert found["copy your records and show you that the copy opens;"] == "(a)"
    assert found["at the front desk;"] == "(i)"
    assert next(number for text, number in found.items() if text.startswith("When we miss one")) == "3.2"


def test_a_missing_style_is_added_in_the_file_s_own_type(writing: Writing) -> None:
    """A clause stands in a style that was added, in the firm's font, and in proportion to its size."""
    written = opened(writing.paper(house_file()))
    clause = next(each for each in written.paragraphs if each.text.startswith("We measure each service"))
    assert style_of(clause) == "Clause"
    assert written.styles["Clause"].font.name is None
    assert written.styles["Table Text"].font.size == Pt(10)


def test_styles_are_found_by_their_names_whatever_their_ids(writing: Writing) -> None:
    """A German Word calls the style of a heading `berschrift1`; its name is what counts."""
    data = house_file()
    for part in ("word/styles.xml", "word/document.xml"):
        text = part_of(data, part).decode().replace('"Heading1"', '"berschrift1"')
        data = with_parts(data, {part: text.encode()})
    written = opened(writing.paper(data))
    heading = next(each for each in written.paragraphs if each.text == "What each of us does")
    (style,) = inside(heading._p, "w:pPr/w:pStyle")
    assert style.get(qn("w:val")) == "berschrift1"


def test_a_style_with_our_name_is_the_firm_s_own(writing: Writing) -> None:
    """Who defines a style “Clause” says how clauses look; they are numbered all the same."""

    def with_clause(document: WordDocument) -> None:
        document.styles.add_style("Clause", 1).font.italic = True

    written = opened(writing.paper(word_file(change=with_clause)))
    assert written.styles["Clause"].font.italic
    assert (
        numbers_of(written)["We measure each service level and send you the figures with every invoice."]
        == "3.1"
    )


def test_headers_of_earlier_sections_go_on(writing: Writing) -> None:
    """Where only the first of two sections says the header, the paper still has it."""

    def two_sections(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "Said once"
        document.add_section()

    written = opened(writing.paper(word_file(change=two_sections)))
    assert len(written.sections) == 1
    assert written.sections[0].header.paragraphs[0].text.startswith("Said once")


def test_a_draft_is_marked_in_every_header_that_a_page_can_show(writing: Writing) -> None:
    """The first page, even and odd pages carry the mark; a final paper carries none."""

    def all_kinds(document: WordDocument) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True

    def marks(written: WordDocument) -> list[int]:
        section = written.sections[0]
        headers = (section.header, section.first_page_header, section.even_page_header)
        return [len(list(each._element.iter("{urn:schemas-microsoft-com:vml}textpath"))) for each in headers]

    data = word_file(change=all_kinds)
    assert all(marks(opened(writing.paper(data))))
    assert marks(opened(writing.paper(data, of=paper(final=True)))) == [0, 0, 0]


def test_a_paper_of_ours_can_be_the_house_style(writing: Writing) -> None:
    """Who dresses up an exported draft uses it for the next papers: marked once while drafts, then not at all."""
    from onboard_tui.export.word.writer import write_word

    def marks(data: bytes) -> list[int]:
        headers = [each for name, each in parts(data).items() if name.startswith("word/header")]
        return [each.count(b"<v:textpath style") for each in headers]

    exported = write_word(paper())
    assert marks(writing.paper(exported)) == [1, 1, 1]
    assert marks(writing.paper(exported, of=paper(final=True))) == [0, 0, 0]
    assert numbers_of(opened(writing.paper(exported)))["Signatures"] == "5"


def test_the_properties_are_the_paper_s(writing: Writing) -> None:
    """Title, version and identity are those of the paper, and nobody's old ones."""

    def old_properties(document: WordDocument) -> None:
        document.core_properties.title = "{{ 7 * 7 }}"
        document.core_properties.author = "Somebody else"

    properties = opened(writing.paper(word_file(change=old_properties))).core_properties
    assert properties.title == agreement().title
    assert (properties.identifier, properties.author) == (SHA256, "Example Cloud Ltd")


def test_tags_at_the_edges_are_filled_in(writing: Writing) -> None:
    """A header may say for whom the paper is and which version it is."""

    def tagged(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "For {{ customer }}, {{ version }}"

    data = word_file("Nothing", change=tagged)
    assert read_template(data, "own.docx").way is Way.HOUSE_STYLE
    header = opened(writing.paper(data)).sections[0].header
    assert header.paragraphs[0].text == "For Harbour Street Dental Group, Draft 3"


def test_the_same_file_and_paper_give_the_same_bytes(writing: Writing) -> None:
    """Nothing of the hour or the machine gets into the file."""
    assert writing.paper(house_file()) == writing.paper(house_file())


def test_the_result_is_a_sound_word_file(writing: Writing, tmp_path: Path) -> None:
    """The audit finds nothing, in a plain file, in one with numbered headings, and in a long paper."""
    assert audited(writing.paper(house_file()), tmp_path) == []
    assert audited(writing.paper(word_file(), of=paper(agreement(extra=20))), tmp_path) == []


def test_a_file_without_lists_and_with_few_styles_gets_what_it_lacks(
    writing: Writing, tmp_path: Path
) -> None:
    """A file that holds hardly more than its body is base enough."""
    data = word_file()
    styles = (
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style></w:styles>'
    )
    data = with_parts(data, {"word/styles.xml": styles.encode(), "word/numbering.xml": None})
    data = replaced(
        data,
        "[Content_Types].xml",
        '<Override PartName="/word/numbering.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>',
        "",
    )
    rels = part_of(data, "word/_rels/document.xml.rels").decode()
    kept = re.sub('<Relationship [^>]*numbering.xml"[^>]*/>', "", rels)
    data = with_parts(data, {"word/_rels/document.xml.rels": kept.encode()})
    written = writing.paper(data)
    assert audited(written, tmp_path) == []
    assert numbers_of(opened(written))["Signatures"] == "5"


def test_a_paper_for_ourselves_says_so_at_its_top(writing: Writing) -> None:
    """In a house style there is no header of ours, so the first line says that a paper is private."""
    from dataclasses import replace

    private = paper(replace(agreement(), for_customer=False))
    assert texts(opened(writing.paper(house_file(), of=private)))[0] == private.words.private


def test_what_is_no_part_of_a_paper_is_left_out(writing: Writing) -> None:
    """Comments, page counts of the old text and the link to the firm's template are not in the papers."""
    data = house_file()
    assert "docProps/app.xml" in parts(data)
    names = parts(writing.paper(data)).keys()
    assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(names)


def test_a_file_that_libreoffice_made_is_a_house_style_too(writing: Writing, tmp_path: Path) -> None:
    """Another word processor's file keeps its edges, and the audit finds nothing that was not there before."""
    data = LIBREOFFICE.read_bytes()
    written = writing.paper(data)
    assert set(audited(written, tmp_path)) <= set(audited(data, tmp_path))
    word = opened(written)
    assert word.sections[0].header.paragraphs[0].text.startswith("Harrow Law, made in LibreOffice")
    assert numbers_of(word)["Signatures"] == "5"


def test_paragraphs_stay_where_the_text_width_ends(writing: Writing) -> None:
    """Tables are as wide as the text between the firm's own margins."""
    written = opened(writing.paper(house_file()))
    width = 11339 - 2268 - 1800
    assert written.tables
    for table in written.tables:
        measured = sum(int(each.get(qn("w:w"))) for each in inside(table._tbl, "w:tblGrid/w:gridCol"))
        assert measured <= width


def test_a_table_that_would_break_words_is_set_in_smaller_type(writing: Writing) -> None:
    """On a narrow sheet the table of services is smaller; one that has room is as large as the style says."""

    def narrow(document: WordDocument) -> None:
        document.sections[0].page_width = Twips(3600 + 5200)

    def sizes(data: bytes) -> list[bool]:
        tables = opened(writing.paper(data)).tables
        return [any(True for _each in table._tbl.iter(qn("w:sz"))) for table in tables]

    assert not any(sizes(word_file()))
    assert sizes(word_file(change=narrow))[1]


def test_a_paper_from_right_to_left_turns_the_file(writing: Writing, tmp_path: Path) -> None:
    """A Hebrew paper runs from right to left in a firm's file that did not say so, also in one without defaults."""
    from dataclasses import replace

    hebrew = paper(replace(agreement(), language="he"))
    bare = replaced(word_file(), "word/styles.xml", "w:docDefaults", "w:unknown")
    for data in (word_file(), LIBREOFFICE.read_bytes(), bare):
        word = opened(writing.paper(data, of=hebrew))
        assert inside(word.styles.element, "w:docDefaults/w:pPrDefault/w:pPr/w:bidi")
        assert inside(word.element, "w:body/w:sectPr/w:bidi")
    assert audited(writing.paper(word_file(), of=hebrew), tmp_path) == []


def test_a_word_template_file_can_be_used(writing: Writing) -> None:
    """A .dotx is a house style like a .docx; what comes out is a document."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
    data = replaced(house_file(), "[Content_Types].xml", kind.format("document"), kind.format("template"))
    written = writing.paper(data, "own.dotx")
    assert kind.format("document").encode() in part_of(written, "[Content_Types].xml")
