"""The words of papers as the checks read them: piece by piece, each with its place and whose words it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import (
    Bullet,
    Document,
    Heading,
    Item,
    RunKind,
    SubClause,
    Table,
    Tailored,
    Title,
)
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onboard_tui.contract.document import Run

VALUE: Final = "\0"
"""Stands in a passage's `ours` for each character of an answer, or of what was worked out from answers."""
OTHERS: Final = "\1"
"""Stands there for other characters that are not our words: a name, a clause's number."""
HIDDEN: Final = re.compile(f"[{VALUE}{OTHERS}]+")
"""What is not our own words, in `ours`."""

_NOT_OURS = (RunKind.ANSWER, RunKind.COMPUTED, RunKind.REF)
"""All but what our side has written: the pack's words, and the seller's own in place of them."""

_END = re.compile(r"[.!?:;](?=\s)")


@dataclass(slots=True)
class Passage:
    """One paragraph, list item, heading or table cell."""

    document: str
    """The document's title."""
    part: str
    clause: str
    number: str
    """Of the sub-clause and item that it stands in or under; empty where nothing is numbered."""
    line: int
    """Which bullet of its part it is, counted from 1; 0 for anything else."""
    row: int
    """Which row of its paper's tables it stands in, counted from 1; 0 for anything else."""
    title: bool
    """Whether it is a heading, the paper's title, or the head of a table."""
    text: str
    ours: str
    """The text with `VALUE` and `OTHERS` in place of what is not our own words, character by character."""
    edited: bool
    """Whether words were put in by hand."""

    @property
    def place(self) -> str:
        """Say where it stands: `Agreement for cloud services 4.2 (a)`."""
        return f"{self.document} {self.number}".rstrip()

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Give where each sentence begins and ends."""
        begin = 0
        for found in _END.finditer(self.text):
            yield begin, found.end()
            begin = found.end()
        if self.text[begin:].strip():
            yield begin, len(self.text)

    def around(self, place: int) -> tuple[int, int]:
        """Give where the sentence in which something stands begins and ends."""
        return next((span for span in self.sentences() if span[1] > place), (0, len(self.text)))


def passages(documents: Iterable[Document]) -> tuple[Passage, ...]:
    """Give every piece of text of papers, in reading order."""
    return tuple(passage for document in documents for passage in _of(document))


def _of(document: Document) -> Iterator[Passage]:
    part = number = ""
    bullets = rows = 0
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            part, number, bullets = block.part or block.id, block.number, 0
        elif isinstance(block, SubClause):
            number = block.number
        elif isinstance(block, Item) and block.level == 1:
            number = f"{number.partition(' ')[0]} {block.label}".strip()
        clause = getattr(block, "clause", None) or ""
        place = (document.title, part, clause, number)
        if isinstance(block, Table):
            for cells in (block.head, *block.rows, block.total or ()):
                rows += 1
                for cell in cells:
                    yield from _read(cell, place, row=rows, title=cells is block.head)
        elif isinstance(block, Bullet):
            bullets += 1
            yield from _read(block.runs, place, line=bullets)
        else:
            yield from _read(runs_of(block), place, title=isinstance(block, Heading | Title))


def _read(
    runs: Iterable[Run], place: tuple[str, str, str, str], *, line: int = 0, row: int = 0, title: bool = False
) -> Iterator[Passage]:
    """Give the passage that runs make up; nothing where they say nothing."""
    text = ours = ""
    edited = False
    for run in runs:
        text += run.text
        if run.kind in _NOT_OURS:
            ours += (VALUE if run.sources else OTHERS) * len(run.text)
        else:
            ours += run.text
            edited = edited or run.kind is RunKind.EDITED
    if text:
        yield Passage(*place, line, row, title, text, ours, edited)


def tailored(found: Iterable[Passage]) -> Tailored:
    """Count the sentences of papers, and those that carry an answer; a row of a table counts as one sentence."""
    count = with_answers = 0
    rows: dict[tuple[str, int], bool] = {}
    for passage in found:
        if passage.title:
            continue
        if passage.row:
            row = (passage.document, passage.row)
            rows[row] = rows.get(row, False) or VALUE in passage.ours
        else:
            carries = [VALUE in passage.ours[begin:end] for begin, end in passage.sentences()]
            count += len(carries)
            with_answers += sum(carries)
    return Tailored(count + len(rows), with_answers + sum(rows.values()))
