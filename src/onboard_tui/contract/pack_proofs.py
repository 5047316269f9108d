"""Proofs over all answers: which clauses can stand, and whether a group always has exactly one."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.codes import pack_problem
from onboard_tui.script.expression import (
    AnswerState,
    Compare,
    Constant,
    Expression,
    Has,
    Member,
    Missing,
    Name,
)
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.script.expression import FlagQuery, Result
    from onboard_tui.script.model import Question, Script
    from onboard_tui.script.problems import Problem

MOST_CASES = 20_000
"""A group whose answers go together in more ways than this is left to its author."""


def prove(bound: BoundPack, script: Script) -> Iterator[Problem]:
    """Try all ways in which the answers that conditions read can be given."""
    for clause in bound.pack.clauses:
        if clause.id in bound.when and clause.one_of is None:
            yield from _alone(clause, bound.when[clause.id], script)
    for name, members in bound.pack.groups.items():
        yield from _group(name, members, bound, script)


def stands_with(bound: BoundPack, clause: Clause, target: Clause, script: Script) -> bool:
    """Whether the target stands for all answers for which the clause does."""
    if target.id not in bound.when:
        return target.one_of is None
    if clause.id not in bound.when:
        return False
    given, wanted = bound.when[clause.id], bound.when[target.id]
    cases = _cases([given, wanted], script)
    return cases is not None and all(
        wanted.evaluate(case) is True for case in cases if given.evaluate(case) is True
    )


def _alone(clause: Clause, when: Expression, script: Script) -> Iterator[Problem]:
    seen: set[bool] = set()
    for case in _cases([when], script) or ():
        seen.add(when.evaluate(case) is True)
        if len(seen) > 1:
            return
    if seen == {False}:
        message = f"The condition of “{clause.id}” holds for no answers, so the clause can never stand."
        yield pack_problem("P202", clause.spot, "when", message)
    elif seen == {True}:
        message = f"The condition of “{clause.id}” holds for all answers."
        yield pack_problem("P202", clause.spot, "when", message, "Take the condition away.")


def _group(name: str, members: tuple[Clause, ...], bound: BoundPack, script: Script) -> Iterator[Problem]:
    conditions = [bound.when[clause.id] for clause in members if clause.id in bound.when]
    cases = _cases(conditions, script)
    if cases is None:
        return
    stood: set[str] = set()
    told: set[tuple[str, ...]] = set()
    has_default = any(clause.default for clause in members)
    for case in cases:
        held = tuple(
            clause.id
            for clause in members
            if clause.id not in bound.when or bound.when[clause.id].evaluate(case) is True
        )
        stood.update(held)
        if len(held) > 1 and held not in told:
            told.add(held)
            message = f"In the group “{name}” {_and(held)} apply together when {case}."
            yield pack_problem("P127", bound.pack.clause_by_id[held[1]].spot, "when", message)
        elif not held and not has_default and () not in told:
            told.add(())
            message = f"In the group “{name}” no clause applies when {case}."
            yield pack_problem(
                "P127", members[0].spot, "one_of", message, "Mark one of them “default: true”."
            )
    for clause in members:
        if clause.id not in stood and not clause.default:
            message = f"The condition of “{clause.id}” holds for no answers, so the clause can never stand."
            yield pack_problem("P202", clause.spot, "when", message)


def _and(names: Sequence[str]) -> str:
    return " and ".join(f"“{name}”" for name in names)


@dataclass(frozen=True)
class _Case:
    """One way to answer the questions that conditions read; the scope they are evaluated in."""

    given: Mapping[str, Result]

    def __str__(self) -> str:
        """Say the answers, for a message."""
        return " and ".join(f"{name} is {_said(value)}" for name, value in self.given.items())

    def value(self, name: str) -> Result:
        """Give the answer."""
        return self.given.get(name, Missing.UNKNOWN)

    def state(self, name: str) -> AnswerState:
        """Give the state: answered, as every question is here."""
        return AnswerState.ANSWERED if name in self.given else AnswerState.NOT_ASKED

    def today(self) -> date:
        """Refuse: expressions that read the day are left to their author."""
        raise NotImplementedError

    def count_flags(self, _query: FlagQuery) -> int:
        """Count no flags."""
        return 0

    def gates_missing(self) -> int:
        """Miss no gates."""
        return 0

    def trouble(self, _sentence: str) -> None:
        """Take no notice."""


def _said(value: Result) -> str:
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value) or "nothing"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cases(conditions: Sequence[Expression], script: Script) -> Iterator[_Case] | None:
    """Give every way to answer, or nothing where the answers are no finite few choices."""
    names = sorted({name for condition in conditions for name in condition.names})
    domains: list[list[Result]] = []
    for name in names:
        question = script.question_by_id.get(name)
        domain = None if question is None else _domain(question, conditions)
        if domain is None:
            return None
        domains.append(domain)
    if not all(_is_plain(condition) for condition in conditions):
        return None
    if math.prod(len(domain) for domain in domains) > MOST_CASES:
        return None
    return (_Case(dict(zip(names, values, strict=True))) for values in itertools.product(*domains))


def _domain(question: Question, conditions: Sequence[Expression]) -> list[Result] | None:
    match question.type:
        case QuestionType.SINGLE:
            return [option.id for option in question.options if not option.unknown]
        case QuestionType.YES_NO:
            return [True, False]
        case QuestionType.MULTI:
            asked = sorted(_options_asked(question.id, conditions))
            return [
                tuple(chosen)
                for count in range(len(asked) + 1)
                for chosen in itertools.combinations(asked, count)
            ]
        case _:
            return None


def _options_asked(name: str, conditions: Sequence[Expression]) -> set[str]:
    return {
        node.option
        for condition in conditions
        for node in condition.root.walk()
        if isinstance(node, Has) and node.operand == Name(name)
    }


def _is_plain(condition: Expression) -> bool:
    """Whether a condition only compares answers, so that trying them all proves something."""
    for node in condition.root.walk():
        if isinstance(node, Compare | Member | Has | Name | Constant):
            continue
        if type(node).__name__ not in {"And", "Or", "Not"}:
            return False
    return True
