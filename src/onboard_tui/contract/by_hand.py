"""The words put into the clauses of a draft by hand, on top of what the pack and the answers say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Conflict, Rewording, RunKind, text_of
from onboard_tui.contract.hand_edits import shown
from onboard_tui.contract.merge import merge
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.contract.filling import Filled, Filler
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.interview.paperwork import Reworded


class HandEdits:
    """The wordings by hand that hold, put into one draft."""

    def __init__(self, rewordings: Mapping[str, Reworded], pack: Pack, filler: Filler) -> None:
        self._rewordings = rewordings
        self._pack = pack
        self._filler = filler
        self._conflicts: dict[str, tuple[Conflict, ...]] = {}
        """By clause that stands."""

    def put_into(self, clause: str, drafted: tuple[Block, ...], filled: Filled) -> tuple[Block, ...]:
        """Give a clause with the words that it was given by hand; `filled` then tells of those."""
        reworded = self._rewordings.get(clause)
        if reworded is None:
            return drafted
        numbered = self._pack.part_by_id[self._pack.clause_by_id[clause].part].numbered
        merged = merge(reworded.base, reworded.text, drafted, clause=clause, numbered=numbered)
        self._conflicts[clause] = merged.conflicts
        self._tell(filled, merged.blocks)
        return merged.blocks

    def _tell(self, filled: Filled, blocks: Sequence[Block]) -> None:
        """Leave in what a filled clause tells only what its words still say."""
        runs = [run for block in blocks for run in runs_of(block)]
        marks = {run.text for run in runs if run.kind is RunKind.OPEN}
        before = filled.shown
        filled.gaps = [
            gap for gap in filled.gaps if self._filler.to_confirm(gap.ask, gap.question).text in marks
        ]
        filled.shown = {gap.question for gap in filled.gaps}
        filled.waits = tuple(name for name in filled.waits if name not in before - filled.shown)
        by_hand = "\n".join(run.text for run in runs if run.kind is RunKind.EDITED)
        text = text_of(runs)
        filled.terms = {term for term in filled.terms if _speaks_of(text, term)} | {
            term for term in self._terms() if _speaks_of(by_hand, term)
        }

    def _terms(self) -> Iterator[str]:
        yield from self._pack.terms
        for clause in self._pack.clauses:
            yield from clause.defines

    @property
    def of_other_packs(self) -> tuple[str, ...]:
        """The clauses that this pack has no more, or never had."""
        return tuple(clause for clause in self._rewordings if clause not in self._pack.clause_by_id)

    def rewordings(
        self, clauses: Sequence[str], number_of: Callable[[str, str], str]
    ) -> tuple[Rewording, ...]:
        """Give what was done by hand to some clauses, in that order.

        `number_of` gives the number of what a clause refers to.
        """
        return tuple(
            Rewording(
                clause=clause,
                by=reworded.by,
                at=reworded.at.isoformat(),
                conflicts=tuple(
                    _shown(conflict, clause, number_of) for conflict in self._conflicts.get(clause, ())
                ),
                left_out=clause not in self._conflicts,
            )
            for clause in clauses
            if (reworded := self._rewordings.get(clause)) is not None
        )


def _speaks_of(text: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}s?(?!\w)", text) is not None


def _shown(conflict: Conflict, clause: str, number_of: Callable[[str, str], str]) -> Conflict:
    texts = (conflict.before, conflict.drafted, conflict.written)
    return Conflict(*(shown(text, lambda target: number_of(clause, target)) for text in texts))
