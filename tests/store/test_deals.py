"""What is kept of a deal beside its log: what is due, what was decided, and how it is made again from the log."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError

from onboard_tui.errors import StaleError, StoreError
from onboard_tui.store.first_page import DUE, STALE, Due, due, first_page
from onboard_tui.store.follow_ups import due_statement
from onboard_tui.store.listing import DEALS
from onboard_tui.store.opening import open_store
from onboard_tui.store.renewal import FIND_STALE
from onboard_tui.store.rows import DueRow, Filter, Summary
from tests.store.later import file_of_version_1
from tests.store.samples import NOON, answer, at, opened, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.store.rows import StoredInterview
    from onboard_tui.store.store import Store

TODAY = date(2026, 3, 2)
CALL = DueRow("call", "call", "Call the owner", "ours", "Kim", date(2026, 9, 1))
PLAN = DueRow("plan:no_access", "plan", "handover booked", "theirs", "landlord", TODAY)
REVIEW = DueRow("review", "review", "Look at it again", "ours", "Kim", date(2026, 2, 27))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a database."""
    return tmp_path / "onboard.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """Give an opened store."""
    with opened(file) as store:
        yield store


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that many examples share."""
    with opened(tmp_path_factory.mktemp("deals") / "onboard.db") as store:
        yield store


def asked(file: Path, question: str, *values: object) -> list[tuple[object, ...]]:
    """Ask the file with the standard library alone."""
    with closing(sqlite3.connect(file)) as db, db:
        return db.execute(question, values).fetchall()


# What is due


def test_what_a_summary_says_comes_back(store: Store) -> None:
    """Decision, outcome, relationship, deal and follow-ups are the same after they were kept, and in lists."""
    seen = Summary(
        at(1),
        "walk_away",
        decision="proceed",
        against=True,
        status="walk away - signed by override",
        outcome="partial",
        relationship="supplier (we say: partner)",
        deal='{"interview":"0190"}',
        follow_ups=(REVIEW, PLAN, CALL),
        fresh_from=TODAY,
        fresh_until=TODAY,
    )
    interview_id = started(store)
    store.append(interview_id, [answer()], seen, 0)
    assert store.load(interview_id).header.summary == seen
    [row] = store.page().rows
    assert (row.decision, row.against, row.status) == ("proceed", True, "walk away - signed by override")
    assert (row.outcome, row.relationship) == ("partial", "supplier (we say: partner)")
    assert (row.next_due, row.next_due_what) == (REVIEW.due, REVIEW.what)


def test_a_new_summary_takes_the_place_of_the_old_one(store: Store) -> None:
    """What is no longer to be done, or is to be done another day, is not due as it was."""
    interview_id = started(store, follow_ups=(REVIEW, PLAN))
    later = replace(PLAN, due=date(2026, 4, 1))
    store.append(interview_id, [answer()], Summary(at(1), follow_ups=(later,)), 0)
    assert [(each.key, each.due) for each in store.due()] == [("plan:no_access", later.due)]
    store.append(interview_id, [answer()], Summary(at(2)), 1)
    assert store.due() == ()
    [row] = store.page().rows
    assert (row.next_due, row.next_due_what) == (None, "")


def test_what_is_due_is_given_the_oldest_first(store: Store) -> None:
    """Until a day, of one customer, or as many as there is room for."""
    dental = started(store, "Northgate Dental", follow_ups=(PLAN, CALL))
    wray = started(store, "Wray Print", follow_ups=(REVIEW,))
    assert [(each.customer, each.key) for each in store.due()] == [
        ("Wray Print", "review"),
        ("Northgate Dental", "plan:no_access"),
        ("Northgate Dental", "call"),
    ]
    assert store.due(TODAY) == (
        Due(wray, "Wray Print", "review", "review", "Look at it again", "ours", "Kim", REVIEW.due),
        Due(dental, "Northgate Dental", PLAN.key, "plan", "handover booked", "theirs", "landlord", TODAY),
    )
    assert store.due(date(2026, 2, 26)) == ()
    assert [each.key for each in store.due(customer="DENTAL")] == ["plan:no_access", "call"]
    assert [each.key for each in store.due(limit=1)] == ["review"]


