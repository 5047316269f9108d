"""A field for a few words on one line, in which nothing pasted is lost silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import Input

from onboard_tui.text import clean
from onboard_tui.tui.plain import tell

if TYPE_CHECKING:
    from textual.events import Paste


class OneLine(Input):
    """An input without limits of its own: what is typed is understood, and refused, elsewhere."""

    DEFAULT_CSS: ClassVar[str] = """
    OneLine {
        width: 1fr;
    }
    """

    def _on_paste(self, event: Paste) -> None:
        """Put a paste of several lines on one line, and say so."""
        event.stop()
        event.prevent_default()
        cleaned = clean(event.text)
        words = " ".join(cleaned.text.split())
        self.replace(words, *self.selection)
        if len(cleaned.text.strip().splitlines()) > 1:
            tell(self, "The lines that you pasted were joined into one.")
        if cleaned.removed:
            tell(self, "Left out of what you pasted: " + ", ".join(cleaned.removed) + ".")
