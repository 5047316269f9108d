"""A list of rows drawn by one widget: choices, outline, flags, findings. Long rows wrap under their own text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.events import Click
    from textual.geometry import Size

CURSOR_STYLE = "$block-cursor-foreground on $block-cursor-background"
NARROWEST_TEXT = 4
BETWEEN = -1
"""What stands for a row's number on the blank lines between rows."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what stands before the text, the text, and what stands at the right edge of its first line."""

    key: str
    lead: Content
    body: Content
    tail: Content = field(default_factory=Content)
    choosable: bool = True
    """Whether the cursor stops at it; a heading is not choosable."""


class Rows(Widget, can_focus=True):
    """Rows with a cursor, moved by arrows or by j and k, chosen by enter or a click."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="rows.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="rows.down"),
        Binding("home", "first", "First", show=False, id="rows.first"),
        Binding("end", "last", "Last", show=False, id="rows.last"),
        Binding("enter", "choose", "Choose", show=False, id="rows.choose"),
    ]
    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    Rows {
        width: 1fr;
        height: auto;
    }
    """

    cursor: reactive[int | None] = reactive(None)
    """The row that the cursor is on, counted from 0; on none at first."""

    class Chosen(Message):
        """A row was chosen by enter or by a click."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            """The list that the row is of."""
            return self.rows

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, rows: Rows, key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

        @property
        def control(self) -> Rows:
            """The list that the row is of."""
            return self.rows

    def __init__(
        self,
        rows: Sequence[Row] = (),
        *,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.rows = tuple(rows)
        self.gap = 0
        """Blank lines between rows."""
        self.always_marked = False
        """Whether the cursor is seen while the keys go elsewhere, as to a line of typing above."""
        self._laid_out: tuple[int, tuple[Row, ...], list[tuple[int, Content]]] | None = None
        self._wrapped: dict[tuple[Row, int], list[Content]] = {}
        """The lines of the rows shown, so that rows that stay are not wrapped anew."""

    def set_rows(self, rows: Sequence[Row], *, cursor: int | None = None) -> None:
        """Show other rows."""
        same_height = False
        width = self.content_size.width
        before = len(self._lines(width)) if width else None
        self.rows = tuple(rows)
        self.set_reactive(Rows.cursor, cursor)
        if width:
            same_height = len(self._lines(width)) == before
        self.refresh(layout=not same_height)
        if cursor is not None:
            self.call_after_refresh(self._bring_into_view)

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        if self.cursor is None or self.cursor >= len(self.rows):
            return None
        return self.rows[self.cursor].key

    def render(self) -> Content:
        """Give the rows, with the one under the cursor marked while keys move it."""
        width = self.content_size.width
        marked = self.cursor if self.has_focus or self.always_marked else None
        return Content("\n").join(
            line.stylize(CURSOR_STYLE) if index == marked else line for index, line in self._lines(width)
        )

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002 - Textual's signature
        """Take all the width there is."""
        return container.width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """Take as many lines as the rows wrap to."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[tuple[int, Content]]:
        known = self._laid_out
        if known is None or known[0] != width or known[1] is not self.rows:
            kept, self._wrapped = self._wrapped, {}
            lines: list[tuple[int, Content]] = []
            for index, row in enumerate(self.rows):
                if index:
                    lines += [(BETWEEN, Content())] * self.gap
                broken = kept.get((row, width)) or wrapped(row, max(1, width))
                self._wrapped[row, width] = broken
                lines += [(index, line) for line in broken]
            known = self._laid_out = (width, self.rows, lines)
        return known[2]

    def watch_cursor(self) -> None:
        """Show where the cursor is and say so."""
        if self.key is not None:
            self._bring_into_view()
            self.post_message(self.Moved(self, self.key))

    def _bring_into_view(self) -> None:
        lines = [
            y for y, (index, _) in enumerate(self._lines(self.content_size.width)) if index == self.cursor
        ]
        if not lines:
            return
        is_first = not any(row.choosable for row in self.rows[: self.cursor])
        top = 0 if is_first else lines[0]
        region = Region(0, top, self.content_size.width, lines[-1] + 1 - top)
        inner: Widget = self
        for outer in self.ancestors:
            if not isinstance(outer, Widget):
                return
            region = region.translate(inner.virtual_region.offset + inner.gutter.top_left)
            if outer.allow_vertical_scroll:
                outer.scroll_to_region(region, animate=False, force=True)
                return
            inner = outer

    def action_move(self, step: int) -> None:
        """Go up or down to the next row that can be chosen."""
        at = self.cursor
        if at is None:
            at = -1 if step > 0 else len(self.rows)
        at += step
        while 0 <= at < len(self.rows) and not self.rows[at].choosable:
            at += step
        if 0 <= at < len(self.rows):
            self.cursor = at

    def turn(self, way: int) -> None:
        """Scroll what holds the list by what is seen; the cursor comes along to a row that is seen then."""
        outer = self.parent
        if not isinstance(outer, Widget):
            return
        height = outer.scrollable_content_region.height
        outer.scroll_relative(y=way * max(1, height - 2), animate=False, force=True, immediate=True)
        top = outer.scroll_offset.y - self.virtual_region.y
        lines = self._lines(self.content_size.width)
        seen = dict.fromkeys(index for index, _ in lines[max(0, top) : max(0, top + height)])
        rows = [index for index in seen if index != BETWEEN and self.rows[index].choosable]
        if rows and self.cursor not in rows:
            self.set_reactive(Rows.cursor, rows[0] if way > 0 else rows[-1])
            self.refresh()
            self.post_message(self.Moved(self, self.rows[rows[0]].key))

    def show_from(self, first: int) -> None:
        """Put the cursor on the first row that can be chosen from a row on, and that row at the top of what is seen."""
        at = next((at for at, row in enumerate(self.rows) if at >= first and row.choosable), None)
        if at is None:
            return
        self.set_reactive(Rows.cursor, at)
        self.refresh()
        lines = self._lines(self.content_size.width)
        top = next(y for y, (index, _) in enumerate(lines) if index == first)
        if isinstance(self.parent, Widget):
            self.parent.scroll_to(y=self.virtual_region.y + top, animate=False, force=True)
        self.post_message(self.Moved(self, self.rows[at].key))

    def action_first(self) -> None:
        """Go to the first row."""
        self.set_reactive(Rows.cursor, None)
        self.action_move(1)

    def action_last(self) -> None:
        """Go to the last row."""
        self.set_reactive(Rows.cursor, None)
        self.action_move(-1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_focus(self) -> None:
        """Show the cursor as soon as keys move it."""
        if self.cursor is None and self.rows:
            self.enter_rows()

    def enter_rows(self) -> None:
        """Put the cursor on the first row when the list gets the focus without one."""
        self.action_move(1)

    def on_click(self, event: Click) -> None:
        """Choose the row that was clicked."""
        offset = event.get_content_offset(self)
        lines = self._lines(self.content_size.width)
        if offset is None or offset.y >= len(lines):
            return
        event.stop()
        index = lines[offset.y][0]
        if index != BETWEEN and self.rows[index].choosable:
            self.cursor = index
            self.action_choose()


def wrapped(row: Row, width: int) -> list[Content]:
    """Give the lines of a row: the text wrapped behind its lead, the tail at the right of the first line."""
    indent = row.lead.cell_length
    tail = row.tail.cell_length + 1 if row.tail else 0
    room = max(NARROWEST_TEXT, width - indent - tail)
    texts = row.body.wrap(room) or [Content()]
    lines = []
    for number, text in enumerate(texts):
        lead = row.lead if number == 0 else Content(" " * indent)
        line = lead + text.rstrip_end(room)
        if number == 0 and tail:
            line = line.pad_right(max(0, width - line.cell_length - tail)) + Content(" ") + row.tail
        lines.append(line.pad_right(max(0, width - line.cell_length)))
    return lines
