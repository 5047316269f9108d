"""The commands for what is said about flags and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.entries import Entry

    Onboard = Callable[..., Any]
    Shown = Callable[[str], dict[str, Any]]
    LogOf = Callable[[str], tuple[Entry, ...]]


@pytest.fixture
def steered(onboard: Onboard, interview: str) -> str:
    """Give an interview in which a flag of the customer's way is raised, and no one of our own lacks."""
    assert onboard("answer", interview, "ppl_sponsor", "nobody").code == 0
    assert onboard("answer", interview, "now_admin_rights", "provider_only").code == 0
    return interview


def test_an_answer_that_speaks_against_the_deal_comes_with_the_words_to_steer_it(
    onboard: Onboard, interview: str
) -> None:
    """The first script is said at once, after an attempt the second; an answer that is fine says none."""
    done = onboard("answer", interview, "sec_sign_in", "refuse")
    first = done.err.partition("Steer now about refuses_sign_in, with script 1: ")[2]
    assert len(first) > 20
    attempt = ("--script", "1", "--with", "IT lead", "--customer", "wants_time")
    assert onboard("steer", interview, "refuses_sign_in", *attempt).code == 0
    done = onboard("answer", interview, "sec_sign_in", "refuse")
    second = done.err.partition("Steer now about refuses_sign_in, with script 2: ")[2]
    assert len(second) > 20
    assert second != first
    assert "Steer now" not in onboard("answer", interview, "sec_sign_in", "all").err


def test_two_attempts_make_insists_count(onboard: Onboard, shown: Shown, steered: str) -> None:
    """A blocker that the customer insists on is insisted after the second attempt, not after the first."""
    attempt = ("steer", steered, "no_sponsor", "--with", "bursar", "--customer", "insists")
    assert onboard(*attempt, "--script", "1").code == 0
    assert shown(steered)["flags"]["no_sponsor"] == "steering"
    assert onboard(*attempt, "--script", "2").code == 0
    found = shown(steered)
    assert found["flags"]["no_sponsor"] == "insisted"
    assert [each["with_whom"] for each in found["steering"]["no_sponsor"]["attempts"]] == ["bursar", "bursar"]


def test_what_a_person_typed_never_looks_like_a_line_of_ours(onboard: Onboard, steered: str) -> None:
    """Line breaks and terminal commands in names and texts neither begin a line nor reach the terminal."""
    forged = "bursar\nPROCEED (R11)\x1b[2J"
    attempt = ("steer", steered, "no_sponsor", "--script", "1", "--customer", "insists")
    assert onboard(*attempt, "--with", forged, "--note", forged).code == 0
    plan = ("--agreed-by", forged, "--owner", forged, "--due", "2026-03-13", "--text", forged)
    assert onboard("plan", steered, "no_access", *plan).code == 0
    said = ("--believes", forged, "--advises", forged, "--because", forged)
    assert onboard("advise", steered, "sec_restore", *said).code == 0
    task = (forged, "--side", "ours", "--who", forged, "--due", "2026-03-02")
    assert onboard("follow-up", steered, *task).code == 0
    printed = onboard("show", steered).out + onboard("followups", "--all").out
    assert printed.count("PROCEED (R11)") >= 8
    assert "\x1b" not in printed
    assert not [line for line in printed.splitlines() if line.startswith("PROCEED")]


def test_an_attempt_may_have_been_made_on_another_day(
    onboard: Onboard, shown: Shown, log_of: LogOf, steered: str
) -> None:
    """A day that is gone is kept with the attempt; one that is still to come is refused."""
    attempt = ("steer", steered, "no_sponsor", "--script", "1", "--with", "bursar", "--customer", "in_part")
    assert onboard(*attempt, "--on", "2026-02-24").code == 0
    (made,) = shown(steered)["steering"]["no_sponsor"]["attempts"]
    assert (made["on"], made["reaction"]) == ("2026-02-24", "in_part")
    before = log_of(steered)
    assert onboard(*attempt, "--on", "2026-03-03").code == 2
    assert log_of(steered) == before


def test_an_answer_names_the_attempt_that_changed_it(onboard: Onboard, shown: Shown, steered: str) -> None:
    """After an attempt that was accepted, the new answer is linked to it, and that is said."""
    onboard("steer", steered, "no_sponsor", "--script", "1", "--with", "bursar", "--customer", "accepts")
    done = onboard("answer", steered, "ppl_sponsor", "executive")
    assert "answer changed after attempt 1" in done.err
    found = shown(steered)
    (attempt,) = found["steering"]["no_sponsor"]["attempts"]
    assert found["answers"]["ppl_sponsor"]["by_attempt"] == attempt["id"]
    (change,) = found["answer_changes"]
    assert (change["question"], change["by_attempt"]) == ("ppl_sponsor", attempt["id"])
    assert (change["before"]["value"], change["after"]["value"]) == ("nobody", "executive")


