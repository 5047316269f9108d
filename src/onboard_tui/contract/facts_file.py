"""Reads the `facts` of pack.yaml: which questions the worked-out values of a paper come from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.contract.pack_model import FactsPlan, FreeExitRule, Milestone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.reading import Keys

EVERYTHING = 100
"""Percent that is all of it."""


def read_facts(keys: Keys | None) -> FactsPlan:
    """Read the plan; an empty one where the pack has none."""
    if keys is None:
        return FactsPlan()
    groups = _Groups(keys)
    usual = FactsPlan()
    plan = FactsPlan(
        services=keys.text("services"),
        start=keys.text("start"),
        people_work_by=keys.text("people_work_by"),
        notice_days=keys.text("notice_days"),
        users=keys.text("users"),
        active_target=keys.text("active_target"),
        active_after_days=keys.whole("active_after_days", usual.active_after_days),
        term=groups.question("term"),
        term_months=groups.numbers("term", "months"),
        leaving=groups.question("leaving"),
        price_of_notice=groups.options("leaving", "price_of_notice"),
        rest_of_term=groups.options("leaving", "rest_of_term"),
        reviews=groups.question("reviews"),
        review_months=groups.numbers("reviews", "every_months"),
        notice_at_most=groups.question("notice_at_most"),
        notice_limits=groups.numbers("notice_at_most", "days"),
        signers=groups.question("signers"),
        our_side=groups.word("signers", "ours"),
        their_side=groups.word("signers", "theirs"),
        customer_name=keys.text("customer_name"),
        levels=groups.question("levels"),
        less_is_better=groups.options("levels", "less_is_better"),
        credits=keys.text("credits"),
        people=groups.question("people"),
        sponsor_parts=groups.options("people", "sponsor"),
        owner_parts=groups.options("people", "owner"),
        decider_parts=groups.options("people", "decides"),
        switching=groups.question("switching"),
        switching_free_from=groups.days("switching", "free_from"),
        systems=groups.question("handover"),
        hours_each_system=groups.whole("handover", "hours_each_system", usual.hours_each_system),
        learning_minutes_each=groups.whole("handover", "learning_minutes_each", usual.learning_minutes_each),
        side_by_side_days=groups.whole("handover", "side_by_side_days", usual.side_by_side_days),
        free_exit=_free_exit(groups) if keys.has("free_exit") else None,
        milestones=_milestones(keys),
    )
    groups.finish()
    return plan


def _milestones(keys: Keys) -> tuple[Milestone, ...]:
    """Read the steps of the work; what they pay comes to a hundred percent."""
    found: list[Milestone] = []
    for each in keys.groups("milestones"):
        found.append(
            Milestone(
                what=each.text("what", needed=True),
                accepted_by=each.text("accepted_by", needed=True),
                at=each.whole("at", 100),
                days_after=each.whole("days_after", 0),
                pays=each.whole("pays", 0),
            )
        )
        each.finish()
    paid = sum(each.pays for each in found)
    if found and paid != EVERYTHING:
        message = f"The milestones pay {paid} percent of the price, and not all of it."
        keys.refuse("P104", keys.node_of("milestones"), message, key="milestones")
    return tuple(found)


def _free_exit(groups: _Groups) -> FreeExitRule:
    usual = FreeExitRule("")
    return FreeExitRule(
        clause=groups.word("free_exit", "clause"),
        in_a_row=groups.whole("free_exit", "in_a_row", usual.in_a_row),
        in_twelve=groups.whole("free_exit", "in_twelve", usual.in_twelve),
        days_open=groups.whole("free_exit", "days_open", usual.days_open),
    )


class _Groups:
    """The groups inside `facts`, each read once; one that is missing says nothing."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._groups: dict[str, Keys | None] = {}

    def _group(self, name: str) -> Keys | None:
        if name not in self._groups:
            self._groups[name] = self._keys.group(name)
        return self._groups[name]

    def question(self, name: str) -> str:
        """Give the question that a group is about."""
        return self.word(name, "question")

    def word(self, name: str, key: str) -> str:
        """Give a text that the group has to have."""
        group = self._group(name)
        return group.text(key, needed=True) if group else ""

    def options(self, name: str, key: str) -> frozenset[str]:
        """Give a list of options."""
        group = self._group(name)
        return frozenset(group.texts(key)) if group else frozenset()

    def whole(self, name: str, key: str, default: int) -> int:
        """Give a whole number."""
        group = self._group(name)
        return group.whole(key, default) if group else default

    def numbers(self, name: str, key: str) -> Mapping[str, int]:
        """Give a whole number for each option."""
        inside = self._by_option(name, key)
        return {option: inside.whole(option, 0) for option in inside.names()} if inside else {}

    def days(self, name: str, key: str) -> Mapping[str, date]:
        """Give a day for each option."""
        inside = self._by_option(name, key)
        if inside is None:
            return {}
        found: dict[str, date] = {}
        for option in inside.names():
            written = inside.text(option)
            try:
                found[option] = date.fromisoformat(written)
            except ValueError:
                message = f"“{written}” is no day; write it as 2027-01-12."
                inside.refuse("P104", inside.node_of(option), message, key=option)
        return found

    def _by_option(self, name: str, key: str) -> Keys | None:
        group = self._group(name)
        return group.group(key, needed=True) if group else None

    def finish(self) -> None:
        """Report the keys that are not known."""
        for keys in (self._keys, *self._groups.values()):
            if keys is not None:
                keys.finish()
