"""Ladders of a script, from YAML: decision tables over answers and facts that say where a relationship stands."""

from __future__ import annotations

import re
from collections import ChainMap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onboard_tui.script.expression import Constant, Expression, ExprType, Kind
from onboard_tui.script.fields import Keys, refuse_repeated
from onboard_tui.script.model import FactKind, Ladder, LadderFact, LadderHint, QuestionType, Rung
from onboard_tui.script.parse import read_expression
from onboard_tui.script.symbols import Symbol, Symbols
from onboard_tui.script.typing_rules import listed
from onboard_tui.script.yaml_nodes import Scalar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from onboard_tui.script.model import Question
    from onboard_tui.script.yaml_nodes import Value

LADDER_KEYS = ("id", "title", "when", "claim", "facts", "rungs", "hints")
FACT_KEYS = ("id", "text", "kind", "keeps_days", "otherwise")
RUNG_KEYS = ("id", "level", "name", "if", "note")
HINT_KEYS = ("id", "if", "say")

LEVEL = ExprType(Kind.NUMBER)
"""What a ladder's id stands for in the ladders below it."""

_FACT_TYPES: Mapping[FactKind, ExprType] = {
    FactKind.YES_NO: ExprType(Kind.YES_NO),
    FactKind.ALWAYS: ExprType(Kind.YES_NO),
    FactKind.COUNT: ExprType(Kind.NUMBER),
}


@dataclass(frozen=True, slots=True)
class LadderDraft:
    """A ladder before its expressions are read."""

    id: str
    title: str
    facts: tuple[tuple[LadderFact, Keys], ...]
    keys: Keys


def read_ladders(top: Keys) -> list[LadderDraft]:
    """Read everything about the ladders of a file but their expressions."""
    return [
        LadderDraft(keys.name(), keys.text("title", required=True), _facts(keys), keys)
        for keys in top.groups("ladders", LADDER_KEYS)
    ]


def _facts(keys: Keys) -> tuple[tuple[LadderFact, Keys], ...]:
    found = [(_fact(each), each) for each in keys.groups("facts", FACT_KEYS)]
    refuse_repeated("fact", ((fact.id, each) for fact, each in found))
    first = {fact.id: (fact, each) for fact, each in reversed(found) if fact.id}
    return tuple(reversed(first.values()))


def _fact(keys: Keys) -> LadderFact:
    return LadderFact(
        id=keys.name(),
        text=keys.text("text", required=True),
        kind=keys.one_of("kind", FactKind) or FactKind.YES_NO,
        keeps_days=keys.whole("keeps_days", least=1),
    )


def names_of_ladders(drafts: Sequence[LadderDraft]) -> Iterator[tuple[str, Keys, Value | None]]:
    """Give each name that ladders add to expressions, and where it is defined; a fact that ladders share, once."""
    shared: set[str] = set()
    for draft in drafts:
        yield draft.id, draft.keys, draft.keys.node.get("id")
        for fact, keys in draft.facts:
            if fact.id not in shared:
                shared.add(fact.id)
                yield fact.id, keys, keys.node.get("id")


def resolve_ladders(
    drafts: Sequence[LadderDraft],
    symbols: Symbols,
    questions: Mapping[str, Question],
    conditions: list[tuple[Expression, Keys]],
) -> tuple[Ladder, ...]:
    """Read the expressions of all ladders; those with an error are left out.

    The conditions of rungs and hints are put into `conditions` with the keys they stand in.
    """
    _refuse_facts_that_differ(drafts)
    levels = {draft.id: Symbol(draft.id, LEVEL, is_question=False) for draft in drafts if draft.id}
    shared = {**levels, **symbols.known}
    above: set[str] = set()
    found: list[Ladder | None] = []
    for draft in drafts:
        facts = {
            fact.id: Symbol(fact.id, _type_of(fact, keys), is_question=False) for fact, keys in draft.facts
        }
        names = Symbols(ChainMap(facts, shared), symbols.limits)
        found.append(_Resolving(draft, symbols, names, levels.keys(), above, conditions).ladder(questions))
        above.add(draft.id)
    return tuple(each for each in found if each is not None)


def _type_of(fact: LadderFact, keys: Keys) -> ExprType | None:
    """Give what a fact is to expressions; nothing where its kind cannot be read."""
    kind = keys.node.get("kind")
    readable = kind is None or (isinstance(kind, Scalar) and kind.text == fact.kind)
    return _FACT_TYPES[fact.kind] if readable else None


def _refuse_facts_that_differ(drafts: Sequence[LadderDraft]) -> None:
    """A fact that stands in two ladders is one fact, so it is the same in both."""
    first: dict[str, tuple[LadderFact, Keys]] = {}
    for fact, keys in (each for draft in drafts for each in draft.facts):
        known, place = first.setdefault(fact.id, (fact, keys))
        if place is not keys and (fact, _written(keys)) != (known, _written(place)):
            message = f"The fact “{fact.id}” is another one at {place.node.place}."
            hint = "Write both the same, or give one of the two another id."
            keys.refuse("S206", keys.node.entries["id"], "id", message, hint)


def _written(keys: Keys) -> str:
    """Give the text of the expression that stands in for a fact."""
    node = keys.node.get("otherwise")
    return node.text if isinstance(node, Scalar) else ""


