"""All that the checks say about a draft: what they found, what stands in the way, and why it is meant so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.checks.accusing import accusing_words
from onboard_tui.contract.checks.passages import tailored
from onboard_tui.contract.checks.plain import long_sentences, unexplained_terms, words_found
from onboard_tui.contract.checks.promises import balance_of, one_sided, pay_only, seller_first
from onboard_tui.contract.checks.rhetoric import rhetoric
from onboard_tui.contract.checks.ring import incomplete_ring
from onboard_tui.contract.checks.rules import broken_rules
from onboard_tui.contract.checks.wanted_levels import lowered_levels
from onboard_tui.contract.document import Blocks
from onboard_tui.deal.decisions import LEAST_REASON

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeAlias

    from onboard_tui.contract.checks.checked import Checked
    from onboard_tui.contract.document import Balance, Finding, RingMark, Tailored

    Check: TypeAlias = Callable[[Checked], Iterator[Finding]]

_EVERY_PAPER: Final[tuple[Check, ...]] = (rhetoric, long_sentences, words_found)
_BY_KIND: Final[Mapping[str, tuple[Check, ...]]] = {
    "draft": (
        *(broken_rules, pay_only, incomplete_ring, lowered_levels, one_sided, seller_first),
        *_EVERY_PAPER,
        unexplained_terms,
    ),
    "letter": (accusing_words, *_EVERY_PAPER),
}
"""The checks of a contract and of a letter; of other papers only those of every paper."""

_WEIGHT: Final = (Blocks.EXPORT, Blocks.FINAL, Blocks.NOTHING)


@dataclass(frozen=True, slots=True)
class Remarks:
    """What the checks say about the papers of a draft."""

    findings: tuple[Finding, ...]
    ring: tuple[RingMark, ...] = ()
    balance: Balance | None = None
    tailored: Tailored | None = None
    meant_to_stay: bool = True


def remarks_on(checked: Checked) -> Remarks:
    """Check the papers of a draft; only a contract is weighed."""
    findings = findings_of(checked)
    if checked.kind != "draft":
        return Remarks(findings)
    ring, balance, share = tuple(checked.ring), balance_of(checked), tailored(checked.passages)
    return Remarks(findings, ring, balance, share, checked.meant_to_stay)


def findings_of(checked: Checked) -> tuple[Finding, ...]:
    """Check the papers of a draft: what stands in the way first, each with the reason that was given for it."""
    found: dict[str, Finding] = {}
    for check in _BY_KIND.get(checked.kind, _EVERY_PAPER):
        for finding in check(checked):
            found.setdefault(finding.key, finding)
    for key, answer in checked.assessment.interview.paperwork.answers.items():
        if key in found and len(answer.reason.strip()) >= LEAST_REASON:
            found[key] = replace(found[key], reason=answer.reason)
    return tuple(sorted(found.values(), key=lambda each: _WEIGHT.index(each.blocks)))


def in_the_way(findings: Iterable[Finding], of: Blocks) -> tuple[Finding, ...]:
    """Give those without a reason that stand in the way; what stands in the way of an export does so of a final, too."""
    held = {Blocks.EXPORT} if of is Blocks.EXPORT else {Blocks.EXPORT, Blocks.FINAL}
    return tuple(each for each in findings if each.blocks in held and not each.reason)
