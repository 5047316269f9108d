"""The commands for what is to be followed up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.entries import Entry

    Onboard = Callable[..., Any]
    Shown = Callable[[str], dict[str, Any]]
    LogOf = Callable[[str], tuple[Entry, ...]]

TASK = ("--side", "ours", "--who", "J. Webb", "--due", "2026-03-05")


@pytest.fixture
def promised(onboard: Onboard, interview: str) -> str:
    """Give an interview in which we promised something by 5 March."""
    assert onboard("follow-up", interview, "Send the price list", *TASK).code == 0
    return interview


def due(onboard: Onboard, *words: str) -> list[dict[str, Any]]:
    """Give what `followups --json` prints."""
    told: list[dict[str, Any]] = json.loads(onboard("followups", "--json", *words).out)
    return told


def test_nothing_due_is_exit_code_1(onboard: Onboard, promised: str) -> None:
    """As long as its day has not come, a follow-up is listed with --all only."""
    done = onboard("followups")
    assert (done.code, done.out) == (1, "")
    assert "Nothing is due" in done.err
    assert onboard("followups", "--json").code == 1
    assert due(onboard) == []
    assert [each["what"] for each in due(onboard, "--all")] == ["Send the price list"]
    assert "2026-03-05" in onboard("followups", "--all").out


def test_what_is_overdue_comes_first(onboard: Onboard, promised: str) -> None:
    """The oldest day is first, and is told as days overdue; today is told as today."""
    onboard("follow-up", promised, "Ask the bursar", *TASK[:5], "2026-03-02")
    table = onboard("followups", "--as-of", "2026-03-05").out.splitlines()
    assert table[0].split() == ["when", "customer", "whose", "interview", "key", "what"]
    assert table[1].startswith("3 days overdue  Harbour & Lyle  ours: J. Webb")
    assert table[1].endswith("Ask the bursar")
    assert table[2].startswith("today ")
    assert "1 day overdue" in onboard("followups", "--as-of", "2026-03-03").out
    told = due(onboard, "--as-of", "2026-03-05")
    assert [(each["what"], each["days_overdue"]) for each in told] == [
        ("Ask the bursar", 3),
        ("Send the price list", 0),
    ]
    assert {each["interview"] for each in told} == {promised}


def test_what_is_due_is_found_by_customer(onboard: Onboard, promised: str) -> None:
    """A part of a customer's name shows what is due with that one alone."""
    other = onboard("new", "cloud-onboarding", "--customer", "Wray Print").out.strip()
    onboard("follow-up", other, "Look at the press", *TASK)
    assert [each["what"] for each in due(onboard, "--all", "--customer", "wray")] == ["Look at the press"]
    assert onboard("followups", "--all", "--customer", "Fenwick").code == 1


def test_the_list_shows_interviews_with_something_due(onboard: Onboard, promised: str) -> None:
    """`list --due` shows those with something due today or overdue, and every row its next day."""
    onboard("new", "cloud-onboarding", "--customer", "Wray Print")
    assert onboard("list", "--due").code == 1
    onboard("follow-up", promised, "Ask the bursar", *TASK[:5], "2026-03-02")
    (listed,) = json.loads(onboard("list", "--due", "--json").out)
    assert (listed["id"], listed["next_due"], listed["next_due_what"]) == (
        promised,
        "2026-03-02",
        "Ask the bursar",
    )


def test_a_question_that_the_seller_could_not_answer_is_one(
    onboard: Onboard, shown: Shown, interview: str
) -> None:
    """With who asked, it is kept as the customer's question."""
    words = ("--about", "sec_restore", "--asked-by", "bursar", *TASK)
    assert onboard("follow-up", interview, "How long does a full restore take?", *words).code == 0
    (kept,) = shown(interview)["follow_ups"]
    assert (kept["kind"], kept["asked_by"], kept["about"]) == ("customer_question", "bursar", "sec_restore")
    assert "How long does a full restore take?" in onboard("show", interview).out


def test_a_follow_up_is_closed_with_yes_or_no(onboard: Onboard, shown: Shown, promised: str) -> None:
    """What was shown of its key is enough to close it, and it is listed no more."""
    (row,) = onboard("followups", "--all").out.splitlines()[1:]
    words = row.split()
    place = next(at for at, word in enumerate(words) if promised.startswith(word) and len(word) > 8)
    done = onboard("done", words[place], words[place + 1], "yes", "--note", "by post")
    assert done.code == 0, done.err
    assert shown(promised)["follow_ups"] == []
    assert onboard("followups", "--all").code == 1


def test_an_answer_put_off_is_due_on_its_day(onboard: Onboard, shown: Shown, interview: str) -> None:
    """Later, with an owner and a day, is followed up until it is answered."""
    words = ("sec_sign_in", "--state", "later", "--owner", "IT lead", "--until", "2026-03-04")
    assert onboard("answer", interview, *words).code == 0
    (waiting,) = due(onboard, "--as-of", "2026-03-04")
    assert (waiting["key"], waiting["side"], waiting["who"]) == ("later:sec_sign_in", "theirs", "IT lead")
    onboard("answer", interview, "sec_sign_in", "all")
    assert onboard("followups", "--all").code == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("60", "--owner", "IT lead"), "go with --state"),
        (("--state", "later", "--until", "2026-03-01"), "that day is past"),
        (("--state", "dont_know", "--until", "2026-02-31"), "is not a date"),
    ],
)
def test_who_finds_out_and_by_when_has_to_make_sense(
    onboard: Onboard, log_of: LogOf, interview: str, words: tuple[str, ...], sentence: str
) -> None:
    """An answer that was given needs nobody to find it out, and nothing is found out in the past."""
    before = log_of(interview)
    done = onboard("answer", interview, "now_users", *words)
    assert done.code == 2
    assert sentence in done.err
    assert log_of(interview) == before


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("Send it", *TASK[:5], "2026-03-01"), 2, "that day is past"),
        (("Send it", *TASK[:5], "2026-13-01"), 2, "is not a date"),
        ((" \u200b", *TASK), 2, "what is to be followed up"),
        (("Send it", "--side", "ours", "--who", " ", "--due", "2026-03-05"), 2, "name of the person"),
        (("Send it", *TASK, "--about", "sec_restor"), 3, "sec_restore"),
        (("Send it", "--who", "J. Webb", "--due", "2026-03-05"), 2, "--side"),
    ],
)
def test_a_follow_up_that_cannot_be_records_nothing(
    onboard: Onboard, log_of: LogOf, interview: str, words: tuple[str, ...], code: int, sentence: str
) -> None:
    """A follow-up needs words, a name and a day that is not past."""
    before = log_of(interview)
    done = onboard("follow-up", interview, *words)
    assert (done.code, done.out) == (code, "")
    assert sentence in done.err
    assert log_of(interview) == before


def test_a_result_needs_a_follow_up_that_is_open(onboard: Onboard, log_of: LogOf, promised: str) -> None:
    """An unknown key, a result that is neither yes nor no, and a day to come are refused."""
    before = log_of(promised)
    for words in (
        ("plan:no_access", "yes"),
        ("", "yes"),
        ("0", "perhaps"),
        ("0", "yes", "--on", "2026-03-03"),
    ):
        assert onboard("done", promised, *words).code == 2
    assert log_of(promised) == before
    (waiting,) = due(onboard, "--all")
    assert onboard("done", promised, waiting["key"], "no").code == 0
    again = onboard("done", promised, waiting["key"], "yes")
    assert again.code == 2
    assert "closed already" in again.err
