"""Deals with random answers: each question is left as it is, answered otherwise, or not answered at all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from onboard_tui.script.model import QuestionType
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from random import Random

    from onboard_tui.script.model import Column, Question
    from tests.contract.deals import Deal

WORDS = ("night shift", "Müller & Söhne", "one place to look", "3rd floor", "e-mail", "<b>x</b>")
STATES = (AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER)
FIRST_DAY = date(2026, 1, 1)
MOST_ROWS = 3

TYPES: Mapping[QuestionType, Callable[[Random], Any]] = {
    QuestionType.TEXT: lambda random: random.choice(WORDS),
    QuestionType.LONG_TEXT: lambda random: random.choice(WORDS),
    QuestionType.YES_NO: lambda random: random.random() < 0.5,
    QuestionType.INTEGER: lambda random: random.choice((0, 1, 7, 30, 60, 400)),
    QuestionType.SCALE: lambda random: random.randint(1, 4),
    QuestionType.PERCENT: lambda random: Decimal(random.randint(0, 1000)) / 10,
    QuestionType.MONEY: lambda random: Decimal(random.randint(0, 9_000_000)) / 100,
    QuestionType.DECIMAL: lambda random: Decimal(random.randint(0, 3000)) / 10,
    QuestionType.DATE: lambda random: FIRST_DAY + timedelta(days=random.randint(0, 1000)),
}


def random_deal(deal: Deal, random: Random) -> Deal:
    """Change a deal at random."""
    answers: dict[str, Any] = {}
    states: dict[str, AnswerState] = {}
    for question in deal.script.questions:
        match random.randint(0, 7):
            case 0:
                answers[question.id] = None
            case 1:
                states[question.id] = random.choice(STATES)
            case 2 | 3 | 4:
                answers[question.id] = _value(question, random)
    return deal.with_answers(**answers).with_states(**states)


def _value(question: Question, random: Random) -> Any:
    if question.type is not QuestionType.TABLE:
        return _plain(question, random)
    return tuple(
        {column.id: None if random.random() < 0.2 else _plain(column, random) for column in question.columns}
        for _row in range(random.randint(question.min_rows or 0, MOST_ROWS))
    )


def _plain(asked: Question | Column, random: Random) -> Any:
    """Give a value for a question or column that is no table."""
    options = [option.id for option in asked.options if not option.unknown]
    if asked.type is QuestionType.MULTI:
        return tuple(random.sample(options, random.randint(1, len(options))))
    return random.choice(options) if options else TYPES[asked.type](random)
