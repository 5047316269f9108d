"""Typed reading of a script's YAML: every value as what it should be, every fault as a problem."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from onboard_tui.script.habits import number_hint
from onboard_tui.script.problems import did_you_mean, problem
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from enum import StrEnum

    from onboard_tui.script.problems import Problem, Spot
    from onboard_tui.script.yaml_nodes import Value

_E = TypeVar("_E", bound="StrEnum")

NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""An id that expressions can use as a name."""

WORD = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}")
"""An id that stands only in quotes or in references."""

_ELSEWHERE = {
    key: f"“{key}” belongs to an item of “{listing}”: put the item under a key “{listing}:”."
    for key, listing in {"given": "scenarios", "expect": "scenarios", "raise_when": "flags"}.items()
}
"""Hints for keys that only one list knows."""

_MOST_GUESSES = 50
"""Unknown keys of one group for which the one that was meant is looked for; a file may hold thousands."""

_LIKE_A_LANGUAGE = re.compile("[a-z]{2}(-[A-Z]{2})?")
_HOW_PER_LANGUAGE = "Words can be given per language where the script lists them: “languages: [en, de]”."

NAME_RULE = "An id begins with a small letter and holds small letters, digits and “_”."
WORD_RULE = "An id holds letters, digits, “_” and “-”."


