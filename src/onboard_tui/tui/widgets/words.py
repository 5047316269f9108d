"""The field for an answer in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.actions import SkipAction
from textual.widget import Widget
from textual.widgets import TextArea

from onboard_tui.text import clean
from onboard_tui.tui.plain import tell

if TYPE_CHECKING:
    from textual.events import Key, Paste
    from textual.geometry import Region
    from textual.strip import Strip

NEW_LINE_KEYS = frozenset({"ctrl+j", "shift+enter", "alt+enter"})
"""Terminals send the first for the others, or cannot tell them from enter."""


class Words(TextArea):
    """A text area in which enter is left to the screen, which saves."""

    DEFAULT_CSS: ClassVar[str] = """
    Words {
        height: auto;
        min-height: 5;
        max-height: 14;
    }
    Words.-one-line {
        min-height: 3;
    }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, soft_wrap=True, tab_behavior="focus", show_line_numbers=False, compact=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.highlight_cursor_line = False
        self._styled_for: object = None
        self.one_line = False
        """Whether the answer is one line, however long."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render, and work the styles out only when they may have changed, not for each letter."""
        circumstances = (self.app.theme, self.has_focus, self.screen.is_active, self.app.app_focus)
        if circumstances == self._styled_for:
            return Widget.render_lines(self, crop)
        self._styled_for = circumstances
        return super().render_lines(crop)

    async def _on_key(self, event: Key) -> None:
        """Leave enter to the screen, and begin a new line with the keys that are free for it."""
        if event.key == "enter":
            event.prevent_default()
        elif event.key in NEW_LINE_KEYS:
            event.stop()
            event.prevent_default()
            if not self.one_line:
                self.insert("\n")

    async def _on_paste(self, event: Paste) -> None:
        """Take all of a paste, on one line where the answer is one, and say what was changed."""
        event.stop()
        event.prevent_default()
        cleaned = clean(event.text)
        words = cleaned.text
        if self.one_line and len(words.strip().splitlines()) > 1:
            words = " ".join(words.split())
            tell(self, "The lines that you pasted were joined into one.")
        if cleaned.removed:
            tell(self, "Left out of what you pasted: " + ", ".join(cleaned.removed) + ".")
        self.move_cursor(self.replace(words, *self.selection).end_location)

    def action_undo(self) -> None:
        """Take back typing first; where there is none, leave the key to the interview."""
        before = self.text
        super().action_undo()
        if self.text == before:
            raise SkipAction

    def action_redo(self) -> None:
        """Give typing again first; where there is none, leave the key to the interview."""
        before = self.text
        super().action_redo()
        if self.text == before:
            raise SkipAction
