"""Which clauses stand: each condition looked at once, three-valued, and one of each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Missing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.answers import Answers
    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.script.expression import Result


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether a clause stands, and what that still depends on."""

    stands: bool
    waits: tuple[str, ...] = ()
    """Questions whose answers may yet decide otherwise."""
    leaves_gap: bool = False
    """Whether, until they do, nothing stands where one clause of its group has to."""


def choose_clauses(bound: BoundPack, answers: Answers) -> Mapping[str, Choice]:
    """Decide about every clause.

    A condition that is false, or does not apply, leaves its clause out. While it is unknown the clause is
    left out too, and the questions are waited for. Of a group the first clause whose condition holds stands;
    where none holds, the group's default does. Where a group has no default, its first clause waits for every
    question that may yet choose one, so that its place is never empty without a word.
    """
    choices = {
        clause.id: choice_of(bound, answers, clause) for clause in bound.pack.clauses if clause.one_of is None
    }
    for members in bound.pack.groups.values():
        choices |= _of_group(bound, answers, members)
    return choices


def choice_of(bound: BoundPack, answers: Answers, clause: Clause) -> Choice:
    """Decide about one clause as `choose_clauses` does, looking at nothing but its group."""
    if clause.one_of is not None:
        return _of_group(bound, answers, bound.pack.groups[clause.one_of])[clause.id]
    held = _held(bound, answers, clause)
    missing = answers.missing_in(bound.when[clause.id]) if held is Missing.UNKNOWN else ()
    return Choice(held is True, tuple(each for each in missing if answers.awaited(each)))


def _held(bound: BoundPack, answers: Answers, clause: Clause) -> Result:
    """Say whether a clause's own condition holds; without one it does."""
    return bound.when[clause.id].evaluate(answers.standing) if clause.id in bound.when else True


def _of_group(bound: BoundPack, answers: Answers, members: tuple[Clause, ...]) -> dict[str, Choice]:
    held = {clause.id: _held(bound, answers, clause) for clause in members}
    sure = next((clause for clause in members if held[clause.id] is True and not clause.default), None)
    sure = sure or next((clause for clause in members if held[clause.id] is True), None)
    if sure is not None:
        return {clause.id: Choice(clause is sure) for clause in members}
    fallback = next((clause for clause in members if clause.default), None)
    if fallback is not None and held[fallback.id] is Missing.NOT_APPLICABLE:
        fallback = None
    keeper = fallback or members[0]
    open_ = [clause for clause in members if held[clause.id] is Missing.UNKNOWN]
    missing = dict.fromkeys(name for clause in open_ for name in answers.missing_in(bound.when[clause.id]))
    waits = tuple(name for name in missing if fallback is None or answers.awaited(name))
    choices = {clause.id: Choice(clause is fallback) for clause in members}
    return choices | {
        keeper.id: Choice(keeper is fallback, waits, leaves_gap=fallback is None and bool(waits))
    }
