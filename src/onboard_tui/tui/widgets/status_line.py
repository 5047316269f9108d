"""The line that says what the last key did."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from onboard_tui.tui.plain import one_line


class StatusLine(Static):
    """One sentence above the keys: saved, and what it changed; or what went wrong."""

    DEFAULT_CSS: ClassVar[str] = """
    StatusLine {
        height: auto;
        max-height: 3;
        min-height: 1;
        padding: 0 1;
        background: $surface;
        color: $text-muted;
    }
    """

    def say(self, sentence: str) -> None:
        """Say something that is neither good nor bad."""
        self.update(one_line(sentence))

    def saved(self, changed: str, done: str = "saved") -> None:
        """Say that something is saved for good, in the word for what was done, and what it changed."""
        self.update(Content.assemble((f"✓ {done}", "$text-success"), "   ", one_line(changed)))

    def trouble(self, sentence: str) -> None:
        """Say what went wrong and what to do."""
        self.update(one_line(f"! {sentence}", "bold $text-error"))
