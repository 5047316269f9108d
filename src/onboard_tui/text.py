"""The one place that cleans text: typed, pasted, loaded or imported, it passes through here."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LIMIT = 20_000
"""Characters that one text may have."""

MARKS = 8
"""Combining marks that one letter may carry; living languages need four at most."""

_NEWLINES = re.compile("\r\n?|[\x85\u2028\u2029]")
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"  # a terminal command, such as a colour
    "|(?:\x1b[\\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"  # one with text in it
    "|\x1b[ -/]*[0-~]"
)
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    # A joiner shapes letters of Arabic and Indic scripts, and joins emoji; elsewhere it only hides.
    "|(?<![^\x00-\x7f\\s])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\\s])"
)
_UNASSIGNED = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "]"
)
_PLAIN = re.compile("[\t\n -~]*")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text that is safe to keep and show, and in words what was taken out of it."""

    text: str
    removed: tuple[str, ...] = ()


def clean(raw: str, *, limit: int = LIMIT) -> Cleaned:
    """Make a text safe: nothing in it can steer a terminal, hide, turn its direction or break a file.

    Letters, marks, emoji, tabs and line breaks stay. The text comes back in Unicode's composed form (NFC).
    Cleaning a clean text changes nothing.
    """
    if len(raw) <= limit and _PLAIN.fullmatch(raw):
        return Cleaned(raw)
    removed: list[str] = []
    text = _NEWLINES.sub("\n", raw)
    for pattern, one, many in (
        (_ESCAPES, "a terminal escape sequence", "terminal escape sequences"),
        (_CONTROLS, "a control character", "control characters"),
        (
            _DIRECTIONS,
            "a character that turns the direction of text",
            "characters that turn the direction of text",
        ),
        (_UNASSIGNED, "a character without a meaning", "characters without a meaning"),
    ):
        text, count = pattern.subn("", text)
        removed += _said(count, one, many)
    text, hidden, marks = _composed(text)
    removed += _said(hidden, "an invisible character", "invisible characters")
    removed += _said(marks, "an accent too many", "accents too many")
    if len(text) > limit:
        removed.append(f"the end of the text, which was longer than {limit:,} characters")
        text, _, _ = _composed(text[:limit])
    return Cleaned(text, tuple(removed))


def stripped(raw: str, *, limit: int = LIMIT) -> str:
    """Give a person's words clean, and without blanks around them."""
    return clean(raw, limit=limit).text.strip()


def slug(text: str) -> str:
    """Turn any text into a file name without a suffix: lower case, hyphens, never empty, never a path."""
    folded = unicodedata.normalize("NFKD", clean(text).text).casefold()
    letters = unicodedata.normalize("NFKD", folded)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain))
    name = "-".join(words).encode()[:_SLUG_BYTES].decode(errors="ignore").strip("-")
    if not name:
        return "unnamed"
    return f"{name}-file" if name in _RESERVED else name


_SLUG_BYTES = 80

_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}
)
"""Names that mean a device on Windows."""


def _composed(text: str) -> tuple[str, int, int]:
    """Compose letters and take out what hides, until neither leaves anything to do for the other."""
    hidden = marks = 0
    before = None
    while text != before:
        before = text
        text, count = _INVISIBLE.subn("", unicodedata.normalize("NFC", text))
        hidden += count
        text, count = _with_few_marks(text)
        marks += count
    return text, hidden, marks


def _with_few_marks(text: str) -> tuple[str, int]:
    kept: list[str] = []
    run = dropped = 0
    for letter in text:
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if run > MARKS:
            dropped += 1
        else:
            kept.append(letter)
    return "".join(kept), dropped


def _said(count: int, one: str, many: str) -> list[str]:
    if not count:
        return []
    return [one if count == 1 else f"{count} {many}"]
