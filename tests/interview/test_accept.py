"""Answers that come as values, from programs and forms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import accept_value
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import Option

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.standing import Standing


@pytest.fixture
def standing(script_of: Callable[..., Any], standing_of: Callable[..., Any]) -> Standing:
    """Give an interview with a question of each kind."""
    options = ("m12", "24", Option("unsure", "Not sure", unknown=True))
    made: Standing = standing_of(
        script_of(
            {"id": "text", "type": "text", "max_length": 30},
            {"id": "met"},
            {"id": "people", "type": "integer"},
            {"id": "budget", "type": "money"},
            {"id": "day", "type": "date", "rules": {"day > date('2026-01-01')": "Not in the past."}},
            {"id": "term", "type": "single", "options": options},
            {"id": "data", "type": "multi", "options": options},
            {"id": "sites", "type": "table", "columns": [("name", "text"), ("day", "date")]},
        )
    )
    return made


def accept(standing: Standing, question: str, raw: object) -> tuple[AnswerState, Any]:
    """Accept a value as an answer."""
    return accept_value(standing.script.question_by_id[question], raw, standing=standing)


@pytest.mark.parametrize(
    ("question", "raw", "value"),
    [
        ("text", "two\nlines", "two\nlines"),
        ("text", 7, "7"),
        ("text", Decimal("7.50"), "7.50"),
        ("met", True, True),
        ("met", "No", False),
        ("people", 12, 12),
        ("people", Decimal(12), 12),
        ("people", 12.0, 12),
        ("people", "12", 12),
        ("budget", 0.1, Decimal("0.1")),
        ("budget", 12, Decimal(12)),
        ("budget", "-12.50", Decimal("-12.50")),
        ("day", date(2026, 3, 2), date(2026, 3, 2)),
        ("day", "2026-03-02", date(2026, 3, 2)),
        ("term", "m12", "m12"),
        ("term", 24, "24"),
        ("data", ["24", "m12", "m12"], ("m12", "24")),
        ("data", ("m12",), ("m12",)),
        ("data", "m12", ("m12",)),
        ("data", [], ()),
        ("sites", [], ()),
        ("sites", [{"name": " ", "day": None}], ({"name": None, "day": None},)),
        ("sites", ({"day": date(2026, 3, 2)},), ({"name": None, "day": date(2026, 3, 2)},)),
    ],
)
def test_a_value_is_taken_as_its_question_has_it(
    standing: Standing, question: str, raw: object, value: Any
) -> None:
    """Numbers become exact, options stand in the order of the script, empty cells are None."""
    state, accepted = accept(standing, question, raw)
    assert (state, accepted) == (AnswerState.ANSWERED, value)
    assert type(accepted) is type(value)


@pytest.mark.parametrize(
    ("question", "raw"),
    [
        ("text", True),
        ("text", None),
        ("text", ["a"]),
        ("met", 1),
        ("met", "maybe"),
        ("people", True),
        ("people", "1e3"),
        ("people", 10**18),
        pytest.param("people", 10**5000, id="people-endless"),
        pytest.param("met", 10**5000, id="met-endless"),
        pytest.param("term", 10**5000, id="term-endless"),
        ("budget", float("nan")),
        ("budget", float("inf")),
        ("budget", 1e308),
        ("budget", 1e-300),
        ("budget", Decimal("NaN")),
        ("budget", Decimal("1e999999")),
        ("budget", Decimal("1e-999999")),
        ("budget", "9" * 100),
        ("day", "02/03/2026"),
        ("day", "2026-3-2"),
        ("day", datetime(2026, 3, 2, tzinfo=UTC)),
        ("day", 20260302),
        ("term", True),
        ("term", "M12"),
        ("term", ["m12"]),
        ("data", [["m12"]]),
        ("data", {"m12": True}),
        ("sites", "Main"),
        ("sites", ["Main"]),
        ("sites", [{"nam": "Main"}]),
        ("sites", [{"name": "x" * 20_001}]),
    ],
)
def test_a_value_of_another_kind_is_refused(standing: Standing, question: str, raw: object) -> None:
    """Nothing is bent to fit, and no number is too large to be refused."""
    with pytest.raises(AnswerError):
        accept(standing, question, raw)


def test_the_rules_of_the_script_are_checked(standing: Standing) -> None:
    """A value from a form meets the same rules as one that was typed."""
    with pytest.raises(AnswerError, match="Not in the past"):
        accept(standing, "day", date(2025, 12, 31))


def test_an_option_that_means_dont_know_is_recorded_as_such(standing: Standing) -> None:
    """The state follows from the option."""
    assert accept(standing, "term", "unsure") == (AnswerState.DONT_KNOW, "unsure")
    assert accept(standing, "data", ["unsure", "m12"])[0] is AnswerState.DONT_KNOW
