"""What we advised a customer in earlier deals that ended without us: the first thing to know when they come back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.deal.flags import history_of
from onboard_tui.interview.fill import filled
from onboard_tui.interview.standing import stand
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from onboard_tui.interview.dealings import Decided
    from onboard_tui.interview.interview import Interview


@dataclass(frozen=True, slots=True)
class EarlierAdvice:
    """One thing that we advised, and how the customer took it."""

    interview_id: str
    on: date
    about: str
    """What a flag warned of, or the question that it was about."""
    advised: str
    taken: str
    """How the customer took it: `steered twice, insists`, or what they believed instead."""


def earlier_advice(earlier: Sequence[Interview]) -> tuple[EarlierAdvice, ...]:
    """Give what we advised in a customer's earlier interviews that ended without us, the latest advice first."""
    found = [
        each
        for interview in earlier
        if (decision := interview.dealings.decision) is not None
        and decision.choice is not VerdictKind.PROCEED
        for each in (*_steered(interview, decision), *_advised(interview, decision))
    ]
    return tuple(sorted(found, key=lambda each: each.on, reverse=True))


def _steered(interview: Interview, decision: Decided) -> Iterator[EarlierAdvice]:
    """Give the flags that were raised when it ended, as far as anybody steered."""
    for rule in interview.script.flags:
        attempts = interview.attempts.get(rule.id, ())
        if rule.id in decision.flags and attempts:
            advised, taken = rule.clears or rule.steer, history_of(attempts)
            yield EarlierAdvice(interview.id, attempts[-1].on, rule.title, advised, taken)


def _advised(interview: Interview, decision: Decided) -> Iterator[EarlierAdvice]:
    standing = stand(interview, decision.on)
    for advice in interview.dealings.advice_by_question.values():
        ask = filled(interview.script.question_by_id[advice.question].ask, standing)
        taken = f"they believed: {advice.believes}"
        yield EarlierAdvice(interview.id, advice.at.date(), ask, advice.advises, taken)
