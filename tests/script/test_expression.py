"""Expressions mean what the language says: three-valued, exact, and explained by the answers behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.script.expression import (
    AnswerState,
    CountFlags,
    Expression,
    ExprType,
    FlagQuery,
    FlagState,
    Kind,
    Missing,
    Name,
    Result,
)
from onboard_tui.script.model import FlagKind, Place, Severity
from onboard_tui.script.parse import parse_expression
from onboard_tui.script.symbols import Symbol, Symbols

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2026, 3, 2)
COLUMNS = {
    "n": ExprType(Kind.NUMBER),
    "met": ExprType(Kind.YES_NO),
    "part": ExprType(Kind.CHOICE, ("a", "b")),
    "wants": ExprType(Kind.TEXT),
}
SYMBOLS = Symbols(
    {
        symbol.name: symbol
        for symbol in (
            Symbol("p", ExprType(Kind.YES_NO)),
            Symbol("q", ExprType(Kind.YES_NO)),
            Symbol("x", ExprType(Kind.NUMBER)),
            Symbol("y", ExprType(Kind.NUMBER)),
            Symbol("price", ExprType(Kind.MONEY)),
            Symbol("due", ExprType(Kind.DATE)),
            Symbol("pick", ExprType(Kind.CHOICE, ("a", "b", "c"))),
            Symbol("same", ExprType(Kind.CHOICE, ("b", "c", "d"))),
            Symbol("ticked", ExprType(Kind.CHOICES, ("a", "b", "c"))),
            Symbol("words", ExprType(Kind.TEXT)),
            Symbol("rows", ExprType(Kind.TABLE), columns=COLUMNS),
            Symbol("total", ExprType(Kind.NUMBER), is_question=False),
        )
    },
    {"limit": 3},
)


@dataclass
class Answers:
    """A scope of plain answers; a name that is missing was not asked."""

    values: Mapping[str, Result] = field(default_factory=dict)
    states: Mapping[str, AnswerState] = field(default_factory=dict)
    flags: int = 0
    gates: int = 0
    notes: list[str] = field(default_factory=list)
    queries: list[FlagQuery] = field(default_factory=list)

    def value(self, name: str) -> Result:
        """Give the value put in."""
        return self.values.get(name, Missing.UNKNOWN)

    def state(self, name: str) -> AnswerState:
        """Give the state put in, or the one that goes with the value."""
        if name in self.states:
            return self.states[name]
        value = self.value(name)
        if value is Missing.NOT_APPLICABLE:
            return AnswerState.NOT_APPLICABLE
        return AnswerState.NOT_ASKED if value is Missing.UNKNOWN else AnswerState.ANSWERED

    def today(self) -> date:
        """Give the same day always."""
        return TODAY

    def count_flags(self, query: FlagQuery) -> int:
        """Remember what was asked for."""
        self.queries.append(query)
        return self.flags

    def gates_missing(self) -> int:
        """Give the number put in."""
        return self.gates

    def trouble(self, sentence: str) -> None:
        """Remember the sentence."""
        self.notes.append(sentence)


def read(source: str) -> Expression:
    """Read an expression that is right."""
    found = parse_expression(source, SYMBOLS, None, Place("x.yaml", 1, 1))
    assert isinstance(found, Expression), found
    return found


def result(source: str, **values: Any) -> Result:
    """Work out an expression over some answers."""
    return read(source).evaluate(Answers(values))


U, NA = Missing.UNKNOWN, Missing.NOT_APPLICABLE

# ---- The law: the compiled expressions against the plainest evaluator that can be written.


def slow(tree: Any, answers: Mapping[str, Any], row: Mapping[str, Any] | None = None) -> Any:  # noqa: C901, PLR0911, PLR0912 - a list of the rules, one after the other
    """Work out a tree by the words of the language page, with no thought for speed."""

    def missing(parts: list[Any]) -> Any:
        found = [part for part in parts if part in (U, NA)]
        return (NA if all(part is NA for part in found) else U) if found else None

    match tree:
        case ("value", value):
            return value
        case ("name", name):
            return answers.get(name, U)
        case ("cell", name):
            cell = row[name] if row else None
            return U if cell is None else cell
        case ("not", a):
            inner = slow(a, answers, row)
            return inner if inner in (U, NA) else not inner
        case (("and" | "or") as word, *parts):
            results = [slow(part, answers, row) for part in parts]
            decisive = word == "or"
            if decisive in [each for each in results if each not in (U, NA)]:
                return decisive
            gap = missing(results)
            return (not decisive) if gap is None else gap
        case (("==" | "!=" | "<" | "<=" | ">" | ">=" | "+" | "-" | "*") as sign, a, b):
            left, right = slow(a, answers, row), slow(b, answers, row)
            gap = missing([left, right])
            if gap is not None:
                return gap
            return {
                "==": lambda: left == right,
                "!=": lambda: left != right,
                "<": lambda: left < right,
                "<=": lambda: left <= right,
                ">": lambda: left > right,
                ">=": lambda: left >= right,
                "+": lambda: left + right,
                "-": lambda: left - right,
                "*": lambda: left * right,
            }[sign]()
        case ("in", a, values):
            inner = slow(a, answers, row)
            return inner if inner in (U, NA) else inner in values
        case ("if", a, condition, b):
            held = slow(condition, answers, row)
            return held if held in (U, NA) else slow(a if held else b, answers, row)
        case ("or_else", a, b):
            inner = slow(a, answers, row)
            return slow(b, answers, row) if inner in (U, NA) else inner
        case ("answered", name):
            return answers.get(name, U) not in (U, NA)
        case ("has", option):
            ticked = answers.get("ticked", U)
            return ticked if ticked in (U, NA) else option in ticked
        case (("any_row" | "all_rows" | "count_rows" | "sum_rows") as word, body):
            rows = answers.get("rows", U)
            if rows in (U, NA):
                return rows
            results = [slow(body, answers, each) for each in rows]
            if word == "any_row":
                return slow(("or", ("value", False), *(("value", each) for each in results)), answers)
            if word == "all_rows":
                return slow(("and", ("value", True), *(("value", each) for each in results)), answers)
            gap = missing(results)
            return sum(results) if gap is None else gap
    raise AssertionError(tree)


def written(tree: Any) -> str:  # noqa: C901, PLR0911 - a list of the forms, one after the other
    """Write a tree in the language."""
    match tree:
        case ("value", value):
            return (
                {True: "true", False: "false"}.get(value, str(value))
                if isinstance(value, bool)
                else repr(value)
            )
        case ("name", name) | ("cell", name):
            return cast("str", name)
        case ("not", a):
            return f"(not {written(a)})"
        case (("and" | "or") as word, *parts):
            return "(" + f" {word} ".join(written(part) for part in parts) + ")"
        case ("in", a, values):
            return f"({written(a)} in {list(values)!r})"
        case ("if", a, condition, b):
            return f"({written(a)} if {written(condition)} else {written(b)})"
        case ("or_else", a, b):
            return f"or_else({written(a)}, {written(b)})"
        case ("answered", name):
            return f"answered({name})"
        case ("has", option):
            return f"has(ticked, {option!r})"
        case (("any_row" | "all_rows" | "count_rows" | "sum_rows") as word, body):
            return f"{word}(rows, {written(body)})"
        case (sign, a, b):
            return f"({written(a)} {sign} {written(b)})"
    raise AssertionError(tree)


def conditions(*, in_row: bool) -> st.SearchStrategy[Any]:
    """Give trees that are true or false; inside a row they read its cells too."""
    numbers = st.one_of(
        st.integers(0, 5).map(lambda number: ("value", number)),
        st.sampled_from([("name", "x"), ("name", "y")] + ([("cell", "n")] if in_row else [])),
    )
    numbers = st.recursive(
        numbers,
        lambda inner: st.one_of(
            st.tuples(st.sampled_from(["+", "-", "*"]), inner, inner),
            st.tuples(st.just("or_else"), inner, inner),
        ),
        max_leaves=3,
    )
    atoms: list[st.SearchStrategy[Any]] = [
        st.booleans().map(lambda value: ("value", value)),
        st.sampled_from([("name", "p"), ("name", "q"), ("answered", "x"), ("answered", "p")]),
        st.tuples(st.sampled_from(["==", "!=", "<", "<=", ">", ">="]), numbers, numbers),
        st.tuples(st.just("in"), st.just(("name", "pick")), st.lists(st.sampled_from("abc"), min_size=1)),
        st.sampled_from(["a", "b"]).map(lambda option: ("has", option)),
    ]
    if in_row:
        atoms += [st.just(("cell", "met")), st.just(("==", ("cell", "part"), ("value", "a")))]
    else:
        atoms += [
            st.tuples(st.sampled_from(["any_row", "all_rows"]), st.deferred(lambda: conditions(in_row=True))),
            st.tuples(
                st.just(">="),
                st.tuples(st.just("count_rows"), st.deferred(lambda: conditions(in_row=True))),
                numbers,
            ),
            st.just((">", ("sum_rows", ("+", ("cell", "n"), ("name", "x"))), ("value", 4))),
        ]
    return st.recursive(
        st.one_of(atoms),
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner),
            st.tuples(st.just("and"), inner, inner),
            st.tuples(st.just("or"), inner, inner),
            st.tuples(st.just("or"), inner, inner, inner),
            st.tuples(st.just("if"), inner, inner, inner),
        ),
        max_leaves=6,
    )


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Give a value, or one of the two ways of missing it."""
    return st.one_of(values, st.sampled_from([U, NA]))


