"""Dates as people type them: `24/2`, `24 Feb 2026`, `end of March`, `next Friday`, `in 3 weeks`."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import quoted
from onboard_tui.interview.written_dates import month_names, plain_words, read_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.notation import Notation

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
"""What sellers type in any script, whatever its language: they think in English or in German."""

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""Years outside are taken for slips of the finger."""
_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1).toordinal(), date(LAST_YEAR, 12, 31).toordinal()
_LONGEST = 100
"""Characters in which every way of saying a day fits."""


def _by_beginning(*tables: tuple[str, ...]) -> dict[str, int]:
    """Index names by themselves and by every beginning, of three letters or more, that fits one place only."""
    found: dict[str, set[int]] = {}
    for table in tables:
        for place, name in enumerate(table):
            for length in range(3, len(name) + 1):
                found.setdefault(name[:length].casefold(), set()).add(place)
    return {beginning: places.pop() for beginning, places in found.items() if len(places) == 1}


_MONTHS = _by_beginning(ENGLISH_MONTHS, GERMAN_MONTHS) | {"sept": 8, "maerz": 2, "mrz": 2}
_WEEKDAYS = _by_beginning(ENGLISH_WEEKDAYS, GERMAN_WEEKDAYS) | {
    each[:2].casefold(): place for place, each in enumerate(GERMAN_WEEKDAYS)
}
_NEAR = {
    **dict.fromkeys(("today", "now", "heute"), 0),
    **dict.fromkeys(("tomorrow", "morgen"), 1),
    **dict.fromkeys(("day after tomorrow", "the day after tomorrow", "übermorgen"), 2),
    **dict.fromkeys(("yesterday", "gestern"), -1),
}
_NUMBER_WORDS = {
    **dict.fromkeys(("a", "an", "one", "ein", "eine", "einem", "einer"), 1),
    **dict.fromkeys(("two", "zwei", "a couple of"), 2),
    **dict.fromkeys(("three", "drei"), 3),
    **dict.fromkeys(("four", "vier"), 4),
    **dict.fromkeys(("five", "fünf"), 5),
    **dict.fromkeys(("six", "sechs"), 6),
    **dict.fromkeys(("eight", "acht"), 8),
    **dict.fromkeys(("ten", "zehn"), 10),
    **dict.fromkeys(("twelve", "zwölf"), 12),
}
_SPANS = {
    **dict.fromkeys(("day", "days", "d", "tag", "tage", "tagen"), "days"),
    **dict.fromkeys(("week", "weeks", "w", "wk", "wks", "woche", "wochen"), "weeks"),
    **dict.fromkeys(("month", "months", "mo", "monat", "monate", "monaten"), "months"),
    **dict.fromkeys(("year", "years", "y", "yr", "yrs", "jahr", "jahre", "jahren"), "years"),
}
_EDGES = {
    **dict.fromkeys(("end", "the end", "ende"), "end"),
    **dict.fromkeys(("mid", "middle", "the middle", "mitte"), "middle"),
    **dict.fromkeys(
        ("start", "the start", "beginning", "the beginning", "begin", "anfang", "beginn"), "start"
    ),
}
_WAYS = "Type a day such as 24/2, 24 Feb 2026, end of March, next Friday or in 3 weeks."


def read_date(typed: str, *, today: date, notation: Notation, gone: bool = False) -> date:
    """Understand a day. A year left out is the one that makes it the next such day. Raises AnswerError.

    Where the day is one that is `gone`, it is the last such day, today among them.
    """
    text = plain_words(typed)
    if len(text) > _LONGEST:
        raise AnswerError(f"{quoted(typed)} is too long for a day.", way_out=_WAYS)
    text = re.sub(r"^(?:by|on|am|bis|until) (?:the )?", "", text)
    for read in _READINGS:
        found = read(text, today, notation)
        if found is not None and gone and found > today:
            return _last_such(read, text, today, notation) or found
        if found is not None:
            return found
    rest = _without_weekday(text)
    if rest is not None:
        weekday, text = rest
        found = read_date(text, today=today, notation=notation, gone=gone)
        return _on_weekday(found, weekday, notation)
    raise AnswerError(f"{quoted(typed)} is not understood as a day.", way_out=_WAYS)


