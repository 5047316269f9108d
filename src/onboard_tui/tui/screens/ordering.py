"""The next order, in two steps: what, and how many of it for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.contract.orders import Asked
from onboard_tui.errors import UsageError
from onboard_tui.interview.notation import notation_for
from onboard_tui.tui.plain import MUTED, plain
from onboard_tui.tui.screens.choose import Choose
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.typed import (
    day_field,
    number_field,
    optional_day,
    optional_number,
    typed_count,
    typed_number,
)
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from decimal import Decimal

    from onboard_tui.workspace.open_interview import OpenInterview, Recording


def choose_service(opened: OpenInterview) -> Choose:
    """Ask what is ordered: more of what the customer has, or something of the catalogue.

    Raises `ContractError` where pack or catalogue cannot be used, and `UsageError` where there is nothing to order.
    """
    notation, currency = notation_for(opened.script.language), opened.script.currency

    def price(amount: Decimal | None) -> str:
        return "" if amount is None else f"  {notation.money(amount, currency)} each a month"

    held = {each.service: price(each.monthly_each) for each in opened.account().held}
    offers = {each.title: price(each.monthly_each) for each in opened.catalogue.offers}
    found = {**offers, **held}
    if not found:
        raise UsageError(
            "There is nothing to order.", way_out="The agreement has no services, and the pack no catalogue."
        )
    names = [*held, *(title for title in offers if title not in held)]
    rows = [
        Row(name, Content.styled(f" {number} ", "$accent"), plain(name) + plain(found[name], MUTED))
        for number, name in enumerate(names, start=1)
    ]
    return Choose("What is ordered?", rows, intro="It stands under the agreement and brings no new terms.")


def order_form(opened: OpenInterview, service: str) -> SavingForm:
    """Ask how many of a service, by whom, and from when."""

    def save(typed: dict[str, str]) -> Recording:
        asked = Asked(
            service,
            typed_number(opened, typed["quantity"]),
            optional_number(opened, typed["monthly"], money=True),
            optional_number(opened, typed["once"], money=True),
        )
        return opened.order(
            [asked],
            by=typed["by"],
            starts=optional_day(opened, typed["starts"]),
            people=typed_count(opened, typed["people"]) if typed["people"] else None,
        )

    hint = "as the agreement or the catalogue has it"
    return SavingForm(
        f"Order more: {service}",
        [
            number_field(opened, "quantity", "How many", required=True),
            FormField("by", "Who orders, on their side", required=True),
            number_field(opened, "people", "How many more people use it", hint="may stay empty"),
            day_field(opened, "starts", "First day", hint="after the lead time, unless you say when"),
            number_field(opened, "monthly", "Price each a month", money=True, hint=hint),
            number_field(opened, "once", "Price each, once", money=True, hint=hint),
        ],
        save=save,
        read_again=opened.read_again,
        done="Order",
    )


def ordered_in_words(opened: OpenInterview) -> str:
    """Say what the last order makes of the account, in one line."""
    account = opened.account()
    notation, currency = notation_for(opened.script.language), opened.script.currency
    people = "" if account.people is None else f", {account.people} people"
    order = opened.interview.paperwork.orders[-1]
    return (
        f"Order {order.number} is recorded. Now {notation.money(account.monthly, currency)} a month{people}; the next "
        f"invoice is {notation.money(account.next_invoice, currency)}. Export it as “Order” with ctrl+s."
    )
