"""Decisions: what they need, what they freeze, and how a decided deal is taken up again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.calibration import TrackRecord
from onboard_tui.deal.decisions import deal_status, decided, reopened
from onboard_tui.deal.outcome import OutcomeClass
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Decided, Measured, Reopened
from onboard_tui.interview.entries import Reaction, Recorded, Steered
from onboard_tui.script.model import OutcomeRule, VerdictKind
from tests.deal.small import NOON, TODAY, build_script, fill_interview
from tests.deal.track import deal_record

PROCEED, WALK_AWAY, NEXT = VerdictKind.PROCEED, VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE
TOMORROW = TODAY + timedelta(days=1)
LATER = TODAY + timedelta(days=84)
STAMP: dict[str, Any] = {"id": "decision", "at": NOON}

SCRIPT = replace(
    build_script(
        {
            "sponsor": {"required": True},
            "sign_in": {"type": "single", "options": ["all", "refuse bad"]},
            "lawful": {},
            "staffed": {},
            "target": {"type": "percent"},
            "people": {"type": "integer"},
            "live_by": {"type": "date"},
            "gate": {"gate": True, "when": "staffed == false"},
        },
        {
            "no_sponsor": {"raise_when": "not sponsor"},
            "refuses": {"severity": "blocker", "raise_when": "sign_in == 'refuse'"},
            "unlawful": {"severity": "blocker", "no_steer": True, "raise_when": "lawful == false"},
            "nobody_there": {"severity": "blocker", "kind": "ours", "raise_when": "staffed == false"},
        },
    ),
    outcome=OutcomeRule(target="target", licensed="people", first_day="live_by"),
    sha256="ab" * 32,
)
FINE = {
    "sponsor": True,
    "sign_in": "all",
    "lawful": True,
    "staffed": True,
    "target": Decimal(80),
    "people": 60,
    "live_by": LATER,
}
REFUSED: dict[str, Any] = {"steering": {"refuses": ["insists", "insists"]}}
AGAINST: dict[str, Any] = {
    "by": "M. Osei",
    "reason": "Their insurer will ask for it in May anyway.",
    "review": LATER,
}
NEXT_SAID: dict[str, Any] = {"sign": "An insurer who asks.", "may_call": "their IT lead", "call_on": LATER}


def deal(changes: dict[str, Any] | None = None, **more: Any) -> Assessment:
    """Judge a deal in which everything is fine but what is changed; None takes an answer out."""
    answers = {name: value for name, value in {**FINE, **(changes or {})}.items() if value is not None}
    interview = replace(fill_interview(SCRIPT, answers, **more), seller="B. Adeyemi")
    return assess(interview, TODAY)


def decide(assessment: Assessment, choice: VerdictKind, **said: Any) -> Decided:
    """Decide for a plain reason, or as said otherwise."""
    record = said.pop("record", TrackRecord())
    return decided(assessment, record, STAMP, **{"choice": choice, "reason": "All fits.", **said})


def after(assessment: Assessment, *entries: Any, as_of: date = TODAY) -> Assessment:
    """Judge the deal with more on record."""
    return assess(assessment.interview.with_entries(*entries), as_of)


# What is frozen


def test_a_decision_freezes_what_it_was_made_on() -> None:
    """Verdict, rule, conditions, flags, band, forecast, model, script, target and people are kept with it."""
    entry = decide(deal({"sponsor": False}), PROCEED)
    assert (entry.on, entry.verdict, entry.rule, entry.conditions) == (TODAY, PROCEED, "R10", "conditions")
    assert entry.flags == {"no_sponsor": "open"}
    assert (entry.band, entry.forecast, entry.model) == ("with_conditions", Decimal("0.7000"), "1")
    assert (entry.script_sha256, entry.target, entry.licensed) == ("ab" * 32, 80, 60)
    assert entry.first_day == LATER
    assert not entry.against


def test_the_forecast_is_corrected_by_what_became_of_earlier_deals() -> None:
    """8 of 9 deals of the band in active use make 0.86 of the 0.80 that it starts from."""
    record = TrackRecord.of(
        [
            deal_record(str(number), outcome=OutcomeClass.SUCCESS if number else OutcomeClass.FAILED)
            for number in range(9)
        ]
    )
    assert decide(deal(), PROCEED, record=record).forecast == Decimal("0.8615")


def test_a_deal_that_does_not_go_ahead_has_no_forecast() -> None:
    """Nothing was forecast of it, so nothing can be held against the forecast."""
    entry = decide(deal({"lawful": False}), WALK_AWAY)
    assert (entry.band, entry.forecast, entry.model, entry.first_day) == ("", None, "", None)
    assert (entry.rule, entry.flags) == ("R1", {"unlawful": "open"})


def test_an_exact_target_is_kept_exactly() -> None:
    """82.5% is neither 82 nor 83."""
    assert decide(deal({"target": Decimal("82.5")}), PROCEED).target == Decimal("82.5")


@pytest.mark.parametrize("changes", [{"target": None, "people": None}, {"target": None, "live_by": None}])
def test_what_was_not_agreed_is_not_frozen(changes: dict[str, Any]) -> None:
    """A target that nobody named is none; the script's own stands in when the outcome comes."""
    entry = decide(deal(changes), PROCEED)
    assert entry.target is None
    assert (entry.licensed is None) is ("people" in changes)


