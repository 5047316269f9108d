"""Ordering more from the contract screen."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.screens.contract import ContractScreen
from onboard_tui.tui.screens.form import SavingForm
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.workspace.catalogues import CATALOGUE_VARIABLE
from tests.tui.acting import press, settle
from tests.tui.frames import assert_frame, text_on
from tests.tui.reading.test_contract import SMALL_AND_LARGE
from tests.tui.reading.test_contract_work import finish

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Reading

CATALOGUE = """
version: "1"
services:
  - {id: seat, title: User seat, unit: user, monthly_each: 4.50, lead_days: 2}
  - {id: help, title: "Help [desk]", monthly_each: 90}
"""


@pytest.fixture(autouse=True)
def price_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sell from a price list of our own."""
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE)
    monkeypatch.setenv(CATALOGUE_VARIABLE, str(tmp_path / "catalogue.yaml"))


async def fill_in(pilot: Pilot[None], **typed: str) -> None:
    """Fill in the form on top and hand it in."""
    for name, words in typed.items():
        pilot.app.screen.query_one(f"#field-{name}", OneLine).value = words
    await press(pilot, "ctrl+n")
    await settle(pilot)


@SMALL_AND_LARGE
async def test_the_order_form(reading: Reading, contracted: OpenInterview, size: tuple[int, int]) -> None:
    """What was chosen stands in its title; prices need to be typed only where none is known."""
    async with reading("f8", size=size) as pilot:
        await press(pilot, "m")
        assert "Help [desk]" in text_on(pilot.app)
        pilot.app.screen.query_one(Rows).cursor = 1
        await press(pilot, "enter")
        assert_frame(pilot.app, "contract-order")


async def test_an_order_is_recorded_and_says_what_is_paid_from_then_on(
    reading: Reading, contracted: OpenInterview
) -> None:
    """One record; the line below says the account, and the way to the paper."""
    finish(contracted)
    async with reading("f8") as pilot:
        await press(pilot, "m", "enter")
        await fill_in(pilot, quantity="10", by="J. Hart")
        assert isinstance(pilot.app.screen, ContractScreen)
        assert "Now USD 45 a month" in text_on(pilot.app)
    (order,) = contracted.interview.paperwork.orders
    assert (order.by, order.lines[0].quantity) == ("J. Hart", Decimal(10))


async def test_an_order_that_cannot_stand_stays_in_the_form(
    reading: Reading, contracted: OpenInterview
) -> None:
    """Before the deal goes ahead there is nothing to order under; what was typed stays."""
    async with reading("f8") as pilot:
        await press(pilot, "m", "enter")
        await fill_in(pilot, quantity="10", by="J. Hart")
        assert isinstance(pilot.app.screen, SavingForm)
        assert "no agreement to order under" in text_on(pilot.app)
        await fill_in(pilot, quantity="ten or so")
        assert isinstance(pilot.app.screen, SavingForm)
    assert not contracted.interview.paperwork.orders


async def test_a_catalogue_that_cannot_be_used_is_told(reading: Reading, tmp_path: Path) -> None:
    """The contract stays on the screen."""
    (tmp_path / "catalogue.yaml").write_text("services: 3\n")
    async with reading("f8") as pilot:
        await press(pilot, "m")
        assert isinstance(pilot.app.screen, ContractScreen)
        assert "cannot be used" in text_on(pilot.app)
