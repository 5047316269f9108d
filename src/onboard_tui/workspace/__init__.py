"""The use cases, as a person would say them. The only place where the domain and the store meet."""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Self

from onboard_tui.errors import ScriptError, StoreError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.calibration import TrackRecord
    from onboard_tui.script.model import Script
    from onboard_tui.store.first_page import Due, Listed
    from onboard_tui.store.rows import Cursor, Hit, Page
    from onboard_tui.store.store import Store
    from onboard_tui.workspace.checking import Checked
    from onboard_tui.workspace.open_interview import OpenInterview

DATABASE_VARIABLE = "ONBOARD_TUI_DB"
AS_OF_VARIABLE = "ONBOARD_TUI_AS_OF"
OUR_NAME_VARIABLE = "ONBOARD_TUI_OUR_NAME"
SELLER_VARIABLE = "ONBOARD_TUI_SELLER"
WORD_TEMPLATE_VARIABLE = "ONBOARD_TUI_WORD_TEMPLATE"


def now_utc() -> datetime:
    """Give the wall clock's time, aware, in UTC."""
    return datetime.now(UTC)


def new_id() -> str:
    """Give a fresh UUIDv7, so that rows made on two machines can be put together."""
    from uuid6 import uuid7

    return str(uuid7())


def default_database() -> Path:
    """Give where saved interviews are kept when nobody says otherwise."""
    from platformdirs import user_data_path

    return user_data_path("onboard-tui", appauthor=False) / "onboard.db"


def _one_worker() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="index")


@dataclass(frozen=True, slots=True)
class ScriptChoice:
    """A bundled interview script that an interview can be started with."""

    id: str
    title: str
    purpose: str
    questions: int
    path: Path
    languages: tuple[str, ...] = ("en",)
    """What it can be held in, its own language first."""


