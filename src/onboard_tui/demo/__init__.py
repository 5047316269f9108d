"""A scratch database to try everything on: invented customers, made through the same calls as real ones."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from time import monotonic
from typing import TYPE_CHECKING

from onboard_tui.demo.customers import CUSTOMERS, FULL
from onboard_tui.demo.events import EVENTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.demo.customers import Customer
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

DEMO_SCRIPT = "cloud-onboarding"
DEMO_DAY = date(2026, 3, 2)
"""The day that "today" means in the demo, so that its dates always make sense."""


@dataclass
class DemoClock:
    """A clock that moves on by a few seconds whenever it is looked at."""

    now: datetime
    step: timedelta = field(default=timedelta(seconds=7))

    def __call__(self) -> datetime:
        """Give the time, later each time."""
        self.now += self.step
        return self.now


def clock_on(day: date) -> Callable[[], datetime]:
    """Give a clock that stands at noon of a day and goes on from there."""
    noon = datetime.combine(day, time(12), UTC)
    began = monotonic()
    return lambda: noon + timedelta(seconds=monotonic() - began)


def fill_demo(database: str) -> None:
    """Put the invented customers, and what became of them, into a new database."""
    from onboard_tui.workspace import Workspace

    clock = DemoClock(datetime.combine(CUSTOMERS[0].seen, time(11), UTC))
    with Workspace(database, clock=clock) as workspace:
        opened = {}
        for customer in CUSTOMERS:
            clock.now = datetime.combine(customer.seen, time(11), UTC)
            opened[customer.name] = _interview(workspace, customer)
        for event in EVENTS:
            clock.now = datetime.combine(event.day, time(11, 30), UTC)
            event.record(opened[event.customer])


def _interview(workspace: Workspace, customer: Customer) -> OpenInterview:
    opened = workspace.start(DEMO_SCRIPT, customer.name, seller=customer.seller)
    opened.record_answers(answers_file(customer), name=f"demo/{customer.name}")
    for question, quote in customer.quotes.items():
        recorded = opened.interview.current[question]
        assert recorded.value is not None  # noqa: S101 - the demo quotes answers that it gives
        opened.record(question, recorded.value, source=recorded.source, quote=quote)
    if customer.drafted:
        opened.draft()
    return opened


def answers_file(customer: Customer) -> str:
    """Give an invented customer's interview as an answers file; JSON is YAML too."""
    answers = {**FULL, **customer.changes}
    wanted = answers if customer.only is None else {name: answers[name] for name in customer.only}
    return json.dumps(
        {
            "as_of": customer.seen.isoformat(),
            "answers": wanted,
            "states": customer.states,
            "sources": customer.sources,
            "steering": customer.steering,
            "mitigations": customer.mitigations,
            "cannot_fix": customer.cannot_fix,
        }
    )
