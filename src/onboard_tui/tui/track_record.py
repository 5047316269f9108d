"""The rows of the track record: deployments in active use first, then how well the verdicts foretold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.calibration import ENOUGH_FAILURES, ENOUGH_OUTCOMES
from onboard_tui.deal.words import number_of
from onboard_tui.tui.judgement.lines import paragraph, says, signed, title
from onboard_tui.tui.plain import FAINT, MUTED, one_line, plain
from onboard_tui.tui.signs import NOTHING, OUTCOMES, VERDICTS, Sign
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from onboard_tui.deal.bands import Band
    from onboard_tui.deal.calibration import Tally, TrackRecord
    from onboard_tui.deal.lift import Lift

PLOT = 41
"""Cells of a line from chance 0 to chance 1."""
BAR = 4
"""Cells of a bar for a lift of 1."""
LONGEST_BAR = 40

BAND_SIGNS = {
    "proceed": VERDICTS["proceed"],
    "with_conditions": VERDICTS["proceed"],
    "with_unresolved": VERDICTS["steer_first"],
    "against_advice": VERDICTS["walk_away"],
}
"""The sign of the verdict that a band goes by."""
NONE_YET = "No deal is decided yet. Decide one at its verdict (F4 in an interview), and what became of it is counted here."

HARDLY_TELLS = "It hardly tells anything: consider making it weigh less in the script."


def track_record_rows(record: TrackRecord) -> Iterator[Row]:
    """Give all rows; where nothing is decided yet, what to do first."""
    yield from _headline(record)
    if not record.records:
        yield says(Content())
        yield says(plain(NONE_YET, MUTED))
    yield title("THE CHANCE OF ACTIVE USE", "by the verdict at signing, with its 80% range")
    for band in record.bands:
        yield from band_rows(band)
    if record.overrides.signed:
        yield title("SIGNED AGAINST THE VERDICT")
        yield says(one_line(tally_words(record.overrides)))
    yield title("HOW GOOD THE FORECASTS WERE")
    yield from _skill(record)
    if record.lift:
        yield title("WHICH FLAGS FORETOLD IT", "how many times as often deals failed with the flag")
        yield from (lift_row(each) for each in record.lift)
    yield title("WHAT CANNOT BE SEEN FROM HERE")
    yield says(one_line(record.censoring))


def _headline(record: TrackRecord) -> Iterator[Row]:
    in_use = f"{number_of(record.in_use, 'deployment')} in active use"
    sign = OUTCOMES["success"] if record.in_use else Sign(NOTHING, "none yet", MUTED)
    yield signed(sign, plain(in_use, "bold"))
    others = f"{record.signed_not_live} signed, not live · {record.live_not_used} live, not used as agreed"
    yield says(plain(others, MUTED))
    partial = record.partial_as_success.in_use
    if partial != record.in_use:
        yield says(plain(f"With partial use counted as success: {partial} in active use", MUTED))


def band_rows(band: Band) -> Iterator[Row]:
    """Give the chance in one band, with its range as numbers and as a line from 0 to 1."""
    low, high = band.range
    name = band.rule.words.capitalize()
    counted = f"{band.successes} of {band.outcomes} in active use" if band.outcomes else "no outcome yet"
    waiting = band.signed - band.outcomes
    waits = f", {waiting} not live" if waiting else ""
    words = one_line(name) + plain(f"   {counted}{waits}", MUTED)
    tail = plain(f"{float(band.chance):.2f}", "bold") + plain(f" ({low:.2f} to {high:.2f})", MUTED)
    yield signed(BAND_SIGNS[band.rule.id], words, tail=tail)
    yield Row("", Content("   "), plot(float(band.chance), low, high), choosable=False)


def plot(chance: float, low: float, high: float) -> Content:
    """Draw a chance and its range on a line from 0 to 1."""
    at, first, last = (round(each * (PLOT - 1)) for each in (chance, low, high))
    cells = [
        ("●", "bold $accent") if place == at else ("━", "$accent") if first <= place <= last else ("─", FAINT)
        for place in range(PLOT)
    ]
    return Content.assemble(("0 ", MUTED), *cells, (" 1", MUTED))


def tally_words(tally: Tally) -> str:
    """Say how deals went: `1 of 3 in active use, 2 not live`."""
    waiting = tally.signed - tally.outcomes
    counted = (
        f"{tally.successes} of {tally.outcomes} in active use" if tally.outcomes else f"{tally.signed} signed"
    )
    return f"{counted}, {waiting} not live" if waiting else counted


def _skill(record: TrackRecord) -> Iterator[Row]:
    """Say how good the forecasts were, or that it is too early to say."""
    if record.too_early:
        outcomes = f"{len(record.measured)} of {ENOUGH_OUTCOMES} outcomes"
        failures = f"{record.failures} of {ENOUGH_FAILURES} that are no success"
        yield signed(
            Sign("…", "too early", MUTED),
            plain("Too early to say", "bold") + plain(f" ({outcomes}, {failures}).", MUTED),
        )
        return
    yield from _figures(record, "")
    if record.partial_as_success.in_use != record.in_use:
        yield from _figures(record.partial_as_success, "with partial use counted as success")


def _figures(record: TrackRecord, how: str) -> Iterator[Row]:
    """Say whether the forecasts were better than guessing the usual rate, and by how much."""
    if record.brier is None:
        yield says(plain(f"Too early to say {how}.", MUTED))
        return
    better = record.skill is not None and record.skill > 0
    words = f"{'Better' if better else 'No better'} than guessing the usual rate each time"
    guessed = f"{_figure(record.reference)} for guessing {_figure(record.base_rate)} each time"
    lines = [
        plain(words, "bold") + plain(f"   {how}" if how else "", MUTED),
        plain(f"Brier {_figure(record.brier)} against {guessed}; 0 is perfect", MUTED),
    ]
    tail = plain(f"skill {_figure(record.skill, 2)}", "bold")
    yield signed(OUTCOMES["success" if better else "failed"], paragraph(lines), tail=tail)


def _figure(value: Fraction | None, places: int = 3) -> str:
    return "none" if value is None else f"{float(value):.{places}f}"


def lift_row(lift: Lift) -> Row:
    """Give how much more often deals failed with a flag, as a number and a bar; grey where there are few."""
    style, bar_style = (MUTED, FAINT) if lift.few else ("bold", "$accent")
    with_it = f"{lift.raised_failed} of {lift.raised} failed with it"
    without = f"{lift.others_failed} of {lift.others} without"
    name = one_line(lift.flag.replace("_", " "), MUTED if lift.few else "")
    lines = [name + plain(f"   {with_it}, {without}", MUTED)]
    if lift.lift is not None:
        cells = min(LONGEST_BAR, round(BAR * float(lift.lift)))
        lines.append(plain("▬" * cells, bar_style))
    if lift.demote:
        lines.append(plain(HARDLY_TELLS, "$text-warning"))
    times = "no deal failed" if lift.lift is None else f"{float(lift.lift):.1f} times"
    few = f", n = {lift.raised}" if lift.few else ""
    return signed(Sign(" ", ""), paragraph(lines), tail=plain(f"{times}{few}", style))
