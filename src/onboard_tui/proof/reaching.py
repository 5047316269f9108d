"""Looks for an interview in which something comes about: near one that is given, else anywhere."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.possible import FALSE, MISSING
from onboard_tui.proof.goals import GoalKind
from onboard_tui.proof.search import Wanted, find_all
from onboard_tui.proof.variations import Example
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import HEAVIEST_FIRST, FlagKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.proof.goals import Goal
    from onboard_tui.proof.samples import Sample
    from onboard_tui.proof.variations import Variations
    from onboard_tui.script.expression import Expression, FlagQuery
    from onboard_tui.script.model import FlagRule, Script

_NOT_TRUE: Final = FALSE | MISSING
_BY: Final = (
    FlagState.OPEN,
    FlagState.INSISTED,
    FlagState.CANNOT_FIX,
    FlagState.MITIGATED,
    FlagState.STEERING,
)
"""How things can stand with raised flags, in the order in which a rule is tried with them."""


def reach(goal: Goal, variations: Variations) -> Example | None:
    """Give an interview in which a goal comes about, with as little changed as can be; None where none was found."""
    if goal.kind is not GoalKind.RULE or goal.behind:
        changes = variations.reach(goal.holds, variations.behind(goal.behind))
        if changes is not None and (found := variations.example(changes)) is not None:
            return found
    if goal.kind is GoalKind.RULE:
        tried = (each for each in _for_rule(goal, variations) if each is not None)
        near = next((each for each in tried if goal.holds(each.standing)), None)
        if near is not None:
            return near
    return None if goal.condition is None else _anywhere(goal, goal.condition, variations.script)


def _anywhere(goal: Goal, condition: Expression, script: Script) -> Example | None:
    wanted = [Wanted(condition), *(Wanted(each, _NOT_TRUE) for each in goal.before)]
    witness = find_all(script, wanted).witness
    standing = None if witness is None else witness.standing(script)
    if witness is None or standing is None or not goal.holds(standing):
        return None
    return Example(witness, standing, None)


def _for_rule(goal: Goal, variations: Variations) -> Iterator[Example | None]:
    """Try missing answers, and then ever more raised flags, standing in each way, as far as a rule counts them."""
    condition = goal.condition
    if condition is None:
        return
    gates = [question.id for question in variations.script.questions if question.gate]
    counted = _Counted(condition.counts_flags, variations)
    for fixed in _settings(goal, variations):
        for gate in gates if condition.counts_gates else ():
            yield variations.example({**fixed, gate: AnswerState.DONT_KNOW})
        for state in counted.states:
            for flags in counted.mounting():
                yield from counted.raised(flags, state, fixed)


def _settings(goal: Goal, variations: Variations) -> Iterator[dict[str, Sample]]:
    """Give the ways to answer the questions that a rule reads beside the flags."""
    names = [name for name in goal.behind if name in variations.script.question_by_id]
    for values in product(*(variations.samples[name] for name in names)):
        yield dict(zip(names, values, strict=True))


class _Counted:
    """The flags that a rule counts, to be raised one after the other."""

    def __init__(self, queries: Sequence[FlagQuery], variations: Variations) -> None:
        self._variations = variations
        self._flags = [
            flag
            for flag in variations.script.flags
            if any(query.concerns(flag.severity, flag.kind, no_steer=flag.no_steer) for query in queries)
        ]
        named = {
            state for query in queries for state in query.states or (FlagState.OPEN, FlagState.MITIGATED)
        }
        self.states = [state for state in _BY if state in named]
        """How things can stand with them, as far as it makes a difference."""
        self._raising = {flag.id: self._raise(flag.id, {}) for flag in self._flags}

    def mounting(self) -> Iterator[list[FlagRule]]:
        """Give flags to raise: each alone, all of one weight, one heavier before all of a lighter one, all."""
        yield from ([flag] for flag in self._flags)
        for place, weight in enumerate(HEAVIEST_FIRST):
            alike = [flag for flag in self._flags if flag.severity is weight]
            yield alike
            for heavier in HEAVIEST_FIRST[:place]:
                yield [*[flag for flag in self._flags if flag.severity is heavier][:1], *alike]
        yield self._flags

    def raised(
        self, flags: Sequence[FlagRule], state: FlagState, fixed: Mapping[str, Sample]
    ) -> Iterator[Example | None]:
        """Raise flags one after the other, as far as they can be raised together, and give each step."""
        changes, said = dict(fixed), list[str]()
        for flag in flags:
            if (state is FlagState.MITIGATED and not flag.mitigable) or (
                state is FlagState.CANNOT_FIX and flag.kind is not FlagKind.OURS
            ):
                continue
            more = self._together([*said, flag.id], changes)
            if more is not None:
                said.append(flag.id)
                changes = more
                states = {} if state is FlagState.OPEN else dict.fromkeys(said, state)
                yield self._variations.example(changes, states)

    def _together(self, flags: Sequence[str], changes: Mapping[str, Sample]) -> dict[str, Sample] | None:
        """Change answers so that the last of some flags is raised, too."""
        simply = {**changes, **(self._raising[flags[-1]] or {})}
        standing = self._variations.with_changes(simply)
        if all(standing.flag_state(flag).raised for flag in flags):
            return simply
        return self._raise(flags[-1], changes, also=flags)

    def _raise(
        self, flag: str, changes: Mapping[str, Sample], also: Sequence[str] = ()
    ) -> dict[str, Sample] | None:
        return self._variations.reach(
            lambda standing: all(standing.flag_state(each).raised for each in (flag, *also)),
            self._variations.behind_flag(flag),
            changes,
        )
