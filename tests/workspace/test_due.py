"""What is due over all interviews: written with each answer, and made again where an older version wrote it."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.demo import DEMO_DAY, fill_demo
from onboard_tui.interview.entries import Reaction
from onboard_tui.script.scope import AnswerState
from onboard_tui.workspace import Workspace
from tests.store.later import file_of_version_1
from tests.store.samples import without_rights
from tests.workspace.conftest import TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.store.first_page import Due

FROM_VERSION_1 = [
    ("Harbour & Lyle", "later:owner", date(2026, 3, 5)),
    ("Harbour & Lyle", "wants_time:no_sponsor", date(2026, 3, 10)),
    ("Harbour & Lyle", "plan:dear", date(2026, 6, 1)),
]
"""What follows from the log of the file that was written by version 1, which knew of nothing that is due."""


def told(found: Sequence[Due]) -> list[tuple[str, str, date]]:
    """Give whose it is, which it is and when it is due."""
    return [(each.customer, each.key, each.due) for each in found]


def asked(database: str, question: str) -> list[tuple[Any, ...]]:
    """Ask the file with the standard library alone."""
    with closing(sqlite3.connect(database)) as db, db:
        return db.execute(question).fetchall()


DERIVED = "decision, against, status, outcome, relationship, next_due, next_due_what, deal, summary_version, fresh_from"


def derived(database: str) -> list[list[tuple[Any, ...]]]:
    """Give all that is kept beside the logs and follows from them."""
    return [
        asked(database, f"SELECT id, verdict, rule, done, next_ask, {DERIVED} FROM interview ORDER BY id"),  # noqa: S608 - our own names
        asked(database, "SELECT * FROM follow_up ORDER BY interview_id, key"),
    ]


def test_what_was_put_off_is_due_until_it_is_answered(workspace: Workspace) -> None:
    """An answer put off is due on its day; answering it ends that, and taking the answer back brings it back."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.mark("ppl_sponsor", AnswerState.LATER, owner="bursar", until=TODAY + timedelta(3))
    put_off = [("Harbour & Lyle", "later:ppl_sponsor", TODAY + timedelta(3))]
    found = [told(workspace.due())]
    opened.record("ppl_sponsor", "executive")
    found.append(told(workspace.due()))
    opened.undo()
    found.append(told(workspace.due()))
    assert found == [put_off, [], put_off]
    assert workspace.due(TODAY) == ()
    assert workspace.due(customer="wray") == ()
    [row] = workspace.library().rows
    assert row.next_due == TODAY + timedelta(3)
    assert row.next_due_what.startswith("Ask again: ")


