"""Lists of interviews: by pages, newest first, each page found by an index at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import literal, literal_column, or_, select, tuple_

from onboard_tui.errors import NothingFoundError
from onboard_tui.store.first_page import listed
from onboard_tui.store.log import no_interview
from onboard_tui.store.rows import UNDECIDED, Cursor, Page
from onboard_tui.store.tables import INTERVIEW, LISTED, Moment

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select

    from onboard_tui.store.rows import Filter

NAMED = 3
"""Interviews named where the beginning of an id fits several."""

# The empty text is spelled out: with a bound one SQLite could not use the partial index.
DEALS = (
    select(INTERVIEW.c.id, INTERVIEW.c.deal)
    .where(INTERVIEW.c.deal != literal_column("''"))
    .order_by(INTERVIEW.c.id)
)


def page(connection: Connection, wanted: Filter, after: Cursor | None, limit: int) -> Page:
    """Give the interviews that come after a page's end, newest first."""
    found = connection.execute(page_statement(wanted, after, limit + 1)).all()
    rows = tuple(map(listed, found[:limit]))
    more = len(found) > limit and rows
    return Page(rows, Cursor(rows[-1].updated_at, rows[-1].id) if more else None)


def page_statement(wanted: Filter, after: Cursor | None, limit: int) -> Select[Any]:
    """Give the query of a page: a range of one index, read backwards, without sorting."""
    columns = INTERVIEW.c
    query = select(*LISTED).order_by(columns.updated_at.desc(), columns.id.desc()).limit(limit)
    if after is not None:
        end = tuple_(literal(after.updated_at, Moment()), literal(after.id))
        query = query.where(tuple_(columns.updated_at, columns.id) < end)
    if wanted.verdict is not None:
        query = query.where(columns.verdict == wanted.verdict)
    if wanted.script is not None:
        query = query.where(columns.script_id == wanted.script)
    if wanted.customer is not None:
        query = query.where(columns.customer_key.contains(wanted.customer.casefold(), autoescape=True))
    if wanted.open_only:
        query = query.where(columns.completed == 0, or_(*(columns.decision == word for word in UNDECIDED)))
    if wanted.decision is not None:
        query = query.where(columns.decision == wanted.decision)
    if wanted.due_until is not None:
        query = query.where(columns.next_due <= wanted.due_until)
    return query


def of_customer(connection: Connection, name: str) -> tuple[str, ...]:
    """Give the ids of a customer's interviews, the oldest first; the name in upper or lower case."""
    columns = INTERVIEW.c
    query = select(columns.id).where(columns.customer_key == name.casefold()).order_by(columns.id)
    return tuple(connection.scalars(query))


def resolve(connection: Connection, prefix: str) -> str:
    """Give the one interview id that begins with `prefix`. Raises `NothingFoundError`, also where several do."""
    start = prefix.strip().lower()
    if not start:
        raise NothingFoundError("An interview's id is needed.", way_out="onboard-tui list shows them.")
    columns = INTERVIEW.c
    found = connection.execute(
        select(columns.id, columns.customer)
        .where(columns.id >= start, columns.id < f"{start}\U0010ffff")
        .order_by(columns.id)
        .limit(NAMED + 1)
    ).all()
    if not found:
        raise no_interview(start)
    if len(found) > 1 and found[0].id != start:
        named = ", ".join(f"{row.id} ({row.customer})" for row in found[:NAMED])
        more = " and more" if len(found) > NAMED else ""
        raise NothingFoundError(f"{start} begins several ids: {named}{more}.", way_out="Give more of the id.")
    return str(found[0].id)


def deals(connection: Connection) -> dict[str, str]:
    """Give every decided deal in JSON by its interview's id, that of the oldest interview first."""
    return {row.id: row.deal for row in connection.execute(DEALS)}
