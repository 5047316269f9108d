"""Every answer by section, with its state, where it comes from, and the customer's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.interview.progress import progress
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import MUTED, plain
from onboard_tui.tui.reviewed import FILTERS, review_rows
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine, where_it_stands
from onboard_tui.tui.words import for_the_seller_only

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.workspace.open_interview import OpenInterview


class ReviewScreen(OnboardScreen):
    """The whole interview, read after the conversation."""

    place: ClassVar[str] = "review"
    CSS_PATH = "review.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("review")]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened
        self.shown = 0
        """Which of the filters is on."""

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        yield Static(id="review-filter")
        with VerticalScroll(id="review-body", can_focus=False):
            yield Rows()
            yield Static(id="review-nothing")
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Begin in the list."""
        super().on_mount()
        self.show_answers()
        self.query_one(Rows).focus()

    def share_changed(self) -> None:
        """Take away, or show again, what is for the seller only; the filters are, for they tell guesses apart."""
        self.shown = 0
        self.show_answers()

    def on_screen_resume(self) -> None:
        """Show what was answered since."""
        if self.is_mounted and self.query(Rows):
            self.show_answers()

    def show_answers(self) -> None:
        """Show the answers that the filter lets through."""
        shared = self.onboard.share
        chosen = FILTERS[self.shown]
        rows = self.query_one(Rows)
        kept = rows.key
        found = list(review_rows(self.opened, chosen, shared=shared))
        cursor = next((place for place, row in enumerate(found) if row.key == kept), None)
        if cursor is None:
            cursor = next((place for place, row in enumerate(found) if row.choosable), None)
        rows.set_rows(found, cursor=cursor)
        answers = sum(row.choosable for row in found)
        filter_line = Content.assemble(("Showing ", MUTED), (chosen.title, "bold"), (f" · {answers}", MUTED))
        self.query_one("#review-filter", Static).update(filter_line)
        nothing = self.query_one("#review-nothing", Static)
        nothing.display = not found
        nothing.update(plain("Nothing here. Press f for other answers.", MUTED))
        done, total = _counted(self.opened, shared=shared)
        verdict, lead = where_it_stands(self.opened)
        titles = (self.opened.script.title, "Review")
        self.query_one(TopLine).heading = Heading(
            self.opened.customer, titles, done, total, None if shared else verdict, lead
        )

    def action_filter(self) -> None:
        """Show other answers."""
        self.shown = (self.shown + 1) % len(FILTERS)
        self.show_answers()

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Rows).turn(way)

    def action_open(self) -> None:
        """Go to the question under the cursor."""
        self.query_one(Rows).action_choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to a question, to answer it or to answer it anew."""
        self.onboard.show_question(event.key)


def _counted(opened: OpenInterview, *, shared: bool) -> tuple[int, int]:
    """Count the questions dealt with and all that apply; for the customer's eyes only the customer's."""
    if not shared:
        walked = progress(opened.standing)
        return walked.done, walked.total
    states = [
        opened.standing.state(question.id)
        for question in opened.script.questions
        if opened.standing.shown(question.id) and not for_the_seller_only(question)
    ]
    return len(states) - states.count(AnswerState.NOT_ASKED), len(states)
