"""What the agreement says: rows 000-3 to 000-5, 002-8, 004-3, 004-6 to 004-9, 004-11 and 004-12."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.contract.document import RunKind, Table
from onboard_tui.contract.numbering import runs_of
from tests.acceptance.office import EASY, TODAY, insisted, interviewed
from tests.contract.deals import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block, Document, Draft, Run
    from onboard_tui.contract.since import ChangedSection
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

PEOPLE = [
    {"name": "M. Lyle", "part": "decides", "stance": "for", "met": True, "wants": "fewer late nights"},
    {"name": "K. Amadi", "part": "runs_it", "stance": "for", "met": True, "wants": "fewer calls at night"},
]
OVER = {"con_place": "eu", "off_start": "2026-04-01", "con_term": "m12", "con_leaving": "stated_price"}


@pytest.fixture(autouse=True)
def our_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Say who we are, as a seller does once."""
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Northwind IT Ltd")


def agreement(draft: Draft) -> Document:
    """Give the paper that is signed."""
    return next(document for document in draft.documents if document.id == "agreement")


def part_of(section: ChangedSection, *drafts: Draft) -> str:
    """Give the part that a section is of."""
    parts = {origin.clause: origin.part for draft in drafts for origin in draft.origins}
    return parts.get(section.clause, section.key.rpartition("/")[2])


def text(opened: OpenInterview) -> str:
    """Give the words of the agreement as it would be drafted now."""
    return words_of([agreement(opened.preview_draft())])


def blocks(draft: Draft, clause: str) -> list[Block]:
    """Give the blocks of one clause of the agreement."""
    return [block for block in agreement(draft).blocks if getattr(block, "clause", None) == clause]


def rows(draft: Draft, clause: str, number: int = 0) -> list[list[str]]:
    """Give the rows of a table of a clause."""
    tables = [block for block in blocks(draft, clause) if isinstance(block, Table)]
    return [["".join(run.text for run in cell) for cell in row] for row in tables[number].rows]


def answer(opened: OpenInterview, **answers: Any) -> None:
    """Answer questions once more, today."""
    opened.record_answers(
        json.dumps({"as_of": TODAY.isoformat(), "answers": answers}), name="second thoughts"
    )


def runs(draft: Draft) -> Iterator[Run]:
    """Give all words of the agreement."""
    return (run for block in agreement(draft).blocks for run in runs_of(block))


def test_000_3_a_good_impression(workspace: Workspace) -> None:
    """Changing `svc_levels` changes only the `levels` and `missed` parts, and the change list names the question."""
    opened = interviewed(workspace)
    opened.draft()
    first, *others = EASY["svc_levels"]
    answer(opened, svc_levels=[{**first, "level": 99.9}, *others])
    draft, changes = opened.preview_draft(), opened.changes_since(1)
    assert [each.question for each in changes.answers] == ["svc_levels"]
    changed = [each for each in changes.sections if each.document == "agreement"]
    assert {part_of(each, draft) for each in changed} == {"levels"}
    for each in changed:
        assert [answered.question for answered in each.answers] == ["svc_levels"]


def test_000_4_the_way_that_the_relationship_will_work(workspace: Workspace) -> None:
    """With a sponsor, an owner and quarterly reviews the draft has names and dates, and no placeholder."""
    opened = interviewed(workspace, {"ppl_people": PEOPLE})
    said, draft = text(opened), opened.preview_draft()
    assert "What has to be decided on your side is decided by M. Lyle." in said
    assert "this is run from day to day by K. Amadi" in said
    reviews = [day for day, what in rows(draft, "review_calendar") if what == "Review"]
    assert reviews
    assert not [run.text for run in runs(draft) if run.kind is RunKind.OPEN]


def test_000_5_how_the_customer_can_order(workspace: Workspace) -> None:
    """Named orderers with limits, a price list with its date, a lead time, and a form that nobody signs again."""
    opened = interviewed(workspace)
    said, draft = text(opened), opened.preview_draft()
    assert ["J. Hart", "office manager", "USD 500"] in rows(draft, "order_catalogue")
    assert "We will tell you the limit and whose it is" in said
    assert re.search(r"This is price list 1, of \d+ \w+ \d{4}, before tax\.", said)
    assert "works within five Working Days" in said
    form = next(document for document in draft.documents if document.id == "order")
    assert "Nobody signs again." in words_of([form])


def test_002_8_declined_advice_is_written_down_and_gone_once_it_is_cleared(workspace: Workspace) -> None:
    """A flag in state `insisted` produces one dated sentence in `declined_advice`, and nothing if cleared."""
    opened = interviewed(
        workspace,
        {"use_training": "none"},
        steering={"no_training": insisted("2026-02-10", "2026-02-19")},
    )
    (row,) = rows(opened.preview_draft(), "advice_declined")
    assert row[0] == "Give people paid time to learn it before the first day."
    assert row[3] == "both directors, 10 February 2026; both directors, 19 February 2026"
    opened.record("use_training", "booked")
    assert not blocks(opened.preview_draft(), "advice_declined")


