"""The commands for what is to be followed up: listing it, setting it, recording its result."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json, say_recorded, table

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from onboard_tui.store.first_page import Due

SHORT_ID = 18
"""Characters of an id that a table shows: its moment and its first random digits, which tell two apart."""
_ID_LENGTH = 36


def followups(options: argparse.Namespace) -> int:
    """List what is due, overdue first."""
    with the_workspace(options) as workspace:
        today = workspace.as_of
        rows = workspace.due(until=None if options.all else today, customer=options.customer)
    if options.json:
        print_json([due_json(row, today) for row in rows])
    elif rows:
        head = ("when", "customer", "whose", "interview", "key", "what")
        print(table(head, [_cells(row, today) for row in rows]))
    else:
        print("Nothing is due.", file=sys.stderr)
    return 0 if rows else 1


def due_json(row: Due, today: date) -> dict[str, Any]:
    """Give one thing to follow up as JSON."""
    return {
        "interview": row.interview_id,
        "customer": row.customer,
        "key": row.key,
        "kind": row.kind,
        "what": row.what,
        "side": row.side,
        "who": row.who,
        "due": row.due.isoformat(),
        "days_overdue": max(0, (today - row.due).days),
    }


def _cells(row: Due, today: date) -> tuple[str, ...]:
    return (
        when_due(row.due, today),
        row.customer,
        f"{row.side}: {row.who}" if row.who else row.side,
        short(row.interview_id),
        short(row.key),
        row.what,
    )


def when_due(due: date, today: date) -> str:
    """Say when something is due, counted from today where that says more: `3 days overdue`, `today`."""
    late = (today - due).days
    if late > 0:
        return "1 day overdue" if late == 1 else f"{late} days overdue"
    return "today" if late == 0 else due.isoformat()


def short(key: str) -> str:
    """Give the beginning of an id that tells it apart from others; any other key as it is."""
    return key[:SHORT_ID] if len(key) == _ID_LENGTH and key.count("-") == 4 else key


def follow_up(options: argparse.Namespace) -> int:
    """Set something to be done by a day, and print its key."""
    from onboard_tui.interview.dealings import FollowUpKind, Side

    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        recording = opened.follow_up(
            options.text,
            side=Side(options.side),
            who=options.who,
            due=options.due,
            about=options.about,
            kind=FollowUpKind.CUSTOMER_QUESTION if options.asked_by else FollowUpKind.TASK,
            asked_by=options.asked_by,
        )
    say_recorded(recording)
    print(opened.interview.dealings.follow_ups[-1].id)
    return 0


def done(options: argparse.Namespace) -> int:
    """Record the result of a follow-up."""
    with the_workspace(options) as workspace:
        recording = workspace.open(options.id).close_follow_up(
            options.key, happened=options.result == "yes", note=options.note, on=options.on
        )
    say_recorded(recording)
    return 0
