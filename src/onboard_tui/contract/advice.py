"""Advice that the customer did not take, and the plans agreed instead, in words a customer may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.manner import manner_of_paper
from onboard_tui.interview.values import display
from onboard_tui.script.model import AskedOf, QuestionType
from onboard_tui.script.scope import FlagState, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.answers import Answers
    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.interview.entries import Steered
    from onboard_tui.interview.values import Manner
    from onboard_tui.script.model import FlagRule

ADVICE_COLUMNS = ("advised", "because", "decided", "explained_to")
PLAN_COLUMNS = ("plan", "owner", "agreed_by", "due")


def declined_advice(answers: Answers, pack: Pack) -> list[dict[str, object]]:
    """Give a row for each flag on which the customer insists and that the pack has words for.

    A flag without words in the pack is never named in a paper for the customer.
    """
    rows: list[dict[str, object]] = []
    manner = manner_of_paper(answers.script, pack.words, pack.language)
    for flag in answers.script.flags:
        attempts = answers.standing.interview.attempts.get(flag.id, ())
        if flag.id in pack.advice and answers.standing.flag_state(flag.id) is FlagState.INSISTED:
            advice = pack.advice[flag.id]
            rows.append(
                {
                    "advised": advice.advised,
                    "because": advice.because,
                    "decided": "; ".join(_decisions(flag, answers, manner)) or None,
                    "explained_to": "; ".join(_explained(attempts, manner)),
                }
            )
    return rows


def _decisions(flag: FlagRule, answers: Answers, manner: Manner) -> Iterator[str]:
    """Give the customer's answers that raised a flag; what the seller answered is not the customer's decision."""
    support = flag.raise_when.support(answers.standing)
    for question in answers.script.questions:
        told = question.asked_of is AskedOf.CUSTOMER and not question.private
        if question.id in support and told and question.type is not QuestionType.TABLE:
            value = answers.standing.value(question.id)
            if not isinstance(value, Missing):
                yield display(question, value, answers.script, manner)


def _explained(attempts: tuple[Steered, ...], manner: Manner) -> Iterator[str]:
    for attempt in attempts:
        day = manner.notation.date(attempt.on)
        yield f"{attempt.with_whom}, {day}" if attempt.with_whom else day


def agreed_plans(answers: Answers) -> list[dict[str, object]]:
    """Give a row for each flag that an agreed plan of today or later stands in for."""
    return [
        {
            "plan": plan.text or flag.mitigation or None,
            "owner": plan.owner,
            "agreed_by": plan.agreed_by,
            "due": plan.due,
        }
        for flag in answers.script.flags
        if (plan := answers.standing.interview.plans.get(flag.id)) is not None
        and answers.standing.flag_state(flag.id) is FlagState.MITIGATED
    ]
