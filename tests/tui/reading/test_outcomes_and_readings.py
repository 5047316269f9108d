"""What became of a deal, what a bad one costs, and where the relationship stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.deal.outcome import OutcomeClass, latest_outcome
from onboard_tui.interview.dealings import Fate, Side
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.screens.form import SavingForm
from tests.tui.acting import press, screen
from tests.tui.frames import text_on
from tests.tui.reading.dealt import start_dealt
from tests.tui.reading.filling_in import fill_in, go_to, trouble

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview
    from tests.tui.reading.conftest import Judging


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


async def test_the_newest_use_check_fills_in_the_count(
    judging: Judging, workspace: Workspace, signed: OpenInterview
) -> None:
    """What the customer said in it stands in the form, and is offered once: the next count begins empty."""
    check = workspace.start("use-check", signed.customer)
    check.record("now_users", 60)
    check.record("use_active", 48)
    check.record("use_method", "asked_teams")
    check.record("counted_on", workspace.as_of)
    async with judging(signed) as pilot:
        await press(pilot, "o", "1")
        assert "From the newest use check with them." in text_on(pilot.app)
        await press(pilot, "ctrl+n")
        outcome = latest_outcome(signed.assessment)
        assert outcome is not None
        assert outcome.sentence.startswith("48 of 60 in active use")
        assert outcome.entry.method == "Each team told us its own number"
    assert signed.newest_count() is None


async def test_what_became_of_the_customer_is_kept_with_to_whom(
    judging: Judging, signed: OpenInterview
) -> None:
    """They switched, and to whom."""
    async with judging(signed) as pilot:
        await press(pilot, "o", "3")
        await fill_in(pilot, to_whom="Molar IT", note="cheaper seats")
        assert "They switched: Molar IT   2 March 2026" in text_on(pilot.app)
        assert [each.fate for each in signed.interview.dealings.fates] == [Fate.SWITCHED]


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


async def test_down_and_up_go_from_field_to_field_of_a_form_that_scrolls(
    judging: Judging, good: OpenInterview
) -> None:
    """In a small window as in a large one; what is typed goes into the field that is shown."""
    async with judging(good, size=(60, 20)) as pilot:
        await press(pilot, "e", "1")
        assert pilot.app.screen.query_one(".form-fields").max_scroll_y > 0
        await press(pilot, "down")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "field-fact-calls_first"
        await press(pilot, "up")
        assert pilot.app.focused.id == "field-fact-pays_premium"


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
        assert "We advise: Ninety minutes a head" in shown
        assert "Because: the last one did not" in shown
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
