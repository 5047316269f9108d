"""What the seller should know about a question; never shown to the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.deal.ages import age_of_coaching
from onboard_tui.tui.advice import pair_lines
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.words import filled

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from onboard_tui.deal.next_question import NextQuestion
    from onboard_tui.script.model import Question
    from onboard_tui.workspace.open_interview import OpenInterview

PARTS = (
    ("know", "KNOW", "$text-primary"),
    ("why", "WHY", "$text-primary"),
    ("good", "A GOOD ANSWER", "$text-success"),
    ("bad", "A BAD ANSWER", "$text-error"),
)


CHECK = "check prices, names and dates before you rely on it"


class CoachPanel(VerticalScroll, can_focus=False):
    """Know, why, good, bad, and the words that steer; and why the question is asked now."""

    DEFAULT_CSS: ClassVar[str] = """
    CoachPanel { padding: 0 1; }
    CoachPanel > Static { height: auto; }
    """

    def compose(self) -> ComposeResult:
        """Make the one block of text."""
        yield Static(id="coach-text")

    def show(self, opened: OpenInterview, question: Question, asked_now: NextQuestion | None) -> None:
        """Show the coaching for a question, and why it is asked now if it was the app that chose it."""
        self.query_one("#coach-text", Static).update(coaching(opened, question, asked_now))
        self.scroll_home(animate=False)

    def blank(self) -> None:
        """Show nothing, for share mode."""
        self.query_one("#coach-text", Static).update(Content())


def coaching(opened: OpenInterview, question: Question, asked_now: NextQuestion | None) -> Content:
    """Give the coach's words for a question."""
    blocks: list[Content] = []
    old = age_of_coaching(opened.script, opened.standing.as_of)
    if old:
        blocks.append(one_line(f"! {old}: {CHECK}", "$text-warning"))
    if asked_now is not None and asked_now.question.id == question.id:
        blocks.append(one_line(asked_now.reason, "italic"))
    advice = opened.interview.dealings.advice_by_question.get(question.id)
    if advice is not None:
        pair = Content.styled("BELIEVED AGAINST ADVISED", "bold $text-warning")
        blocks.append(Content("\n").join((pair, *pair_lines(advice))))
    for name, label, style in PARTS:
        words = getattr(question.coach, name)
        if words:
            blocks.append(Content.assemble((label, f"bold {style}"), "\n", filled(words, opened)))
    if question.coach.steer:
        lines = [
            Content.assemble((f"{number} ", "bold $accent"), filled(words, opened))
            for number, words in enumerate(question.coach.steer, start=1)
        ]
        blocks.append(Content.assemble(("STEER WITH", "bold $accent"), "\n", Content("\n").join(lines)))
    if not blocks:
        blocks.append(plain("There is no coaching for this question.", MUTED))
    return Content("\n\n").join(blocks)
