"""The first frame: it shows the saved interviews, and nothing is loaded that it does not show."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pexpect

from onboard_tui.workspace import Workspace
from tests.tui.conftest import ALL_KINDS

if TYPE_CHECKING:
    from pathlib import Path

PROBE = """
import json, os, sys
from onboard_tui.cli import main
from onboard_tui.tui.app import OnboardApp
from onboard_tui.tui.widgets.library import Library

def look(app):
    customers = [row.customer for row in app.screen.query_one(Library).rows]
    with open(os.environ["TOLD"], "w") as told:
        json.dump({"modules": sorted(sys.modules), "customers": customers}, told)
    app.exit()

OnboardApp._after_first_frame = look
sys.argv = ["onboard-tui"]
main()
"""
HEAVY = frozenset(
    {
        "alembic", "babel", "docx", "jinja2", "markdown_it", "pydantic", "sqlalchemy", "sqlmodel", "typer", "uuid6", "yaml",
        "textual.widgets._data_table", "textual.widgets._markdown", "textual.widgets._text_area",
    }
)  # fmt: skip
"""What takes long to load, and what the home screen does not show."""
OURS = {"cli", "crash", "errors", "store", "text", "tui", "workspace"}
"""The parts of our own that the list needs; neither scripts nor interviews, verdicts, contracts or exports."""


def test_the_first_frame_shows_the_interviews_and_loads_nothing_else(tmp_path: Path) -> None:
    """Saved interviews are read with the standard library alone, and are there before anything slow is loaded."""
    database = tmp_path / "onboard.db"
    with Workspace(str(database)) as workspace:
        for customer in ("Harbour & Lyle", "Northgate Dental"):
            workspace.start(str(ALL_KINDS), customer)
    told = tmp_path / "told.json"
    child = pexpect.spawn(
        sys.executable,
        ["-c", PROBE],
        env={**os.environ, "TERM": "xterm-256color", "ONBOARD_TUI_DB": str(database), "TOLD": str(told)},
        dimensions=(24, 80),
        encoding="utf-8",
        timeout=30,
    )
    said = child.read()
    child.close()
    assert child.exitstatus == 0, said
    seen = json.loads(told.read_text())
    assert seen["customers"] == ["Northgate Dental", "Harbour & Lyle"]
    assert not HEAVY & set(seen["modules"])
    rooms = {name.split(".")[1] for name in seen["modules"] if name.startswith("onboard_tui.")}
    assert rooms <= OURS
