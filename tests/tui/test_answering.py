"""Answering each kind of question by keyboard."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from textual import events

from onboard_tui.interview.entries import Source
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.screens.form import Form
from onboard_tui.tui.widgets.choices import Choices
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.one_line import OneLine
from tests.tui.acting import echo, press, screen, settle, status, type_in

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking


def value_of(opened: OpenInterview, question: str) -> object:
    """Give the recorded value of a question."""
    return opened.interview.current[question].value


async def test_enter_saves_a_text_and_goes_on_to_the_next_question(
    walking: Walking, opened: OpenInterview
) -> None:
    """The core loop: type, enter, the next question is there and the answer is saved."""
    async with walking() as pilot:
        assert screen(pilot).question_id == "a_name"
        await type_in(pilot, "Tom [Lyle]")
        await press(pilot, "enter")
        assert value_of(opened, "a_name") == "Tom [Lyle]"
        assert screen(pilot).question_id == "a_story"
        assert status(pilot).startswith("✓ saved")


async def test_a_long_text_keeps_its_lines(walking: Walking, opened: OpenInterview) -> None:
    """ctrl+j begins a new line; enter saves all of them."""
    async with walking("a_story") as pilot:
        await type_in(pilot, "one")
        await pilot.press("ctrl+j", "t", "w", "o")
        await press(pilot, "enter")
        assert value_of(opened, "a_story") == "one\ntwo"


async def test_a_number_key_chooses_and_enter_saves(walking: Walking, opened: OpenInterview) -> None:
    """One option is chosen by its number; nothing is saved before enter."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "2")
        assert "a_sponsor" not in opened.interview.current
        await press(pilot, "enter")
        assert value_of(opened, "a_sponsor") == "team"


async def test_enter_alone_answers_nothing(walking: Walking, opened: OpenInterview) -> None:
    """A choice that nobody made is never recorded by accident."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "enter")
        assert "a_sponsor" not in opened.interview.current
        assert "Nothing is answered yet" in echo(pilot)
        assert screen(pilot).question_id == "a_sponsor"


async def test_arrows_choose_too(walking: Walking, opened: OpenInterview) -> None:
    """Going down twice chooses the second option."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "down", "down", "enter")
        assert value_of(opened, "a_sponsor") == "team"


