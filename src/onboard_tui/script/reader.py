"""Reads YAML text that may be anybody's: bounded, version 1.2, with the place of every value.

The parser's events are read one by one and checked as they come, before anything is built of them, so that no
file can make the program run away or crash. Nothing but texts, numbers, truth values, lists and keys comes out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from onboard_tui.script.decoding import (
    MOST_PROBLEMS,
    UNSAFE,
    decoded,
    unsafe,
    unsafe_characters,
    with_yamls_escapes,
)
from onboard_tui.script.lining_up import lined_up
from onboard_tui.script.problems import Problem, in_order, problem
from onboard_tui.script.yaml_errors import explain
from onboard_tui.script.yaml_nodes import Mapping, Node, Scalar, Sequence, Source, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

LARGEST = 1024 * 1024
"""Bytes that a file may have."""

DEEPEST = 30
"""Levels of lists and keys inside each other."""

MOST_NODES = 50_000
"""Values that a file may hold, aliases counted as what they stand for."""

MOST_ALIASES = 200

_READ_AGAIN = LARGEST
"""Characters that are read once more at most, so that lines that are not lined up take no more than a moment."""

_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_NUMBER_START = frozenset("+-.0123456789")
_SPECIAL = _NUMBER_START | {text[:1] for text in (*_TRUTH, *_NOTHING)}
"""How a plain value begins that may be something else than a text."""

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, or why it cannot be read; both where it was read up to a point."""

    root: Value | None
    problems: tuple[Problem, ...]
    source: Source
    guessed: frozenset[int] = frozenset()
    """The numbers of lines that were read as if they were lined up with others."""


def read_yaml(text: str | bytes, file: str, *, first_line: int = 1, read_on: bool = False) -> Reading:
    """Read one YAML document; all that is wrong with it comes back as problems.

    With `read_on`, lines that are not lined up are a problem, and what they most likely mean is read all the same.
    """
    size = len(text) if isinstance(text, bytes) else len(text.encode(errors="surrogatepass"))
    source = Source(file, "", first_line)
    top = Node(source, 0, 0)
    if size > LARGEST:
        message = f"The file is larger than {LARGEST:,} bytes, and more are not allowed."
        return Reading(None, (problem("S002", top, "", message),), source)
    read = decoded(text, file) if isinstance(text, bytes) else text
    if isinstance(read, Problem):
        return Reading(None, (read,), source)
    read = read.removeprefix("\ufeff")
    source = replace(source, text=with_yamls_escapes(read) if read.lstrip()[:1] in {"{", "["} else read)
    refused = tuple(unsafe_characters(source))
    if refused:
        return Reading(None, refused, source)
    builder = _Builder(source)
    builder.build()
    return _read_on(builder) if read_on else Reading(builder.root, in_order(builder.problems), source)


def _read_on(builder: _Builder) -> Reading:
    """Move each line that is not lined up, and read again, as long as that leads further down the file."""
    source, problems, guessed = builder.source, list(builder.problems), set[int]()
    most = _READ_AGAIN // max(1, len(source.text))
    while builder.misplaced is not None and most > 0:
        most -= 1
        better = lined_up(builder.source.lines, builder.misplaced)
        again = None if better is None else _Builder(replace(source, text="\n".join(better.lines)))
        if better is None or again is None:
            break
        again.build()
        if again.broken_at is not None and again.broken_at <= builder.misplaced:
            break
        message = better.message or problems[-1].message
        problems[-1] = replace(problems[-1], message=message, hint=better.advice)
        builder = again
        problems += builder.problems
        guessed |= {number + source.first_line for number in better.moved}
    return Reading(
        builder.root, in_order(sure(problems, source.file, guessed)), builder.source, frozenset(guessed)
    )


def sure(problems: Iterable[Problem], file: str, guessed: Collection[int]) -> list[Problem]:
    """Leave out what was found in lines of a file that were moved, but that they are not lined up."""
    return [
        each
        for each in problems
        if each.place.file != file or each.place.line not in guessed or each.code == "S014"
    ]


def _number(text: str) -> Decimal | None:
    """Give a number of bearable size, or nothing."""
    try:
        number = Decimal(text)
    except InvalidOperation:  # its exponent is too large even to be kept
        return None
    _, digits, exponent = number.as_tuple()
    small = len(digits) <= _DIGITS and -_DIGITS <= int(exponent) <= _DIGITS and len(text) <= 2 * _DIGITS
    return number if small else None


class _StopError(Exception):
    """A limit was passed; nothing more is read."""


def _nothing(_event: Any) -> None:
    """Pass over an event that says nothing about values."""


