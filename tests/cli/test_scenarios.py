"""What `check` says about the scenarios of a script, and the scenarios that it writes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.contract.small_pack import SCRIPT, written
from tests.proof.stall import NO_POWER, SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    Onboard = Callable[..., Any]


def test_a_script_without_scenarios_is_told_where_to_get_some(onboard: Onboard, tmp_path: Path) -> None:
    """Once, at its first line."""
    (tmp_path / "stall.yaml").write_text(SOURCE, "utf-8")
    printed = onboard("check", "stall.yaml").out
    assert (
        "stall.yaml:1:1: warning S321: The script has no scenarios.\n"
        "    1 | format: 1\n"
        "      | ^\n"
        "      = `onboard-tui check --suggest` writes scenarios to begin with.\n"
    ) in printed
    assert "S320" not in printed


def test_what_no_scenario_shows_is_told_with_answers_that_would(onboard: Onboard, tmp_path: Path) -> None:
    """Each flag and each rule at its place; how much is shown stands at the end."""
    (tmp_path / "stall.yaml").write_text(SOURCE + NO_POWER, "utf-8")
    printed = onboard("check", "stall.yaml").out
    assert (
        "stall.yaml:23:5: warning S320: In no scenario too_soon is raised.\n"
        "   23 |   - {id: too_soon, title: Too soon, severity: blocker, kind: path, raise_when: days_until(opens) < 1\n"
        "      |     ^\n"
        "      = `onboard-tui check --suggest` writes scenarios to begin with.\n"
        "      = For example: opens = 2026-01-14\n"
    ) in printed
    assert (
        "In no scenario LAST decides.\n"
        "   30 |     - {id: LAST, verdict: next_in_line, if: \"count_flags(severity='blocker', state='insisted') > 0\"}\n"
        "      |                                              ^\n"
        "      = `onboard-tui check --suggest` writes scenarios to begin with.\n"
        "      = For example: wants = power, watts = 3001, the flag too_many_watts is insisted,"
        " and everything else in order\n"
    ) in printed
    assert "In no scenario ASK decides." not in printed
    assert "\nstall: 1 scenario: 5 of 6 questions asked, " in printed
    assert "never raised" not in printed
    named = onboard("check", "--coverage", "stall.yaml").out
    assert "\n  not among questions asked: watts is never asked.\n" in named
    found = json.loads(onboard("check", "--coverage", "--format", "json", "stall.yaml").out)
    assert found["coverage"]["stall"]["questions_asked"] == {
        "covered": 5,
        "of": 6,
        "missing": ["watts is never asked"],
    }
    flag = next(each for each in found["problems"] if each["path"] == "flags[too_soon]")
    assert flag["witness"]["answers"] == {"opens": "2026-01-14"}


def test_scenarios_that_are_written_can_be_put_into_the_script(onboard: Onboard, tmp_path: Path) -> None:
    """Then nothing is missing, and no more are written."""
    path = tmp_path / "stall.yaml"
    path.write_text(SOURCE, "utf-8")
    path.write_text(SOURCE + "scenarios:\n" + onboard("check", "--suggest", "stall.yaml").out, "utf-8")
    printed = onboard("check", "stall.yaml").out
    assert "S32" not in printed
    assert "S216" not in printed
    assert "6 of 6 rules that decide" in printed
    again = onboard("check", "--suggest", "stall.yaml")
    assert (again.out, again.err) == ("", "Nothing is missing.\n")


def test_written_scenarios_name_the_clauses_that_they_bring_in(onboard: Onboard, tmp_path: Path) -> None:
    """For a script with a pack, each clause that can be left out stands in one of them."""
    clause = "---\nid: {}\ntitle: C\npart: first\none_of: kind\n{}\n---\nWe will.\n"
    written(
        tmp_path / "pack",
        clauses_3=clause.format("for_long", "when: deep == 'yes'"),
        clauses_4=clause.format("for_others", "default: true"),
    )
    path = tmp_path / "small.yaml"
    path.write_text(SCRIPT.replace("passes:", "contract: ./pack\npasses:"), "utf-8")
    scenarios = onboard("check", "--suggest", "small.yaml").out
    assert "clauses: [for_others]" in scenarios
    assert (
        "  - name: The clause for_long stands\n    like: Everything in order\n    given:\n"
        "      answers: {length: long, deep: 'yes'}\n"
    ) in scenarios
    assert "clauses: [for_long]" in scenarios
    path.write_text(f"{path.read_text('utf-8')}scenarios:\n{scenarios}", "utf-8")
    printed = onboard("check", "small.yaml").out
    assert "2 of 2 clauses drafted" in printed
    assert "S216" not in printed
