"""What would change a verdict: the smallest set of changes that makes it better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, islice
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.verdict import NO_RULE_HOLDS, first_that_holds
from onboard_tui.deal.words import in_words, listed
from onboard_tui.script.expression import AnswerState, FlagState, Missing
from onboard_tui.script.model import FlagRule, Severity, VerdictKind, VerdictRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import FlagQuery, Result

LARGEST_SET: Final = 4
"""Flags that are cleared together while every set is tried; larger sets are found by leaving out."""
MOST_TRIES: Final = 300
MOST_SHOWN: Final = 4
"""Sets of the same size that are given; more of them help nobody."""

_WEIGHT: Final[Mapping[Severity, int]] = {Severity.BLOCKER: 0, Severity.MAJOR: 1, Severity.MINOR: 2}
_PLACE: Final[Mapping[VerdictKind, int]] = {
    VerdictKind.PROCEED: 0,
    VerdictKind.STEER_FIRST: 1,
    VerdictKind.NEXT_IN_LINE: 2,
    VerdictKind.WALK_AWAY: 3,
}


class Step(StrEnum):
    """What can be done about a verdict."""

    CLEAR = "clear"
    """The answers change so that a flag is not raised any more."""
    CONFIRM = "confirm"
    """A gate gets a confirmed answer."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that would have to change."""

    step: Step
    target: str
    """The id of the flag, or of the gate question."""
    plan_will_do: bool = False
    """Whether an agreed plan would do as well as clearing the flag."""

    def __str__(self) -> str:
        """Say what has to happen: `no owner is cleared or has a plan`."""
        name = self.target.replace("_", " ")
        if self.step is Step.CONFIRM:
            return f"{name} is confirmed"
        return f"{name} is cleared{' or has a plan' if self.plan_will_do else ''}"


@dataclass(frozen=True, slots=True)
class Improvement:
    """Changes that together make the verdict better, none of them superfluous."""

    changes: tuple[Change, ...]
    verdict: VerdictKind
    rule_id: str | None
    with_: str | None = None

    def __str__(self) -> str:
        """Say it in a line: `proceed with conditions once no sponsor is cleared and goal is confirmed`."""
        return f"{in_words(self.verdict, self.with_)} once {listed(map(str, self.changes))}"


class Supposition:
    """The scope of an interview in which some flags are not raised, or mitigated, and some gates confirmed."""

    def __init__(self, standing: Standing, states: Mapping[str, FlagState], missing_gates: int) -> None:
        self._standing = standing
        self._missing_gates = missing_gates
        self._afresh = dependencies_of(standing.script).hanging_on_counts
        flags = standing.script.flag_by_id
        self._raised = [(flags[flag_id], state) for flag_id, state in states.items() if state.raised]

    def value(self, name: str) -> Result:
        """Give a value; whether a question applies that hangs on counts is worked out afresh."""
        script = self._standing.script
        if name in script.computed_by_id:
            afresh = name in self._afresh
            return script.computed_by_id[name].value.evaluate(self) if afresh else self._standing.value(name)
        applies = self._applies(name)
        if applies is None:
            return self._standing.value(name)
        recorded = self._standing.interview.current.get(name)
        if not applies:
            return Missing.NOT_APPLICABLE
        answered = recorded is not None and recorded.state is AnswerState.ANSWERED
        return recorded.value if answered and recorded and recorded.value is not None else Missing.UNKNOWN

    def state(self, name: str) -> AnswerState:
        """Give the state of a question."""
        applies = self._applies(name)
        if applies is None:
            return self._standing.state(name)
        recorded = self._standing.interview.current.get(name)
        if not applies:
            return AnswerState.NOT_APPLICABLE
        return AnswerState.NOT_ASKED if recorded is None else recorded.state

    def _applies(self, name: str) -> bool | None:
        """Tell whether a question that hangs on counts applies; None for all others."""
        when = self._standing.script.question_by_id[name].when
        if when is None or name not in self._afresh:
            return None
        held = when.evaluate(self)
        return not (held is False or held is Missing.NOT_APPLICABLE)

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        return self._standing.as_of

    def count_flags(self, query: FlagQuery) -> int:
        """Count the flags that are supposed to be raised and match."""
        return sum(
            query.counts(flag.severity, flag.kind, state, no_steer=flag.no_steer)
            for flag, state in self._raised
        )

    def gates_missing(self) -> int:
        """Count the gates that are supposed to be missing."""
        return self._missing_gates

    def trouble(self, sentence: str) -> None:
        """Say nothing: what is only supposed is no problem of the interview."""


