"""Whether a condition can come out so and so: an example of answers, a proof that there is none, or neither.

The search cuts the replies to the questions behind a condition into cases, and leaves a case as soon as what is
wanted cannot come about in it. As what can come about is never left out, no case left means that there is no
example; and an example is tried out in a real interview before it is given. Where cases cannot be cut so that
they are complete (sums of several answers, totals over rows), or where there are too many, finding nothing
proves nothing, and the condition is undecided.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from onboard_tui.deal.foresight import outcomes_of
from onboard_tui.deal.outset import Outset
from onboard_tui.deal.possible import FALSE, NOT_APPLICABLE, TRUE, UNKNOWN
from onboard_tui.deal.replies import Reply
from onboard_tui.proof.behind import Behind
from onboard_tui.proof.contradiction import contradict
from onboard_tui.proof.counts import counts_forbid
from onboard_tui.proof.cuts import Cutter
from onboard_tui.proof.domains import example, whole_reply
from onboard_tui.proof.field import Field
from onboard_tui.proof.witness import Witness
from onboard_tui.script.expression import AnswerState, FlagState, Missing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.interview.standing import Standing
    from onboard_tui.proof.behind import Rule
    from onboard_tui.proof.cuts import Cut
    from onboard_tui.script.expression import Expression, Result
    from onboard_tui.script.model import Script

Case: TypeAlias = "Reply | FlagState | Outcomes"
"""One reply to a question, one state of a flag, or outcomes of whether a question applies."""

MOST_CASES: Final = 3_000
"""Cases that are looked at for one condition on one day, and on all other days together once that day is undecided."""


WORK_PER_CASE: Final = 40
"""Conditions worked out for which a case counts at most; a case of a large script counts for several."""

_ONE_WAY: Final = ((False, 1),)
_WAYS_WITH_FLAGS: Final = ((False, 6), (True, 2), (False, 3))
"""Ways to search, one after the other: whether each goal minds the others, and the part of the cases that it gets."""


class Decision(StrEnum):
    """What is known of whether something can come about."""

    PROVED = "proved"
    """It can: there is an example."""
    REFUTED = "refuted"
    """It cannot: no answers lead to it."""
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Found:
    """What came of a search."""

    witness: Witness | None
    decided: bool
    """False where no example was found and there can still be one."""
    cases: int = 0
    """How many cases were looked at."""

    @property
    def decision(self) -> Decision:
        """Put it in a word."""
        if self.witness is not None:
            return Decision.PROVED
        return Decision.REFUTED if self.decided else Decision.UNDECIDED


@dataclass(frozen=True, slots=True)
class Wanted:
    """A condition, and the outcomes that it is wanted to have one of."""

    condition: Expression
    outcomes: Outcomes = TRUE

    def met(self, standing: Standing) -> bool:
        """Whether the condition has come out so in an interview."""
        return bool(outcome(self.condition.evaluate(standing)) & self.outcomes)


def outcome(result: Result) -> Outcomes:
    """Give the result of a condition as a set of one outcome."""
    match result:
        case Missing.UNKNOWN:
            return UNKNOWN
        case Missing.NOT_APPLICABLE:
            return NOT_APPLICABLE
        case _:
            return TRUE if result is True else FALSE


def find(
    script: Script,
    condition: Expression,
    wanted: Outcomes = TRUE,
    *,
    given: Sequence[Expression] = (),
    most_cases: int = MOST_CASES,
) -> Found:
    """Look for answers with which a condition has one of the wanted outcomes while the given ones hold."""
    return find_all(script, (Wanted(condition, wanted), *map(Wanted, given)), most_cases=most_cases)


def find_all(
    script: Script, goals: Sequence[Wanted], *, most_cases: int = MOST_CASES, obeying: bool = True
) -> Found:
    """Look for answers with which every one of several conditions comes out as wanted.

    With `obeying`, they meet the rules for answers that the script sets.
    """
    if contradict(goals, script):
        return Found(None, decided=True)
    behind = Behind(script, [goal.condition for goal in goals], obeying=obeying)
    decided, cases = not behind.hangs_on_the_day and not behind.compares_texts, 0
    ways = _WAYS_WITH_FLAGS if any(goal.condition.counts_flags for goal in goals[1:]) else _ONE_WAY
    days = tuple(behind.days())
    allowed = most_cases
    for day in days:
        complete = False
        for mindful, part in ways:
            search = _Search(script, goals, behind, day, mindful=mindful)
            if counts_forbid(goals, search.field):
                complete = True
                break
            witness = search.run(allowed // part)
            cases += search.seen
            if witness is not None:
                return Found(witness, decided=True, cases=cases)
            if search.complete:
                complete = True
                break
        if not complete:
            decided = False
            allowed = most_cases // len(days)  # the other days share what one day may take
    return Found(None, decided, cases)


def field_of(script: Script, behind: Behind, day: date) -> Field:
    """Give everything that can come of the questions and flags behind some conditions."""
    replies = {
        question.id: whole_reply(question, behind.texts, script, guesses=behind.reads_gates)
        for question in behind.questions
    }
    return Field.of(Outset(script, day, {}, {}), replies, behind.nodes, states=behind.reads_states)


class _Search:
    """One search, with one day as today."""

    def __init__(
        self, script: Script, goals: Sequence[Wanted], behind: Behind, day: date, *, mindful: bool
    ) -> None:
        self._script, self._behind, self._day = script, behind, day
        self._goals = sorted(goals, key=lambda goal: goal.condition.counts_gates)
        """Gates come last, as almost any answer will do for them."""
        self._mindful = mindful
        """Whether what is done for one goal minds the others from the start; at times the one finds more, at
        times the other."""
        self.field = field_of(script, behind, day)
        self._cutter = Cutter(self.field, behind, day)
        self.seen = 0
        """How many cases were looked at."""
        self.complete = True
        """Whether no case was left out so far."""

    def run(self, most_cases: int) -> Witness | None:
        """Look for an example; what was looked at is all there is only where it is `complete`."""
        witness, cut = self._look()
        waiting = self._cases_of(cut)
        while waiting and witness is None:
            mark, cases = waiting[-1]
            self.field.take_back(mark)
            case = next(cases, None)
            if case is None:
                waiting.pop()
                continue
            if self.seen >= most_cases or self.field.work >= most_cases * WORK_PER_CASE:
                self.complete = False
                break
            self._put(*case)
            witness, cut = self._look()
            waiting += self._cases_of(cut)
        return witness

    def _cases_of(self, cut: Cut | None) -> list[tuple[int, Iterator[tuple[str, Case]]]]:
        """Give the cases of a cut to be looked at from here, if there is one."""
        if cut is None:
            return []
        self.complete = self.complete and cut.complete
        return [(self.field.mark, ((cut.node, case) for case in cut.cases))]

    def _put(self, node: str, case: Case) -> None:
        if isinstance(case, FlagState):
            self.field.narrow_state(node, case, self._behind.nodes)
        elif isinstance(case, int):
            self.field.suppose(node, case, self._behind.nodes)
        else:
            self.field.narrow({node: case}, self._behind.nodes)

    def _look(self) -> tuple[Witness | None, Cut | None]:
        """Look at the case at hand: an example of it, or where to cut it further; neither where it is done with."""
        self.seen += 1
        still_open = self._still_open()
        if still_open is None:
            return None, None
        for rule in self._behind.rules:
            if self._is_broken(rule):
                self.complete = self.complete and rule.about_itself
                return None, None
        if not still_open:
            witness = self._example()
            if witness is not None:
                return witness, None
            still_open = [Wanted(rule.that, ~FALSE) for rule in self._behind.rules]
        cut = self._cut_for(still_open)
        if cut is None:
            self.complete = False
        return None, cut

    def _still_open(self) -> list[Wanted] | None:
        """Give the goals that can come out so or otherwise; None where one of them cannot come out as wanted."""
        still_open = []
        for goal in self._goals:
            held = outcomes_of(goal.condition, self.field)
            if not held & goal.outcomes:
                return None
            if held & ~goal.outcomes:
                still_open.append(goal)
        for question_id, supposed in self.field.supposed.items():
            held, when = self.field.whens[question_id], self._script.question_by_id[question_id].when
            if not held & supposed:
                return None
            if held & ~supposed and when is not None:
                still_open.append(Wanted(when, supposed))
        return still_open

    def _cut_for(self, goals: Sequence[Wanted]) -> Cut | None:
        """Give the next cut for the first goal that hangs on one, the cases that bring it nearer first."""
        for goal in goals:
            cut = self._cutter.cut(goal.condition.root)
            if cut is not None:
                return self._nearest_first(cut, goals if self._mindful else [goal])
        return self._cutter.last_cut([goal.condition.root for goal in goals])

    def _nearest_first(self, cut: Cut, goals: Sequence[Wanted]) -> Cut:
        """Where flags are counted, begin with the answers that raise those that are wanted, and hardly any other.

        That there is an answer comes first all the same, as a gate that has none is missing.
        """
        drawn = [
            (query, -1 if goal.outcomes == TRUE else 1)
            for goal in goals
            for query in goal.condition.counts_flags
        ]
        if not drawn or any(isinstance(case, Reply) and case.values is None for case in cut.cases):
            return cut

        def distance(case: Case) -> int:
            mark = self.field.mark
            self._put(cut.node, case)
            counted = sum(sign * sum(self.field.span_counted(query)) for query, sign in drawn)
            self.field.take_back(mark)
            return counted

        return replace(cut, cases=tuple(sorted(cut.cases, key=distance)))  # type: ignore[arg-type] # all of one type

    def _is_broken(self, rule: Rule) -> bool:
        """Whether every answer of the case to a question would be refused."""
        return (
            not self.field.replies[rule.question].silences
            and not self.field.applicability(rule.question) & ~(TRUE | UNKNOWN)
            and outcomes_of(rule.that, self.field) == FALSE
        )

    def _example(self) -> Witness | None:
        """Give an example of the case at hand, if one is acceptable and does what is wanted."""
        witness = self._said()
        standing = None if witness is None else witness.standing(self._script, obeying=self._behind.obeying)
        if witness is None or standing is None or not all(goal.met(standing) for goal in self._goals):
            return None
        said = (*witness.answers, *witness.states)
        return witness.without(name for name in said if standing.state(name) is AnswerState.NOT_APPLICABLE)

    def _said(self) -> Witness | None:
        """Give one answer to each question of which the case asks for one; None where none is found."""
        answers, states, guessed = {}, {}, set()
        for question in self._behind.questions:
            reply = self.field.replies[question.id]
            applies = self.field.applicability(question.id) & (TRUE | UNKNOWN)
            if not applies or AnswerState.LATER in reply.silences:
                continue
            if reply.values is None:
                states[question.id] = min(reply.silences)
                continue
            value = example(question, reply, self._script, self._day)
            if value is None:
                return None
            answers[question.id] = value
            if not reply.sure:
                guessed.add(question.id)
        flags = {
            self.field.outset.dependencies.flags[node].id: next(iter(states_of))
            for node, states_of in self.field.flag_states.items()
            if self.field.raised[node] == TRUE and FlagState.OPEN not in states_of
        }
        return Witness(self._day, answers, states, frozenset(guessed), flags)
