"""Two forms of a text, word by word: what stayed, what came and what went."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from onboard_tui.contract.document import Run, RunKind
from onboard_tui.contract.matching import matches

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence


class Mark(StrEnum):
    """What became of words, a row or a block."""

    SAME = "same"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, came or went."""

    mark: Mark
    text: str
    was: int | None
    """Which of the earlier text's runs they are of; None where they came."""
    now: int | None
    """Which of the later text's runs they are of; None where they went."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in its earlier and its later form."""

    was: tuple[Run, ...]
    now: tuple[Run, ...]
    pieces: tuple[Piece, ...]
    """All words of both forms in reading order; what went stands before what came in its place."""

    @property
    def differs(self) -> bool:
        """Whether any words came or went."""
        return any(piece.mark is not Mark.SAME for piece in self.pieces)

    @property
    def accepted(self) -> tuple[Run, ...]:
        """The later form, made of the words that stayed and came."""
        return _filled(self.now, [(piece.now, piece.text) for piece in self.pieces])

    @property
    def rejected(self) -> tuple[Run, ...]:
        """The earlier form, made of the words that stayed and went."""
        return _filled(self.was, [(piece.was, piece.text) for piece in self.pieces])


class _Token(NamedTuple):
    """A word, a space or a sign of a run."""

    text: str
    run: int
    key: Hashable
    """Equal in two tokens that read and look the same."""
    word: bool
    """Whether it says something by itself, as a space or a comma does not."""


_APOSTROPHE = "\u2019"
_SIGNS = re.escape(
    ".,;:!?()[]{}<>/\"'\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026\u2013\u2014\u00b7\u2022"
)
_BY_LETTER = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Writing systems that set no space between words."""
_PLAIN = f"[^\\s{_SIGNS}{_BY_LETTER}]+"
_TOKENS = re.compile(f"\\s+|[{_BY_LETTER}]|{_PLAIN}(?:[.,:'{_APOSTROPHE}/]{_PLAIN})*|[{_SIGNS}]")

_WHOLE = frozenset({RunKind.OPEN, RunKind.REF})
"""Kinds of runs that are not taken apart."""

_ALIKE = 0.5
"""The share of letters that two texts have in common, below which one stands in place of the other."""
_SHORT_WORD = 3
"""Letters up to which a word that stayed alone between others that did not is taken for one of them."""


def marked_text(was: tuple[Run, ...], now: tuple[Run, ...]) -> MarkedText:
    """Compare two forms of a text by words; a word that looks different counts as another word."""
    if was == now:
        same = (Piece(Mark.SAME, run.text, place, place) for place, run in enumerate(was) if run.text)
        return MarkedText(was, now, tuple(same))
    old, new = list(_tokens(was)), list(_tokens(now))
    return MarkedText(was, now, tuple(_pieces(old, new, _stayed(old, new))))


def words_in(text: str) -> list[str]:
    """Give the words and signs of a text, without its spaces."""
    return [token for token in _TOKENS.findall(text) if not token.isspace()]


def look_of(runs: Sequence[Run]) -> tuple[Hashable, ...]:
    """Give what two texts have equal if they read and look the same, whatever made them."""
    looks: list[tuple[str, Hashable]] = []
    for run in runs:
        look = _look(run)
        if looks and looks[-1][1] == look and run.kind not in _WHOLE:
            looks[-1] = (looks[-1][0] + run.text, look)
        elif run.text:
            looks.append((run.text, look))
    return tuple(looks)


def _look(run: Run) -> Hashable:
    """Give how a run looks, and what it leads to."""
    return (run.bold, run.italic, run.kind if run.kind in _WHOLE else None, run.target)


def _tokens(runs: Sequence[Run]) -> Iterator[_Token]:
    for place, run in enumerate(runs):
        look = _look(run)
        if run.kind in _WHOLE:
            if run.text:
                yield _Token(run.text, place, (run.text, look), word=True)
            continue
        for text in _TOKENS.findall(run.text):
            word = text.isalnum() or (len(text) > 1 and not text.isspace())
            yield _Token(text, place, (text, look), word)


def _stayed(old: Sequence[_Token], new: Sequence[_Token]) -> list[tuple[int, int]]:
    """Give the tokens that stayed: words first, then the spaces and signs beside them."""
    words = [[place for place, token in enumerate(side) if token.word] for side in (old, new)]
    keys = [[side[place].key for place in places] for side, places in zip((old, new), words, strict=True)]
    pairs = [(words[0][one], words[1][other]) for one, other in matches(*keys)]
    alike = _are_alike(old, new, pairs)
    if not alike:
        pairs = []
    ends = [*pairs, (len(old), len(new))]
    stayed: list[tuple[int, int]] = []
    i = j = 0
    for one, other in ends:
        before, after = _edges(old[i:one], new[j:other])
        stayed += [(i + step, j + step) for step in range(before)]
        stayed += [(one - step, other - step) for step in range(after, 0, -1)]
        if one < len(old):
            stayed.append((one, other))
        i, j = one + 1, other + 1
    return _without_islands(old, stayed, len(old), len(new), alike=alike)


def _are_alike(old: Sequence[_Token], new: Sequence[_Token], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether two forms have enough in common to be read as one text."""
    every = sum(len(token.text) for side in (old, new) for token in side if token.word)
    common = 2 * sum(len(old[one].text) for one, _ in pairs)
    return common >= _ALIKE * every


