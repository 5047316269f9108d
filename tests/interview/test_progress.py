"""How far an interview has come, and the order of asking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onboard_tui.interview.progress import (
    next_in_order,
    order_of_asking,
    previous_in_order,
    progress,
    progress_by_pass,
)
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import AskedOf, Pass, Section

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.script.model import Script


@pytest.fixture
def script(script_of: Callable[..., Any]) -> Script:
    """Give a script of two passes, with a pinned question and a branch."""
    made: Script = script_of(
        {"id": "a", "required": True},
        {"id": "ours", "pass_id": "private", "asked_of": AskedOf.SELLER},
        {"id": "b", "when": "a", "required": True},
        {"id": "c", "section": "more"},
        {"id": "first", "pin": 1},
        passes=(Pass("1", "First"), Pass("private", "Ours")),
    )
    return made


def test_only_questions_that_are_asked_now_are_counted(
    script: Script, standing_of: Callable[..., Any]
) -> None:
    """A branch adds its questions when it is taken."""
    assert (progress(standing_of(script)).done, progress(standing_of(script)).total) == (0, 4)
    taken = progress(standing_of(script, a=True))
    assert (taken.done, taken.total, taken.required_open) == (1, 5, ("b",))
    left = progress(standing_of(script, a=False, b=True))
    assert (left.done, left.total, left.complete) == (1, 4, True)


def test_dealt_with_is_more_than_answered(script: Script, standing_of: Callable[..., Any]) -> None:
    """Don't know, declined and later deal with a required question."""
    found = progress(
        standing_of(script, a=True, b=AnswerState.LATER, c=AnswerState.DONT_KNOW, ours=AnswerState.DECLINED)
    )
    assert (found.done, found.answered, found.later, found.complete) == (4, 1, 1, True)


def test_progress_is_counted_by_pass(script: Script, standing_of: Callable[..., Any]) -> None:
    """Each pass counts its own questions."""
    standing = standing_of(script, a=False, ours=True)
    passes = {name: (each.done, each.total) for name, each in progress_by_pass(standing).items()}
    assert passes == {"1": (1, 3), "private": (1, 1)}


def test_questions_follow_by_pass_and_pin(script: Script, standing_of: Callable[..., Any]) -> None:
    """A pinned question comes first in its pass; what is not asked now is passed over."""
    standing = standing_of(script, a=False)
    assert order_of_asking(standing) == ["first", "a", "b", "c", "ours"]
    assert next_in_order(standing, None) == "first"
    assert next_in_order(standing, "a") == "c"
    assert next_in_order(standing, "ours") is None
    assert previous_in_order(standing, "c") == "a"
    assert previous_in_order(standing, "first") is None


def test_a_hidden_question_still_has_a_place(script: Script, standing_of: Callable[..., Any]) -> None:
    """From a question that just stopped applying the way goes on."""
    standing = standing_of(script, a=False)
    assert next_in_order(standing, "b") == "c"
    assert previous_in_order(standing, "b") == "a"


def test_an_interview_without_questions_is_complete(
    script_of: Callable[..., Any], standing_of: Callable[..., Any]
) -> None:
    """Nothing to ask, nothing to go to."""
    standing = standing_of(script_of(passes=(Pass("1", "First"),)))
    assert progress(standing).complete
    assert next_in_order(standing, None) is None
    assert standing.script.sections == (Section("main", "Main"),)
