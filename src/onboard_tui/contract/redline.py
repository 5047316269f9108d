"""What differs between two papers: one list of blocks, with the words, rows and cells that came and went."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from onboard_tui.contract.document import (
    Block,
    Bullet,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Signature,
    SubClause,
    Table,
    Title,
)
from onboard_tui.contract.likeness import ALIKE, bags, share
from onboard_tui.contract.marked_table import MarkedRow, marked_rows, refilled_table, rows_look
from onboard_tui.contract.marked_text import Mark, MarkedText, look_of, marked_text
from onboard_tui.contract.matching import aligned, longest_rising
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from onboard_tui.contract.document import Cell, Run
    from onboard_tui.contract.marked_table import RowPart


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of one paper or of both; a number that is another one is no difference."""

    was: Block | None
    """None where the block came."""
    now: Block | None
    """None where the block went."""
    texts: tuple[MarkedText, ...] = ()
    """Of a block in both papers: its text; party, name and title of a place to sign."""
    rows: tuple[MarkedRow, ...] = ()
    """Of a table in both papers."""
    moved: bool = False
    """Whether its clause stands in the other paper too, in another place."""
    move: int | None = None
    """The same number in two blocks of which one is the other, moved and not reworded."""

    @property
    def mark(self) -> Mark:
        """What became of the block as a whole."""
        return Mark.INSERTED if self.was is None else Mark.DELETED if self.now is None else Mark.SAME

    @property
    def differs(self) -> bool:
        """Whether the block came or went, or anything in it."""
        texts = any(text.differs for text in self.texts)
        return texts or self.mark is not Mark.SAME or any(row.differs for row in self.rows)


@dataclass(frozen=True, slots=True)
class _Group:
    """Blocks that follow each other and have one key."""

    key: tuple[str, str, int]
    """What its blocks have in common, of which kind and name, and how many groups before have that too."""
    start: int
    end: int

    @property
    def one_clause(self) -> bool:
        """Whether an id holds it together, rather than only a heading above it."""
        return self.key[0] != _UNDER


_UNDER = "under"
_OF_ONE_CLAUSE = 0.02
"""The likeness that blocks of one clause have by that alone."""


def redline(was: Sequence[Block], now: Sequence[Block]) -> tuple[MarkedBlock, ...]:
    """Compare the blocks of two papers.

    Clauses and headings are told by their ids first, so that a new number or place is no rewriting; what has
    no id, or an id that only one paper knows, is told by its words.
    """
    olds, news = list(_groups(was)), list(_groups(now))
    places = {group.key: number for number, group in enumerate(news)}
    shared = [(number, places[group.key]) for number, group in enumerate(olds) if group.key in places]
    kept = longest_rising(shared)
    moved_was = {place for one, _ in set(shared) - set(kept) for place in _places(olds[one])}
    moved_now = {place for _, other in set(shared) - set(kept) for place in _places(news[other])}
    marked: list[MarkedBlock] = []
    i = j = 0
    for one, other in kept:
        old, new = olds[one], news[other]
        marked += _in_between(was, now, (i, old.start), (j, new.start), moved_was, moved_now)
        least = _OF_ONE_CLAUSE if old.one_clause else ALIKE
        marked += _stretch(was[old.start : old.end], now[new.start : new.end], least)
        i, j = old.end, new.end
    marked += _in_between(was, now, (i, len(was)), (j, len(now)), moved_was, moved_now)
    return tuple(_with_moves(marked))


def _with_moves(marked: Sequence[MarkedBlock]) -> Iterator[MarkedBlock]:
    """Number the blocks that stand in another place and read as they did."""
    moves = count(1)
    froms: defaultdict[Hashable, list[int]] = defaultdict(list)
    numbers: dict[int, int] = {}
    for place, each in enumerate(marked):
        if each.moved and each.was is not None:
            froms[_look(each.was)].append(place)
    for place, each in enumerate(marked):
        if each.moved and each.now is not None and (standing := froms[_look(each.now)]):
            numbers[place] = numbers[standing.pop(0)] = next(moves)
    return (replace(each, move=numbers.get(place)) for place, each in enumerate(marked))


def accepted(marked: Iterable[MarkedBlock]) -> tuple[Block, ...]:
    """Give the later paper, made of what stayed and came."""
    return tuple(
        each.now
        if each.was is None
        else _refilled(
            each.now,
            [text.accepted for text in each.texts],
            [(row.part, row.accepted) for row in each.rows],
        )
        for each in marked
        if each.now is not None
    )


def rejected(marked: Iterable[MarkedBlock]) -> tuple[Block, ...]:
    """Give the earlier paper, made of what stayed and went."""
    return tuple(
        each.was
        if each.now is None
        else _refilled(
            each.was,
            [text.rejected for text in each.texts],
            [(row.part, row.rejected) for row in each.rows],
        )
        for each in marked
        if each.was is not None
    )


