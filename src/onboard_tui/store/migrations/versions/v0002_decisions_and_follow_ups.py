"""What was decided about a deal, what became of it, and what is still to be done for it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, PrimaryKeyConstraint, Text, text

from onboard_tui.store.tables import Day

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ADDED = """
    decision TEXT DEFAULT '' NOT NULL CONSTRAINT ck_interview_decision
        CHECK (decision IN ('', 'proceed', 'next_in_line', 'walk_away', 'reopened'));
    against INTEGER DEFAULT 0 NOT NULL CONSTRAINT ck_interview_against CHECK (against IN (0, 1));
    status TEXT DEFAULT '' NOT NULL;
    outcome TEXT DEFAULT '' NOT NULL CONSTRAINT ck_interview_outcome
        CHECK (outcome IN ('', 'success', 'partial', 'failed'));
    relationship TEXT DEFAULT '' NOT NULL;
    next_due TEXT;
    next_due_what TEXT DEFAULT '' NOT NULL;
    deal TEXT DEFAULT '' NOT NULL;
    summary_version INTEGER DEFAULT 0 NOT NULL;
    fresh_from TEXT;
    fresh_until TEXT
"""
"""Written out, because Alembic cannot add a column together with what it may hold."""

LISTED = (
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
    "decision",
    "against",
    "status",
    "outcome",
    "relationship",
    "next_due",
    "next_due_what",
    "customer_key",
)


def upgrade() -> None:
    """Add what lists show of a deal, and the table of what is to be done by a day."""
    for column in ADDED.split(";"):
        op.execute(f"ALTER TABLE interview ADD COLUMN {column.strip()}")
    op.drop_index("ix_interview_newest")
    op.create_index("ix_interview_newest", "interview", [text("updated_at DESC"), text("id DESC"), *LISTED])
    op.create_index("ix_interview_customer", "interview", ["customer_key", "id"])
    op.create_index("ix_interview_deal", "interview", ["id"], sqlite_where=text("deal != ''"))
    op.create_index("ix_interview_summary_version", "interview", ["summary_version"])
    op.create_index("ix_interview_fresh_from", "interview", ["fresh_from"])
    op.create_index(
        "ix_interview_fresh_until", "interview", ["fresh_until"], sqlite_where=text("fresh_until IS NOT NULL")
    )
    _make_follow_up()


def _make_follow_up() -> None:
    op.create_table(
        "follow_up",
        *(
            Column(name, Text(), nullable=False)
            for name in ("interview_id", "key", "kind", "what", "side", "who")
        ),
        Column("due", Day(), nullable=False),
        PrimaryKeyConstraint("interview_id", "key", name="pk_follow_up"),
        ForeignKeyConstraint(["interview_id"], ["interview.id"], name="fk_follow_up_interview"),
        CheckConstraint("key <> ''", name=op.f("ck_follow_up_key")),
        CheckConstraint("side IN ('ours', 'theirs')", name=op.f("ck_follow_up_side")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_follow_up_due", "follow_up", ["due", "interview_id", "key"])
