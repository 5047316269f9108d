"""What a seller can record about papers, or the sentence that says why it cannot stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import Blocks
from onboard_tui.contract.hand_edits import TABLE, pieces_of, same_text, with_references, written
from onboard_tui.contract.merge import merge
from onboard_tui.deal.days import day_gone
from onboard_tui.deal.decisions import LEAST_REASON, name_compared
from onboard_tui.errors import UsageError
from onboard_tui.interview.paperwork import ClauseApproved, FindingAnswered, PaperSent, Reworded
from onboard_tui.script.problems import did_you_mean
from onboard_tui.text import LIMIT, clean, stripped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.draft import Drafted, StandingClause
    from onboard_tui.contract.final import Approval
    from onboard_tui.contract.hand_edits import Piece
    from onboard_tui.contract.pack_model import Clause, Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.interview import Interview

LONGEST_CLAUSE: Final = LIMIT
"""Characters that a clause put in by hand may have."""


@dataclass(frozen=True)
class ClauseAtHand:
    """A clause of the pack as it stands in the papers that it belongs to."""

    clause: Clause
    pack: Pack
    drafted: Drafted

    @property
    def standing(self) -> StandingClause:
        """The clause as it stands. Raises `UsageError` where it does not."""
        found = self.drafted.clauses.get(self.clause.id)
        if found is None:
            raise UsageError(
                f"The clause “{self.clause.title}” ({self.clause.id}) does not stand in this paper.",
                way_out="Its words can be seen and changed once the answers bring it in.",
            )
        return found

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What it says now."""
        return pieces_of(self.standing.blocks, numbered=self._numbered)

    @property
    def pack_pieces(self) -> tuple[Piece, ...]:
        """What it says without words put in by hand."""
        return pieces_of(self.standing.drafted, numbered=self._numbered)

    def settled(self, reworded: Reworded) -> tuple[Piece, ...]:
        """Give what it says if the drafted words stand wherever they and the hand's contradict each other."""
        merged = merge(
            reworded.base,
            reworded.text,
            self.standing.drafted,
            clause=self.clause.id,
            numbered=self._numbered,
            prefer_drafted=True,
        )
        return pieces_of(merged.blocks, numbered=self._numbered)

    def number_of(self, target: str) -> str:
        """Give the number of what it refers to."""
        return self.drafted.number_of(self.clause.id, target)

    @property
    def _numbered(self) -> bool:
        return self.pack.part_by_id[self.clause.part].numbered


def clause_named(pack: Pack, name: str) -> Clause:
    """Give a clause of a pack. Raises `UsageError` with the nearest id."""
    if name not in pack.clause_by_id:
        raise UsageError(
            f"There is no clause {name!r} in the pack “{pack.id}”.",
            way_out=did_you_mean(name, pack.clause_by_id)
            or "`onboard-tui draft ID --json` lists the clauses.",
        )
    return pack.clause_by_id[name]


def typed_wording(
    at_hand: ClauseAtHand, stamp: dict[str, Any], interview: Interview, *, text: str, by: str
) -> tuple[Reworded, tuple[str, ...]]:
    """Give the entry of a clause's words as they were typed, and what was taken out of them.

    No text, or the pack's own, puts the pack's words back. Raises `UsageError`.
    """
    cleaned = clean(text, limit=max(LIMIT, len(text)))
    typed = cleaned.text.strip("\n").rstrip()
    if len(typed) > LONGEST_CLAUSE:
        raise UsageError(
            f"A clause can have {LONGEST_CLAUSE:,} characters, and this one has {len(typed):,}.",
            way_out="Make it shorter, or attach a paper of your own.",
        )
    if not typed.strip():
        return restored(at_hand.clause, stamp, interview, by=by), cleaned.removed
    pieces = with_references(typed, at_hand.pieces, at_hand.number_of)
    _check_tables(pieces, (*at_hand.pieces, *at_hand.pack_pieces))
    kept = tuple(piece for piece in pieces if piece.text.strip())
    if not kept:
        raise UsageError(
            f"The clause “{at_hand.clause.title}” would say nothing.",
            way_out="Whether a clause stands is decided by the answers; `onboard-tui why ID CLAUSE` says by which.",
        )
    return worded(at_hand, stamp, pieces=kept, by=by), cleaned.removed


