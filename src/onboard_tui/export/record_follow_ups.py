"""The loose ends in an interview's record: what is to be followed up, and what we could not answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.follow_ups import FollowUpCause, closed_follow_ups
from onboard_tui.export.record_blocks import day_of, heading, listing, plain, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.interview.dealings import FollowUpClosed


def follow_up_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give what is open by the day that it is due, what was closed with its result, and open questions."""
    waiting = assessment.follow_ups
    asked = [each for each in waiting if each.kind is FollowUpCause.CUSTOMER_QUESTION]
    to_do = [each for each in waiting if each.kind is not FollowUpCause.CUSTOMER_QUESTION]
    closed = closed_follow_ups(assessment)
    if asked:
        yield heading("not_answered", "Questions we could not answer")
        head = ("Question", "Asked by", "Who finds out", "Due")
        yield listing(head, (_question(assessment, each) for each in asked))
    if to_do:
        yield heading("follow_ups", "What is to be followed up")
        yield listing(("Due", "What", "Who"), (_to_do(assessment, each) for each in to_do))
    if closed:
        yield heading("followed_up", "What was followed up")
        head = ("On", "What", "It happened", "Note")
        yield listing(head, (_result(assessment, *each) for each in closed))


def _question(assessment: Assessment, follow_up: FollowUp) -> tuple[Cell, ...]:
    return (
        told(follow_up.what),
        told(follow_up.asked_by),
        told(follow_up.who),
        plain(_due(assessment, follow_up)),
    )


def _to_do(assessment: Assessment, follow_up: FollowUp) -> tuple[Cell, ...]:
    side = plain(f" ({follow_up.side.value})")
    return plain(_due(assessment, follow_up)), told(follow_up.what), (*told(follow_up.who), *side)


def _due(assessment: Assessment, follow_up: FollowUp) -> str:
    overdue = ", overdue" if follow_up.due < assessment.as_of else ""
    return f"{day_of(assessment, follow_up.due)}{overdue}"


def _result(assessment: Assessment, follow_up: FollowUp, closed: FollowUpClosed) -> tuple[Cell, ...]:
    day = plain(day_of(assessment, closed.on))
    return day, told(follow_up.what), plain("yes" if closed.happened else "no"), told(closed.note)
