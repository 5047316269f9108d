"""Where to cut next: the open answer on which a condition hangs, and the cases to look at one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.foresight import outcomes_of_part
from onboard_tui.deal.possible import (
    EITHER,
    FALSE,
    NOT_APPLICABLE,
    TRUE,
    UNKNOWN,
    Anything,
    Exactly,
    Span,
    TheRows,
    one,
)
from onboard_tui.interview.reading_plan import condition_of
from onboard_tui.proof.domains import cut
from onboard_tui.proof.grid import grid_of
from onboard_tui.proof.linear import Sum, fixed, sum_of
from onboard_tui.proof.rows import tables_of
from onboard_tui.script.expression import (
    RAISED_STATES,
    And,
    Column,
    Compare,
    CountFlags,
    FlagState,
    GatesMissing,
    Name,
    Or,
    Rows,
    StateTest,
)
from onboard_tui.script.model import QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.deal.replies import Reply
    from onboard_tui.proof.behind import Behind
    from onboard_tui.proof.field import Field
    from onboard_tui.proof.rows import Tables
    from onboard_tui.script.expression import Node


_LIKELY: Final = tuple(reversed(RAISED_STATES))
"""The states of a raised flag, those that take the least to bring about first."""


_WAYS_TO_APPLY: Final[tuple[Outcomes, ...]] = (TRUE, UNKNOWN, FALSE | NOT_APPLICABLE)
"""The outcomes of a question's `when` that make a difference to what reads its answer."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The cases of one reply, the states of one flag, or whether a question applies."""

    node: str
    cases: tuple[Reply, ...] | tuple[FlagState, ...] | tuple[Outcomes, ...]
    complete: bool = True
    """Whether nothing is left out."""


