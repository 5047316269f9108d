"""Runs a script's scenarios, tells what they never show, and writes those that are missing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from onboard_tui.contract.bound import bind
from onboard_tui.contract.covering import clause_goals, conditions_of_pack
from onboard_tui.contract.draft import draft_contract
from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.proof.coverage import Coverage, coverage_of
from onboard_tui.proof.goals import Goal, GoalKind, goals_of
from onboard_tui.proof.proved import with_example
from onboard_tui.proof.reaching import reach
from onboard_tui.proof.scenario_yaml import scenarios_yaml
from onboard_tui.proof.suggest import nearby, suggest
from onboard_tui.proof.variations import said_in
from onboard_tui.script.model import Place
from onboard_tui.script.problems import problem
from onboard_tui.script.yaml_nodes import Node, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.proof.variations import Variations
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

_NEEDED = (GoalKind.RAISED, GoalKind.RULE)
"""What has to be shown in a script that has scenarios."""
_WRITTEN = "`onboard-tui check --suggest` writes scenarios to begin with."


def check_scenarios(script: Script, pack: Pack | None, path: Path) -> tuple[tuple[Problem, ...], Coverage]:
    """Give what is wrong with the scenarios of a script, and how much of it they show.

    `pack` is the contract pack that the script names, where the two fit together.
    """
    played = run_scenarios(script, None if pack is None else partial(_clauses, pack))
    problems = [each for run in played for each in run.problems]
    shown = [run.assessment.standing for run in played if run.assessment is not None]
    coverage = coverage_of(_goals(script, pack), shown)
    if not played:
        top = _spot(Place(str(path), 1, 1))
        problems.append(problem("S321", top, "scenarios", "The script has no scenarios.", _WRITTEN))
    elif len(shown) == len(played):
        missed = [goal for goal in coverage.missed if goal.kind in _NEEDED]
        variations = nearby(script, played).variations if missed else None
        problems += [each for goal in missed if variations for each in _missed(goal, variations)]
    return tuple(problems), coverage


def missing_scenarios(script: Script, pack: Pack | None) -> str:
    """Give scenarios for what those of a script never show, as YAML to be put under `scenarios:`."""
    also = () if pack is None else conditions_of_pack(bind(pack, script))
    suggested = suggest(script, run_scenarios(script), _goals(script, pack), also)
    return scenarios_yaml(suggested, None if pack is None else partial(_told_clauses, pack))


def _goals(script: Script, pack: Pack | None) -> tuple[Goal, ...]:
    return (*goals_of(script), *(() if pack is None else clause_goals(bind(pack, script))))


def _missed(goal: Goal, variations: Variations) -> Iterator[Problem]:
    """Warn of what no scenario shows, with answers that would."""
    found = reach(goal, variations)
    if found is None or goal.place is None:
        return
    where = "flags" if goal.kind is GoalKind.RAISED else "verdict.rules"
    told = problem(
        "S320", _spot(goal.place), f"{where}[{goal.id}]", f"In no scenario {goal.reached}.", _WRITTEN
    )
    if goal.kind is GoalKind.RAISED:
        yield with_example(told, said_in(found.standing, variations.behind(goal.behind)), variations.script)
        return
    words = f"{found.witness.in_words()}{'' if found.base is None else ', and everything else in order'}"
    everything = said_in(found.standing, found.standing.interview.current)
    yield replace(told, example=words, witness=everything.answers_file(variations.script))


def _spot(place: Place) -> Node:
    """Give the value that stands at a place of a file."""
    text = Path(place.file).read_text("utf-8")
    return Node(Source(place.file, text), place.line - 1, place.column - 1)


def _clauses(pack: Pack, assessment: Assessment) -> list[str]:
    return [origin.clause for origin in draft_contract(assessment, pack).origins]


def _told_clauses(pack: Pack, assessment: Assessment) -> list[str]:
    """Name the clauses of a draft that another one need not have."""
    return [
        origin.clause
        for origin in draft_contract(assessment, pack).origins
        if origin.rule or pack.clause_by_id[origin.clause].one_of
    ]
