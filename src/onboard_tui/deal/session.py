"""What happened in one sitting with the customer, and what was left to do in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.deal.answer_changes import answer_changes
from onboard_tui.deal.assessment import assess
from onboard_tui.deal.steering import to_be_steered
from onboard_tui.interview.dealings import FollowUpSet
from onboard_tui.interview.entries import Steered

if TYPE_CHECKING:
    from onboard_tui.deal.answer_changes import AnswerChange
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.steering import OrderTaking
    from onboard_tui.interview.entries import Recorded


@dataclass(frozen=True, slots=True)
class SessionSummary:
    """A sitting as its log tells it; for the seller only."""

    recorded: tuple[Recorded, ...]
    """What was recorded for questions and still stands."""
    changed: tuple[AnswerChange, ...]
    """Answers that were there before, or came and changed again."""
    raised: tuple[Flag, ...]
    """Flags that are raised now and were not before."""
    cleared: tuple[Flag, ...]
    """Flags that were raised before and are not now."""
    attempts: tuple[Steered, ...]
    untouched: tuple[Flag, ...]
    """Steering panels that nobody touched, those of earlier sittings too."""
    order_taking: OrderTaking
    follow_ups: tuple[FollowUpSet, ...]
    """What was set to be followed up."""

    @property
    def changed_by_attempts(self) -> tuple[AnswerChange, ...]:
        """The answers that changed because somebody steered."""
        return tuple(each for each in self.changed if each.attempt is not None)


def session_summary(assessment: Assessment, since: int) -> SessionSummary:
    """Sum up what happened since the log had so many entries."""
    interview = assessment.interview
    new = interview.log[since:]
    before = assess(interview.as_it_was(since), assessment.as_of)
    stood = before.interview.current
    raised_before = {flag.id for flag in before.raised_flags}
    return SessionSummary(
        recorded=tuple(each for name, each in interview.current.items() if stood.get(name) != each),
        changed=answer_changes(interview, since),
        raised=tuple(flag for flag in assessment.raised_flags if flag.id not in raised_before),
        cleared=tuple(flag for flag in assessment.flags if flag.id in raised_before and not flag.raised),
        attempts=tuple(each for each in new if isinstance(each, Steered)),
        untouched=left_untouched(assessment),
        order_taking=assessment.order_taking,
        follow_ups=tuple(each for each in new if isinstance(each, FollowUpSet)),
    )


def left_untouched(assessment: Assessment) -> tuple[Flag, ...]:
    """Give the raised flags that call for steering where nobody tried, or said why not."""
    return tuple(
        flag
        for flag in assessment.discussed_flags
        if to_be_steered(flag) and not flag.attempts and flag.set_aside is None
    )
