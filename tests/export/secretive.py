"""Scripts in which every text that is for the seller alone gives itself away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.export.questionnaire.shown import ours
from onboard_tui.script.model import Coach, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.script.model import Column, FlagRule, Ladder, Option, Question, Script

SECRET = "SECRET"  # noqa: S105 - a word to look for, no password


def secretive(script: Script) -> Script:
    """Give a script with a word of its own in everything that a customer must not see."""
    return replace(
        script,
        purpose=f"{SECRET} purpose",
        questions=tuple(map(_question, script.questions)),
        flags=tuple(map(_flag, script.flags)),
        ladders=tuple(map(_ladder, script.ladders)),
    )


def secrets_of(script: Script) -> Iterator[str]:
    """Give every text with that word."""
    yield script.purpose
    for question in script.questions:
        coach = question.coach
        yield from (coach.know, coach.why, coach.good, coach.bad, *coach.steer)
        options = [option.text for option in question.options]
        columns = [column.text for column in question.columns]
        yield from (text for text in (question.ask, *options, *columns) if text.startswith(SECRET))
    for flag in script.flags:
        yield from (flag.title, flag.why, flag.steer, flag.clears, flag.mitigation, *flag.sources)
    for ladder in script.ladders:
        yield from (
            ladder.title,
            *(rung.name for rung in ladder.rungs),
            *(fact.text for fact in ladder.facts),
        )


def _question(question: Question) -> Question:
    coach = Coach(
        know=f"{SECRET} know {question.id}",
        why=f"{SECRET} why {question.id}",
        good=f"{SECRET} good {question.id}",
        bad=f"{SECRET} bad {question.id}",
        steer=tuple(f"{SECRET} steer {number} {question.id}" for number in (1, 2)),
    )
    mine = ours(question)
    return replace(
        question,
        coach=coach,
        ask=f"{SECRET} {question.ask}" if mine else question.ask,
        options=tuple(_option(each, mine=mine) for each in question.options),
        columns=tuple(_column(each, mine=mine) for each in question.columns),
    )


def _option(option: Option, *, mine: bool) -> Option:
    return replace(option, text=f"{SECRET} {option.text}" if mine else option.text, mark=Mark.WATCH)


def _column(column: Column, *, mine: bool) -> Column:
    return replace(column, text=f"{SECRET} {column.text}") if mine or column.private else column


def _flag(flag: FlagRule) -> FlagRule:
    return replace(
        flag,
        title=f"{SECRET} {flag.title}",
        why=f"{SECRET} why {flag.id}",
        steer=f"{SECRET} steer {flag.id}",
        clears=f"{SECRET} clears {flag.id}",
        mitigation=f"{SECRET} plan {flag.id}",
        sources=(f"{SECRET} source {flag.id}",),
    )


def _ladder(ladder: Ladder) -> Ladder:
    return replace(
        ladder,
        title=f"{SECRET} {ladder.title}",
        rungs=tuple(replace(each, name=f"{SECRET} {each.name}") for each in ladder.rungs),
        facts=tuple(replace(each, text=f"{SECRET} {each.text}") for each in ladder.facts),
    )
