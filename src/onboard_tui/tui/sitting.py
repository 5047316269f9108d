"""The rows that sum up a sitting: what was left untouched, what happened, and what is to be done; for the seller only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.words import number_of
from onboard_tui.interview.values import display
from onboard_tui.script.model import HEAVIEST_FIRST
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.judgement.lines import FLAG, QUESTION, key_of, paragraph, says, signed, title
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, FLAG_STATES, REACTIONS, SEVERITIES
from onboard_tui.tui.when_due import when_due
from onboard_tui.tui.words import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onboard_tui.deal.answer_changes import AnswerChange
    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.session import SessionSummary
    from onboard_tui.interview.dealings import FollowUpSet
    from onboard_tui.interview.entries import Recorded, Steered
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview

WITHOUT_AN_ANSWER = {
    AnswerState.DONT_KNOW: "they do not know",
    AnswerState.DECLINED: "they would not say",
    AnswerState.LATER: "put off",
}
"""How questions that have no answer are counted."""


def sitting_rows(opened: OpenInterview, since: int) -> list[Row]:
    """Sum up what happened since the log had so many entries; nothing where nothing did and nothing is left."""
    summary = opened.session(since)
    return [
        *_untouched(summary),
        *_recorded(summary),
        *_flags("RAISED", summary.raised),
        *_flags("CLEARED", summary.cleared),
        *_attempts(opened, summary.attempts),
        *_changed(opened, summary.changed_by_attempts),
        *_set(opened, summary.follow_ups),
        *_order_taking(summary),
    ]


def _untouched(summary: SessionSummary) -> Iterator[Row]:
    if summary.untouched:
        yield title(f"NOT STEERED YET · {len(summary.untouched)}", "enter opens the words")
    for flag in heaviest_first(summary.untouched):
        severity = SEVERITIES[flag.rule.severity.value]
        tail = Content.styled(severity.word, MUTED)
        yield signed(severity, one_line(flag.rule.title), key=key_of(FLAG, flag.id), tail=tail)


def _recorded(summary: SessionSummary) -> Iterator[Row]:
    if summary.recorded:
        yield title("RECORDED")
        yield says(plain(f"{', '.join(recorded_words(summary.recorded, summary.changed))}."))


def recorded_words(recorded: Iterable[Recorded], changed: Iterable[AnswerChange]) -> Iterator[str]:
    """Count what was recorded: the answers, what they do not know and the like, and how many changed."""
    states = [each.state for each in recorded]
    answered = states.count(AnswerState.ANSWERED)
    if answered:
        yield number_of(answered, "answer")
    for state, words in WITHOUT_AN_ANSWER.items():
        if state in states:
            yield f"{states.count(state)} {words}"
    differ = len({each.after.question for each in changed})
    if differ:
        yield f"{differ} of them changed"


def _flags(what: str, flags: tuple[Flag, ...]) -> Iterator[Row]:
    if flags:
        yield title(f"{what} · {len(flags)}")
    for flag in heaviest_first(flags):
        state = FLAG_STATES[flag.state.value]
        key = key_of(FLAG, flag.id, "raised") if flag.raised else ""
        yield signed(
            SEVERITIES[flag.rule.severity.value], one_line(flag.rule.title), key=key, tail=state.content()
        )


def _attempts(opened: OpenInterview, attempts: tuple[Steered, ...]) -> Iterator[Row]:
    if attempts:
        yield title(f"STEERED · {len(attempts)}")
    for attempt in attempts:
        reaction = REACTIONS[attempt.reaction.value]
        note = one_line(f"  “{attempt.note}”", "italic") if attempt.note else Content()
        words = one_line(opened.script.flag_by_id[attempt.flag].title) + one_line(
            f" · {attempt.with_whom}", MUTED
        )
        yield signed(reaction, words + note, tail=Content.styled(reaction.word, reaction.style))


def _changed(opened: OpenInterview, changes: tuple[AnswerChange, ...]) -> Iterator[Row]:
    if changes:
        yield title(f"CHANGED BECAUSE OF AN ATTEMPT · {len(changes)}")
    for change in changes:
        asked = filled(opened.script.question_by_id[change.after.question].ask, opened).plain
        now = one_line(f"{said(opened, change.before)}  →  ") + one_line(said(opened, change.after), "bold")
        state = ANSWER_STATES[change.after.state.value]
        yield signed(
            state,
            paragraph([one_line(asked, MUTED), now]),
            key=key_of(QUESTION, change.after.question, "changed"),
        )


def said(opened: OpenInterview, recorded: Recorded) -> str:
    """Give an answer as it was recorded then, or why there was none."""
    if recorded.value is None:
        return ANSWER_STATES[recorded.state.value].word
    return display(opened.script.question_by_id[recorded.question], recorded.value, opened.script)


def _set(opened: OpenInterview, follow_ups: tuple[FollowUpSet, ...]) -> Iterator[Row]:
    if follow_ups:
        yield title(f"TO BE FOLLOWED UP · {len(follow_ups)}")
    for each in follow_ups:
        when = when_due(each.due, opened.assessment.as_of)
        words = one_line(each.text) + one_line(f" · {each.side.value} · {each.who}", MUTED)
        key = key_of(QUESTION, each.about, each.id) if each.about else ""
        yield signed(when, words, key=key, tail=Content.styled(when.word, when.style))


def _order_taking(summary: SessionSummary) -> Iterator[Row]:
    if summary.order_taking.raised:
        yield title("ORDER TAKING", "for you only")
        yield says(plain(str(summary.order_taking), MUTED))


def heaviest_first(flags: Iterable[Flag]) -> list[Flag]:
    """Put blockers before majors before minors."""
    return sorted(flags, key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity))
