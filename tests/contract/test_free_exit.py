"""When the customer may leave free of charge: counted month by month, against a slow obvious count."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.contract.free_exit import FreeExit, free_exit
from onboard_tui.contract.months import last_day, months_later
from onboard_tui.contract.pack_model import FreeExitRule
from onboard_tui.interview.paperwork import MonthReported

RULE = FreeExitRule("missed_free_exit")
AT = datetime(2026, 3, 2, tzinfo=UTC)
JANUARY = date(2025, 1, 1)


def reported(missed: dict[int, list[str]]) -> dict[date, MonthReported]:
    """Report months, counted from January 2025, with the levels that each one missed."""
    months = {number: months_later(JANUARY, number) for number in missed}
    return {
        day: MonthReported(id=str(number), at=AT, month=day, missed=tuple(missed[number]))
        for number, day in sorted(months.items())
    }


def right(missed: dict[int, list[str]]) -> FreeExit | None:
    """Give the right that these months bring about."""
    return free_exit(reported(missed), RULE)


def test_three_months_running_bring_it_about_and_two_do_not() -> None:
    """It holds from the day after the third month for ninety days."""
    assert right({0: ["e-mail"], 1: ["e-mail"]}) is None
    found = right({0: ["e-mail"], 1: ["e-mail"], 2: ["e-mail"]})
    assert found == FreeExit(
        "e-mail",
        (JANUARY, date(2025, 2, 1), date(2025, 3, 1)),
        date(2025, 3, 31),
        date(2025, 3, 31) + timedelta(days=90),
    )
    assert not found.is_open(date(2025, 3, 31))
    assert found.is_open(date(2025, 4, 1))
    assert found.is_open(date(2025, 6, 29))
    assert not found.is_open(date(2025, 6, 30))


def test_four_of_twelve_months_bring_it_about_and_four_of_thirteen_do_not() -> None:
    """The months need not be neighbours; a year later the first one counts no more."""
    every = {number: ["e-mail"] for number in (0, 3, 6)}
    assert right({**every, 12: ["e-mail"]}) is None
    found = right({**every, 11: ["e-mail"]})
    assert found is not None
    assert len(found.missed) == 4


def test_different_levels_do_not_add_up() -> None:
    """Three levels missed once each are no level missed three times; upper and lower case are one name."""
    assert right({0: ["e-mail"], 1: ["help desk"], 2: ["files"]}) is None
    assert right({0: ["e-mail"], 1: ["E-Mail"], 2: ["e-MAIL", "files"]}) is not None


@given(
    st.dictionaries(st.integers(0, 30), st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True)),
)
def test_it_is_what_a_slow_count_says(missed: dict[int, list[str]]) -> None:
    """For every month and level the rule is looked at in full; the last month for which it holds counts."""
    since = [
        last_day(months_later(JANUARY, month), 1)
        for level in "ab"
        for month in range(31)
        if _brings_about({number for number, levels in missed.items() if level in levels}, month)
    ]
    found = right(missed)
    assert (found.since if found else None) == max(since, default=None)


def _brings_about(missed: set[int], month: int) -> bool:
    running = {month - 2, month - 1, month} <= missed
    return month in missed and (running or len(missed & set(range(month - 11, month + 1))) >= 4)
