"""Our own word is locked once the customer has answered."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from onboard_tui.demo import DemoClock
from onboard_tui.errors import AnswerError
from onboard_tui.interview.entries import Source
from onboard_tui.interview.locks import given_late, locked
from onboard_tui.script.scope import AnswerState
from onboard_tui.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from onboard_tui.workspace.open_interview import OpenInterview


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenInterview]:
    """Give an interview with a customer who buys from us."""
    clock = DemoClock(datetime(2026, 3, 2, 9, tzinfo=UTC))
    with Workspace(str(tmp_path / "interviews.db"), as_of=date(2026, 3, 2), clock=clock) as workspace:
        interview = workspace.start("cloud-onboarding", "Harbour & Lyle")
        interview.record("rel_kind", "existing")
        yield interview


def claimed(opened: OpenInterview) -> object:
    """Give our own word on record."""
    recorded = opened.standing.recorded("own_claim")
    return None if recorded is None else recorded.value


def test_our_word_is_free_until_the_customer_has_answered(opened: OpenInterview) -> None:
    """It may be changed as often as we like."""
    opened.record("own_claim", "partner")
    opened.record("own_claim", "of_choice")

    assert locked(opened.standing, "own_claim") == ""
    assert claimed(opened) == "of_choice"


@pytest.mark.parametrize("later", [None, AnswerState.DONT_KNOW, AnswerState.NOT_ASKED])
def test_our_word_is_locked_by_the_answer_also_where_that_is_changed(
    opened: OpenInterview, later: AnswerState | None
) -> None:
    """Who has once heard the answer cannot unhear it: saying "they do not know" unlocks nothing."""
    opened.record("own_claim", "partner")
    opened.record("rel_next_time", "open_price")
    if later is not None:
        opened.mark("rel_next_time", later)
    before = len(opened.interview.log)

    with pytest.raises(AnswerError, match="locked, because the customer has answered “Suppose you needed"):
        opened.record("own_claim", "supplier")
    for state in (AnswerState.DONT_KNOW, AnswerState.NOT_ASKED, AnswerState.LATER):
        with pytest.raises(AnswerError, match="only after that answer is taken back"):
            opened.mark("own_claim", state)

    assert (claimed(opened), len(opened.interview.log)) == ("partner", before)
    assert "locked" in locked(opened.standing, "own_claim")


def test_taking_the_customers_answer_back_unlocks_our_word(opened: OpenInterview) -> None:
    """A slip of the finger locks nothing for good; putting the answer in place again does."""
    opened.record("own_claim", "partner")
    opened.record("rel_next_time", "open_price")
    opened.undo()

    assert locked(opened.standing, "own_claim") == ""
    opened.redo()
    assert locked(opened.standing, "own_claim")
    opened.undo()
    opened.record("own_claim", "supplier")
    assert claimed(opened) == "supplier"


def test_a_guess_of_ours_locks_nothing(opened: OpenInterview) -> None:
    """What we think they would say is no answer of theirs."""
    opened.record("own_claim", "partner")
    opened.record("rel_next_time", "open_price", source=Source.OUR_GUESS)
    opened.record("own_claim", "supplier")

    assert claimed(opened) == "supplier"


def test_the_same_word_may_be_given_again_with_a_note(opened: OpenInterview) -> None:
    """Nothing is changed by it, and it does not become late by it."""
    opened.record("own_claim", "partner")
    opened.record("rel_next_time", "open_price")
    opened.record("own_claim", "partner", note="On our web site, too.")

    recorded = opened.standing.recorded("own_claim")
    assert recorded is not None
    assert recorded.note == "On our web site, too."
    assert not given_late(opened.standing, "own_claim")


def test_a_first_word_after_the_answer_is_accepted_and_late(opened: OpenInterview) -> None:
    """It is better than none, and known for what it is; from then on it is locked."""
    opened.record("rel_next_time", "open_price")
    assert locked(opened.standing, "own_claim") == ""
    opened.record("own_claim", "supplier")

    assert given_late(opened.standing, "own_claim")
    assert locked(opened.standing, "own_claim")
    opened.undo()
    assert locked(opened.standing, "own_claim") == ""


def test_a_word_parked_before_the_answer_is_not_a_word(opened: OpenInterview) -> None:
    """“Later” is no answer, so it may become one, and that is late."""
    opened.mark("own_claim", AnswerState.LATER)
    opened.record("rel_next_time", "open_price")
    opened.record("own_claim", "supplier")

    assert given_late(opened.standing, "own_claim")


def test_an_answer_that_does_not_apply_locks_nothing(opened: OpenInterview) -> None:
    """It is kept aside with everything that hangs on it."""
    opened.record("own_claim", "partner")
    opened.record("rel_next_time", "open_price")
    opened.record("rel_kind", "new")

    assert locked(opened.standing, "own_claim") == ""


def answers(**given: str) -> str:
    """Write an answers file."""
    return "answers:\n" + "".join(f"  {name}: {value}\n" for name, value in given.items())


def test_an_answers_file_that_gives_both_at_once_is_fine(opened: OpenInterview) -> None:
    """In whichever order it names them: our word counts as given first."""
    opened.record_answers(answers(rel_next_time="open_price", own_claim="partner"), name="both.yaml")

    assert claimed(opened) == "partner"
    assert not given_late(opened.standing, "own_claim")


def test_an_answers_file_cannot_change_a_locked_word(opened: OpenInterview) -> None:
    """All of the file is refused, with the place and the reason; the very same answers may come again."""
    opened.record_answers(answers(rel_next_time="open_price", own_claim="partner"), name="both.yaml")
    before = len(opened.interview.log)

    with pytest.raises(
        AnswerError, match=r"late.yaml:3:14.*locked(.|\n)*only after that answer is taken back"
    ):
        opened.record_answers(answers(now_users="60", own_claim="supplier"), name="late.yaml")
    with pytest.raises(AnswerError, match=r"late.yaml:2:14.*locked"):
        opened.record_answers("states:\n  own_claim: dont_know\n", name="late.yaml")
    assert len(opened.interview.log) == before

    opened.record_answers(answers(rel_next_time="open_price", own_claim="partner"), name="both.yaml")
    assert not given_late(opened.standing, "own_claim")


def test_the_lock_survives_a_clock_set_back(tmp_path: Path) -> None:
    """What was said first is told by the order of the record, not by the clock."""
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    with Workspace(str(tmp_path / "i.db"), as_of=date(2026, 3, 2), clock=lambda: now) as workspace:
        opened = workspace.start("cloud-onboarding", "Harbour & Lyle")
        opened.record("rel_kind", "existing")
        opened.record("rel_next_time", "open_price")
        opened.record("own_claim", "partner")

        assert given_late(opened.standing, "own_claim")


def test_an_answer_that_nothing_locks_is_never_late(opened: OpenInterview) -> None:
    """Only our own word has to be there before the customer's."""
    opened.record("rel_next_time", "open_price")
    opened.record("biz_outcome", "Faster month-end.")
    assert not given_late(opened.standing, "biz_outcome")
