"""What each question, computed value and flag of a script reads in order to be worked out."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.model import Computed, FlagRule, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

GATES = "gates missing"
"""The node of the count of missing gates; no id has a space in it."""


def flag_node(flag_id: str) -> str:
    """Give the node of a flag, whose id may also be the id of a question."""
    return f"flag {flag_id}"


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ReadingPlan:
    """The nodes of a script: questions and computed values by id, flags by `flag_node`, and `GATES`."""

    reads: Mapping[str, tuple[str, ...]]
    """The nodes that each node reads directly."""
    rules: Mapping[str, Question | Computed | FlagRule]
    """What the script says about each node; `GATES` has no rule of its own."""


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
