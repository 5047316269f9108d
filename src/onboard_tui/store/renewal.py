"""Summaries that no longer say how an interview stands, and how they are made again from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, or_, select, union_all, update

from onboard_tui.store import follow_ups
from onboard_tui.store.log import summary_columns
from onboard_tui.store.marks import SUMMARY_VERSION
from onboard_tui.store.tables import INTERVIEW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Connection

    from onboard_tui.store.rows import Summary


STALE = (
    INTERVIEW.c.summary_version < SUMMARY_VERSION,
    INTERVIEW.c.fresh_until < bindparam("today"),
    INTERVIEW.c.fresh_from > bindparam("today"),
)
"""Why a summary is made again: by an older version of the program, or for other days. Each has its index."""

FIND_STALE = union_all(*(select(INTERVIEW.c.id).where(why) for why in STALE)).limit(bindparam("most"))


def stale_interviews(connection: Connection, today: date, most: int) -> Sequence[str]:
    """Give some interviews whose summary does not say how they stand today."""
    found = connection.scalars(FIND_STALE, {"today": today, "most": most})
    return tuple(dict.fromkeys(found))


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
        stale = update(INTERVIEW).where(INTERVIEW.c.id == interview_id, or_(*STALE))
        if summary is None:
            always = stale.values(summary_version=SUMMARY_VERSION, fresh_from=None, fresh_until=None)
            connection.execute(always, {"today": today})
            continue
        renewed = stale.where(INTERVIEW.c.version == version).values(summary_columns(summary))
        if connection.execute(renewed, {"today": today}).rowcount == 1:
            follow_ups.put(connection, interview_id, summary.follow_ups)
