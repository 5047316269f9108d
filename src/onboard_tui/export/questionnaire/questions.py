"""The conversations of an interview on paper: every question, when it is asked, and room for the answer."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading, PageBreak, Paragraph, Run, Title
from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.words import listed, number_of
from onboard_tui.export.questionnaire.answers import room_for_answer, way_to_answer
from onboard_tui.export.questionnaire.shown import IN_SOME_CASES, ours
from onboard_tui.export.record_blocks import SEPARATOR, facts, heading, plain
from onboard_tui.interview.fill import with_blanks
from onboard_tui.script.value_words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.export.questionnaire.shown import Shown
    from onboard_tui.script.model import Default, Pass, Question


def conversation_blocks(shown: Shown) -> Iterator[Block]:
    """Give every conversation, each on pages of its own."""
    for number, (each, asked) in enumerate(shown.passes):
        if number:
            yield PageBreak()
        yield Title((Run(each.title),))
        yield Paragraph((Run(_about(each, asked, shown)),))
        for section, group in groupby(asked, key=lambda question: question.section):
            yield from _section(section, list(group), shown)


def _about(each: Pass, asked: Sequence[Question], shown: Shown) -> str:
    """Say whom a conversation is held with, and how many questions it has."""
    count = number_of(len(asked), "question")
    said = f"With {each.with_whom}. {count}" if each.with_whom and not each.private else count
    if shown.coach and each.max_customer_questions is not None:
        said += f"; it should ask the customer no more than {each.max_customer_questions}"
    return f"{said}."


def _section(section_id: str, asked: Sequence[Question], shown: Shown) -> Iterator[Block]:
    section = shown.script.section_by_id[section_id]
    first = asked[0].id
    yield heading(f"section_{section_id}_{first}", section.title)
    if section.say and (shown.coach or any(not ours(question) for question in asked)):
        yield Paragraph((Run(quoted(section.say), italic=True),))
    for question in asked:
        yield from _question(question, shown)


def _question(question: Question, shown: Shown) -> Iterator[Block]:
    """Give one question: its words, when it is asked, how to answer it, and with coaching what to know."""
    words = (Run(shown.words(question)), *((Run(" (private)"),) if question.private else ()))
    yield Heading(f"question_{question.id}", 2, shown.numbers[question.id], words)
    if question.when is not None:
        condition = shown.condition(question.when)
        when = f"if {condition}" if condition else IN_SOME_CASES
        yield Paragraph((Run("Asked ", bold=True), Run(f"{when}.")), leads_on=True)
    yield Paragraph((Run(" ".join(_remarks(question, shown)), italic=True),), leads_on=True)
    yield from room_for_answer(question, shown)
    if shown.coach:
        yield facts(("", ""), ((name, plain(words)) for name, words in _coaching(question, shown)))


def _remarks(question: Question, shown: Shown) -> Iterator[str]:
    """Say how to answer a question, and what hangs on it."""
    yield way_to_answer(question, shown)
    for rule in question.validations:
        if (said := shown.condition(rule.that, {question.id: "the answer"})) is not None:
            yield f"It has to be so that {said}."
    if question.required:
        yield "Required."
    if question.gate:
        yield "Needed before we can go ahead."
    fed = dict.fromkeys(shown.parts[each] for each in question.feeds if each in shown.parts)
    if fed:
        yield f"Goes into the paper under {listed(map(quoted, fed))}."
    if shown.coach:
        yield from _for_the_seller(question, shown)


def _for_the_seller(question: Question, shown: Shown) -> Iterator[str]:
    """Say where an answer is suggested from, what locks it, and the name that commands and scripts use."""
    if question.carry:
        yield "Suggested from the customer's last interview."
    if question.default is not None:
        yield f"Suggested: {_suggested(question, question.default, shown)}."
    if question.locked_by is not None:
        yield f"Write it down before you ask question {shown.numbers[question.locked_by]}: then it is locked."
    yield f"Id: {question.id}."


def _coaching(question: Question, shown: Shown) -> Iterator[tuple[str, str]]:
    """Give what only the seller sees beside a question."""
    coach = question.coach
    yield "Know before", coach.know
    yield "Why ask", coach.why
    yield "Good to hear", coach.good
    yield "Bad to hear", coach.bad
    attempts = (quoted(with_blanks(each, shown.script)) for each in coach.steer)
    yield "Steer", " \u2013 then: ".join(attempts)
    behind = dependencies_of(shown.script).behind
    flags = [flag for flag in shown.script.flags if question.id in behind(flag.raise_when)]
    yield "Red flags", SEPARATOR.join(f"{flag.title} ({flag.severity.value})" for flag in flags)


def _suggested(question: Question, default: Default, shown: Shown) -> str:
    """Say what is suggested: an option by its text, anything else as it was written or worked out."""
    if default.expression is not None:
        return shown.condition(default.expression) or ""
    option = question.option(default.literal or "")
    return quoted(option.text) if option else default.literal or ""
