"""HTML that a parser reads back as exactly what the tree says, and that holds nothing but it."""

from __future__ import annotations

import base64
import hashlib
import re
import string
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Document,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Run,
    RunKind,
    SubClause,
    Table,
    Title,
)
from onboard_tui.contract.numbering import runs_of
from onboard_tui.export.html_page import write_html
from onboard_tui.export.paper import Paper
from tests.contract.trees import BLOCKS
from tests.export.hostile import HOSTILE, TEXTS
from tests.export.sample_tree import SHA256, agreement, everywhere, paper

VOID = {"meta", "hr"}
HOLDERS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "td", "th", "dt", "dd", "title"}
WORDS = (Run("words"),)


@dataclass
class Element:
    """An element of a page that was read."""

    tag: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def all(self, *tags: str) -> list[Element]:
        """Every element below it, of those tags or of any."""
        inside = [each for each in self.content if isinstance(each, Element)]
        found = [[each, *each.all()] for each in inside]
        return [each for group in found for each in group if not tags or each.tag in tags]

    def classed(self, name: str) -> list[Element]:
        """Every element below it of that class."""
        return [each for each in self.all() if name in each.attributes.get("class", "").split()]


class _Reader(HTMLParser):
    """Builds the tree, and stops where an element is not closed as it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(element.attributes) == len(attrs), "an attribute is said once"
        self.open[-1].content.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].content.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"nothing writes a comment: {data}")


def read(data: bytes) -> Element:
    """A page, read."""
    reader = _Reader()
    reader.feed(data.decode())
    reader.close()
    assert reader.open == [reader.root]
    return reader.root


def page(*blocks: Block, language: str = "en") -> Element:
    """A page of a few blocks."""
    return read(write_html(Paper(Document("d", "D", blocks, language=language))))


def texts(element: Element) -> list[str]:
    """The text of each block of the page's main part, without numbers."""
    (main,) = element.all("main")
    return [_held(each) for each in main.all() if each.tag in HOLDERS or _is_words(each, main)]


def _held(element: Element) -> str:
    words = element.classed("words")
    return words[0].text if words else element.text


def _is_words(element: Element, main: Element) -> bool:
    """Whether it holds the words of an item of a list."""
    items = [words for item in main.all("li") for words in item.classed("words")]
    return any(element is each for each in items)


@pytest.mark.parametrize("payload", HOSTILE)
def test_a_hostile_text_is_read_back_exactly(payload: str) -> None:
    """Whatever a person typed stands in each kind of block as text, and makes no element of its own."""
    blocks = everywhere(payload)
    read_back = page(*blocks)
    assert texts(read_back) == [payload] * 12 + expected_signature(payload)
    plain = page(*everywhere("x"))
    assert _elements(read_back) == _elements(plain)


def _elements(element: Element) -> list[str]:
    """What stands in a page, but for what turns a text round."""
    return [each.tag for each in element.all() if (each.tag, set(each.attributes)) != ("span", {"dir"})]


def expected_signature(words: str) -> list[str]:
    """What stands in the total's empty cell and the place to sign."""
    return ["", words, "Signature", "", "Name", words, "Position", words, "Date", ""]


@given(st.lists(st.tuples(TEXTS, st.sampled_from(RunKind), st.booleans(), st.booleans()), max_size=5))
def test_any_runs_are_read_back_exactly(pieces: list[tuple[str, RunKind, bool, bool]]) -> None:
    """No look or kind of a run changes its text."""
    runs = tuple(Run(text, kind, bold, italic, target="h") for text, kind, bold, italic in pieces)
    whole = "".join(text for text, *_ in pieces)
    assert texts(page(Heading("h", 1, "1", runs), Paragraph(runs))) == ["D", whole, whole]


@given(TEXTS)
def test_any_name_stays_inside_its_attribute(text: str) -> None:
    """Title and author stand in the head of the page as text."""
    read_back = read(write_html(Paper(Document("d", text, ()), customer=text, author=text, sha256=text)))
    (author,) = [each for each in read_back.all("meta") if each.attributes.get("name") == "author"]
    assert author.attributes["content"] == text
    assert read_back.all("title")[0].text == read_back.all("h1")[0].text == (text or "d")


@given(st.lists(BLOCKS, max_size=10), st.sampled_from(["en", "he"]))
def test_any_tree_is_written_whole(blocks: list[Block], language: str) -> None:
    """However blocks follow each other, every element is closed, none shares its name, and no letter is lost."""
    read_back = page(*blocks, language=language)
    ids = [each.attributes["id"] for each in read_back.all() if "id" in each.attributes]
    assert len(set(ids)) == len(ids)
    assert {each.attributes["href"].removeprefix("#") for each in read_back.all("a")} <= set(ids)
    assert len(read_back.all("h1")) == 1
    said = Counter("".join(run.text for block in blocks for run in runs_of(block)))
    assert said <= Counter(read_back.all("main")[0].text)


def test_half_a_character_does_not_stop_the_export() -> None:
    """What no page can hold is shown as unknown."""
    assert texts(page(Paragraph((Run("a\ud800b\x00c"),)))) == ["D", "a\ufffdb\ufffdc"]


