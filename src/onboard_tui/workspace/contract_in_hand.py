"""What a seller does with the papers of an open interview: draft, keep, reword, approve, send, write to files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.workspace.in_hand import InHand

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from onboard_tui.contract.document import Draft
    from onboard_tui.store.rows import StoredDraft


class ContractInHand(InHand):
    """The part of an open interview that is about papers; `kind` is one of `contract.pack_model.KINDS`.

    Every call raises `ContractError` where a paper cannot be made, and `StoreError`.
    """

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
            record=self._workspace.track_record() if kind == "memo" else None,
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

    def redline(self, earlier: int, later: int | None, folder: Path) -> tuple[Path, ...]:
        """Write Word files with what changed from one draft to another, or to the contract as it is now.

        One for each paper of the customer's that differs. Raises `ExportError` and `UsageError`, too.
        """
        from onboard_tui.workspace.redlines import redline_files

        return redline_files(self, earlier, later, folder)
