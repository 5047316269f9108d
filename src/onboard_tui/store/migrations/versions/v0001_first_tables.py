"""The first tables: scripts, interviews, their logs and drafts, and the full-text index."""

from __future__ import annotations

from alembic import op
from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)

from onboard_tui.store.tables import Moment

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table of version 1."""
    _make_script()
    _make_interview()
    _make_entry()
    _make_draft()
    _make_findable()


def _make_script() -> None:
    op.create_table(
        "script",
        *_texts("sha256", "script_id", "version", "title", "source"),
        PrimaryKeyConstraint("sha256", name="pk_script"),
        sqlite_strict=True,
    )


def _make_interview() -> None:
    op.create_table(
        "interview",
        *_texts("id", "script_sha256", "script_id", "script_title", "customer", "customer_key", "seller"),
        Column("started_at", Moment(), nullable=False),
        Column("updated_at", Moment(), nullable=False),
        *_numbers("version"),
        *_texts("verdict", "rule"),
        *_numbers("done", "total"),
        *_texts("next_ask"),
        *_numbers("flags_open", "completed", "unindexed"),
        PrimaryKeyConstraint("id", name="pk_interview"),
        ForeignKeyConstraint(["script_sha256"], ["script.sha256"], name="fk_interview_script"),
        CheckConstraint("id <> ''", name=op.f("ck_interview_id")),
        CheckConstraint(
            "verdict IN ('', 'proceed', 'steer_first', 'next_in_line', 'walk_away')",
            name=op.f("ck_interview_verdict"),
        ),
        CheckConstraint("version >= 0", name=op.f("ck_interview_version")),
        CheckConstraint("done >= 0 AND total >= 0 AND flags_open >= 0", name=op.f("ck_interview_counts")),
        CheckConstraint("completed IN (0, 1)", name=op.f("ck_interview_completed")),
        CheckConstraint("unindexed IN (0, 1)", name=op.f("ck_interview_unindexed")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    listed = (
        "customer",
        "script_id",
        "script_title",
        "verdict",
        "rule",
        "done",
        "total",
        "next_ask",
        "flags_open",
    )
    newest: list[str | TextClause] = [
        text("updated_at DESC"),
        text("id DESC"),
        *listed,
        "completed",
        "customer_key",
    ]
    op.create_index("ix_interview_newest", "interview", newest)
    op.create_index(
        "ix_interview_verdict", "interview", ["verdict", text("updated_at DESC"), text("id DESC")]
    )
    op.create_index("ix_interview_unindexed", "interview", ["updated_at"], sqlite_where=text("unindexed = 1"))


def _make_entry() -> None:
    op.create_table(
        "entry",
        *_texts("interview_id"),
        *_numbers("position"),
        *_texts("id"),
        Column("at", Moment(), nullable=False),
        *_texts("kind"),
        Column("question", Text()),
        *_texts("payload", "digest"),
        PrimaryKeyConstraint("interview_id", "position", name="pk_entry"),
        ForeignKeyConstraint(["interview_id"], ["interview.id"], name="fk_entry_interview"),
        UniqueConstraint("id", name="uq_entry_id"),
        CheckConstraint("id <> ''", name=op.f("ck_entry_id")),
        CheckConstraint("position > 0", name=op.f("ck_entry_position")),
        CheckConstraint("kind <> ''", name=op.f("ck_entry_kind")),
        CheckConstraint("length(digest) = 64", name=op.f("ck_entry_digest")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _make_draft() -> None:
    op.create_table(
        "draft",
        *_texts("interview_id"),
        *_numbers("number"),
        *_texts("sha256", "pack"),
        Column("created_at", Moment(), nullable=False),
        *_texts("tree_json"),
        PrimaryKeyConstraint("interview_id", "number", name="pk_draft"),
        ForeignKeyConstraint(["interview_id"], ["interview.id"], name="fk_draft_interview"),
        CheckConstraint("number > 0", name=op.f("ck_draft_number")),
        sqlite_strict=True,
    )


def _make_findable() -> None:
    op.create_table(
        "findable",
        *_numbers("number"),
        *_texts("interview_id", "body", "pieces"),
        PrimaryKeyConstraint("number", name="pk_findable"),
        ForeignKeyConstraint(["interview_id"], ["interview.id"], name="fk_findable_interview"),
        UniqueConstraint("interview_id", name="uq_findable_interview_id"),
        sqlite_strict=True,
    )
    op.execute(
        "CREATE VIRTUAL TABLE found USING fts5("
        "body, content='findable', content_rowid='number', "
        "prefix='1 2 3', tokenize='unicode61 remove_diacritics 2')"
    )


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text(), nullable=False) for name in names]


def _numbers(*names: str) -> list[Column[int]]:
    return [Column(name, Integer(), nullable=False) for name in names]