@dataclass(frozen=True, slots=True)
class _Start:
    """The raised flags, heaviest first, and the missing gates that changes start from."""

    standing: Standing
    raised: tuple[FlagRule, ...]
    states: Mapping[str, FlagState]
    gates: tuple[str, ...]

    def with_changes(
        self, cleared: Iterable[FlagRule], *, gates: bool, mitigated: FlagRule | None = None
    ) -> VerdictRule | None:
        """Give the rule that would decide."""
        states = dict(self.states)
        for flag in cleared:
            states[flag.id] = FlagState.CLEAR
        if mitigated is not None:
            states[mitigated.id] = FlagState.MITIGATED
        missing = 0 if gates else len(self.gates)
        return first_that_holds(self.standing.script, Supposition(self.standing, states, missing))


def improvements(standing: Standing) -> tuple[Improvement, ...]:
    """Give the smallest sets of changes that make the verdict better than it is; none if nothing can."""
    place = _place(first_that_holds(standing.script, standing))
    return _smallest(standing, lambda rule: _place(rule) < place)


def ways_to_proceed(standing: Standing) -> tuple[Improvement, ...]:
    """Give the smallest sets of changes that bring the verdict to proceed; none if it is there already."""
    if _kind(first_that_holds(standing.script, standing)) is VerdictKind.PROCEED:
        return ()
    return _smallest(standing, lambda rule: _kind(rule) is VerdictKind.PROCEED)


def _kind(rule: VerdictRule | None) -> VerdictKind:
    return NO_RULE_HOLDS if rule is None else rule.verdict


def _place(rule: VerdictRule | None) -> tuple[int, bool]:
    """Rank where a rule leads; the lower, the better. Conditions are a little worse than none."""
    return _PLACE[_kind(rule)], rule is not None and rule.with_ is not None


def _smallest(standing: Standing, good: Callable[[VerdictRule | None], bool]) -> tuple[Improvement, ...]:
    states = {flag_id: state for flag_id, state in standing.flag_states.items() if state.raised}
    raised = sorted(
        (flag for flag in standing.script.flags if flag.id in states), key=lambda flag: _WEIGHT[flag.severity]
    )
    start = _Start(standing, tuple(raised), states, standing.missing_gates)
    found: list[Improvement] = []
    smallest: int | None = None
    for size, cleared, gates in islice(_sets_by_size(start), MOST_TRIES):
        if smallest not in (None, size) or len(found) == MOST_SHOWN:
            break
        rule = start.with_changes(cleared, gates=gates)
        if good(rule):
            smallest = size
            found.append(_improvement(start, cleared, gates=gates, rule=rule, good=good))
    return tuple(found) or _by_leaving_out(start, good)


def _sets_by_size(start: _Start) -> Iterator[tuple[int, tuple[FlagRule, ...], bool]]:
    """Give sets of flags to clear, with and without confirming all missing gates, the smallest first."""
    sizes = range(min(len(start.raised), LARGEST_SET) + 1)
    shapes = [(size, False) for size in sizes]
    if start.gates:
        shapes += [(size, True) for size in sizes]
    for size, gates in sorted(shapes, key=lambda shape: shape[0] + shape[1] * len(start.gates)):
        cost = size + gates * len(start.gates)
        for cleared in combinations(start.raised, size):
            yield cost, cleared, gates


def _by_leaving_out(start: _Start, good: Callable[[VerdictRule | None], bool]) -> tuple[Improvement, ...]:
    """Change everything, then leave out each change that is not needed, the lightest flag last."""
    cleared, gates = list(start.raised), bool(start.gates)
    rule = start.with_changes(cleared, gates=gates)
    if not good(rule):
        return ()
    for flag in start.raised[::-1]:
        without = [each for each in cleared if each is not flag]
        tried = start.with_changes(without, gates=gates)
        if good(tried):
            cleared, rule = without, tried
    if gates and good(start.with_changes(cleared, gates=False)):
        gates, rule = False, start.with_changes(cleared, gates=False)
    return (_improvement(start, tuple(cleared), gates=gates, rule=rule, good=good),)


def _improvement(
    start: _Start,
    cleared: tuple[FlagRule, ...],
    *,
    gates: bool,
    rule: VerdictRule | None,
    good: Callable[[VerdictRule | None], bool],
) -> Improvement:
    changes = [
        Change(Step.CLEAR, flag.id, plan_will_do=_plan_will_do(start, cleared, flag, gates=gates, good=good))
        for flag in cleared
    ]
    if gates:
        changes += [Change(Step.CONFIRM, gate) for gate in start.gates]
    return Improvement(
        tuple(changes), _kind(rule), None if rule is None else rule.id, None if rule is None else rule.with_
    )


def _plan_will_do(
    start: _Start,
    cleared: tuple[FlagRule, ...],
    flag: FlagRule,
    *,
    gates: bool,
    good: Callable[[VerdictRule | None], bool],
) -> bool:
    if not flag.mitigable or start.states[flag.id] is FlagState.MITIGATED:
        return False
    others = [each for each in cleared if each is not flag]
    return good(start.with_changes(others, gates=gates, mitigated=flag))
