"""Decided deals for the tests of calibration, made in a few words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from onboard_tui.deal.bands import BANDS
from onboard_tui.deal.calibration import MODEL, DealRecord
from onboard_tui.interview.dealings import Decided, Fate
from onboard_tui.script.model import VerdictKind
from tests.deal.small import NOON

if TYPE_CHECKING:
    from decimal import Decimal

    from onboard_tui.deal.outcome import OutcomeClass

VERDICTS = {
    "proceed": (VerdictKind.PROCEED, ""),
    "with_conditions": (VerdictKind.PROCEED, "conditions"),
    "with_unresolved": (VerdictKind.STEER_FIRST, ""),
    "against_advice": (VerdictKind.WALK_AWAY, ""),
}


def deal_record(
    interview_id: str,
    *,
    band: str = "proceed",
    outcome: OutcomeClass | None = None,
    flags: tuple[str, ...] = (),
    hours: Decimal | None = None,
    forecast: Decimal | None = None,
) -> DealRecord:
    """Make the record of a deal that went ahead."""
    verdict, conditions = VERDICTS[band]
    entry = decision(
        choice=VerdictKind.PROCEED,
        verdict=verdict,
        conditions=conditions,
        band=band,
        forecast=BANDS[band].prior if forecast is None else forecast,
        model=MODEL,
        flags=dict.fromkeys(flags, "open"),
    )
    return DealRecord(interview_id, "Harbour & Lyle", entry, outcome=outcome, hours=hours)


def left(interview_id: str, fate: Fate | None = None) -> DealRecord:
    """Make the record of a deal that we walked away from."""
    entry = decision(choice=VerdictKind.WALK_AWAY, verdict=VerdictKind.WALK_AWAY)
    return DealRecord(interview_id, "Harbour & Lyle", entry, fate=fate)


def decision(**frozen: Any) -> Decided:
    """Make a decision of 2 March 2026."""
    return Decided(id="decided", at=NOON, on=date(2026, 3, 2), reason="Everything fits.", **frozen)
