"""The best that can still come of an interview: everything answered so that hardly a flag is raised.

This only saves time. It finds the most hopeful verdict without going through all the worse ones first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.possible import EITHER, FALSE, TRUE
from onboard_tui.deal.replies import Reply, best_of

if TYPE_CHECKING:
    from onboard_tui.deal.prospect import Prospect


def when_all_is_well(prospect: Prospect) -> Prospect:
    """Answer everything so that as few flags as possible are raised and every gate is dealt with."""
    best = prospect.copy()
    whole = {
        question_id: _answered(reply) for question_id, reply in best.replies.items() if not reply.settled
    }
    questions, landmarks = best.outset.questions, best.outset.dependencies.landmarks
    for question_id, reply in whole.items():
        values = best_of(questions[question_id], reply, landmarks.get(question_id, frozenset()))
        best.replies[question_id] = values
    best.work_out(best.outset.dependencies.order)
    for node in best.outset.flags:
        if best.raised[node] != FALSE and prospect.raised[node] == EITHER:
            _clear(best, node, whole)
    return best


def _answered(reply: Reply) -> Reply:
    """Narrow a reply to confirmed answers."""
    return reply if reply.values is None else Reply(reply.values)


def _clear(best: Prospect, flag: str, whole: dict[str, Reply]) -> None:
    """Look for answers to the questions behind a flag that clear it and raise no other."""
    behind = [question_id for question_id in best.questions_behind(flag) if question_id in whole]
    for question_id in behind:
        if best.raised[flag] == FALSE:
            return
        kept = best.replies[question_id]
        best.suppose_reply(question_id, whole[question_id])
        if not _clear_by(best, flag, question_id) and best.raised[flag] == TRUE:
            best.suppose_reply(question_id, kept)
    if best.raised[flag] == EITHER and not any(best.cases(question_id) for question_id in behind):
        best.suppose_flag(flag, FALSE)


def _clear_by(best: Prospect, flag: str, question_id: str) -> bool:
    """Narrow one reply until the flag is settled; tell whether that cleared it."""
    affected = [node for node in best.outset.dependencies.affected(question_id) if node in best.outset.flags]
    while best.raised[flag] == EITHER and (cases := best.cases(question_id)):
        burdens: list[tuple[int, int]] = []
        for place, case in enumerate(cases):
            best.suppose_reply(question_id, case)
            burden = sum({TRUE: 3, EITHER: 1}.get(best.raised[node], 0) for node in affected)
            burdens.append((burden, place))
            if not burden:
                break
        best.suppose_reply(question_id, cases[min(burdens)[1]])
    return best.raised[flag] == FALSE
