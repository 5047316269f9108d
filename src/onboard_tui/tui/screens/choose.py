"""One choice out of a short list, on top of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from onboard_tui.tui.plain import plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.events import Key

    from onboard_tui.tui.widgets.rows import Row


class Choose(Layer[str]):
    """A list from which one row is chosen by its number, by arrows and enter, or by a click."""

    CSS_PATH = "choose.tcss"

    def __init__(self, title: str, rows: Sequence[Row], *, intro: str = "", cursor: int = 0) -> None:
        super().__init__()
        self.list_title = title
        self.rows = tuple(rows)
        self.intro = intro
        self.first = cursor

    def compose(self) -> ComposeResult:
        """Show the title and the list."""
        with Vertical(classes="box"):
            yield Static(plain(self.list_title), classes="box-title")
            if self.intro:
                yield Static(plain(self.intro), classes="muted")
            with VerticalScroll(can_focus=False):
                yield Rows(self.rows)

    def on_mount(self) -> None:
        """Put the cursor where things stand now."""
        rows = self.query_one(Rows)
        rows.focus()
        rows.cursor = self.first

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close with what was chosen."""
        event.stop()
        self.dismiss(event.key)

    def on_key(self, event: Key) -> None:
        """Choose by number."""
        if event.character is not None and event.character.isdecimal():
            choosable = [row for row in self.rows if row.choosable]
            index = int(event.character) - 1
            if 0 <= index < len(choosable):
                event.stop()
                self.dismiss(choosable[index].key)
