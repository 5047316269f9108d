"""Moving an interview to another version of its script: what becomes of every answer, before anything is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import value_of
from onboard_tui.interview.entries import Cleared, Migrated, Recorded, Typed
from onboard_tui.interview.rules import broken_rule
from onboard_tui.interview.standing import cleared_by, stand
from onboard_tui.interview.values import option_text
from onboard_tui.script.model import CHOICES, TEXTS, QuestionType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from onboard_tui.interview.interview import Interview
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Column, Question, Script
    from onboard_tui.script.scope import Row, Value


class AnswerFate(StrEnum):
    """What becomes of an answer."""

    KEPT = "kept"
    RENAMED = "renamed"
    """It goes on under the question's new id."""
    ASK_AGAIN = "ask_again"
    """It does not fit the question any more, or would mean something else."""
    RETIRED = "retired"
    """Its question is gone; it stays in history, and counts for nothing."""


@dataclass(frozen=True, slots=True)
class MovedAnswer:
    """An answer that is recorded, and what becomes of it."""

    recorded: Recorded
    question: Question
    """As it is asked until then."""
    successor: Question | None
    """As it is asked from then on."""
    fate: AnswerFate
    why: str = ""
    """A sentence, or nothing where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Migration:
    """Everything that a move to another script would do to an interview; nothing of it is recorded."""

    before: Interview
    after: Interview
    """With `entries` in its log."""
    entries: tuple[Migrated | Cleared, ...]
    answers: tuple[MovedAnswer, ...]
    """In the order of the script until then."""
    new_questions: tuple[Question, ...]
    """In the order of the script from then on."""

    @property
    def move(self) -> Migrated:
        """The entry that says how the interview moved."""
        return next(entry for entry in self.entries if isinstance(entry, Migrated))


def migration(
    interview: Interview,
    script: Script,
    as_of: date,
    *,
    stamp: Mapping[str, Any],
    new_id: Callable[[], str],
) -> Migration:
    """Work out what a move to another script would do, as of a day.

    `stamp` gives the id and the time of the entry that says so.
    """
    comparison = _Comparison(interview, script)
    before = stand(interview, as_of)
    unfit = dict(comparison.unfit())
    tried = interview.moved_to(script, comparison.move(stamp, unfit))
    unfit |= comparison.breaking_rules(stand(tried, as_of), unfit)
    move = comparison.move(stamp, unfit)
    moved = interview.moved_to(script, move)
    cleared = cleared_by(before, moved, (move,), new_id=new_id)
    return Migration(
        before=interview,
        after=moved.with_entries(*cleared),
        entries=(move, *cleared),
        answers=tuple(comparison.answers(unfit, {entry.question for entry in cleared})),
        new_questions=comparison.new_questions,
    )


class _Comparison:
    """Two scripts, and an interview that is run with the first of them."""

    def __init__(self, interview: Interview, script: Script) -> None:
        self._interview = interview
        self._before = interview.script
        self._after = script

    @cached_property
    def successors(self) -> Mapping[str, Question]:
        """What each question of the first script is in the second: the one of the same id, else the one that was it.

        Of several ids that a question had, the newest that the first script asks counts.
        """
        asked, known = self._before.question_by_id, self._after.question_by_id
        renamed: dict[str, Question] = {}
        for question in self._after.questions:
            if question.id not in asked:
                was = next((each for each in question.was if each in asked and each not in known), None)
                if was is not None:
                    renamed.setdefault(was, question)
        found = ((each.id, known.get(each.id) or renamed.get(each.id)) for each in self._before.questions)
        return {question_id: successor for question_id, successor in found if successor is not None}

    @cached_property
    def new_questions(self) -> tuple[Question, ...]:
        """The questions of the second script that are none of the first."""
        old = {question.id for question in self.successors.values()}
        return tuple(question for question in self._after.questions if question.id not in old)

    def move(self, stamp: Mapping[str, Any], unfit: Mapping[str, str]) -> Migrated:
        """Give the entry of the move, for questions whose answers do not go on."""
        spoken_of = {
            entry.question: None
            for entry in self._interview.log
            if isinstance(entry, Recorded | Cleared | Typed)
        }
        return Migrated(
            **stamp,
            before=self._before.sha256,
            after=self._after.sha256,
            renamed={old: new.id for old, new in self.successors.items() if new.id != old},
            dropped=tuple(each for each in spoken_of if each in unfit or each not in self.successors),
        )

    def unfit(self) -> Iterator[tuple[str, str]]:
        """Give the questions whose answers do not go on although they are still asked, and why."""
        for question_id, successor in self.successors.items():
            question = self._before.question_by_id[question_id]
            recorded = self._interview.current.get(question_id)
            value = None if recorded is None else recorded.value
            why = self._other_meaning(question, successor)
            if not why and value is not None:
                why = self._no_longer_fits(question, successor, value)
            if why:
                yield question_id, why

    def breaking_rules(self, standing: Standing, unfit: Mapping[str, str]) -> dict[str, str]:
        """Give the questions whose answers, as they would stand after the move, break a rule of the second script."""
        found = {}
        for question_id, successor in self.successors.items():
            if question_id in self._interview.current and question_id not in unfit:
                broken = broken_rule(successor, standing)
                if broken is not None:
                    found[question_id] = broken
        return found

    def answers(self, unfit: Mapping[str, str], cleared: set[str]) -> Iterator[MovedAnswer]:
        """Give every answer with what becomes of it."""
        for question in self._before.questions:
            recorded = self._interview.current.get(question.id)
            if recorded is not None:
                successor = self.successors.get(question.id)
                yield MovedAnswer(
                    recorded, question, successor, *self._fate(question, successor, unfit, cleared)
                )

    def _fate(
        self, question: Question, successor: Question | None, unfit: Mapping[str, str], cleared: set[str]
    ) -> tuple[AnswerFate, str]:
        if successor is None:
            return AnswerFate.RETIRED, ""
        if question.id in unfit:
            return AnswerFate.ASK_AGAIN, unfit[question.id]
        if successor.id in cleared:
            return AnswerFate.RETIRED, "The question does not apply any more, and keeps no answer."
        reworded = self._same_language and self._named_anew(question.ask) != successor.ask
        why = "It is asked in other words now." if reworded else ""
        return (AnswerFate.KEPT if question.id == successor.id else AnswerFate.RENAMED), why

    def _named_anew(self, words: str) -> str:
        """Give words with the new ids of the answers that they put in."""
        for old, new in self.successors.items():
            words = words.replace(f"{{{old}}}", f"{{{new.id}}}")
        return words

    @property
    def _same_language(self) -> bool:
        return self._before.language == self._after.language

    def _other_meaning(self, question: Question, successor: Question) -> str:
        """Say why any answer to a question would mean something else now."""
        why = self._other_kind("The question", question, successor)
        if why:
            return why
        if self._same_language and question.unit != successor.unit:
            return f"It is counted in {successor.unit or 'nothing'} now, and was in {question.unit or 'nothing'}."
        before, after = ((each.min, each.max) for each in (question, successor))
        if question.type is QuestionType.SCALE and before != after:
            return (
                f"The scale goes from {after[0]} to {after[1]} now, and went from {before[0]} to {before[1]}."
            )
        return ""

    def _other_kind(self, what: str, asked: Question | Column, successor: Question | Column) -> str:
        kinds = {asked.type, successor.type}
        if len(kinds) > 1 and not kinds <= TEXTS:
            return f"{what} is of type {successor.type} now, and was of type {asked.type}."
        if asked.type is QuestionType.MONEY and self._before.currency != self._after.currency:
            return f"Amounts are in {self._after.currency} now, and were in {self._before.currency}."
        return ""

    def _no_longer_fits(self, question: Question, successor: Question, value: Value) -> str:
        """Say why an answer is none to the question as it is asked now."""
        given: object = value
        if question.type is QuestionType.TABLE and isinstance(value, tuple):
            given = rows = [_filled_in(row) for row in value if not isinstance(row, str)]
            why = self._other_columns(question, successor, rows)
        else:
            why = _other_options(question, successor, value)
        if not why:
            try:
                value_of(successor, given, self._after)
            except AnswerError as error:
                why = error.sentence
        return why

    def _other_columns(self, question: Question, successor: Question, rows: list[Row]) -> str:
        """Say which column that is filled in is gone, or means something else."""
        columns = {column.id: column for column in successor.columns}
        for column in question.columns:
            if any(column.id in row for row in rows):
                after = columns.get(column.id)
                if after is None:
                    return f"The column “{column.text}” is gone."
                why = self._other_kind(f"The column “{column.text}”", column, after)
                if why:
                    return why
        return ""


def _other_options(question: Question, successor: Question, value: Value) -> str:
    """Say which option that was chosen is gone, or counts for something else."""
    if question.type not in CHOICES:
        return ""
    for chosen in value if isinstance(value, tuple) else (value,):
        words = option_text(question.options, str(chosen))
        before, after = (each.option(str(chosen)) for each in (question, successor))
        if after is None:
            return f"“{words}” is no option any more."
        if before is not None and before.unknown is not after.unknown:
            return f"“{words}” counts as {'no answer' if after.unknown else 'an answer'} now."
    return ""


def _filled_in(row: Row) -> Row:
    """Give a row without its empty cells."""
    return {name: cell for name, cell in row.items() if cell is not None}
