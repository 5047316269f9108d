"""The few words in which the deal room says what it counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.script.expression import UNRESOLVED, FlagState
from onboard_tui.script.model import FlagKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from onboard_tui.script.expression import FlagQuery
    from onboard_tui.script.model import VerdictKind
    from onboard_tui.script.nodes import Comparison

_STATES: Final[Mapping[FlagState, str]] = {
    FlagState.OPEN: "open",
    FlagState.STEERING: "steered",
    FlagState.INSISTED: "insisted-on",
    FlagState.CANNOT_FIX: "unfixable",
    FlagState.MITIGATED: "mitigated",
}
_KINDS: Final[Mapping[FlagKind, str]] = {
    FlagKind.PATH: "in how they want to do it",
    FlagKind.PARTY: "in who they are",
    FlagKind.OURS: "on our side",
}
_BY_COMPARISON: Final[Mapping[Comparison, str]] = {
    "==": "exactly {}",
    "!=": "other than {}",
    "<": "fewer than {}",
    "<=": "at most {}",
    ">": "more than {}",
    ">=": "{} or more",
}


def counted(query: FlagQuery) -> str:
    """Say which flags a query counts: `open or steered blockers`, `raised flags with nothing to discuss`."""
    severities = [f"{severity.value}s" for severity in Severity if severity in query.severities]
    states = [words for state, words in _STATES.items() if state in query.states]
    state = "unresolved" if query.states == UNRESOLVED else " or ".join(states) or "raised"
    kinds = " or ".join(words for kind, words in _KINDS.items() if kind in query.kinds)
    parts = [state, " or ".join(severities) or "flags"]
    if kinds:
        parts.append(kinds)
    if query.no_steer is not None:
        parts.append("with nothing to discuss" if query.no_steer else "that can be discussed")
    return " ".join(parts)


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
