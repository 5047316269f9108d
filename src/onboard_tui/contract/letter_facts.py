"""What a letter or a review sheet works out beside the answers: who writes to whom, and how the deal ended."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.endings import REFER, endings_of
from onboard_tui.contract.fact_type import FactType
from onboard_tui.script.scope import FlagState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onboard_tui.contract.charges import Row
    from onboard_tui.contract.facts import Figures
    from onboard_tui.interview.dealings import Decided

MOST_DATES_AHEAD: Final = 3
"""Dates of the calendar that a review sheet looks ahead to."""
NOBODY: Final = "nobody"
"""What a seller is told to type where nobody takes what we cannot do; see `deal.decisions`."""
_TENTH: Final = Decimal("0.1")


def _our_seller(figures: Figures) -> str | Absent:
    words = figures.pack.words
    return figures.assessment.interview.seller or Absent(words["our_seller_ask"], "our_seller")


def _deciders(figures: Figures) -> str:
    """Give the names of the people who decide; nothing where none is known, for a letter can greet without."""
    known = figures.plan.people and not isinstance(figures.answers.of(figures.plan.people), Absent)
    return figures.people_of(figures.plan.decider_parts) if known else ""


def _advice_given(figures: Figures) -> list[Row]:
    """Give the advice that we gave and that was not taken, as far as the pack has words for it."""
    return [
        {
            "advised": figures.pack.advice[flag.id].advised,
            "because": figures.pack.advice[flag.id].because,
            "on": flag.attempts[-1].on,
        }
        for flag in figures.assessment.raised_flags
        if flag.id in figures.pack.advice and flag.attempts and flag.state is not FlagState.MITIGATED
    ]


def _decided(figures: Figures) -> Decided | None:
    return figures.assessment.interview.dealings.decision


def _call_sign(figures: Figures) -> str | Absent:
    decided = _decided(figures)
    return (decided.sign if decided else "") or Absent(figures.pack.words["call_sign_ask"], "call_sign")


def _call_person(figures: Figures) -> str | Absent:
    decided = _decided(figures)
    who = decided.may_call if decided else ""
    return who or Absent(figures.pack.words["call_person_ask"], "call_person")


def _call_date(figures: Figures) -> date | Absent:
    decided = _decided(figures)
    day = decided.call_on if decided else None
    return day or Absent(figures.pack.words["call_date_ask"], "call_date")


def _referred_to(figures: Figures) -> str:
    decided = _decided(figures)
    name = decided.referred_to if decided else ""
    return "" if name.casefold() == NOBODY else name


def _use_counts(figures: Figures) -> list[Row]:
    """Give each count of active use, by day."""
    counts = sorted(figures.assessment.interview.dealings.measurements, key=lambda each: each.on)
    return [
        {
            "on": each.on,
            "active": each.active,
            "licensed": each.licensed,
            "share": (Decimal(100 * each.active) / each.licensed).quantize(_TENTH, ROUND_HALF_UP),
        }
        for each in counts
    ]


def _months_reported(figures: Figures) -> list[Row]:
    """Give each month of service that was reported, with the services of which a level was missed."""
    months = figures.assessment.interview.paperwork.months.values()
    return [{"month": each.month, "missed": ", ".join(each.missed)} for each in months]


def _orders_made(figures: Figures) -> list[Row]:
    """Give each line of each order under the agreement."""
    return [
        {
            "number": order.number,
            "on": order.on,
            "ordered_by": order.by,
            "starts": order.starts,
            "service": line.service,
            "quantity": line.quantity,
            "unit": line.unit,
        }
        for order in figures.assessment.interview.paperwork.orders
        for line in order.lines
    ]


def _dates_ahead(figures: Figures) -> list[Row]:
    """Give the next dates of the calendar."""
    ahead = [each for each in figures.review_dates() if each.day > figures.assessment.as_of]
    return [{"date": each.day, "what": figures.called(each)} for each in ahead[:MOST_DATES_AHEAD]]


LETTER_FACTS: Final[Mapping[str, FactType]] = {
    "customer_called": FactType("text", lambda figures: figures.assessment.interview.customer),
    "their_deciders": FactType("text", _deciders, ("people",)),
    "our_seller": FactType("text", _our_seller),
    "our_address": FactType("text", lambda figures: figures.pack.words["our_address"]),
    "advice_given": FactType(
        "table", _advice_given, columns={"advised": "text", "because": "text", "on": "date"}
    ),
    "refers": FactType("text", lambda figures: REFER in endings_of(figures.assessment)),
    "referred_to": FactType("text", _referred_to),
    "call_sign": FactType("text", _call_sign),
    "call_person": FactType("text", _call_person),
    "call_date": FactType("date", _call_date),
    "use_counts": FactType(
        "table",
        _use_counts,
        columns={"on": "date", "active": "number", "licensed": "number", "share": "percent"},
    ),
    "months_reported": FactType("table", _months_reported, columns={"month": "date", "missed": "text"}),
    "orders_made": FactType(
        "table",
        _orders_made,
        columns={
            **dict.fromkeys(("ordered_by", "service", "unit"), "text"),
            **dict.fromkeys(("number", "quantity"), "number"),
            **dict.fromkeys(("on", "starts"), "date"),
        },
    ),
    "dates_ahead": FactType(
        "table",
        _dates_ahead,
        ("start", "term", "people_work_by", "reviews"),
        {"date": "date", "what": "text"},
    ),
}
"""Worked-out values that letters and review sheets print; the customer may read them all."""
