"""What is still to be done for each interview, by the day it is due: written with each summary, read by an index."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from onboard_tui.store.first_page import Due
from onboard_tui.store.rows import DueRow
from onboard_tui.store.tables import FOLLOW_UP, INTERVIEW

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Connection, Select

_OF_INTERVIEW = FOLLOW_UP.c.interview_id == bindparam("of")
_KEPT = (
    select(*(column for column in FOLLOW_UP.c if column.name != "interview_id"))
    .where(_OF_INTERVIEW)
    .order_by(FOLLOW_UP.c.due, FOLLOW_UP.c.key)
)
_FORGET = delete(FOLLOW_UP).where(_OF_INTERVIEW)


def kept(connection: Connection, interview_id: str) -> tuple[DueRow, ...]:
    """Give what is still to be done for one interview, by the day it is due."""
    return tuple(DueRow(*row) for row in connection.execute(_KEPT, {"of": interview_id}))


def put(connection: Connection, interview_id: str, wanted: Collection[DueRow]) -> None:
    """Keep this as all that is still to be done for one interview; where nothing changed nothing is written."""
    before = kept(connection, interview_id)
    if set(before) == set(wanted):
        return
    if before:
        connection.execute(_FORGET, {"of": interview_id})
    if wanted:
        rows = [{"interview_id": interview_id, **asdict(each)} for each in wanted]
        connection.execute(insert(FOLLOW_UP), rows)


def due(
    connection: Connection, until: date | None, customer: str | None, limit: int | None
) -> tuple[Due, ...]:
    """Give what is to be done until a day, the oldest first."""
    return tuple(Due(*row) for row in connection.execute(due_statement(until, customer, limit)))


def due_statement(until: date | None, customer: str | None, limit: int | None) -> Select[Any]:
    """Give the query of what is due: a range of one index, and the customer of each row."""
    columns = FOLLOW_UP.c
    query = (
        select(
            columns.interview_id,
            INTERVIEW.c.customer,
            columns.key,
            columns.kind,
            columns.what,
            columns.side,
            columns.who,
            columns.due,
        )
        .join_from(FOLLOW_UP, INTERVIEW)
        .order_by(columns.due, columns.interview_id, columns.key)
        .limit(limit)
    )
    if until is not None:
        query = query.where(columns.due <= until)
    if customer is not None:
        query = query.where(INTERVIEW.c.customer_key.contains(customer.casefold(), autoescape=True))
    return query
