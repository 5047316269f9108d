"""Finding interviews by what was said: one row of SQLite's FTS5 an interview, newest first, never ranked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, literal_column, select, text

from onboard_tui.store.rows import Hit, Said
from onboard_tui.store.tables import FINDABLE, INTERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection, Row


MOST_WORDS = 12
"""Words of a search that count; the others are left out."""

SNIPPET = 96
"""Characters of a snippet at most, without the dots at its ends."""

_GAP = "\x1e"
"""Between the texts of a body, and between what is told of each."""

_MARK_START, _MARK_END = "\x02", "\x03"

# The 1 is spelled out: with a bound one SQLite could not use the partial index.
PENDING = (
    select(INTERVIEW.c.id)
    .where(INTERVIEW.c.unindexed == literal_column("1"))
    .order_by(INTERVIEW.c.updated_at)
)
"""The interviews that changed since they were indexed, oldest change first."""

_ADD = text("INSERT INTO found (rowid, body) VALUES (:number, :body)")
_REMOVE = text("INSERT INTO found (found, rowid, body) VALUES ('delete', :number, :body)")
_FIND = text("""
    SELECT i.id, i.customer, f.pieces, highlight(found, 0, char(2), char(3)) AS body
    FROM found JOIN findable AS f ON f.number = found.rowid JOIN interview AS i ON i.id = f.interview_id
    WHERE found MATCH :query ORDER BY found.rowid DESC LIMIT :limit
""")


def index(connection: Connection, interview_id: str, said: Iterable[Said]) -> None:
    """Make an interview findable by what was said, and the newest one that is."""
    forget(connection, interview_id)
    texts = [(each, _plain(each.text)) for each in said if each.text.strip()]
    newest = connection.execute(select(func.max(FINDABLE.c.number))).scalar() or 0
    row = {
        "number": newest + 1,
        "interview_id": interview_id,
        "body": _GAP.join(words for _, words in texts),
        "pieces": _GAP.join(f"{each.where} {each.question or ''}" for each, _ in texts),
    }
    connection.execute(insert(FINDABLE), row)
    connection.execute(_ADD, row)


def forget(connection: Connection, interview_id: str) -> None:
    """Make an interview no longer findable."""
    old = connection.execute(
        select(FINDABLE.c.number, FINDABLE.c.body).where(FINDABLE.c.interview_id == interview_id)
    ).one_or_none()
    if old is not None:
        connection.execute(_REMOVE, {"number": old.number, "body": old.body})
        connection.execute(delete(FINDABLE).where(FINDABLE.c.number == old.number))


def find(connection: Connection, wanted: str, limit: int) -> tuple[Hit, ...]:
    """Give the interviews in which every word of `wanted` begins some word that was said, newest first."""
    query = match_query(wanted)
    if not query or limit < 1:
        return ()
    found = connection.execute(_FIND, {"query": query, "limit": limit}).all()
    return tuple(_hit(row, several=" " in query) for row in found)


def match_query(wanted: str) -> str:
    """Give what a person typed as a query of FTS5, in which nothing that was typed is syntax.

    Empty where there is no word in it.
    """
    words = [word for word in re.findall(r"[^\s\"\x00]+", wanted) if any(map(str.isalnum, word))]
    return " ".join(f'"{word}"*' for word in words[:MOST_WORDS]).encode(errors="ignore").decode()


def _hit(row: Row[*tuple[Any, ...]], *, several: bool) -> Hit:
    text = _most_marked(row.body) if several else row.body.count(_GAP, 0, row.body.index(_MARK_START))
    where, _, question = row.pieces.split(_GAP)[text].partition(" ")
    before, _, rest = row.body.split(_GAP)[text].partition(_MARK_START)
    match, _, after = rest.partition(_MARK_END)
    words = before + match + after.replace(_MARK_START, "").replace(_MARK_END, "")
    snippet, shift = _cut(words, len(before), len(before) + len(match))
    start = len(before) + shift
    return Hit(row.id, row.customer, where, question or None, snippet, start, start + len(match))


def _most_marked(body: str) -> int:
    marks = [text.count(_MARK_START) for text in body.split(_GAP)]
    return marks.index(max(marks))


def _cut(words: str, first: int, end: int) -> tuple[str, int]:
    """Give the words around a match on one line, and by how much the match moved."""
    start = max(0, min(first - SNIPPET // 3, len(words) - SNIPPET))
    stop = min(len(words), max(start + SNIPPET, end))
    if start:
        space = words.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    if stop < len(words):
        space = words.rfind(" ", end, stop)
        stop = space if space >= 0 else stop
    head, tail = "…" if start else "", "…" if stop < len(words) else ""
    return f"{head}{words[start:stop]}{tail}", len(head) - start


def _plain(words: str) -> str:
    """Give words on one line without the characters that mark matches."""
    return re.sub(r"[\s\x00-\x1f]+", " ", words).strip()
