"""Summaries that an older version of the program made, and how they are made again from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from onboard_tui.store import follow_ups
from onboard_tui.store.log import summary_columns
from onboard_tui.store.marks import SUMMARY_VERSION
from onboard_tui.store.tables import INTERVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from onboard_tui.store.rows import Summary

_IS_STALE = INTERVIEW.c.summary_version < SUMMARY_VERSION

STALE = (
    select(INTERVIEW.c.id)
    .where(_IS_STALE)
    .order_by(INTERVIEW.c.summary_version.desc(), INTERVIEW.c.id.desc())
)
"""The interviews with an old summary, those begun last first."""


def renew(
    connection: Connection, interview_ids: Sequence[str], made: Mapping[str, tuple[int, Summary]]
) -> None:
    """Put summaries in place of old ones, each beside the version of the log that it was made from.

    An interview without one cannot be read: it keeps its old summary, and is not taken for stale any more. One that
    changed meanwhile is left alone.
    """
    for interview_id in interview_ids:
        version, summary = made.get(interview_id, (None, None))
        changed = update(INTERVIEW).where(INTERVIEW.c.id == interview_id, _IS_STALE)
        if summary is None:
            connection.execute(changed.values(summary_version=SUMMARY_VERSION))
            continue
        upon = changed.where(INTERVIEW.c.version == version).values(summary_columns(summary))
        if connection.execute(upon).rowcount == 1:
            follow_ups.put(connection, interview_id, summary.follow_ups)
