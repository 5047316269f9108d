"""An interview that moved between versions of its script: its log as it counts under the one it has now.

The log is kept to the letter. What was recorded before a move is read as it counts after it: a renamed question's
answer under the new id, and an entry about something that the script has no more as `Bygone`. So whoever reads a log
meets nothing that its script does not know.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import PUT_OFF, STEP, Advised, FollowUpClosed, FollowUpSet, Reopened
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
            flag = script.flag_by_id.get(entry.flag)
            which = entry.id if isinstance(entry, Steered) else ""
            if flag is not None:
                left[kind_of(entry), entry.flag, which] = LeftDealing(entry, flag, script)
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
    pairs = enumerate(zip(under, present, strict=False))
    shared = next((place for place, (one, other) in pairs if one != other), min(len(under), len(present)))
    moved = entry
    for move in reversed(under[shared:]):
        moved = _before(move, moved)
    for move in present[shared:]:
        moved = _after(move, moved)
    return _as_known(moved, script)


def _before(move: Migrated, entry: Entry) -> Entry:
    """Read an entry as if a move that it was recorded after had never been made."""
    if isinstance(entry, Recorded | Cleared):
        return _bygone(entry)
    earlier = _renamed(entry, {new: old for old, new in move.renamed.items()})
    typed_for_another = isinstance(earlier, Typed) and earlier.question in move.dropped
    return _bygone(entry) if typed_for_another else earlier


def _after(move: Migrated, entry: Entry) -> Entry:
    """Read an entry after one move."""
    gone = isinstance(entry, Recorded | Cleared | Typed) and entry.question in move.dropped
    return _bygone(entry) if gone else _renamed(entry, move.renamed)


def _renamed(entry: Entry, names: Mapping[str, str]) -> Entry:
    """Give an entry with the new ids of questions."""
    match entry:
        case Recorded() | Cleared() | Typed() | Advised():
            return replace(entry, question=names.get(entry.question, entry.question))
        case FollowUpSet():
            return replace(entry, about=names.get(entry.about, entry.about))
        case FollowUpClosed() if entry.follow_up.startswith((PUT_OFF, STEP)):
            kind, question, *rest = entry.follow_up.split(":")
            return replace(entry, follow_up=":".join((kind, names.get(question, question), *rest)))
        case Reopened():
            return replace(entry, ask_again=tuple(names.get(each, each) for each in entry.ask_again))
        case _:
            return entry


def _as_known(entry: Entry, script: Script) -> Entry:
    """Give an entry without anything that a script does not have."""
    questions = script.question_by_id
    match entry:
        case Recorded() | Cleared() | Typed() | Advised() if entry.question not in questions:
            return _bygone(entry)
        case Recorded() if questions[entry.question].type is QuestionType.TABLE:
            return _in_columns(entry, questions[entry.question], script)
        case FollowUpSet() if entry.about not in questions:
            return replace(entry, about="")
        case Reopened():
            return replace(entry, ask_again=tuple(each for each in entry.ask_again if each in questions))
        case Steered() | SetAside() | Planned() | CannotFix() if entry.flag not in script.flag_by_id:
            return _bygone(entry)
        case _:
            return entry


def _in_columns(entry: Recorded, question: Question, script: Script) -> Entry:
    """Give rows with the columns that their table has now, or nothing where one that was replaced since fits none."""
    from onboard_tui.interview.accept import value_of

    if not isinstance(entry.value, tuple):
        return entry
    known = {column.id for column in question.columns}
    rows = [
        {name: cell for name, cell in row.items() if name in known}
        for row in entry.value
        if not isinstance(row, str)
    ]
    try:
        return replace(entry, value=value_of(question, rows, script))
    except AnswerError:
        return _bygone(entry)


def _bygone(entry: Entry) -> Bygone:
    return Bygone(id=entry.id, at=entry.at)
