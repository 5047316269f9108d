"""Makes a Word file of a paper with the user's own file: in their house style, behind their cover, or by their tags."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.exceptions import PythonDocxError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from onboard_tui.errors import WordFileError
from onboard_tui.export.columns import Need
from onboard_tui.export.house.cleaning import cleaned
from onboard_tui.export.house.filling import fill, refused
from onboard_tui.export.house.paragraphs import CELL, TEXT, ancestor
from onboard_tui.export.house.printing import add_look, print_words
from onboard_tui.export.house.styles import adopt, in_their_styles
from onboard_tui.export.house.template import packed_parts, refuse_errors
from onboard_tui.export.house.ways import Way, take_place
from onboard_tui.export.word.body import body_elements
from onboard_tui.export.word.elements import emptied, w
from onboard_tui.export.word.foreign import foreign_parts
from onboard_tui.export.word.package import packed
from onboard_tui.export.word.paragraphs import framed
from onboard_tui.export.word.runs import Look, text_runs
from onboard_tui.export.word.watermark import TEXT_PATH, watermark_run
from onboard_tui.export.word.writer import layout_of, set_language, set_properties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument

    from onboard_tui.contract.document import Run
    from onboard_tui.export.house.filling import Printed
    from onboard_tui.export.house.styles import Adoption
    from onboard_tui.export.house.template import WordTemplate
    from onboard_tui.export.house.values import PaperValues
    from onboard_tui.export.paper import Paper
    from onboard_tui.export.word.body import Layout

_SECTION, _PROPERTIES, _PARAGRAPH, _TABLE = map(qn, ("w:sectPr", "w:pPr", "w:p", "w:tbl"))
_BOOKMARKS = tuple(map(qn, ("w:bookmarkStart", "w:bookmarkEnd")))
_UNUSUAL = (
    *(AttributeError, IndexError, KeyError, TypeError, ValueError),
    *(LxmlError, OpcError, PythonDocxError, XmlchemyError),
)
"""What python-docx ends with on a file whose parts are of other kinds than their names say, or are not there."""
_OUR_TABLE_SIZE = 19
"""Half points for which the columns of our tables are measured."""
_SMALLEST = 14
_WIDER = 1.1
"""How much wider than our narrow letters those of other fonts may be."""
_A4 = (11906, 1440)
"""A sheet's width and its margins where a file says nothing, in twentieths of a point."""


def write_with(template: WordTemplate, values: PaperValues) -> bytes:
    """Give a paper as the bytes of a .docx file made with the user's own; the same input gives the same bytes.

    Raises `WordFileError` where the file's tags cannot be filled in, or it lacks what every Word file has.
    """
    try:
        return _written(template, values)
    except _UNUSUAL as error:
        raise WordFileError(
            f"{template.name} is built in a way in which Word does not build files.",
            way_out="Open it in Word and save it anew as a .docx. Nothing was written.",
        ) from error


def _written(template: WordTemplate, values: PaperValues) -> bytes:
    paper = values.paper
    layout = layout_of(paper)
    document, printed = _filled(template, values)
    adoption = adopt(document)
    print_words(document, lambda number: _printed(printed, number, values, template), layout.context)
    _refuse_gaps(template, values)
    _in_their_names(document, adoption)
    if template.way is not Way.TAGGED:
        _put_body(document, template, paper, adoption)
    word = paper.words.draft.upper()
    _unmark(document, word)
    if not paper.final:
        _mark(document, word)
    if layout.context.rtl:
        _turn(document)
    set_language(document, paper.document.language)
    set_properties(document, paper)
    return packed(document)


def _filled(template: WordTemplate, values: PaperValues) -> tuple[WordDocument, tuple[Printed, ...]]:
    """Open the file, its tags filled in with tokens where it has any."""
    if not template.tagged:
        return docx.Document(BytesIO(template.data)), ()
    known = {name: values.value(name) for name in sorted(template.names)}
    filled = fill(template.data, known, template.name)
    work = cleaned(foreign_parts(filled.data, template.name), template.name, settle=lambda _work: None)
    refuse_errors(work.problems, template.name)
    return docx.Document(BytesIO(packed_parts(work.parts))), filled.printed


