"""Reads Word files back, by python-docx and by their XML."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from onboard_tui.contract.document import Document
from onboard_tui.export.paper import Paper
from onboard_tui.export.word.writer import write_word

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph as WordParagraph

    from onboard_tui.contract.document import Block


def word_of(*blocks: Block, language: str = "en", for_customer: bool = True) -> WordDocument:
    """A document of a few blocks, written and opened again."""
    document = Document("d", "Title", blocks, for_customer=for_customer, language=language)
    return opened(write_word(Paper(document)))


def opened(data: bytes) -> WordDocument:
    """A written file, opened."""
    return docx.Document(BytesIO(data))


def texts(word: WordDocument) -> list[str]:
    """The text of each paragraph and cell in reading order, without the small ones that follow tables."""
    found: list[str] = []
    for block in word.iter_inner_content():
        if isinstance(block, WordTable):
            found += [cell.text for row in block.rows for cell in row.cells]
        elif style_of(block) != "After Table":
            found.append(block.text)
    return found


def style_of(paragraph: WordParagraph) -> str:
    """The name of a paragraph's style."""
    return str(paragraph.style.name) if paragraph.style is not None else ""


def parts(data: bytes) -> dict[str, bytes]:
    """The parts of a file, in their order."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def instructions(word: WordDocument) -> list[str]:
    """The instructions of all fields of the text."""
    return [str(code.text) for code in word.element.body.iter(qn("w:instrText"))]


def inside(element: BaseOxmlElement, path: str) -> list[BaseOxmlElement]:
    """The elements at a path such as `w:pPr/w:bidi` under an element."""
    return list(element.xpath(f"./{path}"))


def audited(data: bytes, folder: Path) -> list[str]:
    """What the Open XML audit has against a file."""
    from openxml_audit import OpenXmlValidator

    path = folder / "audited.docx"
    path.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(path).errors]
