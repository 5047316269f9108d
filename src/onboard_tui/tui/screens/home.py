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
from onboard_tui.tui.signs import DECISIONS, VERDICTS
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.library import Columns, Library
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.summary import Summary
from onboard_tui.tui.widgets.to_do import COUNTED, ToDo

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.store.first_page import Due, Listed
    from onboard_tui.store.rows import Cursor
    from onboard_tui.workspace import ScriptChoice, Workspace

FIRST_PAGE = 50
"""Interviews read for the first frame."""
NEXT_PAGE = 200
"""Interviews read whenever the end of the list comes near."""

NAME = Content.styled("onboard", "bold")
NONE_YET = Content("\n").join(
    (
        Content.styled("No interviews yet", "bold"),
        Content(),
        Content.assemble("Press ", ("n", "bold $accent"), " to start one."),
        plain("To look around first, leave with ctrl+q and run: onboard-tui demo", MUTED),
    )
)
NONE_FITS = Content("\n").join(
    (
        Content.styled("No interview is like that", "bold"),
        Content(),
        Content.assemble(
            "Press ",
            ("f", "bold $accent"),
            " for another verdict, ",
            ("o", "bold $accent"),
            " for finished ones too.",
        ),
    )
)
SHARED = Content.assemble(
    "The list is hidden while the screen is shared. ", ("F6", "bold $accent"), " shows it again."
)
ALWAYS_SHARED = Content.assemble(
    "The list is hidden, for share mode was asked for at the start. ",
    ("n", "bold $accent"),
    " starts an interview; ",
    ("onboard-tui --share --open ID", "bold"),
    " goes on with one.",
)


