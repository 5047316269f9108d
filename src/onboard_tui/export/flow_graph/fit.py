"""Text that fits: how wide it is in a usual sans-serif font, and where its lines break."""

from __future__ import annotations

from unicodedata import east_asian_width

_WIDTHS = {
    letter: width
    for letters, width in (
        ("ijl'|", 0.23),
        ("ft.,:;!I/\\[] ", 0.28),
        ("r()-`\u201c\u201d\u00b7", 0.34),
        ('ckszxvyJ"*{}', 0.50),
        ("FTLZ", 0.61),
        ("ABEKPSVXY&", 0.67),
        ("wCDHNRU", 0.73),
        ("GOQ", 0.78),
        ("mM%", 0.86),
        ("W@\u2026\u2014", 1.0),
    )
    for letter in letters
}
_USUAL = 0.57
_WIDE = 1.0
_SLACK = 1.05
"""Room for fonts that are a little wider."""
_ELLIPSIS = "\u2026"


def width_of(text: str, size: float) -> float:
    """Give the width that a text takes at a font size."""
    return size * _SLACK * sum(map(_letter, text))


def _letter(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is None:
        return _WIDE if east_asian_width(letter) in "WF" else _USUAL
    return known


def lines_of(text: str, width: float, size: float, most: int) -> tuple[str, ...]:
    """Break a text into lines of a width; what does not fit into the most allowed is cut off with an ellipsis."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        line = ""
        while words and width_of(f"{line} {words[0]}".lstrip(), size) <= width:
            line = f"{line} {words.pop(0)}".lstrip()
        if not line:
            line, rest = _cut(words.pop(0), width, size)
            words.insert(0, rest)
        lines.append(line)
    if words:
        lines[-1] = _shortened(f"{lines[-1]} {words[0]}", width, size)
    return tuple(lines)


def _cut(word: str, width: float, size: float) -> tuple[str, str]:
    """Cut a word that is longer than a line."""
    at = max(1, next((end for end in range(len(word), 0, -1) if width_of(word[:end], size) <= width), 1))
    return word[:at], word[at:]


def _shortened(text: str, width: float, size: float) -> str:
    """Leave out the last words of a text, so that it fits with an ellipsis behind it."""
    shorter = text
    while " " in shorter and width_of(shorter + _ELLIPSIS, size) > width:
        shorter = shorter.rpartition(" ")[0]
    while shorter and width_of(shorter + _ELLIPSIS, size) > width:
        shorter = shorter[:-1]
    return shorter.rstrip(" ,;:.") + _ELLIPSIS
