"""When to steer the customer, with which words, and how often it was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.deal.flags import Flag, flags_of
from onboard_tui.interview.dealings import Reopened
from onboard_tui.interview.entries import Postponement, Reaction, Steered
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import HEAVIEST_FIRST, Mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Value
    from onboard_tui.script.model import Question


@dataclass(frozen=True, slots=True)
class Steering:
    """What to say now about an answer that speaks against the deal."""

    question: Question
    flag: Flag | None
    """The flag that the answer raises; None where the option is only marked as bad."""
    words: str
    """The script of the next attempt, as the script's author wrote it: `{question}` is not filled in."""
    attempt: int
    """Which attempt this would be; they count from 1."""
    scripts: tuple[str, ...]
    """The words of all attempts."""

    @property
    def attempts(self) -> int:
        """Attempts made so far."""
        return self.attempt - 1

    @property
    def needed(self) -> int:
        """Attempts before “insists” is taken as the last word."""
        return self.flag.needed if self.flag is not None else 1

    @property
    def script(self) -> int:
        """Which script the words are, from 1; the last one serves for every attempt after it."""
        return min(self.attempt, len(self.scripts))


def steering_due(standing: Standing, question_id: str) -> Steering | None:
    """Tell whether the answer to a question is to be steered now: it raises a flag, or is marked as bad.

    Nothing is due where steering cannot change anything: a plan stands, the customer has insisted often
    enough, we cannot fix it, there is nothing to discuss, or the seller said that it does not apply.
    """
    question = standing.script.question_by_id[question_id]
    if standing.state(question_id) is AnswerState.NOT_APPLICABLE:
        return None
    raised = [flag for flag in flags_of(standing) if question_id in flag.because]
    due = _heaviest_first(flag for flag in raised if to_be_steered(flag))
    if due:
        return _steering(question, due[0])
    if not raised and _marked_bad(standing, question):
        return _steering(question, None)
    return None


def to_be_steered(flag: Flag) -> bool:
    """Whether there is something to say about a flag that could still change it."""
    dismissed = flag.set_aside is not None and flag.set_aside.choice is Postponement.DOES_NOT_APPLY
    return flag.state in {FlagState.OPEN, FlagState.STEERING} and not flag.rule.no_steer and not dismissed


def _steering(question: Question, flag: Flag | None) -> Steering | None:
    own = () if flag is None or not flag.rule.steer else (flag.rule.steer,)
    scripts = question.coach.steer or own
    if not scripts:
        return None
    attempt = 1 if flag is None else len(flag.attempts) + 1
    return Steering(question, flag, scripts[min(attempt, len(scripts)) - 1], attempt, scripts)


def steering_for(standing: Standing, flag_id: str) -> Steering | None:
    """Give what to say next about a raised flag, whatever was said before; None where there are no words for it."""
    flag = next((each for each in flags_of(standing) if each.id == flag_id and each.raised), None)
    return None if flag is None else _way_to_steer(standing, flag)


def _way_to_steer(standing: Standing, flag: Flag) -> Steering | None:
    """Give the next words about a flag, from the first answer behind it that has any."""
    ways = (_steering(standing.script.question_by_id[question_id], flag) for question_id in flag.because)
    return next((way for way in ways if way is not None), None)


def _marked_bad(standing: Standing, question: Question) -> bool:
    value = standing.value(question.id)
    chosen = value if isinstance(value, tuple) else (value,)
    return any(option.mark is Mark.BAD and option.id in chosen for option in question.options)


def steering_waiting(standing: Standing) -> tuple[Steering, ...]:
    """Give all that is to be steered, the heaviest flag first; each flag once, at the first answer behind it."""
    found: list[Steering] = []
    for flag in _heaviest_first(filter(to_be_steered, flags_of(standing))):
        way = _way_to_steer(standing, flag)
        if way is not None:
            found.append(way)
    return tuple(found)


def _heaviest_first(flags: Iterable[Flag]) -> list[Flag]:
    return sorted(flags, key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity))


def attempt_behind(before: Assessment, question_id: str, state: AnswerState, value: Value | None) -> str:
    """Give the id of the steering attempt after which an answer is about to change; empty where there is none.

    It is the latest one, made since the present answer was recorded, about a flag that this answer raises,
    unless the customer insisted in it.
    """
    present = before.standing.recorded(question_id)
    if present is None or (state, value) == (present.state, present.value):
        return ""
    raised = {flag.id for flag in before.raised_flags if flag.attempts and question_id in flag.because}
    for entry in reversed(before.interview.log) if raised else ():
        if entry.id == present.id or isinstance(entry, Reopened):
            break
        if isinstance(entry, Steered) and entry.flag in raised:
            if entry.reaction is not Reaction.INSISTS:
                return entry.id
            raised.discard(entry.flag)
    return ""


@dataclass(frozen=True, slots=True)
class OrderTaking:
    """How often the seller wrote down what was said instead of steering it."""

    raised: int
    """Flags that can be discussed and were raised; one that was cleared by steering counts as tried."""
    untried: int
    """Those among them without any attempt."""

    @property
    def share(self) -> float | None:
        """The order-taker index: the share left without an attempt, 0 to 1; None without raised flags."""
        return self.untried / self.raised if self.raised else None

    def __str__(self) -> str:
        """Say it in a line."""
        if not self.raised:
            return "No flag was raised that could have been steered."
        share = round(100 * self.untried / self.raised)
        return f"{self.untried} of {self.raised} raised flags without an attempt to steer ({share}%)."


def order_taking(flags: Iterable[Flag]) -> OrderTaking:
    """Count the raised flags that nobody tried to steer, for the seller's own summary."""
    raised = [flag for flag in flags if (flag.raised or flag.attempts) and not flag.rule.no_steer]
    return OrderTaking(len(raised), sum(not flag.attempts for flag in raised))
