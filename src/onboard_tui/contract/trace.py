"""Why a clause is there and where its values come from; and the other way, which clauses an answer touches."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from onboard_tui.contract.document import RunKind, text_of
from onboard_tui.contract.facts import FACT_TYPES
from onboard_tui.contract.numbering import runs_of
from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.reading_plan import GATES, flag_node, reading_plan
from onboard_tui.interview.values import display
from onboard_tui.script.scope import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onboard_tui.contract.bound import BoundPack
    from onboard_tui.contract.document import Rewording
    from onboard_tui.contract.draft import Drafted
    from onboard_tui.contract.pack_model import Clause
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import Expression
    from onboard_tui.script.model import Script

_STATES: Final[Mapping[AnswerState, str]] = {
    AnswerState.NOT_ASKED: "not asked",
    AnswerState.DONT_KNOW: "they do not know",
    AnswerState.DECLINED: "they will not say",
    AnswerState.LATER: "later",
    AnswerState.NOT_APPLICABLE: "does not apply",
}
_OF_FLAGS: Final = frozenset({"declined_advice", "agreed_plans", "advice_given"})
"""Worked-out values that come from flags."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer behind a clause: what was said, by whom and when."""

    question: str
    ask: str
    answer: str
    """In words; where there is none, why."""
    source: str = ""
    """How we know it, one of `interview.entries.Source`; empty where nothing was said."""
    said_by: str = ""
    quote: str = ""
    at: str = ""
    """The moment, in ISO 8601."""


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """Something in a clause that is not the pack's own words, with the answers that it comes from."""

    text: str
    kind: str
    """`answer`, `computed`, `open` or `edited`."""
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """Why a clause stands in a draft or not, and where everything in it comes from."""

    clause: str
    title: str
    part: str
    """The part's title."""
    number: str
    stands: bool
    author: str
    """Whose words it is in: `ours`, `theirs`, `neutral` or `generated`."""
    rule: str
    """Its condition as the pack has it; empty where it always stands."""
    rule_in_words: str
    decided_by: tuple[Told, ...]
    """The answers that its condition reads."""
    values: tuple[PrintedValue, ...]
    by_hand: Rewording | None = None
    plain: str = ""


class Touch(StrEnum):
    """What an answer can do to a clause."""

    DECIDES = "decides"
    """Whether the clause stands at all, or another one in its place."""
    CHANGES = "changes"
    """What the clause says."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A clause that an answer can touch."""

    paper: str
    """The paper's title."""
    part: str
    """The part's title."""
    clause: str
    title: str
    touches: tuple[Touch, ...]


def told(standing: Standing, question_id: str) -> Told:
    """Give what was said to a question, as it counts."""
    question = standing.script.question_by_id[question_id]
    recorded = standing.recorded(question_id)
    state = standing.state(question_id)
    if recorded is None or state is AnswerState.NOT_APPLICABLE:
        return Told(question.id, question.ask, _STATES.get(state, ""))
    answered = state is AnswerState.ANSWERED
    return Told(
        question=question.id,
        ask=question.ask,
        answer=display(question, recorded.value, standing.script) if answered else _STATES[state],
        source=recorded.source.value,
        said_by=recorded.said_by,
        quote=recorded.quote,
        at=recorded.at.isoformat(),
    )


def why(drafted: Drafted, bound: BoundPack, standing: Standing, clause: Clause) -> Why:
    """Say why a clause stands, or does not, and where each value in it comes from."""
    pack, found = bound.pack, drafted.clauses.get(clause.id)
    rule = bound.when.get(clause.id)
    decided = (told(standing, name) for name in _questions(_rules(bound, clause), standing.script))
    return Why(
        clause=clause.id,
        title=clause.title,
        part=pack.part_by_id[clause.part].title,
        number=drafted.number_of(clause.id, clause.id) if found else "",
        stands=found is not None,
        author=clause.author,
        rule=rule.source if rule else "",
        rule_in_words=bound.stands.get(clause.id, ""),
        decided_by=tuple(decided),
        values=tuple(_values(drafted, standing, clause.id)) if found else (),
        by_hand=next((each for each in drafted.draft.rewordings if each.clause == clause.id), None),
        plain=text_of(found.plain) if found else "",
    )


