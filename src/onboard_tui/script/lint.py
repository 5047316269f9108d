"""Conditions that can never hold: questions nobody can reach, flags that nothing raises.

Where what a condition reads has only so many answers that matter, all of them are tried. A condition that is
too large for that, or that calculates, is left alone: a warning here is always right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from onboard_tui.script.expression import (
    AnswerState,
    Compare,
    Constant,
    CountFlags,
    DaysUntil,
    GatesMissing,
    Has,
    Kind,
    Member,
    Missing,
    Name,
    OrElse,
    Rows,
    StateTest,
    Today,
)
from onboard_tui.script.symbols import KINDS
from onboard_tui.script.yaml_nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from onboard_tui.script.expression import Expression, FlagQuery, Node, Result
    from onboard_tui.script.fields import Keys
    from onboard_tui.script.model import Question
    from onboard_tui.script.references import Parts

MOST_TRIED = 20_000
"""Combinations of answers that are tried for one condition."""

MOST_QUESTIONS = 40
"""Questions behind one condition up to which it is tried."""

MOST_TICKED = 6
"""Options of one question whose combinations are tried."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One way a question can be dealt with."""

    state: AnswerState
    value: Result = Missing.UNKNOWN


def check_conditions(parts: Parts, faulty: Collection[str] = ()) -> None:
    """Warn of conditions that can never hold, and of tests for an option that is recorded as don't-know.

    Nothing is known of the questions that are `faulty`, so that a condition that reads one is left alone.
    """
    sound = {name: question for name, question in parts.questions.items() if name not in faulty}
    for question_id, question in parts.questions.items():
        if question.when is not None:
            message = f"“{question_id}” can never be asked: no answers make this condition true."
            _check(sound, question.when, parts.question_keys[question_id], "when", message)
    for flag_id, flag in parts.flags.items():
        message = f"“{flag_id}” can never be raised: no answers make this condition true."
        _check(sound, flag.raise_when, parts.flag_keys[flag_id], "raise_when", message)
    for condition, keys in parts.ladder_conditions:
        _check(sound, condition, keys, "if", "This never holds: no answers make this condition true.")


def _check(
    questions: Mapping[str, Question], condition: Expression, keys: Keys, key: str, message: str
) -> None:
    scalar = keys.node.entries[key]
    if _tests_unknown_option(questions, condition, keys, key):
        return
    if not can_hold(questions, condition):
        keys.refuse(
            "S305", scalar, key, message, "Check it against the options, and against when they are asked."
        )


def _tests_unknown_option(
    questions: Mapping[str, Question], condition: Expression, keys: Keys, key: str
) -> bool:
    """Warn of `q == 'not_checked'` where that option is recorded as don't-know."""
    found = False
    for node in condition.nodes:
        name, options = _tested_options(node)
        question = questions.get(name)
        for option in options:
            chosen = question.option(option) if question else None
            if chosen is None or not chosen.unknown:
                continue
            scalar = keys.node.entries[key]
            at = scalar.text.find(f"'{option}'") if isinstance(scalar, Scalar) else 0
            message = f"This is never true: choosing '{option}' is recorded as don't-know."
            keys.refuse_inside("S305", scalar, key, message, f"Write dont_know({name}).", max(at, 0))
            found = True
    return found


def _tested_options(node: Node) -> tuple[str, tuple[str, ...]]:
    match node:
        case Compare("==" | "!=", Name(name), Constant(str(option))):
            return name, (option,)
        case Member(Name(name), items):
            return name, tuple(item for item in items if isinstance(item, str))
        case Has(Name(name), option):
            return name, (option,)
    return "", ()


def can_hold(questions: Mapping[str, Question], condition: Expression) -> bool:
    """Whether some answers make a condition true; also true where that cannot be found out."""
    tried = trials(questions, {}, [condition])
    return tried is None or any(condition.evaluate(trial) is True for trial in tried)


