"""Reads PDF files back as a screen reader does: by their tags, in the order of the tags."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pypdf import PdfReader

from onboard_tui.contract.document import Document
from onboard_tui.export.paper import Paper
from onboard_tui.export.pdf.fonts import FontPlaces
from onboard_tui.export.pdf.writer import write_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    """The text of a page's marked content: by its number, and what is no part of the document's text."""

    by_number: dict[int, str]
    artifacts: str


def structure(data: bytes) -> Tag:
    """The structure of a file, with its texts."""
    reader = PdfReader(BytesIO(data))
    texts = {_reference(page): marked(page).by_number for page in reader.pages}
    root = Tag("root")
    _read(reader.root_object["/StructTreeRoot"]["/K"], None, texts, root)
    return root


def marked(page: PageObject) -> Marked:
    """The marked content of a page."""
    numbered: dict[int, list[str]] = {}
    artifacts: list[str] = []
    into: list[list[str]] = []

    def before(operator: bytes, operands: list[Any], *_: object) -> None:
        if operator == b"BMC" and operands[0] == "/ReversedChars":
            into.append(into[-1])
        elif operator in {b"BDC", b"BMC"}:
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            is_text = "/MCID" in properties
            into.append(numbered.setdefault(int(properties["/MCID"]), []) if is_text else artifacts)
        elif operator == b"EMC":
            into.pop()

    def shown(text: str, *_: object) -> None:
        if into:
            into[-1].append(text)

    page.extract_text(visitor_operand_before=before, visitor_text=shown)
    return Marked({number: "".join(parts) for number, parts in numbered.items()}, "".join(artifacts))


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


def lines(data: bytes) -> Iterator[str]:
    """The text of each page, as it is copied out of a viewer."""
    for page in PdfReader(BytesIO(data)).pages:
        yield page.extract_text()
