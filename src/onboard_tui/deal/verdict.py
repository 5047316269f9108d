"""The verdict: which rule of the table held, with what in hand, and why the rules before it did not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.flags import answers_behind
from onboard_tui.deal.flags import because as because_of
from onboard_tui.deal.words import in_words, listed, wanted
from onboard_tui.script.expression import (
    Compare,
    Constant,
    CountFlags,
    GatesMissing,
    Missing,
    Name,
    StateTest,
)
from onboard_tui.script.flag_words import counted
from onboard_tui.script.model import VerdictKind
from onboard_tui.script.nodes import Logic
from onboard_tui.script.value_words import called

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import FlagQuery, Result, Scope, Value
    from onboard_tui.script.model import Script, VerdictRule
    from onboard_tui.script.nodes import Node

NO_RULE_HOLDS: Final = VerdictKind.STEER_FIRST
"""What a verdict table comes to that has no last word."""


@dataclass(frozen=True, slots=True)
class RuleInput:
    """One thing that a rule looks at, and what was found."""

    words: str
    """What is looked at: `open or steered blockers`."""
    found: Value | None
    """What was found; None where it is not known or does not apply."""
    wanted: str = ""
    """What the rule asks of it, where that is a plain number: `2 or more`."""
    flags: tuple[str, ...] = ()
    """The ids of the flags that were counted."""
    name: str | None = None
    """The id of the question or computed value that was looked at."""

    def __str__(self) -> str:
        """Say it in a few words: `unresolved majors: 1 (no owner), it takes 2 or more`."""
        found = "not known yet" if self.found is None else self._found()
        names = f" ({listed(flag.replace('_', ' ') for flag in self.flags)})" if self.flags else ""
        needed = f", it takes {self.wanted}" if self.wanted else ""
        return f"{self.words}: {found}{names}{needed}"

    def _found(self) -> str:
        if isinstance(self.found, bool):
            return "yes" if self.found else "no"
        return str(self.found)


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """One rule of the table, tried."""

    rule: VerdictRule
    result: Result
    inputs: tuple[RuleInput, ...]

    @property
    def held(self) -> bool:
        """Whether it holds; a rule of which it cannot be told does not."""
        return self.result is True

    @property
    def sentence(self) -> str:
        """Say whether it holds, and why: `R5 holds: open or steered blockers: 1`."""
        says = (
            "holds"
            if self.held
            else "cannot be told"
            if isinstance(self.result, Missing)
            else "does not hold"
        )
        inputs = "; ".join(map(str, self.inputs))
        return f"{self.rule.id} {says}: {inputs}." if inputs else f"{self.rule.id} {says}: it always does."


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a deal stands, by the first rule of the script's table that holds."""

    kind: VerdictKind
    rule_id: str | None
    """None where no rule of the table holds."""
    action: str | None
    with_: str | None
    because: Mapping[str, Value]
    """The answers that made it, in script order; the state of a question that has no value."""
    outcome: RuleOutcome | None
    """The rule that held."""
    earlier: tuple[RuleOutcome, ...]
    """The rules before it, none of which held."""

    @property
    def words(self) -> str:
        """Name it for people: `steer first`, `proceed with conditions`."""
        return in_words(self.kind, self.with_)


def first_that_holds(script: Script, scope: Scope) -> VerdictRule | None:
    """Give the first rule of the verdict table that holds."""
    for rule in script.verdict.rules:
        if rule.condition.evaluate(scope) is True:
            return rule
    return None


def verdict_of(standing: Standing) -> Verdict:
    """Work out the verdict by the script's table: the first rule that holds."""
    earlier: list[RuleOutcome] = []
    for rule in standing.script.verdict.rules:
        outcome = _tried(standing, rule)
        if outcome.held:
            because = _because(standing, rule)
            return Verdict(rule.verdict, rule.id, rule.action, rule.with_, because, outcome, tuple(earlier))
        earlier.append(outcome)
    return Verdict(NO_RULE_HOLDS, None, None, None, {}, None, tuple(earlier))


def _tried(standing: Standing, rule: VerdictRule) -> RuleOutcome:
    result = rule.condition.evaluate(standing)
    return RuleOutcome(rule, result, tuple(_inputs(standing, rule.condition.root)))


def _inputs(standing: Standing, node: Node, asked: str = "") -> Iterator[RuleInput]:
    match node:
        case CountFlags(query):
            flags = flags_counted(standing, query)
            yield RuleInput(counted(query), len(flags), asked, flags)
        case GatesMissing():
            yield RuleInput("gate questions without a confirmed answer", standing.gates_missing(), asked)
        case Name(name):
            value = standing.value(name)
            found = None if isinstance(value, Missing) else value
            yield RuleInput(called(name, standing.script), found, asked, name=name)
        case StateTest(name):
            state = standing.state(name).value.replace("_", " ")
            yield RuleInput(called(name, standing.script), state, name=name)
        case Compare(op, left, Constant(value)):
            yield from _inputs(standing, left, wanted(op, value))
        case _:
            for part in node.parts:
                yield from _inputs(standing, part)


def flags_counted(standing: Standing, query: FlagQuery) -> tuple[str, ...]:
    """Give the ids of the raised flags that a query counts, in script order."""
    return tuple(
        flag.id
        for flag in standing.raised
        if query.counts(flag.severity, flag.kind, standing.flag_state(flag.id), no_steer=flag.no_steer)
    )


def _because(standing: Standing, rule: VerdictRule) -> Mapping[str, Value]:
    """Collect the answers behind a rule that holds: those it reads, and those behind what it counts."""
    names = set(rule.condition.support(standing))
    for node in _deciding(standing, rule.condition.root):
        if isinstance(node, CountFlags):
            for flag in flags_counted(standing, node.query):
                names |= because_of(standing, standing.script.flag_by_id[flag]).keys()
        elif isinstance(node, GatesMissing):
            names.update(standing.missing_gates)
    return answers_behind(standing, frozenset(names))


def _deciding(standing: Standing, node: Node) -> Iterator[Node]:
    """Give the parts of a condition that make its result: of sides that each settle it, the first."""
    yield node
    parts = node.parts
    if isinstance(node, Logic) and node.run(standing, None) is node.decisive:
        parts = tuple(part for part in parts if part.run(standing, None) is node.decisive)[:1]
    for part in parts:
        yield from _deciding(standing, part)