ANSWERS = st.fixed_dictionaries(
    {
        "p": maybe(st.booleans()),
        "q": maybe(st.booleans()),
        "x": maybe(st.integers(0, 5)),
        "y": maybe(st.integers(0, 5)),
        "pick": maybe(st.sampled_from("abc")),
        "ticked": maybe(st.sets(st.sampled_from("abc")).map(lambda each: tuple(sorted(each)))),
        "rows": maybe(
            st.lists(
                st.fixed_dictionaries(
                    {
                        "n": st.none() | st.integers(0, 5),
                        "met": st.none() | st.booleans(),
                        "part": st.none() | st.sampled_from("ab"),
                    }
                ),
                max_size=3,
            ).map(tuple)
        ),
    }
)


@given(conditions(in_row=False), ANSWERS)
def test_every_condition_means_what_the_plainest_evaluator_says(tree: Any, answers: dict[str, Any]) -> None:
    """Compiled closures and the language page agree on every condition and every standing."""
    assert read(written(tree)).evaluate(Answers(answers)) == slow(tree, answers)


@given(conditions(in_row=False), ANSWERS, st.data())
def test_the_answers_given_as_the_reason_are_enough(
    tree: Any, answers: dict[str, Any], data: st.DataObject
) -> None:
    """Changing any answer outside the support leaves a definite result as it is."""
    expression = read(written(tree))
    before = expression.evaluate(Answers(answers))
    support = expression.support(Answers(answers))
    assert support <= expression.names
    if isinstance(before, Missing):
        return
    other = data.draw(ANSWERS)

    changed = {name: answers[name] if name in support else other[name] for name in answers}

    assert expression.evaluate(Answers(changed)) == before


