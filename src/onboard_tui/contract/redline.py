"""What differs between two papers: one list of blocks, with the words, rows and cells that came and went."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
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
from onboard_tui.contract.marked_text import Mark, MarkedText, look_of, marked_text, words_in
from onboard_tui.contract.matching import aligned, longest_rising
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from onboard_tui.contract.document import Cell, Run

    Bag = Counter[str]


class RowPart(StrEnum):
    """What a row is in its table."""

    HEAD = "head"
    BODY = "body"
    TOTAL = "total"


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row of a table that stands in both papers."""

    part: RowPart
    was: tuple[Cell, ...] | None
    """None where the row came."""
    now: tuple[Cell, ...] | None
    """None where the row went."""
    cells: tuple[MarkedText, ...] = ()
    """Where the row stands in both."""

    @property
    def differs(self) -> bool:
        """Whether the row came or went, or any words in it."""
        return self.was is None or self.now is None or any(cell.differs for cell in self.cells)

    @property
    def accepted(self) -> tuple[Cell, ...] | None:
        """The row in the later table, if it stands there."""
        return tuple(cell.accepted for cell in self.cells) if self.was is not None and self.now else self.now

    @property
    def rejected(self) -> tuple[Cell, ...] | None:
        """The row in the earlier table, if it stands there."""
        return tuple(cell.rejected for cell in self.cells) if self.now is not None and self.was else self.was


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
_ALIKE = 0.4
"""The share of words that blocks of different clauses must have in common to be one block, reworded."""
_SAME_SUBJECT = 1.0
"""The likeness that rows have by beginning with the same words."""


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
        least = _OF_ONE_CLAUSE if old.one_clause else _ALIKE
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
    compared = list(_stretch([was[place] for place in stayed], [now[place] for place in stays], _ALIKE))
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
    old_bag, new_bag = _bags(map(runs_of, was)), _bags(map(runs_of, now))

    def likeness(i: int, j: int) -> float:
        if not _may_pair(was[i], now[j]):
            return 0.0
        alike = _share(old_bag(i), new_bag(j))
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
            rows = tuple(tuple(look_of(cell) for cell in row) for _, row in _rows(block))
            return (_kind(block), block.total is not None, rows)
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


def _may_pair(was: Block, now: Block) -> bool:
    return _kind(was) == _kind(now)


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
        return MarkedBlock(was, now, rows=tuple(_marked_rows(was, now)))
    texts = zip(_texts(was), _texts(now), strict=True)
    return MarkedBlock(was, now, tuple(marked_text(one, other) for one, other in texts))


# Tables


def _rows(table: Table) -> Iterator[tuple[RowPart, tuple[Cell, ...]]]:
    yield RowPart.HEAD, table.head
    yield from ((RowPart.BODY, row) for row in table.rows)
    if table.total is not None:
        yield RowPart.TOTAL, table.total


def _marked_rows(was: Table, now: Table) -> Iterator[MarkedRow]:
    """Compare two forms of a table row by row; head and total only with their like."""
    olds, news = list(_rows(was)), list(_rows(now))
    old_bag, new_bag = (
        _bags((run for cell in row for run in cell) for _, row in rows) for rows in (olds, news)
    )

    def likeness(i: int, j: int) -> float:
        (part, old), (other, new) = olds[i], news[j]
        if part is not other or len(old) != len(new):
            return 0.0
        if part is not RowPart.BODY:
            return _SAME_SUBJECT
        subject = old and look_of(old[0])
        alike = _share(old_bag(i), new_bag(j))
        if subject and subject == look_of(new[0]):
            return alike + _SAME_SUBJECT
        return alike if alike >= _ALIKE else 0.0

    old_looks, new_looks = ([(part, *map(look_of, row)) for part, row in rows] for rows in (olds, news))
    for one, other in aligned(old_looks, new_looks, likeness):
        old, new = None if one is None else olds[one], None if other is None else news[other]
        if old is not None and new is not None:
            cells = tuple(marked_text(was, now) for was, now in zip(old[1], new[1], strict=True))
            yield MarkedRow(old[0], old[1], new[1], cells)
        elif old is not None:
            yield MarkedRow(old[0], old[1], None)
        elif new is not None:
            yield MarkedRow(new[0], None, new[1])


# Likeness


def _bags(texts: Iterable[Iterable[Run]]) -> Callable[[int], Bag]:
    """Give a way to get the words of texts by their place, each counted when it is first asked for."""
    every = list(texts)

    @cache
    def bag(place: int) -> Bag:
        return Counter(words_in(" ".join(run.text for run in every[place])))

    return bag


def _share(was: Bag, now: Bag) -> float:
    """Give the share of the letters of two texts that stand in words of both."""
    every = _letters(was) + _letters(now)
    common = sum(len(word) * min(count, now[word]) for word, count in was.items() if word in now)
    return 2 * common / every if every else 1.0


def _letters(bag: Bag) -> int:
    return sum(len(word) * count for word, count in bag.items())


def _refilled(
    block: Block | None,
    texts: Sequence[tuple[Run, ...]],
    rows: Sequence[tuple[RowPart, tuple[Cell, ...] | None]],
) -> Block:
    """Give a block with its texts and rows taken from what was marked."""
    match block:
        case Table():
            stand = [(part, row) for part, row in rows if row is not None]
            return replace(
                block,
                head=next(row for part, row in stand if part is RowPart.HEAD),
                rows=tuple(row for part, row in stand if part is RowPart.BODY),
                total=next((row for part, row in stand if part is RowPart.TOTAL), None),
            )
        case Signature():
            party, name, title = texts
            return Signature(party, name, title)
        case Title() | Heading() | SubClause() | Item() | Bullet() | Paragraph():
            return replace(block, runs=texts[0])
        case _:
            return PageBreak()
