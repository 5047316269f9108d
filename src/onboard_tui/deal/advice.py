"""What the customer believes beside what we advise, and who decided which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import Advised
from onboard_tui.interview.named import named
from onboard_tui.script.expression import AnswerState
from onboard_tui.text import stripped

if TYPE_CHECKING:
    from typing import Any

    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.dealings import Side


def advised(
    assessment: Assessment,
    stamp: dict[str, Any],
    *,
    question: str,
    believes: str,
    advises: str,
    because: str = "",
    followed: Side | None = None,
    decided_by: str = "",
) -> Advised:
    """Give the entry of what the customer believes about a question and what we advise.

    Raises `AnswerError` for a question that the script does not have, and `UsageError` where half is missing.
    """
    asked = named(assessment.script.question_by_id, question, "question")
    believed, advice = stripped(believes), stripped(advises)
    if not believed:
        raise UsageError("Say what the customer believes.")
    if not advice:
        raise UsageError("Say what we advise.")
    return Advised(
        **stamp,
        question=asked.id,
        believes=believed,
        advises=advice,
        because=stripped(because),
        followed=followed,
        decided_by=stripped(decided_by),
    )


def advice_that_applies(assessment: Assessment) -> tuple[Advised, ...]:
    """Give the latest advice on each question that applies now, in script order."""
    advice = assessment.interview.dealings.advice_by_question
    return tuple(
        advice[question.id]
        for question in assessment.script.questions
        if question.id in advice and assessment.standing.state(question.id) is not AnswerState.NOT_APPLICABLE
    )
