"""The words for what a rule counts among the red flags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onboard_tui.script.model import FlagKind, Severity
from onboard_tui.script.scope import UNRESOLVED, FlagState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onboard_tui.script.scope import FlagQuery

_STATES: Final[Mapping[FlagState, str]] = {
    FlagState.OPEN: "open",
    FlagState.STEERING: "steered",
    FlagState.INSISTED: "insisted-on",
    FlagState.CANNOT_FIX: "unfixable",
    FlagState.MITIGATED: "mitigated",
}
_KINDS: Final[Mapping[FlagKind, str]] = {
    FlagKind.PATH: "in how they want to do it",
    FlagKind.PARTY: "in who they are",
    FlagKind.OURS: "on our side",
}


def kind_in_words(kind: FlagKind) -> str:
    """Say what a flag is about: `in how they want to do it`."""
    return _KINDS[kind]


def counted(query: FlagQuery) -> str:
    """Say which flags a query counts: `open or steered blockers`, `raised flags with nothing to discuss`."""
    severities = [f"{severity.value}s" for severity in Severity if severity in query.severities]
    states = [words for state, words in _STATES.items() if state in query.states]
    state = "unresolved" if query.states == UNRESOLVED else " or ".join(states) or "raised"
    kinds = " or ".join(words for kind, words in _KINDS.items() if kind in query.kinds)
    parts = [state, " or ".join(severities) or "flags"]
    if kinds:
        parts.append(kinds)
    if query.no_steer is not None:
        parts.append("with nothing to discuss" if query.no_steer else "that can be discussed")
    return " ".join(parts)
