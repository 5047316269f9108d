"""Finds what the references of a document point at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Heading, RunKind, SubClause
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onboard_tui.contract.document import Block

_PLAIN_ID = re.compile("[A-Za-z][A-Za-z0-9_-]*")


def targets_of(blocks: Sequence[Block]) -> Mapping[str, int]:
    """Give where each id that a reference names stands among the blocks; ids that stand nowhere are left out.

    A reference names a numbered heading, or a clause and so its first sub-clause.
    """
    wanted = {run.target for block in blocks for run in runs_of(block) if run.kind is RunKind.REF}
    found: dict[str, int] = {}
    for index, block in enumerate(blocks):
        match block:
            case Heading(id=name) if block.number:
                pass
            case SubClause(clause=name):
                pass
            case _:
                continue
        if name in wanted:
            found.setdefault(name, index)
    return found


def anchor(name: str, index: int) -> str:
    """Give the name that a file gives to the place of an id; one that is more than letters is named by its place."""
    return f"clause-{name}" if _PLAIN_ID.fullmatch(name) else f"block-{index}"
