"""What a YAML file says, with the place of every value. Made by `script.reader`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from onboard_tui.script.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

Plain: TypeAlias = "bool | int | Decimal | str | list[Plain] | dict[str, Plain] | None"
"""Values without places, as JSON has them."""

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(eq=False)
class Source:
    """The text of one file."""

    file: str
    text: str
    first_line: int = 1
    """The number of the text's first line in its file, for a text that stands inside another one."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return _LINE_END.split(self.text)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def index_of(self, line: int, column: int) -> int:
        """Give the index of a character by line and column, both from 0."""
        return self._line_starts[line] + column

    def place_of(self, index: int) -> Place:
        """Give the place of the character at that index."""
        from bisect import bisect_right

        line = bisect_right(self._line_starts, index) - 1
        return self.place(line, index - self._line_starts[line])

    def place(self, line: int, column: int) -> Place:
        """Give the place of a line and column that count from 0."""
        return Place(self.file, line + self.first_line, column + 1)

    def line(self, number: int) -> str:
        """Give the text of a line by its number in the file, or nothing past the end."""
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""


@dataclass(eq=False, slots=True)
class Node:
    """One value in a file, pointing to its first character."""

    source: Source = field(repr=False)
    line: int
    column: int

    @property
    def place(self) -> Place:
        """Where the value begins."""
        return self.source.place(self.line, self.column)

    def place_at(self, _offset: int) -> Place:
        """Give the place of the character at that offset of the value; only a text has more than one."""
        return self.place

    def line_at(self, offset: int) -> str:
        """Give the source line that this character stands in."""
        return self.source.line(self.place_at(offset).line)


@dataclass(eq=False, slots=True)
class Scalar(Node):
    """One text, number, truth value or nothing."""

    value: bool | int | Decimal | str | None
    text: str
    """What stands there, before it was understood as a number or a truth value."""
    style: str
    """How it is written: empty for plain, else the quote or block sign."""

    @property
    def place(self) -> Place:
        """Where the text itself begins, after an opening quote."""
        return self.source.place(self.line, self.column + (self.style in {"'", '"'}))

    def place_at(self, offset: int) -> Place:
        """Give the place of the character at that offset of the text."""
        return self.place if offset == 0 and self.style not in {"|", ">"} else self._inside(offset)

    def _inside(self, offset: int) -> Place:
        """Find the place by walking value and source side by side; line breaks and escapes fall out."""
        raw = self.source.text
        at = self.source.index_of(self.line, self.column)
        if self.style in {"|", ">"}:
            header = _LINE_END.search(raw, at)
            at = header.end() if header else at
        elif self.style:
            at += 1
        escapes = self.style == '"'
        for number, letter in enumerate(self.text[: offset + 1]):
            last = number == offset
            if escapes and raw.startswith("\\", at):
                at += 0 if last else _ESCAPE_LENGTHS.get(raw[at + 1 : at + 2], 2)
            elif letter.isspace():
                while not last and at < len(raw) and raw[at].isspace():
                    at += 1
            else:
                found = raw.find(letter, at)
                at = at if found < 0 else found + (not last)
        return self.source.place_of(at)


@dataclass(eq=False, slots=True)
class Sequence(Node):
    """A list."""

    items: list[Value] = field(default_factory=list)


@dataclass(eq=False, slots=True)
class Mapping(Node):
    """Keys and values, in the order of the file. A key stands as it is written."""

    entries: dict[str, Value] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    """The same keys with their places."""

    def get(self, key: str) -> Value | None:
        """Give the value of a key, or nothing."""
        return self.entries.get(key)

    def items(self) -> Iterator[tuple[str, Scalar, Value]]:
        """Give each key, its place, and its value."""
        for key, value in self.entries.items():
            yield key, self.keys[key], value


Value: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Value) -> Plain:
    """Give the values alone: dicts, lists, texts, numbers (int or Decimal), truth values, None."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def kind_of(node: Value) -> str:
    """Name what stands there, with its article, for a message."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a group of keys"
    if node.value is None:
        return "nothing"
    if isinstance(node.value, bool):
        return "true or false"
    return "a text" if isinstance(node.value, str) else "a number"
