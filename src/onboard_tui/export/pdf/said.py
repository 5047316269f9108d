"""Text on its way to a PDF file: pieces of one look and one writing system, as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from onboard_tui.contract.document import RunKind, text_of
from onboard_tui.export.legal import legal_text
from onboard_tui.export.scripts import Slot, runs_read_right_to_left, segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Run
    from onboard_tui.export.scripts import Segment

_TAG = re.compile(r"(?P<lang>[a-z]{2,3})(?:-[a-z]{4})?(?:-(?P<region>[a-z]{2}))?", re.IGNORECASE)
_TAB = " " * 4
_WORD = re.compile(r"(\S+)")
_LETTER_WIDTHS = (("fijlrtI.,:;'|!()[]{}`-/\\", 0.4), ("mwMWQ@%&", 1.1))
"""What letters take that are narrower or wider than others, in ems and in bold."""
_WIDEST = 1.45
_STEPS = 9
"""Into how many pieces a line's worth of a word is cut that is too long for it."""

Said = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Voice:
    """What text needs to know of the document that it stands in."""

    language: str
    rtl: bool
    """Whether the document runs from right to left."""
    links: Mapping[str, str] = field(default_factory=dict)
    """Names of places, by the id that references use."""


def language_parts(tag: str) -> tuple[str, str | None]:
    """Give a language and its country as typesetters want them; English where the tag is none."""
    found = _TAG.fullmatch(tag)
    if found is None:
        return "en", None
    region = found["region"] or ("TW" if "hant" in tag.lower() else None)
    return found["lang"].lower(), region and region.upper()


def said(runs: Sequence[Run], voice: Voice, room: float, *, turns: bool = True) -> Said:
    """Give runs as JSON; `room` is the width of their line in ems, `turns` lets them decide their direction."""
    pieces: list[Said] = []
    for look, alike in groupby(runs, key=lambda run: _look(run, voice)):
        text = legal_text(text_of(alike)).replace("\t", _TAB)
        pieces += [{**piece, **dict(look)} for piece in _pieces(text, voice.language, room)]
    made: Said = {"runs": pieces}
    rtl = runs_read_right_to_left(runs, default=voice.rtl) if turns else voice.rtl
    if rtl != voice.rtl:
        made["dir"] = "rtl" if rtl else "ltr"
    return made


def _look(run: Run, voice: Voice) -> tuple[tuple[str, object], ...]:
    """Give what sets a run apart from its neighbours; where that is nothing they become one."""
    name = voice.links.get(run.target or "") if run.kind is RunKind.REF else None
    looks = {"bold": run.bold, "italic": run.italic, "open": run.kind is RunKind.OPEN, "to": name}
    return tuple((key, value) for key, value in looks.items() if value)


@lru_cache(maxsize=4_000)
def _pieces(text: str, language: str, room: float) -> tuple[Said, ...]:
    """Cut a text where its writing system changes and around words that are too long for a line.

    Most of what a contract says the next one says too.
    """
    if not text:
        return ()
    step = max(1, int(room / _STEPS))
    return tuple(
        {"text": words, **_tongue(segment), **({"split": step} if is_long else {})}
        for segment in segments(text, language)
        for words, is_long in _by_length(segment, room)
    )


def _tongue(segment: Segment) -> Said:
    """Say in which language a piece is, where its letters tell."""
    if not segment.system.language:
        return {}
    lang, region = language_parts(segment.system.language)
    return {"tag": segment.system.language, "lang": lang, "region": region}


def _by_length(segment: Segment, room: float) -> Iterator[tuple[str, bool]]:
    """Give text in pieces, and of each whether it is a single word that no line can hold."""
    spaced = segment.system.slot is Slot.LATIN or segment.system.rtl
    longest = max(map(len, segment.text.split()), default=0)
    if not spaced or longest * _WIDEST <= room:
        yield segment.text, False
        return
    held = ""
    for part in _WORD.split(segment.text):
        if width_of(part) <= room or part.isspace():
            held += part
            continue
        if held:
            yield held, False
        yield part, True
        held = ""
    if held:
        yield held, False


def width_of(word: str) -> float:
    """Reckon how wide a word is, in ems; rather too wide than too narrow."""
    return sum(map(_width, word))


def _width(letter: str) -> float:
    for letters, width in _LETTER_WIDTHS:
        if letter in letters:
            return width
    if not letter.isascii():
        return 0.8 if ord(letter) < 0x2000 else _WIDEST
    return 0.84 if letter.isupper() else 0.6
