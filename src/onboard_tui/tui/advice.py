"""What the customer believes against what we advise, in lines; for the seller only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.tui.plain import one_line
from onboard_tui.tui.signs import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.content import Content

    from onboard_tui.interview.dealings import Advised


def pair_lines(pair: Advised) -> Iterator[Content]:
    """Say both sides, why, and whose way it went."""
    yield one_line(f"They believe: {pair.believes}")
    yield one_line(f"We advise: {pair.advises}")
    if pair.because:
        yield one_line(f"Because: {pair.because}")
    decided = f", decided by {pair.decided_by}" if pair.decided_by else ""
    yield SIDES[pair.followed.value if pair.followed else ""].content() + one_line(decided)
