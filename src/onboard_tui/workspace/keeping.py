"""How an interview goes into the store and comes back: entries become rows, rows become entries."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from onboard_tui.deal.assessment import assess
from onboard_tui.deal.calibration import deal_from_json, record_of
from onboard_tui.errors import AnswerError, StoreError
from onboard_tui.interview.entries import entry_from_json, entry_to_json, kind_of
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.moves import Course, Moves
from onboard_tui.script.load import script_from_source
from onboard_tui.store.rows import MIGRATED, InterviewRow, LogRow
from onboard_tui.workspace.summing_up import summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.calibration import DealRecord
    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import Script
    from onboard_tui.store.rows import StoredInterview, Summary
    from onboard_tui.store.store import Store
    from onboard_tui.workspace import Workspace


def create(workspace: Workspace, assessment: Assessment, earlier: Sequence[Interview] = ()) -> None:
    """Store a new interview, at version 0, with its script's text; `earlier` are the customer's before it.

    Raises `StoreError`.
    """
    interview = assessment.interview
    store = workspace.store
    keep_script(store, interview.script)
    header = InterviewRow(
        id=interview.id,
        script_sha256=interview.script.sha256,
        customer=interview.customer,
        seller=interview.seller,
        started_at=interview.started_at,
        summary=summary(assessment, earlier),
    )
    store.create(header)
    workspace.catch_up_index()


def keep_script(store: Store, script: Script) -> None:
    """Keep the exact text of a script. Raises `StoreError`."""
    store.keep_script(script.sha256, script.id, script.version, script.title, script.source)


def append(
    workspace: Workspace,
    assessment: Assessment,
    entries: Sequence[Entry],
    version: int,
    earlier: Sequence[Interview] = (),
    script: Script | None = None,
) -> int:
    """Store entries and the summary they lead to in one transaction, and give the new version.

    `earlier` are the customer's interviews before this one; `script` is given where the entries lead to another one.
    Raises `StaleError` where another window was faster, and `StoreError`.
    """
    rows = [row(entry) for entry in entries]
    told = summary(assessment, earlier)
    store = workspace.store
    if script is not None:
        keep_script(store, script)
    sha256 = None if script is None else script.sha256
    new_version = store.append(assessment.interview.id, rows, told, version, sha256)
    workspace.catch_up_index()
    return new_version


def load(workspace: Workspace, interview_id: str) -> tuple[Interview, int]:
    """Read an interview back, with the script it is run with, and its version. Raises `StoreError`."""
    stored = workspace.store.load(interview_id)
    return read_interview(stored), stored.version


def read_interview(stored: StoredInterview) -> Interview:
    """Make the interview of what the store gave. Raises `StoreError`."""
    header = stored.header
    script = kept_script(header.script_sha256, stored.script_source)
    others = {sha256: kept_script(sha256, source) for sha256, source in stored.other_sources.items()}
    scripts = {**others, script.sha256: script}
    try:
        first = _first_script(stored.rows) or script.sha256
        log = tuple(_read_log(stored.rows, scripts, first))
    except (AnswerError, ValueError, KeyError) as error:
        raise StoreError(
            f"Interview {header.id} cannot be read back.",
            way_out="Restore the newest backup of the database.",
        ) from error
    interview = Interview(header.id, script, header.customer, header.started_at, log, header.seller)
    return interview.moved(Moves(log, scripts, first)) if others else interview


def _first_script(rows: Sequence[LogRow]) -> str:
    """Give the SHA-256 of the script that an interview was started with; nothing where it never moved."""
    moves = (json.loads(row.payload) for row in rows if row.kind == MIGRATED)
    return next((move["before"] for move in moves), "")


def _read_log(rows: Sequence[LogRow], scripts: Mapping[str, Script], first: str) -> Iterator[Entry]:
    """Read each row as an entry of an interview that was run with the script of that time.

    Raises `AnswerError`, `ValueError` and `KeyError`.
    """
    course = Course(first)
    for row in rows:
        entry = entry_from_json(scripts[course.sha256], row.kind, json.loads(row.payload))
        course.read(entry)
        yield entry


def summed_up_again(store: Store, stored: StoredInterview, as_of: date) -> Summary | None:
    """Sum up what a store gave, as it stands on a day; None where it cannot be read back."""
    try:
        interview = read_interview(stored)
    except StoreError:
        return None
    earlier = earlier_interviews(store, interview) if interview.script.ladders else ()
    return summary(assess(interview, as_of), earlier, lasting=True)


@lru_cache(maxsize=8)
def kept_script(sha256: str, source: str) -> Script:
    """Make the script of saved interviews from its kept text. Raises `StoreError`."""
    if hashlib.sha256(source.encode()).hexdigest() != sha256:
        raise StoreError(
            f"The script {sha256[:12]}, kept with the interviews that are run with it, is damaged on the disk.",
            way_out="Restore the newest backup of the database. Interviews with other scripts can be used.",
        )
    loaded = script_from_source(source, f"kept script {sha256[:12]}")
    if loaded.script is None:
        raise StoreError(
            f"A script kept with its interviews cannot be read: {loaded.problems[0].message}",
            way_out="It was written by another version of onboard-tui; open it with that one.",
        )
    return loaded.script


def earlier_interviews(store: Store, interview: Interview) -> tuple[Interview, ...]:
    """Give the customer's interviews before this one, oldest first."""
    ids = store.of_customer(interview.customer)
    return _as_far_as_read(store, [each for each in ids if each < interview.id])


def later_interviews(store: Store, interview: Interview) -> tuple[Interview, ...]:
    """Give the customer's interviews after this one, oldest first."""
    ids = store.of_customer(interview.customer)
    return _as_far_as_read(store, [each for each in ids if each > interview.id])


def _as_far_as_read(store: Store, ids: Sequence[str]) -> tuple[Interview, ...]:
    """Read interviews; one that cannot be read is as good as none, and keeps no other from being worked on."""
    found = []
    for interview_id in ids:
        with suppress(StoreError):
            found.append(read_interview(store.load(interview_id)))
    return tuple(found)


def decided_deals(store: Store) -> Iterator[DealRecord]:
    """Give every decided deal; one whose record is damaged is read from its log. Raises `StoreError`.

    One whose log is damaged, too, is left out: the others still say how good our judgement was.
    """
    for interview_id, kept in store.deals().items():
        try:
            deal: DealRecord | None = deal_from_json(kept)
        except AnswerError:
            deal = None
            with suppress(StoreError):
                deal = record_of(read_interview(store.load(interview_id)))
        if deal is not None:
            yield deal


def row(entry: Entry) -> LogRow:
    """Give an entry as the store keeps it."""
    payload = json.dumps(entry_to_json(entry), ensure_ascii=False, separators=(",", ":"))
    return LogRow(
        id=entry.id,
        at=entry.at,
        kind=kind_of(entry),
        question=getattr(entry, "question", None),
        payload=payload,
    )
