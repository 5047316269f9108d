"""The sheet that a document is printed on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its margins, in twentieths of a point."""

    name: str
    """As printers and style sheets call it."""
    width: int
    height: int
    side: int = 1531
    top: int = 1644
    bottom: int = 1474
    edge: int = 737
    """From the sheet's edge to header and footer."""

    @property
    def text_width(self) -> int:
        """How wide the text runs."""
        return self.width - 2 * self.side


A4 = Sheet("a4", 11906, 16838)
LETTER = Sheet("letter", 12240, 15840, side=1584)
_LETTER_COUNTRIES = frozenset({"us", "ca", "mx", "ph", "cl", "co"})


def sheet_for(language: str) -> Sheet:
    """Give the sheet that is used where the document's language is written."""
    country = language.lower().replace("_", "-").rpartition("-")[2]
    return LETTER if "-" in language and country in _LETTER_COUNTRIES else A4
