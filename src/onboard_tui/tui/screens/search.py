"""Searches in everything that was said and noted, and goes to the question where it was said."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.errors import OnboardError
from onboard_tui.tui.plain import MUTED, harmless, one_line, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from onboard_tui.store.rows import Hit
    from onboard_tui.workspace import Workspace

PAUSE = 0.12
"""Seconds without a key after which what was typed is searched for."""

MOST_HITS = 50
MARGIN = Content(" ")
BEGIN = "Type a word that somebody said: the beginning of it is enough."
NOTHING = "Nothing was said or noted with these words."


class Search(Layer["tuple[str, str | None]"]):
    """A line to type in, and what was found, newest interview first, each hit in its sentence."""

    CSS_PATH = "search.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, id="search.down"),
        Binding("up", "move(-1)", "Up", show=False, id="search.up"),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.hits: dict[str, Hit] = {}
        """What was found, by the key of its row."""

    def compose(self) -> ComposeResult:
        """Show the line and room for the hits."""
        with Vertical(classes="box"):
            yield Static(Content("Search everything that was said"), classes="box-title")
            yield OneLine(placeholder="in customers, answers, quotes and notes")
            with VerticalScroll(can_focus=False):
                yield Rows()
                yield Static(plain(BEGIN, MUTED), id="search-says")

    def on_mount(self) -> None:
        """Begin with typing."""
        self.query_one(Rows).always_marked = True
        self.query_one(OneLine).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search once the typing pauses."""
        self.run_worker(self._search(event.value.strip()), group="search", exclusive=True)

    async def _search(self, typed: str) -> None:
        await asyncio.sleep(PAUSE)
        found: tuple[Hit, ...] = ()
        says = BEGIN
        if typed:
            try:
                found = await asyncio.to_thread(self.workspace.search, typed, MOST_HITS)
                says = "" if found else NOTHING
            except OnboardError as error:
                says = str(error)
        self.hits = {str(place): hit for place, hit in enumerate(found)}
        rows = [hit_row(key, hit) for key, hit in self.hits.items()]
        self.query_one(Rows).set_rows(rows, cursor=0 if rows else None)
        self.query_one("#search-says", Static).update(plain(says, MUTED))

    def on_input_submitted(self) -> None:
        """Go to the hit that is marked, or to the first."""
        rows = self.query_one(Rows)
        key = rows.key or (rows.rows[0].key if rows.rows else None)
        if key is not None:
            self._go(key)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the hit that was clicked."""
        self._go(event.key)

    def _go(self, key: str) -> None:
        hit = self.hits[key]
        self.dismiss((hit.interview_id, hit.question))

    def action_move(self, step: int) -> None:
        """Mark another hit."""
        self.query_one(Rows).action_move(step)


def hit_row(key: str, hit: Hit) -> Row:
    """Give a hit as a row: the customer and what was asked, and under them the sentence with the match marked."""
    if hit.where == "customer":
        return Row(key, MARGIN, one_line(hit.customer, "bold"))
    asked = hit.question.replace("_", " ") if hit.question else ""
    where = " · ".join(words for words in (asked, "" if hit.where == "answer" else hit.where) if words)
    heading = one_line(hit.customer, "bold") + one_line(f"  {where}", MUTED)
    sentence = Content(harmless(hit.snippet)).stylize("bold $accent", hit.start, hit.end)
    return Row(key, MARGIN, Content("\n").join((heading, sentence)))
