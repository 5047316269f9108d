"""Finds the writing systems in a text, so that each gets its font, language and direction."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from onboard_tui.contract.document import RunKind, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Run


class Slot(Enum):
    """Which of a run's fonts Word uses for a writing system."""

    LATIN = "latin"
    EAST_ASIAN = "eastAsia"
    COMPLEX = "cs"


@dataclass(frozen=True, slots=True)
class WritingSystem:
    """A writing system and how Word is told about it."""

    name: str
    ranges: str
    """As inside a regular expression's brackets."""
    slot: Slot
    language: str = ""
    font: str = ""
    rtl: bool = False


LATIN = WritingSystem("latin", "", Slot.LATIN)
"""Everything that needs no mark: Latin, Greek, Cyrillic, digits, punctuation."""

_HAN = "\u2e80-\u2fdf\u3000-\u303f\u31c0-\u31ef\u3200-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
_SYMBOLS = "\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"

SYSTEMS: tuple[WritingSystem, ...] = (
    WritingSystem("hebrew", "\u0590-\u05ff\ufb1d-\ufb4f", Slot.COMPLEX, "he-IL", "Times New Roman", rtl=True),
    WritingSystem(
        "arabic",
        "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
        Slot.COMPLEX,
        "ar-SA",
        "Times New Roman",
        rtl=True,
    ),
    WritingSystem("syriac", "\u0700-\u074f", Slot.COMPLEX, "syr-SY", "Estrangelo Edessa", rtl=True),
    WritingSystem("thaana", "\u0780-\u07bf", Slot.COMPLEX, "dv-MV", "MV Boli", rtl=True),
    WritingSystem(
        "other_rtl", "\u07c0-\u086f\U00010800-\U00010fff\U0001e800-\U0001efff", Slot.COMPLEX, "", "", rtl=True
    ),
    WritingSystem("devanagari", "\u0900-\u097f\ua8e0-\ua8ff", Slot.COMPLEX, "hi-IN", "Nirmala UI"),
    WritingSystem("bengali", "\u0980-\u09ff", Slot.COMPLEX, "bn-BD", "Nirmala UI"),
    WritingSystem("gurmukhi", "\u0a00-\u0a7f", Slot.COMPLEX, "pa-IN", "Nirmala UI"),
    WritingSystem("gujarati", "\u0a80-\u0aff", Slot.COMPLEX, "gu-IN", "Nirmala UI"),
    WritingSystem("oriya", "\u0b00-\u0b7f", Slot.COMPLEX, "or-IN", "Nirmala UI"),
    WritingSystem("tamil", "\u0b80-\u0bff", Slot.COMPLEX, "ta-IN", "Nirmala UI"),
    WritingSystem("telugu", "\u0c00-\u0c7f", Slot.COMPLEX, "te-IN", "Nirmala UI"),
    WritingSystem("kannada", "\u0c80-\u0cff", Slot.COMPLEX, "kn-IN", "Nirmala UI"),
    WritingSystem("malayalam", "\u0d00-\u0d7f", Slot.COMPLEX, "ml-IN", "Nirmala UI"),
    WritingSystem("sinhala", "\u0d80-\u0dff", Slot.COMPLEX, "si-LK", "Nirmala UI"),
    WritingSystem("thai", "\u0e00-\u0e7f", Slot.COMPLEX, "th-TH", "Leelawadee UI"),
    WritingSystem("lao", "\u0e80-\u0eff", Slot.COMPLEX, "lo-LA", "Leelawadee UI"),
    WritingSystem("tibetan", "\u0f00-\u0fff", Slot.COMPLEX, "bo-CN", "Microsoft Himalaya"),
    WritingSystem("burmese", "\u1000-\u109f\uaa60-\uaa7f", Slot.COMPLEX, "my-MM", "Myanmar Text"),
    WritingSystem("khmer", "\u1780-\u17ff\u19e0-\u19ff", Slot.COMPLEX, "km-KH", "Leelawadee UI"),
    WritingSystem(
        "japanese", "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f", Slot.EAST_ASIAN, "ja-JP", "Yu Mincho"
    ),
    WritingSystem(
        "korean",
        "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
        Slot.EAST_ASIAN,
        "ko-KR",
        "Malgun Gothic",
    ),
    WritingSystem("bopomofo", "\u3100-\u312f\u31a0-\u31bf", Slot.EAST_ASIAN, "zh-TW", "PMingLiU"),
    WritingSystem("han", _HAN, Slot.EAST_ASIAN, "zh-CN", "SimSun"),
    WritingSystem("symbol", _SYMBOLS, Slot.LATIN, "", "Segoe UI Symbol"),
)
"""Writing systems that need a mark; of two that share a character the first is taken."""

