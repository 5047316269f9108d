"""The functions of the expression language: what each takes, and which node it becomes."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from onboard_tui.script.expression import (
    RAISED_STATES,
    UNRESOLVED,
    AllRows,
    AnswerState,
    AnyRow,
    CellFilled,
    Column,
    Constant,
    CountFlags,
    CountRows,
    DaysUntil,
    Empty,
    ExprType,
    Extreme,
    FlagQuery,
    FlagState,
    GatesMissing,
    Has,
    Kind,
    Name,
    OrElse,
    Round,
    StateTest,
    SumRows,
    Today,
)
from onboard_tui.script.habits import written_date
from onboard_tui.script.model import FlagKind, Severity
from onboard_tui.script.problems import closest
from onboard_tui.script.typing_rules import (
    A_DATE,
    NUMBERS,
    ORDERED,
    YES_NO,
    MismatchError,
    Typed,
    check_option,
    common,
    listed,
    with_article,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum

    from onboard_tui.script.translate import Translation

NUMBER = ExprType(Kind.NUMBER)
DATE = ExprType(Kind.DATE)

_E = TypeVar("_E", bound="StrEnum")


@dataclass(frozen=True, slots=True)
class Function:
    """One function: how it is written, how many arguments it takes, and what makes its node."""

    form: str
    least: int
    most: int
    make: Callable[[Translation, ast.Call], Typed]


def call(self: Translation, node: ast.Call) -> Typed:
    """Translate a call of one of the language's functions."""
    if not isinstance(node.func, ast.Name):
        raise MismatchError(
            "S103", self.start(node), f"“{self.text(node.func)}” is not a function of the language."
        )
    name = node.func.id
    function = FUNCTIONS.get(name)
    if function is None:
        close = closest(name, FUNCTIONS)
        hint = f"Did you mean “{close}”?" if close else f"The functions are {', '.join(sorted(FUNCTIONS))}."
        raise MismatchError("S106", self.start(node), f"There is no function “{name}”.", hint)
    starred = [each for each in node.args if isinstance(each, ast.Starred)]
    unwanted = node.keywords and name != "count_flags"
    if starred or unwanted or not function.least <= len(node.args) <= function.most:
        raise MismatchError(
            "S107",
            self.start(node),
            f"“{name}” is called with the wrong arguments.",
            f"Write {function.form}.",
        )
    return function.make(self, node)


def _state_test(state: AnswerState) -> Callable[[Translation, ast.Call], Typed]:
    def make(self: Translation, node: ast.Call) -> Typed:
        argument = node.args[0]
        function = self.text(node.func)
        if not isinstance(argument, ast.Name):
            raise MismatchError(
                "S107",
                self.start(argument),
                f"“{function}” asks about one question.",
                f"Write {function}(question).",
            )
        name = argument.id
        if self.row is not None and name in self.row:
            if state is AnswerState.ANSWERED:
                return self.typed(node, CellFilled(name), YES_NO)
            raise MismatchError(
                "S107",
                self.start(argument),
                f"“{name}” is a column, and a cell is either filled in or empty.",
                f"Write answered({name}) or not answered({name}).",
            )
        symbol = self.symbols.known.get(name)
        if symbol is None:
            raise self.unknown_name(argument)
        if not symbol.is_question:
            raise MismatchError(
                "S107",
                self.start(argument),
                f"“{name}” is a computed value; “{function}” asks about a question.",
                "Ask about the questions that it is worked out from.",
            )
        return self.typed(node, StateTest(name, state), YES_NO)

    return make


def _has(self: Translation, node: ast.Call) -> Typed:
    part, option = self.each(node.args, self.read)
    words = self.source[part.start : part.end]
    if part.kind is not Kind.CHOICES:
        hint = f"Write {words} == {self.text(node.args[1])}." if part.kind is Kind.CHOICE else None
        raise MismatchError(
            "S104",
            part.start,
            f"“has” looks into a question with several choices; “{words}” is {with_article(part.kind)}.",
            hint,
        )
    if option.literal is None:
        raise MismatchError(
            "S107", option.start, "“has” needs one option in quotes.", f"Write has({words}, 'option')."
        )
    check_option(part.type, option.literal, option.start, words)
    return self.typed(node, Has(part.node, option.literal), YES_NO)


