"""Calibration: frozen forecasts against outcomes, and silence where there are too few of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import comb
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.bands import BANDS, Band, band_of, beta_quantile
from onboard_tui.deal.calibration import (
    DealRecord,
    TrackRecord,
    deal_from_json,
    deal_to_json,
    record_of,
)
from onboard_tui.deal.lift import Lift, lift_table
from onboard_tui.deal.outcome import OutcomeClass
from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import Fared, Fate, Measured, Reopened
from onboard_tui.script.model import VerdictKind
from tests.deal.small import NOON, TODAY, build_script, fill_interview
from tests.deal.track import deal_record, decision, left

if TYPE_CHECKING:
    from onboard_tui.interview.interview import Interview

SUCCESS, PARTIAL, FAILED = OutcomeClass.SUCCESS, OutcomeClass.PARTIAL, OutcomeClass.FAILED
WORKED = {"proceed": (8, 9), "with_conditions": (5, 7), "with_unresolved": (2, 5), "against_advice": (0, 3)}
"""Successes and outcomes by band in the worked example of 24 deals."""


def worked_deals(*, not_successful: OutcomeClass = FAILED) -> list[DealRecord]:
    """Make the 24 worked deals: 5 of the 9 failures are among the 6 that had raised `no_training`."""
    deals = [
        deal_record(f"{band}{number}", band=band, outcome=SUCCESS if number < good else not_successful)
        for band, (good, all_) in WORKED.items()
        for number in range(all_)
    ]
    failures = [deal for deal in deals if deal.outcome is not SUCCESS]
    successes = [deal for deal in deals if deal.outcome is SUCCESS]
    with_it = {deal.interview_id for deal in (*failures[:5], successes[0])}
    flagged = {failures[0].interview_id: {"rare": "open"}}
    return [
        with_flags(deal, flagged.get(deal.interview_id, {}) | {"no_training": "open"})
        if deal.interview_id in with_it
        else deal
        for deal in deals
    ]


def with_flags(deal: DealRecord, flags: dict[str, str]) -> DealRecord:
    """Give a deal with other flags frozen."""
    return replace(deal, decided=replace(deal.decided, flags=flags))


def rounded(value: Fraction | float | None, places: int = 3) -> float:
    """Round a figure that is there."""
    assert value is not None
    return round(float(value), places)


# Forecasts


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        ("proceed", (0.86, 0.73, 0.96)),
        ("with_conditions", (0.71, 0.53, 0.87)),
        ("with_unresolved", (0.44, 0.24, 0.66)),
        ("against_advice", (0.11, 0.01, 0.27)),
    ],
)
def test_the_worked_bands(band: str, expected: tuple[float, float, float]) -> None:
    """8 of 9, 5 of 7, 2 of 5 and 0 of 3 give their forecasts with an 80% interval."""
    row = next(row for row in TrackRecord.of(worked_deals()).bands if row.rule.id == band)
    assert (row.successes, row.outcomes) == WORKED[band]
    assert (rounded(row.chance, 2), *(rounded(end, 2) for end in row.range)) == expected


def test_a_band_in_a_line() -> None:
    """It says how many, the forecast and its interval."""
    assert str(Band(BANDS["proceed"], 9, 9, 8)) == "8 of 9, forecast 0.86 (0.73-0.96)"


def test_without_outcomes_the_stated_starting_points_stand() -> None:
    """0.80, 0.70, 0.50 and 0.20 are assumptions, and all there is at first."""
    record = TrackRecord.of([deal_record("signed"), left("left")])
    assert [str(record.forecast(band)) for band in BANDS] == ["0.8000", "0.7000", "0.5000", "0.2000"]


@pytest.mark.parametrize(
    ("verdict", "conditions", "band"),
    [
        (VerdictKind.PROCEED, "", "proceed"),
        (VerdictKind.PROCEED, "conditions", "with_conditions"),
        (VerdictKind.STEER_FIRST, "", "with_unresolved"),
        (VerdictKind.NEXT_IN_LINE, "", "against_advice"),
        (VerdictKind.WALK_AWAY, "", "against_advice"),
    ],
)
def test_the_frozen_verdict_says_the_band(verdict: VerdictKind, conditions: str, band: str) -> None:
    """What a deal was signed against counts, and not what it is called later."""
    assert band_of(verdict, conditions) == band


@given(st.integers(1, 40), st.integers(1, 40), st.floats(0.001, 0.999))
def test_the_interval_agrees_with_counting(a: int, b: int, part: float) -> None:
    """For whole parameters the Beta distribution is a sum over coin tosses, which can be done exactly."""
    x = Fraction(beta_quantile(float(a), float(b), part))
    tosses = a + b - 1
    below = sum(comb(tosses, k) * x**k * (1 - x) ** (tosses - k) for k in range(a, tosses + 1))
    assert abs(float(below) - part) < 1e-9


@given(st.sampled_from(list(BANDS)), st.integers(0, 100_000), st.integers(0, 100_000))
def test_an_interval_is_made_for_any_number_of_deals(band: str, good: int, bad: int) -> None:
    """The two ends lie in order between never and always."""
    low, high = Band(BANDS[band], good + bad, good + bad, good).range
    assert 0 < low < high < 1


@given(st.sampled_from(list(BANDS)), st.integers(0, 50), st.integers(0, 50))
def test_a_success_more_never_lowers_a_forecast(band: str, good: int, bad: int) -> None:
    """A failure more never raises it."""
    here = Band(BANDS[band], 0, good + bad, good).chance
    assert Band(BANDS[band], 0, good + bad + 1, good + 1).chance > here
    assert Band(BANDS[band], 0, good + bad + 1, good).chance < here


# Scores


def test_the_worked_scores() -> None:
    """24 deals: Brier 0.157, base rate 0.625, reference 0.234, skill 0.33."""
    record = TrackRecord.of(worked_deals())
    assert rounded(record.base_rate) == 0.625
    assert (rounded(record.brier), rounded(record.reference)) == (0.157, 0.234)
    assert rounded(record.skill, 2) == 0.33


@pytest.mark.parametrize(
    ("good", "bad", "early"), [(15, 5, False), (14, 5, True), (16, 4, True), (0, 0, True)]
)
def test_below_20_outcomes_or_5_failures_there_are_counts_only(good: int, bad: int, early: bool) -> None:
    """It is too early to say; the counts are there all the same."""
    record = TrackRecord.of(
        [deal_record(f"g{number}", outcome=SUCCESS, flags=("late",)) for number in range(good)]
        + [deal_record(f"b{number}", outcome=FAILED, flags=("late",)) for number in range(bad)]
    )
    assert record.too_early is early
    figures = (record.brier, record.base_rate, record.reference, record.skill)
    assert [figure is None for figure in figures] == [early] * 4
    assert (record.lift == ()) is early
    assert (record.in_use, record.failures) == (good, bad)


def test_where_nothing_succeeded_there_is_no_skill() -> None:
    """A base rate of zero leaves nothing to be better than."""
    record = TrackRecord.of([deal_record(str(number), outcome=FAILED) for number in range(20)])
    assert record.brier == Fraction(64, 100)
    assert (record.reference, record.skill) == (Fraction(0), None)


def test_forecasts_stay_as_they_were_frozen() -> None:
    """The score is of what was said at signing, whatever the band would say today."""
    told = [replace(deal, decided=replace(deal.decided, forecast=Decimal("0.5"))) for deal in worked_deals()]
    assert TrackRecord.of(told).brier == Fraction(1, 4)


def test_partial_use_is_a_failure_in_the_first_line_and_a_success_in_the_second() -> None:
    """A success is only what was agreed; the second line shows what difference that makes."""
    record = TrackRecord.of(worked_deals(not_successful=PARTIAL))
    second = record.partial_as_success
    assert (record.in_use, record.live_not_used, second.in_use, second.live_not_used) == (15, 9, 24, 0)
    assert rounded(record.brier) == 0.157
    assert second.bands[3].successes == 3
    assert second.partial_as_success == second


# Flags


def test_the_worked_lift() -> None:
    """`no_training`: 5 of 6 against 4 of 18 is 0.72 against 0.24, three times as often."""
    table = {row.flag: row for row in TrackRecord.of(worked_deals()).lift}
    row = table["no_training"]
    assert (row.raised_failed, row.raised, row.others_failed, row.others) == (5, 6, 4, 18)
    assert (rounded(row.rate, 2), rounded(row.other_rate, 2), rounded(row.lift, 1)) == (0.72, 0.24, 3.0)
    assert str(row) == "no training: 5 of 6 failed with it, 4 of 18 without: lift 3.0"
    assert not row.few


def test_a_flag_raised_once_is_grey() -> None:
    """Raised once and failed once is a lift of 1.7, and one deal."""
    row = next(row for row in TrackRecord.of(worked_deals()).lift if row.flag == "rare")
    assert (rounded(row.lift, 1), row.few) == (1.7, True)
    assert str(row) == "rare: 1 of 1 failed with it, 8 of 23 without: lift 1.7 (n = 1)"


@pytest.mark.parametrize(
    ("raised", "failed", "demote"), [(8, 3, True), (7, 2, False), (8, 8, False), (20, 7, True)]
)
def test_a_flag_is_suggested_to_weigh_less_only_on_eight_deals(
    raised: int, failed: int, demote: bool
) -> None:
    """Its lift has to be below 1.2 as well; and a person edits the script, or does not."""
    assert Lift("late", raised, failed, 24, 9).demote is demote


def test_a_lift_without_failures_is_none() -> None:
    """Where no deal failed there is nothing to compare."""
    (row,) = lift_table([(["late"], False), ([], False)])
    assert (row.lift, row.demote) == (None, False)
    assert str(row) == "late: 0 of 1 failed with it, 0 of 1 without: no deal failed (n = 1)"


# Counts


def test_only_active_use_makes_the_headline() -> None:
    """Signing does not move the number of deployments in active use; an outcome does."""
    before = TrackRecord.of([deal_record("a", outcome=SUCCESS)])
    signed = TrackRecord.of([*before.records, deal_record("b")])
    measured = TrackRecord.of([*before.records, deal_record("b", outcome=PARTIAL)])
    live = TrackRecord.of([*before.records, deal_record("b", outcome=SUCCESS)])
    seen = [
        (each.in_use, each.signed_not_live, each.live_not_used) for each in (before, signed, measured, live)
    ]
    assert seen == [(1, 0, 0), (1, 1, 0), (1, 0, 1), (2, 0, 0)]


def test_overrides_have_a_row_of_their_own() -> None:
    """What was signed against the verdict is counted there too, from every band."""
    record = TrackRecord.of(worked_deals())
    assert (record.overrides.signed, record.overrides.outcomes, record.overrides.successes) == (8, 8, 2)


@pytest.mark.parametrize(
    ("fates", "sentence"),
    [
        ([], "No decided deal was left unsigned: nothing is known about deals that we leave."),
        ([None], "1 deal was not signed; its outcome is not known."),
        ([Fate.FAILED_ELSEWHERE], "1 deal was not signed; its outcome is known."),
        (
            [None, Fate.SWITCHED, Fate.STAYED, Fate.STOPPED, Fate.FAILED_ELSEWHERE, Fate.SUCCEEDED_ELSEWHERE],
            "6 deals were not signed; their outcome is known for 2.",
        ),
    ],
)
def test_the_notice_of_what_we_cannot_see_is_always_on(fates: list[Fate | None], sentence: str) -> None:
    """That a customer went elsewhere does not say how it ended there."""
    assert (
        TrackRecord.of([left(f"l{number}", fate) for number, fate in enumerate(fates)]).censoring == sentence
    )


@given(st.permutations(worked_deals()))
def test_the_order_of_the_deals_does_not_matter(deals: list[DealRecord]) -> None:
    """The same deals are the same record, however they come."""
    assert TrackRecord.of(deals) == TrackRecord.of(worked_deals())


# From the log


def decided_interview(*entries: Any, **frozen: Any) -> Interview:
    """Make an interview with a decision to go ahead, and what followed."""
    made = {"choice": VerdictKind.PROCEED, "verdict": VerdictKind.PROCEED, "target": 80, **frozen}
    return fill_interview(build_script({"fits": {}}), {"fits": True}).with_entries(decision(**made), *entries)


def counted(entry_id: str, active: int, day: date, hours: str | None = None) -> Measured:
    """Count people of 60."""
    return Measured(
        id=entry_id,
        at=NOON,
        on=day,
        licensed=60,
        active=active,
        method="signed in",
        hours=None if hours is None else Decimal(hours),
    )


def test_a_record_is_read_from_the_log() -> None:
    """The last count by day says the outcome; hours said once stand until others are said."""
    interview = decided_interview(
        counted("2", 30, TODAY + timedelta(days=60)),
        counted("1", 10, TODAY + timedelta(days=30), "22.5"),
        Fared(id="f", at=NOON, on=TODAY + timedelta(days=90), fate=Fate.STAYED),
    )
    record = record_of(interview)
    assert record is not None
    assert (record.outcome, record.share, record.hours) == (PARTIAL, Fraction(1, 2), Decimal("22.5"))
    assert (record.measured_on, record.fate) == (TODAY + timedelta(days=60), Fate.STAYED)
    assert (record.interview_id, record.customer, record.signed) == ("interview", "Harbour & Lyle", True)


@pytest.mark.parametrize("choice", [VerdictKind.NEXT_IN_LINE, VerdictKind.WALK_AWAY])
def test_how_it_ended_elsewhere_stays_known_when_the_deal_is_left_once_more(choice: VerdictKind) -> None:
    """Staying next in line for another year forgets nothing; a decision to go ahead begins anew."""
    first, failed = TODAY - timedelta(days=200), TODAY - timedelta(days=20)
    left_it = {"choice": VerdictKind.NEXT_IN_LINE, "verdict": VerdictKind.NEXT_IN_LINE}
    interview = fill_interview(build_script({"fits": {}})).with_entries(
        replace(decision(**left_it), on=first),
        Fared(id="f", at=NOON, on=failed, fate=Fate.FAILED_ELSEWHERE),
        decision(**{**left_it, "choice": choice}),
    )
    record = record_of(interview)
    assert record is not None
    assert (record.decided.choice, record.fate) == (choice, Fate.FAILED_ELSEWHERE)
    signed = record_of(interview.with_entries(decision(**{**left_it, "choice": VerdictKind.PROCEED})))
    assert signed is not None
    assert signed.fate is None


@pytest.mark.parametrize("reopening", [(), (Reopened(id="r", at=NOON, on=TODAY + timedelta(days=9)),)])
def test_a_signed_deal_that_is_left_later_stays_signed_and_failed(reopening: tuple[Reopened, ...]) -> None:
    """Leaving does not mend the record of what was signed."""
    leaving = replace(decision(choice=VerdictKind.WALK_AWAY, verdict=VerdictKind.WALK_AWAY), id="left")
    later = record_of(decided_interview(*reopening, replace(leaving, on=TODAY + timedelta(days=10))))
    assert later is not None
    assert (later.signed, later.outcome, later.decided.id) == (True, OutcomeClass.FAILED, "decided")


def test_a_signature_put_right_on_the_same_day_was_none() -> None:
    """Whoever chose the wrong line can say so at once."""
    leaving = replace(decision(choice=VerdictKind.WALK_AWAY, verdict=VerdictKind.WALK_AWAY), id="left")
    record = record_of(decided_interview(leaving))
    assert record is not None
    assert (record.signed, record.outcome) == (False, None)


def test_an_open_deal_has_no_record() -> None:
    """Neither one that was never decided nor one that was reopened."""
    assert record_of(fill_interview(build_script({"fits": {}}))) is None
    assert record_of(decided_interview(Reopened(id="r", at=NOON, on=TODAY))) is None


@pytest.mark.parametrize("record", [*worked_deals()[:2], left("left", Fate.SWITCHED), deal_record("bare")])
def test_a_record_comes_back_from_its_json(record: DealRecord) -> None:
    """What the store keeps says everything."""
    assert deal_from_json(deal_to_json(record)) == record


def test_every_field_of_a_record_comes_back() -> None:
    """Also those that few deals have."""
    interview = decided_interview(
        counted("1", 49, TODAY, "22.5"),
        Fared(id="f", at=NOON, on=TODAY, fate=Fate.SWITCHED, to_whom="Wray IT"),
        target=Decimal("82.5"),
        by="M. Osei",
        review=date(2026, 6, 1),
        first_day=date(2026, 5, 25),
        licensed=60,
    )
    record = record_of(interview)
    assert record is not None
    assert deal_from_json(deal_to_json(record)) == record


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", "{}", '{"interview": "a", "customer": "b", "decided": {}}']
    + [
        deal_to_json(
            replace(deal_record("a", outcome=SUCCESS), share=Fraction(1, 2), hours=Decimal(7))
        ).replace(*change)
        for change in (
            ('"1/2"', '"1/0"'),
            ('"success"', '"splendid"'),
            ('"7"', '"seven"'),
            ("2026-03-02", "2026-02-31"),
            ('"0.80"', "0.8"),
        )
    ],
)
def test_a_damaged_record_is_refused_with_a_sentence(text: str) -> None:
    """It can be made again from the log."""
    with pytest.raises(AnswerError, match="record of a deal cannot be read"):
        deal_from_json(text)
