"""What looking ahead starts from: the script, the day, and what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.interview.reading_plan import flag_node
from onboard_tui.script.expression import FlagState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onboard_tui.interview.entries import Recorded
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.expression import FlagQuery
    from onboard_tui.script.model import Question, Script


class Outset:
    """What stays the same while a prospect is narrowed: the script, the day, and what is on record."""

    def __init__(
        self,
        script: Script,
        today: date,
        current: Mapping[str, Recorded],
        state_if_raised: Mapping[str, FlagState],
        *,
        all_apply: bool = False,
    ) -> None:
        self.script = script
        self.today = today
        self.current = current
        self.state_if_raised = state_if_raised
        """For the flags, by node, about which anything was said; any other would be open."""
        self.all_apply = all_apply
        """Whether every question is taken to apply, whatever its `when` says."""
        self.dependencies = dependencies_of(script)
        self.questions: Mapping[str, Question] = script.question_by_id
        self._counting: dict[str, tuple[FlagQuery, ...]] = {}
        self._matching: dict[FlagQuery, list[str]] = {}

    @classmethod
    def of(cls, standing: Standing) -> Outset:
        """Take what is on record of an interview."""
        interview, flags = standing.interview, standing.script.flag_by_id
        said = {*interview.plans, *interview.cannot_fix, *interview.attempts} & flags.keys()
        states = {flag_node(flag_id): standing.state_when_raised(flags[flag_id]) for flag_id in said}
        return cls(standing.script, standing.as_of, interview.current, states)

    def same_flags(self, before: Outset) -> None:
        """Take over what was found out about the flags, of which nothing else was said since."""
        self._counting, self._matching = before._counting, before._matching

    def counting(self, node: str) -> tuple[FlagQuery, ...]:
        """Give the queries of the script that count a flag if it is raised."""
        found = self._counting.get(node)
        if found is None:
            flag, state = self.dependencies.flags[node], self.state_if_raised.get(node, FlagState.OPEN)
            found = self._counting[node] = tuple(
                query
                for query in self.dependencies.queries
                if query.counts(flag.severity, flag.kind, state, no_steer=flag.no_steer)
            )
        return found

    def matching(self, query: FlagQuery) -> list[str]:
        """Give the nodes of the flags that a query counts if they are raised, in script order."""
        found = self._matching.get(query)
        if found is None:
            found = [node for node in self.dependencies.flags if query in self.counting(node)]
            self._matching[query] = found
        return found
