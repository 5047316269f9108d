"""The questions behind a name that a clause reads: its own, or those that a value is worked out from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.facts import FACT_TYPES
from onboard_tui.deal.dependencies import dependencies_of

if TYPE_CHECKING:
    from onboard_tui.contract.pack_model import FactsPlan
    from onboard_tui.script.model import Script


def questions_behind(name: str, plan: FactsPlan, script: Script) -> frozenset[str]:
    """Give all questions that a name's value can come from; none for a name that is not known."""
    if name in FACT_TYPES:
        named = {getattr(plan, each) for each in FACT_TYPES[name].inputs}
        return frozenset(named & script.question_by_id.keys())
    if name in script.computed_by_id:
        return dependencies_of(script).behind(script.computed_by_id[name].value)
    return frozenset({name} & script.question_by_id.keys())
