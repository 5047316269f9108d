"""How far an interview has come, by pass, and what stands before and after a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Question


@dataclass(frozen=True, slots=True)
class Progress:
    """How many questions are asked now, and how many of them have been dealt with.

    Dealt with is: answered, or marked as don't know, declined or later.
    """

    done: int
    total: int
    answered: int
    """How many have an answer."""
    later: int
    """How many are parked."""
    required_open: tuple[str, ...]
    """The required questions that have not been dealt with yet, in script order."""

    @property
    def complete(self) -> bool:
        """Whether every required question has been dealt with."""
        return not self.required_open


def progress(standing: Standing) -> Progress:
    """Count over the whole interview."""
    return _count(standing, standing.script.questions)


def progress_by_pass(standing: Standing) -> Mapping[str, Progress]:
    """Count for each pass, by its id, in the order of the script."""
    questions = standing.script.questions
    return {
        each.id: _count(standing, [question for question in questions if question.pass_id == each.id])
        for each in standing.script.passes
    }


def _count(standing: Standing, questions: Iterable[Question]) -> Progress:
    shown = [question for question in questions if standing.shown(question.id)]
    states = {question.id: standing.state(question.id) for question in shown}
    found = list(states.values())
    return Progress(
        done=len(found) - found.count(AnswerState.NOT_ASKED),
        total=len(found),
        answered=found.count(AnswerState.ANSWERED),
        later=found.count(AnswerState.LATER),
        required_open=tuple(
            question.id
            for question in shown
            if question.required and states[question.id] is AnswerState.NOT_ASKED
        ),
    )


def next_in_order(standing: Standing, question_id: str | None) -> str | None:
    """Give the shown question after this one in the order of asking, or the first; nothing at the end."""
    order = order_of_asking(standing)
    if question_id is None:
        return next((each for each in order if standing.shown(each)), None)
    behind = order[order.index(question_id) + 1 :]
    return next((each for each in behind if standing.shown(each)), None)


def previous_in_order(standing: Standing, question_id: str) -> str | None:
    """Give the shown question before this one in the order of asking; nothing at the beginning."""
    order = order_of_asking(standing)
    before = order[: order.index(question_id)]
    return next((each for each in reversed(before) if standing.shown(each)), None)


def order_of_asking(standing: Standing) -> list[str]:
    """Give all questions, pass by pass, pinned ones first, otherwise as the script has them."""
    passes = {each.id: number for number, each in enumerate(standing.script.passes)}
    last = len(passes)

    def rank(question: Question) -> tuple[int, bool, int]:
        return passes.get(question.pass_id, last), question.pin is None, question.pin or 0

    return [question.id for question in sorted(standing.script.questions, key=rank)]
