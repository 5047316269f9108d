"""What a seller records about a deal beside answers and flags: decisions, advice, readings, outcomes, follow-ups."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.errors import UsageError
from onboard_tui.interview.dealings import FollowUpKind
from onboard_tui.workspace.in_hand import InHand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from onboard_tui.deal.cost import CostOfABadDeal
    from onboard_tui.deal.follow_ups import FollowUp
    from onboard_tui.deal.ladders import PastReading, Reading
    from onboard_tui.deal.outcome import Count
    from onboard_tui.deal.session import SessionSummary
    from onboard_tui.interview.dealings import Fate, Side
    from onboard_tui.script.model import VerdictKind
    from onboard_tui.workspace.open_interview import OpenInterview, Recording


class DealInHand(InHand):
    """The part of an open interview that is about the deal; each call records something durably.

    Every call that records raises `UsageError` where what is said cannot stand, and `StoreError`; nothing is
    recorded then.
    """

    # Decisions

    def decide(
        self,
        choice: VerdictKind,
        *,
        reason: str,
        by: str = "",
        review: date | None = None,
        sign: str = "",
        may_call: str = "",
        call_on: date | None = None,
        referred_to: str = "",
        first_day: date | None = None,
    ) -> Recording:
        """Record what is decided, with the verdict, the flags and the forecast of this moment frozen beside it."""
        from onboard_tui.deal.decisions import decided

        with self._writing:
            entry = decided(
                self.assessment,
                self._workspace.track_record(),
                self._stamp(),
                choice=choice,
                reason=reason,
                by=by,
                review=review,
                sign=sign,
                may_call=may_call,
                call_on=call_on,
                referred_to=referred_to,
                first_day=first_day,
            )
            return self._append(entry)

    def reopen(self, note: str = "") -> Recording:
        """Take a decided deal up again from the old answers; the questions that ended it are asked first."""
        from onboard_tui.deal.decisions import reopened

        with self._writing:
            return self._append(reopened(self.assessment, self._stamp(), note=note))

    # What it costs and what came of it

    def estimate(
        self,
        *,
        margin: Decimal,
        hourly: Decimal,
        collected: Decimal,
        reputation: Decimal | None = None,
        hours: Decimal | None = None,
    ) -> Recording:
        """Record the seller's figures for the cost of a bad deal; they inform and decide nothing."""
        from onboard_tui.deal.cost import estimated

        with self._writing:
            entry = estimated(
                self._stamp(),
                margin=margin,
                hourly=hourly,
                collected=collected,
                reputation=reputation,
                hours=hours,
            )
            return self._append(entry)

    def cost(self) -> CostOfABadDeal | None:
        """Give the cost of a bad deal by the figures on record; nothing where there are none."""
        from onboard_tui.deal.cost import cost_of_a_bad_deal

        estimates = self.assessment.interview.dealings.estimates
        return cost_of_a_bad_deal(estimates[-1], self._workspace.track_record()) if estimates else None

    def measure(
        self,
        *,
        licensed: int,
        active: int,
        method: str,
        on: date | None = None,
        hours: Decimal | None = None,
        note: str = "",
    ) -> Recording:
        """Record a count of active use, made today unless it is said when."""
        from onboard_tui.deal.outcome import measured

        with self._writing:
            entry = measured(
                self.assessment,
                self._stamp(),
                on=on,
                licensed=licensed,
                active=active,
                method=method,
                hours=hours,
                note=note,
            )
            return self._append(entry)

    def measure_from(
        self, check: OpenInterview, *, hours: Decimal | None = None, note: str = ""
    ) -> Recording:
        """Record the count that the answers of a use check with this customer tell, on the day that they name."""
        from onboard_tui.deal.outcome import count_told

        if check.customer.casefold() != self.interview.customer.casefold():
            raise UsageError(
                f"That use check was made with {check.customer}, and this deal is one with {self.interview.customer}.",
                way_out="Name a use check with the same customer.",
            )
        count = count_told(check.assessment)
        return self.measure(
            licensed=count.licensed,
            active=count.active,
            method=count.method,
            on=count.on,
            hours=hours,
            note=note,
        )

    def newest_count(self) -> Count | None:
        """Give what the customer's newest use check counted since the last count of this deal, if there is one."""
        from onboard_tui.deal.assessment import assess
        from onboard_tui.deal.outcome import count_told, counts_use
        from onboard_tui.workspace.keeping import later_interviews

        last = max((each.on for each in self.interview.dealings.measurements), default=date.min)
        for later in reversed(later_interviews(self._workspace.store, self.interview)):
            if counts_use(later.script):
                with suppress(UsageError):
                    count = count_told(assess(later, self._workspace.as_of))
                    return count if count.on > last else None
        return None

    def fare(self, fate: Fate, *, on: date | None = None, to_whom: str = "", note: str = "") -> Recording:
        """Record what became of the customer, today unless it is said when."""
        from onboard_tui.deal.outcome import fared

        with self._writing:
            entry = fared(self.assessment, self._stamp(), fate=fate, on=on, to_whom=to_whom, note=note)
            return self._append(entry)

    # The relationship

    def rate(
        self,
        ladder_id: str,
        *,
        evidence: str,
        said_by: str,
        facts: Mapping[str, str] | None = None,
        on: date | None = None,
    ) -> Recording:
        """Keep a reading of a ladder with its evidence; the level follows from the answers and the facts."""
        from onboard_tui.deal.ladders import rated

        with self._writing:
            entry = rated(
                self.assessment,
                self._stamp(),
                ladder_id=ladder_id,
                evidence=evidence,
                said_by=said_by,
                facts=facts or {},
                on=on,
                earlier=self.earlier_interviews,
            )
            return self._append(entry)

    def readings(self) -> tuple[Reading, ...]:
        """Give where the relationship stands on each ladder today."""
        from onboard_tui.deal.ladders import readings

        return readings(self.assessment, earlier=self.earlier_interviews)

    def reading_history(self) -> tuple[PastReading, ...]:
        """Give the readings that were kept in all of the customer's interviews up to this one, by date."""
        from onboard_tui.deal.ladders import reading_history

        return reading_history((*self.earlier_interviews, self.assessment.interview))

    # Advice and follow-ups

    def advise(
        self,
        question_id: str,
        *,
        believes: str,
        advises: str,
        because: str = "",
        followed: Side | None = None,
        decided_by: str = "",
    ) -> Recording:
        """Record what the customer believes about a question, what we advise, and whose way it went."""
        from onboard_tui.deal.advice import advised

        with self._writing:
            entry = advised(
                self.assessment,
                self._stamp(),
                question=question_id,
                believes=believes,
                advises=advises,
                because=because,
                followed=followed,
                decided_by=decided_by,
            )
            return self._append(entry)

    def follow_ups(self) -> tuple[FollowUp, ...]:
        """Give what is to be followed up, by due date: what was set, and what follows from the record."""
        from onboard_tui.deal.follow_ups import follow_ups_of

        return follow_ups_of(self.assessment)

    def follow_up(
        self,
        text: str,
        *,
        side: Side,
        who: str,
        due: date,
        about: str = "",
        kind: FollowUpKind = FollowUpKind.TASK,
        asked_by: str = "",
    ) -> Recording:
        """Record something to be done by a day."""
        from onboard_tui.deal.follow_ups import follow_up_set

        with self._writing:
            entry = follow_up_set(
                self.assessment,
                self._stamp(),
                kind=kind,
                text=text,
                side=side,
                who=who,
                due=due,
                about=about,
                asked_by=asked_by,
            )
            return self._append(entry)

    def close_follow_up(
        self, key: str, *, happened: bool, note: str = "", on: date | None = None
    ) -> Recording:
        """Record the result of a follow-up."""
        from onboard_tui.deal.follow_ups import follow_up_closed

        with self._writing:
            entry = follow_up_closed(
                self.assessment, self._stamp(), key=key, happened=happened, note=note, on=on
            )
            return self._append(entry)

    def session(self, since: int) -> SessionSummary:
        """Sum up what happened since the log had so many entries."""
        from onboard_tui.deal.session import session_summary

        return session_summary(self.assessment, since)
