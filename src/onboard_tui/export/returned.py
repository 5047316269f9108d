"""Reads a Word file that came back: its text as it stands, its comments, and which paper it was made from."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from onboard_tui.contract.document import Align, Paragraph, Run, Table
from onboard_tui.errors import WordFileError
from onboard_tui.export.word.foreign import foreign_parts, xml_of
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.contract.document import Cell

MOST_LETTERS: Final = 2_000_000
"""Of a text that is compared; a contract of a hundred pages has 300,000."""
MOST_BLOCKS: Final = 20_000
"""Paragraphs and tables that a body may have."""
_MOST_COLUMNS = 64
_LONGEST_ABOUT = 120
"""Letters that are told of the text that a comment is about."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_SHA256 = re.compile(r"\b[0-9a-f]{64}\b")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*\.?|\([a-z]{1,6}\))\t")
"""A number that was written as text before a clause."""

_GONE = frozenset(map(qn, ("w:del", "w:moveFrom")))
_NOT_READ = frozenset(map(qn, ("w:drawing", "w:pict", "w:object", "w:pPr", "w:rPr", "w:sdtPr")))
"""What stands in a paragraph and is none of its text."""
_TRACKED = tuple(map(qn, ("w:ins", "w:del", "w:moveFrom", "w:moveTo")))
_SIGNS: Mapping[str, str] = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:sym"): "\N{REPLACEMENT CHARACTER}",
}
_PARAGRAPH, _TABLE, _ROW, _CELL, _TEXT = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:t"))
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment beside the text."""

    author: str
    text: str
    about: str
    """The words that it stands beside."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A Word file that came back, with its tracked changes accepted."""

    blocks: tuple[Paragraph | Table, ...]
    title: str
    sha256: str
    """The identity of the draft that it says it was made from, or empty."""
    tracked_by: tuple[str, ...]
    """Who left tracked changes in it."""
    remarks: tuple[Remark, ...]


def read_returned(data: bytes, name: str) -> Returned:
    """Read the bytes of a Word file; `name` is what messages call it. Raises `WordFileError`."""
    parts = foreign_parts(data, name)
    main = _related(parts, "", RELATIONSHIP_TYPE.OFFICE_DOCUMENT, name)
    if main not in parts:
        raise WordFileError(f"{name} holds no text.", way_out="Save it in Word again, as a .docx file.")
    root = xml_of(parts[main], name)
    body = root.find(qn("w:body"))
    comments = parts.get(_related(parts, main, RELATIONSHIP_TYPE.COMMENTS, name))
    about: dict[str, str] = {}
    blocks = [] if body is None else _bounded(blocks_in(body, about), name)
    title, sha256 = _properties(parts, name)
    return Returned(
        blocks=tuple(blocks),
        title=title,
        sha256=sha256,
        tracked_by=_revisers(root),
        remarks=() if comments is None else tuple(_remarks(xml_of(comments, name), about)),
    )


def blocks_in(body: Iterable[Any], about: dict[str, str] | None = None) -> Iterator[Paragraph | Table]:
    """Give the paragraphs and tables among elements of a body that say something, in plain text.

    Numbers that are written before a clause are left out; what comments are about is put into `about`.
    """
    reader = _Reader({} if about is None else about)
    for element in _opened(body):
        if element.tag == _TABLE:
            yield from reader.rest()
            yield from reader.table(element)
        elif text := reader.paragraph(element):
            yield Paragraph((Run(text),))
    yield from reader.rest()


def _bounded(blocks: Iterable[Paragraph | Table], name: str) -> list[Paragraph | Table]:
    """Give blocks as long as they are no more than a contract can have."""
    kept: list[Paragraph | Table] = []
    letters = 0
    for block in blocks:
        texts = block.runs if isinstance(block, Paragraph) else _runs_in(block)
        letters += sum(len(run.text) for run in texts)
        if letters > MOST_LETTERS or len(kept) >= MOST_BLOCKS:
            raise WordFileError(f"{name} is far longer than a contract.", way_out="Send only the contract.")
        kept.append(block)
    return kept


def _runs_in(table: Table) -> Iterator[Run]:
    return (run for row in (table.head, *table.rows) for cell in row for run in cell)


def _opened(elements: Iterable[Any]) -> Iterator[Any]:
    """Give paragraphs and tables, those in content controls and the like among them."""
    for element in elements:
        if element.tag in {_PARAGRAPH, _TABLE}:
            yield element
        elif isinstance(element.tag, str) and element.tag not in _GONE | _NOT_READ:
            yield from _opened(element)


