"""The verdict: the first rule of the table that holds, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.assessment import assess
from onboard_tui.interview.standing import stand
from onboard_tui.script.expression import FlagQuery, FlagState
from onboard_tui.script.model import VerdictKind
from tests.deal.small import TODAY, build_script, fill_interview

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.script.model import Script

MADE: dict[str, dict[str, Any]] = {
    "barred": {"severity": "blocker", "kind": "party", "no_steer": True},
    "pays_badly": {"severity": "blocker", "kind": "party", "mitigable": True},
    "untested": {"severity": "blocker", "kind": "ours", "mitigable": True},
    "no_sponsor": {"severity": "blocker", "kind": "path"},
    "no_owner": {"severity": "major", "kind": "path", "mitigable": True},
    "price_only": {"severity": "major", "kind": "path"},
    "nothing_forces": {"severity": "minor", "kind": "path", "mitigable": True},
    "single_thread": {"severity": "minor", "kind": "path"},
    "levels": {"severity": "minor", "kind": "path"},
    "pay_only": {"severity": "minor", "kind": "path"},
    "gap": {"severity": "minor", "kind": "ours"},
}
"""A flag of each make; each is raised by a yes to the question of its name."""


def script_of_flags() -> Script:
    """Make a script in which every question raises one flag, and one gate raises none."""
    questions = {f"is_{flag}": {"type": "yes_no"} for flag in MADE}
    flags = {flag: dict(made, raise_when=f"is_{flag}") for flag, made in MADE.items()}
    return build_script({**questions, "goal": {"type": "text", "gate": True}}, flags)


SCRIPT = script_of_flags()


def judged(
    raised: Sequence[str] = (), *, goal: str | None = "Close in three days", **more: Any
) -> Assessment:
    """Judge a deal in which these flags are raised and all others are clear."""
    answers: dict[str, Any] = {f"is_{flag}": flag in raised for flag in MADE}
    if goal is not None:
        answers["goal"] = goal
    answers.update(more.pop("answers", {}))
    return assess(fill_interview(SCRIPT, answers, **more), TODAY)


TWICE = ["insists", "insists"]


@pytest.mark.parametrize(
    ("rule", "verdict", "raised", "more"),
    [
        ("R1", "walk away", ["barred"], {}),
        ("R2", "walk away", ["pays_badly"], {"steering": {"pays_badly": TWICE}}),
        ("R3", "walk away", ["untested"], {"cannot_fix": ["untested"]}),
        (
            "R4a",
            "walk away",
            ["no_sponsor"],
            {"steering": {"no_sponsor": TWICE}, "answers": {"rel_reopen": False}},
        ),
        ("R4b", "next in line", ["no_sponsor"], {"steering": {"no_sponsor": TWICE}}),
        (
            "R4b",
            "next in line",
            ["no_owner", "price_only"],
            {"steering": {"no_owner": TWICE, "price_only": TWICE}},
        ),
        ("R5", "steer first", ["no_sponsor"], {"steering": {"no_sponsor": ["insists"]}}),
        ("R5", "steer first", ["untested"], {}),
        ("R6", "steer first", [], {"goal": None}),
        ("R7", "steer first", ["no_owner", "price_only"], {}),
        ("R8", "steer first", ["no_owner", "nothing_forces", "single_thread", "levels"], {}),
        ("R9", "steer first", ["nothing_forces", "single_thread", "levels", "pay_only", "gap"], {}),
        ("R10", "proceed with conditions", ["no_owner", "levels", "gap"], {}),
        ("R10", "proceed with conditions", ["untested"], {"plans": {"untested": 0}}),
        ("R11", "proceed", [], {}),
    ],
)
def test_each_rule_of_the_default_table_decides(
    rule: str, verdict: str, raised: list[str], more: dict[str, Any]
) -> None:
    """Every rule has a deal that it decides."""
    assessment = judged(raised, **more)
    assert (assessment.verdict.rule_id, assessment.verdict.words) == (rule, verdict)


def test_only_the_two_rules_that_say_so_have_an_action() -> None:
    """A blocker that we cannot fix is referred, a missing gate is needed."""
    assert judged(["untested"], cannot_fix=["untested"]).verdict.action == "refer"
    assert judged(goal=None).verdict.action == "ask"
    assert judged(["no_sponsor"]).verdict.action is None


def test_an_overdue_plan_reopens_its_flag() -> None:
    """A plan stands in for a changed answer until the day that it is due, and not a day longer."""
    assert judged(["no_owner"], plans={"no_owner": 0}).flag_by_id["no_owner"].state is FlagState.MITIGATED
    assert judged(["no_owner"], plans={"no_owner": -1}).flag_by_id["no_owner"].state is FlagState.OPEN


def test_a_rule_that_cannot_be_told_does_not_hold() -> None:
    """They were not asked whether we may call again: next in line, not walk away, and the rule says why."""
    verdict = judged(["no_sponsor"], steering={"no_sponsor": TWICE}).verdict
    walk_away = next(outcome for outcome in verdict.earlier if outcome.rule.id == "R4a")
    assert not walk_away.held
    assert walk_away.sentence.startswith("R4a cannot be told: insisted-on blockers: 1 (no sponsor)")
    assert "“rel_reopen?”: not known yet, it takes a no" in walk_away.sentence


def test_the_verdict_shows_every_rule_before_the_one_that_held() -> None:
    """Earlier rules are listed with what they looked at, so that nobody has to believe the verdict."""
    verdict = judged(["no_owner", "price_only"]).verdict
    assert [outcome.rule.id for outcome in verdict.earlier] == ["R1", "R2", "R3", "R4a", "R4b", "R5", "R6"]
    assert verdict.outcome is not None
    assert verdict.outcome.sentence == (
        "R7 holds: unresolved majors: 2 (no owner and price only), it takes 2 or more."
    )
    assert verdict.earlier[-1].sentence == (
        "R6 does not hold: gate questions without a confirmed answer: 0, it takes at least one."
    )


def test_the_verdict_names_the_answers_that_made_it() -> None:
    """Answers behind counted flags and missing gates are the reason; others are not."""
    assert judged(["no_owner", "price_only", "gap"]).verdict.because == {
        "is_no_owner": True,
        "is_price_only": True,
    }
    assert judged(goal=None).verdict.because == {"goal": "not_asked"}
    assert judged(
        ["no_sponsor"], steering={"no_sponsor": TWICE}, answers={"rel_reopen": False}
    ).verdict.because == {"is_no_sponsor": True, "rel_reopen": False}
    assert judged().verdict.because == {}


def test_a_table_without_a_last_word_comes_to_steer_first() -> None:
    """Where no rule holds, the careful verdict stands, and the range knows it."""
    script = build_script(
        {"ready": {"type": "yes_no"}, "rel_reopen": {}}, {}, table=[("P", "proceed", "ready")]
    )
    assessment = assess(fill_interview(script, {"rel_reopen": True}), TODAY)
    assert (assessment.verdict.kind, assessment.verdict.rule_id) == (VerdictKind.STEER_FIRST, None)
    assert assessment.possible == {VerdictKind.STEER_FIRST, VerdictKind.PROCEED}


# Laws -------------------------------------------------------------------------------------------------------

GOODNESS = (VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE, VerdictKind.STEER_FIRST, VerdictKind.PROCEED)
some_flags = st.lists(st.sampled_from(sorted(MADE)), unique=True)
some_attempts = st.dictionaries(
    st.sampled_from(sorted(MADE)), st.lists(st.sampled_from(["insists", "accepts"]), min_size=1, max_size=3)
)
some_plans = st.dictionaries(st.sampled_from(sorted(MADE)), st.sampled_from([-1, 3]), max_size=3)


@given(some_flags, st.sampled_from(sorted(MADE)), some_attempts, some_plans, st.none() | st.booleans())
@settings(max_examples=200)
def test_a_further_flag_never_improves_the_verdict(
    raised: list[str],
    further: str,
    steering: dict[str, list[str]],
    plans: dict[str, int],
    reopen: bool | None,
) -> None:
    """By the default table, whatever was tried and planned, one more raised flag is never good news."""
    answers = {} if reopen is None else {"rel_reopen": reopen}
    history: dict[str, Any] = {"steering": steering, "plans": plans, "answers": answers}
    before = judged(raised, **history).verdict
    after = judged([*raised, further], **history).verdict
    assert GOODNESS.index(after.kind) <= GOODNESS.index(before.kind)
    if before.kind is after.kind is VerdictKind.PROCEED:
        assert after.with_ == "conditions"


@given(some_flags, st.permutations(sorted([*MADE, "goal_"])), some_attempts)
def test_the_order_of_answering_does_not_matter(
    raised: list[str], order: list[str], steering: dict[str, list[str]]
) -> None:
    """The same answers in any order come to the same verdict for the same reasons."""
    told = judged(raised, steering=steering)
    answers = {
        name: value
        for each in order
        for name, value in [
            ("goal", "Close in three days") if each == "goal_" else (f"is_{each}", each in raised)
        ]
    }
    again = assess(fill_interview(SCRIPT, answers, steering=steering), TODAY)
    assert again.verdict == told.verdict
    assert again.flags == told.flags
    assert again.possible == told.possible


@given(some_flags, some_attempts)
def test_judging_twice_gives_the_same(raised: list[str], steering: dict[str, list[str]]) -> None:
    """Nothing but the interview and the day decides."""
    first, second = judged(raised, steering=steering), judged(raised, steering=steering)
    assert (first.verdict, first.improvements) == (second.verdict, second.improvements)


def test_a_hidden_answer_reaches_neither_flags_nor_verdict() -> None:
    """A value whose question stopped applying raises nothing; it counts again when the question comes back."""
    script = build_script(
        {
            "has_sponsor": {"type": "yes_no"},
            "sponsor_time": {"type": "yes_no", "when": "has_sponsor", "gate": True},
        },
        {"unseen": {"severity": "blocker", "raise_when": "not sponsor_time"}},
    )
    hidden = assess(fill_interview(script, {"has_sponsor": False, "sponsor_time": False}), TODAY)
    assert hidden.flag_by_id["unseen"].state is FlagState.NOT_APPLICABLE
    assert hidden.verdict.rule_id == "R11"
    assert hidden.missing_gates == ()
    back = assess(fill_interview(script, {"has_sponsor": True, "sponsor_time": False}), TODAY)
    assert back.flag_by_id["unseen"].because == {"sponsor_time": False}
    assert back.verdict.rule_id == "R5"


def test_counting_by_severity_kind_and_state_together_narrows() -> None:
    """A query counts the flags that match everything in it."""
    standing = stand(judged(["pays_badly", "no_sponsor"], steering={"no_sponsor": TWICE}).interview, TODAY)
    assert standing.count_flags(FlagQuery()) == 2
    assert standing.count_flags(FlagQuery(states=frozenset({FlagState.INSISTED}))) == 1


def test_a_rule_says_what_was_answered_to_a_question_that_it_reads() -> None:
    """Yes and no, as the customer said it."""
    assessment = judged(["no_sponsor"], steering={"no_sponsor": TWICE}, answers={"rel_reopen": False})
    assert assessment.verdict.rule_id == "R4a"
    assert assessment.verdict.outcome is not None
    assert "“rel_reopen?”: no, it takes a no" in assessment.verdict.outcome.sentence
