"""What the tests of the store write: customers, answers and moments that do not depend on the clock."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from uuid6 import uuid7

from onboard_tui.store.opening import open_store
from onboard_tui.store.rows import InterviewRow, LogRow, Said, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.store.rows import StoredInterview, Where
    from onboard_tui.store.store import Store

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SCRIPT = "5" * 64


def at(minutes: float) -> datetime:
    """Give a moment that many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def opened(file: Path) -> Store:
    """Open a database that holds at least one script."""
    store = open_store(file, now=lambda: NOON)
    store.keep_script(SCRIPT, "cloud", "1", "Cloud onboarding", "id: cloud\n")
    return store


def started(store: Store, customer: str = "Harbour & Lyle", minutes: float = 0, **summary: Any) -> str:
    """Start an interview and give its id."""
    interview_id = str(uuid7())
    store.create(InterviewRow(interview_id, SCRIPT, customer, at(minutes), Summary(at(minutes), **summary)))
    return interview_id


def answer(question: str = "people", value: object = "sixty", minutes: float = 1, **fields: object) -> LogRow:
    """Give a row that says an answer."""
    entry_id = str(uuid7())
    entry = {"id": entry_id, "question": question, "value": value, **fields}
    return LogRow(entry_id, at(minutes), "recorded", question, json.dumps(entry))


def entry(kind: str, **fields: object) -> LogRow:
    """Give a row of another kind."""
    entry_id = str(uuid7())
    question = fields.get("question")
    return LogRow(
        entry_id, at(1), kind, str(question) if question else None, json.dumps({"id": entry_id, **fields})
    )


@contextmanager
def without_rights() -> Iterator[None]:
    """Be somebody who owns nothing; the superuser may write even where nobody may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def said_in_rows(stored: StoredInterview) -> list[Said]:
    """Give the customer, and what each row of an answer says; a stand-in for what the script would tell."""
    found = [Said("customer", None, stored.header.customer)]
    for row in stored.rows:
        told = json.loads(row.payload)
        found += [
            Said(where, row.question, str(told[field]))
            for where, field in FIELDS
            if row.kind == "recorded" and told.get(field)
        ]
    return found


FIELDS: tuple[tuple[Where, str], ...] = (("answer", "value"), ("quote", "quote"), ("note", "note"))
