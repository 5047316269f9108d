"""Whether what is counted among the flags can come out as wanted, if flags could be raised as one likes.

Flags that count for the same are told apart only by their number, so that a table of many rules over many flags
is looked through without a look at the answers. Answers can bring about less than that; so what cannot come about
here never can.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

from onboard_tui.deal.foresight import outcomes_of
from onboard_tui.deal.possible import ANYTHING, EITHER, FALSE, MISSING, TRUE, Possible, Span, one
from onboard_tui.script.expression import Compare, Constant, CountFlags, FlagQuery

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.deal.possible import Exactly, Outcomes
    from onboard_tui.proof.field import Field
    from onboard_tui.proof.search import Wanted
    from onboard_tui.script.expression import AnswerState

Kind: TypeAlias = frozenset[FlagQuery]
"""What a flag counts for as it is; nothing where it is not raised."""
Make: TypeAlias = tuple[tuple[Kind, ...], int]
"""The kinds that flags can be of, and how many such flags there are."""

_MOST_MIXES: Final = 10_000


def counts_forbid(goals: Sequence[Wanted], field: Field) -> bool:
    """Whether no numbers of raised flags make all goals come out; false also where there are too many to tell."""
    counting = [goal for goal in goals if goal.condition.counts_flags]
    return bool(counting) and not _Mixes(counting, field).fit(0, Counter())


class _Mixes:
    """The numbers of flags of each kind, filled in one make of flags after the other."""

    def __init__(self, goals: Sequence[Wanted], field: Field) -> None:
        self._goals = goals
        self._field = field
        self._queries = tuple({query: None for goal in goals for query in goal.condition.counts_flags})
        makes = Counter(self._kinds(node) for node in field.flag_states)
        self._makes: list[Make] = [(tuple(sorted(kinds, key=len)), number) for kinds, number in makes.items()]
        self._enough = _enough(goals)
        self._looked_at = 0

    def _kinds(self, node: str) -> frozenset[Kind]:
        """Give every kind that a flag can be of."""
        raised = self._field.raised[node]
        kinds: set[Kind] = {frozenset()} if raised & FALSE else set()
        if raised & TRUE:
            counted = [(query, dict(self._field.concerned(query)).get(node, ())) for query in self._queries]
            for state in self._field.flag_states[node]:
                kinds.add(frozenset(query for query, states in counted if state in states))
        return frozenset(kinds)

    def fit(self, place: int, counted: Counter[FlagQuery]) -> bool:
        """Whether the goals can come out, with the flags of the makes before a place counted."""
        self._looked_at += 1
        if self._looked_at > _MOST_MIXES:
            return True
        numbers = _Numbers(
            self._field, {query: self._span(query, place, counted[query]) for query in self._queries}
        )
        if not all(outcomes_of(goal.condition, numbers) & goal.outcomes for goal in self._goals):
            return False
        if place == len(self._makes):
            return True
        kinds, number = self._makes[place]
        return any(self.fit(place + 1, counted + _counted(mix)) for mix in self._ways(kinds, number))

    def _span(self, query: FlagQuery, place: int, counted: int) -> Span | Exactly:
        """Give the fewest and the most flags that a query can count yet."""
        left = self._makes[place:]
        fewest = counted + sum(number for kinds, number in left if all(query in kind for kind in kinds))
        most = counted + sum(number for kinds, number in left if any(query in kind for kind in kinds))
        return one(most) if fewest == most else Span(fewest, most)

    def _ways(self, kinds: tuple[Kind, ...], number: int) -> Iterator[tuple[tuple[Kind, int], ...]]:
        """Give every way to share flags out among kinds; where many are as good as more, the number of many."""
        most = number if self._enough is None else min(number, self._enough)
        for shares in product(range(most + 1), repeat=len(kinds)):
            total = sum(shares)
            if total == number or (total < number and most < number and most in shares):
                yield tuple(zip(kinds, shares, strict=True))


def _counted(mix: tuple[tuple[Kind, int], ...]) -> Counter[FlagQuery]:
    counted: Counter[FlagQuery] = Counter()
    for kind, number in mix:
        for query in kind:
            counted[query] += number
    return counted


def _enough(goals: Sequence[Wanted]) -> int | None:
    """Give a number from which on more flags make no difference; None where there is none."""
    compared, counts, most = 0, 0, 0
    for goal in goals:
        counts += len(goal.condition.counts_flags)
        for node in goal.condition.nodes:
            match node:
                case Compare(_, CountFlags(), Constant(number)) | Compare(_, Constant(number), CountFlags()):
                    compared += 1
                    most = max(most, int(number) + 1)  # type: ignore[arg-type] # a number, as it is compared with one
    return most if compared == counts else None


class _Numbers:
    """What conditions read where nothing is known but how many flags count for what."""

    def __init__(self, field: Field, counted: Mapping[FlagQuery, Span | Exactly]) -> None:
        self._field = field
        self._counted = counted

    def value(self, name: str) -> Possible:
        """Know no answer."""
        del name
        return Possible(ANYTHING, MISSING)

    def state(self, name: str, state: AnswerState) -> Outcomes:
        """Know no answer."""
        del name, state
        return EITHER

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        return self._field.today()

    def count_flags(self, query: FlagQuery) -> Span | Exactly:
        """Give the fewest and the most flags that a query can count."""
        return self._counted[query]

    def gates_missing(self) -> Span:
        """Know of no gate whether it is missing."""
        return Span(0, len(self._field.outset.dependencies.gates))
