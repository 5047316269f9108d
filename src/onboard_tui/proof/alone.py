"""One answer by itself, to see what a condition makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.expression import AnswerState, Missing

if TYPE_CHECKING:
    from datetime import date

    from onboard_tui.script.expression import FlagQuery, Result, Value


@dataclass(frozen=True, slots=True)
class Alone:
    """What expressions read where one question is dealt with and nothing else is known."""

    name: str
    answer: Value | AnswerState
    day: date

    def value(self, name: str) -> Result:
        """Give the answer, or that it is not known."""
        if name != self.name or isinstance(self.answer, AnswerState):
            return Missing.UNKNOWN
        return self.answer

    def state(self, name: str) -> AnswerState:
        """Give the state of a question."""
        if name != self.name:
            return AnswerState.NOT_ASKED
        return self.answer if isinstance(self.answer, AnswerState) else AnswerState.ANSWERED

    def today(self) -> date:
        """Give the day."""
        return self.day

    def count_flags(self, _query: FlagQuery) -> int:
        """Count no flags."""
        return 0

    def gates_missing(self) -> int:
        """Miss no gates."""
        return 0

    def trouble(self, _sentence: str) -> None:
        """Take no notice."""
