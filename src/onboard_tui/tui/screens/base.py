"""What the screens of the app have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual.screen import ModalScreen, Screen

from onboard_tui.tui.commands import COMMANDS, EVERYWHERE

if TYPE_CHECKING:
    from onboard_tui.tui.app import OnboardApp

Answer = TypeVar("Answer")


class OnboardScreen(Screen[None]):
    """A full screen; its keys come from the table of commands, under the name of its place."""

    place: ClassVar[str] = EVERYWHERE
    """Its name in the table of commands."""
    private: ClassVar[bool] = False
    """Whether all of it is for the seller only; share mode closes it."""

    @property
    def onboard(self) -> OnboardApp:
        """Give the app, by its own type."""
        return cast("OnboardApp", self.app)

    def on_mount(self) -> None:
        """Begin as shared as the app is."""
        self.set_class(self.onboard.share, "-shared")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """Refuse what share mode takes away, or what makes no sense now."""
        return all(
            command.works(self.onboard)
            for command in COMMANDS
            if self.place in command.screens and command.action.split("(")[0] == action
        )

    def keep_typing(self) -> None:
        """Keep what is typed but not saved; called before the app ends, in whatever way it ends."""

    def share_changed(self) -> None:
        """Show or take away what is private; called after share mode was switched."""


class Layer(ModalScreen[Answer | None]):
    """Something on top of a screen that `esc` closes without an answer."""

    place: ClassVar[str] = "layer"
    """What the help calls it."""
    BINDINGS: ClassVar = [
        ("escape", "close", "Close"),
        # The app's own key does not reach what stands on top of a screen.
        ("f1", "explain", "Help"),
    ]
    HOW_TO_CLOSE: ClassVar = "esc closes"
    """Said at the edge of a box that has no button for it."""

    @property
    def onboard(self) -> OnboardApp:
        """Give the app, by its own type."""
        return cast("OnboardApp", self.app)

    def action_close(self) -> None:
        """Close without an answer."""
        self.dismiss(None)

    def action_explain(self) -> None:
        """Explain what is on top."""
        self.onboard.open_help()
