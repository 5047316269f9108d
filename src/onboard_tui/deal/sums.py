"""Sums over what numbers and dates can still be."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from onboard_tui.deal.possible import (
    ANYTHING,
    MOST_VALUES,
    UNKNOWN,
    Exactly,
    Possible,
    Span,
    Values,
    gathered,
    span_of,
)
from onboard_tui.script.arithmetic import Calculation, calculate, negative
from onboard_tui.script.scope import AnswerState, FlagQuery, Missing, Result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date


class NobodyToTell:
    """A scope for calculations whose troubles concern nobody, because they are only supposed."""

    def __init__(self, day: date) -> None:
        self._day = day

    def value(self, name: str) -> Result:
        """Know no answer."""
        del name
        return Missing.UNKNOWN

    def state(self, name: str) -> AnswerState:
        """Know no answer."""
        del name
        return AnswerState.NOT_ASKED

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        return self._day

    def count_flags(self, query: FlagQuery) -> int:
        """Know no flag."""
        del query
        return 0

    def gates_missing(self) -> int:
        """Know no gate."""
        return 0

    def trouble(self, sentence: str) -> None:
        """Say nothing."""


def calculated(op: Calculation, left: Values, right: Values, scope: NobodyToTell) -> Possible:
    """Give what `left op right` can be; unknown where it may leave the range of numbers and dates."""
    match left, right:
        case Exactly(some), Exactly(others) if len(some) * len(others) <= MOST_VALUES:
            return _collected(calculate(op, a, b, scope, "") for a, b in product(some, others))
    first, second = span_of(left), span_of(right)
    if first is None or second is None:
        return Possible(ANYTHING, UNKNOWN)
    return Possible(_over_spans(op, first, second, scope), UNKNOWN)


def _collected(results: Iterable[Any]) -> Possible:
    """Gather the results of calculations, some of which may have none."""
    found = frozenset(results)
    known = found - {Missing.UNKNOWN}
    return Possible(gathered(known) if known else None, UNKNOWN if known != found else 0)


def _over_spans(op: Calculation, left: Span, right: Span, scope: NobodyToTell) -> Span:
    match op:
        case "+":
            return Span(_end(op, left.low, right.low, scope), _end(op, left.high, right.high, scope))
        case "-":
            return Span(_end(op, left.low, right.high, scope), _end(op, left.high, right.low, scope))
        case _ if None not in (left.low, left.high, right.low, right.high):
            return _corners(op, left, right, scope)
        case "*" if _is_one(left):
            return _scaled(op, right, left.low, scope)
        case _ if _is_one(right):
            return _scaled(op, left, right.low, scope)
        case _:
            return Span()


def _end(op: Calculation, left: Any, right: Any, scope: NobodyToTell) -> Any:
    if left is None or right is None:
        return None
    result = calculate(op, left, right, scope, "")
    return None if isinstance(result, Missing) else result


def _corners(op: Calculation, left: Span, right: Span, scope: NobodyToTell) -> Span:
    if op == "/" and right.low <= 0 <= right.high:
        return Span()
    ends = [_end(op, a, b, scope) for a in (left.low, left.high) for b in (right.low, right.high)]
    return Span() if None in ends else Span(min(ends), max(ends))


def _is_one(span: Span) -> bool:
    return span.low is not None and span.low == span.high


def _scaled(op: Calculation, span: Span, factor: Any, scope: NobodyToTell) -> Span:
    """Multiply or divide a span that is open at an end by one number."""
    if factor == 0:
        return Span(0, 0) if op == "*" else Span()
    low, high = _end(op, span.low, factor, scope), _end(op, span.high, factor, scope)
    return Span(low, high) if factor > 0 else Span(high, low)


def mapped(values: Values, rule: Callable[[Any], Any]) -> Possible:
    """Apply a rule that keeps or turns the order of numbers or dates."""
    if isinstance(values, Exactly):
        return _collected(rule(value) for value in values.values)
    span = span_of(values)
    if span is None:
        return Possible(ANYTHING, UNKNOWN)
    low = None if span.low is None else rule(span.low)
    high = None if span.high is None else rule(span.high)
    if isinstance(low, Missing) or isinstance(high, Missing):
        return Possible(Span(), UNKNOWN)
    return Possible(Span(low, high), UNKNOWN if low is None or high is None else 0)


def turned(values: Values) -> Values:
    """Give the negative of each number."""
    if isinstance(values, Exactly):
        return Exactly(frozenset(negative(value) for value in values.values))
    span = span_of(values)
    if span is None:
        return ANYTHING
    low = None if span.high is None else negative(span.high)
    high = None if span.low is None else negative(span.low)
    return Span(low, high, span.without_high, span.without_low)


def extreme(several: Sequence[Values], *, largest: bool) -> Values:
    """Give the smallest, or largest, of one value out of each set."""
    choose: Callable[..., Any] = max if largest else min
    exact = [values.values for values in several if isinstance(values, Exactly)]
    size = 1
    for held in exact:
        size *= len(held)
    if len(exact) == len(several) and size <= MOST_VALUES:
        return Exactly(frozenset(choose(values) for values in product(*exact)))
    spans = [span_of(values) for values in several]
    lows = [span.low for span in spans if span is not None and span.low is not None]
    highs = [span.high for span in spans if span is not None and span.high is not None]
    if largest:
        return Span(max(lows, default=None), max(highs) if len(highs) == len(spans) else None)
    return Span(min(lows) if len(lows) == len(spans) else None, min(highs, default=None))