@given(conditions(in_row=False), ANSWERS)
def test_a_missing_result_is_blamed_on_what_is_missing(tree: Any, answers: dict[str, Any]) -> None:
    """The support of a missing result holds something that is missing."""
    expression = read(written(tree))
    if isinstance(expression.evaluate(Answers(answers)), Missing):
        rows = answers["rows"]
        gaps = {name for name, value in answers.items() if isinstance(value, Missing)}
        if not isinstance(rows, Missing) and any(None in row.values() for row in rows):
            gaps.add("rows")
        assert expression.support(Answers(answers)) & gaps


# ---- The cases worth reading.


@pytest.mark.parametrize(
    ("source", "answers", "expected"),
    [
        ("p and q", {"p": False}, False),
        ("p and q", {"q": False}, False),
        ("p and q", {"p": True}, U),
        ("p and q", {"p": True, "q": NA}, NA),
        ("p and q", {"q": NA}, U),
        ("p or q", {"q": True}, True),
        ("p or q", {"p": NA, "q": NA}, NA),
        ("not p", {"p": NA}, NA),
        ("not any_row(rows, met)", {"rows": NA}, NA),
        ("not any_row(rows, met)", {"rows": ()}, True),
        ("all_rows(rows, met)", {"rows": ()}, True),
        ("any_row(rows, n > 3)", {"rows": ({"n": None}, {"n": 5})}, True),
        ("any_row(rows, n > 3)", {"rows": ({"n": None}, {"n": 1})}, U),
        ("count_rows(rows, met)", {"rows": ({"met": True}, {"met": None})}, U),
        ("sum_rows(rows, n * x)", {"rows": ({"n": 2}, {"n": Decimal("1.5")}), "x": 2}, 7),
        ("sum_rows(rows, n)", {"rows": ()}, 0),
        ("any_row(rows, answered(wants))", {"rows": ({"wants": " "}, {})}, False),
        ("all_rows(rows, empty(wants))", {"rows": ({"wants": " "}, {})}, True),
        ("any_row(rows, not answered(n))", {"rows": ({"n": 0},)}, False),
        ("pick in ['a', 'b']", {"pick": "c"}, False),
        ("pick not in ['a', 'b']", {"pick": "c"}, True),
        ("pick not in ['a', 'b']", {}, U),
        ("pick == same", {"pick": "b", "same": "b"}, True),
        ("has(ticked, 'a')", {"ticked": ("b",)}, False),
        ("empty(ticked)", {"ticked": ()}, True),
        ("empty(words)", {"words": "  "}, True),
        ("empty(words)", {}, U),
        ("empty(rows)", {"rows": NA}, NA),
        ("empty(rows)", {"rows": ({"n": 1},)}, False),
        ("or_else(x, 7)", {}, 7),
        ("or_else(x, 7)", {"x": NA}, 7),
        ("or_else(x, 7)", {"x": 0}, 0),
        ("1 <= x < limit", {"x": 2}, True),
        ("1 <= x < limit", {"x": 3}, False),
        ("5 > x >= 1", {"x": 5}, False),
        ("x if p else y", {"p": True, "x": 1}, 1),
        ("x if p else y", {"p": NA, "x": 1, "y": 1}, NA),
        ("min(x, y, 4)", {"x": 6, "y": 5}, 4),
        ("max(due, today())", {"due": TODAY - timedelta(1)}, TODAY),
        ("max(x, y)", {"x": 6}, U),
        ("round(x / 3, 2)", {"x": 2}, Decimal("0.67")),
        ("round(x)", {"x": Decimal("2.5")}, 2),
        ("round(x, -1)", {"x": 25}, 20),
        ("-x + 3", {"x": 2}, 1),
        ("-(x + 0.5)", {"x": 2}, Decimal("-2.5")),
        ("+x", {"x": 2}, 2),
        ("days_until(due)", {"due": date(2026, 3, 12)}, 10),
        ("days_until(due)", {"due": date(2026, 3, 1)}, -1),
        ("due - date('2026-03-01')", {"due": date(2026, 3, 12)}, 11),
        ("due + 2 * x", {"due": TODAY, "x": 3}, date(2026, 3, 8)),
        ("x + due", {"due": TODAY, "x": Decimal(3)}, date(2026, 3, 5)),
        ("due - x", {"due": TODAY, "x": 1}, date(2026, 3, 1)),
        ("price * 0.7", {"price": Decimal("0.1")}, Decimal("0.07")),
        ("price / 4", {"price": 10}, Decimal("2.5")),
        ("price - 10", {"price": Decimal("10.00")}, 0),
        ("words == 'x'", {"words": "x"}, True),
    ],
)
def test_the_rules_of_the_language(source: str, answers: dict[str, Any], expected: Any) -> None:
    """Each line is a sentence of the language page."""
    found = result(source, **answers)
    assert found == expected
    assert isinstance(found, bool) == isinstance(expected, bool)


