"""The tables. Their classes stay in this room: everybody else gets the frozen values of `rows`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import (
    CheckConstraint,
    Date,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
    text,
)
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel
from sqlmodel.sql.sqltypes import UTCDateTime

if TYPE_CHECKING:
    from sqlalchemy import Table
    from sqlalchemy.engine.interfaces import Dialect
    from sqlalchemy.types import TypeEngine

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
"""Every constraint has a name, so that a migration can change it."""

STRICT = {"sqlite_strict": True}
CLUSTERED = {"sqlite_strict": True, "sqlite_with_rowid": False}
"""Strict, and rows lie in the order of the primary key."""


class Moment(UTCDateTime):
    """An aware datetime, kept in UTC; in SQLite as text that sorts by time: `2026-11-22 14:02:00.000000`."""

    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Give the column type: strict tables of SQLite know no dates."""
        return Text() if dialect.name == "sqlite" else super().load_dialect_impl(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Give what is written. Raises `ValueError` for a naive datetime."""
        moment = super().process_bind_param(value, dialect)
        if moment is None or dialect.name != "sqlite":
            return moment
        return moment.replace(tzinfo=None).isoformat(" ", "microseconds")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give what was written, in UTC."""
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return super().process_result_value(value, dialect)


class Day(TypeDecorator[date]):
    """A day; in SQLite as text that sorts by time: `2026-11-22`."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Give the column type: strict tables of SQLite know no dates."""
        return Text() if dialect.name == "sqlite" else Date()

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        """Give what is written."""
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        """Give what was written."""
        return date.fromisoformat(value) if value is not None and dialect.name == "sqlite" else value


NOTHING = {"server_default": text("''")}
ZERO = {"server_default": text("0")}
"""What a column that was added later says of an interview that was kept before."""


class _Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """A table of ours."""


class KeptScript(_Row, table=True):
    """The exact text of a script that an interview is or was run with."""

    __tablename__: ClassVar[Any] = "script"
    __table_args__ = (STRICT,)

    sha256: str = Field(primary_key=True, sa_type=Text)
    script_id: str = Field(sa_type=Text)
    version: str = Field(sa_type=Text)
    title: str = Field(sa_type=Text)
    source: str = Field(sa_type=Text)


class Interview(_Row, table=True):
    """One interview: who with, by which script, and the summary that lists show.

    `version` is the number of its log rows. `customer_key` is the name in one case, to be searched. `deal` is the
    decided deal in JSON, for the calibration. `next_due` is the earliest day in `follow_up`. Before
    `fresh_from`, after `fresh_until`, and where `summary_version` is an older one, the summary is made again.
    """

    __tablename__: ClassVar[Any] = "interview"

    id: str = Field(primary_key=True, sa_type=Text)
    script_sha256: str = Field(sa_type=Text, foreign_key="script.sha256")
    script_id: str = Field(sa_type=Text)
    script_title: str = Field(sa_type=Text)
    customer: str = Field(sa_type=Text)
    customer_key: str = Field(sa_type=Text)
    seller: str = Field(sa_type=Text)
    started_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    version: int = Field(sa_type=Integer)
    verdict: str = Field(sa_type=Text)
    rule: str = Field(sa_type=Text)
    done: int = Field(sa_type=Integer)
    total: int = Field(sa_type=Integer)
    next_ask: str = Field(sa_type=Text)
    flags_open: int = Field(sa_type=Integer)
    completed: int = Field(sa_type=Integer)
    unindexed: int = Field(sa_type=Integer)
    decision: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    against: int = Field(sa_type=Integer, sa_column_kwargs=ZERO)
    status: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    outcome: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    relationship: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    next_due: date | None = Field(default=None, sa_type=Day)
    next_due_what: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    deal: str = Field(sa_type=Text, sa_column_kwargs=NOTHING)
    summary_version: int = Field(sa_type=Integer, sa_column_kwargs=ZERO)
    fresh_from: date | None = Field(default=None, sa_type=Day)
    fresh_until: date | None = Field(default=None, sa_type=Day)

    __table_args__ = (
        CheckConstraint("id <> ''", name="id"),
        CheckConstraint(
            "verdict IN ('', 'proceed', 'steer_first', 'next_in_line', 'walk_away')", name="verdict"
        ),
        CheckConstraint("version >= 0", name="version"),
        CheckConstraint("done >= 0 AND total >= 0 AND flags_open >= 0", name="counts"),
        CheckConstraint("completed IN (0, 1)", name="completed"),
        CheckConstraint("unindexed IN (0, 1)", name="unindexed"),
        CheckConstraint(
            "decision IN ('', 'proceed', 'next_in_line', 'walk_away', 'reopened')", name="decision"
        ),
        CheckConstraint("against IN (0, 1)", name="against"),
        CheckConstraint("outcome IN ('', 'success', 'partial', 'failed')", name="outcome"),
        CLUSTERED,
    )


class Entry(_Row, table=True):
    """One row of an interview's append-only log, with a hash that finds flipped bits."""

    __tablename__: ClassVar[Any] = "entry"

    interview_id: str = Field(sa_type=Text, foreign_key="interview.id")
    position: int = Field(sa_type=Integer)
    id: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=Moment)
    kind: str = Field(sa_type=Text)
    question: str | None = Field(default=None, sa_type=Text)
    payload: str = Field(sa_type=Text)
    digest: str = Field(sa_type=Text)

    __table_args__ = (
        PrimaryKeyConstraint("interview_id", "position"),
        UniqueConstraint("id"),
        CheckConstraint("id <> ''", name="id"),
        CheckConstraint("position > 0", name="position"),
        CheckConstraint("kind <> ''", name="kind"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CLUSTERED,
    )


class KeptDraft(_Row, table=True):
    """One numbered draft of an interview's contract, or of another kind of paper, as a tree in JSON."""

    __tablename__: ClassVar[Any] = "draft"

    interview_id: str = Field(sa_type=Text, foreign_key="interview.id")
    kind: str = Field(sa_type=Text)
    number: int = Field(sa_type=Integer)
    sha256: str = Field(sa_type=Text)
    pack: str = Field(sa_type=Text)
    created_at: datetime = Field(sa_type=Moment)
    tree_json: str = Field(sa_type=Text)

    __table_args__ = (
        PrimaryKeyConstraint("interview_id", "kind", "number"),
        CheckConstraint("kind <> ''", name="kind"),
        CheckConstraint("number > 0", name="number"),
        STRICT,
    )


class Findable(_Row, table=True):
    """The texts that an interview is found by; made from the log by the index's worker, after the log's own commit.

    A higher number was indexed later, so that the newest come first without sorting.
    """

    __tablename__: ClassVar[Any] = "findable"

    number: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    interview_id: str = Field(sa_type=Text, foreign_key="interview.id", unique=True)
    body: str = Field(sa_type=Text)
    pieces: str = Field(sa_type=Text)
    """Where each text of the body was said, and in answer to which question, in order; see `search`."""

    __table_args__ = (STRICT,)


class KeptFollowUp(_Row, table=True):
    """Something of an interview that is to be done by a day; worked out from the log with each summary."""

    __tablename__: ClassVar[Any] = "follow_up"

    interview_id: str = Field(sa_type=Text, foreign_key="interview.id")
    key: str = Field(sa_type=Text)
    kind: str = Field(sa_type=Text)
    what: str = Field(sa_type=Text)
    side: str = Field(sa_type=Text)
    who: str = Field(sa_type=Text)
    due: date = Field(sa_type=Day)

    __table_args__ = (
        PrimaryKeyConstraint("interview_id", "key"),
        CheckConstraint("key <> ''", name="key"),
        CheckConstraint("side IN ('ours', 'theirs')", name="side"),
        CLUSTERED,
    )


METADATA = _Row.metadata
SCRIPT: Table = METADATA.tables["script"]
INTERVIEW: Table = METADATA.tables["interview"]
ENTRY: Table = METADATA.tables["entry"]
DRAFT: Table = METADATA.tables["draft"]
FINDABLE: Table = METADATA.tables["findable"]
FOLLOW_UP: Table = METADATA.tables["follow_up"]


LISTED = tuple(
    INTERVIEW.c[name]
    for name in (
        "id",
        "customer",
        "script_id",
        "script_title",
        "verdict",
        "rule",
        "done",
        "total",
        "next_ask",
        "flags_open",
        "completed",
        "updated_at",
        "decision",
        "against",
        "status",
        "outcome",
        "relationship",
        "next_due",
        "next_due_what",
    )
)
"""What a line of a list shows, in the order of `first_page.Listed`."""

NEWEST = Index(
    "ix_interview_newest",
    INTERVIEW.c.updated_at.desc(),
    INTERVIEW.c.id.desc(),
    *(column for column in LISTED if column.name not in {"id", "updated_at"}),
    INTERVIEW.c.customer_key,
)
"""Holds all that a list shows and filters by, so that a page is one read of neighbours."""

BY_VERDICT = Index(
    "ix_interview_verdict", INTERVIEW.c.verdict, INTERVIEW.c.updated_at.desc(), INTERVIEW.c.id.desc()
)
UNINDEXED = Index("ix_interview_unindexed", INTERVIEW.c.updated_at, sqlite_where=INTERVIEW.c.unindexed == 1)
BY_CUSTOMER = Index("ix_interview_customer", INTERVIEW.c.customer_key, INTERVIEW.c.id)
DECIDED = Index("ix_interview_deal", INTERVIEW.c.id, sqlite_where=INTERVIEW.c.deal != literal_column("''"))
BY_SUMMARY_VERSION = Index("ix_interview_summary_version", INTERVIEW.c.summary_version)
BY_FIRST_DAY = Index("ix_interview_fresh_from", INTERVIEW.c.fresh_from)
BY_LAST_DAY = Index(
    "ix_interview_fresh_until", INTERVIEW.c.fresh_until, sqlite_where=INTERVIEW.c.fresh_until.is_not(None)
)
BY_DUE_DAY = Index("ix_follow_up_due", FOLLOW_UP.c.due, FOLLOW_UP.c.interview_id, FOLLOW_UP.c.key)
