"""What an expression may read, and what it can find there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

if TYPE_CHECKING:
    from onboard_tui.script.model import FlagKind, Severity


class Missing(Enum):
    """A result without a value."""

    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"

    def __bool__(self) -> bool:
        """What is missing is never true, so that no condition holds by accident."""
        return False

    def also(self, other: Missing | None) -> Missing:
        """Put two missing things together: not applicable only where everything missed is."""
        return self if other is None or self is other else Missing.UNKNOWN


Cell: TypeAlias = bool | int | Decimal | str | date | tuple[str, ...]
"""One answer or one cell of a table; options by id, several options as a tuple of ids."""

Row: TypeAlias = Mapping[str, Cell | None]
"""One row of a table, by column id; an empty cell is None."""

Value: TypeAlias = Cell | tuple[Row, ...]
Result: TypeAlias = Value | Missing


class AnswerState(StrEnum):
    """Where a question of an interview stands; always exactly one."""

    NOT_ASKED = "not_asked"
    ANSWERED = "answered"
    DONT_KNOW = "dont_know"
    DECLINED = "declined"
    LATER = "later"
    NOT_APPLICABLE = "not_applicable"


class FlagState(StrEnum):
    """Where a red flag stands in a deal."""

    CLEAR = "clear"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"
    MITIGATED = "mitigated"
    CANNOT_FIX = "cannot_fix"
    INSISTED = "insisted"
    STEERING = "steering"
    OPEN = "open"

    @property
    def raised(self) -> bool:
        """Whether the flag's condition holds."""
        return self not in _NOT_RAISED


_NOT_RAISED = frozenset({FlagState.CLEAR, FlagState.UNKNOWN, FlagState.NOT_APPLICABLE})

RAISED_STATES = tuple(state for state in FlagState if state.raised)
"""The states of a raised flag."""

UNRESOLVED = frozenset({FlagState.OPEN, FlagState.STEERING, FlagState.INSISTED, FlagState.CANNOT_FIX})
"""The states that `unresolved(...)` counts."""


@dataclass(frozen=True, slots=True)
class FlagQuery:
    """Which raised flags to count; an empty set, or None, means any."""

    severities: frozenset[Severity] = frozenset()
    kinds: frozenset[FlagKind] = frozenset()
    states: frozenset[FlagState] = frozenset()
    no_steer: bool | None = None

    def concerns(self, severity: Severity, kind: FlagKind, *, no_steer: bool) -> bool:
        """Whether a flag of that make could be counted in some state."""
        return (
            (not self.severities or severity in self.severities)
            and (not self.kinds or kind in self.kinds)
            and (self.no_steer is None or self.no_steer == no_steer)
        )

    def counts(self, severity: Severity, kind: FlagKind, state: FlagState, *, no_steer: bool) -> bool:
        """Whether a flag of that make and in that state is counted."""
        in_state = state in self.states if self.states else state.raised
        return in_state and self.concerns(severity, kind, no_steer=no_steer)


class Scope(Protocol):
    """What an expression may read: the standing of one interview on one day."""

    def value(self, name: str) -> Result:
        """Give the value of a question or computed value."""
        ...

    def state(self, name: str) -> AnswerState:
        """Give the state of a question."""
        ...

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        ...

    def count_flags(self, query: FlagQuery) -> int:
        """Count the raised flags that match."""
        ...

    def gates_missing(self) -> int:
        """Count the gate questions that apply and have no confirmed answer."""
        ...

    def trouble(self, sentence: str) -> None:
        """Take note of a calculation that has no result."""
        ...
