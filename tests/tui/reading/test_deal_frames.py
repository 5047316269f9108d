"""The verdict screen of a decided deal as it looks, at its smallest and at its best."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.script.model import VerdictKind
from tests.tui.acting import press
from tests.tui.frames import assert_frame
from tests.tui.reading.filling_in import fill_in, go_to

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Judging


SMALL_AND_LARGE = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def overridden(steered: OpenInterview) -> OpenInterview:
    """Give a deal that was signed against the verdict, with figures and readings."""
    steered.record("training", "none")
    steered.plan(
        "no_training", agreed_by="M. Lyle", owner="J. Hart", due=date(2026, 3, 23), text="Team by team"
    )
    steered.advise("training", believes="It explains itself", advises="Ninety minutes a head")
    steered.rate("value", evidence="Both calls", said_by="Anna", facts={"calls_first": "2 of 2"})
    steered.rate("value", evidence="The list price", said_by="Anna", facts={"pays_premium": "no"})
    steered.estimate(margin=Decimal(18000), hourly=Decimal(85), collected=Decimal(4500))
    steered.decide(
        VerdictKind.PROCEED,
        reason="The new director starts in May and has asked for this.",
        by="R. Adeyemi",
        review=date(2026, 6, 1),
    )
    return steered


@SMALL_AND_LARGE
async def test_a_verdict_with_a_decision_beside_it(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Said at the top."""
    async with judging(overridden, size=size) as pilot:
        assert_frame(pilot.app, "verdict-decided")


@SMALL_AND_LARGE
async def test_the_flags_with_what_was_tried_and_agreed(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Attempts, the plan, and what hangs on the day."""
    async with judging(overridden, size=size) as pilot:
        await press(pilot, "tab")
        assert_frame(pilot.app, "verdict-flags")


@SMALL_AND_LARGE
async def test_the_relationship_and_the_cost_of_a_bad_deal(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Each ladder with its readings, then the card."""
    async with judging(overridden, size=size) as pilot:
        await press(pilot, "tab", "tab", "tab", "tab")
        assert_frame(pilot.app, "verdict-relationship")


@SMALL_AND_LARGE
async def test_the_decision_with_everything_frozen(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Down to the last line."""
    async with judging(overridden, size=size) as pilot:
        await press(pilot, "end")
        assert_frame(pilot.app, "verdict-decision")


@SMALL_AND_LARGE
async def test_the_form_of_a_decision_against_the_verdict(
    judging: Judging, steered: OpenInterview, size: tuple[int, int]
) -> None:
    """All that is needed, and what is wrong, in one small window."""
    async with judging(steered, size=size) as pilot:
        await press(pilot, "d", "2")
        await fill_in(pilot, reason="Nobody wants it enough yet.")
        assert_frame(pilot.app, "verdict-deciding")


@SMALL_AND_LARGE
async def test_the_panel_of_a_flag_that_was_steered_before(
    judging: Judging, steered: OpenInterview, size: tuple[int, int]
) -> None:
    """The second script, what was tried, the ways on."""
    async with judging(steered, size=size) as pilot:
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter")
        assert_frame(pilot.app, "verdict-steering")
