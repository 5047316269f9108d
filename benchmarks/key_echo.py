"""From a key to its letter on the screen, in the interview, against one bare input line."""

from __future__ import annotations

import re
import statistics
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.harness import Figure
from benchmarks.program import APP, ECHO, environment
from benchmarks.session import Session
from benchmarks.synthetic import synthetic_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WORDS = "thequickbrownfox"
QUESTION_SHOWN = "save · next"
"""What only the interview screen says; the list shows the next question's words too."""

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


def type_in(command: Sequence[str], variables: dict[str, str], *ready: str) -> list[float]:
    """Start a program and type once the last of some texts stands there; enter leads from one to the next."""
    with Session(command, environment=variables) as session:
        for number, text in enumerate(ready):
            if number:
                session.press("enter")
            session.wait_for(text)
            session.settle(0.5)
        return echo_times(session)


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Type in the bundled script's first question and in that of a script of a thousand questions."""
    long_script = folder / "synthetic.yaml"
    long_script.write_text(synthetic_script(1_000).source)
    scripts = (
        ("bundled script", "cloud-onboarding"),
        ("1,000 questions", str(long_script)),
    )
    for title, script in scripts:
        database = folder / f"{Path(script).stem}.db"
        variables = environment(folder, database)
        new = [*APP, "new", script, "--customer", "Harbour & Lyle"]
        subprocess.run(new, env=variables, check=True, capture_output=True)
        ours: list[float] = []
        limit: list[float] = []
        for _ in range(max(2, rounds // 3)):
            ours += type_in(APP, variables, "Harbour", QUESTION_SHOWN)
            limit += type_in(ECHO, variables, "Type here")
        name = f"key to echo, {title}, to a bare input line"
        yield Figure(name, tuple(ours), tuple(limit))
        yield Figure(f"{name} (p95)", (percentile_95(ours),), (percentile_95(limit),))


def percentile_95(seconds: list[float]) -> float:
    """Give the time that 19 of 20 keys stay under."""
    return statistics.quantiles(seconds, n=20)[-1]
