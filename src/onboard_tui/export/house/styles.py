"""Our styles and our list beside those of somebody else's file: theirs stay as they are, what is missing is added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from onboard_tui.export.word.elements import w
from onboard_tui.export.word.numbering import BULLETS, LEVELS, numbering_elements
from onboard_tui.export.word.styles import (
    BULLET_LIST,
    CHARACTER_STYLES,
    CLAUSE_LIST,
    NO_LIST,
    STYLES,
    character_style,
    paragraph_style,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from docx.document import Document as WordDocument

    from onboard_tui.export.word.styles import ParagraphStyle

OUR_SIZE: Final = 21
"""Half points in which our own text is set; our other sizes stand in proportion to it."""
_WORDS_SIZE: Final = 20
"""Half points that Word takes where a file says nothing."""
_IN_TABLES: Final = {"TableText": 18, "TableHead": 16}
"""Half points of what stands in tables, beside `OUR_SIZE`: less than ours, for few fonts are as narrow."""
_MOST_IN_TABLES: Final = 20
_SPACE: Final = 140
"""Below a clause where the file's own text has no space below it."""
_THEIR_OWN: Final = frozenset({"Header", "Footer"})
"""Styles of the page's edges, where nothing of ours stands."""

_NAME, _STYLE_ID, _VALUE = map(qn, ("w:name", "w:styleId", "w:val"))
_LIST_PROPERTIES, _LIST_NUMBER = map(qn, ("w:numPr", "w:numId"))
_BEFORE_LIST = tuple(
    map(qn, ("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl"))
)
_NUMBERED: Final = {level.style: (CLAUSE_LIST, index) for index, level in enumerate(LEVELS)} | {
    level.style: (BULLET_LIST, index) for index, level in enumerate(BULLETS)
}
"""Our styles that stand in a list, with the list and the level."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What our styles and lists are called in somebody else's file."""

    ids: Mapping[str, str]
    """The id there of each of our styles."""
    added: frozenset[str]
    """Our styles that were missing there."""
    lists: Mapping[int, int]
    """The number there of each of our lists."""
    listed: frozenset[str]
    """Ids of their styles that stand in a list of their own."""
    table_size: int
    """Half points in which the words of tables are set."""


def names_of(styles: Any, kind: str = "paragraph") -> dict[str, str]:
    """Give the ids of a file's styles by name; Word takes capitals and small letters in names for the same."""
    found = {}
    for each in styles.findall(qn("w:style")):
        name = each.find(_NAME)
        if each.get(qn("w:type")) == kind and name is not None:
            found[name.get(_VALUE, "").casefold()] = each.get(_STYLE_ID, "")
    return found


def missing_names(styles: Any) -> list[str]:
    """Give the names of Word's own styles that a file does not have and papers use."""
    known = names_of(styles)
    wanted = [style.name for style in STYLES if style.id in _BUILT_IN]
    return [name for name in wanted if name.casefold() not in known]


_BUILT_IN: Final = ("Normal", "Title", "Heading1", "Heading2", "Heading3", "ListBullet")


def adopt(document: WordDocument) -> Adoption:
    """Add to a file what it lacks of our styles and lists."""
    styles = document.styles.element
    paragraphs, characters = names_of(styles), names_of(styles, "character")
    taken = {each.get(_STYLE_ID, "") for each in styles.findall(qn("w:style"))}
    ids: dict[str, str] = {}
    added: set[str] = set()
    wanted = [(each.id, each.name, paragraphs) for each in STYLES if each.id not in _THEIR_OWN]
    for ours, name, known in (*wanted, *((each.id, each.name, characters) for each in CHARACTER_STYLES)):
        if name.casefold() in known:
            ids[ours] = known[name.casefold()]
        else:
            ids[ours] = ours if ours not in taken else f"Onboard{ours}"
            added.add(ours)
    listed = frozenset(_listed(styles))
    lists = _add_lists(document, {name: ids[name] for name in _NUMBERED if name in added})
    size, spaced = _normal_look(styles)
    adoption = Adoption(ids, frozenset(added), lists, listed, _size_in_tables("TableText", size))
    _add_styles(styles, adoption, size, spaced=spaced)
    return adoption


