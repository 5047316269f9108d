"""A year of invented customers, in every state that a deal can be in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

Answers: TypeAlias = Mapping[str, Any]
"""Answers by question, as in the `answers` of an answers file."""

FULL: Answers = {
    "biz_outcome": "Month-end closes in three working days, so partners see the numbers in week one.",
    "biz_measures": [
        {
            "measure": "days to close",
            "unit": "days",
            "today": 9,
            "target": 3,
            "by": "2026-12-31",
            "given_by": "finance director",
        }
    ],
    "biz_why_now": "hard_event",
    "biz_deadline": "2026-06-29",
    "biz_priority": 4,
    "ppl_sponsor": "executive",
    "ppl_sponsor_time": "monthly",
    "ppl_people": [
        {"name": "M. Lyle", "part": "decides", "stance": "for", "met": True, "wants": "fewer late nights"},
        {"name": "P. Osei", "part": "pays", "stance": "neutral", "met": True, "wants": "a flat bill"},
        {"name": "J. Hart", "part": "uses", "stance": "for", "met": True, "wants": "one place to look"},
    ],
    "ppl_owner": "named_with_time",
    "now_workloads": [
        {
            "name": "practice system",
            "where": "own_site",
            "users": 60,
            "how_critical": 4,
            "plan": "replace",
            "our_record": "often",
        },
        {
            "name": "files",
            "where": "own_site",
            "users": 60,
            "how_critical": 3,
            "plan": "move_as_is",
            "our_record": "often",
        },
    ],
    "now_inventory": "checked",
    "now_users": 60,
    "now_admin_rights": "customer_all",
    "now_stuck": ["none"],
    "now_past_providers": "good_terms",
    "sec_data": ["personal"],
    "sec_rules": ["gdpr"],
    "sec_sign_in": "all",
    "sec_restore": "six_months",
    "use_active_means": "files every client job in it",
    "use_active_target": 80,
    "use_involved": "helped_choose",
    "use_training": "booked",
    "use_old_way": "off_on_date",
    "com_budget_state": "approved",
    "com_budget": 48000,
    "com_decides": "outcome_fit",
    "com_next_needs": [{"need": "second office", "when": "2027-01-01", "monthly": 900, "from_us": "first"}],
    "com_order_way": "catalogue",
    "com_order_people": [
        {"name": "J. Hart", "role": "office manager", "limit": 500},
        {"name": "M. Lyle", "role": "partner", "limit": 5000},
    ],
    "svc_who_set": "together",
    "svc_levels": [
        {
            "service": "practice system",
            "kind": "available",
            "level": 99.5,
            "unit": "percent a month",
            "seen_how": "status report",
            "hour_cost": 1200,
        },
        {
            "service": "help desk",
            "kind": "answer_time",
            "level": 30,
            "unit": "minutes",
            "seen_how": "ticket times",
            "hour_cost": 150,
        },
    ],
    "svc_remedy": ["credit", "fix_plan", "free_exit"],
    "rel_kind": "new",
    "con_who_wrote": "together",
    "con_term": "m12",
    "con_leaving": "both_ways",
    "con_reviews": "quarterly",
    "con_place": "uk",
    "own_price": 48000,
    "own_weeks": 12,
    "own_levels": "yes",
    "own_lawful": "clear",
    "own_payment": "good",
    "own_listens": "weighed",
    "off_services": [
        {
            "service": "Practice system, hosted",
            "vendor": "Ledgerwell",
            "unit": "person",
            "quantity": 60,
            "monthly_each": 42,
            "once_each": 35,
            "growth_each": 40,
        },
        {
            "service": "Files and e-mail",
            "vendor": "Northcloud",
            "unit": "person",
            "quantity": 60,
            "monthly_each": 11.5,
            "once_each": 12,
            "growth_each": 11.5,
        },
        {
            "service": "Help desk",
            "vendor": "us",
            "unit": "site",
            "quantity": 1,
            "monthly_each": 610,
            "once_each": 0,
            "growth_each": 450,
        },
    ],
    "off_customer_name": "Harbour & Lyle LLP",
    "off_customer_address": "4 Quay Street\nWhitmouth WM1 4QS\nOC000000",
    "off_signers": [
        {
            "side": "customer",
            "name": "M. Lyle",
            "title": "Managing partner",
            "email": "m.lyle@harbour-lyle.example",
        },
        {"side": "us", "name": "R. Adeyemi", "title": "Director", "email": "r.adeyemi@brightwater.example"},
    ],
    "off_start": "2026-04-01",
    "off_notice_days": 30,
    "off_payment_days": 30,
    "off_law": "England and Wales; the courts of England",
    "off_credits": [
        {"service": "practice system", "below": 99.5, "credit": 10},
        {"service": "practice system", "below": 99, "credit": 25},
    ],
}
"""A complete interview in which nothing worries."""

FIRST_CONVERSATION = [
    "biz_outcome",
    "biz_measures",
    "biz_why_now",
    "biz_deadline",
    "biz_priority",
    "ppl_sponsor",
    "ppl_people",
    "now_users",
    "use_active_means",
]
"""What a good first half hour brings."""


@dataclass(frozen=True, slots=True)
class Customer:
    """An invented customer: what changes from the complete interview, and what was tried."""

    name: str
    seen: date
    """The day of the last conversation."""
    changes: Answers = field(default_factory=dict)
    only: tuple[str, ...] | None = None
    """The questions that were answered; None means all."""
    states: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    steering: Mapping[str, list[dict[str, Any]]] = field(default_factory=dict)
    mitigations: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    cannot_fix: tuple[str, ...] = ()
    quotes: Mapping[str, str] = field(default_factory=dict)
    drafted: bool = False
    seller: str = "J. Okoro"


def attempt(on: str, script: int, with_whom: str, customer: str) -> dict[str, Any]:
    """Give a steering attempt as an answers file has it."""
    return {"on": on, "script": script, "with": with_whom, "customer": customer}


CUSTOMERS: tuple[Customer, ...] = (
    Customer(
        name="Orchard Street Surgery",
        seen=date(2025, 4, 9),
        changes={
            "biz_outcome": "Every patient letter goes out the same day.",
            "now_users": 22,
            "sec_data": ["personal", "health"],
            "sec_sign_in": "refuse",
            "rel_reopen": True,
            "ppl_people": [
                {
                    "name": "Dr A. Kerr",
                    "part": "decides",
                    "stance": "neutral",
                    "met": True,
                    "wants": "no fuss",
                },
                {"name": "S. Doyle", "part": "uses", "stance": "for", "met": True, "wants": "fewer calls"},
            ],
            "off_customer_name": "Orchard Street Surgery",
            "off_customer_address": "11 Orchard Street\nWhitmouth WM2 6AB",
        },
        steering={
            "refuses_sign_in": [
                attempt("2025-03-20", 1, "IT lead", "insists"),
                attempt("2025-04-09", 2, "both partners", "insists"),
            ]
        },
    ),
    Customer(
        name="Larkhill Vets",
        seen=date(2025, 4, 22),
        changes={
            "biz_outcome": "The night vet sees what the day vet saw, without ringing anybody.",
            "biz_deadline": "2025-08-04",
            "off_start": "2025-05-01",
            "now_users": 24,
            "rel_kind": "existing",
            "rel_next_time": "come_first",
            "rel_justified_by": "process",
            "rel_signs": ["calls_first", "last_chance"],
            "own_claim": "of_choice",
            "off_customer_name": "Larkhill Veterinary Practice",
        },
    ),
    Customer(
        name="Pennine Freight",
        seen=date(2025, 5, 20),
        changes={
            "biz_outcome": "A driver's papers are right before the lorry leaves the yard.",
            "biz_deadline": "2025-09-01",
            "off_start": "2025-06-01",
            "use_training": "none",
            "use_old_way": "both",
            "rel_kind": "existing",
            "rel_next_time": "open_price",
            "rel_justified_by": "features",
            "rel_signs": ["none"],
            "own_claim": "partner",
        },
        steering={
            "no_training": [attempt("2025-05-06", 1, "operations manager", "in_part")],
            "old_way_stays": [attempt("2025-05-20", 1, "operations manager", "in_part")],
        },
    ),
    Customer(
        name="Quayside Lettings",
        seen=date(2025, 6, 11),
        changes={
            "biz_outcome": "A tenant hears back on the day they report a fault.",
            "biz_deadline": "2025-09-15",
            "off_start": "2025-07-01",
            "now_users": 30,
            "off_customer_name": "Quayside Lettings Ltd",
        },
    ),
    Customer(
        name="Wray Print",
        seen=date(2025, 6, 17),
        changes={
            "biz_outcome": "Jobs leave on the day they were promised for.",
            "now_users": 34,
            "com_budget": 15000,
            "own_price": 41000,
            "rel_reopen": False,
            "ppl_people": [
                {
                    "name": "G. Wray",
                    "part": "decides",
                    "stance": "neutral",
                    "met": True,
                    "wants": "a low price",
                },
                {"name": "L. Stone", "part": "uses", "stance": "for", "met": True, "wants": "one job list"},
            ],
            "off_customer_name": "Wray Print Ltd",
            "off_customer_address": "Unit 3, Tanner's Yard\nWhitmouth WM4 1PR",
        },
        steering={
            "underfunded": [
                attempt("2025-06-03", 1, "owner", "insists"),
                attempt("2025-06-17", 2, "owner", "insists"),
            ]
        },
    ),
    Customer(
        name="Calder Valley Foods",
        seen=date(2025, 9, 2),
        changes={
            "biz_outcome": "We can say within an hour which batch went to which shop.",
            "now_users": 140,
            "now_workloads": [
                {
                    "name": "cold-store control",
                    "where": "own_site",
                    "users": 30,
                    "how_critical": 4,
                    "plan": "rebuild",
                    "our_record": "never",
                },
                {
                    "name": "office files",
                    "where": "own_site",
                    "users": 110,
                    "how_critical": 3,
                    "plan": "move_as_is",
                    "our_record": "often",
                },
            ],
            "ppl_people": [
                {"name": "H. Calder", "part": "decides", "stance": "for", "met": True, "wants": "no recalls"},
                {"name": "B. Nwosu", "part": "uses", "stance": "for", "met": True, "wants": "one screen"},
            ],
            "off_customer_name": "Calder Valley Foods Ltd",
            "off_customer_address": "Mill Lane\nCalder CV7 2FD",
        },
        cannot_fix=("untested_skill",),
    ),
    Customer(
        name="Northgate Dental",
        seen=date(2025, 11, 25),
        changes={
            "biz_outcome": "Both surgeries see one diary, so no chair stands empty.",
            "now_users": 18,
            "sec_data": ["personal", "health"],
            "now_admin_rights": "provider_only",
            "biz_deadline": "2026-07-31",
            "off_customer_name": "Northgate Dental Care Ltd",
        },
        mitigations={
            "no_access": {
                "agreed_by": "practice manager",
                "owner": "landlord's IT",
                "due": "2026-03-13",
                "text": "Handover of every key is booked for 13 March, before any other work.",
            }
        },
        drafted=True,
    ),
    Customer(
        name="Harbour & Lyle",
        seen=date(2026, 3, 1),
        changes={"ppl_sponsor": "nobody", "off_customer_name": "Harbour & Lyle LLP"},
        only=tuple(question for question in FULL if not question.startswith(("off_", "con_"))),
        steering={"no_sponsor": [attempt("2026-02-24", 1, "bursar", "wants_time")]},
        quotes={"ppl_sponsor": "We don't really do sponsors here."},
    ),
    Customer(
        name="Fenwick & Daughters",
        seen=date(2026, 2, 20),
        changes={
            "biz_outcome": "The van crews see tomorrow's jobs before they go home.",
            "off_customer_name": "Fenwick & Daughters Removals Ltd",
        },
        drafted=True,
    ),
    Customer(
        name="Studio Vance",
        seen=date(2026, 2, 26),
        changes={
            "biz_outcome": "Clients approve artwork on the day they see it.",
            "now_users": 40,
            "ppl_owner": "not_named",
            "biz_why_now": "told_to_look",
            "ppl_people": [{"name": "T. Vance", "part": "decides", "stance": "neutral", "met": True}],
            "svc_who_set": "provider",
        },
    ),
    Customer(
        name="St Brannock's School",
        seen=date(2026, 2, 27),
        changes={"biz_outcome": "Teachers see a pupil's whole picture on one page.", "now_users": 85},
        only=tuple(FIRST_CONVERSATION),
        states={"com_budget_state": "later", "use_active_target": "dont_know"},
        sources={"now_users": "our_guess"},
        quotes={"biz_outcome": "At the moment I open six tabs and still ring the office."},
    ),
    Customer(name="Tidewell Boats", seen=date(2026, 3, 2), only=("biz_outcome",)),
)
"""The invented customers, oldest conversation first."""
