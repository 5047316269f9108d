"""Orders under an agreement that stands: who may order what, and what the customer has and pays afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from onboard_tui.contract.catalogue import holds
from onboard_tui.contract.charges import cents
from onboard_tui.deal.days import day_ahead, day_gone
from onboard_tui.errors import UsageError
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.paperwork import Ordered, OrderLine
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from onboard_tui.contract.catalogue import Catalogue
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.interview import Interview

MOST_LINES = 50
LARGEST_QUANTITY = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants more of; a price that is said goes before those of the agreement and the catalogue."""

    service: str
    quantity: Decimal
    monthly_each: Decimal | None = None
    once_each: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """What a customer has under the agreement, and what it comes to."""

    held: tuple[OrderLine, ...]
    """Each service with its price a month, those of the agreement first."""
    monthly: Decimal
    next_invoice: Decimal
    """A month's charges, with what the orders of this month cost once."""
    people: int | None
    """The people who are to use it; nothing where the agreement says no number."""


def amounts(order: Ordered, currency: str) -> tuple[Decimal, Decimal]:
    """Give what an order comes to in a month, and once."""
    monthly = (cents(line.quantity * (line.monthly_each or 0), currency) for line in order.lines)
    once = (cents(line.quantity * (line.once_each or 0), currency) for line in order.lines)
    return sum(monthly, Decimal(0)), sum(once, Decimal(0))


def ordered(
    assessment: Assessment,
    pack: Pack,
    catalogue: Catalogue,
    stamp: dict[str, Any],
    *,
    by: str,
    asked: Sequence[Asked],
    on: date | None = None,
    starts: date | None = None,
    people: int | None = None,
    note: str = "",
) -> Ordered:
    """Give the entry of an order.

    `people` is how many more are to use it; where it is not said, the catalogue says whether each one is a person.
    Prices are those that are asked for, else those of the agreement for more of what it holds, else those of the
    catalogue. Raises `UsageError` where the deal does not go ahead, where a name may not order so much, or where
    something is missing.
    """
    decision = assessment.interview.dealings.decision
    if decision is None or not decision.goes_ahead:
        raise UsageError(
            "There is no agreement to order under: it was not decided that the deal goes ahead.",
            way_out="Record the decision first, or draft the contract.",
        )
    if not 1 <= len(asked) <= MOST_LINES:
        raise UsageError(f"An order has 1 to {MOST_LINES} lines.")
    day = day_gone(assessment, on, "An order", first=decision.on, since="the deal was decided")
    lines = tuple(_line(assessment, pack, catalogue, each) for each in asked)
    lead = max((offer.lead_days for each in asked if (offer := catalogue.offer(each.service))), default=0)
    order = Ordered(
        **stamp,
        number=len(assessment.interview.paperwork.orders) + 1,
        on=day,
        by=stripped(by),
        starts=day_ahead(assessment, starts, "The first day", from_today=True)
        if starts
        else day + timedelta(days=lead),
        lines=lines,
        people=_people(catalogue, lines) if people is None else people,
        note=stripped(note),
    )
    return replace(order, by=_orderer(assessment, catalogue, order))


def _line(assessment: Assessment, pack: Pack, catalogue: Catalogue, asked: Asked) -> OrderLine:
    if not 0 < asked.quantity <= LARGEST_QUANTITY:
        raise UsageError(f"“{asked.service}”: an order is for more than none of it.")
    name = " ".join(asked.service.split())
    held = next((row for row in _agreed(assessment, pack) if _same(row["service"], name)), None)
    offer = catalogue.offer(name)
    if held is None and offer is None and asked.monthly_each is None and asked.once_each is None:
        known = [*(str(row["service"]) for row in _agreed(assessment, pack))]
        known += [each.title for each in catalogue.offers]
        raise UsageError(
            f"“{name}” stands neither in the agreement nor in the catalogue.",
            way_out=f"Name one of these, or give its price: {', '.join(dict.fromkeys(known))}.",
        )
    monthly = once = None
    if held is not None:
        more, once = held.get("growth_each"), held.get("once_each")
        monthly = held.get("monthly_each") if more is None else more
    elif offer is not None:
        monthly, once = offer.monthly_each, offer.once_each
    line = OrderLine(
        service=str(held["service"]) if held else offer.title if offer else name,
        quantity=asked.quantity,
        unit=str((held or {}).get("unit") or (offer.unit if offer else "")),
        monthly_each=asked.monthly_each if asked.monthly_each is not None else monthly,
        once_each=asked.once_each if asked.once_each is not None else once,
    )
    if line.monthly_each is None and line.once_each is None:
        raise UsageError(
            f"“{line.service}” has no price in the agreement or in the catalogue.", way_out="Say its price."
        )
    return line


