"""How numbers, money and dates are written in the language of a script or of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from babel import Locale
    from babel.dates import DateTimePattern

_WORLD_ENGLISH: Final = "en-001"
"""English of no country: 24 February 2026, where that of the United States has the month first."""
_FIRST_OF_MONTH: Final = {"fr": "1er"}
"""Languages that count the first day of a month, by what they write."""
_DAYS: Final = "duration-day"
_DIRECTION_MARKS: Final = dict.fromkeys((0x200E, 0x200F, 0x061C))


@dataclass(frozen=True, eq=False)
class Notation:
    """The signs and words by which one language writes numbers and dates."""

    locale: Locale
    decimal_sign: str
    group_sign: str
    group_sizes: tuple[int, int]
    """How many digits stand in the last group, and in each before it."""
    percent_signs: tuple[str, str]
    """What stands before and behind a percentage."""
    month_first: bool
    """Whether 2/3 is the third of February."""
    day: DateTimePattern
    day_of_week: DateTimePattern | None
    """A day with its weekday; None where the weekday comes first."""

    def number(self, value: Decimal | int, *, places: int = 0, group_from: int = 10_000) -> str:
        """Write a number with at least `places` decimals, its thousands grouped from `group_from` up."""
        plain = f"{value:f}" if isinstance(value, Decimal) else str(value)
        sign, digits = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        whole, _, fraction = digits.partition(".")
        fraction = fraction.rstrip("0")
        if fraction or places:
            fraction = self.decimal_sign + fraction.ljust(places, "0")
        if int(whole) >= group_from:
            whole = self.group_sign.join(self._groups(whole))
        return f"{sign}{whole}{fraction}"

    def _groups(self, digits: str) -> list[str]:
        last, others = self.group_sizes
        groups = [digits[-last:]]
        rest = digits[:-last]
        while rest:
            groups.insert(0, rest[-others:])
            rest = rest[:-others]
        return groups

    def money(self, value: Decimal | int, currency: str) -> str:
        """Write an amount: whole as `USD 12,500`, otherwise with its cents as `USD 12,500.50`."""
        places = 0 if value == int(value) else minor_digits(currency)
        return f"{currency} {self.number(value, places=places, group_from=1_000)}"

    def percent(self, value: Decimal | int) -> str:
        """Write a percentage: `80%`."""
        before, after = self.percent_signs
        return f"{before}{self.number(value)}{after}"

    def days(self, count: Decimal | int) -> str:
        """Write a number of days: `30 days`, `1 day`."""
        from babel.units import format_unit

        written = [format_unit(count, _DAYS, length, locale=self.locale) for length in ("long", "short")]
        return next(_visible(each) for each in written if _DAYS not in each)

    def date(self, day: date, *, weekday: bool = False) -> str:
        """Write a day as `24 February 2026`, or with its weekday as `Tue 24 February 2026`."""
        if weekday and self.day_of_week is not None:
            return self.day_of_week.apply(day, self.locale)
        written = self.day.apply(day, self.locale)
        if day.day == 1 and self.locale.language in _FIRST_OF_MONTH:
            written = written.replace("1 ", f"{_FIRST_OF_MONTH[self.locale.language]} ", 1)
        return f"{self.weekdays[day.weekday()]} {written}" if weekday else written

    @property
    def months(self) -> Sequence[Mapping[int, str]]:
        """The names of the months by number, as they stand in a date: whole, and short."""
        named = self.locale.months["format"]
        return named["wide"], named["abbreviated"]

    @property
    def weekdays(self) -> Mapping[int, str]:
        """The names of the days of the week, as they stand with a day; Monday is 0."""
        width = "abbreviated" if self.day_of_week is None else "wide"
        named = self.locale.days["format"][width]
        return {number: _visible(name).removesuffix(".") for number, name in named.items()}


@lru_cache(maxsize=32)
def notation_for(language: str) -> Notation:
    """Give the notation of a BCP 47 language tag; that of English where the language is not known."""
    from babel.dates import parse_pattern

    locale = _locale(language)
    numbers, percent = locale.decimal_formats[None], locale.percent_formats[None]
    signs = locale.number_symbols["latn"]
    day, whole = locale.date_formats["long"].pattern, locale.date_formats["full"].pattern
    day_and_month = locale.datetime_skeletons["Md"].pattern
    return Notation(
        locale,
        decimal_sign=signs["decimal"],
        group_sign=signs["group"],
        group_sizes=numbers.grouping,
        percent_signs=(_visible(percent.prefix[0]), _visible(percent.suffix[0])),
        month_first=day_and_month.index("M") < day_and_month.index("d"),
        day=parse_pattern(_visible(day)),
        day_of_week=None if whole.startswith(("EEEE", "cccc")) else parse_pattern(_visible(whole)),
    )


@lru_cache(maxsize=64)
def minor_digits(currency: str) -> int:
    """Give how many decimals amounts of a currency have: 2 for USD, 0 for JPY, 3 for KWD."""
    from babel.numbers import get_currency_precision

    return get_currency_precision(currency)


def language_name(language: str) -> str:
    """Give the English name of a BCP 47 language tag: `German`; the tag itself where it has none."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language, sep="-").get_display_name("en") or language
    except (UnknownLocaleError, ValueError):
        return language


def _locale(language: str) -> Locale:
    """Give what is known of a language, of its country where it names one that has its own ways."""
    from babel import Locale, UnknownLocaleError

    tag = language.replace("_", "-")
    base = tag.partition("-")[0]
    for each in (tag, base):
        try:
            return Locale.parse(_WORLD_ENGLISH if each.casefold() == "en" else each, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_WORLD_ENGLISH, sep="-")


def _visible(text: str) -> str:
    """Take away the marks that only turn the direction of text."""
    return text.translate(_DIRECTION_MARKS)
