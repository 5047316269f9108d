"""What a script's scenarios should show: every question asked, every branch taken, every flag, every rule."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onboard_tui.deal.verdict import first_that_holds
from onboard_tui.interview.reading_plan import flag_node
from onboard_tui.script.expression import Expression, ExprType, FlagState, Kind, Rows
from onboard_tui.script.in_words import in_words
from onboard_tui.script.nodes import Logic, Not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Node
    from onboard_tui.script.model import FlagRule, Place, Question, Script


class GoalKind(StrEnum):
    """What a goal is about."""

    QUESTION = "questions asked"
    BRANCH = "branches taken"
    RAISED = "flags raised"
    CLEAR = "flags clear"
    RULE = "rules that decide"
    CLAUSE = "clauses drafted"


@dataclass(frozen=True, slots=True)
class Goal:
    """Something that comes about in some interviews and not in others."""

    kind: GoalKind
    id: str
    """Of the question, flag, rule or clause."""
    reached: str
    """What is so where it comes about, for the name of a scenario: `refuses_sign_in is raised`."""
    missed: str
    """What is so where it never does: `refuses_sign_in is never raised`."""
    holds: Callable[[Standing], bool]
    behind: tuple[str, ...]
    """The questions, flags' nodes and values that it hangs on."""
    condition: Expression | None = None
    """Where there is one: the expression that comes out true."""
    before: tuple[Expression, ...] = ()
    """The expressions that must not come out true."""
    place: Place | None = None


def goals_of(script: Script) -> tuple[Goal, ...]:
    """Give everything that the scenarios of a script should show, in script order."""
    return (
        *(_asked(question) for question in script.questions),
        *(goal for question in script.questions for goal in _branches(question, script)),
        *(_raised(flag) for flag in script.flags),
        *(_clear(flag) for flag in script.flags),
        *(_decides(place, script) for place in range(len(script.verdict.rules))),
    )


def _asked(question: Question) -> Goal:
    name = question.id
    return Goal(
        GoalKind.QUESTION,
        name,
        f"{name} is asked",
        f"{name} is never asked",
        lambda standing: standing.shown(name),
        () if question.when is None else tuple(sorted(question.when.names)),
        question.when,
        place=question.place,
    )


def _branches(question: Question, script: Script) -> Iterator[Goal]:
    """Give the other side of a question's condition, and both sides of each of its terms."""
    when = question.when
    if when is None:
        return
    name, behind = question.id, tuple(sorted(when.names))
    yield Goal(
        GoalKind.BRANCH,
        name,
        f"{name} is not asked",
        f"{name} is always asked",
        lambda standing: when.evaluate(standing) is False,
        behind,
        place=question.place,
    )
    for term in _terms(when.root):
        for side in (True, False):
            words = in_words(Expression("", term if side else Not(term), ExprType(Kind.YES_NO)), script)
            yield Goal(
                GoalKind.BRANCH,
                name,
                f"For {name}, {words}",
                f"for {name} it never happens that {words}",
                lambda standing, term=term, side=side: term.run(standing, None) is side,  # type: ignore[misc] # bound now
                behind,
                place=question.place,
            )


def _terms(node: Node) -> Iterator[Node]:
    """Give the terms of every `and` and `or` of a condition; what is asked of rows has no side of its own."""
    if isinstance(node, Rows):
        return
    for part in node.parts:
        if isinstance(node, Logic) and not isinstance(part, Logic):
            yield part
        yield from _terms(part)


def _raised(flag: FlagRule) -> Goal:
    name = flag.id
    return Goal(
        GoalKind.RAISED,
        name,
        f"{name} is raised",
        f"{name} is never raised",
        lambda standing: standing.flag_state(name).raised,
        (flag_node(name),),
        flag.raise_when,
        place=flag.place,
    )


def _clear(flag: FlagRule) -> Goal:
    name = flag.id
    return Goal(
        GoalKind.CLEAR,
        name,
        f"{name} is not raised",
        f"{name} is never clear",
        lambda standing: standing.flag_state(name) is FlagState.CLEAR,
        (flag_node(name),),
        place=flag.place,
    )


def _decides(place: int, script: Script) -> Goal:
    *before, rule = script.verdict.rules[: place + 1]
    return Goal(
        GoalKind.RULE,
        rule.id,
        f"{rule.id} decides",
        f"{rule.id} never decides",
        lambda standing: first_that_holds(script, standing) is rule,
        tuple(sorted(rule.condition.names)),
        rule.condition,
        tuple(each.condition for each in before),
        rule.condition.place,
    )
