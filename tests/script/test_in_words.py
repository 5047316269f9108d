"""Rules are said as a person would say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from onboard_tui.resources import interviews_folder
from onboard_tui.script.expression import Expression, Kind
from onboard_tui.script.in_words import in_words
from onboard_tui.script.load import load_script, script_from_source
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.symbols import symbols_of
from onboard_tui.script.yaml_nodes import Node, Source
from tests.script.test_expression import conditions, written

if TYPE_CHECKING:
    from onboard_tui.script.model import Script

SCRIPT = """format: 1
id: rules
version: "1"
title: Rules
currency: EUR
passes: [{id: 1, title: One}]
sections: [{id: all, title: All}]
questions:
  - {id: length, section: all, pass: 1, asked_of: customer, type: single, ask: "How long should it run?",
     options: [{id: monthly, text: Month by month}, {id: m12, text: 12 months}, {id: m24, text: Two years}]}
  - {id: kinds, section: all, pass: 1, asked_of: customer, type: multi, ask: "Which data?",
     options: [{id: health, text: Health}, {id: card, text: Cards}]}
  - {id: agreed, section: all, pass: 1, asked_of: customer, type: yes_no, ask: "Agreed?"}
  - {id: price, section: all, pass: 1, asked_of: customer, type: money, ask: "What may it cost?"}
  - {id: share, section: all, pass: 1, asked_of: customer, type: percent, ask: "What share?"}
  - {id: weeks, section: all, pass: 1, asked_of: customer, type: integer, ask: "How many weeks?", unit: weeks}
  - {id: goal, section: all, pass: 1, asked_of: customer, type: text, ask: "What
     for?"}
  - {id: start, section: all, pass: 1, asked_of: customer, type: date, ask: "When does {goal} begin?"}
  - {id: end, section: all, pass: 1, asked_of: customer, type: date, ask: "When does it end?"}
  - id: people
    section: all
    pass: 1
    asked_of: customer
    type: table
    ask: "Who?"
    columns:
      - {id: name, type: text, text: Name}
      - {id: part, type: single, text: Part, options: [{id: pays, text: Pays}, {id: uses, text: Uses}]}
      - {id: met, type: yes_no, text: Met}
      - {id: cost, type: money, text: Cost}
computed:
  - {id: dear, title: It is dear, value: price > 1000}
  - {id: half_price, value: price / 2}
verdict: {limits: {most: 3}, rules: [{id: R1, verdict: proceed, if: "true"}]}
"""


@pytest.fixture(scope="module")
def script() -> Script:
    """Give a script with a question of every kind."""
    loaded = script_from_source(SCRIPT, "rules.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


def said(source: str, script: Script, kind: Kind | None = Kind.YES_NO) -> str:
    """Say an expression of the script."""
    found = parse_expression(source, symbols_of(script), kind, Node(Source("x", source), 0, 0))
    assert isinstance(found, Expression), found
    return in_words(found, script)


LENGTH = "the answer to “How long should it run?”"
KINDS_ASKED = "the answer to “Which data?”"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("length in ['monthly', 'm12']", f"{LENGTH} is “Month by month” or “12 months”"),
        ("length not in ['monthly', 'm12']", f"{LENGTH} is neither “Month by month” nor “12 months”"),
        ("length == 'm12'", f"{LENGTH} is “12 months”"),
        ("length != 'm12'", f"{LENGTH} is not “12 months”"),
        ("not length == 'm12'", f"{LENGTH} is not “12 months”"),
        ("not length in ['m12']", f"{LENGTH} is not “12 months”"),
        ("length == 'm12' or length == 'm24'", f"{LENGTH} is “12 months” or “Two years”"),
        ("has(kinds, 'card')", f"{KINDS_ASKED} includes “Cards”"),
        ("has(kinds, 'card') and has(kinds, 'health')", f"{KINDS_ASKED} includes “Cards” and “Health”"),
        (
            "not (has(kinds, 'card') or has(kinds, 'health'))",
            f"{KINDS_ASKED} does not include “Cards” and does not include “Health”",
        ),
        ("agreed", "the answer to “Agreed?” is yes"),
        ("not agreed", "the answer to “Agreed?” is no"),
        ("agreed == false", "the answer to “Agreed?” is no"),
        ("false != agreed", "the answer to “Agreed?” is yes"),
        ("agreed == dear", "the answer to “Agreed?” is the same as “It is dear”"),
        ("dear", "“It is dear” is true"),
        ("not dear", "“It is dear” is not true"),
        ("half_price > 500", "“half price” is more than EUR 500"),
        ("price >= 12500.50", "the answer to “What may it cost?” is at least EUR 12,500.50"),
        ("1000 > price", "the answer to “What may it cost?” is less than EUR 1,000"),
        ("share < 50", "the answer to “What share?” is less than 50%"),
        ("weeks == 1", "the answer to “How many weeks?” is 1"),
        ("not weeks <= 12", "the answer to “How many weeks?” is more than 12 weeks"),
        (
            "price < 0.7 * price + 10",
            "the answer to “What may it cost?” is less than (0.7 times the answer to “What may it cost?”) plus 10",
        ),
        ("start < date('2026-12-31')", "the answer to “When does … begin?” is before 31 December 2026"),
        (
            "start >= end",
            "the answer to “When does … begin?” is on or after the answer to “When does it end?”",
        ),
        ("start == today()", "the answer to “When does … begin?” is the same as today"),
        (
            "days_until(end) < 30",
            "the number of days until the answer to “When does it end?” is less than 30",
        ),
        (
            "end - start > 7 * weeks",
            (
                "the number of days from the answer to “When does … begin?” to the answer to “When does it end?” "
                "is more than 7 times the answer to “How many weeks?”"
            ),
        ),
        (
            "end > start + 30",
            "the answer to “When does it end?” is after the day 30 days after the answer to “When does … begin?”",
        ),
        ("answered(goal)", "the answer to “What for?” is given"),
        (
            "dont_know(goal) or declined(goal) or empty(goal)",
            "the answer to “What for?” is “they do not know” or “they will not say” or has nothing in it",
        ),
        ("not empty(goal)", "the answer to “What for?” has something in it"),
        ("goal == 'rest'", "the answer to “What for?” is “rest”"),
        ("any_row(people, part == 'pays')", "“Who?” has a row in which “Part” is “Pays”"),
        ("not any_row(people, met)", "“Who?” has no row in which “Met” is yes"),
        ("all_rows(people, answered(name))", "“Who?” has only rows in which “Name” is filled in"),
        ("not all_rows(people, empty(name))", "“Who?” has a row in which “Name” is filled in"),
        (
            "agreed and any_row(people, met and part in ['pays', 'uses'])",
            (
                "the answer to “Agreed?” is yes, and (“Who?” has a row in which “Met” is yes, "
                "and “Part” is “Pays” or “Uses”)"
            ),
        ),
        ("count_rows(people, met) < 2", "the number of rows of “Who?” in which “Met” is yes is less than 2"),
        ("count_rows(people, met) > 0", "the number of rows of “Who?” in which “Met” is yes is at least 1"),
        ("sum_rows(people, cost) > 5", "the sum of “Cost” over the rows of “Who?” is more than EUR 5"),
        (
            "(agreed or dear) and weeks > 2",
            (
                "(the answer to “Agreed?” is yes, or “It is dear” is true), "
                "and the answer to “How many weeks?” is more than 2 weeks"
            ),
        ),
        (
            "not (agreed and dear)",
            "the answer to “Agreed?” is no, or “It is dear” is not true",
        ),
        (
            "weeks > 2 and (length == 'm12' or length == 'm24')",
            f"the answer to “How many weeks?” is more than 2 weeks, and {LENGTH} is “12 months” or “Two years”",
        ),
        ("or_else(agreed, true)", "(the answer to “Agreed?” is yes, or that is not known)"),
        ("or_else(agreed, false)", "the answer to “Agreed?” is yes"),
        ("not or_else(agreed, false)", "(the answer to “Agreed?” is no, or that is not known)"),
        (
            "or_else(weeks, 3) > 2",
            "the answer to “How many weeks?” (or 3 where there is none) is more than 2 weeks",
        ),
        (
            "(agreed if dear else weeks > 2)",
            (
                "(the answer to “Agreed?” is yes where “It is dear” is true, "
                "and otherwise the answer to “How many weeks?” is more than 2 weeks)"
            ),
        ),
        (
            "max(weeks, 4) > 2",
            "the largest of the answer to “How many weeks?” and 4 is more than 2 weeks",
        ),
        (
            "round(price / 3, 2) > 2",
            "(the answer to “What may it cost?” divided by 3), rounded to 2 decimals",
        ),
        ("-weeks < -2", "minus the answer to “How many weeks?” is less than -2 weeks"),
        ("2 < weeks <= 4", "the answer to “How many weeks?” is more than 2 weeks and is at most 4 weeks"),
        ("true", "always"),
        ("not true", "never"),
    ],
)
def test_a_condition_is_said_as_a_person_would_say_it(script: Script, source: str, words: str) -> None:
    """With questions and options in the script's own words."""
    found = said(source, script)
    assert found == words or (source.startswith("round") and found.startswith(words))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("gates_missing() > 0", "the number of gate questions without a confirmed answer is at least 1"),
        ("unresolved('major') >= most", "the number of unresolved majors is at least 3"),
        (
            "count_flags(no_steer=true) > 0",
            "the number of raised flags with nothing to discuss is at least 1",
        ),
    ],
)
def test_what_is_counted_among_the_flags_is_said_as_on_the_verdict(
    script: Script, source: str, words: str
) -> None:
    """Limits of the verdict table stand as their numbers."""
    assert said(source, script) == words


