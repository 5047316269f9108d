"""What a bad deal costs against what a good one brings; it informs, and no verdict reads it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.amounts import amount_within, hours_within
from onboard_tui.deal.words import tenths
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Estimated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.deal.calibration import Hours, TrackRecord

MULTIPLIER: Final = Fraction(10)
"""How many times the hours a bad deal takes; sellers' lore, not a measurement."""
BASE_HOURS: Final = Fraction(40)
"""Hours that a good deal takes; our assumption."""
_CENT: Final = Decimal("0.01")
_TIMES: Final[Mapping[Fraction, str]] = {
    Fraction(9, 10): "nine times in ten",
    Fraction(4, 5): "four times in five",
    Fraction(3, 4): "three times in four",
    Fraction(2, 3): "two times in three",
    Fraction(3, 5): "three times in five",
    Fraction(1, 2): "one time in two",
    Fraction(2, 5): "two times in five",
    Fraction(1, 3): "one time in three",
    Fraction(1, 4): "one time in four",
    Fraction(1, 5): "one time in five",
    Fraction(1, 10): "one time in ten",
}
"""Chances as they are said, the highest first."""


@dataclass(frozen=True, slots=True)
class CostOfABadDeal:
    """What one deal brings if it ends in active use, what it costs if it does not, and where it breaks even."""

    good: Decimal
    """G: what it brings if it ends in active use, to the cent."""
    bad: Decimal
    """B: what it costs if it does not, to the cent."""
    break_even: Fraction | None
    """p*: the chance of active use from which it is worth signing; None where no chance decides."""
    multiplier: Fraction
    """How many times the hours a bad deal takes."""
    assumed: bool
    """Whether the multiplier is the assumption, and not our own ratio."""
    base_hours: Fraction
    """Hours that a good deal takes."""
    hours_assumed: bool
    """Whether the hours are the assumption: neither stated nor our own."""
    good_hours: Hours | None = None
    """Our own hours of deals in active use."""
    failed_hours: Hours | None = None
    """Our own hours of deals that failed."""

    @property
    def good_n(self) -> int:
        """Our own deals in active use that have hours."""
        return self.good_hours.deals if self.good_hours else 0

    @property
    def failed_n(self) -> int:
        """Our own failed deals that have hours."""
        return self.failed_hours.deals if self.failed_hours else 0

    @property
    def percent(self) -> str:
        """The break-even chance in percent, `66.9%`; empty where no chance decides."""
        if self.break_even is None:
            return ""
        exact = 100 * self.break_even
        tenths = (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if tenths >= 100:
            return "over 99.9%"
        return f"{tenths}%" if tenths > 0 else "under 0.1%"

    @property
    def multiplier_words(self) -> str:
        """Say where the multiplier is from: `10x (assumption)`, `4.2x (own ratio: 3 failed, 5 good deals)`."""
        if self.assumed:
            return f"{tenths(self.multiplier)}x (assumption)"
        return f"{tenths(self.multiplier)}x (own ratio: {self.failed_n} failed, {self.good_n} good deals)"

    @property
    def sentence(self) -> str:
        """Say what the figures mean, in one sentence."""
        if self.break_even is None:
            return self._without_a_chance
        times = next((words for chance, words in _TIMES.items() if self.break_even >= chance), None)
        if times is None:
            return "At your figures this deal is worth signing if it ends in active use one time in ten."
        often = "at least" if self.break_even in _TIMES else "more than"
        return f"At your figures this deal has to end in active use {often} {times} to be worth signing."

    @property
    def _without_a_chance(self) -> str:
        if self.good > 0:
            return "At your figures even a bad end costs nothing: no chance of active use decides."
        if self.bad < 0:
            return "At your figures this deal pays only if it ends badly: look at the figures again."
        brings = "loses money" if self.good < 0 else "earns nothing"
        return f"At your figures this deal {brings} even if it ends in active use."


def cost_of_a_bad_deal(estimated: Estimated, record: TrackRecord) -> CostOfABadDeal:
    """Work out the card from the seller's figures and our own record.

    G = margin - hours x cost of an hour; B = multiplier x hours x cost of an hour - money collected before it
    ends + cost to our reputation; p* = B / (G + B).
    """
    own = record.multiplier
    multiplier = MULTIPLIER if own is None else own
    hours = record.base_hours if estimated.hours is None else Fraction(estimated.hours)
    base = BASE_HOURS if hours is None else hours
    spent = base * Fraction(estimated.hourly)
    good = Fraction(estimated.margin) - spent
    bad = multiplier * spent - Fraction(estimated.collected) + Fraction(estimated.reputation or 0)
    return CostOfABadDeal(
        good=_to_the_cent(good),
        bad=_to_the_cent(bad),
        break_even=bad / (good + bad) if good > 0 and bad > 0 else None,
        multiplier=multiplier,
        assumed=own is None,
        base_hours=base,
        hours_assumed=hours is None,
        good_hours=record.good_hours,
        failed_hours=record.failed_hours,
    )


def _to_the_cent(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(_CENT, ROUND_HALF_UP)


def estimated(
    stamp: dict[str, Any],
    *,
    margin: Decimal,
    hourly: Decimal,
    collected: Decimal,
    reputation: Decimal | None = None,
    hours: Decimal | None = None,
) -> Estimated:
    """Give the entry of the seller's figures. Raises `UsageError` where one cannot stand."""
    good_hours = None if hours is None else hours_within(hours, "The hours of a good deal")
    if good_hours == 0:
        raise UsageError("A good deal takes some hours.", way_out="Leave them out where they are not known.")
    return Estimated(
        **stamp,
        margin=amount_within(margin, "The expected margin", below_zero=True),
        hourly=amount_within(hourly, "The cost of an hour"),
        collected=amount_within(collected, "The money collected"),
        reputation=None if reputation is None else amount_within(reputation, "The cost to our reputation"),
        hours=good_hours,
    )
