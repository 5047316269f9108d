"""The same script as a SurveyJS survey, run by node beside us."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.synthetic import OPTIONS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.synthetic import Synthetic

PACKAGE = "survey-core@3.1.1"
PROGRAM = Path(__file__).with_name("survey.mjs")
NEVER_SMALL = 1_000_000
"""The sum of numbers of which one is not known: no flag compares it with anything larger."""

_TEST = re.compile(r"not (?P<no>q\d+)|(?P<name>[qc]\d+)(?: (?P<op>>=|<|!=|==) (?P<value>'\w+'|\d+))?")
_OPERATORS = {"==": "=", "!=": "<>", ">=": ">=", "<": "<"}


class NoPeerError(Exception):
    """SurveyJS cannot be run here; the text says why."""


def install(folder: Path) -> None:
    """Install SurveyJS into a folder; raises NoPeerError."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise NoPeerError("node and npm are not installed")
    asked = [npm, "install", "--prefix", str(folder), "--silent", "--no-audit", "--no-fund", PACKAGE]
    if subprocess.run(asked, capture_output=True, check=False).returncode:
        raise NoPeerError(f"npm could not install {PACKAGE}")


class Survey:
    """A survey that runs in a process of its own."""

    def __init__(self, synthetic: Synthetic, folder: Path) -> None:
        path = folder / "survey.json"
        path.write_text(json.dumps(survey_of(synthetic)), encoding="utf-8")
        node = shutil.which("node") or "node"
        self._process = subprocess.Popen(
            [node, str(PROGRAM), str(path)],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def say(self, change: Mapping[str, Any]) -> dict[str, Any]:
        """Make a change, and give what it came to: `ms`, `visible`, `raised`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(change) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.communicate()


def survey_of(synthetic: Synthetic) -> dict[str, Any]:
    """Give the questions, sums and flags of a script as a survey of ten questions a page."""
    elements = []
    for name, answer in synthetic.answers.items():
        element: dict[str, Any] = {"name": name, "title": f"What do you know about topic {name}?"}
        if isinstance(answer, bool):
            element["type"] = "boolean"
        elif isinstance(answer, int):
            element |= {"type": "text", "inputType": "number"}
        else:
            element |= {"type": "dropdown", "choices": list(OPTIONS)}
        if name in synthetic.conditions:
            element["visibleIf"] = _translated(synthetic.conditions[name])
        elements.append(element)
    calculated = [
        {"name": name, "expression": _sum(source) if name.startswith("c") else _translated(source)}
        for name, source in synthetic.conditions.items()
        if name not in synthetic.answers
    ]
    pages = [
        {"name": f"p{at // 10}", "elements": elements[at : at + 10]} for at in range(0, len(elements), 10)
    ]
    return {"clearInvisibleValues": "onHidden", "pages": pages, "calculatedValues": calculated}


def _translated(source: str) -> str:
    """Write a condition as SurveyJS reads it; a question without a value meets none."""

    def test(found: re.Match[str]) -> str:
        if found["no"]:
            return f"{{{found['no']}}} = false"
        name, op = found["name"], found["op"]
        if op is None:
            return f"{{{name}}} = true"
        compared = f"{{{name}}} {_OPERATORS[op]} {found['value']}"
        return compared if op == "==" else f"({{{name}}} notempty and {compared})"

    return _TEST.sub(test, source)


def _sum(source: str) -> str:
    names = sorted(set(re.findall(r"q\d+", source)))
    known = " and ".join(f"{{{name}}} notempty" for name in names)
    total = re.sub(r"(q\d+)", r"{\1}", source)
    return f"iif({known}, {total}, {NEVER_SMALL})"
