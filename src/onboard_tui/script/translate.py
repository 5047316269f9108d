"""Python's syntax tree becomes typed nodes of the expression language, or a problem with a position."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from onboard_tui.script.calls import FUNCTIONS, call
from onboard_tui.script.comparisons import compare
from onboard_tui.script.expression import (
    And,
    Arithmetic,
    Choose,
    Column,
    Constant,
    ExprType,
    Kind,
    Name,
    Negative,
    Not,
    Or,
)
from onboard_tui.script.habits import number_hint
from onboard_tui.script.problems import closest
from onboard_tui.script.typing_rules import (
    NUMBERS,
    ORDERED,
    YES_NO,
    BrokenError,
    MismatchError,
    Typed,
    calculated,
    common,
    with_article,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.script.arithmetic import Calculation
    from onboard_tui.script.symbols import Symbols

LONGEST = 2_000
"""Characters that an expression may have."""

DEEPEST = 20
"""Levels that an expression may be nested."""

LONGEST_CHAIN = 100
"""Steps that one calculation may have."""

_CALCULATIONS: Mapping[type[ast.operator], Calculation] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_WORDS_FOR_SIGNS: Mapping[type[ast.operator], str] = {
    ast.BitAnd: "To join conditions, write and.",
    ast.BitOr: "To join conditions, write or.",
}
_FOREIGN: Mapping[type[ast.AST], tuple[str, str | None]] = {
    ast.Attribute: (
        "A dot between names",
        "Names stand alone: write the id of a question or computed value.",
    ),
    ast.Subscript: ("Picking out of something with [...]", "For a table, use any_row(...) or sum_rows(...)."),
    ast.Lambda: ("“lambda”", None),
    ast.ListComp: ("A loop", "For a table, use any_row(...), count_rows(...) or sum_rows(...)."),
    ast.GeneratorExp: ("A loop", "For a table, use any_row(...), count_rows(...) or sum_rows(...)."),
    ast.JoinedStr: ("A text with {...} in it", None),
    ast.NamedExpr: ("“:=”", "Give the value a name under “computed”."),
    ast.List: ("A list", "A list stands only after “in”, as in: question in ['a', 'b']."),
    ast.Tuple: (
        "A comma",
        "A list is written in square brackets: ['a', 'b']. A number has a point before its decimals and no other sign.",
    ),
    ast.Set: (
        "A set in {...}",
        "An id stands alone, without {...}; a list is written in square brackets: ['a', 'b'].",
    ),
}
_WORDS_FOR_TRUTH = {"yes": "true", "no": "false", "on": "true", "off": "false"}
_WORDS_FOR_NOTHING = frozenset({"null", "nil", "nothing", "undefined", "unknown", "missing"})
_ASK_FOR_ANSWER = "To ask whether there is no answer, write not answered(question)."
_SPELLED = {True: "true", False: "false"}
_NUMBER = re.compile(r"\d{1,18}(\.\d{1,18})?")

_T = TypeVar("_T")


@dataclass
class Translation:
    """One expression on its way from syntax to typed nodes."""

    source: str
    symbols: Symbols
    problems: list[MismatchError] = field(default_factory=list)
    row: Mapping[str, ExprType] | None = None
    """The columns in reach, inside a row condition."""
    table: str = ""
    depth: int = 0

    def read(self, node: ast.expr) -> Typed:
        """Translate one part; raises MismatchError with the first problem in it."""
        if self.depth >= DEEPEST:
            raise MismatchError(
                "S108",
                self.start(node),
                f"This expression is nested more than {DEEPEST} levels deep.",
                "Give parts of it a name under “computed”.",
            )
        self.depth += 1
        typed = self._part(node)
        self.depth -= 1
        return typed

    def _part(self, node: ast.expr) -> Typed:
        match node:
            case ast.Constant():
                return self._constant(node)
            case ast.Name():
                return self._name(node)
            case ast.BoolOp():
                return self._logic(node)
            case ast.UnaryOp():
                return self._unary(node)
            case ast.Compare():
                return compare(self, node)
            case ast.BinOp():
                return self._calculate(node)
            case ast.IfExp():
                return self._choose(node)
            case ast.Call():
                return call(self, node)
        if isinstance(node, ast.Tuple):
            self._refuse_number_with_comma(node)
        what, hint = _FOREIGN.get(type(node), (f"“{self.text(node)}”", None))
        raise MismatchError("S103", self.start(node), f"{what} is not part of the expression language.", hint)

    def _refuse_number_with_comma(self, node: ast.Tuple) -> None:
        """Raise a sentence of its own for what Python takes for two numbers in a row."""
        found = re.search(r"(?<![\w.])\d+(,\d+)+(\.\d+)?(?!\w)", self.text(node))
        if found is not None:
            at = self.start(node) + found.start()
            raise MismatchError("S103", at, "A number holds no comma.", number_hint(found[0]))

    def each(self, parts: list[_T], read: Callable[[_T], Typed]) -> list[Typed]:
        """Translate several parts and keep the problems of all; raises BrokenError after any."""
        found: list[Typed] = []
        depth = self.depth
        broken = False
        for part in parts:
            self.depth = depth
            try:
                found.append(read(part))
            except MismatchError as mismatch:
                self.problems.append(mismatch)
                broken = True
            except BrokenError:
                broken = True
        if broken:
            raise BrokenError
        return found

    def inside_row(self, columns: Mapping[str, ExprType], table: str) -> Translation:
        """Give the same translation with the columns of a table in reach."""
        return replace(self, row=columns, table=table)

    def condition(self, part: Typed, words: str) -> Typed:
        """Check that a part is true or false; raises MismatchError."""
        if part.kind is Kind.YES_NO:
            return part
        hint = None
        name = self.source[part.start : part.end]
        if part.kind is Kind.CHOICE and part.type.options:
            hint = f"Compare it with an option, as in: {name} == '{part.type.options[0]}'."
        elif part.kind is Kind.CHOICES and part.type.options:
            hint = f"Ask for an option, as in: has({name}, '{part.type.options[0]}')."
        elif part.kind is Kind.TABLE:
            hint = f"Ask for a row, as in: any_row({name}, CONDITION)."
        elif part.kind in ORDERED and part.is_name:
            hint = f"Compare it with something, as in: {name} > ..."
        raise MismatchError(
            "S104", part.start, f"{words} must be true or false; “{name}” is {with_article(part.kind)}.", hint
        )

    def start(self, node: ast.expr) -> int:
        """Give the offset of a part in the source, in characters."""
        return self._offset(node.col_offset)

    def end(self, node: ast.expr) -> int:
        """Give the offset just after a part, in characters."""
        return self._offset(node.end_col_offset or 0)

    def text(self, node: ast.expr) -> str:
        """Give the source of a part."""
        return self.source[self.start(node) : self.end(node)]

    def typed(self, node: ast.expr, made: Any, type_: ExprType) -> Typed:
        """Put a made node together with its type and place."""
        return Typed(made, type_, self.start(node), self.end(node))

    def _offset(self, in_bytes: int) -> int:
        if self.source.isascii():
            return in_bytes
        return len(self.source.encode()[:in_bytes].decode(errors="ignore"))

    def _constant(self, node: ast.Constant) -> Typed:
        value = node.value
        text = self.text(node)
        if isinstance(value, bool):
            raise MismatchError(
                "S103", self.start(node), f"“{text}” is not known.", f"Write {_SPELLED[value]}."
            )
        if value is None:
            raise MismatchError(
                "S103",
                self.start(node),
                "“None” is not known.",
                _ASK_FOR_ANSWER,
            )
        if isinstance(value, str):
            return self.typed(node, Constant(value), ExprType(Kind.TEXT))
        if not _NUMBER.fullmatch(text):
            raise MismatchError(
                "S103",
                self.start(node),
                f"“{text}” is not a number as the language writes it.",
                "Write up to 18 digits, with a point before decimals, as in 1500 or 0.75.",
            )
        return self.typed(node, Constant(Decimal(text) if "." in text else int(text)), ExprType(Kind.NUMBER))

    def _name(self, node: ast.Name) -> Typed:
        name = node.id
        if self.row is not None and name in self.row:
            return self.typed(node, Column(name), self.row[name])
        if name in {"true", "false"}:
            return self.typed(node, Constant(name == "true"), YES_NO)
        symbol = self.symbols.known.get(name)
        if symbol is not None:
            if symbol.type is None:
                raise BrokenError
            return self.typed(node, Name(name), symbol.type)
        if name in self.symbols.limits:
            return self.typed(node, Constant(self.symbols.limits[name]), ExprType(Kind.NUMBER))
        raise self.unknown_name(node)

    def unknown_name(self, node: ast.Name) -> MismatchError:
        """Say that a name is unknown, and what may have been meant."""
        name = node.id
        known = [*(self.row or {}), *self.symbols.known, *self.symbols.limits]
        close = closest(name, known)
        if name.casefold() in _WORDS_FOR_TRUTH:
            hint = f"A yes/no answer is written {_WORDS_FOR_TRUTH[name.casefold()]}."
        elif name.casefold() in _WORDS_FOR_NOTHING:
            hint = _ASK_FOR_ANSWER
        elif name in FUNCTIONS:
            hint = f"It is a function: write {FUNCTIONS[name].form}."
        elif tables := [each.name for each in self.symbols.known.values() if name in each.columns]:
            hint = f"It is a column: write any_row({tables[0]}, {name} ...), or all_rows, count_rows or sum_rows."
        elif close:
            hint = f"Did you mean “{close}”?"
        elif any(name in symbol.type.options for symbol in self.symbols.known.values() if symbol.type):
            hint = f"If it is an option, put it in quotes: '{name}'."
        else:
            hint = None
        place = f"a column of “{self.table}”, a question" if self.row is not None else "a question"
        return MismatchError(
            "S101", self.start(node), f"“{name}” is not the name of {place} or computed value.", hint
        )

    def _logic(self, node: ast.BoolOp) -> Typed:
        terms = self.each(list(node.values), lambda term: self._term(node, term))
        made = (And if isinstance(node.op, ast.And) else Or)(tuple(term.node for term in terms))
        return self.typed(node, made, YES_NO)

    def _term(self, whole: ast.BoolOp, term: ast.expr) -> Typed:
        """Read one side of `and`/`or`; catches `x == 'a' or 'b'`."""
        part = self.read(term)
        if part.literal is None:
            return self.condition(part, "Each side of “and” and “or”")
        hint = None
        index = whole.values.index(term)
        texts = [each.value for each in whole.values if isinstance(each, ast.Constant)]
        match whole.values[index - 1] if index else None:
            case ast.Compare(left=left, ops=[ast.Eq()], comparators=[ast.Constant(value=str(first))]):
                hint = f"Write {self.text(left)} in {[first, *texts]}."
            case ast.Compare(left=left, ops=[ast.NotEq()], comparators=[ast.Constant(value=str(first))]):
                hint = f"Write {self.text(left)} not in {[first, *texts]}."
        raise MismatchError("S104", part.start, f"'{part.literal}' alone is neither true nor false.", hint)

    def _unary(self, node: ast.UnaryOp) -> Typed:
        part = self.read(node.operand)
        if isinstance(node.op, ast.Not):
            return self.typed(node, Not(self.condition(part, "What stands after “not”").node), YES_NO)
        if not isinstance(node.op, ast.USub | ast.UAdd):
            raise MismatchError("S103", self.start(node), "“~” is not part of the expression language.")
        if part.kind not in NUMBERS:
            raise MismatchError(
                "S104", part.start, f"A sign stands before a number, not before {with_article(part.kind)}."
            )
        if isinstance(node.op, ast.UAdd):
            return self.typed(node, part.node, part.type)
        if isinstance(part.node, Constant) and isinstance(part.node.value, int | Decimal):
            return self.typed(node, Constant(-part.node.value), part.type)
        return self.typed(node, Negative(part.node), part.type)

    def _choose(self, node: ast.IfExp) -> Typed:
        then, condition, otherwise = self.each([node.body, node.test, node.orelse], self.read)
        self.condition(condition, "What stands between “if” and “else”")
        type_ = common(then, otherwise)
        return self.typed(node, Choose(then.node, condition.node, otherwise.node), type_)

    def _calculate(self, node: ast.BinOp) -> Typed:
        """Read a chain such as `a + b - c` step by step; its length does not count as depth."""
        steps = [node]
        while isinstance(steps[-1].left, ast.BinOp):
            steps.append(steps[-1].left)
        if len(steps) > LONGEST_CHAIN:
            raise MismatchError(
                "S108", self.start(node), f"This calculation has more than {LONGEST_CHAIN} steps."
            )
        steps.reverse()
        for step in steps:
            if type(step.op) not in _CALCULATIONS:
                hint = _WORDS_FOR_SIGNS.get(type(step.op))
                raise MismatchError(
                    "S103", self.end(step.left), "Only + - * / can be used to calculate.", hint
                )
        total, *others = self.each([steps[0].left, *(step.right for step in steps)], self.read)
        for step, other in zip(steps, others, strict=True):
            op = _CALCULATIONS[type(step.op)]
            type_ = calculated(op, total, other)
            total = self.typed(step, Arithmetic(op, total.node, other.node, self.text(step)), type_)
        return total
