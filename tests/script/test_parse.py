"""Expressions that are wrong are refused at the offending word, with a way out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.script.expression import Expression, ExprType, Kind
from onboard_tui.script.model import Place
from onboard_tui.script.parse import InLine, parse_expression
from onboard_tui.script.problems import Problem, render_problem
from onboard_tui.script.symbols import Symbol, Symbols

SYMBOLS = Symbols(
    {
        symbol.name: symbol
        for symbol in (
            Symbol("sponsor", ExprType(Kind.CHOICE, ("executive", "nobody"))),
            Symbol("other", ExprType(Kind.CHOICE, ("red", "blue"))),
            Symbol("rules", ExprType(Kind.CHOICES, ("gdpr", "pci"))),
            Symbol("users", ExprType(Kind.NUMBER)),
            Symbol("price", ExprType(Kind.MONEY)),
            Symbol("due", ExprType(Kind.DATE)),
            Symbol("agreed", ExprType(Kind.YES_NO)),
            Symbol("notes", ExprType(Kind.TEXT)),
            Symbol("broken", None),
            Symbol(
                "people",
                ExprType(Kind.TABLE),
                columns={
                    "name": ExprType(Kind.TEXT),
                    "met": ExprType(Kind.YES_NO),
                    "cost": ExprType(Kind.MONEY),
                },
            ),
            Symbol("total", ExprType(Kind.MONEY), is_question=False),
        )
    },
    {"most": 3},
)


def problems(source: str, expected: Kind | None = Kind.YES_NO) -> list[Problem]:
    """Give what is wrong with an expression."""
    found = parse_expression(source, SYMBOLS, expected, InLine(Place("x.yaml", 1, 1), source), path="p")
    assert not isinstance(found, Expression), source
    return found


@pytest.mark.parametrize(
    ("source", "code", "at", "message", "hint"),
    [
        ("sponser == 'nobody'", "S101", "sponser", "is not the name of", "Did you mean “sponsor”?"),
        ("zzz == 'nobody'", "S101", "zzz", "is not the name of", None),
        ("sponsor == nobody", "S101", "nobody", "is not the name of", "put it in quotes: 'nobody'"),
        ("agreed == yes", "S101", "yes", "is not the name of", "written true"),
        ("today > due", "S101", "today", "is not the name of", "write today()"),
        ("any_row(people, mat)", "S101", "mat", "a column of “people”", "“met”"),
        ("answered(userz)", "S101", "userz", "is not the name of", "“users”"),
        (
            "sponsor == 'executiv'",
            "S105",
            "'executiv'",
            "is not an option of “sponsor”",
            "Did you mean 'executive'?",
        ),
        ("sponsor in ['nobody', 'boss']", "S105", "'boss'", "is not an option", "options are"),
        ("'boss' == sponsor", "S105", "'boss'", "is not an option", None),
        ("has(rules, 'gpdr')", "S105", "'gpdr'", "is not an option", "'gdpr'"),
        ("'hipaa' in rules", "S105", "'hipaa'", "is not an option", None),
        ("sponsor = 'nobody'", "S102", "=", "“=” alone", "=="),
        ("agreed && agreed", "S102", "&&", "“&&”", "Write and."),
        ("agreed || agreed", "S102", "||", "“||”", "Write or."),
        ("!agreed", "S102", "!", "“!”", "Write not."),
        ("users <> 3", "S102", "<>", "“<>”", "!="),
        ("users => 3", "S102", "=>", "“=>”", ">="),
        ("users =< 3", "S102", "=<", "“=<”", "<="),
        ("users ≥ 3", "S102", "≥", "Signs such as", ">="),
        ("sponsor == “nobody”", "S102", "“", "straight quotes", "'text'"),
        ("agreed AND agreed", "S102", "AND", "small letters", "and, or, not"),
        ("users equals 3", "S102", " equals", "written with signs", "=="),
        ("users === 3", "S102", "===", "“===”", "Write == or !=."),
        ("if users > 3", "S102", "if", "without “if”", "away"),
        ("users > 3 then", "S102", "then", "“then”", "x if condition else y"),
        ("users between 1 and 5", "S102", "between", "“between”", "Write 1 <= users <= 5."),
        ("users > 3 and < 5", "S102", "< 5", "written again", "Write users > 3 and users < 5."),
        ("sponsor not 'nobody'", "S102", "not", "compares nothing", "!="),
        ("users > 10 000", "S102", "10 000", "stand together", "1500"),
        ("users > 10%", "S102", "%", "“%”", "80 means 80 %"),
        ("price > €500", "S102", "€", "without its currency", None),
        ("due > 2026-12-31", "S102", "2026-12-31", "A date stands in", "Write date('2026-12-31')."),
        ("users > 3;", "S102", ";", "This sign", None),
        ("users > 3 and", "S102", "and", "missing after “and”", None),
        ("users >", "S102", ">", "missing after “>”", None),
        ("notes == 'x", "S102", "'x", "not closed", "closing '"),
        ("(users > 3", "S102", "(", "bracket", None),
        ("users 3", "S102", "", "cannot be read", None),
        ("   ", "S102", "", "empty", None),
        ("users > 3 # many", "S103", "#", "comment", None),
        ("notes == 'a\\n'", "S103", "\\", "backslash", None),
        ("agreed == True", "S103", "True", "“True”", "Write true."),
        ("users == None", "S103", "None", "“None”", "not answered"),
        ("users is not None", "S103", " is", "“is”", "Write answered(users)."),
        ("users is 3", "S103", " is", "“is”", "Write ==."),
        ("users.real > 3", "S103", "users.real", "A dot", "Names stand alone"),
        ("people[0] > 3", "S103", "people[0]", "[...]", "any_row"),
        ("[users] == 3", "S103", "[users]", "A list", "after “in”"),
        ("(users, 3) == 3", "S103", "(users, 3)", "A comma", None),
        ("{users} == 3", "S103", "{users}", "A set", None),
        ("(lambda: 1) == 3", "S103", "lambda", "“lambda”", None),
        ("{1: 2} == 3", "S103", "{1: 2}", "is not part", None),
        ("f'{users}' == 3", "S103", "f'", "{...}", None),
        ("b'x' == 3", "S103", "b'x'", "not a number", None),
        ("users == 0x1F", "S103", "0x1F", "not a number", "up to 18 digits"),
        ("users > 10,000", "S103", "10,000", "holds no comma", "write 10000, or 10.000"),
        ("users > 1 & agreed", "S103", " & ", "Only + - * /", "write and"),
        ("users == null", "S101", "null", "is not the name of", "not answered(question)"),
        ("agreed == agreed == true", "S103", " == true", "go one way", "agreed == agreed and agreed == true"),
        ("users == 1e5", "S103", "1e5", "not a number", None),
        ("users == 1234567890123456789", "S103", "1234", "not a number", None),
        ("users ** 2 > 3", "S103", " ** 2", "Only + - * /", None),
        ("~users > 3", "S103", "~", "“~”", None),
        ("1 < users > 3", "S103", " > 3", "Only chains", "one by one"),
        ("sponsor in 'nobody'", "S103", "'nobody'", "a list", "['nobody']"),
        ("sponsor in (1, 2)", "S103", "(1, 2)", "A comma", None),
        ("sponsor in other", "S103", "other", "a list", None),
        ("'gdpr' in rules", "S103", "rules", "a list", "has(rules, 'gdpr')"),
        ("users()", "S106", "users", "no function “users”", None),
        ("hass(rules, 'gdpr')", "S106", "hass", "no function", "“has”"),
        ("(users)(3)", "S106", "(users", "no function", None),
        ("'x'.join()", "S103", "'x'.join", "not a function", None),
        ("has(rules)", "S107", "has", "wrong arguments", "has(question, 'option')"),
        ("has(*rules)", "S107", "has", "wrong arguments", None),
        ("has(rules, option='gdpr')", "S107", "has", "wrong arguments", None),
        ("has(rules, users)", "S107", "users", "one option in quotes", None),
        ("answered(users + 1)", "S107", "users + 1", "asks about one question", None),
        ("dont_know(total)", "S107", "total", "computed value", None),
        ("any_row(people, dont_know(met))", "S107", "met", "is a column", "answered(met)"),
        (
            "any_row(people, any_row(people, met))",
            "S107",
            "any_row(people, met)",
            "inside the condition",
            None,
        ),
        ("due > date('2026-2-3')", "S107", "'2026-2-3'", "is not a date", "2026-12-31"),
        ("due > date(users)", "S107", "users", "is not a date", None),
        ("round(users, 99) > 1", "S107", "99", "whole number up to 12", None),
        ("round(users, true) > 1", "S107", "true", "whole number", None),
        ("count_flags(severity='huge') > 1", "S107", "'huge'", "not a severity", "'blocker'"),
        ("count_flags(kind=path) > 1", "S107", "path", "not a kind", None),
        ("count_flags(state=['open', 'clear']) > 1", "S107", "'clear'", "state of a raised flag", None),
        ("count_flags(no_steer='yes') > 1", "S107", "'yes'", "either true or false", None),
        ("count_flags(sevrity='major') > 1", "S107", "'major'", "does not take “sevrity”", "“severity”"),
        ("count_flags(**users) > 1", "S107", "users", "does not take", None),
        ("unresolved(users) > 1", "S107", "users", "not a severity", None),
        ("sponsor", "S104", "sponsor", "must be true or false", "sponsor == 'executive'"),
        ("rules", "S104", "rules", "must be true or false", "has(rules, 'gdpr')"),
        ("people", "S104", "people", "must be true or false", "any_row(people, CONDITION)"),
        ("users", "S104", "users", "must be true or false", "users > ..."),
        ("users + 1", "S104", "users + 1", "must be true or false", None),
        ("not users", "S104", "users", "after “not”", None),
        ("1 if users else 2", "S104", "users", "between “if” and “else”", None),
        ("any_row(people, cost)", "S104", "cost", "condition of a row", None),
        ("any_row(people, 'met')", "S104", "'met'", "without quotes", None),
        ("any_row(users, users > 1)", "S104", "users", "looks into a table", None),
        ("sum_rows(people, name) > 1", "S104", "name", "adds numbers", None),
        (
            "sponsor == 'executive' or 'nobody'",
            "S104",
            "'nobody'",
            "alone",
            "sponsor in ['executive', 'nobody']",
        ),
        (
            "sponsor != 'nobody' or 'executive'",
            "S104",
            "'executive'",
            "alone",
            "not in ['nobody', 'executive']",
        ),
        ("agreed and 'nobody'", "S104", "'nobody'", "alone", None),
        ("agreed == 'yes'", "S104", "'yes'", "do not go together", "true, without quotes"),
        ("due < '2026-01-01'", "S104", "'2026-01-01'", "A date and a text", "date('2026-01-01')"),
        ("users > '3'", "S104", "'3'", "A number and a text", "without quotes"),
        ("sponsor > 'executive'", "S104", "sponsor", "“>” compares numbers", None),
        ("notes < 'x'", "S104", "notes", "“<” compares numbers", None),
        ("'a' < 'b'", "S104", "'a'", "not texts", None),
        ("sponsor == other", "S104", "other", "share no option", None),
        ("rules == 'gdpr'", "S104", "rules", "several of its options", "has(rules, 'gdpr')"),
        ("people == 3", "S104", "people", "is a table", "any_row(people"),
        ("rules in ['gdpr']", "S104", "rules", "looked for in a list", "has(rules"),
        ("people in ['x']", "S104", "people", "looked for in a list", None),
        ("users in []", "S104", "[]", "list is empty", None),
        ("users in [price]", "S104", "price", "plain values", "=="),
        ("users in ['a']", "S104", "'a'", "do not go together", None),
        ("has(sponsor, 'nobody')", "S104", "sponsor", "several choices", "sponsor == 'nobody'"),
        ("has(users, 'nobody')", "S104", "users", "several choices", None),
        ("empty(users)", "S104", "users", "has anything in it", "not answered(users)"),
        ("days_until(users) > 1", "S104", "users", "needs a date", None),
        ("or_else(rules, 'gdpr') == 'gdpr'", "S104", "rules", "cannot stand in", None),
        ("or_else(users, 'x') == 1", "S104", "'x'", "do not go together", None),
        ("min(sponsor, 'nobody') == 'nobody'", "S104", "sponsor", "chooses among numbers", None),
        ("min(users, due) == 1", "S104", "due", "do not go together", None),
        ("round(due, 1) > 1", "S104", "due", "rounds a number", None),
        ("-due > due", "S104", "due", "before a number", None),
        ("notes + 'x' == 'x'", "S104", "notes", "“+” calculates", None),
        ("due + price > due", "S104", "price", "A date and an amount of money", None),
        ("due * 2 > due", "S104", "2", "A date and a number", None),
        ("3 - due > due", "S104", "3", "A date and a number", None),
        ("price * price > price", "S104", "price", "cannot be multiplied", None),
        ("3 / price > 1", "S104", "price", "cannot be divided", None),
        ("price > users", "S104", "users", "no money", None),
        ("users + price > price", "S104", "users", "no money", None),
        ("(users if agreed else notes) == 1", "S104", "notes", "do not go together", None),
    ],
)
def test_a_wrong_expression_is_pointed_at_and_explained(
    source: str, code: str, at: str, message: str, hint: str | None
) -> None:
    """The code, the caret, the sentence and the hint."""
    (found,) = problems(source)
    assert found.code == code
    assert message in found.message
    assert hint is None or hint in (found.hint or "")
    start = found.place.column - 1
    bare = source[start:].lstrip("(") if at == "lambda" else source[start:]
    assert bare.startswith(at)
    assert render_problem(found)


def test_all_sides_of_and_and_or_are_checked_at_once() -> None:
    """One run tells all the names that are wrong."""
    found = problems("sponsr == 'nobody' and (userz > 3 or agred)")
    assert [each.place.column for each in found] == [1, 25, 38]


def test_what_reads_a_broken_definition_adds_nothing() -> None:
    """The broken definition has its own problem; what reads it is not blamed for it."""
    assert problems("broken > 3") == []
    assert [each.code for each in problems("broken > 3 and userz > 3")] == ["S101"]


@pytest.mark.parametrize(
    "source", ["not " * 25 + "agreed", "(" * 250 + "agreed" + ")" * 250, "-" * 900 + "1 > 2"]
)
def test_depth_is_bounded(source: str) -> None:
    """Twenty levels are for people; more is for a name under “computed”."""
    assert [each.code for each in problems(source)] == ["S108"]


def test_length_is_bounded() -> None:
    """2,000 characters are the limit, one by one."""
    longest = "agreed" + " or agreed" * 199
    assert isinstance(parse_expression(longest, SYMBOLS, Kind.YES_NO, Place("x", 1, 1)), Expression)
    assert [each.code for each in problems(longest + " or agreed")] == ["S108"]


def test_positions_are_counted_in_characters_past_letters_of_more_bytes() -> None:
    """An umlaut is one column wide."""
    (found,) = problems("notes == 'zwölf' and userz > 3")
    assert found.place.column == 22


def test_lines_and_blanks_around_an_expression_do_not_matter() -> None:
    """A folded or literal block reads like one line."""
    found = parse_expression("  agreed\n  and users > 3\n", SYMBOLS, Kind.YES_NO, Place("x", 1, 1))
    assert isinstance(found, Expression)
    (wrong,) = problems("  agreed and userz > 3")
    assert wrong.place.column == 14


def test_a_long_sum_is_no_deep_nesting() -> None:
    """A hundred steps are fine, a hundred and one are not."""
    fine = parse_expression("users" + " + users" * 100, SYMBOLS, None, Place("x", 1, 1))
    assert isinstance(fine, Expression)
    assert [each.code for each in problems("users" + " + users" * 101)] == ["S108"]
    assert [each.place.column for each in problems("userz + users - userz + 1")] == [1, 17]


def test_brackets_do_not_count_as_depth() -> None:
    """Brackets that only group are free."""
    found = parse_expression("(" * 30 + "agreed" + ")" * 30, SYMBOLS, Kind.YES_NO, Place("x", 1, 1))
    assert isinstance(found, Expression)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("price * 2", Kind.MONEY),
        ("price / price", Kind.NUMBER),
        ("price / 2", Kind.MONEY),
        ("price + 500", Kind.MONEY),
        ("max(100, price + 0)", Kind.MONEY),
        ("users * users", Kind.NUMBER),
        ("due - due", Kind.NUMBER),
        ("due + 7", Kind.DATE),
        ("sum_rows(people, cost)", Kind.MONEY),
        ("sponsor if agreed else 'nobody'", Kind.CHOICE),
        ("or_else(sponsor, 'nobody')", Kind.CHOICE),
        ("notes", Kind.TEXT),
        ("'x'", Kind.TEXT),
        ("most", Kind.NUMBER),
        ("agreed != (users > 3)", Kind.YES_NO),
    ],
)
def test_every_expression_has_a_type(source: str, kind: Kind) -> None:
    """The type of the whole follows from its parts."""
    found = parse_expression(source, SYMBOLS, None, Place("x", 1, 1))
    assert isinstance(found, Expression)
    assert found.type.kind is kind


def test_another_type_than_expected_is_told() -> None:
    """An expression that has to give a date does not give a number."""
    assert "must be a date" in problems("users", Kind.DATE)[0].message


@given(st.text("abcdefgusr 'or\"()[]=<>!&|.,+-*/0123456789{}\\#é\n", max_size=60))
def test_any_text_is_read_or_refused_and_never_crashes(source: str) -> None:
    """Whatever an author writes, there is an expression or a problem."""
    found = parse_expression(source, SYMBOLS, None, Place("x.yaml", 1, 1))
    assert isinstance(found, Expression) or all(each.place.column >= 1 for each in found)
