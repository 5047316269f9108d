"""The commands of an agreement in force: orders, the catalogue, and months kept or missed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onboard_tui.cli.given import the_workspace
from onboard_tui.cli.printing import print_json, table
from onboard_tui.errors import ContractError, UsageError
from onboard_tui.interview.entries import entry_to_json
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import to_plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from decimal import Decimal

    from onboard_tui.contract.catalogue import Offer
    from onboard_tui.contract.free_exit import FreeExit
    from onboard_tui.interview.paperwork import Ordered
    from onboard_tui.workspace.open_interview import OpenInterview


def order(options: argparse.Namespace) -> int:
    """Record an order, and say what the customer has and pays afterwards."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        opened.order(
            _asked(opened, options),
            by=options.by,
            on=options.on,
            starts=options.starts,
            people=options.people,
            note=options.note,
        )
        if options.json:
            print_json(account_json(opened))
        else:
            print(*account_in_words(opened), sep="\n")
    return 0


def _asked(opened: OpenInterview, options: argparse.Namespace) -> list[Any]:
    """Read the lines of an order as they are typed: `Mailbox=10`."""
    from onboard_tui.contract.orders import Asked
    from onboard_tui.interview.figures import read_amount, read_quantity

    monthly, once = (
        None if typed is None else read_amount(typed, opened.script)
        for typed in (options.monthly, options.once)
    )
    if (monthly is not None or once is not None) and len(options.lines) != 1:
        raise UsageError("--monthly and --once say the price of one service: order it by itself.")
    asked = []
    for line in options.lines:
        service, equals, quantity = line.rpartition("=")
        if not equals or not service.strip():
            raise UsageError(f"{line!r} is no line of an order.", way_out="Write it like “Mailbox=10”.")
        asked.append(Asked(service.strip(), read_quantity(quantity, opened.script), monthly, once))
    return asked


def account_in_words(opened: OpenInterview) -> Iterator[str]:
    """Give the orders under an agreement, and what the customer has and pays now; nothing before the first one."""
    from onboard_tui.contract.orders import amounts

    orders = opened.interview.paperwork.orders
    if not orders:
        return
    notation, currency = notation_for(opened.script.language), opened.script.currency
    for each in orders:
        monthly, once = (notation.money(amount, currency) for amount in amounts(each, currency))
        lines = ", ".join(f"{notation.number(line.quantity)} x {line.service}" for line in each.lines)
        yield (
            f"Order {each.number}, {notation.date(each.on)}, by {each.by}: {lines}, from {notation.date(each.starts)}. "
            f"{monthly} a month and {once} once."
        )
    account = opened.account()
    people = "" if account.people is None else f" for {account.people} people"
    yield f"Now {notation.money(account.monthly, currency)} a month{people}."
    yield f"The next invoice: {notation.money(account.next_invoice, currency)}, before tax."


def account_json(opened: OpenInterview) -> dict[str, Any]:
    """Give the same as other programs read it."""
    account = opened.account()
    return {
        "orders": [_order_json(each) for each in opened.interview.paperwork.orders],
        "held": [
            {"service": each.service, "unit": each.unit, **_amounts(each.quantity, each.monthly_each)}
            for each in account.held
        ],
        "monthly": to_plain(account.monthly),
        "next_invoice": to_plain(account.next_invoice),
        "people": account.people,
    }


def _amounts(quantity: Decimal, monthly_each: Decimal | None) -> dict[str, Any]:
    return {
        "quantity": to_plain(quantity),
        "monthly_each": None if monthly_each is None else to_plain(monthly_each),
    }


def _order_json(ordered: Ordered) -> dict[str, Any]:
    kept = entry_to_json(ordered)
    lines = [
        {**each.row, **{name: to_plain(value) for name, value in each.amounts.items()}}
        for each in ordered.lines
    ]
    return {**{name: value for name, value in kept.items() if name != "id"}, "lines": lines}


def catalogue(options: argparse.Namespace) -> int:
    """Print what can be ordered, or whom a service would fit."""
    from onboard_tui.workspace.catalogues import named_catalogue, whom_it_fits

    with the_workspace(options) as workspace:
        if options.fits is not None:
            fits = list(whom_it_fits(workspace, options.fits))
            if options.json:
                print_json(
                    [
                        {"id": each.interview, "customer": each.customer, "because": each.because}
                        for each in fits
                    ]
                )
            else:
                rows = [(each.interview, each.customer, each.because) for each in fits]
                print(
                    table(("id", "customer", "because"), rows)
                    if rows
                    else "It fits none of the saved customers."
                )
            return 0
        offers = named_catalogue(options.pack).offers
    if options.json:
        print_json([_offer_json(each) for each in offers])
    else:
        head = ("id", "service", "unit", "each a month", "each once", "lead days", "fits when")
        print(table(head, [_offer_row(each) for each in offers]) if offers else "Nothing can be ordered.")
    return 0


def _offer_row(offer: Offer) -> tuple[str, ...]:
    prices = ("" if price is None else f"{price:f}" for price in (offer.monthly_each, offer.once_each))
    fits = offer.fits_when.source if offer.fits_when else ""
    return (offer.id, offer.title, offer.unit, *prices, str(offer.lead_days), fits)


def _offer_json(offer: Offer) -> dict[str, Any]:
    prices = {"monthly_each": offer.monthly_each, "once_each": offer.once_each}
    return {
        "id": offer.id,
        "title": offer.title,
        "unit": offer.unit,
        **{name: None if price is None else to_plain(price) for name, price in prices.items()},
        "lead_days": offer.lead_days,
        "fits_when": offer.fits_when.source if offer.fits_when else None,
        "because": offer.because,
    }


def month(options: argparse.Namespace) -> int:
    """Record which levels were missed in a month, and say when the customer may leave free of charge."""
    with the_workspace(options) as workspace:
        opened = workspace.open(options.id)
        opened.report_month(options.month, options.missed, options.note)
        print(*months_in_words(opened), sep="\n")
    return 0


def months_in_words(opened: OpenInterview) -> Iterator[str]:
    """Give each month reported, and the right to leave free of charge where it came about."""
    for each in opened.interview.paperwork.months.values():
        note = f" {each.note}" if each.note else ""
        told = f"missed: {', '.join(each.missed)}." if each.missed else "all levels kept."
        yield f"{each.month:%Y-%m}: {told}{note}"
    try:
        right = opened.free_exit()
    except ContractError as error:
        yield f"Whether the customer may leave free of charge cannot be told: {error}"
        return
    if right is not None:
        yield free_exit_in_words(opened, right)


def free_exit_in_words(opened: OpenInterview, right: FreeExit) -> str:
    """Say since when and until when the customer may leave free of charge; both sides are to know it."""
    notation = notation_for(opened.script.language)
    months = ", ".join(f"{each:%Y-%m}" for each in right.missed)
    since, until = notation.date(right.since), notation.date(right.until)
    if not right.is_open(opened.assessment.as_of) and opened.assessment.as_of > right.until:
        return f"The customer could leave free of charge until {until}: {right.level} was missed in {months}."
    return (
        f"The customer may leave at once and free of charge until {until}: {right.level} was missed in {months}. "
        f"It has been so since {since}; tell them in writing."
    )
