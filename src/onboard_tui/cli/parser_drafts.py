"""What can be typed about drafts: versions, clauses, what changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.parsing import a_date, add_id, late

if TYPE_CHECKING:
    import argparse

    from onboard_tui.cli.parsing import Commands

KINDS = ("draft", "letter", "memo", "handover", "review", "order")


def add_draft_commands(commands: Commands) -> None:
    """Add what drafts papers, changes them, and explains them."""
    draft = commands.add("draft", late("drafts", "draft"), "draft the contract as a new numbered version")
    add_id(draft)
    draft.add_argument(
        "--pack", metavar="PACK", help="draft it with this pack from now on: a bundled pack's id, or a folder"
    )
    _add_what(draft)
    draft.add_argument("--json", action="store_true")
    instead = draft.add_mutually_exclusive_group()
    instead.add_argument("--final", action="store_true", help="approve it, once nothing is in the way")
    instead.add_argument("--sent", metavar="N", type=int, help="instead: version N went to the customer")
    draft.add_argument("--by", metavar="NAME", default="", help="with --final: who approves it")
    draft.add_argument("--to", metavar="NAME", default="", help="with --sent: who got it")
    draft.add_argument("--on", metavar="DATE", type=a_date, help="with --sent: when (default today)")

    changes = commands.add(
        "changes", late("drafts", "changes"), "list what changed between two versions, and what made it so"
    )
    add_id(changes)
    changes.add_argument("--from", dest="since", metavar="N", type=int, help="default: the last one kept")
    changes.add_argument("--to", dest="until", metavar="M", type=int, help="default: as it would be now")
    _add_what(changes)
    changes.add_argument("--json", action="store_true")
    _add_clause_commands(commands)


def _add_clause_commands(commands: Commands) -> None:
    clause = commands.add("clause", late("drafts", "clause"), "print a clause to be edited, or reword it")
    _add_clause(clause)
    instead = clause.add_mutually_exclusive_group()
    instead.add_argument("--text", metavar="TEXT", help="what it is to say")
    instead.add_argument("--file", metavar="FILE", help="a file with what it is to say; - for stdin")
    instead.add_argument("--restore", action="store_true", help="put the pack's words back")
    instead.add_argument(
        "--settle",
        choices=("by_hand", "drafted"),
        help="whose words stand where yours and new answers contradict each other",
    )
    clause.add_argument("--by", metavar="NAME", default="", help="who says so")

    approve = commands.add("approve", late("drafts", "approve"), "agree to a clause as a second person")
    _add_clause(approve)
    approve.add_argument("--by", metavar="NAME", required=True, help="who agrees; not the seller")

    accept = commands.add("accept", late("drafts", "accept"), "say why something found is meant to be so")
    add_id(accept)
    accept.add_argument("finding", metavar="FINDING", help="its key, as draft prints it")
    accept.add_argument(
        "--reason", metavar="TEXT", required=True, help="20 characters or more; none takes it back"
    )
    accept.add_argument("--by", metavar="NAME", default="")
    _add_what(accept)

    why = commands.add(
        "why", late("drafts", "why"), "say why a clause is there and where its values come from"
    )
    _add_clause(why)
    why.add_argument("--json", action="store_true")

    touches = commands.add("touches", late("drafts", "touches"), "list the clauses that an answer can touch")
    add_id(touches)
    touches.add_argument("question", metavar="QUESTION")
    touches.add_argument("--value", metavar="VALUE", help="instead: what this very answer would change now")
    touches.add_argument("--json", action="store_true")


def _add_clause(parser: argparse.ArgumentParser) -> None:
    add_id(parser)
    parser.add_argument("clause", metavar="CLAUSE", help="its id, as `draft ID --json` lists it")


def _add_what(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--what", choices=KINDS, default="draft", help=f"{', '.join(KINDS)} (default: draft, the contract)"
    )
