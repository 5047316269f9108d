"""How much two texts have in common, by the letters of the words that stand in both."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from onboard_tui.contract.marked_text import words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onboard_tui.contract.document import Run

Bag: TypeAlias = "Counter[str]"
"""The words of a text, each with how often it stands there."""

ALIKE: Final = 0.4
"""The share of letters from which on two texts are one, reworded."""


def bags(texts: Iterable[Iterable[Run]]) -> Callable[[int], Bag]:
    """Give a way to get the words of texts by their place, each counted when it is first asked for."""
    every = list(texts)

    @cache
    def bag(place: int) -> Bag:
        return Counter(words_in(" ".join(run.text for run in every[place])))

    return bag


def share(was: Bag, now: Bag) -> float:
    """Give the share of the letters of two texts that stand in words of both."""
    every = _letters(was) + _letters(now)
    common = sum(len(word) * min(times, now[word]) for word, times in was.items() if word in now)
    return 2 * common / every if every else 1.0


def _letters(bag: Bag) -> int:
    return sum(len(word) * times for word, times in bag.items())