def test_what_is_due_now_is_read_without_opening_the_database(workspace: Workspace) -> None:
    """The first frame shows the same as the list of what is due by today."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.record("now_admin_rights", "provider_only")
    opened.plan("no_access", agreed_by="owner", owner="landlord", due=TODAY, text="handover booked")
    with Workspace(workspace.database, as_of=TODAY - timedelta(1)) as yesterday:
        assert yesterday.due_now() == ()
    with Workspace(workspace.database, as_of=TODAY) as fresh:
        assert told(fresh.due_now()) == [("Harbour & Lyle", "plan:no_access", TODAY)]
        assert fresh._store is None
        assert fresh.due_now() == fresh.due(TODAY)


def test_looking_for_what_is_due_makes_no_database(tmp_path: Path) -> None:
    """Where there is nothing yet, nothing is due now."""
    with Workspace(str(tmp_path / "none.db")) as workspace:
        assert workspace.due_now() == ()
    assert list(tmp_path.iterdir()) == []


def test_what_was_recorded_before_an_upgrade_is_due_after_it(database: str) -> None:
    """Plans, answers put off and wishes for time of an older file show up at once where they are asked for."""
    file_of_version_1(Path(database))
    with Workspace(database, as_of=TODAY) as workspace:
        assert workspace.due_now() == ()
        assert told(workspace.due()) == FROM_VERSION_1


def test_old_summaries_are_made_again_in_the_background(database: str) -> None:
    """Opening the database is enough, and the lists stay in their order."""
    file_of_version_1(Path(database))
    with Workspace(database, as_of=TODAY) as workspace:
        before = workspace.first_page()
        workspace.store.page()
    with Workspace(database, as_of=date(2026, 6, 1)) as workspace:
        assert told(workspace.due_now()) == FROM_VERSION_1
        after = workspace.first_page()
    assert [(row.id, row.updated_at) for row in after] == [(row.id, row.updated_at) for row in before]
    assert asked(database, "SELECT DISTINCT summary_version > 0 FROM interview") == [(1,)]


def test_whoever_shows_a_list_is_told_once_it_says_how_interviews_stand(database: str) -> None:
    """After an upgrade everything is summed up again, then the list can be read again; later there is nothing to tell."""
    file_of_version_1(Path(database))
    found: list[bool] = []
    for _ in range(2):
        told_so = threading.Event()
        with Workspace(database, as_of=TODAY) as workspace:
            workspace.freshen(told_so.set)
            found.append(told_so.wait(10 if not found else 0.2))
            assert told(workspace.due_now()) == []
            assert [row.next_due for row in workspace.first_page()] == [None, date(2026, 3, 5), None]
    assert found == [True, False]


def test_a_closed_workspace_is_not_opened_to_be_freshened(database: str) -> None:
    """A thread that ends after the app leaves no database open; whoever needs it opens it again."""
    file_of_version_1(Path(database))
    workspace = Workspace(database, as_of=TODAY)
    workspace.close()
    workspace.freshen(lambda: pytest.fail("nobody is there any more"))
    assert workspace._store is None
    with workspace:
        assert told(workspace.due()) == FROM_VERSION_1


def test_a_file_that_cannot_be_opened_is_not_freshened(tmp_path: Path) -> None:
    """Nothing is said about it here; whoever needs it is told what is with it."""
    spoilt = tmp_path / "notes.txt"
    spoilt.write_text("# Harbour & Lyle\n" * 200)
    with Workspace(str(spoilt)) as workspace:
        workspace.freshen(lambda: pytest.fail("there is nothing to read"))
    with Workspace(str(tmp_path / "none.db")) as workspace:
        workspace.freshen(lambda: pytest.fail("there is nothing to read"))
    assert list(tmp_path.iterdir()) == [spoilt]


def test_an_overdue_plan_reopens_its_flag_in_the_list(workspace: Workspace) -> None:
    """The list says on each day what the interview itself would say, without anybody having opened it."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.record("now_admin_rights", "provider_only")
    rule = opened.assessment.verdict.rule_id
    opened.plan("no_access", agreed_by="owner", owner="landlord", due=TODAY, text="handover booked")
    planned = opened.assessment.verdict.rule_id
    assert rule != planned
    seen = []
    for days in (0, 1, 1, 0):
        with Workspace(workspace.database, as_of=TODAY + timedelta(days)) as later:
            [row] = later.newest()
            assert row.rule == later.open(opened.id).assessment.verdict.rule_id
            seen.append(row.rule)
    assert seen == [planned, rule, rule, planned]


def test_lists_say_on_every_day_what_the_interviews_say(tmp_path: Path) -> None:
    """Deadlines come near and plans fall due without anybody's doing, and any day can be asked for after any other."""
    database = str(tmp_path / "demo.db")
    fill_demo(database)
    seen = set()
    for days in (0, 36, 67, 68, 400, 36, 37, 12, 11, 0):
        with Workspace(database, as_of=DEMO_DAY + timedelta(days)) as workspace:
            for row in workspace.library(limit=100).rows:
                judged = workspace.open(row.id).assessment
                if judged.interview.dealings.decision is None:
                    assert (row.verdict, row.rule) == (judged.verdict.kind, judged.verdict.rule_id)
                    assert row.open_flags == len(judged.raised_flags)
                    seen.add((row.customer, row.rule))
    assert len(seen) > len({customer for customer, _ in seen})


