"""What each question, computed value and flag of a script reads in order to be worked out."""

from __future__ import annotations

import weakref
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from onboard_tui.script.model import Computed, FlagRule, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

GATES = "gates missing"
"""The node of the count of missing gates; no id has a space in it."""


def flag_node(flag_id: str) -> str:
    """Give the node of a flag, whose id may also be the id of a question."""
    return f"flag {flag_id}"


@dataclass(frozen=True)
class ReadingPlan:
    """The nodes of a script: questions and computed values by id, flags by `flag_node`, and `GATES`."""

    reads: Mapping[str, tuple[str, ...]]
    """The nodes that each node reads directly."""
    rules: Mapping[str, Question | Computed | FlagRule]
    """What the script says about each node; `GATES` has no rule of its own."""

    @cached_property
    def order(self) -> tuple[str, ...]:
        """All nodes, each after everything that it reads."""
        order: dict[str, None] = {}
        opened: set[str] = set()
        path = list(self.reads)[::-1]
        while path:
            node = path[-1]
            if node not in opened:
                opened.add(node)
                path += [each for each in self.reads[node] if each not in opened]
            if path[-1] is node:
                path.pop()
                order.setdefault(node)
        return tuple(order)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """The place of each node in the order."""
        return {node: place for place, node in enumerate(self.order)}

    @cached_property
    def _readers(self) -> tuple[tuple[int, ...], ...]:
        """For each node, by place, the places of the nodes that read it."""
        readers: list[list[int]] = [[] for _ in self.order]
        for node, read in self.reads.items():
            for each in read:
                readers[self._place[each]].append(self._place[node])
        return tuple(map(tuple, readers))

    def behind(self, names: Iterable[str]) -> Iterator[str]:
        """Give some names and all that they hang on, the nearest first."""
        seen = dict.fromkeys(names)
        waiting = deque(seen)
        while waiting:
            each = waiting.popleft()
            yield each
            fresh = [read for read in self.reads.get(each, ()) if read not in seen]
            seen.update(dict.fromkeys(fresh))
            waiting += fresh

    def spread(
        self,
        touched: Iterable[str],
        work_out: Callable[[str], bool],
        within: AbstractSet[str] | None = None,
    ) -> None:
        """Work nodes out again, each once and after what it reads.

        These are the nodes touched, and whatever reads a node of which `work_out` says that it changed; with
        `within`, no node but these.
        """
        order, readers = self.order, self._readers
        queued = {self._place[node] for node in touched}
        waiting = sorted(queued)
        while waiting:
            place = heappop(waiting)
            if work_out(order[place]):
                for reader in readers[place]:
                    if reader not in queued and (within is None or order[reader] in within):
                        queued.add(reader)
                        heappush(waiting, reader)


_plans: dict[int, tuple[weakref.ref[Script], ReadingPlan]] = {}


def reading_plan(script: Script) -> ReadingPlan:
    """Give the plan of a script, made once as long as the script lives."""
    known = _plans.get(id(script))
    if known is not None and known[0]() is script:
        return known[1]
    plan = _plan(script)
    key = id(script)
    _plans[key] = (weakref.ref(script, lambda _gone: _plans.pop(key, None)), plan)
    return plan


def _plan(script: Script) -> ReadingPlan:
    rules: dict[str, Question | Computed | FlagRule] = {
        **script.question_by_id,
        **script.computed_by_id,
        **{flag_node(flag.id): flag for flag in script.flags},
    }
    reads = {node: read_by(condition_of(rule), script) for node, rule in rules.items()}
    reads[GATES] = tuple(each.id for each in script.questions if each.gate)
    return ReadingPlan(reads, rules)


def condition_of(rule: Question | Computed | FlagRule) -> Expression | None:
    """Give the expression that a node is worked out from; a question may have none."""
    match rule:
        case Question():
            return rule.when
        case Computed():
            return rule.value
        case FlagRule():
            return rule.raise_when


def read_by(expression: Expression | None, script: Script) -> tuple[str, ...]:
    """Give the nodes that an expression reads."""
    if expression is None:
        return ()
    nodes = sorted(expression.names)
    for query in expression.counts_flags:
        nodes += [
            flag_node(flag.id)
            for flag in script.flags
            if query.concerns(flag.severity, flag.kind, no_steer=flag.no_steer)
        ]
    if expression.counts_gates:
        nodes.append(GATES)
    return tuple(nodes)
