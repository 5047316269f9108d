"""Days in the words of any language, read back from the very form in which they are written for people."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from babel.dates import DateTimePattern

    from onboard_tui.interview.notation import Notation

_ALONE: Final = {"L": "M", "c": "E"}
"""The fields for names that stand alone, and those that mean the same."""


class WrittenDay(NamedTuple):
    """What a written day says; whether there is such a day is for the reader to see."""

    year: int
    month: int
    day: int
    weekday: int | None = None
    """0 is Monday; None where no weekday is said."""


def plain_words(text: str) -> str:
    """Make small letters, and one space of each stretch of spaces and commas."""
    return re.sub(r"[\s,]+", " ", text.casefold()).strip()


def read_back(text: str, notation: Notation) -> WrittenDay | None:
    """Read what `Notation.date` wrote, in plain words; nothing where it has another form."""
    for form in _forms(notation):
        if found := form.fullmatch(text):
            said = found.groupdict()
            month = said["month"]
            return WrittenDay(
                int(said["year"]),
                int(month) if month.isdecimal() else month_names(notation)[month],
                int(said["day"]),
                _weekday_names(notation)[said["weekday"]] if said.get("weekday") else None,
            )
    return None


@lru_cache(maxsize=32)
def month_names(notation: Notation) -> Mapping[str, int]:
    """Give the names of the months, short ones too, in plain words; January is 1."""
    return {plain_words(name): number for names in notation.months for number, name in names.items()}


@lru_cache(maxsize=32)
def _weekday_names(notation: Notation) -> Mapping[str, int]:
    return {plain_words(name): number for number, name in notation.weekdays.items()}


@lru_cache(maxsize=32)
def _forms(notation: Notation) -> tuple[re.Pattern[str], ...]:
    """Give an expression for each form in which the language writes a day."""
    day = _expression(notation.day, notation)
    if notation.day_of_week is None:
        return re.compile(day), re.compile(f"(?P<weekday>{_any_of(_weekday_names(notation))}) {day}")
    return re.compile(day), re.compile(_expression(notation.day_of_week, notation))


def _expression(pattern: DateTimePattern, notation: Notation) -> str:
    from babel.dates import tokenize_pattern

    fields = {
        "d": r"(?P<day>\d{1,2})(?:er)?",
        "M": r"(?P<month>\d{1,2})",
        "MMMM": f"(?P<month>{_any_of(month_names(notation))})",
        "y": r"(?P<year>\d{4})",
        "EEEE": f"(?P<weekday>{_any_of(_weekday_names(notation))})",
    }
    parts = []
    for kind, value in tokenize_pattern(pattern.pattern):
        if kind == "chars":
            parts.append(re.escape(re.sub(r"[\s,]+", " ", str(value).casefold())))
        else:
            letter, width = _ALONE.get(str(value[0]), str(value[0])), int(value[1])
            parts.append(fields.get(letter * 4 if width > 2 and letter in "ME" else letter, r"\S+"))
    return "".join(parts)


def _any_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
