"""How good our judgement was: what was forecast at signing against what became of the deals."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.bands import BANDS, Band
from onboard_tui.deal.lift import Lift, lift_table
from onboard_tui.deal.outcome import OutcomeClass, fates_of, outcomes_of
from onboard_tui.deal.words import number_of, tenths
from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import Decided, Fate
from onboard_tui.interview.entries import entry_to_json, fields_from_json
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from onboard_tui.interview.interview import Interview

MODEL: Final = "1"
"""The version of the way forecasts are made; frozen with each."""
ENOUGH_OUTCOMES: Final = 20
ENOUGH_FAILURES: Final = 5
"""With fewer it is too early to say how good the forecasts are."""
ENOUGH_HOURS: Final = 3
"""So many deals of a kind must have hours before our own hours replace an assumption."""
_KNOWN_ELSEWHERE: Final = frozenset({Fate.SUCCEEDED_ELSEWHERE, Fate.FAILED_ELSEWHERE})


@dataclass(frozen=True, slots=True)
class DealRecord:
    """One decided deal, as frozen then, and what became of it."""

    interview_id: str
    customer: str
    decided: Decided
    outcome: OutcomeClass | None = None
    share: Fraction | None = None
    """The part of the people licensed who are in active use, 0 to 1."""
    hours: Decimal | None = None
    """Hours that we have spent on it."""
    fate: Fate | None = None
    measured_on: date | None = None

    @property
    def signed(self) -> bool:
        """Whether the deal went ahead."""
        return self.decided.choice is VerdictKind.PROCEED


def record_of(interview: Interview) -> DealRecord | None:
    """Give the record of a deal on which a decision stands, from the log alone; a check on a customer is none.

    A signed deal that was left on a later day stays signed, and failed: else leaving would mend the record.
    """
    decided = interview.dealings.decision
    if decided is None or interview.script.no_deal:
        return None
    given_up = _given_up(interview, decided)
    counted = outcomes_of(interview)
    last = counted[-1] if counted else None
    hours = [outcome.entry.hours for outcome in counted if outcome.entry.hours is not None]
    fates = fates_of(interview)
    return DealRecord(
        interview.id,
        interview.customer,
        given_up or decided,
        outcome=OutcomeClass.FAILED if given_up else last.class_ if last else None,
        share=last.share if last else None,
        hours=hours[-1] if hours else None,
        fate=fates[-1].fate if fates else None,
        measured_on=last.entry.on if last else None,
    )


def _given_up(interview: Interview, leaving: Decided) -> Decided | None:
    """Give the signing that a decision to leave took back; what is put right on the same day was a slip."""
    if leaving.goes_ahead:
        return None
    signings = [each for each in interview.dealings.decisions if each.goes_ahead and each.on < leaving.on]
    return signings[-1] if signings else None


def deal_to_json(record: DealRecord) -> str:
    """Write a deal's record as JSON; see `deal_from_json`."""
    kept = {
        "interview": record.interview_id,
        "customer": record.customer,
        "decided": entry_to_json(record.decided),
        "outcome": record.outcome,
        "share": None if record.share is None else str(record.share),
        "hours": None if record.hours is None else f"{record.hours:f}",
        "fate": record.fate,
        "measured_on": None if record.measured_on is None else record.measured_on.isoformat(),
    }
    said = {name: value for name, value in kept.items() if value is not None}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=20_000)