_BY_NAME = {system.name: system for system in (LATIN, *SYSTEMS)}
_ANY = re.compile("|".join(f"(?P<{system.name}>[{system.ranges}]+)" for system in SYSTEMS))
_HAN_READERS = {
    "ja": "japanese",
    "ko": "korean",
    "zh-tw": "bopomofo",
    "zh-hk": "bopomofo",
    "zh-hant": "bopomofo",
}
_COUNTRIES = {
    "ar": "ar-SA",
    "cs": "cs-CZ",
    "da": "da-DK",
    "de": "de-DE",
    "en": "en-GB",
    "es": "es-ES",
    "fi": "fi-FI",
    "fr": "fr-FR",
    "he": "he-IL",
    "it": "it-IT",
    "ja": "ja-JP",
    "ko": "ko-KR",
    "nb": "nb-NO",
    "nl": "nl-NL",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "sv": "sv-SE",
    "zh": "zh-CN",
}
_EAST_ASIAN_LANGUAGES = frozenset({"ja", "ko", "zh"})
_RTL_LANGUAGES = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in one writing system."""

    text: str
    system: WritingSystem


def segments(text: str, language: str = "en", *, rtl: bool = False) -> list[Segment]:
    """Cut a text where its writing system changes; joined again, the pieces are the text.

    `rtl` is the direction of the paragraph, which punctuation and digits take that stand between
    text of two directions.
    """
    if not rtl and (text.isascii() or _ANY.search(text) is None):
        return [Segment(text, LATIN)]
    pieces = list(_raw_segments(text, language))
    if rtl:
        pieces = [part for piece in pieces for part in _edges_apart(piece)]
    return _joined(pieces, rtl=rtl)


def _raw_segments(text: str, language: str) -> Iterator[Segment]:
    """Cut at every change."""
    han = _BY_NAME[_reader_of_han(text, language)]
    position = 0
    for found in _ANY.finditer(text):
        if found.start() > position:
            yield Segment(text[position : found.start()], LATIN)
        name = found.lastgroup or LATIN.name
        yield Segment(found[0], han if name == "han" else _BY_NAME[name])
        position = found.end()
    if position < len(text):
        yield Segment(text[position:], LATIN)


def _reader_of_han(text: str, language: str) -> str:
    """Say which system's font shows the Han characters that these writing systems share."""
    for name in ("japanese", "korean", "bopomofo"):
        if re.search(f"[{_BY_NAME[name].ranges}]", text):
            return name
    tag = language.lower()
    return _HAN_READERS.get(tag) or _HAN_READERS.get(tag.split("-")[0]) or "han"


def _edges_apart(piece: Segment) -> Iterator[Segment]:
    """Cut what has no direction of its own from the ends of a piece that needs no mark."""
    directed = [index for index, char in enumerate(piece.text) if not _neutral(char)]
    if piece.system is not LATIN or not directed:
        yield piece
        return
    first, last = directed[0], directed[-1] + 1
    for text in (piece.text[:first], piece.text[first:last], piece.text[last:]):
        if text:
            yield Segment(text, LATIN)


def _joined(pieces: list[Segment], *, rtl: bool) -> list[Segment]:
    """Give neutral text its direction, and put neighbours of one system together."""
    joined: list[Segment] = []
    for index, piece in enumerate(pieces):
        system = piece.system
        before = joined[-1].system if joined else LATIN
        if system is LATIN and _neutral(piece.text):
            follows = pieces[index + 1].system if index + 1 < len(pieces) else LATIN
            if rtl or (before.rtl and follows.rtl):
                system = before if before.rtl else follows if follows.rtl else _BY_NAME["other_rtl"]
        if joined and before is system:
            joined[-1] = Segment(joined[-1].text + piece.text, system)
        else:
            joined.append(Segment(piece.text, system))
    return joined


def _neutral(text: str) -> bool:
    """Whether nothing in the text has a direction of its own."""
    return not any(unicodedata.bidirectional(char) == "L" for char in text)


def reads_right_to_left(text: str) -> bool | None:
    """Give the direction of the first character that has one; None where none has."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return None


def runs_read_right_to_left(runs: Sequence[Run], *, default: bool) -> bool:
    """Say whether a paragraph reads from right to left: by the pack's own words, else by what fills it."""
    own = "".join(run.text for run in runs if run.kind is RunKind.TEXT)
    for text in (own, text_of(runs)):
        if (found := reads_right_to_left(text)) is not None:
            return found
    return default


def language_reads_right_to_left(language: str) -> bool:
    """Whether a document in this language runs from right to left."""
    return language.lower().split("-")[0] in _RTL_LANGUAGES


def word_language(language: str) -> str:
    """Give a language with its country, as Word names languages; one that has a country keeps it."""
    return language if "-" in language else _COUNTRIES.get(language.lower(), language)


def language_slot(language: str) -> str:
    """Give the attribute under which Word keeps a language: Latin and the like, East Asian, or right to left."""
    if language_reads_right_to_left(language):
        return "bidi"
    return "eastAsia" if language.lower().split("-")[0] in _EAST_ASIAN_LANGUAGES else "val"
