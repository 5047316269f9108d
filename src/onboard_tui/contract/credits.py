"""Money back for a missed level: what each step comes to, and one worked example in a month of the term."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.contract.absent import Absent
from onboard_tui.contract.charges import cents
from onboard_tui.contract.months import last_day, months_later

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from onboard_tui.contract.charges import Charges, Row

SMALLEST_STEP = Decimal("0.1")
"""How far below its step an example lies, unless the step itself is written more finely."""


@dataclass(frozen=True)
class CreditRules:
    """The steps of money back, with the levels and charges that they speak of."""

    steps: Sequence[Mapping[str, object]]
    """Rows with `service`, `below` and `credit`, a share of the month's charge in percent."""
    levels: Sequence[Mapping[str, object]]
    """Rows with `service`, `kind`, `level` and `unit`."""
    less_is_better: Collection[str]
    """Kinds of level of which less is better."""
    charges: Charges
    asks: Mapping[str, str]
    """What each column asks for."""
    question: str

    def rows(self) -> list[Row]:
        """Give each step with its unit, the charge that it is taken of and what comes off.

        The charge is that of the offer's lines for the service, or all of it where there is no such line.
        """
        return [self._row(step) for step in self.steps]

    def example(self, first_working_day: date) -> list[Row]:
        """Work one miss out, in the first whole month in which people work with it; no row if none can be."""
        ends = last_day(_first_of_month(first_working_day), 1)
        for step, row in zip(self.steps, self.rows(), strict=True):
            reached, amount = self._missed_by_little(step), row["amount"]
            if row["service"] and reached is not None and isinstance(amount, Decimal) and amount:
                return [{**row, "reached": reached, "month_ends": ends}]
        return []

    def _row(self, step: Mapping[str, object]) -> Row:
        level = self._level_of(step)
        charge = self._charge(step)
        share = step.get("credit")
        amount: object = charge
        if isinstance(charge, Decimal):
            amount = self._share_of(charge, share)
        return {
            "service": step.get("service") or self._ask("service"),
            "below": self._or_ask(step, "below"),
            "unit": level.get("unit") if level else None,
            "credit": self._or_ask(step, "credit"),
            "charge": charge,
            "amount": amount,
        }

    def _share_of(self, charge: Decimal, share: object) -> object:
        """Give a percentage of a charge, or what is missing for it."""
        if not isinstance(share, Decimal | int):
            return self._ask("credit")
        return cents(charge * share / 100, self.charges.currency)

    def _or_ask(self, step: Mapping[str, object], column: str) -> object:
        value = step.get(column)
        return self._ask(column) if value is None else value

    def _ask(self, column: str) -> Absent:
        return Absent(self.asks.get(column, column), self.question)

    def _charge(self, step: Mapping[str, object]) -> object:
        amounts = [line["monthly"] for line in _named(self.charges.rows, step) if line["monthly"] is not None]
        if not amounts:
            return self.charges.monthly
        missing = next((each for each in amounts if isinstance(each, Absent)), None)
        return missing or sum((each for each in amounts if isinstance(each, Decimal)), Decimal(0))

    def _level_of(self, step: Mapping[str, object]) -> Mapping[str, object] | None:
        """Give the level of the service that lies nearest to the step."""
        below = step.get("below")
        levels = _named(self.levels, step)
        if not isinstance(below, Decimal | int):
            return next(iter(levels), None)

        def distance(row: Mapping[str, object]) -> Decimal:
            level = row.get("level")
            return abs(Decimal(level) - below) if isinstance(level, Decimal | int) else Decimal("Infinity")

        return min(levels, key=distance, default=None)

    def _missed_by_little(self, step: Mapping[str, object]) -> Decimal | None:
        """Give a figure that misses the step and none of the steps beyond it."""
        written = step.get("below")
        if not isinstance(written, Decimal | int):
            return None
        below = Decimal(written)
        level = self._level_of(step)
        less = level is not None and level.get("kind") in self.less_is_better
        smallest = min(SMALLEST_STEP, Decimal(1).scaleb(int(below.normalize().as_tuple().exponent)))
        reached = below + smallest if less else below - smallest
        beyond = [
            Decimal(each)
            for other in self.steps
            if _words(other) == _words(step)
            and isinstance(each := other.get("below"), Decimal | int)
            and (each > below if less else each < below)
        ]
        passed = any(reached > each if less else reached < each for each in beyond)
        return None if passed or reached < 0 else reached


def _first_of_month(day: date) -> date:
    """Give the first day of the first month that lies wholly on or after a day."""
    return months_later((day - timedelta(days=1)).replace(day=1), 1)


def _named(rows: Sequence[Mapping[str, object]], step: Mapping[str, object]) -> list[Mapping[str, object]]:
    """Give the rows for the service of a step: those of its name, or else those whose name begins with it."""
    wanted = _words(step)
    same = [row for row in rows if wanted and _words(row) == wanted]
    return same or [row for row in rows if wanted and _words(row)[: len(wanted)] == wanted]


def _words(row: Mapping[str, object]) -> list[str]:
    """Give the words of the service that a row is about, however they are written."""
    name = str(row.get("service") or "").casefold()
    return re.findall(r"\w+", name) or name.split()
