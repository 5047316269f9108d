"""The list of saved interviews: what is there, what to ask next, and a search in everything said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from onboard_tui.errors import OnboardError
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import MUTED, one_line, plain, tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.signs import VERDICTS
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.library import Library, heading_line
from onboard_tui.tui.widgets.share_banner import ShareBanner

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.store.first_page import Listed
    from onboard_tui.store.rows import Cursor
    from onboard_tui.workspace import Workspace

PAGE = 50
"""Interviews read at a time."""

EMPTY = "No interviews yet. Press n to start one, or leave and run `onboard-tui demo` to look around."
NOTHING_FITS = "No interview fits the filter. Press f or o to change it."
SHARED = "The list of interviews is hidden while the screen is shared. Press F6 to show it again."


class HomeScreen(OnboardScreen):
    """Saved interviews, newest first."""

    place: ClassVar[str] = "home"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("home")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.verdict: str | None = None
        """The verdict that the list is filtered by."""
        self.open_only = False
        self._after: Cursor | None = None
        self._more = True
        """Whether there may be rows beyond those that are loaded."""
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """Show the first page at once; everything else comes when it is asked for."""
        rows = self._first_rows()
        yield Static(id="home-title")
        yield ShareBanner()
        with Vertical(id="home-list"):
            yield Static(id="home-columns")
            yield Library(rows, self.workspace.clock())
            yield Static(id="home-empty")
        yield Static(id="home-details")
        yield KeyHints(self.place)

    def _first_rows(self) -> tuple[Listed, ...]:
        try:
            rows = self.workspace.first_page(PAGE)
        except OnboardError as error:
            self._trouble = str(error)
            return ()
        self._more = len(rows) == PAGE
        return rows

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.library.focus()
        self.show_around()

    @property
    def library(self) -> Library:
        """The list."""
        return self.query_one(Library)

    def on_resize(self, _event: events.Resize) -> None:
        """Give the columns their new widths."""
        self.show_around()

    def on_screen_resume(self) -> None:
        """Show what was answered since the list was covered."""
        if self.is_mounted and self._resumed_once:
            self.reload()
        self._resumed_once = True

    _resumed_once = False

    def share_changed(self) -> None:
        """Hide every customer's name, or show them again."""
        self.show_around()

    # What stands around the list

    def show_around(self) -> None:
        """Show title, columns, what an empty list says, and the interview under the cursor."""
        shared = self.onboard.share
        library = self.library
        self.query_one("#home-title", Static).update(self._title(shared=shared))
        self.query_one("#home-columns", Static).update(heading_line(self.size.width).stylize(MUTED))
        nothing = shared or not library.rows
        library.display = self.query_one("#home-columns").display = not nothing
        empty = self.query_one("#home-empty", Static)
        empty.display = nothing
        empty.update(self._nothing(shared=shared))
        details = self.query_one("#home-details", Static)
        details.display = not nothing
        if details.display and library.current is not None:
            details.update(in_detail(library.current))

    def _title(self, *, shared: bool) -> Content:
        left = Content.styled("onboard", "bold")
        if shared:
            return left
        filters = [VERDICTS[self.verdict].word.lower()] if self.verdict else []
        filters += ["not completed"] if self.open_only else []
        if filters:
            left += plain(f" · only {' and '.join(filters)}", "$accent")
        rows = self.library.rows
        more = "+" if self._more else ""
        going = sum(1 for row in rows if not row.completed)
        steering = sum(1 for row in rows if row.verdict == "steer_first" and row.open_flags)
        right = Content.styled(
            f"{len(rows)}{more} interviews · {going}{more} in progress · {steering}{more} to steer", MUTED
        )
        gap = self.size.width - left.cell_length - right.cell_length - 2
        return left + Content(" " * gap) + right if gap > 0 else left

    def _nothing(self, *, shared: bool) -> Content:
        if shared:
            return plain(SHARED, MUTED)
        if self._trouble:
            return plain(self._trouble, "$text-error")
        return plain(NOTHING_FITS if self.verdict or self.open_only else EMPTY, MUTED)

    def on_library_moved(self) -> None:
        """Show the interview under the cursor."""
        self.show_around()

    def on_library_chosen(self, event: Library.Chosen) -> None:
        """Open an interview."""
        self.onboard.open_interview(event.interview_id)

    def action_open(self) -> None:
        """Open the interview under the cursor."""
        self.library.action_choose()

    # Reading

    def reload(self) -> None:
        """Read the list again from its beginning."""
        self.run_worker(self._read(more=False), group="library", exclusive=True)

    def on_library_near_the_end(self) -> None:
        """Read the next page."""
        if self._more:
            self.run_worker(self._read(more=True), group="library", exclusive=True)

    async def _read(self, *, more: bool) -> None:
        try:
            if more or self.verdict or self.open_only:
                rows = await self._read_filtered(more=more)
            else:
                rows = await asyncio.to_thread(self.workspace.first_page, PAGE)
                self._after, self._more = None, len(rows) == PAGE
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        if more:
            self.library.extend(rows)
        else:
            self.library.show(rows, self.workspace.clock(), keep_cursor=True)
        self.show_around()

    async def _read_filtered(self, *, more: bool) -> tuple[Listed, ...]:
        from onboard_tui.store.rows import Cursor

        after = self._after if more else None
        if more and after is None and self.library.rows:
            last = self.library.rows[-1]
            after = Cursor(last.updated_at, last.id)
        page = await asyncio.to_thread(
            lambda: self.workspace.library(
                verdict=self.verdict, open_only=self.open_only, after=after, limit=PAGE
            )
        )
        self._after, self._more = page.next, page.next is not None
        return page.rows

    def action_filter(self) -> None:
        """Show only the next verdict, and after the last one all again."""
        choices = (None, *VERDICTS)
        self.verdict = choices[(choices.index(self.verdict) + 1) % len(choices)]
        self.reload()

    def action_open_only(self) -> None:
        """Show only what is not completed, or all again."""
        self.open_only = not self.open_only
        self.reload()

    # From the list to papers

    async def action_contract(self) -> None:
        """Open the interview under the cursor at its contract."""
        if await self._open_current():
            self.onboard.open_contract()

    async def action_export(self) -> None:
        """Export from the interview under the cursor."""
        if await self._open_current():
            self.onboard.open_export()

    async def _open_current(self) -> bool:
        if self.library.current is None:
            return False
        try:
            self.onboard.opened = await asyncio.to_thread(self.workspace.open, self.library.current.id)
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return False
        return True

    # A new interview

    def action_new(self) -> None:
        """Ask for the script and the customer, and start."""
        self.run_worker(self._new(), group="new", exclusive=True)

    async def _new(self) -> None:
        from onboard_tui.tui.screens.choose import Choose
        from onboard_tui.tui.screens.form import Form, FormField
        from onboard_tui.tui.widgets.rows import Row

        try:
            scripts = await asyncio.to_thread(self.workspace.scripts)
            chosen: str | None = scripts[0].id if len(scripts) == 1 else None
            if chosen is None:
                rows = [
                    Row(each.id, Content(f"{place} "), one_line(f"{each.title}: {each.purpose}"))
                    for place, each in enumerate(scripts, 1)
                ]
                chosen = await self.onboard.push_screen_wait(Choose("Which interview?", rows))
            if chosen is None:
                return
            title = next(each.title for each in scripts if each.id == chosen)
            form = Form(
                "New interview",
                [FormField("customer", "Customer", required=True, hint="the name you know them by")],
                intro=title,
                done="Start",
            )
            typed = await self.onboard.push_screen_wait(form)
            if typed:
                opened = await asyncio.to_thread(self.workspace.start, chosen, typed["customer"])
                await self.onboard.show_interview(opened)
        except OnboardError as error:
            tell(self, str(error), severity="error")

    def action_search(self) -> None:
        """Search in everything that was said and noted."""
        from onboard_tui.tui.screens.search import Search

        def go(found: tuple[str, str | None] | None) -> None:
            if found is not None:
                self.onboard.open_interview(*found)

        self.onboard.push_screen(Search(self.workspace), go)


def in_detail(row: Listed) -> Content:
    """Say of one interview, in three lines, where it stands and what to ask next."""
    sign = VERDICTS.get(row.verdict)
    rule = f" ({row.rule})" if row.rule else ""
    first = [
        one_line(row.customer, "bold"),
        one_line(f" · {row.script_title} · {row.done} of {row.total}", MUTED),
    ]
    flags = "no red flag" if not row.open_flags else f"{row.open_flags} red flag{'s' * (row.open_flags > 1)}"
    second = [sign.content() if sign else Content("no verdict yet"), plain(f"{rule} · {flags}", MUTED)]
    following = (
        one_line(row.next_ask)
        if row.next_ask
        else plain("Everything is answered. Read the contract: d.", MUTED)
    )
    third = [plain("Ask next: ", MUTED), following] if row.next_ask else [following]
    return Content("\n").join(Content("").join(line) for line in (first, second, third))