class Keys:
    """One group of keys in a script, with the path that names it in problems."""

    def __init__(self, node: Mapping, path: str, allowed: Iterable[str], problems: list[Problem]) -> None:
        """Report the keys that are not allowed; those that begin with `x-` always are."""
        self.node = node
        self.path = path
        self.problems = problems
        allowed = tuple(allowed)
        known = frozenset(allowed)
        unknown = [key for key in node.keys if key not in known and not key.startswith("x-")]
        for number, key in enumerate(unknown):
            hint = _after_comma(node.keys[key]) or _ELSEWHERE.get(key)
            hint = hint or (did_you_mean(key, allowed) if number < _MOST_GUESSES else None)
            hint = hint or f"The keys here are {', '.join(allowed)}."
            message = f"The key “{key}” is not known{f' in {path}' if path else ''}."
            self._report("S201", node.keys[key], self.path_of(key), message, hint)

    def refuse(self, code: str, spot: Spot, key: str, message: str, hint: str | None = None) -> None:
        """Report a fault in the value of a key, or in the group itself for the empty key."""
        self._report(code, spot, self.path_of(key), message, hint)

    def refuse_inside(
        self, code: str, spot: Spot, key: str, message: str, hint: str | None, offset: int
    ) -> None:
        """Report a fault at a character of a value."""
        self.problems.append(problem(code, spot, self.path_of(key), message, hint, offset=offset))

    def _report(self, code: str, spot: Spot, path: str, message: str, hint: str | None) -> None:
        self.problems.append(problem(code, spot, path, message, hint))

    def path_of(self, key: str) -> str:
        """Give the path of a key, as problems name it."""
        if not key:
            return self.path
        return f"{self.path}.{key}" if self.path else key

    def has(self, key: str) -> bool:
        """Whether the key stands there."""
        return key in self.node.entries

    def get(self, key: str, *, required: bool = False) -> Value | None:
        """Give the value of a key; a key without a value counts as a fault."""
        value = self.node.entries.get(key)
        if value is None:
            if required:
                self.refuse("S202", self.node, key, f"The key “{key}” is missing.")
            return None
        if isinstance(value, Scalar) and value.value is None:
            self.refuse(
                "S203",
                self.node.keys[key],
                key,
                f"The key “{key}” has no value.",
                "Give it one or take it away.",
            )
            return None
        return value

    def scalar(self, key: str, *, required: bool = False) -> Scalar | None:
        """Give a single value."""
        value = self.get(key, required=required)
        return None if value is None else self._single(value, key)

    def _single(self, value: Value, key: str, hint: str | None = None) -> Scalar | None:
        if isinstance(value, Scalar):
            return value
        self.refuse("S203", value, key, f"“{key}” needs a single value, and here is {kind_of(value)}.", hint)
        return None

    def text(self, key: str, *, required: bool = False) -> str:
        """Give a text; blank where it is missing or wrong."""
        value = self.get(key, required=required)
        if value is None:
            return ""
        tags = isinstance(value, Mapping) and all(_LIKE_A_LANGUAGE.fullmatch(each) for each in value.entries)
        found = self._single(value, key, _HOW_PER_LANGUAGE if tags else None)
        return "" if found is None else self.as_text(found, key)

    def as_text(self, found: Scalar, key: str) -> str:
        """Give a scalar as a text; anything else has to be put in quotes first."""
        if not isinstance(found.value, str):
            hint = f"Put it in quotes: '{found.text}'."
            self.refuse(
                "S203", found, key, f"“{key}” needs a text, and {found.text} is {kind_of(found)}.", hint
            )
            return ""
        if not found.value.strip():
            self.refuse("S203", found, key, f"“{key}” is blank.", "Give it a text or take it away.")
            return ""
        return found.value

    def name(self, key: str = "id") -> str:
        """Give an id that expressions can use, blank where it is missing or wrong."""
        return self._identifier(key, NAME, NAME_RULE)

    def word(self, key: str = "id", *, required: bool = True) -> str:
        """Give an id that stands only in quotes or in references; a plain number will do."""
        return self._identifier(key, WORD, WORD_RULE, required=required)

    def words(self, key: str) -> tuple[str, ...]:
        """Give ids that stand only in references: a list of them, or a single one."""
        several = isinstance(self.get(key), Sequence)
        found = self.scalars(key, filled=True) if several else filter(None, (self.scalar(key),))
        return tuple(word for each in found if (word := self._as_identifier(each, key, WORD, WORD_RULE)))

    def _identifier(self, key: str, form: re.Pattern[str], rule: str, *, required: bool = True) -> str:
        found = self.scalar(key, required=required)
        return "" if found is None else self._as_identifier(found, key, form, rule)

    def _as_identifier(self, found: Scalar, key: str, form: re.Pattern[str], rule: str) -> str:
        if isinstance(found.value, bool):
            self.refuse("S203", found, key, f"“{key}” needs a text.", f"Put it in quotes: '{found.text}'.")
            return ""
        if not form.fullmatch(found.text):
            self.refuse("S205", found, key, f"“{found.text}” cannot be an id.", rule)
            return ""
        return found.text

    def question(self, key: str, known: Collection[str]) -> Scalar | None:
        """Give the id of a question that there is."""
        found = self.scalar(key)
        if found is None or found.text in known:
            return found
        hint = did_you_mean(found.text, known)
        self.refuse("S207", found, key, f"There is no question “{found.text}”.", hint)
        return None

    def truth(self, key: str) -> bool:
        """Give true or false; false where it is missing or wrong."""
        found = self.scalar(key)
        if found is None or isinstance(found.value, bool):
            return bool(found and found.value)
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(found.text.casefold())
        hint = f"Write {meant}." if meant else None
        self.refuse("S203", found, key, f"“{key}” is true or false, and here is {found.text}.", hint)
        return False

    def whole(self, key: str, *, least: int = 0, required: bool = False) -> int | None:
        """Give a whole number of at least `least`."""
        found = self.scalar(key, required=required)
        if found is None:
            return None
        if isinstance(found.value, bool) or not isinstance(found.value, int):
            message = f"“{key}” needs a whole number, and here is {found.text}."
            self.refuse("S203", found, key, message, number_hint(found.text))
            return None
        if found.value < least:
            self.refuse("S209", found, key, f"“{key}” must be at least {least}.")
            return None
        return found.value

    def number(self, key: str) -> Decimal | None:
        """Give a number."""
        found = self.scalar(key)
        if found is None:
            return None
        if isinstance(found.value, bool) or not isinstance(found.value, int | Decimal):
            message = f"“{key}” needs a number, and here is {found.text}."
            self.refuse("S203", found, key, message, number_hint(found.text))
            return None
        return Decimal(found.value)

    def day(self, key: str) -> date | None:
        """Give a date written as 2026-12-31."""
        found = self.scalar(key)
        if found is None:
            return None
        day = iso_date(found.text)
        if day is None:
            self.refuse("S203", found, key, f"“{found.text}” is not a date.", "Write it as 2026-12-31.")
        return day

    def one_of(self, key: str, kind: type[_E], *, required: bool = False) -> _E | None:
        """Give one of a closed set of words."""
        found = self.scalar(key, required=required)
        if found is None:
            return None
        try:
            return kind(found.text)
        except ValueError:
            known = [each.value for each in kind]
        hint = did_you_mean(found.text, known) or f"It can be {', '.join(known)}."
        self.refuse("S204", found, key, f"“{key}” cannot be “{found.text}”.", hint)
        return None

    def items(self, key: str, *, required: bool = False, filled: bool = False) -> list[Value]:
        """Give the items of a list; with `filled`, an empty list is a fault."""
        value = self.get(key, required=required)
        if value is None:
            return []
        if not isinstance(value, Sequence):
            self.refuse(
                "S203",
                value,
                key,
                f"“{key}” needs a list, and here is {kind_of(value)}.",
                "Begin each item with “- ”.",
            )
            return []
        if (required or filled) and not value.items:
            self.refuse("S203", value, key, f"The list “{key}” is empty.")
        return value.items

    def scalars(self, key: str, *, filled: bool = False) -> list[Scalar]:
        """Give a list of single values; with `filled`, an empty list is a fault."""
        found: list[Scalar] = []
        for item in self.items(key, filled=filled):
            if isinstance(item, Scalar) and item.value is not None:
                found.append(item)
            else:
                self.refuse(
                    "S203", item, key, f"“{key}” needs a list of single values, and here is {kind_of(item)}."
                )
        return found

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts."""
        return tuple(text for each in self.scalars(key) if (text := self.as_text(each, key)))

    def group(self, key: str, allowed: Iterable[str], *, required: bool = False) -> Keys | None:
        """Give a group of keys inside this one."""
        value = self.get(key, required=required)
        return None if value is None else self.as_group(value, self.path_of(key), allowed)

    def groups(
        self,
        key: str,
        allowed: Iterable[str],
        *,
        required: bool = False,
        filled: bool = False,
        id_key: str = "id",
    ) -> list[Keys]:
        """Give a list of groups; each is named by its id in problems, or else by its number from 0."""
        allowed = tuple(allowed)
        found = []
        for number, item in enumerate(self.items(key, required=required, filled=filled)):
            identifier = item.get(id_key) if isinstance(item, Mapping) else None
            name = identifier.text if isinstance(identifier, Scalar) and identifier.text else str(number)
            group = self.as_group(item, f"{self.path_of(key)}[{name}]", allowed)
            if group is not None:
                found.append(group)
        return found

    def as_group(self, value: Value, path: str, allowed: Iterable[str]) -> Keys | None:
        """Give a value as a group of keys."""
        if isinstance(value, Mapping):
            return Keys(value, path, allowed, self.problems)
        message = f"A group of keys is needed here, and here is {kind_of(value)}."
        self._report("S203", value, path, message, "Write it as “key: value” lines.")
        return None


def refuse_repeated(what: str, named: Iterable[tuple[str, Keys]]) -> None:
    """Report each group of keys whose id another group in the list has already; a blank id counts for nothing."""
    first: dict[str, Keys] = {}
    for identifier, keys in named:
        if identifier and first.setdefault(identifier, keys) is not keys:
            message = f"The {what} “{identifier}” is already defined at {first[identifier].node.place}."
            spot = keys.node.get("id") or keys.node
            keys.refuse("S206", spot, "id", message, "Give one of the two another id.")


def _after_comma(key: Scalar) -> str | None:
    """Say what to do about a key that is nothing but the rest of a value inside {...}, behind its comma."""
    line, column = key.source.line(key.place.line), key.column
    before, after = line[:column].rstrip(), line[column + len(key.text) :].lstrip()
    if key.style or not before.endswith(",") or after[:1] not in {",", "}"}:
        return None
    hint = "Inside {...} a comma begins the next key: put an expression or a text with a comma in quotes."
    whole = re.search(r"\d+$", before[:-1].rstrip())
    decimals = re.match(r"\d+", key.text)
    if whole and decimals:
        return f"A decimal point is written with a full stop: {whole[0]}.{decimals[0]}. {hint}"
    return hint


def iso_date(text: str) -> date | None:
    """Read a date written as 2026-12-31, or give nothing."""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
