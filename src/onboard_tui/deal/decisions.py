"""The decision beside the verdict: proceed, walk away or next in line, with everything frozen that led to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.bands import band_of
from onboard_tui.deal.calibration import MODEL
from onboard_tui.deal.days import check_clock, day_ahead, written
from onboard_tui.deal.flags import questions_of
from onboard_tui.deal.outcome import outcomes_of
from onboard_tui.deal.words import in_words, number_of
from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Decided, Reopened
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.progress import progress
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.model import HEAVIEST_FIRST, VerdictKind
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.calibration import TrackRecord
    from onboard_tui.interview.interview import Interview

LEAST_REASON: Final = 20
"""Characters that a reason to decide against the verdict has at least; blanks in a row count as one."""
_DONE: Final[Mapping[VerdictKind, str]] = {
    VerdictKind.PROCEED: "signed",
    VerdictKind.WALK_AWAY: "walked away",
    VerdictKind.NEXT_IN_LINE: "next in line",
}
_ONLY_WITH: Final[Mapping[str, tuple[str, VerdictKind]]] = {
    "sign": ("The sign that would prove us right", VerdictKind.NEXT_IN_LINE),
    "may_call": ("Who may be called", VerdictKind.NEXT_IN_LINE),
    "call_on": ("The day to call", VerdictKind.NEXT_IN_LINE),
    "first_day": ("The first day of use", VerdictKind.PROCEED),
}
"""What is said about one kind of decision only."""
_FROZEN: Final = (
    *("on", "verdict", "rule", "conditions", "flags", "band", "forecast", "model"),
    *("script_sha256", "target", "licensed"),
)
_ENDS: Final = frozenset({FlagState.INSISTED, FlagState.CANNOT_FIX})


def decided(
    assessment: Assessment,
    record: TrackRecord,
    stamp: dict[str, Any],
    *,
    choice: VerdictKind,
    reason: str,
    by: str = "",
    review: date | None = None,
    sign: str = "",
    may_call: str = "",
    call_on: date | None = None,
    referred_to: str = "",
    first_day: date | None = None,
) -> Decided:
    """Give the entry of a decision, with the verdict and everything behind it frozen. Raises `UsageError`.

    A deal that goes ahead stays frozen as it was first signed, whatever is said about it later.
    """
    check_clock(assessment)
    before = assessment.interview.dealings.decision
    goes_ahead = choice is VerdictKind.PROCEED
    if goes_ahead and assessment.script.no_deal:
        raise UsageError(
            f"“{assessment.script.title}” is no deal: where it goes well there is nothing to sign.",
            way_out="Go on with the customer. What is counted in a use check is recorded with the deal itself.",
        )
    if before is not None and before.choice is choice and goes_ahead:
        frozen = {name: getattr(before, name) for name in _FROZEN}
        usual_day = before.first_day
    else:
        frozen = _freeze(assessment, record, goes_ahead=goes_ahead)
        usual_day = _first_day(assessment) if goes_ahead else None
    entry = Decided(
        **stamp,
        **frozen,
        choice=choice,
        reason=stripped(reason),
        by=stripped(by),
        review=review,
        sign=stripped(sign),
        may_call=stripped(may_call),
        call_on=call_on,
        referred_to=stripped(referred_to),
        first_day=first_day or usual_day,
    )
    _check(assessment, entry)
    if first_day is not None:
        day_ahead(assessment, first_day, "The first day of use", from_today=True)
    return entry


def _freeze(assessment: Assessment, record: TrackRecord, *, goes_ahead: bool) -> dict[str, Any]:
    verdict, script = assessment.verdict, assessment.script
    conditions = verdict.with_ or ""
    band = band_of(verdict.kind, conditions) if goes_ahead else ""
    return {
        "on": assessment.as_of,
        "verdict": verdict.kind,
        "rule": verdict.rule_id or "",
        "conditions": conditions,
        "flags": {flag.id: flag.state.value for flag in assessment.raised_flags},
        "band": band,
        "forecast": record.forecast(band) if band else None,
        "model": MODEL if band else "",
        "script_sha256": script.sha256,
        "target": _number(assessment, script.outcome.target),
        "licensed": _whole(_number(assessment, script.outcome.licensed)),
    }


def _number(assessment: Assessment, question_id: str | None) -> int | Decimal | None:
    value = None if question_id is None else assessment.standing.value(question_id)
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else value
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _whole(value: int | Decimal | None) -> int | None:
    return value if isinstance(value, int) else None


def _first_day(assessment: Assessment) -> date:
    """Give the agreed first day of use, or today where none was agreed or it is past."""
    question_id = assessment.script.outcome.first_day
    agreed = None if question_id is None else assessment.standing.value(question_id)
    return max(agreed, assessment.as_of) if isinstance(agreed, date) else assessment.as_of


# What a decision needs


def _check(assessment: Assessment, entry: Decided) -> None:
    """Check a decision against the deal as it stands. Raises `UsageError`."""
    if entry.choice not in _DONE:
        raise UsageError(
            f"“{in_words(entry.choice)}” is where a deal stands and no decision.",
            way_out="Decide to proceed, to walk away, or to be next in line.",
        )
    if not entry.reason:
        raise UsageError("A decision needs a reason.", way_out="Say in a sentence why.")
    _check_fits(entry)
    if entry.choice is VerdictKind.PROCEED:
        check_finished(assessment)
    if entry.against:
        _check_against(assessment, entry)
    if entry.choice is VerdictKind.NEXT_IN_LINE:
        _check_next_in_line(entry)
    _check_referral(assessment, entry)
    for what, day in (("The review", entry.review), ("The call", entry.call_on)):
        if day is not None:
            day_ahead(assessment, day, what)
    _check_news(assessment, entry)


def _check_fits(entry: Decided) -> None:
    for name, (what, choice) in _ONLY_WITH.items():
        if getattr(entry, name) and entry.choice is not choice:
            raise UsageError(
                f"{what} belongs to the decision “{in_words(choice)}”.",
                way_out=f"Leave it out, or decide “{in_words(choice)}”.",
            )


def check_finished(assessment: Assessment) -> None:
    """Check that every required question is dealt with, without which no deal goes ahead. Raises `UsageError`."""
    still_open = progress(assessment.standing).required_open
    if not still_open:
        return
    best = assessment.next_question
    next_id = best.id if best is not None and best.id in still_open else still_open[0]
    verb = "is" if len(still_open) == 1 else "are"
    raise UsageError(
        f"The interview is not finished: {number_of(len(still_open), 'required question')} {verb} still open, "
        "so the deal cannot go ahead.",
        way_out=f"Ask next: “{assessment.script.question_by_id[next_id].ask}” ({next_id})",
    )


def _check_against(assessment: Assessment, entry: Decided) -> None:
    verdict = f"{in_words(entry.verdict, entry.conditions)}{f', {entry.rule}' if entry.rule else ''}"
    against = f"Deciding against the verdict ({verdict})"
    if not entry.by:
        raise UsageError(f"{against} takes a second person.", way_out="Say who agreed to it.")
    if name_compared(entry.by) == name_compared(assessment.interview.seller):
        raise UsageError(
            f"{against} takes a second person, and {entry.by} is the seller.", way_out="Say who else agreed."
        )
    length = len(" ".join(entry.reason.split()))
    if length < LEAST_REASON:
        raise UsageError(
            f"{against} takes a reason of {LEAST_REASON} characters or more; this one has {length}.",
            way_out="Say why it should turn out better than the answers say.",
        )
    if entry.review is None:
        raise UsageError(
            f"{against} takes a day on which it is looked at again.", way_out="Name a day after today."
        )


def name_compared(person: str) -> str:
    """Give a name as it is compared: however large its letters are, and whatever is between its words."""
    return " ".join(person.casefold().split())


def _check_next_in_line(entry: Decided) -> None:
    for given, sentence, way_out in (
        (
            entry.sign,
            "To be next in line takes the sign that would prove us right.",
            "Say what would show it.",
        ),
        (entry.may_call, "To be next in line takes somebody who may be called.", "Say who that is."),
        (entry.call_on, "To be next in line takes a day on which to call.", "Name a day after today."),
    ):
        if not given:
            raise UsageError(sentence, way_out=way_out)


def _check_referral(assessment: Assessment, entry: Decided) -> None:
    refers = assessment.verdict.action == "refer"
    leaves = entry.choice is VerdictKind.WALK_AWAY
    if refers and leaves and not entry.referred_to:
        raise UsageError(
            f"Walking away by {entry.rule} is a referral, so it is recorded who takes what we cannot do.",
            way_out="Name them, or say “nobody” where nobody does.",
        )
    if entry.referred_to and not (refers or leaves):
        raise UsageError("Nobody takes over a deal that we do not leave.", way_out="Leave out who took it.")


def _check_news(assessment: Assessment, entry: Decided) -> None:
    """Check that a decision says something new, and does not take a deal back that is in use."""
    before = assessment.interview.dealings.decision
    if before is None:
        return
    if before.choice is VerdictKind.PROCEED and entry.choice is not before.choice:
        _check_unmeasured(assessment)
    if _content(before) == _content(entry):
        raise UsageError(f"The deal is decided just so already: {deal_status(assessment.interview)}.")


def _content(entry: Decided) -> tuple[object, ...]:
    """Give what a person said in a decision."""
    said = (entry.choice, entry.reason, entry.by, entry.review, entry.sign, entry.may_call, entry.call_on)
    return (*said, entry.referred_to, entry.first_day)


def _check_unmeasured(assessment: Assessment) -> None:
    counted = outcomes_of(assessment.interview)
    if counted:
        raise UsageError(
            "The deal went ahead, and its active use was counted on "
            f"{written(assessment, counted[-1].entry.on)}: that cannot be undecided.",
            way_out="Record what became of the customer, or begin a new interview with them.",
        )


# Taking a deal up again


def reopened(assessment: Assessment, stamp: dict[str, Any], *, note: str = "") -> Reopened:
    """Give the entry of taking a decided deal up again from its old answers. Raises `UsageError`."""
    check_clock(assessment)
    decision = assessment.interview.dealings.decision
    if decision is None:
        raise UsageError("No decision stands that could be taken up again.")
    _check_unmeasured(assessment)
    ask_again = dict.fromkeys(_ended_by(assessment, decision)) or dict.fromkeys(assessment.missing_gates)
    return Reopened(**stamp, on=assessment.as_of, ask_again=tuple(ask_again), note=stripped(note))


def _ended_by(assessment: Assessment, decision: Decided) -> Iterator[str]:
    """Give the questions behind the flags that ended a deal, the heaviest flag first."""
    script, standing = assessment.script, assessment.standing
    rules = [script.flag_by_id[flag] for flag in decision.flags if flag in script.flag_by_id]
    for rule in sorted(rules, key=lambda rule: HEAVIEST_FIRST.index(rule.severity)):
        if not rule.no_steer and decision.flags[rule.id] not in _ENDS:
            continue
        behind = assessment.flag_by_id[rule.id].because.keys() or questions_of(standing, rule)
        for question in script.questions:
            if question.id in behind and standing.state(question.id) is not AnswerState.NOT_APPLICABLE:
                yield question.id


# In words


def deal_status(interview: Interview) -> str:
    """Say what became of a deal, for lists: `next in line - signed by override`; empty while it is open."""
    decision = interview.dealings.decision
    if decision is None:
        return "reopened" if interview.dealings.reopened is not None else ""
    words = _DONE[decision.choice]
    if decision.against:
        words = f"{in_words(decision.verdict, decision.conditions or None)} - {words} by override"
    if decision.call_on is not None:
        words += f", call on {notation_for(interview.script.language).date(decision.call_on)}"
    return words
