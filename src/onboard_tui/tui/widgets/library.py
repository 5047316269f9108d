"""The list of saved interviews: one widget that draws only the lines that are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from onboard_tui.tui.plain import MUTED, in_cells, one_line
from onboard_tui.tui.signs import CAME_TO, DECISIONS, VERDICTS
from onboard_tui.tui.when_due import when_due

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from textual.binding import BindingType
    from textual.events import Click

    from onboard_tui.store.first_page import Listed

CURSOR_STYLE = "$block-cursor-foreground on $block-cursor-background"
QUIET_CURSOR_STYLE = "on $panel"
NEAR_THE_END = 10
"""How many rows from the end the next page is asked for."""

VERDICT_WIDTH = 16
DONE_WIDTH = 7
TOUCHED_WIDTH = 10
SCRIPT_WIDTH = 28
CUSTOMER_WIDTHS = (12, 30)
NARROW = 66
"""Cells below which what to ask next has no column; it stands below the list."""
WIDE = 110
"""Cells from which on the script's title has a column."""

ALL_ASKED = "all answered"
NOTHING_DUE = "nothing due"
DAYS_IN_WORDS = 14
"""Days after which the date says more than their number."""


class Columns(Widget):
    """The titles of the columns."""

    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    Columns {
        height: 1;
        margin-bottom: 1;
    }
    """

    def render(self) -> Content:
        """Give the titles where the cells of the rows begin."""
        titles = (Content(title) for title in ("Customer", "Script", "Verdict", "Done", "Next", "Touched"))
        return _in_columns(*titles, width=self.content_size.width).stylize(MUTED)


class Library(ScrollView, can_focus=True):
    """Saved interviews, newest first, with a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Up", show=False, id="library.up"),
        Binding("down,j", "move(1)", "Down", show=False, id="library.down"),
        Binding("pageup", "turn(-1)", "Page up", show=False, id="library.page_up"),
        Binding("pagedown", "turn(1)", "Page down", show=False, id="library.page_down"),
        Binding("home", "first", "First", show=False, id="library.first"),
        Binding("end", "last", "Last", show=False, id="library.last"),
        Binding("enter", "choose", "Open", show=False, id="library.open"),
    ]
    ALLOW_SELECT: ClassVar[bool] = False
    DEFAULT_CSS: ClassVar[str] = """
    Library {
        height: 1fr;
        background: transparent;
    }
    """

    cursor: reactive[int] = reactive(0)
    """The row that the cursor is on, counted from 0."""

    class Chosen(Message):
        """An interview was chosen by enter or a double click."""

        def __init__(self, interview_id: str) -> None:
            super().__init__()
            self.interview_id = interview_id

    class Moved(Message):
        """The cursor is on another row, or the rows are others."""

    class NearTheEnd(Message):
        """The last row that is loaded comes near."""

    def __init__(self, rows: Sequence[Listed], now: datetime, today: date) -> None:
        super().__init__()
        self.rows: list[Listed] = list(rows)
        self.now = now
        """The moment from which "2 h ago" is counted."""
        self.today = today
        """The day from which "3 d overdue" is counted."""
        self.virtual_size = Size(0, len(self.rows))

    @property
    def current(self) -> Listed | None:
        """The interview under the cursor."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Listed], now: datetime, today: date, *, at: str | None = None) -> None:
        """Show other rows; the cursor goes to an interview, or stays on its own; to the first row where it is gone."""
        kept = at or (self.current.id if self.current else None)
        self.rows = list(rows)
        self.now, self.today = now, today
        self.virtual_size = Size(0, len(self.rows))
        place = next((place for place, row in enumerate(self.rows) if row.id == kept), 0)
        self.set_reactive(Library.cursor, place)
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved())

    def extend(self, rows: Sequence[Listed]) -> None:
        """Add the next page."""
        self.rows.extend(rows)
        self.virtual_size = Size(0, len(self.rows))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the list."""
        width = self.size.width
        place = y + self.scroll_offset.y
        if place >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        line = listed_line(self.rows[place], self.now, self.today, width)
        if place == self.cursor:
            line = line.stylize(CURSOR_STYLE if self.has_focus else QUIET_CURSOR_STYLE)
        # Already one line of the right width: it needs no wrapping, which would take most of the first frame's time.
        parts = line.render(self.visual_style, "", parse_style=self._get_style)
        return Strip([Segment(text, style.rich_style) for text, style in parts], width)

    def watch_cursor(self) -> None:
        """Show the row under the cursor, and ask for more rows in time."""
        self._bring_into_view()
        self.refresh()
        self.post_message(self.Moved())
        self._ask_for_more()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Ask for more rows in time when the wheel turns."""
        super().watch_scroll_y(old_value, new_value)
        self._ask_for_more()

    @property
    def near_the_end(self) -> bool:
        """Whether the cursor or what is seen is near the last row that is loaded."""
        reached = max(self.cursor, self.scroll_offset.y + self.size.height)
        return bool(self.rows) and reached >= len(self.rows) - NEAR_THE_END

    def _ask_for_more(self) -> None:
        if self.near_the_end:
            self.post_message(self.NearTheEnd())

    def on_focus(self) -> None:
        """Show where the keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that the keys go elsewhere."""
        self.refresh()

    def _bring_into_view(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def action_move(self, step: int) -> None:
        """Go some rows up or down."""
        self.cursor = max(0, min(len(self.rows) - 1, self.cursor + step))

    def action_turn(self, step: int) -> None:
        """Go a screenful up or down."""
        self.action_move(step * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the newest interview."""
        self.cursor = 0

    def action_last(self) -> None:
        """Go to the last row that is loaded."""
        self.cursor = max(0, len(self.rows) - 1)

    def action_choose(self) -> None:
        """Open the interview under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self.current.id))

    def on_click(self, event: Click) -> None:
        """Go to the row that was clicked; open it with the second click."""
        place = event.y + self.scroll_offset.y
        if place < len(self.rows):
            event.stop()
            self.cursor = place
            if event.chain > 1:
                self.action_choose()


def listed_line(row: Listed, now: datetime, today: date, width: int) -> Content:
    """Give one interview as a line of exactly that width."""
    return _in_columns(
        one_line(row.customer, "bold"),
        one_line(row.script_title, MUTED),
        judged(row),
        Content(f"{row.done}/{row.total}"),
        following(row, today),
        Content.styled(touched(row.updated_at, now), MUTED),
        width=width,
    )


def judged(row: Listed) -> Content:
    """Give the verdict, then the decision, with the verdict's sign before it where they differ, then what came of it."""
    verdict, decision, came_to = (
        VERDICTS.get(row.verdict),
        DECISIONS.get(row.decision),
        CAME_TO.get(row.outcome),
    )
    if came_to is not None:
        return came_to.content()
    if decision is None:
        return verdict.content() if verdict else Content.styled("none yet", MUTED)
    if verdict is None or row.verdict == row.decision:
        return decision.content()
    return verdict.sign() + Content.styled(" but ", MUTED) + decision.content()