class Workspace:
    """Everything a seller can do, on one database and as of one day."""

    def __init__(
        self,
        database: str | None = None,
        *,
        as_of: date | None = None,
        clock: Callable[[], datetime] = now_utc,
        ids: Callable[[], str] = new_id,
    ) -> None:
        """Remember where to work; nothing is opened or made before it is needed.

        `database` is a path or a URL; `as_of` is the day that "today" means (default: the clock's).
        """
        self.database = database or os.environ.get(DATABASE_VARIABLE) or str(default_database())
        self._as_of = as_of
        self.clock = clock
        self.new_id = ids
        self._opening = threading.RLock()
        self._store: Store | None = None
        self._closed = False
        """Whether the database was let go of, and nobody has needed it since."""
        self._indexer = _one_worker()

    def __enter__(self) -> Self:
        """Give the workspace, to be closed at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    @property
    def as_of(self) -> date:
        """The day that "today" means."""
        return self._as_of or self.clock().astimezone().date()

    @property
    def set_day(self) -> date | None:
        """The day that "today" was set to; None where it is the clock's."""
        return self._as_of

    @property
    def store(self) -> Store:
        """The opened database; made on first use. Raises `StoreError`."""
        with self._opening:
            if self._store is None:
                from onboard_tui.store.opening import open_store

                self._store = open_store(self.database, now=self.clock)
                self._closed = False
                self.catch_up_index()
                self._indexer.submit(self._renew_summaries, self._store)
            return self._store

    def freshen(self, then: Callable[[], object]) -> None:
        """See to it in the background that lists say how interviews stand today.

        Where they did not, `then` is called afterwards, from another thread. A closed workspace is left alone:
        the last thread of an app that is gone does not open it again.
        """
        from onboard_tui.store.first_page import anything_stale

        with suppress(StoreError), self._opening:  # whoever needs the database is told what is with it
            if not self._closed and anything_stale(self.database, self.as_of):
                self._indexer.submit(self._renew_summaries, self.store, then)

    @property
    def our_name(self) -> str:
        """Our own legal name for contracts; where there is none, each draft has it to confirm."""
        from onboard_tui.text import stripped

        return stripped(os.environ.get(OUR_NAME_VARIABLE, ""), limit=200)

    @property
    def seller(self) -> str:
        """The name of the person who sells, as new interviews keep it; empty where nobody said it."""
        from onboard_tui.text import stripped

        return stripped(os.environ.get(SELLER_VARIABLE, ""), limit=200)

    @property
    def word_template(self) -> Path | None:
        """The user's own Word file that papers are made with; None where nobody named one."""
        named = os.environ.get(WORD_TEMPLATE_VARIABLE)
        return Path(named) if named else None

    def close(self) -> None:
        """Let the index finish, then let go of the database; it opens again when it is needed."""
        with self._opening:
            store, self._store, self._closed = self._store, None, True
            indexer, self._indexer = self._indexer, _one_worker()
        indexer.shutdown(wait=True)
        if store is not None:
            store.close()

    def catch_up_index(self) -> None:
        """Bring the full-text index up to date in the background, after the answers' own commits."""
        with self._opening:
            if self._store is not None:
                self._indexer.submit(self._index, self._store)

    # What is saved

    def first_page(self, limit: int = 50) -> tuple[Listed, ...]:
        """Give the newest saved interviews, fast and without opening the store for writing.

        Empty when there is no database yet.
        """
        from onboard_tui.store.first_page import first_page

        return tuple(first_page(self.database, limit) or ())

    def newest(self, limit: int = 50) -> tuple[Listed, ...]:
        """Give the newest saved interviews as they stand today.

        That takes nothing that is needed for writing where the database is sound and every summary is fresh.
        """
        from onboard_tui.store.first_page import checked_first_page

        found = checked_first_page(self.database, self.as_of, limit)
        return self.library(limit=limit).rows if found is None else tuple(found)

    def library(
        self,
        *,
        verdict: str | None = None,
        customer: str | None = None,
        script: str | None = None,
        decision: str | None = None,
        open_only: bool = False,
        due_until: date | None = None,
        after: Cursor | None = None,
        limit: int = 50,
    ) -> Page:
        """Give one page of saved interviews, newest first; `after` is the last page's `next`."""
        from onboard_tui.store.rows import Filter

        wanted = Filter(
            verdict=verdict,
            customer=customer,
            script=script,
            decision=decision,
            open_only=open_only,
            due_until=due_until,
        )
        return self._fresh_store.page(wanted, after=after, limit=limit)

    def all_interviews(self) -> tuple[str, ...]:
        """Give the ids of all saved interviews, the oldest first. Raises `StoreError`."""
        return self.store.ids()

    def search(self, text: str, limit: int = 50) -> tuple[Hit, ...]:
        """Find customers, answers, quotes and notes that hold the words of `text`, newest first."""
        with self._opening:
            store = self.store
            indexed = self._indexer.submit(self._index, store)
        indexed.result()
        return store.search(text, limit)

    def due_now(self, limit: int = 50) -> tuple[Due, ...]:
        """Give what is overdue or due today, the oldest first, as fast as the first page.

        Empty when there is no database yet. Raises `StoreError`.
        """
        from onboard_tui.store.first_page import due

        return tuple(due(self.database, self.as_of, limit))

    def due(
        self, until: date | None = None, customer: str | None = None, limit: int | None = None
    ) -> tuple[Due, ...]:
        """Give what is to be done until a day, or at all, the oldest first; `customer` is any part of a name.

        Raises `StoreError`.
        """
        return self._fresh_store.due(until, customer, limit)

    def track_record(self) -> TrackRecord:
        """Give all decided deals and what became of them. Raises `StoreError`."""
        from onboard_tui.deal.calibration import TrackRecord
        from onboard_tui.workspace.keeping import decided_deals

        return TrackRecord.of(decided_deals(self._fresh_store))

    def _index(self, store: Store) -> int:
        from onboard_tui.workspace.searchable import said

        return store.index_pending(said)

    def _renew_summaries(self, store: Store, then: Callable[[], object] = lambda: None) -> None:
        """Make some old summaries again; the index has its turn before the next ones."""
        if not self._renew_some(store):
            then()
            return
        with self._opening:
            if self._store is store:
                self._indexer.submit(self._renew_summaries, store, then)

    def _renew_some(self, store: Store) -> int:
        from onboard_tui.workspace.keeping import summed_up_again

        today = self.as_of
        return store.renew_summaries(lambda stored: summed_up_again(store, stored, today), today)

    @property
    def _fresh_store(self) -> Store:
        """The store, with everything that lists show as it stands today."""
        store = self.store
        with suppress(StoreError):  # where nothing can be written, what is there can be read
            while self._renew_some(store):
                pass
        return store

    # Scripts

    @cached_property
    def _scripts(self) -> dict[tuple[Path, str], tuple[int, Script]]:
        return {}

    def scripts(self) -> tuple[ScriptChoice, ...]:
        """Give the bundled scripts that can be used."""
        from onboard_tui.resources import bundled_scripts

        choices = []
        for path in bundled_scripts():
            script = self.script(str(path))
            many = len(script.questions)
            choices.append(
                ScriptChoice(script.id, script.title, script.purpose, many, path, script.languages)
            )
        return tuple(choices)

    def script_path(self, name: str) -> Path:
        """Give the file of a bundled id, or the path itself. Raises `ScriptError`."""
        from onboard_tui.resources import bundled_scripts, exists

        bundled = {path.stem: path for path in bundled_scripts()}
        if name in bundled:
            return bundled[name]
        path = Path(name)
        if path.suffix not in {".yaml", ".yml"} and not exists(path):
            known = ", ".join(sorted(bundled))
            raise ScriptError(
                f"There is no bundled script called {name!r}.",
                way_out=f"Name one of these or a file: {known}.",
            )
        return path

    def script(self, name: str, language: str = "") -> Script:
        """Load a script by bundled id or path, once per version of the file, in its own language or another.

        Raises `ScriptError`, also for a language that it has no texts in.
        """
        from onboard_tui.script.load import open_script

        if language and language not in (spoken := self.script(name).languages):
            raise ScriptError(
                f"The script {name} has no texts in {language!r}.",
                way_out=f"It can be held in {' or '.join(spoken)}.",
            )
        path = self.script_path(name)
        try:
            stamp = path.stat().st_mtime_ns
        except OSError:
            stamp = -1
        known = self._scripts.get((path, language))
        if known is None or known[0] != stamp:
            known = self._scripts[path, language] = (stamp, open_script(path, language or None))
        return known[1]

    def check(self, names: tuple[str, ...] = ()) -> Checked:
        """Find everything that can be known to be wrong with scripts and packs.

        A name is a bundled id, a script file or a pack folder; without names, all that is bundled.
        """
        from onboard_tui.workspace.checking import check_all, check_named

        return check_named(self, names) if names else check_all()

    def read_for(self, names: tuple[str, ...] = ()) -> tuple[Path, ...]:
        """Give the files and folders on which what `check` finds depends. Raises `ScriptError`."""
        from onboard_tui.workspace.checking import read_for

        return read_for(self, names)

    def suggest_scenarios(self, name: str) -> str:
        """Give the scenarios that a script lacks, as YAML to be put under `scenarios:`. Raises `ScriptError`."""
        from onboard_tui.workspace.checking import suggest_scenarios

        return suggest_scenarios(self, name)

    # Interviews

    def start(self, script: str, customer: str, *, seller: str = "", language: str = "") -> OpenInterview:
        """Start an interview with a customer, in one of the script's languages or its own.

        `seller` goes before the name that is set for all. Raises `ScriptError`, `UsageError` and `StoreError`.
        """
        from onboard_tui.interview.interview import Interview
        from onboard_tui.text import stripped
        from onboard_tui.workspace.open_interview import OpenInterview

        name = stripped(customer, limit=200)
        if not name:
            raise UsageError("An interview needs a customer's name.")
        loaded = self.script(script, language)
        interview = Interview(
            id=self.new_id(),
            script=loaded,
            customer=name,
            started_at=self.clock(),
            seller=stripped(seller, limit=200) or self.seller,
        )
        return OpenInterview.begin(self, interview)

    def assess(self, script: str, answers: Path, *, as_of: date | None = None) -> Assessment:
        """Judge a file of answers without a database; `as_of` goes before the file's own day.

        Raises `ScriptError` and `AnswerError`.
        """
        from onboard_tui.deal.assessment import assess
        from onboard_tui.interview.answers_file import read_answers, read_file
        from onboard_tui.interview.interview import Interview

        at = self.clock()
        empty = Interview(id="", script=self.script(script), customer="", started_at=at)
        numbers = count(1)  # ids enough for what is never saved
        read = read_answers(
            read_file(answers),
            str(answers),
            empty,
            as_of=as_of,
            today=self.as_of,
            at=at,
            new_id=lambda: f"{next(numbers):09}",
        ).usable()
        return assess(empty.with_entries(*read.entries), read.as_of, notes=read.notes)

    def open(self, interview_id: str) -> OpenInterview:
        """Open a saved interview by its id or any unambiguous beginning of it."""
        from onboard_tui.workspace.open_interview import OpenInterview

        return OpenInterview.resume(self, self.store.resolve(interview_id))
