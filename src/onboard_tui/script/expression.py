"""Expressions: three-valued, typed conditions and sums over answers, evaluated without any code of their own.

The nodes are public, so that others can read an expression as well as evaluate it. Text becomes an
expression in `script.parse`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.script.functions import (
    AllRows,
    AnyRow,
    CellFilled,
    CountFlags,
    CountRows,
    DaysUntil,
    Empty,
    Extreme,
    GatesMissing,
    Has,
    OrElse,
    Round,
    Rows,
    StateTest,
    SumRows,
    Today,
)
from onboard_tui.script.nodes import (
    And,
    Arithmetic,
    Choose,
    Column,
    Compare,
    Constant,
    Member,
    Name,
    Negative,
    Node,
    Not,
    Or,
)
from onboard_tui.script.scope import (
    RAISED_STATES,
    UNRESOLVED,
    AnswerState,
    Cell,
    FlagQuery,
    FlagState,
    Missing,
    Result,
    Row,
    Scope,
    Value,
)
from onboard_tui.script.support import support_of

if TYPE_CHECKING:
    from onboard_tui.script.model import Place
    from onboard_tui.script.problems import Spot

__all__ = [
    "RAISED_STATES",
    "UNRESOLVED",
    "AllRows",
    "And",
    "AnswerState",
    "AnyRow",
    "Arithmetic",
    "Cell",
    "CellFilled",
    "Choose",
    "Column",
    "Compare",
    "Constant",
    "CountFlags",
    "CountRows",
    "DaysUntil",
    "Empty",
    "ExprType",
    "Expression",
    "Extreme",
    "FlagQuery",
    "FlagState",
    "GatesMissing",
    "Has",
    "Kind",
    "Member",
    "Missing",
    "Name",
    "Negative",
    "Node",
    "Not",
    "Or",
    "OrElse",
    "Result",
    "Round",
    "Row",
    "Rows",
    "Scope",
    "StateTest",
    "SumRows",
    "Today",
    "Value",
]


class Kind(StrEnum):
    """What kind of value an expression gives."""

    YES_NO = "yes/no"
    NUMBER = "number"
    MONEY = "amount of money"
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "list of choices"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class ExprType:
    """The type of an expression; `options` are the ids that a choice is made from."""

    kind: Kind
    options: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Name the kind, as in a message."""
        return self.kind.value


@dataclass(frozen=True)
class Expression:
    """A checked expression, compiled on first use."""

    source: str
    root: Node
    type: ExprType
    place: Place | None = None
    spot: Spot | None = field(default=None, repr=False, compare=False)
    """Where it is written, so that problems can point at its parts."""
    path: str = field(default="", repr=False, compare=False)
    """The keys that lead to it: `questions[deadline].when`."""

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All its parts, in reading order."""
        return tuple(self.root.walk())

    @cached_property
    def names(self) -> frozenset[str]:
        """The questions and computed values that it reads directly, for their value or their state."""
        values = {node.name for node in self.nodes if isinstance(node, Name | StateTest)}
        return frozenset(values | {node.table for node in self.nodes if isinstance(node, Rows)})

    @cached_property
    def counts_flags(self) -> tuple[FlagQuery, ...]:
        """What it counts among the flags."""
        return tuple(node.query for node in self.nodes if isinstance(node, CountFlags))

    @cached_property
    def counts_gates(self) -> bool:
        """Whether it asks for the gates that are still missing."""
        return any(isinstance(node, GatesMissing) for node in self.nodes)

    def evaluate(self, scope: Scope) -> Result:
        """Work out the result for an interview; never raises for anything that an answer holds."""
        result: Result = self.root.run(scope, None)
        return result

    def support(self, scope: Scope) -> frozenset[str]:
        """Give the names whose present values make the present result, as few as will do."""
        return support_of(self.root, scope)

    def __str__(self) -> str:
        """Give the text as it was written."""
        return self.source
