"""What happened since the interview was opened, and what was left untouched; for the seller only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.judgement.lines import FLAG
from onboard_tui.tui.plain import MUTED, plain
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.sitting import sitting_rows
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine, where_it_stands

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.workspace.open_interview import OpenInterview

NOTHING = "Nothing was recorded in this sitting yet."


class SittingScreen(OnboardScreen):
    """The seller's own summary."""

    place: ClassVar[str] = "sitting"
    private: ClassVar[bool] = True
    CSS_PATH = "sitting.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("sitting")]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="sitting-body", can_focus=False):
            yield Rows()
            yield Static(plain(NOTHING, MUTED), id="sitting-nothing")
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Begin with what was left untouched, or at the top."""
        super().on_mount()
        self.show_sitting()
        self.query_one(Rows).focus()

    def share_changed(self) -> None:
        """Close: nothing of this is for the customer."""
        if self.onboard.share:
            self.query_one("#sitting-body").display = False
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Show how things stand now."""
        if self.is_mounted and self.query(Rows):
            self.show_sitting()

    def show_sitting(self) -> None:
        """Sum up the sitting as it is now."""
        rows = sitting_rows(self.opened, self.onboard.sittings.get(self.opened.id, 0))
        first = next((place for place, row in enumerate(rows) if row.choosable), None)
        self.query_one(Rows).set_rows(rows, cursor=first)
        self.query_one("#sitting-nothing").display = not rows
        titles = (self.opened.script.title, "This sitting")
        verdict, lead = where_it_stands(self.opened)
        self.query_one(TopLine).heading = Heading(self.opened.customer, titles, verdict=verdict, lead=lead)

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Rows).turn(way)

    def action_open(self) -> None:
        """Do what the row under the cursor is for."""
        self.query_one(Rows).action_choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the words that steer for a flag, or go to a question."""
        event.stop()
        kind, name, *_ = event.key.split(":")
        if kind == FLAG:
            self.onboard.show_flag(name)
        else:
            self.onboard.show_question(name)
