"""The kinds of rows that every part of the judgement is made of, and the keys that say what a row is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from onboard_tui.deal.ages import age_of
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from onboard_tui.interview.entries import Recorded
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.signs import Sign
    from onboard_tui.workspace.open_interview import OpenInterview

FLAG: Final = "flag"
QUESTION: Final = "question"
RULE: Final = "rule"
LADDER: Final = "ladder"
DECISION: Final = "decision"
OUTCOME: Final = "outcome"
COST: Final = "cost"
RULES: Final = "rules"
CLEAR: Final = "clear"
TOLD: Final = "told"
MORE: Final = "more"
TITLE: Final = "title"
"""What a row is for: the first part of its key."""
UNFOLDS: Final = frozenset({RULES, RULE, CLEAR, TOLD, MORE})
"""Rows that say more once they are chosen: the rules that did not hold, one of them, the flags that are not raised, one of
those, and what is left of many rows."""
MOST_AT_ONCE: Final = 6
"""How many of many rows are shown at first."""


def key_of(kind: str, name: str, where: str = "") -> str:
    """Make the key of a row; `where` tells it from others for the same thing: `question:keys:gate`."""
    return ":".join(part for part in (kind, name, where) if part)


def title(words: str, how: str = "") -> Row:
    """Give the heading of a part, with a blank line above it; `how` says what to press there."""
    heading = plain(f"\n{words}", "bold $accent") + plain(f"   {how}" if how else "", MUTED)
    return Row(TITLE, Content(" "), heading, choosable=False)


def says(words: Content) -> Row:
    """Give a row that only says something."""
    return Row("", Content(" "), words, choosable=False)


def signed(sign: Sign, words: Content, *, key: str = "", tail: Content | None = None) -> Row:
    """Give a row behind a sign; without a key the cursor does not stop at it."""
    lead = Content(" ") + sign.sign() + Content(" ")
    return Row(key, lead, words, tail or Content(), choosable=bool(key))


def leads_on(key: str, words: Content, *, unfolded: bool = False, tail: Content | None = None) -> Row:
    """Give a row that opens something."""
    return Row(key, Content.styled(" ▾ " if unfolded else " ▸ ", "$accent"), words, tail or Content())


def first_few(seen: Seen, name: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Give rows; where they are many, most of them only once they are asked for."""
    more = len(rows) - MOST_AT_ONCE
    key = key_of(MORE, name)
    unfolded = key in seen.unfolded
    yield from rows if unfolded or more < 2 else rows[:MOST_AT_ONCE]
    if more >= 2:
        yield leads_on(key, plain("Fewer" if unfolded else f"{more} more", MUTED), unfolded=unfolded)


def paragraph(lines: Iterable[Content]) -> Content:
    """Put lines under each other, leaving out those that say nothing."""
    return Content("\n").join(line for line in lines if line)


def answer_row(opened: OpenInterview, question_id: str, where: str) -> Row:
    """Give an answer under its question; the key says in which list it stands, for it may stand in two."""
    ask = one_line(opened.script.question_by_id[question_id].ask, MUTED)
    return signed(
        _sign(opened, question_id),
        Content("\n").join([ask, said(opened, question_id).stylize("bold") + age_said(opened, question_id)]),
        key=key_of(QUESTION, question_id, where),
    )


def question_row(opened: OpenInterview, question_id: str, where: str) -> Row:
    """Give a question that is to be asked."""
    ask = one_line(opened.script.question_by_id[question_id].ask)
    return signed(_sign(opened, question_id), ask, key=key_of(QUESTION, question_id, where))


def answer_line(opened: OpenInterview, question_id: str) -> Content:
    """Give a question and its answer on one line."""
    ask = one_line(f"{opened.script.question_by_id[question_id].ask} ", MUTED)
    return ask + said(opened, question_id) + age_said(opened, question_id)


def age_said(opened: OpenInterview, question_id: str) -> Content:
    """Say how old an answer is that is from before the deal was taken up again."""
    age = age_of(opened.assessment, question_id)
    return plain(f"   {age}", f"not bold {MUTED}") if age else Content()


def said(opened: OpenInterview, question_id: str) -> Content:
    """Give an answer in words, or why there is none."""
    recorded = opened.standing.recorded(question_id)
    if not is_answered(opened, question_id) or recorded is None:
        return plain(ANSWER_STATES[opened.standing.state(question_id).value].word)
    return recorded_words(opened, recorded)


def recorded_words(opened: OpenInterview, recorded: Recorded) -> Content:
    """Give what was recorded in words: the value, or why there is none."""
    if recorded.value is None:
        return plain(ANSWER_STATES[recorded.state.value].word)
    return one_line(display(opened.script.question_by_id[recorded.question], recorded.value, opened.script))


def is_answered(opened: OpenInterview, question_id: str) -> bool:
    """Whether a question has a value."""
    return opened.standing.state(question_id) is AnswerState.ANSWERED


def day(opened: OpenInterview, when: date) -> str:
    """Write a day in the script's language."""
    return notation_for(opened.script.language).date(when)


def _sign(opened: OpenInterview, question_id: str) -> Sign:
    return ANSWER_STATES[opened.standing.state(question_id).value]
