"""The search agrees, in both directions, with trying every way to answer tiny scripts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import chain, product
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal.possible import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN
from onboard_tui.interview.answers_file import read_answers
from onboard_tui.interview.entries import Planned, Reaction, Recorded, Source, Steered
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.rules import broken_rule
from onboard_tui.interview.standing import Standing, stand
from onboard_tui.proof.behind import Behind
from onboard_tui.proof.search import Decision, find, outcome
from onboard_tui.script.load import script_from_source
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

DAY = date(2026, 1, 1)
AT = datetime(2026, 1, 1, 12, tzinfo=UTC)

SCRIPT = """\
format: 1
id: tiny
version: "1"
title: Tiny
passes: [{{id: talk, title: Talk}}]
sections: [{{id: deal, title: Deal}}]
questions:
  - {{id: a, section: deal, pass: talk, type: yes_no, ask: A, gate: true}}
  - {{id: s, section: deal, pass: talk, type: single, ask: A, when: "{s}", options: [{{id: p, text: P}}, {{id: q, text: Q}}, {{id: u, text: U, unknown: true}}]}}
  - {{id: n, section: deal, pass: talk, type: integer, ask: A, when: "{n}", min: 0, max: 99, validate: [{{that: n != 2 and n < 5, say: No.}}]}}
  - {{id: m, section: deal, pass: talk, type: multi, ask: A, when: "{m}", options: [{{id: x, text: X}}, {{id: y, text: Y}}]}}
  - {{id: d, section: deal, pass: talk, type: date, ask: A, min: 2026-02-01, max: 2026-02-03}}
  - {{id: t, section: deal, pass: talk, type: table, ask: A, max_rows: 1, columns: [{{id: met, type: yes_no, text: M}}, {{id: k, type: integer, text: K, min: 0, max: 2}}]}}
  - {{id: w, section: deal, pass: talk, type: text, ask: A, when: "{m}"}}
  - {{id: last, section: deal, pass: talk, type: text, ask: A, when: "{last}"}}
computed: [{{id: c, value: "{c}"}}, {{id: e, value: "or_else(w, 'no')"}}]
flags:
  - {{id: f, title: F, severity: major, kind: path, raise_when: "{f}"}}
  - {{id: g, title: G, severity: minor, kind: path, mitigable: true, raise_when: "{g}"}}
