"""The range of the verdict: what it can still become once the missing answers are in.

What is on record and confirmed stays as it is, and so do attempts and plans. Everything else can still be
answered in any way, or stay open. The range never leaves out a verdict that can come about. It is exact
where the open answers have few values; where that would take too long, or where an answer has endless
values, it can name a verdict too many.

The range is closed in on from both sides. From above, the prospect of all open answers at once says which verdicts
cannot come about: what is left is the widest range. From below, a verdict is found as soon as some answers lead to
it. Most are found at once: the present one, the one if all goes well, and those if one flag is raised, then two,
while all else goes well. Where both sides do not meet by then, cases are tried one by one, the answers first that
the first rule in doubt hangs on; a branch is given up when everything in it was found before. When patience runs
out, what a branch can come to counts as found, which is why the range can be too wide and never too narrow.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.best_case import clear_the_rest, hopeful, raise_flag
from onboard_tui.deal.possible import EITHER, FALSE, TRUE
from onboard_tui.deal.prospect import Prospect, prospect_of
from onboard_tui.deal.verdict import NO_RULE_HOLDS, first_that_holds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from onboard_tui.deal.replies import Reply
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression, FlagQuery
    from onboard_tui.script.model import VerdictKind

    Narrowing: TypeAlias = Callable[[], None]

PATIENCE: Final = 1_000
"""Conditions that are worked out to look at cases one by one, before the rest is taken as a whole."""

MOST_RAISED: Final = 5
"""Flags that are raised together, one after the other, for each count of a rule."""


@dataclass(frozen=True)
class Outlook:
    """The verdicts that an interview can still come to, and what to start from after the next answer."""

    verdicts: frozenset[VerdictKind]
    standing: Standing
    root: Prospect
    best: Prospect

    def serves(self, standing: Standing) -> bool:
        """Tell whether an interview can be looked at starting from this: by the same script, on the same day."""
        return self.standing.script is standing.script and self.standing.as_of == standing.as_of


def possible_verdicts(standing: Standing, patience: int = PATIENCE) -> frozenset[VerdictKind]:
    """Give every verdict that the interview can still come to.

    `patience` bounds the conditions that are worked out to narrow the range.
    """
    return look_ahead(standing, patience=patience).verdicts


def look_ahead(standing: Standing, since: Outlook | None = None, patience: int = PATIENCE) -> Outlook:
    """Give every verdict that the interview can still come to.

    `since` is the outlook of an interview that this one has most answers in common with. The result is the
    same with it, and it stays as it was.
    """
    if since is not None and since.serves(standing):
        root = prospect_of(standing, since.root)
        best = hopeful(root, (since.root, since.best))
    else:
        root = prospect_of(standing)
        best = hopeful(root)
    return Outlook(_verdicts(standing, root, best, patience), standing, root, best)


def _verdicts(standing: Standing, root: Prospect, best: Prospect, patience: int) -> frozenset[VerdictKind]:
    widest = root.verdicts()
    if len(widest) == 1:
        return frozenset(widest)
    present = first_that_holds(standing.script, standing)
    found = {NO_RULE_HOLDS if present is None else present.verdict}
    mark = best.mark
    clear_the_rest(best, root)
    _add_if_sure(best, found)
    for query in _counts_for(root, frozenset(widest) - found):
        if not found.issuperset(widest):
            _raise_some(query, root, best, found)
    best.take_back(mark)
    _search(root, found, frozenset(widest), patience)
    return frozenset(found)


def _raise_some(query: FlagQuery, root: Prospect, best: Prospect, found: set[VerdictKind]) -> None:
    """Take note of the verdict if one flag is raised, then two, and so on, while all else is well if need be."""
    start, known = root.mark, len(found)
    replies: dict[str, Reply] = {}
    for flag in islice(_open_flags(root, query), MOST_RAISED):
        mark = root.mark
        narrowed = raise_flag(root, flag)
        if root.raised[flag] != TRUE:
            root.take_back(mark)
            continue
        replies |= narrowed
        _add_if_sure(root, found)
        if len(found) == known:
            mark = best.mark
            best.narrow(replies)
            _add_by_answer(best, found)
            best.take_back(mark)
        if len(found) > known:
            break
    root.take_back(start)


def _add_if_sure(prospect: Prospect, found: set[VerdictKind]) -> None:
    """Take note of the verdict of a prospect in which it is settled."""
    verdicts = prospect.verdicts()
    if len(verdicts) == 1:
        found.update(verdicts)


def _add_by_answer(prospect: Prospect, found: set[VerdictKind]) -> None:
    """Take note of the verdicts of a prospect by the answers that rules read themselves."""
    names = {name for rule in prospect.outset.script.verdict.rules for name in rule.condition.names}
    for question_id in sorted(names & prospect.replies.keys()):
        mark = prospect.mark
        for case in prospect.cases(question_id):
            prospect.narrow({question_id: case})
            _add_if_sure(prospect, found)
            prospect.take_back(mark)
    _add_if_sure(prospect, found)


def _counts_for(root: Prospect, wanted: frozenset[VerdictKind]) -> Iterator[FlagQuery]:
    """Give what the rules for some verdicts count."""
    for rule in root.outset.script.verdict.rules:
        if rule.verdict in wanted:
            yield from rule.condition.counts_flags


def _search(
    prospect: Prospect, found: set[VerdictKind], widest: frozenset[VerdictKind], patience: int
) -> None:
    """Look at cases one by one until every verdict is found or excluded; the least hopeful case first."""
    start, patience = prospect.mark, prospect.work + patience
    levels = [(start, _ways(prospect))]
    while levels and not found >= widest:
        mark, ways = levels[-1]
        prospect.take_back(mark)
        if not ways:
            levels.pop()
            continue
        ways.pop()()
        verdicts = prospect.verdicts()
        if found.issuperset(verdicts):
            continue
        narrower = _ways(prospect) if len(verdicts) > 1 and prospect.work < patience else []
        if narrower:
            levels.append((prospect.mark, narrower))
        else:
            found.update(verdicts)
    prospect.take_back(start)


def _ways(prospect: Prospect) -> list[Narrowing]:
    """Give ways to narrow a prospect that together are all of it, at the first rule that can go either way."""
    for rule in prospect.outset.script.verdict.rules:
        held = prospect.held(rule)
        if held == TRUE:
            return []
        if held & TRUE:
            ways = list(_split_at(prospect, rule.condition))
            if ways:
                return ways
    return []


def _split_at(prospect: Prospect, condition: Expression) -> Iterator[Narrowing]:
    """Split on something that makes a condition go either way; on an answer if possible, else on a flag."""
    for node in _open_ends(prospect, condition):
        for question_id in prospect.questions_behind(node):
            cases = prospect.cases(question_id)
            if cases:
                for case in cases:
                    yield partial(prospect.narrow, {question_id: case})
                return
    for query in condition.counts_flags:
        for flag in islice(_open_flags(prospect, query), 1):
            yield partial(prospect.suppose_flag, flag, FALSE)
            yield partial(prospect.suppose_flag, flag, TRUE)
            return


def _open_ends(prospect: Prospect, condition: Expression) -> Iterator[str]:
    """Give the nodes that a condition reads and that can still go either way."""
    for query in condition.counts_flags:
        yield from _open_flags(prospect, query)
    yield from sorted(condition.names)
    if condition.counts_gates:
        yield from (gate for gate, missing in prospect.missing.items() if missing == EITHER)


def _open_flags(prospect: Prospect, query: FlagQuery) -> Iterator[str]:
    return (node for node in prospect.outset.matching(query) if prospect.raised[node] == EITHER)
