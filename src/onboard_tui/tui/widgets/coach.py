"""What the seller should know about a question; never shown to the customer."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.contract.sections import TO_SETTLE
from onboard_tui.deal.ages import age_of_coaching
from onboard_tui.errors import OnboardError
from onboard_tui.tui.advice import pair_lines
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.words import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.app import ComposeResult

    from onboard_tui.deal.next_question import NextQuestion
    from onboard_tui.script.model import Question
    from onboard_tui.script.scope import Value
    from onboard_tui.workspace.open_interview import OpenInterview

PARTS = (
    ("know", "KNOW", "$text-primary"),
    ("why", "WHY", "$text-primary"),
    ("good", "A GOOD ANSWER", "$text-success"),
    ("bad", "A BAD ANSWER", "$text-error"),
)


CONTRACT = "contract"
"""The workers that look at the contract; the latest one counts."""
HOW: Mapping[str, str] = {"changed": "", "new": " (new)", "left_out": " (left out)"}
"""What is said behind a part of the contract that would change, by the value of a `contract.since.How`."""

CHECK = "check prices, names and dates before you rely on it"


class CoachPanel(VerticalScroll, can_focus=False):
    """Know, why, good, bad, and the words that steer; and why the question is asked now."""

    DEFAULT_CSS: ClassVar[str] = """
    CoachPanel { padding: 0 1; }
    CoachPanel > Static { height: auto; }
    CoachPanel > #coach-contract { dock: bottom; max-height: 6; }
    """

    def compose(self) -> ComposeResult:
        """Make the words for the question, and a place for what its answer does to the contract."""
        yield Static(id="coach-text")
        yield Static(id="coach-contract")

    def show(self, opened: OpenInterview, question: Question, asked_now: NextQuestion | None) -> None:
        """Show the coaching for a question, and why it is asked now if it was the app that chose it."""
        self.query_one("#coach-text", Static).update(coaching(opened, question, asked_now))
        self.scroll_home(animate=False)
        self._touches(opened, question.id)

    def blank(self) -> None:
        """Show nothing, for share mode."""
        self.workers.cancel_group(self, CONTRACT)
        self.query_one("#coach-text", Static).update(Content())
        self._show_contract(Content())

    @work(exclusive=True, group=CONTRACT)
    async def _touches(self, opened: OpenInterview, question_id: str) -> None:
        self._show_contract(await asyncio.to_thread(touched, opened, question_id))

    @work(exclusive=True, group=CONTRACT)
    async def would(self, opened: OpenInterview, question_id: str, value: Value) -> None:
        """Show what an answer that is being given would change in the contract."""
        self._show_contract(await asyncio.to_thread(changed, opened, question_id, value))

    def _show_contract(self, words: Content) -> None:
        self.query_one("#coach-contract", Static).update(words)


def touched(opened: OpenInterview, question_id: str) -> Content:
    """Say which parts of the contract the answer to a question can touch; called in a thread."""
    try:
        found = opened.touched_by(question_id)
        parts = dict.fromkeys(each.part for each in found if each.paper == opened.contract_title)
    except OnboardError:
        return Content()  # without a pack that can be used there is no contract to touch
    return _about_contract("GOES INTO", parts)


def changed(opened: OpenInterview, question_id: str, value: Value) -> Content:
    """Say which parts of the contract an answer would change; called in a thread."""
    try:
        sections = opened.would_change(question_id, value)
    except OnboardError:
        return Content()
    named = parts_that_change((each.title, each.how.value) for each in sections)
    return _about_contract("THIS ANSWER WOULD CHANGE", named or ["nothing in the contract"])


def parts_that_change(sections: Iterable[tuple[str, str]]) -> list[str]:
    """Name each part of the contract once; one wording that takes the place of another changes it."""
    found: dict[str, set[str]] = {}
    for title, how in sections:
        if title == TO_SETTLE:
            continue  # what a part waits for is no part of the contract
        found.setdefault(title, set()).add(how)
    return [f"{title}{HOW[how.pop()] if len(how) == 1 else ''}" for title, how in found.items()]


def _about_contract(heading: str, named: Iterable[str]) -> Content:
    words = " · ".join(named)
    if not words:
        return Content()
    return Content.assemble("\n", (heading, "bold $text-primary"), "\n") + plain(words)


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
