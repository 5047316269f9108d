"""What happens under an agreement that stands: the customer orders more, and months are kept or missed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from onboard_tui.workspace.in_hand import InHand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onboard_tui.contract.catalogue import Catalogue
    from onboard_tui.contract.free_exit import FreeExit
    from onboard_tui.contract.orders import Account, Asked
    from onboard_tui.workspace.open_interview import Recording


class OrdersInHand(InHand):
    """The part of an open interview that is about the agreement in force.

    Every call raises `ContractError` where the pack or the catalogue cannot be used; those that record raise
    `UsageError` where what is said cannot stand, and `StoreError`.
    """

    @property
    def catalogue(self) -> Catalogue:
        """What can be ordered."""
        from onboard_tui.workspace.catalogues import the_catalogue

        return the_catalogue(self.pack_in_use())

    def order(
        self,
        asked: Sequence[Asked],
        *,
        by: str,
        on: date | None = None,
        starts: date | None = None,
        people: int | None = None,
        note: str = "",
    ) -> Recording:
        """Record an order; what the customer has, the people who are to use it and the invoice follow from it."""
        from onboard_tui.contract.orders import ordered

        with self._writing:
            entry = ordered(
                self.assessment,
                self.pack_in_use(),
                self.catalogue,
                self._stamp(),
                by=by,
                asked=asked,
                on=on,
                starts=starts,
                people=people,
                note=note,
            )
            return self._append(entry)

    def account(self) -> Account:
        """Give what the customer has under the agreement, with everything ordered since."""
        from onboard_tui.contract.orders import account

        return account(self.assessment, self.pack_in_use())

    @property
    def licensed(self) -> int | None:
        """How many people are to use it, with those of every order; nothing where no number was agreed."""
        from onboard_tui.contract.orders import licensed

        return licensed(self.interview)

    def report_month(self, month: date, missed: Sequence[str] = (), note: str = "") -> Recording:
        """Record which levels were missed in a month that is over; none where nothing is named."""
        from onboard_tui.contract.free_exit import month_reported, services_with_levels

        with self._writing:
            pack = self.pack_in_use()
            begins = self.assessment.standing.value(pack.facts.start) if pack.facts.start else None
            entry = month_reported(
                self.assessment,
                self._stamp(),
                month=month,
                missed=missed,
                note=note,
                levels=services_with_levels(self.assessment, pack),
                begins=begins if isinstance(begins, date) else None,
            )
            return self._append(entry)

    def free_exit(self) -> FreeExit | None:
        """Give the customer's right to leave free of charge, where it has come about and the agreement has it."""
        from onboard_tui.contract.bound import bind_or_refuse
        from onboard_tui.contract.free_exit import free_exit

        months = self.interview.paperwork.months
        if not months:
            return None
        pack = self.pack_in_use()
        rule = pack.facts.free_exit
        if rule is None:
            return None
        when = bind_or_refuse(pack, self.interview.script).when.get(rule.clause)
        stands = when is None or when.evaluate(self.assessment.standing) is True
        return free_exit(months, rule) if stands else None