def _on_weekday(found: date, weekday: int, notation: Notation) -> date:
    """Give the day, which has to fall on that weekday. Raises AnswerError."""
    if found.weekday() != weekday:
        raise AnswerError(
            f"{notation.date(found)} is a {ENGLISH_WEEKDAYS[found.weekday()]}, "
            f"not a {ENGLISH_WEEKDAYS[weekday]}.",
            way_out="Type the day again without the weekday, or with the right one.",
        )
    return found


def _as_written(text: str, _today: date, notation: Notation) -> date | None:
    written = read_back(text, notation)
    if written is None:
        return None
    found = _day(written.year, written.month, written.day)
    return found if written.weekday is None else _on_weekday(found, written.weekday, notation)


def _near(text: str, today: date, _notation: Notation) -> date | None:
    return _later(today, _NEAR[text]) if text in _NEAR else None


def _iso(text: str, _today: date, _notation: Notation) -> date | None:
    found = re.fullmatch(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})", text)
    if found is None or (not found[2] and len(text) != 8):
        return None
    return _day(int(found[1]), int(found[3]), int(found[4]))


def _in_digits(text: str, today: date, notation: Notation) -> date | None:
    found = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2})?)?", text)
    if found is None:
        return None
    first, second = int(found[1]), int(found[3])
    day, month = (second, first) if notation.month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
    return _with_year(found[4], month, day, today)


