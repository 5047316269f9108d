"""The commands about drafts: versions, clauses, what changed, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Onboard = Callable[..., Any]


@pytest.fixture
def answered(deal: Callable[[str], str], monkeypatch: pytest.MonkeyPatch) -> str:
    """Give an interview in which everything is answered, of a seller with a name."""
    monkeypatch.setenv("ONBOARD_TUI_OUR_NAME", "Brightwater IT Ltd")
    return deal("Fenwick & Daughters")


def told(onboard: Onboard, *arguments: str) -> Any:
    """Give what a command prints as JSON."""
    done = onboard(*arguments, "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_clause_is_reworded_and_drafted_so(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """What is printed can be edited and given back as a file; the draft says who did it."""
    before = onboard("clause", answered, "our_people").out
    assert before.startswith("We will give you named people")
    (tmp_path / "clause.txt").write_text(before.replace("named people", "people by name"), encoding="utf-8")
    assert onboard("clause", answered, "our_people", "--file", "clause.txt", "--by", "R. Adeyemi").code == 0
    assert onboard("clause", answered, "our_people").out == before.replace("named people", "people by name")
    assert "By hand: our_people by R. Adeyemi" in onboard("draft", answered).out
    assert onboard("clause", answered, "our_people", "--restore").code == 0
    assert onboard("clause", answered, "our_people").out == before


def test_a_file_that_holds_no_clause_is_refused(onboard: Onboard, answered: str, tmp_path: Path) -> None:
    """One that is no text, or far too long, is named or told its length, and changes nothing."""
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "long.txt").write_text("word " * 30_000, encoding="utf-8")
    for name, said in (("bytes.txt", "UTF-8"), ("long.txt", "20,000")):
        done = onboard("clause", answered, "our_people", "--file", name)
        assert (done.code, said in done.err) == (2, True), done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("clause", "our_peple"), "our_people"),
        (("clause", "our_people", "--text", " "), "--restore"),
        (("clause", "our_people", "--text", "(a)"), "say nothing"),
        (("clause", "our_people", "--text", "[Table: Prices]"), "For us"),
        (("clause", "our_people", "--restore"), "already"),
        (("clause", "our_people", "--settle", "drafted"), "nothing to settle"),
        (("clause", "term_monthly"), "does not stand"),
        (("clause", "our_people", "--file", "nowhere.txt"), "nowhere.txt"),
        (("approve", "our_people", "--by", "J. Hart"), "Nobody has to agree"),
        (("accept", "no_such_finding", "--reason", "because we say so, that is why"), "no_such_finding"),
        (("draft", "--sent", "1"), "to whom"),
        (("draft", "--by", "J. Hart"), "--final"),
        (("draft", "--final"), "approves"),
    ],
)
def test_what_makes_no_sense_is_said_and_nothing_is_recorded(
    onboard: Onboard,
    answered: str,
    log_of: Callable[[str], tuple[object, ...]],
    arguments: tuple[str, ...],
    said: str,
) -> None:
    """Each ends as wrong usage, with a way out."""
    onboard("draft", answered)
    before = log_of(answered)
    command, *rest = arguments
    done = onboard(command, answered, *rest)
    assert (done.code, said in done.err) == (2, True), done.err
    assert log_of(answered) == before


def test_a_paper_is_final_once_nothing_is_in_the_way(onboard: Onboard, answered: str) -> None:
    """Until then every reason is listed; afterwards it keeps its number until an answer changes."""
    for finding in told(onboard, "draft", answered)["findings"]:
        if finding["blocks"]:
            onboard("accept", answered, finding["key"], "--reason", "They asked for it in these very words.")
    assert told(onboard, "draft", answered)["in_the_way"] == []
    assert told(onboard, "draft", answered, "--final", "--by", "J. Hart")["final"] is True
    number = told(onboard, "draft", answered)["number"]
    again = onboard("draft", answered)
    assert again.out.startswith(f"Final draft {number} of")
    onboard("answer", answered, "now_users", "61")
    assert onboard("draft", answered).out.startswith(f"Draft {number + 1} of")


def test_an_unfinished_paper_is_not_made_final(onboard: Onboard, interview: str) -> None:
    """The exit code is that of bad input, and each open point is named."""
    done = onboard("draft", interview, "--final", "--by", "J. Hart")
    assert done.code == 3
    assert "biz_outcome" in done.err
    assert "nothing is decided" in done.err


def test_changed_answers_are_told_after_a_draft_was_sent(onboard: Onboard, answered: str) -> None:
    """The draft, the interview and the list of changes name the question and both answers."""
    number = str(told(onboard, "draft", answered)["number"])
    assert onboard("draft", answered, "--sent", number, "--to", "M. Lyle").code == 0
    assert told(onboard, "show", answered)["changed_since_sent"] is None
    onboard("answer", answered, "now_users", "61")
    for command in ("draft", "show"):
        printed = onboard(command, answered).out
        assert f"CHANGED AFTER draft {number} was sent to M. Lyle on 2026-03-02" in printed
        assert "now_users: 61, was: 60" in printed
        since = told(onboard, command, answered)["changed_since_sent"]
        assert [answer["question"] for answer in since["answers"]] == ["now_users"]
    listed = told(onboard, "changes", answered, "--from", number)
    assert {each["clause"] for each in listed["sections"]} >= {"use_goal", "use_checkpoints"}
    assert "use_goal" in onboard("changes", answered, "--from", number, "--to", str(int(number) + 1)).out
    assert [each["number"] for each in told(onboard, "show", answered)["sent"]] == [int(number)]


def test_nothing_changed_is_said(onboard: Onboard, answered: str) -> None:
    """An unchanged paper has no changes; with no version kept there is nothing to compare with."""
    assert onboard("changes", answered).code == 1
    onboard("draft", answered)
    assert onboard("changes", answered).out == "Nothing changed.\n"


def test_a_clause_tells_why_it_is_there(onboard: Onboard, answered: str) -> None:
    """The rule in words, the answers behind it with who said them, and the values."""
    printed = onboard("why", answered, "term_m12").out
    assert "con_term" in printed
    assert "con_term" in [
        each["question"] for each in told(onboard, "why", answered, "term_m12")["decided_by"]
    ]
    assert "does not stand" in onboard("why", answered, "term_monthly").out


def test_an_answer_tells_what_it_touches(onboard: Onboard, answered: str) -> None:
    """All clauses that it can touch, and those that one very answer would change now."""
    touched = {each["clause"] for each in told(onboard, "touches", answered, "now_users")}
    assert {"use_goal", "charges"} <= touched
    changed = {each["clause"] for each in told(onboard, "touches", answered, "now_users", "--value", "61")}
    assert "use_goal" in changed
    assert changed - {""} <= touched
    assert told(onboard, "touches", answered, "now_users", "--value", "60") == []
    assert onboard("touches", answered, "now_user").code == 3


def test_take_it_or_leave_it_is_not_exported_without_a_reason(onboard: Onboard, answered: str) -> None:
    """For a customer who is meant to stay no file is written until the answer changes or a reason is given."""
    onboard("answer", answered, "con_who_wrote", "provider")
    done = onboard("export", answered, "--to", "md")
    assert done.code == 3
    (key,) = [
        each["key"] for each in told(onboard, "draft", answered)["findings"] if each["blocks"] == "export"
    ]
    assert key in done.err
    reason = "Their own lawyer asked for our paper, in writing."
    assert onboard("accept", answered, key, "--reason", "because").code == 2
    assert onboard("accept", answered, key, "--reason", reason).code == 0
    assert onboard("export", answered, "--to", "md").code == 0
    assert f"meant so: {reason}" in onboard("draft", answered).out
    onboard("accept", answered, key, "--reason", "")
    assert onboard("export", answered, "--to", "md").code == 3
