"""Takes the colours away where the theme has only the terminal's own, whose shades of grey nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

PLAIN = Style(color="default", bgcolor="default")
REVERSED = PLAIN + Style(reverse=True)


class WithoutColour(LineFilter):
    """Leaves bold, underlined and reversed; what had a background, such as the cursor's row, is reversed."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """Give the segments in the terminal's two plain colours."""
        return [
            Segment(text, None if style is None else style + _plain(style), control)
            for text, style, control in segments
        ]


def _plain(style: Style) -> Style:
    has_background = style.bgcolor is not None and not style.bgcolor.is_default
    return REVERSED if has_background else PLAIN


WITHOUT_COLOUR = WithoutColour()
