"""What conditions look for in answers: the values that they compare them with, by question and by column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.script.expression import (
    AnswerState,
    Arithmetic,
    CellFilled,
    Column,
    Compare,
    Constant,
    DaysUntil,
    Empty,
    Has,
    Member,
    Name,
    Rows,
    StateTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.script.expression import Expression, Node


class LookedFor:
    """What some conditions together look for, by question and by column of a table."""

    def __init__(self, expressions: Iterable[Expression]) -> None:
        self.limits: dict[tuple[str, str], set[Any]] = {}
        """Values that answers are compared with; the column is empty for a question's own."""
        self.days: dict[tuple[str, str], set[int]] = {}
        """Numbers of days that the time to a date is compared with."""
        self.compared: set[tuple[str, str]] = set()
        """What is compared with something that is no constant."""
        self.blanks: set[tuple[str, str]] = set()
        """What is asked whether it is filled in."""
        self.states: dict[str, set[AnswerState]] = {}
        """States that questions are asked for."""
        self.bodies: dict[str, list[Node]] = {}
        """What is asked of the rows of each table."""
        for expression in expressions:
            self._add(expression.root)

    def _add(self, node: Node, table: str = "") -> None:
        """Take in a condition; inside one about rows, columns belong to that table."""
        match node:
            case StateTest(name, state):
                self.states.setdefault(name, set()).add(state)
            case Rows():
                table = node.table
                self.bodies.setdefault(table, []).append(node.body)
            case Member(operand, items):
                self._limits(operand, items, table)
            case Has(operand, option):
                self._limits(operand, (option,), table)
            case Empty(operand) if (key := _key(operand, table)) is not None:
                self.blanks.add(key)
            case CellFilled(column):
                self.blanks.add((table, column))
            case Arithmetic():
                self.compared |= _keys_in(node, table)
            case Compare(_, left, right):
                self._compared(left, right, table)
                self._compared(right, left, table)
        for part in node.parts:
            self._add(part, table)

    def _compared(self, one: Node, other: Node, table: str) -> None:
        days = isinstance(one, DaysUntil)
        key = _key(one.operand if isinstance(one, DaysUntil) else one, table)
        if key is not None and days and isinstance(other, Constant):
            self.days.setdefault(key, set()).add(int(other.value))  # type: ignore[arg-type] # compared with days
        elif key is not None and isinstance(other, Constant):
            self.limits.setdefault(key, set()).add(other.value)
        else:
            self.compared |= _keys_in(one, table)

    def _limits(self, operand: Node, items: Iterable[Any], table: str) -> None:
        key = _key(operand, table)
        if key is not None:
            self.limits.setdefault(key, set()).update(items)


def _key(node: Node, table: str) -> tuple[str, str] | None:
    match node:
        case Name(name):
            return name, ""
        case Column(name):
            return table, name
    return None


def _keys_in(node: Node, table: str) -> frozenset[tuple[str, str]]:
    return frozenset(key for part in node.walk() if (key := _key(part, table)) is not None)
