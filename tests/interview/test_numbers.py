"""Numbers as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import Asked
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.numbers import read_number
from onboard_tui.script.decoding import UNSAFE
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from onboard_tui.interview.notation import Notation

LANGUAGES = (
    *("en", "en-US", "en-IN", "de", "de-CH", "fr", "sv-SE", "es", "es-MX", "it", "nl", "pl", "pt", "pt-PT"),
    *("cs", "el", "ru", "he", "ar", "ja", "zh", "ko", "hi", "xx"),
)


def asked(kind: QuestionType = QuestionType.MONEY, language: str = "en", unit: str = "") -> Asked:
    """Ask for a number."""
    return Asked("x", kind, notation_for(language), "EUR" if language.startswith("de") else "USD", unit=unit)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("60", "60"),
        ("12,500", "12500"),
        ("12.500,00", "12500"),
        ("12 500", "12500"),
        ("12\u00a0500,50", "12500.50"),
        ("12\u202f500", "12500"),
        ("12'500.50", "12500.50"),
        ("12\u2019500", "12500"),
        ("12_500", "12500"),
        ("1,234,567.89", "1234567.89"),
        ("1.234.567", "1234567"),
        ("12,00,000", "1200000"),
        ("12,5", "12.5"),
        ("12.500", "12.5"),
        ("0,125", "0.125"),
        (".5", "0.5"),
        ("5.", "5"),
        ("12k", "12000"),
        ("12.5k", "12500"),
        ("12,5 k", "12500"),
        ("1.2m", "1200000"),
        ("1.2 million", "1200000"),
        ("2bn", "2000000000"),
        ("-5", "-5"),
        ("\u22125", "-5"),
        ("+5", "5"),
        ("$12,500", "12500"),
        ("12,500 USD", "12500"),
        ("usd 12k", "12000"),
        ("-$5", "-5"),
        ("USD -5", "-5"),
        ("12k dollars", "12000"),
        ("500,-", "500"),
        ("about 60", "60"),
        ("~ 60", "60"),
        ("\uff16\uff10", "60"),
        ("\u0661\u0662", "12"),
    ],
)
def test_an_amount_is_understood_as_people_type_it(typed: str, number: str) -> None:
    """Groups, decimals, multiples and the sign of the currency are read, in an English script."""
    assert read_number(typed, asked()) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12.500", "12500"), ("12,500", "12.5"), ("12,5", "12.5"), ("12.5", "12.5"), ("5 €", "5")],
)
def test_the_language_of_the_script_says_which_sign_is_the_decimal_one(typed: str, number: str) -> None:
    """In German a point with three digits behind it stands for thousands."""
    assert read_number(typed, asked(language="de")) == Decimal(number)


@pytest.mark.parametrize("typed", ["80%", "80 %", "80 percent", "80", "80 per cent"])
def test_a_percentage_is_the_number_before_its_sign(typed: str) -> None:
    """80% is 80."""
    assert read_number(typed, asked(QuestionType.PERCENT)) == 80


@pytest.mark.parametrize("typed", ["12 weeks", "12 week", "12", "12 Weeks"])
def test_the_unit_may_stand_behind_a_number(typed: str) -> None:
    """The question's own unit is let through."""
    assert read_number(typed, asked(QuestionType.INTEGER, unit="weeks")) == 12


def test_a_unit_goes_before_a_multiple() -> None:
    """Where the unit is m, 12 m is not twelve million."""
    assert read_number("12 m", asked(QuestionType.DECIMAL, unit="m")) == 12


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "many",
        ".",
        "-",
        "5-10",
        "5 to 10",
        "1 2",
        "1,23,4",
        "12,50,0",
        "1,234.567,8",
        "1.2.3",
        "5 6",
        "--5",
        "5 5",
    ],
)
def test_what_is_not_one_number_is_refused(typed: str) -> None:
    """The sentence shows what was typed, and how a number is typed."""
    with pytest.raises(AnswerError) as caught:
        read_number(typed, asked())
    assert caught.value.way_out


