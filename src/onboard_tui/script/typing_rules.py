"""Which types of values go together in an expression, and what to say where they do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Column, Constant, ExprType, Kind, Name, Node
from onboard_tui.script.habits import written_date
from onboard_tui.script.problems import closest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onboard_tui.script.arithmetic import Calculation

A_DATE = "in date('2026-12-31')"
YES_NO = ExprType(Kind.YES_NO)
NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY})
ORDERED = NUMBERS | {Kind.DATE}


@dataclass(frozen=True, slots=True)
class Typed:
    """A part of an expression with its type and the text it stands in, as `[start, end)`."""

    node: Node
    type: ExprType
    start: int
    end: int

    @property
    def kind(self) -> Kind:
        """What kind of value it gives."""
        return self.type.kind

    @property
    def literal(self) -> str | None:
        """The text itself, where it is a text in quotes."""
        if isinstance(self.node, Constant) and isinstance(self.node.value, str):
            return self.node.value
        return None

    @property
    def is_name(self) -> bool:
        """Whether it is nothing but the name of a question, column or computed value."""
        return isinstance(self.node, Name | Column)


class MismatchError(Exception):
    """Types do not go together: a problem code, where, a sentence, a hint."""

    def __init__(self, code: str, at: int, message: str, hint: str | None = None) -> None:
        """Keep the parts of the problem that will be made of it."""
        super().__init__(message)
        self.code = code
        self.at = at
        self.message = message
        self.hint = hint


class BrokenError(Exception):
    """A part reads something whose own definition is broken; there is nothing more to say about it."""


def listed(words: Iterable[str], last: str = "or") -> str:
    """Write words as in a sentence: 'a', 'b' or 'c'."""
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def comparable(left: Typed, right: Typed, words: str) -> None:
    """Check that two values can be compared for being the same; raises MismatchError."""
    for one, other in ((left, right), (right, left)):
        if one.kind is Kind.CHOICES:
            raise MismatchError(
                "S104",
                one.start,
                f"{words} cannot be compared as a whole: several of its options can be ticked.",
                f"Write has({_name_of(one) or 'question'}, {listed([other.literal or 'option'])}).",
            )
        if one.kind is Kind.TABLE:
            raise MismatchError(
                "S104",
                one.start,
                f"{words} is a table and cannot be compared as a whole.",
                f"Write any_row({_name_of(one) or 'table'}, CONDITION) or count_rows(...).",
            )
    common(left, right)


def common(left: Typed, right: Typed) -> ExprType:
    """Give the type that both values have; raises MismatchError where they have none in common."""
    for one, other in ((left, right), (right, left)):
        if one.kind is Kind.CHOICE and other.literal is not None:
            check_option(one.type, other.literal, other.start, _name_of(one))
            return one.type
    if left.kind is right.kind is Kind.CHOICE:
        if not set(left.type.options) & set(right.type.options):
            raise MismatchError(
                "S104", right.start, "These two questions share no option, so they are never the same."
            )
        return ExprType(Kind.CHOICE, tuple(dict.fromkeys(left.type.options + right.type.options)))
    if left.kind is right.kind:
        return left.type
    if {left.kind, right.kind} == NUMBERS:
        plain = next((side for side in (left, right) if side.kind is Kind.NUMBER and side.is_name), None)
        if plain is not None:
            raise MismatchError(
                "S104", plain.start, "An amount of money and a number that is no money do not go together."
            )
        return ExprType(Kind.MONEY)
    raise MismatchError(
        "S104",
        right.start,
        f"{capital(with_article(left.kind))} and {with_article(right.kind)} do not go together.",
        _way_out(left, right) or _way_out(right, left),
    )


def check_option(type_: ExprType, option: str, at: int, name: str | None) -> None:
    """Check that a text is one of the options; raises MismatchError."""
    if option in type_.options:
        return
    close = closest(option, type_.options)
    options = f"The options are {listed(type_.options, 'and')}." if type_.options else None
    hint = " ".join(part for part in (f"Did you mean '{close}'?" if close else None, options) if part)
    whose = f"“{name}”" if name else "the question"
    raise MismatchError("S105", at, f"'{option}' is not an option of {whose}.", hint or None)


def _way_out(one: Typed, other: Typed) -> str | None:
    if one.kind is Kind.DATE and other.literal is not None:
        return f"Write the date as {written_date(other.literal) or A_DATE}."
    if one.kind is Kind.DATE and other.kind is Kind.NUMBER:
        return f"For the days from today until a date, write days_until({_name_of(one) or 'date'})."
    if one.kind is Kind.YES_NO and other.literal in {"yes", "no"}:
        return f"A yes/no answer is {'true' if other.literal == 'yes' else 'false'}, without quotes."
    if one.kind in NUMBERS and other.literal is not None:
        return "Write a number without quotes."
    return None


def with_article(kind: Kind) -> str:
    """Name a kind of value with its article."""
    return f"an {kind}" if kind is Kind.MONEY else f"a {kind}"


def capital(words: str) -> str:
    """Begin a sentence with these words."""
    return words[:1].upper() + words[1:]


def _name_of(part: Typed) -> str | None:
    return part.node.name if isinstance(part.node, Name | Column) else None


def calculated(op: Calculation, left: Typed, right: Typed) -> ExprType:
    """Give the type of `left op right`; raises MismatchError where it cannot be worked out."""
    kinds = (left.kind, right.kind)
    if Kind.DATE in kinds:
        return _calculated_with_date(op, left, right)
    for side in (left, right):
        if side.kind not in NUMBERS:
            raise MismatchError(
                "S104",
                side.start,
                f"“{op}” calculates with numbers, amounts and dates, not with {with_article(side.kind)}.",
            )
    match op:
        case "+" | "-":
            return common(left, right)
        case "*":
            if kinds == (Kind.MONEY, Kind.MONEY):
                raise MismatchError("S104", left.start, "Two amounts of money cannot be multiplied.")
            return ExprType(Kind.MONEY if Kind.MONEY in kinds else Kind.NUMBER)
        case "/":
            if kinds == (Kind.NUMBER, Kind.MONEY):
                raise MismatchError("S104", right.start, "A number cannot be divided by an amount of money.")
            return ExprType(Kind.MONEY if kinds == (Kind.MONEY, Kind.NUMBER) else Kind.NUMBER)


def _calculated_with_date(op: Calculation, left: Typed, right: Typed) -> ExprType:
    match (left.kind, op, right.kind):
        case (Kind.DATE, "-", Kind.DATE):
            return ExprType(Kind.NUMBER)
        case (Kind.DATE, "+" | "-", Kind.NUMBER) | (Kind.NUMBER, "+", Kind.DATE):
            return ExprType(Kind.DATE)
    other = right if left.kind is Kind.DATE else left
    written = None if other.literal is None else written_date(other.literal)
    raise MismatchError(
        "S104",
        other.start,
        f"A date and {with_article(other.kind)} cannot be put together with “{op}”.",
        f"Write the date as {written}."
        if written
        else "To a date a number of days can be added or taken away, and the days between two dates are d - e.",
    )
