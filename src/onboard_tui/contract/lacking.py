"""What a pack reads and a script does not have; with much of it the pack is for another script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.words import listed, number_of

if TYPE_CHECKING:
    from onboard_tui.script.problems import Problem

_TYPOS: Final = 10
"""From so many on, what is lacking is no slip of the pen."""
_FIRST: Final = 3
"""Of what is lacking so many are named."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """The names that a pack reads and that mean nothing in a script, each kind in the order of reading."""

    questions: tuple[str, ...] = ()
    """Computed values among them."""
    options: tuple[str, ...] = ()
    """Of questions that are there."""
    flags: tuple[str, ...] = ()

    @property
    def is_much(self) -> bool:
        """Whether the pack plainly is not for the script."""
        return len(self.questions) + len(self.options) + len(self.flags) >= _TYPOS

    def in_words(self) -> str:
        """Say how much it is: `3 questions (users, price, start) and 1 flag (no_budget)`."""
        kinds = (("question", self.questions), ("option", self.options), ("flag", self.flags))
        return listed(f"{number_of(len(names), noun)} ({_begun(names)})" for noun, names in kinds if names)


NOTHING_LACKING: Final = Lacking()


class Lacked:
    """Collects what is lacking while a pack is read."""

    def __init__(self) -> None:
        self._questions: dict[str, None] = {}
        self._options: dict[tuple[str, str], None] = {}
        self._flags: dict[str, None] = {}

    def question(self, name: str) -> None:
        """Note a question, or a computed value."""
        self._questions[name] = None

    def option(self, name: str, told: str) -> None:
        """Note an option with what is told of it, which names its question."""
        self._options[name, told] = None

    def flag(self, name: str) -> None:
        """Note a flag."""
        self._flags[name] = None

    def in_condition(self, problem: Problem) -> None:
        """Note what a condition names and the script does not have."""
        word = problem.excerpt[problem.place.column - 1 : problem.end_column - 1].strip("'\"")
        if problem.code == "S101":
            self.question(word)
        elif problem.code == "S105":
            self.option(word, problem.message)

    def all(self) -> Lacking:
        """Give everything that was noted."""
        options = tuple(name for name, _ in self._options)
        return Lacking(tuple(self._questions), options, tuple(self._flags))


def _begun(names: tuple[str, ...]) -> str:
    return ", ".join([*names[:_FIRST], *(["…"] if len(names) > _FIRST else [])])
