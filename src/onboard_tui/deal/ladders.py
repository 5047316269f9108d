"""Where a relationship stands on each ladder of the script, three-valued, and what makes it so.

A level is never typed and never averaged: it follows from the answers and from facts with their evidence.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onboard_tui.deal.days import written
from onboard_tui.deal.flags import answers_behind
from onboard_tui.deal.ladder_facts import facts_as_they_stand, typed_facts
from onboard_tui.deal.ladder_walk import ReadingState, Walks
from onboard_tui.errors import UsageError
from onboard_tui.interview.dates import FIRST_YEAR
from onboard_tui.interview.dealings import Rated
from onboard_tui.interview.locks import given_late
from onboard_tui.interview.named import named
from onboard_tui.interview.standing import confirmed
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
    from onboard_tui.script.scope import Value

__all__ = [
    "HELD_BACK",
    "PastReading",
    "Reading",
    "ReadingState",
    "line_of",
    "rated",
    "reading_history",
    "readings",
    "relationship",
]

HELD_BACK = "held_back"
"""The id of a rung that is lower than what we do for them has earned."""


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
    return tuple(_Reader(assessment.standing, earlier).all())


def relationship(assessment: Assessment, *, earlier: Sequence[Interview] = ()) -> str:
    """Say in a few words how the customer sees us, beside our own word; empty while there is nothing to say."""
    claimed = next((ladder for ladder in assessment.script.ladders if ladder.claim is not None), None)
    if claimed is None:
        return ""
    reading = _Reader(assessment.standing, earlier).reading(claimed)
    told = reading.rung or reading.was or reading.claim
    if told is None or reading.state is ReadingState.NOT_APPLICABLE:
        return ""
    return replace(
        reading, possible=claimed.rungs
    ).words  # which of the rungs it can be is too much for a list


class _Reader:
    """Reads the ladders of one interview on one day."""

    def __init__(self, standing: Standing, earlier: Sequence[Interview]) -> None:
        self._standing = standing
        stand = facts_as_they_stand(standing, (*earlier, standing.interview))
        self._facts = {name: reading for name, (reading, _) in stand.items()}
        lasting = {name: value for name, (_, value) in stand.items()}
        now = {name: Missing.UNKNOWN if self._facts[name].stale else value for name, value in lasting.items()}
        self._walks = Walks(standing, now)
        self._before = self._walks if now == lasting else Walks(standing, lasting)

    def all(self) -> Iterator[Reading]:
        """Give all readings with what is behind them."""
        behind: dict[str, frozenset[str]] = {}
        for ladder in self._standing.script.ladders:
            walk = self._walks.by_id[ladder.id]
            read = self._names_behind(walk.read, behind)
            lacking = self._names_behind(walk.open, behind)
            behind[ladder.id] = lacking or read
            yield replace(
                self.reading(ladder),
                because=answers_behind(self._standing, read - self._facts.keys()),
                missing=tuple(self._not_known(lacking)),
            )

    def reading(self, ladder: Ladder) -> Reading:
        """Give one reading without what is behind it."""
        walk = self._walks.by_id[ladder.id]
        unknown = walk.state is ReadingState.UNKNOWN
        return replace(
            _claimed(ladder, self._standing),
            state=walk.state,
            rung=walk.rung,
            possible=walk.possible,
            facts=tuple(self._facts[fact.id] for fact in ladder.facts),
            hints=walk.hints,
            was=self._before.by_id[ladder.id].rung if unknown else None,
        )

    def _names_behind(
        self, conditions: Iterable[Expression], behind: Mapping[str, frozenset[str]]
    ) -> frozenset[str]:
        """Give the facts and names of the script that make some conditions what they are.

        `behind` gives those for each ladder further up.
        """
        found: set[str] = set()
        for name in {name for condition in conditions for name in condition.support(self._walks)}:
            fact = self._facts.get(name)
            if name in behind:
                found |= behind[name]
            else:
                found.add(name)
            if fact is not None and fact.stand_in is not None:
                found |= fact.stand_in.support(self._standing)
        return frozenset(found)

    def _not_known(self, names: frozenset[str]) -> Iterator[str]:
        """Give the texts of the facts, and the words of the questions, that are not known."""
        for fact in self._facts.values():
            if fact.fact.id in names and fact.value is None and fact.stand_in is None:
                yield fact.fact.text
        for question_id in answers_behind(self._standing, names - self._facts.keys()):
            if self._standing.value(question_id) is Missing.UNKNOWN:
                yield self._standing.script.question_by_id[question_id].ask


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
    ladder = named(assessment.script.ladder_by_id, ladder_id, "ladder")
    day, shown, who = on or assessment.as_of, stripped(evidence), stripped(said_by)
    if not shown:
        raise UsageError("A reading needs evidence.", way_out="Say what was done, said or written, and when.")
    if not who:
        raise UsageError("A reading needs the name of the person who said so.")
    if day > assessment.as_of:
        raise UsageError(
            f"A reading cannot have been made on {written(assessment, day)}: that day is still to come."
        )
    if day.year < FIRST_YEAR:
        raise UsageError(f"A reading cannot have been made on {day}: that is too long ago.")
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
