"""The commands for deciding a deal, what a bad one costs and what became of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onboard_tui.interview.entries import Entry

    Onboard = Callable[..., Any]
    Deal = Callable[[str], str]
    Shown = Callable[[str], dict[str, Any]]
    LogOf = Callable[[str], tuple[Entry, ...]]

GOOD = "Fenwick & Daughters"
"""Proceeds, by R11."""
NEXT_IN_LINE = "Orchard Street Surgery"
"""Insists on going without sign-in protection: R4b."""
OURS = "Calder Valley Foods"
"""Needs what we cannot do: R3."""
UNFINISHED = "Harbour & Lyle"

OVERRIDE = (
    *("--reason", "Their new director starts in May and wants it."),
    *("--by", "R. Adeyemi", "--review", "2026-06-01"),
)
WAITING = (
    *("--reason", "They want it without sign-in protection."),
    *("--sign", "Their first break-in", "--may-call", "M. Okoro", "--call-on", "2026-09-01"),
)


def test_a_decision_freezes_what_it_was_made_on(onboard: Onboard, deal: Deal, shown: Shown) -> None:
    """The verdict, the flags, the forecast and the script are kept as they were when it was decided."""
    interview = deal(GOOD)
    done = onboard("decide", interview, "proceed", "--reason", "Everything holds.")
    assert (done.code, done.out) == (0, "")
    assert "Where it stands: signed." in done.err
    before = shown(interview)
    decision = before["decision"]
    assert (decision["choice"], decision["verdict"], decision["rule"]) == ("proceed", "proceed", "R11")
    assert (decision["against"], decision["forecast"], decision["band"]) == (False, 0.8, "proceed")
    assert decision["script_sha256"] == before["script"]["sha256"]
    assert (decision["target"], decision["licensed"], decision["first_day"]) == (80, 60, "2026-06-29")
    onboard("answer", interview, "ppl_sponsor", "nobody")
    after = shown(interview)
    assert after["verdict"] == "steer_first"
    assert after["decision"] == decision


def test_show_tells_the_judgement_of_today_from_the_verdict_that_it_was_decided_with(
    onboard: Onboard, deal: Deal
) -> None:
    """Their date is near by now: the deal was signed with another verdict than it has today."""
    interview = deal(GOOD)
    onboard("decide", interview, "proceed", "--reason", "Everything holds.")
    told = onboard("show", interview, "--as-of", "2026-05-01").out.splitlines()
    assert told[3:6] == [
        "Signed. Decided on 2 March 2026, when the verdict was proceed (R11).",
        "Judged again today, with the answers of today:",
        "STEER FIRST (R5) as of 2026-05-01",
    ]


def test_a_deal_signed_against_the_verdict_says_so_everywhere(
    onboard: Onboard, deal: Deal, shown: Shown
) -> None:
    """The verdict is kept beside the decision: in words, in the list and as JSON."""
    interview = deal(NEXT_IN_LINE)
    assert onboard("decide", interview, "proceed", *OVERRIDE).code == 0
    found = shown(interview)
    assert found["status"] == "next in line - signed by override"
    assert found["decision"]["against"] is True
    assert (found["decision"]["by"], found["decision"]["review"]) == ("R. Adeyemi", "2026-06-01")
    assert found["verdict"] == "next_in_line"
    printed = onboard("show", interview).out
    assert "Next in line - signed by override." in printed
    assert "Agreed by R. Adeyemi; looked at again on 1 June 2026." in printed
    assert "next in line - signed by override" in onboard("list").out
    (listed,) = json.loads(onboard("list", "--decision", "proceed", "--json").out)
    assert (listed["id"], listed["against"], listed["decision"]) == (interview, True, "proceed")
    assert onboard("list", "--decision", "walk_away").code == 1


@pytest.mark.parametrize(
    ("customer", "words", "sentence"),
    [
        (NEXT_IN_LINE, ("proceed", "--reason", "Their new director wants it."), "second person"),
        (NEXT_IN_LINE, ("proceed", *OVERRIDE[2:], "--reason", "Because."), "20 characters or more"),
        (NEXT_IN_LINE, ("proceed", *OVERRIDE[:4]), "looked at again"),
        (NEXT_IN_LINE, ("proceed", *OVERRIDE[:5], "2026-03-02"), "that is today"),
        (NEXT_IN_LINE, ("proceed", *OVERRIDE[:5], "2025-03-02"), "that day is past"),
        (NEXT_IN_LINE, ("proceed", *OVERRIDE[:5], "2026-02-29"), "is not a date"),
        (NEXT_IN_LINE, ("next_in_line", *WAITING[:2]), "the sign that would prove us right"),
        (NEXT_IN_LINE, ("next_in_line", *WAITING[:4]), "somebody who may be called"),
        (NEXT_IN_LINE, ("next_in_line", *WAITING[:6]), "a day on which to call"),
        (NEXT_IN_LINE, ("next_in_line", *WAITING[:7], "2026-03-01"), "that day is past"),
        (OURS, ("walk_away", "--reason", "We have never done it."), "who takes what we cannot do"),
        (GOOD, ("proceed", "--reason", " \u200b "), "needs a reason"),
        (GOOD, ("proceed",), "required: --reason"),
        (GOOD, ("steer_first", "--reason", "It is a verdict."), "invalid choice"),
        (GOOD, ("proceed", "--reason", "All holds.", "--first-day", "2026-03-01"), "that day is past"),
        (UNFINISHED, ("proceed", *OVERRIDE), "not finished"),
    ],
)
def test_a_decision_that_cannot_stand_records_nothing(
    onboard: Onboard, deal: Deal, log_of: LogOf, customer: str, words: tuple[str, ...], sentence: str
) -> None:
    """Deciding takes a reason, against the verdict a second person, and no day that is past."""
    interview = deal(customer)
    before = log_of(interview)
    done = onboard("decide", interview, *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert log_of(interview) == before


def test_a_deal_that_waits_is_reopened_with_the_question_that_ended_it(
    onboard: Onboard, deal: Deal, shown: Shown
) -> None:
    """Next in line keeps whom to call; taken up again, every old answer stands and the first is asked first."""
    interview = deal(NEXT_IN_LINE)
    assert onboard("decide", interview, "next_in_line", *WAITING).code == 0
    waiting = shown(interview)
    assert waiting["status"] == "next in line, call on 1 September 2026"
    assert (
        "Call M. Okoro on 1 September 2026. The sign: Their first break-in" in onboard("show", interview).out
    )
    done = onboard("reopen", interview, "--note", "It happened")
    assert done.code == 0
    assert "Ask next: sec_sign_in." in done.err
    found = shown(interview)
    assert (found["status"], found["decision"]) == ("reopened", None)
    assert (found["reopened"]["ask_again"], found["reopened"]["note"]) == (["sec_sign_in"], "It happened")
    assert [each["choice"] for each in found["decisions"]] == ["next_in_line"]
    assert {question: answer["value"] for question, answer in found["answers"].items()} == {
        question: answer["value"] for question, answer in waiting["answers"].items()
    }
    assert found["answers"]["now_users"]["age"] == "from today"
    later = onboard("show", interview, "--as-of", "2026-11-05").out
    assert "now_users: 22  (8 months old, from before the deal was reopened)" in later
    assert found["next_question"] == "sec_sign_in"
    assert [each["reaction"] for each in found["steering"]["refuses_sign_in"]["past_attempts"]] == [
        "insists",
        "insists",
    ]


def test_nothing_is_reopened_that_was_not_decided(onboard: Onboard, log_of: LogOf, interview: str) -> None:
    """Without a decision there is nothing to take up again."""
    before = log_of(interview)
    assert onboard("reopen", interview).code == 2
    assert log_of(interview) == before


def test_a_referral_names_who_took_it(onboard: Onboard, deal: Deal, shown: Shown) -> None:
    """Walking away because we cannot do it keeps who can."""
    interview = deal(OURS)
    words = ("--reason", "We have never rebuilt one.", "--referred-to", "Frost Controls")
    assert onboard("decide", interview, "walk_away", *words).code == 0
    assert shown(interview)["decision"]["referred_to"] == "Frost Controls"
    assert "Taken by Frost Controls." in onboard("show", interview).out


FIGURES = ("--margin", "18,000", "--hours", "40", "--hourly", "85", "--collected", "4.5k")


def test_the_card_says_from_which_chance_a_deal_is_worth_signing(
    onboard: Onboard, shown: Shown, interview: str
) -> None:
    """With margin 18,000, 40 h, 85/h, collected 4,500 the card shows 66.9% at 10x, marked as an assumption."""
    done = onboard("cost", interview, *FIGURES)
    assert done.code == 0
    for words in ("14,600", "29,500", "66.9%", "10x (assumption)", "more than two times in three"):
        assert words in done.out
    assert onboard("cost", interview).out == done.out
    assert "66.9%" in onboard("show", interview).out
    told = shown(interview)["cost"]
    assert (told["good"], told["bad"], told["multiplier"], told["multiplier_assumed"]) == (
        14600,
        29500,
        10,
        True,
    )
    assert told["break_even"] == pytest.approx(0.669, abs=0.0005)


def test_a_figure_left_out_stays_as_it_was(onboard: Onboard, shown: Shown, interview: str) -> None:
    """One figure can be corrected without typing the others again."""
    onboard("cost", interview, *FIGURES)
    assert onboard("cost", interview, "--margin", "20000").code == 0
    figures = shown(interview)["cost"]["figures"]
    assert (figures["margin"], figures["hourly"], figures["hours"]) == (20000, 85, 40)


def test_what_a_bad_deal_costs_changes_no_verdict(onboard: Onboard, deal: Deal, shown: Shown) -> None:
    """The card informs and never decides."""
    interview = deal(GOOD)
    before = shown(interview)
    assert onboard("cost", interview, "--margin", "1", "--hourly", "999", "--collected", "0").code == 0
    after = shown(interview)
    assert [after[key] for key in ("verdict", "rule", "flags", "possible_verdicts")] == [
        before[key] for key in ("verdict", "rule", "flags", "possible_verdicts")
    ]


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        ((), 2, "Give --margin, --hourly and --collected"),
        (("--margin", "18000"), 2, "Give --margin, --hourly and --collected"),
        ((*FIGURES[:-1], "nothing yet"), 3, "not understood as an amount"),
        ((*FIGURES[:-1], "-5"), 2, "cannot be below zero"),
        ((*FIGURES[:-1], "9" * 300), 3, "too long"),
        ((*FIGURES, "--reputation", "CHF 5"), 3, "Amounts are in"),
    ],
)
def test_figures_that_make_no_sense_are_refused(
    onboard: Onboard, log_of: LogOf, interview: str, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """Without figures it is said which to give; nonsense and another currency are bad input."""
    before = log_of(interview)
    done = onboard("cost", interview, *words)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert log_of(interview) == before


@pytest.fixture
def signed(onboard: Onboard, deal: Deal) -> str:
    """Give a deal that goes ahead."""
    interview = deal(GOOD)
    assert onboard("decide", interview, "proceed", "--reason", "Everything holds.").code == 0
    return interview


@pytest.mark.parametrize(("active", "kind"), [("14", "failed"), ("30", "partial"), ("48", "success")])
def test_an_outcome_is_told_by_the_share_in_active_use(
    onboard: Onboard, shown: Shown, signed: str, active: str, kind: str
) -> None:
    """14 of 60 failed, 30 of 60 is partial, and 48 of 60 with target 80 is a success."""
    done = onboard(
        *("outcome", signed, "--licensed", "60", "--active", active),
        *("--method", "filed a job in the last 28 days", "--hours", "42.5"),
    )
    assert (done.code, done.out) == (0, "")
    assert f"{active} of 60 in active use" in done.err
    assert kind in done.err
    outcome = shown(signed)["outcome"]
    assert (outcome["class"], outcome["threshold"], outcome["hours"]) == (kind, 80, 42.5)
    assert outcome["share"] == pytest.approx(int(active) / 60)
    assert "filed a job in the last 28 days" in onboard("show", signed).out
    assert json.loads(onboard("list", "--json").out)[0]["outcome"] == kind


USE_CHECK = """answers: {chk_day: day30, use_active_target: 80, use_active_means: files every job in it, now_users: 60,
  use_active: 48, use_method: by_what_they_did, use_stops: [no_time], own_part: done, counted_on: 2026-03-02,
  use_teams: [{team: All, people: 60, active: 48}], use_plan: []}
