"""Every kind of paper is kept under numbers of its own: letters and orders beside contracts."""

from __future__ import annotations

from alembic import op
from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, PrimaryKeyConstraint, Text

from onboard_tui.store.tables import Moment

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEPT = "interview_id, number, sha256, pack, created_at, tree_json"


def upgrade() -> None:
    """Make the table of drafts anew with the kind in its key; everything kept so far is a contract."""
    op.rename_table("draft", "draft_before")
    op.create_table(
        "draft",
        *(Column(name, Text(), nullable=False) for name in ("interview_id", "kind")),
        Column("number", Integer(), nullable=False),
        *(Column(name, Text(), nullable=False) for name in ("sha256", "pack")),
        Column("created_at", Moment(), nullable=False),
        Column("tree_json", Text(), nullable=False),
        PrimaryKeyConstraint("interview_id", "kind", "number", name="pk_draft"),
        ForeignKeyConstraint(["interview_id"], ["interview.id"], name="fk_draft_interview"),
        CheckConstraint("kind <> ''", name=op.f("ck_draft_kind")),
        CheckConstraint("number > 0", name=op.f("ck_draft_number")),
        sqlite_strict=True,
    )
    op.execute(f"INSERT INTO draft (kind, {KEPT}) SELECT 'draft', {KEPT} FROM draft_before")  # noqa: S608 - our own names
    op.drop_table("draft_before")