def _people(catalogue: Catalogue, lines: Sequence[OrderLine]) -> int:
    offers = [(line, catalogue.offer(line.service)) for line in lines]
    return int(sum(line.quantity for line, offer in offers if offer is not None and offer.person_each))


def _agreed(assessment: Assessment, pack: Pack) -> list[Mapping[str, Any]]:
    """Give the rows of the agreement's offer."""
    return [row for row in table_rows(assessment, pack.facts.services) if row.get("service")]


def table_rows(assessment: Assessment, question: str) -> list[Mapping[str, Any]]:
    """Give the rows that were answered to a table; none where it does not apply, or there is no such answer."""
    value = assessment.standing.value(question) if question else None
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, tuple) else []


def _same(one: object, other: str) -> bool:
    return " ".join(str(one).split()).casefold() == " ".join(other.split()).casefold()


def _orderer(assessment: Assessment, catalogue: Catalogue, order: Ordered) -> str:
    """Give the name of who orders as the agreement has it. Raises `UsageError` where they may not order so much."""
    if not order.by:
        raise UsageError("Say who orders, on the customer's side.")
    if not catalogue.orderers or not holds(catalogue.named_when, assessment.standing):
        return order.by
    rows = [row for row in table_rows(assessment, catalogue.orderers) if row.get("name")]
    found = next((row for row in rows if _same(row["name"], order.by)), None)
    names = ", ".join(str(row["name"]) for row in rows)
    if found is None:
        raise UsageError(f"{order.by} is not among those who may order.", way_out=f"These may: {names}.")
    total = sum(amounts(order, assessment.script.currency), Decimal(0))
    limit = found.get("limit")
    if isinstance(limit, int | Decimal) and total > limit:
        notation = notation_for(assessment.script.language)
        most, comes_to = (notation.money(each, assessment.script.currency) for each in (limit, total))
        raise UsageError(
            f"{found['name']} may order up to {most} at a time, and this comes to {comes_to}.",
            way_out="Ask for a second name, or order less.",
        )
    return str(found["name"])


def licensed(interview: Interview) -> int | None:
    """Give how many people are to use it: those agreed with the decision, and those of the orders since.

    Nothing where the agreement says no number.
    """
    decision = interview.dealings.decision
    if decision is None or decision.licensed is None:
        return None
    return decision.licensed + sum(order.people for order in interview.paperwork.orders)


def account(assessment: Assessment, pack: Pack) -> Account:
    """Put the agreement and its orders together."""
    orders = assessment.interview.paperwork.orders
    lines = [
        OrderLine(
            str(row["service"]),
            Decimal(row.get("quantity") or 0),
            str(row.get("unit") or ""),
            row.get("monthly_each"),
        )
        for row in _agreed(assessment, pack)
    ]
    for order in orders:
        lines += [replace(line, once_each=None) for line in order.lines]
    held: dict[tuple[str, Decimal | None], OrderLine] = {}
    for line in lines:
        key = (line.service.casefold(), line.monthly_each)
        before = held.get(key)
        held[key] = replace(before, quantity=before.quantity + line.quantity) if before else line
    currency, today = assessment.script.currency, assessment.as_of
    charges = (cents(each.quantity * (each.monthly_each or 0), currency) for each in lines)
    monthly = sum(charges, Decimal(0))
    this_month = [each for each in orders if (each.on.year, each.on.month) == (today.year, today.month)]
    return Account(
        held=tuple(held.values()),
        monthly=monthly,
        next_invoice=monthly + sum((amounts(each, currency)[1] for each in this_month), Decimal(0)),
        people=licensed(assessment.interview),
    )
