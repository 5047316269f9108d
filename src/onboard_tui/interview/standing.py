"""Where an interview stands on a day: what applies, what is known, which flags are raised."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from onboard_tui.interview.entries import Cleared, Reaction, Recorded, Redone, Source, Typed, Undone
from onboard_tui.interview.reading_plan import GATES, flag_node, reading_plan
from onboard_tui.script.model import Computed, FlagKind, FlagRule, Question, QuestionType
from onboard_tui.script.scope import AnswerState, FlagState, Missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date

    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.scope import FlagQuery, Result


def stand(interview: Interview, as_of: date, *, since: Standing | None = None) -> Standing:
    """Work out where an interview stands on a day; each part when it is first asked for.

    With `since`, a standing on the same day of the interview that this one grew out of, only what the new
    entries have a say in is worked out again. The result is the same, and `since` stays as it was.
    """
    standing = Standing(interview, as_of)
    if since is not None and since.script is interview.script and since.as_of == as_of:
        touched = interview.touched_since(since.interview)
        if touched is not None:
            standing._take_over(since, touched)  # noqa: SLF001 - the other half of its construction
    return standing


def confirmed(recorded: Recorded | None) -> bool:
    """Whether an answer satisfies a gate: there is one, and it is more than our guess."""
    return (
        recorded is not None
        and recorded.state is AnswerState.ANSWERED
        and recorded.source is not Source.OUR_GUESS
    )


class Standing:
    """The scope that expressions are evaluated in, and everything that follows from the answers.

    Nothing is worked out twice. What a node reads is worked out before it, so that no chain of
    conditions is too long for the stack. Any thread may ask: one works out, the others wait for it.
    """

    def __init__(self, interview: Interview, as_of: date) -> None:
        self.interview = interview
        self.script = interview.script
        self.as_of = as_of
        self._plan = reading_plan(self.script)
        self._current = interview.current
        self._opened: dict[str, None] = {}
        self._values: dict[str, Result] = {}
        self._states: dict[str, AnswerState] = {}
        self._shown: dict[str, bool] = {}
        self._flag_states: dict[str, FlagState] = {}
        self._flag_counts: dict[FlagQuery, int] = {}
        self._raised: tuple[FlagRule, ...] | None = None
        self._gates: dict[str, bool] = {}
        """Whether each gate question is a missing gate, in script order."""
        self._complete = False
        """Whether the states of all questions and flags are there, in script order."""
        self._at_work = ""
        self._troubles: dict[str, list[str]] = {}
        self._working = threading.RLock()

    # What expressions read

    def value(self, name: str) -> Result:
        """Give the value of a question or computed value; a value that does not apply is never seen."""
        if name not in self._values:
            self._settle(name)
        return self._values.get(name, Missing.UNKNOWN)

    def state(self, name: str) -> AnswerState:
        """Give the state of a question."""
        if name not in self._states:
            self._settle(name)
        return self._states.get(name, AnswerState.NOT_ASKED)

    def today(self) -> date:
        """Give the day that the interview is looked at."""
        return self.as_of

    def count_flags(self, query: FlagQuery) -> int:
        """Count the raised flags that match."""
        count = self._flag_counts.get(query)
        if count is None:
            count = sum(
                query.counts(flag.severity, flag.kind, self.flag_state(flag.id), no_steer=flag.no_steer)
                for flag in (self.script.flags if self._raised is None else self._raised)
                if query.concerns(flag.severity, flag.kind, no_steer=flag.no_steer)
            )
            self._flag_counts[query] = count
        return count

    def gates_missing(self) -> int:
        """Count the gate questions that apply and have no confirmed answer."""
        return len(self.missing_gates)

    def trouble(self, sentence: str) -> None:
        """Take note of a calculation that has no result."""
        sentences = self._troubles.setdefault(self._at_work, [])
        if sentence not in sentences:
            sentences.append(sentence)

    # Questions

    @property
    def states(self) -> Mapping[str, AnswerState]:
        """The state of every question, in script order."""
        self._make_complete()
        return self._states

    def shown(self, question_id: str) -> bool:
        """Whether a question is asked now: its `when` holds, or it has none."""
        self.state(question_id)
        return self._shown.get(question_id, False)

    @property
    def all_shown(self) -> Mapping[str, bool]:
        """Whether each question is asked now."""
        self._make_complete()
        return self._shown

    def recorded(self, question_id: str) -> Recorded | None:
        """Give what is recorded for a question, as long as the question applies."""
        applies = self.state(question_id) is not AnswerState.NOT_APPLICABLE
        return self._current.get(question_id) if applies else None

    def kept_aside(self, question_id: str) -> Recorded | None:
        """Give what was recorded for a question that does not apply now."""
        applies = self.state(question_id) is not AnswerState.NOT_APPLICABLE
        return None if applies else self._current.get(question_id)

    @property
    def missing_gates(self) -> tuple[str, ...]:
        """The gate questions that apply and have no confirmed answer, in script order."""
        self._settle(GATES)
        return tuple([gate for gate, missing in self._gates.items() if missing])

    # Flags

    def flag_state(self, flag_id: str) -> FlagState:
        """Give the state of a flag."""
        if flag_id not in self._flag_states:
            self._settle(flag_node(flag_id))
        return self._flag_states.get(flag_id, FlagState.UNKNOWN)

    @property
    def flag_states(self) -> Mapping[str, FlagState]:
        """The state of every flag, in script order."""
        self._make_complete()
        return self._flag_states

    @property
    def raised(self) -> tuple[FlagRule, ...]:
        """The flags that are raised, in script order."""
        if self._raised is None:
            states = self.flag_states
            self._raised = tuple(flag for flag in self.script.flags if states[flag.id].raised)
        return self._raised

    # Problems

    @property
    def problems(self) -> tuple[str, ...]:
        """What is wrong with the interview without stopping it, a sentence each."""
        for node in self._plan.reads:
            self._settle(node)
        noted = [
            f"{node}: {sentence}" for node in self._plan.reads for sentence in self._troubles.get(node, ())
        ]
        known = {sentence for node in self._plan.reads for sentence in self._troubles.get(node, ())}
        noted += [sentence for sentence in self._troubles.get("", ()) if sentence not in known]
        return (*noted, *self._without_effect(), *self._too_few_rows())

    def _without_effect(self) -> Iterator[str]:
        flags = self.script.flag_by_id
        for flag_id, plan in self.interview.plans.items():
            if flag_id in flags and not flags[flag_id].mitigable:
                yield f"The plan for the flag {flag_id} has no effect: that flag cannot be mitigated."
            elif not (plan.agreed_by and plan.owner):
                missing = "who owns it" if plan.agreed_by else "who agreed to it"
                yield f"The plan for the flag {flag_id} has no effect: it does not say {missing}."
        for flag_id in sorted(self.interview.cannot_fix):
            if flag_id in flags and flags[flag_id].kind is not FlagKind.OURS:
                yield f"“Cannot fix” has no effect on the flag {flag_id}: it is not about what we can do."

    def _too_few_rows(self) -> Iterator[str]:
        for question in self.script.questions:
            if question.type is QuestionType.TABLE and question.min_rows and self.value(question.id) == ():
                rows = "1 row is" if question.min_rows == 1 else f"{question.min_rows} rows are"
                yield f"{question.id} is answered with nothing in it, although {rows} asked for."

    # Working out

    def _take_over(self, since: Standing, touched: frozenset[str]) -> None:
        """Take what is worked out already, and work out again what some nodes have a say in."""
        with since._working:
            self._opened = since._opened.copy()
            self._values = since._values.copy()
            self._states = since._states.copy()
            self._shown = since._shown.copy()
            self._flag_states = since._flag_states.copy()
            self._gates = since._gates.copy()
            self._complete = since._complete
            self._troubles = since._troubles.copy()
        self._troubles.pop("", None)
        self._plan.spread(touched & self._plan.reads.keys(), self._work_out_again)

    def _work_out_again(self, node: str) -> bool:
        """Work out a node that was worked out before, and tell whether anything is different."""
        if node not in self._opened or node == GATES:
            return node in self._opened
        self._troubles.pop(node, None)
        before = self._found(node)
        self._work_out(node)
        if node in self._gates:
            self._gates[node] = self._is_missing_gate(node)
        return self._found(node) != before

    def _found(self, node: str) -> tuple[object, ...]:
        """Give what others read of a node, in a form in which 1, 1.0 and true are not the same."""
        if node in self._values:
            return repr(self._values[node]), self._states.get(node), self._gates.get(node)
        return (self._flag_states.get(node.removeprefix(flag_node(""))),)

    def _settle(self, wanted: str) -> None:
        """Work out a node after everything that it reads; a node that reads itself finds nothing there."""
        with self._working:
            if wanted not in self._opened:
                self._settle_in_order(wanted)

    def _settle_in_order(self, wanted: str) -> None:
        path = [wanted]
        settled: set[str] = set()
        while path:
            node = path[-1]
            if node not in self._opened:
                self._opened[node] = None
                path += [each for each in self._plan.reads[node] if each not in self._opened]
            if path[-1] is node:
                path.pop()
                if node not in settled:
                    settled.add(node)
                    self._work_out(node)

    def _work_out(self, node: str) -> None:
        self._at_work = node
        match self._plan.rules.get(node):
            case Question() as question:
                self._work_out_question(question)
            case Computed() as computed:
                self._values[computed.id] = computed.value.evaluate(self)
            case FlagRule() as flag:
                self._flag_states[flag.id] = self._work_out_flag(flag)
            case None:
                self._gates = {gate: self._is_missing_gate(gate) for gate in self._plan.reads[GATES]}
        self._at_work = ""

    def _work_out_question(self, question: Question) -> None:
        holds: Result = True if question.when is None else question.when.evaluate(self)
        self._shown[question.id] = holds is True
        recorded = self._current.get(question.id)
        value: Result = Missing.UNKNOWN
        if holds is False or holds is Missing.NOT_APPLICABLE:
            state, value = AnswerState.NOT_APPLICABLE, Missing.NOT_APPLICABLE
        elif recorded is None:
            state = AnswerState.NOT_ASKED
        else:
            state = recorded.state
            if state is AnswerState.ANSWERED and recorded.value is not None:
                value = recorded.value
        self._states[question.id] = state
        self._values[question.id] = value

    def _is_missing_gate(self, question_id: str) -> bool:
        applies = self.state(question_id) is not AnswerState.NOT_APPLICABLE
        return applies and not confirmed(self._current.get(question_id))

    def _make_complete(self) -> None:
        if self._complete:
            return
        with self._working:
            self._states = {question.id: self.state(question.id) for question in self.script.questions}
            self._flag_states = {flag.id: self.flag_state(flag.id) for flag in self.script.flags}
            self._complete = True

    def _work_out_flag(self, flag: FlagRule) -> FlagState:
        match flag.raise_when.evaluate(self):
            case Missing.UNKNOWN:
                return FlagState.UNKNOWN
            case Missing.NOT_APPLICABLE:
                return FlagState.NOT_APPLICABLE
            case True:
                return self.state_when_raised(flag)
            case _:
                return FlagState.CLEAR

    def state_when_raised(self, flag: FlagRule) -> FlagState:
        """Give the state that a flag has if its condition holds, by the attempts and plans on record."""
        plan = self.interview.plans.get(flag.id)
        attempts = self.interview.attempts.get(flag.id, ())
        if flag.mitigable and plan is not None and plan.agreed_by and plan.owner and plan.due >= self.as_of:
            return FlagState.MITIGATED
        if flag.kind is FlagKind.OURS and flag.id in self.interview.cannot_fix:
            return FlagState.CANNOT_FIX
        if not attempts:
            return FlagState.OPEN
        enough = len(attempts) >= self.script.verdict.attempts_needed[flag.severity]
        if enough and attempts[-1].reaction is Reaction.INSISTS:
            return FlagState.INSISTED
        return FlagState.STEERING


def cleared_by(
    before: Standing, interview: Interview, entries: Sequence[Entry], *, new_id: Callable[[], str]
) -> tuple[Cleared, ...]:
    """Give the entries that drop answers whose questions stopped applying (`clear_when_hidden`).

    `interview` already holds `entries`. Taking an answer back, or putting it in place again, drops nothing,
    so that the one is always the reverse of the other.
    """
    causes = [entry for entry in entries if not isinstance(entry, Undone | Redone | Typed)]
    if not causes:
        return ()
    cause = next((entry for entry in reversed(causes) if isinstance(entry, Recorded)), causes[-1])
    after = stand(interview, before.as_of, since=before)
    return tuple(
        Cleared(id=new_id(), at=cause.at, question=question.id, caused_by=cause.id)
        for question in interview.script.questions
        if question.clear_when_hidden and after.kept_aside(question.id) is not None
    )
