"""What a paper works out from a whole interview: credits, milestones, the term, who asked for a level."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.charges import charges_of, paid_by_milestone
from onboard_tui.contract.credits import CreditRules
from onboard_tui.contract.document import Table
from onboard_tui.contract.pack import load_pack, open_pack
from onboard_tui.interview.entries import Recorded, Source
from onboard_tui.resources import templates_folder
from tests.contract import deals
from tests.contract.small_pack import PACK, written

if TYPE_CHECKING:
    from pathlib import Path

    from tests.contract.deals import Deal

ASKS = {"service": "Service", "below": "Below", "credit": "Credit"}
TIMES = frozenset({"fix_time"})


def rows(deal: Deal, clause: str, number: int = 0) -> list[list[str]]:
    """Give the rows of a table of a clause, the agreement's."""
    tables = [
        block for block in deal.agreement().blocks if isinstance(block, Table) and block.clause == clause
    ]
    return [["".join(run.text for run in cell) for cell in row] for row in tables[number].rows]


def rules(steps: list[dict[str, Any]], levels: list[dict[str, Any]], monthly: str = "400") -> CreditRules:
    """Give credit rules for one service."""
    offer = [{"service": "E-mail", "quantity": Decimal(1), "monthly_each": Decimal(monthly)}]
    return CreditRules(steps, levels, TIMES, charges_of(offer, ASKS, "offer", "EUR"), ASKS, "credits")


def step(below: str, credit: str = "30", service: str = "e-mail") -> dict[str, Any]:
    """Give one step of money back."""
    return {"service": service, "below": Decimal(below), "credit": Decimal(credit)}


def level(kind: str, wanted: str) -> dict[str, Any]:
    """Give one level."""
    return {"service": "E-MAIL ", "kind": kind, "level": Decimal(wanted), "unit": "%"}


def test_the_example_is_worked_out_to_the_cent() -> None:
    """E-mail at 99.1 % in May: 120.00 comes off the June invoice."""
    (example,) = rules([step("99.2")], [level("available", "99.9")]).example(date(2026, 5, 1))
    assert example["reached"] == Decimal("99.1")
    assert example["amount"] == Decimal("120.00")
    assert example["month_ends"] == date(2026, 5, 31)
    assert example["unit"] == "%"


@pytest.mark.parametrize(
    ("first_day", "ends"),
    [
        (date(2026, 5, 1), date(2026, 5, 31)),
        (date(2026, 5, 2), date(2026, 6, 30)),
        (date(2026, 12, 31), date(2027, 1, 31)),
    ],
)
def test_the_example_lies_in_the_first_whole_month_of_use(first_day: date, ends: date) -> None:
    """A month that had begun before is not whole."""
    (example,) = rules([step("99")], []).example(first_day)
    assert example["month_ends"] == ends


def test_of_a_time_more_is_worse() -> None:
    """Four hours to mend are missed with a little more."""
    (example,) = rules([step("4")], [level("fix_time", "4")]).example(date(2026, 5, 1))
    assert example["reached"] == Decimal("4.1")


def test_a_service_without_a_line_of_its_own_counts_with_all_charges() -> None:
    """And names are the same however they are written."""
    (row,) = rules([step("99", service="help desk")], []).rows()
    assert (row["charge"], row["amount"]) == (Decimal(400), Decimal(120))
    (row,) = rules([step("99", service=" E-Mail")], []).rows()
    assert row["charge"] == Decimal(400)


def test_a_service_is_known_by_how_its_name_begins() -> None:
    """Unless another one has just that name."""
    offer = [
        {"service": name, "quantity": Decimal(1), "monthly_each": Decimal(price)}
        for name, price in (("Files", 10), ("Files, archive", 20), ("Practice system, hosted", 30))
    ]
    charges = charges_of(offer, ASKS, "offer", "EUR")
    steps = [step("99", service="files"), step("99", service="practice system"), step("99", service="system")]
    told = CreditRules(steps, [], TIMES, charges, ASKS, "credits").rows()
    assert [row["charge"] for row in told] == [10, 30, 60]


@given(
    steps=st.lists(
        st.tuples(st.decimals(0, 100, places=2), st.decimals(0, 100, places=1)), min_size=1, max_size=4
    ),
    kind=st.sampled_from(["available", "fix_time"]),
)
def test_an_example_misses_its_own_step_and_no_other(steps: list[tuple[Decimal, Decimal]], kind: str) -> None:
    """So that exactly its amount comes off, whichever way is worse."""
    written_steps = [step(str(below), str(credit)) for below, credit in steps]
    for example in rules(written_steps, [level(kind, "99.5")]).example(date(2026, 5, 1)):
        own: Any = example["below"]
        sign = 1 if kind == "fix_time" else -1
        beyond = {below for below, _credit in steps if sign * below > sign * own}
        assert sign * example["reached"] > sign * own  # type: ignore[operator]  # a figure
        assert all(sign * example["reached"] <= sign * below for below in beyond)  # type: ignore[operator]  # a figure


