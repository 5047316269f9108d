"""Which question to ask next, and the reason in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.notation import notation_for
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import NextQuestionWeights, Question


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """The question that can narrow the verdict most for the time that it takes."""

    question: Question
    score: Fraction
    """Weight per minute. See "What to ask next" in docs/script-language.md."""
    undecided: Mapping[Severity, int]
    """How many flags that cannot be told yet hang on it, by severity."""
    parked: bool = False
    """Whether it was put off before and comes back because nothing else is left."""
    ended_on: str = ""
    """The day of the decision that it led to, in words, where the deal was reopened and it is asked again."""

    @property
    def id(self) -> str:
        """The question's id."""
        return self.question.id

    @property
    def reason(self) -> str:
        """Why it is asked now, in one sentence; for the seller only."""
        return f"Asked now because {self._cause()}."

    def _cause(self) -> str:
        if self.ended_on:
            return f"it ended the deal on {self.ended_on}"
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

    In a reopened deal the questions that ended it come before all others, until each was asked again.
    Otherwise it is one of the first pass that has something to ask. Pinned questions come first, then the highest
    score, then script order. What was put off comes back when nothing else is left.
    """
    again = _to_ask_again(standing, pass_id)
    if again is not None:
        return again
    for state in (AnswerState.NOT_ASKED, AnswerState.LATER):
        waiting = _waiting(standing, state)
        for each in standing.script.passes:
            candidates = [question for question in waiting if question.pass_id == each.id]
            if candidates and pass_id in (None, each.id):
                return _best(standing, candidates, parked=state is AnswerState.LATER)
    return None


def _waiting(standing: Standing, state: AnswerState) -> list[Question]:
    states, shown = standing.states, standing.all_shown
    return [
        question
        for question in standing.script.questions
        if states[question.id] is state and shown[question.id]
    ]


def _best(standing: Standing, candidates: list[Question], *, parked: bool) -> NextQuestion:
    undecided, weights = _Undecided(standing), standing.script.next_question

    def rank(question: Question) -> tuple[bool, int, Fraction]:
        worth = score(question, weights, undecided.behind(question.id))
        return question.pin is None, question.pin or 0, -worth

    worth_ranking = [
        question
        for question in candidates
        if question.pin is not None or question.gate or question.feeds or question.id in undecided.questions
    ]
    best = min(worth_ranking, key=rank, default=candidates[0])
    counts = undecided.behind(best.id)
    return NextQuestion(best, score(best, weights, counts), counts, parked)


class _Undecided:
    """The flags in state unknown, by the questions that they hang on."""

    def __init__(self, standing: Standing) -> None:
        known, flags = dependencies_of(standing.script), standing.script.flag_by_id
        unknown = [
            flags[flag_id] for flag_id, state in standing.flag_states.items() if state is FlagState.UNKNOWN
        ]
        self._counts = Counter(
            (question_id, rule.severity) for rule in unknown for question_id in known.behind(rule.raise_when)
        )
        self.questions = frozenset(question_id for question_id, _severity in self._counts)

    def behind(self, question_id: str) -> Mapping[Severity, int]:
        """Count the flags that hang on a question, by severity."""
        return {severity: self._counts[question_id, severity] for severity in Severity}


def _to_ask_again(standing: Standing, pass_id: str | None) -> NextQuestion | None:
    """Give the first question that ended the deal before it was reopened and was not asked since."""
    interview = standing.interview
    reopened, ended = interview.dealings.reopened, interview.dealings.ended
    if reopened is None:
        return None
    for question_id in reopened.ask_again:
        question = standing.script.question_by_id.get(question_id)
        asked_since = question_id in interview.current and not interview.from_before(question_id)
        if question is None or asked_since or not standing.shown(question_id):
            continue
        if pass_id in (None, question.pass_id):
            counts = _Undecided(standing).behind(question_id)
            worth = score(question, standing.script.next_question, counts)
            day = notation_for(standing.script.language).date((ended or reopened).on)
            return NextQuestion(question, worth, counts, ended_on=day)
    return None


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
    return _per_minute(worth, minutes)


@lru_cache(maxsize=1_000)
def _per_minute(worth: int, minutes: Decimal | int) -> Fraction:
    return Fraction(worth) / Fraction(minutes)
