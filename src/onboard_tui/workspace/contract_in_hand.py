"""What a seller does with the papers of an open interview: approve, send, compare, write to files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.errors import ContractError, UsageError
from onboard_tui.interview.paperwork import MadeFinal
from onboard_tui.text import stripped
from onboard_tui.workspace.clauses_in_hand import ClausesInHand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.contract.since import ChangeList, Version
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.paperwork import PaperSent
    from onboard_tui.workspace.open_interview import Recording


@dataclass(frozen=True, slots=True)
class ChangedSinceSent:
    """The alarm: what a customer holds is not what the answers say any more."""

    sent: PaperSent
    changes: ChangeList


class ContractInHand(ClausesInHand):
    """The part of an open interview that is about papers; `kind` is one of `contract.pack_model.KINDS`.

    Every call raises `ContractError` where a paper cannot be made, and `StoreError`.
    """

    def packs(self) -> tuple[Pack, ...]:
        """Give the bundled packs that the deal can be drafted with."""
        from onboard_tui.workspace.papers import packs_that_fit

        return packs_that_fit(self.interview.script)

    def choose_pack(self, name: str) -> Recording:
        """Draft the deal with another pack from now on. Raises `ContractError` where it does not fit the script."""
        from onboard_tui.interview.paperwork import PackChosen

        with self._writing:
            self._bound(name)
            return self._append(PackChosen(**self._stamp(), pack=name))

    # Approved and sent

    def in_the_way(self, *, kind: str = "draft") -> tuple[str, ...]:
        """Say what has to be done before a paper can be final, a sentence each; nothing where it can be."""
        from onboard_tui.contract.final import in_the_way

        return in_the_way(self.drafted(kind=kind), self._bound(), self.assessment)

    def undecided(self) -> tuple[str, ...]:
        """Say what about the decision, or the lack of one, keeps the contract from being final."""
        from onboard_tui.contract.final import undecided

        return tuple(undecided("draft", self.assessment))

    def make_final(self, *, by: str, kind: str = "draft") -> Draft:
        """Approve a paper: store it as a version that is no draft. One that is final already keeps its number.

        Raises `ContractError` with everything that is in the way, and `UsageError` where nobody approves it.
        """
        from onboard_tui.contract.tree_json import draft_sha256

        who = stripped(by)
        if not who:
            raise UsageError("Name the person who approves the paper.")
        with self._writing:
            draft = self.preview_draft(kind=kind)
            if draft.final:
                return draft
            reasons = self.in_the_way(kind=kind)
            if reasons:
                listed = "\n".join(f"- {' '.join(each.split())}" for each in reasons)
                raise ContractError(f"The paper cannot be final yet:\n{listed}")
            final = self._keep(replace(draft, final=True))
            made = MadeFinal(
                **self._stamp(), paper=kind, number=final.number, sha256=draft_sha256(final), by=who
            )
            self._append(made)
            return final

    def mark_sent(self, number: int, *, to: str, on: date | None = None, kind: str = "draft") -> Recording:
        """Record that a version went to the customer, today unless it is said when. Raises `UsageError`."""
        from onboard_tui.contract.tree_json import draft_sha256
        from onboard_tui.workspace import about_papers

        with self._writing:
            draft = self.kept_draft(number, kind)
            entry = about_papers.sending(
                draft, draft_sha256(draft), self._stamp(), self.assessment, to=to, on=on
            )
            return self._append(entry)

    # What changed

    def changes_since(self, number: int, until: int | None = None, *, kind: str = "draft") -> ChangeList:
        """Give what differs between a stored version and another one, or the paper as it would be now.

        Each section is given with what made it so: answers as they were and are, words put in by hand, the pack,
        the day. Raises `NothingFoundError` where there is no such version.
        """
        from onboard_tui.contract.since import Version, changes_between

        def redraft(assessment: Assessment) -> Draft | None:
            try:
                return self._drafted_from(assessment, kind).draft
            except ContractError:  # a letter, say, that the deal did not call for then
                return None

        if until is None:
            after = Version(self.preview_draft(kind=kind), self.assessment)
        else:
            after = self._kept_version(until, kind)
        return changes_between(self._kept_version(number, kind), after, redraft)

    def answers_changed_since_sent(self, *, kind: str = "draft") -> ChangedSinceSent | None:
        """Give what differs from the version that was sent last; nothing where nothing does, or none was sent."""
        sent = self.interview.paperwork.last_sent(kind)
        if sent is None:
            return None
        changes = self.changes_since(sent.number, kind=kind)
        return ChangedSinceSent(sent, changes) if changes else None

    def _kept_version(self, number: int, kind: str) -> Version:
        """Give a stored version with the interview as it was then, judged on its day."""
        from onboard_tui.contract.since import Version
        from onboard_tui.deal.assessment import assess

        draft = self.kept_draft(number, kind)
        then = self.interview.as_it_was(len(self.interview.log) - len(self._recorded_after(draft)))
        return Version(draft, assess(then, date.fromisoformat(draft.as_of)))

    def not_to_be_written(self) -> dict[str, str]:
        """Say for each paper that cannot be written of the deal as it stands why that is."""
        from onboard_tui.workspace.papers import not_to_be_written

        return not_to_be_written(self)

    def export(
        self,
        what: str,
        formats: Sequence[str],
        folder: Path,
        *,
        template: Path | None = None,
        way: str | None = None,
    ) -> tuple[Path, ...]:
        """Write papers into new files of a folder and give their paths; `template` is a Word file of our own.

        Raises `ExportError` and `WordFileError`, too.
        """
        from onboard_tui.workspace.papers import export_files

        return export_files(self, what, formats, folder, template=template, way=way)

    def redline_since(self) -> int:
        """Give the draft that changes are told from: the one that was sent last, else the one kept last."""
        sent, kept = self.interview.paperwork.last_sent(), self.drafts()
        if sent is None and not kept:
            raise ContractError(
                "No draft is kept yet that something could differ from.", way_out="Keep or send one first."
            )
        return sent.number if sent else kept[-1].number

    def redline(self, earlier: int, later: int | None, folder: Path) -> tuple[Path, ...]:
        """Write Word files with what changed from one draft to another, or to the contract as it is now.

        One for each paper of the customer's that differs. Raises `ExportError` and `UsageError`, too.
        """
        from onboard_tui.workspace.redlines import redline_files

        return redline_files(self, earlier, later, folder)
