"""The documents tell the truth: every command they show is run, and every link leads somewhere."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.warm_program import warm_program

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
MARK = "\x1e"


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a document and what the document says it prints; `...` stands for anything."""

    command: str
    output: str


def commands(document: Path) -> list[Shown]:
    """Give the commands of a document's `console` blocks, in order."""
    found = []
    for block in BLOCK.findall(document.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            end = re.search(r"<<'(\w+)'", part.splitlines()[0])
            command, _, output = part.partition(f"\n{end[1]}\n" if end else "\n")
            found.append(Shown(f"{command}\n{end[1]}" if end else command, output))
    return found


def as_document_says(output: str, said: str) -> bool:
    """Tell whether an output is what a document shows, blank ends of lines aside."""
    pattern, printed = (
        "\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (said, output)
    )
    literal = re.sub(r"([\[?*])", r"[\1]", pattern)
    return fnmatch.fnmatchcase(printed, literal.replace("...", "*"))


@pytest.mark.skipif(shutil.which("bash") is None, reason="the documents' commands are written for a shell")
@pytest.mark.parametrize(
    "document", [each for each in DOCUMENTS if each.exists() and commands(each)], ids=lambda path: path.name
)
def test_the_commands_of_a_document_do_what_it_says(document: Path, tmp_path: Path) -> None:
    """Commands run one after the other in an empty folder; what is shown below one is what it prints."""
    shown = commands(document)
    script = "\n".join(f"printf '{MARK}'\n{each.command}" for each in shown)
    with tempfile.TemporaryDirectory(prefix="calls-") as folder, warm_program(Path(folder)) as program:
        path = os.pathsep.join([str(program), str(Path(sys.executable).parent), os.environ["PATH"]])
        done = subprocess.run(
            ["bash", "-eu", "-o", "pipefail", "-c", script],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "COLUMNS": "100", "NO_COLOR": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    outputs = done.stdout.split(MARK)[1:]
    assert done.returncode == 0, f"{shown[len(outputs) - 1].command}\n{done.stdout}\n{done.stderr}"
    for each, output in zip(shown, outputs, strict=True):
        if each.output.strip():
            assert as_document_says(output, each.output), f"$ {each.command}\n{output}"


@pytest.mark.parametrize(
    "document", [each for each in DOCUMENTS if each.exists()], ids=lambda path: path.name
)
def test_the_links_of_a_document_lead_somewhere(document: Path) -> None:
    """A link to a file of the project names a file that is there."""
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target


def test_the_documents_that_the_code_names_are_there() -> None:
    """A message or a docstring that sends somebody to a document sends them to one that exists."""
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "interviews").rglob("*.yaml")]
    for source in sources:
        for named in re.findall(r"docs/[\w-]+\.md", source.read_text(encoding="utf-8")):
            assert (ROOT / named).exists(), f"{source.relative_to(ROOT)} names {named}"


def test_the_headings_that_the_code_names_are_there() -> None:
    """A comment that sends somebody to a part of a document names its heading."""
    texts = [path for folder in ("src", "interviews", "templates") for path in (ROOT / folder).rglob("*.*")]
    sources = [path for path in texts if path.suffix in {".py", ".yaml"}]
    named = [
        (source, *found)
        for source in sources
        for found in re.findall(r'"([^"\n]+)" in (docs/[\w-]+\.md)', source.read_text(encoding="utf-8"))
    ]
    assert named
    for source, heading, document in named:
        headings = re.findall(r"^#+ (.+)$", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
        assert heading in headings, f"{source.relative_to(ROOT)} names {heading!r} in {document}"


def test_the_keys_that_the_guide_names_are_keys() -> None:
    """Every key in the guide is one that some command is bound to."""
    from onboard_tui.tui.commands import COMMANDS

    keys = {command.shown_key(typing=typing) for command in COMMANDS for typing in (True, False)}
    named = re.findall(
        r"`((?:ctrl\+|alt\+)?(?:[a-z/]|F\d+|enter))`", (ROOT / "docs" / "guide.md").read_text()
    )
    assert named
    assert set(named) <= keys


def test_commands_are_read_with_what_they_print() -> None:
    """A command may go over several lines, and dots in its output stand for anything."""
    assert as_document_says("one two\nthree\n", "one ...\nthree")
    assert not as_document_says("one two\nthree\n", "one ...\nfour")
    assert as_document_says("[1] what?\n", "[1] what?")
