"""What is recorded comes back the same, once, in order, and never over somebody else's change."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from onboard_tui.errors import NothingFoundError, StaleError, StoreError
from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import InterviewRow, LogRow, StoredDraft, Summary
from tests.store.samples import NOON, SCRIPT, answer, at, opened, said_in_rows, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.store.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give the place of a database."""
    return tmp_path / "onboard.db"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    """Give an opened store that holds a script."""
    with opened(file) as store:
        yield store


@pytest.fixture(scope="module")
def long_lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store that many examples share."""
    with opened(tmp_path_factory.mktemp("store") / "onboard.db") as store:
        yield store


def test_an_interview_comes_back_as_it_was_recorded(file: Path, store: Store) -> None:
    """Header, script, rows and version are the same after the file was closed and opened again."""
    seen = Summary(at(3), "steer_first", "R5", 2, 48, "ask the bursar", 1, completed=False)
    header = InterviewRow(
        "01900000-0000-7000-8000-000000000001", SCRIPT, "Wray Print", NOON, Summary(NOON), "Kim"
    )
    rows = [answer("people", "60"), answer("sponsor", None, note="to be found")]
    assert store.create(header) == 0
    assert store.append(header.id, rows, seen, 0) == 2
    store.close()
    with open_store(file, now=lambda: NOON) as again:
        stored = again.load(header.id)
    assert stored.header == replace(header, summary=seen)
    assert stored.script_source == "id: cloud\n"
    assert stored.rows == tuple(rows)
    assert stored.version == 2


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(
    rows=st.lists(
        st.tuples(texts, st.none() | texts, texts, st.timedeltas(timedelta(0), timedelta(days=9))), max_size=4
    ),
    customer=texts,
)
def test_any_text_comes_back_the_same(
    long_lived: Store, rows: list[tuple[str, str | None, str, timedelta]], customer: str
) -> None:
    """What a person typed is kept to the letter, whatever is in it."""
    interview_id = started(long_lived, customer)
    recorded = [
        LogRow(answer().id, NOON + later, f"kind{kind}", question, payload)
        for kind, question, payload, later in rows
    ]
    long_lived.append(interview_id, recorded, Summary(NOON, rule=customer, next_ask=customer), 0)
    stored = long_lived.load(interview_id)
    assert stored.rows == tuple(recorded)
    assert stored.header.customer == stored.header.summary.next_ask == customer


def test_moments_of_other_time_zones_are_the_same_moments(store: Store) -> None:
    """A time with an offset comes back in UTC, and a time without one is refused."""
    interview_id = started(store)
    row = replace(answer(), at=at(1).astimezone(timezone(timedelta(hours=5, minutes=45))))
    store.append(interview_id, [row], Summary(at(1)), 0)
    assert store.load(interview_id).rows[0].at == at(1)
    with pytest.raises(Exception, match="timezone"):
        store.append(interview_id, [], Summary(at(1).replace(tzinfo=None)), 1)


def test_an_append_upon_an_old_version_changes_nothing(store: Store) -> None:
    """Whoever did not see the last change is told when it was made, and nothing of his is kept."""
    interview_id = started(store)
    store.append(interview_id, [answer()], Summary(at(2)), 0)
    before = store.load(interview_id)
    local = f"{at(2).astimezone():%H:%M}"
    with pytest.raises(
        StaleError, match=f"changed in another window at {local}; nothing was recorded"
    ) as caught:
        store.append(interview_id, [answer("late")], Summary(at(3)), 0)
    assert caught.value.way_out
    assert store.load(interview_id) == before


def test_a_change_of_another_day_is_told_with_its_date(store: Store) -> None:
    """A window that was left open for days is told the day too."""
    interview_id = started(store)
    store.append(interview_id, [answer()], Summary(at(-3 * 24 * 60)), 0)
    with pytest.raises(StaleError, match="another window on 2026-02-27 at "):
        store.append(interview_id, [answer()], Summary(at(3)), 0)


def test_rows_are_recorded_together_or_not_at_all(store: Store) -> None:
    """A row that cannot be kept takes the rows beside it, and the summary, with it."""
    interview_id = started(store)
    first = answer()
    store.append(interview_id, [first], Summary(at(1)), 0)
    before = store.load(interview_id)
    with pytest.raises(IntegrityError) as caught:
        store.append(interview_id, [answer("fine"), first], Summary(at(2), done=2), 1)
    assert "sixty" not in str(caught.value)
    assert store.load(interview_id) == before


def test_an_interview_that_is_not_there_is_said_to_be_missing(store: Store) -> None:
    """Reading and recording in an unknown interview name it."""
    for call in (
        lambda: store.load("0190"),
        lambda: store.append("0190", [answer()], Summary(NOON), 0),
        lambda: store.draft("0190", 1),
    ):
        with pytest.raises(NothingFoundError, match="0190"):
            call()


def test_a_script_is_kept_once(store: Store) -> None:
    """The first text that is kept under a hash stays."""
    store.keep_script(SCRIPT, "cloud", "1", "Cloud onboarding", "another text")
    assert store.load(started(store)).script_source == "id: cloud\n"


def test_an_interview_needs_its_script(store: Store) -> None:
    """An interview whose script was not kept could never be opened again."""
    with pytest.raises(ValueError, match="script"):
        store.create(InterviewRow("0190", "6" * 64, "Wray Print", NOON, Summary(NOON)))


def test_a_verdict_that_nobody_knows_is_not_kept(store: Store) -> None:
    """The table itself refuses what no version of the program would write."""
    with pytest.raises(IntegrityError):
        store.append(started(store), [answer()], Summary(NOON, verdict="maybe"), 0)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET payload = replace(payload, 'sixty', 'fifty') WHERE position = 2",
        "UPDATE entry SET question = 'price' WHERE position = 2",
        "UPDATE entry SET question = NULL WHERE position = 2",
        "UPDATE entry SET kind = 'undone' WHERE position = 2",
        "UPDATE entry SET at = '2026-03-02 12:01:00.000001' WHERE position = 2",
        "DELETE FROM entry WHERE position = 2",
        "DELETE FROM entry WHERE position = 3",
        "UPDATE entry SET position = 12 - position",
    ],
)
def test_a_log_that_is_not_what_was_written_is_noticed(file: Path, store: Store, change: str) -> None:
    """Flipped, missing and exchanged rows are told with the interview's name; other interviews stay usable."""
    interview_id, other = started(store), started(store)
    store.append(interview_id, [answer(), answer(), answer()], Summary(at(1)), 0)
    with closing(sqlite3.connect(file)) as db, db:
        assert db.execute(change).rowcount
    with pytest.raises(StoreError, match=f"interview {interview_id} is damaged") as caught:
        store.load(interview_id)
    assert caught.value.way_out == f"Look for a copy of {file} elsewhere."
    assert store.load(other).version == 0
    assert store.index_pending(said_in_rows) == 1


