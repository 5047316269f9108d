"""A document divided as it is read: cover to cover, a section for each clause, and what changed between two drafts."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING

from onboard_tui.contract.document import Block, Document, Heading, Paragraph, Run, RunKind, Title, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.contract.document import Draft

TO_SETTLE = "To settle"
"""The title of what a part still waits for in place of a clause."""


@dataclass(frozen=True, slots=True)
class Section:
    """A clause with its heading; or a part, where its clauses have no headings of their own."""

    key: str
    """The same in every draft of the interview in which the section stands."""
    document: str
    """Id of the document that it is of."""
    title: str
    number: str
    """The part's number where it opens a numbered part, or empty."""
    clause: str | None
    """The clause that all of it is of, if one."""
    blocks: tuple[Block, ...]
    for_customer: bool
    """False in the seller's side sheet."""
    opens_part: bool = False

    @property
    def runs(self) -> Iterator[Run]:
        """Give every piece of text, those in tables and signatures among them."""
        yield from _runs(self.blocks)

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Give what it still waits for: the questions, each once, in the order of the text."""
        found = [source for run in self.runs if run.kind is RunKind.OPEN for source in run.sources]
        return tuple(dict.fromkeys(found))

    @property
    def is_open(self) -> bool:
        """Whether something in it is to be confirmed."""
        return any(run.kind is RunKind.OPEN for run in self.runs)

    @property
    def is_tailored(self) -> bool:
        """Whether it prints what this customer answered."""
        return any(run.kind is RunKind.ANSWER for run in self.runs)


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different in a draft from an earlier one."""

    changed: Mapping[str, Section]
    """Sections that stand in both and read differently, as they were; by key."""
    new: frozenset[str]
    gone: Mapping[str, Section]
    """Sections that stood in the earlier draft only; by key."""

    @property
    def left_out(self) -> tuple[str, ...]:
        """The titles of the sections that stood in the earlier draft only."""
        return tuple(section.title for section in self.gone.values())

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all sections that differ."""
        return frozenset({*self.changed, *self.new, *self.gone})

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(slots=True)
class _Group:
    """Blocks of one clause that stand together, or what a part waits for at its end."""

    clause: str | None
    blocks: list[Block]
    settles: bool = False


def sections_of(draft: Draft, document: Document) -> tuple[Section, ...]:
    """Divide a document of a draft at every part, and within a numbered part at every clause."""
    titles = {origin.clause: origin.title for origin in draft.origins}
    return tuple(section for part in _parts(document) for section in _divided(document, part, titles))


def _parts(document: Document) -> Iterator[list[Block]]:
    part: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1 and part:
            yield part
            part = []
        if not isinstance(block, Title):
            part.append(block)
    if part:
        yield part


def _divided(document: Document, part: list[Block], titles: Mapping[str, str]) -> Iterator[Section]:
    opening = part[0] if isinstance(part[0], Heading) else None
    name = opening.id if opening else ""
    number = opening.number if opening else ""
    title = text_of(opening.runs) if opening else document.title
    groups = _groups(part[1:] if opening else part, by_clause=bool(number))
    if len([group for group in groups if not group.settles]) <= 1 and groups and not groups[0].settles:
        whole = groups.pop(0)
        blocks, clause = whole.blocks, whole.clause
    else:
        blocks, clause = [], None
    opened = [opening, *blocks] if opening else blocks
    sent = document.for_customer
    yield Section(
        f"{document.id}/{name}", document.id, title, number, clause, tuple(opened), sent, opens_part=True
    )
    for group in groups:
        key = f"{document.id}/{name}/{TO_SETTLE if group.settles else group.clause}"
        words = TO_SETTLE if group.settles else titles.get(group.clause or "", title)
        clause = None if group.settles else group.clause
        yield Section(key, document.id, words, "", clause, tuple(group.blocks), sent)


def _groups(blocks: Sequence[Block], *, by_clause: bool) -> list[_Group]:
    groups: list[_Group] = []
    for block in blocks:
        clause = getattr(block, "clause", None)
        now = groups[-1] if groups else None
        if now is None:
            groups.append(_Group(clause, [block]))
        elif now.settles or not by_clause or clause in {None, now.clause}:
            now.blocks.append(block)
            now.clause = now.clause if clause in {None, now.clause} else None
        else:
            settles = _only_waits(block)
            groups.append(_Group(clause, [block], settles))
    return groups


def _only_waits(block: Block) -> bool:
    """Whether a block holds the place of something that nobody has said yet, and says nothing else."""
    return isinstance(block, Paragraph) and all(run.kind is RunKind.OPEN for run in block.runs)


def compare(before: Draft, after: Draft) -> Changes:
    """Say which sections of the papers that are sent differ; a new number alone is no difference."""
    old, new = compared_sections(before), compared_sections(after)
    return Changes(
        changed={key: old[key] for key in new if key in old and _differ(old[key], new[key])},
        new=frozenset(new.keys() - old.keys()),
        gone={key: section for key, section in old.items() if key not in new},
    )


def compared_sections(draft: Draft) -> Mapping[str, Section]:
    """Give the sections of the papers by key; of a contract those that are sent."""
    sent = [each for each in draft.documents if each.for_customer or draft.kind != "draft"]
    return {section.key: section for document in sent for section in sections_of(draft, document)}


def _differ(old: Section, new: Section) -> bool:
    return old.blocks != new.blocks and said(old.blocks) != said(new.blocks)


def said(blocks: Iterable[Block]) -> list[tuple[str, ...]]:
    """Give what blocks say, whatever their numbers; the heading of a part says nothing."""
    return [
        (type(block).__name__, *(run.target or run.text for run in _runs((block,))))
        for block in blocks
        if not isinstance(block, Heading) or block.level > 1
    ]


def _runs(value: object) -> Iterator[Run]:
    """Give the runs within blocks, rows and cells, whatever their kind."""
    if isinstance(value, Run):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _runs(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _runs(getattr(value, each.name))
