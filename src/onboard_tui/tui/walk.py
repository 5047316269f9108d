"""Which question comes next in a conversation, as the seller chose to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.words import for_the_seller_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from onboard_tui.script.model import Pass, Question
    from onboard_tui.workspace.open_interview import OpenInterview


@dataclass
class Walk:
    """One seller's way through an open interview."""

    opened: OpenInterview
    pass_id: str = ""
    """The conversation that is being had."""
    in_script_order: bool = False
    """Go in the order of the script, not by what matters most."""
    shared: bool = False
    """Leave out what is for the seller only."""
    since: int = 0
    """How many entries the log had when this sitting began."""

    def __post_init__(self) -> None:
        """Begin with the conversation that has something to ask, else with the first one."""
        if not self.pass_id:
            following = self.opened.next_question()
            self.pass_id = following.question.pass_id if following else self.opened.script.passes[0].id

    @property
    def conversation(self) -> Pass:
        """The pass that is being gone through."""
        return self.opened.script.pass_by_id[self.pass_id]

    def may_show(self, question_id: str) -> bool:
        """Whether a question can be on the screen now."""
        question = self.opened.script.question_by_id[question_id]
        return not (self.shared and for_the_seller_only(question))

    def open_questions(self, pass_id: str) -> list[Question]:
        """Give the questions of a pass that are still to be asked."""
        return [question for question in self._asked_in(pass_id) if self._is_open(question.id)]

    def parked(self, pass_id: str) -> list[Question]:
        """Give the questions of a pass that were put off."""
        return [
            question
            for question in self._asked_in(pass_id)
            if self.opened.standing.state(question.id) is AnswerState.LATER
        ]

    def _asked_in(self, pass_id: str) -> Iterator[Question]:
        for question in self.opened.script.questions:
            if (
                question.pass_id == pass_id
                and self.opened.standing.shown(question.id)
                and self.may_show(question.id)
            ):
                yield question

    def _is_open(self, question_id: str) -> bool:
        return self.opened.standing.state(question_id) is AnswerState.NOT_ASKED

    def after(self, question_id: str | None) -> str | None:
        """Give the open question to ask after this one; none where the conversation has no other.

        In a deal that was taken up again, what ended it is open until it is asked again.
        """
        best = self.opened.next_question(self.pass_id)
        if best and best.id != question_id and self.may_show(best.id):
            by_worth = not self.in_script_order and self._is_open(best.id)
            if by_worth or best.ended_on:
                return best.id
        still_open = [
            question.id for question in self.open_questions(self.pass_id) if question.id != question_id
        ]
        if not still_open:
            return None
        order = {question.id: place for place, question in enumerate(self.opened.script.questions)}
        here = order.get(question_id or "", -1)
        return next((each for each in still_open if order[each] > here), still_open[0])

    def following(self, question_id: str) -> str | None:
        """Give the next question that applies, answered or not, in the order of the script."""
        return self._beside(question_id, self.opened.following)

    def before(self, question_id: str) -> str | None:
        """Give the question before, answered or not, in the order of the script."""
        return self._beside(question_id, self.opened.previous)

    def _beside(self, question_id: str, step: Callable[[str], str | None]) -> str | None:
        found = step(question_id)
        while found is not None and not self.may_show(found):
            found = step(found)
        return found

    def next_pass(self) -> Pass | None:
        """Give another conversation that has something to ask, the ones after this first."""
        passes = [each for each in self.opened.script.passes if not (self.shared and each.private)]
        here = next((place for place, each in enumerate(passes) if each.id == self.pass_id), -1)
        around = passes[here + 1 :] + passes[: max(here, 0)]
        return next((each for each in around if self.open_questions(each.id)), None)

    def first_of_section(self, section: str) -> str | None:
        """Give the first question of a section that is still open, else its first."""
        asked = [
            each.id
            for each in self.opened.script.questions
            if each.section == section and self.opened.standing.shown(each.id) and self.may_show(each.id)
        ]
        return next((each for each in asked if self._is_open(each)), asked[0] if asked else None)

    def last_of_pass(self) -> str | None:
        """Give the last question of the conversation, answered or not."""
        asked = [question.id for question in self._asked_in(self.pass_id)]
        return asked[-1] if asked else None