def worded(at_hand: ClauseAtHand, stamp: dict[str, Any], *, pieces: Sequence[Piece], by: str) -> Reworded:
    """Give the entry of what a clause is to say, on top of what it says today without a hand."""
    drafted = at_hand.pack_pieces
    same = same_text(pieces, drafted)
    return Reworded(
        **stamp,
        clause=at_hand.clause.id,
        base="" if same else written(drafted),
        text="" if same else written(pieces),
        by=stripped(by),
    )


def _check_tables(pieces: Sequence[Piece], known: Sequence[Piece]) -> None:
    names = {piece.text: None for piece in known if piece.sort == TABLE}
    standing = Counter(piece.text for piece in pieces if piece.sort == TABLE)
    for piece in pieces:
        if piece.sort == TABLE and piece.text not in names:
            listed = ", ".join(f"[Table: {name}]" for name in names)
            raise UsageError(
                f"The clause has no table [Table: {piece.text}].",
                way_out=f"It has {listed}."
                if listed
                else "A table is made from answers, and cannot be typed.",
            )
        if piece.sort == TABLE and standing[piece.text] > 1:
            raise UsageError(
                f"The table [Table: {piece.text}] stands there twice.",
                way_out="Take one of the two lines out; a table can be moved, and stands once.",
            )


def restored(clause: Clause, stamp: dict[str, Any], interview: Interview, *, by: str) -> Reworded:
    """Give the entry that puts the pack's words back. Raises `UsageError` where they stand already."""
    if clause.id not in interview.paperwork.rewordings:
        raise UsageError(f"The clause “{clause.title}” has the pack's words already.")
    return Reworded(**stamp, clause=clause.id, by=stripped(by))


def approval(
    clause: Clause, needed: Sequence[Approval], stamp: dict[str, Any], interview: Interview, *, by: str
) -> ClauseApproved:
    """Give the entry of a second person's agreement to a clause as it reads now. Raises `UsageError`."""
    who = stripped(by)
    asked = next((each for each in needed if each.clause == clause.id), None)
    if asked is None:
        listed = ", ".join(each.clause for each in needed)
        raise UsageError(
            f"Nobody has to agree to the clause “{clause.title}”.",
            way_out=f"A second person has to agree to: {listed}." if listed else None,
        )
    if not who:
        raise UsageError("Name the second person who agrees to the clause.")
    if name_compared(who) == name_compared(interview.seller):
        raise UsageError(
            f"{who} sells this deal, and cannot agree to the clause, too.", way_out="Ask somebody else."
        )
    return ClauseApproved(**stamp, clause=clause.id, sha256=asked.sha256, by=who)


def answered_finding(
    draft: Draft, key: str, stamp: dict[str, Any], interview: Interview, *, reason: str, by: str
) -> FindingAnswered:
    """Give the entry of why something found is meant to be so; no reason takes it back. Raises `UsageError`."""
    why = " ".join(stripped(reason).split())
    found = {finding.key: finding for finding in draft.findings}
    if key not in found and key not in interview.paperwork.answers:
        listed = ", ".join(each.key for each in draft.findings if each.blocks is not Blocks.NOTHING)
        raise UsageError(
            f"Nothing was found under {key!r}.",
            way_out=did_you_mean(key, found) or (f"To be answered: {listed}." if listed else None),
        )
    if not why and key not in interview.paperwork.answers:
        raise UsageError("Say why it is meant to be so.")
    if why and len(why) < LEAST_REASON:
        raise UsageError(
            f"A reason has at least {LEAST_REASON} characters, and this one has {len(why)}.",
            way_out="Say it so that somebody else understands it in a year.",
        )
    return FindingAnswered(**stamp, finding=key, reason=why, by=stripped(by))


def sending(
    draft: Draft, sha256: str, stamp: dict[str, Any], assessment: Assessment, *, to: str, on: date | None
) -> PaperSent:
    """Give the entry of a version that went out, today unless it is said when. Raises `UsageError`."""
    who = stripped(to)
    if not who:
        raise UsageError("Say to whom the paper was sent.")
    made = date.fromisoformat(draft.as_of)
    day = day_gone(assessment, on, "Sending it", first=made, since="it was drafted")
    return PaperSent(**stamp, paper=draft.kind, number=draft.number, sha256=sha256, on=day, to=who)