def _empty(self: Translation, node: ast.Call) -> Typed:
    part = self.read(node.args[0])
    if part.kind not in {Kind.TEXT, Kind.CHOICES, Kind.TABLE} and not isinstance(part.node, Column):
        words = self.source[part.start : part.end]
        raise MismatchError(
            "S104",
            part.start,
            f"“empty” asks whether a text, a table or a list of choices has anything in it; “{words}” is {with_article(part.kind)}.",
            f"Write not answered({words}).",
        )
    return self.typed(node, Empty(part.node), YES_NO)


def _rows(self: Translation, node: ast.Call) -> Typed:
    function = self.text(node.func)
    table, body = node.args
    if self.row is not None:
        raise MismatchError(
            "S107",
            self.start(node),
            f"“{function}” cannot stand inside the condition of a row.",
            "Give it a name under “computed”.",
        )
    part = self.read(table)
    if part.kind is not Kind.TABLE or not isinstance(part.node, Name):
        raise MismatchError(
            "S104",
            part.start,
            f"“{function}” looks into a table; “{self.text(table)}” is {with_article(part.kind)}.",
        )
    inner = self.inside_row(self.symbols.known[part.node.name].columns, part.node.name)
    if isinstance(body, ast.Constant) and isinstance(body.value, str):
        raise MismatchError(
            "S104",
            self.start(body),
            "The condition of a row stands without quotes.",
            "Take the outer quotes away.",
        )
    read = inner.read(body)
    if function == "sum_rows":
        if read.kind not in NUMBERS:
            raise MismatchError(
                "S104", read.start, f"“sum_rows” adds numbers, not {with_article(read.kind)}."
            )
        return self.typed(node, SumRows(part.node.name, read.node), read.type)
    self.condition(read, "The condition of a row")
    if function == "count_rows":
        return self.typed(node, CountRows(part.node.name, read.node), NUMBER)
    made = (AnyRow if function == "any_row" else AllRows)(part.node.name, read.node)
    return self.typed(node, made, YES_NO)


def _date(self: Translation, node: ast.Call) -> Typed:
    argument = node.args[0]
    value = argument.value if isinstance(argument, ast.Constant) else None
    if isinstance(value, str) and len(value) == len("2026-12-31"):
        try:
            return self.typed(node, Constant(date.fromisoformat(value)), DATE)
        except ValueError:
            pass
    raise MismatchError(
        "S107",
        self.start(argument),
        f"“{self.text(argument)}” is not a date.",
        f"Write it as {(written_date(value) if isinstance(value, str) else None) or A_DATE}.",
    )


def _days_until(self: Translation, node: ast.Call) -> Typed:
    part = self.read(node.args[0])
    if part.kind is not Kind.DATE:
        words = self.text(node.args[0])
        written = None if part.literal is None else written_date(part.literal)
        raise MismatchError(
            "S104",
            part.start,
            f"“days_until” needs a date; “{words}” is {with_article(part.kind)}.",
            f"Write days_until({written})." if written else None,
        )
    return self.typed(node, DaysUntil(part.node), NUMBER)


def _or_else(self: Translation, node: ast.Call) -> Typed:
    part, fallback = self.each(node.args, self.read)
    if part.kind in {Kind.CHOICES, Kind.TABLE}:
        raise MismatchError("S104", part.start, f"“or_else” cannot stand in for {with_article(part.kind)}.")
    return self.typed(node, OrElse(part.node, fallback.node), common(part, fallback))


def _extreme(self: Translation, node: ast.Call) -> Typed:
    parts = self.each(node.args, self.read)
    function = self.text(node.func)
    for part in parts:
        if part.kind not in ORDERED:
            raise MismatchError(
                "S104",
                part.start,
                f"“{function}” chooses among numbers, amounts or dates, not {with_article(part.kind)}.",
            )
    type_ = parts[0].type
    for part in parts[1:]:
        type_ = ExprType(Kind.MONEY) if Kind.MONEY in {type_.kind, common(parts[0], part).kind} else type_
    return self.typed(node, Extreme(tuple(part.node for part in parts), function == "max"), type_)


_PLACES = 12


def _round(self: Translation, node: ast.Call) -> Typed:
    part, *places = self.each(node.args, self.read)
    if part.kind not in NUMBERS:
        raise MismatchError("S104", part.start, f"“round” rounds a number, not {with_article(part.kind)}.")
    number = 0
    for each in places:
        value = each.node.value if isinstance(each.node, Constant) else None
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) > _PLACES:
            raise MismatchError(
                "S107",
                each.start,
                f"Decimal places are a whole number up to {_PLACES}.",
                "Write round(x, 2).",
            )
        number = value
    return self.typed(node, Round(part.node, number), part.type)


