"""What was decided about the invented customers, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from onboard_tui.interview.dealings import Fate, FollowUpKind, Side
from onboard_tui.script.model import VerdictKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.workspace.open_interview import OpenInterview


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was recorded about a customer's deal after the last conversation."""

    customer: str
    day: date
    record: Callable[[OpenInterview], object]


def counted(opened: OpenInterview, *, licensed: int, active: int, hours: int) -> None:
    """Count active use."""
    opened.measure(
        licensed=licensed,
        active=active,
        method="people who signed in and filed something this month",
        hours=Decimal(hours),
    )


def next_in_line(opened: OpenInterview) -> None:
    """Part as friends, and say when to ask how it went."""
    opened.decide(
        VerdictKind.NEXT_IN_LINE,
        reason="Both partners have heard what a stolen password costs, and still will not have a second step.",
        sign="An account is broken into, or the insurer asks for a second step.",
        may_call="the practice manager",
        call_on=date(2026, 3, 2),
    )


def referred(opened: OpenInterview) -> None:
    """Say what we cannot do, and who can."""
    opened.decide(
        VerdictKind.WALK_AWAY,
        reason="Nobody here has rebuilt a cold-store control, and theirs must not be the first.",
        referred_to="Ashby Process Control",
    )


def walked_away(opened: OpenInterview) -> None:
    """Leave what cannot end well."""
    opened.decide(
        VerdictKind.WALK_AWAY,
        reason="Half the money for all of the work, twice explained, and we are not to call again.",
    )


def signed_by_override(opened: OpenInterview) -> None:
    """Take a deal that the verdict warned of."""
    opened.decide(
        VerdictKind.PROCEED,
        reason="The operations manager promised to raise training with the board in June.",
        by="R. Adeyemi",
        review=date(2025, 9, 30),
        first_day=date(2025, 9, 1),
    )


def signed(opened: OpenInterview, *, first_day: date) -> None:
    """Go ahead as the verdict says."""
    opened.decide(VerdictKind.PROCEED, reason="Everything asked, and nothing left open.", first_day=first_day)


def rated(opened: OpenInterview) -> None:
    """Keep where the relationship stands, with what shows it."""
    opened.rate(
        "value",
        facts={"calls_first": "5 of 5", "last_chance": "yes"},
        evidence="Five calls for help since January, all to us; we bid last on the X-ray store.",
        said_by="the practice owner",
    )


def accepted_as_partner(opened: OpenInterview) -> None:
    """Keep how they see us, which is more than we claim."""
    opened.rate(
        "perceived",
        facts={"delivered_all": "yes", "success_shared": "yes", "works_together": "yes"},
        evidence="The review of January: nothing late, their own success numbers, a plan with tasks on both sides.",
        said_by="the practice owner",
    )


def not_sponsored(opened: OpenInterview) -> None:
    """Keep what they believe beside what we advise, and a question that nobody could answer."""
    opened.advise(
        "ppl_sponsor",
        believes="A project like this runs itself once it is bought.",
        advises="Name a partner who stands up for it in front of the others.",
        because="The last three that nobody stood up for were not in use after a year.",
    )
    opened.follow_up(
        "Can the practice system print on the old cheque paper?",
        kind=FollowUpKind.CUSTOMER_QUESTION,
        side=Side.OURS,
        who="J. Okoro",
        due=date(2026, 3, 4),
        asked_by="P. Osei",
    )
    opened.estimate(margin=Decimal(18_000), hourly=Decimal(85), collected=Decimal(4_500))


EVENTS: tuple[Event, ...] = (
    Event("Orchard Street Surgery", date(2025, 4, 10), next_in_line),
    Event("Larkhill Vets", date(2025, 4, 24), partial(signed, first_day=date(2025, 8, 4))),
    Event("Pennine Freight", date(2025, 5, 27), signed_by_override),
    Event("Quayside Lettings", date(2025, 6, 13), partial(signed, first_day=date(2025, 9, 15))),
    Event("Wray Print", date(2025, 6, 18), walked_away),
    Event("Calder Valley Foods", date(2025, 9, 3), referred),
    Event("Larkhill Vets", date(2025, 9, 3), partial(counted, licensed=24, active=14, hours=31)),
    Event("Larkhill Vets", date(2025, 11, 3), partial(counted, licensed=24, active=21, hours=38)),
    Event("Larkhill Vets", date(2025, 11, 3), rated),
    Event("Pennine Freight", date(2025, 11, 30), partial(counted, licensed=60, active=14, hours=390)),
    Event("Quayside Lettings", date(2025, 12, 15), partial(counted, licensed=30, active=18, hours=52)),
    Event("Wray Print", date(2026, 1, 20), lambda opened: opened.fare(Fate.SWITCHED, to_whom="Millgate IT")),
    Event("Larkhill Vets", date(2026, 2, 2), partial(counted, licensed=24, active=22, hours=41)),
    Event("Larkhill Vets", date(2026, 2, 2), accepted_as_partner),
    Event("Fenwick & Daughters", date(2026, 2, 23), partial(signed, first_day=date(2026, 6, 29))),
    Event("Pennine Freight", date(2026, 3, 1), partial(counted, licensed=60, active=11, hours=402)),
    Event("Harbour & Lyle", date(2026, 3, 1), not_sponsored),
)
"""What was recorded after the conversations, by day."""
