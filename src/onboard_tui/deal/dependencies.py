"""Which answers each flag of a script hangs on, and where the values of an answer make a difference."""

from __future__ import annotations

import weakref
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onboard_tui.interview.reading_plan import GATES, flag_node, reading_plan
from onboard_tui.script.expression import (
    AnswerState,
    Compare,
    Constant,
    Has,
    Member,
    Name,
    StateTest,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script


class Dependencies:
    """What hangs on what in a script; worked out once as long as the script lives."""

    def __init__(self, script: Script) -> None:
        self._reads = reading_plan(script).reads
        self._expressions = tuple(_expressions(script))
        self._computed = {value.id: value.value.names for value in script.computed}
        self._questions = frozenset(question.id for question in script.questions)
        self._affected: dict[str, tuple[str, ...]] = {}
        self._behind: dict[frozenset[str], frozenset[str]] = {}

    def reads(self, node: str) -> tuple[str, ...]:
        """Give the nodes that a node reads directly."""
        return self._reads[node]

    def behind(self, expression: Expression) -> frozenset[str]:
        """Give the questions that an expression reads, directly or through computed values."""
        found = self._behind.get(expression.names)
        if found is None:
            found = self._behind[expression.names] = self._questions_among(expression.names)
        return found

    def _questions_among(self, names: frozenset[str]) -> frozenset[str]:
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += self._computed.get(name, ())
        return self._questions & seen

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All nodes of the reading plan, each after everything that it reads."""
        done: dict[str, None] = {}
        for start in self._reads:
            path = [(start, iter(self._reads[start]))]
            entered = {start}
            while path:
                node, rest = path[-1]
                following = next((each for each in rest if each not in done and each not in entered), None)
                if following is None:
                    path.pop()
                    done[node] = None
                else:
                    entered.add(following)
                    path.append((following, iter(self._reads[following])))
        return tuple(done)

    @cached_property
    def _rank(self) -> Mapping[str, int]:
        return {node: rank for rank, node in enumerate(self.order)}

    @cached_property
    def _readers(self) -> Mapping[str, tuple[str, ...]]:
        readers: dict[str, list[str]] = {}
        for node, reads in self._reads.items():
            for read in reads:
                readers.setdefault(read, []).append(node)
        return {read: tuple(nodes) for read, nodes in readers.items()}

    def affected(self, node: str) -> tuple[str, ...]:
        """Give a node and all that hangs on it, in an order in which it can be worked out."""
        found = self._affected.get(node)
        if found is None:
            seen = {node}
            waiting = [node]
            while waiting:
                fresh = [each for each in self._readers.get(waiting.pop(), ()) if each not in seen]
                seen.update(fresh)
                waiting += fresh
            found = self._affected[node] = tuple(sorted(seen, key=self._rank.__getitem__))
        return found

    @cached_property
    def hanging_on_counts(self) -> frozenset[str]:
        """The nodes that hang on how many flags are raised or how many gates are missing."""
        counts = [node for node in self._reads if node == GATES or node.startswith(flag_node(""))]
        return frozenset(reader for node in counts for reader in self.affected(node) if reader != node)

    @cached_property
    def landmarks(self) -> Mapping[str, frozenset[Any]]:
        """The values that the answer to a question is compared with, and the options looked for in it."""
        found: dict[str, set[Any]] = {}
        for expression in self._expressions:
            for node in expression.root.walk():
                match node:
                    case Compare(_, Name(name), Constant(value)) | Compare(_, Constant(value), Name(name)):
                        found.setdefault(name, set()).add(value)
                    case Member(Name(name), items):
                        found.setdefault(name, set()).update(items)
                    case Has(Name(name), option):
                        found.setdefault(name, set()).add(option)
        return {name: frozenset(values) for name, values in found.items()}

    @cached_property
    def silence_matters(self) -> frozenset[str]:
        """The questions of which an expression asks whether the customer did not know, or declined."""
        return frozenset(
            node.name
            for expression in self._expressions
            for node in expression.root.walk()
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
