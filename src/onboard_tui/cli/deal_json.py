"""What is recorded about a deal beside its answers, as other programs read it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from onboard_tui.cli.orders import account_json
from onboard_tui.deal.decisions import deal_status
from onboard_tui.deal.outcome import latest_outcome, outcomes_of
from onboard_tui.errors import ContractError
from onboard_tui.interview.entries import entry_to_json
from onboard_tui.interview.values import to_plain

if TYPE_CHECKING:
    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.deal.ladder_facts import FactReading
    from onboard_tui.deal.ladders import PastReading, Reading
    from onboard_tui.deal.outcome import Outcome
    from onboard_tui.interview.dealings import Decided, Estimated
    from onboard_tui.interview.entries import Entry
    from onboard_tui.workspace.open_interview import OpenInterview


def deal_json(opened: OpenInterview) -> dict[str, Any]:
    """Give the keys of `show --json` that are about the deal; null or empty where nothing is recorded."""
    assessment, dealings = opened.assessment, opened.interview.dealings
    counted, card = latest_outcome(assessment), opened.cost()
    return {
        "status": deal_status(opened.interview),
        "decision": None if dealings.decision is None else _decision(dealings.decision),
        "decisions": [_decision(each) for each in dealings.decisions],
        "reopened": None if dealings.reopened is None else entry_json(dealings.reopened),
        "outcome": None if counted is None else _outcome(counted),
        "outcomes": [_outcome(each) for each in outcomes_of(opened.interview)],
        "fates": [entry_json(each) for each in dealings.fates],
        "cost": None if card is None else _cost(card, dealings.estimates[-1]),
        "account": account_json(opened) if opened.interview.paperwork.orders else None,
        "months": [entry_json(each) for each in opened.interview.paperwork.months.values()],
        "free_exit": _free_exit(opened),
        "ladders": {reading.ladder.id: _reading(reading) for reading in opened.readings()},
        "readings": [_past_reading(each) for each in opened.reading_history()],
        "advice": [entry_json(each) for each in dealings.advice],
        "follow_ups": [_follow_up(each) for each in opened.follow_ups()],
        "order_taking": {
            "raised": assessment.order_taking.raised,
            "untried": assessment.order_taking.untried,
            "share": assessment.order_taking.share,
        },
        "untouched": [flag.id for flag in assessment.left_untouched],
    }


def _free_exit(opened: OpenInterview) -> dict[str, Any] | None:
    try:
        right = opened.free_exit()
    except ContractError as error:
        return {"problem": str(error)}
    if right is None:
        return None
    return {
        "level": right.level,
        "missed": [each.isoformat() for each in right.missed],
        "since": right.since.isoformat(),
        "until": right.until.isoformat(),
        "open": right.is_open(opened.assessment.as_of),
    }


def entry_json(entry: Entry) -> dict[str, Any]:
    """Give an entry of the log without its id: every field that says something, numbers as numbers."""
    told = {name: value for name, value in entry_to_json(entry).items() if name != "id"}
    for name in told:
        exact = getattr(entry, name)
        if isinstance(exact, Decimal):
            told[name] = to_plain(exact)
    return told


def _decision(decided: Decided) -> dict[str, Any]:
    return {**entry_json(decided), "against": decided.against}


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        **entry_json(outcome.entry),
        "share": float(outcome.share),
        "threshold": to_plain(Decimal(outcome.threshold)),
        "class": outcome.class_.value,
    }


def _cost(card: CostOfABadDeal, estimated: Estimated) -> dict[str, Any]:
    return {
        "figures": entry_json(estimated),
        "good": to_plain(card.good),
        "bad": to_plain(card.bad),
        "break_even": None if card.break_even is None else float(card.break_even),
        "multiplier": float(card.multiplier),
        "multiplier_assumed": card.assumed,
        "base_hours": float(card.base_hours),
        "hours_assumed": card.hours_assumed,
        "good_deals": card.good_n,
        "failed_deals": card.failed_n,
        "sentence": card.sentence,
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "state": reading.state.value,
        "level": reading.level,
        "rung": None if reading.rung is None else reading.rung.id,
        "name": None if reading.rung is None else reading.rung.name,
        "words": reading.words,
        "possible": [rung.id for rung in reading.possible],
        "missing": [*reading.missing],
        "was": None if reading.was is None else reading.was.id,
        "held_back": reading.held_back,
        "hints": {hint.id: hint.say for hint in reading.hints},
        "claim": None if reading.claim is None else reading.claim.id,
        "claim_late": reading.claim_late,
        "confirmed": reading.confirmed,
        "gap": reading.gap,
        "because": {name: to_plain(value) for name, value in reading.because.items()},
        "facts": {fact.fact.id: _fact(fact) for fact in reading.facts},
    }


def _past_reading(past: PastReading) -> dict[str, Any]:
    return {"interview": past.interview_id, "words": past.words, **entry_json(past.entry)}


def _fact(read: FactReading) -> dict[str, Any]:
    return {
        "value": read.value,
        "typed": read.typed,
        "on": None if read.on is None else read.on.isoformat(),
        "evidence": read.evidence,
        "said_by": read.said_by,
        "stale": read.stale,
    }


def _follow_up(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "key": follow_up.key,
        "kind": follow_up.kind.value,
        "what": follow_up.what,
        "side": follow_up.side.value,
        "who": follow_up.who,
        "due": follow_up.due.isoformat(),
        "about": follow_up.about,
        "asked_by": follow_up.asked_by,
        "set_by": follow_up.set_by,
    }