verdict: {{rules: [{{id: R1, verdict: proceed, if: "true"}}]}}
"""

ATOMS = {
    "a": ["a", "not a", "answered(a)", "dont_know(a)", "or_else(a, false)", "a == true"],
    "s": ["s == 'p'", "s != 'p'", "s in ['q']", "declined(s)", "or_else(s, 'p') == 'p'"],
    "n": ["n > 3", "n == 2", "2 * n < 7", "n + 1 != 1", "max(n, 3) > 3", "answered(n)", "10 / n > 4"],
    "m": ["has(m, 'x')", "empty(m)", "has(m, 'x') and has(m, 'y')", "not has(m, 'y')"],
    "d": [
        "d > date('2026-02-01')",
        "d == date('2026-02-02')",
        "d + 1 < date('2026-02-03')",
        "d > date('2026-02-03')",
    ],
    "t": [
        "any_row(t, met)",
        "all_rows(t, k > 1)",
        "count_rows(t, met and k == 0) == 1",
        "empty(t)",
        "any_row(t, answered(k)) and not any_row(t, met)",
    ],
    "w": ["w == 'abc'", "empty(w)", "w != 'no'", "or_else(w, 'x') == 'x'", "answered(w)"],
    "c": ["c", "not c", "e == 'def'", "e in ['no', 'x']", "empty(e)"],
    "flags": [
        "count_flags() > 0",
        "count_flags(state='insisted') == 1",
        "unresolved('minor') > 0",
        "count_flags(severity='major') == count_flags(severity='minor')",
        "gates_missing() > 0",
    ],
}


def conditions(*names: str, most: int = 3) -> st.SearchStrategy[str]:
    """Draw a condition over some of the names."""
    atoms = st.sampled_from([atom for name in names for atom in ATOMS[name]])
    joined = st.lists(atoms, min_size=1, max_size=most).flatmap(
        lambda terms: st.sampled_from([" and ", " or "]).map(
            lambda word: word.join(f"({each})" for each in terms)
        )
    )
    return st.one_of(joined, joined.map(lambda text: f"not ({text})"))


@st.composite
def scripts(draw: st.DrawFn) -> Script:
    """Draw a script whose last condition hangs on few answers, so that all of them can be tried."""
    near = draw(
        st.lists(
            st.sampled_from(["s", "n", "m", "d", "t", "w", "c", "flags"]), min_size=1, max_size=2, unique=True
        )
    )
    source = SCRIPT.format(
        s=draw(conditions("a", most=2)),
        n=draw(conditions("a", most=1)),
        m=draw(conditions("s", most=1)),
        c=draw(conditions("s", most=1)),
        f=draw(conditions("a", "s", most=2)),
        g=draw(conditions("s", most=1)),
        last=draw(conditions(*near)),
    )
    loaded = script_from_source(source, "tiny.yaml")
    assert loaded.script is not None, loaded.problems
    return loaded.script


VALUES: dict[str, Sequence[Any]] = {
    "a": [True, False],
    "s": ["p", "q"],
    "n": [0, 1, 2, 3, 4, 5, 50],
    "m": [(), ("x",), ("y",), ("x", "y")],
    "d": [date(2026, 2, day) for day in (1, 2, 3)],
    "w": ["", "abc", "no", "x", "def", "zz"],
    "t": [(), *(({"met": met, "k": k},) for met in (True, False, None) for k in (0, 1, 2, None))],
}
SILENT = (None, AnswerState.DONT_KNOW, AnswerState.DECLINED)


def ways(name: str, *, guesses: bool) -> Iterator[tuple[Entry, ...]]:
    """Give every way to deal with a question."""
    for silent in SILENT:
        yield () if silent is None else (Recorded(id=name, at=AT, question=name, state=silent),)
    for value in VALUES[name]:
        for source in (Source.CUSTOMER_SAID, Source.OUR_GUESS) if guesses else (Source.CUSTOMER_SAID,):
            yield (Recorded(id=name, at=AT, question=name, value=value, source=source),)


def about_flags() -> Iterator[tuple[Entry, ...]]:
    """Give what can be said about the two flags."""
    tried: list[tuple[Entry, ...]] = [
        tuple(
            Steered(id=f"{flag}{number}", at=AT, flag=flag, script=1, reaction=Reaction.INSISTS, on=DAY)
            for number in range(attempts)
        )
        for flag, attempts in (("f", 1), ("f", 2), ("g", 1))
    ]
    plan: tuple[Entry, ...] = (Planned(id="plan", at=AT, flag="g", agreed_by="x", owner="y", due=DAY),)
    for first, second in product([(), tried[0], tried[1]], [(), tried[2], plan]):
        yield first + second


def tried(script: Script, condition: Expression) -> Iterator[Standing]:
    """Give every interview that makes a difference to a condition."""
    behind = Behind(script, [condition])
    names = [question.id for question in behind.questions if question.id in VALUES]
    said = [ways(name, guesses=behind.reads_gates and name == "a") for name in names]
    extra = about_flags() if behind.reads_states else [()]
    rules = {question.id: question for question in script.questions if question.validations}
    blank = Interview("id", script, "customer", AT)
    for entries in product(*said, extra):
        standing = stand(blank.with_entries(*chain.from_iterable(entries)), DAY)
        answered = [
            each.question
            for group in entries
            for each in group
            if isinstance(each, Recorded) and each.value is not None
        ]
        if not any(name in rules and broken_rule(rules[name], standing) for name in answered):
            yield standing


@settings(max_examples=40)
@given(
    script=scripts(),
    wanted=st.sampled_from([TRUE, TRUE, FALSE, UNKNOWN, NOT_APPLICABLE, FALSE | NOT_APPLICABLE]),
)
def test_the_search_finds_what_trying_everything_finds(script: Script, wanted: int) -> None:
    """An example where there is one, and a proof where there is none; and the example can be read as a file."""
    condition = script.question_by_id["last"].when
    assert condition is not None
    found = find(script, condition, wanted)
    possible = any(outcome(condition.evaluate(standing)) & wanted for standing in tried(script, condition))

    assert found.decision is (Decision.PROVED if possible else Decision.REFUTED)
    if found.witness is not None:
        blank = Interview("id", script, "customer", AT)
        text = yaml.safe_dump(found.witness.answers_file(script), allow_unicode=True)
        ids = (f"{number:04}" for number in range(1_000))
        file = read_answers(
            text, "x", blank, as_of=None, today=date.max, at=AT, new_id=lambda: next(ids)
        ).usable()
        standing = stand(blank.with_entries(*file.entries), file.as_of)
        assert outcome(condition.evaluate(standing)) & wanted
