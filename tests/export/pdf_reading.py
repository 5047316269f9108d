"""Reads PDF files back as a screen reader does: by their tags, in the order of the tags."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from onboard_tui.contract.document import Document
from onboard_tui.export.paper import Paper
from onboard_tui.export.pdf.fonts import FontPlaces
from onboard_tui.export.pdf.writer import write_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from pypdf import PageObject

    from onboard_tui.contract.document import Block


@dataclass
class Tag:
    """An element of a file's structure."""

    name: str
    content: list[Tag | str] = field(default_factory=list)
    spoken: str | None = None
    """What is to be read instead of what is shown."""

    @property
    def text(self) -> str:
        """All text in it."""
        if self.spoken is not None:
            return self.spoken
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    def all(self, *names: str) -> list[Tag]:
        """Every element below it, of those names or of any."""
        inside = [each for each in self.content if isinstance(each, Tag)]
        found = [[each, *each.all()] for each in inside]
        return [each for group in found for each in group if not names or each.name in names]


@dataclass(frozen=True)
class Marked:
    """The text of a page: by the number of its tag, and what is no part of the document's text."""

    by_number: dict[int, str]
    artifacts: str
    places: list[tuple[tuple[float, float], str]]
    """Where each piece of text begins, in the order in which they are drawn."""


def structure(data: bytes) -> Tag:
    """The structure of a file, with its texts."""
    reader = PdfReader(BytesIO(data))
    tree: Any = reader.root_object["/StructTreeRoot"]
    texts = {_reference(page): marked(page).by_number for page in reader.pages}
    root = Tag("root")
    _read(tree["/K"], None, texts, root)
    return root


def marked(page: PageObject) -> Marked:
    """The marked content of a page, each piece as it is to be read aloud."""
    numbered: dict[int, list[str]] = {}
    artifacts: list[str] = []
    places: list[tuple[tuple[float, float], list[str]]] = []
    into: list[list[str]] = []
    turned: list[bool] = []
    letters: dict[int, str] = {}
    fonts = {name: _letters_of(font.get_object()) for name, font in _fonts(page).items()}
    contents = page.get_contents()
    assert contents is not None
    for operands, operator in contents.operations:
        if operator in {b"BDC", b"BMC"}:
            into.append(_opened(operands, into, numbered, artifacts))
            turned.append(operands[0] == "/ReversedChars")
        elif operator == b"EMC":
            piece = into.pop()
            if turned.pop():
                into[-1][:0] = reversed(piece)
                places[-1][1][:0] = reversed(piece)
        elif operator == b"cm":
            places.append(((float(operands[4]), float(operands[5])), []))
        elif operator == b"Tf":
            letters = fonts[operands[0]]
        elif operator in {b"Tj", b"TJ"}:
            shown = operands[0] if operator == b"TJ" else operands
            codes = b"".join(each.original_bytes for each in shown if hasattr(each, "original_bytes"))
            said = [letters[code] for (code,) in struct.iter_unpack(">H", codes)]
            into[-1] += said
            places[-1][1].extend([] if turned[-1] else said)
    return Marked(
        {number: "".join(parts) for number, parts in numbered.items()},
        "".join(artifacts),
        [(place, "".join(parts)) for place, parts in places],
    )


def _opened(
    operands: list[Any], into: list[list[str]], numbered: dict[int, list[str]], artifacts: list[str]
) -> list[str]:
    """Where the text goes that stands in a piece of marked content."""
    properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
    if "/MCID" in properties:
        return numbered.setdefault(int(properties["/MCID"]), [])
    if operands[0] == "/ReversedChars":
        return []
    if "/ActualText" in properties:
        into[-1].append(str(properties["/ActualText"]))
        return []
    return into[-1] if into else artifacts


def _fonts(page: Any) -> dict[str, Any]:
    return dict(page["/Resources"].get_object().get("/Font", {}))


def _letters_of(font: Any) -> dict[int, str]:
    """What the codes of a font mean."""
    table = font["/ToUnicode"].get_object().get_data().decode("ascii")
    letters: dict[int, str] = {}
    for section in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", section):
            letters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    assert "beginbfrange" not in table
    return letters


def _reference(page: Any) -> int:
    return int(page.indirect_reference.idnum)


def _read(node: Any, page: int | None, texts: dict[int, dict[int, str]], into: Tag) -> None:
    """Put what a node of the structure holds into a tag."""
    found = node.get_object()
    if isinstance(found, list):
        for each in found:
            _read(each, page, texts, into)
    elif isinstance(found, int):
        assert page is not None
        into.content.append(texts[page][found])
    elif "/S" in found:
        page = found.raw_get("/Pg").idnum if "/Pg" in found else page
        tag = Tag(str(found["/S"]).removeprefix("/"), spoken=found.get("/ActualText"))
        into.content.append(tag)
        if "/K" in found:
            _read(found.raw_get("/K"), page, texts, tag)
    elif "/MCID" in found:
        _read(found["/MCID"], found.raw_get("/Pg").idnum if "/Pg" in found else page, texts, into)


def squeezed(text: str) -> str:
    """A text without its white space, which a page breaks up anew."""
    return "".join(text.split())


def pdf_of(*blocks: Block, language: str = "en", places: FontPlaces) -> bytes:
    """A document of a few blocks, written."""
    return write_pdf(Paper(Document("d", "Title", blocks, language=language)), places)


def only_embedded(folder: Path) -> FontPlaces:
    """The fonts that come with typst and no other."""
    return FontPlaces(folder / "no fonts", system=False)


def artifacts(data: bytes) -> list[str]:
    """What stands around the text on each page: marks, headers, footers, repeated heads."""
    return [marked(page).artifacts for page in PdfReader(BytesIO(data)).pages]


def texts_by_page(data: bytes) -> list[str]:
    """The text of each page without its white space, in the order in which it is drawn."""
    pages = (marked(page).by_number.values() for page in PdfReader(BytesIO(data)).pages)
    return [squeezed("".join(page)) for page in pages]


def places_on(page: PageObject) -> dict[tuple[float, float], str]:
    """Where on a page each piece of its text begins, in points from the lower left corner."""
    return {place: text for place, text in marked(page).places if text}
