"""Going down the ladders' tables: in each to the first rung that holds, past those of which it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Ladder, LadderHint, Rung
    from onboard_tui.script.scope import AnswerState, FlagQuery, Result


class ReadingState(StrEnum):
    """Whether it can be told where a relationship stands."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Walk:
    """One ladder gone down."""

    state: ReadingState
    possible: tuple[Rung, ...] = ()
    """The rungs that it can be: those that cannot be told, and after them the first one that holds."""
    read: tuple[Expression, ...] = ()
    """The conditions that were read on the way."""
    open: tuple[Expression, ...] = ()
    """Those because of which it cannot be told."""
    hints: tuple[LadderHint, ...] = ()

    @property
    def rung(self) -> Rung | None:
        """Where it stands, where that is known."""
        return self.possible[0] if self.state is ReadingState.KNOWN else None

    @property
    def result(self) -> Result:
        """What the ladders below read of it."""
        if self.state is ReadingState.NOT_APPLICABLE:
            return Missing.NOT_APPLICABLE
        return Missing.UNKNOWN if self.rung is None else self.rung.level


class Walks:
    """All ladders gone down, and the scope of their conditions: the interview, the facts, and the ladders above."""

    def __init__(self, standing: Standing, facts: Mapping[str, Result]) -> None:
        self._standing = standing
        self._own = dict(facts)
        self.by_id: dict[str, Walk] = {}
        for ladder in standing.script.ladders:
            self.by_id[ladder.id] = walk = self._walk(ladder)
            self._own[ladder.id] = walk.result

    def _walk(self, ladder: Ladder) -> Walk:
        applies: Result = True if ladder.when is None else ladder.when.evaluate(self)
        read = [] if ladder.when is None else [ladder.when]
        if applies is False or applies is Missing.NOT_APPLICABLE:
            return Walk(ReadingState.NOT_APPLICABLE, read=tuple(read))
        still_open = [] if applies is True else list(read)
        possible: list[Rung] = []
        for rung in ladder.rungs:
            read.append(rung.condition)
            result = rung.condition.evaluate(self)
            if result is Missing.UNKNOWN:
                still_open.append(rung.condition)
            if result is Missing.UNKNOWN or result is True:
                possible.append(rung)
            if result is True:
                break
        known = applies is True and len(possible) == 1
        return Walk(
            ReadingState.KNOWN if known else ReadingState.UNKNOWN,
            tuple(possible),
            tuple(read),
            () if known else tuple(still_open),
            tuple(hint for hint in ladder.hints if hint.condition.evaluate(self) is True),
        )

    # What conditions read

    def value(self, name: str) -> Result:
        """Give the value of a fact, the level of a ladder, or what the interview has under that name."""
        return self._own[name] if name in self._own else self._standing.value(name)

    def state(self, name: str) -> AnswerState:
        """Give the state of a question."""
        return self._standing.state(name)

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        return self._standing.today()

    def count_flags(self, query: FlagQuery) -> int:
        """Count the raised flags that match."""
        return self._standing.count_flags(query)

    def gates_missing(self) -> int:
        """Count the gates without a confirmed answer."""
        return self._standing.gates_missing()

    def trouble(self, sentence: str) -> None:
        """Take note of a calculation that has no result."""
        self._standing.trouble(sentence)
