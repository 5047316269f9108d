"""Word files as customers send them back: ours, changed by the tools that they have."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from tests.export.reading import parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph


def edited(data: bytes, edit: Callable[[WordDocument], object]) -> bytes:
    """A file as somebody changed it."""
    word = docx.Document(BytesIO(data))
    edit(word)
    saved = BytesIO()
    word.save(saved)
    return saved.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """A file with one part put in, or in the place of another."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for part, held in {**parts(data), name: content}.items():
            package.writestr(part, held)
    return out.getvalue()


def paragraph_with(word: WordDocument, words: str) -> WordParagraph:
    """The first paragraph in which words stand."""
    return next(each for each in word.paragraphs if words in each.text)


def said(paragraph: WordParagraph, was: str, now: str) -> None:
    """Change words that stand in one run of a paragraph."""
    run = next(each for each in paragraph.runs if was in each.text)
    run.text = run.text.replace(was, now)


def tracked(paragraph: WordParagraph, kind: str, text: str, author: str = "Jo Hart") -> None:
    """Put a tracked change at the end of a paragraph: words inserted or deleted."""
    mark = _element(kind, id="900", author=author, date="2026-03-05T10:00:00Z")
    run = _element("r")
    written = _element("delText" if kind == "del" else "t")
    written.text = text
    run.append(written)
    mark.append(run)
    paragraph._p.append(mark)


def end_deleted(paragraph: WordParagraph) -> None:
    """Mark a paragraph's end as deleted, so that it is joined with the next one."""
    ended = _element("rPr")
    ended.append(_element("del", id="901", author="Jo Hart", date="2026-03-05T10:00:00Z"))
    paragraph._p.get_or_add_pPr().append(ended)


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element