def _add_styles(styles: Any, adoption: Adoption, size: int, *, spaced: bool) -> None:
    """Add what is missing, in the fonts and colours of the file's own text and in proportion to its size."""
    for style in STYLES:
        if style.id in adoption.added:
            looks = _in_their_look(style, size, spaced=spaced)
            if looks.list is None and adoption.ids.get(looks.based_on or "") in adoption.listed:
                looks = replace(looks, list=NO_LIST)
            element = paragraph_style(looks)
            _rename(element, adoption)
            styles.append(element)
    for character in CHARACTER_STYLES:
        if character.id in adoption.added:
            own_size = character.size and _in_proportion(character.size, size)
            element = character_style(replace(character, font=None, size=own_size))
            element.set(_STYLE_ID, adoption.ids[character.id])
            _base_on_default(element, styles)
            styles.append(element)


def _in_their_look(style: ParagraphStyle, size: int, *, spaced: bool) -> ParagraphStyle:
    """Give one of our styles without our fonts, colours and measures of type."""
    clause = style.id in {"Clause", "ClauseText"}
    return replace(
        style,
        font=None,
        color=None,
        size=_size_of(style, size),
        border=style.border and replace(style.border, color="auto"),
        after=_SPACE if clause and not spaced else style.after,
    )


def _size_of(style: ParagraphStyle, size: int) -> int | None:
    """Give the size of a style of ours beside the size of the file's own text."""
    if style.id in _IN_TABLES:
        return _size_in_tables(style.id, size)
    return style.size and _in_proportion(style.size, size)


def _size_in_tables(style: str, size: int) -> int:
    return min(_in_proportion(_IN_TABLES[style], size), _MOST_IN_TABLES)


def _in_proportion(ours: int, size: int) -> int:
    return round(ours * size / OUR_SIZE)


def _rename(element: Any, adoption: Adoption) -> None:
    """Let a style of ours name others, and its list, as they are called in the file."""
    element.set(_STYLE_ID, adoption.ids[element.get(_STYLE_ID)])
    for tag in (qn("w:basedOn"), qn("w:next")):
        for each in element.iter(tag):
            each.set(_VALUE, adoption.ids.get(each.get(_VALUE), each.get(_VALUE)))
    for each in element.iter(_LIST_NUMBER):
        number = int(each.get(_VALUE))
        each.set(_VALUE, str(adoption.lists.get(number, NO_LIST[1])))


def _base_on_default(element: Any, styles: Any) -> None:
    """Base a character style on the file's own default, or on nothing where it has none."""
    defaults = [
        each.get(_STYLE_ID, "")
        for each in styles.findall(qn("w:style"))
        if each.get(qn("w:type")) == "character" and each.get(qn("w:default")) in {"1", "true", "on"}
    ]
    for based in element.findall(qn("w:basedOn")):
        if defaults:
            based.set(_VALUE, defaults[0])
        else:
            element.remove(based)


def _normal_look(styles: Any) -> tuple[int, bool]:
    """Give the size of a file's own text in half points, and whether there is space below it."""
    normal = names_of(styles).get("normal")
    sources = [each for each in styles.findall(qn("w:style")) if each.get(_STYLE_ID) == normal]
    sources += styles.findall(qn("w:docDefaults"))
    sizes = [found for each in sources if (found := _number(each, "w:rPr/w:sz", "w:val"))]
    spaces = [found for each in sources if (found := _number(each, "w:pPr/w:spacing", "w:after")) is not None]
    return (sizes[0] if sizes else _WORDS_SIZE), bool(spaces and spaces[0])


def _number(element: Any, path: str, attribute: str) -> int | None:
    """Give the number that stands somewhere below an element, if one does."""
    outer, inner = map(qn, path.split("/"))
    for properties in element.iter(outer):
        for each in properties.findall(inner):
            value = each.get(qn(attribute), "")
            return int(value) if value.isdecimal() else None
    return None


