"""Keeps what is typed and not saved, so that even a killed process loses no more than the last second of it."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING

from onboard_tui.errors import OnboardError

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen
    from textual.timer import Timer

    from onboard_tui.tui.walk import Walk

REST = 1.0
"""Seconds without a key after which what is typed is kept."""


class TypingKeeper:
    """Looks after the field of one screen."""

    def __init__(
        self,
        screen: Screen[None],
        walk: Walk,
        unsaved: Callable[[], tuple[str, str] | None],
        trouble: Callable[[str], None],
    ) -> None:
        """Keep for a screen what `unsaved` gives: the question and what is typed for it, if anything."""
        self.screen = screen
        self.walk = walk
        self.unsaved = unsaved
        self.trouble = trouble
        self._timer: Timer | None = None
        self._typed_at = 0.0

    def typed(self) -> None:
        """Take note of a key; what is typed is kept once the keys rest."""
        self._typed_at = monotonic()
        if self._timer is None:
            self._timer = self.screen.set_timer(REST, self._when_keys_rest)

    def _when_keys_rest(self) -> None:
        left = self._typed_at + REST - monotonic()
        if left > 0:
            self._timer = self.screen.set_timer(left, self._when_keys_rest)
        else:
            self._timer = None
            self.keep_soon()

    def keep_soon(self) -> None:
        """Keep in a thread what is typed."""
        unsaved = self.unsaved()
        if unsaved is not None:
            self.screen.run_worker(self._keep(*unsaved), group="keep")

    async def _keep(self, question_id: str, typed: str) -> None:
        try:
            await asyncio.to_thread(self.walk.opened.keep_typing, question_id, typed)
        except OnboardError as error:
            self.trouble(str(error))

    def keep_now(self) -> None:
        """Keep what is typed before anything else happens, for the app may be about to end."""
        unsaved = self.unsaved()
        if unsaved is not None:
            with suppress(OnboardError):
                self.walk.opened.keep_typing(*unsaved)
