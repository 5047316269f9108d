"""Months, totals and prices: laws that hold for all numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.charges import cents, charges_of, prices_of_leaving
from onboard_tui.contract.months import last_day, months_later
from onboard_tui.contract.reviews import checkpoints, review_dates, talk_day

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
AMOUNTS = st.decimals(0, 100_000, places=2)
ASKS = {"quantity": "Quantity", "monthly_each": "Price each a month"}


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 4, 1), 12, date(2027, 3, 31)),
        (date(2026, 2, 28), 12, date(2027, 2, 27)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 31), 2, date(2026, 3, 30)),
        (date(2026, 3, 31), 3, date(2026, 6, 30)),
    ],
)
def test_a_term_ends_on_the_day_before_it_began(start: date, months: int, end: date) -> None:
    """Where a month has no such day it ends with that month, and the customer loses no day."""
    assert last_day(start, months) == end


@given(start=DAYS, months=st.integers(0, 60))
def test_months_later_is_in_the_right_month(start: date, months: int) -> None:
    """And never a day too far."""
    later = months_later(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day <= start.day


@given(rows=st.lists(st.tuples(st.decimals(0, 1000, places=3), AMOUNTS, AMOUNTS), min_size=1, max_size=8))
def test_a_total_is_the_sum_of_what_the_rows_show(rows: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    """To the cent, whatever is rounded in a row."""
    offer = [{"quantity": count, "monthly_each": month, "once_each": once} for count, month, once in rows]
    charges = charges_of(offer, ASKS, "q", "EUR")
    assert charges.monthly == sum((cents(count * month, "EUR") for count, month, _once in rows), Decimal(0))
    assert charges.once == sum((cents(count * once, "EUR") for count, _month, once in rows), Decimal(0))
    assert isinstance(charges.monthly, Decimal)
    assert isinstance(charges.once, Decimal)
    assert charges.first_year == 12 * charges.monthly + charges.once


@pytest.mark.parametrize(
    ("row", "ask"),
    [({"monthly_each": Decimal(1)}, "Quantity"), ({"quantity": Decimal(1)}, "Price each a month")],
)
def test_a_row_that_lacks_something_leaves_no_total(row: dict[str, object], ask: str) -> None:
    """What is missing is named, and nothing is taken for nought."""
    total = charges_of([row, {"quantity": Decimal(2), "monthly_each": Decimal(3)}], ASKS, "q", "EUR").monthly
    assert isinstance(total, Absent)
    assert total.ask == ask


@given(monthly=AMOUNTS, start=DAYS, months=st.integers(1, 60), notice=st.integers(0, 365))
def test_leaving_never_costs_more_than_staying(
    monthly: Decimal, start: date, months: int, notice: int
) -> None:
    """It falls with time, is nothing at the end, and a stated price is at most what is left."""
    stated = prices_of_leaving(monthly, start, months, notice, "EUR", rest_of_term=False)
    rest = prices_of_leaving(monthly, start, months, notice, "EUR", rest_of_term=True)
    prices = [row["price"] for row in stated]
    assert prices == sorted(prices, reverse=True)  # type: ignore[type-var]  # amounts
    assert prices[-1] == 0
    assert len(prices) == months
    for one, other in zip(stated, rest, strict=True):
        assert 0 <= one["price"] <= other["price"]  # type: ignore[operator]  # amounts


@given(
    start=DAYS,
    months=st.sampled_from([0, 12, 24, 36]),
    every=st.sampled_from([0, 1, 3, 6]),
    wait=st.integers(0, 120),
)
def test_the_calendar_is_in_order_and_has_its_talk_in_time(
    start: date, months: int, every: int, wait: int
) -> None:
    """Every date lies within the term, and the talk at least 120 days before its end."""
    dates = review_dates(start, months, every, start + timedelta(days=wait))
    end = last_day(start, months or 12)
    assert [each.day for each in dates] == sorted(each.day for each in dates)
    assert all(start < each.day <= end for each in dates)
    assert (end - talk_day(start, months)).days >= 120
    assert [each.kind for each in dates].count("renewal_talk") == 1


@given(people=st.integers(0, 10_000))
def test_checkpoints_rise_to_the_goal(people: int) -> None:
    """And stay there."""
    counts = [row["people"] for row in checkpoints(date(2026, 1, 1), people)]
    assert counts == sorted(counts)  # type: ignore[type-var]  # numbers
    assert counts[-2:] == [people, people]


@pytest.mark.parametrize(("currency", "amount"), [("EUR", "10.05"), ("JPY", "10"), ("KWD", "10.045")])
def test_amounts_are_rounded_to_what_their_currency_has(currency: str, amount: str) -> None:
    """Half of the smallest coin goes up; the yen has no cents, and the dinar has three digits."""
    row = {"quantity": Decimal(1), "monthly_each": Decimal("10.0450")}
    assert charges_of([row], ASKS, "q", currency).monthly == Decimal(amount)
    assert cents(Decimal("0.5"), "JPY") == 1
    assert cents(Decimal("0.0005"), "KWD") == Decimal("0.001")
