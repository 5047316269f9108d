"""Two windows, sharing, and going from part to part of the verdict."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.screens.form import SavingForm
from onboard_tui.tui.screens.verdict import VerdictScreen
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press, settle
from tests.tui.frames import text_on
from tests.tui.reading.filling_in import fill_in, trouble

if TYPE_CHECKING:
    from decimal import Decimal

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview, Recording
    from tests.tui.reading.conftest import Judging


async def test_where_another_window_was_faster_the_words_stay_and_are_kept_at_the_second_go(
    judging: Judging, workspace: Workspace, good: OpenInterview
) -> None:
    """What was saved there is taken over first."""
    async with judging(good) as pilot:
        await press(pilot, "m")
        workspace.open(good.id).record("people", 70)
        await fill_in(pilot, margin="18k", hourly="85", collected="4,500")
        assert "do this once more" in trouble(pilot)
        assert good.interview.dealings.estimates == ()
        await press(pilot, "ctrl+n")
        assert "66.9%" in text_on(pilot.app)
        assert good.standing.value("people") == 70


@pytest.mark.parametrize("keys", [("d",), ("d", "1"), ("m",), ("e", "1"), ("u",)])
async def test_sharing_closes_every_form(
    judging: Judging, signed: OpenInterview, keys: tuple[str, ...]
) -> None:
    """Nothing of the deal stays in sight."""
    async with judging(signed) as pilot:
        await press(pilot, *keys, "f6")
        shown = text_on(pilot.app)
        assert not isinstance(pilot.app.screen, VerdictScreen | SavingForm)
        for word in ("signed", "verdict", "Verdict", "chance", "reading", "decided"):
            assert word not in shown


async def test_tab_goes_from_part_to_part_and_back(judging: Judging, steered: OpenInterview) -> None:
    """The part comes to the top of a small window, with its title."""
    async with judging(steered, size=(80, 24)) as pilot:
        rows = pilot.app.screen.query_one(Rows)
        for key in ("flag:no_sponsor", "question:begins:day", "ladder:perceived"):
            await press(pilot, "tab")
            assert rows.key == key
        await press(pilot, "shift+tab")
        assert rows.key == "question:begins:day"
        await press(pilot, "shift+tab", "shift+tab", "shift+tab")
        assert "by rule R3" in text_on(pilot.app)


async def test_esc_does_not_close_a_form_that_is_just_being_saved(
    judging: Judging, good: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that nothing is saved of which the screen says nothing."""
    may_go_on, estimate = threading.Event(), good.estimate

    def slowly(**figures: Decimal) -> Recording:
        may_go_on.wait(10)
        return estimate(**figures)

    monkeypatch.setattr(good, "estimate", slowly)
    async with judging(good) as pilot:
        await press(pilot, "m")
        for name, words in (("margin", "18k"), ("hourly", "85"), ("collected", "4500")):
            pilot.app.screen.query_one(f"#field-{name}", OneLine).value = words
        await pilot.press("ctrl+n", "escape")
        assert isinstance(pilot.app.screen, SavingForm)
        may_go_on.set()
        await settle(pilot)
        assert isinstance(pilot.app.screen, VerdictScreen)
        assert "66.9%" in text_on(pilot.app)
