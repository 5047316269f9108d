"""The amounts and hours that a seller states: which of them can be meant."""

from __future__ import annotations

from decimal import Decimal

from onboard_tui.errors import UsageError

MOST = Decimal(10) ** 12
"""Larger amounts are taken for a slip of the finger."""
PLACES = 4
"""Decimals that are kept of an amount."""


def amount_within(amount: Decimal | int, what: str, *, below_zero: bool = False) -> Decimal:
    """Give an amount that can stand; `what` begins the sentence: `The hours spent`. Raises `UsageError`."""
    stated = Decimal(amount)
    if not stated.is_finite() or abs(stated) > MOST:
        raise UsageError(f"{what}: that is no amount that can be kept.", way_out=f"At most {MOST:,f}.")
    if stated < 0 and not below_zero:
        raise UsageError(f"{what} cannot be below zero.")
    if stated != round(stated, PLACES):
        raise UsageError(f"{what}: at most {PLACES} decimals are kept.")
    return stated
