"""Questions of a script, from YAML; their expressions are read later, once every name is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from keyword import iskeyword
from typing import TYPE_CHECKING

from onboard_tui.script.fields import WORD, WORD_RULE, Keys
from onboard_tui.script.load_steps import read_steps
from onboard_tui.script.model import (
    CHOICES,
    NUMBERS,
    TEXTS,
    WHOLE_NUMBERS,
    AskedOf,
    Coach,
    Column,
    Mark,
    Option,
    Question,
    QuestionType,
)
from onboard_tui.script.problems import did_you_mean
from onboard_tui.script.symbols import Symbol, question_symbol
from onboard_tui.script.yaml_nodes import Scalar, Sequence, kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


QUESTION_KEYS = (
    "id",
    "section",
    "pass",
    "pin",
    "asked_of",
    "type",
    "ask",
    "when",
    "required",
    "gate",
    "options",
    "columns",
    "min_rows",
    "max_rows",
    "steps",
    "min",
    "max",
    "labels",
    "pattern",
    "max_length",
    "unit",
    "validate",
    "default",
    "carry",
    "clear_when_hidden",
    "feeds",
    "coach",
    "was",
    "locked_by",
)
COACH_KEYS = ("know", "why", "good", "bad", "steer")
OPTION_KEYS = ("id", "text", "mark", "unknown")
COLUMN_KEYS = ("id", "type", "text", "options", "min", "max", "private")

T = QuestionType
GOES_WITH: Mapping[str, frozenset[QuestionType]] = {
    "options": CHOICES,
    "columns": frozenset({T.TABLE}),
    "min_rows": frozenset({T.TABLE}),
    "max_rows": frozenset({T.TABLE}),
    "steps": frozenset({T.TABLE}),
    "min": NUMBERS | {T.DATE},
    "max": NUMBERS | {T.DATE},
    "labels": frozenset({T.SCALE}),
    "pattern": frozenset({T.TEXT}),
    "max_length": TEXTS,
    "unit": NUMBERS - {T.MONEY},
}
"""Which types of question each of these keys goes with."""

NEEDS: Mapping[QuestionType, tuple[str, ...]] = {
    T.SINGLE: ("options",),
    T.MULTI: ("options",),
    T.TABLE: ("columns",),
    T.SCALE: ("min", "max"),
}
"""The keys that a type cannot do without."""


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question before its expressions are read; without a usable type there is only the id."""

    id: str
    question: Question | None
    keys: Keys

    @property
    def symbol(self) -> Symbol:
        """What expressions know of it."""
        return question_symbol(self.question) if self.question else Symbol(self.id, None)


def read_question(
    keys: Keys, sections: Collection[str], passes: Collection[str], places: tuple[Keys, ...] = ()
) -> QuestionDraft:
    """Read everything about a question but its expressions.

    Which section and pass it is in, the items that place its file may say for it, the nearest first in `places`.
    """
    question_id = keys.name()
    kind = keys.one_of("type", QuestionType, required=True)
    section = _reference((keys, *places), "section", sections)
    pass_id = _reference((keys, *places), "pass", passes)
    ask = keys.text("ask", required=True)
    coach = _coach(keys)
    feeds = tuple(each.text for each in keys.scalars("feeds"))
    shared = {
        "asked_of": keys.one_of("asked_of", AskedOf) or AskedOf.CUSTOMER,
        "pin": keys.whole("pin", least=1),
        "required": keys.truth("required"),
        "gate": keys.truth("gate"),
        "carry": keys.truth("carry"),
        "clear_when_hidden": keys.truth("clear_when_hidden"),
        "was": keys.words("was"),
        "locked_by": keys.word("locked_by", required=False) or None,
    }
    if kind is None:
        return QuestionDraft(question_id, None, keys)
    _check_type_keys(keys, kind)
    low, high = limits(keys, kind)
    columns = _columns(keys) if kind is T.TABLE else ()
    question = Question(
        id=question_id,
        section=section,
        pass_id=pass_id,
        type=kind,
        ask=ask,
        options=read_options(keys) if kind in CHOICES else (),
        columns=columns,
        min_rows=keys.whole("min_rows") or 0,
        max_rows=_max_rows(keys),
        steps=read_steps(keys, columns) if kind is T.TABLE else None,
        min=low,
        max=high,
        labels=_labels(keys, low, high),
        pattern=_pattern(keys),
        max_length=keys.whole("max_length", least=1),
        unit=keys.text("unit"),
        feeds=feeds,
        coach=coach,
        place=keys.node.place,
        **shared,  # type: ignore[arg-type] # each value has the type of its field; mypy sees their union
    )
    return QuestionDraft(question_id, question, keys)


