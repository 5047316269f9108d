"""An interview: a script, a customer, and an append-only log of what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.interview.dealings import Dealings, Reopened, dealings_of
from onboard_tui.interview.entries import (
    CannotFix,
    Cleared,
    Migrated,
    Planned,
    Recorded,
    Redone,
    SetAside,
    Source,
    Steered,
    Typed,
    Undone,
)
from onboard_tui.interview.moves import Moves, as_it_counts
from onboard_tui.interview.paperwork import Paperwork, paperwork_of
from onboard_tui.interview.reading_plan import flag_node
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import Script


@dataclass(frozen=True)
class Interview:
    """Everything that was recorded about one deal; what it means is worked out by `stand` and the deal room."""

    id: str
    script: Script
    customer: str
    started_at: datetime
    log: tuple[Entry, ...] = ()
    """What was recorded, as it counts under the script."""
    seller: str = ""
    moves: Moves | None = None
    """The log to the letter, and its scripts; nothing while the interview is run with the script it was started with."""
    _grown_from: tuple[_Folded, tuple[Entry, ...]] | None = field(default=None, repr=False, compare=False)

    def with_entries(self, *entries: Entry) -> Interview:
        """Give the interview with more entries at the end of its log."""
        if not entries:
            return self
        moves = self.moves and self.moves.with_entries(entries)
        if moves is not None and any(isinstance(entry, Undone | Redone) for entry in entries):
            return self.moved(moves)
        return replace(self, log=self.log + entries, moves=moves, _grown_from=(self._folded, entries))

    def moved_to(self, script: Script, move: Migrated) -> Interview:
        """Give the interview as it goes on with another script."""
        own = self.script.sha256
        moves = self.moves or Moves(self.log, {own: self.script}, own)
        scripts = {**moves.scripts, script.sha256: script}
        return self.moved(Moves((*moves.recorded, move), scripts, moves.first))

    def moved(self, moves: Moves) -> Interview:
        """Give the interview with a log that holds moves, read with the script that it led to."""
        script, log = as_it_counts(moves)
        return replace(self, script=script, log=log, moves=moves, _grown_from=None)

    def called_now(self, question_id: str) -> str:
        """Give the id that a question of an earlier version of the script has now."""
        for entry in self.log if question_id not in self.script.question_by_id else ():
            if isinstance(entry, Migrated) and entry.id not in self.taken_back:
                question_id = entry.renamed.get(question_id, question_id)
        return question_id

    def as_it_was(self, entries: int) -> Interview:
        """Give the interview as it was when its log had so many entries, seen with the script that it has now."""
        return replace(self, log=self.log[:entries], moves=None, _grown_from=None)

    @cached_property
    def _folded(self) -> _Folded:
        if self._grown_from is None:
            return _fold(self.log)
        before, entries = self._grown_from
        return (
            _fold(self.log) if any(isinstance(each, _TURNING) for each in entries) else _grow(before, entries)
        )

    def touched_since(self, before: Interview) -> frozenset[str] | None:
        """Give the nodes (see `reading_plan`) that the entries added to another interview speak of.

        Nothing where this interview did not simply grow out of that one.
        """
        return self._folded.touched if self._folded.grown_from is before._folded.mark else None

    @property
    def current(self) -> Mapping[str, Recorded]:
        """What is recorded now for each question, after everything that was taken back."""
        return self._folded.current

    @property
    def undoable(self) -> Recorded | Migrated | None:
        """The answer, or the move to another script, that would be taken back next."""
        return self._folded.undoable

    @property
    def redoable(self) -> Recorded | Migrated | None:
        """The answer, or the move, that would be put in place again next."""
        return self._folded.redoable

    @property
    def plans(self) -> Mapping[str, Planned]:
        """The latest plan for each flag that has one."""
        return self._folded.plans

    @cached_property
    def cannot_fix(self) -> frozenset[str]:
        """The flags of which the seller says that we cannot put them right."""
        return frozenset(flag for flag, holds in self._folded.cannot_fix.items() if holds)

    @cached_property
    def attempts(self) -> Mapping[str, tuple[Steered, ...]]:
        """The steering attempts for each flag that has any, by day and then by the log.

        Those made before the deal was reopened count no more; they are in `past_attempts`.
        """
        return _by_day(self._folded.attempts)

    @cached_property
    def past_attempts(self) -> Mapping[str, tuple[Steered, ...]]:
        """The steering attempts for each flag from before the deal was reopened, by day and then by the log."""
        return _by_day(self._folded.past_attempts)

    def from_before(self, question_id: str) -> bool:
        """Whether what is recorded for a question is from before the deal was reopened."""
        recorded = self.current.get(question_id)
        return recorded is not None and recorded.id in self._folded.from_before

    @cached_property
    def taken_back(self) -> frozenset[str]:
        """The ids of the answers and moves that are taken back."""
        return frozenset(_taken_back(self.log)[0])

    def was_answered(self, question_id: str) -> bool:
        """Whether the customer's answer to a question was ever recorded and not taken back, as more than our guess."""
        return any(
            isinstance(entry, Recorded)
            and entry.question == question_id
            and entry.state is AnswerState.ANSWERED
            and entry.source is not Source.OUR_GUESS
            and entry.id not in self.taken_back
            for entry in self.log
        )

    @cached_property
    def dealings(self) -> Dealings:
        """Decisions, advice, readings, outcomes and follow-ups."""
        return dealings_of(self.log)

    @cached_property
    def paperwork(self) -> Paperwork:
        """Wordings by hand, reasons, approvals, papers sent, orders and months."""
        return paperwork_of(self.log)

    @property
    def set_aside(self) -> Mapping[str, SetAside]:
        """The latest choice, for each flag that has one, not to steer at once."""
        return self._folded.set_aside

    @cached_property
    def typing(self) -> Mapping[str, str]:
        """Text typed for a question after whatever was recorded for it last."""
        return {question: text for question, text in self._folded.typing.items() if text}

    def undo(self, *, new_id: Callable[[], str], at: datetime) -> Undone | None:
        """Give the entry that takes back the last answer or move, or nothing where there is none."""
        last = self.undoable
        return None if last is None else Undone(id=new_id(), at=at, entry=last.id)

    def redo(self, *, new_id: Callable[[], str], at: datetime) -> Redone | None:
        """Give the entry that puts what was taken back last in place again, or nothing."""
        last = self.redoable
        return None if last is None else Redone(id=new_id(), at=at, entry=last.id)