follow_ups = st.lists(
    st.builds(
        DueRow,
        key=st.sampled_from(["call", "review", "plan:a", "plan:b", "later:c"]),
        kind=st.just("task"),
        what=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
        side=st.sampled_from(["ours", "theirs"]),
        who=st.just("Kim"),
        due=st.dates(TODAY - timedelta(3), TODAY + timedelta(3)),
    ),
    max_size=4,
    unique_by=lambda each: each.key,
)


@given(steps=st.lists(follow_ups, min_size=1, max_size=3))
def test_whatever_came_before_only_the_last_summary_counts(
    long_lived: Store, steps: list[list[DueRow]]
) -> None:
    """What is due, what the first frame shows and what a list says are always those of the last summary."""
    interview_id = started(long_lived, "Wray Print")
    for version, step in enumerate(steps):
        long_lived.append(interview_id, [answer()], Summary(at(1), follow_ups=tuple(step)), version)
    wanted = sorted(steps[-1], key=lambda each: (each.due, each.key))
    found = [each for each in long_lived.due() if each.interview_id == interview_id]
    assert [(each.key, each.what, each.side, each.due) for each in found] == [
        (each.key, each.what, each.side, each.due) for each in wanted
    ]
    assert long_lived.load(interview_id).header.summary.follow_ups == tuple(wanted)
    [row] = [row for row in long_lived.page(limit=1000).rows if row.id == interview_id]
    assert row.next_due == (wanted[0].due if wanted else None)
    assert due(long_lived.file, TODAY, 1000) == list(long_lived.due(TODAY))


def test_follow_ups_are_kept_with_their_answer_or_not_at_all(store: Store) -> None:
    """An answer that is refused leaves what is due as it was."""
    interview_id = started(store, follow_ups=(PLAN,))
    first = answer()
    store.append(interview_id, [first], Summary(at(1), follow_ups=(PLAN,)), 0)
    with pytest.raises(StaleError):
        store.append(interview_id, [answer()], Summary(at(2), follow_ups=(CALL,)), 0)
    with pytest.raises(IntegrityError):
        store.append(interview_id, [answer(), first], Summary(at(2), follow_ups=(CALL,)), 1)
    assert [each.key for each in store.due()] == ["plan:no_access"]


def test_the_first_frame_reads_what_is_due_and_makes_no_file(file: Path) -> None:
    """Where there is no database nothing is due."""
    assert due(file, TODAY) == []
    assert not file.exists()


def test_deals_are_those_that_were_decided(store: Store) -> None:
    """Each decided deal is given as it was kept, that of the oldest interview first."""
    first, _, second = (started(store, deal=deal) for deal in ("first", "", "second"))
    assert list(store.deals().items()) == [(first, "first"), (second, "second")]


def test_the_interviews_of_a_customer_are_found_by_the_whole_name(store: Store) -> None:
    """The oldest first, in upper or lower case, and nobody whose name only begins so."""
    ids = [started(store, name) for name in ("Straße", "Straße 2", "STRASSE")]
    assert store.of_customer("straße") == (ids[0], ids[2])
    assert store.of_customer("Stra") == ()


def test_lists_show_what_was_decided_or_is_due(store: Store) -> None:
    """By decision, and by a day until which something is to be done."""
    ids = {
        name: started(store, name, number, decision=decision, follow_ups=rows)
        for number, (name, decision, rows) in enumerate(
            [("a", "", ()), ("b", "walk_away", (CALL,)), ("c", "proceed", (PLAN, CALL)), ("d", "", (REVIEW,))]
        )
    }

    def names(wanted: Filter) -> list[str]:
        return [row.customer for row in store.page(wanted).rows]

    assert names(Filter(decision="walk_away")) == ["b"]
    assert names(Filter(decision="")) == ["d", "a"]
    assert names(Filter(due_until=TODAY)) == ["d", "c"]
    assert names(Filter(decision="proceed", due_until=TODAY)) == ["c"]
    assert len(ids) == 4


