"""The line that says that the customer is looking."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

SHARED = Content(" SHARED   The customer may look at this screen.")
NOT_SHARED = Content()


class ShareBanner(Static):
    """Shown at the top of every screen in share mode."""

    DEFAULT_CSS: ClassVar[str] = """
    ShareBanner {
        display: none;
        height: 1;
        background: $accent;
        color: $background;
        text-style: bold;
        text-wrap: nowrap;
        text-overflow: ellipsis;
    }
    ShareBanner.-shown { display: block; }
    """

    def on_mount(self) -> None:
        """Follow share mode."""
        self.watch(self.app, "share", self._share_changed)

    def _share_changed(self, share: bool) -> None:  # noqa: FBT001 - Textual's signature
        self.update(SHARED if share else NOT_SHARED)
        self.set_class(share, "-shown")
