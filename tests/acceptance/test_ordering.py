"""The next order made easy, and the way out kept open: rows 000-5 to 000-7 and 004-6, in their own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from onboard_tui.contract.document import Document, SubClause, Table
from onboard_tui.contract.free_exit import services_with_levels
from onboard_tui.contract.numbering import runs_of
from onboard_tui.contract.orders import Asked
from onboard_tui.deal.assessment import assess
from onboard_tui.errors import UsageError
from onboard_tui.script.model import VerdictKind
from onboard_tui.workspace.catalogues import CATALOGUE_VARIABLE, whom_it_fits
from tests.acceptance.office import TODAY, interviewed, workspace_on

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

ONE_ORDERER = {
    "com_order_way": "catalogue",
    "com_order_people": [{"name": "J. Hart", "role": "office manager", "limit": 500}],
}
CATALOGUE = """
version: "1"
ordering: {people: com_order_people, when: com_order_way == 'catalogue'}
services:
  - {id: seat, title: User seat, unit: user, monthly_each: 1.00, lead_days: 2, person_each: true}
  - {id: backup, title: Backup, monthly_each: 3.50, fits_when: "sec_restore in ['never', 'two_years']"}
"""


@pytest.fixture(autouse=True)
def price_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sell from a price list of our own."""
    (tmp_path / "catalogue.yaml").write_text(CATALOGUE)
    monkeypatch.setenv(CATALOGUE_VARIABLE, str(tmp_path / "catalogue.yaml"))


def signed(workspace: Workspace, **changes: object) -> OpenInterview:
    """Hold a whole interview and sign it."""
    opened = interviewed(workspace, {**ONE_ORDERER, **changes})
    opened.decide(VerdictKind.PROCEED, reason="Everything is in place.", first_day=date(2026, 4, 1))
    return opened


def seats(number: int) -> list[Asked]:
    """Ask for so many seats."""
    return [Asked("user seat", Decimal(number))]


def test_000_5_an_order_over_the_limit_is_refused_with_the_limit_and_the_name(workspace: Workspace) -> None:
    """With `catalogue` and one orderer limited to 500, an order of 501 is refused; one of 500 is taken."""
    opened = signed(workspace)
    with pytest.raises(UsageError, match=r"J\. Hart may order up to USD 500 .* USD 501"):
        opened.order(seats(501), by="J. Hart")
    with pytest.raises(UsageError, match="not among those who may order"):
        opened.order(seats(1), by="Somebody Else")
    assert not opened.interview.paperwork.orders
    opened.order(seats(500), by="j.  hart")
    assert opened.interview.paperwork.orders[0].by == "J. Hart"


def test_000_5_more_that_costs_nothing_is_ordered_at_nothing(workspace: Workspace) -> None:
    """The price list of the agreement says so, and the order charges what the agreement says."""
    free = {"service": "Desk", "unit": "site", "quantity": 1, "monthly_each": 40, "growth_each": 0}
    opened = signed(workspace, off_services=[free])
    opened.order([Asked("desk", Decimal(2))], by="J. Hart")
    (line,) = opened.interview.paperwork.orders[0].lines
    assert line.monthly_each == 0


def test_000_6_a_new_service_lists_exactly_the_customers_whom_it_fits(workspace: Workspace) -> None:
    """Their newest answers count; an order under the existing terms brings no legal terms of its own."""
    for customer, restored in (("Never", "never"), ("Lately", "six_months"), ("Long ago", "two_years")):
        interviewed(workspace, {"sec_restore": restored}, customer)
    interviewed(workspace, {"sec_restore": "never"}, "Mended since")
    interviewed(workspace, {"sec_restore": "six_months"}, "Mended since")
    assert [each.customer for each in whom_it_fits(workspace, "backup")] == ["Never", "Long ago"]
    with pytest.raises(UsageError, match="backup"):
        list(whom_it_fits(workspace, "backpu"))

    opened = signed(workspace)
    opened.order(seats(10), by="J. Hart")
    (paper,) = opened.draft(kind="order").documents
    contract = {origin.clause for origin in opened.preview_draft().origins}
    ordered = {origin.clause for origin in opened.preview_draft(kind="order").origins}
    assert not contract & ordered
    assert not [block for block in paper.blocks if isinstance(block, SubClause)]
    assert "brings no new terms" in words(paper)


