"""What the answer to one question can still be, and how to look at its cases one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.possible import (
    ANYTHING,
    MOST_VALUES,
    NOT_APPLICABLE,
    TRUE,
    UNKNOWN,
    Exactly,
    Outcomes,
    Possible,
    Span,
    TheRows,
    Ticks,
    Values,
    one,
)
from onboard_tui.interview.standing import confirmed
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import NUMBERS, WHOLE_NUMBERS, Mark, Question, QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onboard_tui.interview.entries import Recorded
    from onboard_tui.script.expression import Value

SILENT: Final = frozenset({AnswerState.LATER, AnswerState.DONT_KNOW, AnswerState.DECLINED})
"""The ways to leave a question without a value; `later` stands for `not_asked` too, as no condition tells
them apart."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the answer to a question can still be, wherever the question applies."""

    values: Values | None
    silences: frozenset[AnswerState] = frozenset()
    sure: bool = True
    """Whether a value can be one that satisfies a gate."""
    guessed: bool = False
    """Whether a value can be our guess."""

    @property
    def settled(self) -> bool:
        """Whether nothing is open."""
        if self.values is None:
            return len(self.silences) == 1
        return not self.silences and self.sure is not self.guessed and _is_single(self.values)

    def where(self, applies: Outcomes) -> Possible:
        """Give what expressions see, depending on whether the question applies."""
        visible = applies & (TRUE | UNKNOWN)
        missing = NOT_APPLICABLE if applies & ~(TRUE | UNKNOWN) else 0
        if visible and self.silences:
            missing |= UNKNOWN
        return Possible(self.values if visible else None, missing)


def _is_single(values: Values) -> bool:
    match values:
        case Exactly(held):
            return len(held) == 1
        case Ticks(surely, perhaps):
            return surely == perhaps
        case Span(low, high):
            return low is not None and low == high
        case _:
            return isinstance(values, TheRows)


def reply_to(question: Question, recorded: Recorded | None, *, can_be_cleared: bool) -> Reply:
    """Tell what the answer to a question can still be.

    Only a confirmed answer is settled. `can_be_cleared` is whether it is dropped when the question stops
    applying, and that can still happen.
    """
    if not can_be_cleared and confirmed(recorded) and recorded is not None and recorded.value is not None:
        return Reply(values_of(question, recorded.value))
    return Reply(_domain(question), SILENT, sure=True, guessed=True)


def values_of(question: Question, value: Value) -> Values:
    """Give the set of one answered value."""
    if not isinstance(value, tuple):
        return one(value)
    if question.type is QuestionType.TABLE:
        return TheRows(tuple(row for row in value if not isinstance(row, str)))
    ticked = frozenset(option for option in value if isinstance(option, str))
    return Ticks(ticked, ticked)


def _domain(question: Question) -> Values | None:
    """Give every value that can be answered."""
    choosable = frozenset(option.id for option in question.options if not option.unknown)
    match question.type:
        case QuestionType.YES_NO:
            return Exactly(frozenset({True, False}))
        case QuestionType.SINGLE:
            return Exactly(choosable) if choosable else None
        case QuestionType.MULTI:
            return Ticks(frozenset(), choosable)
        case QuestionType.DATE:
            return Span(question.min, question.max)
        case kind if kind in NUMBERS:
            return _numbers(question)
        case _:
            return ANYTHING


def _numbers(question: Question) -> Values:
    low, high = question.min, question.max
    if question.type not in WHOLE_NUMBERS:
        return Span(low, high)
    lowest = ceil(low) if isinstance(low, Decimal | int) else None
    highest = floor(high) if isinstance(high, Decimal | int) else None
    if lowest is not None and highest is not None and 0 <= highest - lowest < MOST_VALUES:
        return Exactly(frozenset(range(lowest, highest + 1)))
    return Span(lowest, highest)


# --- looking at the cases one by one ---------------------------------------------------------------------


