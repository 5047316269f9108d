"""Takes out of a Word file what does not belong into a paper, and finds what must not be in one."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from docx.oxml.ns import qn
from lxml import etree

from onboard_tui.errors import WordFileError
from onboard_tui.export.house.codes import template_problem
from onboard_tui.export.house.fields import instructions, refused
from onboard_tui.export.word.foreign import CONTENT_TYPES, DOCUMENT_TYPE, TEMPLATE_TYPE, xml_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.script.problems import Problem

_KEPT: Final = frozenset(
    {
        *("custom-properties", "endnotes", "font", "fontTable", "footer", "footnotes", "header", "hyperlink"),
        *("image", "numbering", "officeDocument", "settings", "styles", "theme", "themeOverride"),
        *("diagramColors", "diagramData", "diagramDrawing", "diagramLayout", "diagramQuickStyle"),
    }
)
"""Kinds of parts that a paper takes over."""
_LEFT_OUT: Final = {
    "comments": "comments",
    "commentsExtended": "",
    "commentsExtensible": "",
    "commentsIds": "",
    "people": "",
    "core-properties": "",
    "customXml": "",
    "extended-properties": "",
    "thumbnail": "",
    "stylesWithEffects": "",
    "webSettings": "",
    "glossaryDocument": "building blocks",
    "keyMapCustomizations": "key assignments",
    "attachedTemplate": "the link to its own template",
    "mailMergeSource": "a mail merge",
    "mailMergeHeaderSource": "a mail merge",
    "mailMergeRecipientData": "a mail merge",
    "recipientData": "a mail merge",
    "printerSettings": "",
    "classificationlabels": "",
}
"""Kinds of parts that are left out, and what to say about it; empty for what nobody misses."""
_NAMED_BY_ID: Final = frozenset(
    {
        *("aFChunk", "chart", "control", "footer", "frame", "header", "hyperlink", "image", "oleObject"),
        *("package", "subDocument"),
    }
)
"""Kinds of parts that a text has to name; one that no text names is left out without a word."""
_AS_SAID: Final = {
    "officeDocument": frozenset({"document", "template"}),
    **{each: frozenset({each}) for each in ("header", "footer", "footnotes", "endnotes", "settings")},
}
"""What a part has to be by its content type, where it is brought along as one of these: else nobody judged it."""
_OBJECTS: Final = {
    qn("w:altChunk"): "another document (altChunk)",
    qn("w:subDoc"): "a subdocument",
    qn("w:object"): "an embedded object",
    qn("w:control"): "a control",
    "{urn:schemas-microsoft-com:office:office}OLEObject": "an embedded object",
}
_CHANGES: Final = frozenset(
    map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange", "w:sectPrChange"))
) | frozenset(map(qn, ("w:tblPrChange", "w:trPrChange", "w:tcPrChange", "w:cellIns", "w:cellDel")))
_TAKEN_OUT: Final = frozenset(
    map(
        qn,
        (
            *("w:commentRangeStart", "w:commentRangeEnd", "w:commentReference", "w:attachedTemplate"),
            *("w:mailMerge", "w:attachedSchema", "w:saveThroughXslt", "w:proofErr"),
        ),
    )
)
_NOT_STRICT = "Open it in Word and save it as a “Word document (.docx)”, not as a strict one."
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_VML = "urn:schemas-microsoft-com:vml"
_VML_LINKS = ("src", "href", "{urn:schemas-microsoft-com:office:office}href")
_WEB = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_TYPE = re.compile(r"wordprocessingml\.([a-z]+)(?:\.main)?\+xml$", re.IGNORECASE)
_TEXTS = {"document": "body", "template": "body", "header": "header", "footer": "footer"} | {
    each: each for each in ("footnotes", "endnotes")
}
"""Kinds of parts that hold words, and what people call them."""


@dataclass(slots=True)
class Cleaning:
    """The parts of one file on their way to be clean, and what was found on it."""

    name: str
    """What messages call the file."""
    parts: dict[str, bytes]
    texts: dict[str, Any] = field(default_factory=dict)
    """Parts that hold words, read: the body, headers, footers and notes."""
    problems: list[Problem] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    """What each part is by its content type: `document`, `header`, `settings`, ..."""

    @property
    def body(self) -> str:
        """The part that holds the body."""
        return next(part for part, kind in self.kinds.items() if kind in {"document", "template"})

    def label(self, part: str) -> str:
        """Say in people's words where in a file a part is."""
        called = _TEXTS.get(self.kinds.get(part, ""))
        if called is None:
            return posixpath.basename(part)
        number = "".join(filter(str.isdigit, posixpath.basename(part)))
        return f"{called} {number}" if number and called in {"header", "footer"} else called

    def say(self, code: str, part: str, message: str, hint: str | None = None) -> None:
        """Keep a problem of a part."""
        found = template_problem(code, self.name, self.label(part) if part else "", message, hint)
        if found not in self.problems:
            self.problems.append(found)


