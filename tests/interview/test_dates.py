"""Dates as people type them, on Monday 2 March 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.errors import AnswerError
from onboard_tui.interview.dates import read_date
from onboard_tui.interview.notation import notation_for

TODAY = date(2026, 3, 2)


def read(typed: str, language: str = "en", today: date = TODAY) -> date:
    """Read a date in a script of that language."""
    return read_date(typed, today=today, notation=notation_for(language))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-31", "2026-03-31"),
        ("2026/3/31", "2026-03-31"),
        ("20260331", "2026-03-31"),
        ("31/3", "2026-03-31"),
        ("31.3.", "2026-03-31"),
        ("31.3.27", "2027-03-31"),
        ("31-03-2027", "2027-03-31"),
        ("24/2", "2027-02-24"),
        ("3/31", "2026-03-31"),
        ("24 Feb 2026", "2026-02-24"),
        ("24 feb", "2027-02-24"),
        ("24th of March", "2026-03-24"),
        ("24 March '27", "2027-03-24"),
        ("March 24", "2026-03-24"),
        ("Mar. 24th, 2027", "2027-03-24"),
        ("the 5th of may 2026".removeprefix("the "), "2026-05-05"),
        ("2 March", "2026-03-02"),
        ("1 March", "2027-03-01"),
        ("29 Feb", "2028-02-29"),
        ("sept 1", "2026-09-01"),
        ("Tue 24 February 2026", "2026-02-24"),
        ("Friday, 6 March", "2026-03-06"),
        ("today", "2026-03-02"),
        ("tomorrow", "2026-03-03"),
        ("the day after tomorrow", "2026-03-04"),
        ("yesterday", "2026-03-01"),
        ("friday", "2026-03-06"),
        ("fri", "2026-03-06"),
        ("this friday", "2026-03-06"),
        ("monday", "2026-03-09"),
        ("next friday", "2026-03-13"),
        ("next monday", "2026-03-09"),
        ("in 3 weeks", "2026-03-23"),
        ("in a week", "2026-03-09"),
        ("in two months", "2026-05-02"),
        ("in 1 year", "2027-03-02"),
        ("in 10 days", "2026-03-12"),
        ("3 weeks from now", "2026-03-23"),
        ("in a couple of days", "2026-03-04"),
        ("two weeks ago", "2026-02-16"),
        ("end of March", "2026-03-31"),
        ("by the end of June", "2026-06-30"),
        ("end of feb", "2027-02-28"),
        ("start of March", "2027-03-01"),
        ("mid-march", "2026-03-15"),
        ("beginning of next month", "2026-04-01"),
        ("end of the month", "2026-03-31"),
        ("end of next year", "2027-12-31"),
        ("end of the year", "2026-12-31"),
        ("end of 2027", "2027-12-31"),
        ("end of Q2", "2026-06-30"),
        ("start of q1 2027", "2027-01-01"),
        ("middle of 2027", "2027-07-02"),
    ],
)
def test_a_day_is_understood_as_people_type_it(typed: str, day: str) -> None:
    """A year left out is the one that makes it the next such day."""
    assert read(typed) == date.fromisoformat(day)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24. Februar 2026", "2026-02-24"),
        ("1. März 2027", "2027-03-01"),
        ("5. Mai", "2026-05-05"),
        ("Di 24. Februar 2026", "2026-02-24"),
        ("heute", "2026-03-02"),
        ("übermorgen", "2026-03-04"),
        ("Freitag", "2026-03-06"),
        ("nächsten Freitag", "2026-03-13"),
        ("in zwei Wochen", "2026-03-16"),
        ("vor 3 Tagen", "2026-02-27"),
        ("Ende März", "2026-03-31"),
        ("Ende des Jahres", "2026-12-31"),
        ("Anfang Dezember", "2026-12-01"),
    ],
)
def test_german_words_are_understood_too(typed: str, day: str) -> None:
    """Sellers type in the language they think in."""
    assert read(typed, "de") == date.fromisoformat(day)


def test_the_month_comes_first_in_american_scripts_only() -> None:
    """2/3 is the third of February in the United States and the second of March elsewhere."""
    assert read("2/3/2027", "en-US") == date(2027, 2, 3)
    assert read("2/3/2027", "en-GB") == date(2027, 3, 2)
    assert read("24/2/2027", "en-US") == date(2027, 2, 24)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31 April", "There is no day 31 in April, which has 30 days"),
        ("30 Feb", "There is no day 30 in February"),
        ("29 Feb 2027", "which has 28 days"),
        ("2026-13-01", "There is no month 13"),
        ("32/13", "There is no month 13"),
        ("0/1", "There is no day 0"),
        ("march", "March is not a day yet"),
        ("in march 2027", "March 2027 is not a day yet"),
        ("2027", "2027 is not a day yet"),
        ("Monday 24 February 2026", "is a Tuesday, not a Monday"),
        ("1/1/1800", "The year 1800"),
        ("in 9999 years", "too far away"),
        ("end of 9999", "The year 9999"),
        ("in 9999 weeks", "too far away"),
        ("mon " * 2000 + "24 feb", "too long for a day"),
    ],
)
def test_what_is_almost_a_day_is_explained(typed: str, words: str) -> None:
    """The sentence names what does not fit."""
    with pytest.raises(AnswerError, match=words):
        read(typed)


@pytest.mark.parametrize(
    "typed", ["", "asap", "soon", "5", "24", "24 smarch", "next month", "in a while", "in many days"]
)
def test_what_is_no_day_is_never_guessed_at(typed: str) -> None:
    """The way out shows how days can be typed."""
    with pytest.raises(AnswerError) as caught:
        read(typed)
    assert caught.value.way_out is not None
    assert "end of March" in caught.value.way_out


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))


LANGUAGES = (
    *("en", "en-US", "de", "de-CH", "fr", "es", "it", "nl", "pl", "sv", "pt", "pt-PT"),
    *("cs", "el", "ru", "he", "ar", "ja", "zh", "ko", "tr"),
)


@given(day=days, language=st.sampled_from(LANGUAGES), weekday=st.booleans())
def test_a_day_written_for_people_is_understood_as_the_same(day: date, language: str, weekday: bool) -> None:
    """What the echo says, typed again, is the same day."""
    assert read(notation_for(language).date(day, weekday=weekday), language) == day
    assert read(day.isoformat(), language) == day


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "Sun 1 February 2026"),
        ("en-US", "Sun February 1, 2026"),
        ("de", "So 1. Februar 2026"),
        ("fr", "dim 1er février 2026"),
        ("es", "dom 1 de febrero de 2026"),
        ("it", "dom 1 febbraio 2026"),
        ("nl", "zo 1 februari 2026"),
        ("pl", "niedz 1 lutego 2026"),
        ("sv", "sön 1 februari 2026"),
        ("pt", "dom 1 de fevereiro de 2026"),
        ("cs", "ne 1. února 2026"),
        ("el", "Κυρ 1 Φεβρουαρίου 2026"),  # noqa: RUF001 - Greek
        ("ru", "вс 1 февраля 2026\u202fг."),  # noqa: RUF001 - Russian
        ("he", "יום א׳ 1 בפברואר 2026"),  # noqa: RUF001 - Hebrew
        ("ar", "الأحد 1 فبراير 2026"),
        ("ja", "2026年2月1日日曜日"),
        ("zh", "2026年2月1日星期日"),
        ("ko", "2026년 2월 1일 일요일"),
        ("xx", "Sun 1 February 2026"),
    ],
)
def test_a_day_is_written_in_the_words_of_the_language(language: str, written: str) -> None:
    """In the form that the language has for it; a language that nobody knows is written as English."""
    assert notation_for(language).date(date(2026, 2, 1), weekday=True) == written


@pytest.mark.parametrize(
    ("language", "typed"),
    [("fr", "24 févr."), ("fr", "24 février"), ("es", "24 de febrero de 2027"), ("nl", "24 februari 2027")],
)
def test_months_are_understood_in_the_language_of_the_script(language: str, typed: str) -> None:
    """Besides English and German, which are understood in every script."""
    assert read(typed, language) == date(2027, 2, 24)


def test_a_weekday_that_does_not_fit_is_told_in_every_language() -> None:
    """The first of February 2026 was no Monday."""
    with pytest.raises(AnswerError, match="is a Sunday, not a Monday"):
        read("2026年2月1日月曜日", "ja")


@given(
    typed=st.text(max_size=30) | st.from_regex(r"(in|next|end of|\d{1,4}) ?[a-z]{1,8} ?\d{0,4}"), today=days
)
def test_any_text_is_a_day_or_an_answer_error(typed: str, today: date) -> None:
    """Nothing that can be typed makes it crash, on any day."""
    try:
        day = read(typed, today=today)
    except AnswerError:
        return
    assert isinstance(day, date)


@given(today=days, day=st.integers(1, 31), month=st.integers(1, 12))
def test_a_day_without_a_year_is_the_next_one(today: date, day: int, month: int) -> None:
    """It is never past, and at most eight years away (29 February around 2100)."""
    try:
        found = read(f"{day}/{month}", today=today)
    except AnswerError:
        return
    assert today <= found
    assert (found - today).days <= 366 * 8
    assert (found.day, found.month) == (day, month) or (
        day <= 12 and (found.month, found.day) == (day, month)
    )


@given(today=days, day=st.integers(1, 31), month=st.integers(1, 12))
def test_a_day_that_is_gone_is_the_last_one_where_the_year_is_left_out(
    today: date, day: int, month: int
) -> None:
    """Within the year up to today; only 29 February can be one that is still to come, and is then refused later."""
    try:
        found = read_date(f"{day}/{month}", today=today, notation=notation_for("en"), gone=True)
    except AnswerError:
        return
    assert (today - found).days in range(366) or (found.month, found.day) == (2, 29)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("27 feb", "2026-02-27"),
        ("2 march", "2026-03-02"),
        ("3 march", "2025-03-03"),
        ("3/3/2026", "2026-03-03"),
        ("friday", "2026-02-27"),
        ("last friday", "2026-02-27"),
        ("monday", "2026-03-02"),
        ("last monday", "2026-02-23"),
        ("letzten Freitag", "2026-02-27"),
        ("next friday", "2026-03-13"),
        ("tomorrow", "2026-03-03"),
        ("yesterday", "2026-03-01"),
    ],
)
def test_a_day_that_is_gone_is_understood_as_people_tell_it(typed: str, day: str) -> None:
    """Words that can only mean a day to come keep doing so, so that it is refused and not turned round."""
    found = read_date(typed, today=TODAY, notation=notation_for("en"), gone=True)
    assert found.isoformat() == day


@pytest.mark.parametrize(
    "typed", ["next friday", "in 3 weeks", "tomorrow", "in 2 months", "24 Feb", "end of march"]
)
@pytest.mark.parametrize("today", [date.min, date.max])
def test_on_the_first_and_last_day_there_is_a_sentence_too(typed: str, today: date) -> None:
    """A day that the calendar does not have is refused like any other that is too far away."""
    with pytest.raises(AnswerError, match=r"too far away|is not between 1900 and 2199"):
        read_date(typed, today=today, notation=notation_for("en"))
