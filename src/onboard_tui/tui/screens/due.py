"""Everything that is to be followed up, with whom and by when: overdue, today, and what comes."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.deal.follow_ups import NOBODY_NAMED
from onboard_tui.errors import OnboardError
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import MUTED, one_line, plain, tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.when_due import when_due
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.store.first_page import Due
    from onboard_tui.tui.app import OnboardApp
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

NOTHING = "Nothing is to be followed up. What you plan, put off or promise in an interview appears here."
ENDS = {"yes": "It happened", "no": "It did not happen"}
ABOUT_THE_DECISION = frozenset({"review", "call", "use_check", "fate"})
"""Kinds of follow-up that are dealt with beside the verdict."""


class DueScreen(OnboardScreen):
    """One list over all interviews, the oldest first."""

    place: ClassVar[str] = "due"
    private: ClassVar[bool] = True
    CSS_PATH = "due.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("due")]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.due: dict[str, Due] = {}
        """What is shown, by the key of its row."""

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="due-body", can_focus=False):
            yield Rows()
            yield Static(id="due-nothing")
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Read what is due."""
        super().on_mount()
        self.query_one(TopLine).heading = Heading("To be followed up")
        self.query_one(Rows).focus()
        self.reload()

    def share_changed(self) -> None:
        """Close: it names customers."""
        if self.onboard.share:
            self.query_one("#due-body").display = False
            self.dismiss()

    def reload(self) -> None:
        """Read again."""
        self.run_worker(self._read(), group="due", exclusive=True)

    async def _read(self) -> None:
        try:
            found = await asyncio.to_thread(self.workspace.due)
        except OnboardError as error:
            self._say_instead(str(error))
            return
        self.due = {str(place): each for place, each in enumerate(found)}
        rows = self.query_one(Rows)
        before = rows.cursor
        shown = list(due_rows(self.due, self.workspace.as_of))
        rows.set_rows(shown, cursor=_near(before, shown))
        self._say_instead("" if found else NOTHING)

    def _say_instead(self, words: str) -> None:
        nothing = self.query_one("#due-nothing", Static)
        nothing.update(plain(words, MUTED))
        nothing.display = bool(words)

    @property
    def current(self) -> Due | None:
        """What the cursor is on."""
        return self.due.get(self.query_one(Rows).key or "")

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Rows).turn(way)

    def action_open(self) -> None:
        """Open the interview where it is about this."""
        if self.current is not None:
            self.app.run_worker(open_what_is_due(self.onboard, self.current), group="open", exclusive=True)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what was clicked."""
        event.stop()
        self.action_open()

    def action_close_it(self, end: str) -> None:
        """Close what the cursor is on, with a note if there is one."""
        due = self.current
        if due is None:
            return

        def save(typed: dict[str, str]) -> Recording:
            opened = self.workspace.open(due.interview_id)
            return opened.close_follow_up(due.key, happened=end == "yes", note=typed["note"])

        def saved(recording: Recording | None) -> None:
            if recording is not None:
                tell(self, f"Closed: {ENDS[end].lower()}.")
                self.reload()

        note = FormField("note", "Note", hint="may stay empty")
        intro = one_line(f"{due.customer}: {due.what}").plain
        self.app.push_screen(SavingForm(ENDS[end], [note], save=save, intro=intro, done="Close it"), saved)


def _near(cursor: int | None, rows: Sequence[Row]) -> int | None:
    """Give the row that can be chosen nearest to where the cursor was."""
    places = [place for place, row in enumerate(rows) if row.choosable]
    return min(places, key=lambda place: abs(place - (cursor or 0)), default=None)


def due_rows(due: dict[str, Due], today: date) -> Iterator[Row]:
    """Give a row for each, under what is overdue, what is due today and what comes."""
    shown = ""
    counted = Counter(belongs_to(each.due, today) for each in due.values())
    for key, each in due.items():
        title = belongs_to(each.due, today)
        if title != shown:
            before = "\n" if shown else ""
            heading = plain(f"{before}{title} · {counted[title]}", "bold $accent")
            yield Row(f"title:{title}", Content(" "), heading, choosable=False)
            shown = title
        yield due_row(key, each, today)


def belongs_to(due: date, today: date) -> str:
    """Give the title under which a day stands."""
    return "OVERDUE" if due < today else "TODAY" if due == today else "COMING"


def due_row(key: str, due: Due, today: date) -> Row:
    """Give what is to be done with which customer, and under it whose it is."""
    when = when_due(due.due, today)
    what = one_line(due.customer, "bold") + one_line(f"  {due.what}")
    whose = one_line(due.side if due.who == NOBODY_NAMED else f"{due.side} · {due.who}", MUTED)
    lead = Content(" ") + when.sign() + Content(" ")
    return Row(key, lead, Content("\n").join((what, whose)), Content.styled(when.word, when.style))


async def open_what_is_due(app: OnboardApp, due: Due) -> None:
    """Open the interview at the question, the flag or the decision that a follow-up is about."""
    try:
        opened = await asyncio.to_thread(app.workspace.open, due.interview_id)
        about = await asyncio.to_thread(what_it_is_about, opened, due.key)
    except OnboardError as error:
        tell(app, str(error), severity="error")
        return
    await app.show_interview(opened, about if about in opened.script.question_by_id else None)
    if about in opened.script.flag_by_id:
        app.call_after_refresh(app.show_flag, about)
    elif due.kind in ABOUT_THE_DECISION:
        app.call_after_refresh(app.open_verdict)


def what_it_is_about(opened: OpenInterview, key: str) -> str:
    """Give the id of the question or the flag that an open follow-up is about; empty where it is about neither."""
    return next((each.about for each in opened.follow_ups() if each.key == key), "")
