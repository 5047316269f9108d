"""Proofs over all answers: which clauses can stand, and whether a group always has exactly one."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.codes import pack_problem
from onboard_tui.deal.possible import FALSE, NOT_APPLICABLE
from onboard_tui.proof.proved import with_example
from onboard_tui.proof.search import Wanted, find_all
from onboard_tui.proof.witness import in_brief
from onboard_tui.script.expression import Constant, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Clause, Condition
    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.witness import Witness
    from onboard_tui.script.expression import Expression, Result
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

_FAILED: Final = FALSE | NOT_APPLICABLE
"""The outcomes of a condition that does not hold though everything is known that applies."""
_NEVER = "The condition of “{}” holds for no answers, so the clause can never stand."


def prove(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Look for answers with which clauses stand, fall, and get in each other's way.

    A group of conditions that cannot be decided has to have a default.
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
    return given.root == wanted.root or _fails(wanted, script, given) is False


def _holds(condition: Expression, script: Script, given: Expression | None = None) -> bool | None:
    """Whether a condition can hold, where another one is given to; None where that cannot be decided."""
    return _is_possible(Wanted(condition), script, given)


def _fails(condition: Expression, script: Script, given: Expression | None = None) -> bool | None:
    """Whether a condition can fail with all answers known, where another one is given to hold; None as above."""
    return _is_possible(Wanted(condition, _FAILED), script, given)


def _is_possible(wanted: Wanted, script: Script, given: Expression | None) -> bool | None:
    found = find_all(script, (wanted,) if given is None else (wanted, Wanted(given)))
    return True if found.witness is not None else False if found.decided else None


def _never(
    written: Mapping[str, Condition], read: Mapping[str, Expression], message: str, script: Script
) -> Iterator[Problem]:
    """Warn of conditions that hold for no answers."""
    for name, condition in written.items():
        expression = read.get(name)
        if expression is not None and _holds(expression, script) is False:
            yield pack_problem("P207", condition.spot, condition.path, message.format(name))


def _alone(clause: Clause, written: Condition, when: Expression, script: Script) -> Iterator[Problem]:
    if _holds(when, script) is False:
        yield pack_problem("P202", written.spot, written.path, _NEVER.format(clause.id))
    elif _fails(when, script) is False:
        message = f"The condition of “{clause.id}” holds for all answers."
        yield pack_problem("P202", written.spot, written.path, message, "Take the condition away.")


def _approval(
    clause: Clause, written: Condition, approval: Expression, when: Expression | None, script: Script
) -> Iterator[Problem]:
    if _holds(approval, script, when) is False:
        message = f"Nobody is ever asked to approve “{clause.id}”: its condition holds for no answers."
        yield pack_problem("P207", written.spot, written.path, message)
    elif not isinstance(approval.root, Constant) and _fails(approval, script, when) is False:
        message = f"“{clause.id}” always has to be approved: its condition holds for all answers."
        yield pack_problem("P207", written.spot, written.path, message, "Write true if that is meant.")


def _group(name: str, members: tuple[Clause, ...], bound: BoundPack, script: Script) -> Iterator[Problem]:
    if any(clause.when and clause.id not in bound.when for clause in members):
        return  # what cannot be read is told already
    yield from _together(name, members, bound, script)
    if not any(clause.default for clause in members):
        yield from _gap(name, members, bound, script)
    for clause in members:
        when = bound.when.get(clause.id)
        if when is not None and not clause.default and _holds(when, script) is False:
            yield pack_problem("P202", clause.when_spot, clause.path("when"), _NEVER.format(clause.id))


def _together(name: str, members: tuple[Clause, ...], bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Refuse clauses of a group that apply together."""
    told: set[tuple[str, ...]] = set()
    rivals = [clause for clause in members if not clause.default]
    for pair in combinations(rivals, 2):
        found = find_all(script, [Wanted(bound.when[each.id]) for each in pair if each.id in bound.when])
        standing = None if found.witness is None else found.witness.standing(script)
        if found.witness is None or standing is None:
            continue
        held = tuple(clause.id for clause in rivals if _stands(bound, clause, standing))
        if held not in told:
            told.add(held)
            when = _said(found.witness, standing)
            second = bound.pack.clause_by_id[held[1]]
            message = f"In the group “{name}” {_and(held)} apply together when {when}."
            refused = pack_problem("P127", second.when_spot, second.path("when"), message)
            yield with_example(refused, found.witness, script)


def _gap(name: str, members: tuple[Clause, ...], bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Refuse a group of which no clause applies though all is known, or of which that cannot be told."""
    conditions = [bound.when[clause.id] for clause in members if clause.id in bound.when]
    if len(conditions) < len(members):
        return
    decided = True
    for failing in conditions:
        rest = [Wanted(each, _FAILED) for each in conditions if each is not failing]
        found = find_all(script, [Wanted(failing, FALSE), *rest])
        standing = None if found.witness is None else found.witness.standing(script)
        if found.witness is not None and standing is not None:
            message = f"In the group “{name}” no clause applies when {_said(found.witness, standing)}."
            yield with_example(_none_applies(members, message), found.witness, script)
            return
        decided = decided and found.decided
    if not decided:
        yield _none_applies(members, f"Whether a clause of the group “{name}” always applies cannot be told.")


def _stands(bound: BoundPack, clause: Clause, standing: Standing) -> bool:
    return clause.id not in bound.when or bound.when[clause.id].evaluate(standing) is True


def _none_applies(members: Sequence[Clause], message: str) -> Problem:
    first = members[0]
    return pack_problem(
        "P127", first.spot, first.path("one_of"), message, "Mark one of them “default: true”."
    )


def _and(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


def _said(witness: Witness, standing: Standing) -> str:
    """Say the answers of an example, for a message."""
    said = [f"{name} is {_answer(standing.value(name))}" for name in witness.answers]
    said += [f"{name} is {state.value.replace('_', ' ')}" for name, state in witness.states.items()]
    return " and ".join(said) or "nothing is answered"


def _answer(value: Result) -> str:
    return "not applicable" if isinstance(value, Missing) else in_brief(value)
