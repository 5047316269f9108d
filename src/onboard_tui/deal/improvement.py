"""What would change a verdict: the smallest set of changes that makes it better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, combinations, islice, product
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.verdict import NO_RULE_HOLDS, first_that_holds
from onboard_tui.deal.words import in_words, listed
from onboard_tui.script.expression import AnswerState, FlagState, Missing
from onboard_tui.script.model import HEAVIEST_FIRST, FlagRule, VerdictKind, VerdictRule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import FlagQuery, Result

MOST_TRIES: Final = 1_000
"""Sets that are tried, the smallest first; beyond them one set is found by leaving out."""
FEW_GATES: Final = 4
"""Of this many missing gates some can be confirmed alone; more are confirmed all together or not at all."""
MOST_SHOWN: Final = 4
"""Sets of the same size that are given; more of them help nobody."""

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
    good: Callable[[VerdictRule | None], bool]
    """Whether a rule is what the changes are made for."""

    def with_changes(
        self, cleared: Iterable[FlagRule], confirmed: int, *, mitigated: FlagRule | None = None
    ) -> VerdictRule | None:
        """Give the rule that would decide if flags were cleared and some gates confirmed."""
        states = dict(self.states)
        for flag in cleared:
            states[flag.id] = FlagState.CLEAR
        if mitigated is not None:
            states[mitigated.id] = FlagState.MITIGATED
        missing = len(self.gates) - confirmed
        return first_that_holds(self.standing.script, Supposition(self.standing, states, missing))

    @property
    def alike(self) -> tuple[tuple[FlagRule, ...], ...]:
        """The raised flags in groups that no rule tells apart."""
        groups: dict[tuple[object, ...], list[FlagRule]] = {}
        for flag in self.raised:
            make = flag.severity, flag.kind, flag.no_steer, self.states[flag.id]
            groups.setdefault(make, []).append(flag)
        return tuple(map(tuple, groups.values()))


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
    states = {flag.id: standing.flag_state(flag.id) for flag in standing.raised}
    raised = tuple(sorted(standing.raised, key=lambda flag: HEAVIEST_FIRST.index(flag.severity)))
    start = _Start(standing, raised, states, standing.missing_gates, good)
    groups = start.alike
    found: list[Improvement] = []
    smallest: int | None = None
    for size, numbers, confirmed in islice(_numbers_by_size(start, groups), MOST_TRIES):
        if smallest not in (None, size) or len(found) == MOST_SHOWN:
            break
        first = chain.from_iterable(group[:number] for group, number in zip(groups, numbers, strict=True))
        if good(start.with_changes(first, confirmed)):
            smallest = size
            sets = product(*map(combinations, groups, numbers))
            found += [
                _improvement(start, [*chain.from_iterable(cleared)], confirmed)
                for cleared in islice(sets, MOST_SHOWN - len(found))
            ]
    return tuple(found) or _by_leaving_out(start)


def _numbers_by_size(
    start: _Start, groups: Sequence[Sequence[FlagRule]]
) -> Iterator[tuple[int, tuple[int, ...], int]]:
    """Give how many flags of each group to clear and gates to confirm, the fewest changes first."""
    gates = len(start.gates)
    confirming = range(gates + 1) if gates <= FEW_GATES else (0, gates)
    limits = [len(group) for group in groups]
    for size in range(len(start.raised) + gates + 1):
        for confirmed in confirming:
            for numbers in _shared_out(size - confirmed, limits):
                yield size, numbers, confirmed


def _shared_out(total: int, limits: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Give every way to take a number of things out of groups of some sizes, the first groups first."""
    if not 0 <= total <= sum(limits):
        return
    if not limits:
        yield ()
        return
    for number in range(min(total, limits[0]), -1, -1):
        for rest in _shared_out(total - number, limits[1:]):
            yield number, *rest


def _by_leaving_out(start: _Start) -> tuple[Improvement, ...]:
    """Change everything, then leave out each change that is not needed, the lightest flag first."""
    cleared, confirmed = list(start.raised), len(start.gates)
    if not start.good(start.with_changes(cleared, confirmed)):
        return ()
    for flag in start.raised[::-1]:
        without = [each for each in cleared if each is not flag]
        if start.good(start.with_changes(without, confirmed)):
            cleared = without
    if confirmed and start.good(start.with_changes(cleared, 0)):
        confirmed = 0
    return (_improvement(start, cleared, confirmed),)


def _improvement(start: _Start, cleared: list[FlagRule], confirmed: int) -> Improvement:
    rule = start.with_changes(cleared, confirmed)
    changes = [
        Change(Step.CLEAR, flag.id, plan_will_do=_plan_will_do(start, cleared, flag, confirmed))
        for flag in sorted(cleared, key=start.raised.index)
    ]
    changes += [Change(Step.CONFIRM, gate) for gate in start.gates[:confirmed]]
    return Improvement(
        tuple(changes), _kind(rule), None if rule is None else rule.id, None if rule is None else rule.with_
    )


def _plan_will_do(start: _Start, cleared: list[FlagRule], flag: FlagRule, confirmed: int) -> bool:
    if not flag.mitigable or start.states[flag.id] is FlagState.MITIGATED:
        return False
    others = [each for each in cleared if each is not flag]
    return start.good(start.with_changes(others, confirmed, mitigated=flag))
