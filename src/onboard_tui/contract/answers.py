"""The answers of an interview as a paper may see them: a value, or what is missing in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.absent import Absent
from onboard_tui.script.scope import AnswerState, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Question


class Answers:
    """What an interview says, without anything that does not apply."""

    def __init__(self, standing: Standing, short: Mapping[str, str]) -> None:
        """Look at a standing; `short` says in few words what each question is about."""
        self.standing = standing
        self.script = standing.script
        self._short = short

    def ask(self, question: Question) -> str:
        """Give what to confirm: few words from the pack, or the question itself."""
        return self._short.get(question.id, question.ask)

    def of(self, name: str) -> object:
        """Give the value of a question or computed value, or an `Absent`."""
        value = self.standing.value(name)
        if not isinstance(value, Missing):
            return self._with_gaps(name, value)
        applies = value is Missing.UNKNOWN
        question = self.script.question_by_id.get(name)
        if question is not None:
            columns = {column.id: column.text for column in question.columns}
            return Absent(self.ask(question), name, applies, columns)
        computed = self.script.computed_by_id[name]
        missing = next(iter(self.missing_in(computed.value)), "")
        return Absent(computed.title or computed.id, missing, applies)

    def _with_gaps(self, name: str, value: object) -> object:
        """Give plain rows, with every column in each of them."""
        question = self.script.question_by_id.get(name)
        if question is None or not question.columns or not isinstance(value, tuple):
            return value
        return [{column.id: row.get(column.id) for column in question.columns} for row in value]

    def missing_in(self, expression: Expression) -> tuple[str, ...]:
        """Give the questions whose missing answers an expression waits for, in script order."""
        found = set(self._missing(expression))
        return tuple(question.id for question in self.script.questions if question.id in found)

    def _missing(self, expression: Expression) -> Iterator[str]:
        for name in expression.names:
            if self.standing.value(name) is not Missing.UNKNOWN:
                continue
            if name in self.script.question_by_id:
                yield name
            else:
                yield from self._missing(self.script.computed_by_id[name].value)

    def awaited(self, name: str) -> bool:
        """Whether a paper has to wait for this answer: it applies, it is required, and it is missing."""
        question = self.script.question_by_id.get(name)
        return (
            question is not None and _is_required(question) and self.standing.value(name) is Missing.UNKNOWN
        )

    def state(self, question: str) -> AnswerState:
        """Give the state of a question."""
        return self.standing.state(question)


def _is_required(question: Question) -> bool:
    return question.required or question.gate
