"""The rhetoric check: our own words in a paper that call the relationship more than the customer does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import Heading, Item, Rhetoric, Run, RunKind, SubClause, Table
from onboard_tui.contract.numbering import runs_of
from onboard_tui.deal.ladders import ReadingState, readings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.contract.document import Block, Document
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.interview import Interview

PARTNER: Final = "partner"
"""The id of the rung that has to be reached before a paper may use the word."""

NO_CUSTOMER_YET: Final = "no customer yet"

_WORD = re.compile(r"\bpartner\w*", re.IGNORECASE)
_SENTENCE = re.compile(r"\S.*?(?:[.!?:;](?=\s)|\Z)", re.DOTALL)
_OURS = frozenset({RunKind.TEXT, RunKind.OPEN})
"""What nobody but us has written: no answer, no name, nothing worked out from answers."""


def rhetoric_of(
    assessment: Assessment, sent: Sequence[Document], *, earlier: Sequence[Interview] = ()
) -> tuple[Rhetoric, ...]:
    """Give each sentence of ours that says "partner" while the customer does not treat us as one.

    Nothing in a script without a ladder that has a rung of that id and our own word for it.
    """
    for reading in readings(assessment, earlier=earlier):
        if reading.ladder.claim is not None and reading.ladder.rung(PARTNER) is not None:
            earned = reading.rung is not None and reading.rung.id == PARTNER
            applies = reading.state is not ReadingState.NOT_APPLICABLE
            seen_as = reading.words if applies else NO_CUSTOMER_YET
            return () if earned else tuple(_found(sent, seen_as))
    return ()


def _found(sent: Sequence[Document], seen_as: str) -> Iterator[Rhetoric]:
    for document in sent:
        number = ""
        for block in document.blocks:
            number = _number(block, number)
            for runs in _texts(block):
                for sentence in _sentences(runs):
                    yield Rhetoric(document.title, number, sentence, seen_as)


def _number(block: Block, before: str) -> str:
    """Give the number that a block is found under."""
    match block:
        case Heading(level=1) | SubClause():
            return block.number
        case Item(level=1):
            return f"{before.partition(' ')[0]} {block.label}".strip()
    return before


def _texts(block: Block) -> Iterator[tuple[Run, ...]]:
    """Give the pieces of text of a block: the cells of a table one by one."""
    if isinstance(block, Table):
        for row in (block.head, *block.rows, block.total or ()):
            yield from row
    else:
        yield tuple(runs_of(block))


def _sentences(runs: tuple[Run, ...]) -> Iterator[str]:
    """Give the sentences in which the word is ours."""
    text = "".join(run.text for run in runs)
    ours = "".join(run.text if run.kind in _OURS else "\0" * len(run.text) for run in runs)
    for sentence in _SENTENCE.finditer(text):
        if _WORD.search(ours, *sentence.span()):
            yield " ".join(sentence[0].split())
