"""Everything that the answers of one interview mean for the deal on one day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from onboard_tui.deal.flags import Flag, flags_of
from onboard_tui.deal.next_question import NextQuestion, next_question
from onboard_tui.deal.steering import OrderTaking, Steering, order_taking, steering_due, steering_waiting
from onboard_tui.deal.verdict import Verdict, verdict_of
from onboard_tui.interview.standing import Standing, stand
from onboard_tui.script.expression import FlagState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.deal.improvement import Improvement
    from onboard_tui.deal.outlook import Outlook
    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.model import Script, VerdictKind


def assess(
    interview: Interview, as_of: date, *, since: Assessment | None = None, notes: tuple[str, ...] = ()
) -> Assessment:
    """Judge an interview as it stands on a day; each part is worked out when it is first asked for.

    `since` is what was judged before: only what the entries since then have a say in is worked out again.
    `notes` are sentences about how the answers came in.
    """
    if since is None:
        return Assessment(stand(interview, as_of), notes)
    return Assessment(stand(interview, as_of, since=since.standing), notes, since.outlook_so_far)


class Assessment:
    """A judged interview. Immutable; nothing in it is worked out twice."""

    def __init__(
        self, standing: Standing, notes: tuple[str, ...] = (), outlook_before: Outlook | None = None
    ) -> None:
        self.standing = standing
        self._notes = notes
        self.outlook_so_far = outlook_before
        """The latest outlook that was worked out, for this interview or one that it grew out of."""

    @property
    def interview(self) -> Interview:
        """The interview that was judged."""
        return self.standing.interview

    @property
    def script(self) -> Script:
        """The script that it was judged by."""
        return self.standing.script

    @property
    def as_of(self) -> date:
        """The day that counts as today."""
        return self.standing.as_of

    @property
    def problems(self) -> tuple[str, ...]:
        """What is odd about the answers, a sentence each."""
        return (*self._notes, *self.standing.problems)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """Every flag of the script as it stands, in script order."""
        return flags_of(self.standing)

    @cached_property
    def flag_by_id(self) -> Mapping[str, Flag]:
        """The flags by id."""
        return {flag.id: flag for flag in self.flags}

    @cached_property
    def raised_flags(self) -> tuple[Flag, ...]:
        """The flags that are raised, in script order."""
        return tuple(flag for flag in self.flags if flag.raised)

    @cached_property
    def unknown_flags(self) -> tuple[str, ...]:
        """The ids of the flags that cannot be told yet, sorted."""
        return tuple(sorted(flag.id for flag in self.flags if flag.state is FlagState.UNKNOWN))

    @property
    def missing_gates(self) -> tuple[str, ...]:
        """The gate questions that apply and have no confirmed answer, in script order."""
        return self.standing.missing_gates

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict with the rule that made it and the rules that did not."""
        return verdict_of(self.standing)

    @cached_property
    def possible(self) -> frozenset[VerdictKind]:
        """The verdicts that it can still come to once the missing answers are in."""
        from onboard_tui.deal.outlook import look_ahead

        self.outlook_so_far = look_ahead(self.standing, self.outlook_so_far)
        return self.outlook_so_far.verdicts

    @cached_property
    def improvements(self) -> tuple[Improvement, ...]:
        """The smallest sets of changes that would make the verdict better."""
        from onboard_tui.deal.improvement import improvements

        return improvements(self.standing)

    @cached_property
    def ways_to_proceed(self) -> tuple[Improvement, ...]:
        """The smallest sets of changes that would bring the verdict to proceed."""
        from onboard_tui.deal.improvement import ways_to_proceed

        return ways_to_proceed(self.standing)

    @cached_property
    def next_question(self) -> NextQuestion | None:
        """The question to ask next, and why; None when everything is dealt with."""
        return next_question(self.standing)

    @cached_property
    def order_taking(self) -> OrderTaking:
        """How many raised flags were left without any attempt to steer."""
        return order_taking(self.discussed_flags)

    @cached_property
    def discussed_flags(self) -> tuple[Flag, ...]:
        """The flags that could be talked about: once a deal is decided, none that came up with the days since."""
        decision = self.interview.dealings.decision
        if decision is None:
            return self.flags
        return tuple(flag for flag in self.flags if flag.id in decision.flags or flag.attempts)

    @cached_property
    def steering_waiting(self) -> tuple[Steering, ...]:
        """All that is still to be steered, the heaviest flag first."""
        return steering_waiting(self.standing)

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """What is to be followed up, by the day that it is due."""
        from onboard_tui.deal.follow_ups import follow_ups_of

        return follow_ups_of(self)

    @cached_property
    def left_untouched(self) -> tuple[Flag, ...]:
        """The raised flags that call for steering where nobody tried, or said why not."""
        from onboard_tui.deal.session import left_untouched

        return left_untouched(self)

    def steering_due(self, question_id: str) -> Steering | None:
        """Tell whether the answer to a question is to be steered now, and with which words."""
        return steering_due(self.standing, question_id)
