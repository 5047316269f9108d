"""The record of an interview as a document: the verdict, the flags, and every answer with how we know it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import (
    Align,
    Block,
    Bullet,
    Cell,
    Document,
    Heading,
    Paragraph,
    Run,
    RunKind,
    Table,
    Title,
)
from onboard_tui.deal.words import listed
from onboard_tui.export.paper import Paper
from onboard_tui.export.record_answers import answer_blocks, asked, said
from onboard_tui.interview.fill import filled
from onboard_tui.interview.notation import notation_for
from onboard_tui.script.scope import FlagState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.flags import Flag

ID = "record"
_SEPARATOR = " \u00b7 "


def record_paper(assessment: Assessment) -> Paper:
    """Give the record of an interview, ready to be written; it is never for the customer."""
    interview = assessment.interview
    return Paper(
        document=interview_record(assessment),
        customer=interview.customer,
        author=interview.seller,
        as_of=assessment.as_of.isoformat(),
    )


def interview_record(assessment: Assessment) -> Document:
    """Give the record of an interview as a tree: verdict, flags, steering, plans, and answers by section."""
    customer = assessment.interview.customer
    blocks = (
        Title((Run("Interview with "), Run(customer, RunKind.ANSWER))),
        Paragraph((Run(_origin(assessment)),)),
        *_verdict(assessment),
        *_flags(assessment),
        *_steering(assessment),
        *_plans(assessment),
        *answer_blocks(assessment),
    )
    title = f"Interview with {customer}"
    return Document(ID, title, blocks, for_customer=False, language=assessment.script.language)


def _origin(assessment: Assessment) -> str:
    """Say which script was run, by whom, since when, and for which day it was judged."""
    script, interview = assessment.script, assessment.interview
    notation = notation_for(script.language)
    by = f" by {interview.seller}" if interview.seller else ""
    started = notation.date(interview.started_at.date())
    judged = notation.date(assessment.as_of)
    return f"{script.title}, version {script.version}. Started on {started}{by}; judged as of {judged}."


def _verdict(assessment: Assessment) -> Iterator[Block]:
    """Give the verdict and what is still missing for it."""
    verdict = assessment.verdict
    gates = [
        filled(assessment.script.question_by_id[each].ask, assessment.standing)
        for each in assessment.missing_gates
    ]
    flags = [assessment.flag_by_id[each].rule.title for each in assessment.unknown_flags]
    possible = sorted(kind.value.replace("_", " ") for kind in assessment.possible)
    facts = (
        ("Verdict", verdict.words),
        ("To do", (verdict.action or "").replace("_", " ")),
        ("Why", verdict.outcome.sentence if verdict.outcome else "No rule of the table holds."),
        ("It can still become", listed(possible)),
        ("Gates to confirm", _SEPARATOR.join(gates)),
        ("Flags that cannot be told yet", _SEPARATOR.join(flags)),
        ("Problems", _SEPARATOR.join(assessment.standing.problems)),
    )
    yield Heading("verdict", 1, "", (Run("Where it stands"),))
    yield Table(
        head=((Run("What"),), (Run("How it stands"),)),
        rows=tuple(((Run(name),), (Run(words, RunKind.COMPUTED),)) for name, words in facts if words),
        align=(Align.LEFT, Align.LEFT),
    )


def _flags(assessment: Assessment) -> Iterator[Block]:
    """Give the raised flags with the answers that raised them."""
    yield Heading("flags", 1, "", (Run("Red flags"),))
    if not assessment.raised_flags:
        yield Paragraph((Run("No red flag is raised."),))
        return
    yield Table(
        head=tuple((Run(word),) for word in ("Flag", "Weight", "Where it stands", "Because")),
        rows=tuple(_flag_row(assessment, flag) for flag in assessment.raised_flags),
        align=(Align.LEFT,) * 4,
    )


def _flag_row(assessment: Assessment, flag: Flag) -> tuple[Cell, ...]:
    """Give one raised flag."""
    reasons: list[Run] = []
    for question_id in flag.because:
        question = assessment.script.question_by_id[question_id]
        reasons += [Run(_SEPARATOR)] if reasons else []
        reasons += [*asked(assessment, question), Run(" \u2013 "), *said(assessment, question)]
    return (
        (Run(flag.rule.title),),
        (Run(flag.rule.severity.value),),
        (Run(_where_it_stands(flag), RunKind.COMPUTED),),
        tuple(reasons),
    )


def _where_it_stands(flag: Flag) -> str:
    """Say how far a raised flag has been dealt with, and how often it was steered."""
    if flag.state is FlagState.STEERING:
        return flag.history
    return f"{flag.state.value.replace('_', ' ')}, {flag.history}"


def _steering(assessment: Assessment) -> Iterator[Block]:
    """Give every attempt to steer, whether its flag is still raised or not."""
    notation = notation_for(assessment.script.language)
    rows = [
        (
            (Run(notation.date(attempt.on)),),
            (Run(flag.rule.title),),
            (Run(attempt.with_whom, RunKind.ANSWER),),
            (Run(attempt.reaction.value.replace("_", " ")),),
            (Run(attempt.note, RunKind.ANSWER),),
        )
        for flag in assessment.flags
        for attempt in flag.attempts
    ]
    if rows:
        yield Heading("steering", 1, "", (Run("What we advised"),))
        head = ("On", "About", "With", "The customer", "Note")
        yield Table(tuple((Run(word),) for word in head), tuple(rows), (Align.LEFT,) * len(head))


def _plans(assessment: Assessment) -> Iterator[Block]:
    """Give what was agreed about flags, and what we cannot put right."""
    notation = notation_for(assessment.script.language)
    plans = [flag for flag in assessment.flags if flag.plan is not None]
    cannot = [flag for flag in assessment.flags if flag.id in assessment.interview.cannot_fix]
    if not plans and not cannot:
        return
    yield Heading("plans", 1, "", (Run("What was agreed"),))
    for flag in plans:
        if (plan := flag.plan) is not None:
            yield Bullet(
                (
                    Run(f"{flag.rule.title}: ", bold=True),
                    Run(plan.text or "a plan", RunKind.ANSWER),
                    Run(". Agreed by "),
                    Run(plan.agreed_by or "nobody yet", RunKind.ANSWER),
                    Run(", owned by "),
                    Run(plan.owner or "nobody yet", RunKind.ANSWER),
                    Run(f", due on {notation.date(plan.due)}."),
                )
            )
    for flag in cannot:
        yield Bullet((Run(f"{flag.rule.title}: ", bold=True), Run("we cannot put this right.")))
