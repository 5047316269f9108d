"""While an answer is being given: what it would change in the contract, shown once the keys rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.errors import AnswerError
from onboard_tui.tui.widgets.coach import CoachPanel

if TYPE_CHECKING:
    from textual.timer import Timer

    from onboard_tui.tui.screens.interview import InterviewScreen

RESTING: Final = 0.7
"""Seconds after the last key in which a person is still typing."""


class LookAhead:
    """Looks at the contract with the answer that stands in the field; never in share mode."""

    def __init__(self, screen: InterviewScreen) -> None:
        self._screen = screen
        self._timer: Timer | None = None

    def typed(self) -> None:
        """Wait for the keys to rest."""
        if self._timer is None:
            self._timer = self._screen.set_interval(RESTING, self._look, pause=True)
        self._timer.reset()
        self._timer.resume()

    def _look(self) -> None:
        if self._timer is not None:
            self._timer.pause()
        screen = self._screen
        if screen.question_id is None or screen.walk.shared:
            return
        try:
            given = screen.card.field.given()
        except AnswerError:
            return  # half an answer would change nothing yet
        recorded = screen.opened.interview.current.get(screen.question_id)
        if given is not None and given.value is not None and (not recorded or recorded.value != given.value):
            screen.query_one(CoachPanel).would(screen.opened, screen.question_id, given.value)
