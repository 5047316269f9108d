"""The questions behind a name that a clause reads: its own, or those that a value is worked out from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.facts import FACT_TYPES

if TYPE_CHECKING:
    from onboard_tui.contract.pack_model import FactsPlan
    from onboard_tui.script.model import Script


def questions_behind(name: str, plan: FactsPlan, script: Script) -> frozenset[str]:
    """Give all questions that a name's value can come from; none for a name that is not known."""
    if name in FACT_TYPES:
        named = {getattr(plan, each) for each in FACT_TYPES[name].inputs}
        return frozenset(named & script.question_by_id.keys())
    found: set[str] = set()
    seen = {name}
    waiting = [name]
    while waiting:
        each = waiting.pop()
        computed = script.computed_by_id.get(each)
        if each in script.question_by_id:
            found.add(each)
        elif computed is not None:
            new = computed.value.names - seen
            seen |= new
            waiting += new
    return frozenset(found)