def _count_flags(self: Translation, node: ast.Call) -> Typed:
    form = FUNCTIONS["count_flags"].form
    given: dict[str, ast.expr] = {}
    for each in node.keywords:
        if each.arg not in {"severity", "kind", "state", "no_steer"} or each.arg in given:
            close = closest(each.arg or "", ["severity", "kind", "state", "no_steer"])
            hint = f"Did you mean “{close}”?" if close and close not in given else f"Write {form}."
            raise MismatchError(
                "S107", self.start(each.value), f"“count_flags” does not take “{each.arg}”.", hint
            )
        given[each.arg] = each.value
    no_steer: bool | None = None
    if "no_steer" in given:
        value = self.read(given["no_steer"])
        if not isinstance(value.node, Constant) or not isinstance(value.node.value, bool):
            raise MismatchError(
                "S107", value.start, "“no_steer” is either true or false.", "Write no_steer=true."
            )
        no_steer = value.node.value
    query = FlagQuery(
        _words(self, given.get("severity"), {each.value: each for each in Severity}, "severity"),
        _words(self, given.get("kind"), {each.value: each for each in FlagKind}, "kind"),
        _words(
            self, given.get("state"), {each.value: each for each in RAISED_STATES}, "state of a raised flag"
        ),
        no_steer,
    )
    return self.typed(node, CountFlags(query), NUMBER)


def _words(self: Translation, node: ast.expr | None, known: Mapping[str, _E], what: str) -> frozenset[_E]:
    """Read one word, or a list of them, out of a closed set."""
    if node is None:
        return frozenset()
    found: set[_E] = set()
    for each in node.elts if isinstance(node, ast.List) else [node]:
        word = each.value if isinstance(each, ast.Constant) else None
        if not isinstance(word, str) or word not in known:
            close = closest(word, known) if isinstance(word, str) else None
            hint = f"Did you mean '{close}'?" if close else f"Write {listed(known)}."
            raise MismatchError("S107", self.start(each), f"{self.text(each)} is not a {what}.", hint)
        found.add(known[word])
    return frozenset(found)


def _unresolved(self: Translation, node: ast.Call) -> Typed:
    severities = _words(self, node.args[0], {each.value: each for each in Severity}, "severity")
    return self.typed(
        node, CountFlags(FlagQuery(severities, states=frozenset[FlagState](UNRESOLVED))), NUMBER
    )


FUNCTIONS: Mapping[str, Function] = {
    "answered": Function("answered(question)", 1, 1, _state_test(AnswerState.ANSWERED)),
    "dont_know": Function("dont_know(question)", 1, 1, _state_test(AnswerState.DONT_KNOW)),
    "declined": Function("declined(question)", 1, 1, _state_test(AnswerState.DECLINED)),
    "has": Function("has(question, 'option')", 2, 2, _has),
    "empty": Function("empty(question)", 1, 1, _empty),
    "any_row": Function("any_row(table, CONDITION)", 2, 2, _rows),
    "all_rows": Function("all_rows(table, CONDITION)", 2, 2, _rows),
    "count_rows": Function("count_rows(table, CONDITION)", 2, 2, _rows),
    "sum_rows": Function("sum_rows(table, NUMBER)", 2, 2, _rows),
    "date": Function("date('2026-12-31')", 1, 1, _date),
    "days_until": Function("days_until(date)", 1, 1, _days_until),
    "today": Function("today()", 0, 0, lambda self, node: self.typed(node, Today(), DATE)),
    "or_else": Function("or_else(question, x)", 2, 2, _or_else),
    "min": Function("min(a, b)", 2, 20, _extreme),
    "max": Function("max(a, b)", 2, 20, _extreme),
    "round": Function("round(x, 2)", 1, 2, _round),
    "count_flags": Function("count_flags(severity=, kind=, state=, no_steer=)", 0, 0, _count_flags),
    "unresolved": Function("unresolved('major')", 1, 1, _unresolved),
    "gates_missing": Function(
        "gates_missing()", 0, 0, lambda self, node: self.typed(node, GatesMissing(), NUMBER)
    ),
}
"""All functions, by name. See "Functions" in docs/script-language.md."""
