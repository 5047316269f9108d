"""What is still to be followed up in a deal: what somebody set, and what follows from the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from onboard_tui.deal.days import day_ahead, day_gone, days_later
from onboard_tui.deal.outcome import OutcomeClass, fates_of, outcomes_of
from onboard_tui.deal.words import in_words
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import (
    PUT_OFF,
    STEP,
    Fate,
    FollowUpClosed,
    FollowUpKind,
    FollowUpSet,
    Side,
)
from onboard_tui.interview.entries import Postponement, Reaction, Recorded
from onboard_tui.interview.fill import filled
from onboard_tui.interview.named import named
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import AskedOf, FlagKind, VerdictKind
from onboard_tui.script.problems import did_you_mean
from onboard_tui.text import slug, stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.flags import Flag
    from onboard_tui.interview.dealings import Decided
    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import Question, Steps
    from onboard_tui.script.scope import Row

DAYS_OF_TIME: Final = 14
"""Days after which a customer who wanted time is asked again."""
USE_CHECKS: Final = (30, 60, 90, 180)
"""Days after the first day of use on which active use is counted."""
DAYS_TO_A_FATE: Final = 30
"""Days after a failed outcome in which what became of the customer is found out."""
NOBODY_NAMED: Final = "us"


class FollowUpCause(StrEnum):
    """Why something is to be followed up."""

    TASK = "task"
    CUSTOMER_QUESTION = "customer_question"
    """The customer asked something that the seller could not answer."""
    PLAN = "plan"
    """A plan that stands in for what a flag warns of is due."""
    LATER = "later"
    """An answer was put off, or somebody is to find it out."""
    WANTS_TIME = "wants_time"
    """The customer wanted time after an attempt to steer."""
    STEP = "step"
    """A line of a plan that both sides wrote down is due."""
    REVIEW = "review"
    """A decision against the verdict is to be looked at again."""
    CALL = "call"
    """We are next in line, and somebody may be called."""
    USE_CHECK = "use_check"
    """Active use is to be counted."""
    FATE = "fate"
    """The deployment failed, and nobody has written down what became of the customer."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done by a day, with a yes or no at the end of it. For the seller only."""

    key: str
    """The id of the entry that set it; `plan:no_access` or the like for what follows from the record."""
    kind: FollowUpCause
    what: str
    side: Side
    """Whose it is."""
    who: str
    due: date
    about: str = ""
    """The question or flag that it is about."""
    asked_by: str = ""
    """Who asked, for a customer's question."""

    @property
    def set_by(self) -> str:
        """Whether the `seller` set it, or it follows from the `record`."""
        return "seller" if self.kind in _SET_BY_THE_SELLER else "record"


_SET_BY_THE_SELLER: Final = frozenset({FollowUpCause.TASK, FollowUpCause.CUSTOMER_QUESTION})


class _Waiting(NamedTuple):
    """A follow-up, and the entry from which it follows."""

    follow_up: FollowUp
    origin: Entry


def follow_ups_of(assessment: Assessment) -> tuple[FollowUp, ...]:
    """Give what is to be followed up and is not closed, by the day that it is due.

    What follows from the record ends with what it waits for: an answer, a new attempt, a count of active use.
    After a decision not to go ahead, nothing waits for the customer any more but what was decided or set.
    """
    return tuple(sorted(_Record(assessment).read(), key=lambda each: (each.due, each.key)))


def closed_follow_ups(assessment: Assessment) -> tuple[tuple[FollowUp, FollowUpClosed], ...]:
    """Give what was followed up as it was said on that day, with its result, in the order of the log."""
    from onboard_tui.deal.assessment import assess

    interview = assessment.interview
    found: list[tuple[FollowUp, FollowUpClosed]] = []
    for place, entry in enumerate(interview.log):
        if isinstance(entry, FollowUpClosed):
            before = assess(interview.as_it_was(place), entry.on)
            found += [(each, entry) for each in follow_ups_of(before) if each.key == entry.follow_up]
    return tuple(found)


def follow_up_set(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    text: str,
    side: Side,
    who: str,
    due: date,
    about: str = "",
    kind: FollowUpKind = FollowUpKind.TASK,
    asked_by: str = "",
) -> FollowUpSet:
    """Give the entry of a follow-up. Raises `UsageError`, and `AnswerError` for an unknown question."""
    what, name = stripped(text), stripped(who)
    if not what:
        raise UsageError("Say what is to be followed up.")
    if not name:
        raise UsageError("A follow-up needs the name of the person who does it.")
    return FollowUpSet(
        **stamp,
        kind=kind,
        text=what,
        side=side,
        who=name,
        due=day_ahead(assessment, due, "A follow-up", from_today=True),
        about=named(assessment.script.question_by_id, about, "question").id if about else "",
        asked_by=stripped(asked_by),
    )


