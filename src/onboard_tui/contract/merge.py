"""A clause whose words were changed by hand, drafted anew: three-way merge, word by word."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from onboard_tui.contract.document import (
    Bullet,
    Conflict,
    Item,
    Paragraph,
    Run,
    RunKind,
    SubClause,
)
from onboard_tui.contract.hand_edits import (
    ASIDE,
    BODY,
    BULLET,
    ITEM,
    REFERENCE,
    SUB_ITEM,
    TABLE,
    Token,
    letters_of,
    pieces_of,
    read,
    tokens_of,
)
from onboard_tui.contract.matching import matches
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.tokens import BEGIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Block

_NEAR: Final = 3
"""So few words between a conflict and another change make one conflict of both, so that it can be read."""
_KEPT: Final = 300
"""Clauses that are kept as they were merged last: most of them read no answer that changed since."""
_ENDS_SENTENCE: Final = frozenset(".!?")


@dataclass(frozen=True, slots=True)
class Merged:
    """A clause with the words put in by hand."""

    blocks: tuple[Block, ...]
    conflicts: tuple[Conflict, ...]
    """In their texts a reference is its target between the two characters of `tokens`."""


class _Stretch(NamedTuple):
    """Tokens of the three texts, each from a place to another, that are not the same in all of them."""

    base: slice
    drafted: slice
    hand: slice


class _Taken(NamedTuple):
    """A token of the merged text."""

    token: Token
    drafted: bool
    """Whether it is of the drafted text, or else of the hand's."""
    lead: str
    """The blanks before it."""


@lru_cache(maxsize=_KEPT)
def merge(
    base: str,
    hand: str,
    drafted: tuple[Block, ...],
    *,
    clause: str,
    numbered: bool,
    prefer_drafted: bool = False,
) -> Merged:
    """Put what a hand made of `base` into the clause as it is drafted now.

    Where both changed the same words it is a conflict, and the hand's words stand, or the drafted ones with
    `prefer_drafted`.
    """
    merging = _Merging(base, hand, drafted, clause=clause, numbered=numbered)
    return merging.merged(prefer_drafted=prefer_drafted)


class _Merging:
    """One merge: three rows of tokens, aligned."""

    def __init__(
        self, base: str, hand: str, drafted: Sequence[Block], *, clause: str, numbered: bool
    ) -> None:
        pieces = pieces_of(drafted, numbered=numbered)
        self._base = tokens_of(read(base))
        self._hand = tokens_of(read(hand))
        self._drafted = tokens_of(pieces)
        self._setting = _Setting(drafted, self._drafted, clause, numbered=numbered)
        keys = [[token.key for token in row] for row in (self._base, self._drafted, self._hand)]
        self._keys, self._drafted_keys, self._hand_keys = keys
        in_drafted, by_hand = (dict(matches(self._keys, row)) for row in keys[1:])
        self._same = {
            place: (in_drafted[place], by_hand[place])
            for place in range(len(self._base))
            if place in in_drafted and place in by_hand
        }

    def merged(self, *, prefer_drafted: bool) -> Merged:
        """Give the blocks and the conflicts."""
        taken: list[_Taken] = []
        conflicts: list[tuple[_Stretch, slice]] = []
        at = 0
        for each in self._stretches():
            taken += self._kept(at, each.base.start)
            begins = len(taken)
            taken += self._chosen(each, prefer_drafted=prefer_drafted)
            if self._conflicts(each):
                conflicts.append((each, slice(begins, len(taken))))
            at = each.base.stop
        taken += self._kept(at, len(self._base))
        stands = [replace(each.token, lead=each.lead) for each in taken]
        found = [self._conflict(each, _sentence(stands, place)) for each, place in conflicts]
        blocks = tuple(self._setting.blocks(taken))
        found += [Conflict(name, "", name) for name in self._setting.lost_tables]
        return Merged(blocks, tuple(dict.fromkeys(found)))

    # What differs

    def _stretches(self) -> list[_Stretch]:
        """Give what differs in order; near a conflict, changes are put together."""
        found: list[_Stretch] = []
        at = (0, 0, 0)
        end = (len(self._base), len(self._drafted), len(self._hand))
        for same in [*((base, *others) for base, others in self._same.items()), end]:
            if same != at:
                found.append(_Stretch(*(slice(one, other) for one, other in zip(at, same, strict=True))))
                self._put_together(found)
            at = (same[0] + 1, same[1] + 1, same[2] + 1)
        return found

    def _put_together(self, found: list[_Stretch]) -> None:
        while len(found) > 1:
            one, other = found[-2:]
            between = self._base[one.base.stop : other.base.start]
            near = len(between) <= _NEAR and not any(token.opens for token in between)
            if not near or not (self._conflicts(one) or self._conflicts(other)):
                return
            joined = (slice(a.start, b.stop) for a, b in zip(one, other, strict=True))
            found[-2:] = [_Stretch(*joined)]

    def _conflicts(self, each: _Stretch) -> bool:
        """Whether the hand and the draft changed the same words, and not in the same way."""
        base, drafted = self._keys[each.base], self._drafted_keys[each.drafted]
        hand = self._hand_keys[each.hand]
        return base not in (drafted, hand) and drafted != hand

    def _conflict(self, each: _Stretch, stands: str) -> Conflict:
        before, drafted = _sentence(self._base, each.base), _sentence(self._drafted, each.drafted)
        return Conflict(before=before, drafted=drafted, written=stands)

    # What is taken

    def _chosen(self, each: _Stretch, *, prefer_drafted: bool) -> Iterator[_Taken]:
        base, hand = self._keys[each.base], self._hand_keys[each.hand]
        same = hand in (base, self._drafted_keys[each.drafted])
        if same or (prefer_drafted and self._conflicts(each)):
            yield from (_Taken(token, drafted=True, lead=token.lead) for token in self._drafted[each.drafted])
        else:
            yield from (_Taken(token, drafted=False, lead=token.lead) for token in self._hand[each.hand])

    def _kept(self, first: int, end: int) -> Iterator[_Taken]:
        """Give what is the same in all three texts; blanks are those of the hand where it changed them."""
        for base in range(first, end):
            drafted, hand = self._same[base]
            token, written = self._drafted[drafted], self._hand[hand]
            by_hand = written.lead != self._base[base].lead
            yield _Taken(token, drafted=True, lead=written.lead if by_hand else token.lead)