@dataclass(slots=True)
class _Reader:
    """Reads the text of paragraphs as it is once all tracked changes are accepted."""

    about: dict[str, str]
    """What each comment is about, by its id."""
    waiting: str = ""
    """The text of a paragraph whose end went: it belongs to the next one."""
    _open: set[str] = field(default_factory=set)
    """Comments whose text has begun."""

    def paragraph(self, element: Any) -> str:
        """Give a paragraph's text on one line; nothing where it is joined with the next one."""
        text = self.waiting + "".join(self._texts(element))
        joined = any(element.find(f"w:pPr/w:rPr/{gone}", _W) is not None for gone in ("w:del", "w:moveFrom"))
        self.waiting = text if joined else ""
        return "" if joined else _on_one_line(text)

    def rest(self) -> Iterator[Paragraph]:
        """Give the text that still waits for a paragraph to be joined with."""
        text, self.waiting = _on_one_line(self.waiting), ""
        if text:
            yield Paragraph((Run(text),))

    def table(self, element: Any) -> Iterator[Table]:
        """Give a table that says something, its first row as the head; rows that went are left out."""
        rows = [
            [cell for each in _children(row, _CELL) for cell in self._cells(each)]
            for row in _children(element, _ROW)
            if row.find("w:trPr/w:del", _W) is None
        ]
        width = min(max(map(len, rows), default=0), _MOST_COLUMNS)
        if any(cell for row in rows for cell in row):
            filled = [tuple(_cell(row[place : place + 1]) for place in range(width)) for row in rows]
            yield Table(filled[0], tuple(filled[1:]), (Align.LEFT,) * width)

    def _cells(self, element: Any) -> Iterator[str]:
        """Give a cell's text, and empty ones for the columns that it also takes up."""
        texts = [self.paragraph(each) for each in _paragraphs(element)]
        yield " ".join(text for text in (*texts, _on_one_line(self.waiting)) if text)
        self.waiting = ""
        span = element.find("w:tcPr/w:gridSpan", _W)
        wide = span.get(qn("w:val"), "1") if span is not None else "1"
        yield from [""] * (min(int(wide), _MOST_COLUMNS) - 1 if wide.isdecimal() and len(wide) < 4 else 0)

    def _texts(self, element: Any) -> Iterator[str]:
        for each in element:
            if each.tag == _TEXT:
                yield self._noted(each.text or "")
            elif each.tag in _SIGNS:
                yield self._noted(_SIGNS[each.tag])
            elif each.tag == qn("w:commentRangeStart"):
                self._open.add(str(each.get(qn("w:id"))))
            elif each.tag == qn("w:commentRangeEnd"):
                self._open.discard(str(each.get(qn("w:id"))))
            elif each.tag == _ALTERNATIVES:
                yield from self._texts(each[:1])
            elif isinstance(each.tag, str) and each.tag not in _GONE | _NOT_READ:
                yield from self._texts(each)

    def _noted(self, text: str) -> str:
        for comment in self._open:
            self.about[comment] = (self.about.get(comment, "") + text)[: _LONGEST_ABOUT + 1]
        return text


_W = {"w": qn("w:p")[1:].partition("}")[0]}


def _paragraphs(element: Any) -> Iterator[Any]:
    """Give the paragraphs of a cell, those of tables in it among them."""
    for each in _opened(element):
        if each.tag == _PARAGRAPH:
            yield each
        else:
            for row in _children(each, _ROW):
                for cell in _children(row, _CELL):
                    yield from _paragraphs(cell)


def _children(element: Any, tag: str) -> Iterator[Any]:
    """Give the rows of a table or the cells of a row, those in content controls too, and none of tables in it."""
    for each in element:
        if each.tag == tag:
            yield each
        elif isinstance(each.tag, str) and each.tag not in _GONE | {_TABLE, _CELL, _PARAGRAPH}:
            yield from _children(each, tag)


def _on_one_line(text: str) -> str:
    """Give a text without the number before it, cleaned, with single spaces."""
    return " ".join(
        stripped(_NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text, limit=MOST_LETTERS).split()
    )


def _cell(texts: list[str]) -> Cell:
    return tuple(Run(text) for text in texts if text)


# What the package says of itself


def _related(parts: Mapping[str, bytes], source: str, kind: str, name: str) -> str:
    """Give the part that is related to another one, or to the package, in that way; empty where there is none."""
    folder, base = posixpath.split(source)
    relationships = posixpath.join(folder, "_rels", f"{base}.rels")
    if relationships not in parts:
        return ""
    for each in xml_of(parts[relationships], name).iter(_RELATIONSHIP):
        strict = each.get("Type", "").replace("purl.oclc.org/ooxml", "schemas.openxmlformats.org")
        if strict.rpartition("/")[2] == kind.rpartition("/")[2] and each.get("TargetMode") != "External":
            target = each.get("Target", "")
            return (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
    return ""


def _properties(parts: Mapping[str, bytes], name: str) -> tuple[str, str]:
    """Give the title, and the identity of the draft that it was made from."""
    core = parts.get(_related(parts, "", RELATIONSHIP_TYPE.CORE_PROPERTIES, name))
    if core is None:
        return "", ""
    root = xml_of(core, name)
    title = stripped(root.findtext(f"{_DUBLIN}title") or "")
    said = [root.findtext(f"{_DUBLIN}{each}") or "" for each in ("identifier", "description")]
    found = _SHA256.search(" ".join(said))
    return title, found[0] if found else ""


def _revisers(root: Any) -> tuple[str, ...]:
    names = {stripped(each.get(qn("w:author"), "")) for each in root.iter(*_TRACKED)}
    return tuple(sorted(name or "somebody" for name in names))


def _remarks(root: Any, about: Mapping[str, str]) -> Iterator[Remark]:
    for comment in root.iter(qn("w:comment")):
        reader = _Reader({})
        text = " ".join(filter(None, (reader.paragraph(each) for each in comment.iter(_PARAGRAPH))))
        words = _on_one_line(about.get(str(comment.get(qn("w:id"))), ""))
        shown = f"{words[:_LONGEST_ABOUT]}…" if len(words) > _LONGEST_ABOUT else words
        yield Remark(stripped(comment.get(qn("w:author"), "")) or "somebody", text, shown)
