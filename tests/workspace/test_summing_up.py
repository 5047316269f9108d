"""What lists say of a deal: the decision, how it stands, what came of it and how the customer sees us."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.deal.outcome import OutcomeClass
from onboard_tui.demo import DEMO_DAY, fill_demo
from onboard_tui.demo.customers import FULL
from onboard_tui.interview.dealings import Fate, Side
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import AnswerState
from onboard_tui.workspace import Workspace
from onboard_tui.workspace.keeping import summed_up_again
from tests.workspace.conftest import TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.store.first_page import Listed
    from onboard_tui.workspace.open_interview import OpenInterview


def finished(workspace: Workspace, customer: str = "Harbour & Lyle", **changes: Any) -> OpenInterview:
    """Give an interview in which everything is answered."""
    opened = workspace.start("cloud-onboarding", customer)
    answers = {"as_of": TODAY.isoformat(), "answers": {**FULL, **changes}}
    opened.record_answers(json.dumps(answers), name="full")
    return opened


def listed(workspace: Workspace, opened: OpenInterview) -> Listed:
    """Give the interview's line in the list."""
    [row] = [row for row in workspace.library().rows if row.id == opened.id]
    return row


def due_keys(workspace: Workspace) -> list[str]:
    """Give the keys of what is due, at any time, the oldest first."""
    return [each.key for each in workspace.due()]


def on_day(workspace: Workspace, day: date) -> Workspace:
    """Give a workspace on the same file on another day."""
    return Workspace(workspace.database, as_of=day, clock=workspace.clock)


def test_a_deal_that_goes_ahead_is_followed_through(workspace: Workspace) -> None:
    """Signed, with its use checks due; then in use, with its outcome and without what was counted.

    The verdict in the list stays the one that it was signed with, however late it has become since.
    """
    opened = finished(workspace)
    opened.decide(VerdictKind.PROCEED, reason="Everything is in place.", first_day=TODAY)
    row = listed(workspace, opened)
    assert (row.decision, row.against, row.status, row.outcome) == ("proceed", False, "signed", "")
    signed_with = row.verdict
    checks = [f"use_check:{days}" for days in (30, 60, 90, 180)]
    assert due_keys(workspace) == checks
    assert row.next_due == TODAY + timedelta(30)
    assert (workspace.track_record().in_use, workspace.track_record().signed_not_live) == (0, 1)
    with on_day(workspace, TODAY + timedelta(85)) as later:
        counted = later.open(opened.id)
        assert counted.assessment.verdict.kind != signed_with
        counted.measure(licensed=60, active=14, method="signed in within 28 days")
        row = listed(later, opened)
        assert (row.outcome, row.verdict) == (OutcomeClass.FAILED, signed_with)
        assert due_keys(later) == ["use_check:90", "fate", "use_check:180"]
        counted.fare(Fate.STOPPED)
        assert due_keys(later) == []
        assert later.track_record().live_not_used == 1
    assert later.library(decision="proceed").rows == (listed(later, opened),)


def test_signing_against_the_verdict_shows_in_the_list(workspace: Workspace) -> None:
    """The verdict is kept beside the decision, and the review is due."""
    opened = finished(workspace, now_admin_rights="provider_only")
    assert listed(workspace, opened).verdict == "steer_first"
    review = TODAY + timedelta(20)
    opened.decide(
        VerdictKind.PROCEED,
        reason="The landlord has promised the rights in writing.",
        by="Robin",
        review=review,
        first_day=TODAY,
    )
    row = listed(workspace, opened)
    assert (row.decision, row.against) == ("proceed", True)
    assert row.status.endswith("signed by override")
    assert (row.next_due, row.verdict) == (review, "steer_first")


def test_after_walking_away_nothing_waits_for_the_customer_but_what_was_set(workspace: Workspace) -> None:
    """An answer put off is not asked for any more; what somebody said they would do is still due."""
    opened = workspace.start("cloud-onboarding", "Wray Print")
    opened.mark("ppl_sponsor", AnswerState.LATER, until=TODAY + timedelta(2))
    opened.follow_up("send the letter", side=Side.OURS, who="Kim", due=TODAY + timedelta(1))
    assert len(due_keys(workspace)) == 2
    opened.decide(
        VerdictKind.WALK_AWAY,
        reason="They will not name anybody who wants it.",
        by="Robin",
        review=TODAY + timedelta(90),
    )
    row = listed(workspace, opened)
    assert (row.decision, row.next_due_what) == ("walk_away", "send the letter")
    assert [each.what for each in workspace.due(TODAY + timedelta(30))] == ["send the letter"]
    assert len(workspace.track_record().records) == 1