class Cutter:
    """Chooses where to cut a field."""

    def __init__(self, field: Field, behind: Behind, today: date) -> None:
        self._field = field
        self._behind = behind
        self._script = behind.script
        self._today = today
        self._tables: dict[str, Tables] = {}
        self._supposing = not behind.counts
        """Whether it is first supposed that a question applies, and seen to later; among many flags that comes too late."""

    def cut(self, root: Node) -> Cut | None:
        """Give the next cut on which an open condition hangs; nothing where its answers are told apart enough."""
        for node in self._hang_on([root], set()):
            found = self._cut_at(node)
            if found is not None:
                return found
        return None

    def last_cut(self, roots: Sequence[Node]) -> Cut | None:
        """Give a cut of an answer that open conditions calculate with; nothing where there is nothing left to cut."""
        names: set[str] = set()
        for _ in self._hang_on(roots, names):
            pass
        return self._by_sums(roots, names) or self._tried(names)

    # What is open

    def _hang_on(self, parts: Iterable[Node], seen: set[str]) -> Iterator[str]:
        """Give the open questions and flags that parts of conditions hang on, as they come up."""
        waiting: list[Iterator[Node | str]] = [iter(parts)]
        while waiting:
            each = next(waiting[-1], None)
            if each is None:
                waiting.pop()
            elif not isinstance(each, str):
                waiting.append(iter(self._inside(each)))
            elif each not in seen:
                seen.add(each)
                if self._counts(each):
                    yield each
                waiting.append(iter(self._below(each)))

    def _inside(self, part: Node) -> Sequence[Node | str]:
        """Give the open parts of a part, or the nodes that it reads."""
        match part:
            case And(terms) | Or(terms):
                return [term for term in terms if self._is_open(term)]
            case Name(name) | StateTest(name):
                return [name]
            case Rows(table, body):
                return [table, *(each for each in body.walk() if isinstance(each, Name | StateTest | Rows))]
            case CountFlags(query):
                return [node for node, _ in self._field.concerned(query)]
            case GatesMissing():
                missing = self._field.missing
                return [gate for gate in self._field.outset.dependencies.gates if missing[gate] == EITHER]
        return part.parts

    def _below(self, node: str) -> Sequence[Node]:
        """Give the condition of a flag or question that is open, or the sum behind a computed value."""
        flag = self._field.outset.dependencies.flags.get(node)
        if flag is not None:
            return [flag.raise_when.root] if self._field.raised[node] == EITHER else []
        question = self._script.question_by_id.get(node)
        if question is None:
            return [self._script.computed_by_id[node].value.root]
        if self._supposing or question.when is None or self._field.applicability(node).bit_count() == 1:
            return []
        return [question.when.root]

    def _counts(self, node: str) -> bool:
        """Whether it makes a difference how a question is answered, or in which state a flag is."""
        if node in self._script.question_by_id:
            return bool(self._field.applicability(node) & (TRUE | UNKNOWN))
        return self._field.raised.get(node) == TRUE

    def _is_open(self, part: Node) -> bool:
        return outcomes_of_part(part, self._field).bit_count() > 1

    # Cutting

    def _cut_at(self, node: str) -> Cut | None:
        states = self._field.flag_states.get(node)
        if states is not None:
            return Cut(node, tuple(sorted(states, key=_LIKELY.index))) if len(states) > 1 else None
        if (
            self._supposing
            and self._field.applicability(node).bit_count() > 1
            and node not in self._field.supposed
        ):
            return Cut(node, _WAYS_TO_APPLY)
        question, reply = self._script.question_by_id[node], self._field.replies[node]
        if reply.settled:
            return None
        if question.type is QuestionType.TABLE and isinstance(reply.values, Anything) and not reply.silences:
            return self._by_rows(node, reply)
        cases = cut(
            question,
            reply,
            self._behind.landmarks.get(node, frozenset()),
            self._script,
            silence_matters=node in self._behind.silence_matters,
        )
        return Cut(node, cases) if cases else None

    def _by_rows(self, table: str, reply: Reply) -> Cut:
        tables = self._tables.get(table)
        if tables is None:
            question = self._script.question_by_id[table]
            tables = tables_of(question, self._behind.parts, self._script, self._today)
            self._tables[table] = tables
        cases = tuple(replace(reply, values=TheRows(rows)) for rows in tables.tried)
        return Cut(table, cases, tables.complete)

    # Where answers are calculated with

    def _by_sums(self, parts: Iterable[Node], names: AbstractSet[str]) -> Cut | None:
        """Cut one answer where a sum of it comes to what it is compared with, if all else in it is settled."""
        roots = [*parts, *(self._rule_of(name) for name in names)]
        for root in roots:
            for part in root.walk() if root is not None else ():
                if isinstance(part, Compare) and not _reads_a_row(part) and self._is_open(part):
                    cut = self._at_zero(part)
                    if cut is not None:
                        return cut
        return None

    def _rule_of(self, name: str) -> Node | None:
        rule = self._field.outset.dependencies.plan.rules.get(name)
        condition = None if rule is None else condition_of(rule)
        return None if condition is None else condition.root

    def _at_zero(self, comparison: Compare) -> Cut | None:
        today = Sum(Fraction(self._today.toordinal()))
        left = sum_of(comparison.left, self._summand, today)
        right = sum_of(comparison.right, self._summand, today)
        difference = None if left is None or right is None else left.plus(right, -1)
        if difference is None or len(difference.factors) != 1:
            return None
        ((name, factor),) = difference.factors.items()
        reply = self._field.replies[name]
        if not isinstance(reply.values, Span):
            return None
        grid = grid_of(self._script.question_by_id[name], self._script)
        parts = tuple(grid.cut(reply.values, [-difference.fixed / factor]))
        return Cut(name, tuple(replace(reply, values=part) for part in parts)) if parts else None

    def _summand(self, name: str) -> Sum | Node | None:
        """Give what a name stands for in a sum: a number, an open answer, or another sum."""
        computed = self._script.computed_by_id.get(name)
        if computed is not None:
            return computed.value.root
        reply = self._field.replies[name]
        if reply.silences or self._field.applicability(name) & ~(TRUE | UNKNOWN):
            return None
        if isinstance(reply.values, Exactly) and len(reply.values.values) == 1:
            return fixed(next(iter(reply.values.values)))
        return Sum(Fraction(), {name: Fraction(1)}) if isinstance(reply.values, Span) else None

    def _tried(self, names: AbstractSet[str]) -> Cut | None:
        """Try a few answers to a question of which no cut is left; others may do what these do not."""
        for name in sorted(names & self._field.replies.keys()):
            reply = self._field.replies[name]
            if isinstance(reply.values, Span) and not reply.settled and self._counts(name):
                grid = grid_of(self._script.question_by_id[name], self._script)
                tried = grid.likely(reply.values, self._today)
                cases = tuple(replace(reply, values=one(value)) for value in tried)
                return Cut(name, cases, complete=False)
        return None


def _reads_a_row(part: Node) -> bool:
    return any(isinstance(each, Column) for each in part.walk())
