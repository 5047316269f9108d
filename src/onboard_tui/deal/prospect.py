"""Everything that can still come of an interview, held in one place and narrowed step by step.

For each node of the script's reading plan (question, computed value, flag) this keeps a set that holds all it can
come to, worked out from the sets of the nodes that it reads. So no outcome is ever left out; one too many can be
in, since two nodes that hang on the same answer are looked at as if each could go its own way. Giving a question
fewer replies narrows the sets of what reads it, and of nothing else. Each change is noted with what was there
before, so that a case can be tried and taken back at the cost of what it changed.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from onboard_tui.deal.foresight import outcomes_of, results_of
from onboard_tui.deal.outset import Outset
from onboard_tui.deal.possible import EITHER, FALSE, TRUE, UNKNOWN, Exactly, Outcomes, Possible, Span, one
from onboard_tui.deal.replies import Reply, cases, reply_to
from onboard_tui.deal.verdict import NO_RULE_HOLDS
from onboard_tui.interview.reading_plan import GATES
from onboard_tui.script.expression import AnswerState, FlagState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import FlagQuery
    from onboard_tui.script.model import Question, VerdictKind, VerdictRule

_APPLIES: Final = TRUE | UNKNOWN
"""A question whose `when` holds, or cannot be told yet, counts; any other does not apply."""

MOST_HELD: Final = 10_000
"""Counts for which the outcomes of rules are remembered."""


class Prospect:
    """What can still be of every question, computed value and flag.

    It can be narrowed, and taken back to what it was at a mark.
    """

    def __init__(self, outset: Outset) -> None:
        self.outset = outset
        self.work = 0
        """Conditions and sums worked out so far."""
        self.replies: dict[str, Reply] = {}
        self.raised: dict[str, Outcomes] = {}
        """For each flag's node: TRUE where it can be raised, FALSE where it can be not raised."""
        self._applies: dict[str, Outcomes] = {}
        self._results: dict[str, Possible] = {}
        self._supposed: dict[str, str] = {}
        """The flags that are taken to be raised or not, whatever the answers behind them are."""
        self.missing: dict[str, Outcomes] = {}
        """For each gate: TRUE where it can be missing, FALSE where it can be dealt with."""
        self._counted: dict[FlagQuery | str, tuple[int, int]] = {}
        """The fewest and the most flags that match, and under `GATES` gates that are missing."""
        self._changes: list[tuple[dict[Any, Any], Any, Any]] = []
        """What was there before each change, to take it back."""

    # What expressions read

    def value(self, name: str) -> Possible:
        """Give what a question or computed value can be."""
        return self._results[name]

    def state(self, name: str, state: AnswerState) -> Outcomes:
        """Tell whether a question can be in a state, and whether in another."""
        applies, reply = self._applies[name], self.replies[name]
        can_be = can_be_other = False
        if applies & _APPLIES:
            others = reply.silences - {state}
            answered = reply.values is not None
            can_be = state in reply.silences or (answered and state is AnswerState.ANSWERED)
            can_be_other = bool(others) or (answered and state is not AnswerState.ANSWERED)
        if applies & ~_APPLIES:
            can_be_other = True
        return (TRUE if can_be else 0) | (FALSE if can_be_other else 0)

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        return self.outset.today

    def count_flags(self, query: FlagQuery) -> Span | Exactly:
        """Give the fewest and the most raised flags that can match."""
        fewest, most = self._count(query)
        return one(most) if fewest == most else Span(fewest, most)

    def gates_missing(self) -> Span | Exactly:
        """Give the fewest and the most gates that can be missing."""
        fewest, most = self._count(GATES)
        return one(most) if fewest == most else Span(fewest, most)

    def _count(self, what: FlagQuery | str) -> tuple[int, int]:
        """Give the fewest and the most flags that a query can count, or gates that can be missing."""
        counted = self._counted.get(what)
        if counted is None:
            can_be = Counter(
                self.missing.values()
                if isinstance(what, str)
                else [self.raised[node] for node in self.outset.matching(what)]
            )
            counted = can_be[TRUE], can_be[TRUE] + can_be[EITHER]
            self._put(self._counted, what, counted)
        return counted

    # What follows

    def verdicts(self) -> tuple[VerdictKind, ...]:
        """Give the verdicts that the table can still come to, in its order."""
        found: dict[VerdictKind, None] = {}
        for rule in self.outset.script.verdict.rules:
            held = self.held(rule)
            if held & TRUE:
                found[rule.verdict] = None
            if held == TRUE:
                break
        else:
            found[NO_RULE_HOLDS] = None
        return tuple(found)

    def held(self, rule: VerdictRule) -> Outcomes:
        """Give the outcomes of a rule of the verdict table."""
        self.work += 1
        known = self.outset.dependencies
        counts = known.counted_by_rule.get(rule.id)
        if counts is None:
            return outcomes_of(rule.condition, self)
        key = (rule.id, *map(self._count, counts))
        held = known.held.get(key)
        if held is None:
            if len(known.held) >= MOST_HELD:
                known.held.clear()
            held = known.held[key] = outcomes_of(rule.condition, self)
        return held

    # Narrowing

    @property
    def mark(self) -> int:
        """Where it is now, to come back to."""
        return len(self._changes)

    def take_back(self, mark: int) -> None:
        """Undo every change since a mark."""
        while len(self._changes) > mark:
            store, key, before = self._changes.pop()
            if before is None:
                del store[key]
            else:
                store[key] = before

    def settle(self) -> None:
        """Keep everything as it is: nothing can be taken back."""
        self._changes.clear()

    def since(self, mark: int) -> Iterator[tuple[str, Outcomes]]:
        """Give the flags that changed since a mark, with what they were before."""
        return ((key, before) for store, key, before in self._changes[mark:] if store is self.raised)

    def narrow(self, replies: Mapping[str, Reply], within: AbstractSet[str] | None = None) -> None:
        """Put replies in place, and work out what hangs on them.

        With `within`, only these nodes are worked out. What is known of the others is still right then, but
        may be wider than it has to be.
        """
        for question_id, reply in replies.items():
            self._put(self.replies, question_id, reply)
        self._spread(replies.keys(), within)

    def suppose_flag(self, flag: str, raised: Outcomes) -> None:
        """Take a flag, by its node, as raised or not, and work out what hangs on it."""
        self._put(self._supposed, flag, flag)
        self._put_flag(flag, raised)
        self._spread({flag})

    def grown(self, outset: Outset) -> Prospect:
        """Give a prospect of its own that starts from more on record; the replies stay as they are."""
        grown = Prospect(outset)
        grown.replies = self.replies.copy()
        grown.raised = self.raised.copy()
        grown._applies = self._applies.copy()
        grown._results = self._results.copy()
        grown.missing = self.missing.copy()
        before, after = self.outset.state_if_raised, outset.state_if_raised
        restated = {
            node
            for node in before.keys() | after.keys()
            if before.get(node, FlagState.OPEN) is not after.get(node, FlagState.OPEN)
        }
        if not restated:
            outset.same_flags(self.outset)
            grown._counted = self._counted.copy()
        grown._spread(restated)
        return grown

    def _spread(self, touched: AbstractSet[str], within: AbstractSet[str] | None = None) -> None:
        """Work out again all that hangs on some nodes."""

        def look(node: str) -> bool:
            return self.work_out(node) or node in touched

        self.outset.dependencies.plan.spread(touched, look, within)

    def work_out(self, node: str) -> bool:
        """Work out a node after all that it reads, and tell whether anything is different."""
        self.work += 1
        question = self.outset.questions.get(node)
        if question is not None:
            return self._put_question(question)
        if node == GATES:
            return True
        flag = self.outset.dependencies.flags.get(node)
        if flag is None:
            rule = self.outset.script.computed_by_id[node].value
            return self._put(self._results, node, results_of(rule, self))
        if node in self._supposed:
            return False
        held = outcomes_of(flag.raise_when, self)
        return self._put_flag(node, held & TRUE | (FALSE if held & ~TRUE else 0))

    def applies(self, question: Question) -> Outcomes:
        """Give the outcomes of a question's `when`."""
        if question.when is None or self.outset.all_apply:
            return TRUE
        return outcomes_of(question.when, self)

    def _put_question(self, question: Question) -> bool:
        applies, reply = self.applies(question), self.replies[question.id]
        changed = self._put(self._applies, question.id, applies)
        changed |= self._put(self._results, question.id, reply.where(applies))
        if question.gate:
            missing = applies & _APPLIES and (reply.silences or reply.guessed)
            settled = applies & ~_APPLIES or (reply.values is not None and reply.sure)
            before = self.missing.get(question.id, 0)
            now = (TRUE if missing else 0) | (FALSE if settled else 0)
            if self._put(self.missing, question.id, now):
                self._count_anew(GATES, before, now)
                changed = True
        return changed

    def _put_flag(self, node: str, raised: Outcomes) -> bool:
        before = self.raised.get(node, 0)
        changed = self._put(self.raised, node, raised)
        if changed:
            for query in self.outset.counting(node):
                self._count_anew(query, before, raised)
        return changed

    def _count_anew(self, what: FlagQuery | str, before: Outcomes, now: Outcomes) -> None:
        """Move a count by what one flag or gate was and is."""
        if what in self._counted:
            fewest, most = self._counted[what]
            fewest += (now == TRUE) - (before == TRUE)
            most += (now & TRUE) - (before & TRUE)
            self._put(self._counted, what, (fewest, most))

    def _put(self, store: dict[Any, Any], key: Any, value: Any) -> bool:
        """Keep something under a key, and what was there before; tell whether it is different."""
        before = store.get(key)
        if before == value:
            return False
        self._changes.append((store, key, before))
        store[key] = value
        return True

    # Looking

    def cases(self, question_id: str) -> tuple[Reply, ...]:
        """Give the cases that the reply to a question can be split into; none if there is one only."""
        reply = self.replies[question_id]
        if reply.settled or not self._applies[question_id] & _APPLIES:
            return ()
        known = self.outset.dependencies
        return cases(
            self.outset.questions[question_id],
            reply,
            known.landmarks.get(question_id, frozenset()),
            silence_matters=question_id in known.silence_matters,
        )

    def questions_behind(self, node: str) -> Iterator[str]:
        """Give the questions that a flag or another question hangs on, the nearest first."""
        return (each for each in self.nodes_behind(node) if each in self.outset.questions)

    def nodes_behind(self, node: str) -> Iterator[str]:
        """Give a node and all that it hangs on, the nearest first."""
        return self.outset.dependencies.plan.behind([node])


