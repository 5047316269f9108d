"""Letters and papers of a deal, and what can be recorded about a deal beside its answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from onboard_tui.contract.draft import draft_contract
from onboard_tui.deal.assessment import assess
from onboard_tui.errors import ContractError
from onboard_tui.interview.dealings import (
    Advised,
    Decided,
    Estimated,
    FollowUpKind,
    FollowUpSet,
    Measured,
    Side,
)
from onboard_tui.interview.entries import CannotFix, Planned, Reaction, Steered
from onboard_tui.interview.paperwork import MonthReported, Ordered, OrderLine
from onboard_tui.script.model import VerdictKind
from tests.contract.deals import AS_OF, AT

if TYPE_CHECKING:
    from onboard_tui.contract.document import Draft
    from onboard_tui.deal.calibration import TrackRecord
    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import Script
    from tests.contract.deals import Deal

SELLER = "J. Okoro"
OURS_ALONE = "a word for our own eyes"
"""Stands in everything that a customer must not read."""


def papers(
    deal: Deal,
    kind: str,
    *,
    seller: str = SELLER,
    record: TrackRecord | None = None,
    pack: Any = None,
) -> Draft:
    """Draft the papers of a kind, sold by somebody."""
    interview = replace(deal.assessment.interview, seller=seller)
    used = deal.pack if pack is None else pack
    return draft_contract(assess(interview, AS_OF), used, kind=kind, our_name=deal.our_name, record=record)


def paper_or_refusal(deal: Deal, kind: str) -> Draft | str:
    """Draft the papers of a kind, or give the sentence that says why there are none."""
    try:
        return papers(deal, kind)
    except ContractError as refusal:
        return str(refusal)


def steered(flag: str, *days: date, reaction: Reaction = Reaction.INSISTS) -> tuple[Steered, ...]:
    """Give attempts on these days, each of which ends the same way."""
    return tuple(
        Steered(
            id=f"steered-{flag}-{number}",
            at=AT,
            flag=flag,
            script=number,
            with_whom="both directors",
            reaction=reaction,
            on=day,
            note=OURS_ALONE,
        )
        for number, day in enumerate(days, 1)
    )


def decided(choice: VerdictKind, **said: Any) -> Decided:
    """Give a decision as the log has it."""
    usual: dict[str, Any] = {"id": "decided", "at": AT, "on": AS_OF, "reason": OURS_ALONE}
    return Decided(choice=choice, **{"verdict": choice, **usual, **said})


NEXT = decided(
    VerdictKind.NEXT_IN_LINE,
    sign="The insurer asks for a second step.",
    may_call="the IT lead",
    call_on=date(2026, 9, 1),
)
LEFT = decided(VerdictKind.WALK_AWAY)
GONE_AHEAD = decided(
    VerdictKind.PROCEED, band="proceed", forecast=Decimal("0.8"), first_day=date(2026, 6, 29)
)


def advised(**said: Any) -> Advised:
    """Give what a customer believes beside what we advise."""
    usual: dict[str, Any] = {
        "id": "advised",
        "at": AT,
        "question": "ppl_sponsor",
        "believes": "It runs itself.",
    }
    return Advised(**{"advises": OURS_ALONE, **usual, **said})


def follow_up(**said: Any) -> FollowUpSet:
    """Give something to be followed up."""
    usual: dict[str, Any] = {"id": "task", "at": AT, "text": OURS_ALONE, "side": Side.OURS, "who": SELLER}
    return FollowUpSet(**{"due": date(2026, 3, 9), **usual, **said})


def counted(active: int, *, on: date = AS_OF) -> Measured:
    """Give a count of active use among sixty people."""
    return Measured(id=f"counted-{active}", at=AT, on=on, licensed=60, active=active, method=OURS_ALONE)


def ordered() -> Ordered:
    """Give an order of one line."""
    line = OrderLine("More mailboxes", Decimal(5), "person", Decimal("11.5"))
    return Ordered(id="ordered", at=AT, number=1, on=AS_OF, by="J. Hart", starts=AS_OF, lines=(line,))


def random_dealings(script: Script) -> st.SearchStrategy[tuple[Entry, ...]]:
    """Draw anything that can be recorded about a deal beside its answers."""
    flags = st.sampled_from([flag.id for flag in script.flags])
    attempts = st.builds(
        lambda flag, reactions: tuple(
            replace(each, reaction=reaction)
            for each, reaction in zip(steered(flag, AS_OF, AS_OF, AS_OF), reactions, strict=False)
        ),
        flags,
        st.lists(st.sampled_from(Reaction), max_size=3),
    )
    plans = st.builds(
        lambda flag, days: Planned(
            id=f"plan-{flag}",
            at=AT,
            flag=flag,
            agreed_by="P. Osei",
            due=AS_OF + timedelta(days),
            text="a plan",
        ),
        flags,
        st.integers(-20, 20),
    )
    unfixable = st.builds(lambda: CannotFix(id="unfixable", at=AT, flag="untested_skill"))
    others: st.SearchStrategy[Entry] = st.one_of(
        plans,
        unfixable,
        st.builds(
            advised, followed=st.sampled_from([None, *Side]), decided_by=st.sampled_from(["", "M. Lyle"])
        ),
        st.builds(follow_up, kind=st.sampled_from(FollowUpKind), side=st.sampled_from(Side)),
        st.builds(counted, st.integers(0, 60)),
        st.builds(ordered),
        st.builds(
            lambda missed: MonthReported(id="month", at=AT, month=date(2026, 2, 1), missed=missed),
            st.sampled_from([(), ("help desk",)]),
        ),
        st.builds(
            lambda margin: Estimated(
                id="estimated", at=AT, margin=Decimal(margin), hourly=Decimal(85), collected=Decimal(4500)
            ),
            st.integers(-20_000, 90_000),
        ),
    )
    referred = decided(VerdictKind.WALK_AWAY, referred_to="Wray IT")
    decisions = st.sampled_from([(), (NEXT,), (LEFT,), (referred,), (GONE_AHEAD,)])
    return st.builds(
        lambda tried, said, end: (*(each for some in tried for each in some), *said, *end),
        st.lists(attempts, max_size=3),
        st.lists(others, max_size=4, unique_by=lambda entry: entry.id),
        decisions,
    )
