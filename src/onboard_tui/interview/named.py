"""What a person names of a script by its id: a question, a flag, a ladder."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from onboard_tui.errors import AnswerError
from onboard_tui.script.problems import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = TypeVar("Kind")

MOST_LISTED = 6
"""Ids that are listed where none looks like the one that was written."""


def named(known: Mapping[str, Kind], name: str, what: str) -> Kind:
    """Give what has an id, of everything of its kind: `question`. Raises `AnswerError` with the nearest id."""
    if name in known:
        return known[name]
    hint = did_you_mean(name, known)
    if hint is None and 0 < len(known) <= MOST_LISTED:
        hint = f"The {what}s are {', '.join(known)}."
    raise AnswerError(f"There is no {what} {name!r} in this script.", way_out=hint)
