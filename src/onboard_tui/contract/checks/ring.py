"""The ring check: eight yes/no marks that show whether a draft carries the commitment it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.checks.checked import Checked, key_of
from onboard_tui.contract.document import Document, Finding, Heading, RingMark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.interview.standing import Standing


def ring_of(
    bound: BoundPack, standing: Standing, sent: Sequence[Document], clauses: Iterable[str]
) -> tuple[RingMark, ...]:
    """Set each mark: its condition holds, and every part and clause that it needs stands in what is sent."""
    parts = {block.id for document in sent for block in document.blocks if isinstance(block, Heading)}
    stands = parts | set(clauses)
    return tuple(
        RingMark(
            rule.id,
            rule.text,
            met=bound.ring[rule.id].evaluate(standing) is True and stands.issuperset(rule.needs),
        )
        for rule in bound.pack.ring
    )


def ring_in_words(ring: Sequence[RingMark], *, meant_to_stay: bool) -> str:
    """Say how many marks are met; half of them or fewer make a cheap ring for somebody who is meant to stay."""
    met = sum(mark.met for mark in ring)
    poor = 2 * met <= len(ring) and meant_to_stay
    return f"{met} of {len(ring)}{' - a $12.99 ring for a customer who is meant to stay' if poor else ''}"


def incomplete_ring(checked: Checked) -> Iterator[Finding]:
    """Name the marks that are missing for a customer who is meant to stay; one job needs none of them."""
    missing = [mark for mark in checked.ring if not mark.met]
    if not missing or not checked.meant_to_stay:
        return
    listed = "; ".join(mark.text for mark in missing)
    text = f"{ring_in_words(checked.ring, meant_to_stay=True)}. Missing from the ring: {listed}."
    yield Finding(key_of("ring", *(mark.id for mark in missing)), "ring", text)
