"""Every answer by section, with its state, where it comes from, and the customer's own words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.interview.entries import Source
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.progress import progress
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import FAINT, MUTED, one_line, plain
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.signs import ANSWER_STATES, GUESS, SOURCES
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine
from onboard_tui.tui.words import for_the_seller_only

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.interview.entries import Recorded
    from onboard_tui.script.model import Question
    from onboard_tui.workspace.open_interview import OpenInterview

LONGEST_ANSWER = 600
"""Characters of an answer that are shown; the question itself shows all of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which answers the screen shows."""

    title: str
    fits: Callable[[AnswerState, Recorded | None], bool]


def _is_guess(recorded: Recorded | None) -> bool:
    return recorded is not None and recorded.source is Source.OUR_GUESS


_WITHOUT_A_VALUE = frozenset({AnswerState.DONT_KNOW, AnswerState.DECLINED})

FILTERS = (
    Shown("all answers", lambda _state, _recorded: True),
    Shown("still open", lambda state, _recorded: state is AnswerState.NOT_ASKED),
    Shown("our guesses", lambda state, recorded: state is AnswerState.ANSWERED and _is_guess(recorded)),
    Shown("don't know and would not say", lambda state, _recorded: state in _WITHOUT_A_VALUE),
    Shown("later", lambda state, _recorded: state is AnswerState.LATER),
)
"""What a key goes through, in this order."""


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
        verdict = None if shared else self.opened.assessment.verdict.kind.value
        titles = (self.opened.script.title, "Review")
        self.query_one(TopLine).heading = Heading(
            self.opened.customer, titles, done, total, verdict, lead="verdict"
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


def review_rows(opened: OpenInterview, chosen: Shown, *, shared: bool) -> Iterator[Row]:
    """Give the answers by section, each section under its title."""
    first = True
    for section in opened.script.sections:
        rows = [
            review_row(opened, question, shared=shared)
            for question in opened.script.questions
            if question.section == section.id
            and not (shared and for_the_seller_only(question))
            and _fits(opened, question, chosen)
        ]
        if rows:
            before = "" if first else "\n"
            title = plain(f"{before}{section.title.upper()}", "bold $accent")
            yield Row(f"section:{section.id}", Content(" "), title, choosable=False)
            yield from rows
            first = False


def _fits(opened: OpenInterview, question: Question, chosen: Shown) -> bool:
    state = opened.standing.state(question.id)
    if state is AnswerState.NOT_APPLICABLE and opened.standing.kept_aside(question.id) is None:
        return False
    return chosen.fits(state, opened.interview.current.get(question.id))


def review_row(opened: OpenInterview, question: Question, *, shared: bool) -> Row:
    """Give one question with its answer; grey where it no longer applies."""
    state = opened.standing.state(question.id)
    aside = opened.standing.kept_aside(question.id)
    recorded = aside or opened.interview.current.get(question.id)
    if shared:
        question, recorded = _for_the_customer(question, recorded)
    lines = [one_line(question.ask, MUTED), _answer(opened, question, recorded, state)]
    if recorded is not None and not shared:
        if recorded.value is not None and aside is None:
            lines[-1] += _source(recorded)
        if recorded.quote:
            lines.append(plain(f"“{recorded.quote}”", "italic"))
        if recorded.note:
            lines.append(plain(f"note: {recorded.note}", MUTED))
    body = Content("\n").join(lines)
    if aside is not None:
        body = plain(body.plain, FAINT)
    return Row(question.id, Content(" ") + ANSWER_STATES[state.value].sign() + Content(" "), body)


def _for_the_customer(question: Question, recorded: Recorded | None) -> tuple[Question, Recorded | None]:
    """Leave out the seller's columns of a table, and who of ours finds out what was parked."""
    columns = tuple(column for column in question.columns if not column.private)
    return replace(question, columns=columns), recorded and replace(recorded, owner="", until=None)


def _answer(
    opened: OpenInterview, question: Question, recorded: Recorded | None, state: AnswerState
) -> Content:
    if state is AnswerState.NOT_APPLICABLE:
        kept = _words(opened, question, recorded)
        return plain(f"{kept}   (kept aside: the question does not apply now, and this counts nowhere)")
    if recorded is None or recorded.value is None:
        owner = f", {recorded.owner}" if recorded and recorded.owner else ""
        until = f", by {_day(opened, recorded.until)}" if recorded and recorded.until else ""
        return plain(f"{ANSWER_STATES[state.value].word}{owner}{until}", MUTED)
    return plain(_words(opened, question, recorded), "bold")


def _day(opened: OpenInterview, day: date) -> str:
    return notation_for(opened.script.language).date(day)


def _words(opened: OpenInterview, question: Question, recorded: Recorded | None) -> str:
    words = display(question, recorded.value if recorded else None, opened.script)
    return words if len(words) <= LONGEST_ANSWER else f"{words[:LONGEST_ANSWER]}…"


def _source(recorded: Recorded) -> Content:
    """Say where an answer comes from, and who said it, unless that is the customer and no more is known."""
    if recorded.source is Source.CUSTOMER_SAID:
        return one_line(f"   {recorded.said_by}", MUTED) if recorded.said_by else Content()
    sign = GUESS if recorded.source is Source.OUR_GUESS else SOURCES[recorded.source.value]
    who = one_line(f", {recorded.said_by}", MUTED) if recorded.said_by else Content()
    return Content("   ") + sign.content().stylize_before(MUTED) + who
