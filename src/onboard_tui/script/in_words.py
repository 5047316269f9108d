"""Rules as a person would say them: the answer to “How long should it run?” is “12 months”.

The words are the program's own English; what stands in quotation marks is the script's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from onboard_tui.script.expression import (
    AllRows,
    And,
    AnswerState,
    AnyRow,
    CellFilled,
    Choose,
    Column,
    Compare,
    Constant,
    CountFlags,
    CountRows,
    Empty,
    GatesMissing,
    Has,
    Kind,
    Member,
    Name,
    Not,
    OrElse,
    Rows,
    StateTest,
)
from onboard_tui.script.nodes import Logic
from onboard_tui.script.value_words import ValueWords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.expression import Expression, Node
    from onboard_tui.script.model import Script
    from onboard_tui.script.nodes import Comparison

_OPPOSITE: Final[Mapping[Comparison, Comparison]] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    ">=": "<",
    ">": "<=",
    "<=": ">",
}
_MIRRORED: Final[Mapping[Comparison, Comparison]] = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_OF_DAYS: Final[Mapping[Comparison, str]] = {
    "<": "is before",
    "<=": "is on or before",
    ">": "is after",
    ">=": "is on or after",
}
_OF_AMOUNTS: Final[Mapping[Comparison, str]] = {
    "<": "is less than",
    "<=": "is at most",
    ">": "is more than",
    ">=": "is at least",
}
_STATES: Final[Mapping[AnswerState, str]] = {
    AnswerState.ANSWERED: "given",
    AnswerState.DONT_KNOW: "“they do not know”",
    AnswerState.DECLINED: "“they will not say”",
}


def in_words(expression: Expression, script: Script, names: Mapping[str, str] | None = None) -> str:
    """Say a condition, or what else an expression gives, without a full stop; the same words every time.

    `names` are what some questions are called instead of their own words, by id.
    """
    words = _RuleWords(script, names)
    if expression.type.kind is Kind.YES_NO:
        return words.condition(expression.root)
    return words.value(expression.root)


class _Said(NamedTuple):
    """One statement, in the parts by which it goes together with others about the same thing."""

    subject: str
    verb: str
    rest: str

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


class _RuleWords(ValueWords):
    """The words for conditions."""

    def condition(self, node: Node, *, negated: bool = False) -> str:
        """Say what has to be so; `negated`, what must not be."""
        match node:
            case Not(operand):
                return self.condition(operand, negated=not negated)
            case Logic():
                link = _link(node, negated=negated)
                return f", {link} ".join(map(str, self._together(node, link, negated=negated)))
            case Constant(value):
                return "never" if value is negated else "always"
        return str(self.said(node, negated=negated))

    def _together(self, node: Logic, link: str, *, negated: bool) -> list[_Said]:
        """Give the statements of a condition; what is said in a row about one thing names it once."""
        said: list[_Said] = []
        for each in self._terms(node, link, negated=negated):
            before = said[-1] if said else None
            if before and each.subject and before.subject == each.subject:
                same = before.verb == each.verb and (
                    each.verb == "includes" or (each.verb, link) == ("is", "or")
                )
                more = each.rest if same else f"{each.verb} {each.rest}".rstrip()
                said[-1] = before._replace(rest=f"{before.rest} {link} {more}")
            else:
                said.append(each)
        return said

    def _terms(self, node: Logic, link: str, *, negated: bool) -> list[_Said]:
        terms: list[_Said] = []
        for each in node.terms:
            term, opposite = each, negated
            while isinstance(term, Not):
                term, opposite = term.operand, not opposite
            if not isinstance(term, Logic):
                said = self.said(term, negated=opposite)
                several = isinstance(term, Rows) and isinstance(term.body, Logic)
                terms.append(_bracketed(str(said)) if several else said)
            elif _link(term, negated=opposite) == link:
                terms += self._terms(term, link, negated=opposite)
            else:
                terms.append(self._other_way_round(term, negated=opposite))
        return terms

    def _other_way_round(self, node: Logic, *, negated: bool) -> _Said:
        """Say an `or` inside an `and`, or an `and` inside an `or`, in brackets where it needs them."""
        link = _link(node, negated=negated)
        said = self._together(node, link, negated=negated)
        words = f", {link} ".join(map(str, said))
        return _Said("", "", words) if len(said) == 1 and link == "or" else _bracketed(words)

    def said(self, node: Node, *, negated: bool) -> _Said:
        """Give one statement, whatever it is put together of."""
        words = _STATEMENTS.get(type(node))
        if words is not None:
            return words(self, node, negated=negated)
        if isinstance(node, Not | Logic | Constant):
            return _bracketed(self.condition(node, negated=negated))
        return _Said(self.value(node), "is", "no" if negated else "yes")


def _link(node: Logic, *, negated: bool) -> str:
    return "and" if isinstance(node, And) is not negated else "or"


def _bracketed(words: str) -> _Said:
    return _Said("", "", f"({words})")


def _name(words: _RuleWords, node: Name, *, negated: bool) -> _Said:
    if node.name in words.script.question_by_id:
        return _Said(words.name(node.name), "is", "no" if negated else "yes")
    return _Said(words.name(node.name), "is", "not true" if negated else "true")


def _comparison(words: _RuleWords, node: Compare, *, negated: bool) -> _Said:
    op, left, right = _OPPOSITE[node.op] if negated else node.op, node.left, node.right
    if isinstance(left, Constant) and not isinstance(right, Constant):
        op, left, right = _MIRRORED.get(op, op), right, left
    if isinstance(right, Constant) and isinstance(right.value, bool):
        return words.said(left, negated=(op == "==") is not right.value)
    if isinstance(left, CountFlags | CountRows | GatesMissing) and (op, right) == (">", Constant(0)):
        op, right = ">=", Constant(1)
    verb = (_OF_DAYS if words.kind(left) is Kind.DATE else _OF_AMOUNTS).get(op)
    if verb is None:
        alike = "" if isinstance(right, Constant) else " the same as"
        verb = f"is{' not' if op == '!=' else ''}{alike}"
    said = words.constant(right.value, left) if isinstance(right, Constant) else words.value(right)
    return _Said(words.value(left), verb, said)


def _membership(words: _RuleWords, node: Member, *, negated: bool) -> _Said:
    none_of = negated is not node.negated
    *first, last = (words.constant(item, node.operand) for item in node.items)
    listed = f"{', '.join(first)} {'nor' if none_of else 'or'} {last}" if first else last
    verb = "is neither" if none_of and first else "is not" if none_of else "is"
    return _Said(words.value(node.operand), verb, listed)


def _ticked(words: _RuleWords, node: Has, *, negated: bool) -> _Said:
    verb = "does not include" if negated else "includes"
    return _Said(words.value(node.operand), verb, words.constant(node.option, node.operand))


def _in_state(words: _RuleWords, node: StateTest, *, negated: bool) -> _Said:
    return _Said(words.name(node.name), "is not" if negated else "is", _STATES[node.state])


def _empty(words: _RuleWords, node: Empty, *, negated: bool) -> _Said:
    if isinstance(node.operand, Column):
        return _Said(words.column(node.operand.name), "is", "filled in" if negated else "empty")
    return _Said(words.value(node.operand), "has", "something in it" if negated else "nothing in it")


def _rows(words: _RuleWords, node: AnyRow | AllRows, *, negated: bool) -> _Said:
    every = isinstance(node, AllRows)
    body = words.row(node.table).condition(node.body, negated=every and negated)
    verb = (
        "has only rows" if every and not negated else "has no row" if negated and not every else "has a row"
    )
    return _Said(words.called(node.table), verb, f"in which {body}")


def _otherwise(words: _RuleWords, node: OrElse, *, negated: bool) -> _Said:
    """Say a yes or no for which something stands in where it is not known."""
    said = words.said(node.operand, negated=negated)
    if isinstance(node.fallback, Constant):
        return said if node.fallback.value is negated else _bracketed(f"{said}, or that is not known")
    other = words.condition(node.fallback, negated=negated)
    return _bracketed(f"{said}, or, where that is not known, {other}")


def _choice(words: _RuleWords, node: Choose, *, negated: bool) -> _Said:
    then, otherwise = (words.condition(each, negated=negated) for each in (node.then, node.otherwise))
    return _bracketed(f"{then} where {words.condition(node.condition)}, and otherwise {otherwise}")


def _filled_in(words: _RuleWords, node: CellFilled, *, negated: bool) -> _Said:
    return _Said(words.column(node.column), "is", "empty" if negated else "filled in")


class _Statement(Protocol):
    """Says one part of a condition."""

    def __call__(self, words: _RuleWords, node: Any, /, *, negated: bool) -> _Said:
        """Give the statement, or its opposite."""
        ...


_STATEMENTS: Final[Mapping[type[Node], _Statement]] = {
    Name: _name,
    Compare: _comparison,
    Member: _membership,
    Has: _ticked,
    StateTest: _in_state,
    CellFilled: _filled_in,
    Empty: _empty,
    AnyRow: _rows,
    AllRows: _rows,
    OrElse: _otherwise,
    Choose: _choice,
}
"""How each part of a condition is said that is more than a yes or no, or a word that puts others together."""
