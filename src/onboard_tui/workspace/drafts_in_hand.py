"""The papers of an open interview as they would be now, and the versions that were kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.errors import ContractError
from onboard_tui.interview.entries import Typed
from onboard_tui.interview.paperwork import MadeFinal, PaperSent
from onboard_tui.workspace.in_hand import InHand

if TYPE_CHECKING:
    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.draft import Drafted
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.entries import Entry
    from onboard_tui.store.rows import StoredDraft

_NO_CHANGE = (MadeFinal, PaperSent, Typed)
"""Entries by which no paper says anything else."""


class DraftsInHand(InHand):
    """The part of an open interview that drafts papers; `kind` is one of `contract.pack_model.KINDS`.

    Every call raises `ContractError` where a paper cannot be made, and `StoreError`.
    """

    _worked_out: tuple[tuple[object, ...], Drafted] | None = None
    """The draft worked out last, with everything that it was made from."""
    _kept: Draft | None = None
    """The version that was stored or read last, which never changes."""

    def preview_draft(self, *, kind: str = "draft") -> Draft:
        """Work out the papers of a kind as they would be now; nothing is stored.

        A paper that was made final, and that nothing changed since, is the final one still.
        """
        draft = self.drafted(kind=kind).draft
        return self._as_final(draft) or draft

    def drafted(self, *, kind: str = "draft") -> Drafted:
        """Work out the papers of a kind as they would be now, with the clauses that they are made of."""
        return self._drafted_from(self.assessment, kind)

    def draft(self, *, kind: str = "draft") -> Draft:
        """Store the papers of a kind as the next numbered version; unchanged ones keep their number."""
        with self._writing:
            draft = self.preview_draft(kind=kind)
            return draft if draft.final else self._keep(draft)

    def _keep(self, draft: Draft) -> Draft:
        """Store a paper with how far the log was when it was drafted; clocks may be set back."""
        from onboard_tui.workspace.papers import keep_draft

        draft = replace(draft, entries=len(self.interview.log))
        self._kept = kept = keep_draft(self._workspace, self.interview.id, draft)
        return kept

    def drafts(self, kind: str = "draft") -> tuple[StoredDraft, ...]:
        """Give the versions stored so far, oldest first, without their trees."""
        return self._workspace.store.drafts(self.interview.id, kind)

    def kept_draft(self, number: int, kind: str = "draft") -> Draft:
        """Give a version that was stored, by its number; final is one that the log says was approved."""
        from onboard_tui.workspace.papers import stored_draft

        draft = self._kept
        if draft is None or (draft.number, draft.kind) != (number, kind):
            self._kept = draft = stored_draft(self._workspace, self.interview.id, number, kind)
        approved = {each.number for each in self.interview.paperwork.finals if each.paper == kind}
        return draft if number in approved else replace(draft, final=False)

    def newest_draft(self, kind: str = "draft") -> Draft | None:
        """Give the version stored last, unless it might say something else now.

        That is where something was recorded since, where the pack's files changed, or where our name is new. Without
        its pack nothing newer can be drafted, and what is stored stands.
        """
        kept = self.drafts(kind)
        draft = self.kept_draft(kept[-1].number, kind) if kept else None
        if draft is None or any(not isinstance(entry, _NO_CHANGE) for entry in self._recorded_after(draft)):
            return None
        try:
            pack = self.pack_in_use()
        except ContractError:
            return draft
        same_pack = draft.pack_sha256 == pack.sha256
        return draft if same_pack and not self._was_named_since(draft, pack) else None

    def _was_named_since(self, draft: Draft, pack: Pack) -> bool:
        """Tell whether a draft asks for our name, which no log records, and we have one now."""
        from onboard_tui.contract.facts import OUR_NAME

        asked = any(point.question == OUR_NAME for point in draft.open_points)
        return asked and bool(self._workspace.our_name or pack.words[OUR_NAME])

    def _recorded_after(self, draft: Draft) -> tuple[Entry, ...]:
        """Give what was recorded after a version was stored; by the clock where the version does not say."""
        log = self.interview.log
        if draft.entries:
            return log[draft.entries :]
        kept = next(each for each in self.drafts(draft.kind) if each.number == draft.number)
        return tuple(entry for entry in log if entry.at > kept.created_at)

    def _bound(self, name: str | None = None) -> BoundPack:
        from onboard_tui.contract.bound import bind_or_refuse

        return bind_or_refuse(self.pack_in_use(name), self.interview.script)

    def _drafted_from(self, assessment: Assessment, kind: str) -> Drafted:
        """Draft from an interview as it is, was or might be."""
        from onboard_tui.contract.draft import draft_clauses

        pack_used, our_name = self.pack_in_use(), self._workspace.our_name
        record = self._workspace.track_record() if kind == "memo" else None
        made_from = (assessment, pack_used, kind, our_name, record)
        if self._worked_out is not None and self._worked_out[0] == made_from:
            return self._worked_out[1]
        drafted = draft_clauses(
            assessment,
            pack_used,
            kind=kind,
            our_name=our_name,
            earlier=self.earlier_interviews,
            record=record,
        )
        if assessment is self.assessment:
            self._worked_out = (made_from, drafted)
        return drafted

    def _as_final(self, draft: Draft) -> Draft | None:
        """Give the final paper that a draft is, if nothing it says, and no decision, changed since it was approved."""
        from onboard_tui.contract.final import undecided
        from onboard_tui.contract.tree_json import draft_sha256
        from onboard_tui.deal.assessment import assess

        finals = [each for each in self.interview.paperwork.finals if each.paper == draft.kind]
        if not finals or any(undecided(draft.kind, self.assessment)):
            return None
        if draft_sha256(replace(draft, final=True)) == finals[-1].sha256:
            return replace(draft, final=True, number=finals[-1].number)
        final = self.kept_draft(finals[-1].number, draft.kind)
        if final.as_of == draft.as_of:
            return None
        then = assess(self.interview, date.fromisoformat(final.as_of))
        as_then = self._drafted_from(then, draft.kind).draft
        return final if draft_sha256(replace(as_then, final=True)) == finals[-1].sha256 else None