def _printed(printed: tuple[Printed, ...], number: int, values: PaperValues, template: WordTemplate) -> Run:
    """Give what a token prints; the file may print what its tags name, and nothing else."""
    try:
        wanted = printed[number]
        if wanted.name in template.names:
            return values.run(wanted)
    except (LookupError, TypeError) as error:
        raise refused(template.name, "It asks for something that is not there.") from error
    raise refused(template.name, "It asks for something that its tags do not name.")


def _refuse_gaps(template: WordTemplate, values: PaperValues) -> None:
    """Refuse a final paper on which the file itself prints something that nobody has said yet."""
    if values.paper.final and values.filled.gaps:
        asked = "; ".join(dict.fromkeys(each.ask for each in values.filled.gaps))
        raise WordFileError(
            f"{template.name} prints what is still to confirm: {asked}.",
            way_out="Answer it, or take its tag out of the file. Nothing was written.",
        )


def _in_their_names(document: WordDocument, adoption: Adoption) -> None:
    """Let the runs that were printed name our character styles as they are called in the file."""
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            for style in element.iter(qn("w:rStyle")):
                if style.get(qn("w:val")) == "OpenPoint":
                    style.set(qn("w:val"), adoption.ids["OpenPoint"])


# The body


def _put_body(document: WordDocument, template: WordTemplate, paper: Paper, adoption: Adoption) -> None:
    """Put the paper's text into the place that the file has for it."""
    body = document.element.body
    if template.way is Way.HOUSE_STYLE:
        place: Any = body[-1]
        section = place
    else:
        place = take_place(body)
        if place is None:
            raise WordFileError(
                f"{template.name} has no place left for the contract, or more than one.",
                way_out="Take the tags around [[contract_body]] out. Nothing was written.",
            )
        section = _section_of(place, body)
    layout = _layout(paper, _text_width(section), adoption)
    made = in_their_styles(_text(paper, layout, _next_bookmark(document)), adoption)
    made = (_with_room(element, layout, adoption.table_size) for element in made)
    for element in made:
        place.addprevious(element)
    if place.tag == _PARAGRAPH and next(place.iter(_SECTION), None) is None:
        body.remove(place)
    elif place.tag == _PARAGRAPH:
        for child in [each for each in place if each.tag != _PROPERTIES]:
            place.remove(child)


def _layout(paper: Paper, width: int, adoption: Adoption) -> Layout:
    """Give what the walk through a paper needs in a file's own width, with room for words in the file's own type."""
    layout = layout_of(paper, width)
    wider = _WIDER * adoption.table_size / _OUR_TABLE_SIZE
    needs = {
        head: tuple(Need(round(each.least * wider), round(each.wanted * wider)) for each in columns)
        for head, columns in layout.needs.items()
    }
    return replace(layout, needs=needs)


