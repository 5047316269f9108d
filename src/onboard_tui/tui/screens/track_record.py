"""What became of the deals that went ahead, and how well the verdicts foretold it; for the seller only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.widgets import Static

from onboard_tui.errors import OnboardError
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import plain
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.workspace import Workspace


class TrackRecordScreen(OnboardScreen):
    """One list, the number that matters first."""

    place: ClassVar[str] = "track_record"
    private: ClassVar[bool] = True
    CSS_PATH = "track_record.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("track_record")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="track-record-body"):
            yield Static(id="track-record-trouble")
            yield Figures()
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Count in a thread; the arrows scroll."""
        super().on_mount()
        self.query_one(TopLine).heading = Heading("Track record")
        self.query_one("#track-record-trouble").display = False
        self.query_one("#track-record-body").focus()
        self.run_worker(self._count(), group="count", exclusive=True)

    def share_changed(self) -> None:
        """Close: none of it is for a customer."""
        if self.onboard.share:
            self.query_one("#track-record-body").display = False
            self.dismiss()

    async def _count(self) -> None:
        try:
            rows = await asyncio.to_thread(counted_rows, self.workspace)
        except OnboardError as error:
            trouble = self.query_one("#track-record-trouble", Static)
            trouble.update(plain(str(error), "$text-error"))
            trouble.display = True
        else:
            self.query_one(Figures).set_rows(rows)

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Figures).turn(way)


class Figures(Rows, can_focus=False):
    """Rows that are only read."""


def counted_rows(workspace: Workspace) -> list[Row]:
    """Read all decided deals and give what they say. Raises `StoreError`."""
    from onboard_tui.tui.track_record import track_record_rows

    return list(track_record_rows(workspace.track_record()))
