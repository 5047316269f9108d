"""Plans and steering panels on the verdict screen, and the flags that need none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.tui.screens.steering import SteeringPanel
from tests.tui.acting import press, screen
from tests.tui.frames import text_on
from tests.tui.reading.dealt import start_dealt
from tests.tui.reading.filling_in import fill_in, go_to, toast, trouble

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Judging


async def test_p_keeps_a_plan_for_the_flag_under_the_cursor(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """With the script's suggestion to begin with; a day that is past is refused and the words stay."""
    opened = start_dealt(workspace, tmp_path, training="none", sponsor="nobody")
    async with judging(opened) as pilot:
        await go_to(pilot, "question:sponsor:because")
        await press(pilot, "p")
        assert "Go to a flag first" in toast(pilot)
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "p")
        assert "What clears it: A name." in toast(pilot)
        await go_to(pilot, "flag:no_training")
        await press(pilot, "p")
        await fill_in(pilot, agreed_by="M. Lyle", owner="J. Hart", due="2026-02-01")
        assert "that day is past" in trouble(pilot)
        assert "One team is trained first." in text_on(pilot.app)
        await fill_in(pilot, due="in 3 weeks")
        assert opened.standing.flag_state("no_training") is FlagState.MITIGATED
        assert "Plan: One team is trained first. (J. Hart, by 23 March 2026" in text_on(pilot.app)


async def test_a_panel_left_with_esc_is_listed_as_untouched(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """It stays in the list until something is tried, or it is said why not; enter there opens it again."""
    opened = start_dealt(workspace, tmp_path, sponsor="nobody")
    async with judging(opened) as pilot:
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter", "escape")
        assert "Nobody has tried, or said why not:" in text_on(pilot.app)
        await go_to(pilot, "flag:no_sponsor:untouched")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        await press(pilot, "5")
        shown = text_on(pilot.app)
        assert "Nobody has tried, or said why not:" not in shown
        assert "Put off on 2 March 2026." in shown


async def test_an_attempt_can_be_of_an_earlier_day_but_not_of_a_later_one(
    judging: Judging, steered: OpenInterview
) -> None:
    """The form keeps with whom it was."""
    async with judging(steered) as pilot:
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter", "3")
        await fill_in(pilot, with_whom="T. Wray", on="tomorrow")
        assert "that day is still to come" in trouble(pilot)
        await fill_in(pilot, on="today")
        assert [each.with_whom for each in steered.interview.attempts["no_sponsor"]] == ["M. Lyle", "T. Wray"]


async def test_after_accepts_the_answer_is_given_anew_and_stands_linked_to_the_attempt(
    judging: Judging, steered: OpenInterview
) -> None:
    """The flag clears; what was tried, and what changed after it, stays in sight."""
    async with judging(steered) as pilot:
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter", "1")
        await fill_in(pilot, with_whom="M. Lyle", note="my sister will")
        assert screen(pilot).question_id == "sponsor"
        await press(pilot, "1", "enter", "f4")
        shown = text_on(pilot.app)
        assert steered.interview.current["sponsor"].said_by == "M. Lyle"
        assert "STEERED, AND CLEAR NOW · 1" in shown
        assert "2 March 2026 · script 2 · M. Lyle · ✓ accepts  “my sister will”" in shown
        assert "then changed: Who stands behind it? Nobody has been named → The owner" in shown


async def test_flags_that_are_not_raised_say_why_one_by_one(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """Clear ones once they are asked for, those that cannot be told at once."""
    opened = start_dealt(workspace, tmp_path, sponsor="nobody")
    opened.mark("training", AnswerState.NOT_ASKED)
    async with judging(opened) as pilot:
        assert "Paid hours" not in text_on(pilot.app)
        assert "What time is there to learn it? not asked" not in text_on(pilot.app)
        await go_to(pilot, "told:no_training")
        await press(pilot, "enter")
        assert "What time is there to learn it? not asked" in text_on(pilot.app)
        assert "2 flags are not raised" in text_on(pilot.app)
        await go_to(pilot, "clear")
        await press(pilot, "enter")
        await go_to(pilot, "told:too_soon")
        await press(pilot, "enter")
        assert "When does it begin? 1 May 2026" in text_on(pilot.app)
        await go_to(pilot, "clear")
        await press(pilot, "enter")
        assert "When does it begin? 1 May 2026" not in text_on(pilot.app)


async def test_many_open_gates_and_flags_are_listed_only_once_they_are_asked_for(
    judging: Judging, workspace: Workspace
) -> None:
    """The first few, then how many more; the bundled script has more than a small window holds."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    missing = len(opened.standing.missing_gates)
    last = opened.script.question_by_id[opened.standing.missing_gates[-1]].ask
    async with judging(opened, size=(160, 100)) as pilot:
        assert f"{missing - 6} more" in text_on(pilot.app)
        assert last not in text_on(pilot.app)
        await go_to(pilot, "more:gates")
        await press(pilot, "enter")
        assert last in text_on(pilot.app)
        await press(pilot, "enter")
        assert last not in text_on(pilot.app)


async def test_a_day_told_without_its_year_is_the_last_one_for_what_was_said(
    judging: Judging, steered: OpenInterview
) -> None:
    """An attempt of last week is not one of next year; one that can only be to come is refused."""
    async with judging(steered) as pilot:
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter", "3")
        await fill_in(pilot, on="tomorrow")
        assert "still to come" in trouble(pilot)
        await fill_in(pilot, on="27 feb")
        assert "2026-02-27" in [each.on.isoformat() for each in steered.interview.attempts["no_sponsor"]]
