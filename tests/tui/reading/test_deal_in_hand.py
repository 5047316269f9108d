"""What is recorded from the verdict screen: decisions, plans, outcomes, figures, readings."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from onboard_tui.deal.outcome import OutcomeClass, latest_outcome
from onboard_tui.interview.dealings import Fate, Side
from onboard_tui.interview.entries import Reaction
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState, FlagState
from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.screens.form import SavingForm
from onboard_tui.tui.screens.steering import SteeringPanel
from onboard_tui.tui.screens.verdict import VerdictScreen
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Rows
from tests.tui.acting import press, screen
from tests.tui.frames import assert_frame, text_on
from tests.tui.reading.dealt import start_dealt

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

Judging: TypeAlias = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def judging(workspace: Workspace) -> Judging:
    """Give a way to run the app at the verdict of an interview."""

    @asynccontextmanager
    async def run(opened: OpenInterview, *, size: tuple[int, int] = (120, 80)) -> AsyncIterator[Pilot[None]]:
        app = OnboardApp(workspace)
        async with app.run_test(size=size, notifications=True) as pilot:
            await app.show_interview(opened)
            await press(pilot, "f4")
            yield pilot

    return run


@pytest.fixture
def good(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give a deal with nothing against it."""
    return start_dealt(workspace, tmp_path)


