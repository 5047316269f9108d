"""What is remembered of interviews: each change in one transaction, each answer a frozen value."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Self

from sqlalchemy import insert, select, update

from onboard_tui.errors import NothingFoundError, StoreError
from onboard_tui.store import follow_ups, listing, log
from onboard_tui.store.engine import reading_engine, unit_of_work, writing_engine
from onboard_tui.store.marks import SCHEMA_VERSION
from onboard_tui.store.place import identity
from onboard_tui.store.renewal import renew, stale_interviews
from onboard_tui.store.rows import (
    Cursor,
    Filter,
    Hit,
    InterviewRow,
    LogRow,
    Page,
    StoredDraft,
    StoredInterview,
)
from onboard_tui.store.search import PENDING, find, index
from onboard_tui.store.tables import DRAFT, INTERVIEW, SCRIPT
from onboard_tui.store.trouble import newer_file, newest_good_backup, vanished_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection

    from onboard_tui.store.engine import Result
    from onboard_tui.store.first_page import Due
    from onboard_tui.store.rows import Said, Summary

INDEXED_AT_ONCE = 50
"""Interviews that one transaction of the index's worker takes; between two, answers can be saved."""

RENEWED_AT_ONCE = 10
"""Summaries that are made again at once: so few that neither an answer nor the end of the program waits for them."""


