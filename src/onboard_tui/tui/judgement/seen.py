"""What the verdict screen shows: an interview, what is read besides, and what is unfolded."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.deal.day import HangsOnDay
    from onboard_tui.deal.ladders import PastReading, Reading
    from onboard_tui.workspace.open_interview import OpenInterview


@dataclass(frozen=True, slots=True)
class Beside:
    """What takes a moment: what is read from other interviews, and what other days would say."""

    judged: Assessment | None = None
    """The judgement that it belongs to."""
    cost: CostOfABadDeal | None = None
    readings: tuple[Reading, ...] = ()
    history: tuple[PastReading, ...] = ()
    """The readings kept in all of the customer's interviews, by date."""
    hanging_on_day: tuple[HangsOnDay, ...] = ()


def read_beside(opened: OpenInterview) -> Beside:
    """Read what belongs to the judgement as it is now; for a thread. Raises `StoreError`."""
    from onboard_tui.deal.day import what_the_day_decides

    judged = opened.assessment
    return Beside(
        judged, opened.cost(), opened.readings(), opened.reading_history(), what_the_day_decides(judged)
    )


@dataclass(slots=True)
class Seen:
    """What is on the screen."""

    opened: OpenInterview
    beside: Beside = field(default_factory=Beside)
    unfolded: set[str] = field(default_factory=set)
    """The keys of the rows that say more than at first."""

    @property
    def all_there(self) -> bool:
        """Whether everything shown belongs to the judgement as it is now."""
        return self.beside.judged is self.opened.assessment
