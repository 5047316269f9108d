"""Sums in which each answer stands at most with a factor, and where the answer makes such a sum zero."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from onboard_tui.script.expression import Arithmetic, Constant, DaysUntil, Name, Negative, Today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.script.expression import Node


@dataclass(frozen=True, slots=True)
class Sum:
    """Numbers, or days counted from the year 1: so much of each answer, and a fixed part."""

    fixed: Fraction
    factors: Mapping[str, Fraction] = field(default_factory=dict)

    def plus(self, other: Sum, times: int | Fraction = 1) -> Sum:
        """Add so many times another sum."""
        factors = dict(self.factors)
        for name, factor in other.factors.items():
            factors[name] = factors.get(name, Fraction()) + times * factor
        return Sum(
            self.fixed + times * other.fixed, {name: factor for name, factor in factors.items() if factor}
        )

    def times(self, factor: Fraction) -> Sum:
        """Multiply with a number."""
        return Sum(Fraction()).plus(self, factor)


def sum_of(node: Node, look_up: Callable[[str], Sum | Node | None], today: Sum) -> Sum | None:
    """Read an expression as a sum; None where it is none.

    `look_up` gives what a name stands for: a sum, another expression, or None for anything else; `today` stands for
    the day that an interview is looked at.
    """
    match node:
        case Constant(value):
            return fixed(value)
        case Today():
            return today
        case Name(name):
            found = look_up(name)
            return found if found is None or isinstance(found, Sum) else sum_of(found, look_up, today)
        case Negative(operand):
            inside = sum_of(operand, look_up, today)
            return None if inside is None else inside.times(Fraction(-1))
        case DaysUntil(operand):
            day = sum_of(operand, look_up, today)
            return None if day is None else day.plus(today, -1)
        case Arithmetic(op, left, right):
            first, second = sum_of(left, look_up, today), sum_of(right, look_up, today)
            return None if first is None or second is None else _combined(op, first, second)
    return None


def fixed(value: Any) -> Sum | None:
    """Give a number or day as a sum without answers; None for anything else."""
    if isinstance(value, date):
        return Sum(Fraction(value.toordinal()))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Sum(Fraction(value))
    return None


def _combined(op: str, first: Sum, second: Sum) -> Sum | None:
    match op:
        case "+":
            return first.plus(second)
        case "-":
            return first.plus(second, -1)
        case "*" if not second.factors:
            return first.times(second.fixed)
        case "*" if not first.factors:
            return second.times(first.fixed)
        case "/" if not second.factors and second.fixed:
            return first.times(1 / second.fixed)
    return None
