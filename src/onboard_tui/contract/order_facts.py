"""What the confirmation of an order says: the last order, and what the customer has and pays with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.charges import cents
from onboard_tui.contract.fact_type import FactType
from onboard_tui.contract.orders import account, amounts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from onboard_tui.contract.charges import Row
    from onboard_tui.contract.facts import Figures
    from onboard_tui.contract.orders import Account
    from onboard_tui.interview.paperwork import Ordered

_NOT_ORDERED: Final = Absent("", "", applies=False)


def _of_order(told: Callable[[Ordered, str], object]) -> Callable[[Figures], object]:
    """Work something out from the last order and its currency; it does not apply before the first one."""

    def work_out(figures: Figures) -> object:
        orders = figures.assessment.interview.paperwork.orders
        return told(orders[-1], figures.assessment.script.currency) if orders else _NOT_ORDERED

    return work_out


def _of_account(told: Callable[[Account], object]) -> Callable[[Figures], object]:
    """Work something out from what the customer has with all orders."""

    def work_out(figures: Figures) -> object:
        if not figures.assessment.interview.paperwork.orders:
            return _NOT_ORDERED
        return told(account(figures.assessment, figures.pack))

    return work_out


def _lines(order: Ordered, currency: str) -> list[Row]:
    return [
        {
            "service": line.service,
            "unit": line.unit or None,
            "quantity": line.quantity,
            "monthly_each": line.monthly_each,
            "once_each": line.once_each,
            "monthly": _times(line.quantity, line.monthly_each, currency),
            "once": _times(line.quantity, line.once_each, currency),
        }
        for line in order.lines
    ]


def _times(quantity: Decimal, each: Decimal | None, currency: str) -> Decimal | None:
    return None if each is None else cents(quantity * each, currency)


def _people(held: Account) -> object:
    return _NOT_ORDERED if held.people is None else held.people


ORDER_FACTS: Final[Mapping[str, FactType]] = {
    "order_number": FactType("number", _of_order(lambda order, _currency: order.number)),
    "ordered_on": FactType("date", _of_order(lambda order, _currency: order.on)),
    "ordered_by": FactType("text", _of_order(lambda order, _currency: order.by)),
    "order_starts": FactType("date", _of_order(lambda order, _currency: order.starts)),
    "order_note": FactType("text", _of_order(lambda order, _currency: order.note or None)),
    "order_lines": FactType(
        "table",
        _of_order(_lines),
        columns={
            **dict.fromkeys(("service", "unit"), "text"),
            "quantity": "number",
            **dict.fromkeys(("monthly_each", "once_each", "monthly", "once"), "money"),
        },
    ),
    "order_monthly": FactType("money", _of_order(lambda order, currency: amounts(order, currency)[0])),
    "order_once": FactType("money", _of_order(lambda order, currency: amounts(order, currency)[1])),
    "monthly_now": FactType("money", _of_account(lambda held: held.monthly), ("services",)),
    "next_invoice": FactType("money", _of_account(lambda held: held.next_invoice), ("services",)),
    "people_now": FactType("number", _of_account(_people)),
}
"""Worked-out values of the paper that confirms an order; the customer may read them all."""
