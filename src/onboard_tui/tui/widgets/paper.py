"""A long text in passages, such as a contract: one widget that draws only the lines that are seen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from onboard_tui.tui.paper_lines import GUTTER, Shown, text_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Click, Resize

BAR = Content.styled("▌", "$accent")
BAR_CELLS = 2
WIDEST_TEXT = 96
"""Cells beyond which lines are too long to read."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of the text that keys work on as one."""

    key: str
    blocks: tuple[Shown, ...]
    note: Content | None = None
    """A line above it."""
    numbered: bool = False
    """Whether room is left for numbers."""


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The lines of a text for one width."""

    width: int
    lines: tuple[Content, ...]
    starts: tuple[int, ...]
    """The first line of each passage."""


def lay_out(passages: Sequence[Passage], width: int) -> LaidOut:
    """Wrap passages, a blank line between two; this is what takes time, and may be done in a thread."""
    room = max(2 * GUTTER, min(WIDEST_TEXT, width - BAR_CELLS))
    lines: list[Content] = []
    starts = []
    for passage in passages:
        starts.append(len(lines))
        if passage.note is not None:
            lines.append(passage.note)
        lines += text_lines(passage.blocks, room, GUTTER if passage.numbered else 0)
        lines.append(Content())
    return LaidOut(width, tuple(lines), tuple(starts))


class Paper(ScrollView, can_focus=True):
    """Passages below each other; the one that keys work on has a bar at its side."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("k", "scroll_up", "Up", show=False, id="paper.up"),
        Binding("j", "scroll_down", "Down", show=False, id="paper.down"),
    ]
    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    Paper {
        width: 1fr;
        height: 1fr;
        background: transparent;
        overflow-y: scroll;
    }
    """

    class Moved(Message):
        """Another passage is the current one, because of scrolling or a click."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.passages: tuple[Passage, ...] = ()
        self.current = 0
        """Place of the passage that keys work on."""
        self.laid_out = LaidOut(0, (), ())

    @property
    def text_width(self) -> int:
        """The cells that a line has."""
        return self.scrollable_content_region.width

    def show(self, passages: Sequence[Passage], laid_out: LaidOut, key: str) -> None:
        """Show a text that was laid out before, with one passage on top."""
        self.passages = tuple(passages)
        if laid_out.width != self.text_width and self.text_width:
            laid_out = lay_out(passages, self.text_width)
        self._take(laid_out)
        self.go(key)

    def _take(self, laid_out: LaidOut) -> None:
        self.laid_out = laid_out
        self.virtual_size = Size(laid_out.width, len(laid_out.lines))
        self.refresh()

    def go(self, key: str) -> None:
        """Make a passage the current one, and show it from its first line."""
        self.current = next((place for place, each in enumerate(self.passages) if each.key == key), 0)
        if self.laid_out.starts:
            self.scroll_to(y=self.laid_out.starts[self.current], animate=False, force=True, immediate=True)
        self.refresh()

    def page(self, way: int) -> None:
        """Go on, or back, by what is shown, less a line."""
        step = max(1, self.scrollable_content_region.height - 1)
        self.scroll_to(y=self.scroll_offset.y + way * step, animate=False, force=True, immediate=True)

    def on_resize(self, event: Resize) -> None:  # noqa: ARG002 - Textual's signature
        """Wrap the text anew where the width changed; the current passage stays in view."""
        if self.passages and self.text_width not in {0, self.laid_out.width}:
            self._take(lay_out(self.passages, self.text_width))
            self.go(self.passages[self.current].key)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the text."""
        width = self.size.width
        place = y + self.scroll_offset.y
        if place >= len(self.laid_out.lines):
            return Strip.blank(width, self.rich_style)
        line = self.laid_out.lines[place]
        first = self.laid_out.starts[self.current]
        bar = first <= place < self._end(self.current) - 1
        text = (BAR if bar else Content(" ")) + Content(" ") + line
        return Visual.to_strips(self, text, width, 1, self.visual_style)[0]

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Take the passage that is read now as the current one, once the other's first line left the screen."""
        super().watch_scroll_y(old_value, new_value)
        top = int(new_value)
        if not self.passages or top <= self._start < top + self.scrollable_content_region.height:
            return
        self._become(bisect_right(self.laid_out.starts, top) - 1)

    @property
    def _start(self) -> int:
        return self.laid_out.starts[self.current]

    def _end(self, passage: int) -> int:
        after = self.laid_out.starts[passage + 1 : passage + 2]
        return after[0] if after else len(self.laid_out.lines)

    def _become(self, place: int) -> None:
        if place != self.current:
            self.current = place
            self.refresh()
            self.post_message(self.Moved(self.passages[place].key))

    def on_click(self, event: Click) -> None:
        """Make the passage that was clicked the current one."""
        line = event.y + self.scroll_offset.y
        if line < len(self.laid_out.lines):
            event.stop()
            self._become(bisect_right(self.laid_out.starts, line) - 1)
