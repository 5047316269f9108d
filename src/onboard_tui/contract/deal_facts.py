"""What our own papers work out from the deal: verdict, flags, decision, forecast, follow-ups. Never for the customer."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.fact_type import FactType
from onboard_tui.deal.advice import advice_that_applies
from onboard_tui.deal.bands import BANDS, band_of
from onboard_tui.deal.calibration import TrackRecord
from onboard_tui.deal.cost import cost_of_a_bad_deal
from onboard_tui.deal.follow_ups import FollowUpCause
from onboard_tui.deal.improvement import Step
from onboard_tui.deal.ladders import ReadingState, readings
from onboard_tui.deal.words import in_words, listed
from onboard_tui.interview.fill import filled
from onboard_tui.interview.values import display
from onboard_tui.script.in_words import in_words as rule_in_words
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from onboard_tui.contract.charges import Row
    from onboard_tui.contract.facts import Figures
    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.deal.improvement import Change
    from onboard_tui.interview.dealings import Advised, Decided

_NOT_THERE: Final = Absent("", "", applies=False)


# The verdict


def _verdict_reason(figures: Figures) -> str:
    """Say which rule of the script made the verdict, and what it found."""
    outcome = figures.assessment.verdict.outcome
    return outcome.sentence if outcome else ""


def _verdict_rule(figures: Figures) -> str:
    outcome = figures.assessment.verdict.outcome
    return rule_in_words(outcome.rule.condition, figures.assessment.script) if outcome else ""


def _verdict_range(figures: Figures) -> str:
    return listed(sorted(map(in_words, figures.assessment.possible)))


def _ways_forward(figures: Figures) -> list[Row]:
    """Give the smallest sets of changes that make the verdict better."""
    return [
        {
            "change": f"{in_words(way.verdict, way.with_)} once "
            f"{listed([_in_full(figures, change) for change in way.changes])}"
        }
        for way in figures.assessment.improvements
    ]


def _in_full(figures: Figures, change: Change) -> str:
    """Say what has to happen: the flag by its title, an answer by what it is about."""
    if change.step is Step.CONFIRM:
        return f"“{_in_few_words(figures, change.target)}” is confirmed"
    title = figures.assessment.script.flag_by_id[change.target].title
    return f"“{title}” is cleared{' or has a plan' if change.plan_will_do else ''}"


def _flags_raised(figures: Figures) -> list[Row]:
    return [
        {
            "flag": flag.rule.title,
            "weight": flag.rule.severity.value,
            "state": flag.state.value.replace("_", " "),
            "tried": flag.history,
            "because": "; ".join(_answers_behind(figures, flag)),
        }
        for flag in figures.assessment.raised_flags
    ]


def _answers_behind(figures: Figures, flag: Flag) -> Iterator[str]:
    """Give the answers that raised a flag, or why there is none, each with what it is about."""
    script, standing = figures.assessment.script, figures.assessment.standing
    for question_id, value in flag.because.items():
        answered = standing.state(question_id) is AnswerState.ANSWERED
        question = script.question_by_id[question_id]
        words = display(question, value, script) if answered else str(value).replace("_", " ")
        yield f"{_in_few_words(figures, question_id)}: {words}"


def _gates_missing(figures: Figures) -> list[Row]:
    return [{"what": _in_few_words(figures, each)} for each in figures.assessment.missing_gates]


def _flags_unknown(figures: Figures) -> list[Row]:
    flags = figures.assessment.script.flag_by_id
    return [{"flag": flags[each].title} for each in figures.assessment.unknown_flags]


def _in_few_words(figures: Figures, question_id: str) -> str:
    """Say what a question is about: as the pack says it, or in the question's own words."""
    question = figures.assessment.script.question_by_id[question_id]
    return figures.pack.confirm.get(question_id) or filled(question.ask, figures.assessment.standing)


# The decision


def _of_decision(figures: Figures, say: Callable[[Decided], object]) -> object:
    """Say something of the decision that stands; it does not apply where nothing is decided."""
    decided = figures.assessment.interview.dealings.decision
    return _NOT_THERE if decided is None else say(decided)


def _decision(say: Callable[[Decided], object], form: str = "text") -> FactType:
    return FactType(form, partial(_of_decision, say=say), private=True)


def _forecast(figures: Figures) -> tuple[str, Decimal]:
    """Give the kind of deal and the chance of active use: frozen where it was signed, else as if signed today."""
    decided = figures.assessment.interview.dealings.decision
    if decided is not None and decided.forecast is not None:
        return decided.band, decided.forecast
    verdict = figures.assessment.verdict
    band = band_of(verdict.kind, verdict.with_ or "")
    return band, (figures.record or TrackRecord()).forecast(band)


def _forecast_kind(figures: Figures) -> str:
    band, _chance = _forecast(figures)
    return BANDS[band].words if band in BANDS else band


def _of_cost(figures: Figures, say: Callable[[CostOfABadDeal], object]) -> object:
    """Say something of what a bad end would cost; it does not apply where nobody estimated it."""
    estimates = figures.assessment.interview.dealings.estimates
    if not estimates:
        return _NOT_THERE
    return say(cost_of_a_bad_deal(estimates[-1], figures.record or TrackRecord()))


def _cost(say: Callable[[CostOfABadDeal], object], form: str = "text") -> FactType:
    return FactType(form, partial(_of_cost, say=say), private=True)


# The agreement as it would be drafted today


def _ring_marks(figures: Figures) -> list[Row]:
    draft = figures.agreement()
    return [{"mark": each.text, "met": each.met} for each in draft.ring] if draft else []


