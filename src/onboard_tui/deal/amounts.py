"""The amounts and hours that a seller states: which of them can be meant."""

from __future__ import annotations

from decimal import Decimal

from onboard_tui.errors import UsageError

MOST = Decimal(10) ** 12
"""Larger amounts are taken for a slip of the finger."""
MOST_HOURS = Decimal(10) ** 6
"""More hours than five hundred people work in a year are one, too."""
PLACES = 4
"""Decimals that are kept of an amount."""


def amount_within(
    amount: Decimal | int, what: str, *, below_zero: bool = False, most: Decimal = MOST
) -> Decimal:
    """Give an amount that can stand; `what` begins the sentence: `The margin`. Raises `UsageError`."""
    stated = Decimal(amount)
    if not stated.is_finite() or abs(stated) > most:
        raise UsageError(f"{what}: that is no amount that can be kept.", way_out=f"At most {most:,f}.")
    if stated < 0 and not below_zero:
        raise UsageError(f"{what} cannot be below zero.")
    if stated != round(stated, PLACES):
        raise UsageError(f"{what}: at most {PLACES} decimals are kept.")
    return stated


def hours_within(hours: Decimal | int, what: str) -> Decimal:
    """Give hours that can stand; `what` begins the sentence: `The hours spent`. Raises `UsageError`."""
    return amount_within(hours, what, most=MOST_HOURS)
