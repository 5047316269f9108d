"""Which values of two lists belong together: equal ones first, then those that are much alike."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

_MOST_COMPARED = 40_000
"""Pairs of values up to which a stretch without a landmark is compared each with each."""

Pair = tuple[int, int]
"""Places of two values that belong together."""

Stretch = tuple[int, int]
"""The first place of a stretch of a list, and the place after its last."""


def matches(was: Sequence[Hashable], now: Sequence[Hashable]) -> list[Pair]:
    """Give the places of equal values, rising in both lists.

    Values that stand once in each list are the landmarks; between two of them the longest common subsequence
    is taken, as long as that is quick.
    """
    found: list[Pair] = []
    open_stretches = [((0, len(was)), (0, len(now)))]
    while open_stretches:
        (i, i_end), (j, j_end) = open_stretches.pop()
        while i < i_end and j < j_end and was[i] == now[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        while i < i_end and j < j_end and was[i_end - 1] == now[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
            found.append((i_end, j_end))
        if i == i_end or j == j_end:
            continue
        marks = _landmarks(was[i:i_end], now[j:j_end])
        if marks:
            found += [(i + one, j + other) for one, other in marks]
            open_stretches += [
                ((i + one[0], i + one[1]), (j + other[0], j + other[1]))
                for one, other in _between(marks, i_end - i, j_end - j)
            ]
        else:
            found += _best((i, i_end), (j, j_end), lambda one, other: float(was[one] == now[other]))
    return sorted(found)


def aligned(
    was: Sequence[Hashable], now: Sequence[Hashable], likeness: Callable[[int, int], float]
) -> Iterator[tuple[int | None, int | None]]:
    """Give every value of both lists in order: beside the one that it matches, or alone.

    Equal values match; between them those that are most alike. What went stands before what came.
    `likeness` says how much two values have in common, by their places; 0 where they may not stand together.
    """
    equal = matches(was, now)
    pairs = list(equal)
    for old, new in _between(equal, len(was), len(now)):
        pairs += _best(old, new, likeness)
    i = j = 0
    for one, other in [*sorted(pairs), (len(was), len(now))]:
        yield from ((place, None) for place in range(i, one))
        yield from ((None, place) for place in range(j, other))
        i, j = one + 1, other + 1
        if one < len(was):
            yield one, other


def longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Give as many pairs as can stand in the order of both lists; they come sorted by the first."""
    tops: list[int] = []
    """The lowest second place in which a chain of each length ends."""
    ends: list[int] = []
    before: list[int | None] = []
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(tops, place)
        tops[length : length + 1] = [place]
        ends[length : length + 1] = [number]
        before.append(ends[length - 1] if length else None)
    chain = []
    at = ends[-1] if ends else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


def _landmarks(was: Sequence[Hashable], now: Sequence[Hashable]) -> list[Pair]:
    """Give the matches of values that stand exactly once in each list."""
    old, new = Counter(was), Counter(now)
    place = {value: number for number, value in enumerate(now) if new[value] == 1}
    return longest_rising(
        [(number, place[value]) for number, value in enumerate(was) if old[value] == 1 and value in place]
    )


def _between(pairs: Sequence[Pair], i_end: int, j_end: int) -> Iterator[tuple[Stretch, Stretch]]:
    """Give the stretches of both lists before, between and after pairs, where both have one."""
    for (one, other), (one_next, other_next) in pairwise([(-1, -1), *pairs, (i_end, j_end)]):
        if one + 1 < one_next and other + 1 < other_next:
            yield (one + 1, one_next), (other + 1, other_next)


def _best(was: Stretch, now: Stretch, likeness: Callable[[int, int], float]) -> list[Pair]:
    """Give the pairs in order whose likenesses make the greatest sum; none where that would take long."""
    (first, end), (other_first, other_end) = was, now
    height, width = end - first, other_end - other_first
    if height * width > _MOST_COMPARED:
        return []
    scores = [[likeness(i, j) for j in range(other_first, other_end)] for i in range(first, end)]
    sums = [[0.0] * (width + 1) for _ in range(height + 1)]
    for i in range(height - 1, -1, -1):
        row, below, score = sums[i], sums[i + 1], scores[i]
        for j in range(width - 1, -1, -1):
            beside = max(row[j + 1], below[j])
            together = score[j] + below[j + 1]
            row[j] = together if score[j] and together > beside else beside
    pairs = []
    i = j = 0
    while i < height and j < width:
        if scores[i][j] and sums[i][j] == scores[i][j] + sums[i + 1][j + 1]:
            pairs.append((first + i, other_first + j))
            i, j = i + 1, j + 1
        elif sums[i][j] == sums[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
