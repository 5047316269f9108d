"""A script's own worked examples, run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.scenarios import run_scenarios
from onboard_tui.script.load import script_from_source
from onboard_tui.script.problems import errors_of

if TYPE_CHECKING:
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem

SOURCE = """\
format: 1
id: tiny
version: "1"
title: Tiny
passes: [{id: 1, title: First, with: the owner}]
sections: [{id: all, title: All}]
questions:
  - {id: sponsor, section: all, pass: 1, asked_of: customer, type: yes_no, gate: true, ask: "Is there a sponsor?"}
  - {id: hours, section: all, pass: 1, asked_of: customer, type: integer, max: 40, when: sponsor, ask: "Hours?"}
flags:
  - {id: no_sponsor, title: No sponsor, severity: blocker, kind: path, raise_when: not sponsor, why: x, steer: x, clears: x}
verdict:
  rules:
    - {id: B, verdict: steer_first, if: "count_flags(severity='blocker') > 0"}
    - {id: G, verdict: steer_first, action: ask, if: "gates_missing() > 0"}
    - {id: P, verdict: proceed, if: "true"}
scenarios:
  - name: good
    given: {answers: {sponsor: true, hours: 3}}
    expect: {verdict: proceed, rule: P, flags: {}, visible: [hours], missing_gates: [], unknown_flags: []}
"""


def script_with(scenario: str) -> Script:
    """Load the small script with one more scenario."""
    loaded = script_from_source(SOURCE + scenario, "tiny.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


def problems_of(script: Script) -> list[Problem]:
    """Run all scenarios of a script, and give what is told about them."""
    return [problem for played in run_scenarios(script) for problem in played.problems]


def told(scenario: str) -> list[str]:
    """Run the small script with one more scenario, and give what is told about it."""
    return [each.message for each in problems_of(script_with(scenario))]


def test_a_scenario_that_comes_out_says_nothing() -> None:
    """All is as its author expects."""
    assert told("") == []


def test_every_difference_is_told_with_the_reason() -> None:
    """Verdict, rule, action, flags, questions and gaps are each compared."""
    assert told(
        "  - name: hopeful\n"
        "    given: {answers: {sponsor: false}}\n"
        "    expect: {verdict: proceed, rule: P, action: ask, with: conditions, flags: {}, visible: [hours],"
        " hidden: [sponsor], missing_gates: [hours], unknown_flags: [no_sponsor]}\n"
    ) == [
        (
            "In the scenario “hopeful” the verdict is steer_first, not proceed"
            " (B holds: raised blockers: 1 (no sponsor), it takes at least one)."
        ),
        (
            "In the scenario “hopeful” rule B decides, not P"
            " (B holds: raised blockers: 1 (no sponsor), it takes at least one)."
        ),
        "In the scenario “hopeful” the action is none, not ask.",
        "In the scenario “hopeful” the verdict is without conditions.",
        "In the scenario “hopeful” the flag no_sponsor is open, because of sponsor; it is not expected.",
        "In the scenario “hopeful” the question hours is not asked.",
        "In the scenario “hopeful” the question sponsor is asked.",
        "In the scenario “hopeful” hours is not a missing gate.",
        "In the scenario “hopeful” no_sponsor is not an unknown flag.",
    ]


def test_what_is_not_expected_is_told_too() -> None:
    """A flag in another state, a gate nobody thought of, a flag that cannot be told."""
    assert told(
        "  - name: blank\n    given: {}\n"
        "    expect: {flags: {no_sponsor: open}, missing_gates: [], unknown_flags: []}\n"
    ) == [
        "In the scenario “blank” the flag no_sponsor is unknown, not open.",
        "In the scenario “blank” sponsor is a missing gate; it is not expected.",
        "In the scenario “blank” no_sponsor is an unknown flag; it is not expected.",
    ]


def test_answers_that_nobody_can_give_are_told_where_they_stand() -> None:
    """A scenario is held to the limits of its questions."""
    script = script_with(
        "  - name: odd\n    given: {answers: {sponsor: true, hours: 41}}\n    expect: {rule: P}\n"
    )
    (problem,) = problems_of(script)
    assert problem.place.file == "tiny.yaml"
    assert "41" in problem.excerpt


def test_a_difference_points_into_the_script() -> None:
    """Editors can jump to it."""
    script = script_with("  - name: wrong\n    given: {}\n    expect: {verdict: proceed}\n")
    (problem,) = problems_of(script)
    assert (problem.code, problem.path) == ("S216", "scenarios[1].expect.verdict")
    assert problem.place.line == SOURCE.count("\n") + 2


def test_clauses_are_compared_where_somebody_can_draft() -> None:
    """Whoever knows the contract packs names the clauses of the draft."""
    script = script_with("  - name: draft\n    given: {}\n    expect: {clauses: [success, exit]}\n")
    *_, played = run_scenarios(script, lambda assessment: {"success", assessment.script.id})
    (problem,) = played.problems
    assert problem.message == "In the scenario “draft” the clause exit is not in the draft."


def test_computed_values_and_levels_are_compared_as_they_are_written() -> None:
    """A number to as many decimals as are written, a truth value, and what cannot be told."""
    source = SOURCE.replace(
        "flags:\n",
        "computed: [{id: third, value: hours / 3}, {id: some, value: hours > 0}]\n"
        "ladders:\n  - {id: near, title: How near, when: sponsor, rungs: [{id: far, level: 1, name: Far, if: hours < 9},"
        ' {id: close, level: 2, name: Close, if: "true"}]}\nflags:\n',
    )
    loaded = script_from_source(
        source
        + "  - {name: told, given: {answers: {sponsor: true, hours: 4}},"
        + " expect: {values: {third: 1.33, some: true, near: 1}}}\n"
        + "  - {name: blank, given: {}, expect: {values: {third: unknown, near: unknown}}}\n"
        + "  - {name: none, given: {answers: {sponsor: false}}, expect: {values: {third: not_applicable, near: not_applicable}}}\n"
        + "  - {name: wrong, given: {answers: {sponsor: true, hours: 40}},"
        + " expect: {values: {third: 13.34, some: false, near: 1}}}\n"
        + "  - {name: odd, like: told, expect: {values: {third: a third}}}\n",
        "tiny.yaml",
    )
    assert loaded.script is not None, loaded.problems
    assert [each.message for each in problems_of(loaded.script)] == [
        "In the scenario “wrong” third is 13.333333, not 13.34.",
        "In the scenario “wrong” some is true, not false.",
        "In the scenario “wrong” near is 2, not 1.",
        "In the scenario “odd” third is 1.333333, not a third.",
    ]


def test_a_value_that_nothing_has_is_an_error() -> None:
    """With what it could have been."""
    loaded = script_from_source(
        SOURCE + "  - {name: odd, given: {}, expect: {values: {sponsor: 1}}}\n", "tiny.yaml"
    )
    assert [each.message for each in errors_of(loaded.problems)] == [
        "There is no computed value or ladder “sponsor”."
    ]
