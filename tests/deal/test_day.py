"""What hangs on the day of a judgement, and when it will be different."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.assessment import assess
from onboard_tui.deal.day import DAYS_AHEAD, what_the_day_decides
from onboard_tui.interview.standing import stand
from onboard_tui.script.expression import AnswerState, FlagState
from tests.deal.small import TODAY, build_script, fill_interview
from tests.deal.test_worked_deals import BASE, judged
from tests.deal.test_worked_deals import SCRIPT as BUNDLED

if TYPE_CHECKING:
    from onboard_tui.deal.day import HangsOnDay

QUESTIONS: dict[str, dict[str, Any]] = {
    "deadline": {"type": "date"},
    "weeks": {"type": "integer"},
    "stages": {"type": "table", "columns": {"done_by": "date"}},
    "keys": {"type": "yes_no"},
    "hurry": {"type": "yes_no", "when": "days_until(deadline) < 30"},
}
FLAGS: dict[str, dict[str, Any]] = {
    "too_soon": {"severity": "blocker", "raise_when": "slack < 0", "mitigable": True},
    "this_week": {"severity": "minor", "raise_when": "0 <= days_until(deadline) < 7"},
    "stage_late": {"raise_when": "any_row(stages, done_by < today())"},
    "no_keys": {"raise_when": "not keys", "mitigable": True},
    "no_hurry": {"severity": "minor", "raise_when": "not hurry"},
    "old_offer": {"severity": "minor", "raise_when": "today() > date('2026-06-30')"},
}
SCRIPT = build_script(QUESTIONS, FLAGS, {"slack": "days_until(deadline) - weeks * 7"})


def hanging(answers: dict[str, Any], **more: Any) -> dict[str, HangsOnDay]:
    """Give what hangs on the day, by id."""
    found = what_the_day_decides(assess(fill_interview(SCRIPT, answers, **more), TODAY))
    return {each.id: each for each in found}


def after(days: int) -> date:
    """Give a day after today."""
    return TODAY + timedelta(days=days)


def test_a_deadline_that_comes_near_is_named_with_the_day_it_raises_a_flag() -> None:
    """Twelve weeks of work fit exactly today, and not any more tomorrow."""
    found = hanging({"deadline": after(84), "weeks": 12})["too_soon"]
    assert (found.state, found.becomes) == (FlagState.CLEAR, FlagState.OPEN)
    assert found.changes_on == after(1)
    assert (found.dates, found.plan_due) == (("deadline",), None)


def test_a_flag_that_comes_and_goes_is_found() -> None:
    """Raised in one week of the year only, and never again after it."""
    before, within, past = (
        hanging({"deadline": after(days), "weeks": 1})["this_week"] for days in (100, 3, -1)
    )
    assert (before.changes_on, before.becomes) == (after(94), FlagState.OPEN)
    assert (within.changes_on, within.becomes) == (after(4), FlagState.CLEAR)
    assert (past.state, past.changes_on, past.becomes) == (FlagState.CLEAR, None, None)


def test_a_plan_is_named_with_the_day_after_it_is_due() -> None:
    """On its due date a plan still stands; overdue it is named as what left the flag open."""
    standing = hanging({"keys": False}, plans={"no_keys": 5})["no_keys"]
    assert (standing.state, standing.plan_due) == (FlagState.MITIGATED, after(5))
    assert (standing.changes_on, standing.becomes) == (after(6), FlagState.OPEN)
    overdue = hanging({"keys": False}, plans={"no_keys": -1})["no_keys"]
    assert (overdue.state, overdue.plan_due, overdue.changes_on) == (FlagState.OPEN, after(-1), None)
    assert "no_keys" not in hanging({"keys": True}, plans={"no_keys": 5})


def test_a_question_that_applies_on_some_days_only_is_named_and_what_reads_it() -> None:
    """Thirty days before the date somebody has to ask for more hands."""
    found = hanging({"deadline": after(31), "hurry": False})
    assert found["hurry"].becomes is AnswerState.ANSWERED
    assert found["hurry"].changes_on == found["no_hurry"].changes_on == after(2)
    assert found["no_hurry"].becomes is FlagState.OPEN


def test_dates_in_rows_and_dates_of_the_script_count_too() -> None:
    """A stage that should be done, and an offer that ends."""
    found = hanging({"stages": ({"done_by": after(2)}, {"done_by": None})})
    assert (found["stage_late"].dates, found["stage_late"].changes_on) == (("stages",), after(3))
    assert (found["old_offer"].dates, found["old_offer"].changes_on) == ((), date(2026, 7, 1))


def test_what_is_not_told_on_any_day_hangs_on_the_answer_instead() -> None:
    """Without a date there is nothing that a day could change."""
    assert set(hanging({"keys": True})) == {"old_offer"}


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    """There are no later days to look at."""
    found = what_the_day_decides(assess(fill_interview(SCRIPT, {"deadline": TODAY}), date.max))
    assert all(each.changes_on is None for each in found)


answers = st.fixed_dictionaries(
    {},
    optional={
        "deadline": st.integers(-40, 400).map(after),
        "weeks": st.integers(0, 30),
        "stages": st.lists(st.none() | st.integers(-3, 90).map(after), max_size=2).map(
            lambda days: tuple({"done_by": day} for day in days)
        ),
        "keys": st.booleans(),
        "hurry": st.booleans(),
    },
)
plans = st.dictionaries(st.sampled_from(["too_soon", "no_keys"]), st.integers(-5, 40))


@given(answers, plans, st.integers(1, DAYS_AHEAD))
@settings(max_examples=60)
def test_judging_on_another_day_differs_only_in_what_is_named(
    given_answers: dict[str, Any], given_plans: dict[str, int], ahead: int
) -> None:
    """Up to the day it names each state stays, on that day it is the one foretold, and all others stay."""
    found = hanging(given_answers, plans=given_plans)
    interview = fill_interview(SCRIPT, given_answers, plans=given_plans)
    today, later = stand(interview, TODAY), stand(interview, after(ahead))
    names: list[tuple[str, Any, Any]] = [
        *((each, today.flag_states[each], later.flag_states[each]) for each in FLAGS),
        *((each, today.states[each], later.states[each]) for each in QUESTIONS),
    ]
    for name, now, then in names:
        if now is not then:
            assert (found[name].changes_on or date.max) <= after(ahead)
    for each in found.values():
        if each.changes_on is not None:
            eve, day = (
                stand(interview, moment) for moment in (each.changes_on - timedelta(days=1), each.changes_on)
            )
            states = [moment.flag_states.get(each.id) or moment.states[each.id] for moment in (eve, day)]
            assert states == [each.state, each.becomes]


def test_the_bundled_script_names_its_deadline() -> None:
    """The easy one leaves exactly the weeks that the work takes, so tomorrow it is too late."""
    (deadline,) = what_the_day_decides(judged(BUNDLED, as_of=BASE["as_of"], answers=BASE["answers"]))
    assert (deadline.id, deadline.dates) == ("impossible_date", ("biz_deadline",))
    assert deadline.changes_on == after(1)
