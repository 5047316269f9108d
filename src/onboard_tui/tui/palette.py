"""What the palette finds: every command that works here, and every saved interview."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Provider
from textual.content import Content
from textual.fuzzy import FuzzySearch

from onboard_tui.errors import OnboardError
from onboard_tui.tui.commands import EVERYWHERE, commands_on, display_key
from onboard_tui.tui.plain import MUTED, harmless, plain
from onboard_tui.tui.signs import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.command import Hits

    from onboard_tui.store.first_page import Listed
    from onboard_tui.tui.app import OnboardApp
    from onboard_tui.tui.commands import Command

MOST_INTERVIEWS = 200
"""The newest interviews that the palette looks among; the search on the home screen looks among all."""

KEY_WIDTH = 9
"""Cells for a command's key."""


class Commands(Provider):
    """Commands by title and saved interviews by customer."""

    @property
    def onboard(self) -> OnboardApp:
        """Give the app, by its own type."""
        return cast("OnboardApp", self.app)

    async def startup(self) -> None:
        """Read the newest interviews once, when the palette opens."""
        self.interviews: tuple[Listed, ...] = ()
        if not self.onboard.share:
            try:
                self.interviews = await asyncio.to_thread(self.onboard.workspace.first_page, MOST_INTERVIEWS)
            except OnboardError:
                self.interviews = ()

    def _commands(self) -> Iterator[Command]:
        place = getattr(self.screen, "place", EVERYWHERE)
        for command in commands_on(place):
            if command.id != "app.palette" and command.works(self.onboard):
                yield command

    async def discover(self) -> Hits:
        """Show all commands of this place before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(_title(command), partial(self._do, command), command.title)

    async def search(self, query: str) -> Hits:
        """Find commands and interviews by letters, in order, anywhere in them."""
        search = FuzzySearch()
        for command in self._commands():
            score, offsets = search.match(query, command.title)
            if score:
                yield Hit(score, _title(command, offsets), partial(self._do, command), command.title)
        for listed in self.interviews:
            words = harmless(listed.customer)
            score, offsets = search.match(query, words)
            if score:
                open_it = partial(self.onboard.open_interview, listed.id)
                display = (
                    Content.styled(f"{'open':<{KEY_WIDTH}}", MUTED) + _marked(words, offsets) + _about(listed)
                )
                yield Hit(score, display, open_it, words)

    async def _do(self, command: Command) -> None:
        if command.action.startswith("app."):
            await self.app.run_action(command.action)
        else:
            await self.screen.run_action(f"screen.{command.action}")


def _title(command: Command, offsets: Sequence[int] = ()) -> Content:
    """Give a command's key, and its title with the letters that fit marked."""
    key = display_key(command.keys.split(",")[0])
    return Content.styled(f"{key:<{KEY_WIDTH}}", "$accent") + _marked(command.title, offsets)


def _marked(words: str, offsets: Sequence[int]) -> Content:
    body = Content(words)
    for offset in offsets:
        body = body.stylize("bold underline", offset, offset + 1)
    return body


def _about(listed: Listed) -> Content:
    verdict = VERDICTS.get(listed.verdict)
    said = verdict.content() if verdict else Content("no verdict yet")
    return Content("  ") + said + plain(f"  {listed.done} of {listed.total}", MUTED)
