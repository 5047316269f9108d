"""Lists of interviews: newest first, every interview once, at the same small cost on every page."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from onboard_tui.store.first_page import NEWEST, first_page
from onboard_tui.store.listing import page_statement
from onboard_tui.store.rows import Cursor, Filter, InterviewRow, Summary
from onboard_tui.store.search import PENDING
from tests.store.samples import NOON, SCRIPT, answer, at, opened, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.store.first_page import Listed
    from onboard_tui.store.store import Store

VERDICTS = ("", "proceed", "steer_first", "next_in_line", "walk_away")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the place of a database."""
    return tmp_path_factory.mktemp("listing") / "onboard.db"


@pytest.fixture(scope="module")
def store(file: Path) -> Iterator[Store]:
    """Give a store with forty interviews, several of them at the same moment."""
    with opened(file) as store:
        store.keep_script("6" * 64, "paper", "1", "On paper", "id: paper\n")
        for number in range(40):
            moment = at(number // 4)
            summary = Summary(moment, VERDICTS[number % 5], completed=number % 3 == 0)
            script = "6" * 64 if number % 7 == 0 else SCRIPT
            customer = f"Straße {number} 100% {'Dental' if number % 2 else 'Print'}"
            store.create(InterviewRow(f"0190{number * 7919 % 997:04}", script, customer, NOON, summary))
        yield store


def walked(store: Store, wanted: Filter, limit: int) -> list[Listed]:
    """Give every row of a list, page by page."""
    rows: list[Listed] = []
    after: Cursor | None = None
    while True:
        page = store.page(wanted, after, limit)
        assert len(page.rows) <= limit
        rows += page.rows
        if page.next is None:
            return rows
        assert len(page.rows) == limit
        after = page.next


def test_a_list_is_newest_first(store: Store) -> None:
    """The interview touched last comes first, and at one moment the later id."""
    rows = store.page(limit=100).rows
    assert len(rows) == 40
    assert [(row.updated_at, row.id) for row in rows] == sorted(
        ((row.updated_at, row.id) for row in rows), reverse=True
    )


@given(
    limit=st.integers(1, 45),
    wanted=st.builds(
        Filter,
        verdict=st.none() | st.sampled_from(VERDICTS),
        customer=st.none() | st.sampled_from(["dental", "STRASSE 1", "0%", "_", "ß", ""]),
        script=st.none() | st.sampled_from(["cloud", "paper", "none"]),
        open_only=st.booleans(),
    ),
)
def test_pages_of_any_size_show_every_wanted_interview_once(store: Store, limit: int, wanted: Filter) -> None:
    """Paging is the same as filtering the whole list."""

    def fits(row: Listed) -> bool:
        return (
            wanted.verdict in (None, row.verdict)
            and (wanted.customer or "").casefold() in row.customer.casefold()
            and wanted.script in (None, row.script_id)
            and not (wanted.open_only and (row.completed or row.decision not in {"", "reopened"}))
        )

    assert walked(store, wanted, limit) == [row for row in store.page(limit=100).rows if fits(row)]


def test_an_interview_touched_while_paging_is_not_shown_twice_further_down(tmp_path: Path) -> None:
    """A page starts after a moment, not after a number of rows."""
    with opened(tmp_path / "onboard.db") as store:
        ids = [started(store, minutes=number) for number in range(6)]
        first = store.page(limit=3)
        store.append(ids[0], [answer()], Summary(at(60)), 0)
        second = store.page(after=first.next, limit=3)
    assert [row.id for row in first.rows + second.rows] == [ids[5], ids[4], ids[3], ids[2], ids[1]]


def test_the_first_page_is_the_same_with_the_standard_library_alone(file: Path, store: Store) -> None:
    """The page of the first frame is the page that the store gives a moment later."""
    assert first_page(file, 7) == list(store.page(limit=7).rows)
    assert first_page(f"sqlite:///{file}", 7) == first_page(str(file), 7)


def plan(file: Path, statement: str, parameters: tuple[Any, ...]) -> str:
    """Say how SQLite goes about a query."""
    with closing(sqlite3.connect(file)) as db:
        return "; ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))


@pytest.mark.parametrize(
    ("wanted", "way"),
    [
        (Filter(), "SEARCH interview USING COVERING INDEX ix_interview_newest"),
        (
            Filter(customer="dental", script="cloud", open_only=True),
            "SEARCH interview USING COVERING INDEX ix_interview_newest",
        ),
        (
            Filter(verdict="walk_away"),
            "SEARCH interview USING INDEX ix_interview_verdict (verdict=? AND (updated_at,id)<(?,?))",
        ),
    ],
)
def test_a_page_is_a_range_of_one_index(file: Path, store: Store, wanted: Filter, way: str) -> None:
    """At any depth a page is found by seeking, and never by sorting or counting."""
    compiled = page_statement(wanted, Cursor(at(5), "0190"), 50).compile(dialect=sqlite.dialect())
    values = tuple(compiled.params.get(name) for name in compiled.positiontup or ())
    told = plan(file, str(compiled), tuple(str(value) for value in values))
    assert told.startswith(way)
    assert "TEMP B-TREE" not in told
    assert ";" not in told


def test_the_first_page_reads_one_index_from_its_end(file: Path, store: Store) -> None:
    """The first frame's query touches no table and sorts nothing."""
    assert plan(file, NEWEST, (50,)) == "SCAN interview USING COVERING INDEX ix_interview_newest"


def test_the_worker_finds_what_is_not_indexed_without_reading_the_rest(file: Path, store: Store) -> None:
    """What the full-text index still lacks is in an index of its own."""
    query = str(PENDING.compile(dialect=sqlite.dialect()))
    assert plan(file, query, ()) == "SCAN interview USING INDEX ix_interview_unindexed"
