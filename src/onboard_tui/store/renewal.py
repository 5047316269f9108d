"""Summaries that no longer say how an interview stands, and how they are made again from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from onboard_tui.store import follow_ups
from onboard_tui.store.log import summary_columns
from onboard_tui.store.marks import SUMMARY_VERSION
from onboard_tui.store.tables import INTERVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from sqlalchemy import ColumnElement, Connection, Select

    from onboard_tui.store.rows import Summary


def stale_interviews(connection: Connection, today: date, limit: int) -> Sequence[str]:
    """Give some interviews whose summary was made by an older version of the program, or is past its day."""
    return connection.scalars(stale_statement(today, limit)).all()


def stale_statement(today: date, limit: int) -> Select[Any]:
    """Give the query of stale interviews, for which there are two indexes."""
    return select(INTERVIEW.c.id).where(_is_stale(today)).limit(limit)


def renew(
    connection: Connection,
    interview_ids: Sequence[str],
    made: Mapping[str, tuple[int, Summary]],
    today: date,
) -> None:
    """Put summaries in place of stale ones, each beside the version of the log that it was made from.

    An interview without one cannot be read: it keeps its old summary, and is not taken for stale any more. One that
    changed meanwhile is left alone.
    """
    for interview_id in interview_ids:
        version, summary = made.get(interview_id, (None, None))
        changed = update(INTERVIEW).where(INTERVIEW.c.id == interview_id, _is_stale(today))
        if summary is None:
            connection.execute(changed.values(summary_version=SUMMARY_VERSION, fresh_until=None))
            continue
        upon = changed.where(INTERVIEW.c.version == version).values(summary_columns(summary))
        if connection.execute(upon).rowcount == 1:
            follow_ups.put(connection, interview_id, summary.follow_ups)


def _is_stale(today: date) -> ColumnElement[bool]:
    return or_(INTERVIEW.c.summary_version < SUMMARY_VERSION, INTERVIEW.c.fresh_until < today)
