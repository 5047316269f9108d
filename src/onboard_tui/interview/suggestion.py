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


def suggestion(question: Question, standing: Standing, earlier: Standing | None = None) -> Value | None:
    """Give what to suggest; nothing where there is nothing, or it would not be allowed.

    A question with `carry` suggests what the customer answered in the `earlier` interview, before its default.
    """
    carried = None if earlier is None or not question.carry else _carried(question, standing, earlier)
    return _default(question, standing) if carried is None else carried


def _carried(question: Question, standing: Standing, earlier: Standing) -> Value | None:
    """Give the earlier answer, where it counted then and can be an answer now; also to the id that it had then."""
    known = earlier.script.question_by_id
    asked = next((known[each] for each in (question.id, *question.was) if each in known), None)
    if asked is None or asked.type is not question.type:
        return None
    value = earlier.value(asked.id)
    try:
        return None if isinstance(value, Missing) else value_of(question, value, standing.script)
    except AnswerError:
        return None


def _default(question: Question, standing: Standing) -> Value | None:
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
