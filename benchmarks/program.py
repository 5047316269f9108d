"""How the app and its yardsticks are started: this Python, a home of their own, no bytecode left to write."""

from __future__ import annotations

import os
import sys
from pathlib import Path

YARDSTICKS = Path(__file__).parent / "yardsticks"

APP = (str(Path(sys.executable).with_name("onboard-tui")),)
HELLO = (sys.executable, str(YARDSTICKS / "hello.py"))
ECHO = (sys.executable, str(YARDSTICKS / "echo.py"))


def environment(home: Path, database: Path | None = None) -> dict[str, str]:
    """Give the variables for a program that must not see the home of who runs the benchmark."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    variables = {**kept, "HOME": str(home), "LANG": "C.UTF-8"}
    return variables if database is None else {**variables, "ONBOARD_TUI_DB": str(database)}
