"""What is shown when a conversation has no more questions: what is open, and where to go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import VERDICTS
from onboard_tui.tui.sitting import sitting_rows
from onboard_tui.tui.widgets.outline import answer_sign
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.words import filled, for_the_seller_only

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from onboard_tui.tui.walk import Walk

NEXT = "next"
PARKED = "parked"
VERDICT = "verdict"
REVIEW = "review"
CONTRACT = "contract"
MOST_NAMED = 5


class EndOfPass(VerticalScroll, can_focus=False):
    """The summary of a conversation; in share mode no more than thanks."""

    DEFAULT_CSS: ClassVar[str] = """
    EndOfPass { align-horizontal: center; }
    EndOfPass > #end { height: auto; max-width: 92; padding: 1 2; }
    EndOfPass #end-title { height: auto; text-style: bold; margin-bottom: 1; }
    EndOfPass .end-heading { height: auto; margin-top: 1; text-style: bold; }
    """

    def compose(self) -> ComposeResult:
        """Make title, the ways on, and what is still open."""
        with Vertical(id="end"):
            yield Static(id="end-title")
            yield Rows(id="ways-on")
            yield Static(id="open-title", classes="end-heading")
            yield Rows(id="open-points")
            yield Rows(id="sitting")

    def show(self, walk: Walk) -> None:
        """Sum up the conversation that is over; what is private only where nobody else looks."""
        self._put("#end-title", title(walk))
        missing = [] if walk.shared else missing_answers(walk)
        self._put("#open-title", one_line(still_needed(len(missing))))
        self.query_one("#open-points", Rows).set_rows(missing[:MOST_NAMED])
        sitting = [] if walk.shared else sitting_rows(walk.opened, walk.since)
        self.query_one("#sitting", Rows).set_rows([replace(row, lead=row.lead[1:]) for row in sitting])
        ways = self.query_one("#ways-on", Rows)
        ways.set_rows(ways_on(walk), cursor=0)
        ways.focus()

    def _put(self, name: str, content: Content) -> None:
        part = self.query_one(name, Static)
        part.update(content)
        part.display = bool(content)


def still_needed(count: int) -> str:
    """Say how many answers are missing."""
    return {0: "", 1: "“Proceed” still needs one answer"}.get(count, f"“Proceed” still needs {count} answers")


def title(walk: Walk) -> Content:
    """Say that the conversation is over and, to the seller, where the deal stands."""
    if walk.shared:
        return one_line("Thank you. That is all for this conversation.")
    verdict = VERDICTS[walk.opened.assessment.verdict.kind.value]
    return one_line(f"{walk.conversation.title} is done. So far: ") + verdict.content()


def missing_answers(walk: Walk) -> list[Row]:
    """Give a row for each gate that has no confirmed answer."""
    questions = [walk.opened.script.question_by_id[each] for each in walk.opened.standing.missing_gates]
    return [
        Row(
            each.id,
            answer_sign(walk.opened.standing, each.id).sign() + Content(" "),
            filled(each.ask, walk.opened),
        )
        for each in questions
    ]


def ways_on(walk: Walk) -> list[Row]:
    """Give where to go from here."""
    ways: list[tuple[str, str, str]] = []
    following = walk.next_pass()
    if following is not None:
        count = len(walk.open_questions(following.id))
        ways.append((NEXT, f"Go on with “{following.title}”", f"{count} to ask"))
    parked = [each for each in walk.parked(walk.pass_id) if not (walk.shared and for_the_seller_only(each))]
    if parked:
        ways.append((PARKED, "Come back to what was put off", f"{len(parked)}"))
    ways.append((REVIEW, "Review the answers", "F5"))
    if not walk.shared:
        ways += [(VERDICT, "See the verdict", "F4"), (CONTRACT, "Read the contract", "F8")]
    return [
        Row(key, Content.styled("▸ ", "$accent"), one_line(words), Content.styled(tail, MUTED))
        for key, words, tail in ways
    ]
