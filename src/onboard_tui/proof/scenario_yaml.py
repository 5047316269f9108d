"""Suggested scenarios as YAML, to be pasted under `scenarios:`."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING, Any

from onboard_tui.deal.assessment import Assessment

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.suggest import Suggestion

_WIDTH = 110
_PASTE = "# Paste this under “scenarios:”; a script that has no such key yet needs it on the line above."
_PLAIN = {"on": "bool"}
"""Words that scripts write without quotes, with what others would take them for."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def scenarios_yaml(
    suggestions: Iterable[Suggestion], clauses_of: Callable[[Assessment], Collection[str]] | None = None
) -> str:
    """Give the text of scenarios, each with what comes of it; `clauses_of` names the clauses of a draft."""
    from yaml import dump

    items = [
        dump(
            [_scenario(each, clauses_of)],
            Dumper=_dumper(),
            allow_unicode=True,
            default_flow_style=None,
            sort_keys=False,
            width=_WIDTH,
        )
        for each in suggestions
    ]
    pasted = indent("\n".join(items), "  ", lambda line: bool(line.strip()))
    return f"{_PASTE}\n{pasted}" if pasted else ""


def _dumper() -> Any:
    """Give a dumper that writes days without quotes, as scripts do; it is made late, as yaml is loaded late."""
    from yaml import SafeDumper

    class Dumper(SafeDumper):
        """Writes what an answers file holds."""

        def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the library's own signature
            """Write everything out, also what is said twice."""
            return True

    def write_text(dumper: Any, text: str) -> Any:
        kind = "timestamp" if _DAY.fullmatch(text) else _PLAIN.get(text, "str")
        return dumper.represent_scalar(f"tag:yaml.org,2002:{kind}", text)

    Dumper.add_representer(str, write_text)
    return Dumper


def _scenario(
    suggestion: Suggestion, clauses_of: Callable[[Assessment], Collection[str]] | None
) -> dict[str, Any]:
    example = suggestion.example
    assessment = Assessment(example.standing)
    given = example.witness.answers_file(assessment.script)
    scenario: dict[str, Any] = {"name": suggestion.name}
    if suggestion.like is not None:
        scenario["like"] = suggestion.like
        del given["as_of"]
    expect = _expected(assessment, example.base)
    if clauses_of is not None:
        known = () if example.base is None else clauses_of(Assessment(example.base))
        fresh = [clause for clause in clauses_of(assessment) if clause not in known]
        expect |= {"clauses": fresh} if fresh else {}
    return {**scenario, "given": given, "expect": expect}


def _expected(assessment: Assessment, base: Standing | None) -> dict[str, Any]:
    """Say what comes of answers; of questions only those whose place the answers decide, or change."""
    verdict, standing = assessment.verdict, assessment.standing
    known = {} if base is None else base.all_shown
    told = [
        question.id
        for question in assessment.script.questions
        if question.when is not None and known.get(question.id) is not standing.shown(question.id)
    ]
    expect: dict[str, Any] = {"verdict": verdict.kind.value}
    expect |= {} if verdict.rule_id is None else {"rule": verdict.rule_id}
    expect |= {} if verdict.action is None else {"action": verdict.action}
    expect["flags"] = {flag.id: flag.state.value for flag in assessment.raised_flags}
    expect["missing_gates"] = list(assessment.missing_gates)
    expect["unknown_flags"] = list(assessment.unknown_flags)
    for key, shown in (("visible", True), ("hidden", False)):
        names = [name for name in told if standing.shown(name) is shown]
        expect |= {key: names} if names else {}
    return expect
