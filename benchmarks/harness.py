"""Runs two ways of doing a thing in turn and says how they compare."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

Timing = Callable[[], float]
"""Does the thing once and gives the seconds it took."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One comparison: our seconds and the baseline's, pair by pair."""

    name: str
    ours: tuple[float, ...]
    baseline: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """How many times the baseline we took, smallest first."""
        return sorted(ours / base for ours, base in zip(self.ours, self.baseline, strict=True))

    def __str__(self) -> str:
        """Give the one line that is printed."""
        ratios = self.ratios
        return (
            f"{self.name}: ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f}..{ratios[-1]:.2f}), "
            f"ours {milliseconds(self.ours)} ms, baseline {milliseconds(self.baseline)} ms"
        )


def milliseconds(seconds: tuple[float, ...]) -> str:
    """Give a median in milliseconds with three significant digits."""
    value = statistics.median(seconds) * 1_000
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def in_turn(name: str, ours: Timing, baseline: Timing, *, rounds: int, warmup: int = 2) -> Figure:
    """Time both ways in turn, so that a machine that gets slower slows both alike.

    The first rounds warm caches up and are not counted; which way goes first changes with each round.
    """
    pairs: list[tuple[float, float]] = []
    for number in range(warmup + rounds):
        if number % 2:
            other = baseline()
            pair = (ours(), other)
        else:
            pair = (ours(), baseline())
        if number >= warmup:
            pairs.append(pair)
    return Figure(name, tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs))


def timed(work: Callable[[], object], *, repeat: int = 1) -> Timing:
    """Make a timing of a call; a quick one is repeated, and the seconds are of one call."""

    def timing() -> float:
        gc.collect()
        gc.disable()
        try:
            start = time.perf_counter()
            for _ in range(repeat):
                work()
            return (time.perf_counter() - start) / repeat
        finally:
            gc.enable()

    return timing
