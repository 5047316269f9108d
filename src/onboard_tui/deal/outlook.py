"""The range of the verdict: what it can still become once the missing answers are in.

What is on record and confirmed stays as it is, and so do attempts and plans. Everything else can still be
answered in any way, or stay open. The range never leaves out a verdict that can come about. It is exact
where the open answers have few values; where that would take too long, or where an answer has endless
values, it can name a verdict too many.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.deal.best_case import when_all_is_well
from onboard_tui.deal.foresight import outcomes_of
from onboard_tui.deal.possible import EITHER, FALSE, TRUE
from onboard_tui.deal.prospect import Prospect, prospect_of
from onboard_tui.deal.verdict import NO_RULE_HOLDS, first_that_holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import VerdictKind

PATIENCE: Final = 256
"""Cases that are looked at one by one before the rest is taken as a whole."""


def possible_verdicts(standing: Standing, patience: int = PATIENCE) -> frozenset[VerdictKind]:
    """Give every verdict that the interview can still come to.

    `patience` bounds the cases that are looked at; the rest is then taken as a whole.
    """
    root = prospect_of(standing)
    widest = root.verdicts()
    if len(widest) == 1:
        return frozenset(widest)
    present = first_that_holds(standing.script, standing)
    found = {NO_RULE_HOLDS if present is None else present.verdict}
    best = when_all_is_well(root).verdicts()
    if len(best) == 1:
        found.update(best)
    waiting = [root]
    while waiting and not found.issuperset(widest):
        prospect = waiting.pop()
        verdicts = prospect.verdicts()
        if found.issuperset(verdicts):
            continue
        patience -= 1
        narrowed = list(_narrowed(prospect)) if len(verdicts) > 1 and patience > 0 else []
        if narrowed:
            waiting += narrowed
        else:
            found.update(verdicts)
    return frozenset(found)


def _narrowed(prospect: Prospect) -> Iterator[Prospect]:
    """Split a prospect in two or more, at the first rule of the table that can go either way."""
    for rule in prospect.outset.script.verdict.rules:
        held = outcomes_of(rule.condition, prospect)
        if held == TRUE:
            return
        if held & TRUE:
            narrowed = list(_split_at(prospect, rule.condition))
            if narrowed:
                yield from narrowed
                return


def _split_at(prospect: Prospect, condition: Expression) -> Iterator[Prospect]:
    """Split on something that makes a condition go either way; on an answer if possible, else on a flag."""
    outset = prospect.outset
    flags = [
        node
        for query in condition.counts_flags
        for node in outset.matching(query)
        if prospect.raised[node] == EITHER
    ]
    gates = (
        [gate for gate in outset.gates if prospect.gate_missing(gate) == EITHER]
        if condition.counts_gates
        else []
    )
    for node in (*flags, *sorted(condition.names), *gates):
        for question_id in prospect.questions_behind(node):
            cases = prospect.cases(question_id)
            if cases:
                yield from (prospect.given(question_id, case) for case in cases)
                return
    if flags:
        yield prospect.supposing(flags[0], FALSE)
        yield prospect.supposing(flags[0], TRUE)