def trials(
    questions: Mapping[str, Question], computed: Mapping[str, Expression], conditions: Iterable[Expression]
) -> Iterator[Trial] | None:
    """Give every way to answer that makes a difference to some conditions; nothing where there are too many.

    A condition that counts rows, flags or days, or that calculates with answers, cannot be tried out either.
    """
    nodes: list[Node] = []
    names: dict[str, None] = {}
    waiting = list(conditions)
    seen: set[str] = set()
    while waiting:
        expression = waiting.pop()
        nodes += expression.nodes
        for name in sorted(expression.names - seen):
            seen.add(name)
            question = questions.get(name)
            if question is not None:
                names[name] = None
            if len(names) > MOST_QUESTIONS or (question is None and name not in computed):
                return None
            behind = computed[name] if question is None else question.when
            waiting += [] if behind is None else [behind]
    if any(isinstance(node, CountFlags | GatesMissing | Today | DaysUntil | Rows) for node in nodes):
        return None
    domains = []
    size = 1
    for name in names:
        replies = _replies(questions[name], nodes)
        if replies is None:
            return None
        domains.append(replies)
        size *= len(replies)
    if size > MOST_TRIED:
        return None
    return (
        Trial(questions, computed, dict(zip(names, replies, strict=True))) for replies in product(*domains)
    )


def _replies(question: Question, nodes: Iterable[Node]) -> list[Reply] | None:
    """Give the ways of dealing with a question that can make a difference, or None for too many."""
    about = [node for node in nodes if Name(question.id) in node.parts]
    values = _values(question, about)
    if values is None:
        return None
    replies = [Reply(AnswerState.ANSWERED, value) for value in values]
    tested = any(isinstance(node, StateTest) and node.name == question.id for node in nodes)
    if tested or any(isinstance(node, OrElse) for node in about):
        replies += [
            Reply(state) for state in (AnswerState.NOT_ASKED, AnswerState.DONT_KNOW, AnswerState.DECLINED)
        ]
    return replies


def _values(question: Question, about: list[Node]) -> list[Result] | None:
    match KINDS[question.type]:
        case Kind.YES_NO:
            return [True, False]
        case Kind.CHOICE:
            return [option.id for option in question.options if not option.unknown]
        case Kind.CHOICES:
            ticked = sorted({node.option for node in about if isinstance(node, Has)})
            if len(ticked) > MOST_TICKED or not all(isinstance(node, Has) for node in about):
                return None
            return list(chain.from_iterable(combinations(ticked, count) for count in range(len(ticked) + 1)))
        case Kind.NUMBER | Kind.MONEY | Kind.DATE:
            return _around(question, about)
    return None if about else [""]


def _around(question: Question, about: list[Node]) -> list[Result] | None:
    """Give a number or date on each side of every limit that the question is compared with."""
    limits: set[int | Decimal | date] = set()
    for node in about:
        match node:
            case Compare(_, Name(), Constant(limit)) | Compare(_, Constant(limit), Name()) if not isinstance(
                limit, str
            ):
                limits.add(limit)
            case Member(Name(), items):
                limits.update(item for item in items if not isinstance(item, str))
            case _:
                return None
    step = {Kind.DATE: timedelta(days=1)}.get(KINDS[question.type], Decimal("0.000001"))
    around: set[int | Decimal | date] = set()
    for limit in limits:
        around |= {limit, limit + step, limit - step}  # type: ignore[operator] # dates with days, numbers with numbers
    within = [
        value
        for value in around
        if (question.min is None or value >= question.min) and (question.max is None or value <= question.max)  # type: ignore[operator] # as above
    ]
    return list(within) or [limit for limit in (question.min, question.max) if limit is not None] or [0]


@dataclass
class Trial:
    """Answers put in to see what a condition makes of them."""

    questions: Mapping[str, Question]
    computed: Mapping[str, Expression]
    replies: Mapping[str, Reply]
    applies: dict[str, bool] = field(default_factory=dict)

    def _applies(self, name: str) -> bool:
        if name not in self.applies:
            when = self.questions[name].when
            self.applies[name] = when is None or when.evaluate(self) is True
        return self.applies[name]

    def value(self, name: str) -> Result:
        """Give the answer that is tried."""
        if name not in self.replies:
            return self.computed[name].evaluate(self)
        return self.replies[name].value if self._applies(name) else Missing.NOT_APPLICABLE

    def state(self, name: str) -> AnswerState:
        """Give the state that is tried."""
        return self.replies[name].state if self._applies(name) else AnswerState.NOT_APPLICABLE

    def today(self) -> date:
        """Give a day that no condition reads."""
        return date.min

    def count_flags(self, _query: FlagQuery) -> int:
        """Count no flags."""
        return 0

    def gates_missing(self) -> int:
        """Miss no gates."""
        return 0

    def trouble(self, _sentence: str) -> None:
        """Take no notice."""
