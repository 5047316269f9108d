"""Percentages that are compared as if they were fractions: a `percent` of 80 means 80 %."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Compare, Constant, Name
from onboard_tui.script.problems import Problem, problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.script.expression import Expression, Node
    from onboard_tui.script.problems import Spot
    from onboard_tui.script.symbols import Symbols


def percents_as_fractions(expression: Expression, symbols: Symbols, spot: Spot) -> Iterator[Problem]:
    """Warn of each comparison of a percentage with a number between 0 and 1."""
    for node in expression.root.walk():
        if not isinstance(node, Compare):
            continue
        for one, other in ((node.left, node.right), (node.right, node.left)):
            fraction = _fraction(other)
            symbol = symbols.known.get(one.name) if isinstance(one, Name) else None
            if fraction is None or symbol is None or not symbol.is_percent:
                continue
            message = f"“{symbol.name}” is a percentage: {fraction} means {fraction} %."
            hint = f"For {(fraction * 100).normalize():f} %, write {(fraction * 100).normalize():f}."
            found = re.search(rf"\b{re.escape(symbol.name)}\b", expression.source)
            offset = found.start() if found else 0
            yield problem("S314", spot, expression.path, message, hint, offset=offset)


def _fraction(node: Node) -> Decimal | None:
    """Give a literal between 0 and 1, or nothing."""
    value = node.value if isinstance(node, Constant) else None
    return value if isinstance(value, Decimal) and 0 < value < 1 else None
