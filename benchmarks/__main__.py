"""Prints what the app costs: python -m benchmarks [NAME ...] [--rounds N]."""

from __future__ import annotations

import argparse
import importlib
import tempfile
from pathlib import Path

FIGURES = (
    "help_time",
    "first_frame",
    "key_echo",
    "durable_answer",
    "judging",
    "rejudging",
    "drafting",
    "bulk",
)
"""Each is a module here whose `figures(folder, rounds)` gives figures one by one."""


def main() -> None:
    """Run the named figures, or all."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("names", metavar="NAME", nargs="*", help=f"one of {', '.join(FIGURES)}; default: all")
    parser.add_argument(
        "--rounds", metavar="N", type=int, default=10, help="how often each pair is run (default 10)"
    )
    options = parser.parse_args()
    unknown = set(options.names) - set(FIGURES)
    if unknown:
        parser.error(f"there is no figure {', '.join(sorted(unknown))}; there are {', '.join(FIGURES)}")
    for name in options.names or FIGURES:
        module = importlib.import_module(f"benchmarks.{name}")
        with tempfile.TemporaryDirectory(prefix="onboard-tui-benchmark-") as folder:
            for figure in module.figures(Path(folder), options.rounds):
                print(figure, flush=True)


if __name__ == "__main__":
    main()
