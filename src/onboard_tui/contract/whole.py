"""Whether papers are whole: no gap, no seam, no heading over nothing, one clause for each choice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import (
    Heading,
    Item,
    PageBreak,
    Paragraph,
    RunKind,
    Signature,
    SubClause,
    Table,
    text_of,
)
from onboard_tui.contract.numbering import runs_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from onboard_tui.contract.choice import Choice
    from onboard_tui.contract.document import Block, Document, Draft, Run
    from onboard_tui.contract.pack_model import Pack

_SEAM: Final = re.compile(r"  |^\s|\s$|\s(?:[,)]|\.(?!\.\.))|\(\s|(?<!\.)\.\.(?!\.)")
_SPACED: Final = re.compile(r"\s[;:]")
_SPACES_BEFORE_COLONS: Final = "fr"
"""The language in which a colon has a space before it."""
_LONGEST: Final = 80
"""Characters of a paper that are shown where something is wrong with it."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something that should not be seen in a paper."""

    clause: str
    """The id of the clause that it stands in or after; empty at the beginning of a paper."""
    words: str
    """What it is, without the words of the paper that hang on the answers."""
    seen: str = ""
    """The words of the paper."""

    def __str__(self) -> str:
        """Say it in one line."""
        shown = self.seen if len(self.seen) <= _LONGEST else f"{self.seen[:_LONGEST]}…"
        return f"{self.words}: “{shown}”" if shown else self.words


def flaws_of(draft: Draft, pack: Pack) -> Iterator[Flaw]:
    """Name everything in the papers for the customer that should not be seen there."""
    for document in draft.documents:
        if document.for_customer:
            yield from _in_document(document, pack)


def _in_document(document: Document, pack: Pack) -> Iterator[Flaw]:
    clause = ""
    for block, following in zip(document.blocks, [*document.blocks[1:], None], strict=True):
        clause = getattr(block, "clause", None) or clause
        if isinstance(block, PageBreak | Signature):
            continue
        for runs in pieces(block):
            yield from _in_text(runs, clause, pack, in_table=isinstance(block, Table))
        yield from _orphan(block, following, clause)


def pieces(block: Block) -> Iterator[tuple[Run, ...]]:
    """Give the pieces of text of a block: the cells of a table one by one."""
    if isinstance(block, Table):
        for row in (block.head, *block.rows, block.total or ()):
            yield from row
    else:
        yield tuple(runs_of(block))


def _in_text(runs: tuple[Run, ...], clause: str, pack: Pack, *, in_table: bool) -> Iterator[Flaw]:
    """Look at one piece of text, with an x in place of what is not the pack's own words."""
    text = text_of(runs)
    ours = "".join(run.text if run.kind in {RunKind.TEXT, RunKind.REF} else "x" for run in runs)
    french = pack.language.partition("-")[0] == _SPACES_BEFORE_COLONS
    if _SEAM.search(ours) or (not french and _SPACED.search(ours)):
        yield Flaw(clause, "The text has a seam", text)
    if pack.words["left_out"] in ours or any(run.kind is RunKind.REF and not run.text for run in runs):
        yield Flaw(clause, "The text refers to something that is left out", text)
    if pack.words["does_not_apply"] in ours:
        yield Flaw(clause, "The text prints an answer that does not apply", text)
    if not text.strip() and not in_table:
        yield Flaw(clause, "A paragraph is empty")
    if not in_table and _has_blank(ours, clause, pack):
        yield Flaw(clause, "A blank stands where an answer is due", text)


def _has_blank(ours: str, clause: str, pack: Pack) -> bool:
    """Whether a text holds the sign for nothing, and not since its author wrote it."""
    sign, written = pack.words["nothing"], pack.clause_by_id.get(clause)
    return sign in ours and written is not None and sign not in written.body.source


def _orphan(block: Block, following: Block | None, clause: str) -> Iterator[Flaw]:
    """Name a heading with nothing under it, and a list that is announced and does not come."""
    ends = following is None or (
        isinstance(following, Heading) and isinstance(block, Heading) and following.level <= block.level
    )
    if isinstance(block, Heading) and ends:
        yield Flaw(clause, "A heading has nothing under it", text_of(block.runs))
    announces = isinstance(block, SubClause | Paragraph) and text_of(block.runs).endswith(":")
    if announces and (following is None or isinstance(following, Heading | SubClause | PageBreak)):
        yield Flaw(clause, "A list is announced, and none follows", text_of(tuple(runs_of(block))))
    if isinstance(block, Item) and not block.label:
        yield Flaw(clause, "An item of a list has no letter", text_of(block.runs))


def groups_amiss(
    draft: Draft, pack: Pack, choices: Mapping[str, Choice], applies: Callable[[str], bool]
) -> Iterator[Flaw]:
    """Name the groups of some papers of which two clauses apply, and those of which the chosen one says nothing.

    Where an answer is awaited a chosen clause may say nothing: the paper has a visible mark in its place.
    `applies` tells whether a clause's own condition holds.
    """
    standing = {origin.clause for origin in draft.origins}
    awaited = {clause for point in draft.open_points for clause in point.clauses}
    drafted = {document.id for document in draft.documents}
    parts = {part for paper in pack.papers if paper.id in drafted for part in paper.parts}
    for name, members in pack.groups.items():
        placed = [clause for clause in members if clause.part in parts]
        meant = [clause.id for clause in placed if not clause.default and applies(clause.id)]
        if len(meant) > 1:
            yield Flaw(
                meant[1], f"Of the group “{name}” {len(meant)} clauses apply together, and only one stands"
            )
        silent = [each.id for each in placed if choices[each.id].stands and each.id not in standing | awaited]
        if silent:
            yield Flaw(
                silent[0], f"The group “{name}” is left without a clause: the one that is chosen says nothing"
            )