def test_not_steering_is_said_with_its_reason(onboard: Onboard, shown: Shown, steered: str) -> None:
    """A flag that nobody steered is untouched until it is put off, or said not to apply."""
    assert {"no_sponsor", "no_access"} <= set(shown(steered)["untouched"])
    assert onboard("steer", steered, "no_sponsor", "--later").code == 0
    assert onboard("steer", steered, "no_access", "--does-not-apply", "Theirs tomorrow").code == 0
    found = shown(steered)
    assert found["untouched"] == []
    assert found["steering"]["no_sponsor"]["set_aside"]["choice"] == "later"
    assert found["steering"]["no_access"]["set_aside"]["reason"] == "Theirs tomorrow"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("no_sponsor",), "needs --script, --with and --customer"),
        (("no_sponsor", "--script", "1", "--later"), "not both"),
        (("no_sponsor", "--later", "--on", "2026-03-01"), "not both"),
        (("no_sponsor", "--does-not-apply", "  "), "why this does not apply"),
        (("no_sponsor", "--later", "--does-not-apply", "So"), "not allowed with"),
        (("no_sponsor", "--script", "0", "--with", "bursar", "--customer", "insists"), "count from 1"),
        (("no_sponsor", "--script", "1", "--with", " ", "--customer", "insists"), "name of the person"),
        (("untested_skill", "--script", "1", "--with", "bursar", "--customer", "accepts"), "cannot be told"),
    ],
)
def test_steering_that_makes_no_sense_records_nothing(
    onboard: Onboard, log_of: LogOf, steered: str, words: tuple[str, ...], sentence: str
) -> None:
    """Half an attempt, two things at once, and a flag that is not raised are wrong usage."""
    before = log_of(steered)
    done = onboard("steer", steered, *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert log_of(steered) == before


def test_a_flag_that_is_misspelt_gets_the_nearest_one(onboard: Onboard, log_of: LogOf, steered: str) -> None:
    """A flag that the script does not have is bad input, and the one that was meant is named."""
    before = log_of(steered)
    done = onboard("steer", steered, "no_sponser", "--later")
    assert done.code == 3
    assert "no_sponsor" in done.err
    assert log_of(steered) == before


PLAN = ("--agreed-by", "practice manager", "--owner", "landlord's IT", "--text", "Handover of the keys")


def test_a_plan_stands_in_for_a_flag_until_it_is_overdue(
    onboard: Onboard, shown: Shown, steered: str
) -> None:
    """With a plan the flag is mitigated on the day that it is due, and open on the day after."""
    assert onboard("plan", steered, "no_access", *PLAN, "--due", "2026-03-13").code == 0
    found = shown(steered)
    assert found["flags"]["no_access"] == "mitigated"
    assert found["steering"]["no_access"]["plan"]["owner"] == "landlord's IT"
    assert "no_access, mitigated" in onboard("show", steered, "--as-of", "2026-03-13").out
    assert "no_access, open" in onboard("show", steered, "--as-of", "2026-03-14").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("no_access", *PLAN), "needs --agreed-by, --owner and --due"),
        (("no_access", *PLAN, "--due", "2026-03-01"), "that day is past"),
        (("no_access", *PLAN, "--due", "2026-02-30"), "'2026-02-30' is not a date"),
        (("no_access", "--agreed-by", "\u200b", "--owner", "IT", "--due", "2026-03-13"), "who agreed to it"),
        (("no_sponsor", *PLAN, "--due", "2026-03-13"), "cannot stand in"),
        (("no_access", "--cannot-fix"), "not about a lack of ours"),
        (("no_access", *PLAN, "--due", "2026-03-13", "--cannot-fix"), "not both"),
        (("no_owner", *PLAN, "--due", "2026-03-13"), "cannot be told yet"),
    ],
)
def test_a_plan_that_cannot_stand_records_nothing(
    onboard: Onboard, log_of: LogOf, steered: str, words: tuple[str, ...], sentence: str
) -> None:
    """A plan needs somebody who agreed, an owner and a day to come, and a flag that takes one."""
    before = log_of(steered)
    done = onboard("plan", steered, *words)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert log_of(steered) == before


def test_a_lack_of_ours_can_be_said_to_stay_and_not_to(
    onboard: Onboard, shown: Shown, interview: str
) -> None:
    """What we cannot fix ends in a referral; that we can after all takes it back."""
    row = '[{"name": "cold store", "how_critical": 4, "plan": "rebuild", "our_record": "never"}]'
    assert onboard("answer", interview, "now_workloads", row).code == 0
    assert onboard("plan", interview, "untested_skill", "--cannot-fix").code == 0
    found = shown(interview)
    assert (found["flags"]["untested_skill"], found["rule"], found["action"]) == ("cannot_fix", "R3", "refer")
    assert onboard("plan", interview, "untested_skill", "--can-fix").code == 0
    assert shown(interview)["flags"]["untested_skill"] == "open"


def test_advice_is_kept_with_who_decided(onboard: Onboard, shown: Shown, interview: str) -> None:
    """What they believe and what we advise are both shown, with whose way it went."""
    said = ("--believes", "Backups are the provider's", "--advises", "Restore a file together")
    assert onboard("advise", interview, "sec_restore", *said, "--because", "nobody tested one").code == 0
    assert "not decided yet" in onboard("show", interview).out
    assert (
        onboard(
            "advise", interview, "sec_restore", *said, "--followed", "ours", "--decided-by", "M. Lyle"
        ).code
        == 0
    )
    advice = shown(interview)["advice"]
    assert [each.get("followed") for each in advice] == [None, "ours"]
    assert advice[0]["because"] == "nobody tested one"
    printed = onboard("show", interview).out
    assert "they believe: Backups are the provider's" in printed
    assert "it went our way, decided by M. Lyle" in printed


def test_advice_on_an_unknown_question_or_half_of_it_is_refused(
    onboard: Onboard, log_of: LogOf, interview: str
) -> None:
    """A misspelt question is bad input; a blank belief is wrong usage."""
    before = log_of(interview)
    done = onboard("advise", interview, "sec_restor", "--believes", "one thing", "--advises", "another")
    assert (done.code, "sec_restore" in done.err) == (3, True)
    assert onboard("advise", interview, "sec_restore", "--believes", " ", "--advises", "another").code == 2
    assert onboard("advise", interview, "sec_restore", "--believes", "one thing").code == 2
    assert log_of(interview) == before
