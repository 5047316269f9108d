"""What of a judgement hangs on the day that it is made on: conditions that read the day, and plans that fall due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache, partial
from typing import TYPE_CHECKING, Final, TypeAlias

from onboard_tui.deal.days import days_later
from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.reading_plan import condition_of, flag_node
from onboard_tui.interview.standing import stand
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import Computed, FlagRule, Question, QuestionType

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.standing import Standing

DAYS_AHEAD: Final = 365
"""How far ahead a change is looked for."""

State: TypeAlias = FlagState | AnswerState


@dataclass(frozen=True, slots=True)
class HangsOnDay:
    """A flag or a question whose state is what it is because of the day."""

    rule: FlagRule | Question
    state: State
    """The state on the day of the judgement."""
    dates: tuple[str, ...] = ()
    """The questions with a date in their answer that is compared with the day, in script order."""
    plan_due: date | None = None
    """When the plan for a flag is due, or was."""
    changes_on: date | None = None
    """The first later day on which the state is another one; None if there is none within a year."""
    becomes: State | None = None
    """The state on that day."""

    @property
    def id(self) -> str:
        """The id of the flag or question."""
        return self.rule.id


def what_the_day_decides(assessment: Assessment) -> tuple[HangsOnDay, ...]:
    """Give what would not be the same on every day, questions before flags, each in script order.

    Judged on another day of the next year, nothing else can differ but what counts these flags.
    """
    standing = assessment.standing
    on = cache(partial(stand, standing.interview))
    known = dependencies_of(standing.script)
    concerned = known.hanging_on_day.union(map(flag_node, standing.interview.plans))
    found = (
        _hanging(standing, node, rule, on)
        for node, rule in known.plan.rules.items()
        if node in concerned and not isinstance(rule, Computed)
    )
    return tuple(each for each in found if each is not None)


def _hanging(
    standing: Standing, node: str, rule: FlagRule | Question, on: Callable[[date], Standing]
) -> HangsOnDay | None:
    """Tell what the day has to do with a state, if anything; `on` gives the interview as it stands on a day."""
    reads_day = node in dependencies_of(standing.script).hanging_on_day
    plan_due = _plan_due(standing, rule)
    days: list[date] = []
    if reads_day:
        days = _days_after(standing.as_of, DAYS_AHEAD)
    elif plan_due is not None and plan_due >= standing.as_of:
        days = _days_after(plan_due, 1)
    present = _state(standing, rule)
    change = next(((day, state) for day in days if (state := _state(on(day), rule)) is not present), None)
    if change is None and plan_due is None and not (reads_day and _is_told(standing, rule)):
        return None
    dates = _dates_behind(standing, rule) if reads_day else ()
    return HangsOnDay(rule, present, dates, plan_due, *(change or ()))


def _is_told(standing: Standing, rule: FlagRule | Question) -> bool:
    """Tell whether a condition is known to hold or not, so that no missing answer decides instead of the day."""
    if isinstance(rule, FlagRule):
        return standing.flag_state(rule.id) not in {FlagState.UNKNOWN, FlagState.NOT_APPLICABLE}
    return standing.shown(rule.id) or standing.state(rule.id) is AnswerState.NOT_APPLICABLE


def _state(standing: Standing, rule: FlagRule | Question) -> State:
    return standing.flag_state(rule.id) if isinstance(rule, FlagRule) else standing.state(rule.id)


def _plan_due(standing: Standing, rule: FlagRule | Question) -> date | None:
    """Give the day on which a plan falls due that stands, or stood, behind a raised flag."""
    plan = standing.interview.plans.get(rule.id)
    if (
        not isinstance(rule, FlagRule)
        or plan is None
        or not (rule.mitigable and plan.agreed_by and plan.owner)
    ):
        return None
    return plan.due if standing.flag_state(rule.id).raised else None


def _days_after(day: date, count: int) -> list[date]:
    """Give the next days, as far as the calendar goes."""
    return [day + timedelta(ahead) for ahead in range(1, (days_later(day, count) - day).days + 1)]


def _dates_behind(standing: Standing, rule: FlagRule | Question) -> tuple[str, ...]:
    """Give the answered questions behind a condition that have a date in their answer, in script order."""
    condition = condition_of(rule)
    known, questions = dependencies_of(standing.script), standing.script.question_by_id
    behind = () if condition is None else sorted(known.behind(condition), key=known.place.__getitem__)
    return tuple(
        each for each in behind if standing.state(each) is AnswerState.ANSWERED and _has_date(questions[each])
    )


def _has_date(question: Question) -> bool:
    return QuestionType.DATE in {question.type, *(column.type for column in question.columns)}
