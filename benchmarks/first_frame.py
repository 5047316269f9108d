"""From exec to the first frame with the list of saved interviews on it, against a ten-line Textual program."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks.harness import Figure
from benchmarks.library import CUSTOMER, make_library
from benchmarks.program import APP, HELLO, environment
from benchmarks.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

INTERVIEWS = 10_000
WARMUP = 2


def first_frame(command: Sequence[str], shown: str, variables: dict[str, str]) -> tuple[float, float]:
    """Give the seconds, and the CPU seconds, from exec until something stands on the screen."""
    with Session(command, environment=variables) as session:
        frame = session.wait_for(shown)
        return frame.at - session.started, frame.cpu


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Time the app on a database with many interviews, and the yardstick, in turn."""
    database = folder / "library.db"
    make_library(database, INTERVIEWS)
    variables = environment(folder, database)
    ours = partial(first_frame, APP, CUSTOMER, variables)
    limit = partial(first_frame, HELLO, "Hello world", variables)
    pairs = [(ours(), limit()) for _ in range(WARMUP + rounds)][WARMUP:]
    title = f"first frame, {INTERVIEWS:,} interviews, to a ten-line Textual program"
    yield Figure(title, tuple(ours[0] for ours, _ in pairs), tuple(base[0] for _, base in pairs))
    yield Figure(f"{title} (CPU)", tuple(ours[1] for ours, _ in pairs), tuple(base[1] for _, base in pairs))
