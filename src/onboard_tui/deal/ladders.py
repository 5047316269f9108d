"""Where a relationship stands on each ladder of the script, three-valued, and what makes it so.

A level is never typed and never averaged: it follows from the answers and from facts with their evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from onboard_tui.deal.flags import answers_behind
from onboard_tui.deal.ladder_facts import facts_as_they_stand, typed_facts
from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.interview.dealings import Rated
from onboard_tui.interview.locks import given_late
from onboard_tui.interview.standing import confirmed
from onboard_tui.script.problems import did_you_mean
from onboard_tui.script.scope import AnswerState, Missing
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.ladder_facts import FactReading
    from onboard_tui.interview.interview import Interview
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Ladder, LadderHint, Rung
    from onboard_tui.script.scope import FlagQuery, Result, Value

HELD_BACK = "held_back"
"""The id of a rung that is lower than what we do for them has earned."""


class ReadingState(StrEnum):
    """Whether it can be told where a relationship stands."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Reading:
    """Where a relationship stands on one ladder."""

    ladder: Ladder
    state: ReadingState
    rung: Rung | None = None
    """None unless it is known."""
    possible: tuple[Rung, ...] = ()
    """The rungs that it can be, the highest first as the ladder lists them."""
    facts: tuple[FactReading, ...] = ()
    because: Mapping[str, Value] = field(default_factory=dict)
    """The answers behind it, in script order; the state of a question that has no value."""
    missing: tuple[str, ...] = ()
    """What would have to be known to tell: the texts of facts and the words of questions."""
    hints: tuple[LadderHint, ...] = ()
    was: Rung | None = None
    """Where it stood until a fact became too old to count."""
    claim: Rung | None = None
    """What we ourselves call it."""
    claim_late: bool = False
    """We wrote that down only after the customer had answered."""
    confirmed: bool = True
    """False where the customer's own answer is asked for and is not there, or is our guess."""

    @property
    def level(self) -> int | None:
        """The level of the rung; None unless it is known."""
        return None if self.rung is None else self.rung.level

    @property
    def gap(self) -> int | None:
        """How many levels our own word is above where it stands; negative below."""
        return None if self.claim is None or self.level is None else self.claim.level - self.level

    @property
    def held_back(self) -> bool:
        """Whether it stands lower than what we do for them has earned."""
        return self.rung is not None and self.rung.id == HELD_BACK

    @property
    def words(self) -> str:
        """Say where it stands: `supplier (we say: partner)`, `features and benefits, held back`."""
        remarks = "; ".join(self._remarks())
        return f"{self._where()} ({remarks})" if remarks else self._where()

    def _where(self) -> str:
        if self.state is ReadingState.NOT_APPLICABLE:
            return "does not apply"
        if self.rung is not None:
            return (
                f"{_in_a_line(self.rung.name)}, held back" if self.held_back else _in_a_line(self.rung.name)
            )
        if self.was is not None:
            return f"was {_in_a_line(self.was.name)}, not confirmed"
        if len(self.possible) == len(self.ladder.rungs):
            return "not known yet"
        *others, last = dict.fromkeys(_in_a_line(rung.name) for rung in self.possible)
        return f"not known yet: {', '.join(others)} or {last}" if others else f"not known yet: {last}"

    def _remarks(self) -> Iterator[str]:
        late = ", written down after their answer" if self.claim_late else ""
        if self.claim is not None and self.claim != self.rung:
            yield f"we say: {_in_a_line(self.claim.name)}{late}"
        elif late:
            yield f"our word too{late}"
        if self.rung is not None and not self.confirmed:
            yield "not confirmed by them"


