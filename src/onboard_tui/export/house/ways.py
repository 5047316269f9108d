"""The three ways in which a Word file can be used, and what becomes of its body in each."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn

from onboard_tui.export.house.codes import problem_at, template_problem
from onboard_tui.export.house.paragraphs import CELL, PARAGRAPH, ancestor, lines_of, source_of, spot
from onboard_tui.export.house.tags import has_tags
from onboard_tui.export.word.elements import w

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.export.house.cleaning import Cleaning
    from onboard_tui.export.house.paragraphs import Line
    from onboard_tui.script.problems import Problem

MARK: Final = "[[contract_body]]"
"""The paragraph that a cover page has for the contract."""
PLACE: Final = "_contract_body"
"""The bookmark that takes the mark's place, so that no answer can be taken for it."""

_BODY, _SECTION, _PROPERTIES = map(qn, ("w:body", "w:sectPr", "w:pPr"))
_REFERENCES = tuple(map(qn, ("w:headerReference", "w:footerReference")))
_BOOKMARK, _BOOKMARK_END = map(qn, ("w:bookmarkStart", "w:bookmarkEnd"))
_OUTSIDE_BODY = {
    CELL: "a table's cell",
    qn("w:txbxContent"): "a text box",
    qn("w:sdt"): "a content control",
}


class Way(StrEnum):
    """How a Word file is used."""

    HOUSE_STYLE = "house-style"
    """Its pages, headers, footers and styles stay; the contract takes the place of its body."""
    COVER_PAGE = "cover-page"
    """The contract goes to the paragraph `[[contract_body]]`."""
    TAGGED = "tagged"
    """The file is the paper: its tags are filled in."""


def way_of(root: Any) -> Way:
    """Tell by its body how a file is meant to be used."""
    if any(MARK in line.text for line in lines_of(root)):
        return Way.COVER_PAGE
    return Way.TAGGED if has_tags(root) else Way.HOUSE_STYLE


def settle(work: Cleaning, way: Way) -> None:
    """Make a body ready for its way; what stands in the way of that is kept with the file's problems."""
    work.problems += _misplaced_marks(work)
    root = work.texts[work.body]
    for bookmark in [each for each in root.iter(_BOOKMARK) if each.get(qn("w:name")) == PLACE]:
        bookmark.getparent().remove(bookmark)
    if way is Way.HOUSE_STYLE:
        _empty(work, root)
    elif way is Way.COVER_PAGE:
        _keep_place(work, root)


def _misplaced_marks(work: Cleaning) -> Iterator[Problem]:
    """Find marks outside the body."""
    for part, root in work.texts.items():
        lines = [] if part == work.body else lines_of(root)
        for number, line in enumerate(lines, start=1):
            if MARK in line.text:
                label = work.label(part)
                place = spot(source_of(lines, f"{work.name} ({label})"), number)
                yield problem_at("T121", place, label, f"{MARK} can stand in the body only.")


def _empty(work: Cleaning, root: Any) -> None:
    """Take out all of a body but the set-up of its last section, with the headers that it goes on with."""
    body = root.find(_BODY)
    words = sum(1 for line in lines_of(root) if line.text.strip())
    if words:
        message = f"The paragraphs of its body that hold words ({words}) are replaced by the contract."
        work.problems.append(template_problem("T205", work.name, "body", message))
    sections = list(body.iter(_SECTION))
    last = sections[-1] if sections else w("sectPr")
    for earlier in reversed(sections[:-1]):
        for reference in reversed(earlier.findall("*")):
            kinds = {(each.tag, each.get(qn("w:type"))) for each in last}
            if reference.tag in _REFERENCES and (reference.tag, reference.get(qn("w:type"))) not in kinds:
                last.insert(0, reference)
    for child in list(body):
        body.remove(child)
    body.append(last)


def _keep_place(work: Cleaning, root: Any) -> None:
    """Put a bookmark where the contract goes."""
    lines = lines_of(root)
    label = work.label(work.body)
    source = source_of(lines, f"{work.name} ({label})")
    marks = [(number, line) for number, line in enumerate(lines, start=1) if MARK in line.text]
    for number, line in marks:
        if (sentence := _why_not_here(line)) is not None:
            hint = "Give it a paragraph of its own, outside of tables and boxes."
            work.problems.append(problem_at("T121", spot(source, number), label, sentence, hint))
    for number, _line in marks[1:]:
        message = f"{MARK} stands {len(marks)} times; the contract can stand in one place only."
        work.problems.append(problem_at("T120", spot(source, number), label, message))
    if not marks:
        hint = f"Put a paragraph with {MARK} where the contract is to stand."
        work.problems.append(template_problem("T122", work.name, label, f"{MARK} is missing.", hint))
        return
    element = marks[0][1].element
    for child in list(element):
        if child.tag != _PROPERTIES:
            element.remove(child)
    element.append(w("bookmarkStart", id=0, name=PLACE))
    element.append(w("bookmarkEnd", id=0))


def _why_not_here(line: Line) -> str | None:
    """Say why the contract cannot stand where a mark is."""
    for tag, what in _OUTSIDE_BODY.items():
        if ancestor(line.element, tag) is not None:
            return f"{MARK} stands in {what}."
    if line.element.getparent().tag != _BODY:
        return f"{MARK} stands inside something else of the body."
    if line.text.strip() != MARK:
        return f"{MARK} stands in a paragraph with other words."
    return None


def take_place(root: Any) -> Any | None:
    """Give the paragraph that waits for the contract, if there is exactly one."""
    found = [each for each in root.iter(_BOOKMARK) if each.get(qn("w:name")) == PLACE]
    return ancestor(found[0], PARAGRAPH) if len(found) == 1 else None
