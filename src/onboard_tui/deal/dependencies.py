"""Which answers each flag of a script hangs on, and where the values of an answer make a difference."""

from __future__ import annotations

import weakref
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onboard_tui.interview.reading_plan import GATES, condition_of, flag_node, reading_plan
from onboard_tui.script.expression import (
    AnswerState,
    Compare,
    Constant,
    DaysUntil,
    Has,
    Member,
    Name,
    StateTest,
    Today,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.script.expression import Expression, FlagQuery
    from onboard_tui.script.model import FlagRule, Script


class Dependencies:
    """What hangs on what in a script; worked out once as long as the script lives."""

    def __init__(self, script: Script) -> None:
        self.plan = reading_plan(script)
        self.flags: Mapping[str, FlagRule] = {flag_node(flag.id): flag for flag in script.flags}
        """The flags by node."""
        self.gates = tuple(question.id for question in script.questions if question.gate)
        self._expressions = tuple(_expressions(script))
        self._rules = script.verdict.rules
        self._computed = {value.id: value.value for value in script.computed}
        self.place: Mapping[str, int] = {
            question.id: place for place, question in enumerate(script.questions)
        }
        """The place of each question in the script."""
        self._behind: dict[frozenset[str], frozenset[str]] = {}
        self.held: dict[tuple[object, ...], int] = {}
        """The outcomes of rules of the verdict table that only count, by rule and counts."""

    def behind(self, expression: Expression) -> frozenset[str]:
        """Give the questions that an expression reads, directly or through computed values."""
        found = self._behind.get(expression.names)
        if found is None:
            names = {name for each in self.with_values([expression]) for name in each.names}
            found = self._behind[expression.names] = frozenset(self.place.keys() & names)
        return found

    def with_values(self, expressions: Iterable[Expression]) -> Iterator[Expression]:
        """Give expressions, and those of the computed values that they read, directly or through others."""
        waiting, seen = list(expressions), set[str]()
        while waiting:
            expression = waiting.pop()
            yield expression
            fresh = expression.names & self._computed.keys() - seen
            seen |= fresh
            waiting += [self._computed[name] for name in sorted(fresh)]

    @cached_property
    def hanging_on_counts(self) -> frozenset[str]:
        """The nodes that hang on how many flags are raised or how many gates are missing."""
        counts = {GATES, *self.flags}
        found: set[str] = set()

        def reach(node: str) -> bool:
            found.add(node)
            return True

        self.plan.spread(counts, reach)
        return frozenset(found - counts)

    @cached_property
    def hanging_on_day(self) -> frozenset[str]:
        """The nodes that read the day, or a value that does; not those that only count flags which do."""
        found: set[str] = set()

        def reach(node: str) -> bool:
            found.add(node)
            return node not in self.flags and node != GATES

        self.plan.spread(
            [
                node
                for node, rule in self.plan.rules.items()
                if (expression := condition_of(rule)) is not None
                and any(isinstance(part, DaysUntil | Today) for part in expression.nodes)
            ],
            reach,
        )
        return frozenset(found - {GATES})

    @cached_property
    def counted_by_rule(self) -> Mapping[str, tuple[FlagQuery | str, ...]]:
        """What each rule of the verdict table counts, if it reads nothing else; `GATES` for missing gates."""
        return {
            rule.id: rule.condition.counts_flags + ((GATES,) if rule.condition.counts_gates else ())
            for rule in self._rules
            if not rule.condition.names
            and not any(isinstance(part, DaysUntil | Today) for part in rule.condition.nodes)
        }

    @cached_property
    def queries(self) -> tuple[FlagQuery, ...]:
        """All that the script counts among its flags."""
        return tuple({query: None for expression in self._expressions for query in expression.counts_flags})

    @cached_property
    def landmarks(self) -> Mapping[str, frozenset[Any]]:
        """The values that the answer to a question is compared with, and the options looked for in it."""
        return landmarks_of(self._expressions)

    @cached_property
    def silence_matters(self) -> frozenset[str]:
        """The questions of which an expression asks whether the customer did not know, or declined."""
        return silences_of(self._expressions)


def landmarks_of(expressions: Iterable[Expression]) -> Mapping[str, frozenset[Any]]:
    """Give the values that expressions compare each answer with, and the options that they look for in it."""
    found: dict[str, set[Any]] = {}
    for expression in expressions:
        for node in expression.nodes:
            match node:
                case Compare(_, Name(name), Constant(value)) | Compare(_, Constant(value), Name(name)):
                    found.setdefault(name, set()).add(value)
                case Member(Name(name), items):
                    found.setdefault(name, set()).update(items)
                case Has(Name(name), option):
                    found.setdefault(name, set()).add(option)
    return {name: frozenset(values) for name, values in found.items()}


def silences_of(expressions: Iterable[Expression]) -> frozenset[str]:
    """Give the questions of which expressions ask whether the customer did not know, or declined."""
    return frozenset(
        node.name
        for expression in expressions
        for node in expression.nodes
        if isinstance(node, StateTest) and node.state is not AnswerState.ANSWERED
    )


def _expressions(script: Script) -> Iterator[Expression]:
    for question in script.questions:
        if question.when is not None:
            yield question.when
    for value in script.computed:
        yield value.value
    for flag in script.flags:
        yield flag.raise_when
    for rule in script.verdict.rules:
        yield rule.condition


_known: dict[int, tuple[weakref.ref[Script], Dependencies]] = {}


def dependencies_of(script: Script) -> Dependencies:
    """Give the dependencies of a script."""
    key = id(script)
    known = _known.get(key)
    if known is not None and known[0]() is script:
        return known[1]
    made = Dependencies(script)
    _known[key] = (weakref.ref(script, lambda _gone: _known.pop(key, None)), made)
    return made
