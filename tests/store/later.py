"""A version 2 that does not exist, so that upgrades can be tried before there is one."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from onboard_tui.store.migrate import MIGRATIONS

if TYPE_CHECKING:
    from pathlib import Path

PARENT_TABLE_MADE_ANEW = '''
"""Make the parent table anew."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade():
    (made,) = op.get_bind().exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'interview'").one()
    indexes = op.get_bind().exec_driver_sql(
        "SELECT sql FROM sqlite_schema WHERE tbl_name = 'interview' AND type = 'index' AND sql IS NOT NULL"
    ).scalars().all()
    op.execute(made.replace("CREATE TABLE interview", "CREATE TABLE anew", 1))
    op.execute("INSERT INTO anew SELECT * FROM interview{where}")
    op.execute("DROP TABLE interview")
    op.execute("ALTER TABLE anew RENAME TO interview")
    for index in indexes:
        op.execute(index)
    op.execute("ALTER TABLE interview ADD COLUMN phone TEXT NOT NULL DEFAULT ''")
    op.execute("UPDATE entry SET kind = kind || ''")
    {then}
'''


def version_two(folder: Path, *, where: str = "", then: str = "pass") -> Path:
    """Give a copy of our migrations with one more step in it."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    step = PARENT_TABLE_MADE_ANEW.replace("{where}", where).replace("{then}", then)
    (migrations / "versions" / "v0002_parent_made_anew.py").write_text(step)
    return migrations
