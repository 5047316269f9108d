"""What can be typed after `onboard-tui`."""

from __future__ import annotations

import argparse

from onboard_tui import __version__
from onboard_tui.cli.parser_deals import add_conversation_commands, add_deal_commands, add_follow_up_commands
from onboard_tui.cli.parser_drafts import add_draft_commands
from onboard_tui.cli.parser_migrating import add_migrating_commands
from onboard_tui.cli.parser_orders import add_order_commands
from onboard_tui.cli.parser_questions import add_questions_command
from onboard_tui.cli.parser_redlines import add_redline_commands
from onboard_tui.cli.parsing import Commands, a_date, add_as_of, add_id, late

STATES = ("dont_know", "declined", "later")
SOURCES = ("customer_said", "customer_document", "we_saw_it", "our_guess")
WAYS = ("house-style", "cover-page", "tagged")
VERDICTS = ("proceed", "steer_first", "next_in_line", "walk_away")
WHAT = ("draft", "letter", "memo", "handover", "review", "order", "record", "reminders")
DECISIONS = ("proceed", "next_in_line", "walk_away", "reopened")


def build_parser() -> argparse.ArgumentParser:
    """Give the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="onboard-tui",
        description="Interview a customer, judge the deal and draft the contract.\nWithout a command: opens the app.",
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
    commands = Commands(parser)
    commands.group("a conversation")
    add_interview_commands(commands)
    add_conversation_commands(commands)
    commands.group("what is saved")
    add_library_commands(commands)
    add_migrating_commands(commands)
    commands.group("what needs doing")
    add_follow_up_commands(commands)
    commands.group("a deal")
    add_deal_commands(commands)
    commands.group("papers")
    add_paper_commands(commands)
    add_redline_commands(commands)
    commands.group("an agreement in force")
    add_order_commands(commands)
    commands.group("scripts, packs and this installation")
    add_script_commands(commands)
    return parser


def add_interview_commands(commands: Commands) -> None:
    """Add what starts interviews and fills them."""
    new = commands.add("new", late("interviews", "new"), "start an interview and print its id")
    new.add_argument("script", metavar="SCRIPT", help="a bundled script's id, or a file")
    new.add_argument("--customer", metavar="NAME", required=True)
    new.add_argument("--seller", metavar="NAME", default="", help="who sells (or set ONBOARD_TUI_SELLER)")
    new.add_argument(
        "--language", metavar="TAG", default="", help="for a script in several languages: en, de, ..."
    )

    answer = commands.add("answer", late("interviews", "answer"), "record an answer, or a file of answers")
    add_id(answer)
    answer.add_argument("question", metavar="QUESTION", nargs="?")
    answer.add_argument(
        "value", metavar="VALUE", nargs="?", help="as you would type it in the app; a table as YAML"
    )
    answer.add_argument("--state", choices=STATES, help="instead of a value")
    answer.add_argument("--owner", metavar="NAME", default="", help="with --state: who finds out")
    answer.add_argument("--until", metavar="DATE", type=a_date, help="with --state: by when")
    answer.add_argument(
        "--file", metavar="ANSWERS", help="an answers file: all of it is recorded, or nothing"
    )
    answer.add_argument("--source", choices=SOURCES, default="customer_said")
    answer.add_argument("--said-by", metavar="NAME", default="")
    answer.add_argument("--quote", metavar="TEXT", default="", help="the customer's own words")
    answer.add_argument("--note", metavar="TEXT", default="")


def add_library_commands(commands: Commands) -> None:
    """Add what finds saved interviews and shows them."""
    listing = commands.add("list", late("interviews", "list_saved"), "list saved interviews, newest first")
    listing.add_argument("--verdict", choices=VERDICTS)
    listing.add_argument("--decision", choices=DECISIONS, help="what was decided, whatever the verdict")
    listing.add_argument("--customer", metavar="NAME", help="customers with this in their name")
    listing.add_argument("--script", metavar="SCRIPT")
    listing.add_argument(
        "--open", action="store_true", help="only interviews that are neither completed nor decided"
    )
    listing.add_argument("--due", action="store_true", help="only those with something due today or overdue")
    listing.add_argument(
        "--limit", metavar="N", type=int, default=50, help="how many make a page (default 50)"
    )
    listing.add_argument("--page", metavar="N", type=int, default=1, help="which page (default 1)")
    listing.add_argument("--json", action="store_true")

    search = commands.add("search", late("interviews", "search"), "find words in everything said and noted")
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--json", action="store_true")

    show = commands.add(
        "show", late("interviews", "show"), "show one interview: its answers, flags, verdict and deal"
    )
    add_id(show)
    show.add_argument("--json", action="store_true")
    add_as_of(show, argparse.SUPPRESS)


def add_paper_commands(commands: Commands) -> None:
    """Add what makes papers."""
    add_draft_commands(commands)

    export = commands.add("export", late("papers", "export"), "write files and print their paths")
    export.add_argument("id", metavar="ID", nargs="?", help="an interview, or the beginning of its id")
    export.add_argument(
        "--all", action="store_true", help="every saved interview, each into a folder of its own"
    )
    export.add_argument("--what", choices=WHAT, default="draft", help=f"{', '.join(WHAT)} (default: draft)")
    export.add_argument(
        "--to",
        metavar="FORMATS",
        help="md, html, docx, pdf, json, with commas between (default: md,docx; reminders: ics)",
    )
    export.add_argument("--out", metavar="DIR", default=".")
    export.add_argument(
        "--template",
        metavar="FILE.docx",
        help="your own Word file, for docx (or set ONBOARD_TUI_WORD_TEMPLATE)",
    )
    export.add_argument(
        "--template-as", choices=WAYS, help="how it is used, where the file itself does not say"
    )
    export.add_argument("--json", action="store_true", help="print the paths as JSON")


def add_script_commands(commands: Commands) -> None:
    """Add what works without saved interviews."""
    commands.add("demo", late("app", "open_demo"), "open the app on a scratch database of invented customers")

    assess = commands.add("assess", late("scripts", "assess"), "judge a file of answers without a database")
    assess.add_argument("script", metavar="SCRIPT")
    assess.add_argument("--answers", metavar="FILE", required=True)
    assess.add_argument("--json", action="store_true")
    add_as_of(assess, argparse.SUPPRESS)

    check = commands.add(
        "check", late("scripts", "check"), "find what is wrong with scripts, packs and Word files"
    )
    check.add_argument(
        "files",
        metavar="FILES",
        nargs="*",
        help="scripts, pack folders, Word files (default: all that are bundled)",
    )
    check.add_argument("--format", choices=("text", "json"), default="text")
    check.add_argument(
        "--watch", action="store_true", help="check again whenever one of the files changes, until ctrl+c"
    )
    check.add_argument(
        "--coverage", action="store_true", help="name everything that the scenarios of a script never show"
    )
    check.add_argument(
        "--proofs",
        action="store_true",
        help="give an example of how each question, flag, rule and rung comes about",
    )
    check.add_argument(
        "--suggest", metavar="SCRIPT", help="print the scenarios that a script lacks, to be put into it"
    )

    schema = commands.add(
        "schema", late("editors", "schema"), "print a JSON Schema, so that an editor helps with writing"
    )
    schema.add_argument(
        "what",
        choices=("script", "fragment"),
        nargs="?",
        default="script",
        help="a script, or a file that scripts include (default: script)",
    )

    add_questions_command(commands)

    commands.add("where", late("scripts", "where"), "print the paths in use")
