"""What a script suggests as an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.interview.suggestion import suggestion
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import Default

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.standing import Standing


@pytest.fixture
def standing(script_of: Callable[..., Any], standing_of: Callable[..., Any]) -> Standing:
    """Give an interview in which a price and a day are known."""
    made: Standing = standing_of(
        script_of(
            {"id": "price", "type": "money"},
            {"id": "day", "type": "date"},
            {"id": "weeks", "type": "integer", "max": Decimal(100)},
            {"id": "kind", "type": "single", "options": ["new", "old"]},
            computed={"tenth": "price / 10", "later": "day + 7", "half": "weeks / 2"},
        ),
        price=Decimal(4800),
        day=date(2026, 3, 2),
    )
    return made


def suggest(standing: Standing, question: str, *, literal: str | None = None, computed: str = "") -> Any:
    """Give what would be suggested with that default."""
    expression = standing.script.computed_by_id[computed].value if computed else None
    asked = standing.script.question_by_id[question]
    return suggestion(replace(asked, default=Default(literal, expression)), standing)


def test_a_default_is_read_like_something_typed(standing: Standing) -> None:
    """A literal is what a person would have typed."""
    assert suggest(standing, "weeks", literal="12") == 12
    assert suggest(standing, "kind", literal="old") == "old"
    assert suggest(standing, "day", literal="2026-12-31") == date(2026, 12, 31)


def test_a_default_may_be_worked_out(standing: Standing) -> None:
    """The result gets the type of the question."""
    assert suggest(standing, "price", computed="tenth") == Decimal(480)
    assert suggest(standing, "day", computed="later") == date(2026, 3, 9)


def test_nothing_is_suggested_that_could_not_be_an_answer(standing: Standing) -> None:
    """A result that is missing, or would be refused, suggests nothing; neither does a question without a default."""
    assert suggest(standing, "weeks", computed="half") is None
    assert suggest(standing, "weeks", computed="tenth") is None
    assert suggest(standing, "kind", literal="older still") is None
    assert suggestion(standing.script.question_by_id["kind"], standing) is None


def test_a_suggestion_is_not_an_answer(standing: Standing) -> None:
    """It is never recorded unless somebody accepts it."""
    suggest(standing, "weeks", literal="12")
    assert standing.state("weeks") is AnswerState.NOT_ASKED


def test_an_answer_from_last_time_is_found_by_the_id_that_its_question_had(standing: Standing) -> None:
    """A question that was renamed since suggests what the customer said to it."""
    renamed = replace(standing.script.question_by_id["price"], id="cost", was=("tag", "price"), carry=True)
    assert suggestion(renamed, standing, standing) == Decimal(4800)
    assert suggestion(replace(renamed, was=("day",)), standing, standing) is None
