"""Everything that can come of a script's interviews, before anything is said: narrowed case by case, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.deal.possible import TRUE
from onboard_tui.deal.prospect import Prospect
from onboard_tui.script.expression import RAISED_STATES, FlagState
from onboard_tui.script.model import FlagKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from onboard_tui.deal.outset import Outset
    from onboard_tui.deal.possible import Outcomes
    from onboard_tui.deal.replies import Reply
    from onboard_tui.script.expression import FlagQuery
    from onboard_tui.script.model import FlagRule, Question

_OPEN: Final = frozenset({FlagState.OPEN})


class Field(Prospect):
    """A prospect in which it is open too what was said about each flag."""

    def __init__(self, outset: Outset) -> None:
        super().__init__(outset)
        self.flag_states: dict[str, frozenset[FlagState]] = {}
        """For each flag's node, the states that it can have if it is raised."""
        self.supposed: dict[str, Outcomes] = {}
        """The outcomes that the `when` of a question is taken to have one of, whatever it hangs on."""
        self.whens: dict[str, Outcomes] = {}
        """The outcomes that the `when` of each question can have, with nothing supposed."""
        self._counted_in: dict[FlagQuery, list[tuple[str, frozenset[FlagState]]]] = {}

    @classmethod
    def of(
        cls, outset: Outset, replies: Mapping[str, Reply], nodes: AbstractSet[str], *, states: bool
    ) -> Field:
        """Give the field of some nodes, in which questions have these replies.

        With `states`, flags can be in any state; without, they are open if they are raised.
        """
        field = cls(outset)
        flags = outset.dependencies.flags
        field.flag_states = {node: _states(flags[node]) if states else _OPEN for node in nodes & flags.keys()}
        field.replies = dict(replies)
        outset.dependencies.plan.spread(nodes, field.work_out, nodes)
        field.settle()
        return field

    def suppose(self, question_id: str, outcomes: Outcomes, within: AbstractSet[str] | None = None) -> None:
        """Take the `when` of a question to have one of some outcomes, and work out what hangs on it."""
        self._put(self.supposed, question_id, outcomes)
        self._spread({question_id}, within)

    def applies(self, question: Question) -> Outcomes:
        """Give the outcomes of a question's `when`, as far as they are supposed; none where these cannot be."""
        held = super().applies(question)
        self._put(self.whens, question.id, held)
        return held & self.supposed.get(question.id, held)

    def applicability(self, question_id: str) -> Outcomes:
        """Give the outcomes that the `when` of a question can have."""
        return self._applies[question_id]

    def narrow_state(self, flag: str, state: FlagState, within: AbstractSet[str] | None = None) -> None:
        """Let a flag, by its node, be in one state if it is raised."""
        self._put(self.flag_states, flag, frozenset((state,)))
        self._spread({flag}, within)

    def _count(self, what: FlagQuery | str) -> tuple[int, int]:
        return super()._count(what) if isinstance(what, str) else self.span_counted(what)

    def span_counted(self, what: FlagQuery) -> tuple[int, int]:
        """Give the fewest and the most flags that a query can count."""
        fewest = most = 0
        for node, counted in self.concerned(what):
            raised, states = self.raised[node], self.flag_states[node]
            if raised & TRUE and not states.isdisjoint(counted):
                most += 1
                fewest += raised == TRUE and states <= counted
        return fewest, most

    def concerned(self, query: FlagQuery) -> list[tuple[str, frozenset[FlagState]]]:
        """Give the flags that a query can count, each with the states in which it does."""
        found = self._counted_in.get(query)
        if found is None:
            found = self._counted_in[query] = [
                (node, frozenset(state for state in RAISED_STATES if _counts(query, flag, state)))
                for node, flag in self.outset.dependencies.flags.items()
                if query.concerns(flag.severity, flag.kind, no_steer=flag.no_steer)
            ]
        return found


def _counts(query: FlagQuery, flag: FlagRule, state: FlagState) -> bool:
    return query.counts(flag.severity, flag.kind, state, no_steer=flag.no_steer)


def _states(flag: FlagRule) -> frozenset[FlagState]:
    """Give the states that a flag can have when it is raised."""
    impossible = set()
    if not flag.mitigable:
        impossible.add(FlagState.MITIGATED)
    if flag.kind is not FlagKind.OURS:
        impossible.add(FlagState.CANNOT_FIX)
    return frozenset(RAISED_STATES) - impossible
