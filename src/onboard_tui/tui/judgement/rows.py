"""All rows of the verdict screen, in one order: the verdict, why, what would change it, what is unknown, the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.tui.judgement.advice import advice_rows
from onboard_tui.tui.judgement.day import day_rows
from onboard_tui.tui.judgement.decision import decision_rows, outcome_rows
from onboard_tui.tui.judgement.flags import flag_rows, order_taking_rows
from onboard_tui.tui.judgement.money import cost_rows
from onboard_tui.tui.judgement.relationship import relationship_rows
from onboard_tui.tui.judgement.to_record import to_record_rows
from onboard_tui.tui.judgement.unknown import unknown_rows
from onboard_tui.tui.judgement.verdict import verdict_rows, way_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row


def judgement_rows(seen: Seen) -> Iterator[Row]:
    """Give all rows, those that can be chosen among those that only say something."""
    opened = seen.opened
    yield from verdict_rows(seen)
    yield from way_rows(opened)
    yield from unknown_rows(seen)
    yield from flag_rows(seen)
    yield from day_rows(seen)
    yield from advice_rows(opened)
    yield from relationship_rows(seen)
    yield from cost_rows(seen)
    yield from decision_rows(opened)
    yield from outcome_rows(opened)
    yield from order_taking_rows(opened)
    yield from to_record_rows(seen)
