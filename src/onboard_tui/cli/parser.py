"""What can be typed after `onboard-tui`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any, Protocol, TypeAlias

from onboard_tui import __version__

Command: TypeAlias = Callable[[argparse.Namespace], int]
"""Carries out a parsed command line and gives the exit code."""

STATES = ("dont_know", "declined", "later")
SOURCES = ("customer_said", "customer_document", "we_saw_it", "our_guess")
REACTIONS = ("accepts", "in_part", "wants_time", "insists")
VERDICTS = ("proceed", "steer_first", "next_in_line", "walk_away")


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


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="onboard-tui",
        description="Interview a customer, judge the deal and draft the contract. Without a command: opens the app.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"onboard-tui {__version__}")
    parser.add_argument("--db", metavar="URL", help="the database: a path or a URL (or set ONBOARD_TUI_DB)")
    add_as_of(parser)
    parser.add_argument(
        "--share", action="store_true", help="open the app with nothing private on the screen"
    )
    parser.add_argument("--open", metavar="ID", dest="start", help="open the app at this interview")
    parser.set_defaults(command=late("app", "open_app"))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=CommandParser)
    add_interview_commands(commands)
    add_library_commands(commands)
    add_steering_command(commands)
    add_paper_commands(commands)
    add_script_commands(commands)
    return parser


def add_as_of(parser: argparse.ArgumentParser, default: object = None) -> None:
    """Let a parser take the day that "today" means."""
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=a_date,
        default=default,
        help='the day that "today" means (or set ONBOARD_TUI_AS_OF)',
    )


class Commands(Protocol):
    """What commands are added to; argparse has no public name for it."""

    def add_parser(self, name: str, **settings: Any) -> argparse.ArgumentParser:
        """Add one command's parser."""
        ...


def add_command(commands: Commands, name: str, command: Command, summary: str) -> argparse.ArgumentParser:
    """Add a command with its one-line summary."""
    parser = commands.add_parser(
        name, help=summary, description=summary[0].upper() + summary[1:] + ".", allow_abbrev=False
    )
    parser.set_defaults(command=command)
    return parser


def add_interview_commands(commands: Commands) -> None:
    """Add what starts interviews and fills them."""
    add_command(
        commands, "demo", late("app", "open_demo"), "open the app on a scratch database of invented customers"
    )

    new = add_command(commands, "new", late("interviews", "new"), "start an interview and print its id")
    new.add_argument("script", metavar="SCRIPT", help="a bundled script's id, or a file")
    new.add_argument("--customer", metavar="NAME", required=True)

    answer = add_command(
        commands, "answer", late("interviews", "answer"), "record an answer, or a file of answers"
    )
    answer.add_argument("id", metavar="ID", help="the interview, or an unambiguous beginning of its id")
    answer.add_argument("question", metavar="QUESTION", nargs="?")
    answer.add_argument(
        "value", metavar="VALUE", nargs="?", help="as you would type it in the app; a table as YAML"
    )
    answer.add_argument("--state", choices=STATES, help="instead of a value")
    answer.add_argument(
        "--file", metavar="ANSWERS", help="an answers file: all of it is recorded, or nothing"
    )
    answer.add_argument("--source", choices=SOURCES, default="customer_said")
    answer.add_argument("--said-by", metavar="NAME", default="")
    answer.add_argument("--note", metavar="TEXT", default="")


def add_library_commands(commands: Commands) -> None:
    """Add what finds saved interviews and shows them."""
    listing = add_command(
        commands, "list", late("interviews", "list_saved"), "list saved interviews, newest first"
    )
    listing.add_argument("--verdict", choices=VERDICTS)
    listing.add_argument("--customer", metavar="NAME", help="customers with this in their name")
    listing.add_argument("--script", metavar="SCRIPT")
    listing.add_argument("--open", action="store_true", help="only interviews that are not completed")
    listing.add_argument(
        "--limit", metavar="N", type=int, default=50, help="how many make a page (default 50)"
    )
    listing.add_argument("--page", metavar="N", type=int, default=1, help="which page (default 1)")
    listing.add_argument("--json", action="store_true")

    search = add_command(
        commands, "search", late("interviews", "search"), "find words in everything said and noted"
    )
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--json", action="store_true")

    show = add_command(
        commands, "show", late("interviews", "show"), "show one interview, its flags and its verdict"
    )
    show.add_argument("id", metavar="ID")
    show.add_argument("--json", action="store_true")
    add_as_of(show, argparse.SUPPRESS)


def add_steering_command(commands: Commands) -> None:
    """Add what records an attempt to steer."""
    steer = add_command(commands, "steer", late("interviews", "steer"), "record a steering attempt")
    steer.add_argument("id", metavar="ID")
    steer.add_argument("flag", metavar="FLAG")
    steer.add_argument(
        "--script", metavar="N", type=int, required=True, help="the steering script that was used"
    )
    steer.add_argument("--with", dest="with_whom", metavar="NAME", required=True, help="whom you spoke to")
    steer.add_argument("--customer", choices=REACTIONS, required=True, help="how the customer took it")
    steer.add_argument("--note", metavar="TEXT", default="")


def add_paper_commands(commands: Commands) -> None:
    """Add what makes papers."""
    draft = add_command(
        commands, "draft", late("papers", "draft"), "draft the contract as a new numbered version"
    )
    draft.add_argument("id", metavar="ID")
    draft.add_argument(
        "--pack", metavar="PACK", help="a bundled pack's id or a folder, instead of the script's own"
    )

    export = add_command(commands, "export", late("papers", "export"), "write files and print their paths")
    export.add_argument("id", metavar="ID")
    export.add_argument("--what", choices=("draft", "record"), default="draft")
    export.add_argument(
        "--to", metavar="FORMATS", default="md,docx", help="md, docx, json, with commas between"
    )
    export.add_argument("--out", metavar="DIR", default=".")
    export.add_argument("--json", action="store_true", help="print the paths as JSON")


def add_script_commands(commands: Commands) -> None:
    """Add what works without saved interviews."""
    assess = add_command(
        commands, "assess", late("scripts", "assess"), "judge a file of answers without a database"
    )
    assess.add_argument("script", metavar="SCRIPT")
    assess.add_argument("--answers", metavar="FILE", required=True)
    assess.add_argument("--json", action="store_true")
    add_as_of(assess, argparse.SUPPRESS)

    check = add_command(
        commands, "check", late("scripts", "check"), "find what is wrong with scripts and packs"
    )
    check.add_argument(
        "files", metavar="FILES", nargs="*", help="scripts and pack folders (default: all bundled ones)"
    )
    check.add_argument("--format", choices=("text", "json"), default="text")

    add_command(commands, "where", late("scripts", "where"), "print the paths in use")
