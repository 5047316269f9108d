"""A condition is shown to hold by an example, proved never to, or said to be undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onboard_tui.proof.search import Decision, find
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
  - {{id: rows, section: deal, pass: talk, type: table, ask: A, max_rows: 3, columns: [{{id: met, type: yes_no, text: M}}, {{id: part, type: single, text: P, options: [pays, uses]}}, {{id: count, type: integer, min: 0, text: C}}]}}
  - {{id: code, section: deal, pass: talk, type: text, ask: A, pattern: "[A-Z]{{{{2}}}}-[0-9]"}}
  - {{id: budget, section: deal, pass: talk, type: money, ask: A, min: 0, validate: [{{that: budget < price, say: Less.}}]}}
  - {{id: start, section: deal, pass: talk, type: date, ask: A, validate: [{{that: days_until(start) >= 0, say: Gone.}}]}}
  - {{id: last, section: deal, pass: talk, type: text, ask: A, when: "{when}"}}
computed: [{{id: twice, value: seats * 2}}]
flags: [{{id: big, title: Big, severity: major, kind: path, raise_when: seats > 5}}, {{id: moody, title: Moody, severity: minor, kind: ours, raise_when: mood == 1}}]
verdict: {{rules: [{{id: R1, verdict: proceed, if: true}}]}}
"""


def script(when: str) -> Script:
    """Load a script whose last question applies under a condition."""
    loaded = script_from_source(SCRIPT.format(when=when), "tiny.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


NEVER = [
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
    "price > 10 and price < 10.01",
    "due > date('2026-12-31')",
    "due > date('2026-06-01') and due < date('2026-06-01')",
    "due - 30 > date('2026-12-01')",
    "has(rules, 'a') and not has(rules, 'a')",
    "or_else(agreed, false) and declined(agreed)",
    "true and false",
    "today() > date('2030-01-01') and today() < date('2020-01-01')",
    "days_until(due) < 10 and days_until(due) > 9",
    "due == today() and days_until(due) > 0",
    "seats - mood > 3 and mood - seats > -3",
    "seats * 2 > 3 and seats * 2 < 4",
    "twice > 3 and twice < 2",
    "seats > 3 and seats < 4",
    "notes == 'x' and notes == 'y'",
    "empty(notes) and notes == 'x'",
    "any_row(rows, met and not met)",
    "any_row(rows, part == 'pays') and all_rows(rows, part == 'uses')",
    "count_rows(rows, met) > 3",
    "any_row(rows, met) and empty(rows)",
    "count_flags() > 2",
    "count_flags(severity='blocker') > 0",
    "count_flags(severity='major', state='cannot_fix') > 0",
    "count_flags(severity='major') > 0 and size == 'small'",
    " and ".join(f"has(rules, '{option}')" for option in "abc") + " and empty(rules)",
]
"""Options, limits, grids, rules, states, rows, and when the questions are asked, are all looked at."""
HOLDS = [
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
    "seats * 2 > 3 and seats * 2 < 5",
    "empty(rules)",
    "empty(notes)",
    "notes == 'x'",
    "declined(notes)",
    "answered(rows) or answered(due)",
    "budget < 0.7 * price and budget > 12345",
    "days_until(due) > 30 and due < date('2026-06-01')",
    "any_row(rows, met and part == 'pays') and not all_rows(rows, met)",
    "count_rows(rows, met) == 2 and any_row(rows, not met)",
    "sum_rows(rows, count) > 500",
    "any_row(rows, count > seats)",
    "count_flags(severity='major', state='insisted') > 0 and count_flags(state='cannot_fix') == 1",
    "count_flags() == 0 and answered(mood)",
    "seats / mood > 100",
    "min(seats, mood) == 4",
    "days_until(due) < 11 and days_until(due) > 9",
    "price - budget < 0.02 and budget - price <= -0.01",
]


def decision(when: str) -> Decision:
    """Search for answers with which the condition of the last question holds."""
    loaded = script(when)
    condition = loaded.question_by_id["last"].when
    assert condition is not None
    return find(loaded, condition).decision


@pytest.mark.parametrize("when", NEVER)
def test_a_condition_that_no_answers_make_true_is_found(when: str) -> None:
    """That it never holds is proved."""
    assert decision(when) is Decision.REFUTED


@pytest.mark.parametrize("when", HOLDS)
def test_a_condition_that_can_hold_gets_an_example(when: str) -> None:
    """The example is tried out in an interview before it is given."""
    assert decision(when) is Decision.PROVED


@pytest.mark.parametrize(
    "when",
    [
        "sum_rows(rows, count) > 3 and sum_rows(rows, count) < 3",
        "code == 'AB-1' and answered(code) and notes == code and not answered(notes)",
        "2 * days_until(due) > 0 and 2 * days_until(due) < 0",
        "seats * seats == 2",
        "round(price / 3, 0) == 7",
        "budget >= price",
        "days_until(start) < 0",
    ],
)
def test_what_cannot_be_cut_into_complete_cases_is_undecided(when: str) -> None:
    """Totals over rows, products of answers, days nobody looked at, and rules that time or another answer outdates."""
    assert decision(when) is Decision.UNDECIDED


def test_a_search_ends_at_its_bound() -> None:
    """Twenty questions of two answers are a million combinations; it says so where it has not seen enough of them."""
    questions = "".join(
        f"  - {{id: q{number}, section: deal, pass: talk, type: integer, ask: A}}\n" for number in range(20)
    )
    total = " + ".join(f"q{number}" for number in range(20))
    text = SCRIPT.format(when=f"{total} > 3 and 2 * ({total}) < 6").replace(
        "questions:\n", f"questions:\n{questions}"
    )
    loaded = script_from_source(text, "tiny.yaml").script
    assert loaded is not None
    condition = loaded.question_by_id["last"].when
    assert condition is not None
    found = find(loaded, condition, most_cases=50)
    assert (found.decision, found.witness, found.cases) == (Decision.UNDECIDED, None, 50)
