"""The rows of the verdict screen: the judgement, what it rests on, the flags, and what is not known yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from onboard_tui.deal.improvement import Step
from onboard_tui.interview.notation import notation_for
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState
from onboard_tui.tui.plain import MUTED, one_line, plain
from onboard_tui.tui.signs import ANSWER_STATES, FLAG_STATES, REACTIONS, SEVERITIES, VERDICTS
from onboard_tui.tui.widgets.outline import HEAVIEST_FIRST
from onboard_tui.tui.widgets.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.deal.flags import Flag
    from onboard_tui.deal.improvement import Improvement
    from onboard_tui.workspace.open_interview import OpenInterview

FLAG: Final = "flag:"
"""What the key of a flag's row begins with."""
QUESTION: Final = "question:"
"""What the key of a question's row begins with; after the id it says in which list it stands."""
RULES: Final = "rules"
"""The key of the row that shows and hides the rules that did not hold."""
MOST_NAMED = 3
"""How many answers to confirm are named one by one in a way to a better verdict."""


def judgement_rows(opened: OpenInterview, *, all_rules: bool) -> Iterator[Row]:
    """Give all rows, those that can be chosen among those that only say something."""
    yield from _verdict(opened, all_rules=all_rules)
    yield from _ways(opened)
    flags = raised_flags(opened)
    if flags:
        yield _title(f"FLAGS · {len(flags)}", "enter steers")
    for number, flag in enumerate(flags):
        if number:
            yield _says(Content())
        yield flag_row(opened, flag)
    yield from _unknown(opened)
    yield _title("ORDER TAKING")
    yield _says(plain(str(opened.assessment.order_taking), MUTED))


def _verdict(opened: OpenInterview, *, all_rules: bool) -> Iterator[Row]:
    verdict = opened.assessment.verdict
    sign = VERDICTS[verdict.kind.value]
    with_ = plain(f" WITH {verdict.with_.upper()}" if verdict.with_ else "", sign.style)
    rule = f"   by rule {verdict.rule_id}" if verdict.rule_id else "   because no rule holds"
    action = f", {verdict.action}" if verdict.action else ""
    yield _says(sign.content() + with_ + plain(f"{rule}{action}", MUTED))
    if verdict.outcome is not None:
        yield _says(plain(verdict.outcome.sentence))
    told = [each for each in verdict.because if _is_answered(opened, each)]
    missing = [each for each in verdict.because if each not in told]
    if told:
        yield _title("THE ANSWERS THAT MADE IT")
        yield from (_answer_row(opened, each, "because") for each in told)
    if missing and not opened.assessment.missing_gates:
        yield _title("THE MISSING ANSWERS THAT MADE IT")
        yield from (_question_row(opened, each, "because") for each in missing)
    if verdict.earlier:
        count = len(verdict.earlier)
        words = "The rule before it" if count == 1 else f"The {count} rules before it"
        lead = Content.styled(" ▾ " if all_rules else " ▸ ", "$accent")
        yield _says(Content())
        yield Row(RULES, lead, plain(f"{words} did not hold", MUTED))
        if all_rules:
            yield from (_says(plain(outcome.sentence, MUTED)) for outcome in verdict.earlier)


def _ways(opened: OpenInterview) -> Iterator[Row]:
    ways = opened.assessment.improvements
    if ways:
        yield _title("WHAT WOULD MAKE IT BETTER")
    for way in ways:
        sign = VERDICTS[way.verdict.value]
        yield Row("", Content(" ") + sign.sign() + Content(" "), _way(opened, way), choosable=False)


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


def _unknown(opened: OpenInterview) -> Iterator[Row]:
    """Give what is not known yet, and what it can still come to."""
    assessment = opened.assessment
    if assessment.next_question is not None:
        yield _title("ASK NEXT", assessment.next_question.reason)
        yield _question_row(opened, assessment.next_question.id, "next")
    if len(assessment.possible) > 1:
        yield _title("IT CAN STILL COME TO")
        still = {kind.value for kind in assessment.possible}
        signs = [sign.content() for kind, sign in VERDICTS.items() if kind in still]
        yield _says(Content("   ").join(signs))
    if assessment.missing_gates:
        yield _title(f"“PROCEED” NEEDS A CONFIRMED ANSWER · {len(assessment.missing_gates)}", "enter asks it")
        yield from (_question_row(opened, each, "gate") for each in assessment.missing_gates)
    if assessment.unknown_flags:
        yield _title(f"FLAGS THAT CANNOT BE TOLD YET · {len(assessment.unknown_flags)}")
        lead = Content(" ") + FLAG_STATES["unknown"].sign() + Content(" ")
        for flag_id in assessment.unknown_flags:
            yield Row("", lead, one_line(opened.script.flag_by_id[flag_id].title), choosable=False)


