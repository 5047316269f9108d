"""Scenarios that a script lacks: what is not shown yet, and every two answers that one condition reads together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, islice
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.scenarios import ANY_DAY
from onboard_tui.proof.pairwise import pairs
from onboard_tui.proof.reaching import reach
from onboard_tui.proof.samples import expressions_of, samples
from onboard_tui.proof.telling import telling
from onboard_tui.proof.together import answered_together
from onboard_tui.proof.variations import Example, Variations, quiet_example

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onboard_tui.deal.scenarios import Played
    from onboard_tui.proof.goals import Goal
    from onboard_tui.proof.pairwise import Together
    from onboard_tui.proof.samples import Sample
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

MOST_PAIRS: Final = 60
"""Scenarios that are suggested for the sake of two answers together."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A scenario that a script lacks."""

    name: str
    like: str | None
    """The name of the scenario that it differs from in a few answers."""
    example: Example


def suggest(
    script: Script, played: Sequence[Played], goals: Sequence[Goal], also: Sequence[Expression] = ()
) -> tuple[Suggestion, ...]:
    """Give scenarios for everything that those of a script do not show.

    `goals` are the script's, and those of its contract pack, whose conditions are `also` read.
    """
    return _Suggesting(script, played, also).suggested(goals)


@dataclass(frozen=True, slots=True)
class Nearby:
    """The interview that suggested scenarios differ from in a few answers."""

    name: str
    variations: Variations
    made: Example | None
    """What is said in it, where no scenario says it already."""


def nearby(script: Script, played: Sequence[Played], also: Sequence[Expression] = ()) -> Nearby:
    """Take the first scenario in which nothing is wrong and nothing missing, or make one."""
    for each in played:
        judged = each.assessment
        if judged and not (judged.raised_flags or judged.unknown_flags or judged.missing_gates):
            tried = samples(script, judged.standing, also)
            return Nearby(each.scenario.name, Variations(judged.standing, tried), None)
    example, answers = quiet_example(script, ANY_DAY, also)
    return Nearby("Everything in order", Variations(example.standing, answers), example)


class _Suggesting:
    """The scenarios that are suggested, as they are found."""

    def __init__(self, script: Script, played: Sequence[Played], also: Sequence[Expression]) -> None:
        self._script = script
        self._read = [*expressions_of(script), *also]
        self._taken = {each.name for each in script.scenarios}
        self._shown = [each.assessment.standing for each in played if each.assessment is not None]
        self._made: list[Suggestion] = []
        near = nearby(script, played, also)
        self._variations = near.variations
        self._base = near.name if near.made is None else self._suggest(near.name, near.made)

    def suggested(self, goals: Sequence[Goal]) -> tuple[Suggestion, ...]:
        """Give all of them."""
        for goal in goals:
            if not any(goal.holds(standing) for standing in self._shown):
                example = reach(goal, self._variations)
                if example is not None:
                    self._suggest(goal.reached, example)
        together = answered_together(self._variations, list(self._shown), self._read_together)
        for number, example in enumerate(islice(together, MOST_PAIRS), 1):
            self._suggest(f"Answers together {number}", example)
        return tuple(self._made)

    def _read_together(self, choices: Mapping[str, Sequence[Sample]]) -> Iterable[Together]:
        """Name every two answers that one condition reads, of each kind that it tells apart."""
        today = self._variations.base.as_of
        return pairs(telling([each], choices, self._script, today) for each in self._read)

    def _suggest(self, name: str, example: Example) -> str:
        """Keep a scenario, under a name that no other has."""
        free = next(each for n in count(1) if (each := name if n == 1 else f"{name} {n}") not in self._taken)
        self._taken.add(free)
        self._made.append(Suggestion(free, None if example.base is None else self._base, example))
        self._shown.append(example.standing)
        return free
