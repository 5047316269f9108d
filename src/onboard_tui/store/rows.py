"""What goes into the store and comes out of it: frozen values that know nothing of tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from onboard_tui.store.first_page import Listed

Where: TypeAlias = Literal["customer", "answer", "quote", "note"]
"""In what kind of text a search found something."""


MIGRATED = "migrated"
"""The kind of a row that says that an interview moved to another script: `before` and `after` are their SHA-256."""

UNDECIDED = ("", "reopened")
"""What `Summary.decision` says where no decision stands."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of an interview's append-only log, as it is kept."""

    id: str
    """A UUIDv7 in text."""
    at: datetime
    """When it was recorded; aware."""
    kind: str
    question: str | None
    payload: str
    """The whole entry in JSON; kept to the letter."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something of an interview that is to be done by a day."""

    key: str
    """What tells it from the others of its interview."""
    kind: str
    what: str
    side: str
    """`ours` or `theirs`."""
    who: str
    due: date


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list of interviews shows of one; written with each answer, and always possible to work out again."""

    updated_at: datetime
    verdict: str = ""
    """`proceed`, `steer_first`, `next_in_line` or `walk_away`; empty where there is none yet."""
    rule: str = ""
    done: int = 0
    total: int = 0
    next_ask: str = ""
    flags_open: int = 0
    completed: bool = False
    decision: str = ""
    """`proceed`, `next_in_line`, `walk_away` or `reopened`; empty where nothing was decided yet."""
    against: bool = False
    """Whether it was decided against the verdict."""
    status: str = ""
    """How the deal stands, in words."""
    outcome: str = ""
    """`success`, `partial` or `failed`; empty where active use was not counted yet."""
    relationship: str = ""
    """What the customer takes us for, in words."""
    deal: str = ""
    """The decided deal in JSON, for the calibration; empty where nothing was decided."""
    follow_ups: tuple[DueRow, ...] = ()
    """Everything that is still to be done, by the day it is due."""
    fresh_from: date | None = None
    """The day for which it was worked out; nothing is said for earlier ones."""
    fresh_until: date | None = None
    """The last day for which it can be said without working it out again."""

    @property
    def next_due(self) -> DueRow | None:
        """What is to be done first."""
        return min(self.follow_ups, key=lambda each: (each.due, each.key), default=None)


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview without its log."""

    id: str
    """A UUIDv7 in text."""
    script_sha256: str
    """The kept script that it is run with."""
    customer: str
    started_at: datetime
    summary: Summary
    seller: str = ""


@dataclass(frozen=True, slots=True)
class StoredInterview:
    """An interview with its log and the exact script it is run with."""

    header: InterviewRow
    script_source: str
    rows: tuple[LogRow, ...]
    """In the order in which they were appended."""
    version: int
    """What `append` expects; it grows with each append."""
    other_sources: Mapping[str, str] = field(default_factory=dict)
    """The scripts that it was run with before, by the SHA-256 of their texts."""


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """One numbered draft of an interview's contract."""

    number: int
    sha256: str
    pack: str
    created_at: datetime
    tree_json: str = ""
    """Empty in a list of drafts; `Store.draft` gives it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which interviews a list shows; what is not said does not restrict."""

    verdict: str | None = None
    customer: str | None = None
    """Any part of the customer's name, in upper or lower case."""
    script: str | None = None
    """A script's id."""
    open_only: bool = False
    """Only interviews that are neither completed nor decided."""
    decision: str | None = None
    """What was decided, as in `Summary.decision`."""
    due_until: date | None = None
    """Only interviews with something to be done by that day."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last interview of a page: the next page starts after it."""

    updated_at: datetime
    id: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some interviews, newest first, and where the next page starts."""

    rows: tuple[Listed, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Said:
    """One text that an interview can be found by."""

    where: Where
    question: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a search found an interview: one of its texts, cut to the words around the match."""

    interview_id: str
    customer: str
    where: Where
    question: str | None
    snippet: str
    start: int
    """Where the match begins in the snippet."""
    end: int