def _sentence(tokens: Sequence[Token], place: slice) -> str:
    """Give the words of a place with the rest of the sentences that it is in."""
    first, last = place.start, place.stop
    while first > 0 and not tokens[first - 1].opens and tokens[first - 1].key not in _ENDS_SENTENCE:
        first -= 1
    if first == last:
        return ""
    while last < len(tokens) and not tokens[last].opens and tokens[last - 1].key not in _ENDS_SENTENCE:
        last += 1
    return " ".join("".join(map(_words_of, tokens[first:last])).split())


def _words_of(token: Token) -> str:
    if token.opens:
        return f" [Table: {token.key[1 + len(TABLE) :]}] " if token.key.startswith(f"\n{TABLE}") else " "
    return token.lead + token.key


class _Setting:
    """Sets the tokens of a merged text as blocks again."""

    def __init__(
        self, drafted: Sequence[Block], tokens: Sequence[Token], clause: str, *, numbered: bool
    ) -> None:
        self._drafted = drafted
        self._clause = clause
        self._numbered = numbered
        self._runs = [tuple(runs_of(block)) for block in drafted]
        self._letters = ["".join(map(letters_of, runs)) for runs in self._runs]
        self._owners = [
            [place for place, run in enumerate(runs) for _ in letters_of(run)] for runs in self._runs
        ]
        self._whole: dict[int, list[Token]] = defaultdict(list)
        for token in tokens:
            self._whole[token.piece].append(token)
        self._tables: Mapping[str, Block] = {
            token.key: drafted[token.piece] for token in tokens if token.key.startswith(f"\n{TABLE}")
        }
        self.lost_tables: list[str] = []
        """Tables that the hand put elsewhere, and that the clause has no more."""

    def blocks(self, taken: Iterable[_Taken]) -> Iterator[Block]:
        """Give the blocks; those in which nothing changed are the drafted ones themselves."""
        groups: list[list[_Taken]] = []
        for each in taken:
            if each.token.opens or groups[-1][0].token.key.startswith(f"\n{TABLE}"):
                groups.append([])
            groups[-1].append(each)
        for group in groups:
            block = self._block(group)
            if block is not None:
                yield block

    def _block(self, group: Sequence[_Taken]) -> Block | None:
        opening = group[0].token
        if opening.key.startswith(f"\n{TABLE}"):
            if opening.key not in self._tables:
                self.lost_tables.append(_words_of(opening).strip())
            return self._tables.get(opening.key)
        if all(each.drafted and each.lead == each.token.lead for each in group):
            tokens = [each.token for each in group]
            if tokens == self._whole[opening.piece]:
                return self._drafted[opening.piece]
        words = group[1:] if opening.opens else group
        runs = tuple(self._set(words))
        return self._made(opening.key.removeprefix("\n") if opening.opens else BODY, runs) if runs else None

    def _made(self, sort: str, runs: tuple[Run, ...]) -> Block:
        if sort in {ITEM, SUB_ITEM}:
            return Item("", 1 if sort == ITEM else 2, runs, self._clause)
        if sort == BULLET:
            return Bullet(runs, self._clause)
        if sort == ASIDE or not self._numbered:
            return Paragraph(runs, self._clause)
        return SubClause("", runs, self._clause)

    def _set(self, words: Sequence[_Taken]) -> Iterator[Run]:
        """Give the runs; a mark of something to confirm that is not whole any more is the hand's own words."""
        pieces = (
            piece for number, each in enumerate(words) for piece in self._pieces(each, first=not number)
        )
        for (block, place), some in groupby(pieces, key=lambda piece: piece[0]):
            text = "".join(text for _, text in some)
            if block < 0:
                yield from _by_hand(text)
                continue
            run = self._runs[block][place]
            if run.kind is RunKind.REF:
                yield run
            elif run.kind is RunKind.OPEN and text != run.text:
                yield Run(text, RunKind.EDITED, run.bold, run.italic)
            else:
                yield replace(run, text=text)

    def _pieces(self, each: _Taken, *, first: bool) -> Iterator[tuple[tuple[int, int], str]]:
        """Give the letters of a word with the block and run that they are of; -1 is the hand."""
        token, lead = each.token, "" if first else each.lead
        if not each.drafted:
            yield (-1, 0), lead + token.key
            return
        start = token.at
        if lead != token.lead:
            start += len(token.lead)
            if lead:
                yield (-1, 0), lead
        letters, owners = self._letters[token.piece], self._owners[token.piece]
        for place, some in groupby(range(start, token.end), key=owners.__getitem__):
            yield (token.piece, place), "".join(letters[letter] for letter in some)


def _by_hand(text: str) -> Iterator[Run]:
    """Give the hand's words, in which a reference is one still."""
    for part in REFERENCE.split(text):
        if part.startswith(BEGIN):
            yield Run("", RunKind.REF, target=part[1:-1])
        elif part:
            yield Run(part, RunKind.EDITED)
