"""Where the deal stands, why, what would change it, and what we still do not know; for the seller only."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from onboard_tui.interview.progress import progress
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.judgement import FLAG, QUESTION, RULES, judgement_rows
from onboard_tui.tui.plain import tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.tui.screens.steering import Steered
    from onboard_tui.workspace.open_interview import OpenInterview


class VerdictScreen(OnboardScreen):
    """The judgement, with everything that it rests on."""

    place: ClassVar[str] = "verdict"
    private: ClassVar[bool] = True
    CSS_PATH = "verdict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("verdict")]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened
        self.all_rules = False
        """Whether the rules that did not hold are shown."""

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="verdict-body", can_focus=False):
            yield Rows()
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Begin with the first red flag, or at the top."""
        super().on_mount()
        self.show_verdict()
        self.query_one(Rows).focus()

    def share_changed(self) -> None:
        """Close: nothing of this is for the customer."""
        if self.onboard.share:
            self.query_one("#verdict-body").display = False
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Show where the deal stands now."""
        if self.is_mounted and self.query(Rows):
            self.show_verdict()

    def show_verdict(self) -> None:
        """Show the judgement as it is now."""
        rows = self.query_one(Rows)
        found = list(judgement_rows(self.opened, all_rules=self.all_rules))
        keys = [row.key for row in found if row.choosable]
        key = rows.key if rows.key in keys else next(iter(keys), None)
        rows.set_rows(found, cursor=next((at for at, row in enumerate(found) if row.key == key), None))
        assessment = self.opened.assessment
        walked = progress(assessment.standing)
        titles = (self.opened.script.title, "Verdict")
        kind = assessment.verdict.kind.value
        self.query_one(TopLine).heading = Heading(
            self.opened.customer, titles, walked.done, walked.total, kind, lead="verdict"
        )

    def action_rules(self) -> None:
        """Show or hide the rules that did not hold."""
        self.all_rules = not self.all_rules
        self.show_verdict()

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Rows).turn(way)

    def action_steer(self) -> None:
        """Do what the row under the cursor is for."""
        self.query_one(Rows).action_choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the panel of a flag, go to a question, or show the other rules."""
        event.stop()
        if event.key == RULES:
            self.action_rules()
        elif event.key.startswith(FLAG):
            self._steer(event.key.removeprefix(FLAG))
        elif event.key.startswith(QUESTION):
            self.onboard.show_question(event.key.removeprefix(QUESTION).split(":")[0])

    def _steer(self, flag_id: str) -> None:
        from onboard_tui.tui.screens.steering import SteeringPanel

        flag = self.opened.assessment.flag_by_id[flag_id]
        with_whom = flag.attempts[-1].with_whom if flag.attempts else ""
        panel = SteeringPanel(
            self.opened, flag=flag, steering=self.opened.steering_panel(flag_id), with_whom=with_whom
        )
        because = next(iter(flag.because), None)
        self.app.push_screen(panel, lambda steered: self._steered(steered, because))

    def _steered(self, steered: Steered | None, because: str | None) -> None:
        """Say what was saved; where the customer came round, go to the answer that changes."""
        self.show_verdict()
        if steered is None:
            return
        if steered.line:
            tell(self, f"Saved: {steered.line}")
        if steered.change_answer and because is not None:
            self.onboard.show_question(because)