def test_sums_of_money_are_exact() -> None:
    """A tenth, ten thousand times, is a thousand."""
    rows = tuple({"n": Decimal("0.1")} for _ in range(10_000))
    assert result("sum_rows(rows, n)", rows=rows) == 1000


@pytest.mark.parametrize(
    ("state", "tests"),
    [
        (AnswerState.ANSWERED, (True, False, False)),
        (AnswerState.DONT_KNOW, (False, True, False)),
        (AnswerState.DECLINED, (False, False, True)),
        (AnswerState.LATER, (False, False, False)),
        (AnswerState.NOT_ASKED, (False, False, False)),
        (AnswerState.NOT_APPLICABLE, (False, False, False)),
    ],
)
def test_tests_of_a_state_are_never_unknown(state: AnswerState, tests: tuple[bool, bool, bool]) -> None:
    """`answered`, `dont_know` and `declined` are true or false in every state."""
    answers = Answers(states={"x": state})
    found = [read(f"{test}(x)").evaluate(answers) for test in ("answered", "dont_know", "declined")]
    assert tuple(found) == tests


@pytest.mark.parametrize(
    ("source", "answers", "word"),
    [
        ("x / y > 1", {"x": 1, "y": 0}, "“x / y” divides by zero"),
        ("x / y > 1", {"x": 0, "y": 0}, "“x / y” divides zero by zero"),
        ("x * x * x > 1", {"x": 10**17}, "out of range"),
        ("due + x > today()", {"due": TODAY, "x": 10**9}, "out of range"),
        ("due + x > today()", {"due": TODAY, "x": 10**17}, "out of range"),
        ("due - 0.5 > today()", {"due": TODAY}, "out of range"),
        ("round(x, 12) > 1", {"x": Decimal(10) ** 59}, "too large to be rounded"),
        (
            "sum_rows(rows, n) > 1",
            {"rows": ({"n": Decimal(10) ** 30 - 1}, {"n": 1}, {"n": 1})},
            "out of range",
        ),
    ],
)
def test_a_calculation_without_a_result_is_unknown_and_noted(source: str, answers: Any, word: str) -> None:
    """Division by zero, overflow and bad dates never crash; they leave a note."""
    scope = Answers(answers)
    assert read(source).evaluate(scope) is U
    assert word in " ".join(scope.notes)


