"""What stands in the way of a paper that is no draft any more."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.checks.findings import in_the_way as found_in_the_way
from onboard_tui.contract.document import Blocks
from onboard_tui.contract.sections import said
from onboard_tui.deal.words import in_words, listed
from onboard_tui.errors import ContractError
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.document import Draft
    from onboard_tui.contract.draft import Drafted
    from onboard_tui.deal.assessment import Assessment


@dataclass(frozen=True, slots=True)
class Approval:
    """A clause that a second person has to agree to."""

    clause: str
    title: str
    sha256: str
    """The hash of its words, which the agreement is about."""
    by: str = ""
    """Who agreed to these words; empty where nobody did yet."""


def words_sha256(drafted: Drafted, clause: str) -> str:
    """Give the hash of what a clause says, whatever its number and those that it refers to."""
    text = json.dumps(said(drafted.clauses[clause].blocks), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def approvals(drafted: Drafted, bound: BoundPack, assessment: Assessment) -> tuple[Approval, ...]:
    """Give the clauses of a draft that a second person has to agree to, in its order."""
    found = []
    for name, rule in bound.approval.items():
        if name in drafted.clauses and rule.evaluate(assessment.standing) is True:
            given, sha256 = assessment.interview.paperwork.approvals.get(name), words_sha256(drafted, name)
            by = given.by if given is not None and given.sha256 == sha256 else ""
            found.append(Approval(name, bound.pack.clause_by_id[name].title, sha256, by))
    return tuple(found)


def in_the_way(drafted: Drafted, bound: BoundPack, assessment: Assessment) -> tuple[str, ...]:
    """Say what has to be done before a paper can be final, a sentence each; nothing where it can be."""
    return tuple(_in_the_way(drafted, bound, assessment))


def check_export(draft: Draft) -> None:
    """Check that nothing was found that keeps even a draft from being given away. Raises `ContractError`."""
    kept = found_in_the_way(draft.findings, Blocks.EXPORT)
    if kept:
        listed = "\n".join(f"- {' '.join(each.text.split())} ({each.key})" for each in kept)
        raise ContractError(
            f"The paper is not written, because of what was found in it:\n{listed}",
            way_out="Change it, or say why it is meant to be so: `onboard-tui accept ID FINDING --reason TEXT`.",
        )


def _in_the_way(drafted: Drafted, bound: BoundPack, assessment: Assessment) -> Iterator[str]:
    draft, titles = drafted.draft, {clause.id: clause.title for clause in bound.pack.clauses}
    yield from undecided(draft.kind, assessment)
    for point in draft.open_points:
        where = listed(f"“{titles.get(clause, clause)}”" for clause in point.clauses)
        yield f"Still to confirm ({point.question}, for {where}): {' '.join(point.ask.split())}"
    for each in draft.rewordings:
        if each.conflicts and not each.left_out:
            yield (
                f"“{titles[each.clause]}” ({each.clause}) was changed by hand, and by new answers in the same "
                "place: settle which words stand."
            )
    for finding in found_in_the_way(draft.findings, Blocks.FINAL):
        place = f"{finding.document} {finding.number}".strip()
        yield f"{f'{place}: ' if place else ''}{finding.text} Change it, or say why it is meant to be so ({finding.key})."
    for approval in approvals(drafted, bound, assessment):
        if not approval.by:
            yield f"A second person has to agree to “{approval.title}” ({approval.clause}) as it reads now."


def undecided(kind: str, assessment: Assessment) -> Iterator[str]:
    """Say what a decision keeps a contract, or a letter about the end of a deal, from being final."""
    decision, verdict = assessment.interview.dealings.decision, assessment.verdict
    if kind == "letter" and decision is None:
        yield "Nothing is decided yet, and a letter tells the customer of a decision."
    if kind == "draft" and decision is None and verdict.kind is not VerdictKind.PROCEED:
        yield f"The verdict is “{verdict.words}”, and nothing is decided beside it."
    if kind == "draft" and decision is not None and not decision.goes_ahead:
        yield f"The decision is “{in_words(decision.choice)}”, so there is nothing to sign."
