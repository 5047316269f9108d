"""Reads what a pack says about the checks of its drafts: the group `checks` of pack.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.checks.plan import (
    HOLDERS,
    MEANT_TO_STAY,
    RIGHTS,
    ChecksPlan,
    DraftRule,
    SellerFirst,
)
from onboard_tui.contract.document import Blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.contract.reading import Keys

_BLOCKS: Mapping[str, Blocks] = {each.value: each for each in Blocks if each.value}


def read_checks(keys: Keys | None) -> ChecksPlan:
    """Read the group; an empty plan where there is none."""
    if keys is None:
        return ChecksPlan()
    avoid = keys.group("words_to_avoid")
    plan = ChecksPlan(
        meant_to_stay=keys.condition(MEANT_TO_STAY),
        rules=tuple(_rule(each) for each in keys.groups("rules")),
        seller_first=_seller_first(keys.group("seller_first")),
        words_to_avoid={word: avoid.text(word) for word in avoid.names()} if avoid else {},
        duty_words=keys.texts("duty_words"),
        accusing_words=keys.texts("accusing_words"),
    )
    keys.finish()
    return plan


def read_grants(keys: Keys | None) -> Mapping[str, str]:
    """Read which rights a clause gives, and whose they are."""
    if keys is None:
        return {}
    grants = {name: keys.text(name, allowed=HOLDERS) for name in RIGHTS if keys.has(name)}
    for name in RIGHTS:
        keys.text(name)
    keys.finish()
    return {name: holder for name, holder in grants.items() if holder}


def _rule(keys: Keys) -> DraftRule:
    rule = DraftRule(
        id=keys.slug("id"),
        text=keys.text("text", needed=True),
        when=keys.condition("when"),
        without=keys.texts("without"),
        stays_only=keys.flag("stays_only", default=False),
        blocks=_BLOCKS.get(keys.text("blocks", allowed=_BLOCKS), Blocks.NOTHING),
    )
    keys.finish()
    if rule.when is None and not rule.without:
        keys.refuse("P103", keys.node, "A rule needs “when”, “without”, or both.")
    return rule


def _seller_first(keys: Keys | None) -> SellerFirst | None:
    if keys is None:
        return None
    plan = SellerFirst(*(keys.text(key, needed=True) for key in ("part", "ours", "theirs")))
    keys.finish()
    return plan
