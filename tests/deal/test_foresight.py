"""What an expression can still result in: every result that can come about is foreseen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.possible import (
    ANYTHING,
    EITHER,
    FALSE,
    MOST_VALUES,
    TRUE,
    UNKNOWN,
    Exactly,
    Possible,
    Span,
    TheRows,
    Ticks,
    compared,
    either_of,
    emptiness,
    gathered,
    membership,
    one,
    span_of,
    ticked,
    truths,
    yes_or_no,
)
from onboard_tui.deal.sums import NobodyToTell, calculated, extreme, mapped, turned
from onboard_tui.script.arithmetic import calculate
from onboard_tui.script.nodes import COMPARISONS
from onboard_tui.script.scope import AnswerState, FlagQuery, Missing
from tests.deal.small import TODAY

if TYPE_CHECKING:
    from onboard_tui.deal.possible import Values

QUIET = NobodyToTell(TODAY)
OPERATORS = sorted(COMPARISONS)
numbers: st.SearchStrategy[Any] = st.one_of(
    st.integers(-40, 40), st.decimals(-40, 40, places=2), st.sampled_from([Decimal("1E29"), -(10**29)])
)


@st.composite
def sets_and_members(draw: st.DrawFn) -> tuple[Values, Any]:
    """Make a set of numbers, listed or as a span, and one number in it."""
    low, middle, high = sorted(draw(st.lists(numbers, min_size=3, max_size=3)))
    if draw(st.booleans()):
        return Exactly(frozenset({low, middle, high})), draw(st.sampled_from([low, middle, high]))
    span = Span(
        None if draw(st.booleans()) else low,
        None if draw(st.booleans()) else high,
        without_low=low < middle and draw(st.booleans()),
        without_high=middle < high and draw(st.booleans()),
    )
    return span, middle


def holds(values: Values | None, value: object) -> bool:
    """Tell whether a value is in a set."""
    match values:
        case Exactly(held):
            return value in held
        case Span():
            return bool(compared("==", values, one(value)) & TRUE)
        case None:
            return False
        case _:
            return True


@given(st.sampled_from(OPERATORS), sets_and_members(), sets_and_members())
def test_each_outcome_of_a_comparison_is_foreseen(op: Any, left: Any, right: Any) -> None:
    """Whatever two numbers are taken out of two sets."""
    outcome = TRUE if COMPARISONS[op](left[1], right[1]) else FALSE
    assert compared(op, left[0], right[0]) & outcome


@given(st.sampled_from(["+", "-", "*", "/"]), sets_and_members(), sets_and_members())
def test_each_result_of_a_calculation_is_foreseen(op: Any, left: Any, right: Any) -> None:
    """Sums, products and quotients stay inside what was foreseen, overflow and zero included."""
    result = calculate(op, left[1], right[1], QUIET, "")
    foreseen = calculated(op, left[0], right[0], QUIET)
    if isinstance(result, Missing):
        assert foreseen.missing & UNKNOWN
    else:
        assert holds(foreseen.values, result)


@given(sets_and_members())
def test_each_negative_and_each_mapped_number_is_foreseen(drawn: Any) -> None:
    """Turning the sign, and any rule that keeps the order."""
    values, member = drawn
    assert holds(turned(values), -member)
    assert holds(mapped(values, lambda number: number * 2).values, member * 2)


@given(st.lists(sets_and_members(), min_size=1, max_size=3), st.booleans())
def test_each_smallest_and_largest_is_foreseen(drawn: list[Any], largest: bool) -> None:
    """`min` and `max` of one number out of each set."""
    result = (max if largest else min)(member for _, member in drawn)
    assert holds(extreme([values for values, _ in drawn], largest=largest), result)


@given(sets_and_members(), sets_and_members())
def test_either_of_two_sets_holds_what_is_in_one_of_them(first: Any, second: Any) -> None:
    """Nothing gets lost when two ways come together."""
    both = either_of(Possible(first[0]), Possible(second[0], UNKNOWN))
    assert holds(both.values, first[1])
    assert holds(both.values, second[1])
    assert both.missing == UNKNOWN


@given(sets_and_members(), st.lists(numbers, min_size=1, max_size=4))
def test_each_outcome_of_a_membership_is_foreseen(drawn: Any, items: list[Any]) -> None:
    """`x in [...]`, for any number of the set."""
    values, member = drawn
    assert membership(values, items) & (TRUE if member in items else FALSE)


@pytest.mark.parametrize(
    ("values", "outcomes"),
    [
        (Ticks(frozenset("x"), frozenset("xy")), FALSE),
        (Ticks(frozenset(), frozenset("x")), EITHER),
        (Ticks(frozenset(), frozenset()), TRUE),
        (TheRows(()), TRUE),
        (TheRows(({"met": True},)), FALSE),
        (Exactly(frozenset({" ", "x"})), EITHER),
        (one("x"), FALSE),
        (Span(1, 2), FALSE),
        (ANYTHING, EITHER),
    ],
)
def test_emptiness_is_told_where_it_can_be(values: Values, outcomes: int) -> None:
    """Options, rows and blank text can be nothing; a number never is."""
    assert emptiness(values) == outcomes


def test_an_option_is_ticked_surely_perhaps_or_not() -> None:
    """Of several choices, some are settled."""
    some = Ticks(frozenset("x"), frozenset("xy"))
    assert [ticked(some, option) for option in "xyz"] == [TRUE, EITHER, FALSE]
    assert ticked(ANYTHING, "x") == EITHER


def test_texts_have_no_order_to_foresee() -> None:
    """Any text can be any other; numbers that are many are kept as a span."""
    assert compared("==", ANYTHING, one("x")) == EITHER
    assert membership(ANYTHING, ["x"]) == EITHER
    assert span_of(ANYTHING) is None
    assert span_of(one(True)) is None
    assert gathered(range(MOST_VALUES + 1)) == Span(0, MOST_VALUES)
    assert gathered(map(str, range(MOST_VALUES + 1))) == ANYTHING
    many = Exactly(frozenset(map(str, range(MOST_VALUES))))
    assert compared("!=", many, Exactly(frozenset({"1", "2"}))) == EITHER
    assert either_of(Possible(one("x")), Possible(Span(1, 2))).values == ANYTHING
    assert calculated("+", ANYTHING, one(1), QUIET) == Possible(ANYTHING, UNKNOWN)
    assert mapped(ANYTHING, abs) == Possible(ANYTHING, UNKNOWN)
    assert turned(ANYTHING) == ANYTHING


def test_ticks_of_two_ways_come_together() -> None:
    """Sure is what is sure in both."""
    both = either_of(
        Possible(Ticks(frozenset("x"), frozenset("x"))), Possible(Ticks(frozenset(), frozenset("y")))
    )
    assert both.values == Ticks(frozenset(), frozenset("xy"))


def test_a_yes_or_no_can_be_read_as_outcomes_and_back() -> None:
    """The two ways to write the same."""
    for outcomes in range(16):
        assert truths(yes_or_no(outcomes)) == outcomes
    assert truths(Possible(ANYTHING)) == EITHER


def test_dates_move_by_days_or_fall_out_of_the_calendar() -> None:
    """A date that cannot be has no result."""
    spring = Span(date(2026, 3, 1), date(2026, 3, 31))
    assert calculated("+", spring, one(2), QUIET).values == Span(date(2026, 3, 3), date(2026, 4, 2))
    assert calculated("-", spring, one(date(2026, 3, 1)), QUIET).values == Span(0, 30)
    assert calculated("+", one(date.max), one(1), QUIET) == Possible(None, UNKNOWN)
    assert mapped(Span(None, date(2026, 3, 31)), lambda day: (day - TODAY).days).values == Span(None, 29)
    assert mapped(Span(1, 2), lambda _number: Missing.UNKNOWN) == Possible(Span(), UNKNOWN)


def test_nobody_is_told_of_trouble_that_is_only_supposed() -> None:
    """The scope of supposed calculations knows the day and nothing else."""
    assert QUIET.today() == TODAY
    assert QUIET.value("x") is Missing.UNKNOWN
    assert QUIET.state("x") is AnswerState.NOT_ASKED
    assert (QUIET.count_flags(FlagQuery()), QUIET.gates_missing()) == (0, 0)
    assert calculated("/", one(1), one(0), QUIET) == Possible(None, UNKNOWN)
