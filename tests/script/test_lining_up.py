"""A line that is not lined up is told with its remedy, and the rest of the file is looked at all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.script.load import script_from_source
from onboard_tui.script.problems import errors_of
from onboard_tui.script.reader import read_yaml
from onboard_tui.script.yaml_nodes import plain

WHOLE = (Path(__file__).parent / "every-key.yaml").read_text("utf-8")
LINES = WHOLE.split("\n")


@pytest.mark.parametrize(
    ("text", "read", "line", "advice"),
    [
        (
            "a:\n  - b: 1\n    c: 2\n   d: 3\n",
            {"a": [{"b": 1, "c": 2, "d": 3}]},
            4,
            "Begin it with 4 blanks, as its neighbours do; it has 3.",
        ),
        (
            "a:\n  b: 1\n   c: 2\n",
            {"a": {"b": 1, "c": 2}},
            3,
            "Begin it with 2 blanks, as its neighbours do; it has 3.",
        ),
        ("a:\n  - b\n   - c\n  - d\n", {"a": ["b - c", "d"]}, 0, ""),
        ("a:\n  - b: 1\n - b: 2\n", {"a": [{"b": 1}, {"b": 2}]}, 3, "Begin it with 2 blanks"),
        ("a\n  b: 1\nc: 2\n", {"a": {"b": 1}, "c": 2}, 2, "Write “a:”."),
        (
            "a:\n  b: 1\n   c:\n     d: 2\n  e: 3\n",
            {"a": {"b": 1, "c": {"d": 2}, "e": 3}},
            3,
            "Begin it with 2",
        ),
        ("a:\n\tb: 1\n\tc: 2\n", {"a": {"b": 1, "c": 2}}, 2, "Indent with blanks"),
    ],
)
def test_a_line_is_read_where_its_neighbours_stand(text: str, read: object, line: int, advice: str) -> None:
    """What hangs on the line moves with it; what stands in line with others stays."""
    found = read_yaml(text, "x.yaml", read_on=True)
    assert found.root is not None
    assert plain(found.root) == read
    assert [each.place.line for each in found.problems] == ([line] if line else [])
    assert all((each.hint or "").startswith(advice) for each in found.problems)


@pytest.mark.parametrize("text", ["a:\n    b: 1\n  c: 2\n", "a: 'x\nb: 1\n", "a:\n  b: [1\nc: 2\n"])
def test_where_it_is_not_clear_what_is_meant_nothing_is_guessed(text: str) -> None:
    """Half way between two neighbours, or inside a quote that is not closed, the first trouble is all."""
    found = read_yaml(text, "x.yaml", read_on=True)
    assert found.root is None
    assert [each.code for each in found.problems] == ["S014"]


@given(st.integers(0, len(LINES) - 1), st.sampled_from([-1, 1]))
def test_one_line_that_is_not_lined_up_raises_no_false_alarm(number: int, by: int) -> None:
    """A blank too many or too few is all that is told, whatever line of a good script it is in."""
    line = LINES[number]
    changed = f" {line}" if by > 0 else line.removeprefix(" ")
    text = "\n".join([*LINES[:number], changed, *LINES[number + 1 :]])
    errors = errors_of(script_from_source(text, "x.yaml").problems)
    assert {each.code for each in errors} <= {"S014"}
