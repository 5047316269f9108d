"""How one command is parsed: its words, its options, and the line by which help tells it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, TypeAlias

Command: TypeAlias = Callable[[argparse.Namespace], int]
"""Carries out a parsed command line and gives the exit code."""


def late(module: str, name: str) -> Command:
    """Give a command that is imported when it is carried out, so that help costs nothing."""

    def carry_out(options: argparse.Namespace) -> int:
        command: Command = getattr(import_module(f"onboard_tui.cli.{module}"), name)
        return command(options)

    return carry_out


def a_date(text: str) -> date:
    """Read an ISO date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date; write it like 2026-03-02") from None


class CommandParser(argparse.ArgumentParser):
    """The parser of one command: its options may stand before, between and after its words."""

    _between = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse words and options in any order; argparse itself gives up optional words at the first option."""
        if self._between:
            return super().parse_known_args(args, namespace)
        self._between = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._between = False


class Commands:
    """The commands of a parser, told in groups below its own options."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        """Make room for commands; argparse itself would tell all of them in one row."""
        self._parser = parser
        self._parsers = parser.add_subparsers(
            metavar="COMMAND",
            title="commands",
            help="one of those below; COMMAND --help says more",
            parser_class=CommandParser,
        )
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = ""

    def group(self, heading: str) -> None:
        """Put the commands that follow under a heading."""
        self._tell(f"\n{heading}:" if self._parser.epilog else f"{heading}:")

    def add(self, name: str, command: Command, summary: str) -> argparse.ArgumentParser:
        """Add a command with its one-line summary."""
        self._tell(f"  {name:14}{summary}")
        parser: argparse.ArgumentParser = self._parsers.add_parser(
            name, description=summary[0].upper() + summary[1:] + ".", allow_abbrev=False
        )
        parser.set_defaults(command=command)
        return parser

    def _tell(self, line: str) -> None:
        self._parser.epilog = f"{self._parser.epilog}{line}\n"


def add_as_of(parser: argparse.ArgumentParser, default: object = None) -> None:
    """Let a parser take the day that "today" means."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=a_date,
        default=default,
        help='the day that "today" means (or set ONBOARD_TUI_AS_OF)',
    )


def add_id(parser: argparse.ArgumentParser) -> None:
    """Let a parser take the interview that a command is about."""
    parser.add_argument("id", metavar="ID", help="the interview, or an unambiguous beginning of its id")
