"""The figures for what a bad deal costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.tui.screens.form import SavingForm
from onboard_tui.tui.typed import number_field, optional_number, typed_number

if TYPE_CHECKING:
    from decimal import Decimal

    from onboard_tui.workspace.open_interview import OpenInterview, Recording

INTRO = "They show what chance of active use makes this deal worth signing. The verdict never reads them."


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the seller's figures."""

    name: str
    """As an `Estimated` entry calls it."""
    label: str
    money: bool = True
    needed: bool = True
    hint: str = ""


FIGURES = (
    Figure("margin", "Margin over the term"),
    Figure("hourly", "What an hour of ours costs"),
    Figure("collected", "Collected before a bad deal ends"),
    Figure(
        "hours",
        "Hours that a good deal takes",
        money=False,
        needed=False,
        hint="our own so far, or 40 as an assumption",
    ),
    Figure("reputation", "What a bad end costs us in the market", needed=False, hint="may stay empty"),
)


def cost_form(opened: OpenInterview) -> SavingForm:
    """Ask for the seller's figures, beginning with those on record."""

    def save(typed: dict[str, str]) -> Recording:
        reputation = optional_number(opened, typed["reputation"], money=True)
        return opened.estimate(
            margin=typed_number(opened, typed["margin"], money=True),
            hourly=typed_number(opened, typed["hourly"], money=True),
            collected=typed_number(opened, typed["collected"], money=True),
            reputation=reputation,
            hours=optional_number(opened, typed["hours"]),
        )

    estimates = opened.interview.dealings.estimates
    before = estimates[-1] if estimates else None

    def known(name: str) -> str:
        amount: Decimal | None = getattr(before, name, None)
        return "" if amount is None else f"{amount:f}"

    fields = [
        number_field(
            opened,
            each.name,
            each.label,
            typed=known(each.name),
            money=each.money,
            required=each.needed,
            hint=each.hint,
        )
        for each in FIGURES
    ]
    return SavingForm(
        "What would a bad deal cost?", fields, save=save, read_again=opened.read_again, intro=INTRO
    )
