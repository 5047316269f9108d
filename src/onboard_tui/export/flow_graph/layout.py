"""Where everything stands: bands in columns like a newspaper's, with ways between them kept free for lines."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from onboard_tui.export.flow_graph.cards import WIDTH, Look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.export.flow_graph.cards import Band, Card

LANE: Final = 7.0
"""Between two lines that run side by side."""
MARGIN: Final = 28.0
_BAND_GAP: Final = 14.0
_LEAST_WAY: Final = 28.0
"""Width of a way without lines."""
_KEPT_FREE: Final = 24.0
"""Of a way on both sides of its lines together, for arrow heads and curves."""
_PAGE: Final = math.sqrt(2)
"""Width by height of a sheet that lies on its side."""
_DIVISIONS: Final = [1 + tenth / 10 for tenth in range(291)]
"""Into how many columns the whole may be divided; a little more than a whole number leaves room at their ends."""
_OVER, _UNDER = 0, 1
"""The ways across the columns: above them, and below."""


class Placed(NamedTuple):
    """A card in its column."""

    column: int
    top: float
    """Below the top of the column."""
    card: Card

    @property
    def middle(self) -> float:
        """Where lines leave it."""
        return self.top + self.card.height / 2

    @property
    def arrival(self) -> float:
        """Where lines arrive: at the condition, with which a question's card begins."""
        return self.middle if self.card.look is Look.FLAG else self.top + self.card.condition_height / 2


class Key(NamedTuple):
    """A line that may branch: from a question to all that it decides, or to all flags that it raises."""

    source: str
    to_flags: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a question to what reads its answer, by the ways it takes."""

    key: Key
    target: str
    way_out: int
    """The way between columns that it leaves by: that on the right of its question."""
    way_in: int
    """The way that it arrives by."""
    across: int | None
    """The way that leads from one to the other, above or below the columns; none where they are the same."""
    from_right: bool
    """Whether it arrives at the target's right side."""


Lanes = dict[tuple[int, Key], int]
"""The lane that each line has in each way, counted from 0."""
Columns = list[list[tuple[float, "Band"]]]
"""The bands of each column, each with how far down it begins."""


class Plan:
    """The picture measured: where bands, cards and lines are, in units of a screen's dots."""

    def __init__(self, bands: Sequence[Band], top: float) -> None:
        self.columns = _like_a_sheet(bands)
        self.placed: Mapping[str, Placed] = {
            card.key: Placed(number, start + down, card)
            for number, column in enumerate(self.columns)
            for start, band in column
            for down, card in band.cards
        }
        tallest = max(map(_height, self.columns), default=0.0)
        self.edges = tuple(self._edges(tallest))
        self._across = _lanes(
            (edge.across, edge.key, float(way))
            for edge in self.edges
            if edge.across is not None
            for way in (edge.way_out, edge.way_in)
        )
        over, under = _widths(self._across, 2)
        self._across_tops = (top, top + over + tallest)
        self.top = top + over
        """Where the columns begin."""
        self.height = self.top + tallest + under + MARGIN / 2
        self._runs = _lanes(each for edge in self.edges for each in self._ends(edge))
        widths = _widths(self._runs, len(self.columns) + 1)
        self._ways = [MARGIN / 2 + sum(widths[:way]) + way * WIDTH for way in range(len(widths))]
        self.lefts = [way + width for way, width in zip(self._ways, widths, strict=True)][:-1]
        """Where the columns begin from the left."""
        self.width = self._ways[-1] + widths[-1] + MARGIN / 2

    def points(self, edge: Edge) -> list[tuple[float, float]]:
        """Give the corners that a line goes round, with its two ends."""
        start, end = self.placed[edge.key.source], self.placed[edge.target]
        from_y, to_y = self.top + start.middle, self.top + end.arrival
        first, last = self._run(edge.way_out, edge.key), self._run(edge.way_in, edge.key)
        points = [(self.lefts[start.column] + WIDTH, from_y), (first, from_y)]
        if edge.across is not None:
            points += [(first, self._crossing(edge)), (last, self._crossing(edge))]
        side = self.lefts[end.column] + (WIDTH if edge.from_right else 0.0)
        return [*points, (last, to_y), (side, to_y)]

    def _edges(self, tallest: float) -> Iterator[Edge]:
        """Give the lines of the picture; a flag below its question needs none."""
        above = self._questions_above()
        for target, end in self.placed.items():
            for source in end.card.reads:
                if source not in self.placed or above.get(target) == source:
                    continue
                start = self.placed[source]
                is_flag = end.card.look is Look.FLAG
                from_right = is_flag or start.column == end.column
                way_out, way_in = start.column + 1, end.column + from_right
                nearer = _OVER if start.middle + end.arrival <= tallest else _UNDER
                across = None if way_out == way_in else nearer
                yield Edge(Key(source, is_flag), target, way_out, way_in, across, from_right)

    def _questions_above(self) -> Mapping[str, str]:
        """Give for each flag the question that it stands under."""
        groups = (group for column in self.columns for _, band in column for group in band.groups)
        return {flag.key: question.key for question, *flags in groups for flag in flags}

    def _crossing(self, edge: Edge) -> float:
        """Give how far down a line runs across the columns."""
        across = edge.across or _OVER
        return self._across_tops[across] + _KEPT_FREE / 2 + LANE * self._across[across, edge.key]

    def _run(self, way: int, key: Key) -> float:
        """Give how far from the left a line runs in a way between columns."""
        return self._ways[way] + _KEPT_FREE / 2 + LANE * self._runs[way, key]

    def _ends(self, edge: Edge) -> Iterator[tuple[int, Key, float]]:
        """Give the heights between which a line runs in the ways between columns."""
        yield edge.way_out, edge.key, self.top + self.placed[edge.key.source].middle
        yield edge.way_in, edge.key, self.top + self.placed[edge.target].arrival
        if edge.across is not None:
            yield edge.way_out, edge.key, self._crossing(edge)
            yield edge.way_in, edge.key, self._crossing(edge)


