"""Computed values of a script, from YAML: each is checked after those it is worked out from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Kind
from onboard_tui.script.model import Computed
from onboard_tui.script.parse import read_expression
from onboard_tui.script.symbols import Symbol, Symbols

if TYPE_CHECKING:
    from onboard_tui.script.fields import Keys
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.yaml_nodes import Scalar

COMPUTED_KEYS = ("id", "title", "value")

_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_WORD = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class ComputedDraft:
    """A computed value before its expression is read."""

    id: str
    title: str
    value: Scalar | None
    keys: Keys


def read_computed(top: Keys) -> list[ComputedDraft]:
    """Read the computed values: a list of `id`, `title`, `value`."""
    return [
        ComputedDraft(keys.name(), keys.text("title"), keys.scalar("value", required=True), keys)
        for keys in top.groups("computed", COMPUTED_KEYS)
    ]


def resolve_computed(
    drafts: list[ComputedDraft], symbols: Symbols, problems: list[Problem]
) -> tuple[dict[str, Computed], Symbols]:
    """Read the expressions of all computed values, and give the names with theirs among them."""
    by_id = {draft.id: draft for draft in drafts if draft.id}
    reads = {draft_id: _names(draft) & by_id.keys() for draft_id, draft in by_id.items()}
    broken = _circles(by_id, reads)
    known = dict(symbols.known)
    known |= {each: Symbol(each, None, is_question=False) for each in by_id}
    found: dict[str, Computed] = {}
    order = TopologicalSorter({each: reads[each] - broken for each in by_id if each not in broken})
    for each in order.static_order():
        value = by_id[each].value
        if value is None:
            continue
        read = read_expression(
            value, Symbols(known, symbols.limits), None, f"computed[{each}].value", problems
        )
        if read is None:
            continue
        if read.type.kind in {Kind.TABLE, Kind.CHOICES}:
            by_id[each].keys.refuse("S104", value, "value", f"A computed value cannot be a {read.type}.")
            continue
        known[each] = Symbol(each, read.type, is_question=False)
        found[each] = Computed(each, read, by_id[each].title)
    return {each: found[each] for each in by_id if each in found}, Symbols(known, symbols.limits)


def _names(draft: ComputedDraft) -> set[str]:
    return set(_WORD.findall(_QUOTED.sub("", draft.value.text))) if draft.value else set()


def _circles(by_id: dict[str, ComputedDraft], reads: dict[str, set[str]]) -> set[str]:
    """Report each circle of computed values once; give those that stand in one."""
    broken: set[str] = set()
    while True:
        try:
            TopologicalSorter(
                {each: names - broken for each, names in reads.items() if each not in broken}
            ).prepare()
        except CycleError as error:
            circle = list(reversed(error.args[1]))
            first = min(circle, key=list(by_id).index)
            start = circle.index(first)
            around = [*circle[start:-1], *circle[:start], first] if start else circle
            draft = by_id[first]
            message = f"Computed values are worked out from each other: {' → '.join(around)}."
            draft.keys.refuse("S110", draft.value or draft.keys.node, "value", message)
            broken |= set(circle)
        else:
            return broken
