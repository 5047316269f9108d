"""Makes a PDF file of a document's tree."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from onboard_tui.errors import ExportError
from onboard_tui.export.pdf.content import content_of
from onboard_tui.export.pdf.fonts import FONTS_VARIABLE, FontPlaces, font_sets, fonts_folder
from onboard_tui.export.pdf.missing import first_missing, missing_in, named, needs_more_fonts

if TYPE_CHECKING:
    from typst import TypstError

    from onboard_tui.export.paper import Paper
    from onboard_tui.export.pdf.fonts import FontSet

_FOLDER = Path(__file__).parent
_TAGGED: Final = "ua-1"
"""PDF/UA-1 has every text and table tagged, and refuses letters that would be printed as empty boxes."""
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""Written where a paper has no date; a file's bytes may not depend on when it was made."""


def write_pdf(paper: Paper, places: FontPlaces | None = None) -> bytes:
    """Give a document as the bytes of a tagged PDF file; the same paper and fonts give the same bytes.

    Raises ExportError where no font has one of its characters.
    """
    from typst import TypstError

    places = places or FontPlaces(fonts_folder())
    text = json.dumps(content_of(paper), ensure_ascii=False)
    refused: list[TypstError] = []
    for fonts in font_sets(places, everything=needs_more_fonts(text)):
        try:
            return _compiled(text, fonts, paper)
        except TypstError as error:
            refused.append(error)
    raise _explained(paper, places, refused[-1]) from refused[-1]


def _compiled(text: str, fonts: FontSet, paper: Paper) -> bytes:
    """Set a paper in some fonts; raises TypstError where they lack a character."""
    from typst import Compiler

    made = datetime.fromisoformat(paper.as_of).replace(tzinfo=UTC) if paper.as_of else _NO_DAY
    data = Compiler(root=_FOLDER, font_paths=fonts.fonts).compile(
        _template(),
        format="pdf",
        sys_inputs={"paper": text, "fonts": json.dumps(fonts.families)},
        pdf_standards=_TAGGED,
        timestamp=made,
    )
    return cast("bytes", data)


@cache
def _template() -> bytes:
    return (_FOLDER / "paper.typ").read_bytes()


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
