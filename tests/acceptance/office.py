"""A seller's office for the acceptance tests: whole interviews in a few words, on any day."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

from onboard_tui.demo import DemoClock
from onboard_tui.demo.customers import FULL
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from onboard_tui.workspace.open_interview import OpenInterview

TODAY = date(2026, 3, 2)
EASY = {**FULL, "biz_deadline": "2026-06-29"}
"""Answers to everything, with nothing to worry about."""


def workspace_on(database: str, day: date) -> Workspace:
    """Open the database on a day, with a clock that shows that day."""
    return Workspace(database, as_of=day, clock=DemoClock(datetime.combine(day, time(9), UTC)))


def interviewed(
    workspace: Workspace, changes: dict[str, Any] | None = None, customer: str = "Harbour & Lyle", **keys: Any
) -> OpenInterview:
    """Hold a whole interview: everything answered and fine but what is changed; None leaves an answer out.

    Keys are those of an answers file: `states`, `steering`, `cannot_fix`.
    """
    opened = workspace.start("cloud-onboarding", customer)
    answers = {name: value for name, value in {**EASY, **(changes or {})}.items() if value is not None}
    text = json.dumps({"as_of": workspace.as_of.isoformat(), "answers": answers, **keys})
    opened.record_answers(text, name="the interview")
    return opened


def insisted(*days: str) -> list[dict[str, Any]]:
    """Give attempts on these days, as an answers file has them, at each of which the customer insists."""
    return [
        {"on": day, "script": number, "with": "both directors", "customer": "insists"}
        for number, day in enumerate(days, 1)
    ]
