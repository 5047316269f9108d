"""What every test gets: a home of its own, and laws that are tried the same way each time."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis
import pytest

hypothesis.settings.register_profile(
    "house", deadline=None, derandomize=True, print_blob=True, max_examples=30
)
hypothesis.settings.register_profile("search", deadline=None, max_examples=2_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """Give the folder that holds pyproject.toml."""
    return ROOT


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep a test away from the real home, database and settings of who runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("ONBOARD_TUI_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    return home


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that are long and few: the last core to be done should not be alone with one."""
    long = ("test_docs", "test_mutations", "test_terminal")
    items.sort(key=lambda item: not any(name in item.nodeid for name in long))
