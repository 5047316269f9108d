"""What the interview screen is made of: outline, question or end of the conversation, coach."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal

from onboard_tui.tui.app import MEDIUM, WIDE
from onboard_tui.tui.widgets.coach import CoachPanel
from onboard_tui.tui.widgets.end_of_pass import EndOfPass
from onboard_tui.tui.widgets.outline import OutlinePanel
from onboard_tui.tui.widgets.question_card import QuestionCard
from onboard_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from onboard_tui.tui.walk import Walk


class InterviewBody(Horizontal):
    """Panels beside the question where there is room, in its place or not at all where there is little."""

    DEFAULT_CSS: ClassVar[str] = """
    InterviewBody { height: 1fr; }
    """

    def compose(self) -> ComposeResult:
        """Lay out the panels; the style sheet says which are seen in which width."""
        yield OutlinePanel()
        yield QuestionCard()
        yield EndOfPass()
        yield CoachPanel()

    def show(self, walk: Walk, question_id: str | None) -> None:
        """Show around the question how things stand now; in share mode nothing of it."""
        outline, coach = self.query_one(OutlinePanel), self.query_one(CoachPanel)
        if walk.shared:
            self.remove_class("-with-outline", "-with-coach")
            outline.blank()
        else:
            outline.show(walk.opened, question_id)
        if walk.shared or question_id is None:
            coach.blank()
        else:
            question = walk.opened.script.question_by_id[question_id]
            coach.show(walk.opened, question, walk.opened.next_question(walk.pass_id))

    @property
    def wide(self) -> bool:
        """Whether outline and coach both have their place beside the question."""
        return self.app.size.width >= WIDE

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        self._toggle("outline", "coach", beside_question=self.wide)

    def toggle_coach(self) -> None:
        """Show or hide the coach."""
        outline_in_its_place = self.has_class("-with-outline") and not self.wide
        beside_question = self.app.size.width >= MEDIUM and not outline_in_its_place
        self._toggle("coach", "outline", beside_question=beside_question)

    def leave_panels(self) -> bool:
        """Close a panel that was opened in the question's place; whether there was one, or one had the focus."""
        opened = self.has_class("-with-outline") or self.has_class("-with-coach")
        self.remove_class("-with-outline", "-with-coach")
        return opened or self.query_one(OutlinePanel).has_focus_within

    def focus_flags(self) -> None:
        """Show the outline, if it is not there, and go to the flags below it."""
        self.remove_class("-no-outline")
        if not self.wide:
            self.remove_class("-with-coach").add_class("-with-outline")
        self.query_one("#flags", Rows).focus(scroll_visible=False)
        # A panel that was hidden is laid out in the first refresh, and scrolls to where we are in it.
        self.call_after_refresh(self.call_after_refresh, self._scroll_to_flags)

    def _scroll_to_flags(self) -> None:
        title = self.query_one("#flags-title")
        self.query_one(OutlinePanel).scroll_to_widget(title, animate=False, top=True, force=True)

    def _toggle(self, panel: str, other: str, *, beside_question: bool) -> None:
        """Show or hide a panel: by default it is shown where it has its place, and hidden elsewhere."""
        if beside_question:
            self.toggle_class(f"-no-{panel}")
            return
        self.remove_class(f"-with-{other}", f"-no-{panel}")
        if self.app.size.width < MEDIUM or panel == "outline":
            self.toggle_class(f"-with-{panel}")
