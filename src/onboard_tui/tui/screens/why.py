"""Why a clause is in the contract: its rule, whose words it is in, and the answers that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.interview.values import display
from onboard_tui.script.expression import Expression, Kind
from onboard_tui.script.in_words import in_words
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.scope import AnswerState
from onboard_tui.script.symbols import symbols_of
from onboard_tui.script.yaml_nodes import Node, Source
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.signs import ANSWER_STATES
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textual.app import ComposeResult

    from onboard_tui.contract.document import ClauseOrigin, Draft
    from onboard_tui.contract.sections import Section
    from onboard_tui.script.model import Script
    from onboard_tui.workspace.open_interview import OpenInterview

WHOSE_WORDS: Mapping[str, str] = {
    "ours": "in our words",
    "theirs": "in the customer's words",
    "neutral": "in the words of a neutral form",
    "generated": "made from the customer's answers",
}
LONGEST_ANSWER = 200


class WhyLayer(Layer[str]):
    """Closes with the question that the seller wants to go to, if any."""

    CSS_PATH = "why.tcss"

    def __init__(self, opened: OpenInterview, draft: Draft, section: Section) -> None:
        super().__init__()
        self.opened = opened
        self.section = section
        self.origin = next((each for each in draft.origins if each.clause == section.clause), None)

    def compose(self) -> ComposeResult:
        """Show the reasons, and the answers to go to."""
        rows = list(self._answers())
        with Vertical(classes="box"):
            yield Static(plain(self.section.title), classes="box-title")
            with VerticalScroll(can_focus=not rows):
                yield Static(Content("\n\n").join(self._reasons()), id="why-reasons")
                yield Rows(rows)

    def on_mount(self) -> None:
        """Begin at the answers, where there are any."""
        rows = self.query_one(Rows)
        rows.display = bool(rows.rows)
        (rows if rows.rows else self.query_one(VerticalScroll)).focus()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the reasons again above the first answer."""
        event.stop()
        if event.key == event.rows.rows[0].key:
            self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to a question."""
        event.stop()
        self.dismiss(event.key)

    def _reasons(self) -> Iterator[Content]:
        if self.origin is not None:
            if self.origin.plain:
                yield plain(self.origin.plain, "italic")
            yield _why_it_stands(self.origin, self.opened.script)
        elif self.section.opens_part:
            yield plain("It brings clauses together. Go to one of them to see why that is here.")
        else:
            yield plain("What these answers decide or fill in stands here as soon as they are given.")
        if any(True for _ in self._questions()):
            title = "THE ANSWERS IT READS" if self.origin else "WHAT IT STILL WAITS FOR"
            yield plain(title, "bold $accent") + plain("   enter goes to one", MUTED)

    def _questions(self) -> Iterator[str]:
        read = self.origin.questions if self.origin else self.section.open_questions
        yield from (each for each in read if each in self.opened.script.question_by_id)

    def _answers(self) -> Iterator[Row]:
        standing = self.opened.standing
        for question_id in self._questions():
            question = self.opened.script.question_by_id[question_id]
            state = ANSWER_STATES[standing.state(question_id).value]
            recorded = standing.recorded(question_id)
            if standing.state(question_id) is AnswerState.ANSWERED and recorded is not None:
                words = " ".join(display(question, recorded.value, self.opened.script).split())
                answer = plain(
                    words if len(words) <= LONGEST_ANSWER else f"{words[:LONGEST_ANSWER]}…", "bold"
                )
            else:
                answer = plain(state.word, MUTED)
            body = Content("\n").join([one_line(question.ask, MUTED), answer])
            yield Row(question_id, Content(" ") + state.sign() + Content(" "), body)


def _why_it_stands(origin: ClauseOrigin, script: Script) -> Content:
    """Say the rule in words, with the expression that the pack's author wrote below them."""
    words = WHOSE_WORDS.get(origin.author, origin.author)
    if not origin.rule:
        return plain(f"It always stands, {words}.")
    rule = parse_expression(origin.rule, symbols_of(script), Kind.YES_NO, Node(Source("", origin.rule), 0, 0))
    lines = [plain(f"It is here {words}. It stands if:")]
    if isinstance(rule, Expression):
        lines.append(one_line(in_words(rule, script), "$text-primary"))
    return Content("\n").join([*lines, one_line(origin.rule, MUTED)])
