"""Why a comparison never holds: how far what it compares can go."""

from __future__ import annotations

import ast
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.foresight import outcomes_of, results_of
from onboard_tui.deal.possible import TRUE, span_of
from onboard_tui.deal.scenarios import ANY_DAY
from onboard_tui.deal.words import number_of
from onboard_tui.interview.limits import LONGEST_NUMBER
from onboard_tui.proof.behind import Behind
from onboard_tui.proof.search import field_of
from onboard_tui.proof.terms import part_of
from onboard_tui.script.expression import Compare, Constant, CountFlags, GatesMissing

if TYPE_CHECKING:
    from onboard_tui.script.expression import Expression, Node
    from onboard_tui.script.model import Script

_NO_END: Final = 10 ** (LONGEST_NUMBER - 1)


def ends_in_words(script: Script, condition: Expression) -> str:
    """Say where what a comparison looks at ends, if that alone keeps it from being true; else nothing."""
    root = condition.root
    written = ast.parse(re.sub(r"\s", " ", condition.source).strip(), mode="eval").body
    if not isinstance(root, Compare) or root.op == "!=" or not isinstance(written, ast.Compare):
        return ""
    behind = Behind(script, [condition])
    field = field_of(script, behind, ANY_DAY)
    if behind.hangs_on_the_day or outcomes_of(condition, field) & TRUE:
        return ""
    spans = []
    for side in (root.left, root.right):
        values = results_of(part_of(condition, side, ""), field).values
        spans.append(None if values is None else span_of(values))
    left, right = spans
    if left is None or right is None:
        return ""
    up = root.op in {">", ">="}
    if root.op == "==":
        up = None not in {left.high, right.low} and left.high < right.low
    ends = ((root.left, written.left, left, up), (root.right, written.comparators[0], right, not up))
    sentences = [
        _sentence(side, ast.unparse(text), span.high if most else span.low, most=most)
        for side, text, span, most in ends
        if not isinstance(side, Constant)
    ]
    return " ".join(sentences) if all(sentences) else ""


def _sentence(side: Node, text: str, end: Any, *, most: bool) -> str:
    """Say where one side ends; nothing where it has no end that is worth a word."""
    match side:
        case GatesMissing() if most:
            return f"At most {number_of(end, 'gate')} can be missing." if end else "No question is a gate."
        case CountFlags() if most:
            return f"At most {number_of(end, 'flag')} can be counted." if end else "No flag is counted."
        case GatesMissing() | CountFlags():
            return f"“{text}” is at least {end}."
    if isinstance(end, date):
        bounded, said = end not in {date.min, date.max}, end.isoformat()
    elif isinstance(end, int | Decimal):
        bounded, said = abs(end) < _NO_END, f"{Decimal(end).normalize():f}"
    else:
        return ""
    return f"“{text}” is at {'most' if most else 'least'} {said}." if bounded else ""
