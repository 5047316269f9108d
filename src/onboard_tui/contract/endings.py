"""Which papers of a pack a deal asks for: a letter follows the decision, or the verdict where nothing is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.contract.pack_model import ENDINGS
from onboard_tui.deal.words import in_words
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.pack_model import Pack, Paper
    from onboard_tui.deal.assessment import Assessment

ORDER: Final = "order"
"""The kind of paper that confirms the last order."""
REFER: Final = "refer"
"""The action of a verdict, and the ending of a deal, in which others do what we cannot do."""


def endings_of(assessment: Assessment) -> frozenset[str]:
    """Say what became of the deal, in the words of `pack_model.ENDINGS` and of the verdict."""
    decision, verdict = assessment.interview.dealings.decision, assessment.verdict
    if decision is None:
        return frozenset({verdict.kind.value, *([REFER] if verdict.action == REFER else [])})
    rule = next((each for each in assessment.script.verdict.rules if each.id == decision.rule), None)
    refers = bool(decision.referred_to) or (
        not decision.goes_ahead and rule is not None and rule.action == REFER
    )
    return frozenset({decision.choice.value, *([REFER] if refers else [])})


_AHEAD: Final[Mapping[str, str]] = {
    "handover": "There is nothing to hand over",
    "review": "There is nothing to review",
}
"""What is said of papers that belong to a deal that goes ahead, where this one does not."""


def papers_for(assessment: Assessment, pack: Pack, kind: str) -> tuple[Paper, ...]:
    """Give the pack's papers of a kind that belong to the deal as it stands. Raises ContractError."""
    of_kind = tuple(paper for paper in pack.papers if paper.kind == kind)
    if not of_kind:
        raise ContractError(
            f"The contract pack “{pack.id}” has no paper of the kind “{kind}”.",
            way_out="Choose another pack, or add the paper to its pack.yaml.",
        )
    if kind == ORDER and not assessment.interview.paperwork.orders:
        raise ContractError("Nothing was ordered yet.", way_out="Record an order first.")
    endings = endings_of(assessment)
    if kind in _AHEAD and endings & set(ENDINGS):
        raise ContractError(
            f"{_AHEAD[kind]}: {_how_it_ends(assessment)}.",
            way_out="These papers belong to a deal that goes ahead; this one has a letter.",
        )
    papers = tuple(paper for paper in of_kind if not paper.sent_when or endings & set(paper.sent_when))
    if not papers:
        raise ContractError(
            f"No letter is called for: {_how_it_ends(assessment)}.",
            way_out="A letter tells a customer of a deal that we walk away from, wait for, or pass on.",
        )
    return papers


def _how_it_ends(assessment: Assessment) -> str:
    """Say what was decided, or the verdict where nothing was."""
    decided = assessment.interview.dealings.decision
    choice = decided.choice if decided else assessment.verdict.kind
    return f"“{in_words(choice)}” {'was decided' if decided else 'is the verdict'}"