"""


def test_a_use_check_writes_the_outcome_of_the_deal(
    onboard: Onboard, shown: Shown, signed: str, tmp_path: Path
) -> None:
    """What the customer counted is taken over as they said it; half a check, or another customer's, records nothing."""
    (tmp_path / "check.yaml").write_text(USE_CHECK, "utf-8")
    customer = shown(signed)["customer"]
    check, other = (
        onboard("new", "use-check", "--customer", each).out.strip() for each in (customer, "Somebody else")
    )
    early = onboard("outcome", signed, "--from", check)
    assert early.code == 2
    assert "no confirmed answer yet: How many people do you pay for today?" in early.err
    for interview in (check, other):
        assert onboard("answer", interview, "--file", "check.yaml").code == 0

    refused = {
        ("--from", other): "was made with Somebody else",
        ("--from", signed): "is no use check",
        ("--from", check, "--active", "3"): "it is the use check that says",
        ("--from", check, "--fate", "stayed"): "not both",
    }
    for words, sentence in refused.items():
        done = onboard("outcome", signed, *words)
        assert (done.code, sentence in done.err) == (2, True), done.err
    assert shown(signed)["outcome"] is None

    assert onboard("outcome", signed, "--from", check, "--hours", "3").code == 0
    outcome = shown(signed)["outcome"]
    assert (outcome["active"], outcome["licensed"], outcome["class"]) == (48, 60, "success")
    assert (outcome["method"], outcome["on"]) == ("From a report of what people did in it", "2026-03-02")


