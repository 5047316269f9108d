"""The track record: deployments in active use first, then how well the verdicts foretold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.screens.home import HomeScreen
from onboard_tui.tui.screens.track_record import TrackRecordScreen
from onboard_tui.tui.track_record import PLOT, plot
from tests.tui.acting import press
from tests.tui.frames import assert_frame, text_on
from tests.tui.past import called, days_ago, make_deals, on_day

if TYPE_CHECKING:
    from onboard_tui.workspace import Workspace
    from tests.tui.conftest import Walking

SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@SIZES
async def test_nothing_decided_yet(at_home: Walking, size: tuple[int, int]) -> None:
    """It says what to do first, and shows from where the forecasts start."""
    async with at_home(size=size) as pilot:
        await press(pilot, "r")
        assert_frame(pilot.app, "track-record-empty")


@SIZES
async def test_a_few_deals(at_home: Walking, saved: Workspace, size: tuple[int, int]) -> None:
    """Counts, ranges that are still wide, and that it is too early to say how good the forecasts were."""
    make_deals(saved.database, 7, failed=2, waiting=1, against=1)
    async with at_home(saved, size=size) as pilot:
        await press(pilot, "r")
        assert_frame(pilot.app, "track-record-few")


async def test_enough_deals(at_home: Walking, saved: Workspace) -> None:
    """With twenty outcomes and five failures among them the forecasts are judged, and each flag."""
    make_deals(saved.database, 26, failed=6, waiting=2, against=4)
    for size in ((80, 24), (120, 40)):
        async with at_home(saved, size=size) as pilot:
            await press(pilot, "r", "end")
            assert_frame(pilot.app, "track-record-enough")


async def test_deals_that_all_failed_make_no_good_forecast(at_home: Walking, saved: Workspace) -> None:
    """Where there is nothing to compare with, forecasts that were wrong are not called better."""
    make_deals(saved.database, 20, failed=20)
    async with at_home(saved, size=(120, 40)) as pilot:
        await press(pilot, "r")
        assert "No better than guessing" in text_on(pilot.app)


async def test_the_number_that_matters_comes_first(at_home: Walking, saved: Workspace) -> None:
    """Signed deals do not count until they are in use."""
    make_deals(saved.database, 3, failed=1, waiting=1)
    async with at_home(saved) as pilot:
        await press(pilot, "r")
        assert "1 deployment in active use" in text_on(pilot.app).splitlines()[2]
        assert "1 signed, not live · 1 live, not used as agreed" in text_on(pilot.app)


async def test_partial_use_is_counted_in_a_second_line(at_home: Walking, saved: Workspace) -> None:
    """As a success there, and only there."""
    make_deals(saved.database, 2, failed=0, waiting=1)
    with on_day(saved.database, days_ago(50)) as workspace:
        called(workspace, "Customer 2").measure(licensed=10, active=6, method="signed in last month")
    async with at_home(saved) as pilot:
        await press(pilot, "r")
        shown = text_on(pilot.app)
        assert "1 deployment in active use" in shown
        assert "With partial use counted as success: 2 in active use" in shown


async def test_no_figure_is_cut_off_where_there_is_little_room(at_home: Walking, saved: Workspace) -> None:
    """At 60 columns the line of each range is whole, and keys scroll to what cannot be seen from here."""
    make_deals(saved.database, 2, failed=1)
    async with at_home(saved, size=(60, 20)) as pilot:
        await press(pilot, "r")
        plots = [line for line in text_on(pilot.app).splitlines() if "●" in line and "━" in line]
        assert plots
        assert all(line.strip().startswith("0 ") and " 1" in line[45:] for line in plots)
        await press(pilot, "pagedown", "pagedown")
        assert "nothing is known about deals that we leave" in " ".join(text_on(pilot.app).split())


async def test_sharing_closes_it(at_home: Walking) -> None:
    """None of it is for a customer."""
    async with at_home() as pilot:
        await press(pilot, "r")
        assert isinstance(pilot.app.screen, TrackRecordScreen)
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, HomeScreen)


@pytest.mark.parametrize(("chance", "low", "high"), [(0.5, 0.1, 0.9), (0.0, 0.0, 0.2), (1.0, 0.8, 1.0)])
def test_a_chance_is_drawn_where_it_is(chance: float, low: float, high: float) -> None:
    """On a line of the same length, whatever it is."""
    line = str(plot(chance, low, high)).removeprefix("0 ").removesuffix(" 1")
    assert len(line) == PLOT
    assert line.index("●") == round(chance * (PLOT - 1))
    assert line.count("━") == round(high * (PLOT - 1)) - round(low * (PLOT - 1))
