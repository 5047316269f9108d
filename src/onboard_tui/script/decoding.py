"""The bytes of a file become text, unless they are none; and the characters that no text of ours may hold."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from onboard_tui.script.model import Place
from onboard_tui.script.problems import CODES, Problem, problem
from onboard_tui.script.yaml_nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.script.yaml_nodes import Source

MOST_PROBLEMS: Final = 100
"""What is told of one file that cannot be read; whoever has mended these learns of the others."""

UNSAFE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Characters that steer a terminal, turn the direction of text, or hide."""

_JSON_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AS_UTF_8 = "Save the file as UTF-8, without any other encoding."


def decoded(data: bytes, file: str) -> str | Problem:
    """Give the text of a file, or why its bytes are none."""
    if b"\x00" in data[:4] or data.startswith(_UTF_16):
        hint = "The file is saved as UTF-16. Save it as UTF-8."
        return _refused(data, 0, file, "The file is not UTF-8.", hint)
    nothing = data.find(b"\x00")
    if nothing >= 0:
        message = "The file is not text: it holds a byte 0x00."
        hint = "It may belong to another program. Open it there, and save it as text."
        return _refused(data, nothing, file, message, hint)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8: the byte 0x{data[error.start]:02x} cannot stand here."
        return _refused(data, error.start, file, message, _SAVE_AS_UTF_8)


def _refused(data: bytes, at: int, file: str, message: str, hint: str) -> Problem:
    before = data[:at]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    return Problem("S003", CODES["S003"].weight, Place(file, line, column), "", message, hint)


def unsafe_characters(source: Source) -> Iterator[Problem]:
    """Refuse the characters that no text may hold."""
    for found in islice(UNSAFE.finditer(source.text), MOST_PROBLEMS):
        place = source.place_of(found.start())
        yield unsafe(found[0], Node(source, place.line - source.first_line, place.column - 1))


def unsafe(letter: str, node: Node) -> Problem:
    """Refuse one character."""
    message = f"The character U+{ord(letter):04X} steers or hides text and cannot stand here."
    return problem("S004", node, "", message, "Delete it; it may be invisible in your editor.")


def with_yamls_escapes(json: str) -> str:
    """Write the two escapes that JSON needs for a character such as an emoji as the one that YAML knows."""
    return _JSON_PAIR.sub(_as_yaml, json)


def _as_yaml(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16), int(pair[3], 16)
    return f"{pair[1]}\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08X}"