def _in_a_line(name: str) -> str:
    """Write a name as it stands within a sentence."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def readings(assessment: Assessment, *, earlier: Sequence[Interview] = ()) -> tuple[Reading, ...]:
    """Read every ladder of the script, in its order.

    `earlier` are the customer's interviews before this one: the facts established there count as well.
    """
    return tuple(_read(assessment.script.ladders, assessment, earlier))


def relationship(assessment: Assessment, *, earlier: Sequence[Interview] = ()) -> str:
    """Say in a few words how the customer sees us, beside our own word; empty while there is nothing to say."""
    claimed = [ladder for ladder in assessment.script.ladders if ladder.claim is not None]
    for reading in _read(claimed[:1], assessment, earlier):
        told = reading.rung or reading.was or reading.claim
        return reading.words if told and reading.state is not ReadingState.NOT_APPLICABLE else ""
    return ""


def _read(
    ladders: Iterable[Ladder], assessment: Assessment, earlier: Sequence[Interview]
) -> Iterator[Reading]:
    standing = assessment.standing
    stand = facts_as_they_stand(standing, (*earlier, standing.interview))
    facts = {name: reading for name, (reading, _) in stand.items()}
    lasting = {name: value for name, (_, value) in stand.items()}
    now = {name: Missing.UNKNOWN if facts[name].stale else value for name, value in lasting.items()}
    walked = _Walked(standing, now)
    before = walked if now == lasting else _Walked(standing, lasting)
    for ladder in ladders:
        walk = walked.walks[ladder.id]
        was = before.walks[ladder.id].rung if walk.state is ReadingState.UNKNOWN else None
        yield replace(
            _claimed(ladder, standing),
            state=walk.state,
            rung=walk.rung,
            possible=walk.possible,
            facts=tuple(facts[fact.id] for fact in ladder.facts),
            because=answers_behind(standing, walked.names_behind(walk.read, facts) - facts.keys()),
            missing=tuple(_not_known(walked.names_behind(walk.open, facts), facts, standing)),
            hints=walk.hints,
            was=was,
        )


def _claimed(ladder: Ladder, standing: Standing) -> Reading:
    """Begin a reading with our own word for it."""
    reading = Reading(ladder, ReadingState.UNKNOWN)
    if ladder.claim is None:
        return reading
    lock = standing.script.question_by_id[ladder.claim].locked_by
    asked = lock is not None and standing.state(lock) is not AnswerState.NOT_APPLICABLE
    said = standing.value(ladder.claim)
    return replace(
        reading,
        claim=ladder.rung(said) if isinstance(said, str) else None,
        claim_late=isinstance(said, str) and given_late(standing, ladder.claim),
        confirmed=not asked or lock is None or confirmed(standing.recorded(lock)),
    )


# Going down the tables


@dataclass(frozen=True, slots=True)
class _Walk:
    """A ladder gone down from the top, as far as the first rung that holds."""

    state: ReadingState
    possible: tuple[Rung, ...] = ()
    read: tuple[Expression, ...] = ()
    """The conditions that were read on the way."""
    open: tuple[Expression, ...] = ()
    """Those because of which it cannot be told."""
    hints: tuple[LadderHint, ...] = ()

    @property
    def rung(self) -> Rung | None:
        return self.possible[0] if self.state is ReadingState.KNOWN else None

    @property
    def result(self) -> Result:
        """What the ladders below read."""
        if self.state is ReadingState.NOT_APPLICABLE:
            return Missing.NOT_APPLICABLE
        return Missing.UNKNOWN if self.rung is None else self.rung.level


class _Walked:
    """All ladders gone down; the scope of their conditions: the interview, the facts, and the ladders above."""

    def __init__(self, standing: Standing, facts: Mapping[str, Result]) -> None:
        self._standing = standing
        self._own = dict(facts)
        self.walks: dict[str, _Walk] = {}
        for ladder in standing.script.ladders:
            self.walks[ladder.id] = walk = _walk(ladder, self)
            self._own[ladder.id] = walk.result

    def value(self, name: str) -> Result:
        return self._own[name] if name in self._own else self._standing.value(name)

    def state(self, name: str) -> AnswerState:
        return self._standing.state(name)

    def today(self) -> date:
        return self._standing.today()

    def count_flags(self, query: FlagQuery) -> int:
        return self._standing.count_flags(query)

    def gates_missing(self) -> int:
        return self._standing.gates_missing()

    def trouble(self, sentence: str) -> None:
        self._standing.trouble(sentence)

    def names_behind(
        self, conditions: Iterable[Expression], facts: Mapping[str, FactReading]
    ) -> frozenset[str]:
        """Give the names that make some conditions what they are: facts, and names of the script."""
        found: set[str] = set()
        waiting = [name for condition in conditions for name in condition.support(self)]
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            if name in self.walks:
                walk = self.walks[name]
                read = walk.open or walk.read
                waiting += [each for condition in read for each in condition.support(self)]
            elif name in facts and (stand_in := facts[name].stand_in) is not None:
                waiting += stand_in.support(self._standing)
        return frozenset(found - self.walks.keys())


def _walk(ladder: Ladder, scope: _Walked) -> _Walk:
    applies: Result = True if ladder.when is None else ladder.when.evaluate(scope)
    read = [] if ladder.when is None else [ladder.when]
    if applies is False or applies is Missing.NOT_APPLICABLE:
        return _Walk(ReadingState.NOT_APPLICABLE, read=tuple(read))
    still_open = [] if applies is True else list(read)
    possible: list[Rung] = []
    for rung in ladder.rungs:
        read.append(rung.condition)
        result = rung.condition.evaluate(scope)
        if result is Missing.UNKNOWN:
            still_open.append(rung.condition)
        if result is Missing.UNKNOWN or result is True:
            possible.append(rung)
        if result is True:
            break
    known = applies is True and len(possible) == 1
    return _Walk(
        ReadingState.KNOWN if known else ReadingState.UNKNOWN,
        tuple(possible),
        tuple(read),
        () if known else tuple(still_open),
        tuple(hint for hint in ladder.hints if hint.condition.evaluate(scope) is True),
    )


def _not_known(names: frozenset[str], facts: Mapping[str, FactReading], standing: Standing) -> Iterator[str]:
    """Give the texts of the facts, and the words of the questions, that are not known."""
    for fact in facts.values():
        if fact.fact.id in names and fact.value is None and fact.stand_in is None:
            yield fact.fact.text
    for question_id in answers_behind(standing, names - facts.keys()):
        if standing.value(question_id) is Missing.UNKNOWN:
            yield standing.script.question_by_id[question_id].ask


# Readings that are kept


def rated(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    ladder_id: str,
    evidence: str,
    said_by: str,
    facts: Mapping[str, str],
    on: date | None = None,
    earlier: Sequence[Interview] = (),
) -> Rated:
    """Give the entry of a reading with its evidence, made today unless it is said when.

    Its level follows from the answers and the facts. Raises AnswerError for an unknown ladder, and UsageError.
    """
    ladder = assessment.script.ladder_by_id.get(ladder_id)
    if ladder is None:
        known = list(assessment.script.ladder_by_id)
        hint = did_you_mean(ladder_id, known) or (f"The ladders are {', '.join(known)}." if known else None)
        raise AnswerError(f"There is no ladder {ladder_id!r} in this script.", way_out=hint)
    day, shown, who = on or assessment.as_of, stripped(evidence), stripped(said_by)
    if not shown:
        raise UsageError("A reading needs evidence.", way_out="Say what was done, said or written, and when.")
    if not who:
        raise UsageError("A reading needs the name of the person who said so.")
    if day > assessment.as_of:
        raise UsageError(f"A reading cannot have been made on {day}: that day is still to come.")
    kept = typed_facts(ladder, facts)
    entry = Rated(**stamp, on=day, ladder=ladder.id, facts=kept, evidence=shown, said_by=who)
    reading = _reading_on(day, assessment.interview.with_entries(entry), ladder, earlier)
    if reading.state is ReadingState.NOT_APPLICABLE:
        raise UsageError(f"{ladder.title!r} does not apply to this customer, so there is nothing to read.")
    return replace(entry, rung=reading.rung.id if reading.rung else "", level=reading.level)


def _reading_on(day: date, interview: Interview, ladder: Ladder, earlier: Sequence[Interview]) -> Reading:
    from onboard_tui.deal.assessment import assess

    found = readings(assess(interview, day), earlier=earlier)
    return next(reading for reading in found if reading.ladder.id == ladder.id)


@dataclass(frozen=True, slots=True)
class PastReading:
    """A reading that was kept in some interview of a customer."""

    interview_id: str
    entry: Rated
    ladder: Ladder | None
    """None where the interview's script has no such ladder any more."""
    rung: Rung | None
    """None where it could not be told."""

    @property
    def words(self) -> str:
        """Say where it stood: `2, features and benefits, held back`."""
        if self.rung is None:
            return "not known" if self.entry.level is None else str(self.entry.level)
        held = ", held back" if self.rung.id == HELD_BACK else ""
        return f"{self.rung.level}, {_in_a_line(self.rung.name)}{held}"


def reading_history(interviews: Iterable[Interview]) -> tuple[PastReading, ...]:
    """Give every reading that was kept in a customer's interviews, by date."""
    found = []
    for interview in interviews:
        for entry in interview.dealings.ratings:
            ladder = interview.script.ladder_by_id.get(entry.ladder)
            rung = ladder.rung(entry.rung) if ladder else None
            found.append(PastReading(interview.id, entry, ladder, rung))
    return tuple(sorted(found, key=lambda past: (past.entry.on, past.entry.at)))


def line_of(history: Iterable[PastReading], ladder_id: str) -> str:
    """Draw the readings of one ladder as a line, oldest first: `2 → 4`; `?` where it could not be told."""
    levels = (past.entry.level for past in history if past.entry.ladder == ladder_id)
    return " → ".join("?" if level is None else str(level) for level in levels)
