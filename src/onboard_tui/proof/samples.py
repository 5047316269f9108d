"""Answers to try: for each question a few values that conditions tell apart, as a person could give them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from onboard_tui.errors import AnswerError
from onboard_tui.interview.accept import cell_of, value_of
from onboard_tui.proof.alone import Alone
from onboard_tui.proof.looked_for import LookedFor
from onboard_tui.script.expression import AnswerState, CellFilled
from onboard_tui.script.expression import Column as Cell
from onboard_tui.script.model import CHOICES, NUMBERS, TEXTS, Mark, Question, QuestionType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onboard_tui.script.expression import Expression, Node, Scope, Value
    from onboard_tui.script.model import Column, Script

Asking: TypeAlias = "Question | Column"
Sample: TypeAlias = "Value | AnswerState"
"""An answer, or a way to give none."""

_AMOUNTS: Final = (10, 1, 1_000)
"""Numbers of several sizes, for those that are compared with other answers."""
_USUAL: Final = 10
_FAR: Final = 100
"""Days to a date of which nothing is asked."""
_SPREAD: Final = (1, 1_000)
_MOST_ROWS_TRIED: Final = 500
_MOST_PICTURES: Final = 12
"""Ways to fill one table."""
_BEST_FIRST: Final = {Mark.GOOD: 0, None: 1, Mark.WATCH: 2, Mark.BAD: 3}


def expressions_of(script: Script) -> Iterator[Expression]:
    """Give everything in a script that reads answers, in reading order."""
    for question in script.questions:
        yield from () if question.when is None else (question.when,)
        yield from (rule.that for rule in question.validations)
    yield from (value.value for value in script.computed)
    yield from (flag.raise_when for flag in script.flags)
    yield from (rule.condition for rule in script.verdict.rules)


def samples(
    script: Script, scope: Scope, also: Iterable[Expression] = ()
) -> Mapping[str, tuple[Sample, ...]]:
    """Give the answers to try for each question, the most hopeful first; none where no answer is known to fit.

    `scope` stands for the interview in which rows are tried out; `also` reads answers beside the script.
    """
    sought = LookedFor([*expressions_of(script), *also])
    return {question.id: tuple(_samples(question, sought, script, scope)) for question in script.questions}


def _samples(question: Question, sought: LookedFor, script: Script, scope: Scope) -> Iterator[Sample]:
    key = (question.id, "")
    raw = (
        _tables(question, sought, script, scope)
        if question.type is QuestionType.TABLE
        else _values(question, key, sought, scope.today())
    )
    seen: list[Value] = []
    for each in raw:
        value = _accepted(question, each, script)
        if value is not None and value not in seen and _keeps_rules(question, value, scope.today()):
            seen.append(value)
    yield from seen
    states = sought.states.get(question.id, set())
    if question.gate:
        states = states | {AnswerState.DONT_KNOW}
    yield from sorted(states & {AnswerState.DONT_KNOW, AnswerState.DECLINED})


def _accepted(question: Question, raw: object, script: Script) -> Value | None:
    try:
        return value_of(question, raw, script)
    except AnswerError:
        return None


def _keeps_rules(question: Question, value: Value, today: date) -> bool:
    """Whether no rule of a question refuses an answer, whatever else is answered."""
    alone = Alone(question.id, value, today)
    return not any(rule.that.evaluate(alone) is False for rule in question.validations)


def _values(asking: Asking, key: tuple[str, str], sought: LookedFor, today: date) -> Iterator[object]:
    """Give values for a question that is no table, or for a cell."""
    if asking.type in CHOICES:
        yield from _choices(asking, sought.limits.get(key, set()))
    elif asking.type is QuestionType.YES_NO:
        yield from (True, False)
    elif asking.type in TEXTS:
        yield asking.id.replace("_", " ")
        yield from sorted(map(str, sought.limits.get(key, set())))
        yield from [""] if key in sought.blanks else []
    elif asking.type is QuestionType.DATE:
        yield from _dates(asking, key, sought, today)
    elif asking.type in NUMBERS:
        yield from _numbers(asking, key, sought)


def _choices(asking: Asking, named: set[Any]) -> Iterator[object]:
    """Give options, the best marked first; of several that can be ticked each that is named, none, and all."""
    known = sorted(
        (each for each in asking.options if not each.unknown), key=lambda each: _BEST_FIRST[each.mark]
    )
    if asking.type is QuestionType.SINGLE:
        yield from (option.id for option in known)
        return
    others = [option.id for option in known if option.id not in named]
    yield from ([option] for option in others[:1])
    yield from ([option.id] for option in known if option.id in named)
    yield [option.id for option in known]
    yield []


def _numbers(asking: Asking, key: tuple[str, str], sought: LookedFor) -> Iterator[object]:
    """Give numbers on each side of every limit that they are compared with, and of several sizes."""
    limits = sorted(Decimal(each) for each in sought.limits.get(key, set()) if not isinstance(each, bool))
    yield from dict.fromkeys(number for limit in reversed(limits) for number in (limit + 1, limit, limit - 1))
    yield from _AMOUNTS if key in sought.compared else ()
    if not limits:
        low, high = (each if isinstance(each, Decimal) else None for each in (asking.min, asking.max))
        usual = Decimal(_USUAL) if low is None else max(low, Decimal(_USUAL))
        yield usual if high is None else min(usual, high)


def _dates(asking: Asking, key: tuple[str, str], sought: LookedFor, today: date) -> Iterator[object]:
    """Give days on each side of every limit, and further away on both sides of today."""
    days = [
        day + timedelta(days=step)
        for day in sorted(each for each in sought.limits.get(key, set()) if isinstance(each, date))
        for step in (1, 0, -1)
    ]
    days += [
        today + timedelta(days=limit + step)
        for limit in sorted(sought.days.get(key, ()))
        for step in (1, 0, -1)
    ]
    spread = _SPREAD if key in sought.compared else ()
    yield from (day for day in (today + timedelta(days=_FAR), *days))
    yield from (today + timedelta(days=step) for step in spread)
    if isinstance(asking, Question):
        yield from (each for each in (asking.min, asking.max) if each is not None)


def _tables(question: Question, sought: LookedFor, script: Script, scope: Scope) -> Iterator[object]:
    """Give tables: each telling row alone, all of them together, one of them twice, and none at all."""
    cells = {
        column.id: _cells(question.id, column, sought, script, scope.today()) for column in question.columns
    }
    if not all(cells.values()):
        return
    plain = {name: values[0] for name, values in cells.items()}
    telling: list[dict[str, object]] = [plain, {question.columns[0].id: plain[question.columns[0].id]}]
    for body in sought.bodies.get(question.id, ()):
        telling += _rows_for(body, plain, cells, scope)
    most = max(len(column.options) for column in question.columns)
    telling += [
        {name: values[place % len(values)] for name, values in cells.items() if values}
        for place in range(most)
    ]
    distinct = [row for place, row in enumerate(telling) if row not in telling[:place]][:_MOST_PICTURES]
    pictures = [[row] for row in distinct] + [distinct, [plain, *distinct[:1] * 2]]
    for picture in pictures:
        short = max(question.min_rows - len(picture), 0)
        yield [*picture, *picture[-1:] * short][: question.max_rows]
    yield from [[]] if question.min_rows == 0 else []


def _cells(table: str, column: Column, sought: LookedFor, script: Script, today: date) -> tuple[object, ...]:
    """Give what can stand in a column."""
    key = (table, column.id)
    found: list[object] = []
    for raw in _values(column, key, sought, today):
        try:
            cell = cell_of(column, raw, script)
        except AnswerError:
            continue
        if cell is not None and cell not in found:
            found.append(cell)
    return (*found, None) if key in sought.blanks else tuple(found)


def _rows_for(
    body: Node, plain: Mapping[str, object], cells: Mapping[str, Sequence[object]], scope: Scope
) -> Iterator[dict[str, object]]:
    """Give a row of which a condition holds, and one of which it does not, both as near to the plain one as can be."""
    named = {
        node.name if isinstance(node, Cell) else node.column
        for node in body.walk()
        if isinstance(node, Cell | CellFilled)
    }
    columns = [name for name in cells if name in named]
    for wanted in (True, False):
        for values in islice(product(*(cells[name] for name in columns)), _MOST_ROWS_TRIED):
            row: Any = {**plain, **dict(zip(columns, values, strict=True))}
            if body.run(scope, row) is wanted:
                yield row
                break
