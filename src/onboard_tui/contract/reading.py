"""Typed reading of a pack's YAML: each key is asked for once, and everything wrong becomes a problem."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem
from onboard_tui.contract.pack_model import Condition
from onboard_tui.script.problems import did_you_mean
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from onboard_tui.script.problems import Problem, Spot
    from onboard_tui.script.yaml_nodes import Node, Value

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
_PACK_ID = re.compile(r"[a-z][a-z0-9-]*")


class Keys:
    """One group of keys; `finish` reports the keys that nobody asked for."""

    def __init__(self, node: Value, path: str, problems: list[Problem]) -> None:
        self.node = node
        self.path = path
        self.problems = problems
        self._asked: set[str] = set()
        self._entries = node.entries if isinstance(node, Mapping) else {}
        if not isinstance(node, Mapping):
            self.refuse("P104", node, f"A group of keys was expected, and here is {kind_of(node)}.")

    def refuse(self, code: str, node: Node, message: str, hint: str | None = None, *, key: str = "") -> None:
        """Report a problem at a value."""
        path = f"{self.path}.{key}".strip(".") if key else self.path
        self.problems.append(pack_problem(code, node, path, message, hint))

    def has(self, key: str) -> bool:
        """Whether the key stands there."""
        return key in self._entries

    def node_of(self, key: str) -> Value:
        """Give the value's place, or that of the whole group where the key is missing."""
        return self._entries.get(key, self.node)

    def _get(self, key: str, *, needed: bool) -> Value | None:
        self._asked.add(key)
        found = self._entries.get(key)
        if found is None and needed and isinstance(self.node, Mapping):
            self.refuse("P103", self.node, f"The key “{key}” is missing.")
        return found

    def text(self, key: str, *, needed: bool = False, allowed: Collection[str] = ()) -> str:
        """Give a text; numbers and truth values count as the text that stands there."""
        found = self._get(key, needed=needed)
        if found is None:
            return ""
        if not isinstance(found, Scalar) or (found.value is None and not found.style):
            self.refuse("P104", found, f"A text was expected, and here is {kind_of(found)}.", key=key)
            return ""
        if allowed and found.text not in allowed:
            hint = did_you_mean(found.text, allowed) or f"Allowed are {', '.join(allowed)}."
            self.refuse("P104", found, f"“{found.text}” is not one of those allowed.", hint, key=key)
            return ""
        return found.text

    def slug(self, key: str, *, pack: bool = False) -> str:
        """Give an id, which must be there."""
        text = self.text(key, needed=True)
        pattern = _PACK_ID if pack else _SLUG
        if text and not pattern.fullmatch(text):
            marks = "hyphens" if pack else "underscores"
            message = (
                f"“{text}” is no id: an id has small letters, digits and {marks}, and begins with a letter."
            )
            self.refuse("P105", self.node_of(key), message, key=key)
        return text

    def condition(self, key: str) -> Condition | None:
        """Give a condition as it was written, not read yet."""
        written = self.text(key)
        path = f"{self.path}.{key}".strip(".")
        return Condition(written, self.node_of(key), path) if written else None

    def flag(self, key: str, *, default: bool) -> bool:
        """Give true or false."""
        found = self._get(key, needed=False)
        if found is None:
            return default
        if isinstance(found, Scalar) and isinstance(found.value, bool):
            return found.value
        self.refuse("P104", found, f"true or false was expected, and here is {kind_of(found)}.", key=key)
        return default

    def whole(self, key: str, default: int) -> int:
        """Give a whole number."""
        found = self._get(key, needed=False)
        if found is None:
            return default
        if isinstance(found, Scalar) and isinstance(found.value, int) and not isinstance(found.value, bool):
            return found.value
        self.refuse("P104", found, f"A whole number was expected, and here is {kind_of(found)}.", key=key)
        return default

    def texts(self, key: str, *, needed: bool = False) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(scalar.text for scalar in self._scalars(key, needed=needed))

    def _scalars(self, key: str, *, needed: bool) -> Iterator[Scalar]:
        for found in self.values(key, needed=needed):
            if isinstance(found, Scalar) and found.value is not None:
                yield found
            else:
                self.refuse("P104", found, f"A text was expected, and here is {kind_of(found)}.", key=key)

    def values(self, key: str, *, needed: bool = False) -> list[Value]:
        """Give the values of a list."""
        found = self._get(key, needed=needed)
        if found is None:
            return []
        if isinstance(found, Sequence):
            return found.items
        self.refuse("P104", found, f"A list was expected, and here is {kind_of(found)}.", key=key)
        return []

    def group(self, key: str, *, needed: bool = False) -> Keys | None:
        """Give the keys inside."""
        found = self._get(key, needed=needed)
        return None if found is None else Keys(found, f"{self.path}.{key}".strip("."), self.problems)

    def groups(self, key: str, *, needed: bool = False) -> list[Keys]:
        """Give each group of a list."""
        return [
            Keys(found, f"{self.path}.{key}[{number}]".strip("."), self.problems)
            for number, found in enumerate(self.values(key, needed=needed))
        ]

    def names(self) -> tuple[str, ...]:
        """Give all keys."""
        return tuple(self._entries)

    def places(self) -> dict[str, Spot]:
        """Give the place of each key."""
        return dict(self.node.keys) if isinstance(self.node, Mapping) else {}

    def finish(self) -> None:
        """Report the keys that were not asked for; those that begin with x- are let through."""
        if not isinstance(self.node, Mapping):
            return
        for key, place, _value in self.node.items():
            if key not in self._asked and not key.startswith("x-"):
                self.refuse("P102", place, f"“{key}” is not a key here.", did_you_mean(key, self._asked))
