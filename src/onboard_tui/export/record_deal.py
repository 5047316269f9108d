"""The deal in an interview's record: what was decided and frozen, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Bullet, Paragraph, Run, RunKind
from onboard_tui.deal.bands import BANDS
from onboard_tui.deal.outcome import outcomes_of
from onboard_tui.deal.words import in_words
from onboard_tui.export.record_blocks import SEPARATOR, computed, day_of, facts, heading, listing, plain, told
from onboard_tui.interview.dealings import Decided, Reopened
from onboard_tui.interview.fill import filled
from onboard_tui.interview.notation import notation_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.dealings import Measured
    from onboard_tui.interview.interview import Interview


def decision_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give every decision with what was frozen beside it, and every reopening, in the order of the log."""
    if not assessment.interview.dealings.decisions:
        return
    yield heading("decision", "What was decided")
    for entry in assessment.interview.log:
        match entry:
            case Decided():
                yield facts(("What", "As it was decided"), _decision(assessment, entry))
            case Reopened():
                yield _reopening(assessment, entry)


def _decision(assessment: Assessment, decision: Decided) -> Iterator[tuple[str, Cell]]:
    against = ", against the verdict" if decision.against else ""
    yield "Decision", plain(f"{in_words(decision.choice)}{against}, on {day_of(assessment, decision.on)}")
    yield "Reason", told(decision.reason)
    yield "Agreed by", told(decision.by)
    yield "Review on", plain(day_of(assessment, decision.review))
    yield "Sign to look for", told(decision.sign)
    yield "May be called", told(decision.may_call)
    yield "Call on", plain(day_of(assessment, decision.call_on))
    yield "Who took it", told(decision.referred_to)
    yield "First day of use", plain(day_of(assessment, decision.first_day))
    rule = f", by {decision.rule}" if decision.rule else ""
    yield "The verdict then", computed(f"{in_words(decision.verdict, decision.conditions)}{rule}")
    yield "Red flags then", computed(SEPARATOR.join(_flags(assessment, decision)) or "none")
    yield "Forecast", computed(_forecast(decision))
    yield "Active use agreed", computed(_goal(decision))
    yield "Script", computed(decision.script_sha256[:12])


def _flags(assessment: Assessment, decision: Decided) -> Iterator[str]:
    known = assessment.script.flag_by_id
    for flag, state in decision.flags.items():
        title = known[flag].title if flag in known else flag
        yield f"{title} ({state.replace('_', ' ')})"


def _forecast(decision: Decided) -> str:
    """Say with which chance active use was forecast: `70% (proceed with conditions)`."""
    if decision.forecast is None:
        return ""
    band = BANDS[decision.band].words if decision.band in BANDS else decision.band
    return f"{100 * decision.forecast:.0f}% in active use ({band}; model {decision.model})"


def _goal(decision: Decided) -> str:
    if decision.target is None:
        return ""
    people = "" if decision.licensed is None else f" of {decision.licensed} people"
    return f"{decision.target}%{people}"


def _reopening(assessment: Assessment, reopened: Reopened) -> Block:
    asked = assessment.script.question_by_id
    again = [filled(asked[each].ask, assessment.standing) for each in reopened.ask_again if each in asked]
    runs = [Run(f"Reopened on {day_of(assessment, reopened.on)}. ", bold=True)]
    if again:
        runs.append(Run(f"Asked again first: {SEPARATOR.join(again)} "))
    if reopened.note:
        runs += [Run("Our note:", bold=True), Run(" "), Run(reopened.note, RunKind.ANSWER)]
    return Paragraph(tuple(runs))


def outcome_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give what was counted and what it came to, and what became of the customer."""
    dealings = assessment.interview.dealings
    if not dealings.measurements and not dealings.fates:
        return
    yield heading("came_of_it", "What came of it")
    if dealings.measurements:
        head = ("Counted on", "In active use", "Outcome", "How it was counted", "Hours", "Note")
        yield listing(head, (_measured(assessment, each) for each in dealings.measurements))
    for fate in dealings.fates:
        whom = (Run(", to "), Run(fate.to_whom, RunKind.ANSWER)) if fate.to_whom else ()
        note = (Run(". "), Run(fate.note, RunKind.ANSWER)) if fate.note else (Run("."),)
        words = f": {fate.fate.value.replace('_', ' ')}"
        yield Bullet((Run(day_of(assessment, fate.on), bold=True), Run(words), *whom, *note))


def _measured(assessment: Assessment, entry: Measured) -> tuple[Cell, ...]:
    notation = notation_for(assessment.script.language)
    return (
        plain(day_of(assessment, entry.on)),
        computed(f"{entry.active} of {entry.licensed} ({100 * entry.active / entry.licensed:.1f}%)"),
        computed(_class_of(assessment.interview, entry)),
        told(entry.method),
        plain("" if entry.hours is None else notation.number(entry.hours)),
        told(entry.note),
    )


def _class_of(interview: Interview, entry: Measured) -> str:
    """Say what a count came to, where it is one of the deal that went ahead."""
    found = (each for each in outcomes_of(interview) if each.entry is entry)
    return next((f"{each.class_.value}, {each.threshold}% makes a success" for each in found), "")
