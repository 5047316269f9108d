"""Outcomes: active use against what was agreed, and what became of the customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.outcome import (
    OutcomeClass,
    fared,
    fates_of,
    latest_outcome,
    measured,
    outcome_of,
    outcomes_of,
    threshold_of,
)
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Decided, Fared, Fate, Measured
from onboard_tui.script.model import OutcomeRule, VerdictKind
from tests.deal.small import NOON, TODAY, build_script, fill_interview

SIGNED_ON = TODAY - timedelta(days=100)
RULE = OutcomeRule()
STAMP: dict[str, Any] = {"id": "outcome", "at": NOON}


def deal(
    choice: VerdictKind | None = VerdictKind.PROCEED,
    *measurements: tuple[int, int, date],
    target: int | Decimal | None = 80,
) -> Assessment:
    """Judge a deal that was decided 100 days ago, and counted as (active, licensed, day)."""
    interview = fill_interview(build_script({"fits": {}}), {"fits": True})
    if choice is not None:
        interview = interview.with_entries(
            Decided(
                id="decided",
                at=NOON,
                on=SIGNED_ON,
                choice=choice,
                reason="It fits.",
                verdict=VerdictKind.PROCEED,
                target=target,
            )
        )
    for number, (active, licensed, day) in enumerate(measurements):
        interview = interview.with_entries(
            Measured(id=f"m{number}", at=NOON, on=day, licensed=licensed, active=active, method="signed in")
        )
    return assess(interview, TODAY)


def count(assessment: Assessment, **changes: Any) -> Measured:
    """Count 48 of 60 people, or what is said otherwise."""
    said: dict[str, Any] = {"on": None, "licensed": 60, "active": 48, "method": "signed in, last 28 days"}
    return measured(assessment, STAMP, **{**said, **changes})


@pytest.mark.parametrize(
    ("active", "licensed", "target", "expected"),
    [
        (14, 60, 80, OutcomeClass.FAILED),
        (48, 60, 80, OutcomeClass.SUCCESS),
        (30, 60, 80, OutcomeClass.PARTIAL),
        (47, 60, 80, OutcomeClass.PARTIAL),
        (29, 60, 80, OutcomeClass.FAILED),
        (48, 60, None, OutcomeClass.SUCCESS),
        (47, 60, None, OutcomeClass.PARTIAL),
        (30, 60, 30, OutcomeClass.SUCCESS),
        (29, 60, 30, OutcomeClass.FAILED),
        (33, 40, Decimal("82.5"), OutcomeClass.SUCCESS),
        (329, 400, Decimal("82.5"), OutcomeClass.PARTIAL),
        (1, 3, 33, OutcomeClass.FAILED),
        (0, 1, 80, OutcomeClass.FAILED),
        (60, 60, 100, OutcomeClass.SUCCESS),
        (59, 60, 100, OutcomeClass.PARTIAL),
    ],
)
def test_a_deployment_is_a_success_partial_or_failed(
    active: int, licensed: int, target: int | Decimal | None, expected: OutcomeClass
) -> None:
    """Success is the agreed share (80% where none was), never under 50%; partial reaches 50%; the rest failed."""
    assert outcome_of(licensed, active, target, RULE) is expected


@given(
    st.integers(1, 500).flatmap(lambda licensed: st.tuples(st.just(licensed), st.integers(0, licensed))),
    st.none() | st.integers(0, 100),
)
def test_one_more_person_in_active_use_never_makes_an_outcome_worse(
    people: tuple[int, int], target: int | None
) -> None:
    """The classes follow the share of people."""
    licensed, active = people
    order = [OutcomeClass.FAILED, OutcomeClass.PARTIAL, OutcomeClass.SUCCESS]
    here, next_one = (
        order.index(outcome_of(licensed, each, target, RULE)) for each in (active, min(active + 1, licensed))
    )
    assert here <= next_one


def test_the_script_says_what_counts_where_nothing_was_agreed() -> None:
    """A script can have another usual target, and another share below which a deployment has failed."""
    rule = OutcomeRule(default_target=60, least=40)
    assert [threshold_of(target, rule) for target in (None, 90, 10)] == [60, 90, 40]
    assert outcome_of(100, 40, None, rule) is OutcomeClass.PARTIAL


def test_the_latest_count_says_what_a_deal_came_to() -> None:
    """Counts are read by their day, whenever they were entered."""
    later, earlier = (40, 60, TODAY), (58, 60, TODAY - timedelta(days=30))
    outcome = latest_outcome(deal(VerdictKind.PROCEED, later, earlier))
    assert outcome is not None
    assert (outcome.share, outcome.threshold, outcome.class_) == (Fraction(2, 3), 80, OutcomeClass.PARTIAL)
    assert outcome.sentence == "40 of 60 in active use (66.7%), success from 80%: partial"


def test_a_deal_that_did_not_go_ahead_has_no_outcome() -> None:
    """Without a decision, or with another one, nothing that was counted is an outcome; nor is an older count."""
    counted = (48, 60, TODAY)
    assert outcomes_of(deal(None, counted).interview) == ()
    assert latest_outcome(deal(VerdictKind.WALK_AWAY, counted)) is None
    assert latest_outcome(deal(VerdictKind.PROCEED, (48, 60, SIGNED_ON - timedelta(days=1)))) is None


def test_a_count_is_kept_as_it_was_said() -> None:
    """It is of today unless a day is named; words come in clean."""
    entry = count(deal(), hours=Decimal("41.5"), note=" a\x1b[31m note ")
    assert (entry.on, entry.licensed, entry.active) == (TODAY, 60, 48)
    assert (entry.hours, entry.note) == (Decimal("41.5"), "a note")
    assert count(deal(), on=SIGNED_ON).on == SIGNED_ON


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"active": 61}, "More people in active use than people licensed cannot be"),
        ({"active": -1}, "cannot be below zero"),
        ({"licensed": 0, "active": 0}, "The number of people licensed does not fit"),
        ({"licensed": 10**30}, "The number of people licensed does not fit"),
        (
            {"on": TODAY + timedelta(days=1)},
            "Active use cannot be on 3 March 2026: that day is still to come",
        ),
        ({"on": SIGNED_ON - timedelta(days=1)}, "the deal went ahead on 22 November 2025, and not before"),
        ({"on": date(1, 1, 1)}, "and not before"),
        ({"method": " \x1b[31m "}, "how active use was counted"),
        ({"hours": Decimal(-1)}, "The hours spent cannot be below zero"),
        ({"hours": Decimal("NaN")}, "no amount that can be kept"),
        ({"hours": Decimal("1e400")}, "no amount that can be kept"),
        ({"hours": Decimal("1e9")}, "At most 1,000,000."),
        ({"hours": Decimal("0.00001")}, "at most 4 decimals"),
    ],
)
def test_a_count_that_cannot_be_is_refused_with_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    """Impossible numbers and days give no entry."""
    with pytest.raises(UsageError, match=sentence):
        count(deal(), **changes)


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        (None, "no decision stands"),
        (VerdictKind.WALK_AWAY, "the deal did not go ahead"),
        (VerdictKind.NEXT_IN_LINE, "the deal did not go ahead"),
    ],
)
def test_active_use_is_counted_only_where_a_deal_went_ahead(
    choice: VerdictKind | None, sentence: str
) -> None:
    """Nothing can be in active use before."""
    with pytest.raises(UsageError, match=sentence):
        count(deal(choice))


def test_a_clock_set_back_counts_nothing() -> None:
    """A day before the deal went ahead is no day to count on, named or not."""
    set_back = assess(deal().interview, SIGNED_ON - timedelta(days=30))
    with pytest.raises(UsageError, match="Active use cannot be on 23 October 2025"):
        count(set_back)
    with pytest.raises(UsageError, match="fate cannot be on 23 October 2025"):
        fate(set_back)


def test_what_became_of_a_customer_may_be_told_of_a_day_before_the_deal_was_left_once_more() -> None:
    """It counts from the day on which we left the deal first."""
    once_more = Decided(
        id="again",
        at=NOON,
        on=TODAY,
        choice=VerdictKind.NEXT_IN_LINE,
        reason="They still insist.",
        verdict=VerdictKind.NEXT_IN_LINE,
    )
    interview = deal(VerdictKind.NEXT_IN_LINE).interview.with_entries(once_more)
    told = fate(assess(interview, TODAY), on=SIGNED_ON)
    assert fates_of(interview.with_entries(told)) == (told,)


def fate(assessment: Assessment, **changes: Any) -> Fared:
    """Say that the customer switched to Wray IT, or what is said otherwise."""
    return fared(assessment, STAMP, **{"fate": Fate.SWITCHED, "to_whom": " Wray IT ", **changes})


def test_what_became_of_a_customer_is_recorded_for_every_decided_deal() -> None:
    """A customer that we did not serve has a fate too."""
    for choice in (VerdictKind.PROCEED, VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE):
        entry = fate(deal(choice))
        assert (entry.on, entry.fate, entry.to_whom) == (TODAY, Fate.SWITCHED, "Wray IT")


@pytest.mark.parametrize(
    ("choice", "changes", "sentence"),
    [
        (None, {}, "no decision stands"),
        (VerdictKind.PROCEED, {"on": TODAY + timedelta(days=1)}, "still to come"),
        (VerdictKind.PROCEED, {"on": SIGNED_ON - timedelta(days=1)}, "the deal was decided on 22 November"),
        (VerdictKind.PROCEED, {"fate": Fate.STAYED}, "A customer who stayed went to nobody"),
    ],
)
def test_a_fate_that_cannot_be_is_refused(
    choice: VerdictKind | None, changes: dict[str, Any], sentence: str
) -> None:
    """No fate before the decision, none in the future, and nobody goes anywhere by staying."""
    with pytest.raises(UsageError, match=sentence):
        fate(deal(choice), **changes)


def test_refusals_speak_the_language_of_the_script() -> None:
    """Days are written as the script writes them."""
    german = deal()
    script = replace(german.script, language="de")
    assessment = assess(replace(german.interview, script=script), TODAY)
    with pytest.raises(UsageError, match=r"3\. März 2026"):
        count(assessment, on=TODAY + timedelta(days=1))
