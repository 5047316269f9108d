"""The one list of a document: 1, 1.1, (a), (i), bound to styles; and the bullets.

Word counts by itself. The tree's numbers are the truth, so each is compared with what Word will
count; where they differ (a list that starts again, a number that was skipped) the number is written
as text in the same place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.export.word.elements import w
from onboard_tui.export.word.styles import (
    BULLET_LIST,
    CLAUSE_LIST,
    ITEM_INDENT,
    QUIET,
    SANS,
    SUBITEM_INDENT,
    TEXT_INDENT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.oxml.xmlchemy import BaseOxmlElement

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of the list."""

    style: str
    format: str
    text: str
    left: int
    hanging: int


LEVELS: tuple[Level, ...] = (
    Level("Heading1", "decimal", "%1", TEXT_INDENT, TEXT_INDENT),
    Level("Clause", "decimal", "%1.%2", TEXT_INDENT, TEXT_INDENT),
    Level("ClauseItem", "lowerLetter", "(%3)", ITEM_INDENT, ITEM_INDENT - TEXT_INDENT),
    Level("ClauseSubitem", "lowerRoman", "(%4)", SUBITEM_INDENT, SUBITEM_INDENT - ITEM_INDENT),
)

"""The clauses."""

BULLETS: tuple[Level, ...] = (
    Level("ListBullet", "bullet", "\u2022", 360, 360),
    Level("ClauseBullet", "bullet", "\u2022", ITEM_INDENT, ITEM_INDENT - TEXT_INDENT),
)
"""Lists without numbers: in the text, and under a clause."""


def numbering_elements() -> Iterator[BaseOxmlElement]:
    """Give the content of the numbering part."""
    clauses = w(
        "abstractNum",
        w("nsid", val="1C243301"),
        w("multiLevelType", val="multilevel"),
        abstractNumId=CLAUSE_LIST,
    )
    clauses.extend(_level(index, level) for index, level in enumerate(LEVELS))
    bullets = w(
        "abstractNum",
        w("nsid", val="1C243302"),
        w("multiLevelType", val="multilevel"),
        abstractNumId=BULLET_LIST,
    )
    bullets.extend(_level(index, level) for index, level in enumerate(BULLETS))
    yield clauses
    yield bullets
    for number in (CLAUSE_LIST, BULLET_LIST):
        yield w("num", w("abstractNumId", val=number), numId=number)


def _level(index: int, level: Level) -> BaseOxmlElement:
    """Give one level; its number stands where the style's hanging indent begins."""
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=level.format),
        w("pStyle", val=level.style),
        w("suff", val="tab"),
        w("lvlText", val=level.text),
        w("lvlJc", val="left"),
        w(
            "pPr",
            w("tabs", w("tab", val="num", pos=level.left)),
            w("ind", left=level.left, hanging=level.hanging),
        ),
        *(
            [w("rPr", w("rFonts", ascii=SANS, hAnsi=SANS), w("color", val=QUIET))]
            if level.format == "bullet"
            else []
        ),
        ilvl=index,
    )


class Counter:
    """Counts as Word will count."""

    def __init__(self) -> None:
        self._counts = [0] * len(LEVELS)

    def counts(self, level: int, label: str) -> bool:
        """Whether Word's next number at this level is the label; if it is, it is taken."""
        if self._label(level, self._counts[level] + 1) != label:
            return False
        self._counts[level] += 1
        self._counts[level + 1 :] = [0] * (len(LEVELS) - level - 1)
        return True

    def _label(self, level: int, count: int) -> str | None:
        """Give the label that Word shows for a count; None where the levels above do not fit it."""
        if level == 0:
            return str(count)
        if level == 1:
            return f"{self._counts[0]}.{count}" if self._counts[0] else None
        letters = _letters(count) if level == 2 else _roman(count)
        return f"({letters})"


def _letters(count: int) -> str:
    """Give a, b, ... z, aa, bb, ... as Word counts in letters."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    """Give i, ii, iii, iv, ..."""
    numeral = ""
    for value, letters in _ROMAN:
        times, count = divmod(count, value)
        numeral += letters * times
    return numeral
