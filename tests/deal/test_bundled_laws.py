"""Laws that the bundled script's flags and verdict table keep, as the domain asks of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.script.model import Severity, VerdictKind
from tests.deal.test_worked_deals import BASE, SCRIPT, judged

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from onboard_tui.deal.assessment import Assessment

BASE_ROWS = BASE["answers"]
RAISED_BY: Mapping[str, dict[str, Any]] = {
    "barred": {"own_lawful": "concern"},
    "no_success_measure": {"biz_measures": []},
    "no_sponsor": {"ppl_sponsor": "nobody"},
    "refuses_sign_in": {"sec_sign_in": "refuse"},
    "no_access": {"now_admin_rights": "provider_only"},
    "impossible_date": {"biz_deadline": "2026-05-24"},
    "underfunded": {"com_budget": 33599},
    "promise_too_big": {"own_levels": "no"},
    "untested_skill": {
        "now_workloads": [{**row, "our_record": "never"} for row in BASE_ROWS["now_workloads"]]
    },
    "pays_badly": {"own_payment": "bad"},
    "weak_sponsor": {"ppl_sponsor_time": "not_agreed"},
    "no_owner": {"ppl_owner": "not_named"},
    "decider_against": {
        "ppl_people": [
            {**row, "stance": "against" if row["part"] == "decides" else row["stance"]}
            for row in BASE_ROWS["ppl_people"]
        ]
    },
    "users_not_told": {"use_involved": "not_told"},
    "low_use_goal": {"use_active_target": 49},
    "no_training": {"use_training": "none"},
    "old_way_stays": {"use_old_way": "both"},
    "price_only": {"com_decides": "lowest_price"},
    "no_budget": {"com_budget_state": "none"},
    "no_restore": {"sec_restore": "no_backups"},
    "provider_fallouts": {"now_past_providers": "in_dispute"},
    "wont_be_steered": {"own_listens": "insists"},
    "nothing_forces": {"biz_priority": 2},
    "single_thread": {"ppl_people": [row for row in BASE_ROWS["ppl_people"] if row["part"] == "decides"]},
    "perception_gap": {"rel_kind": "existing", "rel_next_time": "open_price", "own_claim": "partner"},
    "levels_set_alone": {"svc_who_set": "provider"},
    "pay_only_term": {"con_term": "m36", "con_leaving": "end_only"},
}
"""For each of these flags answers that raise it, beside those of the easy deal."""
GOODNESS = (VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE, VerdictKind.STEER_FIRST, VerdictKind.PROCEED)


TWICE = [{"on": f"2026-02-{day}", "script": 1, "with": "M. Lyle", "customer": "insists"} for day in (10, 20)]


def answers_with(flags: Iterable[str]) -> dict[str, Any]:
    """Give the answers of the easy deal, changed so that some flags are raised."""
    said = dict(BASE_ROWS)
    for flag in flags:
        said |= RAISED_BY[flag]
    return said


def deal(*flags: str, answers: Mapping[str, Any] | None = None, **keys: Any) -> Assessment:
    """Judge the easy deal with some flags raised; an answer of None is left out."""
    said = answers_with(flags) | dict(answers or {})
    left = {name: answer for name, answer in said.items() if answer is not None}
    return judged(SCRIPT, as_of=BASE["as_of"], answers=left, **keys)


@pytest.mark.parametrize("flag", sorted(RAISED_BY))
def test_a_raised_flag_is_traced_to_the_answers_that_raise_it(flag: str) -> None:
    """The easy deal with one thing wrong raises that flag, and names an answer that is wrong."""
    raised = deal(flag).flag_by_id[flag]
    assert raised.raised
    assert raised.because.keys() & RAISED_BY[flag].keys()


@pytest.mark.parametrize(
    ("rule", "flags", "keys"),
    [
        ("R1", ["barred"], {}),
        ("R2", ["pays_badly"], {"steering": {"pays_badly": TWICE}}),
        ("R3", ["untested_skill"], {"cannot_fix": ["untested_skill"]}),
        ("R4a", ["no_sponsor"], {"steering": {"no_sponsor": TWICE}, "answers": {"rel_reopen": False}}),
        ("R4b", ["no_sponsor"], {"steering": {"no_sponsor": TWICE}, "answers": {"rel_reopen": True}}),
        ("R5", ["no_sponsor"], {}),
        ("R6", [], {"answers": {"biz_outcome": None}}),
        ("R7", ["no_owner", "no_training"], {}),
        ("R8", ["no_owner", "nothing_forces", "levels_set_alone", "pay_only_term"], {}),
        (
            "R9",
            ["nothing_forces", "single_thread", "levels_set_alone", "pay_only_term", "perception_gap"],
            {"answers": {"rel_justified_by": "price", "rel_signs": []}},
        ),
        ("R10", ["no_owner"], {}),
        ("R11", [], {}),
    ],
)
def test_every_rule_can_decide(rule: str, flags: list[str], keys: dict[str, Any]) -> None:
    """No line of the bundled table is there in vain."""
    assert deal(*flags, **keys).verdict.rule_id == rule


def test_every_rule_has_its_deal() -> None:
    """The table has no rule that the deals above leave out."""
    (marked,) = (mark for mark in test_every_rule_can_decide.pytestmark if mark.name == "parametrize")
    assert {each[0] for each in marked.args[1]} == {rule.id for rule in SCRIPT.verdict.rules}


def test_whatever_a_blocker_reads_is_a_gate_or_our_own_record() -> None:
    """Nothing may proceed while what a blocker hangs on is only guessed."""
    known = dependencies_of(SCRIPT)
    behind = {
        question_id
        for flag in SCRIPT.flags
        if flag.severity is Severity.BLOCKER
        for question_id in known.behind(flag.raise_when)
    }
    assert {each for each in behind if not SCRIPT.question_by_id[each].gate} == set()


@given(st.integers(1, 10**7), st.integers(1, 200))
@settings(max_examples=30)
def test_a_value_exactly_on_its_limit_raises_nothing(tens: int, weeks: int) -> None:
    """Seven tenths of our price, the weeks that the work takes, half the people: just enough is enough."""
    price = 10 * tens
    on_the_line = deal(
        answers={
            "own_price": price,
            "com_budget": price * 7 // 10,
            "own_weeks": weeks,
            "biz_deadline": str(date.fromisoformat(str(BASE["as_of"])) + timedelta(weeks=weeks)),
            "use_active_target": 50,
            "biz_priority": 3,
        }
    )
    assert [flag.id for flag in on_the_line.raised_flags] == []


some_flags = st.lists(st.sampled_from(sorted(RAISED_BY)), unique=True, max_size=5)


@given(
    some_flags, st.sampled_from(sorted(RAISED_BY)), st.sets(st.sampled_from(sorted(RAISED_BY)), max_size=2)
)
@settings(max_examples=40)
def test_one_more_flag_never_improves_a_deal(flags: list[str], further: str, insisted: set[str]) -> None:
    """The same deal with one thing more that is wrong comes to the same verdict or a worse one."""
    history = {"steering": dict.fromkeys(sorted(insisted), TWICE)}
    before, after = deal(*flags, **history), deal(*flags, further, **history)
    if {flag.id for flag in before.raised_flags} <= {flag.id for flag in after.raised_flags}:
        assert GOODNESS.index(after.verdict.kind) <= GOODNESS.index(before.verdict.kind)


@given(st.permutations(sorted(BASE_ROWS)), some_flags)
@settings(max_examples=20)
def test_neither_the_order_of_answering_nor_judging_twice_makes_a_difference(
    order: list[str], flags: list[str]
) -> None:
    """The same answers are the same deal, with the same reasons, range and next question."""
    told, said = deal(*flags), answers_with(flags)
    names = [*order, *sorted(said.keys() - set(order))]
    again = judged(SCRIPT, as_of=BASE["as_of"], answers={name: said[name] for name in names})
    assert (again.verdict, again.flags) == (told.verdict, told.flags)
    assert (again.possible, again.next_question) == (told.possible, told.next_question)
