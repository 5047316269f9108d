"""What a paper works out from answers: totals, dates, prices of leaving, advice that was declined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.advice import ADVICE_COLUMNS, PLAN_COLUMNS, agreed_plans, declined_advice
from onboard_tui.contract.charges import (
    DAYS_A_MONTH,
    SERVICE_COLUMNS,
    Charges,
    cents,
    charges_of,
    paid_by_milestone,
    prices_of_leaving,
)
from onboard_tui.contract.credits import CreditRules
from onboard_tui.contract.deal_facts import DEAL_FACTS
from onboard_tui.contract.fact_type import FactType
from onboard_tui.contract.letter_facts import LETTER_FACTS
from onboard_tui.contract.levels import ORIGIN_COLUMNS, level_origins, levels_set_on
from onboard_tui.contract.months import last_day
from onboard_tui.contract.order_facts import ORDER_FACTS
from onboard_tui.contract.reviews import ReviewDate, checkpoints, decision_day, review_dates, talk_day

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from onboard_tui.contract.answers import Answers
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.calibration import TrackRecord
    from onboard_tui.interview.interview import Interview


OUR_NAME = "our_name"
"""Stands for the seller's legal name among the open points; it is no question of the script."""


class GapError(Exception):
    """Something that a figure is worked out from is missing."""

    def __init__(self, absent: Absent) -> None:
        super().__init__(absent.ask)
        self.absent = absent


