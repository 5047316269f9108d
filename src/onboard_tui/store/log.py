"""An interview's append-only log: written whole, read back whole, and any flipped bit noticed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from onboard_tui.errors import NothingFoundError, StaleError
from onboard_tui.store import follow_ups
from onboard_tui.store.marks import SUMMARY_VERSION
from onboard_tui.store.rows import MIGRATED, InterviewRow, LogRow, StoredInterview, Summary
from onboard_tui.store.tables import ENTRY, INTERVIEW, SCRIPT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from onboard_tui.store.rows import DueRow


class DamagedError(Exception):
    """A log is not what was written; the message says which part."""


def create(connection: Connection, new: InterviewRow) -> int:
    """Keep a new interview, whose log is empty, and give its version. Raises `ValueError` where its script is not kept."""
    row = {
        "id": new.id,
        **_script_columns(connection, new.script_sha256),
        "customer": new.customer,
        "customer_key": new.customer.casefold(),
        "seller": new.seller,
        "started_at": new.started_at,
        "version": 0,
        "unindexed": 1,
        **summary_columns(new.summary),
    }
    connection.execute(insert(INTERVIEW), row)
    follow_ups.put(connection, new.id, new.summary.follow_ups)
    return 0


def append(
    connection: Connection,
    interview_id: str,
    rows: Sequence[LogRow],
    summary: Summary,
    expected_version: int,
    today: datetime,
    script_sha256: str | None = None,
) -> int:
    """Put rows at the end of a log, and the summary beside it; give the new version.

    With `script_sha256` the interview is run with that script from now on. Raises `StaleError` where the log has
    grown since `expected_version`, and `ValueError` where the script is not kept yet.
    """
    version = expected_version + len(rows)
    told = {"version": version, "unindexed": 1, **summary_columns(summary)}
    if script_sha256 is not None:
        told |= _script_columns(connection, script_sha256)
    changed = connection.execute(_GROW, {"of": interview_id, "seen": expected_version, **told})
    if changed.rowcount != 1:
        raise _stale(connection, interview_id, today)
    follow_ups.put(connection, interview_id, summary.follow_ups)
    if rows:
        positions = enumerate(rows, expected_version + 1)
        connection.execute(
            insert(ENTRY), [_entry(interview_id, position, row) for position, row in positions]
        )
    return version


def load(connection: Connection, interview_id: str) -> StoredInterview:
    """Give an interview with its log and script.

    Raises `NothingFoundError` where there is none, and `DamagedError` where the log is not what was written.
    """
    found = connection.execute(_HEAD, {"of": interview_id}).one_or_none()
    if found is None:
        raise no_interview(interview_id)
    # Fetched to the end: a cursor left in the middle by an error keeps the file locked as long as the error lives.
    kept = connection.execute(_ROWS, {"of": interview_id}).all()
    rows = tuple(_checked(interview_id, number, *row) for number, row in enumerate(kept, 1))
    if len(rows) != found.version:
        raise DamagedError(f"{found.version} entries were written and {len(rows)} are there")
    due = follow_ups.kept(connection, interview_id)
    others = _sources(connection, rows) if any(row.kind == MIGRATED for row in rows) else {}
    return StoredInterview(_header(found, due), found.source, rows, found.version, others)


def summary_columns(summary: Summary) -> dict[str, Any]:
    """Give a summary as columns of the interview's row."""
    first = summary.next_due
    return {
        "updated_at": summary.updated_at,
        "verdict": summary.verdict,
        "rule": summary.rule,
        "done": summary.done,
        "total": summary.total,
        "next_ask": summary.next_ask,
        "flags_open": summary.flags_open,
        "completed": int(summary.completed),
        "decision": summary.decision,
        "against": int(summary.against),
        "status": summary.status,
        "outcome": summary.outcome,
        "relationship": summary.relationship,
        "next_due": first.due if first else None,
        "next_due_what": first.what if first else "",
        "deal": summary.deal,
        "summary_version": SUMMARY_VERSION,
        "fresh_from": summary.fresh_from,
        "fresh_until": summary.fresh_until,
    }


def no_interview(interview_id: str) -> NothingFoundError:
    """Say that there is no such interview."""
    return NothingFoundError(
        f"There is no interview {interview_id}.",
        way_out="onboard-tui list shows the interviews and their ids.",
    )


