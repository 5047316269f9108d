"""What words typed into a form mean: days, counts and amounts, and how they are said back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import Asked, quoted
from onboard_tui.interview.dates import read_date
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.numbers import read_number
from onboard_tui.script.model import QuestionType
from onboard_tui.tui.screens.form import FormField

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from onboard_tui.workspace.open_interview import OpenInterview

DAY_HINT = "24 Feb, end of march, in 3 weeks"


def typed_day(opened: OpenInterview, typed: str, *, gone: bool = False) -> date:
    """Give the day that typed words mean, the last such day where it is one that is `gone`. Raises `AnswerError`."""
    notation = notation_for(opened.script.language)
    return read_date(typed, today=opened.standing.as_of, notation=notation, gone=gone)


def optional_day(opened: OpenInterview, typed: str, *, gone: bool = False) -> date | None:
    """Give the day that typed words mean, and none where nothing is typed. Raises `AnswerError`."""
    return typed_day(opened, typed, gone=gone) if typed else None


def day_said(opened: OpenInterview, typed: str, *, gone: bool = False) -> str:
    """Say which day typed words mean. Raises `AnswerError`."""
    return notation_for(opened.script.language).date(typed_day(opened, typed, gone=gone), weekday=True)


def typed_number(opened: OpenInterview, typed: str, *, money: bool = False) -> Decimal:
    """Give the number or the amount that typed words mean. Raises `AnswerError`."""
    script = opened.script
    kind = QuestionType.MONEY if money else QuestionType.DECIMAL
    return read_number(typed, Asked("", kind, notation_for(script.language), script.currency))


def optional_number(opened: OpenInterview, typed: str, *, money: bool = False) -> Decimal | None:
    """Give the number that typed words mean, and none where nothing is typed. Raises `AnswerError`."""
    return typed_number(opened, typed, money=money) if typed else None


def typed_count(opened: OpenInterview, typed: str) -> int:
    """Give the whole number that typed words mean. Raises `AnswerError`."""
    number = typed_number(opened, typed)
    if number != int(number):
        raise AnswerError(f"{quoted(typed)} is not a whole number.")
    return int(number)


def number_said(opened: OpenInterview, typed: str, *, money: bool = False) -> str:
    """Say which number or amount typed words mean. Raises `AnswerError`."""
    number = typed_number(opened, typed, money=money)
    notation = notation_for(opened.script.language)
    return notation.money(number, opened.script.currency) if money else notation.number(number)


def day_field(
    opened: OpenInterview,
    name: str,
    label: str,
    *,
    typed: str = "",
    hint: str = DAY_HINT,
    required: bool = False,
    gone: bool = False,
) -> FormField:
    """Give a field for a day, said back as it is understood; `gone` where it cannot be still to come."""
    echo = partial(day_said, opened, gone=gone)
    return FormField(name, label, typed, echo, required=required, hint=hint)


def number_field(
    opened: OpenInterview,
    name: str,
    label: str,
    *,
    typed: str = "",
    money: bool = False,
    required: bool = False,
    hint: str = "",
) -> FormField:
    """Give a field for a number or an amount, said back as it is understood."""
    echo = partial(number_said, opened, money=money)
    return FormField(name, label, typed, echo, required=required, hint=hint)
