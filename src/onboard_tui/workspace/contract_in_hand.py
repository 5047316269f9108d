"""What a seller does with the papers of an open interview: draft, keep, reword, approve, send, write to files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from onboard_tui.contract.document import Draft
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.store.rows import StoredDraft
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import Recording


class ContractInHand(ABC):
    """The part of an open interview that is about papers; `kind` is one of `contract.pack_model.KINDS`.

    Every call raises `ContractError` where a paper cannot be made, and `StoreError`.
    """

    _workspace: Workspace
    _writing: threading.RLock

    @property
    def workspace(self) -> Workspace:
        """The workspace that the interview is open in."""
        return self._workspace

    @property
    @abstractmethod
    def assessment(self) -> Assessment:
        """Everything that the answers mean today."""

    @property
    @abstractmethod
    def interview(self) -> Interview:
        """The interview with everything recorded so far."""

    @property
    @abstractmethod
    def earlier_interviews(self) -> tuple[Interview, ...]:
        """The customer's interviews before this one, oldest first."""

    @abstractmethod
    def _stamp(self) -> dict[str, Any]:
        """Give an entry's id and time."""

    @abstractmethod
    def _append(self, *entries: Entry, question: str | None = None) -> Recording:
        """Make entries durable, with those that follow from them, and take on the new state."""

    def preview_draft(self, pack: str | None = None, *, kind: str = "draft") -> Draft:
        """Work out the papers of a kind as they would be now; nothing is stored."""
        from onboard_tui.contract.draft import draft_contract
        from onboard_tui.workspace.papers import the_pack

        pack_used = the_pack(self.interview.script, pack)
        return draft_contract(
            self.assessment,
            pack_used,
            kind=kind,
            our_name=self._workspace.our_name,
            earlier=self.earlier_interviews,
        )

    def draft(self, pack: str | None = None, *, kind: str = "draft") -> Draft:
        """Store the papers of a kind as the next numbered version; unchanged ones keep their number."""
        from onboard_tui.workspace.papers import keep_draft

        with self._writing:
            return keep_draft(self._workspace, self.interview.id, self.preview_draft(pack, kind=kind))

    def drafts(self, kind: str = "draft") -> tuple[StoredDraft, ...]:
        """Give the versions stored so far, oldest first, without their trees."""
        return self._workspace.store.drafts(self.interview.id, kind)

    def kept_draft(self, number: int, kind: str = "draft") -> Draft:
        """Give a version that was stored, by its number."""
        from onboard_tui.workspace.papers import stored_draft

        return stored_draft(self._workspace, self.interview.id, number, kind)

    def newest_draft(self, kind: str = "draft") -> Draft | None:
        """Give the version stored last, unless something was recorded since."""
        kept = self.drafts(kind)
        log = self.interview.log
        if not kept or (log and log[-1].at > kept[-1].created_at):
            return None
        return self.kept_draft(kept[-1].number, kind)

    def export(self, what: str, formats: Sequence[str], folder: Path) -> tuple[Path, ...]:
        """Write papers into new files of a folder and give their paths. Raises `ExportError`, too."""
        from onboard_tui.workspace.papers import export_files

        return export_files(self, what, formats, folder)