class HomeScreen(OnboardScreen):
    """Saved interviews, newest first."""

    place: ClassVar[str] = "home"
    CSS_PATH = "home.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("home")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.verdict: str | None = None
        """The only verdict that is shown; all, where there is none."""
        self.open_only = False
        """Whether only interviews in progress are shown."""
        self._after: Cursor | None = None
        self._more = False
        """Whether there may be rows beyond those that are loaded."""
        self._reading_more = False
        self._covered = False
        self.left_for: str | None = None
        """The interview that was opened from here, on which the cursor is afterwards."""
        self._trouble: OnboardError | None = None

    def compose(self) -> ComposeResult:
        """Show the first page at once; everything else comes when it is asked for."""
        yield Static(id="home-title")
        yield ShareBanner()
        due = self._first_due()
        if due:
            block = ToDo(due, self.workspace.as_of)
            block.display = not self.onboard.share
            yield block
        with Vertical(id="home-list"):
            yield Columns()
            yield Library(self._first_rows(), self.workspace.clock(), self.workspace.as_of)
            empty = Static(id="home-empty")
            empty.display = False  # the common case; changing it later lays the first frame out again
            yield empty
        yield Summary(self.workspace.as_of)
        yield KeyHints(self.place)

    def _first_rows(self) -> tuple[Listed, ...]:
        try:
            rows = self.workspace.first_page(FIRST_PAGE)
        except OnboardError as error:
            self._trouble = error
            return ()
        self._more = len(rows) == FIRST_PAGE
        return rows

    def _first_due(self) -> tuple[Due, ...]:
        """Give what is due; nothing where it cannot be read, which the list says."""
        try:
            return self.workspace.due_now(COUNTED)
        except OnboardError:
            return ()

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.show_list()

    @property
    def library(self) -> Library:
        """The list."""
        return self.query_one(Library)

    def share_changed(self) -> None:
        """Hide every customer's name, or show them again."""
        self.show_list()

    def on_resize(self, _event: events.Resize) -> None:
        """Give the title its new width."""
        self._show_title()

    # What stands around the list

    def show_list(self) -> None:
        """Show the list, or say why there is none."""
        library = self.library
        words = self._words_instead()
        for part in (self.query_one(Columns), library, self.query_one(Summary)):
            part.display = words is None
        library.disabled = words is not None
        empty = self.query_one("#home-empty", Static)
        empty.display = words is not None
        if words is not None:
            empty.update(words)
        for block in self.query(ToDo):
            block.display = not self.onboard.share
        self.query_one(Summary).listed = library.current if words is None else None
        self._show_title()
        if words is None and self.focused is None:
            library.focus()

    def _words_instead(self) -> Content | None:
        if self.onboard.share:
            return ALWAYS_SHARED if self.onboard.always_shared else SHARED
        if self._trouble is not None:
            sentence = plain(self._trouble.sentence, "$text-error")
            return sentence + plain(f"\n\n{self._trouble.way_out}") if self._trouble.way_out else sentence
        if self.library.rows:
            return None
        return NONE_FITS if self.verdict or self.open_only else NONE_YET

    def _show_title(self) -> None:
        left, right = NAME, Content()
        if not self.onboard.share and self._trouble is None:
            left, right = NAME + self._filters(), Content.styled(self._counts(), MUTED)
        gap = self.size.width - left.cell_length - right.cell_length - 2
        title = left + Content(" " * gap) + right if gap > 0 else left
        self.query_one("#home-title", Static).update(title, layout=False)

    def _filters(self) -> Content:
        kinds = [VERDICTS[self.verdict].word.lower()] if self.verdict else []
        kinds += ["in progress"] if self.open_only else []
        return plain(f"  only {' and '.join(kinds)}", "$accent") if kinds else Content()

    def _counts(self) -> str:
        """Say how many there are among the rows that are loaded, with a plus where there are more."""
        rows = self.library.rows
        if not rows:
            return ""
        more = "+" if self._more else ""
        counts = [f"{len(rows):,}{more} interview{'s' * (len(rows) != 1)}"]
        if not self.open_only:
            going_on = sum(not row.completed and row.decision not in DECISIONS for row in rows)
            counts.append(f"{going_on:,}{more} in progress")
        if not self.verdict:
            to_steer = sum(row.verdict == "steer_first" and row.decision not in DECISIONS for row in rows)
            counts.append(f"{to_steer:,}{more} to steer")
        return " · ".join(counts)

    def on_library_moved(self) -> None:
        """Show more of the interview under the cursor."""
        self.query_one(Summary).listed = None if self.onboard.share else self.library.current

    def on_library_chosen(self, event: Library.Chosen) -> None:
        """Open an interview."""
        self.onboard.open_interview(event.interview_id)

    def action_open(self) -> None:
        """Open the interview under the cursor."""
        self.library.action_choose()

    # Reading

    def on_screen_suspend(self) -> None:
        """Remember that something covers the list."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """Show what was answered while the list was covered."""
        if self._covered and self.app.screen is self:
            self._covered = False
            self._tell_what_was_left()
            self.reload()

    def _tell_what_was_left(self) -> None:
        """Name how many flags nobody tried to steer in the interview that was just left."""
        opened = self.onboard.opened
        if opened is None or opened.id != self.left_for or self.onboard.share:
            return
        many = len(opened.assessment.left_untouched)
        if many:
            flags = "1 red flag was" if many == 1 else f"{many} red flags were"
            tell(self, f"{opened.customer}: {flags} not steered yet.", severity="warning")

    def reload(self) -> None:
        """Read again as many interviews as are loaded, from the newest on."""
        self.run_worker(self._read_again(), group="library", exclusive=True)

    def on_library_near_the_end(self) -> None:
        """Read the next page, once."""
        if self._more and not self._reading_more and self.library.near_the_end:
            self._reading_more = True
            self.run_worker(self._read_more(), group="library")

    async def _read_again(self) -> None:
        many = max(FIRST_PAGE, len(self.library.rows))
        left_for = self.left_for
        try:
            if self.verdict or self.open_only:
                rows = await self._page(None, many)
            else:
                rows = await asyncio.to_thread(self.workspace.first_page, many)
                self._after, self._more = None, len(rows) == many
            due = await asyncio.to_thread(self.workspace.due_now, COUNTED)
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        self._trouble = None
        there = {row.id for row in rows}
        today = self.query_one(Summary).today = self.workspace.as_of
        self.library.show(rows, self.workspace.clock(), today, at=left_for if left_for in there else None)
        await self._show_due(due)
        if self.left_for == left_for:  # another interview may have been opened while this was read
            self.left_for = None
        self.show_list()

    async def _show_due(self, due: tuple[Due, ...]) -> None:
        """Show what is due above the list; where nothing is, there is no block."""
        block = self.query(ToDo)
        if due and block:
            block.first().show(due, self.workspace.as_of)
        elif due:
            await self.mount(ToDo(due, self.workspace.as_of), before="#home-list")
        else:
            await block.remove()

    async def _read_more(self) -> None:
        from onboard_tui.store.rows import Cursor

        library = self.library
        last = library.rows[-1]
        before = library.rows
        try:
            rows = await self._page(self._after or Cursor(last.updated_at, last.id), NEXT_PAGE)
        except OnboardError as error:
            tell(self, str(error), severity="error")
        else:
            if library.rows is before:
                library.extend(rows)
                self._show_title()
        finally:
            self._reading_more = False

    async def _page(self, after: Cursor | None, many: int) -> tuple[Listed, ...]:
        page = await asyncio.to_thread(
            lambda: self.workspace.library(
                verdict=self.verdict, open_only=self.open_only, after=after, limit=many
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
        """Show only what is in progress, or all again."""
        self.open_only = not self.open_only
        self.reload()

    # What is to be done, and what came of what was done

    def on_to_do_opened(self) -> None:
        """Show everything that is to be followed up."""
        self.action_to_do()

    def action_to_do(self) -> None:
        """Show everything that is to be followed up."""
        from onboard_tui.tui.screens.due import DueScreen

        self.onboard.push_screen(DueScreen(self.workspace))

    def action_track_record(self) -> None:
        """Show what became of the deals that went ahead."""
        from onboard_tui.tui.screens.track_record import TrackRecordScreen

        self.onboard.push_screen(TrackRecordScreen(self.workspace))

    # From the list to papers

    def action_contract(self) -> None:
        """Open the interview under the cursor at its contract."""
        self.run_worker(self._with_current(self.onboard.open_contract), group="open", exclusive=True)

    def action_export(self) -> None:
        """Export from the interview under the cursor."""
        self.run_worker(self._with_current(self.onboard.open_export), group="open", exclusive=True)

    async def _with_current(self, go_on: Callable[[], None]) -> None:
        """Open the interview under the cursor, without a screen of its own, and go on with it."""
        current = self.library.current
        if current is None:
            return
        try:
            self.onboard.opened = await asyncio.to_thread(self.workspace.open, current.id)
        except OnboardError as error:
            tell(self, str(error), severity="error")
        else:
            go_on()

    # A new interview

    def action_new(self) -> None:
        """Ask for the script, where there are several, and for the customer; then start."""
        self.run_worker(self._choose_script(), group="new", exclusive=True)

    async def _choose_script(self) -> None:
        from onboard_tui.tui.screens.choose import Choose
        from onboard_tui.tui.widgets.rows import Row

        try:
            scripts = {each.id: each for each in await asyncio.to_thread(self.workspace.scripts)}
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return

        def chosen(script: str | None) -> None:
            if script is not None:
                self._ask_for_language(scripts[script])

        if len(scripts) == 1:
            chosen(*scripts)
        else:
            rows = [
                Row(each.id, Content(f"{place} "), one_line(each.title))
                for place, each in enumerate(scripts.values(), 1)
            ]
            about = {each.id: each.purpose for each in scripts.values()}
            self.onboard.push_screen(Choose("Which interview?", rows, about=about), chosen)

    def _ask_for_language(self, script: ScriptChoice) -> None:
        """Ask in which language the interview is held, where there are several."""
        from onboard_tui.interview.notation import language_name
        from onboard_tui.tui.screens.choose import Choose
        from onboard_tui.tui.widgets.rows import Row

        def chosen(language: str | None) -> None:
            if language is not None:
                self._ask_for_customer(script, language)

        if len(script.languages) == 1:
            chosen(*script.languages)
        else:
            rows = [
                Row(each, Content(f"{place} "), one_line(language_name(each)))
                for place, each in enumerate(script.languages, 1)
            ]
            self.onboard.push_screen(Choose("In which language?", rows, intro=script.title), chosen)

    def _ask_for_customer(self, script: ScriptChoice, language: str) -> None:
        from onboard_tui.tui.screens.form import Form, FormField

        def typed(fields: dict[str, str] | None) -> None:
            if fields is not None:
                start = self._start(script.id, fields["customer"], language)
                self.run_worker(start, group="new", exclusive=True)

        name = FormField("customer", "Customer", required=True, hint="the name you know them by")
        self.onboard.push_screen(Form("New interview", [name], intro=script.title, done="Start"), typed)

    async def _start(self, script: str, customer: str, language: str) -> None:
        try:
            opened = await asyncio.to_thread(self.workspace.start, script, customer, language=language)
        except OnboardError as error:
            tell(self, str(error), severity="error")
        else:
            await self.onboard.show_interview(opened)

    def action_search(self) -> None:
        """Search in everything that was said and noted."""
        from onboard_tui.tui.screens.search import Search

        def go(found: tuple[str, str | None] | None) -> None:
            if found is not None:
                self.onboard.open_interview(*found)

        self.onboard.push_screen(Search(self.workspace), go)
