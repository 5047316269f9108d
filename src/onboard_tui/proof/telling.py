"""Which answers to one question some conditions tell apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.proof.samples import compared_with_answers
from onboard_tui.script.expression import (
    AllRows,
    AnswerState,
    AnyRow,
    Compare,
    Empty,
    Has,
    Member,
    Missing,
    StateTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.proof.samples import Sample
    from onboard_tui.script.expression import Expression, FlagQuery, Node, Result
    from onboard_tui.script.model import Script


def telling(
    expressions: Iterable[Expression], choices: Mapping[str, Sequence[Sample]], script: Script, today: date
) -> dict[str, list[int]]:
    """Give, for each question that expressions read, one choice of each kind that they tell apart, by place."""
    read = [*_with_computed(expressions, script)]
    tests = [node for expression in read for node in _tests(expression.root)]
    compared = compared_with_answers(read)
    names = sorted({name for expression in read for name in expression.names})
    found: dict[str, list[int]] = {}
    for name in names:
        kinds: dict[object, int] = {}
        for place, choice in enumerate(choices.get(name, ())):
            seen = tuple(repr(test.run(_Only(name, choice, today), None)) for test in tests)
            kinds.setdefault(place if name in compared else seen, place)
        if kinds:
            found[name] = list(kinds.values())
    return found


def _with_computed(expressions: Iterable[Expression], script: Script) -> Iterator[Expression]:
    """Give expressions, and those of the values that they read."""
    waiting, seen = list(expressions), set[str]()
    while waiting:
        expression = waiting.pop()
        yield expression
        for name in expression.names - seen:
            seen.add(name)
            if name in script.computed_by_id:
                waiting.append(script.computed_by_id[name].value)


def _tests(node: Node) -> Iterator[Node]:
    """Give the parts of an expression that are either so or not so; conditions about rows as a whole."""
    if isinstance(node, AnyRow | AllRows):
        yield node
        return
    if isinstance(node, Compare | Member | Has | Empty | StateTest) or not node.parts:
        yield node
    for part in () if isinstance(node, Compare | Member | Has | Empty) else node.parts:
        yield from _tests(part)


@dataclass(frozen=True, slots=True)
class _Only:
    """A scope in which one question is answered and nothing else is known."""

    name: str
    answer: Sample
    day: date

    def value(self, name: str) -> Result:
        """Give the answer, or that it is not known."""
        if name != self.name or isinstance(self.answer, AnswerState):
            return Missing.UNKNOWN
        return self.answer

    def state(self, name: str) -> AnswerState:
        """Give the state of a question."""
        if name != self.name:
            return AnswerState.NOT_ASKED
        return self.answer if isinstance(self.answer, AnswerState) else AnswerState.ANSWERED

    def today(self) -> date:
        """Give the day."""
        return self.day

    def count_flags(self, _query: FlagQuery) -> int:
        """Count no flags."""
        return 0

    def gates_missing(self) -> int:
        """Miss no gates."""
        return 0

    def trouble(self, _sentence: str) -> None:
        """Take no notice."""
