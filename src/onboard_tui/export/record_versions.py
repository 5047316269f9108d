"""What an interview's record keeps of earlier versions of its script: what was answered and done, and did not go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Paragraph, Run
from onboard_tui.export.record_answers import remarks, rows_of, table_blocks, worded
from onboard_tui.export.record_blocks import day_of, heading, listing, plain
from onboard_tui.export.record_steering import ATTEMPT_HEAD, agreed, attempt_row, beyond_us
from onboard_tui.interview.entries import Planned, Steered
from onboard_tui.interview.moves import dealings_left_behind, left_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.document import Block, Cell
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.moves import LeftBehind


def version_blocks(assessment: Assessment) -> Iterator[Block]:
    """Give the answers and the steering that moves to other versions of the script left behind."""
    yield from _answers(assessment)
    yield from _dealings(assessment)


def _answers(assessment: Assessment) -> Iterator[Block]:
    """Give the answers to questions that the script has no more, or that were to be asked again."""
    answers = tuple(left_behind(assessment.interview))
    if not answers:
        return
    yield heading("versions", "Asked in earlier versions of the script")
    tables = [each for each in answers if rows_of(each.question, each.recorded)]
    if len(tables) < len(answers):
        head = ("Question", "Answer", "Recorded on", "Version")
        yield listing(head, (_answer(assessment, each) for each in answers if each not in tables))
    for each in tables:
        day = day_of(assessment, each.recorded.at.date())
        words = f" \u2013 recorded on {day}, version {each.script.version}"
        yield Paragraph((Run(each.question.ask, bold=True), Run(words)))
        yield from table_blocks(each.question, each.recorded, each.script)


def _answer(assessment: Assessment, answer: LeftBehind) -> tuple[Cell, ...]:
    return (
        plain(answer.question.ask),
        (worded(answer.question, answer.recorded, answer.script), *remarks(answer.recorded)),
        plain(day_of(assessment, answer.recorded.at.date())),
        plain(answer.script.version),
    )


def _dealings(assessment: Assessment) -> Iterator[Block]:
    """Give the attempts and plans about flags that the script has no more."""
    left = tuple(dealings_left_behind(assessment.interview))
    if not left:
        return
    yield heading("versions_steering", "Advised in earlier versions of the script")
    attempts = tuple(
        (*attempt_row(assessment, each.entry, each.flag), plain(each.script.version))
        for each in left
        if isinstance(each.entry, Steered)
    )
    if attempts:
        yield listing((*ATTEMPT_HEAD, "Version"), attempts)
    for each in left:
        if isinstance(each.entry, Planned):
            yield agreed(assessment, each.entry, each.flag)
        elif not isinstance(each.entry, Steered):
            yield beyond_us(each.flag)
