"""The bottom line: the most useful keys of this screen, as many as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from onboard_tui.tui.commands import MOST_HINTS, hints_on

if TYPE_CHECKING:
    from textual.events import Click

    from onboard_tui.tui.app import OnboardApp
    from onboard_tui.tui.commands import Command

GAP = "   "


class KeyHints(Widget):
    """Up to six commands with their keys; a click on one does it."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    KeyHints {
        dock: bottom;
        width: 1fr;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
    }
    """

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        """The screen whose commands are shown."""

    def on_mount(self) -> None:
        """Follow what is focused and whether the screen is shared, for both change what the keys do."""
        self.watch(self.screen, "focused", self.changed)
        self.watch(self.app, "share", self.changed)

    def changed(self) -> None:
        """Show the keys anew."""
        self.refresh()

    @property
    def typing(self) -> bool:
        """Whether letters go into a text field at this moment."""
        focused = self.screen.focused
        return focused is not None and focused.check_consume_key("d", "d")

    def render(self) -> Content:
        """Give as many hints as the width holds, most useful first."""
        app = cast("OnboardApp", self.app)
        shown: list[Content] = []
        room = self.content_size.width
        for command in hints_on(self.place, app)[:MOST_HINTS]:
            hint = self._hint(command)
            needed = hint.cell_length + (len(GAP) if shown else 0)
            if needed > room:
                break
            room -= needed
            shown.append(hint)
        return Content(GAP).join(shown)

    def _hint(self, command: Command) -> Content:
        action = command.action if command.action.startswith("app.") else f"screen.{command.action}"
        words = command.hint or command.title.lower()
        hint = Content.assemble(
            (command.shown_key(typing=self.typing), "bold $footer-key-foreground"), " ", words
        )
        return hint.stylize(Style.from_meta({"command": action}))

    async def on_click(self, event: Click) -> None:
        """Do what was clicked."""
        action = event.style.meta.get("command")
        if action is not None:
            event.stop()
            await self.run_action(action)
