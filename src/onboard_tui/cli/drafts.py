"""The commands about drafts: versions, clauses, what changed, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json, say_recorded
from onboard_tui.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    import argparse

    from onboard_tui.workspace.open_interview import OpenInterview, Recording

MOST_READ: Final = 100_000
"""Characters that are read of a file; no clause has so many."""


def draft(options: argparse.Namespace) -> int:
    """Draft, approve or send papers, and print what is open, what was found and what changed."""
    from onboard_tui.cli.draft_json import draft_json
    from onboard_tui.cli.draft_words import version_in_words

    _check_options(options)
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        if options.sent is not None:
            recording = opened.mark_sent(options.sent, to=options.to, on=options.on, kind=options.what)
            say_recorded(recording)
            return 0
        if options.pack is not None:
            opened.choose_pack(options.pack)
        if options.final:
            made = opened.make_final(by=options.by, kind=options.what)
        else:
            made = opened.draft(kind=options.what)
        if options.json:
            print_json(draft_json(opened, made))
        else:
            print(version_in_words(opened, made))
    return 0


def _check_options(options: argparse.Namespace) -> None:
    for given, wanted, option in (
        (options.by, options.final, "--by belongs to --final"),
        (options.to, options.sent is not None, "--to belongs to --sent"),
        (options.on, options.sent is not None, "--on belongs to --sent"),
    ):
        if given and not wanted:
            raise UsageError(f"{option}.", way_out="Nothing was drafted.")


def changes(options: argparse.Namespace) -> int:
    """Print what differs between two versions of a paper, with what made it so."""
    from onboard_tui.cli.draft_json import change_list_json
    from onboard_tui.cli.draft_words import changes_in_words

    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        since = options.since if options.since is not None else _last_before(opened, options)
        found = opened.changes_since(since, options.until, kind=options.what)
    if options.json:
        print_json({"since": since, "until": options.until, **change_list_json(found)})
    else:
        print("\n".join(changes_in_words(found)) or "Nothing changed.")
    return 0


def _last_before(opened: OpenInterview, options: argparse.Namespace) -> int:
    """Give the last version kept, before the one that is asked for. Raises `NothingFoundError`."""
    numbers = [each.number for each in opened.drafts(options.what)]
    earlier = [number for number in numbers if options.until is None or number < options.until]
    if not earlier:
        raise NothingFoundError(
            f"No earlier {options.what} of this interview was kept.",
            way_out="`onboard-tui draft ID` keeps one.",
        )
    return earlier[-1]


def clause(options: argparse.Namespace) -> int:
    """Print a clause as it reads now, or give it other words."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        recording = _reworded(opened, options)
        if recording is None:
            print(opened.clause_text(options.clause))
            return 0
        say_recorded(recording)
    return 0


def _reworded(opened: OpenInterview, options: argparse.Namespace) -> Recording | None:
    name, by = options.clause, options.by
    if options.settle:
        return opened.settle(name, drafted=options.settle == "drafted", by=by)
    if options.restore:
        return opened.reword(name, "", by=by)
    text = options.text if options.file is None else _read(options.file)
    if text is None:
        return None
    if not text.strip():
        raise UsageError("The text is empty.", way_out="--restore puts the pack's words back.")
    return opened.reword(name, text, by=by)


def _read(name: str) -> str:
    """Read a text from a file, or from stdin. Raises `UsageError`."""
    try:
        if name == "-":
            return sys.stdin.read(MOST_READ)
        with Path(name).open(encoding="utf-8-sig") as file:
            return file.read(MOST_READ)
    except OSError as error:
        raise UsageError(f"{name} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is no UTF-8 text.", way_out="Save it as UTF-8.") from error


def approve(options: argparse.Namespace) -> int:
    """Record that a second person agrees to a clause as it reads now."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        say_recorded(opened.approve_clause(options.clause, by=options.by))
    return 0


def accept(options: argparse.Namespace) -> int:
    """Record why something that the checks found is meant to be so."""
    with the_workspace(options) as workspace:
        recording = workspace.open(options.id).answer_finding(
            options.finding, options.reason, by=options.by, kind=options.what
        )
        say_recorded(recording)
    return 0


def why(options: argparse.Namespace) -> int:
    """Print why a clause stands or not, and where its values come from."""
    from onboard_tui.cli.draft_json import plain
    from onboard_tui.cli.draft_words import why_in_words

    with the_workspace(options) as workspace:
        told = workspace.open(options.id).why(options.clause)
    if options.json:
        print_json(plain(told))
    else:
        print(why_in_words(told))
    return 0


def touches(options: argparse.Namespace) -> int:
    """Print the clauses that an answer can touch, or what one answer would change now."""
    from onboard_tui.cli.draft_json import plain
    from onboard_tui.cli.draft_words import changed_section, touched_in_words

    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        if options.value is None:
            touched = opened.touched_by(options.question)
            told, lines = plain(touched), touched_in_words(touched)
        else:
            understood = opened.understand(options.question, options.value)
            if understood.value is None:
                raise UsageError(f"{options.value!r} is no answer that a paper could print.")
            changed = opened.would_change(options.question, understood.value)
            told, lines = plain(changed), [line for each in changed for line in changed_section(each)]
    if options.json:
        print_json(told)
    else:
        print("\n".join(lines) or "It touches no clause.")
    return 0
