"""Comparisons, and looking for something in a list, as parts of an expression."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from onboard_tui.script.expression import And, Compare, Constant, Kind, Member
from onboard_tui.script.typing_rules import (
    ORDERED,
    YES_NO,
    MismatchError,
    Typed,
    check_option,
    common,
    comparable,
    listed,
    with_article,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.nodes import Comparison
    from onboard_tui.script.translate import Translation

_COMPARISONS: Mapping[type[ast.cmpop], Comparison] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}

_SIGNS: Mapping[type[ast.cmpop], str] = {**_COMPARISONS, ast.In: "in", ast.NotIn: "not in"}


def compare(translation: Translation, node: ast.Compare) -> Typed:
    """Translate a comparison, a chain of them, or a look into a list; raises MismatchError."""
    if isinstance(node.ops[0], ast.In | ast.NotIn) and len(node.ops) == 1:
        return _member(translation, node)
    _refuse_is(translation, node)
    sides = translation.each([node.left, *node.comparators], translation.read)
    if len(node.ops) > 1:
        _check_chain(translation, node, sides)
    tests = []
    for left, op, right in zip(sides, node.ops, sides[1:], strict=False):
        sign = _COMPARISONS[type(op)]
        _check_pair(translation, sign, left, right)
        tests.append(Compare(sign, left.node, right.node))
    return translation.typed(node, tests[0] if len(tests) == 1 else And(tuple(tests)), YES_NO)


def _refuse_is(translation: Translation, node: ast.Compare) -> None:
    for op, after in zip(node.ops, node.comparators, strict=True):
        if isinstance(op, ast.Is | ast.IsNot):
            hint = f"Write {'==' if isinstance(op, ast.Is) else '!='}."
            if isinstance(after, ast.Constant) and after.value is None:
                asked = f"answered({translation.text(node.left)})"
                hint = f"Write {'not ' if isinstance(op, ast.Is) else ''}{asked}."
            at = translation.end(node.left)
            raise MismatchError("S103", at, "“is” is not part of the expression language.", hint)


def _check_chain(translation: Translation, node: ast.Compare, sides: list[Typed]) -> None:
    ascending = all(isinstance(op, ast.Lt | ast.LtE) for op in node.ops)
    descending = all(isinstance(op, ast.Gt | ast.GtE) for op in node.ops)
    if not (ascending or descending):
        texts = [translation.source[side.start : side.end] for side in sides]
        signs = [_SIGNS[type(op)] for op in node.ops]
        pairs = zip(texts, signs, texts[1:], strict=False)
        raise MismatchError(
            "S103",
            sides[1].end,
            "Only chains that go one way, such as 1 <= x < 5, can be written in one.",
            f"Write the comparisons one by one: {' and '.join(' '.join(pair) for pair in pairs)}.",
        )


def _check_pair(translation: Translation, sign: Comparison, left: Typed, right: Typed) -> None:
    if sign in {"==", "!="}:
        comparable(left, right, f"“{translation.source[left.start : left.end]}”")
        return
    for side in (left, right):
        if side.kind not in ORDERED and side.literal is None:
            raise MismatchError(
                "S104",
                side.start,
                f"“{sign}” compares numbers, amounts and dates; “{translation.source[side.start : side.end]}”"
                f" is {with_article(side.kind)}.",
            )
    common(left, right)
    if left.kind not in ORDERED:
        raise MismatchError("S104", left.start, f"“{sign}” compares numbers, amounts and dates, not texts.")


def _member(translation: Translation, node: ast.Compare) -> Typed:
    part = translation.read(node.left)
    listing = node.comparators[0]
    if not isinstance(listing, ast.List):
        _explain_no_list(translation, part, listing)
        raise MismatchError(
            "S103", translation.start(listing), "After “in” stands a list.", "Write it as ['a', 'b']."
        )
    if part.kind in {Kind.CHOICES, Kind.TABLE}:
        name = translation.source[part.start : part.end]
        raise MismatchError(
            "S104",
            part.start,
            f"“{name}” is {with_article(part.kind)} and cannot be looked for in a list.",
            f"Write has({name}, 'option') for each option." if part.kind is Kind.CHOICES else None,
        )
    if not listing.elts:
        raise MismatchError(
            "S104", translation.start(listing), "The list is empty, so nothing is ever in it."
        )
    items = translation.each(list(listing.elts), lambda each: _item(translation, part, each))
    values = tuple(item.node.value for item in items if isinstance(item.node, Constant))
    return translation.typed(node, Member(part.node, values, isinstance(node.ops[0], ast.NotIn)), YES_NO)


def _item(translation: Translation, part: Typed, node: ast.expr) -> Typed:
    item = translation.read(node)
    if not isinstance(item.node, Constant):
        raise MismatchError(
            "S104",
            item.start,
            "A list holds plain values: texts in quotes, numbers or dates.",
            f"Write == to compare with “{translation.text(node)}”.",
        )
    common(part, item)
    return item


def _explain_no_list(translation: Translation, part: Typed, listing: ast.expr) -> None:
    """Raise a sentence of its own for `'option' in multi` and `x in 'text'`."""
    other = translation.read(listing)
    if other.kind is Kind.CHOICES and part.literal is not None:
        name = translation.text(listing)
        check_option(other.type, part.literal, part.start, name)
        raise MismatchError(
            "S103",
            other.start,
            "After “in” stands a list.",
            f"Write has({name}, {listed([part.literal])}).",
        )
    if other.literal is not None:
        raise MismatchError(
            "S103", other.start, "After “in” stands a list.", f"Write [{listed([other.literal])}]."
        )
