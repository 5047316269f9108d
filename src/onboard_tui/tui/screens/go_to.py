"""Finds a question by some letters of it, because customers answer out of order."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.widgets import Static

from onboard_tui.interview.fill import filled
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.plain import MUTED, harmless, one_line
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.widgets.one_line import OneLine
from onboard_tui.tui.widgets.outline import answer_sign
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.words import for_the_seller_only, short_name

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widgets import Input

    from onboard_tui.script.model import Question
    from onboard_tui.workspace.open_interview import OpenInterview

MOST_FOUND = 40


class GoTo(Layer[str]):
    """A line to type in, and the questions that fit, best first."""

    CSS_PATH = "go_to.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", "Down", show=False, id="go_to.down"),
        Binding("up", "move(-1)", "Up", show=False, id="go_to.up"),
    ]

    def __init__(self, opened: OpenInterview, *, shared: bool) -> None:
        super().__init__()
        self.opened = opened
        self.shared = shared

    def compose(self) -> ComposeResult:
        """Show the line and, to begin with, every question."""
        with Vertical(classes="box"):
            yield Static(Content("Go to a question"), classes="box-title")
            yield OneLine(placeholder="some letters of it", id="go-to-typed")
            with VerticalScroll(can_focus=False):
                yield Rows(found_rows(self.opened, "", shared=self.shared))

    def on_mount(self) -> None:
        """Begin with typing."""
        self.query_one(Rows).always_marked = True
        self.query_one(OneLine).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits now."""
        rows = found_rows(self.opened, event.value, shared=self.shared)
        self.query_one(Rows).set_rows(rows, cursor=0 if event.value.strip() and rows else None)

    def on_input_submitted(self) -> None:
        """Go to the question that is marked, or to the first."""
        rows = self.query_one(Rows)
        key = rows.key or (rows.rows[0].key if rows.rows else None)
        if key is not None:
            self.dismiss(key)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the question that was clicked."""
        self.dismiss(event.key)

    def action_move(self, step: int) -> None:
        """Mark another question."""
        self.query_one(Rows).action_move(step)


def found_rows(opened: OpenInterview, typed: str, *, shared: bool) -> list[Row]:
    """Give the questions that apply and fit what was typed, best first, with the letters that fit marked."""
    wanted = typed.strip()
    search = FuzzySearch()
    found: list[tuple[float, Row]] = []
    for question in opened.script.questions:
        if opened.standing.state(question.id) is AnswerState.NOT_APPLICABLE or (
            shared and for_the_seller_only(question)
        ):
            continue
        words = harmless(_words(question, opened, shared=shared))
        score, offsets = search.match(wanted, words) if wanted else (1.0, ())
        if score:
            found.append((score, _row(question, words, offsets, opened, shared=shared)))
    found.sort(key=lambda each: -each[0])
    return [row for _, row in found[:MOST_FOUND]]


def _words(question: Question, opened: OpenInterview, *, shared: bool) -> str:
    ask = " ".join(filled(question.ask, opened.standing, share=shared).split())
    return ask if shared else f"{short_name(question, opened.script)}: {ask}"


def _row(question: Question, words: str, offsets: object, opened: OpenInterview, *, shared: bool) -> Row:
    body = Content(words)
    for offset in offsets if isinstance(offsets, (list, tuple)) else ():
        body = body.stylize("bold $accent", offset, offset + 1)
    sign = Content() if shared else answer_sign(opened.standing, question.id).sign()
    section = opened.script.section_by_id[question.section].title
    return Row(question.id, sign + Content(" "), body, one_line(section, MUTED).truncate(18, ellipsis=True))
