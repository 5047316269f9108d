"""Characters that no font has: found in what typst says, named, and placed in the document."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading, Item, SubClause, Title, text_of
from onboard_tui.contract.numbering import runs_of
from onboard_tui.export.scripts import SYSTEMS, Slot
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.export.paper import Paper

_REPORT = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\(?:u\{(?P<code>[0-9a-f]+)\}|(?P<sign>.))")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_BEYOND = re.compile(
    "["
    + "".join(each.ranges for each in SYSTEMS if each.slot is not Slot.LATIN and each.name != "hebrew")
    + "]"
)
"""Writing systems that the fonts which come with typst lack, or have only as a makeshift."""
_LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a document something stands."""

    number: str = ""
    title: str = ""
    """Of the heading that it stands under."""
    itself: bool = False
    """Whether it stands in that heading."""

    def __str__(self) -> str:
        """Say it as in `in 7.1, under \u201cWhat happens when we miss\u201d`."""
        numbered = f"in {self.number}" if self.number else ""
        titled = f"{'in' if self.itself else 'under'} \u201c{self.title}\u201d" if self.title else ""
        return ", ".join(part for part in (numbered, titled) if part) or "in the header or the footer"


def needs_more_fonts(text: str) -> bool:
    """Whether a text has writing systems for which the fonts that come with typst are not enough."""
    return _BEYOND.search(text) is not None


def missing_in(diagnostic: str) -> tuple[str, ...]:
    """Give the letters that typst says it cannot show, each with the marks that it carries."""
    return tuple(dict.fromkeys(_ESCAPE.sub(_unescaped, found) for found in _REPORT.findall(diagnostic)))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found["code"], 16)) if found["code"] else _SIGNS.get(found["sign"], found["sign"])


def named(letter: str) -> str:
    """Name a letter by sight, by number and by its Unicode name: `\u20ac (U+20AC EURO SIGN)`."""
    names = ", ".join(
        f"U+{ord(each):04X} {unicodedata.name(each, 'a character without a name')}" for each in letter
    )
    return f"{letter} ({names})" if letter.isprintable() else names


def first_missing(paper: Paper, letters: Sequence[str]) -> tuple[str, Place]:
    """Give the first of some letters in reading order and where it stands."""
    for text, place in _places(paper):
        found = [(text.index(letter), letter) for letter in letters if letter in text]
        if found:
            return min(found)[1], place
    return letters[0], Place()


def _places(paper: Paper) -> Iterator[tuple[str, Place]]:
    """Give the text of each block and its place."""
    title, clause = "", ""
    for block in paper.document.blocks:
        text = text_of(runs_of(block))
        itself = isinstance(block, Title | Heading)
        if itself:
            title, clause = " ".join(stripped(text).split())[:_LONGEST_TITLE], ""
        number = _number(block, clause)
        if isinstance(block, SubClause):
            clause = number
        yield text, Place(number, title, itself)


def _number(block: Block, clause: str) -> str:
    """Give the number that a block has, or that of the clause before it."""
    match block:
        case Heading(number=number) | SubClause(number=number):
            return number
        case Item(label=label):
            return f"{clause} {label}".strip()
        case _:
            return clause
