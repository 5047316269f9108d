"""What of a script a reader gets to see: all of it, or what can be handed to a customer."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.fill import with_blanks
from onboard_tui.script.expression import CellFilled
from onboard_tui.script.expression import Column as TableColumn
from onboard_tui.script.in_words import in_words
from onboard_tui.script.model import AskedOf
from onboard_tui.script.value_words import called

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Column, Pass, Question, Script

IN_SOME_CASES = "only in some cases"
"""When a question is asked whose condition is not for the reader's eyes."""


@dataclass(frozen=True)
class Shown:
    """A script as its reader sees it; with `coach` that is the seller, else the customer."""

    script: Script
    coach: bool
    parts: Mapping[str, str] = field(default_factory=dict)
    """The titles that the `feeds` of questions have in the customer's paper, where they have one."""

    def shows(self, question: Question) -> bool:
        """Whether the reader sees a question; the customer sees those that a customer answers."""
        return self.coach or not ours(question)

    @cached_property
    def passes(self) -> tuple[tuple[Pass, tuple[Question, ...]], ...]:
        """The conversations in which something is asked, each with its questions in asking order."""
        found = []
        for each in self.script.passes:
            asked = [one for one in self.script.questions if one.pass_id == each.id and self.shows(one)]
            asked.sort(key=lambda one: (one.pin is None, one.pin or 0))
            found += [(each, tuple(asked))] if asked else []
        return tuple(found)

    @cached_property
    def talks(self) -> Mapping[str, str]:
        """The numbers of the conversations with the customer, by the ids of their passes."""
        held = (each.id for each in self.script.passes if not each.private)
        return {pass_id: str(number) for number, pass_id in enumerate(held, start=1)}

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """The numbers of all questions: 1, 2, ... for the customer's, S1, S2, ... for the seller's own.

        So a question has the same number on the seller's paper as on the customer's.
        """
        numbers: dict[str, str] = {}
        counts = {"": 0, "S": 0}
        for _, asked in Shown(self.script, coach=True).passes:
            for question in asked:
                letter = "S" if ours(question) else ""
                counts[letter] += 1
                numbers[question.id] = f"{letter}{counts[letter]}"
        return numbers

    @cached_property
    def _names(self) -> Mapping[str, str]:
        return {
            each: f"the answer to {called(each, self.script)} ({number})"
            for each, number in self.numbers.items()
        }

    def words(self, question: Question) -> str:
        """Give a question's words, with a blank line for each earlier answer in them."""
        return with_blanks(question.ask, self.script)

    def columns(self, question: Question) -> tuple[Column, ...]:
        """Give the columns of a table that the reader sees."""
        return tuple(each for each in question.columns if self.coach or not each.private)

    def condition(self, expression: Expression, names: Mapping[str, str] | None = None) -> str | None:
        """Say a condition; nothing where the reader may not know what it looks at.

        Questions are called by their words and numbers, some of them by other `names`.
        """
        if not self.coach and self._looks_behind(expression):
            return None
        return in_words(expression, self.script, {**self._names, **(names or {})})

    def _looks_behind(self, expression: Expression) -> bool:
        """Whether an expression reads what is not for the customer: flags, or answers of our own."""
        questions = self.script.question_by_id
        for each in dependencies_of(self.script).with_values([expression]):
            read = [questions[name] for name in each.names & questions.keys()]
            hidden = {column.id for question in read for column in question.columns if column.private}
            if each.counts_flags or each.counts_gates or any(map(ours, read)) or _cells(each) & hidden:
                return True
        return False


def ours(question: Question) -> bool:
    """Whether the seller answers a question, and the customer never sees it."""
    return question.private or question.asked_of is AskedOf.SELLER


def _cells(expression: Expression) -> set[str]:
    """Give the ids of the columns whose cells an expression reads."""
    filled = {node.column for node in expression.nodes if isinstance(node, CellFilled)}
    return filled | {node.name for node in expression.nodes if isinstance(node, TableColumn)}
