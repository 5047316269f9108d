"""Red flags as they stand in a deal: why they are raised, what was tried, what was agreed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.entries import Reaction
from onboard_tui.script.expression import AnswerState, FlagState, Missing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.interview.entries import Planned, SetAside, Steered
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Value
    from onboard_tui.script.model import FlagRule

_SAID: Mapping[Reaction, str] = {
    Reaction.ACCEPTS: "accepts",
    Reaction.IN_PART: "accepts in part",
    Reaction.WANTS_TIME: "wants time",
    Reaction.INSISTS: "insists",
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One red flag of the script, and where it stands in this deal."""

    rule: FlagRule
    state: FlagState
    needed: int
    """Attempts before “insists” is taken as the last word."""
    because: Mapping[str, Value] = field(default_factory=dict)
    """The answers that raised it, in script order; the state of a question that has no value. Empty unless raised."""
    attempts: tuple[Steered, ...] = ()
    """All steering attempts on record, by day; kept when the flag clears."""
    plan: Planned | None = None
    """The latest plan, agreed or not, in time or overdue."""
    set_aside: SetAside | None = None
    """The seller's latest choice not to steer at once."""

    @property
    def id(self) -> str:
        """Its id in the script."""
        return self.rule.id

    @property
    def raised(self) -> bool:
        """Whether its condition holds."""
        return self.state.raised

    @property
    def name(self) -> str:
        """Its id, as it is said in a line: `no sponsor`."""
        return self.rule.id.replace("_", " ")

    @property
    def attempts_left(self) -> int:
        """Attempts still to make before “insists” counts."""
        return max(0, self.needed - len(self.attempts))

    @property
    def history(self) -> str:
        """How often it was steered and what the customer said last: `steered twice, insists`."""
        return history_of(self.attempts)


def history_of(attempts: Sequence[Steered]) -> str:
    """Say how often somebody steered and what the customer said last: `steered twice, insists`."""
    if not attempts:
        return "not steered yet"
    return f"steered {times(len(attempts))}, {_SAID[attempts[-1].reaction]}"


def times(count: int) -> str:
    """Say how often."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def flags_of(standing: Standing) -> tuple[Flag, ...]:
    """Give every flag of the script as it stands, in script order."""
    interview, states = standing.interview, standing.flag_states
    attempts, plans, set_aside = interview.attempts, interview.plans, interview.set_aside
    needed = standing.script.verdict.attempts_needed
    return tuple(
        Flag(
            rule=rule,
            state=states[rule.id],
            needed=needed[rule.severity],
            because=because(standing, rule),
            attempts=attempts.get(rule.id, ()),
            plan=plans.get(rule.id),
            set_aside=set_aside.get(rule.id),
        )
        for rule in standing.script.flags
    )


def because(standing: Standing, rule: FlagRule) -> Mapping[str, Value]:
    """Give the answers that raise a flag, in script order; nothing unless it is raised."""
    if not standing.flag_state(rule.id).raised:
        return {}
    return answers_behind(standing, rule.raise_when.support(standing))


def answers_behind(standing: Standing, names: frozenset[str]) -> Mapping[str, Value]:
    """Give the answers behind questions and computed values, in script order.

    Where a question has no value, its state stands for it (`declined`).
    """
    place = dependencies_of(standing.script).place
    found = sorted(_questions_behind(standing, names), key=place.__getitem__)
    return {question_id: _value_or_state(standing, question_id) for question_id in found}


def _questions_behind(standing: Standing, names: frozenset[str]) -> frozenset[str]:
    computed = standing.script.computed_by_id
    found: set[str] = set()
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in computed:
            waiting += computed[name].value.support(standing)
        else:
            found.add(name)
    return frozenset(found)


def _value_or_state(standing: Standing, question_id: str) -> Value:
    state = standing.state(question_id)
    value = standing.value(question_id)
    if state is not AnswerState.ANSWERED or isinstance(value, Missing):
        return state.value
    return value


def questions_of(standing: Standing, rule: FlagRule) -> frozenset[str]:
    """Give the questions that a flag hangs on, directly or through computed values."""
    return dependencies_of(standing.script).behind(rule.raise_when)
