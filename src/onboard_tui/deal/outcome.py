"""What became of a deal that went ahead: active use against what was agreed, and the customer's fate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from onboard_tui.deal.amounts import hours_within
from onboard_tui.deal.days import day_gone
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Fared, Fate, Measured
from onboard_tui.interview.fill import filled
from onboard_tui.interview.standing import confirmed
from onboard_tui.interview.values import display
from onboard_tui.script.model import VerdictKind
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.dealings import Decided
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.model import OutcomeRule, Script

MOST_PEOPLE = 100_000_000
"""More people than this are taken for a slip of the finger."""


class OutcomeClass(StrEnum):
    """What a deployment came to."""

    SUCCESS = "success"
    PARTIAL = "partial"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Active use as it was counted, against what was agreed."""

    entry: Measured
    threshold: int | Decimal
    """The share from which it is a success, in percent."""
    class_: OutcomeClass

    @property
    def share(self) -> Fraction:
        """The people in active use among those licensed, 0 to 1."""
        return Fraction(self.entry.active, self.entry.licensed)

    @property
    def sentence(self) -> str:
        """Say it in a line: `48 of 60 in active use (80.0%), success from 80%: success`."""
        counted = (
            f"{self.entry.active} of {self.entry.licensed} in active use ({float(100 * self.share):.1f}%)"
        )
        return f"{counted}, success from {self.threshold}%: {self.class_.value}"


@dataclass(frozen=True, slots=True)
class Count:
    """Active use as the answers of a use check tell it."""

    licensed: int
    active: int
    method: str
    on: date


def counts_use(script: Script) -> bool:
    """Whether a script is that of a use check: its answers tell how many people use what they have."""
    return script.outcome.active is not None


def count_told(assessment: Assessment) -> Count:
    """Give the count that the answers of a use check tell. Raises `UsageError`."""
    standing, script = assessment.standing, assessment.script
    rule = script.outcome
    named = (rule.licensed, rule.active, rule.method, rule.counted_on)
    asked = [script.question_by_id[name] for name in named if name is not None]
    if len(asked) < len(named):
        raise UsageError(
            f"“{script.title}” is no use check: its answers count nobody.",
            way_out="Name the interview of a use check.",
        )
    for question in asked:
        if not confirmed(standing.recorded(question.id)):
            raise UsageError(
                f"The use check has no confirmed answer yet: {filled(question.ask, standing)}",
                way_out="Record that answer first.",
            )
    told: list[Any] = [standing.value(each.id) for each in asked]  # its types are checked with the script
    licensed, active, method, day = told
    return Count(licensed, active, display(asked[2], method, script), day)


def threshold_of(target: int | Decimal | None, rule: OutcomeRule) -> int | Decimal:
    """Give the share of active use that makes a success, in percent: what was agreed, but never too little."""
    return max(rule.least, rule.default_target if target is None else target)


def outcome_of(licensed: int, active: int, target: int | Decimal | None, rule: OutcomeRule) -> OutcomeClass:
    """Tell what a deployment came to. See "The outcome" in docs/script-language.md for the shares."""
    percent = Fraction(100 * active, licensed)
    if percent >= Fraction(threshold_of(target, rule)):
        return OutcomeClass.SUCCESS
    return OutcomeClass.PARTIAL if percent >= rule.least else OutcomeClass.FAILED


def outcomes_of(interview: Interview) -> tuple[Outcome, ...]:
    """Give what was counted since the deal went ahead, by day; nothing for one that did not."""
    decided = interview.dealings.decision
    if decided is None or decided.choice is not VerdictKind.PROCEED:
        return ()
    rule = interview.script.outcome
    return tuple(
        Outcome(
            entry,
            threshold_of(decided.target, rule),
            outcome_of(entry.licensed, entry.active, decided.target, rule),
        )
        for entry in sorted(interview.dealings.measurements, key=lambda entry: entry.on)
        if entry.on >= decided.on
    )


def fates_of(interview: Interview) -> tuple[Fared, ...]:
    """Give what became of the customer since the deal went ahead, or since we left it, by day."""
    since = interview.dealings.decided_since
    fates = [] if since is None else [each for each in interview.dealings.fates if each.on >= since.on]
    return tuple(sorted(fates, key=lambda each: each.on))


def latest_outcome(assessment: Assessment) -> Outcome | None:
    """Give what was counted last, or nothing where nothing was."""
    counted = outcomes_of(assessment.interview)
    return counted[-1] if counted else None


def measured(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    on: date | None,
    licensed: int,
    active: int,
    method: str,
    hours: Decimal | None = None,
    note: str = "",
) -> Measured:
    """Give the entry of counting active use, today unless it is said when. Raises `UsageError`."""
    decided = _decision(assessment, "Active use can be counted")
    if decided.choice is not VerdictKind.PROCEED:
        raise UsageError(
            "There is no active use to count: the deal did not go ahead.",
            way_out="Record what became of the customer instead.",
        )
    day = day_gone(assessment, on, "Active use", first=decided.on, since="the deal went ahead")
    _check_people(licensed, active)
    how = stripped(method)
    if not how:
        raise UsageError(
            "An outcome needs to say how active use was counted.",
            way_out="Such as: signed in and filed a job in the last 28 days.",
        )
    spent = None if hours is None else hours_within(hours, "The hours spent")
    return Measured(
        **stamp, on=day, licensed=licensed, active=active, method=how, hours=spent, note=stripped(note)
    )


def _check_people(licensed: int, active: int) -> None:
    if not 1 <= licensed <= MOST_PEOPLE:
        raise UsageError(
            "The number of people licensed does not fit.", way_out=f"It is between 1 and {MOST_PEOPLE:,}."
        )
    if active < 0:
        raise UsageError("The number of people in active use cannot be below zero.")
    if active > licensed:
        raise UsageError(
            "More people in active use than people licensed cannot be.",
            way_out=f"At most {licensed:,} of {licensed:,} can be in active use.",
        )


def fared(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    fate: Fate,
    on: date | None = None,
    to_whom: str = "",
    note: str = "",
) -> Fared:
    """Give the entry of what became of the customer, today unless it is said when. Raises `UsageError`."""
    decided = _decision(assessment, "What became of the customer can be recorded")
    since = assessment.interview.dealings.decided_since or decided
    day = day_gone(assessment, on, "The customer's fate", first=since.on, since="the deal was decided")
    whom = stripped(to_whom)
    if whom and fate in {Fate.STAYED, Fate.STOPPED}:
        raise UsageError(f"A customer who {fate.value} went to nobody.", way_out="Leave out to whom.")
    return Fared(**stamp, on=day, fate=fate, to_whom=whom, note=stripped(note))


def _decision(assessment: Assessment, what: str) -> Decided:
    decided, script = assessment.interview.dealings.decision, assessment.script
    if script.no_deal:
        raise UsageError(
            f"“{script.title}” is no deal, so what came of it is recorded with the deal itself.",
            way_out="Open the deal. What a use check counted is taken over there.",
        )
    if decided is None:
        raise UsageError(
            f"{what} once the deal is decided, and no decision stands.", way_out="Decide the deal first."
        )
    return decided