def _relationship(figures: Figures) -> list[Row]:
    """Give where the relationship stands on each ladder that says something."""
    found = readings(figures.assessment, earlier=figures.earlier)
    return [
        {"measure": each.ladder.title, "stands": each.words}
        for each in found
        if each.rung is not None and each.state is not ReadingState.NOT_APPLICABLE
    ]


def _ring_met(figures: Figures) -> int | Absent:
    draft = figures.agreement()
    return sum(each.met for each in draft.ring) if draft and draft.ring else _NOT_THERE


def _promises(figures: Figures, side: str) -> int | Absent:
    draft = figures.agreement()
    return _NOT_THERE if draft is None or draft.balance is None else getattr(draft.balance, side)


def _open_in_agreement(figures: Figures) -> list[Row]:
    draft = figures.agreement()
    known = figures.assessment.script.question_by_id
    return [
        {
            "what": _in_few_words(figures, each.question) if each.question in known else each.ask,
            "owner": each.owner,
        }
        for each in (draft.open_points if draft else ())
    ]


# What was said, and what is to be done


def _advice_pairs(figures: Figures) -> list[Row]:
    """Give what the customer believes beside what we advise, and who decided which way."""
    return [_pair(figures, each) for each in advice_that_applies(figures.assessment)]


def _pair(figures: Figures, advice: Advised) -> Row:
    asked = figures.assessment.script.question_by_id[advice.question]
    return {
        "question": filled(asked.ask, figures.assessment.standing),
        "believed": advice.believes,
        "advised": advice.advises,
        "because": advice.because,
        "followed": advice.followed.value if advice.followed else "open",
        "decided_by": advice.decided_by,
    }


def _attempts_made(figures: Figures) -> list[Row]:
    """Give every attempt to steer, flag by flag."""
    return [
        {
            "on": attempt.on,
            "about": flag.rule.title,
            "with_whom": attempt.with_whom,
            "customer": attempt.reaction.value.replace("_", " "),
            "note": attempt.note,
        }
        for flag in figures.assessment.flags
        for attempt in flag.attempts
    ]


def _follow_ups(figures: Figures, *, asked: bool) -> list[Row]:
    """Give what is open by the day that it is due: the customer's questions, or everything else."""
    return [
        _due(figures, each)
        for each in figures.assessment.follow_ups
        if (each.kind is FollowUpCause.CUSTOMER_QUESTION) is asked
    ]


def _due(figures: Figures, follow_up: FollowUp) -> Row:
    return {
        "due": follow_up.due,
        "overdue": follow_up.due < figures.assessment.as_of,
        "what": follow_up.what,
        "who": follow_up.who,
        "side": follow_up.side.value,
        "asked_by": follow_up.asked_by,
    }


def _table(work_out: Callable[[Figures], object], texts: Sequence[str], **forms: str) -> FactType:
    return FactType("table", work_out, columns={**dict.fromkeys(texts, "text"), **forms}, private=True)


_TO_DO: Final = ("overdue", "what", "who", "side", "asked_by")

DEAL_FACTS: Final[Mapping[str, FactType]] = {
    "verdict_now": FactType("text", lambda figures: figures.assessment.verdict.words, private=True),
    "verdict_reason": FactType("text", _verdict_reason, private=True),
    "verdict_rule": FactType("text", _verdict_rule, private=True),
    "verdict_range": FactType("text", _verdict_range, private=True),
    "ways_forward": _table(_ways_forward, ("change",)),
    "flags_raised": _table(_flags_raised, ("flag", "weight", "state", "tried", "because")),
    "gates_missing": _table(_gates_missing, ("what",)),
    "flags_unknown": _table(_flags_unknown, ("flag",)),
    "decision_made": _decision(lambda decided: in_words(decided.choice)),
    "decision_on": _decision(lambda decided: decided.on, "date"),
    "decision_reason": _decision(lambda decided: decided.reason),
    "decision_against": _decision(lambda decided: decided.against),
    "decision_agreed_by": _decision(lambda decided: decided.by),
    "decision_review": _decision(lambda decided: decided.review, "date"),
    "decision_verdict": _decision(lambda decided: in_words(decided.verdict, decided.conditions)),
    "forecast_kind": FactType("text", _forecast_kind, private=True),
    "forecast_chance": FactType(
        "percent", lambda figures: (100 * _forecast(figures)[1]).quantize(Decimal(1)), private=True
    ),
    "cost_good": _cost(lambda cost: cost.good, "money"),
    "cost_bad": _cost(lambda cost: cost.bad, "money"),
    "cost_break_even": _cost(lambda cost: cost.percent),
    "cost_multiplier": _cost(lambda cost: cost.multiplier_words),
    "cost_sentence": _cost(lambda cost: cost.sentence),
    "ring_marks": _table(_ring_marks, ("mark", "met")),
    "ring_met": FactType("number", _ring_met, private=True),
    "ring_of": FactType("number", lambda figures: len(_ring_marks(figures)), private=True),
    "promises_ours": FactType("number", partial(_promises, side="ours"), private=True),
    "promises_theirs": FactType("number", partial(_promises, side="theirs"), private=True),
    "open_in_agreement": _table(_open_in_agreement, ("what", "owner")),
    "relationship": _table(_relationship, ("measure", "stands")),
    "advice_pairs": _table(
        _advice_pairs, ("question", "believed", "advised", "because", "followed", "decided_by")
    ),
    "attempts_made": _table(_attempts_made, ("about", "with_whom", "customer", "note"), on="date"),
    "follow_ups_open": _table(partial(_follow_ups, asked=False), _TO_DO, due="date"),
    "questions_open": _table(partial(_follow_ups, asked=True), _TO_DO, due="date"),
}
"""Worked-out values that only papers which are never sent may print."""
