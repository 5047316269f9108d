"""A next version that does not exist, so that upgrades can be tried before there is one, and a file of the first."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from onboard_tui.store.marks import SCHEMA_VERSION
from onboard_tui.store.migrate import MIGRATIONS

NEXT_VERSION = SCHEMA_VERSION + 1

PARENT_TABLE_MADE_ANEW = '''
"""Make the parent table anew."""

from alembic import op

revision = "{next:04}"
down_revision = "{now:04}"


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


def next_version(folder: Path, *, where: str = "", then: str = "pass") -> Path:
    """Give a copy of our migrations with one more step in it."""
    migrations = folder / "migrations"
    shutil.copytree(MIGRATIONS, migrations, ignore=shutil.ignore_patterns("__pycache__"))
    step = PARENT_TABLE_MADE_ANEW.format(now=SCHEMA_VERSION, next=NEXT_VERSION, where=where, then=then)
    (migrations / "versions" / "parent_made_anew.py").write_text(step)
    return migrations


def file_of_version_1(file: Path) -> Path:
    """Put a file in place that the program wrote when its tables were of version 1.

    Wray Print has two answers; Harbour & Lyle has answers, a question put off, an attempt, a plan and a draft;
    Northgate Dental was run by a script that no program of ours can read.
    """
    file.write_bytes(gzip.decompress(Path(__file__).with_name("version_1.db.gz").read_bytes()))
    return file