def _reference(sayers: tuple[Keys, ...], key: str, known: Collection[str]) -> str:
    """Give what the first group of keys that says anything says; where none does, the key is missing in the first."""
    keys = next((each for each in sayers if each.has(key)), sayers[0])
    found = keys.scalar(key, required=True)
    if found is None:
        return ""
    if known and found.text not in known:
        hint = did_you_mean(found.text, known) or f"It can be {', '.join(known)}."
        keys.refuse("S207", found, key, f"There is no {key} “{found.text}”.", hint)
    return found.text


def _check_type_keys(keys: Keys, kind: QuestionType) -> None:
    for key, types in GOES_WITH.items():
        if key in keys.node.keys and kind not in types:
            place = keys.node.keys[key]
            names = ", ".join(each.value for each in QuestionType if each in types)
            keys.refuse(
                "S208",
                place,
                key,
                f"“{key}” does not go with the type {kind.value}.",
                f"It goes with {names}.",
            )
    for key in NEEDS.get(kind, ()):
        if not keys.has(key):
            keys.refuse("S202", keys.node, key, f"A question of the type {kind.value} needs the key “{key}”.")


def read_options(keys: Keys) -> tuple[Option, ...]:
    """Read the options of a question."""
    options = []
    for each in keys.groups("options", OPTION_KEYS, filled=True):
        option = Option(
            each.word(), each.text("text", required=True), each.one_of("mark", Mark), each.truth("unknown")
        )
        options.append((option, each))
    _check_unique("option", [(option.id, each) for option, each in options])
    return tuple(option for option, _ in options if option.id)


def _check_unique(what: str, found: list[tuple[str, Keys]]) -> None:
    """Report an id that stands twice in one list, naming both places."""
    first: dict[str, Keys] = {}
    for identifier, keys in found:
        if not identifier:
            continue
        if identifier in first:
            line = first[identifier].node.place.line
            message = f"The {what} “{identifier}” stands here a second time; it is already on line {line}."
            keys.refuse("S206", keys.node, "id", message)
        first.setdefault(identifier, keys)


def _columns(keys: Keys) -> tuple[Column, ...]:
    columns = []
    for each in keys.groups("columns", COLUMN_KEYS, filled=True):
        column_id = each.name()
        if iskeyword(column_id) or column_id in {"true", "false"}:
            place = each.node.entries["id"]
            each.refuse(
                "S205",
                place,
                "id",
                f"“{column_id}” is a word of the expression language.",
                "Choose another id.",
            )
        kind = each.one_of("type", QuestionType, required=True)
        if kind is T.TABLE:
            each.refuse("S204", each.node, "type", "A column cannot be a table.")
            kind = None
        text = each.text("text", required=True)
        private = each.truth("private")
        if kind is None:
            continue
        for key in ("options", "min", "max"):
            if each.has(key) and kind not in GOES_WITH[key]:
                place = each.node.keys[key]
                each.refuse("S208", place, key, f"“{key}” does not go with the type {kind.value}.")
        if kind in CHOICES and not each.has("options"):
            each.refuse(
                "S202", each.node, "options", f"A column of the type {kind.value} needs the key “options”."
            )
        low, high = limits(each, kind)
        numeric = [None if isinstance(limit, date) else limit for limit in (low, high)]
        options = _column_options(each) if kind in CHOICES else ()
        columns.append((Column(column_id, kind, text, options, numeric[0], numeric[1], private), each))
    _check_unique("column", [(column.id, each) for column, each in columns])
    return tuple(column for column, _ in columns if column.id)


