"""The dates of a deal as calendar files: those that both sides share, and those that are ours alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.diary import diary_of
from onboard_tui.errors import ContractError
from onboard_tui.script.model import VerdictKind
from onboard_tui.text import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.export.diary import Reminder
    from onboard_tui.workspace.contract_in_hand import ContractInHand


def calendar_files(opened: ContractInHand, our_name: str) -> dict[str, bytes]:
    """Give the calendar files of a deal by file name.

    The shared one holds the dates of the agreement and may go to the customer; the other one holds our follow-ups.
    After a decision not to go ahead there are no shared dates. Raises `ContractError` where there is no date at all.
    """
    from onboard_tui.export.diary import write_diary

    interview = opened.interview
    made_at = interview.log[-1].at if interview.log else interview.started_at
    files: dict[str, bytes] = {}
    groups = {"dates": list(_shared(opened, our_name)), "our-follow-ups": list(_ours(opened))}
    for name, reminders in groups.items():
        if reminders:
            files[f"{slug(interview.customer)}-{name}.ics"] = write_diary(
                reminders,
                interview=interview.id,
                name=f"{interview.customer}: {name.replace('-', ' ')}",
                made_at=made_at.replace(microsecond=0),
                revision=len(interview.log),
            )
    if not files:
        raise ContractError(
            "There is no date to be reminded of yet.",
            way_out="Record when it starts and how often you meet, decide the deal, or set a follow-up.",
        )
    return files


def _shared(opened: ContractInHand, our_name: str) -> Iterator[Reminder]:
    """Give the dates of the agreement; none while they hang on an answer and other dates are there to be had."""
    from onboard_tui.export.diary import Reminder

    decision = opened.interview.dealings.decision
    if decision is not None and decision.choice is not VerdictKind.PROCEED:
        return
    try:
        dates = diary_of(opened.assessment, opened.pack_in_use())
    except ContractError:
        if not opened.assessment.follow_ups:
            raise
        return
    sides = " and ".join(name for name in (our_name, opened.interview.customer) if name)
    for each in dates:
        yield Reminder(each.key, each.day, f"{each.what}: {sides}", warned_days=each.warned_days)


def _ours(opened: ContractInHand) -> Iterator[Reminder]:
    from onboard_tui.export.diary import Reminder

    customer = opened.interview.customer
    for each in opened.assessment.follow_ups:
        yield Reminder(each.key, each.due, f"{customer}: {each.what}", f"Who: {each.who}", warned_days=1)
