"""Which question to ask next, and the reason in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from onboard_tui.deal.flags import questions_of
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import NextQuestionWeights, Pass, Question


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question that can narrow the verdict most for the time that it takes."""

    question: Question
    score: Fraction
    """Weight per minute. See "Next best question" in docs/script-language.md."""
    undecided: Mapping[Severity, int]
    """How many flags that cannot be told yet hang on it, by severity."""
    parked: bool = False
    """Whether it was put off before and comes back because nothing else is left."""

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def reason(self) -> str:
        """Why it is asked now, in one sentence; for the seller only."""
        return f"Asked now because {self._cause()}."

    def _cause(self) -> str:
        if self.parked:
            return "it was put off and nothing else is left to ask"
        if self.question.pin is not None:
            return "it opens this conversation"
        if sum(self.undecided.values()):
            return _flags_in_words(self.undecided)
        if self.question.gate:
            return "the verdict cannot be proceed without it"
        if self.question.feeds:
            return "the contract needs it"
        return "it is the next in the script"


def _flags_in_words(undecided: Mapping[Severity, int]) -> str:
    total = sum(undecided.values())
    blockers = undecided.get(Severity.BLOCKER, 0)
    if total == 1:
        return "a blocker depends on it" if blockers else f"a {_only(undecided)} flag depends on it"
    if not blockers:
        return f"{total} flags depend on it"
    if blockers == total:
        return f"{total} blockers depend on it"
    return (
        f"{total} flags depend on it, {'one a blocker' if blockers == 1 else f'{blockers} of them blockers'}"
    )


def _only(undecided: Mapping[Severity, int]) -> str:
    return next(severity.value for severity, count in undecided.items() if count)


def next_question(standing: Standing, pass_id: str | None = None) -> NextQuestion | None:
    """Give the question to ask next, anywhere or in one pass; nothing when everything there is dealt with.

    It is one of the first pass that has something to ask. Pinned questions come first, then the highest
    score, then script order. What was put off comes back when nothing else is left.
    """
    passes = [each for each in standing.script.passes if pass_id in (None, each.id)]
    for state in (AnswerState.NOT_ASKED, AnswerState.LATER):
        for each in passes:
            candidates = _candidates(standing, each, state)
            if candidates:
                return _best(standing, candidates, parked=state is AnswerState.LATER)
    return None


def _candidates(standing: Standing, conversation: Pass, state: AnswerState) -> list[Question]:
    return [
        question
        for question in standing.script.questions
        if question.pass_id == conversation.id
        and standing.state(question.id) is state
        and standing.shown(question.id)
    ]


def _best(standing: Standing, candidates: list[Question], *, parked: bool) -> NextQuestion:
    undecided = _undecided(standing)
    weights = standing.script.next_question
    ranked = [
        NextQuestion(question, score(question, weights, counts), counts, parked)
        for question in candidates
        for counts in (undecided.get(question.id, Counter()),)
    ]
    return min(ranked, key=_rank)


def _rank(candidate: NextQuestion) -> tuple[bool, int, Fraction]:
    pin = candidate.question.pin
    return pin is None, pin or 0, -candidate.score


def _undecided(standing: Standing) -> Mapping[str, Counter[Severity]]:
    """Count, for each question, the flags in state unknown that hang on it."""
    found: dict[str, Counter[Severity]] = {}
    for rule in standing.script.flags:
        if standing.flag_state(rule.id) is FlagState.UNKNOWN:
            for question_id in questions_of(standing, rule):
                found.setdefault(question_id, Counter())[rule.severity] += 1
    return found


def score(question: Question, weights: NextQuestionWeights, undecided: Mapping[Severity, int]) -> Fraction:
    """Weigh what a question can decide against the minutes that it takes."""
    worth = (
        weights.blocker * undecided.get(Severity.BLOCKER, 0)
        + weights.major * undecided.get(Severity.MAJOR, 0)
        + weights.minor * undecided.get(Severity.MINOR, 0)
        + weights.gate * question.gate
        + weights.feeds_contract * bool(question.feeds)
    )
    minutes = weights.minutes.get(question.type.value, weights.minutes.get("other", 1))
    return Fraction(worth) / Fraction(minutes)