_GROW = update(INTERVIEW).where(INTERVIEW.c.id == bindparam("of"), INTERVIEW.c.version == bindparam("seen"))
_HEAD = (
    select(INTERVIEW, SCRIPT.c.source).join_from(INTERVIEW, SCRIPT).where(INTERVIEW.c.id == bindparam("of"))
)
_ROWS = (
    select(
        ENTRY.c.position,
        ENTRY.c.digest,
        ENTRY.c.id,
        ENTRY.c.at,
        ENTRY.c.kind,
        ENTRY.c.question,
        ENTRY.c.payload,
    )
    .where(ENTRY.c.interview_id == bindparam("of"))
    .order_by(ENTRY.c.position)
)


def _script_columns(connection: Connection, sha256: str) -> dict[str, Any]:
    """Give a kept script as columns of an interview's row. Raises `ValueError` where it is not kept."""
    script = connection.execute(
        select(SCRIPT.c.script_id, SCRIPT.c.title).where(SCRIPT.c.sha256 == sha256)
    ).one_or_none()
    if script is None:
        raise ValueError("A script is kept before an interview is run with it.")
    return {"script_sha256": sha256, "script_id": script.script_id, "script_title": script.title}


def _sources(connection: Connection, rows: Sequence[LogRow]) -> dict[str, str]:
    """Give the texts of the scripts that a log moved between."""
    moves = [json.loads(row.payload) for row in rows if row.kind == MIGRATED]
    named = {move[side] for move in moves for side in ("before", "after")}
    kept = connection.execute(select(SCRIPT.c.sha256, SCRIPT.c.source).where(SCRIPT.c.sha256.in_(named)))
    return {row.sha256: row.source for row in kept}


def _digest(interview_id: str, position: int, row: LogRow) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    question = "" if row.question is None else f"={row.question}"
    told = "\0".join((interview_id, str(position), row.id, at, row.kind, question, row.payload))
    return hashlib.sha256(told.encode()).hexdigest()


def _entry(interview_id: str, position: int, row: LogRow) -> dict[str, Any]:
    return {
        "interview_id": interview_id,
        "position": position,
        "id": row.id,
        "at": row.at,
        "kind": row.kind,
        "question": row.question,
        "payload": row.payload,
        "digest": _digest(interview_id, position, row),
    }


def _checked(interview_id: str, number: int, position: int, digest: str, *told: *tuple[Any, ...]) -> LogRow:
    row = LogRow(*told)
    if position != number:
        raise DamagedError(f"entry {number} is gone")
    if digest != _digest(interview_id, number, row):
        raise DamagedError(f"entry {number} is not what was written")
    return row


def _header(found: Row[Any], due: tuple[DueRow, ...]) -> InterviewRow:
    return InterviewRow(
        id=found.id,
        script_sha256=found.script_sha256,
        customer=found.customer,
        started_at=found.started_at,
        seller=found.seller,
        summary=Summary(
            updated_at=found.updated_at,
            verdict=found.verdict,
            rule=found.rule,
            done=found.done,
            total=found.total,
            next_ask=found.next_ask,
            flags_open=found.flags_open,
            completed=bool(found.completed),
            decision=found.decision,
            against=bool(found.against),
            status=found.status,
            outcome=found.outcome,
            relationship=found.relationship,
            deal=found.deal,
            follow_ups=due,
            fresh_from=found.fresh_from,
            fresh_until=found.fresh_until,
        ),
    )


def _stale(connection: Connection, interview_id: str, today: datetime) -> NothingFoundError | StaleError:
    at = connection.execute(
        select(INTERVIEW.c.updated_at).where(INTERVIEW.c.id == interview_id)
    ).scalar_one_or_none()
    if at is None:
        return no_interview(interview_id)
    local = at.astimezone()
    when = (
        f"at {local:%H:%M}"
        if local.date() == today.astimezone().date()
        else f"on {local:%Y-%m-%d} at {local:%H:%M}"
    )
    return StaleError(
        f"This interview was changed in another window {when}; nothing was recorded.",
        way_out="Open it again to see the change, then record your answer.",
    )
