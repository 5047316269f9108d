"""Makes a PDF file of a document's tree."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from onboard_tui.errors import ExportError
from onboard_tui.export.pdf.content import content_of
from onboard_tui.export.pdf.fonts import FONTS_VARIABLE, FontPlaces, font_sets, fonts_folder
from onboard_tui.export.pdf.missing import first_missing, missing_in, named, needs_more_fonts

if TYPE_CHECKING:
    from typst import TypstError

    from onboard_tui.export.paper import Paper

_SOURCE = '#import "paper.typ": set-paper\n#set-paper(json(bytes({})))'
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Written where a paper has no date; a file's bytes may not depend on when it was made."""


def write_pdf(paper: Paper, places: FontPlaces | None = None) -> bytes:
    """Give a document as the bytes of a tagged PDF file; the same paper and fonts give the same bytes.

    Raises ExportError where no font has one of its characters.
    """
    from typst import TypstError

    places = places or FontPlaces(fonts_folder())
    content = content_of(paper)
    text = json.dumps(content, ensure_ascii=False)
    source = _SOURCE.format(_string(json.dumps(content)))
    made = datetime.fromisoformat(paper.as_of).replace(tzinfo=UTC) if paper.as_of else _NO_DAY
    refused: list[TypstError] = []
    for fonts in font_sets(places, everything=needs_more_fonts(text)):
        try:
            return fonts.compiled(source, made)
        except TypstError as error:
            refused.append(error)
    raise _explained(paper, places, refused[-1]) from refused[-1]


def _string(text: str) -> str:
    """Give JSON that is all ASCII as a string of typst.

    It holds no control characters, so only its quotes and backslashes need escapes, as they would in JSON.
    """
    return json.dumps(text)


def _explained(paper: Paper, places: FontPlaces, refused: TypstError) -> ExportError:
    """Say in words why a paper could not be set."""
    letters = missing_in(refused.diagnostic)
    if not letters:
        return ExportError(
            f"The PDF could not be set: {refused.message}.",
            way_out="Export to Word or HTML, which need no fonts here.",
        )
    letter, place = first_missing(paper, letters)
    others = f" Nor has any font {len(letters) - 1:,} more." if len(letters) > 1 else ""
    return ExportError(
        f"No font has {named(letter)}, which stands {place}.{others}",
        way_out=f"Put a font that has it into {places.folder}, or name your folder of fonts in {FONTS_VARIABLE}.",
    )
