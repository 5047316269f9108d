"""What a rule looks at and works out, in words: an answer, a number of rows, the days until a date."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Self, TypeAlias

from onboard_tui.script.expression import (
    Arithmetic,
    Choose,
    Column,
    Constant,
    CountFlags,
    CountRows,
    DaysUntil,
    Extreme,
    GatesMissing,
    Kind,
    Name,
    Negative,
    OrElse,
    Round,
    SumRows,
    Today,
)
from onboard_tui.script.flag_words import counted
from onboard_tui.script.model import QuestionType
from onboard_tui.script.symbols import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from onboard_tui.script.expression import Node
    from onboard_tui.script.model import Column as TableColumn
    from onboard_tui.script.model import Question, Script

_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_CALCULATIONS: Final = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}


def called(name: str, script: Script) -> str:
    """Give what an expression's name stands for as a seller knows it: a question in its words, the rest by title."""
    question = script.question_by_id.get(name)
    if question is not None:
        return quoted(_PLACE.sub(lambda found: _gap(found, script), question.ask))
    titles = [each.title for each in script.computed if each.id == name]
    titles += [fact.text for ladder in script.ladders for fact in ladder.facts if fact.id == name]
    titles += [ladder.title for ladder in script.ladders if ladder.id == name]
    return quoted(next(filter(None, titles), "") or name.replace("_", " "))


def _gap(found: re.Match[str], script: Script) -> str:
    """Leave a gap where an earlier answer is put into a question."""
    inserted = found[1] in script.question_by_id or found[1] in script.computed_by_id
    return "…" if inserted else found[0]


def quoted(text: str) -> str:
    """Put the script's own words in quotation marks, on one line."""
    return f"“{' '.join(text.split())}”"


class ValueWords(ABC):
    """The words for values; in a table its columns are read first."""

    def __init__(
        self, script: Script, names: Mapping[str, str] | None = None, table: Question | None = None
    ) -> None:
        self.script = script
        self._names = names or {}
        self._columns = {column.id: column for column in table.columns} if table else {}

    @abstractmethod
    def condition(self, node: Node, *, negated: bool = False) -> str:
        """Say what has to be so; `negated`, what must not be."""

    def value(self, node: Node) -> str:
        """Say what is looked at, or worked out."""
        words = _WORDS.get(type(node))
        return f"whether {self.condition(node)}" if words is None else words(self, node)

    def within(self, node: Node) -> str:
        """Say a part of something larger, in brackets where it would run into the rest."""
        said = self.value(node)
        return f"({said})" if isinstance(node, Arithmetic | Choose | CountRows | Round | SumRows) else said

    def row(self, table: str) -> Self:
        """Give the words for a row of a table."""
        return type(self)(self.script, self._names, self.script.question_by_id.get(table))

    def called(self, name: str) -> str:
        """Give what a name stands for, as it is called on the paper that the words are for."""
        return self._names.get(name) or called(name, self.script)

    def name(self, name: str) -> str:
        """Say whose value is read."""
        words = self.called(name)
        is_question = name in self.script.question_by_id and name not in self._names
        return f"the answer to {words}" if is_question else words

    def column(self, name: str) -> str:
        """Say which cell of the row is read."""
        column = self._columns.get(name)
        return quoted((column.text if column else "") or name.replace("_", " "))

    def constant(self, value: object, beside: Node) -> str:
        """Say a literal; what it stands beside says which option, or how much of what, it is."""
        match value:
            case bool():
                return "yes" if value else "no"
            case str():
                asked = self._asked(beside)
                texts = [option.text for option in asked.options if option.id == value] if asked else []
                return quoted(next(filter(None, texts), "") or value)
            case date():
                return f"{value.day} {value:%B %Y}"
            case int() | Decimal():
                return self._number(value, beside)
        return str(value)

    def _number(self, value: int | Decimal, beside: Node) -> str:
        number = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        asked = self._asked(beside)
        if self.kind(beside) is Kind.MONEY:
            return f"{self.script.currency} {number}"
        if asked is not None and asked.type is QuestionType.PERCENT:
            return f"{number}%"
        unit = getattr(asked, "unit", "") if value != 1 else ""  # a unit stands for several: “1 guests”
        return f"{number} {unit}" if unit else number

    def kind(self, node: Node) -> Kind:
        """Give what kind of value a part is, as far as the words depend on it."""
        asked = self._asked(node)
        if asked is not None:
            return KINDS[asked.type]
        match _behind(node):
            case Name(name) if name in self.script.computed_by_id:
                return self.script.computed_by_id[name].value.type.kind
            case Constant(value):
                return Kind.DATE if isinstance(value, date) else Kind.NUMBER
            case SumRows(table, body):
                return self.row(table).kind(body)
            case Arithmetic(op, left, right):
                return _kind_of_result(op, self.kind(left), self.kind(right))
            case Today():
                return Kind.DATE
        return Kind.NUMBER

    def _asked(self, node: Node) -> Question | TableColumn | None:
        """Give the question or column whose answer a part is."""
        match _behind(node):
            case Name(name):
                return self.script.question_by_id.get(name)
            case Column(name):
                return self._columns.get(name)
        return None


