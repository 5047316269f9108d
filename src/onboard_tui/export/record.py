"""The record of an interview as a document: the verdict, the flags, and every answer with how we know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Block, Cell, Document, Paragraph, Run, RunKind, Title
from onboard_tui.deal.words import in_words, listed
from onboard_tui.export.paper import Paper
from onboard_tui.export.record_answers import answer_blocks
from onboard_tui.export.record_blocks import (
    SEPARATOR,
    computed,
    day_of,
    facts,
    heading,
    listing,
    plain,
    reasons,
)
from onboard_tui.export.record_deal import decision_blocks, outcome_blocks
from onboard_tui.export.record_follow_ups import follow_up_blocks
from onboard_tui.export.record_relationship import relationship_blocks
from onboard_tui.export.record_steering import (
    advice_blocks,
    agreed,
    beyond_us,
    earlier_advice_blocks,
    steering_blocks,
)
from onboard_tui.export.record_versions import version_blocks
from onboard_tui.interview.fill import filled
from onboard_tui.script.scope import FlagState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.flags import Flag
    from onboard_tui.interview.interview import Interview

ID = "record"


def record_paper(assessment: Assessment, earlier: Sequence[Interview] = ()) -> Paper:
    """Give the record of an interview, ready to be written; it is never for the customer.

    `earlier` are the customer's interviews before this one.
    """
    interview = assessment.interview
    return Paper(
        document=interview_record(assessment, earlier),
        customer=interview.customer,
        author=interview.seller,
        as_of=assessment.as_of.isoformat(),
    )


def interview_record(assessment: Assessment, earlier: Sequence[Interview] = ()) -> Document:
    """Give the record of an interview as a tree: verdict and decision, flags and steering, then every answer."""
    customer = assessment.interview.customer
    blocks = (
        Title((Run("Interview with "), Run(customer, RunKind.ANSWER))),
        Paragraph((Run(_origin(assessment)),)),
        *earlier_advice_blocks(assessment, earlier),
        *_verdict(assessment),
        *decision_blocks(assessment),
        *outcome_blocks(assessment),
        *_flags(assessment),
        *steering_blocks(assessment),
        *advice_blocks(assessment),
        *_plans(assessment),
        *follow_up_blocks(assessment),
        *relationship_blocks(assessment, earlier),
        *answer_blocks(assessment),
        *version_blocks(assessment),
    )
    title = f"Interview with {customer}"
    return Document(ID, title, blocks, for_customer=False, language=assessment.script.language)


def _origin(assessment: Assessment) -> str:
    """Say which script was run, by whom, since when, and for which day it was judged."""
    script, interview = assessment.script, assessment.interview
    by = f" by {interview.seller}" if interview.seller else ""
    started = day_of(assessment, interview.started_at.date())
    judged = day_of(assessment, assessment.as_of)
    return f"{script.title}, version {script.version}. Started on {started}{by}; judged as of {judged}."


def _verdict(assessment: Assessment) -> Iterator[Block]:
    """Give the verdict and what is still missing for it."""
    verdict = assessment.verdict
    gates = [
        filled(assessment.script.question_by_id[each].ask, assessment.standing)
        for each in assessment.missing_gates
    ]
    flags = [assessment.flag_by_id[each].rule.title for each in assessment.unknown_flags]
    possible = sorted(map(in_words, assessment.possible))
    rows = (
        ("Verdict", verdict.words),
        ("To do", (verdict.action or "").replace("_", " ")),
        ("Why", verdict.outcome.sentence if verdict.outcome else "No rule of the table holds."),
        ("It can still become", listed(possible)),
        ("Gates to confirm", SEPARATOR.join(gates)),
        ("Flags that cannot be told yet", SEPARATOR.join(flags)),
        ("Problems", SEPARATOR.join(assessment.standing.problems)),
    )
    yield heading("verdict", "Where it stands")
    yield facts(("What", "How it stands"), ((name, computed(words)) for name, words in rows))


def _flags(assessment: Assessment) -> Iterator[Block]:
    """Give the raised flags with the answers that raised them."""
    yield heading("flags", "Red flags")
    if not assessment.raised_flags:
        yield Paragraph((Run("No red flag is raised."),))
        return
    head = ("Flag", "Weight", "Where it stands", "Because")
    yield listing(head, (_flag_row(assessment, flag) for flag in assessment.raised_flags))


def _flag_row(assessment: Assessment, flag: Flag) -> tuple[Cell, ...]:
    """Give one raised flag."""
    return (
        plain(flag.rule.title),
        plain(flag.rule.severity.value),
        computed(_where_it_stands(flag)),
        reasons(assessment, flag.because),
    )


def _where_it_stands(flag: Flag) -> str:
    """Say how far a raised flag has been dealt with, and how often it was steered."""
    if flag.state is FlagState.STEERING:
        return flag.history
    return f"{flag.state.value.replace('_', ' ')}, {flag.history}"


def _plans(assessment: Assessment) -> Iterator[Block]:
    """Give what was agreed about flags, and what we cannot put right."""
    plans = [flag for flag in assessment.flags if flag.plan is not None]
    cannot = [flag for flag in assessment.flags if flag.id in assessment.interview.cannot_fix]
    if not plans and not cannot:
        return
    yield heading("plans", "What was agreed")
    for flag in plans:
        if (plan := flag.plan) is not None:
            yield agreed(assessment, plan, flag.rule)
    for flag in cannot:
        yield beyond_us(flag.rule)