class Figures:
    """The answers that figures are worked out from, as the pack names them."""

    def __init__(
        self,
        assessment: Assessment,
        answers: Answers,
        pack: Pack,
        our_name: str,
        *,
        earlier: Sequence[Interview] = (),
        record: TrackRecord | None = None,
        agreement: Callable[[], Draft | None] = lambda: None,
    ) -> None:
        self.earlier = earlier
        """The customer's interviews before this one."""
        self.record = record
        """What became of our deals so far, where it is known."""
        self.agreement = agreement
        """Gives the contract as it would be drafted today, where the pack has one."""
        self.assessment: Assessment = assessment
        self.answers = answers
        self.pack: Pack = pack
        self.plan = pack.facts
        self._our_name = our_name

    def need(self, question: str) -> Any:
        """Give the answer to a question of the plan; its type is the question's, checked with the pack."""
        if not question:
            raise GapError(Absent("", "", applies=False))
        return _there(self.answers.of(question))

    @property
    def our_name(self) -> str:
        """The seller's legal name, from the settings or from the pack's words."""
        name = self._our_name or self.pack.words["our_name"]
        return name or _there(Absent(self.pack.words["our_name_ask"], OUR_NAME))

    @property
    def currency(self) -> str:
        """What all amounts are in."""
        return self.answers.script.currency

    @cached_property
    def charges(self) -> Charges:
        """The offer with its totals."""
        question = self.answers.script.question_by_id.get(self.plan.services)
        asks = {column.id: column.text for column in question.columns} if question else {}
        return charges_of(self.need(self.plan.services), asks, self.plan.services, self.currency)

    @property
    def start(self) -> date:
        """The first day."""
        day: date = self.need(self.plan.start)
        return day

    @property
    def first_working_day(self) -> date:
        """The day from which active use is counted: people work with it, and the agreement has begun."""
        if not self.plan.people_work_by:
            return self.start
        day: date = self.need(self.plan.people_work_by)
        return max(self.start, day)

    @property
    def months(self) -> int:
        """Months of the term; 0 is month by month."""
        return self.plan.term_months[self.need(self.plan.term)]

    @property
    def fixed_months(self) -> int:
        """Months of the term; it does not apply month by month."""
        return self.months or _there(Absent("", "", applies=False))

    @property
    def notice_days(self) -> int:
        """Days of notice, no more than the law of the customer's place allows."""
        days: int = self.need(self.plan.notice_days)
        place = self.answers.of(self.plan.notice_at_most) if self.plan.notice_at_most else None
        return min(days, self.plan.notice_limits.get(place, days)) if isinstance(place, str) else days

    @property
    def active_people(self) -> int:
        """How many people are to use it; part of a person counts as one."""
        share = Decimal(self.need(self.plan.users)) * Decimal(self.need(self.plan.active_target)) / 100
        return int(share.to_integral_value(ROUND_CEILING))

    def leaving_prices(self) -> list[dict[str, object]]:
        """Give the price of leaving for every month of the term."""
        way = self.need(self.plan.leaving)
        rest = way in self.plan.rest_of_term
        monthly = _there(self.charges.monthly)
        return prices_of_leaving(
            monthly, self.start, self.fixed_months, self.notice_days, self.currency, rest_of_term=rest
        )

    def review_dates(self) -> tuple[ReviewDate, ...]:
        """Give the calendar in order. Raises `GapError` where an answer that it hangs on is missing."""
        every = self.plan.review_months[self.need(self.plan.reviews)]
        return review_dates(self.start, self.months, every, self.first_working_day)

    def reviews(self) -> list[dict[str, object]]:
        """Give the calendar as rows in the pack's words."""
        return [{"date": each.day, "what": self.called(each)} for each in self.review_dates()]

    def called(self, each: ReviewDate) -> str:
        """Name a date of the calendar in the pack's words."""
        words = self.pack.words
        return f"{words[each.kind]} {words['with_review']}" if each.with_review else words[each.kind]

    @property
    def term_total(self) -> Decimal:
        """What the whole term comes to."""
        monthly, once = _there(self.charges.monthly), _there(self.charges.once)
        total: Decimal = monthly * self.fixed_months + once
        return total

    @cached_property
    def credit_rules(self) -> CreditRules:
        """The steps of money back; without a step there is something to confirm."""
        question = self.plan.credits
        steps = self.need(question)
        levels = self.answers.of(self.plan.levels) if self.plan.levels else ()
        asked = self.answers.script.question_by_id[question]
        if not steps:
            raise GapError(Absent(self.answers.ask(asked), question))
        asks = {column.id: column.text for column in asked.columns}
        known = levels if isinstance(levels, list) else ()
        return CreditRules(steps, known, self.plan.less_is_better, self.charges, asks, question)

    def level_origins(self) -> list[dict[str, object]]:
        """Give who asked for each level, when and why."""
        question = self.plan.levels
        return level_origins(self.answers, question, self.need(question), self.pack.words)

    @property
    def levels_set_on(self) -> date | None:
        """The day since which the levels have stood as they stand."""
        self.need(self.plan.levels)
        return levels_set_on(self.answers, self.plan.levels)

    def people_of(self, parts: Collection[str]) -> str:
        """Give the names of those of the customer's people who have one of these parts, as `A, B and C`."""
        rows = self.need(self.plan.people)
        names = [row["name"] for row in rows if row.get("part") in parts and row.get("name")]
        last = names.pop() if names else ""
        return f"{', '.join(names)} {self.pack.words['and']} {last}" if names else last

    @property
    def switching_charged_until(self) -> date:
        """The last day on which moving elsewhere may be charged for; it does not apply where none is left."""
        place = self.need(self.plan.switching)
        free_from = self.plan.switching_free_from.get(place)
        if free_from is None or free_from <= self.start:
            raise GapError(Absent("", "", applies=False))
        return free_from - timedelta(days=1)

    @property
    def handover_hours(self) -> int:
        """Hours that the seller takes to hand over everything."""
        return len(self.need(self.plan.systems)) * self.plan.hours_each_system

    @property
    def learning_hours(self) -> int:
        """Hours that the customer's people take to learn something else, the last one begun counted as whole."""
        people: int = self.need(self.plan.users)
        return -(-people * self.plan.learning_minutes_each // 60)

    @property
    def side_by_side(self) -> Decimal:
        """What the services cost while the old and the new run beside each other."""
        monthly: Decimal = _there(self.charges.monthly)
        return cents(monthly * self.plan.side_by_side_days / DAYS_A_MONTH, self.currency)

    def milestones(self) -> list[dict[str, object]]:
        """Give the steps of the work with their days and what is paid for each."""
        steps, start = self.plan.milestones, self.start
        work = (self.first_working_day - start).days
        amounts = paid_by_milestone(_there(self.charges.once), [step.pays for step in steps], self.currency)
        return [
            {
                "number": number,
                "what": step.what,
                "accepted_by": step.accepted_by,
                "date": start + timedelta(days=work * step.at // 100 + step.days_after),
                "amount": amount,
            }
            for number, (step, amount) in enumerate(zip(steps, amounts, strict=True), start=1)
        ]


def _there(value: Any) -> Any:
    """Give a value that is there; it stops the working out where it is not."""
    if isinstance(value, Absent):
        raise GapError(value)
    return value


_SERVICE_FORMS = {
    **dict.fromkeys(SERVICE_COLUMNS, "money"),
    "service": "text",
    "vendor": "text",
    "unit": "text",
    "quantity": "number",
    "monthly": "money",
    "once": "money",
}
_CREDIT_FORMS = {
    "service": "text",
    "below": "number",
    "unit": "text",
    "credit": "percent",
    "charge": "money",
    "amount": "money",
}
_OFFER = ("services",)
_TERM = ("start", "term")
_USE = ("users", "active_target")

FACT_TYPES: Final[Mapping[str, FactType]] = {
    "our_name": FactType("text", lambda figures: figures.our_name),
    "as_of": FactType("date", lambda figures: figures.answers.standing.as_of),
    "services": FactType("table", lambda figures: figures.charges.rows, _OFFER, _SERVICE_FORMS),
    "monthly_total": FactType("money", lambda figures: figures.charges.monthly, _OFFER),
    "once_total": FactType("money", lambda figures: figures.charges.once, _OFFER),
    "first_year_total": FactType("money", lambda figures: figures.charges.first_year, _OFFER),
    "term_total": FactType("money", lambda figures: figures.term_total, (*_OFFER, "term")),
    "term_months": FactType("number", lambda figures: figures.fixed_months, ("term",)),
    "end_date": FactType("date", lambda figures: last_day(figures.start, figures.fixed_months), _TERM),
    "notice_days": FactType("number", lambda figures: figures.notice_days, ("notice_days", "notice_at_most")),
    "leaving_prices": FactType(
        "table",
        Figures.leaving_prices,
        (*_OFFER, *_TERM, "leaving", "notice_days"),
        {"month": "number", "last_day": "date", "price": "money"},
    ),
    "reviews": FactType(
        "table", Figures.reviews, (*_TERM, "people_work_by", "reviews"), {"date": "date", "what": "text"}
    ),
    "renewal_talk": FactType("date", lambda figures: talk_day(figures.start, figures.months), _TERM),
    "decision_by": FactType("date", lambda figures: decision_day(figures.start, figures.fixed_months), _TERM),
    "active_by": FactType(
        "date",
        lambda figures: figures.first_working_day + timedelta(days=figures.plan.active_after_days),
        ("start", "people_work_by"),
    ),
    "active_people": FactType("number", lambda figures: figures.active_people, _USE),
    "checkpoints": FactType(
        "table",
        lambda figures: checkpoints(figures.first_working_day, figures.active_people),
        ("start", "people_work_by", *_USE),
        {"day": "number", "date": "date", "people": "number"},
    ),
    "credits": FactType(
        "table",
        lambda figures: figures.credit_rules.rows(),
        ("credits", "levels", *_OFFER),
        _CREDIT_FORMS,
    ),
    "credit_example": FactType(
        "table",
        lambda figures: figures.credit_rules.example(figures.first_working_day),
        ("credits", "levels", *_OFFER, "start", "people_work_by"),
        {**_CREDIT_FORMS, "reached": "number", "month_ends": "date"},
    ),
    "level_origins": FactType(
        "table",
        Figures.level_origins,
        ("levels",),
        {**dict.fromkeys(ORIGIN_COLUMNS, "text"), "asked_on": "date", "hour_cost": "money"},
    ),
    "levels_set_on": FactType("date", lambda figures: figures.levels_set_on, ("levels",)),
    "sponsor": FactType("text", lambda figures: figures.people_of(figures.plan.sponsor_parts), ("people",)),
    "owner": FactType("text", lambda figures: figures.people_of(figures.plan.owner_parts), ("people",)),
    "switching_charged_until": FactType(
        "date", lambda figures: figures.switching_charged_until, ("switching", "start")
    ),
    "milestones": FactType(
        "table",
        Figures.milestones,
        (*_OFFER, "start", "people_work_by"),
        {"number": "number", "what": "text", "accepted_by": "text", "date": "date", "amount": "money"},
    ),
    "handover_hours": FactType("number", lambda figures: figures.handover_hours, ("systems",)),
    "learning_hours": FactType("number", lambda figures: figures.learning_hours, ("users",)),
    "side_by_side": FactType("money", lambda figures: figures.side_by_side, _OFFER),
    "declined_advice": FactType(
        "table",
        lambda figures: declined_advice(figures.answers, figures.pack),
        columns=dict.fromkeys(ADVICE_COLUMNS, "text"),
    ),
    "agreed_plans": FactType(
        "table",
        lambda figures: agreed_plans(figures.answers),
        columns={**dict.fromkeys(PLAN_COLUMNS, "text"), "due": "date"},
    ),
    **LETTER_FACTS,
    **DEAL_FACTS,
    **ORDER_FACTS,
}
"""Every worked-out value that a clause may print. See "Worked-out values" in docs/contract-packs.md."""


class Facts:
    """The worked-out values of one draft, each worked out when a clause first asks for it."""

    def __init__(self, figures: Figures) -> None:
        self._figures = figures
        self._known: dict[str, object] = {}

    def of(self, name: str) -> object:
        """Give a worked-out value: a plain value, rows, or an `Absent`."""
        if name not in self._known:
            try:
                value = FACT_TYPES[name].work_out(self._figures)
            except GapError as gap:
                value = gap.absent
            self._known[name] = self._with_columns(name, value)
        return self._known[name]

    def sources(self, name: str) -> tuple[str, ...]:
        """Give the questions that a value comes from."""
        plan = self._figures.plan
        return tuple(question for each in FACT_TYPES[name].inputs if (question := getattr(plan, each)))

    def _with_columns(self, name: str, value: object) -> object:
        """Say for an absent table what each of its columns waits for."""
        columns = FACT_TYPES[name].columns
        if not isinstance(value, Absent) or not columns:
            return value
        question = self._figures.answers.script.question_by_id.get(value.question)
        asks = {column.id: column.text for column in question.columns} if question else {}
        return replace(value, columns={column: asks.get(column, value.ask) for column in columns})
