"""The relationship in an interview's record: where it stands on each ladder, and every reading that was kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Bullet
from onboard_tui.deal.ladders import ReadingState, reading_history, readings
from onboard_tui.export.record_blocks import computed, day_of, heading, listing, plain, reasons, told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.ladders import PastReading, Reading
    from onboard_tui.interview.interview import Interview


def relationship_blocks(assessment: Assessment, earlier: Sequence[Interview] = ()) -> Iterator[Block]:
    """Give where the relationship stands, what does not fit together, and the line of what was kept.

    `earlier` are the customer's interviews before this one.
    """
    found = [each for each in readings(assessment, earlier=earlier) if _says_something(each)]
    history = reading_history((*earlier, assessment.interview))
    if not found and not history:
        return
    yield heading("relationship", "Where the relationship stands")
    if found:
        yield listing(("Measure", "Today", "Because"), (_reading(assessment, each) for each in found))
    for hint in dict.fromkeys(hint.say for each in found for hint in each.hints):
        yield Bullet(plain(hint))
    if history:
        head = ("On", "Measure", "Where it stood", "Established", "Evidence", "Said by")
        yield listing(head, (_kept(assessment, each) for each in history))


def _says_something(reading: Reading) -> bool:
    told_so_far = reading.rung or reading.was or reading.claim
    return told_so_far is not None and reading.state is not ReadingState.NOT_APPLICABLE


def _reading(assessment: Assessment, reading: Reading) -> tuple[Cell, ...]:
    level = "" if reading.level is None else f"{reading.level}, "
    return (
        plain(reading.ladder.title),
        computed(f"{level}{reading.words}"),
        reasons(assessment, reading.because),
    )


def _kept(assessment: Assessment, past: PastReading) -> tuple[Cell, ...]:
    facts = {} if past.ladder is None else {fact.id: fact.text for fact in past.ladder.facts}
    established = (f"{facts.get(name, name)}: {typed}" for name, typed in past.entry.facts.items())
    return (
        plain(day_of(assessment, past.entry.on)),
        plain(past.entry.ladder if past.ladder is None else past.ladder.title),
        computed(past.words),
        plain("; ".join(established)),
        told(past.entry.evidence),
        told(past.entry.said_by),
    )