async def test_an_option_that_means_unknown_is_recorded_as_dont_know(
    walking: Walking, opened: OpenInterview
) -> None:
    """Choosing “not sure” fills the screen, never a gate."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "4", "enter")
        assert opened.standing.state("a_sponsor") is AnswerState.DONT_KNOW


async def test_several_options_are_ticked_by_number_and_by_space(
    walking: Walking, opened: OpenInterview
) -> None:
    """Numbers and space tick and untick; enter saves what is ticked."""
    async with walking("a_tools") as pilot:
        await press(pilot, "1", "3", "up", "space", "1", "enter")
        assert value_of(opened, "a_tools") == ("files", "phones")


@pytest.mark.parametrize(("key", "expected"), [("y", True), ("2", False)])
async def test_yes_and_no_have_letters_and_numbers(
    walking: Walking, opened: OpenInterview, key: str, expected: bool
) -> None:
    """Y and n answer, as 1 and 2 do."""
    async with walking("a_ready") as pilot:
        await press(pilot, key, "enter")
        assert value_of(opened, "a_ready") is expected


async def test_a_scale_up_to_ten_takes_two_digits(walking: Walking, opened: OpenInterview) -> None:
    """1 and 0 in quick succession mean ten."""
    async with walking("a_priority") as pilot:
        await pilot.press("1", "0")
        assert screen(pilot).query_one(Choices).value == 10
        await press(pilot, "enter")
        assert value_of(opened, "a_priority") == 10


@pytest.mark.parametrize(
    ("question", "typed", "said", "recorded"),
    [
        ("m_people", "1,200", "= 1200 people", 1200),
        ("m_budget", "12.5k", "= USD 12,500", Decimal(12500)),
        ("m_share", "80%", "= 80%", Decimal(80)),
        ("m_date", "end of march", "= Tue 31 March 2026", date(2026, 3, 31)),
        ("m_hours", "6.5", "= 6.5", Decimal("6.5")),
    ],
)
async def test_numbers_and_days_are_echoed_before_they_are_saved(
    walking: Walking, opened: OpenInterview, question: str, typed: str, said: str, recorded: object
) -> None:
    """What is typed freely is said back as understood; enter records exactly that."""
    async with walking(question) as pilot:
        await type_in(pilot, typed)
        assert echo(pilot) == said
        assert question not in opened.interview.current
        await press(pilot, "enter")
        assert value_of(opened, question) == recorded


async def test_an_answer_that_is_not_understood_stays_in_its_field(
    walking: Walking, opened: OpenInterview
) -> None:
    """The reason is said below the field, and nothing is recorded or lost."""
    async with walking("m_people") as pilot:
        await type_in(pilot, "a lot")
        await press(pilot, "enter")
        assert echo(pilot).startswith("! ")
        assert screen(pilot).card.field.typed == "a lot"
        assert "m_people" not in opened.interview.current


async def test_words_that_say_there_is_no_answer_are_understood(
    walking: Walking, opened: OpenInterview
) -> None:
    """Typing “don't know” into a number's field marks the question."""
    async with walking("m_people") as pilot:
        await type_in(pilot, "don't know")
        await press(pilot, "enter")
        assert opened.standing.state("m_people") is AnswerState.DONT_KNOW


async def test_a_suggestion_is_recorded_only_once_it_was_accepted(
    walking: Walking, opened: OpenInterview
) -> None:
    """Enter on an empty field puts the suggestion there; another enter saves it."""
    async with walking("m_hours") as pilot:
        await press(pilot, "enter")
        assert screen(pilot).card.field.typed == "7.5"
        assert "m_hours" not in opened.interview.current
        await press(pilot, "enter")
        assert value_of(opened, "m_hours") == Decimal("7.5")


async def test_a_paste_of_several_lines_is_joined_and_said(walking: Walking) -> None:
    """Nothing of a paste is cut silently."""
    async with walking("m_people") as pilot:
        pilot.app.post_message(events.Paste("\n12\n500\n"))
        await pilot.pause()
        assert screen(pilot).card.field.typed == "12 500"
        assert any("joined into one" in note.message for note in pilot.app._notifications)


async def test_escape_sequences_are_left_out_of_a_paste_and_said(walking: Walking) -> None:
    """What would act on the terminal never gets into an answer."""
    async with walking("a_story") as pilot:
        pilot.app.post_message(events.Paste("two\nlines \x1b]0;title\x07here"))
        await pilot.pause()
        assert screen(pilot).card.field.typed == "two\nlines here"
        assert any("Left out" in note.message for note in pilot.app._notifications)


async def test_rows_are_added_edited_moved_and_removed(walking: Walking, opened: OpenInterview) -> None:
    """A table is filled in row by row, each cell typed freely."""
    async with walking("m_rows") as pilot:
        for name, target in (("Days", "3"), ("Calls", "10")):
            await pilot.press("a")
            assert isinstance(pilot.app.screen, Form)
            await type_in(pilot, name)
            await pilot.press("enter")
            await type_in(pilot, target)
            await pilot.press("enter")
            await type_in(pilot, "end of march")
            await pilot.press("ctrl+n")
        await pilot.press("home", "shift+down", "enter")
        await type_in(pilot, "Long days")
        await pilot.press("ctrl+n")
        await press(pilot, "end", "enter")
        rows = value_of(opened, "m_rows")
        assert rows == (
            {"number": "Calls", "target": Decimal(10), "by": date(2026, 3, 31), "doubt": None},
            {"number": "Long days", "target": Decimal(3), "by": date(2026, 3, 31), "doubt": None},
        )
        screen(pilot).go_to("m_rows")
        await pilot.pause()
        await press(pilot, "home", "x", "ctrl+n")
        kept = value_of(opened, "m_rows")
        assert isinstance(kept, tuple)
        assert len(kept) == 1


async def test_a_cell_that_is_not_understood_keeps_the_form_open(walking: Walking) -> None:
    """The form says what is wrong and stays."""
    async with walking("m_rows") as pilot:
        await pilot.press("a", "tab")
        await type_in(pilot, "many")
        await pilot.press("ctrl+n")
        assert isinstance(pilot.app.screen, Form)


@pytest.mark.parametrize(("key", "state"), [("d", AnswerState.DONT_KNOW), ("r", AnswerState.DECLINED)])
async def test_one_letter_says_that_there_is_no_answer(
    walking: Walking, opened: OpenInterview, key: str, state: AnswerState
) -> None:
    """D is don't know, r is would rather not say."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, key)
        assert opened.standing.state("a_sponsor") is state
        assert screen(pilot).question_id == "a_name"


