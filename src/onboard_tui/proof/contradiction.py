"""Comparisons that contradict each other whatever is answered, and on whatever day: `x < 5` and `x > 7`."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, TypeAlias

from onboard_tui.deal.possible import TRUE
from onboard_tui.proof.linear import Sum, sum_of
from onboard_tui.script.expression import And, Arithmetic, Compare
from onboard_tui.script.model import NUMBERS, WHOLE_NUMBERS, QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from onboard_tui.proof.search import Wanted
    from onboard_tui.script.expression import Node
    from onboard_tui.script.model import Script

_TODAY: Final = "today()"
"""Stands among the answers; no id has brackets in it."""
_TURNED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "=="}
Form: TypeAlias = frozenset[tuple[str, Fraction]]
"""What is compared, without its fixed part: so much of each answer."""


@dataclass(slots=True)
class _Room:
    """Where a form can lie so far."""

    low: Fraction | None = None
    high: Fraction | None = None
    without_low: bool = False
    without_high: bool = False

    def narrow(self, op: str, end: Fraction) -> None:
        """Take in that the form is so compared with an end."""
        if op not in {"<", "<="} and (self.low is None or (end, op == ">") > (self.low, self.without_low)):
            self.low, self.without_low = end, op == ">"
        if op not in {">", ">="} and (
            self.high is None or (end, op != "<") < (self.high, not self.without_high)
        ):
            self.high, self.without_high = end, op == "<"

    def is_empty(self, *, whole: bool) -> bool:
        """Whether nothing is left; `whole` where only whole numbers count."""
        if self.low is None or self.high is None:
            return False
        if whole:
            first = floor(self.low) + 1 if self.without_low else ceil(self.low)
            last = ceil(self.high) - 1 if self.without_high else floor(self.high)
            return first > last
        return self.low > self.high or (self.low == self.high and (self.without_low or self.without_high))


def contradict(goals: Iterable[Wanted], script: Script) -> bool:
    """Whether goals ask for comparisons of the same answers that never hold together."""
    rooms: dict[Form, _Room] = {}
    for comparison in _comparisons(goal.condition.root for goal in goals if goal.outcomes == TRUE):
        difference = _difference(comparison, script)
        if difference is None or not difference.factors:
            continue
        _, scale = min(difference.factors.items())
        op = comparison.op if scale > 0 else _TURNED[comparison.op]
        form = frozenset((name, factor / scale) for name, factor in difference.factors.items())
        room = rooms.setdefault(form, _Room())
        room.narrow(op, -difference.fixed / scale)
        if room.is_empty(whole=_is_whole(form, script)):
            return True
    return False


def _comparisons(roots: Iterable[Node]) -> Iterator[Compare]:
    """Give the comparisons that have to hold."""
    waiting = list(roots)
    while waiting:
        match waiting.pop():
            case And(terms):
                waiting += terms
            case Compare(op) as comparison if op != "!=":
                yield comparison


def _difference(comparison: Compare, script: Script) -> Sum | None:
    """Give by how much the left side is more, if nothing is multiplied or divided, so that it is exact."""

    def look_up(name: str) -> Sum | Node | None:
        computed = script.computed_by_id.get(name)
        if computed is not None:
            return None if _is_inexact(computed.value.root) else computed.value.root
        question = script.question_by_id.get(name)
        counts = question is not None and (question.type in NUMBERS or question.type is QuestionType.DATE)
        return Sum(Fraction(), {name: Fraction(1)}) if counts else None

    if _is_inexact(comparison):
        return None
    today = Sum(Fraction(), {_TODAY: Fraction(1)})
    left, right = sum_of(comparison.left, look_up, today), sum_of(comparison.right, look_up, today)
    return None if left is None or right is None else left.plus(right, -1)


def _is_inexact(part: Node) -> bool:
    return any(isinstance(each, Arithmetic) and each.op in {"*", "/"} for each in part.walk())


def _is_whole(form: Form, script: Script) -> bool:
    """Whether a form is a whole number, or a number of days, whatever is answered."""
    for name, factor in form:
        question = script.question_by_id.get(name)
        whole = name == _TODAY or (
            question is not None and (question.type in WHOLE_NUMBERS or question.type is QuestionType.DATE)
        )
        if not whole or factor.denominator != 1:
            return False
    return True
