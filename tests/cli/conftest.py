"""What the tests of the commands share: a command to run, on a database of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from onboard_tui.cli import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True)
class Done:
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def onboard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Done]:
    """Give a way to run commands in an empty folder, on a database there, as of 2 March 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONBOARD_TUI_DB", str(tmp_path / "interviews.db"))
    monkeypatch.setenv("ONBOARD_TUI_AS_OF", "2026-03-02")

    def command(*arguments: str) -> Done:
        try:
            code = run(arguments)
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 1
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return command


@pytest.fixture
def interview(onboard: Callable[..., Done]) -> str:
    """Give the id of a new interview with a customer."""
    return onboard("new", "cloud-onboarding", "--customer", "Harbour & Lyle").out.strip()
