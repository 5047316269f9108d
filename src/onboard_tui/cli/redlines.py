"""The commands that say what changed: between two drafts, and in a Word file that the customer sent back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json
from onboard_tui.contract.marked_text import Mark

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from onboard_tui.export.returned import Returned
    from onboard_tui.export.returned_changes import Change
    from onboard_tui.workspace.redlines import Comparison

_AROUND = {Mark.SAME: "{}", Mark.DELETED: "[-{}-]", Mark.INSERTED: "{{+{}+}}"}
_CONTEXT = 60
"""Letters that are shown of what stayed the same before and after a change."""


def redline(options: argparse.Namespace) -> int:
    """Write Word files with tracked changes from one draft to another and print their paths."""
    with the_workspace(options) as workspace:
        paths = workspace.open(options.id).redline(options.earlier, options.later, Path(options.out))
    if options.json:
        print_json([str(path) for path in paths], indent=None)
    elif paths:
        print(*paths, sep="\n")
    if not paths:
        other = f"draft {options.later}" if options.later else "the contract as it is now"
        print(f"Nothing differs between draft {options.earlier} and {other}.", file=sys.stderr)
    return 0


def compare(options: argparse.Namespace) -> int:
    """Say what the customer changed in a Word file, and write it with tracked changes where that can be done."""
    from onboard_tui.export.word.redline_theirs import INSTALL, NOT_INSTALLED, is_installed
    from onboard_tui.workspace.redlines import compare_returned, write_comparison

    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        found = compare_returned(opened, Path(options.file), number=options.draft, document=options.document)
        if options.json:
            print_json(_as_json(found))
        else:
            print("\n".join(_in_words(found, opened.customer, options)))
        if not found.changes:
            return 0
        if is_installed():
            written = write_comparison(opened, found, Path(options.out))
            print(f"\nWith tracked changes: {written}", file=sys.stderr if options.json else sys.stdout)
        else:
            print(f"{NOT_INSTALLED} {INSTALL}", file=sys.stderr)
    return 0


def _in_words(found: Comparison, customer: str, options: argparse.Namespace) -> Iterator[str]:
    """Tell a comparison: against what, which clauses read differently, and what was remarked."""
    draft = f"draft {found.paper.version}"
    yield f"{customer} · {Path(options.file).name} against {draft}, {found.paper.document.title}"
    if found.made_from is None and options.draft is None:
        yield "The file does not say from which draft it was made; name another one with --draft."
    elif found.made_from not in {None, found.paper.version}:
        yield f"The file says that it was made from draft {found.made_from}."
    if found.returned.tracked_by:
        yield f"Tracked changes by {', '.join(found.returned.tracked_by)} are read as accepted."
    if found.changes:
        yield "[-went-] {+came+}"
    else:
        yield f"It reads as {draft} does, word for word."
    where = ""
    for change in found.changes:
        heading = f"After {change.where}" if change.added else change.where
        if heading != where:
            yield f"\n{heading}"
            where = heading
        yield f"  {_marked(change)}"
    yield from _remarks(found.returned)


def _remarks(returned: Returned) -> Iterator[str]:
    if returned.remarks:
        yield "\nComments"
    for remark in returned.remarks:
        about = f" on “{remark.about}”" if remark.about else ""
        yield f"  {remark.author}{about}: {remark.text}"


def _marked(change: Change) -> str:
    """Give the words of a change on one line, with less of what stayed the same."""
    last = len(change.words) - 1
    told = []
    for place, (mark, words) in enumerate(change.words):
        shown = words
        if mark is Mark.SAME and len(words) > 2 * _CONTEXT:
            before = "" if place == 0 else words[:_CONTEXT].rsplit(" ", 1)[0] + " "
            after = "" if place == last else " " + words[-_CONTEXT:].split(" ", 1)[-1]
            shown = f"{before}…{after}"
        told.append(_AROUND[mark].format(shown))
    return "".join(told)


def _as_json(found: Comparison) -> dict[str, Any]:
    return {
        "draft": found.paper.version,
        "document": found.paper.document.id,
        "made_from": found.made_from,
        "tracked_by": list(found.returned.tracked_by),
        "changes": [
            {
                "where": change.where,
                "added": change.added,
                "words": [[mark.value, words] for mark, words in change.words],
            }
            for change in found.changes
        ],
        "comments": [
            {"author": remark.author, "about": remark.about, "text": remark.text}
            for remark in found.returned.remarks
        ],
    }
