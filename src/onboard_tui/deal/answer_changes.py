"""Answers that were given again with another result, and the steering attempt behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.interview.entries import Recorded, Steered

if TYPE_CHECKING:
    from onboard_tui.interview.interview import Interview


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """An answer as it was, and as it became."""

    before: Recorded
    after: Recorded
    attempt: Steered | None = None
    """The attempt to steer after which it changed."""


def answer_changes(interview: Interview, since: int = 0) -> tuple[AnswerChange, ...]:
    """Give the answers that changed, in the order of the log; what was taken back never happened.

    With `since`, only changes after so many entries of the log.
    """
    latest: dict[str, Recorded] = {}
    attempts: dict[str, Steered] = {}
    found: list[AnswerChange] = []
    for place, entry in enumerate(interview.log):
        match entry:
            case Steered():
                attempts[entry.id] = entry
            case Recorded() if entry.id not in interview.taken_back:
                before = latest.get(entry.question)
                latest[entry.question] = entry
                if place >= since and before is not None and _differ(before, entry):
                    found.append(AnswerChange(before, entry, attempts.get(entry.by_attempt)))
    return tuple(found)


def _differ(before: Recorded, after: Recorded) -> bool:
    return (before.state, before.value) != (after.state, after.value)
