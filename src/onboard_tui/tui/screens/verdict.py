"""Where the deal stands, why, what would change it, and what we still do not know; for the seller only."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll

from onboard_tui.deal.ladders import ReadingState
from onboard_tui.errors import OnboardError
from onboard_tui.interview.progress import progress
from onboard_tui.script.model import VerdictKind
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.judgement.lines import (
    COST,
    DECISION,
    FLAG,
    LADDER,
    OUTCOME,
    QUESTION,
    RULES,
    TITLE,
    UNFOLDS,
)
from onboard_tui.tui.judgement.rows import judgement_rows
from onboard_tui.tui.judgement.seen import Seen, read_beside
from onboard_tui.tui.plain import tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.rows import Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine, where_it_stands

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.tui.screens.form import SavingForm
    from onboard_tui.tui.screens.steering import Steered
    from onboard_tui.workspace.open_interview import OpenInterview, Recording


class VerdictScreen(OnboardScreen):
    """The judgement, with everything that it rests on."""

    place: ClassVar[str] = "verdict"
    private: ClassVar[bool] = True
    CSS_PATH = "verdict.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("verdict")]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened
        self.seen = Seen(opened)

    def compose(self) -> ComposeResult:
        """Show one long list."""
        yield TopLine()
        yield ShareBanner()
        with VerticalScroll(id="verdict-body", can_focus=False):
            yield Rows()
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Begin at the top."""
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

    @work(group="beside", exclusive=True)
    async def _read_beside(self) -> None:
        try:
            self.seen.beside = await asyncio.to_thread(read_beside, self.opened)
        except OnboardError as error:
            tell(self, str(error), severity="error")
        else:
            self._show_rows()

    def show_verdict(self) -> None:
        """Show the judgement as it is now; what takes a moment follows."""
        self._show_rows()
        self._show_heading()
        if not self.seen.all_there:
            self._read_beside()

    def _show_rows(self) -> None:
        rows = self.query_one(Rows)
        found = list(judgement_rows(self.seen))
        keys = [row.key for row in found if row.choosable]
        key = rows.key if rows.key in keys else next(iter(keys), None)
        rows.set_rows(found, cursor=next((at for at, row in enumerate(found) if row.key == key), None))

    def _show_heading(self) -> None:
        walked = progress(self.opened.standing)
        titles = (self.opened.script.title, "Verdict")
        self.query_one(TopLine).heading = Heading(
            self.opened.customer, titles, walked.done, walked.total, *where_it_stands(self.opened)
        )
        self.query_one(KeyHints).changed()

    # What a row is for

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self.query_one(Rows).turn(way)

    def action_part(self, way: int) -> None:
        """Go to the next part, or to the one before: the first that the cursor is not at the beginning of."""
        rows = self.query_one(Rows)
        here = rows.cursor or 0
        parts = [at for at, row in enumerate(rows.rows) if row.key == TITLE]
        if way > 0:
            rows.show_from(next((part for part in parts if part > here), here))
        else:
            before = [part for part in parts if any(row.choosable for row in rows.rows[part:here])]
            rows.show_from(before[-1] if before else 0)

    def action_open(self) -> None:
        """Do what the row under the cursor is for."""
        self.query_one(Rows).action_choose()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what belongs to the row: a panel, a question, a form, or more of what it says."""
        event.stop()
        kind, _, rest = event.key.partition(":")
        name = rest.partition(":")[0]
        if kind in UNFOLDS:
            self._unfold(event.key)
            return
        open_it: Mapping[str, Callable[[], None]] = {
            FLAG: partial(self._steer, name),
            QUESTION: partial(self.onboard.show_question, name),
            DECISION: self.action_decide,
            OUTCOME: self.action_outcome,
            COST: self.action_cost,
            LADDER: partial(self._keep_reading, name) if name else self.action_reading,
        }
        open_it[kind]()

    def action_rules(self) -> None:
        """Show or hide the rules that did not hold, and go there."""
        self._unfold(RULES)
        rows = self.query_one(Rows)
        rows.cursor = next((at for at, row in enumerate(rows.rows) if row.key == RULES), rows.cursor)

    def _unfold(self, key: str) -> None:
        """Have a row say more, or no longer."""
        self.seen.unfolded ^= {key}
        self.show_verdict()

    # Steering

    def _steer(self, flag_id: str) -> None:
        from onboard_tui.tui.screens.steering import SteeringPanel
        from onboard_tui.tui.screens.steering_forms import talked_to

        flag = self.opened.assessment.flag_by_id[flag_id]
        panel = SteeringPanel(
            self.opened, flag=flag, steering=self.opened.steering_panel(flag_id), with_whom=talked_to(flag)
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
            self.onboard.show_question(because, heard_from=steered.with_whom)

    def action_plan(self) -> None:
        """Take down a plan for the flag under the cursor."""
        from onboard_tui.tui.screens.steering_forms import plan_form, talked_to

        kind, _, rest = (self.query_one(Rows).key or "").partition(":")
        if kind != FLAG:
            tell(self, "Go to a flag first: a plan stands in for one of them.")
            return
        flag = self.opened.assessment.flag_by_id[rest.partition(":")[0]]
        if flag.rule.mitigable:
            self._fill_in(plan_form(self.opened, flag, with_whom=talked_to(flag)), "the plan")
        else:
            tell(self, f"No plan can stand in for this flag. What clears it: {flag.rule.clears}")

    # The deal

    def action_decide(self) -> None:
        """Ask what is decided, then for what that needs."""
        from onboard_tui.tui.screens.decision import AGAIN, choose_decision, decision_form, unfinished

        def chosen(choice: str | None) -> None:
            if choice == AGAIN:
                self.action_reopen()
            elif choice == VerdictKind.PROCEED.value and (trouble := unfinished(self.opened)):
                tell(self, trouble, severity="warning")
            elif choice is not None:
                self._fill_in(decision_form(self.opened, VerdictKind(choice)), "the decision")

        self.app.push_screen(choose_decision(self.opened), chosen)

    def action_reopen(self) -> None:
        """Take a decided deal up again."""
        from onboard_tui.tui.screens.decision import reopening_form

        if self.opened.interview.dealings.decision is None:
            tell(self, "No decision stands that could be taken up again.")
        else:
            self._fill_in(reopening_form(self.opened), "the deal is open again")

    def action_outcome(self) -> None:
        """Take down a count of active use, or what became of the customer."""
        from onboard_tui.interview.dealings import Fate
        from onboard_tui.tui.screens.outcome import COUNT, choose_outcome, count_form, fate_form

        decision = self.opened.interview.dealings.decision
        if self.opened.script.no_deal:
            tell(
                self, "What came of it is recorded with the deal; what was counted here is in the form there."
            )
            return
        if decision is None:
            tell(self, "There is an outcome once the deal is decided; d decides it.")
            return

        def chosen(what: str | None) -> None:
            if what == COUNT:
                self._fill_in(count_form(self.opened), "the count")
            elif what is not None:
                self._fill_in(fate_form(self.opened, Fate(what)), "what became of them")

        self.app.push_screen(choose_outcome(decision), chosen)

    def action_cost(self) -> None:
        """Take down the figures for what a bad deal costs."""
        from onboard_tui.tui.screens.cost import cost_form

        self._fill_in(cost_form(self.opened), "the figures")

    def action_reading(self) -> None:
        """Ask which ladder is read, then for what shows it."""
        from onboard_tui.tui.screens.reading import choose_ladder

        if any(reading.state is not ReadingState.NOT_APPLICABLE for reading in self.seen.beside.readings):
            chosen = choose_ladder(self.seen.beside.readings)
            self.app.push_screen(chosen, lambda ladder: self._keep_reading(ladder) if ladder else None)
        else:
            tell(self, "No ladder of this script applies to this customer, so there is nothing to read.")

    def _keep_reading(self, ladder_id: str) -> None:
        from onboard_tui.tui.screens.reading import reading_form

        reading = next(each for each in self.seen.beside.readings if each.ladder.id == ladder_id)
        self._fill_in(reading_form(self.opened, reading), "the reading")

    def _fill_in(self, form: SavingForm, what: str) -> None:
        """Have a form filled in; then show what it has changed, and say what was saved."""

        def kept(recording: Recording | None) -> None:
            self.show_verdict()
            if recording is not None:
                tell(self, "Saved: " + ", ".join(filter(None, (what, recording.line))))

        self.app.push_screen(form, kept)
