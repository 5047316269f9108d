"""What a seller does with the contract on the screen: other words, settling, sending, ordering more."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.errors import OnboardError
from onboard_tui.tui.plain import MUTED, plain, tell
from onboard_tui.tui.screens.base import OnboardScreen
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from onboard_tui.contract.sections import Section
    from onboard_tui.tui.screens.contract import Reading
    from onboard_tui.tui.screens.settle import Unsettled
    from onboard_tui.workspace.open_interview import OpenInterview, Recording


class ContractWork(OnboardScreen):
    """The part of the contract screen that records something; what it records is read as the screen comes back."""

    opened: OpenInterview
    reading: Reading | None

    @property
    @abstractmethod
    def section(self) -> Section | None:
        """The section that keys work on; none on the cover."""

    @abstractmethod
    def read(self) -> None:
        """Draft the contract in a thread and show it."""

    @abstractmethod
    def go_to_question(self, question: str | None) -> None:
        """Go to a question of the interview, if one is named."""

    def action_reword(self) -> None:
        """Give the clause other words by hand."""
        section = self.section
        if self.reading is None or section is None or section.clause is None:
            tell(self, "This is put together from other parts. Go to a clause to give it other words.")
            return
        self.run_worker(self._reword(section.clause), group="reword", exclusive=True)

    async def _reword(self, clause: str) -> None:
        from onboard_tui.tui.screens.reword import RewordLayer

        if self.reading is None:
            return
        try:
            text = await asyncio.to_thread(self.opened.clause_text, clause)
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        draft = self.reading.draft
        title = next((each.title for each in draft.origins if each.clause == clause), clause)
        conflicts = next((each.conflicts for each in draft.rewordings if each.clause == clause), ())
        self.app.push_screen(RewordLayer(self.opened, clause, title, text, conflicts), self._recorded)

    def _recorded(self, recording: Recording | None) -> None:
        """Say what was recorded; the contract is read anew as the screen comes back."""
        for note in (recording.line, *recording.notes) if recording is not None else ():
            if note:
                tell(self, note)

    def action_settle(self) -> None:
        """Go through what is left before the contract is final, and make it final."""
        self.run_worker(self._settle(), group="settle", exclusive=True)

    async def _settle(self) -> None:
        from onboard_tui.tui.screens.settle import SettleLayer, unsettled

        try:
            left = await asyncio.to_thread(unsettled, self.opened)
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        self.app.push_screen(SettleLayer(self.opened, left), lambda key: self._settle_one(left, key))

    def _settle_one(self, left: Unsettled, key: str | None) -> None:
        from onboard_tui.tui.screens import settle

        kind, _, name = (key or "").partition(":")
        if kind == settle.QUESTION and name in self.opened.script.question_by_id:
            self.go_to_question(name)
        elif kind == settle.QUESTION:
            tell(self, settle.NO_QUESTION)
        elif kind == settle.CLAUSE:
            self.run_worker(self._reword(name), group="reword", exclusive=True)
        elif kind == settle.DECIDE:
            self.onboard.open_verdict()
        elif kind == settle.FINDING:
            finding = next(each for each in left.draft.findings if each.key == name)
            self.app.push_screen(settle.reason_form(self.opened, finding), self._recorded)
        elif kind == settle.APPROVAL:
            title = next(each.title for each in left.approvals if each.clause == name)
            self.app.push_screen(settle.approval_form(self.opened, name, title), self._recorded)
        elif kind == settle.FINAL:
            self.app.push_screen(settle.final_form(self.opened), self._recorded)

    def action_sent(self) -> None:
        """Record that the draft kept last went to the customer."""
        from onboard_tui.tui.screens.settle import sent_form

        if self.reading is None or not self.reading.kept:
            tell(self, "Nothing is kept yet that could be sent. Press d to keep this draft.")
            return
        self.app.push_screen(sent_form(self.opened, self.reading.kept[-1].number), self._recorded)

    def action_pack(self) -> None:
        """Choose the pack that the deal is drafted with."""
        self.run_worker(self._choose_pack(), group="pack", exclusive=True)

    async def _choose_pack(self) -> None:
        from onboard_tui.tui.screens.choose import Choose

        packs = await asyncio.to_thread(self.opened.packs)
        if not packs:
            tell(self, "No pack that comes with the program is for this script.")
            return
        in_use = self.reading.draft.pack if self.reading else ""
        rows = [
            Row(
                pack.id,
                Content.styled(f" {number} ", "$accent"),
                plain(pack.title) + plain("  in use" if pack.id == in_use else "", MUTED),
            )
            for number, pack in enumerate(packs, start=1)
        ]
        intro = "The same answers in other words. Drafts that are kept stay as they are."
        self.app.push_screen(Choose("Draft it with which pack?", rows, intro=intro), self._use_pack)

    def _use_pack(self, pack: str | None) -> None:
        in_use = self.reading.draft.pack if self.reading else ""
        if pack is not None and pack != in_use:
            self.run_worker(self._keep_pack(pack), group="pack", exclusive=True)

    async def _keep_pack(self, pack: str) -> None:
        try:
            await asyncio.to_thread(self.opened.choose_pack, pack)
        except OnboardError as error:
            tell(self, str(error), severity="error")
        else:
            self.read()

    def action_order(self) -> None:
        """Take an order under the agreement."""
        from onboard_tui.tui.screens.ordering import choose_service

        try:
            self.app.push_screen(choose_service(self.opened), self._order)
        except OnboardError as error:
            tell(self, str(error), severity="error")

    def _order(self, service: str | None) -> None:
        from onboard_tui.tui.screens.ordering import order_form

        if service is not None:
            self.app.push_screen(order_form(self.opened, service), self._ordered)

    def _ordered(self, recording: Recording | None) -> None:
        from onboard_tui.tui.screens.ordering import ordered_in_words

        if recording is not None:
            tell(self, ordered_in_words(self.opened))
