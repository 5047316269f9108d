"""What would change a verdict: the smallest set of changes, found by trying."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal import improvement
from onboard_tui.deal.assessment import assess
from onboard_tui.deal.improvement import Change, Step
from onboard_tui.script.model import VerdictKind
from tests.deal.small import TODAY, build_script, fill_interview
from tests.deal.test_verdict import GOODNESS, MADE, TWICE, judged, some_attempts, some_plans

if TYPE_CHECKING:
    import pytest

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


def test_many_flags_of_one_make_are_counted_rather_than_tried() -> None:
    """Thirty majors: all but one have to go, whichever that is, and four such sets are enough to be shown."""
    names = [f"m{number}" for number in range(30)]
    script = build_script(
        {f"is_{name}": {"type": "yes_no"} for name in names},
        {name: {"severity": "major", "raise_when": f"is_{name}"} for name in names},
    )
    found = assess(fill_interview(script, {f"is_{name}": True for name in names}), TODAY).improvements
    assert [len(each.changes) for each in found] == [29, 29, 29, 29]
    assert len({change.target for each in found for change in each.changes}) == 30


def test_more_makes_of_flags_than_can_be_tried_are_found_by_leaving_out() -> None:
    """Six blockers among twelve flags of twelve makes; what is given is still free of superfluous changes."""
    makes = [(severity, kind) for severity in ("blocker", "major") for kind in ("path", "party", "ours")]
    flags = {
        f"{severity}_{kind}_{tried}": {"severity": severity, "kind": kind, "raise_when": "bad"}
        for severity, kind in makes
        for tried in ("once", "never")
    }
    script = build_script({"bad": {"type": "yes_no"}}, flags)
    steering = {flag: ["accepts"] for flag in flags if flag.endswith("once")}
    (only,) = assess(fill_interview(script, {"bad": True}, steering=steering), TODAY).ways_to_proceed
    changed = [change.target for change in only.changes]
    assert changed[:6] == [flag for flag in flags if flag.startswith("blocker")]
    assert len(changed) == 11


def test_as_few_gates_are_confirmed_as_will_do() -> None:
    """Where a table allows one open question, one of two is enough."""
    script = build_script(
        {"goal": {"type": "text", "gate": True}, "money": {"type": "money", "gate": True}},
        table=[("G", "steer_first", "gates_missing() > 1"), ("P", "proceed", "true")],
    )
    (only,) = assess(fill_interview(script), TODAY).improvements
    assert only.changes == (Change(Step.CONFIRM, "goal"),)


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


@given(
    st.lists(st.sampled_from(sorted(MADE)), unique=True, max_size=6), some_attempts, some_plans, st.booleans()
)
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
    for size in range(min(smallest, len(raised) + 1)):
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


def test_what_would_help_is_found_without_trying_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many sets to try, what is not needed is left out of all that could be changed."""
    monkeypatch.setattr(improvement, "MOST_TRIES", 0)
    table = [("R1", "walk_away", "count_flags(severity='blocker') > 0"), ("R2", "proceed", "true")]
    script = build_script(
        {"goal": {"type": "text", "gate": True}, "alone": {"type": "yes_no"}, "dear": {"type": "yes_no"}},
        {
            "nobody": {"severity": "blocker", "raise_when": "alone"},
            "price": {"severity": "minor", "raise_when": "dear"},
        },
        table=table,
    )
    (only,) = assess(fill_interview(script, {"alone": True, "dear": True}), TODAY).improvements
    assert only.changes == (Change(Step.CLEAR, "nobody"),)


def test_what_is_only_supposed_is_no_problem_of_the_interview() -> None:
    """A rule that divides by nothing says so once, however often it is tried."""
    table = [
        ("R1", "walk_away", "count_flags(severity='blocker') > 0"),
        ("R2", "steer_first", "10 / users > 5"),
        ("R3", "proceed", "true"),
    ]
    script = build_script(
        {"users": {"type": "integer"}, "alone": {"type": "yes_no"}},
        {"nobody": {"severity": "blocker", "raise_when": "alone"}},
        table=table,
    )
    assessment = assess(fill_interview(script, {"users": 0, "alone": True}), TODAY)
    (only,) = assessment.improvements
    assert (only.rule_id, assessment.problems) == ("R3", ())
