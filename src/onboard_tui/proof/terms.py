"""The parts of a condition that are conditions themselves, each with its neighbours and its place in the text."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onboard_tui.deal.possible import EITHER, MISSING, NOT, TRUE, UNKNOWN
from onboard_tui.script.expression import And, Choose, Constant, Expression, ExprType, Kind, Not, Or

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.script.expression import Node

YES_NO = ExprType(Kind.YES_NO)
_SIGN = re.compile(rb"([<>=!]+)")


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
    told_apart: Outcomes = TRUE
    """The outcomes of that part that are told apart from all others by what reads the whole."""


def terms_of(condition: Expression, told_apart: Outcomes = TRUE) -> Iterator[Term]:
    """Give the terms of a condition and, each after it, the terms inside it; not the condition itself.

    `told_apart` are the outcomes of the condition that make a difference.
    """
    flat = re.sub(r"[\t\r\n]", " ", condition.source)
    indent = len(flat) - len(flat.lstrip())
    text = flat.strip().encode()
    whole = Term(condition, 0)
    waiting = [(whole, ast.parse(flat.strip(), mode="eval").body, told_apart)]
    while waiting:
        term, written, told_apart = waiting.pop()
        if term is not whole:
            yield term
        root = term.condition.root
        inner = [
            (_part(condition, node, each, text, indent), each) for node, each in _inside(root, written, text)
        ]
        if isinstance(root, And | Or):
            parts = [part for part, _ in inner]
            inner = [(_beside(root, part, parts, told_apart), each) for part, each in inner]
        apart = _told_apart_inside(root, told_apart)
        waiting += [(part, each, apart) for part, each in reversed(inner)]


def _told_apart_inside(node: Node, told_apart: Outcomes) -> Outcomes:
    """Give the outcomes of the terms of a part that have to be told apart for those of the part."""
    if isinstance(node, Not):
        return NOT[told_apart]
    if isinstance(node, Choose) or told_apart & UNKNOWN:
        return EITHER | MISSING
    return told_apart


def _inside(node: Node, written: ast.expr, text: bytes) -> list[tuple[Node, ast.expr]]:
    """Give the conditions directly inside a part, with what is written there."""
    match node, written:
        case ((And(terms) | Or(terms)), ast.BoolOp(values=values)):
            return list(zip(terms, values, strict=True))
        case And(terms), ast.Compare():
            return list(zip(terms, _links(written, text), strict=True))
        case Not(operand), ast.UnaryOp(op=ast.Not(), operand=inner):
            return [(operand, inner)]
        case Choose(_, test, _), ast.IfExp(test=inner):
            return [(test, inner)]
    return []


def _links(chain: ast.Compare, text: bytes) -> list[ast.expr]:
    """Give the comparisons of a chain: `1 < x` and `x < 5` of `1 < x < 5`."""
    sides = [chain.left, *chain.comparators]
    starts, ends = [chain.col_offset], []
    for left, right in pairwise(sides):
        # Brackets around a side belong to it.
        before, sign, after = _SIGN.split(text[left.end_col_offset : right.col_offset], maxsplit=1)
        ends.append(right.col_offset - len(before + sign + after) + len(before.rstrip()))
        starts.append(right.col_offset - len(after.lstrip()))
    links: list[ast.expr] = []
    for place, op in enumerate(chain.ops):
        link = ast.copy_location(ast.Compare(sides[place], [op], [sides[place + 1]]), chain)
        link.col_offset = starts[place]
        link.end_col_offset = [*ends[1:], chain.end_col_offset][place]
        links.append(link)
    return links


def _part(whole: Expression, node: Node, written: ast.expr, text: bytes, indent: int) -> Term:
    start = written.col_offset
    at = len(text[:start].decode())
    return Term(part_of(whole, node, text[start : written.end_col_offset].decode()), indent + at)


def _beside(within: And | Or, term: Term, terms: list[Term], told_apart: Outcomes) -> Term:
    beside = tuple(each.condition for each in terms if each is not term)
    return Term(term.condition, term.offset, within, beside, told_apart)


def part_of(whole: Expression, node: Node, text: str) -> Expression:
    """Give a part of an expression as an expression of its own."""
    return Expression(text, node, YES_NO, whole.place, whole.spot, whole.path)


def is_constant(condition: Expression) -> bool:
    """Whether a condition is written as true or false."""
    return isinstance(condition.root, Constant)
