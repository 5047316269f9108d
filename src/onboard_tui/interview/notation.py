"""How numbers, money and dates are written in the language of a script."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

NO_BREAK_SPACE = "\u00a0"

ENGLISH_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
GERMAN_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)
GERMAN_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

_POINT_GROUPS = frozenset({"da", "de", "el", "es", "hr", "id", "it", "nl", "pt", "ro", "sl", "tr"})
"""Languages that write 12.500,75."""
_SPACE_GROUPS = frozenset(
    {"bg", "cs", "fi", "fr", "hu", "lt", "lv", "nb", "nn", "no", "pl", "ru", "sk", "sv", "uk"}
)
"""Languages that write 12 500,75."""
_LIKE_ENGLISH = frozenset({"de-ch", "de-li", "es-mx", "es-us", "it-ch"})
"""Regions that write a decimal point although their language has a comma."""


@dataclass(frozen=True, slots=True)
class Notation:
    """The signs and words by which one language writes numbers and dates."""

    decimal_sign: str = "."
    group_sign: str = ","
    months: tuple[str, ...] = ENGLISH_MONTHS
    weekdays: tuple[str, ...] = ENGLISH_WEEKDAYS
    after_day: str = ""
    """What stands behind the day's number: `24. Februar`."""
    month_first: bool = False
    """Whether 2/3 is the third of February."""

    def number(self, value: Decimal | int, *, places: int = 0, group_from: int = 10_000) -> str:
        """Write a number with at least `places` decimals, its thousands grouped from `group_from` up."""
        plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
        sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        whole, _, fraction = digits.partition(".")
        fraction = fraction.rstrip("0")
        if fraction or places:
            fraction = self.decimal_sign + fraction.ljust(places, "0")
        if int(whole) >= group_from:
            whole = f"{int(whole):,}".replace(",", self.group_sign)
        return f"{sign}{whole}{fraction}"

    def money(self, value: Decimal | int, currency: str) -> str:
        """Write an amount: whole as `USD 12,500`, otherwise with its cents as `USD 12,500.50`."""
        places = 0 if value == int(value) else 2
        return f"{currency} {self.number(value, places=places, group_from=1_000)}"

    def date(self, day: date, *, weekday: bool = False) -> str:
        """Write a day as `24 February 2026`, or with its weekday as `Tue 24 February 2026`."""
        written = f"{day.day}{self.after_day} {self.months[day.month - 1]} {day.year}"
        return f"{self.weekdays[day.weekday()][: self._weekday_letters]} {written}" if weekday else written

    @property
    def _weekday_letters(self) -> int:
        return 2 if self.weekdays is GERMAN_WEEKDAYS else 3


@lru_cache(maxsize=32)
def notation_for(language: str) -> Notation:
    """Give the notation of a BCP 47 language tag; English words where the language has none here."""
    tag = language.casefold().replace("_", "-")
    base = tag.partition("-")[0]
    decimal_sign, group_sign = ".", ","
    if tag in _LIKE_ENGLISH:
        group_sign = "\u2019" if base in {"de", "it"} else ","
    elif base in _POINT_GROUPS:
        decimal_sign, group_sign = ",", "."
    elif base in _SPACE_GROUPS:
        decimal_sign, group_sign = ",", NO_BREAK_SPACE
    german = base == "de"
    return Notation(
        decimal_sign=decimal_sign,
        group_sign=group_sign,
        months=GERMAN_MONTHS if german else ENGLISH_MONTHS,
        weekdays=GERMAN_WEEKDAYS if german else ENGLISH_WEEKDAYS,
        after_day="." if german else "",
        month_first=tag == "en-us",
    )