def _values(drafted: Drafted, standing: Standing, clause: str) -> Iterator[PrintedValue]:
    """Give the values of a clause in reading order, each once."""
    seen: dict[PrintedValue, None] = {}
    for block in drafted.clauses[clause].blocks:
        for run in runs_of(block):
            if run.kind not in {RunKind.TEXT, RunKind.REF} and run.text.strip():
                sources = tuple(told(standing, name) for name in run.sources)
                seen[PrintedValue(run.text.strip(), run.kind.value, sources)] = None
    yield from seen


def _rules(bound: BoundPack, clause: Clause) -> tuple[Expression, ...]:
    """Give the conditions that decide whether a clause stands, those of its group among them."""
    members = bound.pack.groups.get(clause.one_of, ()) if clause.one_of else (clause,)
    return tuple(bound.when[each.id] for each in members if each.id in bound.when)


def _questions(rules: Iterable[Expression], script: Script) -> tuple[str, ...]:
    """Give the questions that conditions read, directly or through worked-out values, in script order."""
    known = dependencies_of(script)
    return tuple(sorted(frozenset().union(*map(known.behind, rules)), key=known.place.__getitem__))


# The other way


def touched_by(bound: BoundPack, script: Script, question: str) -> tuple[Touched, ...]:
    """Give the clauses that the answer to a question can touch, in the order of the pack's papers.

    It touches what is decided or said by it, or by whatever hangs on it: other questions that it shows or hides,
    worked-out values, flags.
    """
    reach = _Reach(bound, script, question)
    order = {part: place for place, paper in enumerate(bound.pack.papers) for part in paper.parts}
    found = []
    for clause in sorted(bound.pack.clauses, key=lambda each: order.get(each.part, len(order))):
        touches = tuple(reach.touches(clause))
        paper = bound.pack.paper_of_part.get(clause.part)
        if touches and paper is not None:
            part = bound.pack.part_by_id[clause.part]
            found.append(Touched(paper.title, part.title, clause.id, clause.title, touches))
    return tuple(found)


class _Reach:
    """Everything that hangs on the answer to one question."""

    def __init__(self, bound: BoundPack, script: Script, question: str) -> None:
        self._bound = bound
        self._script = script
        self._nodes: set[str] = set()
        reading_plan(script).spread({question}, self._take)
        self._flags = any(flag_node(flag.id) in self._nodes for flag in script.flags)

    def _take(self, node: str) -> bool:
        self._nodes.add(node)
        return True

    def touches(self, clause: Clause) -> Iterator[Touch]:
        """Say what the answer can do to a clause."""
        if any(map(self._decides, _rules(self._bound, clause))):
            yield Touch.DECIDES
        texts = (*clause.body.names, *(clause.plain.names if clause.plain else ()), clause.binds_each)
        if any(map(self._prints, texts)):
            yield Touch.CHANGES

    def _decides(self, rule: Expression) -> bool:
        return (
            not self._nodes.isdisjoint(rule.names)
            or (rule.counts_gates and GATES in self._nodes)
            or any(
                query.concerns(flag.severity, flag.kind, no_steer=flag.no_steer)
                and flag_node(flag.id) in self._nodes
                for query in rule.counts_flags
                for flag in self._script.flags
            )
        )

    def _prints(self, name: str) -> bool:
        fact = FACT_TYPES.get(name)
        if fact is None:
            return name in self._nodes
        plan = self._bound.pack.facts
        return (name in _OF_FLAGS and self._flags) or any(
            getattr(plan, each) in self._nodes for each in fact.inputs
        )
