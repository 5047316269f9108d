"""Which answers make a result: the "because" behind a flag, a verdict or a clause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.script.functions import OrElse, Rows, RowTest, StateTest
from onboard_tui.script.nodes import Choose, Logic, Name, Node
from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from onboard_tui.script.scope import Row, Scope

NOTHING: frozenset[str] = frozenset()


def support_of(node: Node, scope: Scope, row: Row | None = None) -> frozenset[str]:
    """Give the names whose present values make the node's present result.

    Of sides that each settle the result, the first is taken. Of a result that is missing, the names that
    it misses are given.
    """
    match node:
        case Name(name) | StateTest(name):
            return frozenset({name})
        case Logic():
            return _of_logic(node, scope, row)
        case Choose(then, condition, otherwise):
            held = condition.run(scope, row)
            support = support_of(condition, scope, row)
            if isinstance(held, Missing):
                return support
            return support | support_of(then if held else otherwise, scope, row)
        case OrElse(operand, fallback):
            support = support_of(operand, scope, row)
            if isinstance(operand.run(scope, row), Missing):
                return support | support_of(fallback, scope, row)
            return support
        case Rows():
            return _of_rows(node, scope)
        case _:
            return _union([part for part in node.parts if _counts(part, node, scope, row)], scope, row)


def _of_logic(node: Logic, scope: Scope, row: Row | None) -> frozenset[str]:
    result = node.run(scope, row)
    if result is node.decisive:
        deciding = next(term for term in node.terms if term.run(scope, row) is result)
        return support_of(deciding, scope, row)
    return _union([term for term in node.terms if _counts(term, node, scope, row)], scope, row)


def _of_rows(node: Rows, scope: Scope) -> frozenset[str]:
    support = frozenset({node.table})
    rows: Any = scope.value(node.table)
    if isinstance(rows, Missing):
        return support
    result = node.run(scope, None)
    if isinstance(node, RowTest) and result is node.decisive:
        deciding = next(row for row in rows if node.body.run(scope, row) is result)
        return support | support_of(node.body, scope, deciding)
    for row in rows:
        if not isinstance(result, Missing) or isinstance(node.body.run(scope, row), Missing):
            support |= support_of(node.body, scope, row)
    return support


def _counts(part: Node, whole: Node, scope: Scope, row: Row | None) -> bool:
    """Whether a part has a say: all have in a result, only the missing ones in a missing one."""
    if not isinstance(whole.run(scope, row), Missing):
        return True
    return isinstance(part.run(scope, row), Missing)


def _union(parts: list[Node], scope: Scope, row: Row | None) -> frozenset[str]:
    return NOTHING.union(*(support_of(part, scope, row) for part in parts))