def following(row: Listed, today: date) -> Content:
    """Give what is next: what is due, once its day has come or nothing is left to ask; else the next question."""
    if row.next_due is not None and (row.next_due <= today or row.decision in DECISIONS or not row.next_ask):
        when = when_due(row.next_due, today)
        return when.sign() + one_line(f" {row.next_due_what}")
    if row.decision in DECISIONS:
        return Content.styled(NOTHING_DUE, MUTED)
    return one_line(row.next_ask) if row.next_ask else Content.styled(ALL_ASKED, MUTED)


def _in_columns(
    customer: Content,
    script: Content,
    verdict: Content,
    done: Content,
    following: Content,
    when: Content,
    *,
    width: int,
) -> Content:
    """Put cells beside each other; script and what to ask next have none where there is no room."""
    script_width = SCRIPT_WIDTH if width >= WIDE else 0
    rest = width - script_width - VERDICT_WIDTH - DONE_WIDTH - TOUCHED_WIDTH - 3
    least, most = CUSTOMER_WIDTHS
    customer_width = max(least, rest if width < NARROW else min(most, rest // 2))
    return Content("").join(
        (
            Content(" "),
            in_cells(customer, customer_width),
            in_cells(script, script_width),
            in_cells(verdict, VERDICT_WIDTH),
            in_cells(done, DONE_WIDTH),
            in_cells(following, rest - customer_width),
            Content(" " * (1 + TOUCHED_WIDTH - when.cell_length)),
            when,
            Content(" "),
        )
    )


def touched(at: datetime, now: datetime) -> str:
    """Say how long ago something was: `now`, `5 min`, `2 h`, `yesterday`, `3 d`, then the date."""
    seconds = (now - at).total_seconds()
    days = (now.astimezone().date() - at.astimezone().date()).days
    if days > DAYS_IN_WORDS or days < 0:
        return f"{at.astimezone():%Y-%m-%d}"
    if days > 1:
        return f"{days} d"
    if days == 1:
        return "yesterday"
    if seconds < 60:
        return "now"
    return f"{int(seconds // 60)} min" if seconds < 3600 else f"{int(seconds // 3600)} h"
