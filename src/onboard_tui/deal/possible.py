"""What a result can still be: sets of values wide enough to hold every outcome, and sums over them.

Everything here errs on one side only: a set may hold a value that cannot come about, it never leaves out
one that can.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from onboard_tui.script.nodes import COMPARISONS, Comparison
from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from onboard_tui.script.scope import Row

Outcomes: TypeAlias = int
"""A set of three-valued outcomes of a condition, as a sum of the four below."""

TRUE: Final = 1
FALSE: Final = 2
UNKNOWN: Final = 4
NOT_APPLICABLE: Final = 8
EITHER: Final = TRUE | FALSE
MISSING: Final = UNKNOWN | NOT_APPLICABLE

MOST_VALUES = 64
"""A larger set of numbers or dates is kept as the span between its ends."""


@dataclass(frozen=True, slots=True)
class Exactly:
    """One of these values, and no other."""

    values: frozenset[Any]


@dataclass(frozen=True, slots=True)
class Span:
    """A number or date between two ends; None where there is no end. An end can itself be left out."""

    low: Any = None
    high: Any = None
    without_low: bool = False
    without_high: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """Any choice of options that has at least these and at most those."""

    surely: frozenset[str]
    perhaps: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class TheRows:
    """These rows of a table."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Anything:
    """A value of which nothing is known."""


Values: TypeAlias = Exactly | Span | Ticks | TheRows | Anything

ANYTHING: Final = Anything()


@dataclass(frozen=True, slots=True)
class Possible:
    """What a result can still be: values, and the ways in which it can be missing."""

    values: Values | None
    """None where it cannot have a value."""
    missing: Outcomes = 0

    @property
    def outcomes(self) -> Outcomes:
        """Its ways to be missing and, as `EITHER`, to have a value."""
        return self.missing | (EITHER if self.values is not None else 0)


def one(value: Any) -> Exactly:
    """Give the set of one value."""
    return Exactly(frozenset((value,)))


def truths(possible: Possible) -> Outcomes:
    """Read a possible yes or no as the outcomes of a condition."""
    if possible.values is None:
        return possible.missing
    if not isinstance(possible.values, Exactly):
        return EITHER | possible.missing
    held = possible.values.values
    return (TRUE if True in held else 0) | (FALSE if False in held else 0) | possible.missing


def yes_or_no(outcomes: Outcomes) -> Possible:
    """Read the outcomes of a condition as a possible yes or no."""
    held = frozenset(value for value, bit in ((True, TRUE), (False, FALSE)) if outcomes & bit)
    return Possible(Exactly(held) if held else None, outcomes & MISSING)


def either_of(first: Possible, second: Possible) -> Possible:
    """Give what is in one of two sets, or a little more."""
    missing = first.missing | second.missing
    if first.values is None or second.values is None:
        return Possible(first.values or second.values, missing)
    return Possible(_union(first.values, second.values), missing)


def _union(first: Values, second: Values) -> Values:
    if first == second:
        return first
    match first, second:
        case Exactly(some), Exactly(others):
            return gathered(some | others)
        case Ticks(), Ticks():
            return Ticks(first.surely & second.surely, first.perhaps | second.perhaps)
    left, right = span_of(first), span_of(second)
    return ANYTHING if left is None or right is None else _hull(left, right)


def _hull(first: Span, second: Span) -> Span:
    low = None if first.low is None or second.low is None else min(first.low, second.low)
    high = None if first.high is None or second.high is None else max(first.high, second.high)
    return Span(low, high)


def gathered(values: Iterable[Any]) -> Values:
    """Keep a set of values one by one while it is small, else as a span or as anything."""
    held = frozenset(values)
    if len(held) <= MOST_VALUES:
        return Exactly(held)
    return span_of(Exactly(held)) or ANYTHING


def span_of(values: Values) -> Span | None:
    """Give the span that holds these numbers or dates; nothing for anything that has no order."""
    if isinstance(values, Span):
        return values
    if isinstance(values, Exactly):
        sample = next(iter(values.values))
        if isinstance(sample, int | Decimal | date) and not isinstance(sample, bool):
            return Span(min(values.values), max(values.values))
    return None


# --- conditions -----------------------------------------------------------------------------------------


_SINGLE: Final[Mapping[Outcomes, bool | Missing]] = {
    TRUE: True,
    FALSE: False,
    UNKNOWN: Missing.UNKNOWN,
    NOT_APPLICABLE: Missing.NOT_APPLICABLE,
}


def _bit(outcome: bool | Missing) -> Outcomes:  # noqa: FBT001 - a condition's outcome
    return next(bit for bit, each in _SINGLE.items() if each is outcome)


def _decided(first: bool | Missing, second: bool | Missing, decisive: bool) -> bool | Missing:  # noqa: FBT001 - outcomes
    if first is decisive or second is decisive:
        return decisive
    if isinstance(first, Missing):
        return first.also(second if isinstance(second, Missing) else None)
    return second