@dataclass(frozen=True, slots=True)
class _Resolving:
    """One ladder whose expressions are being read."""

    draft: LadderDraft
    outside: Symbols
    """The names of the script."""
    names: Symbols
    """These, the facts of this ladder, and the ladders."""
    ladders: Collection[str]
    above: Collection[str]
    """The ladders that it can read; not itself, and none that stands after it."""
    conditions: list[tuple[Expression, Keys]]

    def ladder(self, questions: Mapping[str, Question]) -> Ladder | None:
        draft, keys = self.draft, self.draft.keys
        when = self._condition(keys, "when") if keys.has("when") else None
        facts = tuple(self._with_stand_in(fact, each) for fact, each in draft.facts)
        rungs = self._rungs()
        hints = self._hints()
        claim = _claim(keys, rungs, questions)
        if not draft.id or not rungs:
            return None
        ladder = Ladder(draft.id, draft.title, rungs, when, facts, hints, claim, keys.node.place)
        self._warn_of_unread_facts(ladder)
        return ladder

    def _with_stand_in(self, fact: LadderFact, keys: Keys) -> LadderFact:
        if not keys.has("otherwise"):
            return fact
        expected = _FACT_TYPES[fact.kind].kind
        return replace(fact, otherwise=_expression(keys, "otherwise", self.outside, expected))

    def _rungs(self) -> tuple[Rung, ...]:
        """Read the rungs; the last one has to hold always, so that there is a reading of every customer."""
        groups = self.draft.keys.groups("rungs", RUNG_KEYS, required=True)
        refuse_repeated(
            "rung", ((each.text, keys) for keys in groups if isinstance(each := keys.node.get("id"), Scalar))
        )
        rungs: list[Rung] = []
        closed = ""
        for keys in groups:
            if closed:
                message = f"This rung is never reached: “{closed}” above it always holds."
                keys.refuse("S305", keys.node, "", message)
            rung = self._rung(keys)
            if rung is not None:
                rungs.append(rung)
                closed = closed or (rung.id if rung.condition.root == Constant(value=True) else "")
        if groups and not closed and len(rungs) == len(groups):
            message = "The last rung must hold always, so that every customer stands somewhere."
            groups[-1].refuse(
                "S212", groups[-1].node, "if", message, "End the ladder with a rung “if: true”."
            )
        return tuple(rungs)

    def _rung(self, keys: Keys) -> Rung | None:
        rung_id, level = keys.word(), keys.whole("level", required=True)
        name, note = keys.text("name", required=True), keys.text("note")
        condition = self._condition(keys, "if")
        if not rung_id or level is None or condition is None:
            return None
        return Rung(rung_id, level, name, condition, note)

    def _hints(self) -> tuple[LadderHint, ...]:
        groups = self.draft.keys.groups("hints", HINT_KEYS)
        found = [
            (keys.word(), self._condition(keys, "if"), keys.text("say", required=True)) for keys in groups
        ]
        refuse_repeated(
            "hint", ((hint_id, keys) for (hint_id, _, _), keys in zip(found, groups, strict=True))
        )
        return tuple(LadderHint(hint_id, condition, say) for hint_id, condition, say in found if condition)

    def _condition(self, keys: Keys, key: str) -> Expression | None:
        """Read a condition, which sees the ladders above this one only."""
        condition = _expression(keys, key, self.names, Kind.YES_NO)
        read = condition.names if condition else ()
        if condition and key == "if":
            self.conditions.append((condition, keys))
        for name in sorted(each for each in read if each in self.ladders and each not in self.above):
            if name == self.draft.id:
                message, hint = f"The level of “{name}” cannot depend on itself.", None
            else:
                message = f"The ladder “{name}” stands further down, so this one cannot look at it."
                hint = f"Move “{name}” above “{self.draft.id}”."
            scalar = keys.node.entries[key]
            at = re.search(rf"\b{re.escape(name)}\b", scalar.text) if isinstance(scalar, Scalar) else None
            keys.refuse_inside("S109", scalar, key, message, hint, at.start() if at else 0)
        return condition

    def _warn_of_unread_facts(self, ladder: Ladder) -> None:
        conditions = [rung.condition for rung in ladder.rungs] + [hint.condition for hint in ladder.hints]
        read = {name for condition in conditions for name in condition.names}
        for fact, keys in self.draft.facts:
            if fact.id not in read and len(ladder.rungs) == len(self.draft.keys.items("rungs")):
                keys.refuse("S306", keys.node, "", f"No rung reads the fact “{fact.id}”.")


def _expression(keys: Keys, key: str, symbols: Symbols, expected: Kind) -> Expression | None:
    scalar = keys.scalar(key, required=True)
    if scalar is None:
        return None
    return read_expression(scalar, symbols, expected, keys.path_of(key), keys.problems)


def _claim(keys: Keys, rungs: Sequence[Rung], questions: Mapping[str, Question]) -> str | None:
    """Read which question holds our own word; its options are the rungs."""
    found = keys.question("claim", questions)
    if found is None:
        return None
    question = questions[found.text]
    if question.type is not QuestionType.SINGLE:
        message = f"Our own word is a single choice, and “{found.text}” is of the type {question.type}."
        keys.refuse("S208", found, "claim", message)
    else:
        options = [option.id for option in question.options if not option.unknown]
        names = [rung.id for rung in rungs]
        odd = [each for each in names if each not in options], [each for each in options if each not in names]
        for those, lacking in zip(odd, (f"options of “{question.id}”", "rungs of this ladder"), strict=True):
            if those and rungs:
                message = (
                    f"{listed(those, 'and')} {'is' if len(those) == 1 else 'are'} not among the {lacking}."
                )
                hint = "Every rung has the id of one option, and every option that of one rung."
                keys.refuse("S207", found, "claim", message, hint)
    return found.text
