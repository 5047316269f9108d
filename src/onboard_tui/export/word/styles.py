"""The look of a document, as a table of styles.

One serif for what is read, one sans serif for what is looked up; one ink; space instead of lines.
Measures are in twentieths of a point, font sizes in half points, as Word has them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.export.word.elements import w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

SERIF = "Cambria"
SANS = "Calibri"
FONTS = ((SERIF, "roman"), (SANS, "swiss"), ("Times New Roman", "roman"), ("Yu Mincho", "roman"))
INK = "1C2433"
QUIET = "5B6472"
RULE = "C9CED6"
AMBER_TEXT = "7A4A00"
AMBER_FIELD = "FFEFC2"

TEXT_INDENT = 720
"""Where the text of a clause begins; its number hangs before it."""
ITEM_INDENT = 1247
SUBITEM_INDENT = 1774
SIGNATURE_LABEL = 1020

CLAUSE_LIST = 1
BULLET_LIST = 2
NO_LIST = (0, 0)


@dataclass(frozen=True, slots=True)
class Border:
    """A rule above or below a paragraph, in eighths of a point."""

    side: str
    size: int = 4
    color: str = RULE
    space: int = 4


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """One paragraph style; what is None comes from the style it is based on."""

    id: str
    name: str
    based_on: str | None = "Normal"
    next: str | None = None
    font: str | None = None
    size: int | None = None
    color: str | None = None
    bold: bool | None = None
    before: int | None = None
    after: int | None = None
    line: int | None = None
    left: int | None = None
    hanging: int | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    list: tuple[int, int] | None = None
    """The list that the style is bound to and its level; `NO_LIST` takes an inherited number away."""
    border: Border | None = None
    quick: bool = True
    """Whether Word offers it in the gallery."""


STYLES: tuple[ParagraphStyle, ...] = (
    ParagraphStyle("Normal", "Normal", None, size=21, color=INK, before=0, after=140, line=288),
    ParagraphStyle(
        "Title",
        "Title",
        next="Normal",
        size=46,
        before=0,
        after=360,
        line=240,
        keep_next=True,
        border=Border("bottom", size=8, color=INK, space=12),
    ),
    ParagraphStyle(
        "Heading1",
        "heading 1",
        next="Clause",
        size=27,
        bold=True,
        before=400,
        after=140,
        line=252,
        left=TEXT_INDENT,
        hanging=TEXT_INDENT,
        keep_next=True,
        keep_lines=True,
        outline=0,
        list=(CLAUSE_LIST, 0),
    ),
    ParagraphStyle(
        "FrontHeading", "Front Heading", "Heading1", next="Normal", left=0, hanging=0, outline=0, list=NO_LIST
    ),
    ParagraphStyle(
        "Heading2",
        "heading 2",
        next="Normal",
        size=22,
        bold=True,
        before=280,
        after=100,
        line=252,
        keep_next=True,
        keep_lines=True,
        outline=1,
    ),
    ParagraphStyle(
        "ClauseHeading", "Clause Heading", "Heading2", next="Clause", size=21, before=220, left=TEXT_INDENT
    ),
    ParagraphStyle(
        "Heading3",
        "heading 3",
        next="Normal",
        font=SANS,
        size=20,
        bold=True,
        color=QUIET,
        before=220,
        after=80,
        keep_next=True,
        keep_lines=True,
        outline=2,
    ),
    ParagraphStyle("Clause", "Clause", left=TEXT_INDENT, hanging=TEXT_INDENT, list=(CLAUSE_LIST, 1)),
    ParagraphStyle("ClauseText", "Clause Text", left=TEXT_INDENT),
    ParagraphStyle(
        "ClauseItem",
        "Clause Item",
        after=120,
        left=ITEM_INDENT,
        hanging=ITEM_INDENT - TEXT_INDENT,
        list=(CLAUSE_LIST, 2),
    ),
    ParagraphStyle(
        "ClauseSubitem",
        "Clause Subitem",
        after=120,
        left=SUBITEM_INDENT,
        hanging=SUBITEM_INDENT - ITEM_INDENT,
        list=(CLAUSE_LIST, 3),
    ),
    ParagraphStyle("ListBullet", "List Bullet", after=80, left=360, hanging=360, list=(BULLET_LIST, 0)),
    ParagraphStyle(
        "ClauseBullet",
        "Clause Bullet",
        after=120,
        left=ITEM_INDENT,
        hanging=ITEM_INDENT - TEXT_INDENT,
        list=(BULLET_LIST, 1),
    ),
    ParagraphStyle("TableText", "Table Text", font=SANS, size=19, before=60, after=60, line=252),
    ParagraphStyle(
        "TableHead",
        "Table Head",
        "TableText",
        size=17,
        bold=True,
        color=QUIET,
        keep_next=True,
        keep_lines=True,
    ),
    ParagraphStyle("TableLabel", "Table Label", "TableText", bold=True),
    ParagraphStyle("TableTotal", "Table Total", "TableText", bold=True),
    ParagraphStyle("AfterTable", "After Table", size=10, before=0, after=120, line=240, quick=False),
    ParagraphStyle(
        "SignatureParty", "Signature Party", bold=True, before=240, after=0, keep_next=True, keep_lines=True
    ),
    ParagraphStyle(
        "SignatureLine",
        "Signature Line",
        font=SANS,
        size=16,
        color=QUIET,
        before=640,
        after=80,
        line=240,
        keep_next=True,
        border=Border("top", size=4, color=INK, space=4),
    ),
    ParagraphStyle(
        "SignatureDetail",
        "Signature Detail",
        before=60,
        after=60,
        left=SIGNATURE_LABEL,
        hanging=SIGNATURE_LABEL,
        keep_next=True,
        keep_lines=True,
    ),
    ParagraphStyle("Header", "header", font=SANS, size=16, color=QUIET, after=0, line=240),
    ParagraphStyle(
        "Footer",
        "footer",
        font=SANS,
        size=16,
        color=QUIET,
        after=0,
        line=240,
        border=Border("top", space=8),
    ),
)


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """One character style."""

    id: str
    name: str
    bold: bool | None = None
    color: str | None = None
    fill: str | None = None
    font: str | None = None
    size: int | None = None


CHARACTER_STYLES: tuple[CharacterStyle, ...] = (
    CharacterStyle("OpenPoint", "Open Point", bold=True, color=AMBER_TEXT, fill=AMBER_FIELD),
    CharacterStyle("QuietLabel", "Quiet Label", color=QUIET, font=SANS, size=17),
    CharacterStyle("PrivateMark", "Private Mark", bold=True, color="8A1C1C"),
)


def style_elements() -> Iterator[BaseOxmlElement]:
    """Give the content of the style sheet."""
    yield _defaults()
    yield w(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=0,
        defUnhideWhenUsed=0,
        defQFormat=0,
        count=376,
    )
    for style in STYLES:
        yield paragraph_style(style)
    yield _default_character_style()
    for character in CHARACTER_STYLES:
        yield character_style(character)
    yield _default_table_style()
    yield _no_list_style()


def _defaults() -> BaseOxmlElement:
    """Give what holds for all text; the languages are set for each document."""
    fonts = w("rFonts", ascii=SERIF, hAnsi=SERIF, eastAsia="Yu Mincho", cs="Times New Roman")
    languages = w("lang", val="en-GB", eastAsia="ja-JP", bidi="ar-SA")
    run = w("rPr", fonts, w("sz", val=21), w("szCs", val=21), languages)
    paragraph = w("pPr", w("widowControl"))
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def paragraph_style(style: ParagraphStyle) -> BaseOxmlElement:
    """Give one paragraph style, its parts in the order that the schema asks for."""
    default = {"default": 1} if style.based_on is None else {}
    element = w("style", type="paragraph", styleId=style.id, **default)
    element.append(w("name", val=style.name))
    if style.based_on is not None:
        element.append(w("basedOn", val=style.based_on))
    if style.next is not None:
        element.append(w("next", val=style.next))
    element.append(w("uiPriority", val=1))
    if style.quick:
        element.append(w("qFormat"))
    element.append(w("pPr", *_paragraph_properties(style)))
    element.append(w("rPr", *_run_properties(style)))
    return element


def _paragraph_properties(style: ParagraphStyle) -> Iterator[BaseOxmlElement]:
    """Give what the style says about the paragraph."""
    if style.keep_next:
        yield w("keepNext")
    if style.keep_lines:
        yield w("keepLines")
    if style.list is not None:
        number, level = style.list
        yield w("numPr", w("ilvl", val=level), w("numId", val=number))
    if style.border is not None:
        rule = style.border
        yield w("pBdr", w(rule.side, val="single", sz=rule.size, space=rule.space, color=rule.color))
    spacing = {"before": style.before, "after": style.after, "line": style.line}
    given = {name: value for name, value in spacing.items() if value is not None}
    if given:
        yield w("spacing", **given, **({"lineRule": "auto"} if style.line is not None else {}))
    if style.left is not None:
        yield w("ind", left=style.left, **({"hanging": style.hanging} if style.hanging else {"firstLine": 0}))
    if style.outline is not None:
        yield w("outlineLvl", val=style.outline)


def _run_properties(style: ParagraphStyle | CharacterStyle) -> Iterator[BaseOxmlElement]:
    """Give what a style says about its text; complex scripts have switches of their own."""
    if style.font is not None:
        yield w("rFonts", ascii=style.font, hAnsi=style.font)
    if style.bold is not None:
        yield w("b", val=int(style.bold))
        yield w("bCs", val=int(style.bold))
    if style.color is not None:
        yield w("color", val=style.color)
    if style.size is not None:
        yield w("sz", val=style.size)
        yield w("szCs", val=style.size)
    if isinstance(style, CharacterStyle) and style.fill is not None:
        yield w("shd", val="clear", color="auto", fill=style.fill)


def _default_character_style() -> BaseOxmlElement:
    name = w("name", val="Default Paragraph Font")
    rest = (w("uiPriority", val=1), w("semiHidden"), w("unhideWhenUsed"))
    return w("style", name, *rest, type="character", default=1, styleId="DefaultParagraphFont")


def character_style(style: CharacterStyle) -> BaseOxmlElement:
    """Give one character style."""
    head = (
        w("name", val=style.name),
        w("basedOn", val="DefaultParagraphFont"),
        w("uiPriority", val=1),
        w("qFormat"),
    )
    return w("style", *head, w("rPr", *_run_properties(style)), type="character", styleId=style.id)


def _default_table_style() -> BaseOxmlElement:
    margins = w(
        "tblCellMar",
        w("top", w=0, type="dxa"),
        w("left", w=108, type="dxa"),
        w("bottom", w=0, type="dxa"),
        w("right", w=108, type="dxa"),
    )
    head = (w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), margins)
    return w("style", *head, properties, type="table", default=1, styleId="TableNormal")


def _no_list_style() -> BaseOxmlElement:
    head = (w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    return w("style", *head, type="numbering", default=1, styleId="NoList")