def deal_from_json(text: str) -> DealRecord:
    """Read what `deal_to_json` wrote. Raises AnswerError where it cannot be a deal's record."""
    from datetime import date
    from decimal import Decimal

    try:
        kept = json.loads(text)
        return DealRecord(
            kept["interview"],
            kept["customer"],
            Decided(**fields_from_json(Decided, kept["decided"])),
            outcome=OutcomeClass(kept["outcome"]) if "outcome" in kept else None,
            share=Fraction(kept["share"]) if "share" in kept else None,
            hours=Decimal(kept["hours"]) if "hours" in kept else None,
            fate=Fate(kept["fate"]) if "fate" in kept else None,
            measured_on=date.fromisoformat(kept["measured_on"]) if "measured_on" in kept else None,
        )
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise AnswerError(
            f"The record of a deal cannot be read: {error}.", way_out="It can be made again from the log."
        ) from error


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours that deals of one kind took. Few of them take very many, so their mean would say nothing."""

    deals: int
    median: Fraction
    least: Decimal
    most: Decimal

    def __str__(self) -> str:
        """Say it in a few words: `median 40 h of 3 deals, 25 to 61`."""
        median, least, most = (tenths(each) for each in (self.median, self.least, self.most))
        return f"median {median} h of {number_of(self.deals, 'deal')}, {least} to {most}"


@dataclass(frozen=True, slots=True)
class Tally:
    """Some deals that went ahead, counted."""

    signed: int
    outcomes: int
    successes: int


@dataclass(frozen=True)
class TrackRecord:
    """All decided deals, and what they say about our judgement.

    A success is as it was agreed; everything else failed to be one. With `partial_counts`, deals in partial
    use count as successes too: the second line under the figures.
    """

    records: tuple[DealRecord, ...] = ()
    partial_counts: bool = False

    @classmethod
    def of(cls, records: Iterable[DealRecord]) -> TrackRecord:
        """Make it of records in any order."""
        return cls(tuple(sorted(records, key=lambda record: (record.decided.on, record.interview_id))))

    @cached_property
    def partial_as_success(self) -> TrackRecord:
        """The same record with partial use counted as success."""
        return replace(self, partial_counts=True)

    # Counts

    @cached_property
    def signed(self) -> tuple[DealRecord, ...]:
        """The deals that went ahead."""
        return tuple(record for record in self.records if record.signed)

    @cached_property
    def measured(self) -> tuple[DealRecord, ...]:
        """The deals that went ahead and have an outcome."""
        return tuple(record for record in self.signed if record.outcome is not None)

    def succeeded(self, record: DealRecord) -> bool:
        """Whether a deal counts as a success here."""
        partial = self.partial_counts and record.outcome is OutcomeClass.PARTIAL
        return partial or record.outcome is OutcomeClass.SUCCESS

    @property
    def in_use(self) -> int:
        """Deployments in active use: the number that matters."""
        return self._tally(self.records).successes

    @property
    def signed_not_live(self) -> int:
        """Deals that went ahead and have no outcome yet."""
        return len(self.signed) - len(self.measured)

    @property
    def live_not_used(self) -> int:
        """Deployments that are used less than agreed."""
        return len(self.measured) - self.in_use

    @property
    def failures(self) -> int:
        """Deals with an outcome that are no success."""
        return self.live_not_used

    def _tally(self, records: Iterable[DealRecord]) -> Tally:
        signed = [record for record in records if record.signed]
        known = [record for record in signed if record.outcome is not None]
        return Tally(len(signed), len(known), sum(map(self.succeeded, known)))

    # Forecasts

    @cached_property
    def bands(self) -> tuple[Band, ...]:
        """What was signed in each band, the safest first."""
        return tuple(
            Band(rule, tally.signed, tally.outcomes, tally.successes)
            for rule in BANDS.values()
            for tally in (self._tally(record for record in self.signed if record.decided.band == rule.id),)
        )

    @cached_property
    def overrides(self) -> Tally:
        """What was signed against the verdict."""
        return self._tally(record for record in self.signed if record.decided.against)

    def forecast(self, band: str) -> Decimal:
        """Give the chance of active use for the next deal of a band."""
        return next(each.forecast for each in self.bands if each.rule.id == band)

    @property
    def too_early(self) -> bool:
        """Whether there are too few outcomes, or too few failures, to say how good the forecasts are."""
        return len(self.measured) < ENOUGH_OUTCOMES or self.failures < ENOUGH_FAILURES

    @cached_property
    def base_rate(self) -> Fraction | None:
        """The part of the outcomes that are successes; None as long as it is too early to say."""
        return None if self.too_early else Fraction(self.in_use, len(self.measured))

    @cached_property
    def brier(self) -> Fraction | None:
        """The mean squared distance of the frozen forecasts from what came true; None if too early to say."""
        forecasts = [
            (Fraction(record.decided.forecast), self.succeeded(record))
            for record in self.measured
            if record.decided.forecast is not None
        ]
        if self.too_early or not forecasts:
            return None
        return sum(((chance - came) ** 2 for chance, came in forecasts), Fraction()) / len(forecasts)

    @property
    def reference(self) -> Fraction | None:
        """What the Brier score would be if every deal had been forecast at the base rate."""
        return None if self.base_rate is None else self.base_rate * (1 - self.base_rate)

    @property
    def skill(self) -> Fraction | None:
        """How much better the forecasts were than the base rate: 1 perfect, 0 no better, below 0 worse."""
        return 1 - self.brier / self.reference if self.brier is not None and self.reference else None

    @cached_property
    def lift(self) -> tuple[Lift, ...]:
        """How much more often deals failed with each flag, the worst first; empty if too early to say."""
        if self.too_early:
            return ()
        return lift_table([(record.decided.flags, not self.succeeded(record)) for record in self.measured])

    # Hours

    @cached_property
    def good_hours(self) -> Hours | None:
        """The hours of deals in active use; None where none has any."""
        return self._hours(OutcomeClass.SUCCESS)

    @cached_property
    def failed_hours(self) -> Hours | None:
        """The hours of deals that failed; None where none has any."""
        return self._hours(OutcomeClass.FAILED)

    def _hours(self, outcome: OutcomeClass) -> Hours | None:
        hours = [each.hours for each in self.measured if each.outcome is outcome and each.hours is not None]
        if not hours:
            return None
        from statistics import median

        return Hours(len(hours), Fraction(median(hours)), min(hours), max(hours))

    @property
    def base_hours(self) -> Fraction | None:
        """The hours that a good deal takes, by our own record; None with fewer than three."""
        good = self.good_hours
        return good.median if good is not None and good.deals >= ENOUGH_HOURS else None

    @property
    def multiplier(self) -> Fraction | None:
        """How many times the hours of a good deal a failed one takes; None with fewer than three of each."""
        failed = self.failed_hours
        if not self.base_hours or failed is None or failed.deals < ENOUGH_HOURS:
            return None
        return failed.median / self.base_hours

    # What we cannot see

    @property
    def censoring(self) -> str:
        """Say how little is known about the deals that we did not sign; always shown."""
        unsigned = [record for record in self.records if not record.signed]
        known = sum(record.fate in _KNOWN_ELSEWHERE for record in unsigned)
        if not unsigned:
            return "No decided deal was left unsigned: nothing is known about deals that we leave."
        if len(unsigned) == 1:
            return f"1 deal was not signed; its outcome is {'known' if known else 'not known'}."
        return f"{len(unsigned)} deals were not signed; their outcome is known for {known}."
