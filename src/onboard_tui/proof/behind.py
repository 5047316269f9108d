"""What conditions hang on: the questions, sums and flags behind them, and the values that these are compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from onboard_tui.deal.dependencies import dependencies_of, landmarks_of, silences_of
from onboard_tui.deal.scenarios import ANY_DAY
from onboard_tui.interview.reading_plan import GATES, condition_of, read_by
from onboard_tui.script.expression import (
    Column,
    Compare,
    Constant,
    CountFlags,
    DaysUntil,
    GatesMissing,
    Kind,
    Member,
    Name,
    Today,
)
from onboard_tui.script.model import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from onboard_tui.script.expression import Expression, Node
    from onboard_tui.script.model import Question, Script


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that the answer to a question has to meet when it is given."""

    question: str
    that: Expression

    @property
    def about_itself(self) -> bool:
        """Whether it reads no other answer and no day, so that an answer that met it meets it at any time."""
        reads_the_day = any(isinstance(part, Today | DaysUntil) for part in self.that.nodes)
        return self.that.names <= {self.question} and not reads_the_day


class Behind:
    """All that some conditions hang on in a script."""

    def __init__(self, script: Script, conditions: Sequence[Expression], *, obeying: bool = True) -> None:
        """With `obeying`, the rules for the answers come along with the questions."""
        self.script = script
        self.obeying = obeying
        self.rules: list[Rule] = []
        """The rules of the questions among them."""
        self._expressions = list(conditions)
        self.nodes = frozenset(self._reach())
        """The nodes of the reading plan."""

    def _reach(self) -> Iterator[str]:
        """Go from the conditions to everything that they read, and that this reads."""
        plan = dependencies_of(self.script).plan
        seen: set[str] = set()
        waiting = [name for expression in self._expressions for name in read_by(expression, self.script)]
        while waiting:
            node = waiting.pop()
            if node in seen:
                continue
            seen.add(node)
            yield node
            waiting += plan.reads[node]
            rule = plan.rules.get(node)
            condition = None if rule is None else condition_of(rule)
            if condition is not None:
                self._expressions.append(condition)
            for each in getattr(rule, "validations", ()) if self.obeying else ():
                self.rules.append(Rule(node, each.that))
                self._expressions.append(each.that)
                waiting += read_by(each.that, self.script)

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """All parts of all expressions."""
        return tuple(node for expression in self._expressions for node in expression.nodes)

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions, in script order."""
        return tuple(question for question in self.script.questions if question.id in self.nodes)

    @cached_property
    def landmarks(self) -> Mapping[str, frozenset[Any]]:
        """The values that the answer to a question is compared with, and the options looked for in it."""
        return landmarks_of(self._expressions)

    @cached_property
    def silence_matters(self) -> frozenset[str]:
        """The questions of which it is asked whether the customer did not know, or declined."""
        return silences_of(self._expressions)

    @cached_property
    def reads_states(self) -> bool:
        """Whether it makes a difference what was said about a raised flag."""
        return any(isinstance(part, CountFlags) and part.query.states for part in self.parts)

    @property
    def counts(self) -> bool:
        """Whether flags or gates are counted."""
        return any(isinstance(part, CountFlags | GatesMissing) for part in self.parts)

    @property
    def reads_gates(self) -> bool:
        """Whether missing gates are counted."""
        return GATES in self.nodes

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text that conditions name, whatever they compare with it."""
        return frozenset(each for each in self._written if isinstance(each, str))

    @cached_property
    def compares_texts(self) -> bool:
        """Whether two answered texts are compared with each other."""
        texts = {question.id for question in self.questions if question.type in TEXTS}
        texts |= {
            column.id for question in self.questions for column in question.columns if column.type in TEXTS
        }
        texts |= {value.id for value in self.script.computed if value.value.type.kind is Kind.TEXT}
        return any(
            isinstance(part, Compare) and all(_reads_one_of(texts, side) for side in part.parts)
            for part in self.parts
        )

    # The day

    @cached_property
    def _named_days(self) -> frozenset[date]:
        """The days that conditions name and dates are limited to."""
        limits = {limit for question in self.questions for limit in (question.min, question.max)}
        return frozenset(each for each in limits | self._written if isinstance(each, date))

    @cached_property
    def _written(self) -> frozenset[object]:
        """Every constant that stands in the expressions."""
        constants = frozenset(part.value for part in self.parts if isinstance(part, Constant))
        return constants.union(*(part.items for part in self.parts if isinstance(part, Member)))

    @cached_property
    def _reads_the_day(self) -> bool:
        return any(isinstance(part, Today | DaysUntil) for part in self.parts)

    @property
    def hangs_on_the_day(self) -> bool:
        """Whether it makes a difference on which day an interview is looked at."""
        return self._reads_the_day and bool(self._named_days)

    def days(self) -> Iterator[date]:
        """Give the days to look at: any one, and those around the days that conditions name."""
        yield ANY_DAY
        if self.hangs_on_the_day:
            for named in sorted(self._named_days):
                for shift in (-1, 0, 1):
                    if date.min < named < date.max:
                        yield named + timedelta(shift)


def _reads_one_of(names: AbstractSet[str], part: Node) -> bool:
    return any(isinstance(each, Name | Column) and each.name in names for each in part.walk())
