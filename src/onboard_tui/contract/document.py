"""The document tree: what a draft is, before any file format.

Every value that came from a person is a leaf run that knows its question; numbers and references
are computed after clauses were left out. The tree is immutable, is stored as JSON, and its hash is
the draft's identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class RunKind(StrEnum):
    """What a piece of text is."""

    TEXT = "text"
    """The pack's own words."""
    ANSWER = "answer"
    """A person's words or choice."""
    COMPUTED = "computed"
    """Worked out from answers."""
    OPEN = "open"
    """A visible `[To confirm: ...]`."""
    EDITED = "edited"
    """Words that a seller put into this draft by hand."""
    REF = "ref"
    """A reference to a clause; `target` names it, `text` is its number."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text of one kind and look."""

    text: str
    kind: RunKind = RunKind.TEXT
    bold: bool = False
    italic: bool = False
    sources: tuple[str, ...] = ()
    """Ids of the questions the text came from."""
    target: str | None = None
    """For `REF`: id of the clause or heading referred to."""


@dataclass(frozen=True, slots=True)
class Title:
    """The document's title."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 carries a number, such as `4`, unless it stands in a front page."""

    id: str
    level: int
    number: str
    """Empty where the heading is not numbered."""
    runs: tuple[Run, ...]
    clause: str | None = None
    """Id of the clause it opens."""
    part: str | None = None


@dataclass(frozen=True, slots=True)
class SubClause:
    """One numbered paragraph of a clause: `4.2`."""

    number: str
    runs: tuple[Run, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a lettered list under a sub-clause: `(a)`; `level` counts from 1."""

    label: str
    level: int
    runs: tuple[Run, ...]
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Bullet:
    """One item of an unnumbered list."""

    runs: tuple[Run, ...]
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph that carries no number."""

    runs: tuple[Run, ...]
    clause: str | None = None
    leads_on: bool = False
    """Whether it belongs on one page with what follows."""


class Align(StrEnum):
    """How a table column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTER = "center"


Cell = tuple[Run, ...]


def text_of(runs: Iterable[Run]) -> str:
    """Give the words of runs, as one text."""
    return "".join(run.text for run in runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head row; `total` is set apart as the last row."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    align: tuple[Align, ...]
    total: tuple[Cell, ...] | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """A place to sign, for one side."""

    party: tuple[Run, ...]
    name: tuple[Run, ...]
    title: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = Title | Heading | SubClause | Item | Bullet | Paragraph | Table | Signature | PageBreak


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """Something the paper needs and nobody has said yet."""

    question: str
    """Its id; `our_name` for the seller's legal name, which is no question of the script."""
    ask: str
    """The question's words."""
    clauses: tuple[str, ...]
    state: str
    """The answer's state: `not_asked`, `dont_know`, `declined`, `later`."""
    owner: str = ""
    due: str = ""
    """ISO date, or empty."""


@dataclass(frozen=True, slots=True)
class ClauseOrigin:
    """Why a clause is there: its condition in words, and the answers that decided it and fill it."""

    clause: str
    title: str
    part: str
    author: str
    """`ours`, `theirs`, `neutral` or `generated`."""
    rule: str
    """The clause's `when`, or empty where it always stands."""
    questions: tuple[str, ...]
    """Questions that its condition read or whose answers it prints."""
    plain: str = ""
    """One line of the clause in plain words, shown beside it."""


@dataclass(frozen=True, slots=True)
class RingMark:
    """One of the eight yes/no marks that show whether a draft carries the commitment it asks for."""

    id: str
    text: str
    met: bool


class Blocks(StrEnum):
    """What a finding stands in the way of until it is put right or answered with a reason."""

    NOTHING = ""
    FINAL = "final"
    """The paper cannot be made final."""
    EXPORT = "export"
    """The paper cannot even be exported as a draft."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that the checks of a draft found in a paper for the customer."""

    key: str
    """The same in every draft in which it is found."""
    check: str
    """Which check found it, such as `pay_only`."""
    text: str
    """What was found, in a sentence for the seller."""
    document: str = ""
    """The document's title."""
    clause: str = ""
    """The clause's id."""
    number: str = ""
    """Of the sub-clause and item; empty where nothing is numbered."""
    sentence: str = ""
    """The words of the paper that it is about."""
    blocks: Blocks = Blocks.NOTHING
    reason: str = ""
    """Why it is meant to be so; with a reason it stands in the way of nothing."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Promises that can be measured and cost something when they are missed, counted on each side."""

    ours: int
    theirs: int


@dataclass(frozen=True, slots=True)
class Tailored:
    """How much of what is sent was made for this customer."""

    sentences: int
    """A row of a table counts as one."""
    with_answers: int
    """Those that carry an answer, or something worked out from answers."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words that were changed by hand and, differently, by new answers or a new pack."""

    before: str
    """The words that both began from."""
    drafted: str
    """What they would be now."""
    written: str
    """What was written by hand, and stands in the draft."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """A clause that carries words put in by hand."""

    clause: str
    by: str
    at: str
    """The moment, in ISO 8601."""
    conflicts: tuple[Conflict, ...] = ()
    """Until they are settled the paper cannot be final."""
    left_out: bool = False
    """Whether the clause stands in the draft no more; the words wait for its return."""


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a draft, such as the agreement or the seller's side sheet."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    for_customer: bool = True
    """False for papers that are never sent, such as the seller's side sheet."""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Draft:
    """A contract draft, or the papers of another kind, made from one state of one interview."""

    pack: str
    pack_sha256: str
    script_id: str
    script_sha256: str
    customer: str
    as_of: str
    """ISO date that the draft was worked out for."""
    documents: tuple[Document, ...]
    open_points: tuple[OpenPoint, ...]
    origins: tuple[ClauseOrigin, ...]
    ring: tuple[RingMark, ...]
    number: int = 0
    """Draft version of its interview, from 1; 0 before it is stored. Not part of the hash."""
    entries: int = field(default=0, compare=False)
    """How many entries the interview's log had when it was stored; 0 before that. Not part of the hash."""
    final: bool = False
    kind: str = "draft"
    """One of `pack_model.KINDS`."""
    findings: tuple[Finding, ...] = ()
    balance: Balance | None = None
    """Of a contract; no other paper has one."""
    tailored: Tailored | None = None
    """Of a contract, too."""
    rewordings: tuple[Rewording, ...] = ()