@pytest.mark.parametrize(
    ("typed", "kind", "unit"),
    [
        ("12 months", QuestionType.INTEGER, "weeks"),
        ("12 people", QuestionType.INTEGER, ""),
        ("80%", QuestionType.MONEY, ""),
        ("$5", QuestionType.INTEGER, ""),
        ("12 k apples", QuestionType.INTEGER, ""),
    ],
)
def test_another_unit_is_never_dropped_in_silence(typed: str, kind: QuestionType, unit: str) -> None:
    """Twelve months are not twelve weeks."""
    with pytest.raises(AnswerError):
        read_number(typed, asked(kind, unit=unit))


@pytest.mark.parametrize("typed", ["€5", "5 EUR", "5 pounds", "CHF 5", "12k euros"])
def test_another_currency_is_refused_by_name(typed: str) -> None:
    """An amount in another currency is not taken for one in the script's."""
    with pytest.raises(AnswerError, match="Amounts are in USD"):
        read_number(typed, asked())


numbers = st.decimals(min_value=-(10**15), max_value=10**15, places=2, allow_nan=False)


@given(number=numbers, language=st.sampled_from(LANGUAGES))
def test_a_number_written_for_people_is_understood_as_the_same(number: Decimal, language: str) -> None:
    """What the echo says, typed again, is the same number, whichever sign is the decimal one."""
    notation = notation_for(language)
    asking = asked(language=language)
    for written in (notation.number(number), notation.number(number, places=2, group_from=1_000)):
        assert read_number(written, asking) == number
    assert read_number(notation.money(number, asking.currency), asking) == number


@given(typed=st.text(max_size=30))
def test_any_text_is_a_number_or_an_answer_error(typed: str) -> None:
    """Nothing that can be typed makes it crash."""
    try:
        number = read_number(typed, asked())
    except AnswerError:
        return
    assert number.is_finite()


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "1,234,567.5"),
        ("de", "1.234.567,5"),
        ("de-CH", "1\u2019234\u2019567.5"),
        ("fr", "1\u202f234\u202f567,5"),
        ("pl", "1\u00a0234\u00a0567,5"),
        ("es", "1.234.567,5"),
        ("en-IN", "12,34,567.5"),
        ("ja", "1,234,567.5"),
        ("he", "1,234,567.5"),
        ("ar", "1,234,567.5"),
        ("xx", "1,234,567.5"),
    ],
)
def test_numbers_are_written_in_the_language_of_the_script(language: str, written: str) -> None:
    """Each language has its own signs."""
    notation: Notation = notation_for(language)
    assert notation.number(Decimal("1234567.50")) == written


def test_small_numbers_are_not_grouped_and_zeros_at_the_end_not_written() -> None:
    """Years stay readable, and 12.500 is shown as the 12.5 that it is."""
    notation = notation_for("en")
    assert notation.number(2026) == "2026"
    assert notation.number(Decimal("12.500")) == "12.5"
    assert notation.money(Decimal("4800.00"), "USD") == "USD 4,800"
    assert notation.money(Decimal("4800.5"), "USD") == "USD 4,800.50"


@pytest.mark.parametrize(
    ("currency", "amount", "written"),
    [
        ("USD", "1234.5", "USD 1,234.50"),
        ("JPY", "1234", "JPY 1,234"),
        ("JPY", "1234.5", "JPY 1,234.5"),
        ("KWD", "1234.5", "KWD 1,234.500"),
        ("EUR", "0.005", "EUR 0.005"),
        ("QQQ", "1.5", "QQQ 1.50"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(currency: str, amount: str, written: str) -> None:
    """Digits that somebody gave are never rounded away."""
    assert notation_for("en").money(Decimal(amount), currency) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "80%"), ("de", "80\u00a0%"), ("de-CH", "80%"), ("fr", "80\u00a0%"), ("tr", "%80"), ("ja", "80%")],
)
def test_a_percentage_has_its_sign_where_the_language_has_it(language: str, written: str) -> None:
    """In German a space stands before it, in Turkish it comes first."""
    assert notation_for(language).percent(80) == written


def test_every_language_that_is_known_writes_plain_text() -> None:
    """No language brings in characters that steer or hide text, and none lacks a sign."""
    from babel.localedata import locale_identifiers

    for language in locale_identifiers():
        notation = notation_for(language)
        written = [
            *(notation.date(date(2026, month, 1), weekday=True) for month in range(1, 13)),
            *(notation.number(Decimal("-1234567.5")), notation.percent(Decimal("99.5"))),
        ]
        assert not UNSAFE.search(" ".join(written)), language
