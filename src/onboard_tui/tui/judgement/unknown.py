"""What we still do not know: what to ask next and why, what “proceed” waits for, which flags cannot be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.tui.judgement.lines import question_row, signed, title
from onboard_tui.tui.plain import one_line
from onboard_tui.tui.signs import FLAG_STATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.tui.widgets.rows import Row
    from onboard_tui.workspace.open_interview import OpenInterview


def unknown_rows(opened: OpenInterview) -> Iterator[Row]:
    """Give what is not known yet."""
    assessment = opened.assessment
    if assessment.next_question is not None:
        yield title("ASK NEXT", assessment.next_question.reason)
        yield question_row(opened, assessment.next_question.id, "next")
    if assessment.missing_gates:
        yield title(f"“PROCEED” NEEDS A CONFIRMED ANSWER · {len(assessment.missing_gates)}", "enter asks it")
        yield from (question_row(opened, each, "gate") for each in assessment.missing_gates)
    if assessment.unknown_flags:
        yield title(f"FLAGS THAT CANNOT BE TOLD YET · {len(assessment.unknown_flags)}")
        for flag_id in assessment.unknown_flags:
            yield signed(FLAG_STATES["unknown"], one_line(opened.script.flag_by_id[flag_id].title))
