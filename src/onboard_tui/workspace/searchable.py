"""The texts that an interview is found by: what is recorded now, in words, and what was noted on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onboard_tui.errors import StoreError
from onboard_tui.interview.entries import Planned, SetAside, Steered
from onboard_tui.interview.values import display
from onboard_tui.store.rows import Said
from onboard_tui.workspace.keeping import read_interview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onboard_tui.interview.interview import Interview
    from onboard_tui.store.rows import StoredInterview


def said(stored: StoredInterview) -> list[Said]:
    """Give the customer, the recorded answers as people read them, quotes and notes.

    An interview that cannot be read back is found by its customer, so that it does not keep others from being found.
    """
    customer = Said("customer", None, stored.header.customer)
    try:
        interview = read_interview(stored)
    except StoreError:
        return [customer]
    found = [customer, *_in_answers(interview), *_in_notes(interview)]
    return [each for each in found if each.text.strip()]


def _in_answers(interview: Interview) -> Iterator[Said]:
    for question in interview.script.questions:
        recorded = interview.current.get(question.id)
        if recorded is not None:
            if recorded.value is not None:
                yield Said("answer", question.id, display(question, recorded.value, interview.script))
            yield Said("quote", question.id, recorded.quote)
            yield Said("note", question.id, recorded.note)


def _in_notes(interview: Interview) -> Iterator[Said]:
    for entry in interview.log:
        match entry:
            case Steered():
                yield Said("note", None, entry.note)
            case SetAside():
                yield Said("note", None, entry.reason)
            case Planned():
                yield Said("note", None, entry.text)
