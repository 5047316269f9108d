"""The verdict, the rule and the answers that made it, the rules before it, and what would make it better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from onboard_tui.deal.improvement import Step
from onboard_tui.interview.progress import progress
from onboard_tui.tui.judgement.decision import status_line
from onboard_tui.tui.judgement.lines import (
    RULE,
    RULES,
    answer_row,
    is_answered,
    key_of,
    leads_on,
    paragraph,
    question_row,
    says,
    signed,
    title,
)
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.improvement import Improvement
    from onboard_tui.deal.verdict import RuleOutcome
    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview

MOST_NAMED = 3
"""How many answers to confirm are named one by one in a way to a better verdict."""


def verdict_rows(seen: Seen) -> Iterator[Row]:
    """Give the verdict and what it rests on."""
    opened = seen.opened
    verdict = opened.assessment.verdict
    if opened.interview.dealings.decision is not None:
        yield says(status_line(opened))
        yield says(Content())
        yield says(plain("Judged again today, with the answers of today:", MUTED))
    yield says(_verdict_line(opened))
    if verdict.outcome is not None:
        yield says(plain(verdict.outcome.sentence))
    yield says(_range_line(opened))
    told = [each for each in verdict.because if is_answered(opened, each)]
    missing = [each for each in verdict.because if each not in told]
    if told:
        yield title("THE ANSWERS THAT MADE IT")
        yield from (answer_row(opened, each, "because") for each in told)
    if missing and not opened.assessment.missing_gates:
        yield title("THE MISSING ANSWERS THAT MADE IT")
        yield from (question_row(opened, each, "because") for each in missing)
    yield from _earlier_rules(seen)


def _verdict_line(opened: OpenInterview) -> Content:
    verdict = opened.assessment.verdict
    sign = VERDICTS[verdict.kind.value]
    with_ = plain(f" WITH {verdict.with_.upper()}" if verdict.with_ else "", sign.style)
    walked = progress(opened.standing)
    so_far = " so far" if walked.done < walked.total else ""
    rule = f"{so_far}   by rule {verdict.rule_id}" if verdict.rule_id else f"{so_far}   because no rule holds"
    action = f", {verdict.action}" if verdict.action else ""
    return sign.content() + with_ + plain(f"{rule}{action}", MUTED)


def _range_line(opened: OpenInterview) -> Content:
    """Say what it can still come to once the missing answers are in."""
    possible = {kind.value for kind in opened.assessment.possible}
    if len(possible) > 1:
        signs = [sign.content() for kind, sign in VERDICTS.items() if kind in possible]
        return plain("It can still come to  ", MUTED) + Content("  ").join(signs)
    return plain("No answer that is missing can change it.", MUTED)


def _earlier_rules(seen: Seen) -> Iterator[Row]:
    earlier = seen.opened.assessment.verdict.earlier
    if not earlier:
        return
    words = "The rule before it" if len(earlier) == 1 else f"The {len(earlier)} rules before it"
    yield says(Content())
    yield leads_on(RULES, plain(f"{words} did not hold", MUTED), unfolded=RULES in seen.unfolded)
    if RULES in seen.unfolded:
        yield from (
            _rule_row(outcome, unfolded=key_of(RULE, outcome.rule.id) in seen.unfolded) for outcome in earlier
        )


def _rule_row(outcome: RuleOutcome, *, unfolded: bool) -> Row:
    """Give a rule in a few words and, where it is unfolded, what it looked at and what was found."""
    rule = outcome.rule
    verdict = VERDICTS[rule.verdict.value]
    looks_at = "; ".join(
        f"{each.words}: {each.wanted}" if each.wanted else each.words for each in outcome.inputs
    )
    lines = [plain(f"{rule.id}  ") + verdict.content() + plain(f"  {looks_at}", MUTED)]
    if unfolded:
        lines += [plain(f"found  {each}") for each in outcome.inputs]
    return leads_on(key_of(RULE, rule.id), paragraph(lines), unfolded=unfolded)


def way_rows(opened: OpenInterview) -> Iterator[Row]:
    """Give the smallest sets of changes that would make the verdict better."""
    ways = opened.assessment.improvements
    if ways:
        yield title("WHAT WOULD MAKE IT BETTER")
    for way in ways:
        yield signed(VERDICTS[way.verdict.value], _way(opened, way))


def _way(opened: OpenInterview, way: Improvement) -> Content:
    """Say what has to happen for a better verdict: the flags by their titles, few answers by their names."""
    titles = opened.script.flag_by_id
    happens = [
        f"“{titles[each.target].title}” is cleared{' or has a plan' if each.plan_will_do else ''}"
        for each in way.changes
        if each.step is Step.CLEAR
    ]
    asked = opened.script.question_by_id
    gates = [asked[each.target].ask for each in way.changes if each.step is Step.CONFIRM]
    if len(gates) > MOST_NAMED:
        happens.append(f"the {len(gates)} answers below are confirmed")
    else:
        happens += [f"the answer to “{gate}” is confirmed" for gate in gates]
    sign = VERDICTS[way.verdict.value]
    with_ = f" WITH {way.with_.upper()}" if way.with_ else ""
    return plain(f"{sign.word}{with_}", sign.style) + one_line(f" once {', and '.join(happens)}")
