"""From a key to its letter on the screen, in the interview, against one bare input line."""

from __future__ import annotations

import re
import statistics
import subprocess
import time
from typing import TYPE_CHECKING

from benchmarks.harness import Figure
from benchmarks.program import APP, ECHO, environment
from benchmarks.session import Session
from benchmarks.synthetic import synthetic_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WORDS = "thequickbrownfox"
PAUSE = 0.04
"""Seconds between two keys, about as long as a fast typist takes."""


def echo_times(session: Session) -> list[float]:
    """Type some letters and give the seconds until each was seen."""
    times = []
    for number, letter in enumerate(WORDS, start=1):
        typed = WORDS[:number]
        start = time.monotonic()
        session.press(letter)
        shown = session.wait_for(re.escape(typed), within=5)
        times.append(shown.at - start)
        session.settle(PAUSE)
    return times


def type_in(command: Sequence[str], ready: str, variables: dict[str, str], *before: str) -> list[float]:
    """Start a program, press what leads to its input line, and type."""
    with Session(command, environment=variables) as session:
        session.wait_for(ready)
        session.settle(0.5)
        for key in before:
            session.press(key)
            session.settle(0.5)
        return echo_times(session)


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Type in the bundled script's first question and in that of a script of a thousand questions."""
    long_script = folder / "synthetic.yaml"
    long_script.write_text(synthetic_script(1_000).source)
    for title, script in (("bundled script", "cloud-onboarding"), ("1,000 questions", str(long_script))):
        database = folder / f"{long_script.stem if script.endswith('yaml') else script}.db"
        variables = environment(folder, database)
        new = [*APP, "new", script, "--customer", "Harbour & Lyle"]
        subprocess.run(new, env=variables, check=True, capture_output=True)
        ours: list[float] = []
        limit: list[float] = []
        for _ in range(max(2, rounds // 3)):
            ours += type_in(APP, "Harbour", variables, "enter")
            limit += type_in(ECHO, "Type here", variables)
        name = f"key to echo, {title}, to a bare input line"
        yield Figure(name, tuple(ours), tuple(limit))
        yield Figure(f"{name} (p95)", (percentile_95(ours),), (percentile_95(limit),))


def percentile_95(seconds: list[float]) -> float:
    """Give the time that 19 of 20 keys stay under."""
    return statistics.quantiles(seconds, n=20)[-1]
