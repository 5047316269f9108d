"""The figures that a seller types besides answers: amounts in the script's currency, and hours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.asked import Asked
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.numbers import read_number
from onboard_tui.script.model import QuestionType
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from decimal import Decimal

    from onboard_tui.script.model import Script

LONGEST = 40
"""Characters in which every figure fits."""


def read_amount(typed: str, script: Script) -> Decimal:
    """Understand an amount in the script's currency, as `18,000` or `18k`. Raises AnswerError."""
    return _figure(typed, Asked("amount", QuestionType.MONEY, notation_for(script.language), script.currency))


def read_quantity(typed: str, script: Script) -> Decimal:
    """Understand how many, as `10` or `ten`. Raises AnswerError."""
    return _figure(
        typed, Asked("quantity", QuestionType.DECIMAL, notation_for(script.language), script.currency)
    )


def read_hours(typed: str, script: Script) -> Decimal:
    """Understand a number of hours, as `40` or `12.5`. Raises AnswerError."""
    notation = notation_for(script.language)
    return _figure(typed, Asked("hours", QuestionType.DECIMAL, notation, script.currency, unit="hours"))


def _figure(typed: str, asked: Asked) -> Decimal:
    text = stripped(typed)
    if len(text) > LONGEST:
        raise AnswerError(
            f"That is too long for a figure: {len(text):,} characters.", way_out="Type one number."
        )
    return read_number(text, asked)
