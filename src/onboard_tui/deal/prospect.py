"""Everything that can still come of an interview, held in one place and narrowed step by step."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.foresight import outcomes_of, results_of
from onboard_tui.deal.possible import (
    FALSE,
    TRUE,
    UNKNOWN,
    Exactly,
    Outcomes,
    Possible,
    Span,
    one,
)
from onboard_tui.deal.replies import Reply, cases, reply_to
from onboard_tui.deal.verdict import NO_RULE_HOLDS
from onboard_tui.interview.reading_plan import GATES, flag_node
from onboard_tui.script.expression import AnswerState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import FlagQuery
    from onboard_tui.script.model import FlagRule, Question, VerdictKind

_APPLIES: Final = TRUE | UNKNOWN
"""A question whose `when` holds, or cannot be told yet, counts; any other does not apply."""


class Outset:
    """What stays the same while a prospect is narrowed: the script, and what is on record."""

    def __init__(self, standing: Standing) -> None:
        self.script = standing.script
        self.today = standing.as_of
        self.dependencies = dependencies_of(self.script)
        self.questions: Mapping[str, Question] = self.script.question_by_id
        self.flags: Mapping[str, FlagRule] = {flag_node(flag.id): flag for flag in self.script.flags}
        self.gates = tuple(question.id for question in self.script.questions if question.gate)
        self.state_if_raised = {node: standing.state_when_raised(flag) for node, flag in self.flags.items()}
        self._matching: dict[FlagQuery, tuple[str, ...]] = {}

    def matching(self, query: FlagQuery) -> tuple[str, ...]:
        """Give the nodes of the flags that a query counts if they are raised."""
        found = self._matching.get(query)
        if found is None:
            found = self._matching[query] = tuple(
                node
                for node, flag in self.flags.items()
                if query.counts(flag.severity, flag.kind, self.state_if_raised[node], no_steer=flag.no_steer)
            )
        return found


class Prospect:
    """What can still be of every question, computed value and flag; narrowing gives a new one."""

    def __init__(
        self,
        outset: Outset,
        replies: dict[str, Reply],
        applies: dict[str, Outcomes],
        results: dict[str, Possible],
        raised: dict[str, Outcomes],
        supposed: frozenset[str] = frozenset(),
    ) -> None:
        self.outset = outset
        self.replies = replies
        self._applies = applies
        self._results = results
        self.raised = raised
        """For each flag's node: TRUE where it can be raised, FALSE where it can be not raised."""
        self.supposed = supposed
        """The flags that are taken to be raised or not, whatever the answers behind them are."""

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
        fewest = most = 0
        for node in self.outset.matching(query):
            can_be = self.raised[node]
            if can_be & TRUE:
                most += 1
                fewest += can_be == TRUE
        return one(most) if fewest == most else Span(fewest, most)

    def gates_missing(self) -> Span | Exactly:
        """Give the fewest and the most gates that can be missing."""
        fewest = most = 0
        for gate in self.outset.gates:
            missing = self.gate_missing(gate)
            if missing & TRUE:
                most += 1
                fewest += missing == TRUE
        return one(most) if fewest == most else Span(fewest, most)

    def gate_missing(self, gate: str) -> Outcomes:
        """Tell whether a gate question can be without a confirmed answer, and whether it can be dealt with."""
        applies, reply = self._applies[gate], self.replies[gate]
        missing = applies & _APPLIES and (reply.silences or reply.guessed)
        settled = applies & ~_APPLIES or (reply.values is not None and reply.sure)
        return (TRUE if missing else 0) | (FALSE if settled else 0)

    # What follows

    def verdicts(self) -> tuple[VerdictKind, ...]:
        """Give the verdicts that the table can still come to, in its order."""
        found: dict[VerdictKind, None] = {}
        for rule in self.outset.script.verdict.rules:
            held = outcomes_of(rule.condition, self)
            if held & TRUE:
                found[rule.verdict] = None
            if held == TRUE:
                break
        else:
            found[NO_RULE_HOLDS] = None
        return tuple(found)

    # Narrowing

    def copy(self) -> Prospect:
        """Give a prospect of its own to narrow."""
        return Prospect(
            self.outset,
            self.replies.copy(),
            self._applies.copy(),
            self._results.copy(),
            self.raised.copy(),
            self.supposed,
        )

    def given(self, question_id: str, reply: Reply) -> Prospect:
        """Give the prospect in which the reply to a question is narrower."""
        narrowed = self.copy()
        narrowed.suppose_reply(question_id, reply)
        return narrowed

    def suppose_reply(self, question_id: str, reply: Reply) -> None:
        """Put a reply in place, and work out what hangs on it."""
        self.replies[question_id] = reply
        self.work_out(self.outset.dependencies.affected(question_id))

    def supposing(self, flag: str, raised: Outcomes) -> Prospect:
        """Give the prospect in which a flag, by its node, is raised or is not, whatever is answered."""
        narrowed = self.copy()
        narrowed.suppose_flag(flag, raised)
        return narrowed

    def suppose_flag(self, flag: str, raised: Outcomes) -> None:
        """Put the state of a flag in place, and work out what hangs on it."""
        self.raised[flag] = raised
        self.supposed |= {flag}
        self.work_out(self.outset.dependencies.affected(flag))

    def applies(self, question: Question) -> Outcomes:
        """Give the outcomes of a question's `when`."""
        return TRUE if question.when is None else outcomes_of(question.when, self)

    def work_out(self, nodes: Iterable[str]) -> None:
        """Work out nodes, each after all that it reads."""
        questions, flags = self.outset.questions, self.outset.flags
        for node in nodes:
            if node in questions:
                applies = self._applies[node] = self.applies(questions[node])
                self._results[node] = self.replies[node].where(applies)
            elif node in flags:
                if node not in self.supposed:
                    held = outcomes_of(flags[node].raise_when, self)
                    self.raised[node] = held & TRUE | (FALSE if held & ~TRUE else 0)
            elif node != GATES:
                self._results[node] = results_of(self.outset.script.computed_by_id[node].value, self)

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
        seen = {node}
        waiting = deque(seen)
        while waiting:
            each = waiting.popleft()
            if each in self.outset.questions:
                yield each
            fresh = [read for read in self.outset.dependencies.reads(each) if read not in seen]
            seen.update(fresh)
            waiting += fresh


def prospect_of(standing: Standing) -> Prospect:
    """Give everything that can still come of an interview, from what is on record."""
    outset = Outset(standing)
    current = standing.interview.current
    prospect = Prospect(outset, {}, {}, {}, {})
    for node in outset.dependencies.order:
        question = outset.questions.get(node)
        if question is not None:
            can_be_cleared = question.clear_when_hidden and prospect.applies(question) != TRUE
            prospect.replies[node] = reply_to(question, current.get(node), can_be_cleared=can_be_cleared)
        prospect.work_out((node,))
    return prospect
