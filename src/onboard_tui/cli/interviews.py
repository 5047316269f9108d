"""The commands that work on saved interviews."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json, say_recorded, table
from onboard_tui.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    import argparse

    from onboard_tui.deal.steering import Steering
    from onboard_tui.store.first_page import Listed
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

_HEAD = ("id", "customer", "script", "verdict", "where it stands", "they see in us", "done", "due", "touched")
_FILTERS = ("verdict", "decision", "customer", "script", "open", "due")
MOST_LISTED = 1_000_000
"""Interviews that one page can hold."""


def new(options: argparse.Namespace) -> int:
    """Start an interview and print its id."""
    with the_workspace(options) as workspace:
        opened = workspace.start(
            options.script, options.customer, seller=options.seller, language=options.language
        )
        print(opened.id)
    return 0


def answer(options: argparse.Namespace) -> int:
    """Record one answer, the lack of one, or a whole file of answers."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        recording = _record_file(opened, options) if options.file else _record_one(opened, options)
        say_recorded(recording)
        if recording.steering is not None:
            _say_steering(opened, recording.steering)
    return 0


def _say_steering(opened: OpenInterview, steering: Steering) -> None:
    """Say on stderr with which words an answer that speaks against the deal is to be steered now."""
    from onboard_tui.interview.fill import filled

    about = f" about {steering.flag.id}" if steering.flag else ""
    words = filled(steering.words, opened.standing)
    print(f"Steer now{about}, with script {steering.script}: {words}", file=sys.stderr)


def _record_file(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    if options.question or options.value or options.state:
        raise UsageError("Give either a question or a file of answers, not both.")
    return opened.record_file(Path(options.file))


def _record_one(opened: OpenInterview, options: argparse.Namespace) -> Recording:
    from onboard_tui.interview.entries import Source
    from onboard_tui.script.scope import AnswerState

    if options.question is None:
        raise UsageError("Name the question that is answered, or a file with --file.")
    if (options.value is None) == (options.state is None):
        raise UsageError("Give either a value or --state.")
    if options.state:
        return opened.mark(
            options.question,
            AnswerState(options.state),
            owner=options.owner,
            until=options.until,
            note=options.note,
        )
    if options.owner or options.until:
        raise UsageError("--owner and --until say who finds out and by when: they go with --state.")
    understood = opened.understand(options.question, options.value)
    if understood.removed:
        print(f"Left out of what was typed: {', '.join(understood.removed)}.", file=sys.stderr)
    print(f"= {understood.echo}", file=sys.stderr)
    return opened.record_understood(
        options.question,
        understood,
        source=Source(options.source),
        said_by=options.said_by,
        quote=options.quote,
        note=options.note,
    )


def list_saved(options: argparse.Namespace) -> int:
    """List saved interviews, newest first."""
    if not 1 <= options.limit <= MOST_LISTED or options.page < 1:
        raise UsageError(f"--limit can be 1 to {MOST_LISTED:,}, and --page counts from 1.")
    with the_workspace(options) as workspace:
        rows = _the_page(workspace, options)
    if options.json:
        print_json([listed_json(row) for row in rows])
    elif rows:
        print(table(_HEAD, [_cells(row) for row in rows]))
    else:
        print("No saved interview matches.", file=sys.stderr)
    return 0 if rows else 1


def _the_page(workspace: Workspace, options: argparse.Namespace) -> tuple[Listed, ...]:
    if options.page == 1 and not any(getattr(options, name) for name in _FILTERS):
        return workspace.newest(options.limit)
    from onboard_tui.store.rows import Page

    after = None
    page = Page((), None)
    for turned in range(options.page):
        page = workspace.library(
            verdict=options.verdict,
            customer=options.customer,
            script=options.script,
            decision=options.decision,
            open_only=options.open,
            due_until=workspace.as_of if options.due else None,
            after=after,
            limit=options.limit,
        )
        after = page.next
        if after is None and turned < options.page - 1:
            return ()
    return page.rows


def listed_json(row: Listed) -> dict[str, Any]:
    """Give one line of the list as JSON."""
    return {
        "id": row.id,
        "customer": row.customer,
        "script": row.script_id,
        "verdict": row.verdict,
        "rule": row.rule,
        "decision": row.decision or None,
        "against": row.against,
        "status": row.status,
        "outcome": row.outcome or None,
        "relationship": row.relationship,
        "next_due": None if row.next_due is None else row.next_due.isoformat(),
        "next_due_what": row.next_due_what,
        "done": row.done,
        "total": row.total,
        "next_ask": row.next_ask,
        "open_flags": row.open_flags,
        "completed": row.completed,
        "updated_at": row.updated_at.isoformat(),
    }


def _cells(row: Listed) -> tuple[str, ...]:
    return (
        row.id,
        row.customer,
        row.script_id,
        row.verdict,
        row.status,
        row.relationship,
        f"{row.done}/{row.total}",
        "" if row.next_due is None else row.next_due.isoformat(),
        f"{row.updated_at.astimezone():%Y-%m-%d %H:%M}",
    )


def search(options: argparse.Namespace) -> int:
    """Find words in customers, answers, quotes and notes."""
    with the_workspace(options) as workspace:
        hits = workspace.search(options.text)
    if not hits:
        raise NothingFoundError(f"Nothing was found for {options.text!r}.")
    if options.json:
        found = [
            {
                "id": hit.interview_id,
                "customer": hit.customer,
                "where": hit.where,
                "question": hit.question,
                "snippet": hit.snippet,
            }
            for hit in hits
        ]
        print_json(found)
    else:
        cells = [(hit.interview_id, hit.customer, hit.question or hit.where, hit.snippet) for hit in hits]
        print(table(("id", "customer", "where", "text"), cells))
    return 0


def show(options: argparse.Namespace) -> int:
    """Show one interview: answers, flags, the verdict and why, and what is open."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        if options.json:
            from onboard_tui.cli.as_json import interview_json

            print_json(interview_json(opened))
        else:
            from onboard_tui.cli.words import interview_in_words

            print(interview_in_words(opened))
    return 0