def test_004_3_who_set_the_service_agreements(workspace: Workspace) -> None:
    """`together` prints "set together on <date>", and each level who asked for it and why."""
    opened = interviewed(workspace)
    assert "These levels were set together on 2 March 2026" in text(opened)
    first = rows(opened.preview_draft(), "levels_table", 1)[0]
    assert first == ["practice system", "available", "you", "2 March 2026", "USD 1,200"]
    answer(opened, svc_who_set="provider")
    assert "We proposed these levels." in text(opened)


def test_004_6_free_exit_after_repeated_misses(workspace: Workspace) -> None:
    """Three in a row or four in twelve months, in the paper and in its summary."""
    said = text(interviewed(workspace))
    assert "three months running, or in four months out of twelve" in said
    assert "If we keep missing, you may leave at once and free of charge." in said


def test_004_7_from_long_term_to_month_to_month(workspace: Workspace) -> None:
    """Switching m12 to monthly changes term, price line and review dates and nothing else."""
    opened = interviewed(workspace)
    opened.draft()
    answer(opened, con_term="monthly")
    draft, changes = opened.preview_draft(), opened.changes_since(1)
    changed = {
        part_of(each, draft, opened.kept_draft(1))
        for each in changes.sections
        if each.document == "agreement"
    }
    assert {"key_terms", "term_exit", "price", "renewal"} <= changed
    assert changed <= {"key_terms", "in_short", "term_exit", "price", "order_more", "switching", "renewal"}
    said = text(opened)
    assert "The price of leaving is nothing, in every month." in said
    assert "No price in this agreement goes up until" not in said


def test_004_8_a_small_price_to_pay_for_clients_to_get_out(workspace: Workspace) -> None:
    """An EU customer who leaves after 12 January 2027 pays nothing for switching, and the stated price of leaving."""
    opened = interviewed(workspace, OVER)
    said = text(opened)
    assert "For further hours until 11 January 2027 we charge no more than they cost us" in said
    assert "From 12 January 2027 on we charge nothing for the move." in said
    assert "A price for ending early in clause" in said
    prices = rows(opened.preview_draft(), "price_of_leaving")
    assert len(prices) == 12
    assert prices[-1][2] == "USD 0"
    answer(opened, off_start="2027-02-01", biz_deadline="2027-03-01")
    later = text(opened)
    assert "Further hours cost nothing either" in later
    assert "11 January 2027" not in later


@pytest.mark.parametrize("months", [12, 24, 36])
def test_004_9_around_ten_months_into_the_contract(workspace: Workspace, months: int) -> None:
    """A deal of twelve months from 1 January has its renewal talk no later than 2 September."""
    opened = interviewed(
        workspace, {"off_start": "2027-01-01", "biz_deadline": "2027-01-11", "con_term": f"m{months}"}
    )
    calendar = {what: day for day, what in rows(opened.preview_draft(), "review_calendar")}
    end = date(2027 + months // 12 - 1, 12, 31)
    for what, days in (
        ("Renewal talk", 120),
        ("Written report on what it was worth", 150),
        ("Decision on what comes next", 60),
    ):
        day = end - timedelta(days=days)
        assert calendar[what] == f"{day.day} {day:%B} {day.year}"
    if months == 12:
        assert calendar["Renewal talk"] == "2 September 2027"
    assert "It does not renew itself" in text(opened)


def test_004_11_a_marketplace_where_contracts_are_not_required(workspace: Workspace) -> None:
    """Choosing the order without a contract yields an order only, and a list of the parts that are left out."""
    opened = interviewed(workspace)
    opened.choose_pack("one-order")
    draft = opened.preview_draft()
    sent = [document for document in draft.documents if document.for_customer]
    assert [document.title for document in sent] == ["Order"]
    said = words_of(sent)
    assert "The price of leaving is nothing, in every month." in said
    (given_up,) = [
        block for block in sent[0].blocks if isinstance(block, Table) and block.clause == "left_out_list"
    ]
    whole = {"".join(run.text for run in row[0]) for row in given_up.rows}
    assert {"Service levels", "Reviews and renewal", "What happens when we miss"} <= whole
    assert all(row[1] and row[2] for row in given_up.rows)


def test_004_12_dealing_with_change_itself(workspace: Workspace) -> None:
    """The draft states formats, hours and price for data return."""
    opened = interviewed(workspace)
    draft = opened.preview_draft()
    assert ["Files", "As they are, in their folders."] in rows(draft, "handover")
    handing, learning, beside = rows(draft, "moving_effort")
    assert handing[1:] == ["We", "8 hours", "Nothing"]
    assert learning[1:] == ["Your people", "90 hours", "Nothing"]
    assert beside[3].startswith("USD ")


def test_the_managed_pack_takes_the_same_interview(workspace: Workspace) -> None:
    """The same answers make an agreement for managed services and projects, with nothing left to confirm."""
    opened = interviewed(workspace)
    opened.choose_pack("managed-services")
    draft = opened.preview_draft()
    assert agreement(draft).title == "Agreement for managed services and projects"
    assert draft.open_points == ()
