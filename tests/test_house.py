"""The rules of the house that a machine can check: what is imported when, and what is locked."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest

import onboard_tui

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = (
    *("alembic", "babel", "docx", "jinja2", "markdown_it", "pydantic", "sqlalchemy", "sqlmodel", "textual"),
    *("typst", "yaml"),
)

PROBE = """
import atexit, json, os, sys
heavy = set(json.loads(sys.argv.pop(1)))
atexit.register(lambda: os.write(2, json.dumps(sorted(heavy & set(sys.modules))).encode()))
sys.argv[0] = "onboard-tui"
from onboard_tui.cli import main
main()
"""


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_asking_for_help_or_the_version_loads_nothing_heavy(option: str) -> None:
    """Help and version answer at once, because neither screens nor the database are loaded for them."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, json.dumps(HEAVY), option], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert json.loads(done.stderr) == []


@pytest.mark.parametrize(
    "module",
    [
        "onboard_tui",
        "onboard_tui.cli",
        "onboard_tui.errors",
        "onboard_tui.script.model",
        "onboard_tui.store.first_page",
        "onboard_tui.workspace",
    ],
)
def test_a_module_on_the_way_to_the_first_frame_is_cheap(module: str) -> None:
    """Modules that the first frame reaches load nothing that the first frame does not show."""
    probe = "import importlib, sys; importlib.import_module(sys.argv[1]); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe, module], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stdout.split())


def test_the_version_is_said_once(repository: Path) -> None:
    """The version that the package says is the one that it is published under."""
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    assert onboard_tui.__version__ == project["version"]


def test_the_lock_names_exact_versions_with_hashes_and_no_host(repository: Path) -> None:
    """Whoever installs from the lock gets the same files, wherever they get them from."""
    lock = (repository / "requirements.txt").read_text()
    assert "://" not in lock
    assert "--index" not in lock
    requirements = [
        line for line in lock.replace("\\\n", "").splitlines() if line and not line.lstrip().startswith("#")
    ]
    assert requirements
    for requirement in requirements:
        assert "==" in requirement
        assert "--hash=sha256:" in requirement


def test_every_dependency_is_locked(repository: Path) -> None:
    """A dependency added to pyproject.toml is in requirements.txt too."""
    pyproject = tomllib.loads((repository / "pyproject.toml").read_text())
    wanted = pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["dev"]
    names = {re.split(r"[<>=!~\[; ]", each)[0].lower().replace("_", "-") for each in wanted}
    locked = set(
        re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (repository / "requirements.txt").read_text(), re.MULTILINE)
    )
    assert names <= locked


def test_every_dependency_is_used(repository: Path) -> None:
    """What users have to install is imported somewhere in the package."""
    project = tomllib.loads((repository / "pyproject.toml").read_text())["project"]
    wanted = {re.split(r"[<>=!~\[; ]", each)[0].lower() for each in project["dependencies"]}
    sources = "\n".join(path.read_text() for path in (repository / "src").rglob("*.py"))
    imported = set(re.findall(r"^\s*(?:from|import) (\w+)", sources, re.MULTILINE))
    provided_by = packages_distributions()
    used = {name.lower() for module in imported for name in provided_by.get(module, ())}
    assert wanted <= used
