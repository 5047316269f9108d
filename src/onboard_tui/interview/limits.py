"""The limits that a question or column sets to its answers."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.script.model import TEXTS, WHOLE_NUMBERS, QuestionType
from onboard_tui.text import clean

if TYPE_CHECKING:
    from onboard_tui.interview.asked import Asked
    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Cell
    from onboard_tui.text import Cleaned

LONGEST_NUMBER = 18
"""Digits that a number may have before its decimal sign, and as many behind it."""
LETTERS = 20_000
"""Characters that a text may have where its question says nothing else."""
MOST_ROWS = 500
"""Rows that a table may have where its question says nothing else."""
CENTS = 2
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
"""Currencies with three decimals."""


def number_within(number: Decimal, asked: Asked) -> int | Decimal:
    """Give a number as its type has it, if it is allowed. Raises AnswerError."""
    digits = asked.notation
    if (
        abs(number) >= Decimal(10) ** LONGEST_NUMBER
        or _places(number) > 2 * LONGEST_NUMBER
        or decimals(number) > LONGEST_NUMBER
    ):
        raise AnswerError("That number has too many digits.", way_out=f"At most {LONGEST_NUMBER} are kept.")
    if asked.type in WHOLE_NUMBERS:
        if number != int(number):
            raise AnswerError(
                f"{digits.number(number)} is not a whole number.",
                way_out="Round it, and keep the exact figure in the note.",
            )
        number = Decimal(int(number))
    if asked.type is QuestionType.MONEY:
        places = CENTS + (asked.currency in THOUSANDTHS)
        if decimals(number) > places:
            raise AnswerError(
                f"{digits.number(number)} has {decimals(number)} decimals, an amount of money at most {places}.",
                way_out=f"For thousands type {digits.number(12_500)}.",
            )
    _check_range(number, asked)
    return int(number) if asked.type in WHOLE_NUMBERS else number


def decimals(number: Decimal) -> int:
    """Count the decimals of a finite number, without zeros at its end."""
    _, _, fraction = f"{number:f}".partition(".")
    return len(fraction.rstrip("0"))


def _places(number: Decimal) -> int:
    """Count the places that a number has behind its decimal sign, without writing them out."""
    exponent = number.as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0


def day_within(day: date, asked: Asked) -> date:
    """Give a day, if it is allowed. Raises AnswerError."""
    write = asked.notation.date
    if isinstance(asked.min, date) and day < asked.min:
        raise AnswerError(f"{write(day)} is before {write(asked.min)}, the first day possible.")
    if isinstance(asked.max, date) and day > asked.max:
        raise AnswerError(f"{write(day)} is after {write(asked.max)}, the last day possible.")
    return day


def clean_whole(raw: str) -> Cleaned:
    """Clean a text without cutting it, so that one that is too long is refused and not shortened unasked."""
    # Composing letters makes a text at most three times as long.
    return clean(raw, limit=3 * len(raw) + 1)


def text_within(text: str, asked: Asked) -> str:
    """Give a text, if it is allowed. Raises AnswerError."""
    longest = min(asked.max_length or LETTERS, LETTERS)
    if len(text) > longest:
        raise AnswerError(
            f"That text has {len(text):,} characters, {len(text) - longest:,} more than fit.",
            way_out=f"Shorten it to {longest:,}.",
        )
    if asked.pattern is not None and text and re.fullmatch(asked.pattern, text) is None:
        raise AnswerError(
            "That is not written the way it is needed here.", way_out=f"It has to match {asked.pattern}"
        )
    return text


def rows_within(count: int, question: Question) -> None:
    """Check how many rows a table has; none at all is an answer too. Raises AnswerError."""
    most = question.max_rows or MOST_ROWS
    if count > most:
        raise AnswerError(
            f"That is {count} rows, and at most {most} fit.", way_out=f"Leave out {count - most}."
        )
    if 0 < count < question.min_rows:
        raise AnswerError(
            f"At least {question.min_rows} rows are asked for.", way_out=f"Add {question.min_rows - count}."
        )


def cell_within(value: Cell, asked: Asked) -> Cell:
    """Give a text, day, choice or truth value, if it is allowed. Raises AnswerError."""
    if isinstance(value, date):
        return day_within(value, asked)
    if asked.type in TEXTS and isinstance(value, str):
        return text_within(value, asked)
    return value


def _check_range(number: Decimal, asked: Asked) -> None:
    low = asked.min if isinstance(asked.min, Decimal) else None
    high = asked.max if isinstance(asked.max, Decimal) else None
    if (low is None or low <= number) and (high is None or number <= high):
        return
    write = asked.notation.number
    if low is not None and high is not None:
        wanted = f"between {write(low)} and {write(high)}"
    else:
        wanted = f"{write(low)} or more" if low is not None else f"{write(high or 0)} or less"
    raise AnswerError(f"{write(number)} does not fit: it has to be {wanted}.")
