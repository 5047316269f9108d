"""What would change a verdict: the smallest set of changes, found by trying."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.assessment import assess
from onboard_tui.deal.improvement import Change, Step
from onboard_tui.script.model import VerdictKind
from tests.deal.small import TODAY, build_script, fill_interview
from tests.deal.test_verdict import GOODNESS, MADE, TWICE, judged, some_attempts, some_flags, some_plans

if TYPE_CHECKING:
    from onboard_tui.deal.improvement import Improvement


def targets(found: tuple[Improvement, ...]) -> list[list[str]]:
    """Give what each set changes."""
    return [[change.target for change in each.changes] for each in found]


def test_clearing_the_one_blocker_is_the_smallest_change() -> None:
    """A deal held up by one blocker needs nothing else, and the rule that would then decide is named."""
    (only,) = judged(["no_sponsor", "gap"]).improvements
    assert only.changes == (Change(Step.CLEAR, "no_sponsor"),)
    assert (only.verdict, only.rule_id, only.with_) == (VerdictKind.PROCEED, "R10", "conditions")


def test_each_smallest_set_is_given() -> None:
    """Of three unresolved majors and minors any one too many can go."""
    found = judged(["no_owner", "price_only"]).improvements
    assert targets(found) == [["no_owner"], ["price_only"]]


def test_a_plan_is_offered_where_it_would_do() -> None:
    """A flag that can be mitigated need not be cleared, unless its state is what decides."""
    (by_plan,) = judged(["untested"]).improvements
    assert by_plan.changes == (Change(Step.CLEAR, "untested", plan_will_do=True),)
    conditions = judged(["no_owner"]).improvements
    assert conditions[0].changes == (Change(Step.CLEAR, "no_owner", plan_will_do=False),)


def test_missing_gates_are_confirmed_all_together() -> None:
    """One gate fewer changes nothing while another is missing."""
    script = build_script({"goal": {"type": "text", "gate": True}, "money": {"type": "money", "gate": True}})
    (only,) = assess(fill_interview(script), TODAY).improvements
    assert only.changes == (Change(Step.CONFIRM, "goal"), Change(Step.CONFIRM, "money"))
    assert only.rule_id == "R11"


def test_an_improvement_can_be_said_in_a_line() -> None:
    """What has to happen, and what comes of it."""
    (only,) = judged(["untested", "gap"], goal=None).improvements
    assert str(only) == (
        "proceed with conditions once untested is cleared or has a plan and goal is confirmed"
    )


def test_several_things_at_once_are_found() -> None:
    """Two blockers and a missing gate all have to go."""
    (only,) = judged(["no_sponsor", "pays_badly"], goal=None).improvements
    assert [change.target for change in only.changes] == ["pays_badly", "no_sponsor", "goal"]


def test_more_flags_than_are_tried_together_are_found_by_leaving_out() -> None:
    """Six blockers are more than every set is tried of; what remains is still free of superfluous changes."""
    names = [f"b{number}" for number in range(6)]
    script = build_script(
        {f"is_{name}": {"type": "yes_no"} for name in [*names, "small"]},
        {name: {"severity": "blocker", "raise_when": f"is_{name}"} for name in names}
        | {"small": {"severity": "minor", "raise_when": "is_small"}},
    )
    answers: dict[str, Any] = {f"is_{name}": True for name in [*names, "small"]}
    (only,) = assess(fill_interview(script, answers), TODAY).improvements
    assert [change.target for change in only.changes] == names


def test_nothing_improves_the_best_verdict() -> None:
    """A clean deal has nothing to change."""
    assert judged().improvements == ()
    assert judged().ways_to_proceed == ()


def test_the_way_to_proceed_can_be_longer_than_the_next_step_up() -> None:
    """Clearing what the customer insists on lifts the verdict; proceeding takes clearing the rest too."""
    deal = judged(["no_sponsor", "pays_badly"], steering={"no_sponsor": TWICE})
    assert targets(deal.improvements) == [["no_sponsor"]]
    assert deal.improvements[0].verdict is VerdictKind.STEER_FIRST
    assert targets(deal.ways_to_proceed) == [["pays_badly", "no_sponsor"]]


def test_a_question_that_only_a_flag_opens_closes_with_it() -> None:
    """Whether we may call again is asked because of a blocker; supposing the blocker gone, nobody asked."""
    deal = judged(["no_sponsor"], steering={"no_sponsor": TWICE}, answers={"rel_reopen": False})
    assert deal.verdict.rule_id == "R4a"
    assert [each.rule_id for each in deal.improvements] == ["R11"]


@given(some_flags, some_attempts, some_plans, st.booleans())
@settings(max_examples=60)
def test_no_smaller_set_of_cleared_flags_would_do(
    raised: list[str], steering: dict[str, list[str]], plans: dict[str, int], asked: bool
) -> None:
    """Answering afresh, with the flags of a set cleared, gives what was promised; a smaller set does not."""
    more: dict[str, Any] = {"steering": steering, "plans": plans, "goal": "ours" if asked else None}
    deal = judged(raised, **more)
    present = GOODNESS.index(deal.verdict.kind)
    smallest = min((len(each.changes) for each in deal.improvements), default=len(MADE) + 2)
    for each in deal.improvements:
        cleared = {change.target for change in each.changes if change.step is Step.CLEAR}
        confirmed = any(change.step is Step.CONFIRM for change in each.changes)
        changed = dict(more, goal="ours" if confirmed or asked else None)
        after = judged([flag for flag in raised if flag not in cleared], **changed).verdict
        assert (after.kind, after.rule_id) == (each.verdict, each.rule_id)
    for size in range(min(smallest, 3)):
        for cleared in map(set, combinations(raised, size)):
            after = judged([flag for flag in raised if flag not in cleared], **more).verdict
            assert GOODNESS.index(after.kind) <= present


def test_what_hangs_on_counts_is_supposed_afresh() -> None:
    """Questions and computed values behind a count follow it when flags are supposed to be gone."""
    script = build_script(
        {
            "nobody": {"type": "yes_no"},
            "late": {"type": "yes_no"},
            "rel_reopen": {"when": "count_flags(severity='blocker') > 0"},
            "again": {"when": "rel_reopen", "type": "yes_no"},
            "always": {"when": "count_flags() < 5", "type": "yes_no"},
            "money": {"type": "yes_no", "gate": True},
        },
        {
            "no_sponsor": {"severity": "blocker", "raise_when": "nobody"},
            "too_late": {"severity": "minor", "raise_when": "late"},
        },
        {"many": "count_flags() + gates_missing()", "few": "3 if late else 1"},
        [
            ("A", "walk_away", "answered(again) and again"),
            ("B", "next_in_line", "dont_know(always) and many > 1"),
            ("C", "steer_first", "many > few or answered(money) and gates_missing() > 0"),
            ("D", "proceed", "true"),
        ],
    )
    answers = {"nobody": True, "late": True, "rel_reopen": True, "again": True, "money": True}
    walking = assess(fill_interview(script, answers), TODAY)
    assert targets(walking.improvements) == [["no_sponsor"]]
    assert [each.rule_id for each in walking.improvements] == ["D"]
    waiting = assess(
        fill_interview(script, {**answers, "again": False}, states={"always": "dont_know"}), TODAY
    )
    assert waiting.verdict.rule_id == "B"
    assert targets(waiting.improvements) == [["no_sponsor"], ["too_late"]]