_TURNING = (Undone, Redone, Reopened, Migrated)
"""Entries that change what earlier ones mean."""


@dataclass(slots=True)
class _Folded:
    """A log read once from its beginning to its end."""

    mark: object = field(default_factory=object)
    """By which a log that grew out of this one remembers it without keeping it alive."""
    grown_from: object = None
    touched: frozenset[str] = frozenset()

    current: dict[str, Recorded] = field(default_factory=dict)
    undoable: Recorded | Migrated | None = None
    redoable: Recorded | Migrated | None = None
    plans: dict[str, Planned] = field(default_factory=dict)
    cannot_fix: dict[str, bool] = field(default_factory=dict)
    attempts: dict[str, list[Steered]] = field(default_factory=dict)
    past_attempts: dict[str, list[Steered]] = field(default_factory=dict)
    set_aside: dict[str, SetAside] = field(default_factory=dict)
    typing: dict[str, str] = field(default_factory=dict)
    from_before: frozenset[str] = frozenset()
    """The ids of the answers that stood when the deal was reopened."""


def _fold(log: Sequence[Entry]) -> _Folded:
    return _read_on(_Folded(), log, *_taken_back(log))


def _grow(before: _Folded, entries: Sequence[Entry]) -> _Folded:
    """Read on from what was read before, which stays as it was."""
    grown = replace(
        before,
        mark=object(),
        grown_from=before.mark,
        touched=frozenset(_touched_by(entries)),
        redoable=None if any(isinstance(entry, Recorded) for entry in entries) else before.redoable,
        current=before.current.copy(),
        plans=before.plans.copy(),
        cannot_fix=before.cannot_fix.copy(),
        attempts={flag: attempts.copy() for flag, attempts in before.attempts.items()},
        set_aside=before.set_aside.copy(),
        typing=before.typing.copy(),
    )
    return _read_on(grown, entries, set(), None)


def _touched_by(entries: Sequence[Entry]) -> Iterator[str]:
    """Give the nodes whose standing hangs on some entries."""
    for entry in entries:
        match entry:
            case Recorded() | Cleared():
                yield entry.question
            case Steered() | Planned() | CannotFix():
                yield flag_node(entry.flag)


def _read_on(
    folded: _Folded, entries: Sequence[Entry], taken_back: set[str], last_taken_back: str | None
) -> _Folded:
    for entry in entries:
        match entry:
            case Recorded() | Migrated() if entry.id in taken_back:
                if isinstance(entry, Recorded):
                    folded.typing.pop(entry.question, None)
                if entry.id == last_taken_back:
                    folded.redoable = entry
            case Migrated():
                folded.undoable = entry
            case Recorded():
                _fold_answer(folded, entry)
            case Cleared() if entry.caused_by not in taken_back:
                folded.current.pop(entry.question, None)
            case Typed():
                folded.typing[entry.question] = entry.text
            case _:
                _fold_about_flag(folded, entry)
    return folded


def _fold_answer(folded: _Folded, entry: Recorded) -> None:
    folded.undoable = entry
    folded.typing.pop(entry.question, None)
    if entry.state is AnswerState.NOT_ASKED:
        folded.current.pop(entry.question, None)
    else:
        folded.current[entry.question] = entry


def _fold_about_flag(folded: _Folded, entry: Entry) -> None:
    match entry:
        case Steered():
            folded.attempts.setdefault(entry.flag, []).append(entry)
        case Planned():
            folded.plans[entry.flag] = entry
        case CannotFix():
            folded.cannot_fix[entry.flag] = entry.holds
        case SetAside():
            folded.set_aside[entry.flag] = entry
        case Reopened():
            _begin_anew(folded)


def _begin_anew(folded: _Folded) -> None:
    """Put attempts, and choices not to steer, into the past: the customer may see it differently now."""
    folded.from_before = frozenset(answer.id for answer in folded.current.values())
    for flag, attempts in folded.attempts.items():
        folded.past_attempts.setdefault(flag, []).extend(attempts)
    folded.attempts.clear()
    folded.set_aside.clear()


def _by_day(attempts: Mapping[str, Sequence[Steered]]) -> Mapping[str, tuple[Steered, ...]]:
    return {flag: tuple(sorted(made, key=lambda attempt: attempt.on)) for flag, made in attempts.items()}


def _taken_back(log: Sequence[Entry]) -> tuple[set[str], str | None]:
    """Find the ids of what is taken back, and the one that can be put in place again next."""
    taken_back: set[str] = set()
    again: list[str] = []
    for entry in log:
        match entry:
            case Recorded() | Migrated():
                again.clear()
            case Undone() if entry.entry not in taken_back:
                taken_back.add(entry.entry)
                again.append(entry.entry)
            case Redone() if entry.entry in taken_back:
                taken_back.discard(entry.entry)
                if entry.entry in again:
                    again.remove(entry.entry)
    return taken_back, again[-1] if again else None
