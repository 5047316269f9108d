"""What is left to settle before a paper is final, each thing with the way to settle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from onboard_tui.contract.document import Blocks
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.screens.base import Layer
from onboard_tui.tui.screens.form import FormField, SavingForm
from onboard_tui.tui.signs import ANSWER_STATES
from onboard_tui.tui.typed import day_field, optional_day
from onboard_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from onboard_tui.contract.document import Draft, Finding
    from onboard_tui.contract.final import Approval
    from onboard_tui.workspace.open_interview import OpenInterview, Recording

QUESTION: Final = "question"
CLAUSE: Final = "clause"
FINDING: Final = "finding"
APPROVAL: Final = "approval"
DECIDE: Final = "decide"
FINAL: Final = "final"
"""What the key of a row begins with: how it is settled."""

NO_QUESTION: Final = (
    "No question asks for your firm's legal name. Set ONBOARD_TUI_OUR_NAME to it, "
    "or write it under our_name in words.yaml of the pack."
)
"""The way to settle the one open point of a contract that no answer settles."""

DONE = Content.styled(" ✓ ", "$text-success")
LEFT = Content.styled(" ○ ", "$text-warning")
NOTED = Content.styled(" · ", MUTED)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """How a draft stands on its way to be final."""

    draft: Draft
    in_the_way: tuple[str, ...]
    undecided: tuple[str, ...]
    """What a decision keeps it from."""
    approvals: tuple[Approval, ...]


def unsettled(opened: OpenInterview) -> Unsettled:
    """Find out what is left; called in a thread. Raises `ContractError` and `StoreError`."""
    return Unsettled(opened.preview_draft(), opened.in_the_way(), opened.undecided(), opened.approvals())


class SettleLayer(Layer[str]):
    """Closes with the key of the row to be settled: its kind, a colon, and its name."""

    place: ClassVar[str] = "settle"
    CSS_PATH = "settle.tcss"

    def __init__(self, opened: OpenInterview, left: Unsettled) -> None:
        super().__init__()
        self.opened = opened
        self.left = left

    def compose(self) -> ComposeResult:
        """Show all of it, the first thing to settle under the cursor."""
        with Vertical(classes="box") as box:
            box.border_subtitle = self.HOW_TO_CLOSE
            yield Static(plain(self._title()), classes="box-title")
            with VerticalScroll(can_focus=False):
                yield Rows(tuple(self._rows()))

    def _title(self) -> str:
        number = len(self.left.in_the_way)
        if self.left.draft.final:
            return f"Version {self.left.draft.number} is final"
        return f"Left to settle before it is final: {number}" if number else "Ready to be final"

    def on_mount(self) -> None:
        """Begin at the first row that something can be done about."""
        rows = self.query_one(Rows)
        rows.cursor = next((place for place, row in enumerate(rows.rows) if row.choosable), None)
        rows.focus()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close with what was chosen."""
        event.stop()
        self.dismiss(event.key)

    def _rows(self) -> Iterator[Row]:
        draft = self.left.draft
        if draft.final:
            yield Row("", NOTED, plain("Nothing changed since. Export it with ctrl+s."), choosable=False)
        elif not self.left.in_the_way:
            yield Row(f"{FINAL}:", LEFT, plain("Make it final") + plain("  somebody approves it", MUTED))
        yield from self._group("DECISION", [_decision(each) for each in self.left.undecided])
        yield from self._group("TO CONFIRM", list(self._open_points()))
        yield from self._group("YOUR WORDS AND NEW ANSWERS", list(self._conflicts()))
        yield from self._group("A SECOND PERSON", [_approval(each) for each in self.left.approvals])
        yield from self._group("CHECKS", [_finding(each) for each in draft.findings])

    def _group(self, title: str, rows: list[Row]) -> Iterator[Row]:
        if rows:
            yield Row(f"heading:{title}", Content(" "), plain(title, "bold $accent"), choosable=False)
            yield from rows

    def _open_points(self) -> Iterator[Row]:
        for point in self.left.draft.open_points:
            state = ANSWER_STATES[point.state]
            asked = point.question in self.opened.script.question_by_id
            body = one_line(point.ask) + plain(f"  {state.word if asked else 'set by your firm'}", MUTED)
            yield Row(f"{QUESTION}:{point.question}", Content(" ") + state.sign() + Content(" "), body)

    def _conflicts(self) -> Iterator[Row]:
        titles = {origin.clause: origin.title for origin in self.left.draft.origins}
        for each in self.left.draft.rewordings:
            if each.conflicts and not each.left_out:
                yield Row(f"{CLAUSE}:{each.clause}", LEFT, plain(titles.get(each.clause, each.clause)))


