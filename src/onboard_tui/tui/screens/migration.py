"""What moving to a newer version of the script would change, before it is done; for the seller only."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from onboard_tui.errors import OnboardError
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.migration import migration_rows
from onboard_tui.tui.plain import tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.screens.form import in_words
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.workspace.open_interview import OpenInterview
    from onboard_tui.workspace.script_in_hand import MigrationPreview


class MigrationScreen(OnboardScreen):
    """One list to be read, then enter or esc."""

    place: ClassVar[str] = "migration"
    private: ClassVar[bool] = True
    CSS_PATH = "migration.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("migration")]

    def __init__(self, opened: OpenInterview, *, preview: MigrationPreview) -> None:
        """Show what was worked out for an open interview."""
        super().__init__()
        self.opened = opened
        self.preview = preview
        self._moving = False
        """Whether enter was pressed; it is taken once."""

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="migration-body"):
            yield Changes(list(migration_rows(self.preview)))
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        super().on_mount()
        titles = (self.opened.script.title, "Newer version")
        self.query_one(TopLine).heading = Heading(self.opened.customer, titles)
        self.query_one("#migration-body").focus()

    def share_changed(self) -> None:
        """Close: none of it is for a customer."""
        if self.onboard.share:
            self.query_one("#migration-body").display = False
            self.dismiss()

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Changes).turn(way)

    def action_apply(self) -> None:
        """Move to the newer script."""
        if not self._moving:
            self._moving = True
            self.run_worker(self._apply(), group="save")

    async def _apply(self) -> None:
        """Move in a thread; where another window was faster, what stands here may be wrong, so it closes in any case."""
        try:
            recording = await asyncio.to_thread(self.opened.migrate, self.preview.after.script)
        except OnboardError as error:
            tell(self, await in_words(error, self.opened.read_again), severity="error")
        else:
            tell(self, f"Moved: {recording.line}. ctrl+z takes it back.")
        self.dismiss()


class Changes(Rows, can_focus=False):
    """Rows that are only read."""
