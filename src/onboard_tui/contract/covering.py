"""Interviews that between them bring out everything a pack can print for a script.

Every clause in and out, every member of each group, every two answers that decide about clauses together, every
answer that a text chooses its words by, every way in which a deal ends; and an interview with nothing answered, and one
with nothing known.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.answers import Answers
from onboard_tui.contract.behind import questions_behind
from onboard_tui.contract.choice import choice_of
from onboard_tui.deal.scenarios import ANY_DAY
from onboard_tui.interview.standing import stand
from onboard_tui.proof.goals import Goal, GoalKind, goals_of
from onboard_tui.proof.pairwise import each_once, pairs
from onboard_tui.proof.reaching import reach
from onboard_tui.proof.telling import telling
from onboard_tui.proof.together import answered_together
from onboard_tui.proof.variations import Variations, blank_interview, quiet_example
from onboard_tui.proof.witness import Witness
from onboard_tui.script.expression import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.pairwise import Together
    from onboard_tui.proof.samples import Sample
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

MOST_TOGETHER: Final = 60
"""Interviews that are made for answers that come together."""


def clause_goals(bound: BoundPack, *, out: bool = False) -> Iterator[Goal]:
    """Give, for each clause of a contract that can be left out, that it stands; `out`, that it does not."""
    contract = {part for paper in bound.pack.papers if paper.kind == "draft" for part in paper.parts}
    for clause in bound.pack.clauses:
        if clause.part in contract and (clause.one_of or clause.id in bound.when):
            yield _stands(clause, bound, out=out)


def _stands(clause: Clause, bound: BoundPack, *, out: bool) -> Goal:
    members = (clause,) if clause.one_of is None else bound.pack.groups[clause.one_of]
    names = {name for each in members if each.id in bound.when for name in bound.when[each.id].names}

    def holds(standing: Standing) -> bool:
        return choice_of(bound, Answers(standing, bound.pack.confirm), clause).stands is not out

    return Goal(
        GoalKind.CLAUSE,
        clause.id,
        f"The clause {clause.id} {'does not stand' if out else 'stands'}",
        f"{clause.id} {'always stands' if out else 'never stands'}",
        holds,
        tuple(sorted(names)),
        None if out else bound.when.get(clause.id),
    )


def conditions_of_pack(bound: BoundPack) -> tuple[Expression, ...]:
    """Give everything in a pack that reads answers to decide something."""
    return (*bound.when.values(), *bound.approval.values(), *bound.checks.values(), *bound.ring.values())


def covering_interviews(bound: BoundPack, script: Script) -> Iterator[Standing]:
    """Give interviews in which everything that can come out of a pack comes out, none twice."""
    blank = stand(blank_interview(script, ANY_DAY), ANY_DAY)
    nothing_known = Witness(ANY_DAY, {}, {each.id: AnswerState.DONT_KNOW for each in script.questions})
    yield blank
    unknown = nothing_known.standing(script)
    if unknown is not None:
        yield unknown
    quiet, tried = quiet_example(script, ANY_DAY, conditions_of_pack(bound))
    yield quiet.standing
    variations = Variations(quiet.standing, tried)
    shown = [blank, quiet.standing]
    for example in islice(
        answered_together(variations, shown, partial(_telling, bound, script)), MOST_TOGETHER
    ):
        shown.append(example.standing)
        yield example.standing
    for goals in (*_each_alone(bound), *_endings(script)):
        if not any(goal.holds(standing) for goal in goals for standing in shown):
            found = next((each for goal in goals if (each := reach(goal, variations))), None)
            if found is not None:
                shown.append(found.standing)
                yield found.standing


def _each_alone(bound: BoundPack) -> Iterator[list[Goal]]:
    """Give each clause in, and each clause out."""
    yield from ([goal] for goal in (*clause_goals(bound), *clause_goals(bound, out=True)))


def _endings(script: Script) -> Iterator[list[Goal]]:
    """Give the ways in which a deal can end, each with the rules of the verdict that lead there."""
    rules = {goal.id: goal for goal in goals_of(script) if goal.kind is GoalKind.RULE}
    ways = dict.fromkeys((rule.verdict, rule.action) for rule in script.verdict.rules)
    for way in ways:
        yield [rules[rule.id] for rule in script.verdict.rules if (rule.verdict, rule.action) == way]


def _telling(
    bound: BoundPack, script: Script, choices: Mapping[str, Sequence[Sample]]
) -> dict[Together, None]:
    """Name the answers to bring together: those that decide about a clause or a group, and each that a text reads."""
    decided = [[condition] for condition in bound.when.values()]
    decided += [
        [bound.when[each.id] for each in members if each.id in bound.when]
        for members in bound.pack.groups.values()
    ]
    groups = [telling(conditions, choices, script, ANY_DAY) for conditions in decided]
    printed = {name for clause in bound.pack.clauses for name in clause.body.names}
    read = {each for name in printed for each in questions_behind(name, bound.pack.facts, script)}
    every = {name: range(len(several)) for name, several in choices.items() if name in read}
    return pairs(groups) | each_once([*groups, every])
