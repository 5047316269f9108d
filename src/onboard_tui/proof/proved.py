"""What was proved of a script: what is wrong with it, an example of everything that can come about, and what is open."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.words import number_of
from onboard_tui.proof.search import MOST_CASES, Decision, find_all
from onboard_tui.script.problems import problem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.proof.search import Found, Wanted
    from onboard_tui.proof.witness import Witness
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem


MOST_CASES_OF_A_SCRIPT: Final = 120_000
"""Cases that are looked at for all proofs about one script together."""
_MOST_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing that can come about, never can, or of which that could not be decided."""

    what: str
    """A few words: `the flag no_sponsor is raised`."""
    found: Found
    script: Script
    """The script in which it was looked for."""

    def to_json(self) -> dict[str, Any]:
        """Give the keys that `check --proofs --format json` prints of it."""
        witness = self.found.witness
        return {
            "what": self.what,
            "decision": self.found.decision.value,
            "cases": self.found.cases,
            "witness": None if witness is None else witness.answers_file(self.script),
        }

    def in_words(self) -> str:
        """Say it on one line."""
        witness = self.found.witness
        if witness is not None:
            return f"{self.what}: {witness.in_words()}"
        if self.found.decided:
            return f"{self.what}: never, whatever is answered"
        return f"{self.what}: not decided after {self.found.cases:,} cases"


@dataclass(slots=True)
class Proved:
    """Everything found out about one script."""

    problems: list[Problem] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    undecided: list[str] = field(default_factory=list)
    """What could not be decided, a few words each."""
    cases_left: int = MOST_CASES_OF_A_SCRIPT
    """Cases that may still be looked at; without any, everything that takes more than a look is undecided."""

    def search(
        self,
        script: Script,
        goals: Sequence[Wanted],
        *,
        most_cases: int = MOST_CASES,
        obeying: bool = True,
    ) -> Found:
        """Look for answers as `find_all` does, with as many cases as are left."""
        found = find_all(script, goals, most_cases=min(most_cases, self.cases_left), obeying=obeying)
        self.cases_left = max(0, self.cases_left - found.cases)
        return found

    def to_json(self) -> dict[str, Any]:
        """Give the keys that `check --proofs --format json` prints of one script."""
        return {"shown": [each.to_json() for each in self.shown], "undecided": self.undecided}

    @property
    def line(self) -> str:
        """Name what could not be decided, on one line."""
        named = "; ".join(self.undecided[:_MOST_NAMED])
        more = ", and more: `--proofs` lists them" if len(self.undecided) > _MOST_NAMED else ""
        return f"{number_of(len(self.undecided), 'thing')} could not be decided: {named}{more}."

    def show(self, what: str, found: Found, script: Script) -> Found:
        """Keep what came of a search that an author may want to see."""
        self.shown.append(Shown(what, found, script))
        return self.decide(what, found)

    def decide(self, what: str, found: Found) -> Found:
        """Keep only that something could not be decided."""
        if found.decision is Decision.UNDECIDED:
            self.undecided.append(what)
        return found

    def warn(
        self, code: str, at: Expression, message: str, hint: str | None = None, *, offset: int = 0
    ) -> None:
        """Tell what is wrong with an expression, or with the part of it that begins at an offset."""
        if at.spot is not None:
            self.problems.append(problem(code, at.spot, at.path, message, hint, offset=offset))

    def warn_with(
        self, witness: Witness, script: Script, code: str, at: Expression, message: str, *, offset: int = 0
    ) -> None:
        """Tell what is wrong with a part of an expression, and the answers with which it happens."""
        if at.spot is not None:
            told = problem(code, at.spot, at.path, message, offset=offset)
            self.problems.append(with_example(told, witness, script))


def with_example(told: Problem, witness: Witness, script: Script) -> Problem:
    """Add the answers with which a problem happens."""
    return replace(told, example=witness.in_words(), witness=witness.answers_file(script))
