"""The commands that make papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json
from onboard_tui.cli.words import draft_in_words
from onboard_tui.errors import UsageError

if TYPE_CHECKING:
    import argparse


def draft(options: argparse.Namespace) -> int:
    """Draft the contract and print what is open and the ring check."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        print(draft_in_words(opened.draft(options.pack)))
    return 0


def _formats(options: argparse.Namespace) -> list[str]:
    usual = "ics" if options.what == "reminders" else "md,docx"
    return [name.strip() for name in (options.to or usual).split(",") if name.strip()]


def export(options: argparse.Namespace) -> int:
    """Write files and print their paths."""
    formats = _formats(options)
    if options.all:
        from onboard_tui.cli.bulk import export_every

        return export_every(options, tuple(formats))
    if options.id is None:
        raise UsageError("Name the interview to export, or say --all.")
    with the_workspace(options) as workspace:
        paths = workspace.open(options.id).export(options.what, formats, Path(options.out))
    if options.json:
        print_json([str(path) for path in paths], indent=None)
    else:
        print(*paths, sep="\n")
    return 0
