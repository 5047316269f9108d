"""Suggested answers of a script, from YAML: written out, or worked out from other answers."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Choose, Constant, Kind, OrElse
from onboard_tui.script.fields import iso_date
from onboard_tui.script.load_questions import is_above
from onboard_tui.script.model import WHOLE_NUMBERS, Default, QuestionType
from onboard_tui.script.symbols import KINDS
from onboard_tui.script.typing_rules import with_article
from onboard_tui.script.yaml_nodes import Mapping, Scalar, Sequence, kind_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from onboard_tui.script.expression import Expression, Node
    from onboard_tui.script.fields import Keys
    from onboard_tui.script.model import Question
    from onboard_tui.script.yaml_nodes import Value

T = QuestionType


def read_default(
    question: Question, keys: Keys, read: Callable[[Keys, str, Kind | None], Expression | None]
) -> Default | None:
    """Read the default of a question; `read` makes the expression of a key."""
    value = keys.get("default")
    if value is None:
        return None
    if not isinstance(value, Mapping):
        return _literal(question, keys, value)
    group = keys.group("default", ("from",))
    expression = read(group, "from", None) if group else None
    if expression is None:
        return None
    if not _fits(question, expression):
        kind = with_article(expression.type.kind)
        message = f"This gives {kind}, which cannot answer this question of the type {question.type}."
        keys.refuse("S213", value, "default", message, _default_hint(question))
        return None
    return Default(expression=expression)


def _fits(question: Question, expression: Expression) -> bool:
    """Whether what an expression gives can be an answer to the question."""
    given, wanted = expression.type.kind, KINDS[question.type]
    if wanted is not Kind.CHOICE:
        return given is wanted or {given, wanted} == {Kind.NUMBER, Kind.MONEY}
    options = {option.id for option in question.options}
    if given is Kind.CHOICE:
        return bool(options & set(expression.type.options))
    return all(isinstance(each, Constant) and each.value in options for each in _outcomes(expression.root))


def _outcomes(node: Node) -> list[Node]:
    """Give the parts that an expression can come out as."""
    match node:
        case Choose(then, _, otherwise) | OrElse(then, otherwise):
            return _outcomes(then) + _outcomes(otherwise)
    return [node]


def _literal(question: Question, keys: Keys, value: Value) -> Default | None:
    """Check a default that is written out, and give it as a person would type it."""
    if question.type is T.TABLE:
        keys.refuse("S213", value, "default", "A table has no default.")
        return None
    if question.type is T.MULTI and isinstance(value, Sequence):
        words = [item.text for item in value.items if isinstance(item, Scalar)]
        wrong = [_unfit(question, item) for item in value.items]
        if any(wrong) or len(words) != len(value.items):
            keys.refuse("S213", value, "default", next(filter(None, wrong), "A default lists options."))
            return None
        return Default(literal=", ".join(words))
    reason = _unfit(question, value)
    if reason is not None or not isinstance(value, Scalar):
        keys.refuse(
            "S213", value, "default", reason or "A default is a single value.", _default_hint(question)
        )
        return None
    return Default(literal=value.text)


def _default_hint(question: Question) -> str | None:
    return (
        f"The options are {', '.join(option.id for option in question.options)}."
        if question.options
        else None
    )


def _unfit(question: Question, value: Value) -> str | None:
    """Say why a value cannot answer the question, or give nothing."""
    if not isinstance(value, Scalar):
        return f"A default is a single value, and here is {kind_of(value)}."
    text, words = value.text, f"“{value.text}” cannot answer a question of the type {question.type.value}."
    match question.type:
        case T.TEXT | T.LONG_TEXT:
            too_long = question.max_length is not None and len(text) > question.max_length
            mismatch = question.pattern is not None and not re.fullmatch(question.pattern, text)
            return words if not isinstance(value.value, str) or too_long or mismatch else None
        case T.YES_NO:
            return None if isinstance(value.value, bool) or text in {"yes", "no"} else words
        case T.SINGLE | T.MULTI:
            return None if question.option(text) else f"“{text}” is not one of the options."
        case T.DATE:
            return _outside(question, iso_date(text)) if iso_date(text) else words
    number = value.value
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        return words
    if question.type in WHOLE_NUMBERS and number != int(number):
        return words
    return _outside(question, Decimal(number))


def _outside(question: Question, value: Decimal | date | None) -> str | None:
    if value is None:
        return None
    if question.min is not None and is_above(question.min, value):
        return f"The default is below “min” ({question.min})."
    if question.max is not None and is_above(value, question.max):
        return f"The default is above “max” ({question.max})."
    return None
