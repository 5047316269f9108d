"""What lists show of an interview: worked out with each answer, and again where an older version did it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from onboard_tui.deal.calibration import deal_to_json, record_of
from onboard_tui.deal.day import DAYS_AHEAD, what_the_day_decides
from onboard_tui.deal.days import days_later
from onboard_tui.deal.decisions import deal_status
from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.ladder_facts import count_until
from onboard_tui.deal.ladders import relationship
from onboard_tui.interview.progress import progress
from onboard_tui.interview.standing import stand
from onboard_tui.script.scope import FlagState
from onboard_tui.store.rows import DueRow, Summary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.interview.interview import Interview


def summary(assessment: Assessment, earlier: Sequence[Interview], *, lasting: bool = False) -> Summary:
    """Sum an interview up for lists; `earlier` are the customer's interviews before it, where its script has ladders.

    A decided deal stands there as on the day of its decision: no deadline that comes near changes it any more.
    A `lasting` summary knows from which day on it is no longer true, which takes longer than an answer should.
    Whoever changes what comes out adds to `store.marks.SUMMARY_VERSION`.
    """
    interview = assessment.interview
    decision = interview.dealings.decision
    walked = progress(assessment.standing if decision is None else stand(interview, decision.on))
    following = assessment.next_question if decision is None else None
    verdict, rule, flags = _judged(assessment)
    deal = record_of(interview)
    judged_until = None if decision else (_judged_until_exactly if lasting else _judged_until)(assessment)
    counts_until = count_until(assessment.standing, (*earlier, interview))
    return Summary(
        verdict=verdict,
        rule=rule,
        done=walked.done,
        total=walked.total,
        next_ask=following.question.ask if following else "",
        flags_open=flags,
        completed=walked.complete,
        updated_at=interview.log[-1].at if interview.log else interview.started_at,
        decision=_decision(interview),
        against=decision is not None and decision.against,
        status=deal_status(interview),
        outcome=deal.outcome.value if deal and deal.outcome else "",
        relationship=relationship(assessment, earlier=earlier),
        deal=deal_to_json(deal) if deal else "",
        follow_ups=tuple(map(_due_row, assessment.follow_ups)),
        fresh_from=assessment.as_of,
        fresh_until=min((day for day in (judged_until, counts_until) if day is not None), default=None),
    )


def _judged(assessment: Assessment) -> tuple[str, str, int]:
    """Give the verdict, its rule, and how many flags are raised; as frozen with the decision, where one stands."""
    decision = assessment.interview.dealings.decision
    if decision is not None:
        return decision.verdict.value, decision.rule, len(decision.flags)
    return assessment.verdict.kind.value, assessment.verdict.rule_id or "", len(assessment.raised_flags)


def _judged_until(assessment: Assessment) -> date | None:
    """Give the last day on which it is certain, without judging it on others, that nothing changes by itself."""
    if dependencies_of(assessment.script).hanging_on_day:
        return assessment.as_of
    plans = [flag.plan for flag in assessment.raised_flags if flag.state is FlagState.MITIGATED]
    return min((plan.due for plan in plans if plan is not None), default=None)


def _judged_until_exactly(assessment: Assessment) -> date | None:
    """Give the last day, up to a year ahead, before flags or questions change by themselves."""
    hanging = what_the_day_decides(assessment)
    changes = [each.changes_on - timedelta(1) for each in hanging if each.changes_on is not None]
    if dependencies_of(assessment.script).hanging_on_day:
        changes.append(days_later(assessment.as_of, DAYS_AHEAD))
    return min(changes, default=None)


def _decision(interview: Interview) -> str:
    dealings = interview.dealings
    if dealings.decision is not None:
        return dealings.decision.choice.value
    return "" if dealings.reopened is None else "reopened"


def _due_row(each: FollowUp) -> DueRow:
    return DueRow(each.key, each.kind.value, each.what, each.side.value, each.who, each.due)
