"""The dates that an agreement puts into both sides' diaries, each under a key that stays when the day moves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.answers import Answers
from onboard_tui.contract.bound import bind_or_refuse
from onboard_tui.contract.facts import Figures, GapError
from onboard_tui.errors import ContractError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment

WARNED_DAYS: Final[Mapping[str, int]] = {
    "renewal_talk": 14,
    "value_report": 14,
    "decision": 14,
    "last_day": 30,
}
"""Days before the date on which a diary reminds of it, by kind; a week where it is not listed."""


@dataclass(frozen=True, slots=True)
class DiaryDate:
    """One date, for both sides."""

    key: str
    """`review-1`, `checkpoint-2`, `renewal_talk`: the same whenever it is worked out anew."""
    day: date
    what: str
    """In the pack's words."""
    warned_days: int


def diary_of(assessment: Assessment, pack: Pack) -> tuple[DiaryDate, ...]:
    """Give the dates that the agreement names, in order.

    Raises ContractError where an answer that they hang on is missing, and names it.
    """
    bind_or_refuse(pack, assessment.script)
    answers = Answers(assessment.standing, pack.confirm)
    try:
        figures = Figures(assessment, answers, pack, "")
        found = figures.review_dates()
    except GapError as gap:
        missing = gap.absent.ask or "how long the agreement runs"
        raise ContractError(
            f"The dates cannot be worked out yet: {missing}.",
            way_out="Record that answer first."
            if gap.absent.question
            else "The pack says nothing about when it begins or how often both sides meet.",
        ) from gap
    counts = Counter(each.kind for each in found)
    seen = Counter[str]()
    dates = []
    for each in found:
        seen[each.kind] += 1
        repeated = counts[each.kind] > 1 or each.kind in {"review", "checkpoint"}
        key = f"{each.kind}-{seen[each.kind]}" if repeated else each.kind
        dates.append(DiaryDate(key, each.day, figures.called(each), WARNED_DAYS.get(each.kind, 7)))
    return tuple(dates)