async def test_letters_are_letters_while_a_text_is_typed(walking: Walking, opened: OpenInterview) -> None:
    """In a text field d is typed; alt+d marks."""
    async with walking("a_name") as pilot:
        await press(pilot, "d", "r", "l")
        assert screen(pilot).card.field.typed == "drl"
        pilot.app.post_message(events.Key("alt+d", "d"))
        await pilot.pause()
        await settle(pilot)
        assert opened.standing.state("a_name") is AnswerState.DONT_KNOW


async def test_terminals_send_a_letter_along_with_alt(walking: Walking) -> None:
    """alt+q opens the line for the quote, and no q is typed into the answer."""
    async with walking("a_name") as pilot:
        pilot.app.post_message(events.Key("alt+q", "q"))
        await pilot.pause()
        assert screen(pilot).card.field.typed == ""
        assert isinstance(pilot.app.focused, OneLine)


async def test_later_takes_an_owner_and_a_day(walking: Walking, opened: OpenInterview) -> None:
    """L parks the question with who finds out and by when."""
    async with walking("a_ready") as pilot:
        await pilot.press("l")
        await type_in(pilot, "Anna")
        await pilot.press("enter")
        await type_in(pilot, "tomorrow")
        await press(pilot, "enter")
        parked = opened.interview.current["a_ready"]
        assert (parked.state, parked.owner, parked.until) == (AnswerState.LATER, "Anna", date(2026, 3, 3))


async def test_source_speaker_quote_and_note_are_kept_with_the_answer(
    walking: Walking, opened: OpenInterview
) -> None:
    """One key each: s goes through the sources, w, q and n open a line."""
    async with walking("a_ready") as pilot:
        await pilot.press("s", "s", "s")
        for key, words in (("w", "Anna"), ("q", "we are"), ("alt+n", "doubtful")):
            await pilot.press(key)
            await type_in(pilot, words)
            await pilot.press("enter")
        await press(pilot, "y", "enter")
        kept = opened.interview.current["a_ready"]
        assert (kept.source, kept.said_by, kept.quote, kept.note) == (
            Source.OUR_GUESS,
            "Anna",
            "we are",
            "doubtful",
        )


async def test_an_answer_opens_with_what_was_recorded(walking: Walking, opened: OpenInterview) -> None:
    """Going back shows the answer as it can be typed again."""
    opened.record("m_budget", Decimal(12500))
    opened.record("a_sponsor", "team")
    async with walking("m_budget") as pilot:
        assert screen(pilot).card.field.typed == "12500"
        screen(pilot).go_to("a_sponsor")
        await settle(pilot)
        assert screen(pilot).card.field.typed == "team"


async def test_everything_can_be_done_by_mouse(walking: Walking, opened: OpenInterview) -> None:
    """A click picks an option, another goes through the sources, a third saves."""
    async with walking("a_sponsor", size=(80, 24)) as pilot:
        await pilot.click(Choices, offset=(8, 1))
        line = screen(pilot).query_one("#details-line")
        await pilot.click(line, offset=(3, 0))
        await pilot.click(KeyHints, offset=(3, 0))
        await settle(pilot)
        kept = opened.interview.current["a_sponsor"]
        assert (kept.value, kept.source) == ("team", Source.CUSTOMER_DOCUMENT)
