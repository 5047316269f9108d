"""What is published works by itself: the wheel, installed alone, does the whole job outside the repository."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ANSWERS = """\
as_of: 2026-03-02
answers:
  biz_outcome: Month-end closes in three working days.
  biz_priority: 4
  sec_data: [personal]
states: {sec_sign_in: dont_know}
sources: {biz_outcome: our_guess}
"""


def build(repository: Path, target: str, folder: Path) -> Path:
    """Build a wheel or an sdist without the network and give its path."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", str(folder)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a wheel built from this working copy."""
    return build(repository, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the bin folder of a fresh environment that has the wheel and the locked libraries, no more."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False)
    scripts, libraries = (place(environment, kind) for kind in ("scripts", "purelib"))
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(scripts / "python"),
        "install",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*pip, str(wheel)], check=True, capture_output=True)
    # The libraries come from this run's environment. Its editable install does not: Python reads
    # .pth files only in the site folders that it was started with.
    (libraries / "libraries.pth").write_text(f"{place(Path(sys.prefix), 'purelib')}\n")
    return scripts


def place(environment: Path, kind: str) -> Path:
    """Give where an environment keeps its scripts or its libraries."""
    return Path(sysconfig.get_path(kind, vars={"base": str(environment), "platbase": str(environment)}))


def run(bin_folder: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder, on a database there."""
    environment = {**os.environ, "ONBOARD_TUI_DB": str(folder / "interviews.db")}
    environment.pop("PYTHONPATH", None)
    command = [str(bin_folder / "onboard-tui"), *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def out_of(bin_folder: Path, folder: Path, *arguments: str) -> str:
    """Run a command that must succeed and give what it printed."""
    done = run(bin_folder, folder, *arguments)
    assert done.returncode == 0, f"{arguments}: {done.stderr}"
    return done.stdout


def test_the_wheel_holds_the_bundled_interviews_and_packs(repository: Path, wheel: Path) -> None:
    """Every script and every file of every pack is in the wheel, beside the typed code."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("interviews", "templates"):
        files = [path for path in (repository / folder).rglob("*") if path.is_file()]
        assert files
        assert {f"onboard_tui/{path.relative_to(repository).as_posix()}" for path in files} <= names
    assert {
        f"onboard_tui/{name}" for name in ("py.typed", "export/pdf/paper.typ", "export/html_page.css")
    } <= names
    assert not [name for name in names if name.startswith(("tests", "benchmarks"))]


def test_the_source_distribution_is_complete(repository: Path, tmp_path: Path) -> None:
    """From the sdist alone everything can be built, tested and measured again."""
    with tarfile.open(build(repository, "sdist", tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"LICENSE", "Makefile", "README.md", "requirements.txt", ".ci/run", "tests/test_wheel.py"} <= names
    assert [name for name in names if name.startswith("interviews/")]
    assert [name for name in names if name.startswith("templates/")]
    assert not [name for name in names if name.startswith((".venv", ".git/"))]


def test_the_installed_package_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    """The environment of these tests runs the wheel's own files, not the working copy's."""
    done = subprocess.run(
        [str(installed / "python"), "-c", "import onboard_tui; print(onboard_tui.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed.parent)


def test_an_interview_becomes_a_contract_from_the_wheel_alone(installed: Path, tmp_path: Path) -> None:
    """Start, answer, look, draft, export and check, as a seller's script would do it."""
    (tmp_path / "answers.yaml").write_text(ANSWERS)
    interview = out_of(installed, tmp_path, "new", "cloud-onboarding", "--customer", "Harbour & Lyle").strip()
    out_of(installed, tmp_path, "answer", interview, "--file", "answers.yaml")
    out_of(installed, tmp_path, "answer", interview, "now_users", "60")

    assert "Harbour & Lyle" in out_of(installed, tmp_path, "list")
    shown = json.loads(out_of(installed, tmp_path, "--as-of", "2026-03-02", "show", interview, "--json"))
    assert shown["script"]["id"] == "cloud-onboarding"
    assert shown["questions"]["biz_outcome"] == "answered"
    assert shown["questions"]["sec_sign_in"] == "dont_know"
    assert "biz_outcome" in shown["missing_gates"], "a guess satisfies no gate"

    assessed = json.loads(
        out_of(installed, tmp_path, "assess", "cloud-onboarding", "--answers", "answers.yaml", "--json")
    )
    assert assessed["as_of"] == "2026-03-02"
    assert assessed["verdict"] in assessed["possible_verdicts"]

    out_of(installed, tmp_path, "draft", interview)
    printed = out_of(installed, tmp_path, "export", interview, "--to", "md,docx,pdf,html", "--out", "papers")
    papers = [tmp_path / line for line in printed.splitlines()]
    assert {paper.suffix for paper in papers} == {".docx", ".html", ".md", ".pdf"}
    assert any(
        "Month-end closes in three working days." in each.read_text()
        for each in papers
        if each.suffix == ".md"
    )
    for paper in papers:
        if paper.suffix == ".docx":
            assert "word/document.xml" in zipfile.ZipFile(paper).namelist()

    out_of(installed, tmp_path, "check")


def test_what_is_wrong_is_said_in_a_sentence(installed: Path, tmp_path: Path) -> None:
    """An unknown question ends with exit code 3, names the nearest one, and shows no traceback."""
    interview = out_of(installed, tmp_path, "new", "cloud-onboarding", "--customer", "Wray Print").strip()
    done = run(installed, tmp_path, "answer", interview, "biz_priorty", "4")
    assert done.returncode == 3
    assert "biz_priority" in done.stderr
    assert "Traceback" not in done.stderr
