"""What lists show of an interview: worked out with each answer, and again where an older version did it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.calibration import deal_to_json, record_of
from onboard_tui.deal.decisions import deal_status
from onboard_tui.deal.follow_ups import follow_ups_of
from onboard_tui.deal.ladder_facts import count_until
from onboard_tui.deal.ladders import relationship
from onboard_tui.interview.progress import progress
from onboard_tui.script.scope import FlagState
from onboard_tui.store.rows import DueRow, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.interview.interview import Interview


def summary(assessment: Assessment, earlier: Sequence[Interview]) -> Summary:
    """Sum an interview up for lists; `earlier` are the customer's interviews before it, where its script has ladders.

    Whoever changes what comes out adds to `store.marks.SUMMARY_VERSION`.
    """
    interview = assessment.interview
    walked = progress(assessment.standing)
    following = assessment.next_question
    decision = interview.dealings.decision
    verdict, rule = _judged(assessment)
    deal = record_of(interview)
    return Summary(
        verdict=verdict,
        rule=rule,
        done=walked.done,
        total=walked.total,
        next_ask=following.question.ask if following else "",
        flags_open=sum(1 for flag in assessment.flags if flag.state.raised),
        completed=walked.complete,
        updated_at=interview.log[-1].at if interview.log else interview.started_at,
        decision=_decision(interview),
        against=decision is not None and decision.against,
        status=deal_status(interview),
        outcome=deal.outcome.value if deal and deal.outcome else "",
        relationship=relationship(assessment, earlier=earlier),
        deal=deal_to_json(deal) if deal else "",
        follow_ups=tuple(map(_due_row, follow_ups_of(assessment))),
        fresh_from=assessment.as_of,
        fresh_until=_fresh_until(assessment, earlier),
    )


def _judged(assessment: Assessment) -> tuple[str, str]:
    """Give the verdict and its rule; those that were frozen with the decision, where one stands."""
    decision = assessment.interview.dealings.decision
    if decision is not None:
        return decision.verdict.value, decision.rule
    return assessment.verdict.kind.value, assessment.verdict.rule_id or ""


def _fresh_until(assessment: Assessment, earlier: Sequence[Interview]) -> date | None:
    """Give the last day on which all of it still holds by itself.

    After a plan's day the flag is open again; a fact about the relationship can become too old to count.
    """
    interview = assessment.interview
    mitigated = [flag.plan for flag in assessment.raised_flags if flag.state is FlagState.MITIGATED]
    plans = mitigated if interview.dealings.decision is None else []
    days = [plan.due for plan in plans if plan is not None]
    facts = count_until(assessment.standing, (*earlier, interview))
    return min([*days, facts] if facts else days, default=None)


def _decision(interview: Interview) -> str:
    dealings = interview.dealings
    if dealings.decision is not None:
        return dealings.decision.choice.value
    return "" if dealings.reopened is None else "reopened"


def _due_row(each: FollowUp) -> DueRow:
    return DueRow(each.key, each.kind.value, each.what, each.side.value, each.who, each.due)
