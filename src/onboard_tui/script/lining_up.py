"""Moves lines of YAML that are not lined up to where they most likely belong, so that the rest can be looked at, too."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_HEAD = re.compile(r"([ \t]*)((?:- +)*)(?:[\w-]+ *:|- )?")
_LACKS_COLON = re.compile(r"\s*(?:- +)*[\w-]+\s*")
_KEY = re.compile(r" *([\w-]+) *:(?: |$)")
_LIST_OF = {
    "given": "scenarios",
    "expect": "scenarios",
    "ask": "questions",
    "raise_when": "flags",
    "value": "computed",
    "rungs": "ladders",
}
"""Keys by which an item is known to belong to a list at the top of a script."""
_TAB = "  "


@dataclass(frozen=True, slots=True)
class LinedUp:
    """Lines of a file, some of which stand elsewhere than the writer put them."""

    lines: tuple[str, ...]
    moved: frozenset[int]
    """The numbers from 0 of the lines that were changed."""
    advice: str
    """What the writer has to do."""
    message: str = ""
    """What is wrong, where that is something else than the place of the line."""


def lined_up(lines: Sequence[str], number: int) -> LinedUp | None:
    """Move a line, and those that hang on it, in line with its neighbours; nothing where it is not clear with which."""
    tabbed = {at for at, line in enumerate(lines) if "\t" in _indent_of(line)}
    if tabbed:
        blank = [line.replace("\t", _TAB) if at in tabbed else line for at, line in enumerate(lines)]
        return LinedUp(tuple(blank), frozenset(tabbed), "Indent with blanks; YAML does not allow tabs.")
    if number >= len(lines):
        return None  # the parser gave up behind the last line
    line = lines[number]
    above = next((each for each in range(number - 1, -1, -1) if lines[each].strip()), None)
    if above is not None and _LACKS_COLON.fullmatch(lines[above]) and _width(line) > _width(lines[above]):
        with_colon = (*lines[:above], f"{lines[above].rstrip()}:", *lines[above + 1 :])
        key = lines[above].strip().removeprefix("- ")
        return LinedUp(with_colon, frozenset({above}), f"Write “{key}:”.", "The line above it has no colon.")
    levels = set(_levels(lines, number))
    item = line.lstrip().startswith("- ")
    if not item and (True, _width(line)) in levels:
        begun = _begun(lines, number)
        if begun is not None:
            return begun
    if item and (False, _width(line)) in levels:
        without_key = _without_key(lines, number)
        if without_key is not None:
            return without_key
    near = sorted((abs(column - _width(line)), column) for is_item, column in levels if is_item == item)
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        return None
    by = near[0][1] - _width(line)
    hanging = _hanging(lines, number, {column for _, column in levels})
    moved = [_moved(each, by) if at in hanging else each for at, each in enumerate(lines)]
    advice = f"Begin it with {near[0][1]} blanks, as its neighbours do; it has {_width(line)}."
    return LinedUp(tuple(moved), frozenset(hanging), advice)


def _begun(lines: Sequence[str], number: int) -> LinedUp | None:
    """Begin an item with a key that stands in line with items, if the item above begins with the same key."""
    key = _KEY.match(lines[number])
    width = _width(lines[number])
    starts = (line for line in reversed(lines[:number]) if line[: width + 2] == " " * width + "- ")
    above = _KEY.match(next(starts, "")[width + 2 :])
    if key is None or above is None or above[1] != key[1]:
        return None
    below = _below(lines, number)
    moved = {number, *below} if any(_width(lines[at]) == width for at in below) else {number}
    fresh = [
        f"{' ' * width}{'- ' if at == number else '  '}{line[width:]}" if at in moved else line
        for at, line in enumerate(lines)
    ]
    advice = f"A new item begins with “- ”: write “- {key[1]}: ...”."
    return LinedUp(
        tuple(fresh), frozenset(moved), advice, "This line seems to begin a new item, without its “- ”."
    )


def _without_key(lines: Sequence[str], number: int) -> LinedUp | None:
    """Pass over items that stand where keys do, if they are of a list whose key is nowhere in the file."""
    width = _width(lines[number])
    past = (at for at in range(number + 1, len(lines)) if lines[at].strip() and _width(lines[at]) < width)
    end = next(past, len(lines))
    keys = (found[1] for line in lines[number:end] if (found := _KEY.match(line.replace("- ", "  ", 1))))
    missing = next((_LIST_OF[key] for key in keys if key in _LIST_OF), None)
    if missing is None or any(line.startswith(f"{missing}:") for line in lines):
        return None
    kept = ["" if number <= at < end else line for at, line in enumerate(lines)]
    advice = f"A list stands under its key: write “{missing}:” on a line of its own above it."
    message = "An item of a list stands here, where keys are expected."
    return LinedUp(tuple(kept), frozenset(range(number, end)), advice, message)


def _below(lines: Sequence[str], number: int) -> list[int]:
    """Give the lines below one that are as far in or further, up to the next item."""
    width, found = _width(lines[number]), []
    for at in range(number + 1, len(lines)):
        if lines[at].strip():
            if _width(lines[at]) < width or lines[at].startswith("- ", width):
                break
            found.append(at)
    return found


def _indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _width(line: str) -> int:
    return len(_indent_of(line))


def _moved(line: str, by: int) -> str:
    return " " * by + line if by > 0 else line[-by:]


def _levels(lines: Sequence[str], number: int) -> Iterator[tuple[bool, int]]:
    """Give the columns at which items (true) and keys (false) of the open lists and groups above a line stand."""
    innermost: int | None = None
    for line in reversed(lines[:number]):
        head = _HEAD.match(line)
        if head is None or len(head[0]) == len(head[1]) or line.lstrip().startswith("#"):
            continue  # neither a key nor an item
        column = len(head[1])
        if innermost is None or column < innermost:
            innermost = column
            yield from ((True, column + found.start()) for found in re.finditer("-", head[2]))
            yield False, column + len(head[2])
        if column == 0:
            return


def _hanging(lines: Sequence[str], number: int, levels: set[int]) -> set[int]:
    """Give the line and those below it that hang on it: as far in or further, and not in line with others."""
    hanging = {number}
    for at in range(number + 1, len(lines)):
        width = _width(lines[at])
        if lines[at].strip():
            if width < _width(lines[number]) or width in levels:
                break
            hanging.add(at)
    return hanging
