"""The questionnaire: a whole interview as a document, for the seller with coaching or for the customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.contract.document import Document, Paragraph, Run, Title
from onboard_tui.export.paper import Paper
from onboard_tui.export.questionnaire.judgement import judgement_blocks
from onboard_tui.export.questionnaire.questions import conversation_blocks
from onboard_tui.export.questionnaire.shown import ours
from onboard_tui.export.record_blocks import listing, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block
    from onboard_tui.export.questionnaire.shown import Shown
    from onboard_tui.script.model import Question

ID = "questions"


def questionnaire(shown: Shown) -> Paper:
    """Give the whole interview on paper; without coaching there is nothing private in it."""
    script = shown.script
    blocks = (
        Title((Run(script.title),)),
        *_front(shown),
        *conversation_blocks(shown),
        *(judgement_blocks(shown) if shown.coach else ()),
    )
    document = Document(ID, script.title, blocks, for_customer=not shown.coach, language=script.language)
    return Paper(document=document)


def _front(shown: Shown) -> Iterator[Block]:
    """Say what the interview is for, how to read the paper, and which conversations there are."""
    script = shown.script
    if shown.coach and script.purpose:
        yield Paragraph((Run(script.purpose),))
    yield Paragraph((Run(_for_the_seller(shown) if shown.coach else _FOR_THE_CUSTOMER),))
    rows = (
        (
            plain(each.title),
            plain("" if each.private else each.with_whom),
            plain(_numbers(asked, shown)),
        )
        for each, asked in shown.passes
    )
    yield listing(("Conversation", "With", "Questions"), rows)


def _numbers(asked: Sequence[Question], shown: Shown) -> str:
    """Give the numbers of a conversation's questions: `15 - 27, S1 - S3`."""
    ranges = []
    for group in ([one for one in asked if not ours(one)], [one for one in asked if ours(one)]):
        ends = dict.fromkeys(shown.numbers[one.id] for one in (group[0], group[-1])) if group else {}
        ranges += [" \u2013 ".join(ends)] if ends else []
    return ", ".join(ranges)


_FOR_THE_CUSTOMER = (
    "These are all the questions that can come up, so that you can think about them beforehand and ask whoever "
    "knows. Some are asked only if an earlier answer makes them worth asking; each of those says when. \u201cWe do "
    "not know\u201d and \u201cwe would rather not say\u201d are answers, too."
)


def _for_the_seller(shown: Shown) -> str:
    return (
        f"Version {shown.script.version}, with coaching: not for the customer. A number with an S is a question "
        "that you answer yourself; the others have the same number on the customer's paper."
    )
