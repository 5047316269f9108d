"""The rows of the review: each answer under its question, with where it comes from and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.ages import age_of
from onboard_tui.interview.entries import Source
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.advice import pair_lines
from onboard_tui.tui.plain import FAINT, MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, GUESS, SOURCES
from onboard_tui.tui.when_due import when_due
from onboard_tui.tui.widgets.rows import Row
from onboard_tui.tui.words import filled, for_the_seller_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.interview.entries import Recorded
    from onboard_tui.script.model import Question
    from onboard_tui.workspace.open_interview import OpenInterview

LONGEST_ANSWER = 600
"""Characters of an answer that are shown; the question itself shows all of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which answers the screen shows."""

    title: str
    fits: Callable[[AnswerState, Recorded | None, bool], bool]
    """Told by an answer's state, what is recorded, and whether something about it is to be followed up."""


def _is_guess(recorded: Recorded | None) -> bool:
    return recorded is not None and recorded.source is Source.OUR_GUESS


_WITHOUT_A_VALUE = frozenset({AnswerState.DONT_KNOW, AnswerState.DECLINED})

FILTERS = (
    Shown("all answers", lambda _state, _recorded, _followed: True),
    Shown("still open", lambda state, _recorded, _followed: state is AnswerState.NOT_ASKED),
    Shown(
        "our guesses",
        lambda state, recorded, _followed: state is AnswerState.ANSWERED and _is_guess(recorded),
    ),
    Shown("don't know and would not say", lambda state, _recorded, _followed: state in _WITHOUT_A_VALUE),
    Shown("later", lambda state, _recorded, _followed: state is AnswerState.LATER),
    Shown("follow-ups", lambda _state, _recorded, followed: followed),
)
"""What a key goes through, in this order."""


def review_rows(opened: OpenInterview, chosen: Shown, *, shared: bool) -> Iterator[Row]:
    """Give the answers by section, each section under its title."""
    first = True
    for section in opened.script.sections:
        rows = [
            review_row(opened, question, shared=shared)
            for question in opened.script.questions
            if question.section == section.id
            and not (shared and for_the_seller_only(question))
            and _fits(opened, question, chosen)
        ]
        if rows:
            before = "" if first else "\n"
            title = plain(f"{before}{section.title.upper()}", "bold $accent")
            yield Row(f"section:{section.id}", Content(" "), title, choosable=False)
            yield from rows
            first = False


def _fits(opened: OpenInterview, question: Question, chosen: Shown) -> bool:
    state = opened.standing.state(question.id)
    if state is AnswerState.NOT_APPLICABLE and opened.standing.kept_aside(question.id) is None:
        return False
    followed = bool(followed_up(opened, question.id))
    return chosen.fits(state, opened.interview.current.get(question.id), followed)


def followed_up(opened: OpenInterview, question_id: str) -> list[FollowUp]:
    """Give what is to be followed up about a question, or about a flag that its answer raises."""
    flags = opened.assessment.flag_by_id
    return [
        each
        for each in opened.assessment.follow_ups
        if each.about == question_id or (each.about in flags and question_id in flags[each.about].because)
    ]


def review_row(opened: OpenInterview, question: Question, *, shared: bool) -> Row:
    """Give one question with its answer; grey where it no longer applies."""
    state = opened.standing.state(question.id)
    aside = opened.standing.kept_aside(question.id)
    recorded = aside or opened.interview.current.get(question.id)
    if shared:
        question, recorded = _for_the_customer(question, recorded)
    asked = filled(question.ask, opened, shared=shared).plain
    lines = [one_line(asked, MUTED), _answer(opened, question, recorded, state)]
    if recorded is not None and not shared:
        if recorded.value is not None and aside is None:
            lines[-1] += _source(recorded)
        if recorded.quote:
            lines.append(plain(f"“{recorded.quote}”", "italic"))
        if recorded.note:
            lines.append(plain(f"note: {recorded.note}", MUTED))
    if not shared:
        lines += _what_came_of_it(opened, question.id)
    body = Content("\n").join(lines)
    if aside is not None:
        body = plain(body.plain, FAINT)
    return Row(question.id, Content(" ") + ANSWER_STATES[state.value].sign() + Content(" "), body)


def _what_came_of_it(opened: OpenInterview, question_id: str) -> Iterator[Content]:
    """Say how old the answer is, whether steering changed it, what we advised, and what is to be followed up."""
    age = age_of(opened.assessment, question_id)
    if age:
        yield plain(f"{age}, from before it was reopened", "$text-warning")
    recorded = opened.standing.recorded(question_id)
    if recorded is not None and recorded.by_attempt:
        yield one_line(f"changed after {_attempt(opened, recorded.by_attempt)}", "$text-success")
    advice = opened.interview.dealings.advice_by_question.get(question_id)
    if advice is not None:
        yield from pair_lines(advice)
    for each in followed_up(opened, question_id):
        when = when_due(each.due, opened.assessment.as_of)
        yield (
            when.content()
            + one_line(f": {each.what}")
            + one_line(f" · {each.side.value} · {each.who}", MUTED)
        )


def _attempt(opened: OpenInterview, attempt_id: str) -> str:
    """Name an attempt by its number and with whom it was made."""
    made = (*opened.interview.attempts.values(), *opened.interview.past_attempts.values())
    for attempts in made:
        for number, attempt in enumerate(attempts, 1):
            if attempt.id == attempt_id:
                return f"attempt {number} with {attempt.with_whom}"
    return "an attempt"


def _for_the_customer(question: Question, recorded: Recorded | None) -> tuple[Question, Recorded | None]:
    """Leave out the seller's columns of a table, and who of ours finds out what was parked."""
    columns = tuple(column for column in question.columns if not column.private)
    return replace(question, columns=columns), recorded and replace(recorded, owner="", until=None)


def _answer(
    opened: OpenInterview, question: Question, recorded: Recorded | None, state: AnswerState
) -> Content:
    if state is AnswerState.NOT_APPLICABLE:
        kept = _words(opened, question, recorded)
        return plain(f"{kept}   (kept aside: the question does not apply now, and this counts nowhere)")
    if recorded is None or recorded.value is None:
        owner = f", {recorded.owner}" if recorded and recorded.owner else ""
        until = f", by {_day(opened, recorded.until)}" if recorded and recorded.until else ""
        return plain(f"{ANSWER_STATES[state.value].word}{owner}{until}", MUTED)
    return plain(_words(opened, question, recorded), "bold")


def _day(opened: OpenInterview, day: date) -> str:
    return notation_for(opened.script.language).date(day)


def _words(opened: OpenInterview, question: Question, recorded: Recorded | None) -> str:
    words = display(question, recorded.value if recorded else None, opened.script)
    return words if len(words) <= LONGEST_ANSWER else f"{words[:LONGEST_ANSWER]}…"


def _source(recorded: Recorded) -> Content:
    """Say where an answer comes from, and who said it, unless that is the customer and no more is known."""
    if recorded.source is Source.CUSTOMER_SAID:
        return one_line(f"   {recorded.said_by}", MUTED) if recorded.said_by else Content()
    sign = GUESS if recorded.source is Source.OUR_GUESS else SOURCES[recorded.source.value]
    who = one_line(f", {recorded.said_by}", MUTED) if recorded.said_by else Content()
    return Content("   ") + sign.content().stylize_before(MUTED) + who
