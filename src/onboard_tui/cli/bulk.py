"""The command that writes the papers of every saved interview."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json
from onboard_tui.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from onboard_tui.workspace.bulk import Written

EVERY = 100
"""Interviews between two lines of progress, where there is no terminal to draw a bar on."""


def export_every(options: argparse.Namespace, formats: tuple[str, ...]) -> int:
    """Write them, and print the paths of all files; 1 where some could not be written."""
    from onboard_tui.workspace.bulk import Wanted, export_all

    if options.id is not None:
        raise UsageError("Name one interview, or say --all; not both.")
    with the_workspace(options) as workspace:
        interviews = workspace.all_interviews()
        if not interviews:
            raise NothingFoundError("Nothing is saved yet.")
        template = options.template and Path(options.template)
        wanted = Wanted(options.what, formats, Path(options.out), template, options.template_as)
        written = list(_shown(export_all(workspace, wanted, interviews), len(interviews)))
    files = [str(wanted.folder / file) for each in written for file in each.files]
    if options.json:
        print_json(files, indent=None)
    else:
        print(*files, sep="\n")
    return _told(written)


def _told(written: list[Written]) -> int:
    """Say on stderr what could not be written, and how much was."""
    failed = [each for each in written if each.trouble]
    for each in failed:
        print(f"{each.customer or each.interview} ({each.interview}): {each.trouble}", file=sys.stderr)
    before = sum(each.before for each in written)
    counts = [f"{len(written) - len(failed) - before} written"]
    counts += [f"{before} were there already"] if before else []
    counts += [f"{len(failed)} could not be written"] if failed else []
    print(f"{', '.join(counts)}.", file=sys.stderr)
    return 1 if failed else 0


def _shown(written: Iterable[Written], total: int) -> Iterator[Written]:
    """Show how far it is, on stderr."""
    if sys.stderr.isatty():
        from rich.console import Console
        from rich.progress import track

        console = Console(stderr=True)
        yield from track(written, "Writing", total, console=console)
        return
    for count, each in enumerate(written, 1):
        if count % EVERY == 0:
            print(f"{count} of {total}", file=sys.stderr)
        yield each