def test_what_is_worked_out_is_said_too(script: Script) -> None:
    """An expression need not be a condition."""
    assert said("price * 12", script, None) == "the answer to “What may it cost?” times 12"
    assert said("length", script, None) == LENGTH


TYPED = """format: 1
id: typed
version: "1"
title: Typed
passes: [{id: 1, title: One}]
sections: [{id: all, title: All}]
questions:
  - {id: p, section: all, pass: 1, asked_of: customer, type: yes_no, ask: P?}
  - {id: q, section: all, pass: 1, asked_of: customer, type: yes_no, ask: Q?}
  - {id: x, section: all, pass: 1, asked_of: customer, type: integer, ask: X?}
  - {id: y, section: all, pass: 1, asked_of: customer, type: integer, ask: Y?}
  - {id: pick, section: all, pass: 1, asked_of: customer, type: single, ask: Pick?,
     options: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]}
  - {id: ticked, section: all, pass: 1, asked_of: customer, type: multi, ask: Ticked?,
     options: [{id: a, text: A}, {id: b, text: B}, {id: c, text: C}]}
  - id: rows
    section: all
    pass: 1
    asked_of: customer
    type: table
    ask: Rows?
    columns:
      - {id: n, type: integer, text: N}
      - {id: met, type: yes_no, text: Met}
      - {id: part, type: single, text: Part, options: [{id: a, text: A}, {id: b, text: B}]}
verdict: {rules: [{id: R1, verdict: proceed, if: "true"}]}
"""
LOADED = script_from_source(TYPED, "typed.yaml").script


@given(conditions(in_row=False))
def test_every_condition_can_be_said(tree: Any) -> None:
    """In the same words every time, in whole brackets, and in other words than its opposite."""
    assert LOADED is not None
    words = said(written(tree), LOADED)
    assert words == said(written(tree), LOADED)
    assert words == said(f"not (not {written(tree)})", LOADED)
    assert words != said(f"not {written(tree)}", LOADED)
    assert words.count("(") == words.count(")")
    assert "  " not in words


def test_every_rule_of_the_bundled_script_is_said_without_an_id() -> None:
    """A seller reads questions and options, and no word with an underscore."""
    script = load_script(interviews_folder() / "cloud-onboarding.yaml").script
    assert script is not None
    rules = [
        *(question.when for question in script.questions if question.when),
        *(flag.raise_when for flag in script.flags),
        *(rule.condition for rule in script.verdict.rules),
        *(rung.condition for ladder in script.ladders for rung in ladder.rungs),
    ]
    assert len(rules) > 60
    for rule in rules:
        words = in_words(rule, script)
        assert "_" not in words, words
        assert not words[0].isupper(), words
