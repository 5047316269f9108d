"""An interview that moved between versions of its script: its log as it counts under the one it has now.

The log is kept to the letter. What was recorded before a move is read as it counts after it: a renamed question's
answer under the new id, and an entry about something that the script has no more as `Bygone`. So whoever reads a log
meets nothing that its script does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onboard_tui.interview.dealings import PUT_OFF, Advised, FollowUpClosed, FollowUpSet, Reopened
from onboard_tui.interview.entries import (
    Bygone,
    CannotFix,
    Cleared,
    Migrated,
    Planned,
    Recorded,
    Redone,
    SetAside,
    Steered,
    Typed,
    Undone,
    kind_of,
)
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.model import FlagRule, Question, Script
    from onboard_tui.script.scope import Value


@dataclass(frozen=True)
class Moves:
    """What an interview that was moved has beside its log."""

    recorded: tuple[Entry, ...]
    """The log to the letter, each entry in the words of the script that it was recorded under."""
    scripts: Mapping[str, Script]
    """Every script that the log was or is run with, by the SHA-256 of its text."""
    first: str
    """The SHA-256 of the script that the interview was started with."""

    def with_entries(self, entries: tuple[Entry, ...]) -> Moves:
        """Give them with more entries at the end of the log."""
        return replace(self, recorded=self.recorded + entries)


class Course:
    """Which script an interview is run with, as its log is read entry by entry."""

    def __init__(self, first: str) -> None:
        """Begin with the SHA-256 of the script that the interview was started with."""
        self._first = first
        self._made: dict[str, Migrated] = {}
        self.moves: tuple[Migrated, ...] = ()
        """The moves that led here, without those that were taken back."""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the script's text."""
        return self.moves[-1].after if self.moves else self._first

    def read(self, entry: Entry) -> None:
        """Read the next entry of the log."""
        match entry:
            case Migrated():
                self._made[entry.id] = entry
                self.moves += (entry,)
            case Undone() if self.moves and entry.entry == self.moves[-1].id:
                self.moves = self.moves[:-1]
            case Redone() if entry.entry in self._made:
                self.moves += (self._made[entry.entry],)


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """An answer that did not go on when its interview moved to another version of the script."""

    recorded: Recorded
    question: Question
    """As it was asked then."""
    script: Script
    """The version that it was asked in."""


def left_behind(interview: Interview) -> Iterator[LeftBehind]:
    """Give the answers that moves left behind, move by move; they are history, and count for nothing."""
    moves = interview.moves
    if moves is None:
        return
    course = Course(moves.first)
    for entry in moves.recorded:
        course.read(entry)
    for move in course.moves:
        place = moves.recorded.index(move)
        before = interview.moved(replace(moves, recorded=moves.recorded[:place]))
        for question_id in move.dropped:
            recorded = before.current.get(question_id)
            if recorded is not None:
                yield LeftBehind(recorded, before.script.question_by_id[question_id], before.script)


@dataclass(frozen=True, slots=True)
class LeftDealing:
    """What was done about a flag that the script does not have."""

    entry: Steered | Planned | CannotFix
    flag: FlagRule
    """As it was raised then."""
    script: Script
    """The version that has the flag."""


def dealings_left_behind(interview: Interview) -> Iterator[LeftDealing]:
    """Give every attempt, and the last plan and word that we cannot fix it, about each flag that is gone."""
    moves = interview.moves
    if moves is None:
        return
    course = Course(moves.first)
    left: dict[tuple[str, ...], LeftDealing] = {}
    for entry in moves.recorded:
        course.read(entry)
        if isinstance(entry, Steered | Planned | CannotFix) and entry.flag not in interview.script.flag_by_id:
            script = moves.scripts[course.sha256]
            which = entry.id if isinstance(entry, Steered) else ""
            left[kind_of(entry), entry.flag, which] = LeftDealing(
                entry, script.flag_by_id[entry.flag], script
            )
    for each in left.values():
        if not isinstance(each.entry, CannotFix) or each.entry.holds:
            yield each


def as_it_counts(moves: Moves) -> tuple[Script, tuple[Entry, ...]]:
    """Give the script that a log led to, and the log as it counts under it, entry for entry."""
    course = Course(moves.first)
    recorded_under = []
    for entry in moves.recorded:
        recorded_under.append((entry, course.moves))
        course.read(entry)
    script = moves.scripts[course.sha256]
    return script, tuple(_as_it_counts(entry, under, course.moves, script) for entry, under in recorded_under)


def _as_it_counts(
    entry: Entry, under: Sequence[Migrated], present: Sequence[Migrated], script: Script
) -> Entry:
    """Read an entry that was recorded after some moves as it counts after all that stand now."""
    astray = tuple(present[: len(under)]) != tuple(under)
    if astray and isinstance(entry, Recorded | Cleared | Typed):
        return _bygone(entry)
    moved: Entry = entry
    for move in () if astray else present[len(under) :]:
        moved = _after(move, moved)
    return _as_known(moved, script)


def _after(move: Migrated, entry: Entry) -> Entry:
    """Read an entry after one move."""
    match entry:
        case Recorded() | Cleared() | Typed() if entry.question in move.dropped:
            return _bygone(entry)
        case Recorded() | Cleared() | Typed() | Advised():
            return replace(entry, question=move.renamed.get(entry.question, entry.question))
        case FollowUpSet():
            return replace(entry, about=move.renamed.get(entry.about, entry.about))
        case FollowUpClosed() if entry.follow_up.startswith(PUT_OFF):
            question = entry.follow_up.removeprefix(PUT_OFF)
            return replace(entry, follow_up=f"{PUT_OFF}{move.renamed.get(question, question)}")
        case Reopened():
            return replace(entry, ask_again=tuple(move.renamed.get(each, each) for each in entry.ask_again))
        case _:
            return entry


def _as_known(entry: Entry, script: Script) -> Entry:
    """Give an entry without anything that a script does not have."""
    questions = script.question_by_id
    match entry:
        case Recorded() | Cleared() | Typed() | Advised() if entry.question not in questions:
            return _bygone(entry)
        case Recorded():
            return replace(entry, value=_in_columns(questions[entry.question], entry.value))
        case FollowUpSet() if entry.about not in questions:
            return replace(entry, about="")
        case Reopened():
            return replace(entry, ask_again=tuple(each for each in entry.ask_again if each in questions))
        case Steered() | SetAside() | Planned() | CannotFix() if entry.flag not in script.flag_by_id:
            return _bygone(entry)
        case _:
            return entry


def _in_columns(question: Question, value: Value | None) -> Value | None:
    """Give the rows of a table with the columns that it has now; any other value as it is."""
    if question.type is not QuestionType.TABLE or not isinstance(value, tuple):
        return value
    return tuple(
        {column.id: row.get(column.id) for column in question.columns}
        for row in value
        if not isinstance(row, str)
    )


def _bygone(entry: Entry) -> Bygone:
    return Bygone(id=entry.id, at=entry.at)
