"""The contract as the answers make it now: clauses beside their text, what is open, and what changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.contract.sections import Section, compare, sections_of
from onboard_tui.errors import OnboardError
from onboard_tui.interview.progress import progress
from onboard_tui.tui.commands import bindings_for
from onboard_tui.tui.plain import MUTED, plain, tell
from onboard_tui.tui.reworded import reworded
from onboard_tui.tui.screens.contract_work import ContractWork
from onboard_tui.tui.screens.cover import COVER, COVER_TITLE, cover_blocks
from onboard_tui.tui.signs import CLAUSE_MARKS
from onboard_tui.tui.widgets.key_hints import KeyHints
from onboard_tui.tui.widgets.paper import LaidOut, Paper, Passage, lay_out
from onboard_tui.tui.widgets.rows import Row, Rows
from onboard_tui.tui.widgets.share_banner import ShareBanner
from onboard_tui.tui.widgets.top_line import Heading, TopLine, where_it_stands

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.sections import Changes
    from onboard_tui.contract.since import ChangeList
    from onboard_tui.store.rows import StoredDraft
    from onboard_tui.workspace.contract_in_hand import ChangedSinceSent
    from onboard_tui.workspace.open_interview import OpenInterview

NUMBER_CELLS = 3
"""Cells for a part's number in the list."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft divided for reading, beside what it is compared with."""

    draft: Draft
    sections: tuple[Section, ...]
    kept: tuple[StoredDraft, ...]
    """The drafts that are stored, oldest first."""
    earlier: Draft | None
    """The draft that it is compared with."""
    changes: Changes | None
    reasons: ChangeList | None
    """What made the changes."""
    alarm: ChangedSinceSent | None
    """What differs from the draft that the customer has."""
    in_the_way: tuple[str, ...]
    """What keeps it from being final."""


def read_contract(opened: OpenInterview, back: int) -> Reading:
    """Draft the contract and compare it with the draft stored `back` drafts ago, 1 being the last.

    Raises `ContractError` and `StoreError`.
    """
    draft = opened.preview_draft()
    kept = opened.drafts()
    earlier = opened.kept_draft(kept[-back].number) if 0 < back <= len(kept) else None
    return Reading(
        draft=draft,
        sections=tuple(each for document in draft.documents for each in sections_of(draft, document)),
        kept=kept,
        earlier=earlier,
        changes=compare(earlier, draft) if earlier else None,
        reasons=opened.changes_since(earlier.number) if earlier else None,
        alarm=opened.answers_changed_since_sent(),
        in_the_way=() if draft.final else opened.in_the_way(),
    )


