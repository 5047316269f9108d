"""What the verdict screen shows: an interview, what is read besides, and what is unfolded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.deal.ladders import PastReading, Reading
    from onboard_tui.workspace.open_interview import OpenInterview


@dataclass(frozen=True, slots=True)
class Beside:
    """What is read from other interviews too, and therefore in a thread."""

    cost: CostOfABadDeal | None = None
    readings: tuple[Reading, ...] = ()
    history: tuple[PastReading, ...] = ()
    """The readings kept in all of the customer's interviews, by date."""


def read_beside(opened: OpenInterview) -> Beside:
    """Read what the judgement takes from other interviews. Raises `StoreError`."""
    return Beside(opened.cost(), opened.readings(), opened.reading_history())


@dataclass(slots=True)
class Seen:
    """What is on the screen."""

    opened: OpenInterview
    beside: Beside = field(default_factory=Beside)
    all_rules: bool = False
    """Whether the rules that did not hold are listed."""
    open_rules: set[str] = field(default_factory=set)
    """Those of them that say why."""
