"""The commands that make papers."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.cli.given import names_in, the_workspace
from onboard_tui.cli.printing import print_json
from onboard_tui.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def _say_unused(template: Path, formats: Sequence[str]) -> None:
    """Say on stderr which formats a Word file has no part in."""
    others = [name for name in formats if name != "docx"]
    if others:
        print(f"{template} is for Word files; it has no part in {', '.join(others)}.", file=sys.stderr)


def export(options: argparse.Namespace) -> int:
    """Write files and print their paths."""
    formats = names_in(options.to or ("ics" if options.what == "reminders" else "md,docx"))
    if options.all:
        from onboard_tui.cli.bulk import export_every

        return export_every(options, tuple(formats))
    if options.id is None:
        raise UsageError("Name the interview to export, or say --all.")
    with the_workspace(options) as workspace:
        template = options.template and Path(options.template)
        paths = workspace.open(options.id).export(
            options.what, formats, Path(options.out), template=template, way=options.template_as
        )
    if template:
        _say_unused(template, formats)
    if options.json:
        print_json([str(path) for path in paths], indent=None)
    else:
        print(*paths, sep="\n")
    return 0