def _with_room(element: Any, layout: Layout, size: int) -> Any:
    """Set a table in smaller type where its longest words would not fit side by side."""
    rows = element.findall(qn("w:tr")) if element.tag == _TABLE else []
    if not rows:
        return element
    head = tuple("".join(cell.itertext(TEXT)) for cell in rows[0].findall(CELL))
    least = sum(each.least for each in layout.needs.get(head, ()))
    if least > layout.width:
        smaller = max(size * layout.width // least, _SMALLEST)
        for run in list(element.iter(qn("w:r"))):
            add_look(run, w("rPr", w("sz", val=smaller), w("szCs", val=smaller)))
    return element


def _text(paper: Paper, layout: Layout, first_bookmark: int) -> Iterator[Any]:
    """Give the paragraphs and tables of a paper as our own writer makes them."""
    if not paper.document.for_customer:
        yield framed("Normal", text_runs(paper.words.private, Look(style="PrivateMark"), layout.context))
    for element in body_elements(paper.document.blocks, layout):
        for bookmark in element.iter(*_BOOKMARKS):
            bookmark.set(qn("w:id"), str(int(bookmark.get(qn("w:id"))) + first_bookmark))
        yield element


def _section_of(place: Any, body: Any) -> Any:
    """Give the set-up of the section that a paragraph of the body stands in."""
    for each in (place, *place.itersiblings()):
        section = next(each.iter(_SECTION), None)
        if section is not None:
            return section
    return body[-1]


def _text_width(section: Any) -> int:
    """Give how wide a section's text runs, in twentieths of a point."""
    size, margins, columns = (section.find(qn(tag)) for tag in ("w:pgSz", "w:pgMar", "w:cols"))
    width = _measure(size, "w:w", _A4[0])
    width -= sum(_measure(margins, side, _A4[1]) for side in ("w:left", "w:right"))
    width -= _measure(margins, "w:gutter", 0)
    count = max(_measure(columns, "w:num", 1), 1)
    return (width - _measure(columns, "w:space", 720) * (count - 1)) // count


def _measure(element: Any | None, name: str, otherwise: int) -> int:
    written = "" if element is None else element.get(qn(name), "")
    return int(float(written)) if written.replace(".", "", 1).isdecimal() else otherwise


def _next_bookmark(document: WordDocument) -> int:
    """Give the first number that no bookmark of the file has."""
    numbers = (each.get(qn("w:id"), "") for each in document.element.iter(*_BOOKMARKS))
    return 1 + max((int(each) for each in numbers if each.isdecimal()), default=-1)


# The page


def _mark(document: WordDocument, word: str) -> None:
    """Put the watermark into every header that a page of the file can show."""
    seen: set[str] = set()
    for section in document.sections:
        kinds = {"default": section.header}
        if section.different_first_page_header_footer:
            kinds["first"] = section.first_page_header
        if document.settings.odd_and_even_pages_header_footer:
            kinds["even"] = section.even_page_header
        for kind, header in kinds.items():
            if header.is_linked_to_previous and kind not in seen:
                header.is_linked_to_previous = False
                emptied(header.part.element).append(w("p"))
            seen.add(kind)
    for number, header_text in enumerate(_headers(document), start=1):
        paragraph = header_text.find(_PARAGRAPH)
        if paragraph is None:
            paragraph = w("p")
            header_text.append(paragraph)
        paragraph.append(watermark_run(word, number))


def _unmark(document: WordDocument, word: str) -> None:
    """Take out the mark of a draft that became somebody's house style."""
    for header_text in _headers(document):
        for words in [each for each in header_text.iter(TEXT_PATH) if each.get("string") == word]:
            run = ancestor(words, qn("w:r"))
            if run is not None:
                run.getparent().remove(run)


def _headers(document: WordDocument) -> list[Any]:
    """Give the texts of all headers, in the order of their names."""
    related = [each for each in document.part.rels.values() if each.reltype == RELATIONSHIP_TYPE.HEADER]
    headers = {str(each.target_part.partname): each.target_part.element for each in related}
    return [headers[name] for name in sorted(headers)]


def _turn(document: WordDocument) -> None:
    """Let the file run from right to left, where it does not yet."""
    for section in document.element.body.iter(_SECTION):
        _put_direction(section, _AFTER_IN_SECTION)
    parent = document.styles.element
    for tag in ("w:docDefaults", "w:pPrDefault", "w:pPr"):
        found = parent.find(qn(tag))
        if found is None:
            found = w(tag.removeprefix("w:"))
            parent.insert(0 if tag == "w:docDefaults" else len(parent), found)
        parent = found
    _put_direction(parent, _AFTER_IN_PARAGRAPH)


def _put_direction(properties: Any, after: frozenset[str]) -> None:
    """Say the direction in the schema's order; `after` is what comes behind it."""
    if properties.find(qn("w:bidi")) is None:
        following = [each for each in properties if each.tag in after]
        properties.insert(properties.index(following[0]) if following else len(properties), w("bidi"))


_AFTER_IN_SECTION = frozenset(map(qn, ("w:rtlGutter", "w:docGrid", "w:printerSettings", "w:sectPrChange")))
_AFTER_IN_PARAGRAPH = frozenset(
    map(
        qn,
        (
            *(
                "w:adjustRightInd",
                "w:snapToGrid",
                "w:spacing",
                "w:ind",
                "w:contextualSpacing",
                "w:mirrorIndents",
            ),
            *("w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap"),
            *("w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange"),
        ),
    )
)
