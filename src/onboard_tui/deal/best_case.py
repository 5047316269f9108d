"""The best that can still come of an interview: everything answered so that hardly a flag is raised.

This only saves time. It finds the most hopeful verdict, and those that a few raised flags would bring, without
going through all others first.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from onboard_tui.deal.outset import Outset
from onboard_tui.deal.possible import EITHER, FALSE, TRUE
from onboard_tui.deal.prospect import prospect_from
from onboard_tui.deal.replies import Reply, best_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onboard_tui.deal.dependencies import Dependencies
    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.deal.prospect import Prospect

MOST_BEHIND: Final = 100
"""Questions and sums behind one flag that are looked at to clear or raise it."""
_BURDEN: Final[Mapping[Outcomes, int]] = {FALSE: 0, EITHER: 1, TRUE: 3}


def hopeful(root: Prospect, since: tuple[Prospect, Prospect] | None = None) -> Prospect:
    """Give the prospect in which every open question gets the answer that is best with nothing else known.

    `since` is what the root was before, and its hopeful prospect: only what is different is worked out.
    """
    best = (root if since is None else since[1]).grown(root.outset)
    before: Mapping[str, Reply] = {} if since is None else since[0].replies
    harmless = harmless_replies(root.outset)
    best.narrow(
        {
            question_id: harmless.get(question_id, reply) if not reply.settled else reply
            for question_id, reply in root.replies.items()
            if before.get(question_id) is not reply
        }
    )
    best.settle()
    return best


def clear_the_rest(best: Prospect, root: Prospect) -> None:
    """Look for better answers where flags are still raised that need not be."""
    for node, raised in root.raised.items():
        if raised == EITHER and best.raised[node] != FALSE:
            _clear(best, root, node)


_harmless: WeakKeyDictionary[Dependencies, tuple[date, Mapping[str, Reply]]] = WeakKeyDictionary()
"""For each script the replies of the last day that was asked for."""


def harmless_replies(outset: Outset) -> Mapping[str, Reply]:
    """Give, for each question of a script, confirmed answers that raise as few flags as possible on a day."""
    known = _harmless.get(outset.dependencies)
    if known is not None and known[0] == outset.today:
        return known[1]
    root = prospect_from(Outset(outset.script, outset.today, {}, {}, all_apply=True))
    landmarks = outset.dependencies.landmarks
    best = root.grown(root.outset)
    best.narrow(
        {
            question_id: best_of(
                outset.questions[question_id], _answered(reply), landmarks.get(question_id, frozenset())
            )
            for question_id, reply in root.replies.items()
        }
    )
    clear_the_rest(best, root)
    _harmless[outset.dependencies] = outset.today, best.replies
    return best.replies


def _answered(reply: Reply) -> Reply:
    """Narrow a reply to confirmed answers."""
    return reply if reply.values is None else Reply(reply.values)


def raise_flag(root: Prospect, flag: str) -> dict[str, Reply]:
    """Narrow replies so that a flag is raised, and give these replies; nothing else is worked out with them."""
    behind = list(islice(root.nodes_behind(flag), MOST_BEHIND))
    within = frozenset(behind)
    narrowed: dict[str, Reply] = {}
    for node in behind:
        if root.raised[flag] != EITHER:
            break
        while node in root.replies and root.raised[flag] == EITHER and (cases := root.cases(node)):
            mark = root.mark
            for case in cases:
                root.take_back(mark)
                root.narrow({node: case}, within)
                if root.raised[flag] & TRUE:
                    break
            narrowed[node] = root.replies[node]
    return narrowed


def _clear(best: Prospect, root: Prospect, flag: str) -> None:
    """Look for answers to the questions behind a flag that clear it and raise no other."""
    behind = [
        each for each in islice(best.questions_behind(flag), MOST_BEHIND) if not root.replies[each].settled
    ]
    for question_id in behind:
        if best.raised[flag] == FALSE:
            return
        mark = best.mark
        best.narrow({question_id: _answered(root.replies[question_id])})
        if not _clear_by(best, flag, question_id) and best.raised[flag] == TRUE:
            best.take_back(mark)
    if best.raised[flag] == EITHER and not any(best.cases(question_id) for question_id in behind):
        best.suppose_flag(flag, FALSE)


def _clear_by(best: Prospect, flag: str, question_id: str) -> bool:
    """Narrow one reply until the flag is settled; tell whether that cleared it."""
    while best.raised[flag] == EITHER and (cases := best.cases(question_id)):
        mark = best.mark
        burdens: list[tuple[int, int]] = []
        for place, case in enumerate(cases):
            best.narrow({question_id: case})
            burdens.append((_burden_added(best, mark), place))
            best.take_back(mark)
        best.narrow({question_id: cases[min(burdens)[1]]})
    return best.raised[flag] == FALSE


def _burden_added(best: Prospect, mark: int) -> int:
    """Weigh the flags that were raised since a mark against those that were cleared."""
    before: dict[str, Outcomes] = {}
    for node, raised in best.since(mark):
        before.setdefault(node, raised)
    return sum(_BURDEN[best.raised[node]] - _BURDEN[raised] for node, raised in before.items())
