"""One choice out of a short list, on top of a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.interview.progress import progress_by_pass
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.events import Key

    from onboard_tui.tui.walk import Walk


class Choose(Layer[str]):
    """A list from which one row is chosen by its number, by arrows and enter, or by a click."""

    CSS_PATH = "choose.tcss"

    def __init__(
        self,
        title: str,
        rows: Sequence[Row],
        *,
        intro: str = "",
        cursor: int = 0,
        about: Mapping[str, str] | None = None,
    ) -> None:
        """Take the rows; `about` says more on each, by its key, and is read while the cursor is on it."""
        super().__init__()
        self.list_title = title
        self.rows = tuple(rows)
        self.intro = intro
        self.first = cursor
        self.about = about or {}

    def compose(self) -> ComposeResult:
        """Show the title and the list."""
        with Vertical(classes="box") as box:
            box.border_subtitle = self.HOW_TO_CLOSE
            yield Static(plain(self.list_title), classes="box-title")
            if self.intro:
                yield Static(plain(self.intro), classes="muted")
            with VerticalScroll(can_focus=False):
                yield Rows(self.rows)
            if self.about:
                yield Static(classes="about")

    def on_mount(self) -> None:
        """Put the cursor where things stand now."""
        rows = self.query_one(Rows)
        rows.focus()
        rows.cursor = self.first

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Say more on the row that the cursor came to."""
        event.stop()
        if self.about:
            self.query_one(".about", Static).update(plain(self.about[event.key]))

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


def choose_pass(walk: Walk) -> Choose:
    """Ask which conversation is being had."""
    passes = [each for each in walk.opened.script.passes if not (walk.shared and each.private)]
    walked = progress_by_pass(walk.opened.standing)
    rows = [
        Row(
            each.id,
            Content.styled(f" {number} ", "$accent"),
            one_line(each.title) + one_line(f"  {each.with_whom}" if each.with_whom else "", MUTED),
            Content.styled(f"{walked[each.id].done}/{walked[each.id].total}", MUTED),
        )
        for number, each in enumerate(passes, start=1)
    ]
    here = next((place for place, each in enumerate(passes) if each.id == walk.pass_id), 0)
    return Choose("Which conversation is this?", rows, cursor=here)
