"""What is said beside an answer: advice, a question that nobody could answer, what is to be followed up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from onboard_tui.interview.dealings import FollowUpKind, Side
from onboard_tui.interview.entries import Reaction
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.screens.form import SavingForm
from onboard_tui.tui.screens.interview import InterviewScreen
from onboard_tui.workspace import Workspace
from tests.tui.acting import press, screen, status, type_in
from tests.tui.conftest import ALL_KINDS
from tests.tui.frames import assert_frame, text_on
from tests.tui.past import TODAY, days_ago, on_day

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.conftest import Walking

SMALL_AND_LARGE = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


async def fill_in(pilot: Pilot[None], *fields: str) -> None:
    """Fill in a form from its first field on, and hand it in with the last."""
    for words in fields:
        await type_in(pilot, words)
        await press(pilot, "enter")


async def test_what_they_believe_stands_beside_what_we_advise(
    walking: Walking, opened: OpenInterview
) -> None:
    """Both, why, whose way it went and who decided; the first letter of a side is enough."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "v")
        await fill_in(pilot, "the team can carry it", "a name [at the top]", "teams change", "o", "Anna Lyle")
        (pair,) = opened.interview.dealings.advice
        assert (pair.question, pair.believes, pair.advises) == (
            "a_sponsor",
            "the team can carry it",
            "a name [at the top]",
        )
        assert (pair.because, pair.followed, pair.decided_by) == ("teams change", Side.OURS, "Anna Lyle")
        assert "✓ saved" in status(pilot)
        assert "we advised on it" in text_on(pilot.app)


async def test_the_key_while_typing_keeps_what_is_typed(walking: Walking, opened: OpenInterview) -> None:
    """An answer that is half typed stays in its field."""
    async with walking("a_name") as pilot:
        await type_in(pilot, "To")
        await press(pilot, "alt+v")
        await fill_in(pilot, "Tom", "Thomas", "", "", "")
        assert opened.interview.dealings.advice
        await press(pilot, "m", "enter")
        assert opened.interview.current["a_name"].value == "Tom"


