"""The command that tells our forecasts against what became of the deals."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.cli.track_record import record_in_words, record_json
from onboard_tui.deal.bands import BANDS
from onboard_tui.deal.calibration import DealRecord, TrackRecord
from onboard_tui.deal.outcome import OutcomeClass
from onboard_tui.interview.dealings import Decided
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Callable

    Onboard = Callable[..., Any]
    Deal = Callable[[str], str]

VERDICTS = {
    "proceed": VerdictKind.PROCEED,
    "with_conditions": VerdictKind.PROCEED,
    "with_unresolved": VerdictKind.STEER_FIRST,
    "against_advice": VerdictKind.NEXT_IN_LINE,
}


def signed(number: int, band: str, outcome: OutcomeClass | None, *flags: str) -> DealRecord:
    """Give a deal that went ahead in a band."""
    decided = Decided(
        id=f"{number:09}",
        at=datetime(2026, 1, 5, tzinfo=UTC),
        on=date(2026, 1, 5),
        choice=VerdictKind.PROCEED,
        reason="We think so.",
        verdict=VERDICTS[band],
        flags=dict.fromkeys(flags, "open"),
        band=band,
        forecast=BANDS[band].prior,
    )
    share = None if outcome is None else Fraction(1, 2)
    return DealRecord(f"i{number}", "Somebody", decided, outcome=outcome, share=share)


def worked() -> TrackRecord:
    """Give the 24 deals of the worked example, with a flag in 6 of them, and one that is not in use yet."""
    counts = {
        "proceed": (8, 9),
        "with_conditions": (5, 7),
        "with_unresolved": (2, 5),
        "against_advice": (0, 3),
    }
    outcomes = [
        (band, OutcomeClass.SUCCESS if number < good else OutcomeClass.FAILED)
        for band, (good, count) in counts.items()
        for number in range(count)
    ]
    failed = [place for place, (_, outcome) in enumerate(outcomes) if outcome is OutcomeClass.FAILED]
    flagged = {0, *failed[:5]}
    deals = [
        signed(place, band, outcome, *(("no_training",) if place in flagged else ()))
        for place, (band, outcome) in enumerate(outcomes)
    ]
    return TrackRecord.of([*deals, signed(99, "proceed", None)])


def test_the_deployments_in_active_use_come_first() -> None:
    """The headline is what is in use; signed deals that are not live, and live ones that are not used, follow."""
    lines = list(record_in_words(worked()))
    assert lines[:3] == [
        "15 deployments in active use",
        "  signed, not live yet: 1",
        "  live, used less than agreed: 9",
    ]


def test_bands_are_told_with_their_interval() -> None:
    """8 of 9 gives 0.86 (0.73-0.96), 0 of 3 gives 0.11 (0.01-0.27), and overrides have a line of their own."""
    words = "\n".join(record_in_words(worked()))
    rows = {line.split("  ")[0]: line.split()[-5:] for line in words.splitlines()}
    assert rows["proceed"] == ["10", "9", "8", "0.86", "0.73-0.96"]
    assert rows["proceed with conditions"] == ["7", "7", "5", "0.71", "0.53-0.87"]
    assert rows["signed with unresolved flags"] == ["5", "5", "2", "0.44", "0.24-0.66"]
    assert rows["signed against advice"] == ["3", "3", "0", "0.11", "0.01-0.27"]
    assert "Signed against the verdict: 8, 2 of 8 with an outcome in active use." in words


def test_scores_and_lift_are_told_once_there_is_enough() -> None:
    """With 24 outcomes and 9 failures the Brier score and the flags are there, the latter with both counts."""
    words = "\n".join(record_in_words(worked()))
    assert "Brier score 0.157, against 0.234 for forecasting 0.625 every time: skill 0.33." in words
    assert "no training: 5 of 6 failed with it, 4 of 18 without: lift 3.0" in words
    told = record_json(worked())
    assert told["skill"] == pytest.approx(0.33, abs=0.005)
    assert [(row["flag"], row["raised"], row["few"]) for row in told["lift"]] == [("no_training", 6, False)]


def test_it_is_too_early_to_say_with_few_outcomes(onboard: Onboard, deal: Deal) -> None:
    """One measured deal moves the headline, gives counts only, and the notice about unsigned deals stays."""
    interview = deal("Fenwick & Daughters")
    onboard("decide", interview, "proceed", "--reason", "Everything holds.")
    before = json.loads(onboard("calibration", "--json").out)
    assert (before["in_use"], before["signed_not_live"], before["live_not_used"]) == (0, 1, 0)
    onboard("outcome", interview, "--licensed", "60", "--active", "48", "--method", "signed in this month")
    done = onboard("calibration")
    assert done.code == 0
    assert done.out.startswith("1 deployment in active use\n")
    assert "Too early to say how good the forecasts are: 1 of 20 outcomes, 0 of 5 failures." in done.out
    assert "Brier" not in done.out
    assert "No decided deal was left unsigned" in done.out
    after = json.loads(onboard("calibration", "--json").out)
    assert (after["in_use"], after["signed_not_live"]) == (1, 0)
    assert (after["too_early"], after["brier"], after["skill"], after["lift"]) == (True, None, None, [])


def test_a_database_without_deals_has_a_track_record_too(onboard: Onboard) -> None:
    """Nothing decided yet is no trouble: the starting points are shown."""
    told = json.loads(onboard("calibration", "--json").out)
    assert told["in_use"] == 0
    assert [band["forecast"] for band in told["bands"]] == [0.8, 0.7, 0.5, 0.2]
    assert told["censoring"]
