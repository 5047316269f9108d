"""The few shapes that the parts of an interview's record are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import Align, Cell, Heading, Run, RunKind, Table
from onboard_tui.deal.days import written
from onboard_tui.export.record_answers import asked, said
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from onboard_tui.deal.assessment import Assessment

SEPARATOR: Final = " \u00b7 "


def heading(heading_id: str, words: str) -> Heading:
    """Give a heading that carries no number."""
    return Heading(heading_id, 1, "", (Run(words),))


def plain(words: str) -> Cell:
    """Give words of ours as a cell."""
    return (Run(words),)


def told(words: str) -> Cell:
    """Give a person's words as a cell."""
    return (Run(words, RunKind.ANSWER),)


def computed(words: str) -> Cell:
    """Give what was worked out as a cell."""
    return (Run(words, RunKind.COMPUTED),)


def day_of(assessment: Assessment, day: date | None) -> str:
    """Write a day in the language of the script; nothing where there is none."""
    return "" if day is None else written(assessment, day)


def facts(head: tuple[str, str], rows: Iterable[tuple[str, Cell]]) -> Table:
    """Give a table of names with what is known of them; what says nothing is left out."""
    kept = tuple((plain(name), cell) for name, cell in rows if any(run.text for run in cell))
    return Table(tuple(map(plain, head)), kept, (Align.LEFT, Align.LEFT))


def listing(head: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> Table:
    """Give a table with every column on the left."""
    return Table(tuple(map(plain, head)), tuple(rows), (Align.LEFT,) * len(head))


def reasons(assessment: Assessment, questions: Iterable[str]) -> Cell:
    """Give the answers behind something, each under its question; what does not apply is left out."""
    runs: list[Run] = []
    for question_id in questions:
        if assessment.standing.state(question_id) is not AnswerState.NOT_APPLICABLE:
            question = assessment.script.question_by_id[question_id]
            runs += [Run(SEPARATOR)] if runs else []
            runs += [*asked(assessment, question), Run(" \u2013 "), *said(assessment, question)]
    return tuple(runs)