def test_a_calculation_without_a_result_does_not_hide_what_is_true_anyway() -> None:
    """`true or unknown` is true also where the unknown side could not be worked out."""
    assert result("p or x / 0 > 1", p=True, x=1) is True
    assert result("x / 0 > 1 or p", p=True, x=1) is True


def test_flags_and_gates_are_counted_by_the_scope() -> None:
    """The query says what to count; the number comes from the interview."""
    expression = read(
        "count_flags(severity=['blocker', 'major'], kind='party', state='open', no_steer=false) > 1"
    )
    scope = Answers(flags=2, gates=1)
    query = FlagQuery(
        frozenset({Severity.BLOCKER, Severity.MAJOR}),
        frozenset({FlagKind.PARTY}),
        frozenset({FlagState.OPEN}),
        no_steer=False,
    )
    assert expression.evaluate(scope) is True
    assert scope.queries == [query]
    assert expression.counts_flags == (query,)
    assert not expression.counts_gates
    assert read("gates_missing() == 1").evaluate(scope) is True
    assert read("gates_missing() == 1").counts_gates
    assert read("unresolved('major')").counts_flags[0].states == {
        FlagState.OPEN,
        FlagState.STEERING,
        FlagState.INSISTED,
        FlagState.CANNOT_FIX,
    }