def _all_pairs(
    combine: Callable[[bool | Missing, bool | Missing], bool | Missing],
) -> tuple[tuple[int, ...], ...]:
    """Work a rule for two outcomes out for every two sets of outcomes."""
    bits = (TRUE, FALSE, UNKNOWN, NOT_APPLICABLE)
    single = {(a, b): _bit(combine(_SINGLE[a], _SINGLE[b])) for a in bits for b in bits}

    def together(left: Outcomes, right: Outcomes) -> Outcomes:
        result = 0
        for a, b in product(bits, bits):
            if left & a and right & b:
                result |= single[a, b]
        return result

    return tuple(tuple(together(left, right) for right in range(16)) for left in range(16))


AND: Final = _all_pairs(lambda first, second: _decided(first, second, decisive=False))
"""`AND[a][b]`: the outcomes of `a and b`."""
OR: Final = _all_pairs(lambda first, second: _decided(first, second, decisive=True))
"""`OR[a][b]`: the outcomes of `a or b`."""
MISSED: Final = tuple(
    tuple(
        (UNKNOWN if (a & UNKNOWN and b) or (b & UNKNOWN and a) else 0)
        | (
            NOT_APPLICABLE
            if (a & NOT_APPLICABLE and b & ~UNKNOWN) or (b & NOT_APPLICABLE and a & ~UNKNOWN)
            else 0
        )
        for b in range(16)
    )
    for a in range(16)
)
"""`MISSED[a][b]`: how a part that needs the values of both can be missing."""
NOT: Final = tuple((FALSE if a & TRUE else 0) | (TRUE if a & FALSE else 0) | (a & MISSING) for a in range(16))
"""`NOT[a]`: the outcomes of `not a`."""


def compared(op: Comparison, left: Values, right: Values) -> Outcomes:
    """Give the outcomes of comparing a value of one set with one of another."""
    if isinstance(left, Exactly) and isinstance(right, Exactly):
        if len(left.values) * len(right.values) <= MOST_VALUES:
            compare = COMPARISONS[op]
            outcomes = {bool(compare(a, b)) for a in left.values for b in right.values}
            return (TRUE if True in outcomes else 0) | (FALSE if False in outcomes else 0)
        if op in {"==", "!="}:
            return EITHER
    first, second = span_of(left), span_of(right)
    return EITHER if first is None or second is None else _SPANS_COMPARED[op](first, second)


def _ordered(left: Span, right: Span, *, or_equal: bool) -> Outcomes:
    """Give the outcomes of `left < right`, or of `left <= right`."""
    can_hold = _reaches(
        left.low, right.high, touching=or_equal and not (left.without_low or right.without_high)
    )
    can_fail = _reaches(
        right.low, left.high, touching=not or_equal and not (right.without_low or left.without_high)
    )
    return (TRUE if can_hold else 0) | (FALSE if can_fail else 0)


def _reaches(low: Any, high: Any, *, touching: bool) -> bool:
    return low is None or high is None or low < high or (touching and low == high)


def _equal(left: Span, right: Span) -> Outcomes:
    meet = _reaches(left.low, right.high, touching=not (left.without_low or right.without_high)) and _reaches(
        right.low, left.high, touching=not (right.without_low or left.without_high)
    )
    if not meet:
        return FALSE
    same = left.low is not None and left.low == left.high == right.low == right.high
    return TRUE if same else EITHER


_SPANS_COMPARED: Final[Mapping[Comparison, Callable[[Span, Span], Outcomes]]] = {
    "==": _equal,
    "!=": lambda left, right: NOT[_equal(left, right)],
    "<": lambda left, right: _ordered(left, right, or_equal=False),
    "<=": lambda left, right: _ordered(left, right, or_equal=True),
    ">": lambda left, right: _ordered(right, left, or_equal=False),
    ">=": lambda left, right: _ordered(right, left, or_equal=True),
}


def membership(values: Values, items: Iterable[Any]) -> Outcomes:
    """Give the outcomes of `x in [...]`."""
    wanted = frozenset(items)
    if isinstance(values, Exactly):
        return (TRUE if values.values & wanted else 0) | (FALSE if values.values - wanted else 0)
    span = span_of(values)
    if span is None:
        return EITHER
    found = FALSE
    for item in wanted:
        found |= _equal(span, Span(item, item)) & TRUE
    return found


def ticked(values: Values, option: str) -> Outcomes:
    """Give the outcomes of `has(multi, 'option')`."""
    if not isinstance(values, Ticks):
        return EITHER
    if option in values.surely:
        return TRUE
    return EITHER if option in values.perhaps else FALSE


def emptiness(values: Values) -> Outcomes:
    """Give the outcomes of `empty(q)` for an answered question."""
    match values:
        case Ticks(surely, perhaps):
            return FALSE if surely else EITHER if perhaps else TRUE
        case TheRows(rows):
            return FALSE if rows else TRUE
        case Exactly(held):
            blank = {isinstance(value, str) and not value.strip() for value in held}
            return (TRUE if True in blank else 0) | (FALSE if False in blank else 0)
        case Span():
            return FALSE
        case _:
            return EITHER
