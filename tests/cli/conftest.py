"""What the tests of the commands share: a command to run, on a database of its own."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.cli import run
from onboard_tui.demo import DEMO_SCRIPT, answers_file, clock_on
from onboard_tui.demo.customers import CUSTOMERS
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onboard_tui.interview.entries import Entry


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


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, str]]:
    """Give a way to get a database with the interview of one of the demo's customers, each made once."""

    @cache
    def make(name: str) -> tuple[Path, str]:
        customer = next(each for each in CUSTOMERS if each.name == name)
        file = tmp_path_factory.mktemp("answered") / "interviews.db"
        day = date(2026, 3, 2)
        with Workspace(str(file), as_of=day, clock=clock_on(day)) as workspace:
            opened = workspace.start(DEMO_SCRIPT, name)
            opened.record_answers(answers_file(customer), name=name)
        return file, opened.id

    return make


@pytest.fixture
def deal(prepared: Callable[[str], tuple[Path, str]], tmp_path: Path) -> Callable[[str], str]:
    """Give a way to begin with the interview of one of the demo's customers, as far as it went."""

    def put(name: str) -> str:
        file, interview = prepared(name)
        shutil.copyfile(file, tmp_path / "interviews.db")
        return interview

    return put


@pytest.fixture
def log_of(tmp_path: Path) -> Callable[[str], tuple[Entry, ...]]:
    """Give a way to read everything recorded in an interview."""

    def read(interview: str) -> tuple[Entry, ...]:
        with Workspace(str(tmp_path / "interviews.db")) as workspace:
            return tuple(workspace.open(interview).interview.log)

    return read


@pytest.fixture
def shown(onboard: Callable[..., Done]) -> Callable[[str], dict[str, Any]]:
    """Give a way to read what `show --json` prints."""

    def read(interview: str) -> dict[str, Any]:
        done = onboard("show", interview, "--json")
        assert done.code == 0, done.err
        told: dict[str, Any] = json.loads(done.out)
        return told

    return read
