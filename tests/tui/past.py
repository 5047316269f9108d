"""What was recorded on earlier days, for screens that show what came of it."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import TYPE_CHECKING

from onboard_tui.interview.dealings import Side
from onboard_tui.script.model import VerdictKind
from onboard_tui.workspace import Workspace
from tests.tui.conftest import ALL_KINDS, NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.workspace.open_interview import OpenInterview

TODAY = NOON.date()
_numbers = count(1_000)


@contextmanager
def on_day(database: str, day: date) -> Iterator[Workspace]:
    """Give a database as it is used on some day."""
    with Workspace(
        database,
        as_of=day,
        clock=lambda: datetime.combine(day, time(8), UTC),
        ids=lambda: f"01953000-0000-7000-8000-{next(_numbers):012}",
    ) as workspace:
        yield workspace


def days_ago(days: int) -> date:
    """Give a day before the day that the tests call today."""
    return TODAY - timedelta(days=days)


def called(workspace: Workspace, customer: str) -> OpenInterview:
    """Open the interview with a customer."""
    return workspace.open(next(each.id for each in workspace.first_page() if each.customer == customer))


def set_follow_ups(database: str) -> None:
    """Have things to do: one overdue, a plan past its day, one for today, one that comes."""
    with on_day(database, days_ago(20)) as workspace:
        called(workspace, "東京 Tools").follow_up(
            "Ask the bursar [who] signs", side=Side.THEIRS, who="M. Lyle", due=days_ago(10), about="a_sponsor"
        )
    with on_day(database, days_ago(1)) as workspace:
        called(workspace, "Harbour & Lyle").plan(
            "no_sponsor", agreed_by="Anna", owner="Tom", due=days_ago(1), text="A name on paper"
        )
        dental = called(workspace, "Northgate Dental")
        dental.follow_up("Send the two references", side=Side.OURS, who="J. Okoro", due=TODAY)
        dental.follow_up("Walk the cellar", side=Side.OURS, who="J. Okoro", due=days_ago(-18))
    with on_day(database, TODAY) as workspace:
        workspace.newest()  # the plan has reopened its flag by now, which lists say once they were shown today


def make_deals(database: str, deals: int, *, failed: int, waiting: int = 0, against: int = 0) -> None:
    """Have deals that went ahead: so many that failed, the last ones not counted yet, the first against the verdict."""
    signed: list[str] = []
    with on_day(database, days_ago(300)) as workspace:
        for number in range(deals):
            opened = workspace.start(str(ALL_KINDS), f"Customer {number + 1}")
            opened.record("a_name", "Ann")
            opened.record("a_story", "One place to look.")
            opened.record("a_sponsor", "nobody" if number < against else "owner")
            if number < against:
                opened.decide(
                    VerdictKind.PROCEED,
                    reason="They promised to name somebody by June.",
                    by="R. Adeyemi",
                    review=days_ago(200),
                )
            else:
                opened.decide(VerdictKind.PROCEED, reason="All is well.")
            signed.append(opened.id)
    with on_day(database, days_ago(100)) as workspace:
        for number, interview in enumerate(signed[: deals - waiting]):
            active = 2 if number < failed else 9
            workspace.open(interview).measure(licensed=10, active=active, method="signed in last month")
