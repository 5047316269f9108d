"""What was established about a relationship besides the answers: read from what was typed, and from the record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.deal.days import days_later
from onboard_tui.errors import UsageError
from onboard_tui.interview.accept import NO, YES
from onboard_tui.script.model import FactKind
from onboard_tui.script.scope import Missing
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from onboard_tui.interview.dealings import Rated
    from onboard_tui.interview.interview import Interview
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Ladder, LadderFact
    from onboard_tui.script.scope import Result

_TIMES = re.compile(r"([0-9]{1,6}) *(?:of|/) *([0-9]{1,6})")
_COUNT = re.compile(r"[0-9]{1,6}")

HOW_TO_TYPE: Mapping[FactKind, str] = {
    FactKind.YES_NO: "Write yes or no.",
    FactKind.ALWAYS: "Write how often it was so, of how many times: 3 of 4.",
    FactKind.COUNT: "Write a whole number.",
}


@dataclass(frozen=True, slots=True)
class FactReading:
    """A fact of a ladder as it stands on a day."""

    fact: LadderFact
    value: bool | int | None
    """None where it is not known."""
    typed: str = ""
    """As it was established: `yes`, `3 of 4`, `2`; empty where the answers stand in for it, or nothing does."""
    on: date | None = None
    evidence: str = ""
    said_by: str = ""
    stale: bool = False
    """It was established so long ago that it is not known any more."""

    @property
    def stand_in(self) -> Expression | None:
        """The condition that stands in for it, as it was never established."""
        return None if self.typed else self.fact.otherwise

    @property
    def words(self) -> str:
        """Say what is known of it: `yes`, `3 of 4`, `was 3 of 4, not confirmed since`, `not known`."""
        if self.stale:
            return f"was {self.typed}, not confirmed since"
        if self.typed:
            return self.typed
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return "not known" if self.value is None else str(self.value)


def typed_facts(ladder: Ladder, typed: Mapping[str, str]) -> dict[str, str]:
    """Give what a person typed for some facts of a ladder in the form in which it is kept. Raises UsageError."""
    from onboard_tui.script.problems import did_you_mean

    known = {fact.id: fact for fact in ladder.facts}
    kept = {}
    for fact_id, text in typed.items():
        if fact_id not in known:
            hint = did_you_mean(fact_id, known) or f"Its facts are {', '.join(known)}."
            raise UsageError(f"The ladder {ladder.id!r} has no fact {fact_id!r}.", way_out=hint)
        kept[fact_id] = _kept_form(known[fact_id], stripped(text))
    return kept


def _kept_form(fact: LadderFact, text: str) -> str:
    words = text.casefold()
    match fact.kind:
        case FactKind.YES_NO if words in YES | NO:
            return "yes" if words in YES else "no"
        case FactKind.ALWAYS if found := _TIMES.fullmatch(words):
            times, chances = int(found[1]), int(found[2])
            if times > chances:
                raise UsageError(
                    f"{fact.id}: it cannot have been so {times} times of {chances}.",
                    way_out=HOW_TO_TYPE[fact.kind],
                )
            return f"{times} of {chances}"
        case FactKind.COUNT if _COUNT.fullmatch(words):
            return str(int(words))
    raise UsageError(f"{fact.id}: “{text[:40]}” cannot be understood.", way_out=HOW_TO_TYPE[fact.kind])


def value_of_fact(fact: LadderFact, kept: str) -> bool | int | None:
    """Give what a fact in its kept form means; None where it was kept for a fact of another kind."""
    match fact.kind:
        case FactKind.YES_NO:
            return {"yes": True, "no": False}.get(kept)
        case FactKind.ALWAYS:
            times = _TIMES.fullmatch(kept)
            return None if times is None else int(times[1]) == int(times[2]) >= 1
        case FactKind.COUNT:
            return int(kept) if _COUNT.fullmatch(kept) else None


def newest_on_record(interviews: Iterable[Interview], as_of: date) -> dict[str, Rated]:
    """Give the reading in which each fact was established last, by day and then by the record."""
    kept = [entry for each in interviews for entry in each.dealings.ratings if entry.on <= as_of]
    return {fact: entry for entry in sorted(kept, key=lambda entry: entry.on) for fact in entry.facts}


def facts_as_they_stand(
    standing: Standing, interviews: Sequence[Interview]
) -> dict[str, tuple[FactReading, Result]]:
    """Give every fact of the script as it stands, and what it would be if nothing had become too old."""
    record = newest_on_record(interviews, standing.as_of)
    return {
        fact.id: _as_it_stands(fact, record.get(fact.id), standing)
        for ladder in standing.script.ladders
        for fact in ladder.facts
    }


def count_until(standing: Standing, interviews: Sequence[Interview]) -> date | None:
    """Give the last day on which every fact that counts today still counts; None where none becomes too old."""
    days = []
    for reading, _ in facts_as_they_stand(standing, interviews).values():
        keeps = reading.fact.keeps_days
        if keeps is not None and reading.on is not None and not reading.stale:
            days.append(days_later(reading.on, keeps))
    return min(days, default=None)


def _as_it_stands(fact: LadderFact, entry: Rated | None, standing: Standing) -> tuple[FactReading, Result]:
    value = None if entry is None else value_of_fact(fact, entry.facts[fact.id])
    if entry is None or value is None:
        found: Result = Missing.UNKNOWN if fact.otherwise is None else fact.otherwise.evaluate(standing)
        known = found if isinstance(found, bool | int) else None
        return FactReading(fact, known), found
    age = (standing.as_of - entry.on).days
    stale = fact.keeps_days is not None and age > fact.keeps_days
    reading = FactReading(
        fact,
        None if stale else value,
        typed=entry.facts[fact.id],
        on=entry.on,
        evidence=entry.evidence,
        said_by=entry.said_by,
        stale=stale,
    )
    return reading, value
