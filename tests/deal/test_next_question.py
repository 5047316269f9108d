"""The next best question, and the reason in words."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from onboard_tui.deal.next_question import NextQuestion, next_question
from onboard_tui.interview.dealings import Decided, Reopened
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.standing import stand
from onboard_tui.script.model import VerdictKind
from tests.deal.growing import grown
from tests.deal.small import TODAY, build_script, fill_interview

YES_NO: dict[str, Any] = {"type": "yes_no"}


def asked(
    questions: dict[str, dict[str, Any]], raise_when: dict[str, tuple[str, str]], **more: Any
) -> NextQuestion | None:
    """Give what is asked next in a script of these questions and flags (severity, condition)."""
    flags = {
        flag: {"severity": severity, "raise_when": condition}
        for flag, (severity, condition) in raise_when.items()
    }
    script = build_script(questions, flags, computed=more.pop("computed", None))
    return next_question(stand(fill_interview(script, **more), TODAY))


def test_the_question_that_most_hangs_on_per_minute_is_asked() -> None:
    """A table takes four minutes, so a blocker behind it weighs less than a gate that takes one."""
    found = asked(
        {
            "people": {"type": "table", "columns": {"met": "yes_no"}},
            "users": {"type": "integer", "gate": True},
        },
        {"f": ("blocker", "any_row(people, met)")},
    )
    assert found is not None
    assert (found.id, found.score) == ("users", Fraction(5))


def test_the_score_adds_flags_gate_and_contract() -> None:
    """Nine for the blocker, three and one for the others, five as a gate, two for the contract."""
    found = asked(
        {"plain": YES_NO, "sponsor": {"type": "long_text", "gate": True, "feeds": ("people", "duties")}},
        {
            "b": ("blocker", "empty(sponsor)"),
            "m": ("major", "empty(sponsor)"),
            "n": ("minor", "empty(sponsor)"),
            "told": ("blocker", "declined(sponsor)"),
        },
    )
    assert found is not None
    assert (found.id, found.score) == ("sponsor", Fraction(9 + 3 + 1 + 5 + 2, 2))


def test_a_flag_reads_through_computed_values() -> None:
    """What a sum hangs on, the flag hangs on."""
    found = asked(
        {"plain": YES_NO, "seats": {"type": "integer"}},
        {"f": ("major", "twice > 10")},
        computed={"twice": "seats * 2"},
    )
    assert found is not None
    assert (found.id, found.reason) == ("seats", "Asked now because a major flag depends on it.")


def test_a_flag_that_can_be_told_already_gives_no_weight() -> None:
    """The other side of an or has settled it."""
    found = asked(
        {"first": YES_NO, "second": YES_NO, "third": YES_NO},
        {"f": ("blocker", "first or second"), "g": ("minor", "third")},
        answers={"first": True},
    )
    assert found is not None
    assert found.id == "third"


def test_pinned_questions_come_first_in_their_order() -> None:
    """However much hangs on the others."""
    questions = {"big": dict(YES_NO, gate=True), "late": dict(YES_NO, pin=2), "early": dict(YES_NO, pin=1)}
    first = asked(questions, {})
    second = asked(questions, {}, answers={"early": True})
    third = asked(questions, {}, answers={"early": True, "late": False})
    assert [each and each.id for each in (first, second, third)] == ["early", "late", "big"]
    assert first is not None
    assert first.reason == "Asked now because it opens this conversation."


def test_one_conversation_is_finished_before_the_next_begins() -> None:
    """The first pass that has something to ask is the current one; our own side comes last."""
    questions: dict[str, dict[str, Any]] = {
        "ours": {**YES_NO, "pass_id": "private", "gate": True},
        "second": {**YES_NO, "pass_id": "2", "gate": True},
        "first": YES_NO,
    }
    order = []
    answers: dict[str, Any] = {}
    while (found := asked(questions, {}, answers=answers)) is not None:
        order.append(found.id)
        answers = {**answers, found.id: True}
    assert order == ["first", "second", "ours"]


def test_ties_go_by_script_order() -> None:
    """Nothing speaks for either: the script's author decides."""
    found = asked({"one": YES_NO, "two": YES_NO}, {})
    assert found is not None
    assert (found.id, found.reason) == ("one", "Asked now because it is the next in the script.")


