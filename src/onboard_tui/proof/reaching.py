"""Looks for an interview in which something comes about: near one that is given, else anywhere."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from onboard_tui.proof.goals import GoalKind
from onboard_tui.proof.search import find
from onboard_tui.proof.variations import Example
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import HEAVIEST_FIRST, FlagKind, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.proof.goals import Goal
    from onboard_tui.proof.samples import Sample
    from onboard_tui.proof.variations import Variations
    from onboard_tui.script.model import FlagRule, Script

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
        near = next((each for each in _for_rule(goal, variations) if goal.holds(each.standing)), None)
        if near is not None:
            return near
    return None if goal.condition is None else _anywhere(goal, variations.script)


def _anywhere(goal: Goal, script: Script) -> Example | None:
    witness = None if goal.condition is None else find(script, goal.condition).witness
    standing = None if witness is None else witness.standing(script)
    if witness is None or standing is None or not goal.holds(standing):
        return None
    return Example(witness, standing, None)


def _for_rule(goal: Goal, variations: Variations) -> Iterator[Example]:
    """Try a missing answer, and then ever more raised flags, standing in each way, that a rule may count."""
    for fixed in _settings(goal, variations):
        for question in variations.script.questions:
            if question.gate and (found := variations.example({**fixed, question.id: AnswerState.DONT_KNOW})):
                yield found
        for state in _BY:
            for flags in _mounting(variations.script):
                yield from _with_flags(flags, state, fixed, variations)


def _settings(goal: Goal, variations: Variations) -> Iterator[dict[str, Sample]]:
    """Give the ways to answer the questions that a rule reads beside the flags."""
    names = [name for name in goal.behind if name in variations.script.question_by_id]
    for values in product(*(variations.samples[name] for name in names)):
        yield dict(zip(names, values, strict=True))


def _mounting(script: Script) -> Iterator[list[FlagRule]]:
    """Give flags to raise: each alone, all of one weight, one heavier before all of a lighter one, all of a kind."""
    yield from ([flag] for flag in script.flags)
    by_weight = {
        weight: [flag for flag in script.flags if flag.severity is weight] for weight in HEAVIEST_FIRST
    }
    heavier: list[Severity] = []
    for weight in HEAVIEST_FIRST:
        yield by_weight[weight]
        for each in heavier:
            yield [*by_weight[each][:1], *by_weight[weight]]
        heavier.append(weight)
    for kind in FlagKind:
        yield [flag for flag in script.flags if flag.kind is kind]


def _with_flags(
    flags: Sequence[FlagRule], state: FlagState, fixed: Mapping[str, Sample], variations: Variations
) -> Iterator[Example]:
    """Raise flags one after the other, as far as they can be raised together, and give each step."""
    changes, said = dict(fixed), dict[str, FlagState]()
    for flag in flags:
        if (state is FlagState.MITIGATED and not flag.mitigable) or (
            state is FlagState.CANNOT_FIX and flag.kind is not FlagKind.OURS
        ):
            continue
        wanted = {*said, flag.id}
        more = variations.reach(
            lambda standing: all(standing.flag_state(each).raised for each in wanted),  # noqa: B023 - used at once
            variations.behind_flag(flag.id),
            changes,
        )
        if more is None:
            continue
        said[flag.id] = state
        changes = more
        found = variations.example(
            changes, {name: each for name, each in said.items() if each is not FlagState.OPEN}
        )
        if found is not None:
            yield found
