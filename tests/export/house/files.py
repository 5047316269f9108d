"""Word files of users, made for tests; and parts put into them that Word's own menus do not make."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from docx.document import Document as WordDocument

    Change = Callable[[WordDocument], object]

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file(*paragraphs: str, change: Change | None = None) -> bytes:
    """A Word file with these paragraphs, changed further where asked."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if change is not None:
        change(document)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def with_parts(data: bytes, parts: Mapping[str, bytes | None]) -> bytes:
    """The same package with parts replaced or added; None takes one out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        kept = {name: old.read(name) for name in old.namelist()}
        for name, content in {**kept, **parts}.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """One part of a package."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return package.read(name)


def replaced(data: bytes, name: str, old: str, new: str) -> bytes:
    """The same package with a text of one part replaced; the text has to be there."""
    text = part_of(data, name).decode()
    assert old in text
    return with_parts(data, {name: text.replace(old, new).encode()})


def with_body_xml(data: bytes, xml: str) -> bytes:
    """The same package with something put at the beginning of its body."""
    return replaced(data, "word/document.xml", "<w:body>", f"<w:body>{xml}")


def related(
    data: bytes, kind: str, target: str, *, external: bool = False, part: str = "document.xml"
) -> bytes:
    """The same package with one more thing that a part brings along, under the id `rIdX`."""
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="rIdX" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{mode}/></Relationships>'
    return replaced(data, f"word/_rels/{part}.rels", "</Relationships>", line)


def paragraph_xml(inside: str) -> str:
    """A paragraph in its XML."""
    return f"<w:p><w:r>{inside}</w:r></w:p>"


def add_footnotes(document: WordDocument, text: str) -> None:
    """Put a footnote with a text into a document."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    word = nsdecls("w")
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {word}>'
        f'<w:footnote w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, xml.encode(), document.part.package)
    document.part.relate_to(part, f"{RELATIONSHIPS}/footnotes")
    mark = parse_xml(f'<w:r {word}><w:footnoteReference w:id="1"/></w:r>')
    document.add_paragraph("A note")._p.append(mark)


def table_of(document: WordDocument, *rows: tuple[str, ...]) -> None:
    """Put a table with these cells into a document."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