def test_a_damaged_interview_names_the_newest_backup(file: Path, store: Store) -> None:
    """Where there is a whole backup, its path is said; a broken newer one is passed over."""
    interview_id = started(store)
    store.append(interview_id, [answer()], Summary(at(1)), 0)
    folder = file.parent / "backups"
    folder.mkdir()
    with closing(sqlite3.connect(file)) as db:
        db.execute("VACUUM INTO ?", (str(folder / "onboard-20260101T000000000000.db"),))
        (folder / "onboard-20260102T000000000000.db").write_text("no database")
        with db:
            db.execute("UPDATE entry SET payload = '{}'")
    with pytest.raises(StoreError) as caught:
        store.load(interview_id)
    assert "onboard-20260101T000000000000.db" in str(caught.value)


def test_an_id_can_be_shortened_as_far_as_it_stays_clear(store: Store) -> None:
    """The beginning of an id is enough; where it fits several interviews, they are named."""
    for number, customer in enumerate(("Harbour & Lyle", "Northgate Dental", "Wray Print", "Kiln")):
        store.create(InterviewRow(f"0190000{number}-aaaa-7", SCRIPT, customer, NOON, Summary(NOON)))
    assert store.resolve("01900002") == "01900002-aaaa-7"
    assert store.resolve(" 01900002-AAAA-7 ") == "01900002-aaaa-7"
    with pytest.raises(NothingFoundError) as caught:
        store.resolve("0190")
    assert "0190 begins several ids: 01900000-aaaa-7 (Harbour & Lyle)" in str(caught.value)
    assert "and more" in str(caught.value)
    for nothing in ("0191", "%", "_", "", "' OR 1=1 --"):
        with pytest.raises(NothingFoundError):
            store.resolve(nothing)


def test_an_id_that_begins_another_one_is_itself(store: Store) -> None:
    """A whole id always names its interview."""
    for interview_id in ("0190", "01901"):
        store.create(InterviewRow(interview_id, SCRIPT, "Kiln", NOON, Summary(NOON)))
    assert store.resolve("0190") == "0190"


def test_drafts_are_numbered_and_kept_as_they_are(store: Store) -> None:
    """Each new draft takes the next number; one that says the same as the last keeps its number."""
    interview_id, other = started(store), started(store)
    tree = json.dumps({"clauses": ["Fees are 12 500 €"]})

    def save(sha256: str, number: int | None = None, of: str = interview_id) -> int:
        return store.save_draft(of, number, tree_json=tree, sha256=sha256, pack="cloud", created_at=at(5))

    assert [save("a"), save("b"), save("b"), save("a"), save("a", of=other)] == [1, 2, 2, 3, 1]
    assert [draft.number for draft in store.drafts(interview_id)] == [1, 2, 3]
    assert store.drafts(other) == (StoredDraft(1, "a", "cloud", at(5)),)
    assert store.draft(interview_id, 2) == StoredDraft(2, "b", "cloud", at(5), tree)
    with pytest.raises(NothingFoundError, match="no draft 4"):
        store.draft(interview_id, 4)


def test_a_numbered_draft_is_never_replaced(store: Store) -> None:
    """Under a given number the same draft may be kept again, another one may not."""
    interview_id = started(store)

    def save(sha256: str) -> int:
        return store.save_draft(interview_id, 7, tree_json="{}", sha256=sha256, pack="cloud", created_at=NOON)

    assert save("a") == save("a") == 7
    with pytest.raises(StoreError, match="Draft 7"):
        save("b")
    assert store.draft(interview_id, 7).sha256 == "a"
