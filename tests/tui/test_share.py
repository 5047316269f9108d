"""Share mode: only what the customer may see is on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.interview.entries import Source
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.commands import Command, commands_on
from tests.tui.acting import press, screen, settle, status, type_in
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking

PRIVATE_WORDS = (
    "COACH", "Their site", "Nothing moves", "STEER", "OUTLINE", "FLAGS", "FLAG", "VERDICT", "GATE", "BLOCKER", "so far",
    "source", "quote", "note", "doubt", "no sponsor", "Nobody stands behind it", "Our side", "Order taking",
)  # fmt: skip

PRIVATE_COMMANDS = [command for command in commands_on("interview") if command.private]


def private_words_on(shown: str) -> list[str]:
    """Give the private words that are on the screen."""
    return [word for word in PRIVATE_WORDS if word.casefold() in shown.casefold()]


async def test_nothing_private_is_on_any_question(walking: Walking, opened: OpenInterview) -> None:
    """Every question of the customer's, with a raised flag and a private note on record."""
    opened.record("a_sponsor", "nobody", note="they are in doubt", quote="we do not do sponsors")
    async with walking(share=True) as pilot:
        for question in opened.script.questions:
            if not question.private:
                screen(pilot).go_to(question.id)
                await settle(pilot)
                assert private_words_on(text_on(pilot.app)) == []


async def test_marks_and_private_columns_are_gone(walking: Walking, opened: OpenInterview) -> None:
    """Neither the marks of options nor the seller's column of a table is shown."""
    rows = ({"number": "Days", "target": None, "by": None, "doubt": "hardly"},)
    opened.record("m_rows", rows)
    async with walking("a_sponsor") as pilot:
        assert "! " in text_on(pilot.app) or "!│" in text_on(pilot.app).replace(" ", "")
        await pilot.press("f6")
        assert "!" not in text_on(pilot.app)
        screen(pilot).go_to("m_rows")
        await settle(pilot)
        shown = text_on(pilot.app)
        assert "Days" in shown
        assert "hardly" not in shown


async def test_the_switch_takes_it_away_at_once_and_keeps_what_is_typed(walking: Walking) -> None:
    """F6 in mid-sentence: a banner, nothing private, the sentence still there; F6 again brings it back."""
    async with walking("a_story") as pilot:
        await type_in(pilot, "half a sen")
        assert private_words_on(text_on(pilot.app))
        await pilot.press("f6")
        shown = text_on(pilot.app)
        assert "SHARED" in shown
        assert private_words_on(shown) == []
        assert "half a sen" in shown
        await pilot.press("f6")
        assert private_words_on(text_on(pilot.app))


async def test_a_panel_in_the_place_of_the_question_gives_way(walking: Walking) -> None:
    """On the smallest screen F6 closes the outline, and the question is there again."""
    async with walking("a_sponsor", size=(60, 20)) as pilot:
        await pilot.press("f2", "f6")
        shown = text_on(pilot.app)
        assert "Who stands behind it?" in shown
        assert private_words_on(shown) == []


async def test_a_private_question_gives_way(walking: Walking) -> None:
    """Sharing while a question of our own is on the screen shows one of the customer's instead."""
    async with walking("o_fit") as pilot:
        await pilot.press("f6")
        await settle(pilot)
        assert "Do we want" not in text_on(pilot.app)
        assert screen(pilot).question_id == "a_name"
        screen(pilot).go_to("o_fit")
        assert screen(pilot).question_id == "a_name"


async def test_a_bad_answer_is_saved_without_a_word(walking: Walking, opened: OpenInterview) -> None:
    """No panel, no flag, no verdict: saved, and the next question."""
    async with walking("a_sponsor", share=True) as pilot:
        await press(pilot, "3", "enter")
        assert opened.interview.current["a_sponsor"].value == "nobody"
        assert status(pilot).strip() == "✓ saved"
        assert screen(pilot).question_id == "a_name"


async def test_the_search_finds_only_the_customers_questions(walking: Walking) -> None:
    """Neither private questions nor the ids of questions are listed."""
    async with walking("a_name", share=True) as pilot:
        await pilot.press("ctrl+g")
        shown = text_on(pilot.app)
        assert "Who stands behind it?" in shown
        assert "Do we want this customer" not in shown
        assert "sponsor:" not in shown


async def test_the_end_of_a_conversation_says_thanks(walking: Walking, opened: OpenInterview) -> None:
    """No summary while the customer looks."""
    opened.record("a_sponsor", "nobody")
    async with walking("a_name", share=True) as pilot:
        screen(pilot).show(None)
        await pilot.pause()
        shown = text_on(pilot.app)
        assert "Thank you" in shown
        assert private_words_on(shown) == []


async def test_what_lies_on_top_is_closed(walking: Walking) -> None:
    """F6 on the steering panel, on its form or on the search leaves none of it on the screen."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        await press(pilot, "4", "f6")
        assert private_words_on(text_on(pilot.app)) == []
        assert pilot.app.screen is screen(pilot)
    async with walking("a_sponsor") as pilot:
        await press(pilot, "g", "f6")
        assert "Do we want" not in text_on(pilot.app)


async def test_share_mode_for_the_whole_process_cannot_be_switched_off(walking: Walking) -> None:
    """`--share` stays on whatever is pressed."""
    async with walking("a_name", share=True) as pilot:
        await pilot.press("f6")
        assert "SHARED" in text_on(pilot.app)


@pytest.mark.parametrize("command", PRIVATE_COMMANDS, ids=lambda each: each.id)
async def test_private_commands_do_nothing_while_shared(walking: Walking, command: Command) -> None:
    """Their keys are dead, so that no slip of the finger shows anything."""
    async with walking("a_sponsor", share=True) as pilot:
        before = text_on(pilot.app)
        for key in command.keys.split(","):
            if key:
                await press(pilot, key)
        assert text_on(pilot.app) == before


async def test_the_review_keeps_guesses_and_owners_to_the_seller(
    walking: Walking, opened: OpenInterview
) -> None:
    """A filter that tells guesses apart ends with share mode, counts leave the hidden questions out."""
    opened.record("a_ready", value=True, source=Source.OUR_GUESS)
    opened.mark("a_tools", AnswerState.LATER, owner="ask the bursar")
    async with walking("a_sponsor") as pilot:
        await press(pilot, "f5", "f", "f")
        assert "our guesses" in text_on(pilot.app)
        before = text_on(pilot.app)
        await press(pilot, "f6", "f")
        shown = text_on(pilot.app)
        for word in ("guess", "bursar", "filter"):
            assert word not in shown
        assert "all answers" in shown
        assert "2/13" in shown, before


async def test_help_says_nothing_of_what_is_hidden(walking: Walking) -> None:
    """The customer does not read that something is private."""
    for keys in (("f1",), ("f5", "f1")):
        async with walking("a_sponsor", share=True, size=(120, 60)) as pilot:
            await press(pilot, *keys)
            assert "private" not in text_on(pilot.app)
            assert "guess" not in text_on(pilot.app)


async def test_a_list_hidden_for_good_does_not_offer_to_come_back(at_home: Walking) -> None:
    """Where share mode was asked for at the start, F6 shows nothing again; a new interview can be started."""
    async with at_home(share=True) as pilot:
        shown = " ".join(text_on(pilot.app).replace("│", " ").split())
        assert "shows it again" not in shown
        assert "n starts an interview" in shown