class Store:
    """An opened database file. Any thread may call any method; `open_store` makes it.

    Every method raises `StoreError` where the file is locked, full, read-only, damaged or gone.
    """

    def __init__(self, file: Path, *, now: Callable[[], datetime]) -> None:
        self.file = file
        self._now = now
        self._identity = identity(file)
        self._writer = writing_engine(file)
        self._reader = reading_engine(file)
        self._writing = threading.Lock()
        self._renewing = threading.Lock()

    def __enter__(self) -> Self:
        """Give the store, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._writer.dispose()
        self._reader.dispose()

    # Scripts and interviews

    def keep_script(self, sha256: str, script_id: str, version: str, title: str, source: str) -> None:
        """Keep the exact text of a script; once is enough."""

        def work(connection: Connection) -> None:
            if connection.execute(select(SCRIPT.c.sha256).where(SCRIPT.c.sha256 == sha256)).first() is None:
                row = {
                    "sha256": sha256,
                    "script_id": script_id,
                    "version": version,
                    "title": title,
                    "source": source,
                }
                connection.execute(insert(SCRIPT), row)

        self._write(work)

    def create(self, new: InterviewRow) -> int:
        """Keep a new interview and give its version. Raises `ValueError` where its script is not kept yet."""
        return self._write(lambda connection: log.create(connection, new))

    def append(
        self,
        interview_id: str,
        rows: Sequence[LogRow],
        summary: Summary,
        expected_version: int,
        script_sha256: str | None = None,
    ) -> int:
        """Record durably, all rows or none; give the new version.

        With `script_sha256` the interview is run with that kept script from now on. Raises `StaleError` where
        another window recorded something since `expected_version`.
        """
        return self._write(
            lambda connection: log.append(
                connection, interview_id, rows, summary, expected_version, self._now(), script_sha256
            )
        )

    def renew_summaries(self, summed_up: Callable[[StoredInterview], Summary | None], today: date) -> int:
        """Make some of the summaries again that an older version of the program made, or that are for other days.

        Gives how many were looked at; 0 where none is left. `summed_up` gives None for an interview that cannot be
        read: that one, like one that is damaged, keeps its old summary and is not tried again.
        """
        with self._renewing:
            stale = self._read(lambda connection: stale_interviews(connection, today, RENEWED_AT_ONCE))
            made = {
                stored.header.id: (stored.version, summary)
                for stored in self._whole(stale)
                if (summary := summed_up(stored)) is not None
            }
            if stale:
                self._write(partial(renew, interview_ids=stale, made=made, today=today))
            return len(stale)

    def load(self, interview_id: str) -> StoredInterview:
        """Give an interview with its log and script, each row checked against its hash.

        Raises `NothingFoundError`, and `StoreError` where a row is not what was written.
        """
        try:
            return self._read(lambda connection: log.load(connection, interview_id))
        except log.DamagedError as damage:
            backup = newest_good_backup(self.file)
            raise StoreError(
                f"The interview {interview_id} is damaged on the disk: {damage}. Other interviews can be used.",
                way_out=f"The newest good backup is {backup}."
                if backup
                else f"Look for a copy of {self.file} elsewhere.",
            ) from None

    def resolve(self, prefix: str) -> str:
        """Give the one interview id that begins with `prefix`. Raises `NothingFoundError`, also where several do."""
        return self._read(lambda connection: listing.resolve(connection, prefix))

    def page(self, wanted: Filter | None = None, after: Cursor | None = None, limit: int = 50) -> Page:
        """Give one page of interviews, newest first; `after` is the last page's `next`."""
        return self._read(lambda connection: listing.page(connection, wanted or Filter(), after, limit))

    def ids(self) -> tuple[str, ...]:
        """Give the ids of all interviews, the oldest first."""
        query = select(INTERVIEW.c.id).order_by(INTERVIEW.c.id)
        return self._read(lambda connection: tuple(connection.execute(query).scalars()))

    def of_customer(self, name: str) -> tuple[str, ...]:
        """Give the ids of a customer's interviews, the oldest first; the name in upper or lower case."""
        return self._read(lambda connection: listing.of_customer(connection, name))

    # Deals

    def due(
        self, until: date | None = None, customer: str | None = None, limit: int | None = None
    ) -> tuple[Due, ...]:
        """Give what is to be done until a day, or at all, the oldest first.

        `customer` is any part of the name, in upper or lower case.
        """
        return self._read(lambda connection: follow_ups.due(connection, until, customer, limit))

    def deals(self) -> Mapping[str, str]:
        """Give every decided deal by its interview's id, as its summary had it, the oldest interview first."""
        return self._read(listing.deals)

    # Search

    def search(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Give the interviews in which every word of `text` begins a word that was said, newest first."""
        return self._read(lambda connection: find(connection, text, limit))

    def index_pending(self, said: Callable[[StoredInterview], Iterable[Said]]) -> int:
        """Bring the full-text index up to date and give how many interviews that took.

        `said` gives the texts that an interview is found by. Interviews that changed meanwhile or are damaged stay
        pending.
        """
        pending = self._read(lambda connection: connection.scalars(PENDING).all())
        done = 0
        for start in range(0, len(pending), INDEXED_AT_ONCE):
            batch = [
                (stored.header.id, stored.version, list(said(stored)))
                for stored in self._whole(pending[start : start + INDEXED_AT_ONCE])
            ]
            done += self._write(partial(_index, batch=batch))
        return done

    def _whole(self, interview_ids: Sequence[str]) -> Iterable[StoredInterview]:
        for interview_id in interview_ids:
            try:
                yield self._read(partial(log.load, interview_id=interview_id))
            except (log.DamagedError, NothingFoundError):
                continue

    # Drafts

    def save_draft(
        self,
        interview_id: str,
        number: int | None = None,
        *,
        kind: str = "draft",
        tree_json: str,
        sha256: str,
        pack: str,
        created_at: datetime,
    ) -> int:
        """Keep a paper of a kind under a number, or under the next one, and give the number.

        One that is the same as the one kept last, or under that number, is not kept twice. Raises `StoreError`
        where another one has the number.
        """

        def work(connection: Connection) -> int:
            mine = select(DRAFT.c.number, DRAFT.c.sha256).where(
                DRAFT.c.interview_id == interview_id, DRAFT.c.kind == kind
            )
            if number is not None:
                mine = mine.where(DRAFT.c.number == number)
            last = connection.execute(mine.order_by(DRAFT.c.number.desc()).limit(1)).one_or_none()
            if last is not None and last.sha256 == sha256:
                return int(last.number)
            if last is not None and number is not None:
                raise StoreError(f"Draft {number} of this interview is already kept and says something else.")
            given = number if number is not None else (last.number + 1 if last is not None else 1)
            row = {
                "kind": kind,
                "number": given,
                "sha256": sha256,
                "pack": pack,
                "created_at": created_at,
                "tree_json": tree_json,
            }
            connection.execute(insert(DRAFT), {"interview_id": interview_id, **row})
            return given

        return self._write(work)

    def drafts(self, interview_id: str, kind: str = "draft") -> tuple[StoredDraft, ...]:
        """Give an interview's papers of a kind in order, without their trees."""
        columns = DRAFT.c
        query = (
            select(columns.number, columns.sha256, columns.pack, columns.created_at)
            .where(columns.interview_id == interview_id, columns.kind == kind)
            .order_by(columns.number)
        )
        return self._read(lambda connection: tuple(StoredDraft(*row) for row in connection.execute(query)))

    def draft(self, interview_id: str, number: int, kind: str = "draft") -> StoredDraft:
        """Give a paper with its tree. Raises `NothingFoundError`."""
        columns = DRAFT.c
        query = select(
            columns.number, columns.sha256, columns.pack, columns.created_at, columns.tree_json
        ).where(columns.interview_id == interview_id, columns.kind == kind, columns.number == number)
        found = self._read(lambda connection: connection.execute(query).one_or_none())
        if found is None:
            raise NothingFoundError(f"The interview {interview_id} has no {kind} {number}.")
        return StoredDraft(*found)

    def _read(self, work: Callable[[Connection], Result]) -> Result:
        return unit_of_work(self._reader, self.file, work)

    def _write(self, work: Callable[[Connection], Result]) -> Result:
        def on_the_same_file(connection: Connection) -> Result:
            if identity(self.file) != self._identity:
                raise vanished_file(self.file)
            if connection.exec_driver_sql("PRAGMA user_version").scalar_one() != SCHEMA_VERSION:
                raise newer_file(self.file)  # brought to its form while this window was open
            return work(connection)

        with self._writing:  # threads of ours wait in line here; SQLite would make them sleep and ask again
            return unit_of_work(self._writer, self.file, on_the_same_file)


def _index(connection: Connection, batch: Sequence[tuple[str, int, list[Said]]]) -> int:
    done = 0
    for interview_id, version, said in batch:
        mine = (INTERVIEW.c.id == interview_id, INTERVIEW.c.version == version, INTERVIEW.c.unindexed == 1)
        if connection.execute(update(INTERVIEW).where(*mine).values(unindexed=0)).rowcount == 1:
            index(connection, interview_id, said)
            done += 1
    return done