def test_000_7_ten_more_seats_are_one_record_for_people_invoice_and_share(workspace: Workspace) -> None:
    """The licensed count, what active use is measured against, and the next invoice all follow from one entry."""
    opened = signed(workspace)
    before = opened.account()
    entries = len(opened.interview.log)
    opened.order(seats(10), by="J. Hart")
    after = opened.account()
    assert len(opened.interview.log) == entries + 1
    assert (before.people, after.people) == (60, 70)
    assert after.monthly - before.monthly == Decimal(10)
    assert after.next_invoice == after.monthly
    assert opened.licensed == 70


def test_004_6_three_missed_months_open_the_way_out_and_say_since_when(database: str) -> None:
    """Three running, or four of twelve; a level that was kept in between starts the count anew."""
    with workspace_on(database, TODAY) as workspace:
        opened = signed(workspace, svc_remedy=["credit", "free_exit"])
    with workspace_on(database, date(2026, 8, 3)) as workspace:
        opened = workspace.open(opened.id)
        opened.report_month(date(2026, 5, 1), ["practice system"])
        opened.report_month(date(2026, 6, 12), ["practice system", "help desk"])
        assert opened.free_exit() is None
        opened.report_month(date(2026, 7, 31), ["Practice system"])
        right = opened.free_exit()
        assert right is not None
        assert (right.level, right.since) == ("practice system", date(2026, 7, 31))
        assert right.is_open(date(2026, 8, 3))
        opened.report_month(date(2026, 6, 1))
        assert opened.free_exit() is None
        with pytest.raises(
            UsageError, match=r"no level for “e-mail”\. Name one of these: practice system, help desk"
        ):
            opened.report_month(date(2026, 7, 1), ["e-mail"])
        with pytest.raises(UsageError, match="not over yet"):
            opened.report_month(date(2026, 8, 1))


def test_without_the_promise_there_is_no_free_way_out(database: str) -> None:
    """Where the agreement says nothing of leaving free of charge, missed months alone open nothing."""
    with workspace_on(database, date(2026, 8, 3)) as workspace:
        opened = interviewed(workspace, {"svc_remedy": ["credit"], "con_leaving": "stated_price"})
        for month in (5, 6, 7):
            opened.report_month(date(2026, month, 1), ["practice system"])
        assert opened.free_exit() is None


def words(paper: Document) -> str:
    """Give everything that a paper says."""
    assert any(isinstance(block, Table) for block in paper.blocks)
    return "".join(run.text for block in paper.blocks for run in runs_of(block))


def test_two_orders_of_one_month_stand_on_one_invoice_and_none_of_them_on_the_next(database: str) -> None:
    """What is paid once is asked for once."""
    dear = [Asked("Help", Decimal(1), monthly_each=Decimal(10), once_each=Decimal(100))]
    with workspace_on(database, TODAY) as workspace:
        opened = signed(workspace, com_order_way="quote", com_order_people=None)
        before = opened.account().monthly
        for _ in range(2):
            opened.order(dear, by="J. Hart")
        account = opened.account()
        assert account.monthly == before + 20
        assert account.next_invoice == account.monthly + 200
    with workspace_on(database, date(2026, 4, 2)) as workspace:
        account = workspace.open(opened.id).account()
        assert account.next_invoice == account.monthly


def test_levels_on_a_branch_that_is_no_longer_taken_cannot_have_been_missed(workspace: Workspace) -> None:
    """What does not apply promises nothing; it counts again when the branch comes back."""
    opened = interviewed(workspace, ONE_ORDERER)
    pack = opened.pack_in_use()
    branch = replace(
        pack, facts=replace(pack.facts, levels="com_order_people")
    )  # shown only with a catalogue
    table = ({"service": "practice system", "name": "J. Hart"},)
    there = opened.interview.with_entries(replace(opened.interview.current["com_order_people"], value=table))
    asked = {"catalogue": ("practice system",), "quote": ()}
    for way, levels in asked.items():
        chosen = there.current["com_order_way"]
        judged = assess(there.with_entries(replace(chosen, id=way, value=way)), TODAY)
        assert services_with_levels(judged, branch) == levels
