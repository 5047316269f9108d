"""The few words in which the deal room says what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from onboard_tui.script.model import VerdictKind
    from onboard_tui.script.nodes import Comparison

_BY_COMPARISON: Final[Mapping[Comparison, str]] = {
    "==": "exactly {}",
    "!=": "other than {}",
    "<": "fewer than {}",
    "<=": "at most {}",
    ">": "more than {}",
    ">=": "{} or more",
}


def wanted(op: Comparison, value: object) -> str:
    """Say what a comparison asks for: `2 or more`, `a no`."""
    if isinstance(value, bool):
        return "a no" if (op == "==") is not value else "a yes"
    if op == ">" and value == 0:
        return "at least one"
    return _BY_COMPARISON[op].format(value)


def in_words(kind: VerdictKind, with_: str | None = None) -> str:
    """Name a verdict for people: `steer first`, `proceed with conditions`."""
    return f"{kind.value.replace('_', ' ')}{f' with {with_}' if with_ else ''}"


def listed(words: Iterable[str]) -> str:
    """Write words in a row: `a, b and c`."""
    several = list(words)
    if len(several) < 2:
        return "".join(several)
    return f"{', '.join(several[:-1])} and {several[-1]}"


def number_of(count: int, noun: str) -> str:
    """Write a count with its noun: `1 question`, `2 questions`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def tenths(number: Fraction | Decimal) -> str:
    """Write a number with one decimal, or with none where it is whole: `4.2`, `40`."""
    return f"{float(number):.1f}".removesuffix(".0")
