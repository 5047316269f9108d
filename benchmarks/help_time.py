"""What `--help` takes, against a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

from benchmarks.harness import Figure, in_turn, timed
from benchmarks.program import APP, environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def figures(folder: Path, rounds: int) -> Iterator[Figure]:
    """Time whole processes."""
    variables = environment(folder)

    def run(*command: str) -> None:
        subprocess.run(command, env=variables, check=True, capture_output=True)

    nothing = timed(partial(run, sys.executable, "-c", "pass"))
    for option in ("--help", "--version"):
        yield in_turn(
            f"onboard-tui {option}, to python -c pass",
            timed(partial(run, *APP, option)),
            nothing,
            rounds=rounds,
        )
