"""In the interview: which parts of the contract an answer goes into, and what it would change."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from onboard_tui.tui.look_ahead import RESTING
from onboard_tui.tui.widgets.coach import parts_that_change
from tests.tui.acting import press, settle
from tests.tui.frames import text_on

if TYPE_CHECKING:
    import pytest
    from textual.pilot import Pilot

    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Reading


async def at_term(pilot: Pilot[None]) -> None:
    """Go to the question of how long."""
    pilot.app.show_question("term")  # type: ignore[attr-defined]  # the app of this pilot is ours
    await settle(pilot)


async def test_a_question_says_where_its_answer_goes_and_an_answer_what_it_would_change(
    reading: Reading, contracted: OpenInterview
) -> None:
    """Nothing is recorded by looking."""
    contracted.record("term", "monthly")
    entries = len(contracted.interview.log)
    async with reading("f8") as pilot:
        await at_term(pilot)
        assert "GOES INTO" in text_on(pilot.app)
        assert "How to leave" in text_on(pilot.app)
        await press(pilot, "2")
        for _ in range(50):
            await asyncio.sleep(RESTING / 5)
            if "THIS ANSWER WOULD CHANGE" in text_on(pilot.app):
                break
        shown = text_on(pilot.app)
        assert "THIS ANSWER WOULD CHANGE" in shown
        assert "How to leave" in shown
    assert len([each for each in contracted.interview.log[entries:] if hasattr(each, "value")]) == 0


def test_one_wording_in_the_place_of_another_is_a_change() -> None:
    """A part is named once, however many of its clauses come and go."""
    sections = [
        ("Who wrote it", "new"),
        ("How long", "new"),
        ("Reviews", "changed"),
        ("Who wrote it", "left_out"),
    ]
    assert parts_that_change(sections) == ["Who wrote it", "How long (new)", "Reviews"]


async def test_nothing_of_it_is_shown_to_the_customer(reading: Reading) -> None:
    """Share mode looks at no contract."""
    async with reading("f8") as pilot:
        await at_term(pilot)
        await press(pilot, "f6")
        await settle(pilot)
        await press(pilot, "2")
        await asyncio.sleep(RESTING + 0.1)
        await settle(pilot)
        assert "GOES INTO" not in text_on(pilot.app)
        assert "WOULD CHANGE" not in text_on(pilot.app)


async def test_a_contract_that_cannot_be_drafted_is_no_trouble_here(
    reading: Reading, contracted: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken pack is told where the contract is read, not in the middle of a conversation."""
    from onboard_tui.errors import ContractError

    def broken(*_arguments: object) -> None:
        raise ContractError("The pack is broken.")

    monkeypatch.setattr(contracted, "touched_by", broken)
    monkeypatch.setattr(contracted, "would_change", broken)
    async with reading("f8") as pilot:
        await at_term(pilot)
        await press(pilot, "2")
        await asyncio.sleep(RESTING + 0.1)
        await settle(pilot)
        assert "How long do you want to be tied to this?" in text_on(pilot.app)
        assert "broken" not in text_on(pilot.app)