def test_only_questions_that_are_shown_are_asked() -> None:
    """A branch that may open is not asked before it does."""
    found = asked({"door": YES_NO, "behind": dict(YES_NO, when="door", gate=True)}, {})
    assert found is not None
    assert found.id == "door"


def test_what_was_put_off_comes_back_at_the_end() -> None:
    """Parked questions are asked when no other is left, and don't-knows are not."""
    questions = {"one": YES_NO, "two": YES_NO, "three": YES_NO}
    before = asked(questions, {}, states={"one": "later", "three": "dont_know"})
    after = asked(questions, {}, states={"one": "later", "three": "dont_know"}, answers={"two": True})
    done = asked(questions, {}, states={"three": "declined"}, answers={"one": True, "two": True})
    assert [each and each.id for each in (before, after, done)] == ["two", "one", None]
    assert after is not None
    assert after.reason == "Asked now because it was put off and nothing else is left to ask."


@pytest.mark.parametrize(
    ("severities", "reason"),
    [
        (["blocker"], "a blocker depends on it"),
        (["minor"], "a minor flag depends on it"),
        (["blocker", "major"], "2 flags depend on it, one a blocker"),
        (["blocker", "blocker", "minor"], "3 flags depend on it, 2 of them blockers"),
        (["blocker", "blocker"], "2 blockers depend on it"),
        (["major", "minor"], "2 flags depend on it"),
    ],
)
def test_the_reason_counts_the_flags(severities: list[str], reason: str) -> None:
    """The seller sees why this question comes now."""
    flags = {f"f{number}": (severity, "it") for number, severity in enumerate(severities)}
    found = asked({"it": YES_NO}, flags)
    assert found is not None
    assert found.reason == f"Asked now because {reason}."


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"gate": True, "feeds": ("price",)}, "the verdict cannot be proceed without it"),
        ({"feeds": ("price",)}, "the contract needs it"),
    ],
)
def test_without_flags_the_reason_is_what_needs_it(more: dict[str, Any], reason: str) -> None:
    """A gate is a reason, and so is the contract."""
    found = asked({"it": dict(YES_NO, **more)}, {})
    assert found is not None
    assert found.reason == f"Asked now because {reason}."


def test_a_reopened_deal_asks_first_what_ended_it() -> None:
    """Before anything pinned; each question until it is answered again, as long as it applies."""
    script = build_script(
        {
            "open": {"pin": 1},
            "signs_in": {},
            "sponsor": {"pass_id": "2"},
            "hidden": {"when": "not signs_in"},
        }
    )
    interview = fill_interview(script, {"signs_in": True, "sponsor": False})
    more: dict[str, Any] = {"choice": VerdictKind.NEXT_IN_LINE, "verdict": VerdictKind.NEXT_IN_LINE}
    day = date(2026, 3, 12)
    interview = grown(interview, Decided, on=day, reason="They will not.", **more)
    again = ("gone", "hidden", "sponsor", "signs_in")
    interview = grown(interview, Reopened, on=date(2026, 11, 2), ask_again=again)

    def next_one(pass_id: str | None = None) -> tuple[str, str]:
        found = next_question(stand(interview, TODAY), pass_id)
        assert found is not None
        return found.id, found.reason

    assert next_one() == ("sponsor", "Asked now because it ended the deal on 12 March 2026.")
    assert next_one("1")[0] == "signs_in"
    interview = grown(interview, Recorded, question="sponsor", value=False)
    assert next_one()[0] == "signs_in"
    interview = grown(interview, Recorded, question="signs_in", value=True)
    assert next_one() == ("open", "Asked now because it opens this conversation.")
    undone = interview.undo(new_id=lambda: "undone", at=interview.log[-1].at)
    assert undone is not None
    interview = interview.with_entries(undone)
    assert next_one()[0] == "signs_in"