def _like_a_sheet(bands: Sequence[Band]) -> Columns:
    """Fill columns of the height with which the whole is shaped most like a sheet of paper."""

    def misfit(columns: Columns) -> float:
        width = len(columns) * (WIDTH + _LEAST_WAY)
        return abs(math.log(width / (max(map(_height, columns)) + 2 * _LEAST_WAY) / _PAGE))

    if not bands:
        return []
    whole = sum(band.height + _BAND_GAP for band in bands)
    most = max(
        2.0, math.sqrt(_PAGE * whole / (WIDTH + _LEAST_WAY))
    )  # with more it is too wide for its height
    tries = (_filled(bands, whole / many) for many in _DIVISIONS if many <= most)
    return min(tries, key=misfit)


def _filled(bands: Sequence[Band], height: float) -> Columns:
    """Fill columns up to a height; only a band that is higher than a whole column is split."""
    columns: Columns = [[]]
    for band in bands:
        rest: Band | None = band
        while rest is not None:
            used = _height(columns[-1]) + _BAND_GAP if columns[-1] else 0.0
            if used and used + rest.height > height:
                columns.append([])
                used = 0.0
            part, rest = rest.split(height - used)
            columns[-1].append((used, part))
    return columns


def _height(column: Sequence[tuple[float, Band]]) -> float:
    start, band = column[-1]
    return start + band.height


def _lanes(ends: Iterable[tuple[int, Key, float]]) -> Lanes:
    """Give each line of each way a lane of its own where it would touch another; `ends` say how far it goes."""
    spans: dict[tuple[int, Key], tuple[float, float]] = {}
    for way, key, at in ends:
        low, high = spans.get((way, key), (at, at))
        spans[way, key] = (min(low, at), max(high, at))
    lanes: Lanes = {}
    free: dict[int, list[float]] = {}
    for (way, key), (low, high) in sorted(spans.items(), key=lambda each: (each[1], each[0])):
        taken = free.setdefault(way, [])
        lane = next((number for number, until in enumerate(taken) if until < low - LANE), len(taken))
        taken[lane : lane + 1] = [high]
        lanes[way, key] = lane
    return lanes


def _widths(lanes: Lanes, ways: int) -> list[float]:
    """Give each way the room for its lanes."""
    widths = [_LEAST_WAY] * ways
    for (way, _), lane in lanes.items():
        widths[way] = max(widths[way], lane * LANE + _KEPT_FREE)
    return widths
