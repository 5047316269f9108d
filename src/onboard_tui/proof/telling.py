"""Which answers to one question some conditions tell apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.proof.alone import Alone
from onboard_tui.proof.looked_for import LookedFor
from onboard_tui.script.expression import (
    AllRows,
    AnyRow,
    Compare,
    Empty,
    Has,
    Member,
    StateTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.proof.samples import Sample
    from onboard_tui.script.expression import Expression, Node
    from onboard_tui.script.model import Script


def telling(
    expressions: Iterable[Expression], choices: Mapping[str, Sequence[Sample]], script: Script, today: date
) -> dict[str, list[int]]:
    """Give, for each question that expressions read, one choice of each kind that they tell apart, by place."""
    read = [*dependencies_of(script).with_values(expressions)]
    tests = [node for expression in read for node in _tests(expression.root)]
    compared = LookedFor(read).compared
    names = sorted({name for expression in read for name in expression.names})
    found: dict[str, list[int]] = {}
    for name in names:
        kinds: dict[object, int] = {}
        for place, choice in enumerate(choices.get(name, ())):
            seen = tuple(repr(test.run(Alone(name, choice, today), None)) for test in tests)
            kinds.setdefault(place if (name, "") in compared else seen, place)
        if kinds:
            found[name] = list(kinds.values())
    return found


def _tests(node: Node) -> Iterator[Node]:
    """Give the parts of an expression that are either so or not so; conditions about rows as a whole."""
    if isinstance(node, AnyRow | AllRows):
        yield node
        return
    if isinstance(node, Compare | Member | Has | Empty | StateTest) or not node.parts:
        yield node
    for part in () if isinstance(node, Compare | Member | Has | Empty) else node.parts:
        yield from _tests(part)