def test_nothing_can_run_or_be_loaded() -> None:
    """The page allows its own style sheet, by its hash, and nothing else."""
    read_back = read(write_html(paper()))
    assert not read_back.all("script", "link", "img", "iframe", "object", "form", "base")
    (policy,) = [each for each in read_back.all("meta") if "http-equiv" in each.attributes]
    (style,) = read_back.all("style")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    assert policy.attributes["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.text
    assert "@import" not in style.text
    assert not [each for each in read_back.all() if "style" in each.attributes]
    assert not [name for each in read_back.all() for name in each.attributes if name.startswith("on")]


def test_a_reference_leads_to_its_clause() -> None:
    """A number in the text is a link to the heading or paragraph that has it."""
    read_back = read(write_html(paper()))
    links = [(each.text, each.attributes["href"]) for each in read_back.all("a")]
    named = {each.attributes["id"]: each for each in read_back.all() if "id" in each.attributes}
    assert links
    for number, href in links:
        assert number.startswith(named[href.removeprefix("#")].classed("number")[0].text)


def test_a_reference_to_nothing_is_plain_text() -> None:
    """A link that leads nowhere is no link."""
    read_back = page(Paragraph((Run("9.9", RunKind.REF, target="nowhere"), Run("8", RunKind.REF))))
    assert texts(read_back) == ["D", "9.98"]
    assert not read_back.all("a")


def test_names_of_elements_are_unique_and_plain() -> None:
    """Ids come from clauses; what is more than letters is named by its place."""
    odd = '"><b>'
    blocks = (
        Heading("same", 1, "1", WORDS),
        Heading("same", 2, "", WORDS),
        SubClause(
            "1.1", (Run("1.1", RunKind.REF, target="other"), Run("2", RunKind.REF, target=odd)), "other"
        ),
        SubClause("1.2", WORDS, "other"),
        Heading(odd, 1, "2", WORDS),
        Heading("b c", 1, "3", WORDS),
    )
    ids = [each.attributes["id"] for each in page(*blocks).all() if "id" in each.attributes]
    assert ids == ["clause-same", "block-1", "clause-other", "block-4", "block-5"]


def test_there_is_one_first_heading_and_none_is_skipped() -> None:
    """A reader who jumps from heading to heading misses nothing."""
    read_back = page(
        Title(WORDS),
        Heading("a", 3, "", WORDS),
        Heading("b", 1, "1", WORDS),
        Heading("c", 2, "", WORDS),
        Heading("d", 9, "", WORDS),
        Title(WORDS),
    )
    assert [each.tag for each in read_back.all() if each.tag in HOLDERS and each.tag[0] == "h"] == [
        "h1",
        "h2",
        "h2",
        "h3",
        "h4",
        "h2",
    ]


def test_a_document_without_a_title_has_one_all_the_same() -> None:
    """The page's name stands above the text."""
    assert [each.text for each in page(Paragraph(WORDS)).all("h1")] == ["D"]


def test_the_page_has_its_landmarks() -> None:
    """Notices, the document and its identity can be told apart and jumped to."""
    (body,) = read(write_html(paper())).all("body")
    assert [each.tag for each in body.content if isinstance(each, Element)] == [
        "div",
        "header",
        "main",
        "footer",
    ]
    assert SHA256 in body.all("footer")[0].text
    assert "Draft 3 \u00b7 2 March 2026" in body.all("footer")[0].text


def test_tables_say_what_heads_their_rows_and_columns() -> None:
    """Somebody who hears a table knows where in it they are, and which table it is."""
    tables = read(write_html(paper())).all("table")
    key_terms, services = tables[0], tables[1]
    assert {each.attributes["scope"] for each in key_terms.all("thead")[0].all("th")} == {"col"}
    assert [each.attributes["scope"] for each in key_terms.all("tbody")[0].all("th")] == ["row"] * 7
    assert [each.text for each in services.all("tbody")[0].all("th")] == ["Total"]
    assert [each.attributes["aria-labelledby"] for each in tables] == [
        "clause-key_terms",
        "clause-services",
        "clause-term_exit",
    ]


def test_a_table_keeps_its_alignment_and_leaves_an_empty_head_out() -> None:
    """Numbers stand at the end of their column."""
    table = Table(((), ()), ((WORDS, WORDS),), (Align.CENTER, Align.RIGHT))
    (made,) = page(table).all("table")
    assert not made.all("thead")
    assert [each.attributes.get("class") for each in made.all("td")] == ["center", "right"]


def test_only_a_long_word_breaks_in_a_table() -> None:
    """A number keeps its column as wide as it is; what no column can hold may break anywhere."""
    cells = ((Run("12.10 and more words than one line holds"),), (Run("x" * 25),))
    (made,) = page(Table(((), ()), (cells,), (Align.LEFT, Align.RIGHT))).all("table")
    assert [each.attributes.get("class") for each in made.all("td")] == [None, "right long"]


def test_items_stand_in_lists_of_their_level() -> None:
    """A list in a list is one, and an item is never deeper than its list."""
    read_back = page(
        Item("(i)", 3, WORDS),
        Item("(a)", 1, WORDS),
        Item("(i)", 2, WORDS),
        Item("(b)", 1, WORDS),
        Bullet(WORDS),
    )
    lists = read_back.all("ul")
    assert [each.attributes["class"] for each in lists] == ["items", "items", "bullets"]
    assert [each.text for each in lists[0].classed("number")] == ["(i)", "(a)", "(i)", "(b)"]
    assert [each.text for each in lists[1].classed("number")] == ["(i)"]


@pytest.mark.parametrize("final", [False, True])
def test_a_draft_is_marked_and_a_final_paper_is_not(final: bool) -> None:
    """A draft says so before its text and across it, without being read aloud twice."""
    read_back = read(write_html(paper(final=final)))
    marks = read_back.classed("draft")
    assert [each.text for each in marks] == ([] if final else ["DRAFT"])
    assert all(each.attributes["aria-hidden"] == "true" for each in marks)
    assert ("binds nobody" in read_back.all("body")[0].text) is not final


def test_a_private_paper_says_so_first() -> None:
    """What is never sent says so before anything else."""
    private = read(write_html(Paper(Document("side", "Side sheet", (Paragraph(WORDS),), for_customer=False))))
    assert private.all("header")[0].text.strip() == "Private: not for the customer"


def test_open_points_stand_out_by_more_than_colour() -> None:
    """What is to be confirmed is a marked text in brackets."""
    read_back = read(write_html(paper()))
    assert {each.text for each in read_back.all("mark")} == {
        "[To confirm: who on your side can decide]",
        "[To confirm: price]",
        "[To confirm: who signs for you]",
    }
    (style,) = read_back.all("style")
    assert "border-bottom" in rule(style.text, "mark")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("he", "rtl"), ("ar-EG", "rtl")])