@pytest.mark.parametrize(
    ("agreed", "said", "first_day"),
    [
        (LATER, None, LATER),
        (LATER, TOMORROW, TOMORROW),
        (LATER, TODAY, TODAY),
        (None, None, TODAY),
        (TODAY - timedelta(days=9), None, TODAY),
    ],
)
def test_use_checks_count_from_the_first_day_of_use(
    agreed: date | None, said: date | None, first_day: date
) -> None:
    """It is the day named, or the one agreed, or today."""
    assert decide(deal({"live_by": agreed}), PROCEED, first_day=said).first_day == first_day


def test_a_signed_deal_stays_frozen_as_it_was_signed() -> None:
    """Naming another day of review does not work the forecast out again, though the answers have changed."""
    signed = decide(deal(), PROCEED)
    answer = Recorded(id="9", at=NOON, question="sponsor", value=False)
    later = after(deal(), signed, answer, as_of=LATER)
    record = TrackRecord.of([deal_record(str(number), outcome=OutcomeClass.FAILED) for number in range(9)])
    entry = decide(later, PROCEED, reason="All fits, says the board.", record=record)
    for name in ("on", "verdict", "rule", "flags", "band", "forecast", "target", "licensed", "first_day"):
        assert getattr(entry, name) == getattr(signed, name)
    assert entry.reason == "All fits, says the board."


def test_what_a_person_says_comes_in_clean() -> None:
    """No escape sequence gets into the record."""
    entry = decide(deal(), PROCEED, reason=" \x1b]0;title\x07Fits.\x1b[31m ")
    assert entry.reason == "Fits."


# What is refused


@pytest.mark.parametrize(
    ("changes", "choice", "said", "sentence"),
    [
        ({}, PROCEED, {"reason": " \n"}, "A decision needs a reason"),
        ({}, VerdictKind.STEER_FIRST, {}, "“steer first” is where a deal stands and no decision"),
        ({"sponsor": None}, PROCEED, {}, r"1 required question is still open.*“sponsor\?” \(sponsor\)"),
        ({}, PROCEED, {"first_day": TODAY - timedelta(days=1)}, "first day of use cannot be on 1 March 2026"),
        ({}, PROCEED, {"first_day": date(9999, 12, 31)}, "no day after the year 2199"),
        ({}, PROCEED, {"review": TODAY}, "The review cannot be on 2 March 2026: that is today"),
        ({}, PROCEED, {"call_on": LATER}, "The day to call belongs to the decision “next in line”"),
        ({}, PROCEED, {"referred_to": "Wray IT"}, "Nobody takes over a deal that we do not leave"),
        ({"lawful": False}, WALK_AWAY, {"first_day": LATER}, "belongs to the decision “proceed”"),
        ({"lawful": False}, WALK_AWAY, {"sign": "x"}, "The sign that would prove us right belongs to"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused(
    changes: dict[str, Any], choice: VerdictKind, said: dict[str, Any], sentence: str
) -> None:
    """One sentence says what is missing, and what to do."""
    with pytest.raises(UsageError, match=sentence):
        decide(deal(changes), choice, **said)


def test_a_deal_can_be_left_on_an_unfinished_interview() -> None:
    """Only going ahead needs all the answers."""
    assert decide(deal({"sponsor": None, "lawful": False}), WALK_AWAY).choice is WALK_AWAY


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"by": " "}, r"against the verdict \(walk away, R1\) takes a second person"),
        ({"by": "b.  adeyemi"}, "b.  adeyemi is the seller"),
        ({"reason": "We want to try."}, "takes a reason of 20 characters or more; this one has 15"),
        ({"reason": f"We want{' ' * 30}to try."}, "takes a reason of 20 characters or more; this one has 15"),
        ({"reason": " " * 9 + "We want to try." + " " * 9}, "this one has 15"),
        ({"reason": ""}, "needs a reason"),
        ({"review": None}, "takes a day on which it is looked at again"),
        ({"review": TODAY}, "that is today"),
        ({"review": TODAY - timedelta(days=400)}, "that day is past"),
        ({"review": date(2200, 1, 1)}, "no day after the year 2199"),
    ],
)
def test_against_the_verdict_takes_a_second_person_a_reason_and_a_review(
    missing: dict[str, Any], sentence: str
) -> None:
    """Each of the three is asked for; with all of them the verdict is kept beside the decision."""
    against = deal({"lawful": False})
    with pytest.raises(UsageError, match=sentence):
        decide(against, PROCEED, **{**AGAINST, **missing})
    entry = decide(against, PROCEED, **AGAINST)
    assert (entry.against, entry.verdict, entry.by, entry.band) == (
        True,
        WALK_AWAY,
        "M. Osei",
        "against_advice",
    )


