"""Our own word on the screen: locked once the customer has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.tui.app import OnboardApp
from tests.tui.acting import echo, press, screen
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview


@pytest.fixture
def heard(workspace: Workspace) -> OpenInterview:
    """Give an interview in which our word was written down before the customer spoke."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.record("rel_kind", "existing")
    opened.record("own_claim", "partner")
    opened.record("rel_next_time", "open_price")
    return opened


async def test_the_card_says_that_our_word_is_locked_and_why(
    workspace: Workspace, heard: OpenInterview
) -> None:
    """Choosing another one is refused where it was chosen, and nothing is recorded; the same one may be given again."""
    app = OnboardApp(workspace)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await app.show_interview(heard, "own_claim")
        await pilot.pause()
        assert "This answer is locked" in text_on(pilot.app)
        before = len(heard.interview.log)
        await press(pilot, "2", "enter")
        assert "only after that answer is taken back" in echo(pilot)
        assert screen(pilot).question_id == "own_claim"
        assert len(heard.interview.log) == before
        await press(pilot, "4", "enter")
        assert len(heard.interview.log) > before
        assert heard.interview.current["own_claim"].value == "partner"
