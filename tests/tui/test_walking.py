"""Going through an interview: steering, going back, taking back, sharing, ending, coming back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Static

from onboard_tui.interview.entries import Postponement, Reaction, Source
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.tui import keeper
from onboard_tui.tui.screens.choose import Choose
from onboard_tui.tui.screens.go_to import GoTo
from onboard_tui.tui.screens.steering import SteeringPanel
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import echo, press, screen, settle, status, type_in
from tests.tui.frames import text_on
from tests.tui.reading.filling_in import fill_in

if TYPE_CHECKING:
    import pytest

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking

ALL_OF_FIRST = (
    "a_name", "a_story", "a_sponsor", "a_tools", "a_ready", "a_priority",
    "m_people", "m_hours", "m_budget", "m_share", "m_date", "m_rows",
)  # fmt: skip


def dont_know(opened: OpenInterview, *questions: str) -> None:
    """Mark questions as don't know."""
    for question in questions:
        opened.mark(question, AnswerState.DONT_KNOW)


async def test_a_bad_answer_opens_the_steering_panel_with_the_first_script(walking: Walking) -> None:
    """The words to say are there at once, with what was answered put in."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        shown = text_on(pilot.app)
        assert "Who loses most if it fails" in shown
        assert "attempt 1 of 2" in shown
        assert "flag no sponsor raised" in status(pilot)


async def test_an_attempt_is_recorded_with_whom_and_how_it_was_taken(
    walking: Walking, opened: OpenInterview
) -> None:
    """They insist: the attempt is on record, and the conversation goes on."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        await pilot.press("4")
        await type_in(pilot, "Anna Lyle")
        await press(pilot, "ctrl+n")
        attempt = opened.assessment.flag_by_id["no_sponsor"].attempts[0]
        assert (attempt.with_whom, attempt.reaction, attempt.script) == ("Anna Lyle", Reaction.INSISTS, 1)
        assert screen(pilot).question_id == "a_name"


