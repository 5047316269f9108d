"""The steering part of an interview's record: what we advised, what it changed, and what the customer believes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Bullet, Run, RunKind
from onboard_tui.deal.advice import advice_that_applies
from onboard_tui.deal.answer_changes import answer_changes
from onboard_tui.deal.earlier_advice import earlier_advice
from onboard_tui.export.record_answers import asked, worded
from onboard_tui.export.record_blocks import day_of, heading, listing, plain, told
from onboard_tui.interview.dealings import Side
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.deal.answer_changes import AnswerChange
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.dealings import Advised
    from onboard_tui.interview.entries import Steered
    from onboard_tui.interview.interview import Interview

_WAYS: Mapping[Side | None, str] = {Side.OURS: "our way", Side.THEIRS: "their way", None: "open"}


def earlier_advice_blocks(assessment: Assessment, earlier: Sequence[Interview]) -> Iterator[Block]:
    """Give what we advised in the customer's earlier deals that ended without us."""
    found = earlier_advice(earlier)
    if found:
        yield heading("earlier_advice", "What we advised before")
        yield listing(
            ("On", "About", "We advised", "How they took it"),
            (
                (plain(day_of(assessment, each.on)), plain(each.about), told(each.advised), told(each.taken))
                for each in found
            ),
        )


def steering_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give every attempt to steer, whether its flag is still raised or not, and the answers that it changed."""
    attempts = [*_attempts(assessment)]
    if not attempts:
        return
    yield heading("steering", "What we advised")
    flags = assessment.script.flag_by_id
    yield listing(
        ("On", "About", "With", "The customer", "Note"),
        (
            (
                plain(day_of(assessment, attempt.on)),
                plain(flags[attempt.flag].title),
                told(attempt.with_whom),
                plain(attempt.reaction.value.replace("_", " ")),
                told(attempt.note),
            )
            for attempt in attempts
        ),
    )
    yield from _changes(assessment)


def _attempts(assessment: Assessment) -> Iterator[Steered]:
    """Give the attempts flag by flag, those from before the deal was reopened too."""
    interview = assessment.interview
    for flag in assessment.script.flags:
        yield from interview.past_attempts.get(flag.id, ())
        yield from interview.attempts.get(flag.id, ())


def _changes(assessment: Assessment) -> Iterator[Block]:
    """Give the answers that changed after an attempt, as long as their questions apply."""
    for change in answer_changes(assessment.interview):
        hidden = assessment.standing.state(change.after.question) is AnswerState.NOT_APPLICABLE
        if change.attempt is not None and not hidden:
            yield _change(assessment, change, change.attempt)


def _change(assessment: Assessment, change: AnswerChange, attempt: Steered) -> Bullet:
    question = assessment.script.question_by_id[change.after.question]
    day = day_of(assessment, attempt.on)
    return Bullet(
        (
            *asked(assessment, question),
            Run(" \u2013 changed after the attempt on "),
            Run(day),
            Run(" from \u201c"),
            worded(question, change.before, assessment.script),
            Run("\u201d to \u201c"),
            worded(question, change.after, assessment.script),
            Run("\u201d."),
        )
    )


def advice_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give what the customer believes beside what we advise, and who decided which way."""
    pairs = advice_that_applies(assessment)
    if pairs:
        yield heading("advice", "What they believe and what we advise")
        head = ("Question", "They believe", "We advise", "Decided")
        yield listing(head, (_pair(assessment, each) for each in pairs))


def _pair(assessment: Assessment, advice: Advised) -> tuple[tuple[Run, ...], ...]:
    stop = "" if advice.advises.endswith((".", "!", "?")) else "."
    because = (Run(f"{stop} Because: "), Run(advice.because, RunKind.ANSWER)) if advice.because else ()
    by = (Run(", "), Run(advice.decided_by, RunKind.ANSWER)) if advice.decided_by else ()
    return (
        asked(assessment, assessment.script.question_by_id[advice.question]),
        told(advice.believes),
        (*told(advice.advises), *because),
        (Run(_WAYS[advice.followed]), *by),
    )
