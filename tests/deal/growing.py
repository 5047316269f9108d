"""Interviews that grow entry by entry, each with the next id and a minute after the one before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.deal.small import NOON

if TYPE_CHECKING:
    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.interview import Interview


def stamp_for(interview: Interview) -> dict[str, Any]:
    """Give the id and the time of the entry that comes next."""
    place = len(interview.log)
    return {"id": f"{place:08}", "at": NOON + timedelta(minutes=place)}


def grown(interview: Interview, made: type[Entry], **fields: Any) -> Interview:
    """Give the interview with one more entry."""
    return interview.with_entries(made(**stamp_for(interview), **fields))