def test_next_in_line_is_due_when_somebody_may_be_called(workspace: Workspace) -> None:
    """It appears on its day in the first frame, and reopening takes it away again."""
    opened = workspace.start("cloud-onboarding", "Wray Print")
    opened.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="They have chosen somebody cheaper.",
        by="Robin",
        review=date(2026, 12, 1),
        sign="the third late month-end",
        may_call="the bursar",
        call_on=date(2026, 9, 1),
    )
    assert "call on 1 September 2026" in listed(workspace, opened).status
    with on_day(workspace, date(2026, 9, 1)) as later:
        [call] = later.due_now()
        assert (call.customer, call.key, call.what.startswith("Call the bursar")) == (
            "Wray Print",
            "call",
            True,
        )
        again = later.open(opened.id)
        again.reopen(note="they rang us")
        row = listed(later, again)
        assert (row.decision, row.status, row.next_due) == ("reopened", "reopened", None)
        assert later.due_now() == ()
        assert later.track_record().records == ()


RATED = {"has_contract": "yes", "delivered_all": "yes", "success_shared": "no", "works_together": "no"}


@pytest.mark.parametrize("told_in_this_interview", [True, False])
def test_how_the_customer_sees_us_stands_in_the_list(
    workspace: Workspace, told_in_this_interview: bool
) -> None:
    """Our own word never replaces theirs, and what was established in an earlier interview counts."""
    relations = {"rel_kind": "existing", "rel_next_time": "open_price", "own_claim": "partner"}
    first = finished(workspace, **relations)
    first.rate("perceived", evidence="their own words", said_by="bursar", facts=RATED)
    opened = first if told_in_this_interview else finished(workspace, "HARBOUR & LYLE", **relations)
    assert listed(workspace, opened).relationship == "supplier (we say: partner)"


def test_a_summary_is_never_stale_on_the_day_it_was_made(tmp_path: Path) -> None:
    """However late it is made, it need not be made again at once: nobody would ever be done."""
    database = str(tmp_path / "demo.db")
    fill_demo(database)
    with Workspace(database) as workspace:
        for row in workspace.library(limit=100).rows:
            stored = workspace.store.load(row.id)
            for days in range(0, 500, 50):
                day = DEMO_DAY + timedelta(days)
                told = summed_up_again(workspace.store, stored, day)
                assert told is not None
                assert told.fresh_until is None or told.fresh_until >= day


def test_a_decided_deal_stands_in_lists_as_on_the_day_of_its_decision(tmp_path: Path) -> None:
    """A deadline that passes raises no flag and asks no question in the line of a deal that is done with."""
    database = str(tmp_path / "demo.db")
    fill_demo(database)
    told: dict[str, tuple[object, ...]] = {}
    with Workspace(database, as_of=DEMO_DAY) as workspace:
        for row in workspace.library(limit=100).rows:
            stored = workspace.store.load(row.id)
            for days in (0, 37, 68, 400):
                line = summed_up_again(workspace.store, stored, DEMO_DAY + timedelta(days))
                assert line is not None
                if line.decision not in {"", "reopened"}:
                    judged = line.verdict, line.rule, line.flags_open, line.done, line.total, line.next_ask
                    assert told.setdefault(row.id, judged) == judged
    assert {next_ask for *_, next_ask in told.values()} == {""}


def test_a_damaged_record_of_a_deal_is_read_from_its_log(workspace: Workspace) -> None:
    """The track record has it all the same; where the log is damaged, too, it has the others."""
    damaged, sound = (finished(workspace, customer) for customer in ("Wray Print", "Harbour & Lyle"))
    for opened in (damaged, sound):
        opened.decide(VerdictKind.PROCEED, reason="Everything is in place.", first_day=TODAY)
    whole = workspace.track_record()
    spoil(workspace, "UPDATE interview SET deal = '{' || deal WHERE id = ?", damaged)
    assert workspace.track_record() == whole
    spoil(workspace, "UPDATE entry SET payload = '{}' WHERE interview_id = ?", damaged)
    assert [each.interview_id for each in workspace.track_record().records] == [sound.id]


def spoil(workspace: Workspace, statement: str, opened: OpenInterview) -> None:
    """Change the file behind the program's back."""
    with closing(sqlite3.connect(workspace.database)) as file, file:
        file.execute(statement, (opened.id,))
