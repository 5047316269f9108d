"""The rules that a script sets to an answer beside its limits, and the state that an answer leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.standing import stand
from onboard_tui.script.model import QuestionType
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Value


def state_of(question: Question, value: Value) -> AnswerState:
    """Give the state that a value leads to: don't know where an option that says so was chosen."""
    if question.type not in {QuestionType.SINGLE, QuestionType.MULTI}:
        return AnswerState.ANSWERED
    chosen = value if isinstance(value, tuple) else (value,)
    unknown = any(option.unknown and option.id in chosen for option in question.options)
    return AnswerState.DONT_KNOW if unknown else AnswerState.ANSWERED


def check_rules(question: Question, state: AnswerState, value: Value, standing: Standing) -> None:
    """Check an answer against its question's rules, with everything else as it stands.

    A rule that cannot be told yet is met. Raises AnswerError with the rule's own words.
    """
    if not question.validations or state is not AnswerState.ANSWERED:
        return
    interview = standing.interview
    tried = Recorded(id="", at=interview.started_at, question=question.id, state=state, value=value)
    sentence = broken_rule(question, stand(interview.with_entries(tried), standing.as_of, since=standing))
    if sentence is not None:
        raise AnswerError(sentence)


def broken_rule(question: Question, standing: Standing) -> str | None:
    """Give the words of the first rule that the recorded answer does not meet, or nothing."""
    for rule in question.validations:
        if rule.that.evaluate(standing) is False:
            return rule.say
    return None