def cases(
    question: Question, reply: Reply, landmarks: frozenset[Any], *, silence_matters: bool
) -> tuple[Reply, ...]:
    """Split a reply into cases that together are all of it; the most hopeful first, none if it is one case.

    `landmarks` are the values that conditions compare the answer with.
    """
    if reply.values is not None and reply.silences:
        return (replace(reply, silences=frozenset()), Reply(None, reply.silences))
    if reply.values is None:
        if not silence_matters or len(reply.silences) < 2:
            return ()
        return tuple(Reply(None, frozenset({silence})) for silence in sorted(reply.silences))
    if question.gate and reply.sure and reply.guessed:
        return (replace(reply, guessed=False), replace(reply, sure=False))
    return tuple(replace(reply, values=values) for values in _split(question, reply.values, landmarks))


def _split(question: Question, values: Values, landmarks: frozenset[Any]) -> Iterable[Values]:
    match values:
        case Exactly(held) if len(held) > 1:
            return _one_by_one(question, held, landmarks)
        case Ticks(surely, perhaps):
            return _by_option(surely, perhaps, landmarks)
        case Span():
            return tuple(_by_landmark(values, landmarks, whole=question.type in WHOLE_NUMBERS))
        case _:
            return ()


def _one_by_one(question: Question, held: frozenset[Any], landmarks: frozenset[Any]) -> Iterator[Values]:
    """Take the values that conditions name one by one, and all others together."""
    named = held & landmarks
    rest = held - named
    ways: list[Values] = [one(value) for value in named] if named else [one(value) for value in rest]
    if named and rest:
        ways.append(Exactly(rest))
    yield from sorted(ways, key=lambda way: _hope(question, way))


def best_of(question: Question, reply: Reply, landmarks: frozenset[Any]) -> Reply:
    """Give the most hopeful values of a reply, going by the marks of its options; all of them without marks."""
    if not isinstance(reply.values, Exactly) or not any(option.mark for option in question.options):
        return reply
    best = next(_one_by_one(question, reply.values.values, landmarks), reply.values)
    return replace(reply, values=best)


_HOPE = {Mark.GOOD: 0, None: 1, Mark.WATCH: 2, Mark.BAD: 3}


def _hope(question: Question, way: Values) -> tuple[int, str]:
    """Rank a case by how good its best option is, and then always in the same order."""
    held = way.values if isinstance(way, Exactly) else frozenset()
    ranks = [_HOPE[option.mark] for option in question.options if option.id in held]
    return min(ranks, default=1), min(map(str, held), default="")


def _by_option(
    surely: frozenset[str], perhaps: frozenset[str], landmarks: frozenset[Any]
) -> tuple[Values, ...]:
    """Split on whether one option is ticked; an option that no condition looks for only fills the answer."""
    undecided = perhaps - surely
    wanted = min(undecided & landmarks, default=None)
    if wanted is None and not surely:
        wanted = min(undecided, default=None)
    if wanted is None:
        return ()
    return Ticks(surely, perhaps - {wanted}), Ticks(surely | {wanted}, perhaps)


def _by_landmark(span: Span, landmarks: frozenset[Any], *, whole: bool) -> Iterator[Values]:
    """Split a span at the middle one of the values that conditions compare it with."""
    inside = sorted(value for value in landmarks if _within(span, value))
    if not inside or (span.low is not None and span.low == span.high):
        return
    middle = inside[len(inside) // 2]
    if whole and not isinstance(middle, date):
        yield from _by_whole_number(span, middle)
        return
    if span.high is None or middle < span.high:
        yield Span(middle, span.high, without_low=True, without_high=span.without_high)
    yield one(middle)
    if span.low is None or span.low < middle:
        yield Span(span.low, middle, span.without_low, without_high=True)


def _by_whole_number(span: Span, middle: Any) -> Iterator[Values]:
    above, below = floor(middle) + 1, ceil(middle) - 1
    if span.high is None or above <= span.high:
        yield Span(above, span.high)
    if middle == floor(middle):
        yield one(floor(middle))
    if span.low is None or span.low <= below:
        yield Span(span.low, below)


def _within(span: Span, value: Any) -> bool:
    above = span.low is None or span.low < value or (span.low == value and not span.without_low)
    below = span.high is None or value < span.high or (value == span.high and not span.without_high)
    return above and below