def test_the_page_says_its_language_and_direction(language: str, direction: str) -> None:
    """A screen reader takes the right voice, a browser the right side."""
    (root,) = page(language=language).all("html")
    assert root.attributes == {"lang": language, "dir": direction}


def test_a_paragraph_in_the_other_direction_says_so() -> None:
    """Hebrew in an English document runs from right to left."""
    read_back = page(
        Paragraph((Run("\u05e9\u05dc\u05d5\u05dd"),)), Paragraph(WORDS), Bullet((Run("\u0645"),))
    )
    assert [each.attributes.get("dir") for each in read_back.all("p")] == ["rtl", None]
    assert read_back.classed("words")[0].attributes["dir"] == "rtl"


def test_a_cell_keeps_its_side_whatever_it_is_written_in() -> None:
    """In a Hebrew table an English cell stands in line with its column, and reads from the left."""
    table = Table((WORDS, WORDS), (((Run("\u05e9\u05dc\u05d5\u05dd"),), WORDS),), (Align.LEFT, Align.RIGHT))
    cells = page(table, SubClause("1.1", WORDS, "c"), language="he").all("td")
    assert [each.attributes.get("dir") for each in cells] == [None, None]
    assert [each.attributes.get("dir") for cell in cells for each in cell.all("span")] == ["ltr"]


@pytest.mark.parametrize(("language", "sheet"), [("en-US", "letter"), ("en", "a4")])
def test_it_prints_on_the_countrys_sheet(language: str, sheet: str) -> None:
    """American English is printed on letter paper, everything else on A4."""
    assert page(language=language).all("body")[0].attributes["class"] == sheet


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_every_text_has_contrast_enough(scheme: str) -> None:
    """Each ink stands out from its ground by at least 4.5 to 1."""
    css = read(write_html(paper())).all("style")[0].text
    parts = {
        "light": css.index(":root"),
        "dark": css.index("color-scheme: dark"),
        "print": css.index("@media print"),
    }
    colors = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", rule(css[parts[scheme] :], ":root")))
    grounds = dict.fromkeys(("ink", "quiet", "link", "private"), "paper") | {"open-ink": "open-field"}
    for ink, ground in grounds.items():
        assert contrast(colors[ink], colors[ground]) >= 4.5, ink


def rule(css: str, selector: str) -> str:
    """The declarations of the first rule with that selector."""
    found = re.search(rf"^\s*{re.escape(selector)} {{(.*?)}}", css, re.DOTALL | re.MULTILINE)
    assert found is not None
    return found[1]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2 defines it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """How light a colour is."""
    assert set(color) <= set(string.hexdigits)
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (0, 2, 4))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_page_break_ends_a_printed_page_only() -> None:
    """On a screen it is a line that nobody has to hear."""
    (mark,) = page(Paragraph(WORDS), PageBreak(), Paragraph(WORDS)).all("hr")
    assert mark.attributes == {"class": "page-end", "aria-hidden": "true"}


def test_the_same_tree_gives_the_same_bytes() -> None:
    """Nothing but the paper decides what is written."""
    assert write_html(paper(agreement())) == write_html(paper(agreement()))


def test_every_word_of_the_agreement_is_there() -> None:
    """No block kind is forgotten."""
    held = read(write_html(paper())).all("main")[0].text
    for block in agreement().blocks:
        for run in runs_of(block):
            assert run.text in held
