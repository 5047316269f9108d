"""The flags of the judgement: what raises them, what was tried, what was agreed; and what nobody tried."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.answer_changes import answer_changes
from onboard_tui.deal.flags import times
from onboard_tui.deal.session import left_untouched
from onboard_tui.deal.words import number_of
from onboard_tui.interview.entries import Postponement
from onboard_tui.script.model import HEAVIEST_FIRST
from onboard_tui.script.scope import FlagState
from onboard_tui.tui.judgement.lines import (
    FLAG,
    answer_line,
    day,
    key_of,
    paragraph,
    recorded_words,
    says,
    signed,
    title,
)
from onboard_tui.tui.judgement.not_raised import clear_flag_rows
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import FLAG_STATES, REACTIONS, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.deal.answer_changes import AnswerChange
    from onboard_tui.deal.flags import Flag
    from onboard_tui.interview.entries import Planned, Steered
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview


def flag_rows(seen: Seen) -> Iterator[Row]:
    """Give the raised flags, the heaviest first, then those that steering has cleared, then the others."""
    opened = seen.opened
    flags = raised_flags(opened)
    if flags:
        yield title(f"FLAGS · {len(flags)}", "enter steers · p plans")
    for number, flag in enumerate(flags):
        if number:
            yield says(Content())
        yield flag_row(opened, flag)
    cleared = [flag for flag in opened.assessment.flags if not flag.raised and _all_attempts(opened, flag)]
    if cleared:
        yield title(f"STEERED, AND CLEAR NOW · {len(cleared)}")
        yield from (_cleared_row(opened, flag) for flag in cleared)
    yield from clear_flag_rows(seen)


def raised_flags(opened: OpenInterview) -> list[Flag]:
    """Give the raised flags, the heaviest first."""
    return sorted(opened.assessment.raised_flags, key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity))


def flag_row(opened: OpenInterview, flag: Flag) -> Row:
    """Give a flag with its reasons, and the history of attempts and plans."""
    severity = SEVERITIES[flag.rule.severity.value]
    lines = [one_line(flag.rule.title, "bold") + plain(f"   {severity.word}", MUTED)]
    lines += [answer_line(opened, each) for each in flag.because]
    if not flag.attempts and not flag.rule.no_steer:
        lines.append(counted_line(flag))
    lines += history_lines(opened, flag)
    state = FLAG_STATES[flag.state.value].content()
    return signed(severity, paragraph(lines), key=key_of(FLAG, flag.id), tail=state)


def history_lines(opened: OpenInterview, flag: Flag) -> Iterator[Content]:
    """Say what was tried and agreed about a flag, the attempts of before a reopening first."""
    past = opened.interview.past_attempts.get(flag.id, ())
    if past:
        again = f"Before the deal was reopened: steered {times(len(past))}."
        yield plain(again, MUTED)
        yield from (line.stylize(MUTED) for line in _attempt_lines(opened, past))
    if flag.attempts:
        yield counted_line(flag)
    yield from _attempt_lines(opened, flag.attempts)
    yield _set_aside_line(opened, flag)
    if flag.plan is not None:
        yield plan_line(opened, flag.plan)


def counted_line(flag: Flag) -> Content:
    """Say how often it was steered, what was said last, and, where they can still change it, when their no is final."""
    waits = flag.attempts_left and flag.state is not FlagState.CANNOT_FIX
    final = f" A no is final after {number_of(flag.needed, 'attempt')}." if waits else ""
    return plain(f"{flag.history.capitalize()}.{final}", MUTED)


def _attempt_lines(opened: OpenInterview, attempts: Sequence[Steered]) -> Iterator[Content]:
    """Give the attempts, each with the answers that changed after it."""
    changes = answer_changes(opened.interview)
    for attempt in attempts:
        yield _attempt_line(opened, attempt)
        yield from (_change_line(opened, each) for each in changes if each.attempt is attempt)


def _change_line(opened: OpenInterview, change: AnswerChange) -> Content:
    ask = opened.script.question_by_id[change.after.question].ask
    before, after = recorded_words(opened, change.before), recorded_words(opened, change.after)
    return one_line(f"  then changed: {ask} ", MUTED) + before + plain(" → ", MUTED) + after


def _attempt_line(opened: OpenInterview, attempt: Steered) -> Content:
    """Say when a steering script was tried, with whom, and how it was taken."""
    note = f"  “{attempt.note}”" if attempt.note else ""
    tried = f"{day(opened, attempt.on)} · script {attempt.script} · {attempt.with_whom} · "
    return one_line(tried) + REACTIONS[attempt.reaction.value].content() + one_line(note, "italic")


def plan_line(opened: OpenInterview, plan: Planned) -> Content:
    """Say what was agreed, and whether its day is past."""
    agreed = f"{plan.owner}, by {day(opened, plan.due)}, agreed by {plan.agreed_by}"
    overdue = plain("  OVERDUE", "bold $text-error") if plan.due < opened.assessment.as_of else Content()
    return one_line(f"Plan: {plan.text or 'agreed'} ({agreed})") + overdue


def _set_aside_line(opened: OpenInterview, flag: Flag) -> Content:
    aside = flag.set_aside
    if aside is None:
        return Content()
    said_on = day(opened, aside.at.date())
    if aside.choice is Postponement.DOES_NOT_APPLY:
        return one_line(f"Does not apply here, said on {said_on}: {aside.reason}", MUTED)
    return Content() if flag.attempts else one_line(f"Put off on {said_on}.", MUTED)


def _all_attempts(opened: OpenInterview, flag: Flag) -> Sequence[Steered]:
    return (*opened.interview.past_attempts.get(flag.id, ()), *flag.attempts)


def _cleared_row(opened: OpenInterview, flag: Flag) -> Row:
    state = FLAG_STATES[flag.state.value]
    attempts = _all_attempts(opened, flag)
    lead = one_line(flag.rule.title) + plain(f"   {state.word}", MUTED)
    return signed(state, paragraph([lead, *_attempt_lines(opened, attempts)]))


def order_taking_rows(opened: OpenInterview) -> Iterator[Row]:
    """Say how much was only written down, and name the steering panels that nobody touched."""
    taking = opened.assessment.order_taking
    if not taking.raised:
        return
    yield title("ORDER TAKING", "for you only")
    yield says(plain(str(taking), MUTED))
    untouched = left_untouched(opened.assessment)
    if untouched:
        yield says(plain("Nobody has tried, or said why not:", MUTED))
    for flag in untouched:
        severity = SEVERITIES[flag.rule.severity.value]
        yield signed(severity, one_line(flag.rule.title), key=key_of(FLAG, flag.id, "untouched"))
