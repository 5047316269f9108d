"""Makes a font of boxes: small, free of anybody's rights, and with just the characters that a test needs."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_UNITS = 1000
_WIDTH = 600
_ASCENT, _DESCENT = 800, -200


def write_tiny_font(folder: Path, characters: Iterable[str], family: str = "Tiny Boxes") -> Path:
    """Write a TrueType font in which each character is a box of its own."""
    codes = sorted({ord(each) for each in characters})
    glyphs = [_box(number) for number in range(len(codes) + 1)]
    tables = {
        b"OS/2": _os2(),
        b"cmap": _cmap(codes),
        b"glyf": b"".join(glyphs),
        b"head": _head(),
        b"hhea": _hhea(len(glyphs)),
        b"hmtx": struct.pack(">Hh", _WIDTH, 50) * len(glyphs),
        b"loca": _loca(glyphs),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, len(glyphs), 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": _name(family),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    path = folder / f"{family.replace(' ', '')}.ttf"
    path.write_bytes(_font(tables))
    return path


def _box(number: int) -> bytes:
    """One glyph: a box, each a little higher than the one before it, so that no two are the same."""
    top = 400 + number % 300
    corners = ((50, 0), (50, top), (550, top), (550, 0))
    x_steps = [x - before for (x, _), (before, _) in zip(corners, ((0, 0), *corners), strict=False)]
    y_steps = [y - before for (_, y), (_, before) in zip(corners, ((0, 0), *corners), strict=False)]
    outline = struct.pack(">hhhhhHH", 1, 50, 0, 550, top, 3, 0) + bytes([1] * 4)
    outline += struct.pack(">8h", *x_steps, *y_steps)
    return outline + bytes(-len(outline) % 4)


def _cmap(codes: list[int]) -> bytes:
    groups = b"".join(struct.pack(">III", code, code, glyph) for glyph, code in enumerate(codes, start=1))
    subtable = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + subtable


def _head() -> bytes:
    box = (50, 0, 550, 700)
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _UNITS, 0, 0, *box, 0, 8, 2, 1, 0
    )


def _hhea(glyphs: int) -> bytes:
    return struct.pack(
        ">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, _WIDTH, 50, 50, 550, 1, *[0] * 7, glyphs
    )


def _loca(glyphs: list[bytes]) -> bytes:
    offsets = [sum(map(len, glyphs[:number])) for number in range(len(glyphs) + 1)]
    return struct.pack(f">{len(offsets)}I", *offsets)


def _name(family: str) -> bytes:
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records = storage = b""
    for name, text in texts.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">HHHHHH", 3, 1, 0x409, name, len(encoded), len(storage))
        storage += encoded
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + storage


def _os2() -> bytes:
    return struct.pack(
        ">HhHHHhhhhhhhhhhh10s4I4sHHHhhhHH2IhhHHH",
        *(4, _WIDTH, 400, 5, 0),
        *[0] * 11,
        bytes(10),
        *[0] * 4,
        b"test",
        *(0x40, 0x20, 0xFFFF, _ASCENT, _DESCENT, 0, _ASCENT, -_DESCENT),
        *(0, 0, 500, 700, 0, 0x20, 1),
    )


def _font(tables: dict[bytes, bytes]) -> bytes:
    """Put tables together, as the format of TrueType fonts has them."""
    count = len(tables)
    power = count.bit_length() - 1
    offset = 12 + 16 * count
    directory = struct.pack(">IHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    body = b""
    for tag, data in sorted(tables.items()):
        padded = data + bytes(-len(data) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">III", checksum, offset + len(body), len(data))
        body += padded
    return directory + body
