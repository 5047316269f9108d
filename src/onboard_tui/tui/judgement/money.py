"""The card of what a bad deal costs: it informs, and decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.interview.notation import notation_for
from onboard_tui.tui.judgement.lines import COST, paragraph, title
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.workspace.open_interview import OpenInterview

LABEL_WIDTH = 24


def cost_rows(seen: Seen) -> Iterator[Row]:
    """Give the card, where there are figures."""
    cost = seen.beside.cost
    if cost is not None:
        yield title("COST OF A BAD DEAL", "it decides nothing · m changes the figures")
        yield Row(COST, Content("   "), paragraph(_card(seen.opened, cost)))


def _card(opened: OpenInterview, cost: CostOfABadDeal) -> Iterator[Content]:
    notation, currency = notation_for(opened.script.language), opened.script.currency
    yield _figure("It ends in active use", "G", notation.money(cost.good, currency))
    yield _figure("It does not, and costs", "B", notation.money(cost.bad, currency))
    if cost.percent:
        yield _figure("Break-even chance", "p*", cost.percent)
    yield _figure("Hours of a bad one", "", cost.multiplier_words)
    yield _figure("Hours of a good one", "", _hours(cost))
    if not cost.assumed:
        own = (("Good ones so far", cost.good_hours), ("Failed ones so far", cost.failed_hours))
        yield from (_figure(words, "", str(hours)) for words, hours in own)
    yield plain(cost.sentence, "bold")


def _figure(label: str, letter: str, figure: str) -> Content:
    return plain(f"{label:<{LABEL_WIDTH}}", MUTED) + plain(f"{letter:<4}", MUTED) + one_line(figure)


def _hours(cost: CostOfABadDeal) -> str:
    assumed = " (assumption)" if cost.hours_assumed else ""
    return f"{float(cost.base_hours):g} hours{assumed}"
