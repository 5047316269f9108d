"""The questions of all files of a script, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.fields import Keys
from onboard_tui.script.load_questions import QUESTION_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.script.include import Part

PLACE_KEYS = ("include", "pass", "section")
"""The keys of an item of `questions` at which the questions of another file are asked."""


@dataclass(frozen=True)
class Asked:
    """The keys of a question, and of the items that place its file, the nearest first."""

    keys: Keys
    places: tuple[Keys, ...] = ()


def in_asking_order(parts: Sequence[Part], tops: Sequence[Keys]) -> list[Asked]:
    """Give every question: first those of files listed under `include`, the others at their places."""
    items = {
        part.name: (part, top.groups("questions", (*QUESTION_KEYS, "include")))
        for part, top in zip(parts, tops, strict=True)
    }
    placed = {part.placed(keys.node) for part, groups in items.values() for keys in groups}
    walk = _Walk(items, {name for name in placed if name})
    return list(walk.of(parts[-1].name, ()))


class _Walk:
    """A walk through the files, each of which is entered once."""

    def __init__(self, items: Mapping[str, tuple[Part, Sequence[Keys]]], placed: set[str]) -> None:
        self.items = items
        self.placed = placed
        self.entered: set[str] = set()

    def of(self, name: str, places: tuple[Keys, ...]) -> Iterator[Asked]:
        """Give the questions of a file and of those that it includes."""
        if name in self.entered or name not in self.items:
            return
        self.entered.add(name)
        part, groups = self.items[name]
        for each in part.listed():
            if each not in self.placed:
                yield from self.of(each, places)
        for keys in groups:
            target = part.placed(keys.node)
            if not keys.has("include"):
                yield Asked(keys, places)
            elif target is not None:
                place = Keys(keys.node, keys.path, PLACE_KEYS, keys.problems)
                yield from self.of(target, (place, *places))
