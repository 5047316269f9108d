"""What a pack tells the checks of its drafts to look for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.pack_model import Condition

RIGHTS = ("liability_cap", "ending", "price_change", "indemnity")
"""What a paper should not give to one side only."""

HOLDERS = ("ours", "theirs", "both")
"""Whose a right is."""


@dataclass(frozen=True, slots=True)
class DraftRule:
    """Something that is found in a draft when a condition holds, or when a clause does not stand."""

    id: str
    text: str
    """What it means, in a sentence for the seller."""
    when: Condition | None = None
    without: tuple[str, ...] = ()
    """Clauses and parts of which one does not stand in the draft."""
    stays_only: bool = False
    """Whether it matters only with a customer who is meant to stay."""
    blocks: Blocks = Blocks.NOTHING


@dataclass(frozen=True, slots=True)
class SellerFirst:
    """The part in which the seller has to be bound before the customer, and how a duty of each begins."""

    part: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ChecksPlan:
    """Everything that a pack says about the checks of its drafts. See "Checks on a draft" in docs/contract-packs.md."""

    meant_to_stay: Condition | None = None
    """Unless it is known to be false, the customer is meant to stay."""
    rules: tuple[DraftRule, ...] = ()
    seller_first: SellerFirst | None = None
    words_to_avoid: Mapping[str, str] = field(default_factory=dict)
    """Words to do without, and what to write instead."""
    duty_words: tuple[str, ...] = ()
    """Words that bind somebody to something, the one to keep to first."""
    accusing_words: tuple[str, ...] = ()
    """Words that a letter to a customer does without, whoever said them."""

    @property
    def conditions(self) -> Mapping[str, Condition]:
        """Give its conditions: that of `meant_to_stay` under this name, the others under their rules' ids."""
        found = {rule.id: rule.when for rule in self.rules if rule.when is not None}
        return {**found, MEANT_TO_STAY: self.meant_to_stay} if self.meant_to_stay else found

    def over(self, base: ChecksPlan) -> ChecksPlan:
        """Put it on top of that of the pack that this one is based on; rules replace those of the same id."""
        rules = {rule.id: rule for rule in (*base.rules, *self.rules)}
        return replace(
            self,
            meant_to_stay=self.meant_to_stay or base.meant_to_stay,
            rules=tuple(rules.values()),
            seller_first=self.seller_first or base.seller_first,
            words_to_avoid={**base.words_to_avoid, **self.words_to_avoid},
            duty_words=self.duty_words or base.duty_words,
            accusing_words=(*base.accusing_words, *self.accusing_words),
        )


MEANT_TO_STAY = "meant_to_stay"
"""The name of that condition among a plan's conditions."""