@given(once=st.decimals(0, 100_000, places=2), cuts=st.lists(st.integers(0, 100), max_size=5))
def test_what_is_paid_by_milestone_is_the_whole_price(once: Decimal, cuts: list[int]) -> None:
    """To the cent, however it is divided."""
    edges = [0, *sorted(cuts), 100]
    shares = [end - begin for begin, end in itertools.pairwise(edges)]
    amounts = paid_by_milestone(once, shares, "EUR")
    assert sum(amounts, Decimal(0)) == once
    assert len(amounts) == len(shares)


def test_the_term_total_stands_where_a_term_is_longer_than_a_year(full: Deal) -> None:
    """24 months of 2,430 and once 12,850; a year's total is that of the first twelve months."""
    assert (
        "Over the whole term they come to no more than USD 71,170 before tax."
        in full.with_answers(con_term="m24").text()
    )
    assert "Over the whole term" not in full.text()
    assert "Over the whole term" not in full.with_answers(con_term="monthly").text()


def test_credits_without_a_step_have_to_be_confirmed(full: Deal) -> None:
    """Money back that nobody has put a figure to is no promise."""
    draft = full.with_answers(off_credits=()).draft()
    assert "off_credits" in {point.question for point in draft.open_points}


def test_each_level_says_who_asked_for_it_and_since_when(full: Deal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A level that was changed later has its own day; those that stayed keep theirs.

    No day is later than that of the paper, which may be set before the clock's.
    """
    levels: Any = full.answers["svc_levels"]
    first, *others = levels
    changed = ({**first, "level": Decimal("99.9")}, *others)
    later = datetime(2026, 3, 20, 9, tzinfo=UTC)
    entry = Recorded(id="9000", at=later, question="svc_levels", value=changed, said_by="P. Osei")
    deal = full.with_entries(entry)
    assert "20 March 2026" not in deal.text()
    monkeypatch.setattr(deals, "AS_OF", later.date())
    told = [(row[0], row[2], row[3]) for row in rows(deal, "levels_table", 1)]
    assert told == [
        ("practice system", "P. Osei", "20 March 2026"),
        ("files", "you", "2 March 2026"),
        ("help desk", "you", "2 March 2026"),
    ]
    assert "set together on 20 March 2026" in deal.text()


def test_a_level_that_we_guessed_is_ours(full: Deal) -> None:
    """Nobody is said to have asked for what they did not."""
    levels: Any = (*full.answers["svc_levels"], {"service": "print", "kind": "quality", "level": Decimal(1)})  # type: ignore[misc]  # rows
    entry = Recorded(
        id="9000",
        at=datetime(2026, 3, 20, 9, tzinfo=UTC),
        question="svc_levels",
        value=levels,
        source=Source.OUR_GUESS,
    )
    assert [row[2] for row in rows(full.with_entries(entry), "levels_table", 1)] == [
        "you",
        "you",
        "you",
        "us",
    ]


def test_milestones_lie_between_the_start_and_the_first_working_day(full: Deal) -> None:
    """And pay the whole price."""
    pack = open_pack(templates_folder() / "managed-services")
    steps = rows(replace(full, pack=pack), "work_plan")
    assert [step[2] for step in steps] == ["9 April 2026", "11 May 2026", "25 May 2026", "23 August 2026"]
    amounts = [Decimal(re.sub(r"[^\d.]", "", step[4])) for step in steps]
    assert sum(amounts) == Decimal(12_850)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ("milestones: [{what: A, accepted_by: B, pays: 90}]", "pay 90 percent of the price"),
        ("switching: {question: goal, free_from: {eu: soon}}", "“soon” is no day"),
        ("people: {question: goal, sponsors: [a]}", "“sponsors” is not a key here"),
    ],
)
def test_a_plan_that_cannot_be_followed_is_refused(tmp_path: Path, facts: str, sentence: str) -> None:
    """With the line that is wrong."""
    folder = written(tmp_path, pack=f"{PACK}facts:\n  {facts}\n")
    (problem,) = load_pack(folder).problems
    assert sentence in problem.message
    assert problem.place.line > PACK.count("\n")


def test_days_agree_with_their_number(full: Deal) -> None:
    """One day, and none."""
    assert "The notice is 1 day, in writing." in full.with_answers(off_notice_days=1).text()
    assert "within 0 days" in full.with_answers(off_payment_days=0).text()