def test_an_interview_that_nobody_can_read_keeps_its_line_in_the_list(database: str) -> None:
    """It is tried once; the list goes on to say what it said before."""
    file_of_version_1(Path(database))
    with Workspace(database, as_of=TODAY) as workspace:
        [before] = [row for row in workspace.first_page() if row.customer == "Northgate Dental"]
        workspace.due()
        [after] = workspace.library(customer="northgate").rows
    assert after == before
    assert before.next_ask == "Who signs?"


def test_everything_beside_the_logs_can_be_made_again(tmp_path: Path) -> None:
    """Wiped out and marked as old, it comes back the same from the logs of the demo's interviews."""
    database = str(tmp_path / "demo.db")
    fill_demo(database)
    with Workspace(database, as_of=DEMO_DAY) as workspace:
        made(workspace)
    before = derived(database)
    assert before[1]
    wiped = (
        "UPDATE interview SET verdict = '', rule = '', done = 0, next_ask = '', decision = '', against = 0, status = '', "
        "outcome = '', relationship = '', next_due = NULL, next_due_what = '', deal = '', fresh_from = NULL, fresh_until = NULL, summary_version = 0"
    )
    asked(database, wiped)
    asked(database, "DELETE FROM follow_up")
    with Workspace(database, as_of=DEMO_DAY) as workspace:
        workspace.due()
    assert derived(database) == before


def made(workspace: Workspace) -> None:
    """Record something in every interview of a demo, so that each is summed up as of the same day."""
    for row in workspace.library().rows:
        opened = workspace.open(row.id)
        opened.mark("ppl_sponsor", AnswerState.LATER, until=DEMO_DAY + timedelta(7))


def test_a_file_that_cannot_be_written_still_says_what_is_due() -> None:
    """Old summaries stay old there, and what is known to be due is given."""
    with TemporaryDirectory() as folder:
        database = str(Path(folder) / "interviews.db")
        with Workspace(database, as_of=TODAY) as workspace:
            opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
            opened.mark("ppl_sponsor", AnswerState.LATER, until=TODAY)
        asked(database, "UPDATE interview SET summary_version = 0")
        Path(database).chmod(0o444)
        Path(folder).chmod(0o555)
        with without_rights(), Workspace(database, as_of=TODAY) as workspace:
            assert told(workspace.due()) == [("Harbour & Lyle", "later:ppl_sponsor", TODAY)]
        Path(folder).chmod(0o755)
        assert asked(database, "SELECT summary_version FROM interview") == [(0,)]


def test_answers_and_searches_go_on_while_old_summaries_are_made_again(database: str) -> None:
    """The worker takes a few interviews at a time, so that the index has its turn between them."""
    with Workspace(database, as_of=TODAY) as workspace:
        for number in range(30):
            workspace.start("cloud-onboarding", f"Customer {number}")
    asked(database, "UPDATE interview SET summary_version = 0")
    with Workspace(database, as_of=TODAY) as workspace:
        opened = workspace.start("cloud-onboarding", "Wray Print")
        opened.record("biz_outcome", "submarine")
        assert [hit.customer for hit in workspace.search("submarine")] == ["Wray Print"]
        workspace.due()
        assert asked(database, "SELECT count(*) FROM interview WHERE summary_version = 0") == [(0,)]


@pytest.mark.parametrize("reaction", [Reaction.WANTS_TIME, Reaction.INSISTS])
def test_a_customer_who_wants_time_is_asked_again(workspace: Workspace, reaction: Reaction) -> None:
    """Two weeks after the attempt, and only where time was what they wanted."""
    opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
    opened.record("ppl_sponsor", "nobody")
    opened.steer("no_sponsor", script=1, with_whom="owner", reaction=reaction)
    again = [("Harbour & Lyle", "wants_time:no_sponsor", TODAY + timedelta(14))]
    assert told(workspace.due()) == (again if reaction is Reaction.WANTS_TIME else [])