class ContractScreen(ContractWork):
    """All papers of the draft in one long text, the list of their clauses beside it; for the seller only."""

    place: ClassVar[str] = "contract"
    private: ClassVar[bool] = True
    CSS_PATH = "contract.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_for("contract")]

    def __init__(self, opened: OpenInterview) -> None:
        super().__init__()
        self.opened = opened
        self.reading: Reading | None = None
        """None until the draft is made, or where none can be made."""
        self.back = 1
        """How many stored drafts back the comparison goes; 0 for none."""
        self.current = COVER
        """The key of the section that keys work on."""

    def compose(self) -> ComposeResult:
        """Show the list and the text side by side."""
        yield TopLine()
        yield ShareBanner()
        yield Static(plain("Drafting …", MUTED), id="contract-wait")
        with Horizontal(id="contract-panes"):
            with VerticalScroll(id="contract-list", can_focus=False):
                yield Rows()
            yield Paper(id="contract-text")
        yield KeyHints(self.place)

    def on_mount(self) -> None:
        """Say whose contract this is while it is drafted."""
        super().on_mount()
        walked = progress(self.opened.standing)
        titles = (self.opened.script.title, "Contract")
        self.query_one(TopLine).heading = Heading(
            self.opened.customer, titles, walked.done, walked.total, *where_it_stands(self.opened)
        )

    def on_screen_resume(self) -> None:
        """Draft it, or draft it anew after an export."""
        self.read()

    def share_changed(self) -> None:
        """Close: nothing of this is for the customer before it is sent."""
        if self.onboard.share:
            self.query_one("#contract-panes").display = False
            self.dismiss()

    @property
    def _paper(self) -> Paper:
        return self.query_one(Paper)

    @property
    def section(self) -> Section | None:
        """Give the section that keys work on; none on the cover."""
        sections = self.reading.sections if self.reading else ()
        return next((each for each in sections if each.key == self.current), None)

    # Drafting

    def read(self) -> None:
        """Draft the contract in a thread and show it."""
        self.run_worker(self._read(), group="contract", exclusive=True)

    async def _read(self) -> None:
        try:
            reading, passages, laid_out = await asyncio.to_thread(self._prepared, self._paper.text_width)
        except OnboardError as error:
            self.query_one("#contract-wait", Static).update(plain(str(error), "$text-error"))
            return
        if reading != self.reading:
            self._show(reading, passages, laid_out)

    def _prepared(self, width: int) -> tuple[Reading, tuple[Passage, ...], LaidOut]:
        """Draft, divide and wrap; called in a thread."""
        reading = read_contract(self.opened, self.back)
        passages = tuple(passages_of(self.opened, reading))
        return reading, passages, lay_out(passages, width)

    def _show(self, reading: Reading, passages: tuple[Passage, ...], laid_out: LaidOut) -> None:
        first = self.reading is None
        self.reading = reading
        rows = list(self._rows(reading))
        keys = [row.key for row in rows]
        if self.current not in keys:
            self.current = COVER
        self.query_one("#contract-wait").display = False
        self.query_one(Rows).set_rows(rows, cursor=keys.index(self.current))
        self._paper.show(passages, laid_out, self.current)
        if first:
            self._focus_what_is_shown()

    def _rows(self, reading: Reading) -> Iterator[Row]:
        yield Row(COVER, Content(" " * (NUMBER_CELLS + 1)), Content.styled(COVER_TITLE, "bold"))
        titles = {document.id: document.title for document in reading.draft.documents}
        document = ""
        for section in reading.sections:
            if section.document != document:
                document = section.document
                private = Content() if section.for_customer else plain("  never sent", MUTED)
                yield Row(
                    f"document:{document}",
                    Content(" "),
                    plain(titles[document].upper(), "bold $accent") + private,
                    choosable=False,
                )
            yield clause_row(reading, section)

    # Where the reader is

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Bring the text of the clause under the cursor to the top."""
        event.stop()
        self._go(event.key)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Read the clause; where there is little room, in place of the list."""
        event.stop()
        self.remove_class("-with-list")
        self._focus_what_is_shown()
        self._go(event.key)

    def _go(self, key: str) -> None:
        """Make a section the current one and show it from its first line."""
        self.current = key
        self._paper.go(key)

    def on_paper_moved(self, event: Paper.Moved) -> None:
        """Let the list follow the reader."""
        event.stop()
        self.current = event.key
        rows = self.query_one(Rows)
        with rows.prevent(Rows.Moved):
            rows.cursor = self._place_of(event.key)

    def _place_of(self, key: str) -> int:
        return next(number for number, row in enumerate(self.query_one(Rows).rows) if row.key == key)

    def action_page(self, way: int) -> None:
        """Go on, or back, by what the screen shows."""
        self._paper.page(way)

    def action_toggle_list(self) -> None:
        """Show or hide the list of clauses."""
        self.toggle_class("-with-list" if self.has_class("-tiny") else "-no-list")
        self._focus_what_is_shown()

    @property
    def _list_shown(self) -> bool:
        return bool(self.query_one("#contract-list").styles.display != "none")

    def _focus_what_is_shown(self) -> None:
        self.call_after_refresh((self.query_one(Rows) if self._list_shown else self._paper).focus)

    # What can be done with a clause

    def action_why(self) -> None:
        """Say why the clause is here."""
        if self.reading is not None and self.section is not None:
            self.run_worker(self._why(self.section), group="why", exclusive=True)
        else:
            tell(self, "The cover is no part of the contract. Go to a clause first.")

    async def _why(self, section: Section) -> None:
        from onboard_tui.tui.screens.why import WhyLayer

        try:
            why = await asyncio.to_thread(self.opened.why, section.clause) if section.clause else None
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        self.app.push_screen(WhyLayer(self.opened, section, why), self.go_to_question)

    def action_open_point(self) -> None:
        """Go to the next section of a paper that waits for an answer; after the last one, to the first."""
        if self.reading is None:
            return
        keys = [COVER, *(section.key for section in self.reading.sections)]
        here = keys.index(self.current)
        waiting = [each.key for each in self.reading.sections if each.is_open and each.for_customer]
        if not waiting:
            tell(self, "Nothing is open.")
            return
        self._move_to(next((key for key in waiting if keys.index(key) > here), waiting[0]))

    def _move_to(self, key: str) -> None:
        rows = self.query_one(Rows)
        with rows.prevent(Rows.Moved):
            rows.cursor = self._place_of(key)
        self._go(key)

    def action_answer(self) -> None:
        """Go to the question that the section waits for; on the cover, to any that is open."""
        from onboard_tui.tui.screens.choose import Choose
        from onboard_tui.tui.screens.settle import NO_QUESTION

        if self.reading is None:
            return
        asked = self.opened.script.question_by_id
        if self.section is not None:
            is_open, questions = self.section.is_open, list(self.section.open_questions)
        else:
            questions = [point.question for point in self.reading.draft.open_points]
            is_open = bool(questions)
        waiting = [each for each in questions if each in asked]
        if len(waiting) == 1:
            self.go_to_question(waiting[0])
        elif waiting:
            rows = [Row(each, Content(" ○ "), plain(asked[each].ask)) for each in waiting]
            self.app.push_screen(Choose("Which question?", rows), self.go_to_question)
        elif is_open:
            tell(self, NO_QUESTION)
        else:
            tell(self, "Nothing is open here. Press o for the next open point.")

    def go_to_question(self, question: str | None) -> None:
        """Go to a question of the interview, if one is named."""
        if question is not None:
            self.onboard.show_question(question)

    # Drafts

    def action_draft(self) -> None:
        """Store the contract as it is now."""
        if self.reading is not None:
            self.run_worker(self._keep(self.reading), group="contract", exclusive=True)

    async def _keep(self, reading: Reading) -> None:
        try:
            draft = await asyncio.to_thread(self.opened.draft)
        except OnboardError as error:
            tell(self, str(error), severity="error")
            return
        if reading.kept and reading.kept[-1].number == draft.number:
            tell(self, f"Nothing changed since draft {draft.number}, so it stays draft {draft.number}.")
        else:
            tell(self, f"Kept as draft {draft.number}. Export it with ctrl+s.")
        await self._read()

    def action_compare(self) -> None:
        """Mark what changed since the last draft, the one before, and so on; after the first, nothing."""
        if self.reading is None:
            return
        kept = self.reading.kept
        if not kept:
            tell(self, "There is no earlier draft yet. Press d to keep this one.")
            return
        self.back = (self.back + 1) % (len(kept) + 1)
        marked = f"what changed since draft {kept[-self.back].number}" if self.back else "nothing"
        tell(self, f"Marked now: {marked}.")
        self.read()