def _edges(old: Sequence[_Token], new: Sequence[_Token]) -> tuple[int, int]:
    """Count the equal tokens with which two stretches begin and end."""
    least = min(len(old), len(new))
    before = 0
    while before < least and old[before].key == new[before].key:
        before += 1
    after = 0
    while after < least - before and old[-1 - after].key == new[-1 - after].key:
        after += 1
    return before, after


def _without_islands(
    old: Sequence[_Token], stayed: Sequence[tuple[int, int]], i_end: int, j_end: int, *, alike: bool
) -> list[tuple[int, int]]:
    """Leave out what stayed alone among words that all changed, which nobody could read."""
    islands: list[list[tuple[int, int]]] = []
    at = (-1, -1)
    for pair in stayed:
        if pair != (at[0] + 1, at[1] + 1) or not islands:
            islands.append([])
        islands[-1].append(pair)
        at = pair
    last = (i_end - 1, j_end - 1)
    outer = [island[0] == (0, 0) or island[-1] == last for island in islands]
    readable = [
        _is_readable([old[one].text for one, _ in island if old[one].word], outer=is_outer)
        for island, is_outer in zip(islands, outer, strict=True)
    ]
    holds = alike or any(readable)
    kept = (
        island
        for island, is_outer, reads in zip(islands, outer, readable, strict=True)
        if reads or (is_outer and holds)
    )
    return [pair for island in kept for pair in island]


def _is_readable(words: Sequence[str], *, outer: bool) -> bool:
    """Whether words that stayed are more than a chance; at the beginning and the end one is enough."""
    return len(words) > 1 or (len(words) == 1 and (outer or len(words[0]) > _SHORT_WORD))


def _pieces(
    old: Sequence[_Token], new: Sequence[_Token], stayed: Sequence[tuple[int, int]]
) -> Iterator[Piece]:
    """Give the tokens in reading order, those of one run and one mark put together."""
    tokens = _in_order(old, new, stayed)
    for (mark, was, now), together in groupby(tokens, key=itemgetter(0, 1, 2)):
        yield Piece(mark, "".join(text for *_, text in together), was, now)


def _in_order(
    old: Sequence[_Token], new: Sequence[_Token], stayed: Sequence[tuple[int, int]]
) -> Iterator[tuple[Mark, int | None, int | None, str]]:
    """Give every token with its mark and the runs that it is of."""
    i = j = 0
    for one, other in [*stayed, (len(old), len(new))]:
        yield from ((Mark.DELETED, token.run, None, token.text) for token in old[i:one])
        yield from ((Mark.INSERTED, None, token.run, token.text) for token in new[j:other])
        if one < len(old):
            yield Mark.SAME, old[one].run, new[other].run, old[one].text
        i, j = one + 1, other + 1


def _filled(runs: tuple[Run, ...], pieces: Sequence[tuple[int | None, str]]) -> tuple[Run, ...]:
    """Give runs with the text that pieces put into them."""
    texts: list[list[str]] = [[] for _ in runs]
    for place, text in pieces:
        if place is not None:
            texts[place].append(text)
    return tuple(replace(run, text="".join(parts)) for run, parts in zip(runs, texts, strict=True))