def _listed(styles: Any) -> Iterator[str]:
    """Give the ids of styles that stand in a list, also where a style that they are based on says so."""
    by_id = {each.get(_STYLE_ID, ""): each for each in styles.findall(qn("w:style"))}
    for name in by_id:
        at, seen = name, set()
        while at in by_id and at not in seen:
            seen.add(at)
            numbers = list(by_id[at].iter(_LIST_NUMBER))
            if numbers:
                if numbers[0].get(_VALUE) != "0":
                    yield name
                break
            based = by_id[at].find(qn("w:basedOn"))
            at = "" if based is None else based.get(_VALUE, "")


def _add_lists(document: WordDocument, bound: Mapping[str, str]) -> dict[int, int]:
    """Add our lists behind those of the file; `bound` are our styles that were added, with their ids there."""
    root = _numbering(document)
    abstract_tag, number_tag = qn("w:abstractNum"), qn("w:num")
    abstract = 1 + max(
        (int(each.get(qn("w:abstractNumId"))) for each in root.findall(abstract_tag)), default=0
    )
    first = 1 + max((int(each.get(qn("w:numId"))) for each in root.findall(number_tag)), default=0)
    lists = {ours: first + index for index, ours in enumerate((CLAUSE_LIST, BULLET_LIST))}
    abstracts = {ours: abstract + index for index, ours in enumerate((CLAUSE_LIST, BULLET_LIST))}
    numbers = root.findall(number_tag)
    last = root.find(qn("w:numIdMacAtCleanup"))
    for element in numbering_elements():
        if element.tag == abstract_tag:
            ours = int(element.get(qn("w:abstractNumId")))
            element.set(qn("w:abstractNumId"), str(abstracts[ours]))
            _unbind(element, bound)
            _insert(root, element, before=numbers[0] if numbers else last)
        else:
            ours = int(element.get(qn("w:numId")))
            element.set(qn("w:numId"), str(lists[ours]))
            element.find(qn("w:abstractNumId")).set(_VALUE, str(abstracts[ours]))
            _insert(root, element, before=last)
            numbers = numbers or [element]
    return lists


def _insert(root: Any, element: Any, *, before: Any | None) -> None:
    if before is None:
        root.append(element)
    else:
        before.addprevious(element)


def _unbind(abstract: Any, bound: Mapping[str, str]) -> None:
    """Leave styles of the file's own out of our list, and its bullets in the file's own look."""
    for level in abstract.findall(qn("w:lvl")):
        style = level.find(qn("w:pStyle"))
        if style.get(_VALUE) in bound:
            style.set(_VALUE, bound[style.get(_VALUE)])
        else:
            level.remove(style)
        for look in level.findall(qn("w:rPr")):
            level.remove(look)


def _numbering(document: WordDocument) -> Any:
    """Give the part that holds the lists, made where there is none."""
    part = document.part
    for relationship in part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
            return relationship.target_part.element
    made = NumberingPart(
        PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, w("numbering"), part.package
    )
    part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
    return made.element


def in_their_styles(elements: Iterable[Any], adoption: Adoption) -> Iterator[Any]:
    """Let paragraphs and tables of ours name styles and lists as they are called in the file."""
    for element in elements:
        for properties in list(element.iter(qn("w:pPr"))):
            _adapt(properties, adoption)
        for style in element.iter(qn("w:rStyle")):
            style.set(_VALUE, adoption.ids.get(style.get(_VALUE), style.get(_VALUE)))
        yield element


def _adapt(properties: Any, adoption: Adoption) -> None:
    """Adapt one paragraph: its style, and its number where the style that it gets does not bring it."""
    style = properties.find(qn("w:pStyle"))
    if style is None:
        return
    ours = style.get(_VALUE)
    theirs = adoption.ids.get(ours, ours)
    style.set(_VALUE, theirs)
    if properties.find(_LIST_PROPERTIES) is not None or ours in adoption.added:
        return
    if ours in _NUMBERED:
        number, level = _NUMBERED[ours]
        _put_in_list(properties, adoption.lists[number], level)
    elif theirs in adoption.listed:
        _put_in_list(properties, *NO_LIST)


def _put_in_list(properties: Any, number: int, level: int) -> None:
    """Say in which list a paragraph stands, in the schema's order."""
    element = w("numPr", w("ilvl", val=level), w("numId", val=number))
    before = [each for each in properties if each.tag in _BEFORE_LIST]
    before[-1].addnext(element)
