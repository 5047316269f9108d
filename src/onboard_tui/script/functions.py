"""The functions of the expression language, each a node with its closure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from onboard_tui.script.arithmetic import calculate, is_blank, rounded
from onboard_tui.script.nodes import Column, Node, Run, Strict
from onboard_tui.script.scope import AnswerState, FlagQuery, Missing, Row, Scope

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class StateTest(Node):
    """`answered(q)`, `dont_know(q)` or `declined(q)`; never unknown."""

    name: str
    state: AnswerState

    def _compile(self) -> Run:
        name, state = self.name, self.state
        return lambda scope, _row: scope.state(name) is state


@dataclass(frozen=True)
class CellFilled(Node):
    """`answered(column)`: whether the cell of the row at hand has something in it."""

    column: str

    def _compile(self) -> Run:
        column = self.column
        return lambda _scope, row: row is not None and not is_blank(row.get(column))


@dataclass(frozen=True)
class Has(Strict):
    """`has(multi, 'option')`."""

    operand: Node
    option: str

    def _apply(self) -> Callable[..., Any]:
        option = self.option
        return lambda _scope, ticked: option in ticked


@dataclass(frozen=True)
class Empty(Node):
    """`empty(q)`: answered with nothing in it. A cell is empty also when it was left out."""

    operand: Node

    def _compile(self) -> Run:
        if isinstance(self.operand, Column):
            column = self.operand.name
            return lambda _scope, row: row is None or is_blank(row.get(column))
        operand = self.operand.run

        def run(scope: Scope, row: Row | None) -> Any:
            value = operand(scope, row)
            return value if isinstance(value, Missing) else is_blank(value)

        return run


@dataclass(frozen=True)
class OrElse(Node):
    """`or_else(q, x)`: the answer, or `x` where there is none."""

    operand: Node
    fallback: Node

    def _compile(self) -> Run:
        operand, fallback = self.operand.run, self.fallback.run

        def run(scope: Scope, row: Row | None) -> Any:
            value = operand(scope, row)
            return fallback(scope, row) if isinstance(value, Missing) else value

        return run


@dataclass(frozen=True)
class Rows(Node):
    """A function that looks at each row of a table; `body` reads the row's columns."""

    table: str
    body: Node

    def _over(self, judge: Callable[[Scope, tuple[Row, ...], Run], Any]) -> Run:
        table, body = self.table, self.body.run

        def run(scope: Scope, _row: Row | None) -> Any:
            rows: Any = scope.value(table)
            return rows if isinstance(rows, Missing) else judge(scope, rows, body)

        return run


@dataclass(frozen=True)
class RowTest(Rows):
    """`any_row(table, ...)` and `all_rows(table, ...)`: one row that decides is enough."""

    decisive: ClassVar[bool]
    """The row result that settles the whole alone."""

    def _compile(self) -> Run:
        decisive = self.decisive

        def judge(scope: Scope, rows: tuple[Row, ...], body: Run) -> Any:
            missing: Missing | None = None
            for row in rows:
                held = body(scope, row)
                if held is decisive:
                    return held
                if isinstance(held, Missing):
                    missing = held.also(missing)
            return (not decisive) if missing is None else missing

        return self._over(judge)


@dataclass(frozen=True)
class AnyRow(RowTest):
    """`any_row(table, condition)`; false without rows."""

    decisive: ClassVar[bool] = True


@dataclass(frozen=True)
class AllRows(RowTest):
    """`all_rows(table, condition)`; true without rows."""

    decisive: ClassVar[bool] = False


@dataclass(frozen=True)
class CountRows(Rows):
    """`count_rows(table, condition)`; unknown while the condition is unknown for one row."""

    def _compile(self) -> Run:
        def judge(scope: Scope, rows: tuple[Row, ...], body: Run) -> Any:
            count, missing = 0, None
            for row in rows:
                held = body(scope, row)
                if isinstance(held, Missing):
                    missing = held.also(missing)
                elif held:
                    count += 1
            return count if missing is None else missing

        return self._over(judge)


@dataclass(frozen=True)
class SumRows(Rows):
    """`sum_rows(table, number)`; unknown while the number is unknown for one row."""

    def _compile(self) -> Run:
        source = f"sum_rows({self.table}, …)"

        def judge(scope: Scope, rows: tuple[Row, ...], body: Run) -> Any:
            total: Any = 0
            missing: Missing | None = None
            for row in rows:
                number = body(scope, row)
                if isinstance(number, Missing):
                    missing = number.also(missing)
                elif missing is None:
                    total = calculate("+", total, number, scope, source)
                    if isinstance(total, Missing):
                        return total
            return total if missing is None else missing

        return self._over(judge)


@dataclass(frozen=True)
class Today(Node):
    """`today()`: the day that the interview is looked at."""

    def _compile(self) -> Run:
        return lambda scope, _row: scope.today()


@dataclass(frozen=True)
class DaysUntil(Strict):
    """`days_until(d)`: days from today, negative for the past."""

    operand: Node

    def _apply(self) -> Callable[..., Any]:
        return lambda scope, day: (day - scope.today()).days


@dataclass(frozen=True)
class Extreme(Strict):
    """`min(a, b, ...)` and `max(a, b, ...)` of numbers or of dates."""

    operands: tuple[Node, ...]
    largest: bool

    def _apply(self) -> Callable[..., Any]:
        choose: Callable[..., Any] = max if self.largest else min
        return lambda _scope, *values: choose(values)


@dataclass(frozen=True)
class Round(Strict):
    """`round(x, n)`: to n decimal places, a half to the even digit."""

    operand: Node
    places: int

    def _apply(self) -> Callable[..., Any]:
        places = self.places
        return lambda scope, value: rounded(value, places, scope)


@dataclass(frozen=True)
class CountFlags(Node):
    """`count_flags(...)` and `unresolved(...)`: how many raised flags match; never unknown."""

    query: FlagQuery

    def _compile(self) -> Run:
        query = self.query
        return lambda scope, _row: scope.count_flags(query)


@dataclass(frozen=True)
class GatesMissing(Node):
    """`gates_missing()`: how many gate questions still wait for a confirmed answer; never unknown."""

    def _compile(self) -> Run:
        return lambda scope, _row: scope.gates_missing()
