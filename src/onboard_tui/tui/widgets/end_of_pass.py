"""What is shown when a conversation has no more questions: what is open, and where to go."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.deal.steering import order_taking, steering_waiting
from onboard_tui.tui.plain import MUTED, one_line
from onboard_tui.tui.signs import SEVERITIES, VERDICTS
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.words import for_the_seller_only

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
    EndOfPass #end-text { height: auto; margin-bottom: 1; }
    """

    def compose(self) -> ComposeResult:
        """Make title, text and the ways on."""
        with Vertical(id="end"):
            yield Static(id="end-title")
            yield Static(id="end-text")
            yield Rows(id="ways-on")

    def show(self, walk: Walk) -> None:
        """Sum up the conversation that is over."""
        title = (
            "Thank you. That is all for this conversation."
            if walk.shared
            else f"{walk.conversation.title}: done"
        )
        self.query_one("#end-title", Static).update(one_line(title))
        text = self.query_one("#end-text", Static)
        text.update(Content() if walk.shared else summary(walk))
        text.display = not walk.shared
        ways = self.query_one("#ways-on", Rows)
        ways.set_rows(ways_on(walk), cursor=0)
        ways.focus()


def summary(walk: Walk) -> Content:
    """Give what is still open, what was not steered, and how much was only written down. For the seller only."""
    opened = walk.opened
    blocks = [
        Content("So far: ") + VERDICTS[opened.assessment.verdict.kind.value].content(),
        _open_points(walk),
        _not_steered(walk),
    ]
    taking = order_taking(opened.assessment.flags)
    if taking.raised:
        blocks.append(one_line(f"Order taking: {taking}", MUTED))
    return Content("\n\n").join(block for block in blocks if block)


def _open_points(walk: Walk) -> Content:
    opened = walk.opened
    missing = [opened.script.question_by_id[each] for each in opened.standing.missing_gates]
    if not missing:
        return Content("Every gate has a confirmed answer.")
    lines = [Content.styled(f"{len(missing)} answers that “proceed” needs are still open:", "bold")]
    lines += [Content("  ○ ") + one_line(question.ask) for question in missing[:MOST_NAMED]]
    if len(missing) > MOST_NAMED:
        lines.append(Content.styled(f"  and {len(missing) - MOST_NAMED} more", MUTED))
    return Content("\n").join(lines)


def _not_steered(walk: Walk) -> Content:
    waiting = [
        each for each in steering_waiting(walk.opened.standing) if each.flag and not each.flag.attempts
    ]
    if not waiting:
        return Content()
    lines = [Content.styled("Raised, and not steered yet (F9):", "bold")]
    for each in waiting[:MOST_NAMED]:
        if each.flag is not None:
            sign = SEVERITIES[each.flag.rule.severity.value]
            lines.append(Content("  ") + sign.sign() + Content(" ") + one_line(each.flag.rule.title))
    return Content("\n").join(lines)


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