@pytest.mark.parametrize(
    "summary",
    [
        Summary(NOON, decision="maybe"),
        Summary(NOON, outcome="fine"),
        Summary(NOON, follow_ups=(replace(CALL, side="nobody"),)),
    ],
)
def test_words_that_nobody_knows_are_not_kept(store: Store, summary: Summary) -> None:
    """The tables themselves refuse what no version of the program would write, with the answer beside it."""
    interview_id = started(store)
    with pytest.raises(IntegrityError):
        store.append(interview_id, [answer()], summary, 0)
    assert store.load(interview_id).version == 0


# The way to it


def plan(file: Path, statement: str, parameters: tuple[object, ...] = ()) -> str:
    """Say how SQLite goes about a query."""
    return "; ".join(str(row[3]) for row in asked(file, f"EXPLAIN QUERY PLAN {statement}", *parameters))


BY_DUE_DAY = "SEARCH {} USING INDEX ix_follow_up_due (due<?); SEARCH {} USING PRIMARY KEY (id=?)"


def test_what_is_due_is_a_range_of_one_index(file: Path, store: Store) -> None:
    """Neither the first frame nor the list of follow-ups sorts anything or reads what is not due."""
    assert plan(file, DUE, ("2026-03-02", 50)) == BY_DUE_DAY.format("f", "i")
    compiled = due_statement(TODAY, None, 50).compile(dialect=sqlite.dialect())
    assert plan(file, str(compiled), ("2026-03-02", 50, 0)) == BY_DUE_DAY.format("follow_up", "interview")


def test_deals_customers_and_old_summaries_have_an_index(file: Path, store: Store) -> None:
    """Nobody waits until all interviews are read."""
    deals = str(DEALS.compile(dialect=sqlite.dialect()))
    assert plan(file, deals) == "SCAN interview USING INDEX ix_interview_deal"
    customer = "SELECT id FROM interview WHERE customer_key = ? ORDER BY id"
    assert plan(file, customer, ("a",)) == (
        "SEARCH interview USING COVERING INDEX ix_interview_customer (customer_key=?)"
    )
    reasons = ("summary_version<?", "fresh_until<?", "fresh_from>?")
    stale = str(FIND_STALE.compile(dialect=sqlite.dialect()))
    for query, values in (
        (stale, (1, "2026-03-02", "2026-03-02", 10, 0)),
        (STALE, (1, "2026-03-02")),
    ):
        told = plan(file, query, values)
        assert told.count("SEARCH interview USING COVERING INDEX") == 3
        assert all(f"({reason})" in told for reason in reasons)
        assert "SCAN" not in told


# A file of the first version


@pytest.fixture
def old_file(file: Path) -> Path:
    """Give a real file of version 1."""
    return file_of_version_1(file)


def test_the_first_frame_shows_a_file_before_it_is_brought_to_this_version(old_file: Path) -> None:
    """The list stands at once, as it was, and nothing is due before it was worked out."""
    before = old_file.read_bytes()
    rows = first_page(old_file) or []
    assert [row.customer for row in rows] == ["Northgate Dental", "Harbour & Lyle", "Wray Print"]
    assert [(row.decision, row.against, row.next_due) for row in rows] == [("", False, None)] * 3
    assert due(old_file, TODAY) == []
    assert old_file.read_bytes() == before


def test_a_file_of_the_first_version_is_brought_to_this_one(old_file: Path) -> None:
    """Every answer is there, a backup of the old file lies beside it, and lists show what they showed."""
    shown = first_page(old_file)
    logs = asked(old_file, "SELECT * FROM entry")
    with open_store(old_file, now=lambda: NOON) as store:
        assert list(store.page().rows) == shown
        assert store.deals() == {}
        [interview_id] = store.of_customer("wray print")
        assert store.load(interview_id).version == 2
    assert first_page(old_file) == shown
    assert asked(old_file, "SELECT * FROM entry") == logs
    [backup] = (old_file.parent / "backups").iterdir()
    assert asked(backup, "PRAGMA user_version") == [(1,)]
    assert asked(backup, "SELECT * FROM entry") == logs


def with_plan(stored: StoredInterview) -> Summary:
    """Sum an interview up with something to be done."""
    kept = stored.header.summary
    return replace(kept, decision="proceed", follow_ups=(PLAN,))


def everything_renewed(store: Store) -> int:
    """Make all old summaries again and give how many interviews were looked at."""
    return sum(iter(lambda: store.renew_summaries(with_plan, TODAY), 0))


