"""Conditions that can never hold are told, and no other is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.script.lint import can_hold
from onboard_tui.script.load import script_from_source

if TYPE_CHECKING:
    from onboard_tui.script.model import Script

SCRIPT = """\
format: 1
id: tiny
version: "1"
title: Tiny
passes: [{{id: talk, title: Talk}}]
sections: [{{id: deal, title: Deal}}]
questions:
  - {{id: size, section: deal, pass: talk, type: single, ask: A, options: [{{id: small, text: S}}, {{id: large, text: L}}, {{id: unsure, text: U, unknown: true}}]}}
  - {{id: agreed, section: deal, pass: talk, type: yes_no, ask: A}}
  - {{id: mood, section: deal, pass: talk, type: scale, min: 1, max: 5, ask: A}}
  - {{id: seats, section: deal, pass: talk, type: integer, ask: A, when: size == 'large'}}
  - {{id: price, section: deal, pass: talk, type: money, ask: A, min: 10}}
  - {{id: due, section: deal, pass: talk, type: date, ask: A, max: 2026-12-31}}
  - {{id: rules, section: deal, pass: talk, type: multi, ask: A, options: [{{id: a, text: A}}, {{id: b, text: B}}, {{id: c, text: C}}]}}
  - {{id: notes, section: deal, pass: talk, type: text, ask: A}}
  - {{id: rows, section: deal, pass: talk, type: table, ask: A, columns: [{{id: met, type: yes_no, text: M}}]}}
  - {{id: last, section: deal, pass: talk, type: text, ask: A, when: "{when}"}}
computed: [{{id: twice, value: seats * 2}}]
verdict: {{rules: [{{id: R1, verdict: proceed, if: true}}]}}
"""


def script(when: str) -> Script:
    """Load a script whose last question applies under a condition."""
    loaded = script_from_source(SCRIPT.format(when=when), "tiny.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


@pytest.mark.parametrize(
    "when",
    [
        "size == 'small' and size == 'large'",
        "size not in ['small', 'large']",
        "size == 'unsure'",
        "agreed and not agreed",
        "mood > 5",
        "mood in [7, 8]",
        "seats > 3 and size == 'small'",
        "dont_know(seats) and size == 'small'",
        "answered(seats) and not (size == 'large')",
        "price < 10",
        "due > date('2026-12-31')",
        "due > date('2026-06-01') and due < date('2026-06-01')",
        "has(rules, 'a') and not has(rules, 'a')",
        "or_else(agreed, false) and declined(agreed)",
        "true and false",
    ],
)
def test_a_condition_that_no_answers_make_true_is_found(when: str) -> None:
    """Options, limits, states and when the questions are asked are all looked at."""
    loaded = script(when)
    condition = loaded.question_by_id["last"].when
    assert condition is not None
    assert not can_hold(loaded.question_by_id, condition)


@pytest.mark.parametrize(
    "when",
    [
        "size == 'small' or seats > 3",
        "agreed",
        "mood == 5",
        "mood > 4.5",
        "3 < mood",
        "price > 10.000001",
        "price in [10, 11]",
        "due == date('2026-12-31')",
        "has(rules, 'a') and not has(rules, 'b')",
        "dont_know(seats)",
        "not answered(agreed)",
        "or_else(agreed, true) and not answered(agreed)",
        "seats * 2 > 3 and seats * 2 < 4",
        "twice > 3 and twice < 2",
        "empty(rules)",
        "empty(notes)",
        "notes == 'x' and notes == 'y'",
        "any_row(rows, met and not met)",
        "days_until(due) > 0 and days_until(due) < 0",
        "count_flags() > 0 and size == 'small'",
        "declined(notes)",
        "answered(rows) or answered(due)",
    ],
)
def test_a_condition_that_can_hold_or_calculates_is_left_alone(when: str) -> None:
    """A warning is always right: what cannot be tried out gets none."""
    loaded = script(when)
    condition = loaded.question_by_id["last"].when
    assert condition is not None
    assert can_hold(loaded.question_by_id, condition)


def test_a_condition_over_too_many_answers_is_left_alone() -> None:
    """Twenty questions of two answers are a million combinations."""
    questions = "".join(
        f"  - {{id: q{number}, section: deal, pass: talk, type: yes_no, ask: A}}\n" for number in range(50)
    )
    for count in (20, 50):
        names = " and ".join(f"q{number}" for number in range(count))
        text = SCRIPT.format(when=f"{names} and not q0").replace("questions:\n", f"questions:\n{questions}")
        loaded = script_from_source(text, "tiny.yaml").script
        assert loaded is not None
        condition = loaded.question_by_id["last"].when
        assert condition is not None
        assert can_hold(loaded.question_by_id, condition)
