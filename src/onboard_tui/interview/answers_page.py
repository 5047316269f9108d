"""The parts of an answers file by their shape, with a note of everything that is wrong with them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from onboard_tui.interview.dates import FIRST_YEAR, LAST_YEAR
from onboard_tui.script.problems import Problem, Weight, did_you_mean
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, kind_of
from onboard_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Mapping as Table

    from onboard_tui.script.yaml_nodes import Node, Value

CODES = {
    "A101": "A key, question, flag, column, option or other word is unknown.",
    "A102": "A part of the file has the wrong shape, or something is missing from it.",
    "A103": "An answer is not allowed for its question.",
}
"""What can be wrong with an answers file, beside what can be wrong with any YAML file."""

T = TypeVar("T")


class AnswersPage:
    """Reads nodes of the file as what they should be; what they are not becomes a problem."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[str] = []
        """What is odd without being wrong, a sentence each."""

    def refuse(self, code: str, node: Node, path: str, message: str, hint: str | None = None) -> None:
        """Take note of a problem."""
        excerpt = node.line_at(0).rstrip("\r\n")
        self.problems.append(Problem(code, Weight.ERROR, node.place, path, message, hint, excerpt))

    def unknown(self, what: str, word: str, known: Iterable[str], node: Node, path: str) -> None:
        """Take note of a word that is none of the known ones."""
        names = list(known)
        hint = did_you_mean(word, names)
        if hint is None and 0 < len(names) <= 12:
            hint = f"Known are {', '.join(names)}."
        self.refuse("A101", node, path, f"There is no {what} “{word}”.", hint)

    def group(self, node: Value | None, path: str) -> Mapping | None:
        """Read a group of keys; nothing where it was left out or is something else."""
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return None
        if isinstance(node, Mapping):
            return node
        self.refuse("A102", node, path, f"Under “{path}” stand keys and values, not {kind_of(node)}.")
        return None

    def items(self, node: Value | None, path: str, what: str) -> list[Value]:
        """Read a list; empty where it was left out or is something else."""
        if node is None or (isinstance(node, Scalar) and node.value is None):
            return []
        if isinstance(node, Sequence):
            return node.items
        hint = f"Write a dash before each {what}, or put them in [ ]."
        self.refuse("A102", node, path, f"Under “{path}” stands a list, not {kind_of(node)}.", hint)
        return []

    def known_keys(self, group: Mapping, known: Iterable[str], path: str) -> None:
        """Take note of every key that is none of the known ones; keys that begin with `x-` are let through."""
        names = list(known)
        for key, spot, _value in group.items():
            if key not in names and not key.startswith("x-"):
                self.unknown("key", key, names, spot, f"{path}.{key}" if path else key)

    def named(
        self, group: Mapping | None, known: Table[str, object], what: str, path: str
    ) -> Iterator[tuple[str, Value]]:
        """Give the values of a group whose keys are ids of one kind."""
        for key, spot, value in group.items() if group is not None else ():
            if key in known:
                yield key, value
            else:
                self.unknown(what, key, known, spot, f"{path}.{key}")

    def word(self, node: Value, known: Table[str, T], what: str, path: str) -> T | None:
        """Read one of the known words."""
        if not isinstance(node, Scalar):
            self.refuse("A102", node, path, f"Here stands one word, not {kind_of(node)}.")
            return None
        if node.text not in known:
            self.unknown(what, node.text, known, node, path)
            return None
        return known[node.text]

    def text(self, node: Value | None, path: str) -> str:
        """Read a text, empty where it was left out."""
        if node is None:
            return ""
        if not isinstance(node, Scalar):
            self.refuse("A102", node, path, f"Here stands a text, not {kind_of(node)}.")
            return ""
        return "" if node.value is None else clean(node.text).text.strip()

    def whole(self, node: Value | None, path: str, otherwise: int) -> int:
        """Read a whole number from 1 up."""
        if node is None:
            return otherwise
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            self.refuse("A102", node, path, "Here stands a whole number from 1 up.")
            return otherwise
        return value

    def day(self, node: Value, path: str) -> date | None:
        """Read a date in ISO 8601."""
        text = node.text if isinstance(node, Scalar) else ""
        try:
            day = date.fromisoformat(text) if len(text) == len("2026-03-31") else None
        except ValueError:
            day = None
        if day is None:
            self.refuse("A102", node, path, "Here stands a date such as 2026-03-31.")
        elif not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.refuse(
                "A102", node, path, f"The year {day.year} is not between {FIRST_YEAR} and {LAST_YEAR}."
            )
            return None
        return day
