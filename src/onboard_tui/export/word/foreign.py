"""Opens a Word file that somebody else made, and trusts nothing in it."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from onboard_tui.errors import WordFileError

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES: Final = 32_000_000
"""That a file may have."""
MOST_UNPACKED: Final = 160_000_000
MOST_XML: Final = 24_000_000
"""That all texts of a file may have together, unpacked."""
MOST_PARTS: Final = 2_000

CONTENT_TYPES: Final = "[Content_Types].xml"
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""How files of Word 97 begin, and files with a password."""
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
DOCUMENT_TYPE: Final = _MAIN.format("document")
TEMPLATE_TYPE: Final = _MAIN.format("template")
_NOT_WORD = "Save it in Word as a “Word document (.docx)”."
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What reading a zip file that is damaged, or made to hurt, can end with."""


def read_foreign(path: Path) -> bytes:
    """Give the bytes of a file of a sensible size. Raises `WordFileError`."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise WordFileError(f"{path} cannot be read: {reason}.") from error
    if len(data) > MOST_BYTES:
        raise WordFileError(
            f"{path} is larger than {MOST_BYTES // 1_000_000} MB.", way_out="Make the pictures in it smaller."
        )
    return data


def foreign_parts(data: bytes, name: str) -> dict[str, bytes]:
    """Give the parts of a Word file by their names in the package; `name` is what messages call it.

    Raises `WordFileError` for whatever is no Word file, is protected, holds macros or is made to hurt: a
    file that unpacks into more than a document can be, a text that declares entities, names that lead out of
    the package.
    """
    if data.startswith(_OLD_OFFICE):
        raise WordFileError(f"{name} is protected by a password, or is an old .doc file.", way_out=_NOT_WORD)
    if not data.startswith(_ZIP):
        raise WordFileError(f"{name} is not a Word file.", way_out=_NOT_WORD)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = _unpacked(package, name)
    except _DAMAGED as error:
        raise WordFileError(f"{name} is damaged: it cannot be unpacked.", way_out=_NOT_WORD) from error
    _check_kind(parts, name)
    return parts


def xml_of(part: bytes, name: str) -> Any:
    """Read a text of the package; it may declare nothing and nothing is fetched. Raises `WordFileError`."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise WordFileError(f"{name} is damaged: a text in it cannot be read.", way_out=_NOT_WORD) from error
    if root.getroottree().docinfo.doctype or any(True for _each in root.iter(etree.Entity)):
        raise WordFileError(f"{name} declares entities, which no Word file does.", way_out=_NOT_WORD)
    return root


def is_xml(part: str) -> bool:
    """Tell whether a part is a text by its name."""
    return part.lower().endswith((".xml", ".rels", ".vml"))


def _unpacked(package: zipfile.ZipFile, name: str) -> dict[str, bytes]:
    """Unpack what is small enough; no more is read of an entry than it says it holds."""
    entries = [entry for entry in package.infolist() if not entry.is_dir()]
    sizes = {entry.filename: entry.file_size for entry in entries}
    texts = sum(size for part, size in sizes.items() if is_xml(part))
    if len(entries) > MOST_PARTS or texts > MOST_XML or sum(sizes.values()) > MOST_UNPACKED:
        raise WordFileError(f"{name} unpacks into more than a document can be.", way_out=_NOT_WORD)
    folded = {part.lower() for part in sizes}
    if len(folded) != len(entries) or not all(map(_stays_inside, sizes)):
        raise WordFileError(f"{name} is damaged: its parts are named twice or wrongly.", way_out=_NOT_WORD)
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise WordFileError(f"{name} is protected by a password.", way_out=_NOT_WORD)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise WordFileError(f"{name} is packed in a way that Word does not know.", way_out=_NOT_WORD)
    return {entry.filename: package.read(entry) for entry in entries}


def _stays_inside(part: str) -> bool:
    """Tell whether a part's name is one, and no path that leads elsewhere."""
    pieces = part.split("/")
    return "\\" not in part and ":" not in part and not {"", ".", ".."} & set(pieces)


def _check_kind(parts: dict[str, bytes], name: str) -> None:
    """Refuse other kinds of files, and those that bring programs along."""
    if CONTENT_TYPES not in parts:
        raise WordFileError(f"{name} is not a Word file.", way_out=_NOT_WORD)
    types = [each.get("ContentType", "") for each in xml_of(parts[CONTENT_TYPES], name)]
    if any("macroEnabled" in each or "vbaProject" in each for each in types):
        raise WordFileError(f"{name} holds macros.", way_out="Save it as a .docx, which has none.")
    if not {DOCUMENT_TYPE, TEMPLATE_TYPE} & set(types):
        raise WordFileError(f"{name} is not a Word document.", way_out=_NOT_WORD)
    for part, content in parts.items():
        if "vbaproject" in part.lower() or "vbadata" in part.lower():
            raise WordFileError(f"{name} holds macros.", way_out="Save it as a .docx, which has none.")
        if is_xml(part):
            xml_of(content, name)