async def test_half_a_pair_is_refused_and_stays(walking: Walking, opened: OpenInterview) -> None:
    """What was typed is still there, under a sentence that says what is missing."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "v")
        await type_in(pilot, "the team can carry it")
        await press(pilot, "ctrl+n")
        assert isinstance(pilot.app.screen, SavingForm)
        shown = text_on(pilot.app)
        assert "“What we advise” is needed." in shown
        assert "the team can carry it" in shown
        assert not opened.interview.dealings.advice


async def test_a_side_that_is_neither_is_refused(walking: Walking, opened: OpenInterview) -> None:
    """With the two words that are meant."""
    async with walking("a_sponsor") as pilot:
        await press(pilot, "v")
        await fill_in(pilot, "a", "b", "", "nobody's")
        await press(pilot, "ctrl+n")
        assert "neither ours nor theirs" in text_on(pilot.app)
        assert not opened.interview.dealings.advice


async def test_an_old_pair_is_gone_on_with(walking: Walking, opened: OpenInterview) -> None:
    """The form begins with what is on record; the latest counts and the older one stays on record."""
    opened.advise("a_sponsor", believes="the team", advises="a name")
    async with walking("a_sponsor") as pilot:
        await press(pilot, "v")
        assert "the team" in text_on(pilot.app)
        await fill_in(pilot, "teams change", "theirs", "Anna")
        pairs = opened.interview.dealings.advice
        assert [each.believes for each in pairs] == ["the team", "the team"]
        assert pairs[-1].followed is Side.THEIRS


@SMALL_AND_LARGE
async def test_advice_on_the_screen(walking: Walking, opened: OpenInterview, size: tuple[int, int]) -> None:
    """A word on the card; the coach, where there is room or F3 is pressed, says it all."""
    opened.advise(
        "a_sponsor", believes="the team can carry it", advises="a name", because="teams change", followed=Side.THEIRS,
        decided_by="Anna Lyle",
    )  # fmt: skip
    async with walking("a_sponsor", size=size) as pilot:
        await press(pilot, *(["f3"] if size[0] < 90 else []))
        assert_frame(pilot.app, "interview-advice")


async def test_advice_is_never_shared(walking: Walking, opened: OpenInterview) -> None:
    """Neither on the question nor in the review; and the keys are dead."""
    opened.advise("a_sponsor", believes="the team can carry it", advises="a name")
    async with walking("a_sponsor", share=True) as pilot:
        await press(pilot, "v", "u")
        assert "advise" not in text_on(pilot.app)
        await press(pilot, "f5")
        assert "carry it" not in text_on(pilot.app)


async def test_a_question_that_nobody_could_answer_becomes_a_follow_up(
    walking: Walking, opened: OpenInterview
) -> None:
    """With who asked, who of us finds out, and by when."""
    async with walking("a_tools") as pilot:
        await press(pilot, "u")
        await fill_in(pilot, "Does it print on cheque paper?", "Anna Lyle", "J. Okoro", "in 3 days")
        (asked,) = opened.follow_ups()
        assert (asked.kind, asked.what, asked.asked_by) == (
            FollowUpKind.CUSTOMER_QUESTION.value,
            "Does it print on cheque paper?",
            "Anna Lyle",
        )
        assert (asked.side, asked.who, asked.due) == (Side.OURS, "J. Okoro", date(2026, 3, 5))
        assert asked.about == "a_tools"
        assert screen(pilot).question_id == "a_tools"


async def test_who_speaks_is_taken_to_have_asked(walking: Walking) -> None:
    """The name that was typed last stands in the field."""
    async with walking("a_tools") as pilot:
        await press(pilot, "w")
        await type_in(pilot, "M. Lyle")
        await press(pilot, "enter", "u")
        assert "M. Lyle" in text_on(pilot.app)


async def test_a_day_that_is_past_is_refused(walking: Walking, opened: OpenInterview) -> None:
    """The form keeps what was typed, and says what is wrong."""
    async with walking("a_tools") as pilot:
        await press(pilot, "u")
        await fill_in(pilot, "Does it print?", "Anna", "J. Okoro", "1 February 2026")
        assert isinstance(pilot.app.screen, SavingForm)
        assert "Does it print?" in text_on(pilot.app)
        assert not opened.follow_ups()


async def test_anything_else_is_followed_up_from_the_palette(walking: Walking, opened: OpenInterview) -> None:
    """Ours or theirs, with a day."""
    async with walking("a_tools") as pilot:
        await screen(pilot).run_action("screen.follow_up")
        await pilot.pause()
        await fill_in(pilot, "Book the hall", "t", "Anna", "tomorrow")
        (task,) = opened.follow_ups()
        assert (task.what, task.side, task.who, task.due) == (
            "Book the hall",
            Side.THEIRS,
            "Anna",
            date(2026, 3, 3),
        )


async def test_another_window_costs_one_more_enter(
    walking: Walking, opened: OpenInterview, workspace: Workspace
) -> None:
    """What was saved there is taken over, and what was typed here stays to be handed in again."""
    async with walking("a_tools") as pilot:
        await press(pilot, "u")
        workspace.open(opened.id).record("a_name", "Tom")
        await fill_in(pilot, "Does it print?", "Anna", "J. Okoro", "tomorrow")
        assert isinstance(pilot.app.screen, SavingForm)
        await press(pilot, "enter")
        assert [each.what for each in opened.follow_ups()] == ["Does it print?"]
        assert opened.interview.current["a_name"].value == "Tom"


async def test_each_field_is_seen_with_its_label_where_there_is_little_room(walking: Walking) -> None:
    """From the first field on, also where not all of them fit."""
    async with walking("a_sponsor", size=(60, 20)) as pilot:
        await press(pilot, "v")
        for label in (
            "What they believe",
            "What we advise",
            "Because",
            "Whose way it went",
            "Who decided it",
        ):
            assert label in text_on(pilot.app)
            await pilot.press("tab")
            await pilot.pause()


# What is shown of it


async def test_the_coach_says_how_old_it_is(tmp_path: Path) -> None:
    """On day 181 after it was last looked at, and not the day before."""
    from onboard_tui.tui.app import OnboardApp

    for day, said in ((date(2026, 7, 14), False), (date(2026, 7, 15), True)):
        with Workspace(str(tmp_path / f"{day}.db"), as_of=day) as workspace:
            opened = workspace.start(str(ALL_KINDS), "Harbour & Lyle")
            app = OnboardApp(workspace)
            async with app.run_test(size=(120, 40)) as pilot:
                await app.show_interview(opened, "a_name")
                await pilot.pause()
                assert ("coaching 181 days old" in text_on(app)) is said


@pytest.fixture
def reopened(saved: Workspace) -> OpenInterview:
    """Give a deal that was next in line and is taken up again, with an answer from before and steering since."""
    with on_day(saved.database, days_ago(250)) as workspace:
        opened = workspace.start(str(ALL_KINDS), "Wray Print")
        opened.record("a_name", "Ann")
        opened.record("a_sponsor", "nobody")
        for script in (1, 2):
            opened.steer("no_sponsor", script=script, with_whom="Ann", reaction=Reaction.INSISTS)
        opened.decide(
            VerdictKind.NEXT_IN_LINE,
            reason="Nobody will stand up for it, twice asked.",
            by="R. Adeyemi",
            review=days_ago(10),
            sign="A name.",
            may_call="Ann",
            call_on=days_ago(10),
        )
    with on_day(saved.database, TODAY) as workspace:
        workspace.open(opened.id).reopen()
    return saved.open(opened.id)


async def test_a_deal_taken_up_again_asks_first_what_ended_it(
    at_home: Walking, saved: Workspace, reopened: OpenInterview
) -> None:
    """The old answer stands in the field; from elsewhere the way leads back to it until it is asked again."""
    async with at_home(saved) as pilot:
        await pilot.app.show_interview(reopened)  # type: ignore[attr-defined]  # it is our app
        await pilot.pause()
        interview = pilot.app.screen
        assert isinstance(interview, InterviewScreen)
        assert interview.question_id == "a_sponsor"
        await press(pilot, "pageup", "ctrl+n")
        assert interview.question_id == "a_sponsor"
        await press(pilot, "1", "enter")
        assert interview.question_id != "a_sponsor"
        assert interview.walk.after(interview.question_id) != "a_sponsor"


async def test_an_answer_from_before_a_reopening_says_its_age(
    at_home: Walking, saved: Workspace, reopened: OpenInterview
) -> None:
    """On the question and in the review; for the seller only."""
    async with at_home(saved, size=(160, 40)) as pilot:
        await pilot.app.show_interview(reopened, "a_sponsor")  # type: ignore[attr-defined]  # it is our app
        await pilot.pause()
        assert "8 months old, from before it was reopened" in text_on(pilot.app)
        assert "Asked now because it ended the deal" in text_on(pilot.app)
        await press(pilot, "f5")
        assert "8 months old, from before it was reopened" in text_on(pilot.app)
        await press(pilot, "f6")
        assert "months old" not in text_on(pilot.app)


@SMALL_AND_LARGE
async def test_the_review_shows_what_came_of_the_answers(
    walking: Walking, opened: OpenInterview, size: tuple[int, int]
) -> None:
    """The attempt that changed one, the pair of believed and advised, and what is to be followed up."""
    opened.record("a_sponsor", "nobody")
    opened.steer("no_sponsor", script=1, with_whom="Anna", reaction=Reaction.ACCEPTS)
    opened.record("a_sponsor", "owner")
    opened.advise("a_ready", believes="ready", advises="a month more", followed=Side.OURS)
    opened.record("a_ready", value=True)
    opened.follow_up("Ask the team", side=Side.THEIRS, who="Anna", due=TODAY, about="a_tools")
    async with walking("a_tools", size=size) as pilot:
        await press(pilot, "f5")
        assert_frame(pilot.app, "review-what-came-of-it")
        await press(pilot, *["f"] * 5)
        shown = text_on(pilot.app)
        assert "follow-ups · 1" in shown
        assert "● today: Ask the team" in shown


async def test_words_that_look_like_markup_are_words(walking: Walking, opened: OpenInterview) -> None:
    """On the card, the coach, in the review, the sitting, and among what is to be done."""
    hostile = "A[@click=app.quit]x[/]B"
    opened.record("a_name", hostile)
    opened.advise("a_story", believes=hostile, advises=hostile, because=hostile, decided_by=hostile)
    async with walking("a_story", size=(160, 40)) as pilot:
        assert text_on(pilot.app).count(hostile) >= 4
        opened.follow_up(hostile, side=Side.OURS, who=hostile, due=TODAY, about="a_story")
        await press(pilot, "alt+t")
        assert text_on(pilot.app).count(hostile) >= 2
        await press(pilot, "f5")
        assert text_on(pilot.app).count(hostile) >= 6
        await press(pilot, "ctrl+o")
        assert text_on(pilot.app).count(hostile) >= 2
        await press(pilot, "t")
        assert text_on(pilot.app).count(hostile) >= 2
        await press(pilot, "y")
        assert text_on(pilot.app).count(hostile) >= 3