def test_leaving_a_deal_that_could_go_ahead_is_against_the_verdict_too() -> None:
    """Whoever walks away from a good deal says why, with a second person."""
    with pytest.raises(UsageError, match="takes a second person"):
        decide(deal(), WALK_AWAY)
    assert decide(deal(), WALK_AWAY, **AGAINST).against


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"sign": ""}, "the sign that would prove us right"),
        ({"may_call": " "}, "somebody who may be called"),
        ({"call_on": None}, "a day on which to call"),
        ({"call_on": TODAY}, "The call cannot be on 2 March 2026: that is today"),
    ],
)
def test_next_in_line_takes_a_sign_somebody_to_call_and_a_day(missing: dict[str, Any], sentence: str) -> None:
    """Without them it would be a hope and not a place."""
    refused = deal({"sign_in": "refuse"}, **REFUSED)
    with pytest.raises(UsageError, match=sentence):
        decide(refused, NEXT, **{**NEXT_SAID, **missing})
    assert decide(refused, NEXT, **NEXT_SAID).rule == "R4b"


def test_walking_away_from_what_we_cannot_do_says_who_takes_it() -> None:
    """By R3 it is a referral."""
    ours = deal({"staffed": False}, cannot_fix=["nobody_there"])
    assert (ours.verdict.rule_id, ours.verdict.action) == ("R3", "refer")
    with pytest.raises(UsageError, match="Walking away by R3 is a referral"):
        decide(ours, WALK_AWAY)
    assert decide(ours, WALK_AWAY, referred_to="Wray IT").referred_to == "Wray IT"


def test_the_very_same_decision_again_is_refused() -> None:
    """Nothing new is said by it; anything else may be decided."""
    signed = after(deal(), decide(deal(), PROCEED))
    with pytest.raises(UsageError, match="decided just so already: signed"):
        decide(signed, PROCEED)
    assert decide(signed, PROCEED, reason="All fits, I looked twice.").reason
    assert decide(signed, WALK_AWAY, **AGAINST).choice is WALK_AWAY


def test_a_deal_whose_use_was_counted_stays_signed() -> None:
    """Nobody makes a failure unseen by walking away from it afterwards."""
    count = Measured(id="m", at=NOON, on=TODAY, licensed=60, active=14, method="signed in")
    measured = after(deal(), decide(deal(), PROCEED), count)
    for attempt in (lambda: decide(measured, WALK_AWAY, **AGAINST), lambda: reopened(measured, STAMP)):
        with pytest.raises(UsageError, match="its active use was counted on 2 March 2026"):
            attempt()


def test_a_clock_set_back_decides_nothing() -> None:
    """A day before the last decision is no day to decide on."""
    signed = after(deal(), decide(deal(), PROCEED), as_of=TODAY - timedelta(days=60))
    for attempt in (lambda: decide(signed, WALK_AWAY, **AGAINST), lambda: reopened(signed, STAMP)):
        with pytest.raises(
            UsageError, match=r"Today counts as 1 January 2026, but .* on 2 March 2026 already"
        ):
            attempt()


@given(
    choice=st.sampled_from([PROCEED, WALK_AWAY, NEXT]),
    lawful=st.booleans(),
    sponsor=st.sampled_from([True, False, None]),
    by=st.sampled_from(["", "M. Osei", "B. Adeyemi"]),
    reason=st.sampled_from(["", "Short.", "Long enough to be a reason."]),
    review=st.none() | st.dates(TODAY - timedelta(days=3), LATER),
    call_on=st.none() | st.dates(TODAY - timedelta(days=3), LATER),
)
def test_whatever_stands_has_all_that_it_needs(
    choice: VerdictKind,
    lawful: bool,
    sponsor: bool | None,
    by: str,
    reason: str,
    review: date | None,
    call_on: date | None,
) -> None:
    """No decision against the verdict gets by without its second person, reason and review."""
    assessment = deal({"lawful": lawful, "sponsor": sponsor})
    said = {"sign": "s", "may_call": "m"} if choice is NEXT else {}
    try:
        entry = decide(assessment, choice, by=by, reason=reason, review=review, call_on=call_on, **said)
    except UsageError:
        return
    assert entry.verdict is assessment.verdict.kind
    assert choice is not PROCEED or sponsor is not None
    assert review is None or review > TODAY
    assert (call_on is not None and call_on > TODAY) is (choice is NEXT)
    if entry.against:
        assert (by, len(reason) >= 20, review is not None) == ("M. Osei", True, True)