def prospect_of(standing: Standing, since: Prospect | None = None) -> Prospect:
    """Give everything that can still come of an interview, from what is on record.

    With `since`, that of an interview on the same day that this one has most answers in common with, only
    what hangs on the other answers is worked out.
    """
    outset = Outset.of(standing)
    if since is None:
        return prospect_from(outset)
    prospect = since.grown(outset)
    before, current = since.outset.current, outset.current
    touched = {question_id for question_id, said in current.items() if before.get(question_id) is not said}
    _look_again(prospect, touched | (before.keys() - current.keys()))
    return prospect


def prospect_from(outset: Outset) -> Prospect:
    """Give everything that can come of what is on record."""
    prospect = Prospect(outset)
    _look_again(prospect, outset.dependencies.plan.reads.keys())
    return prospect


def _look_again(prospect: Prospect, touched: AbstractSet[str]) -> None:
    """Take the replies from what is on record, and work out what hangs on them."""
    questions, current = prospect.outset.questions, prospect.outset.current

    def look(node: str) -> bool:
        question = questions.get(node)
        if question is None:
            return prospect.work_out(node)
        can_be_cleared = question.clear_when_hidden and prospect.applies(question) != TRUE
        reply = reply_to(question, current.get(node), can_be_cleared=can_be_cleared)
        changed = prospect.replies.get(node) != reply
        prospect.replies[node] = reply
        return prospect.work_out(node) or changed

    prospect.outset.dependencies.plan.spread(touched, look)
    prospect.settle()