def test_a_flag_query_matches_everything_that_it_does_not_name() -> None:
    """No severity means any severity; only raised flags are counted."""
    anything = FlagQuery()
    assert anything.counts(Severity.MINOR, FlagKind.OURS, FlagState.MITIGATED, no_steer=True)
    assert not anything.counts(Severity.MINOR, FlagKind.OURS, FlagState.UNKNOWN, no_steer=True)
    assert not FlagQuery(no_steer=True).concerns(Severity.MINOR, FlagKind.OURS, no_steer=False)
    assert not FlagQuery(kinds=frozenset({FlagKind.PATH})).concerns(
        Severity.MINOR, FlagKind.OURS, no_steer=False
    )
    assert not FlagQuery(severities=frozenset({Severity.MAJOR})).concerns(
        Severity.MINOR, FlagKind.OURS, no_steer=False
    )


@pytest.mark.parametrize(
    ("source", "answers", "expected"),
    [
        ("p or q", {"p": True, "q": True}, {"p"}),
        ("p or q", {"p": False, "q": True}, {"q"}),
        ("p or q", {"p": False, "q": False}, {"p", "q"}),
        ("p and q", {"p": False, "q": False}, {"p"}),
        ("p and q", {"p": True}, {"q"}),
        ("x > y", {"x": 1}, {"y"}),
        ("x > y", {"x": 1, "y": 2}, {"x", "y"}),
        ("x if p else y", {"p": True, "x": 1}, {"p", "x"}),
        ("x if p else y", {"x": 1}, {"p"}),
        ("or_else(x, y)", {"x": 1}, {"x"}),
        ("or_else(x, y)", {"y": 1}, {"x", "y"}),
        ("declined(x) or p", {"p": True}, {"p"}),
        ("any_row(rows, met and p)", {"rows": ({"met": True},), "p": True}, {"rows", "p"}),
        ("any_row(rows, met and p)", {"rows": ({"met": False},), "p": True}, {"rows"}),
        ("any_row(rows, met)", {}, {"rows"}),
        ("count_rows(rows, n > x) > 0", {"rows": ({"n": 1},)}, {"rows", "x"}),
        ("count_flags() > 0 or x > 0", {"x": 1}, {"x"}),
        ("days_until(due) > 0", {"due": TODAY}, {"due"}),
    ],
)
def test_the_reason_names_as_few_answers_as_will_do(source: str, answers: Any, expected: set[str]) -> None:
    """Of two sides that each decide, the first is named; of a missing result, what is missing."""
    assert read(source).support(Answers(answers)) == expected


def test_an_expression_knows_what_it_reads_and_says() -> None:
    """Names cover values, states and tables; the text is kept as written."""
    expression = read("answered(x) and any_row(rows, n > total) or words == 'p'")
    assert expression.names == {"x", "rows", "total", "words"}
    assert str(expression) == expression.source
    assert expression.type == ExprType(Kind.YES_NO)
    assert str(expression.type) == "yes/no"
    assert expression.place == Place("x.yaml", 1, 1)


def test_nodes_can_be_walked() -> None:
    """Every part is reached, in reading order."""
    nodes = read("p and (q or count_flags() > 0)").root.walk()
    assert [node.name for node in nodes if isinstance(node, Name)] == ["p", "q"]
    assert any(isinstance(node, CountFlags) for node in nodes)


def test_what_is_missing_is_never_true() -> None:
    """A condition that is unknown does not hold by accident."""
    assert not U
    assert not NA
