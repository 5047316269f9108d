"""Words that look like markup are words, on each of the screens that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.interview.entries import Reaction
from tests.tui.acting import press
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Reading

HOSTILE = ("[/etc/hosts]", "A[@click=app.quit]x[/]", "A[USD]B", "[red]", "A[B", "\\[x]", "{{7*7}}", "トヨタ")


@pytest.mark.parametrize("words", HOSTILE)
async def test_words_are_shown_to_the_letter(reading: Reading, contracted: OpenInterview, words: str) -> None:
    """In answers, quotes, notes, attempts and clauses."""
    contracted.record("goal", words, quote=words, said_by=words, note=words)
    contracted.steer("no_sponsor", script=2, with_whom=words, reaction=Reaction.WANTS_TIME, note=words)
    async with reading("f5") as pilot:
        assert text_on(pilot.app).count(words) >= 4
        await press(pilot, "f4")
        assert text_on(pilot.app).count(words) >= 2
        await press(pilot, "f8", "down", "down")
        assert words in text_on(pilot.app)
        await press(pilot, "w")
        assert words in text_on(pilot.app)
