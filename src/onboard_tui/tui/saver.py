"""Saves what is recorded on the interview screen: in a thread, one thing at a time, and says what became of it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from onboard_tui.errors import AnswerError, OnboardError, StaleError
from onboard_tui.tui.plain import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.tui.screens.interview import InterviewScreen
    from onboard_tui.workspace.open_interview import Recording

Wrote = TypeVar("Wrote")

PATIENCE = 0.5
"""Seconds after which a write that still goes on is told of."""
WAITING = "Saving… The database is in use by another window or program."
READ_AGAIN = "What was changed there is shown here now; enter saves your answer."


class Saver:
    """Looks after the writing of one interview screen."""

    def __init__(self, screen: InterviewScreen) -> None:
        self.screen = screen
        self.busy = False
        """Whether an answer is being saved."""

    def record(self, write: Callable[[], Recording]) -> None:
        """Have something saved; nothing else meanwhile, so that no key is taken twice."""
        if not self.busy:
            self.busy = True
            self.screen.run_worker(self._save(write), group="save")

    async def _save(self, write: Callable[[], Recording]) -> None:
        screen = self.screen
        try:
            recording = await self._written(write)
        except StaleError as error:
            await self._read_again(error)
        except AnswerError as error:
            screen.status.say("")
            screen.card.field.complain(error)
        except OnboardError as error:
            screen.status.trouble(str(error))
        else:
            screen.recorded(recording)
        finally:
            self.busy = False

    async def _written(self, write: Callable[[], Wrote]) -> Wrote:
        """Write in a thread, and say so where it takes long."""
        waiting = self.screen.set_timer(PATIENCE, partial(self.screen.status.say, WAITING))
        try:
            return await asyncio.to_thread(write)
        finally:
            waiting.stop()

    async def _read_again(self, error: StaleError) -> None:
        """Take over what another window saved; the answer stays in its field, to be saved once more."""
        screen = self.screen
        with suppress(OnboardError):
            await asyncio.to_thread(screen.opened.read_again)
            if screen.begins_afresh():
                tell(screen, error.sentence, severity="error")
                return
            screen.show_sides()
        screen.status.trouble(f"{error.sentence} {READ_AGAIN}")

    def take_back(self, step: Callable[[], Recording | None], done: str, nothing: str) -> None:
        """Take something back, or give it again, and go to its question."""
        self.screen.run_worker(self._take_back(step, done, nothing), group="save")

    async def _take_back(self, step: Callable[[], Recording | None], done: str, nothing: str) -> None:
        screen = self.screen
        try:
            recording = await self._written(step)
        except OnboardError as error:
            screen.status.trouble(str(error))
            return
        if recording is None:
            screen.status.say(nothing)
            return
        if screen.begins_afresh():
            tell(screen, done.capitalize() + ("" if screen.walk.shared else f": {recording.line}") + ".")
            return
        screen.status.saved("" if screen.walk.shared else recording.line, done)
        if recording.question is not None and screen.walk.may_show(recording.question):
            screen.show(recording.question)
        else:
            screen.show_sides()