def _column_options(keys: Keys) -> tuple[Option, ...]:
    """Read the options of a column, where a plain id stands for id and text."""
    options: list[Option] = []
    for number, item in enumerate(keys.items("options", filled=True)):
        if isinstance(item, Scalar):
            option = _plain_option(keys, item)
        else:
            group = keys.as_group(item, f"{keys.path}.options[{number}]", OPTION_KEYS)
            option = None if group is None else Option(group.word(), group.text("text", required=True))
        if option is None or not option.id:
            continue
        if any(option.id == other.id for other in options):
            keys.refuse("S206", item, "options", f"The option “{option.id}” stands here a second time.")
        options.append(option)
    return tuple(options)


def _plain_option(keys: Keys, item: Scalar) -> Option | None:
    if isinstance(item.value, bool) or item.value is None:
        keys.refuse("S203", item, "options", "An option needs an id.", f"Put it in quotes: '{item.text}'.")
        return None
    if not WORD.fullmatch(item.text):
        keys.refuse("S205", item, "options", f"“{item.text}” cannot be an id.", WORD_RULE)
        return None
    return Option(item.text, item.text.replace("_", " "))


def limits(keys: Keys, kind: QuestionType) -> tuple[Decimal | date | None, Decimal | date | None]:
    """Read `min` and `max` as numbers or dates, as the type has them."""
    if kind not in GOES_WITH["min"]:
        return None, None
    found: list[Decimal | date | None] = []
    for key in ("min", "max"):
        limit: Decimal | date | None = keys.day(key) if kind is T.DATE else keys.number(key)
        if kind in WHOLE_NUMBERS and isinstance(limit, Decimal) and limit != int(limit):
            keys.refuse(
                "S209", keys.node.entries[key], key, f"“{key}” of the type {kind.value} is a whole number."
            )
            limit = None
        found.append(limit)
    low, high = found
    if low is not None and high is not None and is_above(low, high):
        keys.refuse("S209", keys.node.entries["min"], "min", f"“min” ({low}) is above “max” ({high}).")
    return low, high


def is_above(low: Decimal | date, high: Decimal | date) -> bool:
    """Whether a number is above another, or a date after another."""
    if isinstance(low, date) or isinstance(high, date):
        return isinstance(low, date) and isinstance(high, date) and low > high
    return low > high


def _max_rows(keys: Keys) -> int | None:
    least, most = keys.whole("min_rows"), keys.whole("max_rows", least=1)
    if least is not None and most is not None and least > most:
        keys.refuse(
            "S209",
            keys.node.entries["min_rows"],
            "min_rows",
            f"“min_rows” ({least}) is above “max_rows” ({most}).",
        )
    return most


def _labels(keys: Keys, low: Decimal | date | None, high: Decimal | date | None) -> dict[int, str]:
    value = keys.get("labels")
    if value is None:
        return {}
    if isinstance(value, (Scalar, Sequence)):
        keys.refuse(
            "S203",
            value,
            "labels",
            f"“labels” needs a text for some points of the scale, and here is {kind_of(value)}.",
        )
        return {}
    labels: dict[int, str] = {}
    for point, place, text in value.items():
        if not isinstance(place.value, int) or isinstance(place.value, bool):
            keys.refuse(
                "S203", place, "labels", f"“{point}” is not a point of the scale.", "Write a whole number."
            )
        elif not (isinstance(low, Decimal) and isinstance(high, Decimal) and low <= place.value <= high):
            keys.refuse("S209", place, "labels", f"{point} is not between “min” and “max”.")
        elif not isinstance(text, Scalar):
            keys.refuse("S218", text, "labels", f"A word for a point is a text, and here is {kind_of(text)}.")
        elif keys.as_text(text, "labels"):
            labels[place.value] = text.text
    return labels


def _pattern(keys: Keys) -> str | None:
    found = keys.scalar("pattern")
    if found is None:
        return None
    try:
        re.compile(found.text)
    except re.error as error:
        message = f"The pattern cannot be read: {error.msg}."
        keys.refuse_inside("S209", found, "pattern", message, None, error.pos or 0)
        return None
    return found.text


def _coach(keys: Keys) -> Coach:
    coach = keys.group("coach", COACH_KEYS)
    if coach is None:
        return Coach()
    texts = {key: coach.text(key) for key in COACH_KEYS[:-1] if coach.has(key)}
    return Coach(**texts, steer=coach.texts("steer"))
