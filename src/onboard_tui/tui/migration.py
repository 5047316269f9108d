"""The rows that say what a newer script would change in an interview; for the seller only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.contract.since import How
from onboard_tui.deal.words import number_of
from onboard_tui.interview.fill import filled
from onboard_tui.interview.migration import AnswerFate
from onboard_tui.interview.values import display
from onboard_tui.tui.judgement.lines import paragraph, says, signed, title
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import (
    ANSWER_FATES,
    ANSWER_STATES,
    CLAUSE_MARKS,
    FLAG_STATES,
    NOTHING,
    SEVERITIES,
    Sign,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.since import ChangedSection
    from onboard_tui.interview.migration import MovedAnswer
    from onboard_tui.script.model import Script
    from onboard_tui.script.scope import FlagState
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.script_in_hand import MigrationPreview, MovedFlag

LEFT_OUT = Sign("-", "left out", MUTED)


def migration_rows(preview: MigrationPreview) -> Iterator[Row]:
    """Give what a move would change, what has to be known first; the answers that stay as they are come last."""
    before, after = preview.before.script, preview.after.script
    yield says(plain(f"From version {before.version} to version {after.version}. {_counts(preview)}."))
    for fate in (AnswerFate.ASK_AGAIN, AnswerFate.RETIRED, AnswerFate.RENAMED):
        yield from _answers(preview, fate)
    if preview.new_questions:
        yield title(f"NEW QUESTIONS · {len(preview.new_questions)}")
    for question in preview.new_questions:
        yield signed(ANSWER_STATES["not_asked"], one_line(filled(question.ask, preview.after.standing)))
    if preview.flags:
        yield title(f"FLAGS · {len(preview.flags)}")
    for flag in preview.flags:
        yield _flag(flag)
    yield from _no_more(preview)
    yield from _ladders(preview)
    yield from _verdict(preview)
    yield from _contract(preview)
    yield from _answers(preview, AnswerFate.KEPT)


def _counts(preview: MigrationPreview) -> str:
    if not preview.answers:
        return "Nothing is answered yet"
    counted = ((fate, len(preview.with_fate(AnswerFate(fate)))) for fate in ANSWER_FATES)
    said = ", ".join(f"{count} {ANSWER_FATES[fate].word}" for fate, count in counted if count)
    return f"Of {number_of(len(preview.answers), 'answer')}: {said}"


def _answers(preview: MigrationPreview, fate: AnswerFate) -> Iterator[Row]:
    answers = preview.with_fate(fate)
    sign = ANSWER_FATES[fate.value]
    if answers:
        yield title(f"{sign.word.upper()} · {len(answers)}")
    for each in answers:
        now, there = (
            (each.question, preview.before) if each.successor is None else (each.successor, preview.after)
        )
        words = [
            one_line(filled(now.ask, there.standing), MUTED),
            _said(each, preview.before.script),
            one_line(each.why, MUTED),
        ]
        tail = f"{each.question.id} → {now.id}" if fate is AnswerFate.RENAMED else each.question.id
        yield signed(sign, paragraph(words), tail=plain(tail, MUTED))


def _said(answer: MovedAnswer, script: Script) -> Content:
    recorded = answer.recorded
    if recorded.value is None:
        return plain(ANSWER_STATES[recorded.state.value].word)
    return one_line(display(answer.question, recorded.value, script), "bold")


def _flag(flag: MovedFlag) -> Row:
    tail = _state(flag.before) + plain(" → ", MUTED) + _state(flag.after)
    return signed(SEVERITIES[flag.rule.severity.value], one_line(flag.rule.title), tail=tail)


def _state(state: FlagState | None) -> Content:
    if state is None:
        return plain(NOTHING, MUTED)
    sign = FLAG_STATES[state.value]
    return Content.styled(sign.word, sign.style)


def _no_more(preview: MigrationPreview) -> Iterator[Row]:
    if preview.dealings:
        yield title(f"COUNTS NO MORE, AS ITS FLAG IS GONE · {len(preview.dealings)}")
    for each in preview.dealings:
        tail = plain(preview.dealing_words(each), MUTED)
        yield signed(ANSWER_FATES["retired"], one_line(each.flag.title), tail=tail)


def _ladders(preview: MigrationPreview) -> Iterator[Row]:
    if preview.ladders:
        yield title(f"RELATIONSHIP · {len(preview.ladders)}")
    for each in preview.ladders:
        yield says(one_line(f"{each.ladder.title}: {each.words}"))


def _verdict(preview: MigrationPreview) -> Iterator[Row]:
    yield title("VERDICT")
    same = preview.before.verdict.words == preview.after.verdict.words
    yield says(plain(f"It stays at {preview.verdict_words}." if same else preview.verdict_words))


def _contract(preview: MigrationPreview) -> Iterator[Row]:
    if preview.no_contract:
        yield title("CONTRACT")
        yield says(plain(f"It cannot be drafted then: {preview.no_contract}", "$text-error"))
    elif preview.clauses:
        yield title(f"CONTRACT · {number_of(len(preview.clauses), 'place')} would read differently")
    for each in preview.clauses:
        yield _clause(each)


def _clause(section: ChangedSection) -> Row:
    sign = LEFT_OUT if section.how is How.LEFT_OUT else CLAUSE_MARKS[section.how.value]
    number = f"{section.number} " if section.number else ""
    return signed(sign, one_line(f"{number}{section.title}"), tail=plain(sign.word, MUTED))
