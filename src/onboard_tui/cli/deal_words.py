"""What is recorded about a deal beside its answers, in plain lines for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.follow_ups import short, when_due
from onboard_tui.cli.orders import account_in_words, months_in_words
from onboard_tui.deal.decisions import deal_status
from onboard_tui.deal.ladders import ReadingState
from onboard_tui.deal.outcome import outcomes_of
from onboard_tui.deal.words import in_words
from onboard_tui.interview.notation import notation_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.deal.ladders import Reading
    from onboard_tui.interview.dealings import Advised, Decided, Fared
    from onboard_tui.interview.notation import Notation
    from onboard_tui.script.model import Script
    from onboard_tui.workspace.open_interview import OpenInterview


def deal_in_words(opened: OpenInterview) -> str:
    """Give the parts that say something, each under its heading, with a blank line before each."""
    parts = (
        ("THE DECISION", _decisions(opened)),
        ("WHAT CAME OF IT", _outcomes(opened)),
        ("ORDERS", account_in_words(opened)),
        ("SERVICE LEVELS BY MONTH", months_in_words(opened)),
        ("COST OF A BAD DEAL", _cost(opened)),
        ("THE RELATIONSHIP", _relationship(opened)),
        ("BELIEVED AND ADVISED", _advice(opened)),
        ("TO FOLLOW UP", _follow_ups(opened)),
        ("HOW IT WAS STEERED", _steering(opened)),
    )
    lines: list[str] = []
    for heading, part in parts:
        told = [f"  {_line(line)}" for line in part]
        if told:
            lines += ["", heading, *told]
    return "\n".join(lines)


def decided_with(opened: OpenInterview) -> Iterator[str]:
    """Say what was decided and with which verdict, before a judgement of today that may be another one."""
    decided = opened.interview.dealings.decision
    if decided is not None:
        status = deal_status(opened.interview)
        day = notation_for(opened.script.language).date(decided.on)
        yield f"{status[0].upper()}{status[1:]}. Decided on {day}, when the verdict was {_verdict(decided)}."
        yield "Judged again today, with the answers of today:"


def _verdict(decided: Decided) -> str:
    """Give the verdict that was frozen, with its rule."""
    return f"{in_words(decided.verdict, decided.conditions or None)}{f' ({decided.rule})' if decided.rule else ''}"


def _line(text: str) -> str:
    return text.replace("\n", "\n    ")


def _decisions(opened: OpenInterview) -> Iterator[str]:
    dealings = opened.interview.dealings
    notation = notation_for(opened.script.language)
    status = deal_status(opened.interview)
    if status:
        yield f"{status[0].upper()}{status[1:]}."
    for decided in dealings.decisions:
        yield from _decision(decided, notation)
    if dealings.reopened is not None:
        note = f" {dealings.reopened.note}" if dealings.reopened.note else ""
        yield f"Reopened on {notation.date(dealings.reopened.on)}.{note}"


def _decision(decided: Decided, notation: Notation) -> Iterator[str]:
    yield (
        f"{notation.date(decided.on)}: {in_words(decided.choice)}; the verdict was {_verdict(decided)}. "
        f"Because: {decided.reason}"
    )
    if decided.flags:
        flags = (
            f"{flag.replace('_', ' ')} {state.replace('_', ' ')}" for flag, state in decided.flags.items()
        )
        yield f"  Flags then: {', '.join(flags)}."
    if decided.by:
        review = f"; looked at again on {notation.date(decided.review)}" if decided.review else ""
        yield f"  Agreed by {decided.by}{review}."
    if decided.call_on is not None:
        yield f"  Call {decided.may_call} on {notation.date(decided.call_on)}. The sign: {decided.sign}"
    if decided.referred_to:
        yield f"  Taken by {decided.referred_to}."
    if decided.forecast is not None:
        yield f"  Forecast at signing: {decided.forecast:.2f}."


def _outcomes(opened: OpenInterview) -> Iterator[str]:
    notation = notation_for(opened.script.language)
    for outcome in outcomes_of(opened.interview):
        hours = f" {notation.number(outcome.entry.hours)} hours so far." if outcome.entry.hours else ""
        note = f" {outcome.entry.note}" if outcome.entry.note else ""
        yield f"{notation.date(outcome.entry.on)}: {outcome.sentence}. Counted by: {outcome.entry.method}.{hours}{note}"
    for fared in opened.interview.dealings.fates:
        yield _fate(fared, notation)


def _fate(fared: Fared, notation: Notation) -> str:
    whom = f", with {fared.to_whom}" if fared.to_whom else ""
    note = f" {fared.note}" if fared.note else ""
    return f"{notation.date(fared.on)}: the customer {fared.fate.value.replace('_', ' ')}{whom}.{note}"


def _cost(opened: OpenInterview) -> Iterator[str]:
    card = opened.cost()
    if card is not None:
        yield from cost_in_words(card, opened.script)


def cost_in_words(card: CostOfABadDeal, script: Script) -> Iterator[str]:
    """Give the card: what the deal brings, what it costs, and the chance from which it is worth signing."""
    notation = notation_for(script.language)
    yield f"G, if it ends in active use: {notation.money(card.good, script.currency)}"
    yield f"B, if it does not:           {notation.money(card.bad, script.currency)}"
    if card.percent:
        yield f"p*, break-even chance:       {card.percent}"
    yield f"A good deal takes {float(card.base_hours):g} h ({_source(card)}); a bad one {card.multiplier_words}."
    yield from (f"Our own: {own}" for own in _own_hours(card))
    yield card.sentence
    yield "This informs; the verdict does not read it."


def _source(card: CostOfABadDeal) -> str:
    if card.hours_assumed:
        return "assumption"
    own = card.good_hours is not None and card.good_hours.median == card.base_hours
    return "our own median" if own else "your figure"


def _own_hours(card: CostOfABadDeal) -> Iterator[str]:
    if card.good_hours is not None:
        yield f"deals in active use, {card.good_hours}."
    if card.failed_hours is not None:
        yield f"failed deals, {card.failed_hours}."


def _relationship(opened: OpenInterview) -> Iterator[str]:
    for reading in opened.readings():
        if reading.state is not ReadingState.NOT_APPLICABLE:
            yield from _reading(reading)
    notation = notation_for(opened.script.language)
    for past in opened.reading_history():
        name = past.ladder.title if past.ladder else past.entry.ladder
        evidence = f"{past.entry.said_by}: {past.entry.evidence}"
        yield f"Kept on {notation.date(past.entry.on)}: {name}: {past.words} ({evidence})"


def _reading(reading: Reading) -> Iterator[str]:
    yield f"{reading.ladder.title}: {reading.words}"
    if reading.rung is not None and reading.rung.note:
        yield f"  {reading.rung.note}"
    yield from (f"  {hint.say}" for hint in reading.hints)
    yield from (f"  {each.fact.text}: {each.words}" for each in reading.facts if each.typed)
    if reading.missing and len(reading.possible) < len(reading.ladder.rungs):
        yield f"  To be found out: {'; '.join(reading.missing)}"


def _advice(opened: OpenInterview) -> Iterator[str]:
    for advised in opened.interview.dealings.advice_by_question.values():
        yield f"{advised.question}: they believe: {advised.believes}"
        yield f"  we advise: {advised.advises}"
        if advised.because:
            yield f"  because: {advised.because}"
        yield f"  {_whose_way(advised)}"


def _whose_way(advised: Advised) -> str:
    if advised.followed is None:
        return "not decided yet"
    by = f", decided by {advised.decided_by}" if advised.decided_by else ""
    return f"it went {'our' if advised.followed == 'ours' else 'their'} way{by}"


def _follow_ups(opened: OpenInterview) -> Iterator[str]:
    today = opened.assessment.as_of
    for each in opened.follow_ups():
        yield f"{when_due(each.due, today)}: {each.what} ({each.side.value}: {each.who}; {short(each.key)})"


def _steering(opened: OpenInterview) -> Iterator[str]:
    assessment = opened.assessment
    if assessment.order_taking.raised:
        yield str(assessment.order_taking)
    if assessment.left_untouched:
        yield f"Not steered, and nothing said why: {', '.join(flag.name for flag in assessment.left_untouched)}."
