"""What scenarios show of a script, and the scenarios that a script lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.proof.coverage import coverage_of
from onboard_tui.proof.goals import GoalKind, goals_of
from onboard_tui.proof.scenario_yaml import scenarios_yaml
from onboard_tui.proof.suggest import suggest
from onboard_tui.resources import bundled_scripts
from onboard_tui.script.load import open_script, script_from_source
from tests.proof.stall import NO_POWER, SOURCE

if TYPE_CHECKING:
    from pathlib import Path

    from onboard_tui.proof.coverage import Coverage
    from onboard_tui.script.model import Script


def script_of(source: str) -> Script:
    """Load a script."""
    loaded = script_from_source(source, "stall.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


def shown_by(script: Script) -> Coverage:
    """Tell how much of a script its scenarios show."""
    played = run_scenarios(script)
    return coverage_of(
        goals_of(script), [each.assessment.standing for each in played if each.assessment is not None]
    )


def test_what_the_scenarios_show_is_counted_and_the_rest_named() -> None:
    """Questions, both sides of conditions and of their terms, flags raised and clear, rules."""
    coverage = shown_by(script_of(SOURCE + NO_POWER))
    assert coverage.line == (
        "1 scenario: 5 of 6 questions asked, 3 of 5 branches taken, 0 of 4 flags raised,"
        " 0 of 4 flags clear and 1 of 6 rules that decide."
    )
    details = list(coverage.details())
    assert details[0] == "not among questions asked: watts is never asked."
    assert details[1] == (
        "not among branches taken: for watts it never happens that the answer to “What?” includes “Power”;"
        " for watts it never happens that the answer to “What?” includes “No, thank you”."
    )
    assert details[3].startswith("not among flags clear: too_many_watts is never clear; too_soon is never")
    assert coverage.to_json()["rules_that_decide"] == {
        "covered": 1,
        "of": 6,
        "missing": [f"{rule} never decides" for rule in ("OURS", "LAST", "STEER", "PLAN", "GO")],
    }


@pytest.mark.parametrize("begun", ["", NO_POWER], ids=["without any", "with one"])
def test_suggested_scenarios_come_out_and_leave_nothing_to_suggest(begun: str) -> None:
    """Pasted into their script as they are printed, they hold, and show everything that can be shown."""
    script = script_of(SOURCE + begun)
    suggested = suggest(script, run_scenarios(script), goals_of(script))
    written = scenarios_yaml(suggested)
    pasted = script_of(SOURCE + (begun or "scenarios:\n") + written)
    played = run_scenarios(pasted)
    assert [problem for each in played for problem in each.problems] == []
    assert shown_by(pasted).missed == ()
    assert suggest(pasted, played, goals_of(pasted)) == ()
    assert len(script.scenarios) + len(suggested) == len(played) < 40


def test_a_suggested_scenario_says_what_differs() -> None:
    """Like another one, with the few answers that it takes, and with all that comes of them."""
    script = script_of(SOURCE)
    written = scenarios_yaml(suggest(script, (), goals_of(script)))
    assert (
        "  - name: LAST decides\n"
        "    like: Everything in order\n"
        "    given:\n"
        "      answers:\n"
        "        wants: [power]\n"
        "        watts: 3001\n"
        "      steering:\n"
        "        too_many_watts:\n"
        "        - {on: 2026-01-01, customer: insists}\n"
        "        - {on: 2026-01-01, customer: insists}\n"
        "    expect:\n"
        "      verdict: next_in_line\n"
        "      rule: LAST\n"
        "      flags: {too_many_watts: insisted}\n"
        "      missing_gates: []\n"
        "      unknown_flags: []\n"
        "      visible: [watts]\n"
    ) in written
    assert written.count("    like: Everything in order\n") == written.count("  - name: ") - 1


@pytest.mark.parametrize("path", bundled_scripts(), ids=lambda path: path.stem)
def test_the_scenarios_of_a_bundled_script_show_every_flag_and_every_rule(path: Path) -> None:
    """Raised and not raised; and every question is asked."""
    missed = shown_by(open_script(path)).missed
    assert [goal.missed for goal in missed if goal.kind is not GoalKind.BRANCH] == []
