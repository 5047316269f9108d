"""Steering, as the domain page asks for it: each test is one of its rows, in its words."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from onboard_tui.export.record import interview_record
from onboard_tui.interview.dealings import FollowUpKind, Side
from onboard_tui.interview.entries import Reaction, Recorded
from onboard_tui.script.load import script_from_source
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.screens.steering import SteeringPanel
from tests.acceptance.office import TODAY, interviewed, workspace_on
from tests.export.small_interview import SCRIPT as SMALL
from tests.export.test_record import tables
from tests.tui.acting import press
from tests.tui.frames import text_on

if TYPE_CHECKING:
    from onboard_tui.contract.document import Document
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

SCRIPT = "cloud-onboarding"
COACH = ("know", "why", "good", "bad")


def steered(opened: OpenInterview, flag: str, reaction: Reaction, on: date | None = None) -> Recording:
    """Steer with the next script."""
    script = len(opened.interview.attempts.get(flag, ())) + 1
    return opened.steer(flag, script=script, with_whom="M. Lyle", reaction=reaction, on=on)


# 002-1


@pytest.mark.parametrize("lacking", COACH)
def test_linter_rejects_a_script_whose_question_lacks_any_coach_field(lacking: str) -> None:
    """One field after the other."""
    coach = ", ".join(f"{name}: Look." for name in COACH if name != lacking)
    ask = "ask: What worries us?"
    written = SMALL.replace(ask, f"{ask}, coach: {{{coach}}}")
    assert written != SMALL
    loaded = script_from_source(written, "small.yaml")
    found = [each.message for each in loaded.problems if each.code == "S303"]
    assert f"The coaching of “risk” lacks {lacking}." in found


# 002-2


@pytest.mark.parametrize(("days", "header"), [(180, None), (181, "coaching 181 days old")])
async def test_on_day_181_the_panel_header_reads_coaching_181_days_old(
    workspace: Workspace, database: str, days: int, header: str | None
) -> None:
    """And a day before it says nothing."""
    reviewed = workspace.script(SCRIPT).coach_reviewed_on
    assert reviewed is not None
    opened = workspace.start(SCRIPT, "Harbour & Lyle")
    with workspace_on(database, reviewed + timedelta(days=days)) as later:
        async with OnboardApp(later).run_test(size=(120, 40)) as pilot:
            await pilot.app.show_interview(later.open(opened.id))  # type: ignore[attr-defined]  # the pilot knows any app
            await pilot.pause()
            shown = " ".join(text_on(pilot.app).split())
    assert (header in shown) if header else ("days old" not in shown)


def test_an_unanswered_customer_question_appears_in_follow_ups(workspace: Workspace) -> None:
    """Until it is closed, also among everything that is due."""
    opened = workspace.start(SCRIPT, "Harbour & Lyle")
    question, kind = "How long do you keep our logs?", FollowUpKind.CUSTOMER_QUESTION
    opened.follow_up(question, side=Side.OURS, who="Ines", due=TODAY, kind=kind, asked_by="P. Osei")
    assert [each.what for each in opened.follow_ups()] == [question]
    assert [each.what for each in workspace.due()] == [question]
    opened.close_follow_up(opened.follow_ups()[0].key, happened=True, note="Ninety days")
    assert (opened.follow_ups(), workspace.due()) == ((), ())


# 002-3


def test_a_session_with_4_raised_flags_and_1_attempt_shows_75_percent(
    workspace: Workspace,
) -> None:
    """The order-taker index of the session."""
    opened = interviewed(workspace)
    began = len(opened.interview.log)
    for question, answer in (
        ("sec_sign_in", "refuse"),
        ("use_training", "none"),
        ("use_old_way", "both"),
        ("com_decides", "lowest_price"),
    ):
        opened.record(question, answer)
    steered(opened, "refuses_sign_in", Reaction.WANTS_TIME)
    session = opened.session(began)
    assert len(session.raised) == 4
    assert session.order_taking.share == 0.75
    assert "75%" in str(session.order_taking)


# 002-4


def test_the_record_lists_each_pair_with_who_decided_which_way(workspace: Workspace) -> None:
    """What they believe, what we advise and because, for any answer."""
    opened = interviewed(workspace)
    believes, advises = "Sync is a backup", "Restore one file together"
    opened.advise("sec_restore", believes=believes, advises=advises, because="a large share of tests fail")
    opened.advise(
        "use_training",
        believes="They learn by doing",
        advises="Two paid hours each",
        followed=Side.THEIRS,
        decided_by="M. Lyle",
    )
    document: Document = interview_record(opened.assessment)
    pairs = tables(document)["What they believe and what we advise"]
    assert [pair[1:] for pair in pairs] == [
        [believes, f"{advises}. Because: a large share of tests fail", "open"],
        ["They learn by doing", "Two paid hours each", "their way, M. Lyle"],
    ]


# 002-5


async def test_picking_refuse_on_sec_sign_in_opens_the_panel_and_closing_the_session_with_it_untouched_is_listed(
    workspace: Workspace,
) -> None:
    """Script 1 at once; escape leaves it untouched, and the session summary says so."""
    opened = workspace.start(SCRIPT, "Harbour & Lyle")
    options = [option.id for option in opened.question("sec_sign_in").options]
    words = opened.question("sec_sign_in").coach.steer[0]
    async with OnboardApp(workspace).run_test(size=(120, 40)) as pilot:
        await pilot.app.show_interview(opened, "sec_sign_in")  # type: ignore[attr-defined]  # the pilot knows any app
        await pilot.pause()
        await press(pilot, str(options.index("refuse") + 1), "enter")
        assert isinstance(pilot.app.screen, SteeringPanel)
        assert words[:30] in " ".join(text_on(pilot.app).split())
        await press(pilot, "escape")
        pilot.app.open_sitting()  # type: ignore[attr-defined]  # the pilot knows any app
        await pilot.pause()
        assert "Refuses the basic sign-in protection" in " ".join(text_on(pilot.app).split())
    assert [flag.id for flag in opened.session(0).untouched] == ["refuses_sign_in"]


# 002-6


def test_after_accepts_the_old_answer_stays_in_history_with_the_attempt_id_that_changed_it(
    workspace: Workspace,
) -> None:
    """Also in the database; taken back, the old answer stands again."""
    opened = interviewed(workspace, {"sec_sign_in": "refuse"})
    steered(opened, "refuses_sign_in", Reaction.ACCEPTS)
    attempt = opened.interview.attempts["refuses_sign_in"][0]
    line = opened.record("sec_sign_in", "all").line
    assert line.startswith("answer changed after attempt 1, ")
    assert "flag refuses sign in cleared" in line
    history = [
        (entry.value, entry.by_attempt)
        for entry in workspace.open(opened.id).interview.log
        if isinstance(entry, Recorded) and entry.question == "sec_sign_in"
    ]
    assert history == [("refuse", ""), ("all", attempt.id)]
    opened.undo()
    assert opened.standing.value("sec_sign_in") == "refuse"


# 002-7


def test_one_insists_on_a_blocker_leaves_the_verdict_at_steer_first(
    workspace: Workspace,
) -> None:
    """The second one ends it."""
    opened = interviewed(workspace, {"sec_sign_in": "refuse"})
    for verdict, history in (
        (VerdictKind.STEER_FIRST, "steered once, insists"),
        (VerdictKind.NEXT_IN_LINE, "steered twice, insists"),
    ):
        steered(opened, "refuses_sign_in", Reaction.INSISTS)
        assert opened.assessment.verdict.kind is verdict
        assert opened.assessment.flag_by_id["refuses_sign_in"].history == history


# 002-8


def declined(opened: OpenInterview) -> list[str]:
    """Give the rows of advice that was not taken, as the agreement has them."""
    blocks = opened.preview_draft().documents[0].blocks
    return [
        " | ".join("".join(run.text for run in cell) for cell in row)
        for block in blocks
        if getattr(block, "clause", None) == "advice_declined" and hasattr(block, "rows")
        for row in block.rows
    ]


def test_a_flag_in_state_insisted_on_a_signed_deal_produces_one_dated_sentence_and_nothing_if_cleared(
    workspace: Workspace,
) -> None:
    """In `declined_advice`: what we advised, what they decided, explained to whom and when."""
    opened = interviewed(workspace, {"use_training": "none"})
    steered(opened, "no_training", Reaction.INSISTS, on=date(2026, 2, 24))
    steered(opened, "no_training", Reaction.INSISTS, on=date(2026, 2, 26))
    opened.decide(VerdictKind.PROCEED, reason="One thing is left, and they know it")
    (sentence,) = declined(opened)
    assert sentence.startswith("Give people paid time to learn it before the first day.")
    assert sentence.endswith("M. Lyle, 24 February 2026; M. Lyle, 26 February 2026")
    opened.record("use_training", "booked")
    assert declined(opened) == []


# 002-12


def test_starting_a_rescue_on_a_next_in_line_record_shows_our_earlier_advice_and_date_at_the_top(
    workspace: Workspace, database: str
) -> None:
    """A new conversation with a customer who went elsewhere: its record begins with what we told them."""
    opened = interviewed(workspace, {"sec_sign_in": "refuse", "rel_reopen": True})
    opened.advise("sec_restore", believes="Sync is a backup", advises="Restore one file together")
    for _ in range(2):
        steered(opened, "refuses_sign_in", Reaction.INSISTS)
    autumn = date(2026, 9, 1)
    opened.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="They go without it",
        sign="A break-in",
        may_call="M. Lyle",
        call_on=autumn,
    )
    with workspace_on(database, autumn) as later:
        rescue = later.start("rescue", "Harbour & Lyle")
        (path,) = rescue.export("record", ["md"], Path(database).parent)
    record = path.read_text(encoding="utf-8")
    top = record[: record.index("## Where it stands")]
    assert "| 2 March 2026 | Refuses the basic sign-in protection | " in top
    assert "steered twice, insists" in top
    assert "Restore one file together" in top


# 002-18


def test_a_new_session_always_shows_these_two_first_and_signing_creates_the_four_checkpoints(
    workspace: Workspace,
) -> None:
    """Outcome, then what use looks like; after signing, active use is counted at 30, 60, 90 and 180 days."""
    opened = workspace.start(SCRIPT, "Harbour & Lyle")
    for question in ("biz_outcome", "use_active_means"):
        following = opened.next_question()
        assert following is not None
        assert following.id == question
        opened.record(question, "Month-end in three days")
    signed = interviewed(workspace)
    first_day = date(2026, 4, 1)
    signed.decide(VerdictKind.PROCEED, reason="Everything fits", first_day=first_day)
    checkpoints = [each.due for each in signed.follow_ups() if each.kind == "use_check"]
    assert checkpoints == [first_day + timedelta(days=days) for days in (30, 60, 90, 180)]
    assert [each.due for each in workspace.due(customer="Harbour")] == checkpoints
