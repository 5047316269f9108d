"""What a seller does with the clauses of an open interview's papers: reword, agree to, explain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onboard_tui.interview.named import named
from onboard_tui.workspace.drafts_in_hand import DraftsInHand

if TYPE_CHECKING:
    from onboard_tui.contract.final import Approval
    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.contract.since import ChangedSection
    from onboard_tui.contract.trace import Touched, Why
    from onboard_tui.script.scope import Value
    from onboard_tui.workspace.about_papers import ClauseAtHand
    from onboard_tui.workspace.open_interview import Recording


class ClausesInHand(DraftsInHand):
    """The part of an open interview that is about single clauses; a clause is named by its id in the pack.

    Calls that record raise `UsageError` where what is said cannot stand, and nothing is recorded then; all raise
    `ContractError` where a paper cannot be made, and `StoreError`.
    """

    def clause_text(self, clause: str) -> str:
        """Give a clause as it reads now, to be edited; `contract.hand_edits` says how it is written."""
        from onboard_tui.contract.hand_edits import shown, written

        at_hand = self._at_hand(clause)
        return shown(written(at_hand.pieces), at_hand.number_of)

    def reword(self, clause: str, text: str, *, by: str = "") -> Recording:
        """Give a clause other words, which stay when the paper is drafted anew.

        No text, or the pack's own, puts the pack's words back. What contradicts new answers later is shown in
        `Draft.rewordings`, and rewording the clause again settles it.
        """
        from onboard_tui.contract.document import text_of
        from onboard_tui.workspace import about_papers

        with self._writing:
            at_hand = self._at_hand(clause)
            entry, removed = about_papers.typed_wording(
                at_hand, self._stamp(), self.interview, text=text, by=by
            )
            recording = self._append(entry)
        notes = [f"Left out of what was typed: {', '.join(removed)}."] if removed else []
        if at_hand.clause.summary and entry.text and clause in at_hand.drafted.clauses:
            plain = text_of(at_hand.standing.plain)
            notes.append(f"The summary at the front still says: “{plain}” See that it is true.")
        return replace(recording, notes=(*recording.notes, *notes))

    def settle(self, clause: str, *, drafted: bool = False, by: str = "") -> Recording:
        """Settle a clause in which the hand's words and new answers contradict each other.

        The hand's words stand there, or with `drafted` the new ones; the hand's other words stay in any case.
        """
        from onboard_tui.errors import UsageError
        from onboard_tui.workspace import about_papers

        with self._writing:
            at_hand = self._at_hand(clause)
            rewordings = at_hand.drafted.draft.rewordings
            if not any(each.clause == clause and each.conflicts for each in rewordings):
                raise UsageError(f"In the clause “{at_hand.clause.title}” there is nothing to settle.")
            reworded = self.interview.paperwork.rewordings[clause]
            pieces = at_hand.settled(reworded) if drafted else at_hand.pieces
            return self._append(about_papers.worded(at_hand, self._stamp(), pieces=pieces, by=by))

    def approvals(self, *, kind: str = "draft") -> tuple[Approval, ...]:
        """Give the clauses that a second person has to agree to, and who did."""
        from onboard_tui.contract.final import approvals

        return approvals(self.drafted(kind=kind), self._bound(), self.assessment)

    def approve_clause(self, clause: str, *, by: str) -> Recording:
        """Record that a second person agrees to a clause as it reads now; other words need it again."""
        from onboard_tui.workspace import about_papers

        with self._writing:
            at_hand = self._at_hand(clause)
            needed = self.approvals(kind=at_hand.drafted.draft.kind)
            entry = about_papers.approval(at_hand.clause, needed, self._stamp(), self.interview, by=by)
            return self._append(entry)

    def answer_finding(self, key: str, reason: str, *, by: str = "", kind: str = "draft") -> Recording:
        """Record why something that the checks found is meant to be so; no reason takes that back."""
        from onboard_tui.workspace import about_papers

        with self._writing:
            draft = self.drafted(kind=kind).draft
            entry = about_papers.answered_finding(
                draft, key, self._stamp(), self.interview, reason=reason, by=by
            )
            return self._append(entry)

    # Why, and what an answer touches

    def why(self, clause: str) -> Why:
        """Say why a clause stands or does not, and where each value in it comes from."""
        from onboard_tui.contract.trace import why

        at_hand = self._at_hand(clause)
        return why(at_hand.drafted, self._bound(), self.assessment.standing, at_hand.clause)

    @property
    def contract_title(self) -> str:
        """The title of the paper that is the contract itself; empty where the pack has none."""
        papers = self.pack_in_use().papers
        return next((each.title for each in papers if each.kind == "draft" and each.for_customer), "")

    def touched_by(self, question: str) -> tuple[Touched, ...]:
        """Give the clauses that the answer to a question can touch. Raises `AnswerError` for an unknown one."""
        from onboard_tui.contract.trace import touched_by

        script = self.interview.script
        named(script.question_by_id, question, "question")
        return touched_by(self._bound(), script, question)

    def would_change(self, question: str, value: Value) -> tuple[ChangedSection, ...]:
        """Give the sections of the contract that an answer would change now; nothing is recorded. Raises `AnswerError`."""
        from onboard_tui.contract.since import sections_that_differ
        from onboard_tui.deal.assessment import assess
        from onboard_tui.interview.accept import accept_value
        from onboard_tui.interview.entries import Recorded
        from onboard_tui.interview.standing import cleared_by

        before = self.assessment
        asked = named(before.script.question_by_id, question, "question")
        state, accepted = accept_value(asked, value, standing=before.standing)
        entry = Recorded(**self._stamp(), question=question, state=state, value=accepted)
        interview = before.interview.with_entries(entry)
        cleared = cleared_by(before.standing, interview, (entry,), new_id=self._workspace.new_id)
        after = assess(interview.with_entries(*cleared), before.as_of, since=before)
        return sections_that_differ(self.drafted().draft, self._drafted_from(after, "draft").draft)

    def _at_hand(self, clause: str) -> ClauseAtHand:
        """Give a clause in the papers that it belongs to. Raises `UsageError` where there is no such clause."""
        from onboard_tui.workspace.about_papers import ClauseAtHand, clause_named

        pack_used = self.pack_in_use()
        found: Clause = clause_named(pack_used, clause)
        kind = pack_used.paper_of_part[found.part].kind
        return ClauseAtHand(found, pack_used, self.drafted(kind=kind))