def _decision(sentence: str) -> Row:
    return Row(f"{DECIDE}:", LEFT, plain(sentence))


def _approval(approval: Approval) -> Row:
    by = f"  agreed: {approval.by}" if approval.by else "  has to agree to it"
    return Row(
        f"{APPROVAL}:{approval.clause}",
        DONE if approval.by else LEFT,
        plain(approval.title) + plain(by, MUTED),
    )


def _finding(finding: Finding) -> Row:
    sign = DONE if finding.reason else NOTED if finding.blocks is Blocks.NOTHING else LEFT
    where = plain(f"  {finding.number}".rstrip(), MUTED)
    words = plain(f"\n“{finding.sentence}”", MUTED) if finding.sentence else Content()
    why = plain(f"\nmeant so: {finding.reason}", "$text-success") if finding.reason else Content()
    return Row(f"{FINDING}:{finding.key}", sign, plain(finding.text) + where + words + why)


# The forms that settle


def reason_form(opened: OpenInterview, finding: Finding) -> SavingForm:
    """Ask why something that was found is meant to be so."""
    blocked = {
        Blocks.EXPORT: "Until then the paper is not exported.",
        Blocks.FINAL: "Until then the paper is not final.",
        Blocks.NOTHING: "It stands in the way of nothing.",
    }[finding.blocks]
    return SavingForm(
        "Meant to be so",
        [FormField("reason", "Why (20 characters or more)", finding.reason, required=True)],
        save=lambda typed: opened.answer_finding(finding.key, typed["reason"], by=opened.interview.seller),
        read_again=opened.read_again,
        intro=f"{finding.text} {blocked}",
    )


def approval_form(opened: OpenInterview, clause: str, title: str) -> SavingForm:
    """Ask who agrees to a clause that needs a second person."""
    return SavingForm(
        f"Agree to: {title}",
        [FormField("by", "Who agrees to these words", hint="not yourself", required=True)],
        save=lambda typed: opened.approve_clause(clause, by=typed["by"]),
        read_again=opened.read_again,
        intro="Other words need another approval.",
    )


def sent_form(opened: OpenInterview, number: int) -> SavingForm:
    """Ask to whom a draft went; what changes afterwards is told."""

    def save(typed: dict[str, str]) -> Recording:
        on = optional_day(opened, typed["on"], gone=True)
        return opened.mark_sent(number, to=typed["to"], on=on)

    return SavingForm(
        f"Draft {number} was sent",
        [
            FormField("to", "To whom", required=True),
            day_field(opened, "on", "On which day", hint="today, unless you say when", gone=True),
        ],
        save=save,
        read_again=opened.read_again,
        intro="From then on the contract says what differs from what they have.",
    )


def final_form(opened: OpenInterview) -> SavingForm:
    """Ask who approves the paper as it is."""
    from onboard_tui.workspace.open_interview import Recording

    def save(typed: dict[str, str]) -> Recording:
        return Recording(f"Version {opened.make_final(by=typed['by']).number} is final.")

    return SavingForm(
        "Make it final",
        [FormField("by", "Who approves it", required=True)],
        save=save,
        read_again=opened.read_again,
        intro="It is kept under a number of its own and exported without the mark of a draft.",
        done="Make it final",
    )
