"""The laws of an interview, tried on the bundled script with answers of every kind."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.interview.accept import accept_value
from onboard_tui.interview.entries import Recorded, Source, entry_from_json, entry_to_json
from onboard_tui.interview.fill import fill
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.progress import progress
from onboard_tui.interview.standing import stand
from onboard_tui.interview.understand import as_typed, understand
from onboard_tui.script.expression import AnswerState, FlagState
from onboard_tui.script.load import open_script
from onboard_tui.script.model import TEXTS, WHOLE_NUMBERS, Column, Question, QuestionType

if TYPE_CHECKING:
    from onboard_tui.interview.standing import Standing

SCRIPT = open_script(Path(__file__).resolve().parents[2] / "interviews" / "cloud-onboarding.yaml")
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
STATES = [AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER]


def values(asking: Question | Column) -> st.SearchStrategy[Any]:
    """Give values that a question or column can have."""
    ids = [option.id for option in asking.options]
    low = int(asking.min) if isinstance(asking.min, Decimal) else 0
    high = int(asking.max) if isinstance(asking.max, Decimal) else 100_000
    if isinstance(asking, Question) and asking.type is QuestionType.TABLE:
        cells = {column.id: st.none() | values(column) for column in asking.columns}
        return st.lists(st.fixed_dictionaries(cells), min_size=asking.min_rows, max_size=3).map(tuple)
    if asking.type in TEXTS:
        return st.sampled_from(["a change we can see", "{own_weeks}", "[b]x[/b]"])
    if asking.type in WHOLE_NUMBERS:
        return st.integers(low, high)
    match asking.type:
        case QuestionType.YES_NO:
            return st.booleans()
        case QuestionType.DATE:
            return st.dates(date(2026, 1, 1), date(2027, 12, 31))
        case QuestionType.SINGLE:
            return st.sampled_from(ids)
        case QuestionType.MULTI:
            return st.sets(st.sampled_from(ids)).map(lambda some: tuple(each for each in ids if each in some))
        case _:
            return st.decimals(low, high, places=2)


interviews = st.fixed_dictionaries(
    {}, optional={question.id: values(question) | st.sampled_from(STATES) for question in SCRIPT.questions}
)


def entries_for(answers: dict[str, Any]) -> list[Recorded]:
    """Record answers as the app would."""
    empty = stand(Interview("i", SCRIPT, "c", AT), TODAY)
    entries = []
    for number, (name, answer) in enumerate(answers.items()):
        state, value = answer, None
        if not isinstance(answer, AnswerState):
            state, value = accept_value(SCRIPT.question_by_id[name], answer, standing=empty)
        source = Source.OUR_GUESS if number % 5 == 0 else Source.CUSTOMER_SAID
        entries.append(
            Recorded(id=str(number), at=AT, question=name, state=state, value=value, source=source)
        )
    return entries


def picture(standing: Standing) -> Any:
    """Give everything that follows from the answers."""
    shown = [question.id for question in SCRIPT.questions if standing.shown(question.id)]
    numbers = [standing.value(name) for name in SCRIPT.computed_by_id]
    return (standing.states, standing.flag_states, standing.missing_gates, shown, numbers, standing.problems)


@settings(max_examples=40)
@given(answers=interviews, order=st.randoms(use_true_random=False))
def test_neither_order_nor_detours_matter(answers: dict[str, Any], order: Any) -> None:
    """Answered in any order, looked at after each answer or only at the end, the deal stands the same."""
    entries = entries_for(answers)
    straight = Interview("i", SCRIPT, "c", AT, tuple(entries))
    order.shuffle(entries)
    walked = Interview("i", SCRIPT, "c", AT)
    standing = stand(walked, TODAY)
    for entry in entries:
        walked = walked.with_entries(entry)
        standing = stand(walked, TODAY, since=standing)
        assert progress(standing).total == len([each for each in SCRIPT.questions if standing.shown(each.id)])
    assert picture(standing) == picture(stand(straight, TODAY))


@settings(max_examples=40)
@given(answers=interviews)
def test_hidden_answers_are_seen_by_nothing(answers: dict[str, Any]) -> None:
    """Without what is kept aside, every state, flag and gate is the same; and each question has one state."""
    entries = entries_for(answers)
    standing = stand(Interview("i", SCRIPT, "c", AT, tuple(entries)), TODAY)
    hidden = {name for name in answers if standing.kept_aside(name) is not None}
    left = tuple(entry for entry in entries if entry.question not in hidden)
    assert picture(stand(Interview("i", SCRIPT, "c", AT, left), TODAY)) == picture(standing)
    assert set(standing.states) == {question.id for question in SCRIPT.questions}
    assert all(standing.recorded(name) is None for name in hidden)


@settings(max_examples=40)
@given(answers=interviews, number=st.integers(1, 60))
def test_taking_everything_back_leads_to_the_beginning(answers: dict[str, Any], number: int) -> None:
    """Undo as often as there are answers, then redo as often: nothing, and then everything again."""
    ids = (f"undo-{each}" for each in count())
    interview = full = Interview("i", SCRIPT, "c", AT, tuple(entries_for(answers)))
    taken_back = 0
    while (undo := interview.undo(new_id=lambda: next(ids), at=AT)) is not None and taken_back < number:
        interview = interview.with_entries(undo)
        taken_back += 1
    left = full.log[: len(full.log) - taken_back]
    assert picture(stand(interview, TODAY)) == picture(stand(Interview("i", SCRIPT, "c", AT, left), TODAY))
    while (redo := interview.redo(new_id=lambda: next(ids), at=AT)) is not None:
        interview = interview.with_entries(redo)
    assert interview.current == full.current
    assert picture(stand(interview, TODAY)) == picture(stand(full, TODAY))


@settings(max_examples=40)
@given(answers=interviews)
def test_every_answer_comes_back_and_can_be_typed_again(answers: dict[str, Any]) -> None:
    """Through JSON and through the field it is changed in, an answer stays what it is."""
    entries = entries_for(answers)
    standing = stand(Interview("i", SCRIPT, "c", AT, tuple(entries)), TODAY)
    for entry in entries:
        kept = json.loads(json.dumps(entry_to_json(entry)))
        assert entry_from_json(SCRIPT, "recorded", kept) == entry
        question = SCRIPT.question_by_id[entry.question]
        if entry.value is not None:
            typed = as_typed(question, entry.value, SCRIPT)
            again = understand(question, typed, standing=standing)
            assert (again.value, again.state) == (entry.value, entry.state)


@settings(max_examples=40)
@given(answers=interviews)
def test_everything_that_is_said_can_be_filled(answers: dict[str, Any]) -> None:
    """The words around the answers stay as they are; nothing of an answer is filled a second time."""
    standing = stand(Interview("i", SCRIPT, "c", AT, tuple(entries_for(answers))), TODAY)
    for question in SCRIPT.questions:
        for text in (question.ask, *question.coach.steer):
            pieces = fill(text, standing)
            kept = "".join(piece.text for piece in pieces if not piece.is_answer)
            assert "{" not in kept
            assert len(kept) <= len(text)


def test_an_empty_interview_raises_nothing() -> None:
    """Before anything is asked no flag is raised, and every gate that applies is missing."""
    standing = stand(Interview("i", SCRIPT, "c", AT), TODAY)
    assert not any(state.raised for state in standing.flag_states.values())
    assert FlagState.UNKNOWN in standing.flag_states.values()
    assert set(standing.missing_gates) == {
        each.id for each in SCRIPT.questions if each.gate and standing.state(each.id) is AnswerState.NOT_ASKED
    }
