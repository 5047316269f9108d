"""The relationship on each ladder: where it stands, why not higher, our own word, and the readings kept so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.ladders import ReadingState, line_of
from onboard_tui.tui.judgement.lines import LADDER, day, key_of, paragraph, says, signed, title
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import FLAG_STATES, MARKS, Sign

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.deal.ladder_facts import FactReading
    from onboard_tui.deal.ladders import PastReading, Reading
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview

STANDS = Sign("•", "stands", "$text-primary")
MOST_MISSING = 3
"""How many things that are missing are named."""
MOST_KEPT = 3
"""How many kept readings are told in full; the line shows all."""


def relationship_rows(seen: Seen) -> Iterator[Row]:
    """Give the ladders about which there is something to say."""
    told = [reading for reading in seen.beside.readings if says_something(reading, seen.beside.history)]
    if told:
        yield title("THE RELATIONSHIP", "e keeps a reading")
    for number, reading in enumerate(told):
        if number:
            yield says(Content())
        kept = [past for past in seen.beside.history if past.entry.ladder == reading.ladder.id]
        yield _ladder_row(seen.opened, reading, kept)


def says_something(reading: Reading, history: Sequence[PastReading]) -> bool:
    """Whether there is anything to show about a ladder that applies."""
    if reading.state is ReadingState.NOT_APPLICABLE:
        return False
    narrowed = len(reading.possible) < len(reading.ladder.rungs)
    kept = any(past.entry.ladder == reading.ladder.id for past in history)
    return narrowed or kept or reading.was is not None or reading.claim is not None


def _ladder_row(opened: OpenInterview, reading: Reading, kept: Sequence[PastReading]) -> Row:
    top = max(rung.level for rung in reading.ladder.rungs)
    level = "" if reading.level is None else f"   level {reading.level}/{top}"
    where = one_line(f"{reading.ladder.title}   ", MUTED) + one_line(reading.words, "bold")
    lines = [where + plain(level, MUTED)]
    if reading.rung is not None:
        lines.append(one_line(reading.rung.note, MUTED))
    lines += [one_line(hint.say, "$text-warning") for hint in reading.hints]
    lines += [_fact_line(fact) for fact in reading.facts if fact.value is not None or fact.stale]
    lines.append(_missing_line(reading))
    lines += _kept_lines(opened, reading.ladder.id, kept)
    key = key_of(LADDER, reading.ladder.id)
    return signed(_sign(reading), paragraph(lines), key=key)


def _sign(reading: Reading) -> Sign:
    if reading.state is ReadingState.UNKNOWN:
        return FLAG_STATES["unknown"]
    odd = reading.held_back or reading.hints or (reading.gap is not None and reading.gap > 0)
    return MARKS["watch"] if odd else STANDS


def _fact_line(fact: FactReading) -> Content:
    return one_line(f"{fact.fact.text}: ", MUTED) + one_line(fact.words)


def _missing_line(reading: Reading) -> Content:
    if reading.state is not ReadingState.UNKNOWN or not reading.missing:
        return Content()
    named = [f"“{each}”" for each in reading.missing[:MOST_MISSING]]
    more = len(reading.missing) - len(named)
    rest = f" and {more} more" if more else ""
    return one_line(f"To tell, it takes {', '.join(named)}{rest}.", MUTED)


def _kept_lines(opened: OpenInterview, ladder_id: str, kept: Sequence[PastReading]) -> Iterator[Content]:
    """Give the line over all of the customer's interviews, and the last readings with their evidence."""
    if len(kept) > 1:
        yield plain("Over time: ", MUTED) + plain(line_of(kept, ladder_id), "bold")
    for past in kept[-MOST_KEPT:]:
        entry = past.entry
        told = f"{day(opened, entry.on)} · {past.words} · {entry.said_by}: "
        yield one_line(told, MUTED) + one_line(f"“{entry.evidence}”", "italic")
