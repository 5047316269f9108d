"""The interview under the cursor of the list: where it stands, and all of what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import VERDICTS

if TYPE_CHECKING:
    from onboard_tui.store.first_page import Listed

LINES = 4
ASK_LINES = 2
"""Lines that the question to ask next may take."""


class Summary(Widget):
    """As many lines for every interview, so that the list above stays where it is."""

    DEFAULT_CSS: ClassVar[str] = f"""
    Summary {{
        height: {LINES};
    }}
    """

    listed: reactive[Listed | None] = reactive(None)

    def render(self) -> Content:
        """Give the lines; the last one that there is room for ends in an ellipsis where there is more."""
        if self.listed is None:
            return Content()
        width = max(1, self.content_size.width)
        *heading, question = in_detail(self.listed)
        asked = question.wrap(width)
        if len(asked) > ASK_LINES:
            asked[ASK_LINES - 1] = (asked[ASK_LINES - 1] + Content("…")).truncate(width, ellipsis=True)
        return Content("\n").join(
            [*(line.truncate(width, ellipsis=True) for line in heading), *asked[:ASK_LINES]]
        )


def in_detail(row: Listed) -> tuple[Content, Content, Content]:
    """Say of one interview who it is with, where it stands, and what to ask next."""
    sign = VERDICTS.get(row.verdict)
    who = one_line(row.customer, "bold") + one_line(
        f"  {row.script_title} · {row.done} of {row.total} answered", MUTED
    )
    so_far = "" if row.completed else " so far"
    rule = f", by rule {row.rule}" if row.rule else ""
    flags = "no red flag" if not row.open_flags else f"{row.open_flags} red flag{'s' * (row.open_flags > 1)}"
    stands = (sign.content() if sign else plain("no verdict yet", MUTED)) + plain(
        f"{so_far}{rule} · {flags}", MUTED
    )
    if row.next_ask:
        return who, stands, plain("Ask next  ", MUTED) + one_line(row.next_ask)
    return who, stands, plain("Everything is answered. Press d to read the contract.", MUTED)
