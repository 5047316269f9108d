"""Proofs over all answers: which clauses can stand, and whether a group always has exactly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem
from onboard_tui.script.expression import Constant, Missing
from onboard_tui.script.lint import trials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Clause, Condition
    from onboard_tui.script.expression import Expression, Result
    from onboard_tui.script.lint import Trial
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

_NEVER = "The condition of “{}” holds for no answers, so the clause can never stand."


def prove(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Try all ways in which the answers that conditions read can be given.

    Conditions that cannot be tried, because they calculate or read too much, are left to their author; a group
    of such conditions has to have a default.
    """
    for clause in bound.pack.clauses:
        when = bound.when.get(clause.id)
        if clause.when and when and clause.one_of is None:
            yield from _alone(clause, clause.when, when, script)
        approval = bound.approval.get(clause.id)
        if clause.approval and approval:
            yield from _approval(clause, clause.approval, approval, when, script)
    for name, members in bound.pack.groups.items():
        yield from _group(name, members, bound, script)
    marks = {rule.id: rule.met for rule in bound.pack.ring}
    yield from _never(marks, bound.ring, "The mark “{}” is met by no answers.", script)
    rules = bound.pack.checks.conditions
    yield from _never(rules, bound.checks, "The condition of “{}” holds for no answers.", script)


def stands_with(bound: BoundPack, clause: Clause, target: Clause, script: Script) -> bool:
    """Whether the target stands for all answers for which the clause does."""
    if target.id not in bound.when:
        return target.one_of is None
    if clause.id not in bound.when:
        return False
    given, wanted = bound.when[clause.id], bound.when[target.id]
    if given.root == wanted.root:
        return True
    both = [given, wanted]
    return _tried(both, script) is not None and _outcomes(wanted, both, script, given) <= {True}


def _tried(conditions: Iterable[Expression], script: Script) -> Iterator[Trial] | None:
    computed = {each.id: each.value for each in script.computed}
    return trials(script.question_by_id, computed, conditions)


def _outcomes(
    condition: Expression,
    read: Sequence[Expression],
    script: Script,
    given: Expression | None = None,
) -> set[bool]:
    """Say whether a condition can hold, and whether it can fail to, where another one is given to hold."""
    seen: set[bool] = set()
    for trial in _tried(read, script) or ():
        if given is None or given.evaluate(trial) is True:
            seen.add(condition.evaluate(trial) is True)
        if len(seen) > 1:
            break
    return seen


def _never(
    written: Mapping[str, Condition], read: Mapping[str, Expression], message: str, script: Script
) -> Iterator[Problem]:
    """Warn of conditions that hold for no answers."""
    for name, condition in written.items():
        expression = read.get(name)
        if expression is not None and _outcomes(expression, [expression], script) == {False}:
            yield pack_problem("P207", condition.spot, condition.path, message.format(name))


def _alone(clause: Clause, written: Condition, when: Expression, script: Script) -> Iterator[Problem]:
    seen = _outcomes(when, [when], script)
    if seen == {False}:
        yield pack_problem("P202", written.spot, written.path, _NEVER.format(clause.id))
    elif seen == {True}:
        message = f"The condition of “{clause.id}” holds for all answers."
        yield pack_problem("P202", written.spot, written.path, message, "Take the condition away.")


def _approval(
    clause: Clause, written: Condition, approval: Expression, when: Expression | None, script: Script
) -> Iterator[Problem]:
    read = [approval] if when is None else [approval, when]
    seen = _outcomes(approval, read, script, when)
    if seen == {False}:
        message = f"Nobody is ever asked to approve “{clause.id}”: its condition holds for no answers."
        yield pack_problem("P207", written.spot, written.path, message)
    elif seen == {True} and not isinstance(approval.root, Constant):
        message = f"“{clause.id}” always has to be approved: its condition holds for all answers."
        yield pack_problem("P207", written.spot, written.path, message, "Write true if that is meant.")


def _group(name: str, members: tuple[Clause, ...], bound: BoundPack, script: Script) -> Iterator[Problem]:
    conditions = [bound.when[clause.id] for clause in members if clause.id in bound.when]
    has_default = any(clause.default for clause in members)
    tried = _tried(conditions, script)
    if tried is None:
        if not has_default:
            message = f"Whether a clause of the group “{name}” always applies cannot be told."
            yield _none_applies(members, message)
        return
    stood: set[str] = set()
    told: set[tuple[str, ...]] = set()
    for trial in tried:
        results = {
            clause.id: bound.when[clause.id].evaluate(trial) if clause.id in bound.when else True
            for clause in members
        }
        held = tuple(clause for clause, result in results.items() if result is True)
        stood.update(held)
        if held in told or not (len(held) > 1 or (not has_default and _is_gap(results.values()))):
            continue
        told.add(held)
        when = _said(trial, conditions)
        if held:
            second = bound.pack.clause_by_id[held[1]]
            message = f"In the group “{name}” {_and(held)} apply together when {when}."
            yield pack_problem("P127", second.when_spot, second.path("when"), message)
        else:
            yield _none_applies(members, f"In the group “{name}” no clause applies when {when}.")
    for clause in members:
        if clause.id not in stood and not clause.default:
            yield pack_problem("P202", clause.when_spot, clause.path("when"), _NEVER.format(clause.id))


def _none_applies(members: Sequence[Clause], message: str) -> Problem:
    first = members[0]
    return pack_problem(
        "P127", first.spot, first.path("one_of"), message, "Mark one of them “default: true”."
    )


def _is_gap(results: Iterable[Result]) -> bool:
    """Whether nothing applies, though it is known and the questions are asked."""
    outcomes = set(results)
    return True not in outcomes and Missing.UNKNOWN not in outcomes and outcomes != {Missing.NOT_APPLICABLE}


def _and(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _said(trial: Trial, conditions: Iterable[Expression]) -> str:
    """Say the answers that conditions read, for a message."""
    names = sorted({name for condition in conditions for name in condition.names})
    return " and ".join(f"{name} is {_value(trial.value(name))}" for name in names)


def _value(value: Result) -> str:
    if isinstance(value, Missing):
        return value.value.replace("_", " ")
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)
