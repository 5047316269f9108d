"""How likely active use is: a stated starting point for each kind of decision, corrected by our own outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from math import exp, lgamma, log, log1p
from typing import TYPE_CHECKING, Final

from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Mapping

STRENGTH: Final = 4
"""How many outcomes the starting point weighs as much as; our assumption."""
INTERVAL: Final = 0.8
"""The part of what is plausible that the printed range covers."""
_PLACES: Final = Decimal("0.0001")
_HALVINGS: Final = 40
_MOST_STEPS: Final = 10_000
"""Far more than the fraction needs for a million deals: it takes about the square root of their number."""
_CLOSE: Final = 1e-13


@dataclass(frozen=True, slots=True)
class BandRule:
    """One kind of decision to go ahead."""

    id: str
    words: str
    prior: Decimal
    """The chance of active use before we have outcomes of our own; our assumption."""


BANDS: Final[Mapping[str, BandRule]] = {
    band.id: band
    for band in (
        BandRule("proceed", "proceed", Decimal("0.80")),
        BandRule("with_conditions", "proceed with conditions", Decimal("0.70")),
        BandRule("with_unresolved", "signed with unresolved flags", Decimal("0.50")),
        BandRule("against_advice", "signed against advice", Decimal("0.20")),
    )
}
"""The kinds of decisions to go ahead, the safest first."""


def band_of(verdict: VerdictKind, conditions: str) -> str:
    """Give the id of the band of a deal that goes ahead, by the verdict at that moment."""
    if verdict is VerdictKind.PROCEED:
        return "with_conditions" if conditions else "proceed"
    return "with_unresolved" if verdict is VerdictKind.STEER_FIRST else "against_advice"


@dataclass(frozen=True)
class Band:
    """The deals that went ahead in one band, and what they say about the next one."""

    rule: BandRule
    signed: int
    """Deals that went ahead."""
    outcomes: int
    """Those among them with an outcome."""
    successes: int

    @cached_property
    def chance(self) -> Fraction:
        """The chance of active use: the starting point, corrected by the outcomes."""
        return (STRENGTH * Fraction(self.rule.prior) + self.successes) / (STRENGTH + self.outcomes)

    @property
    def forecast(self) -> Decimal:
        """The chance as it is frozen with a decision, to four decimals."""
        return (Decimal(self.chance.numerator) / self.chance.denominator).quantize(_PLACES)

    @cached_property
    def range(self) -> tuple[float, float]:
        """The two ends of the 80% interval of the chance."""
        prior = float(STRENGTH * self.rule.prior)
        good = prior + self.successes
        bad = STRENGTH - prior + self.outcomes - self.successes
        rest = (1 - INTERVAL) / 2
        return beta_quantile(good, bad, rest), beta_quantile(good, bad, 1 - rest)

    def __str__(self) -> str:
        """Say it in a few words: `8 of 9, forecast 0.86 (0.73-0.96)`."""
        low, high = self.range
        return (
            f"{self.successes} of {self.outcomes}, forecast {float(self.chance):.2f} ({low:.2f}-{high:.2f})"
        )


@lru_cache(maxsize=64)
def beta_quantile(good: float, bad: float, part: float) -> float:
    """Give the value below which a part of a Beta distribution lies, for parameters above zero."""
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _part_below(middle, good, bad) < part:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _part_below(x: float, a: float, b: float) -> float:
    """Give the regularized incomplete beta function by its continued fraction (DLMF 8.17.22, Lentz's method)."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _part_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    fraction = upper = 1.0
    lower = 0.0
    for step in range(_MOST_STEPS):
        m = step // 2
        if step % 2:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        else:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)) if m else 1.0
        lower = 1 / (1 + term * lower)
        upper = 1 + term / upper
        fraction *= upper * lower
        if abs(upper * lower - 1) < _CLOSE:
            break
    return front * (fraction - 1)
