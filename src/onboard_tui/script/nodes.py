"""The parts that expressions are made of, each compiled once into a closure."""

from __future__ import annotations

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, reduce
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias

from onboard_tui.script.arithmetic import Calculation, calculate, negative
from onboard_tui.script.scope import Missing, Row, Scope

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

Run: TypeAlias = Callable[[Scope, Row | None], Any]
"""A compiled node. Its types were checked when the script was loaded, so the results are dynamic here."""

Comparison: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]

COMPARISONS: Mapping[Comparison, Callable[[Any, Any], Any]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Node(ABC):
    """One part of an expression; immutable."""

    @abstractmethod
    def _compile(self) -> Run:
        """Make the closure that works out this part."""

    @cached_property
    def run(self) -> Run:
        """The closure that works out this part, made on first use."""
        return self._compile()

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """The nodes directly inside this one, in reading order."""
        found: list[Node] = []
        for each in fields(self):
            value = getattr(self, each.name)
            found += [
                part for part in (value if isinstance(value, tuple) else (value,)) if isinstance(part, Node)
            ]
        return tuple(found)

    def walk(self) -> list[Node]:
        """Give this node and everything inside it, in reading order."""
        found: list[Node] = [self]
        for part in self.parts:
            found += part.walk()
        return found


@dataclass(frozen=True)
class Constant(Node):
    """A literal, or a limit of the verdict table folded into its number."""

    value: bool | int | Decimal | str | date

    def _compile(self) -> Run:
        value = self.value
        return lambda _scope, _row: value


@dataclass(frozen=True)
class Name(Node):
    """The value of a question or computed value."""

    name: str

    def _compile(self) -> Run:
        name = self.name
        return lambda scope, _row: scope.value(name)


@dataclass(frozen=True)
class Column(Node):
    """The cell of the row at hand."""

    name: str

    def _compile(self) -> Run:
        name = self.name

        def run(_scope: Scope, row: Row | None) -> Any:
            cell = None if row is None else row.get(name)
            return Missing.UNKNOWN if cell is None else cell

        return run


@dataclass(frozen=True)
class Not(Node):
    """`not x`."""

    operand: Node

    def _compile(self) -> Run:
        operand = self.operand.run

        def run(scope: Scope, row: Row | None) -> Any:
            value = operand(scope, row)
            return value if isinstance(value, Missing) else not value

        return run


@dataclass(frozen=True)
class Logic(Node):
    """`and` and `or`, three-valued: one side that decides is enough, whatever the others are."""

    terms: tuple[Node, ...]

    decisive: ClassVar[bool]
    """The value that settles the result alone."""

    def _compile(self) -> Run:
        terms = tuple(term.run for term in self.terms)
        decisive = self.decisive

        def run(scope: Scope, row: Row | None) -> Any:
            missing: Missing | None = None
            for term in terms:
                value = term(scope, row)
                if value is decisive:
                    return value
                if isinstance(value, Missing):
                    missing = value.also(missing)
            return (not decisive) if missing is None else missing

        return run


@dataclass(frozen=True)
class And(Logic):
    """`a and b and ...`."""

    decisive: ClassVar[bool] = False


@dataclass(frozen=True)
class Or(Logic):
    """`a or b or ...`."""

    decisive: ClassVar[bool] = True


@dataclass(frozen=True)
class Strict(Node):
    """A part that needs the values of everything inside it."""

    @abstractmethod
    def _apply(self) -> Callable[..., Any]:
        """Give the function that makes a result of the values."""

    def _compile(self) -> Run:
        apply = self._apply()
        match tuple(part.run for part in self.parts):
            case (only,):

                def unary(scope: Scope, row: Row | None) -> Any:
                    value = only(scope, row)
                    return value if isinstance(value, Missing) else apply(scope, value)

                return unary
            case (first, second):

                def binary(scope: Scope, row: Row | None) -> Any:
                    left, right = first(scope, row), second(scope, row)
                    if isinstance(left, Missing):
                        return left.also(right) if isinstance(right, Missing) else left
                    return right if isinstance(right, Missing) else apply(scope, left, right)

                return binary
            case runs:

                def several(scope: Scope, row: Row | None) -> Any:
                    values = [run(scope, row) for run in runs]
                    missing = [value for value in values if isinstance(value, Missing)]
                    return reduce(Missing.also, missing) if missing else apply(scope, *values)

                return several


@dataclass(frozen=True)
class Compare(Strict):
    """`a == b`, `a < b` and their like."""

    op: Comparison
    left: Node
    right: Node

    def _apply(self) -> Callable[..., Any]:
        compare = COMPARISONS[self.op]
        return lambda _scope, left, right: compare(left, right)

    def _compile(self) -> Run:
        if not isinstance(self.right, Constant):
            return super()._compile()
        compare, left, constant = COMPARISONS[self.op], self.left.run, self.right.value

        def run(scope: Scope, row: Row | None) -> Any:
            value = left(scope, row)
            return value if isinstance(value, Missing) else compare(value, constant)

        return run


@dataclass(frozen=True)
class Member(Strict):
    """`x in [...]` and `x not in [...]`."""

    operand: Node
    items: tuple[bool | int | Decimal | str | date, ...]
    negated: bool = False

    def _apply(self) -> Callable[..., Any]:
        items, negated = frozenset(self.items), self.negated
        return lambda _scope, value: (value in items) is not negated


@dataclass(frozen=True)
class Arithmetic(Strict):
    """`+ - * /` on numbers, and on a date and a number of days."""

    op: Calculation
    left: Node
    right: Node
    source: str = field(default="", compare=False)
    """The text of this part, for the sentence that says it has no result."""

    def _apply(self) -> Callable[..., Any]:
        op, source = self.op, self.source or f"… {self.op} …"
        return lambda scope, left, right: calculate(op, left, right, scope, source)


@dataclass(frozen=True)
class Negative(Strict):
    """`-x`."""

    operand: Node

    def _apply(self) -> Callable[..., Any]:
        return lambda _scope, value: negative(value)


@dataclass(frozen=True)
class Choose(Node):
    """`x if condition else y`."""

    then: Node
    condition: Node
    otherwise: Node

    def _compile(self) -> Run:
        condition, then, otherwise = self.condition.run, self.then.run, self.otherwise.run

        def run(scope: Scope, row: Row | None) -> Any:
            held = condition(scope, row)
            if isinstance(held, Missing):
                return held
            return then(scope, row) if held else otherwise(scope, row)

        return run
