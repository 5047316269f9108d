"""What can be recorded about the deal and is not on record yet, so that nobody has to know its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.ladders import ReadingState
from onboard_tui.tui.judgement.lines import COST, DECISION, LADDER, leads_on, title
from onboard_tui.tui.judgement.relationship import says_something
from onboard_tui.tui.plain import MUTED, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row


def to_record_rows(seen: Seen) -> Iterator[Row]:
    """Give a row for each part of the judgement that stays out because nothing is on record."""
    dealings = seen.opened.interview.dealings
    ways = []
    if not dealings.decisions:
        ways.append((DECISION, "Decide: proceed, next in line, walk away", "d"))
    if not dealings.estimates:
        ways.append((COST, "What would a bad deal cost?", "m"))
    beside = seen.beside
    applying = [each for each in beside.readings if each.state is not ReadingState.NOT_APPLICABLE]
    if applying and not any(says_something(each, beside.history) for each in applying):
        ways.append((LADDER, "How the relationship stands, with what shows it", "e"))
    if ways:
        yield title("NOT ON RECORD YET")
    for key, words, letter in ways:
        yield leads_on(key, plain(words), tail=plain(letter, MUTED))