@pytest.fixture
def steered(workspace: Workspace, tmp_path: Path) -> OpenInterview:
    """Give a deal that nobody stands behind, steered once."""
    opened = start_dealt(workspace, tmp_path, sponsor="nobody")
    opened.steer("no_sponsor", script=1, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    return opened


async def fill_in(pilot: Pilot[None], **fields: str) -> None:
    """Put words into the fields of a form, and hand it in."""
    for name, words in fields.items():
        pilot.app.screen.query_one(f"#field-{name}", OneLine).value = words
    await press(pilot, "ctrl+n")


def trouble(pilot: Pilot[None]) -> str:
    """Give what a form says is wrong."""
    return str(pilot.app.screen.query_one("#form-trouble", Static).content)


def toast(pilot: Pilot[None]) -> str:
    """Give what was said for some seconds."""
    return " ".join(note.message for note in pilot.app._notifications)


async def go_to(pilot: Pilot[None], key: str) -> None:
    """Put the cursor on a row."""
    rows = pilot.app.screen.query_one(Rows)
    rows.cursor = [row.key for row in rows.rows].index(key)
    await pilot.pause()


# Decisions


async def test_a_decision_as_the_verdict_says_takes_a_reason_and_stands_beside_it(
    judging: Judging, good: OpenInterview
) -> None:
    """Choose, say why: signed, with the forecast and the first day of use."""
    async with judging(good) as pilot:
        await press(pilot, "d", "1")
        await fill_in(pilot, reason="All of it is in place.")
        shown = text_on(pilot.app)
        assert isinstance(pilot.app.screen, VerdictScreen)
        assert "Decided on 2 March 2026: ◆ signed" in shown
        assert "Forecast of active use: 80% (proceed), from 1 May 2026 on." in shown
        assert "the verdict was proceed by R6" in shown
        assert toast(pilot) == "Saved: the decision"


async def test_against_the_verdict_the_form_stays_with_what_was_typed_until_all_is_said(
    judging: Judging, steered: OpenInterview
) -> None:
    """A second person, twenty characters and a review date, each asked for in a sentence."""
    async with judging(steered) as pilot:
        await press(pilot, "d", "1")
        assert "Deciding against it takes a second person" in text_on(pilot.app)
        await fill_in(pilot, reason="We like them.")
        assert "takes a second person." in trouble(pilot)
        await fill_in(pilot, by="R. Adeyemi")
        assert "takes a reason of 20 characters or more" in trouble(pilot)
        assert "We like them." in text_on(pilot.app)
        await fill_in(pilot, reason="The new director starts in May and has asked for this.")
        assert "takes a day on which it is looked at again" in trouble(pilot)
        assert steered.interview.dealings.decision is None
        await fill_in(pilot, review="2025-12-01")
        assert "that day is past" in trouble(pilot)
        await fill_in(pilot, review="1 June")
        shown = text_on(pilot.app)
        assert "Decided on 2 March 2026: ◆ steer first - signed by override" in shown
        assert "Second person: R. Adeyemi" in shown
        assert "Looked at again on 1 June 2026" in shown
        assert "the verdict was steer first by R3; raised: Nobody stands behind it (steering)" in shown


async def test_next_in_line_keeps_the_sign_who_may_be_called_and_when(
    judging: Judging, steered: OpenInterview
) -> None:
    """As the verdict says after the attempts needed; so that the call is not forgotten."""
    steered.steer("no_sponsor", script=2, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    async with judging(steered) as pilot:
        await press(pilot, "d", "2")
        await fill_in(pilot, reason="Nobody wants it.", sign="A director is named", may_call="M. Lyle")
        assert "takes a day on which to call" in trouble(pilot)
        await fill_in(pilot, call_on="1 September")
        shown = text_on(pilot.app)
        assert "Decided on 2 March 2026: ▶ next in line, call on 1 September 2026" in shown
        assert "What would prove us right: A director is named" in shown
        assert "Steered twice, insists." in shown


async def test_a_walk_away_for_a_lack_of_ours_asks_who_takes_it(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """The panel says that a referral is the way; the decision is refused until somebody is named."""
    opened = start_dealt(workspace, tmp_path, skill="never")
    async with judging(opened) as pilot:
        await go_to(pilot, "flag:never_done")
        await press(pilot, "enter", "7")
        assert "A referral is the way on" in toast(pilot)
        assert opened.standing.flag_state("never_done") is FlagState.CANNOT_FIX
        await press(pilot, "d", "3")
        await fill_in(pilot, reason="We cannot do it.")
        assert "it is recorded who takes what we cannot do" in trouble(pilot)
        await fill_in(pilot, referred_to="Penrose Controls")
        assert "Taken by: Penrose Controls" in text_on(pilot.app)


async def test_what_we_cannot_fix_can_be_taken_back(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """The panel then offers the other way."""
    opened = start_dealt(workspace, tmp_path, skill="never")
    opened.cannot_fix("never_done")
    async with judging(opened) as pilot:
        await go_to(pilot, "flag:never_done")
        await press(pilot, "enter")
        assert "We can fix this after all" in text_on(pilot.app)
        await press(pilot, "7")
        assert opened.standing.flag_state("never_done") is FlagState.OPEN


async def test_an_unfinished_interview_cannot_be_signed(judging: Judging, good: OpenInterview) -> None:
    """It says how many questions are open and which is next; nothing is recorded."""
    good.mark("goal", AnswerState.NOT_ASKED)
    async with judging(good) as pilot:
        await press(pilot, "d", "1")
        await fill_in(pilot, reason="We know them well enough by now.", by="R. Adeyemi", review="in 3 weeks")
        assert "1 required question is still open" in trouble(pilot)
        assert "What is it for?" in trouble(pilot)
        assert good.interview.dealings.decisions == ()


async def test_a_deal_taken_up_again_steers_anew_and_keeps_what_was_tried(
    judging: Judging, steered: OpenInterview
) -> None:
    """The counter begins again, the attempts of before stay in sight, and the answers say their age."""
    steered.steer("no_sponsor", script=2, with_whom="M. Lyle", reaction=Reaction.INSISTS)
    steered.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="Nobody wants it.",
        sign="A director is named",
        may_call="M. Lyle",
        call_on=date(2026, 9, 1),
    )
    async with judging(steered) as pilot:
        await press(pilot, "u")
        await fill_in(pilot, note="A director is named")
        shown = text_on(pilot.app)
        assert "Taken up again on 2 March 2026: A director is named" in shown
        assert "Before the deal was reopened: steered twice." in shown
        assert "Not steered yet, 2 needed." in shown
        assert "Before, on 2 March 2026: next in line. Nobody wants it." in shown
        assert "Asked now because it ended the deal on 2 March 2026." in shown


async def test_without_a_decision_there_is_nothing_to_reopen_and_no_outcome(
    judging: Judging, good: OpenInterview
) -> None:
    """The keys say so."""
    async with judging(good) as pilot:
        await press(pilot, "u")
        assert "No decision stands" in toast(pilot)
        await press(pilot, "o")
        assert "There is an outcome once the deal is decided" in toast(pilot)


# Plans and panels


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


# Outcomes


@pytest.fixture
def signed(good: OpenInterview) -> OpenInterview:
    """Give a deal that went ahead."""
    good.decide(VerdictKind.PROCEED, reason="All of it is in place.")
    return good


async def test_a_count_of_active_use_is_judged_against_what_was_agreed(
    judging: Judging, signed: OpenInterview
) -> None:
    """14 of 60 is failed; more in use than licensed is refused with what was typed in place."""
    async with judging(signed) as pilot:
        assert "Nothing was counted yet" in text_on(pilot.app)
        await press(pilot, "o", "1")
        await fill_in(pilot, active="61", method="signed in this month")
        assert "More people in active use than people licensed cannot be." in trouble(pilot)
        await fill_in(pilot, active="14", hours="46")
        shown = text_on(pilot.app)
        assert "14 of 60 in active use (23.3%), success from 80%: failed" in shown
        assert "signed in this month · 46 hours of ours so far" in shown
        outcome = latest_outcome(signed.assessment)
        assert outcome is not None
        assert outcome.class_ is OutcomeClass.FAILED


async def test_what_became_of_the_customer_is_kept_with_to_whom(
    judging: Judging, signed: OpenInterview
) -> None:
    """They switched, and to whom."""
    async with judging(signed) as pilot:
        await press(pilot, "o", "3")
        await fill_in(pilot, to_whom="Molar IT", note="cheaper seats")
        assert "They switched: Molar IT   2 March 2026" in text_on(pilot.app)
        assert [each.fate for each in signed.interview.dealings.fates] == [Fate.SWITCHED]


# Figures and readings


async def test_the_card_shows_what_chance_makes_it_worth_signing(
    judging: Judging, good: OpenInterview
) -> None:
    """The worked example: 66.9% at ten times, which is marked as an assumption; the verdict stays as it was."""
    async with judging(good) as pilot:
        await press(pilot, "m")
        await fill_in(pilot, margin="18k", hourly="85", collected="4,500")
        shown = text_on(pilot.app)
        for words in ("USD 14,600", "USD 29,500", "66.9%", "10x (assumption)", "40 hours (assumption)"):
            assert words in shown
        assert "more than two times in three" in shown
        assert "PROCEED   by rule R6" in shown
        await press(pilot, "m")
        await fill_in(pilot, hours="a few")
        assert isinstance(pilot.app.screen, SavingForm)
        await fill_in(pilot, hours="20")
        assert "20 hours" in text_on(pilot.app)


async def test_a_reading_is_kept_from_facts_with_evidence_and_never_from_a_level(
    judging: Judging, good: OpenInterview
) -> None:
    """3 of 4 is not always; over time the line shows both readings."""
    async with judging(good) as pilot:
        assert "How they see us   supplier (we say: partner)" in text_on(pilot.app)
        await press(pilot, "e", "1")
        await fill_in(pilot, **{"fact-calls_first": "often", "evidence": "Two tenders", "said_by": "Anna"})
        assert isinstance(pilot.app.screen, SavingForm)
        assert "cannot be understood" in trouble(pilot)
        await fill_in(pilot, **{"fact-calls_first": "3 of 4", "fact-pays_premium": "yes"})
        shown = text_on(pilot.app)
        assert "What they buy from us for   price   level 1/3" in shown
        assert "They pay more than they show." in shown
        assert "They came to us first with every need: 3 of 4" in shown
        await go_to(pilot, "ladder:value")
        await press(pilot, "enter")
        await fill_in(pilot, **{"fact-calls_first": "4/4", "evidence": "Called in [May]", "said_by": "Anna"})
        shown = text_on(pilot.app)
        assert "What they buy from us for   value added   level 3/3" in shown
        assert "Over time: 1 → 3" in shown
        assert "2 March 2026 · 3, value added · Anna: “Called in [May]”" in shown


async def test_a_ladder_held_back_says_why_and_one_not_known_what_is_missing(
    judging: Judging, good: OpenInterview
) -> None:
    """Nothing is guessed."""
    good.rate("value", evidence="Both calls came to us", said_by="Anna", facts={"calls_first": "2 of 2"})
    async with judging(good) as pilot:
        shown = text_on(pilot.app)
        assert "not known yet: value added or features and benefits" in shown
        assert "To tell, it takes “They pay a premium”." in shown
        good.rate("value", evidence="The list price", said_by="Anna", facts={"pays_premium": "no"})
        await press(pilot, "f5", "f4")
        shown = text_on(pilot.app)
        assert "features and benefits, held back   level 2/3" in shown
        assert "A premium would count for more." in shown


async def test_believed_and_advised_stand_against_each_other(judging: Judging, good: OpenInterview) -> None:
    """With whose way it went and who decided."""
    good.advise(
        "training",
        believes="It explains itself",
        advises="Ninety minutes a head",
        because="the last one did not",
        followed=Side.THEIRS,
        decided_by="M. Lyle",
    )
    async with judging(good) as pilot:
        shown = text_on(pilot.app)
        assert "They believe: It explains itself" in shown
        assert "We advise: Ninety minutes a head, because the last one did not" in shown
        assert "It went their way, decided by M. Lyle" in shown


async def test_what_hangs_on_the_day_is_named_with_the_day_on_which_it_changes(
    judging: Judging, workspace: Workspace, tmp_path: Path
) -> None:
    """A date that comes nearer, and a plan that falls due; enter goes to what can be done about it."""
    opened = start_dealt(workspace, tmp_path, training="none")
    opened.plan("no_training", agreed_by="M. Lyle", owner="J. Hart", due=date(2026, 3, 23), text="")
    async with judging(opened) as pilot:
        shown = text_on(pilot.app)
        assert "WHAT HANGS ON THE DAY · 2   judged as of 2 March 2026" in shown
        assert "clear today, open from 2 April 2026 on" in shown
        assert "planned today, open from 24 March 2026 on" in shown
        assert "the plan is due on 23 March 2026" in shown
        await go_to(pilot, "question:begins:day")
        await press(pilot, "enter")
        assert screen(pilot).question_id == "begins"


HOSTILE = "[/etc] A[@click=app.quit]x[/]"


async def test_words_are_words_in_everything_about_a_deal(judging: Judging, steered: OpenInterview) -> None:
    """Nobody's reason, evidence or belief is taken for markup."""
    steered.advise("training", believes=HOSTILE, advises=HOSTILE, decided_by=HOSTILE)
    steered.rate("value", evidence=HOSTILE, said_by=HOSTILE, facts={"calls_first": "1 of 1"})
    steered.decide(
        VerdictKind.PROCEED, reason=HOSTILE, by=HOSTILE, review=date(2026, 6, 1), first_day=date(2026, 5, 1)
    )
    steered.measure(licensed=2, active=1, method=HOSTILE, note=HOSTILE)
    steered.fare(Fate.SWITCHED, to_whom=HOSTILE, note=HOSTILE)
    async with judging(steered, size=(160, 100)) as pilot:
        assert text_on(pilot.app).count(HOSTILE) >= 11


# Two windows, sharing, moving about


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


# How it looks

SMALL_AND_LARGE = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])


@pytest.fixture
def overridden(steered: OpenInterview) -> OpenInterview:
    """Give a deal that was signed against the verdict, with figures and readings."""
    steered.record("training", "none")
    steered.plan(
        "no_training", agreed_by="M. Lyle", owner="J. Hart", due=date(2026, 3, 23), text="Team by team"
    )
    steered.advise("training", believes="It explains itself", advises="Ninety minutes a head")
    steered.rate("value", evidence="Both calls", said_by="Anna", facts={"calls_first": "2 of 2"})
    steered.rate("value", evidence="The list price", said_by="Anna", facts={"pays_premium": "no"})
    steered.estimate(margin=Decimal(18000), hourly=Decimal(85), collected=Decimal(4500))
    steered.decide(
        VerdictKind.PROCEED,
        reason="The new director starts in May and has asked for this.",
        by="R. Adeyemi",
        review=date(2026, 6, 1),
    )
    return steered


@SMALL_AND_LARGE
async def test_a_verdict_with_a_decision_beside_it(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Said at the top."""
    async with judging(overridden, size=size) as pilot:
        assert_frame(pilot.app, "verdict-decided")


@SMALL_AND_LARGE
async def test_the_flags_with_what_was_tried_and_agreed(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Attempts, the plan, and what hangs on the day."""
    async with judging(overridden, size=size) as pilot:
        await press(pilot, "tab")
        assert_frame(pilot.app, "verdict-flags")


@SMALL_AND_LARGE
async def test_the_relationship_and_the_cost_of_a_bad_deal(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Each ladder with its readings, then the card."""
    async with judging(overridden, size=size) as pilot:
        await press(pilot, "tab", "tab", "tab", "tab")
        assert_frame(pilot.app, "verdict-relationship")


@SMALL_AND_LARGE
async def test_the_decision_with_everything_frozen(
    judging: Judging, overridden: OpenInterview, size: tuple[int, int]
) -> None:
    """Down to the last line."""
    async with judging(overridden, size=size) as pilot:
        await press(pilot, "end")
        assert_frame(pilot.app, "verdict-decision")


@SMALL_AND_LARGE
async def test_the_form_of_a_decision_against_the_verdict(
    judging: Judging, steered: OpenInterview, size: tuple[int, int]
) -> None:
    """All that is needed, and what is wrong, in one small window."""
    async with judging(steered, size=size) as pilot:
        await press(pilot, "d", "2")
        await fill_in(pilot, reason="Nobody wants it enough yet.")
        assert_frame(pilot.app, "verdict-deciding")


@SMALL_AND_LARGE
async def test_the_panel_of_a_flag_that_was_steered_before(
    judging: Judging, steered: OpenInterview, size: tuple[int, int]
) -> None:
    """The second script, what was tried, the ways on."""
    async with judging(steered, size=size) as pilot:
        await go_to(pilot, "flag:no_sponsor")
        await press(pilot, "enter")
        assert_frame(pilot.app, "verdict-steering")