def test_old_summaries_are_made_again_once(old_file: Path) -> None:
    """What was recorded before an upgrade shows up afterwards, and the second time there is nothing to do."""
    with open_store(old_file, now=lambda: NOON) as store:
        before = store.page().rows
        assert everything_renewed(store) == 3
        assert everything_renewed(store) == 0
        assert {each.customer for each in store.due()} == {row.customer for row in before}
        assert [(row.id, row.updated_at) for row in store.page().rows] == [
            (row.id, row.updated_at) for row in before
        ]
        assert {row.decision for row in store.page().rows} == {"proceed"}


def test_new_interviews_are_not_summed_up_again(store: Store) -> None:
    """What this version wrote is what this version would write."""
    started(store)
    assert everything_renewed(store) == 0


def test_many_old_summaries_are_made_again_bit_by_bit(file: Path, store: Store) -> None:
    """Between two bits an answer can be saved; after the last one all are new."""
    ids = [started(store) for _ in range(25)]
    asked(file, "UPDATE interview SET summary_version = 0")
    steps = list(iter(lambda: store.renew_summaries(with_plan, TODAY), 0))
    assert max(steps) < 25
    assert sum(steps) == 25
    assert {each.interview_id for each in store.due()} == set(ids)


def test_a_summary_is_made_again_outside_its_days(store: Store) -> None:
    """Not on the first or the last of them, and once is enough."""
    started(store, fresh_from=TODAY, fresh_until=TODAY)
    started(store, fresh_from=TODAY - timedelta(4), fresh_until=TODAY + timedelta(2))
    tomorrow = TODAY + timedelta(1)

    def looked_at(today: date) -> int:
        return sum(iter(lambda: store.renew_summaries(lambda stored: Summary(NOON), today), 0))

    assert [looked_at(TODAY), looked_at(tomorrow), looked_at(tomorrow)] == [0, 1, 0]
    assert looked_at(TODAY - timedelta(5)) == 1
    started(store, fresh_until=TODAY + timedelta(2))
    assert looked_at(TODAY + timedelta(9)) == 1


def test_an_interview_that_cannot_be_read_is_not_tried_again(old_file: Path) -> None:
    """It keeps the summary that it has, and the others get theirs."""
    tried = []

    def readable(stored: StoredInterview) -> Summary | None:
        tried.append(stored.header.customer)
        return None if stored.header.customer == "Northgate Dental" else with_plan(stored)

    asked(
        old_file,
        "UPDATE entry SET payload = '{}' WHERE interview_id = (SELECT id FROM interview WHERE customer = 'Wray Print')",
    )
    with open_store(old_file, now=lambda: NOON) as store:
        while store.renew_summaries(readable, TODAY):
            pass
        assert sorted(tried) == ["Harbour & Lyle", "Northgate Dental"]
        assert [each.customer for each in store.due()] == ["Harbour & Lyle"]
        [strange] = [row for row in store.page().rows if row.customer == "Northgate Dental"]
    assert (strange.verdict, strange.next_ask, strange.decision) == ("steer_first", "Who signs?", "")


def test_an_answer_saved_while_a_summary_is_made_again_counts(old_file: Path) -> None:
    """The summary that came with the newer answer is not replaced by one that knows nothing of it."""
    with open_store(old_file, now=lambda: NOON) as store, open_store(old_file, now=lambda: NOON) as other:

        def meanwhile(stored: StoredInterview) -> Summary:
            newest = Summary(at(9), follow_ups=(CALL,))
            other.append(stored.header.id, [answer()], newest, stored.version)
            return with_plan(stored)

        assert store.renew_summaries(meanwhile, TODAY) == 3
        assert store.renew_summaries(meanwhile, TODAY) == 0
        assert {each.key for each in store.due()} == {"call"}


def test_a_window_left_open_over_an_upgrade_writes_no_more(file: Path, store: Store) -> None:
    """It would not know what the newer version keeps beside an answer; it says what to do and can still read."""
    interview_id = started(store)
    asked(file, "PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="written by a newer version of onboard-tui"):
        store.append(interview_id, [answer()], Summary(at(1)), 0)
    assert store.load(interview_id).version == 0
