"""When a clause stands, in words: its own condition, and its place in its group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.in_words import in_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.pack_model import Clause, Pack
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script


def when_each_stands(pack: Pack, when: Mapping[str, Expression], script: Script) -> Mapping[str, str]:
    """Say for each clause when it stands; nothing for one that always does."""
    said = {clause.id: _when_it_stands(pack, clause, when.get(clause.id), script) for clause in pack.clauses}
    return {clause: words for clause, words in said.items() if words}


def _when_it_stands(pack: Pack, clause: Clause, when: Expression | None, script: Script) -> str:
    words = in_words(when, script) if when else ""
    members = pack.groups.get(clause.one_of or "", ())
    if len(members) < 2:
        return words
    one = f"one of {len(members)} wordings"
    usual = "the one that stands where no other is chosen" if clause.default else ""
    return ", ".join(part for part in (one, usual, words and f"chosen where {words}") if part)
