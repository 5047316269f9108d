"""Answers that are locked: our own word is worth something only if it was written down before the customer spoke."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.fill import filled
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from onboard_tui.interview.entries import Recorded
    from onboard_tui.interview.interview import Interview
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Value

WAY_OUT = "It can be changed only after that answer is taken back."


def locked(standing: Standing, question_id: str) -> str:
    """Say why an answer can no longer be changed; nothing while it can."""
    lock = standing.script.question_by_id[question_id].locked_by
    own = standing.recorded(question_id)
    if lock is None or own is None or own.state is not AnswerState.ANSWERED:
        return ""
    if standing.state(lock) is AnswerState.NOT_APPLICABLE or not standing.interview.was_answered(lock):
        return ""
    ask = " ".join(filled(standing.script.question_by_id[lock].ask, standing).split())
    return f"This answer is locked, because the customer has answered “{ask}”."


def broken_lock(question: Question, state: AnswerState, value: Value | None, standing: Standing) -> str:
    """Say why an answer cannot be recorded; nothing where it can. The same answer again changes nothing."""
    same = _same(standing.recorded(question.id), state, value)
    return "" if same else locked(standing, question.id)


def check_lock(question: Question, state: AnswerState, value: Value | None, standing: Standing) -> None:
    """Refuse to change a locked answer. Raises AnswerError."""
    sentence = broken_lock(question, state, value, standing)
    if sentence:
        raise AnswerError(sentence, way_out=WAY_OUT)


def given_late(standing: Standing, question_id: str) -> bool:
    """Whether the answer to a question was first given when the answer that locks it was there already."""
    lock = standing.script.question_by_id[question_id].locked_by
    given = standing.recorded(question_id)
    if lock is None or given is None:
        return False
    before = _before(standing.interview, given)
    earlier = before.current.get(question_id)
    while _same(earlier, given.state, given.value) and earlier is not None:
        before = _before(before, earlier)
        earlier = before.current.get(question_id)
    return before.was_answered(lock)


def _same(recorded: Recorded | None, state: AnswerState, value: Value | None) -> bool:
    return recorded is not None and (recorded.state, recorded.value) == (state, value)


def _before(interview: Interview, entry: Recorded) -> Interview:
    """Give the interview as it was just before an answer was recorded."""
    return interview.as_it_was(interview.log.index(entry))
