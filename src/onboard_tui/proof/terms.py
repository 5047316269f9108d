"""The parts of a condition that are conditions themselves, each with its neighbours and its place in the text."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.expression import And, Choose, Constant, Expression, ExprType, Kind, Not, Or

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.script.expression import Node

YES_NO = ExprType(Kind.YES_NO)


@dataclass(frozen=True, slots=True)
class Term:
    """A part of a condition that is a condition itself."""

    condition: Expression
    """The part alone, with its own text."""
    offset: int
    """Where it begins in the text of the whole."""
    within: And | Or | None = None
    """The part that it is a term of."""
    beside: tuple[Expression, ...] = ()
    """The other terms of that part."""


def terms_of(condition: Expression) -> Iterator[Term]:
    """Give the terms of a condition and, each after it, the terms inside it; not the condition itself."""
    flat = re.sub(r"[\t\r\n]", " ", condition.source)
    indent = len(flat) - len(flat.lstrip())
    whole = Term(condition, 0)
    waiting = [(whole, ast.parse(flat.strip(), mode="eval").body)]
    while waiting:
        term, written = waiting.pop()
        if term is not whole:
            yield term
        inner = [
            (_part(condition, node, each, indent), each)
            for node, each in _inside(term.condition.root, written)
        ]
        if isinstance(term.condition.root, And | Or) and isinstance(written, ast.BoolOp):
            inner = [
                (_beside(term.condition.root, each, [part for part, _ in inner]), tree)
                for each, tree in inner
            ]
        waiting += reversed(inner)


def _inside(node: Node, written: ast.expr) -> list[tuple[Node, ast.expr]]:
    """Give the conditions directly inside a part, with what is written there."""
    match node, written:
        case ((And(terms) | Or(terms)), ast.BoolOp(values=values)):
            return list(zip(terms, values, strict=True))
        case Not(operand), ast.UnaryOp(op=ast.Not(), operand=inner):
            return [(operand, inner)]
        case Choose(_, test, _), ast.IfExp(test=inner):
            return [(test, inner)]
    return []


def _part(whole: Expression, node: Node, written: ast.expr, indent: int) -> Term:
    start = written.col_offset
    flat = re.sub(r"[\t\r\n]", " ", whole.source).strip()
    encoded = flat.encode()
    text = encoded[start : written.end_col_offset].decode()
    at = len(encoded[:start].decode())
    return Term(part_of(whole, node, text), indent + at)


def _beside(within: And | Or, term: Term, terms: list[Term]) -> Term:
    beside = tuple(each.condition for each in terms if each is not term)
    return Term(term.condition, term.offset, within, beside)


def part_of(whole: Expression, node: Node, text: str) -> Expression:
    """Give a part of an expression as an expression of its own."""
    return Expression(text, node, YES_NO, whole.place, whole.spot, whole.path)


def is_constant(condition: Expression) -> bool:
    """Whether a condition is written as true or false."""
    return isinstance(condition.root, Constant)
