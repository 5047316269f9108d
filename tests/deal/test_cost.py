"""The cost of a bad deal: the card, its sentences at the edges, and that no verdict reads it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.assessment import assess
from onboard_tui.deal.calibration import TrackRecord
from onboard_tui.deal.cost import CostOfABadDeal, cost_of_a_bad_deal, estimated
from onboard_tui.deal.outcome import OutcomeClass
from onboard_tui.deal.report import assessment_json
from onboard_tui.errors import UsageError
from tests.deal.small import NOON, TODAY, build_script, fill_interview
from tests.deal.track import deal_record

STAMP: dict[str, Any] = {"id": "estimate", "at": NOON}
AMOUNTS = st.decimals(0, 10**9, places=2)


def card(
    margin: str, hourly: str, collected: str, record: TrackRecord | None = None, **more: Any
) -> CostOfABadDeal:
    """Work out a card from figures in text."""
    entry = estimated(
        STAMP, margin=Decimal(margin), hourly=Decimal(hourly), collected=Decimal(collected), **more
    )
    return cost_of_a_bad_deal(entry, record or TrackRecord())


def own_hours(good: list[str], failed: list[str]) -> TrackRecord:
    """Make a record of deals with these hours."""
    return TrackRecord.of(
        [
            deal_record(f"{outcome}{number}", outcome=outcome, hours=Decimal(spent))
            for outcome, hours in ((OutcomeClass.SUCCESS, good), (OutcomeClass.FAILED, failed))
            for number, spent in enumerate(hours)
        ]
    )


def test_the_worked_card() -> None:
    """18,000 margin, 85 an hour, 4,500 collected, at the assumed 40 hours and 10 times."""
    worked = card("18000", "85", "4500")
    assert (worked.good, worked.bad, worked.percent) == (Decimal(14600), Decimal(29500), "66.9%")
    assert worked.break_even == Fraction(29500, 44100)
    assert (worked.assumed, worked.hours_assumed) == (True, True)
    assert worked.multiplier_words == "10x (assumption)"
    assert worked.sentence == (
        "At your figures this deal has to end in active use more than two times in three to be worth signing."
    )


@pytest.mark.parametrize(("times", "percent"), [(3, "28.1%"), (5, "46.1%"), (10, "66.9%")])
def test_the_worked_card_at_our_own_ratio(times: int, percent: str) -> None:
    """Three good and three failed deals with hours replace the assumption."""
    record = own_hours(["40"] * 3, [str(40 * times)] * 3)
    worked = card("18000", "85", "4500", record)
    assert worked.percent == percent
    assert (worked.multiplier, worked.assumed, worked.good_n, worked.failed_n) == (
        Fraction(times),
        False,
        3,
        3,
    )
    assert worked.multiplier_words == f"{times}x (own ratio: 3 failed, 3 good deals)"


@pytest.mark.parametrize(("good", "failed"), [(2, 3), (3, 2), (0, 9), (9, 0)])
def test_fewer_than_three_of_a_kind_replace_nothing(good: int, failed: int) -> None:
    """Two deals are no ratio."""
    worked = card("18000", "85", "4500", own_hours(["40"] * good, ["90"] * failed))
    assert worked.assumed
    assert worked.multiplier == 10


def test_our_own_hours_are_a_median_with_their_range() -> None:
    """One deal that ran away moves the range and not the figure."""
    record = own_hours(["20", "30", "600"], ["100", "150", "5000"])
    worked = card("18000", "85", "4500", record)
    assert (worked.base_hours, worked.hours_assumed, worked.multiplier) == (Fraction(30), False, Fraction(5))
    assert str(worked.failed_hours) == "median 150 h of 3 deals, 100 to 5000"
    assert str(own_hours(["22.5"], []).good_hours) == "median 22.5 h of 1 deal, 22.5 to 22.5"


def test_stated_hours_stand_before_our_own_and_the_assumption() -> None:
    """The seller knows this deal better than the median does; the ratio stays our own."""
    record = own_hours(["20", "30", "40"], ["60", "90", "120"])
    worked = card("18000", "85", "4500", record, hours=Decimal(50))
    assert (worked.base_hours, worked.hours_assumed, worked.multiplier) == (Fraction(50), False, Fraction(3))
    assert worked.good == Decimal(18000 - 50 * 85)


def test_bad_mouthing_is_a_cost_where_it_is_stated() -> None:
    """The cost to our reputation is added to what a bad deal costs."""
    assert card("18000", "85", "4500", reputation=Decimal(2000)).bad == Decimal(31500)


@pytest.mark.parametrize(
    ("margin", "hourly", "collected", "sentence"),
    [
        ("1000", "85", "4500", "this deal loses money even if it ends in active use."),
        ("3400", "85", "4500", "this deal earns nothing even if it ends in active use."),
        ("-500", "0", "0", "this deal loses money even if it ends in active use."),
        ("0", "0", "4500", "this deal pays only if it ends badly: look at the figures again."),
        ("18000", "85", "34000", "even a bad end costs nothing: no chance of active use decides."),
        ("18000", "85", "99000", "even a bad end costs nothing: no chance of active use decides."),
    ],
)
def test_where_no_chance_decides_the_card_says_so(
    margin: str, hourly: str, collected: str, sentence: str
) -> None:
    """A percentage above 100 or below 0 would be nonsense."""
    worked = card(margin, hourly, collected)
    assert (worked.break_even, worked.percent) == (None, "")
    assert worked.sentence == f"At your figures {sentence}"


@pytest.mark.parametrize(
    ("collected", "words"),
    [
        ("33000", "is worth signing if it ends in active use one time in ten."),
        ("30000", "more than one time in five"),
        ("19400", "at least one time in two"),
        ("0", "more than two times in three"),
    ],
)
def test_the_chance_is_said_in_words(collected: str, words: str) -> None:
    """The nearest plain chance below is named, and it is said whether it is met or passed."""
    assert words in card("18000", "85", collected).sentence


@pytest.mark.parametrize(
    ("margin", "collected", "percent"), [("3400.01", "0", "over 99.9%"), ("900000000", "33999", "under 0.1%")]
)
def test_a_chance_never_looks_like_certainty(margin: str, collected: str, percent: str) -> None:
    """Rounding makes neither 100% nor 0% of a chance that is neither."""
    assert card(margin, "85", collected).percent == percent


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.none() | AMOUNTS, st.none() | st.decimals("0.01", 10**6, places=2))
def test_a_chance_lies_between_never_and_always(
    margin: Decimal, hourly: Decimal, collected: Decimal, reputation: Decimal | None, hours: Decimal | None
) -> None:
    """Whatever the figures, the break-even chance is one, and it is where both ends weigh the same."""
    entry = estimated(
        STAMP, margin=margin, hourly=hourly, collected=collected, reputation=reputation, hours=hours
    )
    worked = cost_of_a_bad_deal(entry, TrackRecord())
    assert worked.sentence.startswith("At your figures ")
    if worked.break_even is None:
        assert worked.good <= 0 or worked.bad <= 0
    else:
        assert 0 < worked.break_even < 1
        spent = Fraction(hours or 40) * Fraction(hourly)
        good = Fraction(margin) - spent
        bad = 10 * spent - Fraction(collected) + Fraction(reputation or 0)
        assert worked.break_even * good == (1 - worked.break_even) * bad


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"hourly": Decimal(-1)}, "The cost of an hour cannot be below zero"),
        ({"collected": Decimal(-1)}, "The money collected cannot be below zero"),
        ({"reputation": Decimal(-1)}, "The cost to our reputation cannot be below zero"),
        ({"hours": Decimal(0)}, "A good deal takes some hours"),
        ({"hours": Decimal(-3)}, "The hours of a good deal cannot be below zero"),
        ({"hours": Decimal("NaN")}, "no amount that can be kept"),
        ({"hours": Decimal("1e9")}, "At most 1,000,000."),
        ({"margin": Decimal("Infinity")}, "no amount that can be kept"),
        ({"margin": Decimal("1e999999")}, "no amount that can be kept"),
        ({"margin": Decimal("0.00001")}, "at most 4 decimals"),
    ],
)
def test_figures_that_cannot_be_are_refused(changes: dict[str, Any], sentence: str) -> None:
    """Only the margin may be below zero: a deal can be a loss from the start."""
    figures: dict[str, Any] = {"margin": Decimal(1), "hourly": Decimal(1), "collected": Decimal(1)}
    with pytest.raises(UsageError, match=sentence):
        estimated(STAMP, **{**figures, **changes})


def test_no_estimate_moves_the_verdict() -> None:
    """The card informs: with a ruinous estimate everything that is judged stays as it was."""
    script = build_script({"sponsor": {}}, {"no_sponsor": {"raise_when": "not sponsor"}})
    interview = fill_interview(script, {"sponsor": False})
    ruin = estimated(STAMP, margin=Decimal(-(10**6)), hourly=Decimal(900), collected=Decimal(0))
    before, after = assess(interview, TODAY), assess(interview.with_entries(ruin), TODAY)
    assert assessment_json(after) == assessment_json(before)
    assert after.verdict == before.verdict
