"""Puts the words of answers in the places of their tokens, as runs in the looks that the template gave them."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx.opc.oxml import parse_xml, serialize_part_xml
from docx.oxml.ns import qn

from onboard_tui.contract.document import RunKind
from onboard_tui.contract.tokens import BEGIN, END
from onboard_tui.export.house.paragraphs import PARAGRAPH, TEXT, ancestor
from onboard_tui.export.word.elements import text_elements, w
from onboard_tui.export.word.runs import Context, Look, text_runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from docx.document import Document as WordDocument

    from onboard_tui.contract.document import Run

_RUN, _PROPERTIES, _BIDI = map(qn, ("w:r", "w:rPr", "w:bidi"))
_TOKEN = re.compile(f"{BEGIN}([0-9]{{1,9}}){END}")
_ORDER = tuple(
    map(
        qn,
        (
            *("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps", "w:strike"),
            *("w:dstrike", "w:outline", "w:shadow", "w:emboss", "w:imprint", "w:noProof", "w:snapToGrid"),
            *("w:vanish", "w:webHidden", "w:color", "w:spacing", "w:w", "w:kern", "w:position", "w:sz"),
            *("w:szCs", "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign"),
            *("w:rtl", "w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath"),
        ),
    )
)
"""The schema's order of what a run says about its look."""
_NOTES = "footnotes+xml"


def print_words(document: WordDocument, give: Callable[[int], Run], context: Context) -> None:
    """Replace every token of a document; `give` says what the token of a number prints."""
    for part in document.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            _print_in(element, give, context)
        elif part.content_type.endswith(_NOTES):
            root = parse_xml(part.blob)
            _print_in(root, give, context)
            part._blob = serialize_part_xml(root)  # noqa: SLF001 - python-docx keeps notes as bytes


def _print_in(root: Any, give: Callable[[int], Run], context: Context) -> None:
    for text in [each for each in root.iter(TEXT) if _TOKEN.search(each.text or "")]:
        run = text.getparent()
        if run is not None and run.tag == _RUN:
            _replace(run, give, context)


def _replace(run: Any, give: Callable[[int], Run], context: Context) -> None:
    """Put a run's words and what its tokens stand for in its place, each as runs of their own."""
    properties = run.find(_PROPERTIES)
    paragraph = ancestor(run, PARAGRAPH)
    rtl = context.rtl or (paragraph is not None and next(paragraph.iter(_BIDI), None) is not None)
    for child in run.iterchildren():
        if child.tag == _PROPERTIES:
            continue
        if child.tag == TEXT and _TOKEN.search(child.text or ""):
            made: Iterable[Any] = _runs(child.text, give, context, rtl=rtl)
        else:
            made = [w("r", child)]
        for each in made:
            add_look(each, properties)
            run.addprevious(each)
    run.getparent().remove(run)


def _runs(text: str, give: Callable[[int], Run], context: Context, *, rtl: bool) -> Iterator[Any]:
    """Cut a text at its tokens."""
    for index, piece in enumerate(_TOKEN.split(text)):
        if index % 2:
            value = give(int(piece))
            look = Look(value.bold, value.italic, "OpenPoint" if value.kind is RunKind.OPEN else None)
            yield from text_runs(value.text, look, context, rtl=rtl)
        elif piece:
            yield w("r", *text_elements(piece))


def add_look(run: Any, base: Any) -> None:
    """Give a run the look of the run that it stands for; what it says itself comes first."""
    if base is None:
        return
    own = run.find(_PROPERTIES)
    if own is None:
        run.insert(0, deepcopy(base))
        return
    said = {each.tag: each for each in own}
    for each in base:
        mine = said.get(each.tag)
        if mine is None:
            own.append(deepcopy(each))
        else:
            for name, value in each.attrib.items():
                mine.attrib.setdefault(name, value)
    own[:] = sorted(own, key=_place)


def _place(element: Any) -> int:
    """Say where in the schema's order something stands; what Word added later comes last."""
    return _ORDER.index(element.tag) if element.tag in _ORDER else len(_ORDER)
