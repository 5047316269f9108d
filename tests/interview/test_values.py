"""Values as they are kept, as they go out, and as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.values import display, display_cell, display_result, restored, stored, to_plain
from onboard_tui.script.expression import Missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.script.model import Script
    from onboard_tui.script.scope import Row


@pytest.fixture
def script(script_of: Callable[..., Any]) -> Script:
    """Give a script with a question of each kind."""
    made: Script = script_of(
        {"id": "text", "type": "text"},
        {"id": "met"},
        {"id": "people", "type": "integer"},
        {"id": "budget", "type": "money"},
        {"id": "use", "type": "percent"},
        {"id": "day", "type": "date"},
        {"id": "term", "type": "single", "options": ["m12", "m24"]},
        {"id": "data", "type": "multi", "options": ["personal", "health"]},
        {
            "id": "sites",
            "type": "table",
            "columns": [
                ("people", "integer"),
                ("name", "text"),
                ("uses", "multi", "mail", "files"),
                ("from", "date"),
            ],
        },
        {"id": "counts", "type": "table", "columns": [("people", "integer")]},
    )
    return made


ROW: Row = {"people": 12, "name": "Main", "uses": ("mail",), "from": date(2026, 3, 2)}


def test_values_go_out_as_json_has_them() -> None:
    """Whole numbers are whole, others are floats, dates are ISO 8601."""
    assert to_plain(Decimal("12.0")) == 12
    assert type(to_plain(Decimal("12.0"))) is int
    assert to_plain(Decimal("12.5")) == 12.5
    assert to_plain(date(2026, 3, 2)) == "2026-03-02"
    assert to_plain(("a", "b")) == ["a", "b"]
    assert to_plain(None) is None
    assert to_plain(({**ROW, "name": None},)) == [
        {"people": 12, "name": None, "uses": ["mail"], "from": "2026-03-02"}
    ]


def test_values_are_kept_exactly() -> None:
    """A decimal is kept as text, to its last zero."""
    assert stored(Decimal("12.50")) == "12.50"
    assert stored((ROW,)) == [{"people": 12, "name": "Main", "uses": ["mail"], "from": "2026-03-02"}]


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("text", 5),
        ("met", 1),
        ("people", True),
        ("people", "12"),
        ("budget", 12),
        ("budget", "twelve"),
        ("budget", "NaN"),
        ("use", "Infinity"),
        ("day", "2026-02-30"),
        ("term", ["m12"]),
        ("data", "personal"),
        ("data", [1]),
        ("sites", {"name": "Main"}),
        ("sites", ["Main"]),
        ("sites", [{"nobody": 1}]),
        ("sites", [{"people": "12"}]),
    ],
)
def test_what_cannot_have_been_kept_is_refused(script: Script, question: str, kept: Any) -> None:
    """A damaged row is named and never half read."""
    with pytest.raises(AnswerError, match="cannot be read"):
        restored(script.question_by_id[question], kept)


@pytest.mark.parametrize(
    ("question", "value", "words"),
    [
        ("text", "Harbour", "Harbour"),
        ("text", "", "nothing in it"),
        ("text", None, "____"),
        ("met", True, "yes"),
        ("budget", Decimal("12500.5"), "USD 12,500.50"),
        ("use", Decimal("80.0"), "80%"),
        ("day", date(2026, 3, 2), "2 March 2026"),
        ("term", "m12", "M12"),
        ("term", "retired_option", "retired_option"),
        ("data", ("personal", "health"), "Personal, Health"),
        ("data", (), "nothing in it"),
        ("sites", (), "nothing in it"),
        ("sites", (ROW,), "1 row: Main"),
        ("sites", (ROW, {**ROW, "name": None}), "2 rows"),
        ("counts", ({"people": 12},), "1 row"),
    ],
)
def test_an_answer_is_written_for_people(script: Script, question: str, value: Any, words: str) -> None:
    """On one line, with the words of the options."""
    assert display(script.question_by_id[question], value, script) == words


def test_a_cell_is_written_for_people(script: Script) -> None:
    """An empty cell is empty."""
    columns = {column.id: column for column in script.question_by_id["sites"].columns}
    assert display_cell(columns["name"], None, script) == ""
    assert display_cell(columns["uses"], ("mail", "files"), script) == "mail, files"
    assert display_cell(columns["from"], date(2026, 3, 2), script) == "2 March 2026"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Missing.UNKNOWN, "____"),
        (True, "yes"),
        (Decimal("12500.50"), "12,500.5"),
        (date(2026, 3, 2), "2 March 2026"),
        (("a", "b"), "a, b"),
        ("text", "text"),
    ],
)
def test_a_computed_value_is_written_for_people(script: Script, value: Any, words: str) -> None:
    """It has no question and so no unit."""
    assert display_result(value, script) == words
