"""The ring check: eight yes/no marks that show whether a draft carries the commitment it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Document, Heading, RingMark

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.interview.standing import Standing


def ring_of(
    bound: BoundPack, standing: Standing, sent: Sequence[Document], clauses: Collection[str]
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