def test_what_became_of_a_customer_is_kept(onboard: Onboard, shown: Shown, signed: str) -> None:
    """A customer who left is recorded with to whom they went."""
    assert onboard("outcome", signed, "--fate", "switched", "--to", "Brightwater").code == 0
    (fate,) = shown(signed)["fates"]
    assert (fate["fate"], fate["to_whom"]) == ("switched", "Brightwater")
    assert "switched, with Brightwater" in onboard("show", signed).out


COUNT = ("--licensed", "60", "--active", "48", "--method", "signed in this month")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (COUNT[:4], "needs --active and --method"),
        ((*COUNT, "--fate", "stayed"), "not both"),
        ((*COUNT, "--to", "Brightwater"), "--to goes with --fate"),
        ((*COUNT, "--on", "2026-03-03"), "still to come"),
        ((*COUNT, "--on", "2026-03-01"), "and not before"),
        (("--licensed", "0", *COUNT[2:]), "does not fit"),
        (("--licensed", "47", *COUNT[2:]), "More people in active use"),
        (("--licensed", "many", *COUNT[2:]), "invalid int value"),
        ((*COUNT[:2], "--active", "-1", *COUNT[4:]), "below zero"),
        ((*COUNT[:5], " "), "how active use was counted"),
        ((*COUNT, "--hours", "-2"), "below zero"),
        (("--fate", "vanished"), "invalid choice"),
        (("--fate", "stayed", "--to", "Brightwater"), "went to nobody"),
    ],
)
def test_an_outcome_that_cannot_be_records_nothing(
    onboard: Onboard, log_of: LogOf, signed: str, words: tuple[str, ...], sentence: str
) -> None:
    """More people than there are, a day to come, half a count and two things at once are wrong usage."""
    before = log_of(signed)
    done = onboard("outcome", signed, *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert log_of(signed) == before


def test_a_deal_that_is_not_decided_has_no_active_use(
    onboard: Onboard, log_of: LogOf, interview: str
) -> None:
    """Nothing can be measured before somebody decided."""
    before = log_of(interview)
    assert onboard("outcome", interview, *COUNT).code == 2
    assert onboard("outcome", interview, "--fate", "stayed").code == 2
    assert log_of(interview) == before


def test_a_deal_that_did_not_go_ahead_has_a_fate_only(onboard: Onboard, deal: Deal, shown: Shown) -> None:
    """There is no active use to count, but what became of the customer elsewhere is worth knowing."""
    interview = deal(NEXT_IN_LINE)
    assert onboard("decide", interview, "next_in_line", *WAITING).code == 0
    assert onboard("outcome", interview, *COUNT).code == 2
    assert onboard("outcome", interview, "--fate", "failed_elsewhere").code == 0
    assert (shown(interview)["outcome"], len(shown(interview)["fates"])) == (None, 1)


@pytest.fixture
def known(onboard: Onboard, interview: str) -> str:
    """Give a customer whom we call a partner and who compares prices."""
    said = {
        "rel_kind": "existing",
        "own_claim": "partner",
        "rel_next_time": "open_price",
        "rel_justified_by": "hard_numbers",
        "rel_signs": "calls_first",
    }
    for question, answer in said.items():
        assert onboard("answer", interview, question, answer).code == 0
    return interview


EVIDENCE = ("--evidence", "Ticket log of the year", "--said-by", "J. Webb")


def test_the_relationship_is_told_beside_our_own_word(onboard: Onboard, shown: Shown, known: str) -> None:
    """With claim partner and a customer who compares prices, show and list say supplier (we say: partner)."""
    perceived = shown(known)["ladders"]["perceived"]
    assert (perceived["rung"], perceived["claim"], perceived["words"]) == (
        "supplier",
        "partner",
        "supplier (we say: partner)",
    )
    assert perceived["gap"] > 0
    assert perceived["because"]["rel_next_time"] == "open_price"
    assert "How they see us: supplier (we say: partner)" in onboard("show", known).out
    assert "supplier (we say: partner)" in onboard("list").out


def test_a_reading_is_kept_with_its_evidence(onboard: Onboard, shown: Shown, known: str) -> None:
    """3 of 4 first calls is not always: the level follows from it, and both readings stay on record."""
    done = onboard("rate", known, "value", *EVIDENCE, "--fact", "calls_first=3 of 4")
    assert done.code == 0, done.err
    assert "held back" in done.err
    facts = ("--fact", "calls_first=4 of 4", "--fact", "last_chance = yes")
    assert onboard("rate", known, "value", *EVIDENCE, *facts).code == 0
    found = shown(known)
    assert found["ladders"]["value"]["level"] == 4
    assert found["ladders"]["value"]["facts"]["calls_first"]["typed"] == "4 of 4"
    assert [(each["ladder"], each["level"], each["facts"]["calls_first"]) for each in found["readings"]] == [
        ("value", 2, "3 of 4"),
        ("value", 4, "4 of 4"),
    ]
    assert "(J. Webb: Ticket log of the year)" in onboard("show", known).out


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("valu", *EVIDENCE), 3, "value"),
        (("value", *EVIDENCE[:2]), 2, "required: --said-by"),
        (("value", "--evidence", " ", *EVIDENCE[2:]), 2, "needs evidence"),
        (("value", *EVIDENCE, "--fact", "calls_first"), 2, "says no fact and value"),
        (("value", *EVIDENCE, "--fact", "calls_first=often"), 2, "3 of 4"),
        (("value", *EVIDENCE, "--fact", "calls_first=5 of 4"), 2, "5 times of 4"),
        (("value", *EVIDENCE, "--fact", "calls_frist=4 of 4"), 2, "calls_first"),
        (("value", *EVIDENCE, *("--fact", "calls_first=4 of 4") * 2), 2, "given twice"),
        (("value", *EVIDENCE, "--on", "2026-03-03"), 2, "still to come"),
    ],
)
def test_a_reading_that_cannot_be_records_nothing(
    onboard: Onboard, log_of: LogOf, known: str, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """A reading takes evidence, a name and facts of its ladder; its level is never typed."""
    before = log_of(known)
    done = onboard("rate", known, *words)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert log_of(known) == before
