"""Few rows in which every two choices that may work on each other come together at least once."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

Pick: TypeAlias = tuple[str, int]
"""A name, and the place of one of its choices."""
Row: TypeAlias = dict[str, int]
"""For each name the place of the choice that is taken."""
Together: TypeAlias = frozenset[Pick]
"""One choice, or two of different names, to be seen in one row."""


def pairs(groups: Iterable[Mapping[str, Sequence[int]]]) -> dict[Together, None]:
    """Give each two choices of different names in one group, in order; a group says which choices count."""
    wanted: dict[Together, None] = {}
    for choices in groups:
        for one, other in combinations(choices, 2):
            for first, second in product(choices[one], choices[other]):
                wanted[frozenset({(one, first), (other, second)})] = None
    return wanted


def each_once(groups: Iterable[Mapping[str, Sequence[int]]]) -> dict[Together, None]:
    """Give each choice of each name by itself."""
    return {
        frozenset({(name, place)}): None
        for choices in groups
        for name, places in choices.items()
        for place in places
    }


def rows(
    sizes: Mapping[str, int],
    wanted: Iterable[Together],
    shown: Callable[[Row, AbstractSet[str]], Row | None],
) -> Iterator[Row]:
    """Give rows until everything wanted was shown, or cannot be; a name of which nothing is left is left out.

    `shown` makes a row real: it may change choices, all but those of the names that it is told to keep, and
    leaves out the names that do not apply then. It gives None where those that are kept cannot apply together.
    """
    left = dict.fromkeys(wanted)
    while left:
        goal = next(iter(left))
        kept = {name for name, _place in goal}
        row = shown(_filled(sizes, dict(goal), left), kept)
        if row is None:
            del left[goal]
            continue
        for each in [each for each in left if each <= row.items()]:
            del left[each]
        left.pop(goal, None)
        yield row


def _filled(sizes: Mapping[str, int], row: Row, left: Iterable[Together]) -> Row:
    """Choose for other names what shows most of what is left, together with what is chosen already."""
    gains = _by_pick(left)
    for name, size in sizes.items():
        if name not in row:
            gained = [_gain(gains.get((name, place), ()), row.items()) for place in range(size)]
            if any(gained):
                row[name] = gained.index(max(gained))
    return row


def _by_pick(left: Iterable[Together]) -> dict[Pick, list[Together]]:
    found: dict[Pick, list[Together]] = {}
    for each in left:
        for pick in each:
            found.setdefault(pick, []).append(each)
    return found


def _gain(wanted: Sequence[Together], chosen: AbstractSet[Pick]) -> int:
    """Count what a pick would show: two together count now where the other is chosen, and may still, else."""
    return sum(4 if len(each) == 1 or each & chosen else 1 for each in wanted)
