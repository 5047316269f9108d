"""What an interview's record keeps of earlier versions of its script: the answers that did not go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.export.record_answers import worded
from onboard_tui.export.record_blocks import day_of, heading, listing, plain
from onboard_tui.interview.moves import left_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block
    from onboard_tui.deal.assessment import Assessment


def version_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give the answers to questions that the script has no more, or that were to be asked again."""
    answers = tuple(left_behind(assessment.interview))
    if answers:
        yield heading("versions", "Asked in earlier versions of the script")
        yield listing(
            ("Question", "Answer", "Recorded on", "Version"),
            (
                (
                    plain(each.question.ask),
                    (worded(each.question, each.recorded, each.script),),
                    plain(day_of(assessment, each.recorded.at.date())),
                    plain(each.script.version),
                )
                for each in answers
            ),
        )
