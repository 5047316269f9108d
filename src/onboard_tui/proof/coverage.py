"""How much of a script its scenarios show, and what they never do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.deal.words import listed, number_of
from onboard_tui.proof.goals import GoalKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.goals import Goal


@dataclass(frozen=True, slots=True)
class Coverage:
    """What some scenarios show, and what they do not."""

    scenarios: int
    reached: tuple[Goal, ...]
    missed: tuple[Goal, ...]

    @property
    def line(self) -> str:
        """Say it in one sentence, with numbers."""
        counts = [f"{reached} of {of} {kind}" for kind, reached, of in self._counts()]
        return f"{number_of(self.scenarios, 'scenario')}: {listed(counts)}."

    def details(self) -> Iterator[str]:
        """Name everything that is not shown, a line for each kind of thing."""
        for kind in GoalKind:
            missed = [goal.missed for goal in self.missed if goal.kind is kind]
            if missed:
                yield f"not among {kind}: {'; '.join(missed)}."

    def to_json(self) -> dict[str, object]:
        """Give the keys that `check --coverage --format json` prints."""
        return {
            "scenarios": self.scenarios,
            **{
                kind.value.replace(" ", "_"): {
                    "covered": reached,
                    "of": of,
                    "missing": [goal.missed for goal in self.missed if goal.kind is kind],
                }
                for kind, reached, of in self._counts()
            },
        }

    def _counts(self) -> Iterator[tuple[GoalKind, int, int]]:
        for kind in GoalKind:
            reached = sum(goal.kind is kind for goal in self.reached)
            of = reached + sum(goal.kind is kind for goal in self.missed)
            if of:
                yield kind, reached, of


def coverage_of(goals: Iterable[Goal], shown: Sequence[Standing]) -> Coverage:
    """Tell which goals come about in some interviews."""
    told: Mapping[bool, list[Goal]] = {True: [], False: []}
    for goal in goals:
        told[any(goal.holds(standing) for standing in shown)].append(goal)
    return Coverage(len(shown), tuple(told[True]), tuple(told[False]))
