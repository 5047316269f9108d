"""The use cases as commands: data goes to stdout, talk to stderr, and a bug never shows a traceback."""

from __future__ import annotations

import io
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from onboard_tui.errors import OnboardError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

INTERRUPTED = 130
"""The exit code after ctrl+c, as shells have it."""


def main() -> None:
    """Run the command line of this process and end it with the command's exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A customer's name in letters that the terminal's encoding lacks is still worth printing.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and give its exit code; see docs/operations.md for what the codes mean."""
    command = asked_for(arguments)
    try:
        code = command()
        sys.stdout.flush()
    except OnboardError as error:
        return tell(error)
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python must not complain again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the process edge: a bug becomes a report and exit code 70
        return report_bug(error)
    return code


def asked_for(arguments: Sequence[str]) -> Callable[[], int]:
    """Give what is to be carried out; the app alone does not pay for a parser with nothing to parse."""
    if not arguments:
        from onboard_tui.cli.app import open_app
        from onboard_tui.cli.given import Nothing

        return partial(open_app, Nothing())
    from onboard_tui.cli.parser import build_parser

    options = build_parser().parse_args(arguments)
    return partial(options.command, options)


def tell(error: OnboardError) -> int:
    """Say on stderr what happened and what to do."""
    print(f"onboard-tui: {error.sentence}", file=sys.stderr)
    if error.way_out:
        print(error.way_out, file=sys.stderr)
    return error.exit_code


def report_bug(error: Exception) -> int:
    """Write a redacted report and say where it is."""
    from onboard_tui.crash import EXIT_CODE, crash_sentence, write_crash_report
    from onboard_tui.workspace import now_utc

    print(crash_sentence(write_crash_report(error, now_utc())), file=sys.stderr)
    return EXIT_CODE
