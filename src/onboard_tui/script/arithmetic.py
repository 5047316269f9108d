"""Exact arithmetic on what answers hold; a calculation without a result is unknown, never a crash."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Any, Literal, TypeAlias

from onboard_tui.script.scope import Missing, Scope

Calculation: TypeAlias = Literal["+", "-", "*", "/"]

_EXACT = Context(prec=60, traps=[DivisionByZero, InvalidOperation, Overflow])
"""Exact for sums and products of all numbers that an answer can hold; a division keeps 60 digits."""

_LARGEST: Decimal = Decimal("1E30")
"""A result from here on counts as overflow."""


def calculate(op: Calculation, left: Any, right: Any, scope: Scope, source: str) -> Any:
    """Work out `left op right`; without a result, tell the scope about `source` and give unknown."""
    try:
        if isinstance(left, date) or isinstance(right, date):
            return _with_days(op, left, right)
        return _with_numbers(op, left, right)
    except ZeroDivisionError:
        scope.trouble(f"“{source}” divides by zero, so its result is unknown.")
    except InvalidOperation:
        scope.trouble(f"“{source}” divides zero by zero, so its result is unknown.")
    except ArithmeticError:
        scope.trouble(f"“{source}” gives a number or a date that is out of range, so its result is unknown.")
    return Missing.UNKNOWN


def _with_numbers(op: Calculation, left: int | Decimal, right: int | Decimal) -> int | Decimal:
    number: int | Decimal
    if op == "/":
        number = _EXACT.divide(left, right)
    elif isinstance(left, int) and isinstance(right, int):
        number = left + right if op == "+" else left - right if op == "-" else left * right
    elif op == "*":
        number = _EXACT.multiply(left, right)
    else:
        number = _EXACT.add(left, right) if op == "+" else _EXACT.subtract(left, right)
    if not -_LARGEST < number < _LARGEST:
        raise OverflowError
    return number


def _with_days(op: Calculation, left: Any, right: Any) -> int | date:
    if isinstance(left, date) and isinstance(right, date):
        return (left - right).days
    day, number = (left, right) if isinstance(left, date) else (right, left)
    moved: date = day + _days(number) if op == "+" else day - _days(number)
    return moved


def _days(number: int | Decimal) -> timedelta:
    """Turn a whole number of days into a time span; part of a day makes no date."""
    if number != int(number):
        raise OverflowError
    return timedelta(days=int(number))


def negative(number: int | Decimal) -> int | Decimal:
    """Give the number with the other sign, all digits kept."""
    return -number if isinstance(number, int) else _EXACT.minus(number)


def rounded(number: int | Decimal, places: int, scope: Scope) -> Any:
    """Round to decimal places, a half to the even digit as Python does; without places to a whole number."""
    try:
        result = _EXACT.quantize(Decimal(number), Decimal(1).scaleb(-places))
    except InvalidOperation:
        scope.trouble(f"A number is too large to be rounded to {places} places, so the result is unknown.")
        return Missing.UNKNOWN
    return int(result) if places <= 0 else result


def is_blank(value: object) -> bool:
    """Whether there is nothing in a value: no text, no options, no rows."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or value == ()
