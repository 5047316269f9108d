"""The steering part of an interview's record: what we advised, what it changed, and what the customer believes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

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

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.deal.answer_changes import AnswerChange
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.dealings import Advised
    from onboard_tui.interview.entries import Planned, Steered
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.model import FlagRule

ATTEMPT_HEAD: Final = ("On", "About", "With", "The customer", "Note")
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
    rows = (attempt_row(assessment, attempt, flags[attempt.flag]) for attempt in attempts)
    yield listing(ATTEMPT_HEAD, rows)
    yield from _changes(assessment)


def attempt_row(assessment: Assessment, attempt: Steered, flag: FlagRule) -> tuple[Cell, ...]:
    """Give one attempt to steer, under `ATTEMPT_HEAD`."""
    return (
        plain(day_of(assessment, attempt.on)),
        plain(flag.title),
        told(attempt.with_whom),
        plain(attempt.reaction.value.replace("_", " ")),
        told(attempt.note),
    )


def agreed(assessment: Assessment, plan: Planned, flag: FlagRule) -> Bullet:
    """Give what was agreed about a flag."""
    return Bullet(
        (
            Run(f"{flag.title}: ", bold=True),
            Run(plan.text or "a plan", RunKind.ANSWER),
            Run(". Agreed by "),
            Run(plan.agreed_by or "nobody yet", RunKind.ANSWER),
            Run(", owned by "),
            Run(plan.owner or "nobody yet", RunKind.ANSWER),
            Run(f", due on {day_of(assessment, plan.due)}."),
        )
    )


def beyond_us(flag: FlagRule) -> Bullet:
    """Say of a flag that we cannot put right what it warns of."""
    return Bullet((Run(f"{flag.title}: ", bold=True), Run("we cannot put this right.")))


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
