"""The fonts of PDF files: those that come with typst, then the user's own folder, then the system's.

Looking through a system's fonts takes a hundred times longer than writing a contract, so it is done once
a process, and only for a text that needs it.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from onboard_tui.resources import is_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from typst import Compiler, Fonts

FONTS_VARIABLE = "ONBOARD_TUI_FONTS"
_FOLDER = Path(__file__).parent
_TAGGED: Final = "ua-1"
"""PDF/UA-1 has every text and table tagged, and refuses letters that would be printed as empty boxes."""
SERIF = "Libertinus Serif"
"""What documents are set in; it has Latin, Greek, Cyrillic and Hebrew, and comes with typst."""

WELL_SET: Mapping[str, tuple[str, ...]] = {
    "ar-SA": ("Noto Naskh Arabic", "Amiri", "Scheherazade New", "Geeza Pro", "Traditional Arabic", "Arial"),
    "ja-JP": ("Noto Serif CJK JP", "Source Han Serif", "Hiragino Mincho ProN", "Yu Mincho", "MS Mincho"),
    "ko-KR": ("Noto Serif CJK KR", "Source Han Serif K", "AppleMyungjo", "Batang", "Malgun Gothic"),
    "zh-CN": ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun"),
    "zh-TW": ("Noto Serif CJK TC", "Source Han Serif TC", "Songti TC", "PMingLiU"),
    "th-TH": ("Noto Serif Thai", "Thonburi", "Leelawadee UI"),
    "hi-IN": ("Noto Serif Devanagari", "Kohinoor Devanagari", "Nirmala UI"),
}
"""Families that set a language well, best first, where there are any: letters that languages share look
different in each, and a line whose words and blanks are of one font is read back in one piece."""
_MAKESHIFT: Mapping[str, tuple[str, ...]] = {"ar-SA": ("DejaVu Sans Mono",)}
"""Comes with typst, and is better than nothing."""


@dataclass(frozen=True, slots=True)
class FontPlaces:
    """Where fonts are looked for beyond those that come with typst."""

    folder: Path
    system: bool = True


@dataclass(frozen=True, slots=True)
class FontSet:
    """Fonts that a text may be set in, and the compiler that sets it.

    The compiler is kept: it remembers the layout of whatever is the same in the next document.
    """

    compiler: Compiler
    _in_turn: Lock = field(default_factory=Lock)

    def compiled(self, source: str, made: datetime) -> bytes:
        """Give the PDF file of a source that was made on a day.

        Raises TypstError where the fonts lack a character of it.
        """
        with self._in_turn:
            data = self.compiler.compile(source.encode(), format="pdf", pdf_standards=_TAGGED, timestamp=made)
        return cast("bytes", data)


def fonts_folder() -> Path:
    """Give the user's own folder of fonts; nothing has to be there."""
    named = os.environ.get(FONTS_VARIABLE, "").strip()
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("onboard-tui", appauthor=False) / "fonts"


def font_sets(places: FontPlaces, *, everything: bool) -> Iterator[FontSet]:
    """Give sets of fonts, each with more in it than the one before; `everything` leaves out the first."""
    if not everything:
        yield _embedded()
    has_folder = is_folder(places.folder)
    if has_folder:
        yield _with_folder(places.folder, _state_of(places.folder))
    if places.system:
        yield _with_system(places.folder, _state_of(places.folder)) if has_folder else _system()
    elif everything and not has_folder:
        yield _embedded()


def _state_of(folder: Path) -> frozenset[tuple[Path, int]]:
    """Give what changes when a font is added to a folder."""
    return frozenset((path, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file())


@cache
def _embedded() -> FontSet:
    from typst import Fonts

    return _set_of(Fonts(include_system_fonts=False))


@cache
def _system() -> FontSet:
    from typst import Fonts

    return _set_of(Fonts())


@lru_cache(maxsize=2)
def _with_folder(folder: Path, _state: frozenset[tuple[Path, int]]) -> FontSet:
    from typst import Fonts

    return _set_of(Fonts(include_system_fonts=False, font_paths=[folder]), _families_in(folder))


@lru_cache(maxsize=2)
def _with_system(folder: Path, _state: frozenset[tuple[Path, int]]) -> FontSet:
    from typst import Fonts

    return _set_of(Fonts(font_paths=[folder]), _families_in(folder))


def _families_in(folder: Path) -> tuple[str, ...]:
    """Name the families of a folder; they come before any font that the user did not choose."""
    from typst import Fonts

    own = Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return tuple(name for name in own.families() if name != SERIF)


def _set_of(fonts: Fonts, own: tuple[str, ...] = ()) -> FontSet:
    """Give fonts with the order of their families, by language and under the empty name for all others.

    What no family of a language has comes from any font that has it; `own` are the user's.
    """
    from typst import Compiler

    there = set(fonts.families())
    families = {"": (SERIF, *own)}
    for language, best in WELL_SET.items():
        known = [name for name in (*best, *_MAKESHIFT.get(language, ())) if name in there and name not in own]
        families[language] = (*own, *known, SERIF)
    return FontSet(Compiler(root=_FOLDER, font_paths=fonts, sys_inputs={"fonts": json.dumps(families)}))
