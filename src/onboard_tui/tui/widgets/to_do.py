"""What is due among all interviews: a few lines above the list, and none where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from onboard_tui.tui.plain import MUTED, in_cells, one_line
from onboard_tui.tui.when_due import WIDTH, when_due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.events import Click
    from textual.geometry import Size

    from onboard_tui.store.first_page import Due

TALL = 30
"""Rows of the screen from which on there is room for more of them."""
MOST_SHOWN, MOST_SHOWN_ON_A_SHORT_SCREEN = 5, 2
COUNTED = 100
"""How many are read in order to say how many more there are."""
CUSTOMER_WIDTHS = (12, 28)
SHOWS_WHO = 90
"""Cells from which on there is room for whose it is."""


class ToDo(Widget):
    """The things that are due, the oldest first."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    ToDo {
        height: auto;
    }
    """

    class Opened(Message):
        """All of them are to be seen."""

    def __init__(self, due: Sequence[Due], today: date) -> None:
        super().__init__()
        self.due = tuple(due)
        self.today = today

    def show(self, due: Sequence[Due], today: date) -> None:
        """Show other things."""
        self.due = tuple(due)
        self.today = today
        self.refresh(layout=True)

    def render(self) -> Content:
        """Give one line for each that there is room for, and one that counts the others."""
        return Content("\n").join(
            due_lines(self.due, self.today, width=self.content_size.width, most=self.most_shown)
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Take a line for each that is shown, and one for the key that shows all."""
        return min(len(self.due), self.most_shown) + 1

    @property
    def most_shown(self) -> int:
        """How many have a line of their own; a single one more is shown, not counted."""
        most = MOST_SHOWN if self.app.size.height >= TALL else MOST_SHOWN_ON_A_SHORT_SCREEN
        return most + (len(self.due) == most + 1)

    def on_click(self, event: Click) -> None:
        """Show all of them."""
        event.stop()
        self.post_message(self.Opened())


def due_lines(due: Sequence[Due], today: date, *, width: int, most: int) -> list[Content]:
    """Give the first ones in columns of exactly that width, and say how many more there are and how to see them."""
    least, widest = CUSTOMER_WIDTHS
    customers = max(least, min(widest, width // 4))
    who = 24 if width >= SHOWS_WHO else 0
    lines = []
    for each in due[:most]:
        when = when_due(each.due, today)
        cells = (
            (when.content(), WIDTH + 4),
            (one_line(each.customer, "bold"), customers),
            (one_line(each.what), width - WIDTH - 4 - customers - who),
            (one_line(each.who if each.side == "ours" else f"theirs: {each.who}", MUTED), who),
        )
        lines.append(Content("").join(in_cells(content, wide) for content, wide in cells))
    left = len(due) - most
    before = f"  and {left}{'+' * (len(due) >= COUNTED)} more: " if left > 0 else "  "
    after = " shows all" if left > 0 else " opens them"
    lines.append(Content.assemble((before, MUTED), ("t", "bold $accent"), (after, MUTED)))
    return lines