def follow_up_closed(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    key: str,
    happened: bool,
    note: str = "",
    on: date | None = None,
) -> FollowUpClosed:
    """Give the entry of a follow-up's result; its key may be shortened as long as one alone begins so.

    Raises `UsageError`.
    """
    follow_up = _named(assessment, stripped(key))
    begun = min(assessment.interview.started_at.date(), assessment.as_of)
    day = day_gone(assessment, on, "The end of a follow-up", first=begun, since="the interview began")
    return FollowUpClosed(**stamp, follow_up=follow_up.key, on=day, happened=happened, note=stripped(note))


def _named(assessment: Assessment, key: str) -> FollowUp:
    waiting = {each.key: each for each in assessment.follow_ups}
    if key in waiting:
        return waiting[key]
    found = [each for name, each in waiting.items() if key and name.startswith(key)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"More than one follow-up begins with {key!r}.", way_out="Write more of its key.")
    if key in assessment.interview.dealings.closed:
        raise UsageError(f"The follow-up {key!r} is closed already.")
    raise UsageError(f"There is no open follow-up {key!r}.", way_out=did_you_mean(key, waiting))


class _Record:
    """The record of a deal, read for what is to be followed up."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.standing = assessment.standing
        self.dealings = assessment.interview.dealings
        self.seller = assessment.interview.seller or NOBODY_NAMED

    def read(self) -> Iterator[FollowUp]:
        """Give each follow-up that was not closed since it came to be."""
        for follow_up, origin in self._waiting():
            closing = self.dealings.closed.get(follow_up.key)
            if closing is None or not self._comes_after(closing, origin):
                yield follow_up

    def _waiting(self) -> Iterator[_Waiting]:
        decision = self.dealings.decision
        yield from map(_as_set, self.dealings.follow_ups)
        if decision is None or decision.choice is VerdictKind.PROCEED:
            yield from self._answers_put_off()
            yield from self._steps()
            for flag in self.assessment.raised_flags:
                yield from self._plan(flag)
                yield from self._time_wanted(flag)
        if decision is not None:
            yield from self._decided(decision)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """Where each entry stands in the log."""
        return {entry.id: place for place, entry in enumerate(self.assessment.interview.log)}

    def _comes_after(self, entry: Entry, other: Entry) -> bool:
        return self._places[entry.id] > self._places[other.id]

    def _answers_put_off(self) -> Iterator[_Waiting]:
        for question_id, recorded in self.assessment.interview.current.items():
            applies = self.standing.state(question_id) is not AnswerState.NOT_APPLICABLE
            if recorded.until is not None and recorded.state is not AnswerState.ANSWERED and applies:
                yield self._put_off(recorded, recorded.until)

    def _put_off(self, recorded: Recorded, until: date) -> _Waiting:
        question = self.assessment.script.question_by_id[recorded.question]
        theirs = question.asked_of is AskedOf.CUSTOMER and recorded.owner not in {"", self.seller}
        asked_again = "Ask again" if recorded.state is AnswerState.LATER else "Find out"
        follow_up = FollowUp(
            key=f"{PUT_OFF}{question.id}",
            kind=FollowUpCause.LATER,
            what=f"{asked_again}: {filled(question.ask, self.standing)}",
            side=Side.THEIRS if theirs else Side.OURS,
            who=recorded.owner or self.seller,
            due=until,
            about=question.id,
        )
        return _Waiting(follow_up, recorded)

    def _steps(self) -> Iterator[_Waiting]:
        """Give the rows of tables that hold steps, each from when it was first written down as it stands."""
        for question in self.assessment.script.questions:
            if question.steps is None:
                continue
            rows = self.standing.value(question.id)
            for row in rows if isinstance(rows, tuple) else ():
                if not isinstance(row, str):
                    yield from self._step(question, question.steps, row)

    def _step(self, question: Question, steps: Steps, row: Row) -> Iterator[_Waiting]:
        what, due, who = row.get(steps.what), row.get(steps.by), row.get(steps.who)
        if not isinstance(what, str) or not isinstance(due, date):
            return
        ours = not steps.side or row.get(steps.side) == steps.ours
        follow_up = FollowUp(
            key=f"{STEP}{question.id}:{slug(what)}",
            kind=FollowUpCause.STEP,
            what=what,
            side=Side.OURS if ours else Side.THEIRS,
            who=str(who or (self.seller if ours else self.assessment.interview.customer)),
            due=due,
            about=question.id,
        )
        for entry in self.assessment.interview.log:
            if isinstance(entry, Recorded) and entry.question == question.id and _holds(entry, row):
                yield _Waiting(follow_up, entry)
                return

    def _plan(self, flag: Flag) -> Iterator[_Waiting]:
        if flag.plan is not None:
            follow_up = FollowUp(
                key=f"plan:{flag.id}",
                kind=FollowUpCause.PLAN,
                what=f"Plan for {flag.name}: {flag.plan.text or flag.rule.title}",
                side=Side.OURS if flag.rule.kind is FlagKind.OURS else Side.THEIRS,
                who=flag.plan.owner or flag.plan.agreed_by or self.seller,
                due=flag.plan.due,
                about=flag.id,
            )
            yield _Waiting(follow_up, flag.plan)

    def _time_wanted(self, flag: Flag) -> Iterator[_Waiting]:
        last = flag.attempts[-1] if flag.attempts else None
        if last is None or last.reaction is not Reaction.WANTS_TIME:
            return
        if any(self._comes_after(entry, last) for entry in self._said_about(flag)):
            return
        follow_up = FollowUp(
            key=f"wants_time:{flag.id}",
            kind=FollowUpCause.WANTS_TIME,
            what=f"Steer again, {last.with_whom or 'they'} wanted time: {flag.rule.title}",
            side=Side.OURS,
            who=self.seller,
            due=days_later(last.on, DAYS_OF_TIME),
            about=flag.id,
        )
        yield _Waiting(follow_up, last)

    def _said_about(self, flag: Flag) -> Iterator[Entry]:
        """Give what stands for a customer's word about a flag: the answers behind it, a plan, a dismissal."""
        for question_id in flag.because:
            recorded = self.standing.recorded(question_id)
            if recorded is not None:
                yield recorded
        if flag.plan is not None:
            yield flag.plan
        if flag.set_aside is not None and flag.set_aside.choice is Postponement.DOES_NOT_APPLY:
            yield flag.set_aside

    def _decided(self, decision: Decided) -> Iterator[_Waiting]:
        if decision.against and decision.review is not None:
            choice, verdict = in_words(decision.choice), in_words(decision.verdict, decision.conditions)
            yield self._ours(
                decision,
                key="review",
                kind=FollowUpCause.REVIEW,
                what=f"Review the decision to {choice} against the verdict {verdict}",
                who=decision.by or self.seller,
                due=decision.review,
            )
        if decision.choice is VerdictKind.NEXT_IN_LINE and decision.call_on is not None:
            yield self._ours(
                decision,
                key="call",
                kind=FollowUpCause.CALL,
                what=f"Call {decision.may_call}. The sign to look for: {decision.sign}",
                who=self.seller,
                due=decision.call_on,
            )
        if decision.choice is VerdictKind.PROCEED:
            fates = fates_of(self.assessment.interview)
            if not any(each.fate in {Fate.SWITCHED, Fate.STOPPED} for each in fates):
                yield from self._use_checks(decision)
            if not fates:
                yield from self._fate()

    def _use_checks(self, decision: Decided) -> Iterator[_Waiting]:
        last = max((each.on for each in self.dealings.measurements), default=date.min)
        for days in USE_CHECKS:
            due = days_later(decision.first_day or decision.on, days)
            if due > last:
                yield self._ours(
                    decision,
                    key=f"use_check:{days}",
                    kind=FollowUpCause.USE_CHECK,
                    what=f"Count active use, {days} days after the first day of use{_goal(decision)}",
                    who=self.seller,
                    due=due,
                )

    def _fate(self) -> Iterator[_Waiting]:
        """Ask what became of a customer whose deployment has failed in every count since some day."""
        counted = reversed(outcomes_of(self.assessment.interview))
        failed = [*takewhile(lambda outcome: outcome.class_ is OutcomeClass.FAILED, counted)]
        if failed:
            first = failed[-1].entry
            yield self._ours(
                first,
                key="fate",
                kind=FollowUpCause.FATE,
                what=f"Find out what became of them: {first.active} of {first.licensed} were in active use",
                who=self.seller,
                due=days_later(first.on, DAYS_TO_A_FATE),
            )

    def _ours(
        self, origin: Entry, *, key: str, kind: FollowUpCause, what: str, who: str, due: date
    ) -> _Waiting:
        return _Waiting(FollowUp(key, kind, what, Side.OURS, who, due), origin)


def _holds(entry: Recorded, row: Row) -> bool:
    """Whether an answer has this very row."""
    return isinstance(entry.value, tuple) and row in entry.value


def _as_set(entry: FollowUpSet) -> _Waiting:
    follow_up = FollowUp(
        key=entry.id,
        kind=FollowUpCause(entry.kind),
        what=entry.text,
        side=entry.side,
        who=entry.who,
        due=entry.due,
        about=entry.about,
        asked_by=entry.asked_by,
    )
    return _Waiting(follow_up, entry)


def _goal(decision: Decided) -> str:
    """Say what was agreed, where it was: ` (80% of 60 agreed)`."""
    if decision.target is None:
        return ""
    people = f" of {decision.licensed}" if decision.licensed is not None else ""
    return f" ({decision.target}%{people} agreed)"
