"""An interview: a script, a customer, and an append-only log of what was recorded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.interview.entries import (
    CannotFix,
    Cleared,
    Planned,
    Recorded,
    Redone,
    SetAside,
    Steered,
    Typed,
    Undone,
)
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
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
    seller: str = ""

    def with_entries(self, *entries: Entry) -> Interview:
        """Give the interview with more entries at the end of its log."""
        return replace(self, log=self.log + entries) if entries else self

    @cached_property
    def _folded(self) -> _Folded:
        return _fold(self.log)

    @property
    def current(self) -> Mapping[str, Recorded]:
        """What is recorded now for each question, after everything that was taken back."""
        return self._folded.current

    @property
    def undoable(self) -> Recorded | None:
        """The answer that would be taken back next."""
        return self._folded.undoable

    @property
    def redoable(self) -> Recorded | None:
        """The answer that would be put in place again next."""
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
        """The steering attempts for each flag that has any, by day and then by the log."""
        return {
            flag: tuple(sorted(attempts, key=lambda attempt: attempt.on))
            for flag, attempts in self._folded.attempts.items()
        }

    @property
    def set_aside(self) -> Mapping[str, SetAside]:
        """The latest choice, for each flag that has one, not to steer at once."""
        return self._folded.set_aside

    @cached_property
    def typing(self) -> Mapping[str, str]:
        """Text typed for a question after whatever was recorded for it last."""
        return {question: text for question, text in self._folded.typing.items() if text}

    def undo(self, *, new_id: Callable[[], str], at: datetime) -> Undone | None:
        """Give the entry that takes back the last answer, or nothing where there is none."""
        last = self.undoable
        return None if last is None else Undone(id=new_id(), at=at, entry=last.id)

    def redo(self, *, new_id: Callable[[], str], at: datetime) -> Redone | None:
        """Give the entry that puts the answer taken back last in place again, or nothing."""
        last = self.redoable
        return None if last is None else Redone(id=new_id(), at=at, entry=last.id)


@dataclass(slots=True)
class _Folded:
    """A log read once from its beginning to its end."""

    current: dict[str, Recorded] = field(default_factory=dict)
    undoable: Recorded | None = None
    redoable: Recorded | None = None
    plans: dict[str, Planned] = field(default_factory=dict)
    cannot_fix: dict[str, bool] = field(default_factory=dict)
    attempts: dict[str, list[Steered]] = field(default_factory=dict)
    set_aside: dict[str, SetAside] = field(default_factory=dict)
    typing: dict[str, str] = field(default_factory=dict)


def _fold(log: Sequence[Entry]) -> _Folded:
    folded = _Folded()
    taken_back, last_taken_back = _taken_back(log)
    for entry in log:
        match entry:
            case Recorded() if entry.id in taken_back:
                folded.typing.pop(entry.question, None)
                if entry.id == last_taken_back:
                    folded.redoable = entry
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


def _taken_back(log: Sequence[Entry]) -> tuple[set[str], str | None]:
    """Find the ids of the answers that are taken back, and the one that can be put in place again next."""
    taken_back: set[str] = set()
    again: list[str] = []
    for entry in log:
        match entry:
            case Recorded():
                again.clear()
            case Undone() if entry.entry not in taken_back:
                taken_back.add(entry.entry)
                again.append(entry.entry)
            case Redone() if entry.entry in taken_back:
                taken_back.discard(entry.entry)
                if entry.entry in again:
                    again.remove(entry.entry)
    return taken_back, again[-1] if again else None
