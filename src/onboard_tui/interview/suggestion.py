"""The answer that a script suggests to a question, never recorded unless it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import value_of
from onboard_tui.interview.understand import read_value
from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Value


def suggestion(question: Question, standing: Standing) -> Value | None:
    """Give the script's default for a question; nothing where it has none or it would not be allowed."""
    default = question.default
    if default is None:
        return None
    try:
        if default.expression is None:
            return read_value(question, default.literal or "", standing.script, standing.as_of)
        result = default.expression.evaluate(standing)
        return None if isinstance(result, Missing) else value_of(question, result, standing.script)
    except AnswerError:
        return None
