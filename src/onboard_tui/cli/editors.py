"""The command for editors: what they need to complete a script and to explain its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.printing import print_json

if TYPE_CHECKING:
    import argparse


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a kind of file."""
    from onboard_tui.script.schema import fragment_schema, script_schema

    print_json(fragment_schema() if options.what == "fragment" else script_schema())
    return 0
