"""Runs the worked examples of a script: given these answers, does it come out as its author expects?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.ladders import ReadingState, readings
from onboard_tui.deal.words import listed
from onboard_tui.interview.answers_file import answers_given
from onboard_tui.interview.interview import Interview
from onboard_tui.script.problems import problem
from onboard_tui.script.scope import Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from onboard_tui.deal.ladders import Reading
    from onboard_tui.script.expression import FlagState
    from onboard_tui.script.model import Scenario, Script
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.scope import Result

ANY_DAY: Final = date(2026, 1, 1)
"""The day of a scenario that names none; always the same, so that a script is right every day or never."""


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario that was run."""

    scenario: Scenario
    assessment: Assessment | None
    """None where its answers cannot be given."""
    problems: tuple[Problem, ...]
    """What comes out differently, or why it cannot be run."""


def run_scenarios(
    script: Script, clauses_of: Callable[[Assessment], Collection[str]] | None = None
) -> tuple[Played, ...]:
    """Run every scenario of a script.

    `clauses_of` drafts a contract and names its clauses; without it, expected clauses are not looked at.
    """
    return tuple(
        _played(script, scenario, f"scenarios[{number}]", clauses_of)
        for number, scenario in enumerate(script.scenarios)
    )


def _played(
    script: Script,
    scenario: Scenario,
    path: str,
    clauses_of: Callable[[Assessment], Collection[str]] | None,
) -> Played:
    ids = (f"{number:08}" for number in count())
    at = datetime.combine(ANY_DAY, time(12), tzinfo=UTC)
    interview = Interview("scenario", script, scenario.name, at)
    read = answers_given(scenario.given, interview, today=ANY_DAY, at=at, new_id=lambda: next(ids))
    if read.problems:
        return Played(scenario, None, read.problems)
    assessment = assess(interview.with_entries(*read.entries), read.as_of)
    differences = [*_differences(scenario, assessment)]
    if clauses_of is not None and scenario.expect.clauses is not None:
        differences += _of_clauses(scenario.expect.clauses, clauses_of(assessment))
    problems = tuple(
        problem(
            "S216",
            scenario.given,
            f"{path}.expect.{key}",
            f"In the scenario “{scenario.name}” {sentence}.",
        )
        for key, sentence in differences
    )
    return Played(scenario, assessment, problems)


def _differences(scenario: Scenario, assessment: Assessment) -> Iterator[tuple[str, str]]:
    expect, verdict = scenario.expect, assessment.verdict
    reason = f" ({verdict.outcome.sentence.rstrip('.')})" if verdict.outcome else ""
    if expect.verdict is not None and expect.verdict is not verdict.kind:
        yield "verdict", f"the verdict is {verdict.kind}, not {expect.verdict}{reason}"
    if expect.rule is not None and expect.rule != verdict.rule_id:
        yield "rule", f"rule {verdict.rule_id or 'none'} decides, not {expect.rule}{reason}"
    if expect.action is not None and expect.action != verdict.action:
        yield "action", f"the action is {verdict.action or 'none'}, not {expect.action}"
    if expect.with_ is not None and expect.with_ != verdict.with_:
        yield "with", f"the verdict is without {expect.with_}"
    if expect.flags is not None:
        yield from _of_flags(expect.flags, assessment)
    yield from _of_questions(scenario, assessment)
    yield from _of_values(expect.values, assessment)
    if expect.missing_gates is not None:
        yield from _of_names(
            "missing_gates", "a missing gate", expect.missing_gates, assessment.missing_gates
        )
    if expect.unknown_flags is not None:
        yield from _of_names(
            "unknown_flags", "an unknown flag", expect.unknown_flags, assessment.unknown_flags
        )


def _of_flags(expected: Mapping[str, FlagState], assessment: Assessment) -> Iterator[tuple[str, str]]:
    for flag in assessment.flags:
        wanted = expected.get(flag.id)
        if wanted is None and flag.raised:
            behind = listed(flag.because)
            yield "flags", f"the flag {flag.id} is {flag.state}, because of {behind}; it is not expected"
        elif wanted is not None and wanted is not flag.state:
            yield "flags", f"the flag {flag.id} is {flag.state}, not {wanted}"


def _of_questions(scenario: Scenario, assessment: Assessment) -> Iterator[tuple[str, str]]:
    standing = assessment.standing
    for question_id in scenario.expect.visible:
        if not standing.shown(question_id):
            yield "visible", f"the question {question_id} is not asked"
    for question_id in scenario.expect.hidden:
        if standing.shown(question_id):
            yield "hidden", f"the question {question_id} is asked"


def _of_values(expected: Mapping[str, str], assessment: Assessment) -> Iterator[tuple[str, str]]:
    if not expected:
        return
    levels = {each.ladder.id: _level(each) for each in readings(assessment) if each.ladder.id in expected}
    for name, wanted in expected.items():
        found = levels[name] if name in levels else assessment.standing.value(name)
        if not _is_written(found, wanted):
            yield "values", f"{name} is {_as_written(found)}, not {wanted}"


def _level(reading: Reading) -> Result:
    if reading.state is ReadingState.NOT_APPLICABLE:
        return Missing.NOT_APPLICABLE
    return Missing.UNKNOWN if reading.level is None else reading.level


def _is_written(value: Result, wanted: str) -> bool:
    """Whether a value is what is written, a number to as many decimals as are written."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return _as_written(value) == wanted
    try:
        return Decimal(value).quantize(Decimal(wanted)) == Decimal(wanted)
    except InvalidOperation:
        return False


def _as_written(value: Result) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Decimal():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case Missing():
            return value.value
    return str(value)


def _of_names(
    key: str, noun: str, expected: Collection[str], found: Collection[str]
) -> Iterator[tuple[str, str]]:
    for name in found:
        if name not in expected:
            yield key, f"{name} is {noun}; it is not expected"
    for name in expected:
        if name not in found:
            yield key, f"{name} is not {noun}"


def _of_clauses(expected: Collection[str], found: Collection[str]) -> Iterator[tuple[str, str]]:
    for clause in expected:
        if clause not in found:
            yield "clauses", f"the clause {clause} is not in the draft"
