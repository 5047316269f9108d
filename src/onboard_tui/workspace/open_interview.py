"""One interview being walked: each call records something durably, then says what it changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.deal.assessment import assess
from onboard_tui.deal.changes import what_changed
from onboard_tui.deal.steering import Steering, attempt_behind, steering_for
from onboard_tui.errors import UsageError
from onboard_tui.interview.entries import Recorded, Source, Typed
from onboard_tui.interview.named import named
from onboard_tui.interview.standing import stand
from onboard_tui.interview.suggestion import suggestion
from onboard_tui.script.scope import FlagState
from onboard_tui.text import clean, stripped
from onboard_tui.workspace import about_flags
from onboard_tui.workspace.contract_in_hand import ContractInHand
from onboard_tui.workspace.dealing import DealInHand
from onboard_tui.workspace.orders_in_hand import OrdersInHand
from onboard_tui.workspace.script_in_hand import ScriptInHand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import Any

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.next_question import NextQuestion
    from onboard_tui.interview.entries import Entry, Migrated, Postponement, Reaction
    from onboard_tui.interview.interview import Interview
    from onboard_tui.interview.standing import Standing
    from onboard_tui.interview.understand import Understood
    from onboard_tui.script.model import FlagRule, Question, Script
    from onboard_tui.script.scope import AnswerState, Value
    from onboard_tui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Recording:
    """What became of one call: it is durable, and this is what it changed."""

    line: str
    """What changed, in one line; empty where nothing visible did."""
    question: str | None = None
    """The question that was answered, taken back or put in place again."""
    steering: Steering | None = None
    """The steering panel to open at once."""
    notes: tuple[str, ...] = ()
    """What is odd about what was recorded, a sentence each."""


class OpenInterview(ContractInHand, OrdersInHand, DealInHand, ScriptInHand):
    """The newest state of one saved interview, and everything a seller can record in it.

    Calls may come from any thread; they are carried out one after the other.
    """

    def __init__(self, workspace: Workspace, interview: Interview, version: int) -> None:
        """Hold an interview that is in the store at that version."""
        self._workspace = workspace
        self._version = version
        self._writing = threading.RLock()
        self._judged = assess(interview, workspace.as_of)

    @property
    def assessment(self) -> Assessment:
        """Everything that the answers mean today; an interview left open overnight is judged again."""
        if self._judged.as_of != self._workspace.as_of:
            with self._writing:
                self._judged = assess(self._judged.interview, self._workspace.as_of)
        return self._judged

    @property
    def interview(self) -> Interview:
        """The interview with everything recorded so far."""
        return self._judged.interview

    @property
    def standing(self) -> Standing:
        """What applies, and what expressions see, today."""
        return self.assessment.standing

    @property
    def id(self) -> str:
        """The interview's id."""
        return self.interview.id

    @property
    def customer(self) -> str:
        """The customer's name."""
        return self.interview.customer

    @property
    def script(self) -> Script:
        """The script that the interview is run with."""
        return self.interview.script

    def question(self, question_id: str) -> Question:
        """Give a question of the script. Raises `AnswerError` with the nearest id."""
        return named(self.script.question_by_id, question_id, "question")

    # Answers

    def understand(self, question_id: str, typed: str) -> Understood:
        """Say what a typed answer means, before it is saved. Raises `AnswerError`."""
        from onboard_tui.interview.understand import understand

        return understand(self.question(question_id), typed, standing=self.standing)

    def suggestion(self, question_id: str) -> Value | None:
        """Give what to suggest as an answer: what the customer said last time, or the script's default."""
        question = self.question(question_id)
        earlier = self.earlier_interviews if question.carry else ()
        ids = {question.id, *question.was}
        asked = [each for each in earlier if ids & each.script.question_by_id.keys()]
        last = stand(asked[-1], self._workspace.as_of) if asked else None
        return suggestion(question, self.standing, last)

    def record(
        self,
        question_id: str,
        value: Value,
        *,
        source: Source = Source.CUSTOMER_SAID,
        said_by: str = "",
        quote: str = "",
        note: str = "",
    ) -> Recording:
        """Record an answer. Raises `AnswerError` where the value or a change is not allowed, and `StoreError`."""
        from onboard_tui.interview.accept import accept_value

        question = self.question(question_id)
        with self._writing:
            state, accepted = accept_value(question, value, standing=self.standing)
            entry = Recorded(
                **self._stamp(),
                question=question_id,
                state=state,
                value=accepted,
                source=source,
                said_by=stripped(said_by),
                quote=stripped(quote),
                note=stripped(note),
                by_attempt=attempt_behind(self.assessment, question_id, state, accepted),
            )
            return self._append(entry, question=question_id)

    def mark(
        self,
        question_id: str,
        state: AnswerState,
        *,
        owner: str = "",
        until: date | None = None,
        note: str = "",
    ) -> Recording:
        """Record that a question has no answer yet: don't know, declined, or later.

        Raises `AnswerError` where the answer on record is locked, `UsageError` for a day that is past, and
        `StoreError`.
        """
        from onboard_tui.deal.days import day_ahead
        from onboard_tui.interview.locks import check_lock

        question = self.question(question_id)
        with self._writing:
            check_lock(question, state, None, self.standing)
            day = until and day_ahead(self.assessment, until, "Finding it out", from_today=True)
            entry = Recorded(
                **self._stamp(),
                question=question_id,
                state=state,
                owner=stripped(owner),
                until=day,
                note=stripped(note),
                by_attempt=attempt_behind(self.assessment, question_id, state, None),
            )
            return self._append(entry, question=question_id)

    def record_understood(self, question_id: str, understood: Understood, **details: Any) -> Recording:
        """Record what `understand` gave: a value, or a state where that is what was typed."""
        if understood.value is None:
            return self.mark(question_id, understood.state, note=details.get("note", ""))
        return self.record(question_id, understood.value, **details)

    def record_file(self, path: Path) -> Recording:
        """Record an answers file, all of it or nothing. Raises `AnswerError` with everything that is wrong."""
        from onboard_tui.interview.answers_file import read_file

        return self.record_answers(read_file(path), name=str(path))

    def record_answers(self, text: str | bytes, *, name: str) -> Recording:
        """Record the text of an answers file, all of it or nothing; `name` is said in messages.

        Raises `AnswerError` with everything that is wrong.
        """
        from onboard_tui.interview.answers_file import read_answers

        with self._writing:
            today = self._workspace.as_of
            read = read_answers(
                text,
                name,
                self.interview,
                as_of=None,
                today=today,
                at=self._now(),
                new_id=self._workspace.new_id,
            ).usable()
            about_flags.check_made(read.entries, today)
            known = self.standing.problems
            recording = self._append(*map(self._linked, read.entries))
            new = (each for each in self.standing.problems if each not in known)
            return replace(recording, notes=(*read.notes, *new))

    def _linked(self, entry: Entry) -> Entry:
        """Give an answer with the steering attempt after which it changes."""
        if not isinstance(entry, Recorded):
            return entry
        behind = attempt_behind(self.assessment, entry.question, entry.state, entry.value)
        return replace(entry, by_attempt=behind)

    def undo(self) -> Recording | None:
        """Take back the last answer or move to another script; None where there is none. Raises `StoreError`."""
        with self._writing:
            last = self.interview.undoable
            entry = self.interview.undo(new_id=self._workspace.new_id, at=self._now())
            return None if entry is None else self._append(entry, question=_question_of(last))

    def redo(self) -> Recording | None:
        """Put what was taken back last in place again; None where there is nothing. Raises `StoreError`."""
        with self._writing:
            last = self.interview.redoable
            entry = self.interview.redo(new_id=self._workspace.new_id, at=self._now())
            return None if entry is None else self._append(entry, question=_question_of(last))

    def keep_typing(self, question_id: str, text: str) -> None:
        """Keep text that was typed and not saved as an answer; it counts for nothing. Raises `StoreError`.

        Where another window moved to a script that calls the question otherwise, the text goes with it; for a question
        that the script has no more it is given up.
        """
        with self._writing:
            kept = clean(text).text
            asked = self.interview.called_now(question_id)
            if asked in self.script.question_by_id and self.interview.typing.get(asked, "") != kept:
                self._append(Typed(**self._stamp(), question=asked, text=kept))

    def typing(self) -> Mapping[str, str]:
        """Give the text typed and not saved, by question."""
        return self.interview.typing

    # Steering

    def steer(
        self,
        flag_id: str,
        *,
        script: int,
        with_whom: str,
        reaction: Reaction,
        on: date | None = None,
        note: str = "",
    ) -> Recording:
        """Record a steering attempt. Raises `UsageError` where the flag is not raised, and `StoreError`."""
        with self._writing:
            entry = about_flags.attempt(
                self._raised(flag_id),
                self._stamp(),
                script=script,
                with_whom=with_whom,
                reaction=reaction,
                on=on,
                today=self._workspace.as_of,
                earlier=self.interview.attempts.get(flag_id, ()),
                note=note,
            )
            return self._append(entry)

    def set_steering_aside(self, flag_id: str, choice: Postponement, reason: str = "") -> Recording:
        """Record that the seller does not steer now. Raises `UsageError` for "does not apply" without a reason."""
        with self._writing:
            return self._append(about_flags.set_aside(self._raised(flag_id), self._stamp(), choice, reason))

    def plan(self, flag_id: str, *, agreed_by: str, owner: str, due: date, text: str) -> Recording:
        """Record a mitigation agreed with the customer. Raises `UsageError` where it cannot stand."""
        with self._writing:
            entry = about_flags.plan(
                self._raised(flag_id),
                self._stamp(),
                agreed_by=agreed_by,
                owner=owner,
                due=due,
                today=self._workspace.as_of,
                text=text,
            )
            return self._append(entry)

    def cannot_fix(self, flag_id: str, *, holds: bool = True) -> Recording:
        """Record that we cannot put right what a flag of kind `ours` warns of, or that we can after all."""
        with self._writing:
            return self._append(about_flags.cannot_fix(self._raised(flag_id), self._stamp(), holds=holds))

    def steering_panel(self, flag_id: str) -> Steering | None:
        """Give the steering panel of a raised flag."""
        return steering_for(self.standing, flag_id)

    # Where to go

    def next_question(self, pass_id: str | None = None) -> NextQuestion | None:
        """Give the best question to ask next, in one pass or anywhere."""
        from onboard_tui.deal.next_question import next_question

        return next_question(self.standing, pass_id) if pass_id else self.assessment.next_question

    def following(self, question_id: str) -> str | None:
        """Give the question after this one, in script order."""
        from onboard_tui.interview.progress import next_in_order

        return next_in_order(self.standing, question_id)

    def previous(self, question_id: str) -> str | None:
        """Give the question before this one, in script order."""
        from onboard_tui.interview.progress import previous_in_order

        return previous_in_order(self.standing, question_id)

    # How it is kept

    @classmethod
    def begin(cls, workspace: Workspace, interview: Interview) -> OpenInterview:
        """Put a new interview into the store, with its script's text. Raises `StoreError`."""
        from onboard_tui.workspace.keeping import create

        opened = cls(workspace, interview, 0)
        create(workspace, opened.assessment, opened._told_before)
        return opened

    @classmethod
    def resume(cls, workspace: Workspace, interview_id: str) -> OpenInterview:
        """Read an interview back with the very script that it is run with. Raises `StoreError`."""
        from onboard_tui.workspace.keeping import load

        interview, version = load(workspace, interview_id)
        return cls(workspace, interview, version)

    @cached_property
    def earlier_interviews(self) -> tuple[Interview, ...]:
        """The customer's interviews before this one, oldest first. Raises `StoreError`."""
        from onboard_tui.workspace.keeping import earlier_interviews

        return earlier_interviews(self._workspace.store, self.interview)

    @property
    def _told_before(self) -> tuple[Interview, ...]:
        """The earlier interviews where ladders read facts out of them; they are not read for nothing."""
        return self.earlier_interviews if self.script.ladders else ()

    def read_again(self) -> None:
        """Take over what was saved by another window or program since this was read. Raises `StoreError`."""
        from onboard_tui.workspace.keeping import load

        with self._writing:
            interview, self._version = load(self._workspace, self.id)
            self._judged = assess(interview, self._workspace.as_of)

    def _stamp(self) -> dict[str, Any]:
        """Give an entry's id and time."""
        return {"id": self._workspace.new_id(), "at": self._now()}

    def _now(self) -> datetime:
        """Give the clock's time, but never one before the log's last entry: clocks are set back."""
        at = self._workspace.clock()
        log = self.interview.log
        return max(at, log[-1].at) if log else at

    def _append(self, *entries: Entry, question: str | None = None) -> Recording:
        """Make entries durable, with those that follow from them, and take on the new state."""
        return self._take_on(self.assessment.interview.with_entries(*entries), entries, question)

    def _take_on(
        self, interview: Interview, entries: Sequence[Entry], question: str | None = None
    ) -> Recording:
        """Make entries durable, with those that follow from them, and take on the interview that they lead to."""
        from onboard_tui.interview.standing import cleared_by
        from onboard_tui.workspace.keeping import append

        before = self.assessment
        moved = interview.script is not before.script
        cleared = cleared_by(before.standing, interview, entries, new_id=self._workspace.new_id)
        after = assess(
            interview.with_entries(*cleared), self._workspace.as_of, since=None if moved else before
        )
        self._version = append(
            self._workspace,
            after,
            (*entries, *cleared),
            self._version,
            self._told_before,
            interview.script if moved else None,
        )
        self._judged = after
        steering = after.steering_due(question) if question and entries[0].__class__ is Recorded else None
        return Recording(what_changed(before, after), question, steering)

    def _raised(self, flag_id: str) -> FlagRule:
        rule = named(self.script.flag_by_id, flag_id, "flag")
        state = self.standing.flag_states[flag_id]
        if state is FlagState.UNKNOWN:
            raise UsageError(
                f"It cannot be told yet whether the flag {flag_id!r} is raised.",
                way_out="Record the answers that it depends on first.",
            )
        if not state.raised:
            raise UsageError(f"The flag {flag_id!r} is not raised, so nothing can be recorded about it.")
        return rule


def _question_of(entry: Recorded | Migrated | None) -> str | None:
    """Give the question that an answer is to; none for a move to another script, which is about all of them."""
    return entry.question if isinstance(entry, Recorded) else None
