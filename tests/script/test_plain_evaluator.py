"""The expression language against an interpreter that walks Python's own syntax tree, one obvious rule after the other."""

from __future__ import annotations

import ast
import operator
import re
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import example, given
from hypothesis import strategies as st

from onboard_tui.script.expression import AnswerState, Missing
from tests.script.test_expression import ANSWERS, NA, TODAY, Answers, U, maybe, read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hypothesis.strategies import DrawFn

SIGNS: Mapping[type[ast.AST], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
    ast.Add: lambda a, b: a + (timedelta(int(b)) if isinstance(a, date) else b),
    ast.Sub: lambda a, b: (a - b).days if isinstance(a, date) else a - b,
    ast.Mult: operator.mul,
    ast.Div: lambda a, b: U if b == 0 else Fraction(a) / Fraction(b),
}


class Plainly:
    """Works out a text over answers. Fractions stand for numbers, and nothing is compiled, typed or remembered."""

    def __init__(self, scope: Answers, row: Mapping[str, Any] | None = None) -> None:
        self.scope = scope
        self.row = row

    def of(self, node: ast.AST) -> Any:
        """Give the value of a part, or how it is missing."""
        return getattr(self, type(node).__name__.lower())(node)

    def needing(self, parts: list[ast.expr], work: Callable[..., Any]) -> Any:
        """Work with values that all have to be there."""
        values = [self.of(part) for part in parts]
        gaps = [value for value in values if isinstance(value, Missing)]
        if gaps:
            return NA if all(gap is NA for gap in gaps) else U
        return work(*values)

    def constant(self, node: ast.Constant) -> Any:
        """A number is exact; a text is itself."""
        return Fraction(str(node.value)) if isinstance(node.value, int | float) else node.value

    def name(self, node: ast.Name) -> Any:
        """A cell of the row at hand, or an answer."""
        if self.row is not None and node.id in self.row:
            value = U if self.row[node.id] is None else self.row[node.id]
        else:
            value = {"true": True, "false": False, "limit": 3}.get(node.id, self.scope.value(node.id))
        return Fraction(value) if isinstance(value, int) and not isinstance(value, bool) else value

    def list(self, node: ast.List) -> Any:
        """What is looked into."""
        return [self.of(each) for each in node.elts]

    def unaryop(self, node: ast.UnaryOp) -> Any:
        """The contrary, or the other sign."""
        return self.needing([node.operand], operator.not_ if isinstance(node.op, ast.Not) else operator.neg)

    def boolop(self, node: ast.BoolOp) -> Any:
        """One side that decides is enough."""
        values = [self.of(each) for each in node.values]
        decisive = isinstance(node.op, ast.Or)
        gaps = [value for value in values if isinstance(value, Missing)]
        if any(value is decisive for value in values):
            return decisive
        return (NA if all(gap is NA for gap in gaps) else U) if gaps else not decisive

    def compare(self, node: ast.Compare) -> Any:
        """A chain is all of its links."""
        sides = [node.left, *node.comparators]
        tests = [
            self.needing([left, right], SIGNS[type(sign)])
            for left, sign, right in zip(sides, node.ops, sides[1:], strict=False)
        ]
        gaps = [each for each in tests if isinstance(each, Missing)]
        if False in tests:
            return False
        return (NA if all(gap is NA for gap in gaps) else U) if gaps else True

    def binop(self, node: ast.BinOp) -> Any:
        """A calculation."""
        return self.needing([node.left, node.right], SIGNS[type(node.op)])

    def ifexp(self, node: ast.IfExp) -> Any:
        """One or the other."""
        held = self.of(node.test)
        return held if isinstance(held, Missing) else self.of(node.body if held else node.orelse)

    def call(self, node: ast.Call) -> Any:  # noqa: PLR0911 - one function after the other
        """A function."""
        assert isinstance(node.func, ast.Name)
        parts = node.args
        match node.func.id:
            case "answered" | "dont_know" | "declined" as asked:
                assert isinstance(parts[0], ast.Name)
                return self.scope.state(parts[0].id) is AnswerState(asked)
            case "has":
                return self.needing(parts, lambda ticked, option: option in ticked)
            case "empty":
                return self.needing(
                    parts, lambda value: not (value.strip() if isinstance(value, str) else value)
                )
            case "today":
                return TODAY
            case "date":
                return self.needing(parts, date.fromisoformat)
            case "days_until":
                return self.needing(parts, lambda day: (day - TODAY).days)
            case "min" | "max" as chosen:
                return self.needing(parts, min if chosen == "min" else max)
            case "round":
                return self.needing(parts, lambda number, places: Fraction(round(number, int(places))))
            case "or_else":
                found = self.of(parts[0])
                return self.of(parts[1]) if isinstance(found, Missing) else found
            case rows:
                return self.needing([parts[0]], lambda found: self.over_rows(rows, found, parts[1]))

    def over_rows(self, word: str, rows: tuple[Mapping[str, Any], ...], body: ast.expr) -> Any:
        """Look at each row by itself, and at all results together."""
        results = [Plainly(self.scope, row).of(body) for row in rows]
        gaps = [each for each in results if isinstance(each, Missing)]
        decisive = {"any_row": True, "all_rows": False}.get(word)
        if decisive is not None and decisive in [each for each in results if isinstance(each, bool)]:
            return decisive
        if gaps:
            return NA if all(gap is NA for gap in gaps) else U
        return sum(results, Fraction(0)) if decisive is None else not decisive


