"""What is recorded about the papers of a deal: wordings by hand, reasons, approvals, papers sent, orders, months."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeAlias

from onboard_tui.interview.logged import Logged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from onboard_tui.interview.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class PackChosen(Logged):
    """Another contract pack than the script's own was chosen for the deal; the last choice counts."""

    pack: str
    """A bundled pack's id, or a folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded(Logged):
    """A clause was given other words by hand; they stay when the contract is drafted anew."""

    clause: str
    base: str = ""
    """The clause as it was drafted when its words were changed, as `contract.hand_edits` writes a clause."""
    text: str = ""
    """The clause as it should read, written the same way; empty where the drafted words hold again."""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingAnswered(Logged):
    """Something that the checks of a draft found is meant to be so, for a reason."""

    finding: str
    """The finding's key, the same in every draft in which it is found."""
    reason: str = ""
    """Empty where the reason no longer holds."""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseApproved(Logged):
    """A second person agreed to a clause that needs it, as it read then."""

    clause: str
    sha256: str
    """The hash of the words agreed to; other words need another approval."""
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeFinal(Logged):
    """A paper was approved: it is no draft any more."""

    paper: str
    """Which kind of paper; one of `contract.pack_model.KINDS`."""
    number: int
    sha256: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSent(Logged):
    """A paper went to the customer."""

    paper: str
    number: int
    sha256: str
    on: date
    to: str = ""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One service of an order."""

    service: str
    quantity: Decimal
    unit: str = ""
    monthly_each: Decimal | None = None
    once_each: Decimal | None = None

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """Give its numbers, by name."""
        return {name: value for name, value in self.row.items() if not isinstance(value, str)}

    @property
    def row(self) -> Mapping[str, str | Decimal]:
        """Give what the line says, by name."""
        said = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in said.items() if value not in {None, ""}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordered(Logged):
    """The customer ordered more under the agreement."""

    number: int
    """Counted from 1 for each interview."""
    on: date
    by: str
    """Who ordered, on the customer's side."""
    starts: date
    lines: tuple[OrderLine, ...]
    people: int = 0
    """How many more people are to use what was ordered."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthReported(Logged):
    """A month of service is over, and its levels were kept or missed; the last word for a month counts."""

    month: date
    """Its first day."""
    missed: tuple[str, ...] = ()
    """The services of which a level was missed; none where all were kept."""
    note: str = ""


PaperworkEntry: TypeAlias = (
    PackChosen | Reworded | FindingAnswered | ClauseApproved | MadeFinal | PaperSent | Ordered | MonthReported
)

PAPERWORK_KINDS: Mapping[str, type[PaperworkEntry]] = {
    "pack_chosen": PackChosen,
    "reworded": Reworded,
    "finding_answered": FindingAnswered,
    "clause_approved": ClauseApproved,
    "made_final": MadeFinal,
    "paper_sent": PaperSent,
    "ordered": Ordered,
    "month_reported": MonthReported,
}
"""The names under which these entries are kept."""


@dataclass(frozen=True)
class Paperwork:
    """Everything recorded about the papers of a deal."""

    pack: str | None = None
    """The contract pack that was chosen; nothing while it is the script's own."""
    rewordings: Mapping[str, Reworded] = field(default_factory=dict)
    """By clause, those that hold."""
    answers: Mapping[str, FindingAnswered] = field(default_factory=dict)
    """By finding, those that hold."""
    approvals: Mapping[str, ClauseApproved] = field(default_factory=dict)
    """By clause, the latest."""
    finals: tuple[MadeFinal, ...] = ()
    sent: tuple[PaperSent, ...] = ()
    orders: tuple[Ordered, ...] = ()
    months: Mapping[date, MonthReported] = field(default_factory=dict)
    """By first day, in the order of the calendar."""

    def last_sent(self, paper: str = "draft") -> PaperSent | None:
        """Give the paper of a kind that was sent last."""
        return next((each for each in reversed(self.sent) if each.paper == paper), None)


def paperwork_of(log: Sequence[Entry]) -> Paperwork:
    """Read what a log holds about papers."""
    rewordings: dict[str, Reworded] = {}
    answers: dict[str, FindingAnswered] = {}
    approvals: dict[str, ClauseApproved] = {}
    months: dict[date, MonthReported] = {}
    for entry in log:
        match entry:
            case Reworded():
                rewordings[entry.clause] = entry
            case FindingAnswered():
                answers[entry.finding] = entry
            case ClauseApproved():
                approvals[entry.clause] = entry
            case MonthReported():
                months[entry.month] = entry
            case _:
                pass
    chosen = [entry.pack for entry in log if isinstance(entry, PackChosen)]
    return Paperwork(
        pack=chosen[-1] if chosen else None,
        rewordings={clause: each for clause, each in rewordings.items() if each.text},
        answers={finding: each for finding, each in answers.items() if each.reason},
        approvals=approvals,
        finals=tuple(entry for entry in log if isinstance(entry, MadeFinal)),
        sent=tuple(entry for entry in log if isinstance(entry, PaperSent)),
        orders=tuple(entry for entry in log if isinstance(entry, Ordered)),
        months=dict(sorted(months.items())),
    )