def _groups(blocks: Sequence[Block]) -> Iterator[_Group]:
    """Divide blocks at every heading and clause; a key that comes again is told apart by counting."""
    keys = list(_keys(blocks))
    seen: Counter[tuple[str, str]] = Counter()
    start = 0
    for place in range(1, len(keys) + 1):
        if place == len(keys) or keys[place] != keys[start]:
            key = keys[start]
            yield _Group((*key, seen[key]), start, place)
            seen[key] += 1
            start = place


def _keys(blocks: Sequence[Block]) -> Iterator[tuple[str, str]]:
    heading = ""
    for block in blocks:
        match block:
            case Title():
                yield "title", ""
            case Heading():
                heading = block.id
                yield "heading", block.id
            case _:
                clause = getattr(block, "clause", None)
                yield (_UNDER, heading) if clause is None else ("clause", clause)


def _places(group: _Group) -> range:
    return range(group.start, group.end)


def _in_between(
    was: Sequence[Block],
    now: Sequence[Block],
    of_was: tuple[int, int],
    of_now: tuple[int, int],
    moved_was: set[int],
    moved_now: set[int],
) -> Iterator[MarkedBlock]:
    """Compare what stands between clauses of both papers; what moved stands alone in either place."""
    (i, i_end), (j, j_end) = of_was, of_now
    stayed = [place for place in range(i, i_end) if place not in moved_was]
    stays = [place for place in range(j, j_end) if place not in moved_now]
    compared = list(_stretch([was[place] for place in stayed], [now[place] for place in stays], ALIKE))
    old_places, new_places = iter(stayed), iter(stays)
    for each in compared:
        if each.was is not None:
            place = next(old_places)
            yield from (MarkedBlock(was[one], None, moved=True) for one in range(i, place))
            i = place + 1
        if each.now is not None:
            place = next(new_places)
            yield from (MarkedBlock(None, now[one], moved=True) for one in range(j, place))
            j = place + 1
        yield each
    yield from (MarkedBlock(was[one], None, moved=True) for one in range(i, i_end))
    yield from (MarkedBlock(None, now[one], moved=True) for one in range(j, j_end))


def _stretch(was: Sequence[Block], now: Sequence[Block], least: float) -> Iterator[MarkedBlock]:
    """Compare blocks by their words; those that have less than `least` in common are different ones.

    Blocks of one clause, where little is asked for, are as alike as they are of one kind.
    """
    old_bag, new_bag = bags(map(runs_of, was)), bags(map(runs_of, now))

    def likeness(i: int, j: int) -> float:
        if _kind(was[i]) != _kind(now[j]):
            return 0.0
        alike = share(old_bag(i), new_bag(j))
        return alike + _OF_ONE_CLAUSE if least <= _OF_ONE_CLAUSE or alike >= least else 0.0

    for one, other in aligned([_look(each) for each in was], [_look(each) for each in now], likeness):
        if one is None or other is None:
            yield MarkedBlock(None if one is None else was[one], None if other is None else now[other])
        else:
            yield _beside(was[one], now[other])


def _look(block: Block) -> Hashable:
    """Give what two blocks have equal if they read the same, whatever their numbers."""
    match block:
        case Table():
            return (_kind(block), *rows_look(block))
        case _:
            return (_kind(block), *map(look_of, _texts(block)))


def _kind(block: Block) -> Hashable:
    """Give what blocks must have equal to be the same one, reworded."""
    match block:
        case Table():
            return ("Table", len(block.head))
        case Item() | Heading():
            return (type(block).__name__, block.level)
        case _:
            return type(block).__name__


def _texts(block: Block) -> tuple[tuple[Run, ...], ...]:
    """Give the texts of a block that is no table."""
    match block:
        case Title() | Heading() | SubClause() | Item() | Bullet() | Paragraph():
            return (block.runs,)
        case Signature():
            return (block.party, block.name, block.title)
        case _:
            return ()


def _beside(was: Block, now: Block) -> MarkedBlock:
    """Compare two forms of one block."""
    if isinstance(was, Table) and isinstance(now, Table):
        return MarkedBlock(was, now, rows=tuple(marked_rows(was, now)))
    texts = zip(_texts(was), _texts(now), strict=True)
    return MarkedBlock(was, now, tuple(marked_text(one, other) for one, other in texts))


def _refilled(
    block: Block | None,
    texts: Sequence[tuple[Run, ...]],
    rows: Sequence[tuple[RowPart, tuple[Cell, ...] | None]],
) -> Block:
    """Give a block with its texts and rows taken from what was marked."""
    match block:
        case Table():
            return refilled_table(block, rows)
        case Signature():
            party, name, title = texts
            return Signature(party, name, title)
        case Title() | Heading() | SubClause() | Item() | Bullet() | Paragraph():
            return replace(block, runs=texts[0])
        case _:
            return PageBreak()