async def test_a_saved_answer_is_not_kept_as_typing_too(
    walking: Walking, opened: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the panel lies over a saved answer, nothing is unsaved."""
    monkeypatch.setattr(keeper, "REST", 0.05)
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        await pilot.pause(0.2)
        screen(pilot).keep_typing()
        assert isinstance(pilot.app.screen, SteeringPanel)
        assert opened.typing() == {}


async def test_what_is_typed_is_kept_when_the_keys_rest(
    walking: Walking, opened: OpenInterview, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a killed process loses at most the last second of typing."""
    monkeypatch.setattr(keeper, "REST", 0.05)
    async with walking("a_story") as pilot:
        await press(pilot, "o", "n", "e")
        await pilot.pause(0.2)
        await settle(pilot)
        assert opened.typing() == {"a_story": "one"}


async def test_a_customer_who_comes_round_answers_again(walking: Walking, opened: OpenInterview) -> None:
    """After “accepts” the same question is there, to be answered anew by the one who came round."""
    opened.record("a_sponsor", "owner", said_by="Tom", quote="I am the owner")
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter", "1")
        await fill_in(pilot, with_whom="Anna")
        assert screen(pilot).question_id == "a_sponsor"
        assert "give the answer anew" in echo(pilot)
        await press(pilot, "1", "enter")
        answer = opened.interview.current["a_sponsor"]
        assert (answer.said_by, answer.quote) == ("Anna", "")


async def test_what_does_not_apply_needs_a_reason(walking: Walking, opened: OpenInterview) -> None:
    """Without a reason the form stays; with one it is recorded."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        await pilot.press("6")
        await press(pilot, "enter")
        assert opened.assessment.flag_by_id["no_sponsor"].set_aside is None
        await type_in(pilot, "they have one, in Leeds")
        await press(pilot, "enter")
        aside = opened.assessment.flag_by_id["no_sponsor"].set_aside
        assert aside is not None
        assert (aside.choice, aside.reason) == (Postponement.DOES_NOT_APPLY, "they have one, in Leeds")


async def test_an_agreed_plan_is_taken_down_from_the_panel(walking: Walking, opened: OpenInterview) -> None:
    """A plan with an owner and a day in future stands in for the flag."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        await pilot.press("7")
        for words in ("Anna", "Tom", "in 3 weeks"):
            await type_in(pilot, words)
            await press(pilot, "enter")
        assert opened.standing.flag_state("no_sponsor") is FlagState.MITIGATED


async def test_steering_can_wait_and_be_taken_up_from_the_flags(
    walking: Walking, opened: OpenInterview
) -> None:
    """Esc leaves the flag open; F9 and enter open the panel again."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "3", "enter")
        await press(pilot, "escape")
        assert screen(pilot).question_id == "a_name"
        await press(pilot, "f9", "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        await press(pilot, "5")
        assert opened.assessment.flag_by_id["no_sponsor"].set_aside is not None


async def test_what_we_cannot_fix_can_be_said_of_our_own_lacks(
    walking: Walking, opened: OpenInterview
) -> None:
    """A flag of the kind `ours` has one way more."""
    async with walking("m_budget") as pilot:
        await type_in(pilot, "500")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        await press(pilot, "7")
        assert opened.standing.flag_state("too_dear") is FlagState.CANNOT_FIX


async def test_the_last_answers_are_taken_back_and_given_again(
    walking: Walking, opened: OpenInterview
) -> None:
    """ctrl+z goes back answer by answer and shows the question; ctrl+y gives them again."""
    async with walking("a_ready") as pilot:
        await press(pilot, "y", "enter")
        screen(pilot).go_to("a_tools")
        await press(pilot, "1", "enter")
        await press(pilot, "ctrl+z")
        assert screen(pilot).question_id == "a_tools"
        await press(pilot, "ctrl+z")
        assert screen(pilot).question_id == "a_ready"
        assert not opened.interview.current
        await press(pilot, "ctrl+y", "ctrl+y")
        assert set(opened.interview.current) == {"a_ready", "a_tools"}


async def test_typing_is_taken_back_before_answers_are(walking: Walking, opened: OpenInterview) -> None:
    """In a text field ctrl+z undoes typing first, then the last answer."""
    opened.record("a_ready", value=True)
    async with walking("a_name") as pilot:
        await press(pilot, "x", "ctrl+z")
        assert screen(pilot).card.field.typed == ""
        assert "a_ready" in opened.interview.current
        await press(pilot, "ctrl+z")
        assert "a_ready" not in opened.interview.current


async def test_any_question_is_found_by_some_letters(walking: Walking) -> None:
    """ctrl+g, a few letters, enter."""
    async with walking("a_name") as pilot:
        await pilot.press("ctrl+g")
        assert isinstance(pilot.app.screen, GoTo)
        await type_in(pilot, "sponsor")
        await press(pilot, "enter")
        assert screen(pilot).question_id == "a_sponsor"


async def test_going_back_and_forth_changes_nothing(walking: Walking, opened: OpenInterview) -> None:
    """F7 goes back, ctrl+n goes on; no answer is recorded by it."""
    async with walking("a_story") as pilot:
        await press(pilot, "f7")
        assert screen(pilot).question_id == "a_name"
        await press(pilot, "f7")
        assert status(pilot) == "This is the first question."
        await press(pilot, "ctrl+n")
        assert screen(pilot).question_id == "a_story"
        assert not opened.interview.current


async def test_what_is_typed_and_not_saved_is_there_again(
    walking: Walking, workspace: Workspace, opened: OpenInterview
) -> None:
    """Leaving a question, and leaving the app, keep half a sentence."""
    async with walking("a_story") as pilot:
        await type_in(pilot, "half a sen")
        screen(pilot).go_to("a_ready")
        await settle(pilot)
        screen(pilot).go_to("a_story")
        await settle(pilot)
        assert screen(pilot).card.field.typed == "half a sen"
        await type_in(pilot, "half a sentence")
        await pilot.press("ctrl+q")
    again = workspace.open(opened.id)
    assert again.typing() == {"a_story": "half a sentence"}
    assert "a_story" not in again.interview.current


async def test_escape_goes_back_to_the_list_and_keeps_what_is_typed(
    walking: Walking, opened: OpenInterview
) -> None:
    """Leaving by esc loses nothing either."""
    async with walking("a_story") as pilot:
        await type_in(pilot, "half a sen")
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1
        assert opened.typing() == {"a_story": "half a sen"}


async def test_an_interview_goes_on_where_it_was_left(walking: Walking, opened: OpenInterview) -> None:
    """The question with half a sentence in it comes first; else the first open one."""
    dont_know(opened, "a_name", "a_story")
    async with walking() as pilot:
        assert screen(pilot).question_id == "a_sponsor"
    opened.keep_typing("m_people", "12")
    async with walking() as pilot:
        assert screen(pilot).question_id == "m_people"
        assert screen(pilot).card.field.typed == "12"


async def test_the_end_of_a_conversation_says_what_is_open(walking: Walking, opened: OpenInterview) -> None:
    """What is missing and what was not steered is listed, and enter goes on with the next conversation."""
    dont_know(opened, *ALL_OF_FIRST[:-1])
    opened.record("a_sponsor", "nobody")
    async with walking("m_rows") as pilot:
        await press(pilot, "d")
        shown = text_on(pilot.app)
        assert "First conversation is done" in shown
        assert "Nobody stands behind it" in shown
        assert "1 of 1 raised flags without an attempt to steer" in shown
        await press(pilot, "enter")
        assert screen(pilot).question_id == "s_second"


async def test_the_order_of_the_script_is_a_setting(walking: Walking, opened: OpenInterview) -> None:
    """By what matters most at first, in the order of the script once that was chosen; remembered."""
    dont_know(opened, "a_name", "a_story", "a_tools")
    async with walking("a_ready") as pilot:
        assert screen(pilot).walk.after("a_ready") == "a_sponsor"
        await pilot.app.run_action("toggle_order", pilot.app.screen)
        await press(pilot, "y", "enter")
        assert screen(pilot).question_id == "a_priority"
    async with walking("a_ready") as pilot:
        assert screen(pilot).walk.in_script_order


async def test_the_pass_is_chosen_by_number(walking: Walking) -> None:
    """P lists the conversations."""
    async with walking("a_ready") as pilot:
        await pilot.press("p")
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "3")
        assert screen(pilot).question_id == "o_fit"


async def test_outline_and_coach_are_toggles_where_there_is_little_room(walking: Walking) -> None:
    """At 80 columns F2 and F3 show one panel at a time; at 120 they hide it."""
    async with walking("a_name", size=(80, 24)) as pilot:
        assert "OUTLINE" not in text_on(pilot.app)
        await pilot.press("f2")
        assert "OUTLINE" in text_on(pilot.app)
        await pilot.press("f3")
        shown = text_on(pilot.app)
        assert "KNOW" in shown
        assert "OUTLINE" not in shown
    async with walking("a_name") as pilot:
        assert "OUTLINE" in text_on(pilot.app)
        await pilot.press("f2")
        assert "OUTLINE" not in text_on(pilot.app)


async def test_at_a_hundred_columns_the_coach_has_its_place(walking: Walking) -> None:
    """One panel fits beside the question: the coach, or in its place the outline."""
    async with walking("a_sponsor", size=(100, 32)) as pilot:
        assert "WHY" in text_on(pilot.app)
        assert "OUTLINE" not in text_on(pilot.app)
        await pilot.press("f2")
        assert "OUTLINE" in text_on(pilot.app)
        assert "WHY" not in text_on(pilot.app)
        await pilot.press("f3")
        assert "WHY" in text_on(pilot.app)
        assert "OUTLINE" not in text_on(pilot.app)
        await pilot.press("f3")
        assert "WHY" not in text_on(pilot.app)


async def test_the_outline_leads_to_a_question(walking: Walking) -> None:
    """Enter on a question in the outline goes there."""
    async with walking("a_name") as pilot:
        screen(pilot).query_one("#outline", Rows).focus()
        await press(pilot, "down", "down", "enter")
        assert screen(pilot).question_id == "a_sponsor"


async def test_script_and_answers_are_shown_word_for_word(walking: Walking, opened: OpenInterview) -> None:
    """Brackets are no markup, wherever they come from."""
    opened.record("a_name", "[@click=app.quit]Tom[/]")
    async with walking("a_name") as pilot:
        assert "[red]title[/red]" in text_on(pilot.app)
        screen(pilot).go_to("a_story")
        await settle(pilot)
        assert "[@click=app.quit]Tom[/]" in " ".join(text_on(pilot.app).split())


async def test_two_windows_on_one_interview_lose_nothing(
    walking: Walking, workspace: Workspace, opened: OpenInterview
) -> None:
    """An answer saved elsewhere is taken over; the answer here stays in its field and saves with one more enter."""
    async with walking("a_name") as pilot:
        workspace.open(opened.id).record("a_ready", value=True)
        await type_in(pilot, "Tom")
        await press(pilot, "enter")
        assert status(pilot).startswith("!")
        assert screen(pilot).card.field.typed == "Tom"
        await press(pilot, "enter")
    assert set(workspace.open(opened.id).interview.current) == {"a_name", "a_ready"}


async def test_the_card_says_what_is_recorded(walking: Walking, opened: OpenInterview) -> None:
    """A parked question says who finds out."""
    opened.mark("a_ready", AnswerState.LATER, owner="Anna")
    async with walking("a_ready") as pilot:
        assert "later" in str(screen(pilot).query_one("#recorded", Static).content)
        assert "Anna" in text_on(pilot.app)


async def test_a_question_that_does_not_apply_says_so(walking: Walking, opened: OpenInterview) -> None:
    """What was answered before is kept aside, and the card says that too."""
    opened.record("a_ready", value=False)
    opened.record("s_reason", "a budget")
    opened.record("a_ready", value=True)
    async with walking("s_reason") as pilot:
        said = str(screen(pilot).query_one("#recorded", Static).content)
        assert "does not apply" in said
        assert "kept aside" in said


async def test_the_speaker_is_taken_to_be_the_same_for_the_customers_answers_only(
    walking: Walking, opened: OpenInterview
) -> None:
    """Who was named once is named on; what we answer ourselves is something that we saw."""
    async with walking("a_ready") as pilot:
        await pilot.press("w")
        await type_in(pilot, "Anna")
        await press(pilot, "enter", "y", "enter")
        screen(pilot).go_to("a_tools")
        await press(pilot, "1", "enter")
        assert opened.interview.current["a_tools"].said_by == "Anna"
        screen(pilot).go_to("o_fit")
        await press(pilot, "y", "enter")
        ours = opened.interview.current["o_fit"]
        assert (ours.said_by, ours.source) == ("", Source.WE_SAW_IT)


async def test_escape_leaves_a_panel_before_it_leaves_the_interview(walking: Walking) -> None:
    """From the flags back to the question, from there to the list."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "f9")
        assert status(pilot) == "No flag is raised."
        await press(pilot, "3", "enter", "escape", "f9", "escape")
        assert pilot.app.focused is screen(pilot).card.field.here
        await press(pilot, "escape")
        assert len(pilot.app.screen_stack) == 1
    async with walking("a_sponsor", size=(60, 20)) as pilot:
        await press(pilot, "f3", "escape")
        assert "Who stands behind it?" in text_on(pilot.app)