class _Builder:
    """Turns the parser's events into nodes, with limits checked at each."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.root: Value | None = None
        self.broken_at: int | None = None
        """The line from 0 at which the parser gave up."""
        self.misplaced: int | None = None
        """The same, where the trouble is that the line is not lined up."""
        self.stack: list[Sequence | Mapping] = []
        self.pending: list[Scalar | None] = []
        """For each open group of keys, the key that waits for its value."""
        self.documents = 0
        self.count = 0
        self.aliases = 0
        self.anchors: dict[str, tuple[Value, int, int]] = {}
        """For each anchor its node, how many values it holds and how many levels."""
        self.open_anchors: list[tuple[str, int] | None] = []
        """For each open list or group, its anchor and the count of values before it."""
        self.deepest: list[int] = []
        """For each open list or group, the deepest level reached inside it."""

    def build(self) -> None:
        """Read the whole text; the root stays None where that cannot be done."""
        import yaml

        loader: Any = getattr(yaml, "CLoader", yaml.Loader)(self.source.text)
        handlers: dict[type[Any], Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open_mapping,
            yaml.SequenceStartEvent: self._open_sequence,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.DocumentEndEvent: _nothing,
            yaml.StreamStartEvent: _nothing,
        }
        next_event = loader.get_event
        try:
            event = next_event()
            while type(event) is not yaml.StreamEndEvent:
                handlers[type(event)](event)
                event = next_event()
        except yaml.YAMLError as error:
            self.root = None
            explained = explain(error, self.source)
            self.problems.append(explained.problem)
            self.broken_at, self.misplaced = explained.line, explained.misplaced
        except _StopError:
            self.root = None
        else:
            if self.root is None:
                self._refuse("S015", Node(self.source, 0, 0), "The file is empty.")
        finally:
            loader.dispose()

    def _refuse(self, code: str, node: Node, message: str, hint: str | None = None) -> None:
        self.problems.append(problem(code, node, "", message, hint))
        if len(self.problems) >= MOST_PROBLEMS:
            raise _StopError

    def _stop(self, code: str, node: Node, message: str, hint: str | None = None) -> None:
        self._refuse(code, node, message, hint)
        raise _StopError

    def _document(self, event: Any) -> None:
        node = Node(self.source, event.start_mark.line, event.start_mark.column)
        self.documents += 1
        if self.documents > 1:
            self._stop(
                "S007",
                node,
                "A second document begins here (“---”); a file holds one.",
                "Take this line away.",
            )
        if event.tags:
            self._refuse("S008", node, "Tags cannot be declared (“%TAG”).")

    def _open_mapping(self, event: Any) -> None:
        mark = event.start_mark
        self._open(event, Mapping(self.source, mark.line, mark.column))

    def _open_sequence(self, event: Any) -> None:
        mark = event.start_mark
        self._open(event, Sequence(self.source, mark.line, mark.column))

    def _open(self, event: Any, node: Sequence | Mapping) -> None:
        if event.tag is not None:
            self._tag(event.tag, node)
        self._check_depth(len(self.stack) + 1, node)
        self._add(node)
        self.stack.append(node)
        self.pending.append(None)
        self.deepest.append(len(self.stack))
        self.open_anchors.append(None if event.anchor is None else (event.anchor, self.count))

    def _close(self, _event: Any) -> None:
        node = self.stack.pop()
        self.pending.pop()
        deepest = self.deepest.pop()
        if self.deepest:
            self.deepest[-1] = max(self.deepest[-1], deepest)
        anchored = self.open_anchors.pop()
        if anchored is not None:
            name, before = anchored
            self._anchor(name, node, self.count - before + 1, deepest - len(self.stack))

    def _anchor(self, name: str, node: Value, size: int, levels: int) -> None:
        if name in self.anchors:
            first = self.anchors[name][0].place
            self._refuse("S010", node, f"The anchor “&{name}” is already defined on line {first.line}.")
        self.anchors[name] = (node, size, levels)

    def _alias(self, event: Any) -> None:
        node = Node(self.source, event.start_mark.line, event.start_mark.column)
        if any(anchored is not None and anchored[0] == event.anchor for anchored in self.open_anchors):
            self._stop("S010", node, f"“*{event.anchor}” stands inside the very thing that it repeats.")
        if event.anchor not in self.anchors:
            hint = f"Write &{event.anchor} before the value that it repeats."
            self._stop("S010", node, f"“*{event.anchor}” repeats something that is not defined above.", hint)
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self._stop("S010", node, f"More than {MOST_ALIASES} aliases (“*name”) are used.")
        target, size, levels = self.anchors[event.anchor]
        self._check_depth(len(self.stack) + levels, node)
        if self.deepest:
            self.deepest[-1] = max(self.deepest[-1], len(self.stack) + levels)
        self.count += size - 1
        self._add(target)

    def _check_depth(self, depth: int, node: Node) -> None:
        if depth > DEEPEST:
            self._stop("S005", node, f"Lists and keys are nested more than {DEEPEST} levels deep here.")

    def _tag(self, tag: str, node: Node) -> None:
        tag = tag.replace("tag:yaml.org,2002:", "!!")
        self._refuse(
            "S008",
            node,
            f"The tag “{tag}” is not allowed.",
            "Take it away; put the value in quotes if it is a text.",
        )

    def _scalar(self, event: Any) -> None:
        mark, text, style = event.start_mark, event.value, event.style or ""
        node = Scalar(self.source, mark.line, mark.column, text, text, style)
        if event.tag is not None:
            self._tag(event.tag, node)
        elif not style:
            if text[:1] in _SPECIAL:
                self._understand(node)
        elif style == '"' and not text.isprintable():
            found = UNSAFE.search(text)
            if found:
                self.problems.append(unsafe(found[0], node))
        if event.anchor is not None:
            self._anchor(event.anchor, node, 1, 0)
        self._add(node)

    def _understand(self, node: Scalar) -> None:
        """Give a plain scalar its value by the core rules of YAML 1.2."""
        text = node.text
        if text[:1] not in _NUMBER_START:
            if text in _TRUTH:
                node.value = _TRUTH[text]
            elif text in _NOTHING:
                node.value = None
            return
        if _NO_NUMBER.fullmatch(text):
            self._refuse("S013", node, f"“{text}” is not a number that can be used.")
        elif _INTEGER.fullmatch(text):
            digits = text.lstrip("+-")
            if len(digits) > _DIGITS:
                self._too_long(node)
            else:
                node.value = int(text, 0 if digits[1:2] in {"o", "x"} else 10)
        elif _DECIMAL.fullmatch(text):
            number = _number(text)
            if number is None:
                self._too_long(node)
            else:
                node.value = number

    def _too_long(self, node: Scalar) -> None:
        node.value = 0
        hint = "If it is no number to calculate with, put it in quotes."
        self._refuse("S013", node, f"A number can have at most {_DIGITS} digits.", hint)

    def _add(self, node: Value) -> None:
        """Put a value where it belongs: at the top, in the open list, or as a key or its value."""
        self.count += 1
        if self.count > MOST_NODES:
            self._stop("S006", node, f"The file holds more than {MOST_NODES:,} values.")
        if not self.stack:
            self.root = node
            return
        group = self.stack[-1]
        if isinstance(group, Sequence):
            group.items.append(node)
            return
        key = self.pending[-1]
        if key is not None:
            self.pending[-1] = None
            if group.keys.get(key.text) is key:  # else the key was refused
                group.entries[key.text] = node
        else:
            self.pending[-1] = self._key(group, node)

    def _key(self, group: Mapping, node: Value) -> Scalar:
        if not isinstance(node, Scalar) or (node.value is None and not node.style):
            self._refuse(
                "S011", node, "A key must be a text.", "If a value begins with { or [, put it in quotes."
            )
            return Scalar(self.source, node.line, node.column, None, "", "")
        if node.text == "<<":
            self._refuse("S009", node, "Keys cannot be merged in with “<<”.", "Write the keys out.")
        elif self._begins_item(group, node):
            self._open_item(node)
        elif node.text in group.keys:
            first = group.keys[node.text].place.line
            message = f"The key “{node.text}” stands here a second time; it is already on line {first}."
            self._refuse("S012", node, message, "Take one of the two away.")
        else:
            group.keys[node.text] = node
        return node

    def _begins_item(self, group: Mapping, node: Scalar) -> bool:
        """Whether a key is the one that an item of a list began with, after others, on a line of its own."""
        first = next(iter(group.keys.values()), None)
        return (
            first is not None
            and first.text == node.text
            and len(group.keys) > 1
            and first.column == node.column
            and first.line < node.line
            and len(self.stack) > 1
            and isinstance(self.stack[-2], Sequence)
        )

    def _open_item(self, node: Scalar) -> None:
        """Say once that a new item lacks its “- ”, and read what follows as that item."""
        message = f"The key “{node.text}” stands here a second time: a new item seems to begin."
        self._refuse("S012", node, message, f"A new item begins with “- ”: write “- {node.text}: ...”.")
        item = Mapping(self.source, node.line, node.column, {node.text: node})
        self.stack[-1] = item
        above = self.stack[-2]
        if isinstance(above, Sequence):
            above.items.append(item)