def _in_words(text: str, today: date, notation: Notation) -> date | None:
    found = re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th|er|\.)? ?(?:of |de )?([^\W\d_]+)\.?(?: (?:de )?(\d{4}|'?\d{2}))?", text
    )
    month = _month(found[2], notation) if found else None
    if found and month:
        return _with_year(found[3], month, int(found[1]), today)
    found = re.fullmatch(r"([^\W\d_]+)\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}|'\d{2}))?", text)
    month = _month(found[1], notation) if found else None
    return _with_year(found[3], month, int(found[2]), today) if found and month else None


def _month(name: str, notation: Notation) -> int | None:
    """Give the number of a month by its name, in English, in German or in the language at hand."""
    own = month_names(notation)
    return _MONTHS[name] + 1 if name in _MONTHS else own.get(name) or own.get(f"{name}.")


def _weekday(text: str, today: date, _notation: Notation) -> date | None:
    found = re.fullmatch(
        r"(this |next |last |coming |diesen |nächsten |letzten |kommenden )?([^\W\d_]+)", text
    )
    if found is None or found[2] not in _WEEKDAYS:
        return None
    wanted = _WEEKDAYS[found[2]]
    if found[1] in {"next ", "nächsten "}:
        monday = _later(today, 7 - today.weekday())
        return _later(monday, wanted)
    if found[1] in {"last ", "letzten "}:
        return _later(today, -((today.weekday() - wanted - 1) % 7 + 1))
    return _later(today, (wanted - today.weekday() - 1) % 7 + 1)


def _from_today(text: str, today: date, _notation: Notation) -> date | None:
    found = re.fullmatch(
        r"(?:in |vor )?(\d{1,4}|[^\W\d_]+(?: couple of)?) ?([^\W\d_]+)( ago| from now| from today| time|'s time|' time)?",
        text,
    )
    if found is None or found[2] not in _SPANS or not (text.startswith(("in ", "vor ")) or found[3]):
        return None
    count = int(found[1]) if found[1].isdecimal() else _NUMBER_WORDS.get(found[1])
    if count is None:
        return None
    if found[3] == " ago" or text.startswith("vor "):
        count = -count
    match _SPANS[found[2]]:
        case "days":
            return _later(today, count)
        case "weeks":
            return _later(today, 7 * count)
        case "months":
            return _months_later(today, count)
        case _:
            return _months_later(today, 12 * count)


def _edge(text: str, today: date, _notation: Notation) -> date | None:
    """Understand the start, middle or end of a month, a quarter or a year."""
    found = re.fullmatch(rf"({'|'.join(_EDGES)})[ -](?:of )?(?:the |des |der )?(.+)", text)
    if found is None:
        return None
    edge, period = _EDGES[found[1]], found[2]
    first = _period(period, edge, today)
    return None if first is None else _edge_of(*first, edge)


def _period(period: str, edge: str, today: date) -> tuple[date, int] | None:
    """Give the first day of a period and how many months long it is."""
    this_month = today.replace(day=1)
    if period in {"month", "this month", "monat", "monats", "diesen monats"}:
        return this_month, 1
    if period in {"next month", "nächsten monats"}:
        return _months_later(this_month, 1), 1
    if period in {"year", "this year", "jahr", "jahres"}:
        return date(today.year, 1, 1), 12
    if period in {"next year", "nächsten jahres"}:
        return _day(today.year + 1, 1, 1), 12
    if found := re.fullmatch(r"(\d{4})", period):
        return _day(int(found[1]), 1, 1), 12
    if found := re.fullmatch(r"q([1-4])(?: (\d{4}))?", period):
        return _next_period(3 * int(found[1]) - 2, found[2], 3, edge, today)
    found = re.fullmatch(r"([^\W\d_]+)\.?(?: (\d{4}))?", period)
    if found and found[1] in _MONTHS:
        return _next_period(_MONTHS[found[1]] + 1, found[2], 1, edge, today)
    return None


def _next_period(month: int, year: str | None, months: int, edge: str, today: date) -> tuple[date, int]:
    if year:
        return _day(int(year), month, 1), months
    first = date(today.year, month, 1)
    if _edge_of(first, months, edge) < today:
        first = _day(today.year + 1, month, 1)
    return first, months


def _edge_of(first: date, months: int, edge: str) -> date:
    last = _later(_months_later(first, months), -1)
    match edge:
        case "start":
            return first
        case "middle":
            return _later(first, 14) if months == 1 else _later(first, (last - first).days // 2)
        case _:
            return last


def _vague(text: str, _today: date, _notation: Notation) -> date | None:
    """Say what is missing from a month or year alone, which are no day yet."""
    found = re.fullmatch(r"(?:in )?(?:([^\W\d_]+)\.? ?)?(\d{4})?", text)
    if found is None or not text or (found[1] is not None and found[1] not in _MONTHS):
        return None
    name = ENGLISH_MONTHS[_MONTHS[found[1]]] if found[1] else ""
    period = " ".join(part for part in (name, found[2]) if part)
    raise AnswerError(
        f"{period} is not a day yet.", way_out=f"Type the day, or “end of {period}” or “start of {period}”."
    )


_READINGS: tuple[Callable[[str, date, Notation], date | None], ...] = (
    _as_written,
    _near,
    _iso,
    _in_digits,
    _in_words,
    _weekday,
    _from_today,
    _edge,
    _vague,
)


def _last_such(
    read: Callable[[str, date, Notation], date | None], text: str, today: date, notation: Notation
) -> date | None:
    """Understand a day without its year, or a weekday alone, as the last one; nothing for any other."""
    if read in {_in_digits, _in_words}:
        return read(text, _later(_months_later(today, -12), 1), notation)
    if read is _weekday and " " not in text:
        return read(text, _later(today, -7), notation)
    return None


def _without_weekday(text: str) -> tuple[int, str] | None:
    first, _, rest = text.partition(" ")
    weekday = _WEEKDAYS.get(first.removesuffix("."))
    return None if weekday is None or not rest else (weekday, rest)


def _with_year(year: str | None, month: int, day: int, today: date) -> date:
    if year:
        digits = year.removeprefix("'")
        return _day(int(digits) if len(digits) == 4 else 2000 + int(digits), month, day)
    _check_day(2000, month, day)
    later = (each for each in range(today.year, today.year + 9) if day <= monthrange(each, month)[1])
    days = (_day(each, month, day) for each in later)
    return next(each for each in days if each >= today)


def _day(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise AnswerError(
            f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}.",
            way_out="Type the year with four digits.",
        )
    _check_day(year, month, day)
    return date(year, month, day)


def _check_day(year: int, month: int, day: int) -> None:
    if not 1 <= month <= 12:
        raise AnswerError(f"There is no month {month}.", way_out=_WAYS)
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise AnswerError(
            f"There is no day {day} in {ENGLISH_MONTHS[month - 1]}, which has {days} days.", way_out=_WAYS
        )


def _later(day: date, days: int) -> date:
    ordinal = day.toordinal() + days
    if not _FIRST_DAY <= ordinal <= _LAST_DAY:
        raise AnswerError("That day is too far away.", way_out=_WAYS)
    return date.fromordinal(ordinal)


def _months_later(day: date, months: int) -> date:
    """Give the same day of another month, or that month's last day where it is shorter."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not FIRST_YEAR <= years <= LAST_YEAR:
        raise AnswerError("That day is too far away.", way_out=_WAYS)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))