def cleaned(parts: Mapping[str, bytes], name: str, *, settle: Callable[[Cleaning], None]) -> Cleaning:
    """Read a file's parts, leave out what no paper takes over, and find what must not be there.

    `settle` may change the body before anything is judged. Raises `WordFileError`.
    """
    work = Cleaning(name, dict(parts), kinds=kinds_of(parts, name))
    for part, kind in sorted(work.kinds.items()):
        if kind in _TEXTS:
            work.texts[part] = xml_of(work.parts[part], name)
    if work.texts[work.body].find(qn("w:body")) is None:
        raise WordFileError(f"{name} has no body that can be read.", way_out=_NOT_STRICT)
    settle(work)
    _keep_what_is_reached(work)
    for part, text in work.texts.items():
        _clean_text(work, part, text)
        work.parts[part] = _as_bytes(text)
    _clean_settings(work)
    _clean_types(work)
    return work


def kinds_of(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """Say what each part is by its content type."""
    kinds: dict[str, str] = {}
    for each in xml_of(parts[CONTENT_TYPES], name).iterchildren(etree.Element):
        part, found = each.get("PartName", "").lstrip("/"), _TYPE.search(each.get("ContentType", ""))
        if part in parts and found:
            kinds[part] = found[1].lower()
    if not {"document", "template"} & set(kinds.values()):
        raise WordFileError(f"{name} has no body.", way_out=_NOT_STRICT)
    return kinds


def _clean_text(work: Cleaning, part: str, root: Any) -> None:
    """Judge one text and take out of it what does not belong into a paper."""
    for element in list(root.iter()):
        if element.tag in _OBJECTS:
            hint = "Take it out; a picture of it can stay."
            work.say("T102", part, f"It holds {_OBJECTS[element.tag]}.", hint)
        elif element.tag in _CHANGES:
            work.say("T105", part, "It holds tracked changes.", "Accept or reject them in Word first.")
        elif element.tag in _TAKEN_OUT or not isinstance(element.tag, str):
            _take_out(element)
        elif etree.QName(element).namespace == _VML:
            for link in _VML_LINKS:
                element.attrib.pop(link, None)
    for instruction in instructions(root):
        if (field_name := refused(instruction)) is not None:
            work.say("T104", part, f"It holds the field {field_name[:80]}.", "Take the field out.")


def _take_out(element: Any) -> None:
    """Take an element, a comment or an instruction to some program out of its text."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _keep_what_is_reached(work: Cleaning) -> None:
    """Leave out every part that no part of the paper brings along, from the package on."""
    reached = {CONTENT_TYPES}
    to_do = [""]
    while to_do:
        owner = to_do.pop()
        rels = posixpath.join(posixpath.dirname(owner), "_rels", f"{posixpath.basename(owner)}.rels")
        if rels in work.parts:
            found = _clean_relationships(work, owner, rels) & work.parts.keys()
            to_do += sorted(found - reached)
            reached |= {rels, *found}
    if work.body not in reached:
        raise WordFileError(f"{work.name} has no body that can be read.", way_out=_NOT_STRICT)
    work.parts = {part: content for part, content in work.parts.items() if part in reached}
    work.texts = {part: text for part, text in work.texts.items() if part in reached}
    work.kinds = {part: kind for part, kind in work.kinds.items() if part in reached}


def _clean_relationships(work: Cleaning, owner: str, rels: str) -> set[str]:
    """Go through what a part brings along and give the parts of the file that stay."""
    root = xml_of(work.parts[rels], work.name)
    named = _ids_in(work, owner)
    stay: set[str] = set()
    for each in list(root.iterchildren(etree.Element)):
        kind = posixpath.basename(each.get("Type", ""))
        unnamed = kind in _NAMED_BY_ID and named is not None and each.get("Id") not in named
        if unnamed or not _may_stay(work, owner, kind, each):
            root.remove(each)
        elif each.get("TargetMode") != "External":
            stay.add(_target(owner, each.get("Target", "")))
    work.parts[rels] = _as_bytes(root)
    return stay


def _ids_in(work: Cleaning, owner: str) -> frozenset[str] | None:
    """Give the ids that a text names; None for a part that is no text."""
    text = work.texts.get(owner)
    if text is None:
        return None
    return frozenset(
        value
        for element in text.iter(etree.Element)
        for name, value in element.attrib.items()
        if name.startswith(f"{{{_RELATIONSHIPS}}}")
    )


def _may_stay(work: Cleaning, owner: str, kind: str, relationship: Any) -> bool:
    """Judge one thing that a part brings along."""
    target = relationship.get("Target", "")
    if kind in _LEFT_OUT:
        if _LEFT_OUT[kind]:
            work.say("T204", owner, f"{_LEFT_OUT[kind].capitalize()} will not be in the papers.")
        return False
    if relationship.get("TargetMode") == "External":
        if kind == "hyperlink" and _WEB.match(target):
            work.say("T203", owner, f"It holds a link to {target[:80]}.")
        elif kind == "hyperlink":
            hint = "Link to the web or to a mail address only."
            work.say("T103", owner, f"It holds a link to {target[:80]}.", hint)
        else:
            work.say("T103", owner, f"It fetches {target[:80]}.", "Put the picture itself into the file.")
        return True
    if kind in _AS_SAID and work.kinds.get(_target(owner, target)) not in _AS_SAID[kind]:
        work.say("T101", owner, "It holds a part that is not what it is said to be.", _NOT_STRICT)
    if kind not in _KEPT:
        what = "a diagram with its data" if kind == "chart" else f"a part of the kind “{kind[:40]}”"
        work.say("T102", owner, f"It holds {what}.", "Take it out; a picture of it can stay.")
    return True


def _target(owner: str, target: str) -> str:
    """Give the part that a relationship of another part leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(owner), target))


def _clean_settings(work: Cleaning) -> None:
    """Take out of the settings what points outside."""
    for part in [each for each, kind in work.kinds.items() if kind == "settings"]:
        root = xml_of(work.parts[part], work.name)
        for element in list(root.iter(*_TAKEN_OUT)):
            _take_out(element)
        work.parts[part] = _as_bytes(root)


def _clean_types(work: Cleaning) -> None:
    """Let a template (.dotx) be a document."""
    root = xml_of(work.parts[CONTENT_TYPES], work.name)
    for each in root.iterchildren(etree.Element):
        if each.get("ContentType") == TEMPLATE_TYPE:
            each.set("ContentType", DOCUMENT_TYPE)
    work.parts[CONTENT_TYPES] = _as_bytes(root)


def _as_bytes(root: Any) -> bytes:
    written: bytes = etree.tostring(root, encoding="UTF-8", standalone=True, xml_declaration=True)
    return written
