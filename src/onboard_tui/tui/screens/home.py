"""The list of saved interviews, from which one is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from onboard_tui.tui.plain import plain
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.widgets.key_hints import KeyHints

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from onboard_tui.workspace import Workspace


class HomeScreen(OnboardScreen):
    """Saved interviews, newest first."""

    place: ClassVar[str] = "home"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace

    def compose(self) -> ComposeResult:
        """Show the first page."""
        page = self.workspace.first_page()
        yield OptionList(*(Option(plain(each.customer), id=each.id) for each in page))
        yield KeyHints(self.place)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Open the interview that was chosen."""
        if event.option_id is not None:
            self.onboard.open_interview(event.option_id)