def passages_of(opened: OpenInterview, reading: Reading) -> Iterator[Passage]:
    """Give the cover and the sections, as they are read."""
    yield Passage(COVER, tuple(cover_blocks(opened, reading)))
    for section in reading.sections:
        was = reading.changes.changed.get(section.key) if reading.changes else None
        blocks = tuple(reworded(was.blocks, section.blocks)) if was else section.blocks
        numbered = bool(section.number) or not section.opens_part
        yield Passage(section.key, blocks, _note(reading, section), numbered)


def _note(reading: Reading, section: Section) -> Content | None:
    """Say above a section that it changed."""
    mark = change_of(reading, section)
    if mark is None or reading.earlier is None:
        return None
    sign = CLAUSE_MARKS[mark]
    return plain(f"{sign.mark} {sign.word} since draft {reading.earlier.number}", sign.style)


def change_of(reading: Reading, section: Section) -> str | None:
    """Say whether a section is `changed` or `new`, if it is compared and differs."""
    if reading.changes is None:
        return None
    if section.key in reading.changes.changed:
        return "changed"
    return "new" if section.key in reading.changes.new else None


def by_hand(reading: Reading, section: Section) -> str | None:
    """Say whether a section carries words put in by hand, and whether new answers contradict them."""
    found = next((each for each in reading.draft.rewordings if each.clause == section.clause), None)
    if found is None or section.clause is None:
        return None
    return "conflict" if found.conflicts else "by_hand"


def clause_row(reading: Reading, section: Section) -> Row:
    """Give the line of a section in the list: number, title, and its marks in columns of their own."""
    origin = next((each for each in reading.draft.origins if each.clause == section.clause), None)
    tailored = section.is_tailored or (origin is not None and bool(origin.rule))
    signs = (
        *("tailored" if tailored else "", "open" if section.is_open else ""),
        *(change_of(reading, section) or "", by_hand(reading, section) or ""),
    )
    marks = Content("").join(CLAUSE_MARKS[mark].sign() if mark else Content(" ") for mark in signs)
    lead = plain(f" {section.number:>{NUMBER_CELLS - 1}} ", MUTED)
    return Row(section.key, lead, plain(section.title, "bold" if section.opens_part else ""), marks)
