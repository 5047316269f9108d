"""What the commands print for people: plain lines, nothing cut, no escape sequences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.cli.deal_words import deal_in_words, decided_with
from onboard_tui.contract.document import Blocks
from onboard_tui.deal.ages import age_of
from onboard_tui.deal.day import what_the_day_decides
from onboard_tui.deal.improvement import Step
from onboard_tui.deal.words import in_words, listed
from onboard_tui.interview.entries import Source
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from onboard_tui.contract.document import Draft, Finding
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.deal.day import HangsOnDay
    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.improvement import Improvement
    from onboard_tui.interview.entries import Planned, Steered
    from onboard_tui.interview.notation import Notation
    from onboard_tui.script.model import Question, Script
    from onboard_tui.workspace.open_interview import OpenInterview

MOST_NAMED = 3
"""Gates that are named one by one in what would make a verdict better."""


def interview_in_words(opened: OpenInterview) -> str:
    """Give an interview: whose it is, where it stands, and every answer by section."""
    lines = [
        f"{opened.customer} · {opened.script.title}",
        opened.id,
        "",
        *decided_with(opened),
        assessment_in_words(opened.assessment),
    ]
    deal = deal_in_words(opened)
    if deal:
        lines.append(deal)
    for section in opened.script.sections:
        answers = [line for question in _asked_in(opened, section.id) for line in _answer(opened, question)]
        if answers:
            lines += ["", section.title.upper(), *answers]
    drafts = opened.drafts()
    if drafts:
        lines += [
            "",
            f"Drafts: {', '.join(f'{draft.number} ({draft.created_at:%Y-%m-%d})' for draft in drafts)}",
        ]
    if opened.interview.paperwork.sent:
        from onboard_tui.cli.draft_words import since_sent_in_words

        lines += since_sent_in_words(opened)
    return "\n".join(lines)


def _asked_in(opened: OpenInterview, section: str) -> Iterator[Question]:
    for question in opened.script.questions:
        if question.section == section and opened.standing.state(question.id) not in (
            AnswerState.NOT_ASKED,
            AnswerState.NOT_APPLICABLE,
        ):
            yield question


def _answer(opened: OpenInterview, question: Question) -> Iterator[str]:
    recorded = opened.interview.current[question.id]
    remarks = []
    if recorded.state is AnswerState.ANSWERED:
        words = display(question, recorded.value, opened.script)
        remarks += ["our guess"] if recorded.source is Source.OUR_GUESS else []
    else:
        words = recorded.state.value.replace("_", " ")
    age = age_of(opened.assessment, question.id)
    remarks += [f"{age}, from before the deal was reopened"] if age else []
    remark = f"  ({'; '.join(remarks)})" if remarks else ""
    yield f"  {question.id}: {_indented(words)}{remark}"
    if recorded.quote:
        yield f"    “{_indented(recorded.quote)}”"
    if recorded.note:
        yield f"    note: {_indented(recorded.note)}"


def _indented(words: str) -> str:
    return words.replace("\n", "\n    ")


def assessment_in_words(assessment: Assessment) -> str:
    """Give the verdict with its reason, the flags, and what is still unknown."""
    verdict = assessment.verdict
    rule = f" ({verdict.rule_id})" if verdict.rule_id else ""
    lines = [f"{verdict.words.upper()}{rule} as of {assessment.as_of}"]
    if verdict.outcome:
        lines.append(verdict.outcome.sentence)
    if len(assessment.possible) > 1:
        still = sorted(kind.value.replace("_", " ") for kind in assessment.possible)
        lines.append(f"Still possible: {', '.join(still)}.")
    lines += [line for flag in assessment.raised_flags for line in _flag(flag, assessment)]
    if assessment.missing_gates:
        lines.append(f"Gates without a confirmed answer: {', '.join(assessment.missing_gates)}.")
    lines += [f"Would be {_way(each)}." for each in assessment.improvements]
    if assessment.unknown_flags:
        lines.append(f"Cannot be told yet: {', '.join(assessment.unknown_flags)}.")
    lines += [_hanging(each, assessment.script) for each in what_the_day_decides(assessment) if each.becomes]
    if assessment.next_question:
        lines.append(f"Ask next: {assessment.next_question.id}. {assessment.next_question.reason}")
    return "\n".join([*lines, *assessment.problems])


def _way(way: Improvement) -> str:
    """Say what would make the verdict better; many gates are counted, as they stand above."""
    gates = [each for each in way.changes if each.step is Step.CONFIRM]
    if len(gates) <= MOST_NAMED:
        return str(way)
    cleared = [str(each) for each in way.changes if each.step is Step.CLEAR]
    return f"{in_words(way.verdict, way.with_)} once {listed([*cleared, f'these {len(gates)} gates are confirmed'])}"


def _hanging(each: HangsOnDay, script: Script) -> str:
    """Say what the same answers make otherwise on a later day."""
    state, later = (str(state).replace("_", " ") for state in (each.state, each.becomes))
    day = "" if each.changes_on is None else notation_for(script.language).date(each.changes_on)
    return f"Hangs on the day: {each.id} is {state}, and {later} from {day} on."


def _flag(flag: Flag, assessment: Assessment) -> Iterator[str]:
    """Give a flag with its reasons, and below it what was tried and agreed."""
    because = "; ".join(
        f"{question}: {_reason(question, value, assessment.script)}"
        for question, value in flag.because.items()
    )
    yield (
        f"  {flag.rule.severity.value} {flag.id}, {flag.state.value.replace('_', ' ')}: {flag.rule.title}. "
        f"Because {because}. {flag.history.capitalize()}."
    )
    notation = notation_for(assessment.script.language)
    past = assessment.interview.past_attempts.get(flag.id, ())
    history = [f"before it was reopened, {_attempt(each, notation)}" for each in past]
    history += [_attempt(each, notation) for each in flag.attempts]
    if flag.set_aside is not None and flag.set_aside.reason:
        history.append(f"does not apply: {flag.set_aside.reason}")
    if flag.plan is not None:
        history.append(_plan(flag.plan, assessment.as_of, notation))
    yield from (f"    {_indented(line)}" for line in history)


def _attempt(attempt: Steered, notation: Notation) -> str:
    note = f". {attempt.note}" if attempt.note else ""
    reaction = attempt.reaction.value.replace("_", " ")
    whom = f" with {attempt.with_whom}" if attempt.with_whom else ""
    return f"{notation.date(attempt.on)}: script {attempt.script}{whom}, {reaction}{note}"


def _plan(plan: Planned, today: date, notation: Notation) -> str:
    overdue = ", OVERDUE" if plan.due < today else ""
    text = f": {plan.text}" if plan.text else ""
    owner, agreed_by = plan.owner or "nobody yet", plan.agreed_by or "nobody yet"
    return f"plan of {owner} by {notation.date(plan.due)}{overdue}, agreed by {agreed_by}{text}"


def _reason(question_id: str, value: object, script: Script) -> str:
    question = script.question_by_id[question_id]
    if (
        isinstance(value, str)
        and value in {state.value for state in AnswerState}
        and not question.option(value)
    ):
        return value.replace("_", " ")
    return " ".join(display(question, value, script).split())  # type: ignore[arg-type] # a value of that question


def draft_in_words(draft: Draft) -> str:
    """Give what a draft still needs, the ring check, the balance, and what the other checks found."""
    name = f"Final {draft.kind}" if draft.final else draft.kind.capitalize()
    left = len(draft.open_points)
    lines = [f"{name} {draft.number} of {draft.customer}: {left} open point{'' if left == 1 else 's'}"]
    for point in draft.open_points:
        owner = f", {point.owner}" if point.owner else ""
        due = f" by {point.due}" if point.due else ""
        lines.append(
            f"  {point.question} ({point.state.replace('_', ' ')}{owner}{due}): {' '.join(point.ask.split())}"
        )
    met = sum(mark.met for mark in draft.ring)
    lines.append(f"Ring check: {met} of {len(draft.ring)}")
    lines += [f"  {'yes' if mark.met else 'NO '}  {mark.text}" for mark in draft.ring]
    if draft.balance is not None:
        ours, theirs = draft.balance.ours, draft.balance.theirs
        lines.append(f"Promises that cost something when missed: {ours} of ours, {theirs} of theirs")
    lines.append(f"Checks: {len(draft.findings)} found")
    for each in draft.findings:
        place = f"{each.document} {each.number}".strip()
        lines.append(f"  {f'{place}: ' if place else ''}{each.text}{_standing_in_the_way(each)}")
        lines += [f"    “{each.sentence}”"] if each.sentence else []
        lines.append(f"    meant so: {each.reason}" if each.reason else f"    {each.key}")
    return "\n".join(lines)


def _standing_in_the_way(finding: Finding) -> str:
    in_the_way = {Blocks.EXPORT: " (no export until then)", Blocks.FINAL: " (not final until then)"}
    return "" if finding.reason else in_the_way.get(finding.blocks, "")
