"""Walking away, staying next in line, signing all the same, and what came of it: rows 002-9 to 002-19."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.deal.ages import age_of
from onboard_tui.deal.decisions import deal_status
from onboard_tui.deal.outcome import latest_outcome
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Fate
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.scope import FlagState
from tests.acceptance.office import TODAY, insisted, interviewed, workspace_on

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview

PROCEED, WALK_AWAY, NEXT = VerdictKind.PROCEED, VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE
AUTUMN = date(2026, 9, 1)
TWICE = insisted("2026-02-10", "2026-02-19")
NEXT_SAID: dict[str, Any] = {
    "reason": "They insist on going without a second sign-in step.",
    "sign": "A break-in, or an insurer who asks.",
    "may_call": "their IT lead",
    "call_on": AUTUMN,
}
OVERRIDE: dict[str, Any] = {
    "reason": "Their insurer will ask for it in May anyway.",
    "by": "M. Osei",
    "review": date(2026, 5, 4),
}


def never_wear_it(workspace: Workspace) -> OpenInterview:
    """Hold the interview with directors who twice refused the second sign-in step, but may be called again."""
    return interviewed(
        workspace, {"sec_sign_in": "refuse", "rel_reopen": True}, steering={"refuses_sign_in": TWICE}
    )


def signed(workspace: Workspace, customer: str, **frozen: Any) -> OpenInterview:
    """Hold an easy interview and sign it."""
    opened = interviewed(workspace, customer=customer, **frozen)
    opened.decide(PROCEED, reason="Everything fits.")
    return opened


def test_002_9_walk_away_from_that_sale(workspace: Workspace) -> None:
    """Verdict `walk_away` with the rule, the answers and the attempts; stage closes with reason."""
    opened = interviewed(workspace, {"own_payment": "bad"}, steering={"pays_badly": TWICE})
    verdict = opened.assessment.verdict
    assert (verdict.kind, verdict.rule_id) == (WALK_AWAY, "R2")
    assert verdict.because == {"own_payment": "bad"}
    flag = opened.assessment.flag_by_id["pays_badly"]
    assert (flag.state, flag.history) == (FlagState.INSISTED, "steered twice, insists")
    assert [attempt.on.isoformat() for attempt in flag.attempts] == ["2026-02-10", "2026-02-19"]
    opened.decide(WALK_AWAY, reason="They paid none of the last three providers on time.")
    decision = opened.interview.dealings.decision
    assert decision is not None
    assert (decision.verdict, decision.rule, decision.flags) == (WALK_AWAY, "R2", {"pays_badly": "insisted"})
    assert decision.reason == "They paid none of the last three providers on time."
    assert deal_status(opened.interview) == "walked away"


def test_002_10_let_some_other_partner_ride_it(workspace: Workspace, tmp_path: Path) -> None:
    """R3 is a referral: "who took it" is recorded, and the record names them."""
    never_done = {"name": "practice system", "where": "own_site", "users": 60, "how_critical": 4}
    opened = interviewed(
        workspace,
        {"now_workloads": [{**never_done, "plan": "replace", "our_record": "never"}]},
        cannot_fix=["untested_skill"],
    )
    verdict = opened.assessment.verdict
    assert (verdict.kind, verdict.rule_id, verdict.action) == (WALK_AWAY, "R3", "refer")
    entries = len(opened.interview.log)
    with pytest.raises(UsageError, match="it is recorded who takes what we cannot do"):
        opened.decide(WALK_AWAY, reason="We have never moved one of these.")
    assert len(opened.interview.log) == entries
    opened.decide(WALK_AWAY, reason="We have never moved one of these.", referred_to="Wray IT")
    decision = opened.interview.dealings.decision
    assert decision is not None
    assert (decision.rule, decision.referred_to) == ("R3", "Wray IT")
    (record,) = opened.export("record", ["md"], tmp_path)
    assert "Wray IT" in record.read_text(encoding="utf-8")


def test_002_11_the_best_place_to_be_is_next_in_line(workspace: Workspace, database: str) -> None:
    """R4b yields next in line with a check-back entry.

    Reopening it pre-fills every earlier answer, marks their age, and asks `sec_sign_in` first.
    """
    opened = never_wear_it(workspace)
    assert (opened.assessment.verdict.kind, opened.assessment.verdict.rule_id) == (NEXT, "R4b")
    opened.decide(NEXT, **NEXT_SAID)
    assert deal_status(opened.interview) == "next in line, call on 1 September 2026"
    (call,) = opened.follow_ups()
    assert (call.key, call.due) == ("call", AUTUMN)
    workspace.close()
    with workspace_on(database, AUTUMN) as autumn:
        assert [(due.customer, due.key) for due in autumn.due_now()] == [("Harbour & Lyle", "call")]
        again = autumn.open(opened.id)
        again.reopen("They rang first.")
        assert again.interview.current == opened.interview.current
        ages = {age_of(again.assessment, question) for question in again.interview.current}
        assert ages == {"5 months old"}
        asked = again.next_question()
        assert asked is not None
        assert asked.id == "sec_sign_in"
        assert asked.reason == "Asked now because it ended the deal on 2 March 2026."
        assert deal_status(again.interview) == "reopened"


def test_002_13_the_temptation_is_to_say_whatever_you_want(workspace: Workspace) -> None:
    """Without a reason the override cannot be saved; with it the deal shows "next in line - signed by override".

    It counts in its own calibration row.
    """
    opened = never_wear_it(workspace)
    entries = len(opened.interview.log)
    for missing in ("reason", "by"):
        with pytest.raises(UsageError):
            opened.decide(PROCEED, **{**OVERRIDE, missing: ""})
    with pytest.raises(UsageError, match="20 characters or more"):
        opened.decide(PROCEED, **{**OVERRIDE, "reason": "They are nice."})
    with pytest.raises(UsageError, match="looked at again"):
        opened.decide(PROCEED, **{**OVERRIDE, "review": None})
    assert len(opened.interview.log) == entries
    opened.decide(PROCEED, **OVERRIDE)
    assert deal_status(opened.interview) == "next in line - signed by override"
    decision = opened.interview.dealings.decision
    assert decision is not None
    assert (decision.choice, decision.verdict, decision.rule) == (PROCEED, NEXT, "R4b")
    signed(workspace, "Wharf Dental")
    record = workspace.track_record()
    assert (len(record.signed), record.overrides.signed) == (2, 1)


def test_002_14_signed_contracts_are_meaningless(workspace: Workspace) -> None:
    """Signing a deal does not change the headline; a recorded outcome of >= target does.

    Signed-not-live and live-not-used are separate columns.
    """
    first, second = signed(workspace, "Harbour & Lyle"), signed(workspace, "Wharf Dental")
    record = workspace.track_record()
    assert (record.in_use, record.signed_not_live, record.live_not_used) == (0, 2, 0)
    first.measure(licensed=60, active=48, method="filed a client job in the last 28 days")
    second.measure(licensed=60, active=47, method="filed a client job in the last 28 days")
    record = workspace.track_record()
    assert (record.in_use, record.signed_not_live, record.live_not_used) == (1, 0, 1)


@pytest.mark.parametrize(
    ("may_call", "rule", "kind"), [(False, "R4a", WALK_AWAY), (True, "R4b", NEXT), (None, "R4b", NEXT)]
)
def test_002_15_if_you_cannot_see_it_walk(
    workspace: Workspace, may_call: bool | None, rule: str, kind: VerdictKind
) -> None:
    """A "don't know" on `biz_measures` with two insisted attempts ends in R4a/R4b."""
    opened = interviewed(
        workspace,
        {"biz_measures": None, "rel_reopen": may_call},
        states={"biz_measures": "dont_know"},
        steering={"no_success_measure": TWICE},
    )
    assert (opened.assessment.verdict.kind, opened.assessment.verdict.rule_id) == (kind, rule)


def test_002_16_more_time_on_one_poorly_sold_deal_than_on_ten(workspace: Workspace) -> None:
    """With margin 18,000, 40 h, 85/h, collected 4,500 the card shows 66.9% at 10x and 28.1% at 3x.

    10 is marked "assumption", and replaced by our own ratio when three failed and three good deals have hours.
    """
    opened = interviewed(workspace, customer="Wharf Dental")
    opened.estimate(margin=Decimal(18000), hourly=Decimal(85), collected=Decimal(4500), hours=Decimal(40))
    card = opened.cost()
    assert card is not None
    assert (card.percent, card.multiplier_words) == ("66.9%", "10x (assumption)")
    for number, (active, hours) in enumerate([(50, 20), (50, 30), (50, 40), (10, 60), (10, 90)], 1):
        deal = signed(workspace, f"Customer {number}")
        deal.measure(licensed=60, active=active, method="signed in", hours=Decimal(hours))
        card = opened.cost()
        assert card is not None
        assert card.assumed
    signed(workspace, "Customer 6").measure(licensed=60, active=10, method="signed in", hours=Decimal(500))
    card = opened.cost()
    assert card is not None
    assert (card.percent, card.multiplier_words) == ("28.1%", "3x (own ratio: 3 failed, 3 good deals)")
    assert str(card.failed_hours) == "median 90 h of 3 deals, 60 to 500"


def test_002_17_an_unhappy_customer_will_switch(workspace: Workspace, database: str) -> None:
    """A failed deal without a fate appears in follow-ups after 30 days."""
    opened = signed(workspace, "Harbour & Lyle")
    opened.measure(licensed=60, active=14, method="filed a client job in the last 28 days")
    workspace.close()
    with workspace_on(database, TODAY + timedelta(days=29)) as before:
        assert before.due_now() == ()
    with workspace_on(database, TODAY + timedelta(days=30)) as after:
        assert "fate" in {due.key for due in after.due_now()}
        again = after.open(opened.id)
        again.fare(Fate.SWITCHED, to_whom="Wray IT")
        assert "fate" not in {due.key for due in after.due_now()}
        (fared,) = again.interview.dealings.fates
        assert (fared.fate, fared.to_whom) == (Fate.SWITCHED, "Wray IT")
        assert after.track_record().records[0].fate is Fate.SWITCHED


@pytest.mark.parametrize(
    ("active", "share", "class_"),
    [(14, "23.3%", "failed"), (48, "80.0%", "success"), (30, "50.0%", "partial")],
)
def test_002_19_the_outcome(workspace: Workspace, active: int, share: str, class_: str) -> None:
    """14 of 60 = 23.3% is `failed`; 48 of 60 with target 80 is `success`; 30 of 60 is `partial`."""
    opened = signed(workspace, "Harbour & Lyle")
    decision = opened.interview.dealings.decision
    assert decision is not None
    assert decision.target == 80
    opened.measure(licensed=60, active=active, method="filed a client job in the last 28 days")
    outcome = latest_outcome(opened.assessment)
    assert outcome is not None
    assert outcome.class_.value == class_
    assert share in outcome.sentence


def test_what_is_frozen_survives_a_restart_and_everything_that_comes_after(
    workspace: Workspace, database: str
) -> None:
    """At signing verdict, rule, flags, forecast and script are frozen: later answers change none of them."""
    opened = signed(workspace, "Harbour & Lyle")
    frozen = opened.interview.dealings.decision
    assert frozen is not None
    assert (frozen.rule, frozen.forecast, frozen.script_sha256) == (
        "R11",
        Decimal("0.8000"),
        opened.script.sha256,
    )
    opened.record("ppl_sponsor", "nobody")
    workspace.close()
    with workspace_on(database, AUTUMN) as autumn:
        again = autumn.open(opened.id)
        assert again.assessment.verdict.kind is not PROCEED
        assert again.interview.dealings.decision == frozen
        assert autumn.track_record().records[0].decided == frozen


def test_the_estimate_never_moves_the_verdict(workspace: Workspace) -> None:
    """It informs and never decides."""
    opened = interviewed(workspace)
    before = opened.assessment.verdict
    opened.estimate(margin=Decimal(-90_000), hourly=Decimal(900), collected=Decimal(0))
    card = opened.cost()
    assert card is not None
    assert card.sentence == "At your figures this deal loses money even if it ends in active use."
    assert opened.assessment.verdict == before
