"""The decision beside the verdict with everything frozen that led to it, and what became of the deal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.bands import BANDS
from onboard_tui.deal.decisions import deal_status
from onboard_tui.deal.follow_ups import FollowUpCause
from onboard_tui.deal.outcome import outcomes_of
from onboard_tui.deal.words import in_words
from onboard_tui.script.expression import FlagState
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.judgement.lines import DECISION, OUTCOME, day, leads_on, paragraph, says, signed, title
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import FATES, FLAG_STATES, OUTCOMES, VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onboard_tui.interview.dealings import Decided, Fared
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview


def status_line(opened: OpenInterview) -> Content:
    """Say in a line what was decided, and with which verdict, if anything was."""
    decision = opened.interview.dealings.decision
    if decision is None:
        return Content()
    status = one_line(deal_status(opened.interview), "bold")
    rule = f" by rule {decision.rule}" if decision.rule else ""
    verdict = in_words(decision.verdict, decision.conditions or None)
    then = plain(f"   decided on {day(opened, decision.on)}, when the verdict was {verdict}{rule}", MUTED)
    return VERDICTS[decision.choice.value].sign() + Content(" ") + status + then


def decision_rows(opened: OpenInterview) -> Iterator[Row]:
    """Give the decision that stands, and those before it."""
    dealings = opened.interview.dealings
    if not dealings.decisions:
        return
    decision = dealings.decision
    yield title("DECISION", "d decides again · u takes it up again" if decision else "d decides")
    if decision is not None:
        lines = paragraph(_decision_lines(opened, decision))
        yield signed(VERDICTS[decision.choice.value], lines, key=DECISION)
    reopened = dealings.reopened
    if reopened is not None:
        note = f": {reopened.note}" if reopened.note else "."
        yield says(one_line(f"Taken up again on {day(opened, reopened.on)}{note}", MUTED))
    for before in dealings.decisions:
        if before is not decision:
            words = f"{day(opened, before.on)}: {in_words(before.choice)}. {before.reason}"
            yield says(one_line(f"Before, on {words}", MUTED))


def _decision_lines(opened: OpenInterview, decision: Decided) -> Iterator[Content]:
    yield one_line(deal_status(opened.interview), "bold")
    yield one_line(f"Because: {decision.reason}")
    if decision.by:
        yield one_line(f"Second person: {decision.by}")
    yield _by_day(opened, "Looked at again on", decision.review, FollowUpCause.REVIEW)
    if decision.choice is VerdictKind.NEXT_IN_LINE:
        yield one_line(f"What would prove us right: {decision.sign}")
        may_call = f"May be called: {decision.may_call}, on"
        yield _by_day(opened, may_call, decision.call_on, FollowUpCause.CALL)
    if decision.referred_to:
        yield one_line(f"Taken by: {decision.referred_to}")
    yield _frozen_line(opened, decision)
    yield _forecast_line(opened, decision)


def _by_day(opened: OpenInterview, words: str, when: date | None, cause: FollowUpCause) -> Content:
    """Say by which day something is to be done, and whether that is past and it is still open."""
    if when is None:
        return Content()
    waits = any(each.kind is cause for each in opened.assessment.follow_ups)
    overdue = (
        plain("  OVERDUE", "bold $text-error") if waits and when < opened.assessment.as_of else Content()
    )
    return one_line(f"{words} {day(opened, when)}") + overdue


def _frozen_line(opened: OpenInterview, decision: Decided) -> Content:
    """Say what the verdict was at that moment, whatever it is now."""
    verdict = in_words(decision.verdict, decision.conditions or None)
    rule = f" by {decision.rule}" if decision.rule else ""
    titles = opened.script.flag_by_id
    flags = [
        f"{titles[flag].title if flag in titles else flag} ({FLAG_STATES[FlagState(state).value].word})"
        for flag, state in decision.flags.items()
    ]
    raised = f"; raised: {'; '.join(flags)}" if flags else "; no flag was raised"
    return one_line(f"On {day(opened, decision.on)} the verdict was {verdict}{rule}{raised}.", MUTED)


def _forecast_line(opened: OpenInterview, decision: Decided) -> Content:
    if decision.forecast is None:
        return Content()
    band = BANDS[decision.band].words if decision.band in BANDS else decision.band
    words = f"Forecast of active use: {100 * decision.forecast:.0f}% ({band})"
    if decision.first_day is not None:
        words += f", from {day(opened, decision.first_day)} on"
    return one_line(f"{words}.", MUTED)


def outcome_rows(opened: OpenInterview) -> Iterator[Row]:
    """Give what was counted, the last count first, and what became of the customer."""
    dealings = opened.interview.dealings
    decision = dealings.decision
    if decision is None or (decision.choice is not VerdictKind.PROCEED and not dealings.fates):
        return
    yield title("OUTCOME", "o records")
    counted = outcomes_of(opened.interview)
    if not counted and decision.choice is VerdictKind.PROCEED:
        yield leads_on(OUTCOME, plain("Nothing was counted yet", MUTED))
    for number, outcome in enumerate(reversed(counted)):
        entry = outcome.entry
        hours = f" · {entry.hours:f} hours of ours so far" if entry.hours is not None else ""
        how = one_line(f"{day(opened, entry.on)} · {entry.method}{hours}", MUTED)
        lines = [one_line(outcome.sentence, "" if number else "bold"), how, _note(entry.note)]
        yield signed(OUTCOMES[outcome.class_.value], paragraph(lines), key="" if number else OUTCOME)
    checks = [each for each in opened.assessment.follow_ups if each.kind is FollowUpCause.USE_CHECK]
    if checks:
        yield says(plain(f"The next use check is on {day(opened, checks[0].due)}.", MUTED))
    yield from (_fate_row(opened, fate) for fate in reversed(dealings.fates))


def _fate_row(opened: OpenInterview, fared: Fared) -> Row:
    whom = f": {fared.to_whom}" if fared.to_whom else ""
    words = one_line(f"{FATES[fared.fate.value].word}{whom}") + one_line(f"   {day(opened, fared.on)}", MUTED)
    return signed(FATES[fared.fate.value], paragraph([words, _note(fared.note)]))


def _note(note: str) -> Content:
    return one_line(note, "italic") if note else Content()