def _behind(node: Node) -> Node:
    """Give the part by which it is known what kind of value a larger part is."""
    match node:
        case OrElse(operand, _) | Choose(operand, _, _) | Negative(operand) | Round(operand, _):
            return _behind(operand)
        case Extreme(operands, _):
            return _behind(operands[0])
    return node


def _kind_of_result(op: str, left: Kind, right: Kind) -> Kind:
    if Kind.DATE in {left, right}:
        return Kind.NUMBER if left is right else Kind.DATE
    if op == "/" and left is right:
        return Kind.NUMBER
    return Kind.MONEY if Kind.MONEY in {left, right} else Kind.NUMBER


def _calculation(words: ValueWords, node: Arithmetic) -> str:
    left, right = words.within(node.left), words.within(node.right)
    days = [words.kind(each) is Kind.DATE for each in (node.left, node.right)]
    if all(days):
        return f"the number of days from {right} to {left}"
    if any(days):
        day, number = (left, right) if days[0] else (right, left)
        return f"the day {number} days {'after' if node.op == '+' else 'before'} {day}"
    return f"{left} {_CALCULATIONS[node.op]} {right}"


def _choice(words: ValueWords, node: Choose) -> str:
    then, otherwise = words.within(node.then), words.within(node.otherwise)
    return f"{then} where {words.condition(node.condition)}, and otherwise {otherwise}"


def _rows_counted(words: ValueWords, node: CountRows) -> str:
    table = words.called(node.table)
    return f"the number of rows of {table} in which {words.row(node.table).condition(node.body)}"


def _rows_added(words: ValueWords, node: SumRows) -> str:
    table = words.called(node.table)
    return f"the sum of {words.row(node.table).within(node.body)} over the rows of {table}"


def _extreme(words: ValueWords, node: Extreme) -> str:
    *first, last = map(words.within, node.operands)
    listed = f"{', '.join(first)} and {last}" if first else last
    return f"the {'largest' if node.largest else 'smallest'} of {listed}"


def _rounded(words: ValueWords, node: Round) -> str:
    exactly = f"to {node.places} decimals" if node.places > 0 else "to a whole number"
    return f"{words.within(node.operand)}, rounded {exactly}"


def _with_fallback(words: ValueWords, node: OrElse) -> str:
    return f"{words.value(node.operand)} (or {words.value(node.fallback)} where there is none)"


_Words: TypeAlias = "Callable[[ValueWords, Any], str]"

_WORDS: Final[Mapping[type[Node], _Words]] = {
    Name: lambda words, node: words.name(node.name),
    Column: lambda words, node: words.column(node.name),
    Constant: lambda words, node: words.constant(node.value, node),
    Arithmetic: _calculation,
    Negative: lambda words, node: f"minus {words.within(node.operand)}",
    Choose: _choice,
    OrElse: _with_fallback,
    CountRows: _rows_counted,
    SumRows: _rows_added,
    Today: lambda _words, _node: "today",
    DaysUntil: lambda words, node: f"the number of days until {words.within(node.operand)}",
    Extreme: _extreme,
    Round: _rounded,
    CountFlags: lambda _words, node: f"the number of {counted(node.query)}",
    GatesMissing: lambda _words, _node: "the number of gate questions without a confirmed answer",
}
"""How each part of an expression is said that gives a value; all other parts are conditions."""
