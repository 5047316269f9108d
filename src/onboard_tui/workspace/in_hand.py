"""What every part of an open interview stands on."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from typing import Any

    from onboard_tui.contract.pack_model import Pack
    from onboard_tui.deal.assessment import Assessment
    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview
    from onboard_tui.workspace import Workspace
    from onboard_tui.workspace.open_interview import Recording


class InHand(ABC):
    """An interview that is open in a workspace; its log grows under a lock."""

    _workspace: Workspace
    _writing: threading.RLock

    @property
    def workspace(self) -> Workspace:
        """The workspace that the interview is open in."""
        return self._workspace

    def pack_in_use(self, name: str | None = None) -> Pack:
        """Give the pack that is named, else the one that was chosen for the deal, else the script's own.

        Raises `ContractError`.
        """
        from onboard_tui.workspace.papers import the_pack

        return the_pack(self.interview.script, name or self.interview.paperwork.pack)

    @property
    @abstractmethod
    def assessment(self) -> Assessment:
        """Everything that the answers mean today."""

    @property
    @abstractmethod
    def interview(self) -> Interview:
        """The interview with everything recorded so far."""

    @property
    @abstractmethod
    def earlier_interviews(self) -> tuple[Interview, ...]:
        """The customer's interviews before this one, oldest first."""

    @abstractmethod
    def _stamp(self) -> dict[str, Any]:
        """Give an entry's id and time."""

    @abstractmethod
    def _append(self, *entries: Entry, question: str | None = None) -> Recording:
        """Make entries durable, with those that follow from them, and take on the new state."""
