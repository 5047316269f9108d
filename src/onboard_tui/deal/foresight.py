"""What an expression can still result in, while some of the answers it reads are open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from onboard_tui.deal.possible import (
    AND,
    ANYTHING,
    EITHER,
    FALSE,
    MISSED,
    MISSING,
    NOT,
    NOT_APPLICABLE,
    OR,
    TRUE,
    UNKNOWN,
    Outcomes,
    Possible,
    Span,
    TheRows,
    Ticks,
    Values,
    compared,
    either_of,
    emptiness,
    membership,
    one,
    ticked,
    truths,
    yes_or_no,
)
from onboard_tui.deal.sums import NobodyToTell, calculated, extreme, mapped, turned
from onboard_tui.script.arithmetic import is_blank, rounded
from onboard_tui.script.expression import (
    AllRows,
    And,
    AnyRow,
    Arithmetic,
    Choose,
    Column,
    Compare,
    Constant,
    CountFlags,
    CountRows,
    DaysUntil,
    Empty,
    Expression,
    Extreme,
    GatesMissing,
    Has,
    Member,
    Name,
    Negative,
    Not,
    Or,
    OrElse,
    Round,
    StateTest,
    SumRows,
    Today,
)
from onboard_tui.script.functions import CellFilled

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from onboard_tui.script.nodes import Node
    from onboard_tui.script.scope import AnswerState, FlagQuery, Row

Foreseen: TypeAlias = "Outcomes | Possible"
"""Conditions give outcomes, everything else what is possible."""


class Prospects(Protocol):
    """What can be read of an interview while answers are open."""

    def value(self, name: str) -> Possible:
        """Give what a question or computed value can be."""
        ...

    def state(self, name: str, state: AnswerState) -> Outcomes:
        """Tell whether a question can be in a state, and whether in another."""
        ...

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        ...

    def count_flags(self, query: FlagQuery) -> Values:
        """Give how many raised flags can match."""
        ...

    def gates_missing(self) -> Values:
        """Give how many gates can be missing."""
        ...


def outcomes_of(expression: Expression, prospects: Prospects) -> Outcomes:
    """Give the outcomes that a condition can have."""
    return _outcomes(expression.root, prospects, None)


def outcomes_of_part(part: Node, prospects: Prospects) -> Outcomes:
    """Give the outcomes that a part of a condition can have, outside of the rows of a table."""
    return _outcomes(part, prospects, None)


def results_of(expression: Expression, prospects: Prospects) -> Possible:
    """Give the results that an expression can have."""
    return _possible(expression.root, prospects, None)


def _outcomes(node: Node, prospects: Prospects, row: Row | None) -> Outcomes:
    seen = _RULES[type(node)](node, prospects, row)
    return seen if isinstance(seen, int) else truths(seen)


def _possible(node: Node, prospects: Prospects, row: Row | None) -> Possible:
    seen = _RULES[type(node)](node, prospects, row)
    return yes_or_no(seen) if isinstance(seen, int) else seen


# --- leaves ---------------------------------------------------------------------------------------------


def _constant(node: Constant, _prospects: Prospects, _row: Row | None) -> Foreseen:
    value = node.value
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return Possible(one(value))


def _name(node: Name, prospects: Prospects, _row: Row | None) -> Foreseen:
    return prospects.value(node.name)


def _column(node: Column, _prospects: Prospects, row: Row | None) -> Foreseen:
    cell = None if row is None else row.get(node.name)
    if cell is None:
        return Possible(None, UNKNOWN)
    if isinstance(cell, tuple):
        held = frozenset(cell)
        return Possible(Ticks(held, held))
    return Possible(one(cell))


def _state_test(node: StateTest, prospects: Prospects, _row: Row | None) -> Foreseen:
    return prospects.state(node.name, node.state)


def _cell_filled(node: CellFilled, _prospects: Prospects, row: Row | None) -> Foreseen:
    return TRUE if row is not None and not is_blank(row.get(node.column)) else FALSE


def _today(_node: Today, prospects: Prospects, _row: Row | None) -> Foreseen:
    return Possible(one(prospects.today()))


def _count_flags(node: CountFlags, prospects: Prospects, _row: Row | None) -> Foreseen:
    return Possible(prospects.count_flags(node.query))


def _gates_missing(_node: GatesMissing, prospects: Prospects, _row: Row | None) -> Foreseen:
    return Possible(prospects.gates_missing())


# --- conditions -----------------------------------------------------------------------------------------


def _not(node: Not, prospects: Prospects, row: Row | None) -> Foreseen:
    return NOT[_outcomes(node.operand, prospects, row)]


def _and(node: And, prospects: Prospects, row: Row | None) -> Foreseen:
    held = TRUE
    for term in node.terms:
        held = AND[held][_outcomes(term, prospects, row)]
        if held == FALSE:
            break
    return held


def _or(node: Or, prospects: Prospects, row: Row | None) -> Foreseen:
    held = FALSE
    for term in node.terms:
        held = OR[held][_outcomes(term, prospects, row)]
        if held == TRUE:
            break
    return held


def _compare(node: Compare, prospects: Prospects, row: Row | None) -> Foreseen:
    left, right = _possible(node.left, prospects, row), _possible(node.right, prospects, row)
    missed = MISSED[left.outcomes][right.outcomes]
    if left.values is None or right.values is None:
        return missed
    return missed | compared(node.op, left.values, right.values)


def _judged(
    operand: Node, prospects: Prospects, row: Row | None, judge: Callable[[Values], Outcomes]
) -> Foreseen:
    seen = _possible(operand, prospects, row)
    return seen.missing if seen.values is None else seen.missing | judge(seen.values)


def _member(node: Member, prospects: Prospects, row: Row | None) -> Foreseen:
    def judge(values: Values) -> Outcomes:
        held = membership(values, node.items)
        return NOT[held] if node.negated else held

    return _judged(node.operand, prospects, row, judge)


def _has(node: Has, prospects: Prospects, row: Row | None) -> Foreseen:
    return _judged(node.operand, prospects, row, lambda values: ticked(values, node.option))


def _empty(node: Empty, prospects: Prospects, row: Row | None) -> Foreseen:
    if isinstance(node.operand, Column):
        return TRUE if row is None or is_blank(row.get(node.operand.name)) else FALSE
    return _judged(node.operand, prospects, row, emptiness)


def _choose(node: Choose, prospects: Prospects, row: Row | None) -> Foreseen:
    held = _outcomes(node.condition, prospects, row)
    result = Possible(None, held & MISSING)
    if held & TRUE:
        result = either_of(result, _possible(node.then, prospects, row))
    if held & FALSE:
        result = either_of(result, _possible(node.otherwise, prospects, row))
    return result


def _or_else(node: OrElse, prospects: Prospects, row: Row | None) -> Foreseen:
    seen = _possible(node.operand, prospects, row)
    if not seen.missing:
        return seen
    return either_of(Possible(seen.values), _possible(node.fallback, prospects, row))


# --- numbers and dates ----------------------------------------------------------------------------------


def _arithmetic(node: Arithmetic, prospects: Prospects, row: Row | None) -> Foreseen:
    left, right = _possible(node.left, prospects, row), _possible(node.right, prospects, row)
    missed = MISSED[left.outcomes][right.outcomes]
    if left.values is None or right.values is None:
        return Possible(None, missed)
    result = calculated(node.op, left.values, right.values, NobodyToTell(prospects.today()))
    return Possible(result.values, result.missing | missed)


def _one_by_one(operand: Node, prospects: Prospects, row: Row | None, rule: Callable[[Any], Any]) -> Foreseen:
    seen = _possible(operand, prospects, row)
    if seen.values is None:
        return seen
    result = mapped(seen.values, rule)
    return Possible(result.values, result.missing | seen.missing)


def _days_until(node: DaysUntil, prospects: Prospects, row: Row | None) -> Foreseen:
    today = prospects.today()
    return _one_by_one(node.operand, prospects, row, lambda day: (day - today).days)


def _round(node: Round, prospects: Prospects, row: Row | None) -> Foreseen:
    rule = partial(rounded, places=node.places, scope=NobodyToTell(prospects.today()))
    return _one_by_one(node.operand, prospects, row, rule)


def _negative(node: Negative, prospects: Prospects, row: Row | None) -> Foreseen:
    seen = _possible(node.operand, prospects, row)
    return seen if seen.values is None else Possible(turned(seen.values), seen.missing)


def _extreme(node: Extreme, prospects: Prospects, row: Row | None) -> Foreseen:
    seen = [_possible(operand, prospects, row) for operand in node.operands]
    outcomes = seen[0].outcomes
    for each in seen[1:]:
        value = EITHER if outcomes & EITHER and each.values is not None else 0
        outcomes = MISSED[outcomes][each.outcomes] | value
    sets = [each.values for each in seen if each.values is not None]
    values = extreme(sets, largest=node.largest) if len(sets) == len(seen) else None
    return Possible(values, outcomes & MISSING)


# --- tables ---------------------------------------------------------------------------------------------

_WHATEVER = EITHER | MISSING


def _any_row(node: AnyRow, prospects: Prospects, _row: Row | None) -> Foreseen:
    return _over_rows(node, prospects, OR, FALSE)


def _all_rows(node: AllRows, prospects: Prospects, _row: Row | None) -> Foreseen:
    return _over_rows(node, prospects, AND, TRUE)


def _over_rows(
    node: AnyRow | AllRows, prospects: Prospects, combine: tuple[tuple[int, ...], ...], without_rows: Outcomes
) -> Foreseen:
    seen = prospects.value(node.table)
    if seen.values is None:
        return seen.missing
    if not isinstance(seen.values, TheRows):
        return seen.missing | _WHATEVER
    held = without_rows
    for row in seen.values.rows:
        held = combine[held][_outcomes(node.body, prospects, row)]
    return seen.missing | held


def _count_rows(node: CountRows, prospects: Prospects, _row: Row | None) -> Foreseen:
    seen = prospects.value(node.table)
    if seen.values is None:
        return seen
    if not isinstance(seen.values, TheRows):
        return Possible(Span(0, None), MISSING)
    fewest, most, missing, countable = 0, 0, seen.missing, True
    for row in seen.values.rows:
        held = _outcomes(node.body, prospects, row)
        fewest += held == TRUE
        most += bool(held & TRUE)
        missing |= held & MISSING
        countable = countable and bool(held & EITHER)
    return Possible(Span(fewest, most) if countable else None, _both_ways(missing))


def _sum_rows(node: SumRows, prospects: Prospects, _row: Row | None) -> Foreseen:
    seen = prospects.value(node.table)
    if seen.values is None:
        return seen
    if not isinstance(seen.values, TheRows):
        return Possible(ANYTHING, MISSING)
    total: Possible = Possible(one(0))
    missing = seen.missing
    for row in seen.values.rows:
        number = _possible(node.body, prospects, row)
        missing |= number.missing
        if total.values is None or number.values is None:
            total = Possible(None)
            continue
        total = calculated("+", total.values, number.values, NobodyToTell(prospects.today()))
        missing |= total.missing
    return Possible(total.values, _both_ways(missing))


def _both_ways(missing: Outcomes) -> Outcomes:
    """Rows that miss something in different ways are unknown together."""
    return missing | UNKNOWN if missing & NOT_APPLICABLE else missing


_RULES: Mapping[type[Node], Callable[[Any, Prospects, Row | None], Foreseen]] = {
    AllRows: _all_rows,
    And: _and,
    AnyRow: _any_row,
    Arithmetic: _arithmetic,
    CellFilled: _cell_filled,
    Choose: _choose,
    Column: _column,
    Compare: _compare,
    Constant: _constant,
    CountFlags: _count_flags,
    CountRows: _count_rows,
    DaysUntil: _days_until,
    Empty: _empty,
    Extreme: _extreme,
    GatesMissing: _gates_missing,
    Has: _has,
    Member: _member,
    Name: _name,
    Negative: _negative,
    Not: _not,
    Or: _or,
    OrElse: _or_else,
    Round: _round,
    StateTest: _state_test,
    SumRows: _sum_rows,
    Today: _today,
}
