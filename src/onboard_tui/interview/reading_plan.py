"""What each question, computed value and flag of a script reads in order to be worked out."""

from __future__ import annotations

import weakref
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.script.model import Computed, FlagRule, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    _affected: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """The place of each node in an order in which nodes come after everything that they read."""
        rank: dict[str, int] = {}
        opened: set[str] = set()
        path = list(self.reads)[::-1]
        while path:
            node = path[-1]
            if node not in opened:
                opened.add(node)
                path += [each for each in self.reads[node] if each not in opened]
            if path[-1] is node:
                path.pop()
                rank.setdefault(node, len(rank))
        return rank

    @cached_property
    def _readers(self) -> Mapping[str, list[str]]:
        readers: dict[str, list[str]] = {node: [] for node in self.reads}
        for node, read in self.reads.items():
            for each in read:
                readers[each].append(node)
        return readers

    def affected_by(self, touched: Iterable[str]) -> tuple[str, ...]:
        """Give the nodes that some nodes have a say in, and these themselves, each after what it reads."""
        affected = {node for each in touched for node in self._affected_by(each)}
        return tuple(sorted(affected, key=self.rank.__getitem__))

    def _affected_by(self, touched: str) -> tuple[str, ...]:
        known = self._affected.get(touched)
        if known is None:
            found = {touched: None}
            waiting = [touched]
            while waiting:
                new = [each for each in self._readers[waiting.pop()] if each not in found]
                found.update(dict.fromkeys(new))
                waiting += new
            known = self._affected[touched] = tuple(found)
        return known


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
    reads = {node: _read_by(_condition(rule), script) for node, rule in rules.items()}
    reads[GATES] = tuple(each.id for each in script.questions if each.gate)
    return ReadingPlan(reads, rules)


def _condition(rule: Question | Computed | FlagRule) -> Expression | None:
    match rule:
        case Question():
            return rule.when
        case Computed():
            return rule.value
        case FlagRule():
            return rule.raise_when


def _read_by(expression: Expression | None, script: Script) -> tuple[str, ...]:
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
