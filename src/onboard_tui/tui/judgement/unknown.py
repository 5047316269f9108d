"""What we still do not know: what to ask next and why, what “proceed” waits for, which flags cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.tui.judgement.lines import first_few, question_row, title
from onboard_tui.tui.judgement.not_raised import unknown_flag_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.tui.judgement.seen import Seen
    from onboard_tui.tui.widgets.rows import Row


def unknown_rows(seen: Seen) -> Iterator[Row]:
    """Give what is not known yet."""
    opened = seen.opened
    assessment = opened.assessment
    if assessment.next_question is not None:
        yield title("ASK NEXT", assessment.next_question.reason)
        yield question_row(opened, assessment.next_question.id, "next")
    if assessment.missing_gates:
        yield title(f"“PROCEED” NEEDS A CONFIRMED ANSWER · {len(assessment.missing_gates)}", "enter asks it")
        gates = [question_row(opened, each, "gate") for each in assessment.missing_gates]
        yield from first_few(seen, "gates", gates)
    yield from unknown_flag_rows(seen)
