"""The package around the text: a clean base without leftovers, and the same bytes for the same tree."""

from __future__ import annotations

import zipfile
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from onboard_tui.export.word.elements import emptied, w
from onboard_tui.export.word.numbering import numbering_elements
from onboard_tui.export.word.styles import FONTS, style_elements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document as WordDocument
    from docx.opc.rel import Relationships
    from docx.oxml.xmlchemy import BaseOxmlElement

_KEPT = frozenset(
    {
        RELATIONSHIP_TYPE.OFFICE_DOCUMENT,
        RELATIONSHIP_TYPE.CORE_PROPERTIES,
        RELATIONSHIP_TYPE.STYLES,
        RELATIONSHIP_TYPE.NUMBERING,
        RELATIONSHIP_TYPE.SETTINGS,
        RELATIONSHIP_TYPE.THEME,
    }
)
_CONTENT_TYPES = "[Content_Types].xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""


def new_word_document() -> WordDocument:
    """Open an empty document with our styles, our list and nothing else."""
    return docx.Document(BytesIO(_base()))


@cache
def _base() -> bytes:
    """Make the empty document once: python-docx's own template without its leftovers."""
    document = docx.Document()
    part = document.part
    for relationships in (part.rels, part.package.rels):
        _drop_leftovers(relationships)
    emptied(document.styles.element).extend(style_elements())
    emptied(part.numbering_part.element).extend(numbering_elements())
    emptied(document.settings.element).extend(_settings())
    body = document.element.body
    body.replace(body[-1], w("sectPr"))
    fonts = Part(PackURI("/word/fontTable.xml"), CONTENT_TYPE.WML_FONT_TABLE, _font_table(), part.package)
    part.relate_to(fonts, RELATIONSHIP_TYPE.FONT_TABLE)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def _font_table() -> bytes:
    """Name the fonts that the styles use, and what kind they are where a machine lacks one."""
    fonts = [
        w("font", w("family", val=family), w("pitch", val="variable"), name=name) for name, family in FONTS
    ]
    return bytes(serialize_part_xml(w("fonts", *fonts)))


def _drop_leftovers(relationships: Relationships) -> None:
    """Leave out parts that the template brings and no document of ours uses."""
    for name in [name for name, each in relationships.items() if each.reltype not in _KEPT]:
        del relationships[name]


def _settings() -> Iterator[BaseOxmlElement]:
    """Give the document's settings: as Word 2013 and later lay it out."""
    yield w("zoom", percent=100)
    yield w("defaultTabStop", val=720)
    yield w("characterSpacingControl", val="doNotCompress")
    uri = "http://schemas.microsoft.com/office/word"
    flags = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
    }
    yield w("compat", *(w("compatSetting", name=name, uri=uri, val=value) for name, value in flags.items()))
    yield w("themeFontLang", val="en-GB")
    yield w("decimalSymbol", val=".")
    yield w("listSeparator", val=",")


def packed(document: WordDocument) -> bytes:
    """Give a document's bytes: parts in a fixed order, with no time of day in them."""
    saved = BytesIO()
    document.save(saved)
    out = BytesIO()
    with zipfile.ZipFile(saved) as loose, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(loose.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            fixed.writestr(entry, loose.read(name))
    return out.getvalue()
