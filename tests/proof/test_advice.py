"""Taking away what a script can do without, as a hint advises, changes nothing that comes of any interview."""

from __future__ import annotations

import ast
import re
from itertools import chain, product
from typing import TYPE_CHECKING

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from onboard_tui.deal.verdict import first_that_holds
from onboard_tui.interview.entries import Recorded
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.standing import stand
from onboard_tui.proof.script_proofs import prove
from onboard_tui.script.load import script_from_source
from onboard_tui.script.scope import AnswerState
from tests.proof.test_agreement import AT, DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import Script
    from onboard_tui.script.problems import Problem
    from onboard_tui.script.scope import Cell

SCRIPT = """\
format: 1
id: tiny
version: "1"
title: Tiny
passes: [{{id: talk, title: Talk}}]
sections: [{{id: deal, title: Deal}}]
questions:
  - {{id: a, section: deal, pass: talk, type: yes_no, ask: A}}
  - {{id: s, section: deal, pass: talk, type: single, ask: A, options: [{{id: p, text: P}}, {{id: q, text: Q}}]}}
  - {{id: n, section: deal, pass: talk, type: integer, ask: A, when: "a", min: 0, max: 5}}
  - {{id: last, section: deal, pass: talk, type: yes_no, ask: A, gate: true, when: "{last}"}}
flags:
  - {{id: f, title: F, severity: major, kind: path, raise_when: "{f}"}}
verdict:
  rules:
    - {{id: R1, verdict: steer_first, if: "{rule}"}}
    - {{id: R2, verdict: next_in_line, if: gates_missing() > 0}}
    - {{id: R3, verdict: proceed, if: "true"}}
"""
ATOMS = (
    "a",
    "not a",
    "answered(n)",
    "n >= 0",
    "n > 1",
    "n > 3",
    "0 <= n < 3",
    "n < 0",
    "s == 'p'",
    "s != 'q'",
)
LINKS = ("0 <= n", "n < 3")
ADVICE = "Take it away,"
VALUES: dict[str, Sequence[Cell]] = {"a": (True, False), "s": ("p", "q"), "n": (0, 2, 4), "last": (True,)}


def conditions() -> st.SearchStrategy[str]:
    """Draw a condition that often says something twice."""

    def joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        terms = st.lists(inner, min_size=2, max_size=3)
        both = st.builds(lambda word, each: f"({word.join(each)})", st.sampled_from([" and ", " or "]), terms)
        return both | both.map(lambda text: f"(not {text})")

    return joined(st.sampled_from(ATOMS) | joined(st.sampled_from(ATOMS)))


def without(source: str, told: Problem) -> str:
    """Give a source in which the part that a problem is about makes no difference any more, as if it were not there."""
    lines = source.split("\n")
    line, start = lines[told.place.line - 1], told.place.column - 1
    part = re.findall("“([^”]*)”", told.message)[0]
    assert line[start:].startswith(part)
    begin = line.rindex('"', 0, start) + 1
    tree = ast.parse(line[begin : line.index('"', start)], mode="eval")
    at = (start - begin, start - begin + len(part))
    instead = "n"  # the side that it shares with the other link of a chain
    for node in ast.walk(tree):
        if isinstance(node, ast.BoolOp) and at in {
            (each.col_offset, each.end_col_offset) for each in node.values
        }:
            instead = "true" if isinstance(node.op, ast.And) else "false"
    if instead == "n":
        assert part in LINKS
    lines[told.place.line - 1] = line[:start] + instead + line[start + len(part) :]
    return "\n".join(lines)


def read(source: str) -> Script:
    """Read a script that has to be sound."""
    loaded = script_from_source(source, "tiny.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


def outcomes(script: Script) -> Iterator[object]:
    """Give what comes of every interview: questions asked, states, flags, missing gates and the verdict."""
    blank = Interview("id", script, "customer", AT)
    for entries in product(*(said(*each) for each in VALUES.items())):
        standing = stand(blank.with_entries(*chain.from_iterable(entries)), DAY)
        rule = first_that_holds(script, standing)
        yield (
            dict(standing.states),
            dict(standing.all_shown),
            dict(standing.flag_states),
            standing.missing_gates,
            None if rule is None else rule.id,
        )


def said(name: str, values: Sequence[Cell]) -> Iterator[tuple[Entry, ...]]:
    """Give every way to deal with a question."""
    yield ()
    if name in "an":
        yield (Recorded(id=name, at=AT, question=name, state=AnswerState.DONT_KNOW),)
    for value in values:
        yield (Recorded(id=name, at=AT, question=name, value=value),)


@settings(phases=(Phase.generate,), max_examples=25)
@given(asked=conditions(), raised=conditions(), rule=conditions())
def test_what_is_advised_to_be_taken_away_changes_nothing(asked: str, raised: str, rule: str) -> None:
    """Neither where an answer is missing, nor where a question is hidden, nor for a part of `not`."""
    source = SCRIPT.format(last=asked, f=raised, rule=rule)
    loaded = script_from_source(source, "tiny.yaml")
    told = [each for each in prove(loaded).problems if (each.hint or "").startswith(ADVICE)]
    told.sort(key=lambda each: (each.place.line, each.place.column), reverse=True)
    followed = source
    for each in told:
        followed = without(followed, each)

    if told:
        assert list(outcomes(read(source))) == list(outcomes(read(followed)))
