"""Whether a flag tells failures from successes: how often deals failed with it, and without it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

DAMPING: Final = 2
"""How many deals of the overall failure rate are added to each side, so that few deals say little."""
FEW: Final = 5
"""Below so many deals with the flag its lift is printed grey, with the number."""
DEMOTE_FROM: Final = 8
"""So many deals must have raised a flag before it is suggested to weigh less."""
DEMOTE_BELOW: Final = Fraction(12, 10)
"""A flag with a smaller lift hardly tells anything."""


@dataclass(frozen=True, slots=True)
class Lift:
    """One flag among the deals that went ahead and have an outcome."""

    flag: str
    raised: int
    raised_failed: int
    others: int
    others_failed: int

    @property
    def overall(self) -> Fraction:
        """How often deals failed, with or without the flag."""
        return Fraction(self.raised_failed + self.others_failed, self.raised + self.others)

    @property
    def rate(self) -> Fraction:
        """How often deals with the flag failed, damped."""
        return (self.raised_failed + DAMPING * self.overall) / (self.raised + DAMPING)

    @property
    def other_rate(self) -> Fraction:
        """How often deals without the flag failed, damped."""
        return (self.others_failed + DAMPING * self.overall) / (self.others + DAMPING)

    @property
    def lift(self) -> Fraction | None:
        """How many times as often deals fail with the flag; None where none failed."""
        return self.rate / self.other_rate if self.other_rate else None

    @property
    def few(self) -> bool:
        """Whether there are too few deals with the flag to say much: it is printed grey."""
        return self.raised < FEW

    @property
    def demote(self) -> bool:
        """Whether it is suggested that the flag weighs less; a person edits the script, or does not."""
        return self.raised >= DEMOTE_FROM and self.lift is not None and self.lift < DEMOTE_BELOW

    def __str__(self) -> str:
        """Say it in a line: `no training: 5 of 6 failed with it, 4 of 18 without: lift 3.0`."""
        counted = (
            f"{self.flag.replace('_', ' ')}: {self.raised_failed} of {self.raised} failed with it, "
            f"{self.others_failed} of {self.others} without"
        )
        times = "no deal failed" if self.lift is None else f"lift {float(self.lift):.1f}"
        return f"{counted}: {times}{f' (n = {self.raised})' if self.few else ''}"


def lift_table(deals: Sequence[tuple[Collection[str], bool]]) -> tuple[Lift, ...]:
    """Give the lift of every flag that was raised in any of some deals, the highest first.

    A deal is the ids of its raised flags and whether it failed.
    """
    failed = sum(fell for _, fell in deals)
    raised: dict[str, int] = {}
    raised_failed: dict[str, int] = {}
    for flags, fell in deals:
        for flag in set(flags):
            raised[flag] = raised.get(flag, 0) + 1
            raised_failed[flag] = raised_failed.get(flag, 0) + fell
    table = [
        Lift(flag, count, raised_failed[flag], len(deals) - count, failed - raised_failed[flag])
        for flag, count in raised.items()
    ]
    return tuple(sorted(table, key=lambda row: (-(row.lift or 0), -row.raised, row.flag)))
