"""Totals and the price of leaving, worked out once and exactly from the rows of the offer."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, TypeAlias

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.months import last_day
from onboard_tui.interview.notation import minor_digits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

Row: TypeAlias = dict[str, object]

DAYS_A_MONTH = 30
"""A month counts as thirty days where a charge for days is worked out."""

SERVICE_COLUMNS = ("service", "vendor", "unit", "quantity", "monthly_each", "once_each", "growth_each")
"""What a row of the offer says."""


def cents(amount: Decimal, currency: str) -> Decimal:
    """Round an amount to whole cents, or what its currency has for cents, half a cent up."""
    return amount.quantize(Decimal(1).scaleb(-minor_digits(currency)), ROUND_HALF_UP)


@dataclass(frozen=True)
class Charges:
    """The offer with its totals; an `Absent` where a row lacks what a total needs."""

    rows: Sequence[Row]
    monthly: Decimal | Absent
    once: Decimal | Absent
    currency: str

    @property
    def first_year(self) -> Decimal | Absent:
        """What the first twelve months come to."""
        if isinstance(self.monthly, Absent):
            return self.monthly
        return self.once if isinstance(self.once, Absent) else self.monthly * 12 + self.once


def charges_of(
    offer: Sequence[Mapping[str, object]], asks: Mapping[str, str], question: str, currency: str
) -> Charges:
    """Work out each row and the totals; `asks` gives the words of each column."""
    rows = [_row(row, asks, question, currency) for row in offer]
    return Charges(rows, _total(rows, "monthly"), _total(rows, "once"), currency)


def _row(row: Mapping[str, object], asks: Mapping[str, str], question: str, currency: str) -> Row:
    filled: Row = {column: row.get(column) for column in SERVICE_COLUMNS}
    quantity = filled["quantity"]
    if quantity is None:
        filled["quantity"] = Absent(asks.get("quantity", "quantity"), question)
    if filled["monthly_each"] is None and filled["once_each"] is None:
        filled["monthly_each"] = Absent(asks.get("monthly_each", "price"), question)
    for line, each in (("monthly", "monthly_each"), ("once", "once_each")):
        filled[line] = _times(filled["quantity"], filled[each], currency)
    return filled


def _times(quantity: object, each: object, currency: str) -> object:
    """Multiply; nothing where there is no price, and what is missing where something is."""
    if each is None or isinstance(each, Absent):
        return each
    if isinstance(quantity, Decimal | int) and isinstance(each, Decimal):
        return cents(quantity * each, currency)
    return quantity


def _total(rows: Sequence[Row], column: str) -> Decimal | Absent:
    total = Decimal(0)
    for row in rows:
        amount = row[column]
        if isinstance(amount, Absent):
            return amount
        if isinstance(amount, Decimal):
            total += amount
    return total


def prices_of_leaving(
    monthly: Decimal, start: date, months: int, notice_days: int, currency: str, *, rest_of_term: bool
) -> list[Row]:
    """Give the price of leaving at the end of each month of the term.

    It is the charge for the days of notice, never more than what is left of the term, or with
    `rest_of_term` all that is left. See "The price of leaving" in docs/contract-packs.md.
    """
    rows: list[Row] = []
    for month in range(1, months + 1):
        left = monthly * (months - month)
        notice = cents(monthly * notice_days / DAYS_A_MONTH, currency)
        price = left if rest_of_term else min(left, notice)
        rows.append({"month": month, "last_day": last_day(start, month), "price": price})
    return rows


def paid_by_milestone(once: Decimal, shares: Sequence[int], currency: str) -> list[Decimal]:
    """Divide what is paid once by shares in percent; the last one takes what rounding left over."""
    amounts = [cents(once * share / 100, currency) for share in shares[:-1]]
    return [*amounts, once - sum(amounts, Decimal(0))] if shares else []
