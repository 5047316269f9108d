"""Which blocks of a document belong on one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Bullet, Item, Paragraph, Signature, SubClause, Table

if TYPE_CHECKING:
    from onboard_tui.contract.document import Block


def leads_in(block: Block, follows: Block) -> bool:
    """Whether a block may not be the last one on a page, because what follows belongs to it."""
    if isinstance(block, Paragraph) and block.leads_on:
        return True
    match follows:
        case Table() | Signature():
            return isinstance(block, SubClause | Paragraph | Item | Bullet)
        case Item() | Bullet():
            return isinstance(block, SubClause | Paragraph)
        case _:
            return False