# Taking a deal up again


def test_a_reopened_deal_asks_first_what_ended_it() -> None:
    """The answer behind the flag on which they insisted, from the flags frozen then."""
    refused = deal({"sign_in": "refuse", "sponsor": False}, **REFUSED)
    entry = reopened(after(refused, decide(refused, NEXT, **NEXT_SAID), as_of=LATER), STAMP, note=" called ")
    assert (entry.on, entry.ask_again, entry.note) == (LATER, ("sign_in",), "called")


def test_several_flags_ask_heaviest_first() -> None:
    """Blockers before majors, whatever their order in the script."""
    insisted = deal(
        {"sign_in": "refuse", "sponsor": False, "lawful": False, "rel_reopen": True},
        steering={"refuses": ["insists"] * 2, "no_sponsor": ["insists"] * 2},
    )
    entry = reopened(after(insisted, decide(insisted, WALK_AWAY)), STAMP)
    assert entry.ask_again == ("sign_in", "lawful", "sponsor")


def test_an_answer_that_changed_since_is_asked_all_the_same() -> None:
    """The flag is clear now, so all that it hangs on is asked."""
    refused = deal({"sign_in": "refuse"}, **REFUSED)
    changed = Recorded(id="9", at=NOON, question="sign_in", value="all")
    left = after(refused, decide(refused, NEXT, **NEXT_SAID), changed)
    assert reopened(left, STAMP).ask_again == ("sign_in",)


def test_where_no_flag_ended_it_the_missing_gates_are_asked() -> None:
    """A deal left for want of an answer goes on with that answer."""
    waiting = deal({"staffed": False})
    assert waiting.missing_gates == ("gate",)
    assert reopened(after(waiting, decide(waiting, WALK_AWAY, **AGAINST)), STAMP).ask_again == ("gate",)


def test_only_a_decided_deal_is_reopened() -> None:
    """Neither one that was never decided, nor one that is open again."""
    again = after(deal(), decide(deal(), PROCEED), Reopened(id="r", at=NOON, on=TODAY))
    for assessment in (deal(), again):
        with pytest.raises(UsageError, match="No decision stands"):
            reopened(assessment, STAMP)


def test_after_a_reopening_the_deal_is_decided_on_what_stands_then() -> None:
    """Attempts from before count no more, so one insistence is not the last word again."""
    refused = deal({"sign_in": "refuse"}, **REFUSED)
    attempt = Steered(
        id="s", at=NOON, flag="refuses", script=1, with_whom="IT lead", reaction=Reaction.INSISTS, on=TODAY
    )
    left = decide(refused, NEXT, **NEXT_SAID)
    again = after(refused, left, Reopened(id="r", at=NOON, on=TODAY), attempt)
    assert again.verdict.rule_id == "R5"
    entry = decide(again, NEXT, **NEXT_SAID, **AGAINST)
    assert (entry.against, entry.flags) == (True, {"refuses": "steering"})


# In words


def test_the_status_of_a_deal_in_words() -> None:
    """A list says what was decided, against what, and when to call."""
    open_deal, refused = deal(), deal({"sign_in": "refuse"}, **REFUSED)
    left = decide(refused, NEXT, **NEXT_SAID)
    over = decide(refused, PROCEED, **AGAINST)
    barred = deal({"lawful": False})
    assert [
        deal_status(each.interview)
        for each in (
            open_deal,
            after(open_deal, decide(open_deal, PROCEED)),
            after(refused, left),
            after(refused, over),
            after(barred, decide(barred, WALK_AWAY)),
            after(barred, decide(barred, NEXT, **NEXT_SAID, **AGAINST)),
            after(refused, left, Reopened(id="r", at=NOON, on=TODAY)),
        )
    ] == [
        "",
        "signed",
        "next in line, call on 25 May 2026",
        "next in line - signed by override",
        "walked away",
        "walk away - next in line by override, call on 25 May 2026",
        "reopened",
    ]
