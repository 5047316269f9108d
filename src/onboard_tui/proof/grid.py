"""The grid that answered numbers and days lie on: whole numbers, cents, the smallest decimal kept, or days.

A cut on the grid leaves no answer out, and every part of it holds an answer that can be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.possible import Span, one
from onboard_tui.interview.limits import CENTS, LONGEST_NUMBER, THOUSANDTHS
from onboard_tui.script.model import WHOLE_NUMBERS, Question, QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onboard_tui.deal.possible import Values
    from onboard_tui.script.model import Column, Script

_ROUND: Final = (0, 1, 2, 5, 10, 25, 50, 100, 1_000, 10_000, 1_000_000, -1, -100)
"""Numbers that a person would think of first."""
_NEAR: Final = (0, 1, 30, 90, 365, -1, -30, -365)
"""Days from today that a person would think of first."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the answers to one question, or the cells of one column, can lie."""

    first: int
    last: int
    """The ends, as points of the grid; there is no answer where the first lies after the last."""
    places: int = 0
    days: bool = False
    whole: bool = False
    """Whether an answer is an `int`, and not a `Decimal`."""

    def position(self, value: Any) -> Fraction:
        """Give where a number or day lies, which need not be on a point."""
        if isinstance(value, date):
            return Fraction(value.toordinal())
        position: Fraction = Fraction(value) * 10**self.places
        return position

    def value(self, point: int) -> Any:
        """Give the answer at a point."""
        if self.days:
            return date.fromordinal(point)
        if self.whole:
            return point
        digits = tuple(int(digit) for digit in str(abs(point)))
        return Decimal((int(point < 0), digits, -self.places))

    def all(self) -> Values | None:
        """Give every answer."""
        return self._between(self.first, self.last)

    def _between(self, first: int, last: int) -> Values | None:
        if first > last:
            return None
        if first == last:
            return one(self.value(first))
        return Span(self.value(first), self.value(last))

    def cut(self, span: Span, marks: Iterable[Any]) -> Iterator[Values]:
        """Cut a span in two or three at the middle one of the marks inside it; nothing where there are none."""
        first, last = int(self.position(span.low)), int(self.position(span.high))
        inside = sorted(each for mark in marks if first <= (each := self.position(mark)) <= last)
        if not inside or first == last:
            return
        middle = inside[len(inside) // 2]
        below, above = ceil(middle) - 1, floor(middle) + 1
        for start, end in ((above, last), (ceil(middle), floor(middle)), (first, below)):
            part = self._between(start, end)
            if part is not None:
                yield part

    def around(self, marks: Iterable[Any]) -> list[Any]:
        """Give an answer at, below and above each mark, as far as there are such; one at least if there is any."""
        points: set[int] = set()
        for mark in marks:
            middle = self.position(mark)
            points |= {ceil(middle) - 1, floor(middle) + 1, floor(middle), ceil(middle)}
        within = sorted(point for point in points if self.first <= point <= self.last)
        return [self.value(point) for point in within] or self.likely(Span(), None)[:1]

    def likely(self, span: Span, today: date | None) -> list[Any]:
        """Give a few answers of a span: those that a person would think of first, then its ends and its middle."""
        first = self.first if span.low is None else ceil(self.position(span.low))
        last = self.last if span.high is None else floor(self.position(span.high))
        if self.days:
            start = (today or date(2026, 1, 1)).toordinal()
            points = [start + days for days in _NEAR]
        else:
            points = [number * 10**self.places for number in _ROUND]
        points += [first, last, (first + last) // 2]
        return [self.value(point) for point in dict.fromkeys(points) if first <= point <= last]


def grid_of(asking: Question | Column, script: Script) -> Grid:
    """Give the grid of a question or column whose answers are numbers or days."""
    low, high = asking.min, asking.max
    if asking.type is QuestionType.DATE:
        first = low if isinstance(low, date) else date.min
        last = high if isinstance(high, date) else date.max
        return Grid(first.toordinal(), last.toordinal(), days=True)
    whole = asking.type in WHOLE_NUMBERS
    cents = CENTS + (script.currency in THOUSANDTHS)
    places = 0 if whole else cents if asking.type is QuestionType.MONEY else LONGEST_NUMBER
    edge = 10 ** (LONGEST_NUMBER + places) - 1
    first = -edge if low is None or isinstance(low, date) else ceil(Fraction(low) * 10**places)
    last = edge if high is None or isinstance(high, date) else floor(Fraction(high) * 10**places)
    return Grid(max(first, -edge), min(last, edge), places, whole=whole)
