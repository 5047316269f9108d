"""Answers files: everything that was said about one deal, in YAML. See docs/answers-file.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.answers_reader import AnswersReader
from onboard_tui.interview.entries import Recorded, Steered
from onboard_tui.interview.locks import WAY_OUT, broken_lock
from onboard_tui.interview.rules import broken_rule
from onboard_tui.interview.standing import stand
from onboard_tui.script.problems import in_order, render_problem
from onboard_tui.script.reader import LARGEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime
    from pathlib import Path

    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.yaml_nodes import Mapping

MOST_SHOWN = 20
"""Problems that are listed in one error; more would scroll away."""


@dataclass(frozen=True, slots=True)
class AnswersFile:
    """What an answers file adds to an interview; nothing where anything in it is wrong."""

    as_of: date
    """The day that "today" means: the one asked for, else the file's own, else today."""
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    """What is odd without being wrong, a sentence each."""

    def usable(self) -> AnswersFile:
        """Give it back, or raise AnswerError that lists everything that is wrong with it."""
        if self.problems:
            raise AnswerError(_listed(self.problems), way_out="Nothing of the file was used.")
        return self


def read_answers(
    source: str | bytes,
    file: str,
    interview: Interview,
    *,
    as_of: date | None,
    today: date,
    at: datetime,
    new_id: Callable[[], str],
) -> AnswersFile:
    """Read the text of an answers file as entries for an interview; all problems of the file at once."""
    reader = AnswersReader(interview, at=at, new_id=new_id)
    reader.read(source, file)
    return _checked(reader, interview, as_of or reader.as_of or today)


def answers_given(
    given: Mapping, interview: Interview, *, today: date, at: datetime, new_id: Callable[[], str]
) -> AnswersFile:
    """Read the keys of an answers file that stand inside another file, as in a script's scenarios."""
    reader = AnswersReader(interview, at=at, new_id=new_id)
    reader.read_keys(given)
    return _checked(reader, interview, reader.as_of or today)


def _checked(reader: AnswersReader, interview: Interview, day: date) -> AnswersFile:
    if not reader.problems:
        _check_locks(reader, interview, day)
        _check_rules(reader, interview, day)
    entries = () if reader.problems else tuple(reader.entries)
    notes = (*reader.notes, *_still_to_come(entries, day))
    return AnswersFile(day, entries, in_order(reader.problems), notes)


def _still_to_come(entries: Iterable[Entry], day: date) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, Steered) and entry.on > day:
            yield f"The attempt to steer {entry.flag} on {entry.on} is still to come on {day}."


def read_file(path: Path) -> bytes:
    """Give what an answers file holds, one byte more than is allowed at most. Raises AnswerError."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise AnswerError(
            f"{path}:1:1: The answers file cannot be read: {error.strerror or error}.",
            way_out="Check its name.",
        ) from error


def _check_rules(reader: AnswersReader, interview: Interview, as_of: date) -> None:
    """Check every answer of the file against its question's rules, with all of the file in place."""
    standing = stand(interview.with_entries(*reader.entries), as_of)
    for question_id, node in reader.answered.items():
        sentence = broken_rule(interview.script.question_by_id[question_id], standing)
        if sentence is not None:
            reader.refuse("A103", node, f"answers.{question_id}", sentence)


def _check_locks(reader: AnswersReader, interview: Interview, as_of: date) -> None:
    """Check that no answer of the file changes one that is locked before the file is read."""
    standing = stand(interview, as_of)
    for entry in reader.entries:
        if isinstance(entry, Recorded):
            question = interview.script.question_by_id[entry.question]
            sentence = broken_lock(question, entry.state, entry.value, standing)
            if sentence:
                node = reader.recorded_at[question.id]
                reader.refuse("A103", node, f"answers.{question.id}", sentence, WAY_OUT)


def _listed(problems: tuple[Problem, ...]) -> str:
    shown = "\n".join(render_problem(each) for each in problems[:MOST_SHOWN])
    left_out = len(problems) - MOST_SHOWN
    return f"{shown}\n… and {left_out} more problems." if left_out > 0 else shown