# ---- Texts of expressions: forms with holes, filled with forms. Most have no brackets, so that what binds tighter counts.

CONDITION, NUMBER, IN_ROW = "c", "n", "r"
FORMS = {
    CONDITION: [
        *("<c> and <c>", "<c> or <c>", "not <c>", "not (<c>)", "(<c>) == (<c>)", "(<c> if <c> else p)"),
        *(f"<n> {sign} <n>" for sign in ("==", "!=", "<", "<=", ">", ">=")),
        *("<n> <= <n> < <n>", "<n> > <n> >= <n>", "any_row(rows, <r>)", "all_rows(rows, <r>)"),
    ],
    NUMBER: [
        *("<n> + <n>", "<n> - <n>", "(<n>) * <n>", "-(<n>)", "(<n> if <c> else <n>)"),
        *("<n> / 2", "(<n>) / 4", "<n> / x", "<n> / 0"),  # no divisor that gives endless decimals
        *("or_else(<n>, <n>)", "min(<n>, <n>)", "max(<n>, <n>, 1)", "round(<n>, 1)"),
        *(
            "count_rows(rows, <r>)",
            "sum_rows(rows, n * 2)",
            "sum_rows(rows, n + x)",
            "(due - date('2026-03-05'))",
        ),
    ],
    IN_ROW: ["<r> and <r>", "<r> or not <r>", "n + x > <n>", "<n> <= n < 4", "(<r>) != (<c>)"],
}
ENDS = {
    CONDITION: [
        *("p", "q", "true", "p == q", "p != true", "pick == 'a'", "pick != 'b'", "pick in ['a', 'c']"),
        *(
            "pick not in ['b']",
            "pick == same",
            "has(ticked, 'a')",
            "empty(words)",
            "empty(ticked)",
            "empty(rows)",
        ),
        *("words == 'yes'", "answered(x)", "dont_know(p)", "declined(pick)"),
        *("due > date('2026-03-05')", "due + 2 <= today()", "days_until(due) < x"),
    ],
    NUMBER: ["x", "y", "limit", "0", "1", "2.5", "days_until(due)"],
    IN_ROW: ["met", "not met", "n > 2", "part == 'a'", "part in ['b']", "answered(met)", "p", "n == x"],
}


@st.composite
def texts(draw: DrawFn, kind: str = CONDITION, deep: int = 4) -> str:
    """Write an expression of a kind."""
    form = draw(st.sampled_from(FORMS[kind] if deep else ENDS[kind]))
    inside = kind == IN_ROW
    return re.sub("<(.)>", lambda hole: draw(texts(hole[1], 0 if inside else deep - 1)), form)


MORE = st.fixed_dictionaries(
    {
        "due": maybe(st.integers(-9, 9).map(lambda days: TODAY + timedelta(days))),
        "words": maybe(st.sampled_from(["", " ", "yes"])),
        "same": maybe(st.sampled_from("bcd")),
        "x": maybe(st.sampled_from([0, 1, 2, 4, 5])),
    }
)
STATES = st.dictionaries(
    st.sampled_from(["p", "pick"]), st.sampled_from([AnswerState.DONT_KNOW, AnswerState.DECLINED])
)


@given(texts(), ANSWERS, MORE, STATES)
@example("not p == q or x / 0 > 1 and p", {"p": True, "q": False, "x": 1}, {}, {})
def test_an_expression_means_what_pythons_tree_says(
    text: str, answers: dict[str, Any], more: dict[str, Any], states: dict[str, AnswerState]
) -> None:
    """Parsing, types, closures, three values and exact numbers: all of it together gives the obvious result."""
    scope = Answers({**answers, **more} | dict.fromkeys(states, U), states)

    assert read(text).evaluate(scope) == Plainly(scope).of(ast.parse(text, mode="eval").body)