def raised_flags(opened: OpenInterview) -> list[Flag]:
    """Give the raised flags, the heaviest first."""
    return sorted(opened.assessment.raised_flags, key=lambda flag: HEAVIEST_FIRST.index(flag.rule.severity))


def flag_row(opened: OpenInterview, flag: Flag) -> Row:
    """Give a flag with its reasons, and the history of attempts and plans."""
    severity = SEVERITIES[flag.rule.severity.value]
    lines = [one_line(flag.rule.title, "bold") + plain(f"   {severity.word}", MUTED)]
    lines += [_answer(opened, each) for each in flag.because]
    needed = f", {flag.needed} needed" if flag.attempts_left else ""
    lines.append(plain(f"{flag.history.capitalize()}{needed}.", MUTED))
    notation = notation_for(opened.script.language)
    for attempt in flag.attempts:
        said = REACTIONS[attempt.reaction.value]
        note = f"  “{attempt.note}”" if attempt.note else ""
        tried = one_line(f"{notation.date(attempt.on)} · attempt {attempt.script} · {attempt.with_whom} · ")
        lines.append(tried + said.content() + one_line(note, "italic"))
    if flag.plan is not None:
        plan = flag.plan
        agreed = f"{plan.owner}, by {notation.date(plan.due)}, agreed by {plan.agreed_by}"
        overdue = plain("  OVERDUE", "bold $text-error") if plan.due < opened.assessment.as_of else Content()
        lines.append(one_line(f"Plan: {plan.text or 'agreed'} ({agreed})") + overdue)
    lead = Content(" ") + severity.sign() + Content(" ")
    tail = FLAG_STATES[flag.state.value].content()
    return Row(f"{FLAG}{flag.id}", lead, Content("\n").join(lines), tail)


def _answer_row(opened: OpenInterview, question_id: str, where: str) -> Row:
    """Give an answer under its question; the key says in which list it stands, for it may stand in two."""
    ask = one_line(opened.script.question_by_id[question_id].ask, MUTED)
    lines = Content("\n").join([ask, _said(opened, question_id).stylize("bold")])
    return Row(f"{QUESTION}{question_id}:{where}", _sign(opened, question_id), lines)


def _question_row(opened: OpenInterview, question_id: str, where: str) -> Row:
    ask = one_line(opened.script.question_by_id[question_id].ask)
    return Row(f"{QUESTION}{question_id}:{where}", _sign(opened, question_id), ask)


def _sign(opened: OpenInterview, question_id: str) -> Content:
    state = opened.standing.state(question_id)
    return Content(" ") + ANSWER_STATES[state.value].sign() + Content(" ")


def _answer(opened: OpenInterview, question_id: str) -> Content:
    ask = one_line(f"{opened.script.question_by_id[question_id].ask} ", MUTED)
    return ask + _said(opened, question_id)


def _said(opened: OpenInterview, question_id: str) -> Content:
    recorded = opened.standing.recorded(question_id)
    if not _is_answered(opened, question_id) or recorded is None:
        return plain(ANSWER_STATES[opened.standing.state(question_id).value].word)
    return one_line(display(opened.script.question_by_id[question_id], recorded.value, opened.script))


def _is_answered(opened: OpenInterview, question_id: str) -> bool:
    return opened.standing.state(question_id) is AnswerState.ANSWERED


def _title(words: str, how: str = "") -> Row:
    title = plain(f"\n{words}", "bold $accent") + plain(f"   {how}" if how else "", MUTED)
    return Row("", Content(" "), title, choosable=False)


def _says(words: Content) -> Row:
    return Row("", Content(" "), words, choosable=False)
