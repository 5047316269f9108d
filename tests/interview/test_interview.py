"""The log of an interview: what is current, what can be taken back, and the laws that hold whatever happens."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count, permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.errors import AnswerError
from onboard_tui.interview.dealings import DEALING_KINDS
from onboard_tui.interview.entries import (
    KINDS,
    CannotFix,
    Cleared,
    Migrated,
    Planned,
    Postponement,
    Reaction,
    Recorded,
    Redone,
    SetAside,
    Source,
    Steered,
    Typed,
    Undone,
    entry_from_json,
    entry_to_json,
    kind_of,
)
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.paperwork import PAPERWORK_KINDS
from onboard_tui.interview.standing import stand
from onboard_tui.script.expression import AnswerState, Missing

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.entries import Entry
    from onboard_tui.interview.standing import Standing
    from onboard_tui.script.model import Script

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def script(script_of: Callable[..., Any]) -> Script:
    """Give a script with a branch inside a branch, a sum over answers, and flags that read them."""
    made: Script = script_of(
        {"id": "loan"},
        {"id": "rate", "type": "integer", "when": "loan"},
        {"id": "bank", "type": "single", "options": ["good", "bad"], "when": "rate > 5", "gate": True},
        {"id": "cash", "type": "integer"},
        {"id": "again", "when": "count_flags() > 0"},
        computed={"total": "rate + cash", "ratio": "cash / rate"},
        flags=(
            {"id": "dear", "raise_when": "total > 12"},
            {"id": "bad_bank", "raise_when": "bank == 'bad' and cash < 5"},
        ),
    )
    return made


def recorded(number: int, question: str, answer: Any) -> Recorded:
    """Make an entry for an answer, or for a state."""
    state = answer if isinstance(answer, AnswerState) else AnswerState.ANSWERED
    value = None if isinstance(answer, AnswerState) else answer
    return Recorded(id=f"r{number}", at=AT, question=question, state=state, value=value)


STATES = [AnswerState.DONT_KNOW, AnswerState.DECLINED, AnswerState.LATER]
ANSWERS: dict[str, list[Any]] = {
    "loan": [True, False, *STATES],
    "rate": [0, 5, 6, 20, *STATES],
    "bank": ["good", "bad", *STATES],
    "cash": [0, 4, 7, *STATES],
    "again": [True, False, *STATES],
}
one_answer = st.sampled_from([(name, value) for name, values in ANSWERS.items() for value in values])
all_answers = st.fixed_dictionaries({}, optional={n: st.sampled_from(v) for n, v in ANSWERS.items()})


def picture(interview: Interview) -> Any:
    """Give everything that follows from an interview's answers."""
    return picture_of(stand(interview, TODAY))


def picture_of(standing: Standing) -> Any:
    """Give everything that follows, as one standing sees it."""
    values = {name: standing.value(name) for name in [*ANSWERS, "total", "ratio"]}
    shown = {name: standing.shown(name) for name in ANSWERS}
    return (values, shown, standing.states, standing.flag_states, standing.missing_gates, standing.problems)


@given(before=st.lists(one_answer, max_size=6), last=one_answer)
def test_undo_of_a_record_is_identity(script: Script, before: list[Any], last: Any) -> None:
    """Taking the last answer back leaves everything as it was, and redo leaves it as it was after."""
    ids = map(str, count())
    log = tuple(recorded(number, *answer) for number, answer in enumerate(before))
    interview = Interview("i", script, "c", AT, log)
    after = interview.with_entries(recorded(99, *last))
    undo = after.undo(new_id=lambda: next(ids), at=AT)
    assert undo is not None
    undone = after.with_entries(undo)
    assert undone.current == interview.current
    assert undone.undoable == interview.undoable
    assert undone.redoable == after.undoable
    assert picture(undone) == picture(interview)
    redo = undone.redo(new_id=lambda: next(ids), at=AT)
    assert redo is not None
    redone = undone.with_entries(redo)
    assert redone.current == after.current
    assert (redone.undoable, redone.redoable) == (after.undoable, None)
    assert picture(redone) == picture(after)


@given(steps=st.lists(one_answer | st.sampled_from(["undo", "redo"]), max_size=14))
def test_undo_and_redo_walk_one_line_of_answers(script: Script, steps: list[Any]) -> None:
    """However answers, undo and redo are mixed, the log says what a plain list with a cursor would say."""
    ids = map(str, count())
    interview = Interview("i", script, "c", AT)
    done: list[Recorded] = []
    ahead: list[Recorded] = []
    for number, step in enumerate(steps):
        if step == "undo":
            undo = interview.undo(new_id=lambda: next(ids), at=AT)
            assert (undo is None) == (not done)
            if undo is not None:
                ahead.append(done.pop())
                interview = interview.with_entries(undo)
        elif step == "redo":
            redo = interview.redo(new_id=lambda: next(ids), at=AT)
            assert (redo is None) == (not ahead)
            if redo is not None:
                done.append(ahead.pop())
                interview = interview.with_entries(redo)
        else:
            done.append(recorded(number, *step))
            ahead = []
            interview = interview.with_entries(done[-1])
        assert interview.current == {entry.question: entry for entry in done}


@given(answers=all_answers, order=st.randoms(use_true_random=False))
def test_the_order_of_answering_does_not_matter(script: Script, answers: dict[str, Any], order: Any) -> None:
    """The same answers given in any order lead to the same states, values, flags and gates."""
    names = list(answers)
    first = Interview(
        "i", script, "c", AT, tuple(recorded(n, name, answers[name]) for n, name in enumerate(names))
    )
    order.shuffle(names)
    second = Interview(
        "i", script, "c", AT, tuple(recorded(n, name, answers[name]) for n, name in enumerate(names))
    )
    assert picture(first) == picture(second)


def test_no_order_of_answers_and_changes_of_mind_matters(script: Script) -> None:
    """Jumping back and forth between branches ends where walking straight would have ended."""
    answers = [("loan", True), ("rate", 20), ("bank", "bad"), ("cash", 4)]
    pictures = []
    for number, order in enumerate(permutations(answers)):
        detour = [recorded(100 + number, "loan", False)] if number % 2 else []
        log = (*detour, *(recorded(n, *answer) for n, answer in enumerate(order)))
        pictures.append(picture(Interview("i", script, "c", AT, log)))
    assert all(each == pictures[0] for each in pictures)


@given(answers=all_answers)
def test_a_hidden_answer_is_seen_by_nothing(script: Script, answers: dict[str, Any]) -> None:
    """Dropping the answers kept aside changes no value, no flag and no gate."""
    entries = [recorded(number, *answer) for number, answer in enumerate(answers.items())]
    interview = Interview("i", script, "c", AT, tuple(entries))
    standing = stand(interview, TODAY)
    hidden = {name for name in answers if standing.kept_aside(name) is not None}
    without = Interview(
        "i", script, "c", AT, tuple(entry for entry in entries if entry.question not in hidden)
    )
    assert picture(without) == picture(interview)
    assert all(standing.value(name) is Missing.NOT_APPLICABLE for name in hidden)


def test_answers_come_back_with_their_branch(script: Script) -> None:
    """Turning a branch off and on again restores everything that was said in it."""
    log = tuple(
        recorded(n, *answer) for n, answer in enumerate([("loan", True), ("rate", 9), ("bank", "bad")])
    )
    interview = Interview("i", script, "c", AT, log)
    there_and_back = interview.with_entries(recorded(8, "loan", False), recorded(9, "loan", True))
    assert picture(there_and_back) == picture(interview)


def test_not_asked_takes_an_answer_away(script: Script) -> None:
    """An answer can be taken away without giving another, and that can be taken back."""
    interview = Interview("i", script, "c", AT, (recorded(1, "cash", 4),))
    emptied = interview.with_entries(recorded(2, "cash", AnswerState.NOT_ASKED))
    assert stand(emptied, TODAY).state("cash") is AnswerState.NOT_ASKED
    undo = emptied.undo(new_id=lambda: "u", at=AT)
    assert undo is not None
    assert emptied.with_entries(undo).current == interview.current


def test_steering_and_plans_are_not_taken_back_by_undo(script: Script) -> None:
    """Undo goes past them to the last answer."""
    attempt = Steered(
        id="s", at=AT, flag="dear", script=1, with_whom="M. Lyle", reaction=Reaction.INSISTS, on=TODAY
    )
    interview = Interview("i", script, "c", AT, (recorded(1, "cash", 4), attempt))
    undo = interview.undo(new_id=lambda: "u", at=AT)
    assert undo is not None
    assert undo.entry == "r1"
    assert interview.with_entries(undo).attempts == {"dear": (attempt,)}


def test_entries_that_make_no_sense_are_passed_over(script: Script) -> None:
    """Taking back twice, or what was never there, changes nothing."""
    log = (
        recorded(1, "cash", 4),
        Undone(id="a", at=AT, entry="r1"),
        Undone(id="b", at=AT, entry="r1"),
        Redone(id="c", at=AT, entry="unheard of"),
        Redone(id="d", at=AT, entry="r1"),
    )
    interview = Interview("i", script, "c", AT, log)
    assert interview.current["cash"].value == 4
    assert interview.redoable is None


def test_text_typed_and_not_saved_is_kept_until_something_is_recorded(script: Script) -> None:
    """Half an answer survives a crash, counts for nothing, and goes when the question is answered."""
    typed = Typed(id="t", at=AT, question="cash", text="12k, or may")
    interview = Interview("i", script, "c", AT, (typed,))
    assert interview.typing == {"cash": "12k, or may"}
    assert stand(interview, TODAY).state("cash") is AnswerState.NOT_ASKED
    assert interview.with_entries(recorded(1, "cash", 4)).typing == {}
    assert interview.with_entries(Typed(id="t2", at=AT, question="cash")).typing == {}


def test_setting_aside_and_cannot_fix_can_be_looked_up(script: Script) -> None:
    """The latest word about each flag counts."""
    log = (
        SetAside(id="a", at=AT, flag="dear", choice=Postponement.LATER),
        SetAside(id="b", at=AT, flag="dear", choice=Postponement.DOES_NOT_APPLY, reason="paid by a grant"),
        CannotFix(id="c", at=AT, flag="bad_bank"),
    )
    interview = Interview("i", script, "c", AT, log)
    assert interview.set_aside["dear"].reason == "paid by a grant"
    assert interview.cannot_fix == {"bad_bank"}


ENTRIES: list[Entry] = [
    Recorded(
        id="1",
        at=AT,
        question="cash",
        value=4,
        source=Source.CUSTOMER_DOCUMENT,
        said_by="P. Osei",
        quote="“four”",
        note="on paper",
    ),
    Recorded(id="2", at=AT, question="rate", state=AnswerState.LATER, owner="bursar", until=date(2026, 4, 1)),
    Recorded(id="3", at=AT, question="bank", state=AnswerState.DONT_KNOW, value="bad"),
    Undone(id="4", at=AT, entry="1"),
    Redone(id="5", at=AT, entry="1"),
    Cleared(id="6", at=AT, question="bank", caused_by="1"),
    Steered(id="7", at=AT, flag="dear", script=2, with_whom="M. Lyle", reaction=Reaction.IN_PART, on=TODAY),
    SetAside(id="8", at=AT, flag="dear", choice=Postponement.LATER),
    Planned(id="9", at=AT, flag="dear", agreed_by="M. Lyle", owner="us", due=TODAY, text="a loan elsewhere"),
    CannotFix(id="10", at=AT, flag="dear", holds=False),
    Typed(id="11", at=AT, question="cash", text="fo"),
    Migrated(id="12", at=AT, before="5" * 64, after="6" * 64, renamed={"cash": "money"}, dropped=("rate",)),
]


@pytest.mark.parametrize("entry", ENTRIES, ids=kind_of)
def test_an_entry_comes_back_from_json_the_same(script: Script, entry: Any) -> None:
    """What is kept is what was recorded, whatever the kind of entry."""
    kept = json.loads(json.dumps(entry_to_json(entry)))
    assert entry_from_json(script, kind_of(entry), kept) == entry


def test_every_kind_of_entry_is_tried() -> None:
    """The list above leaves out no kind but dealings and paperwork, which have their own."""
    assert {kind_of(entry) for entry in ENTRIES} == set(KINDS) - set(DEALING_KINDS) - set(PAPERWORK_KINDS)


def test_times_come_back_in_utc(script: Script) -> None:
    """A time written with another zone is the same moment in UTC."""
    entry = entry_from_json(script, "undone", {"id": "1", "at": "2026-03-02T10:00:00+01:00", "entry": "x"})
    assert entry.at == AT
    assert entry.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("unheard_of", {}, "unknown kind"),
        ("recorded", {"question": "gone"}, "gone"),
        ("recorded", {"state": "perhaps"}, "perhaps"),
        ("recorded", {"value": "four"}, "cash"),
        ("recorded", {"at": "2026-03-02T10:00:00"}, "no zone"),
        ("recorded", {"at": 5}, "cannot be read"),
        ("recorded", {"note": 5}, "note is no text"),
        ("recorded", {"until": "31/3"}, "cannot be read"),
        ("undone", {}, "entry"),
        ("steered", {"script": "1"}, "no whole number"),
        ("cannot_fix", {"flag": "dear", "holds": "yes"}, "neither true nor false"),
    ],
)
def test_an_entry_that_cannot_be_read_says_so(
    script: Script, kind: str, change: dict[str, Any], words: str
) -> None:
    """Damaged or newer rows are refused with a sentence, never half read."""
    data = {"id": "1", "at": "2026-03-02T09:00:00+00:00", "question": "cash", "value": 4} | change
    with pytest.raises(AnswerError, match=words):
        entry_from_json(script, kind, data)


def test_decimals_are_kept_exactly(script_of: Callable[..., Any]) -> None:
    """An amount comes back to the last digit."""
    script = script_of({"id": "cost", "type": "money"})
    entry = Recorded(id="1", at=AT, question="cost", value=Decimal("12345678901234567.89"))
    kept = json.loads(json.dumps(entry_to_json(entry)))
    assert entry_from_json(script, "recorded", kept) == entry


about_flags = st.sampled_from(["dear", "bad_bank"]).flatmap(
    lambda flag: st.sampled_from(
        [
            Steered(id="s", at=AT, flag=flag, script=1, with_whom="x", reaction=Reaction.INSISTS, on=TODAY),
            Planned(id="p", at=AT, flag=flag, agreed_by="x", owner="y", due=TODAY),
            CannotFix(id="c", at=AT, flag=flag),
            Cleared(id="x", at=AT, question="bank", caused_by="s"),
            Typed(id="t", at=AT, question="bank", text="go"),
            SetAside(id="a", at=AT, flag=flag, choice=Postponement.LATER),
        ]
    )
)


@given(steps=st.lists(one_answer | about_flags | st.sampled_from(["undo", "look"]), max_size=12))
def test_working_out_only_what_changed_gives_the_same(script: Script, steps: list[Any]) -> None:
    """A standing that goes on from an earlier one says what one worked out from nothing says."""
    interview = Interview("i", script, "c", AT)
    standing = stand(interview, TODAY)
    for number, step in enumerate(steps):
        if step == "look":
            picture_of(standing)
            continue
        if step == "undo":
            entry: Entry | None = interview.undo(new_id=lambda: "u", at=AT)
        else:
            entry = recorded(number, *step) if isinstance(step, tuple) else step
        interview = interview if entry is None else interview.with_entries(entry)
        earlier, before = standing, picture_of(standing) if number % 2 else None
        standing = stand(interview, TODAY, since=standing)
        if before is not None:
            assert picture_of(earlier) == before
    afresh = Interview("i", script, "c", AT, interview.log)
    assert interview.current == afresh.current
    assert (interview.undoable, interview.redoable) == (afresh.undoable, afresh.redoable)
    assert (interview.attempts, interview.plans, interview.set_aside) == (
        afresh.attempts,
        afresh.plans,
        afresh.set_aside,
    )
    assert picture_of(standing) == picture(afresh)
    assert list(standing.states) == [question.id for question in script.questions]
    assert list(standing.flag_states) == [flag.id for flag in script.flags]


def test_nothing_is_taken_over_from_another_day_or_another_interview(script: Script) -> None:
    """What does not belong together is worked out from nothing."""
    interview = Interview("i", script, "c", AT, (recorded(1, "cash", 4),))
    other = Interview("j", script, "d", AT, (recorded(1, "cash", 7),))
    standing = stand(interview, TODAY)
    picture_of(standing)
    assert stand(other, TODAY, since=standing).value("cash") == 7
    assert stand(interview, TODAY + timedelta(days=1), since=standing).today() == TODAY + timedelta(days=1)


def test_entries_about_what_the_script_does_not_have_change_nothing(script: Script) -> None:
    """A flag or question that is gone is kept in the log and seen by nothing."""
    interview = Interview("i", script, "c", AT, (recorded(1, "cash", 4),))
    standing = stand(interview, TODAY)
    before = picture_of(standing)
    gone = interview.with_entries(
        recorded(2, "gone", 4),
        Planned(id="p", at=AT, flag="gone", agreed_by="x", owner="y", due=TODAY),
        CannotFix(id="c", at=AT, flag="gone"),
    )
    assert picture_of(stand(gone, TODAY, since=standing)) == before
    assert picture(gone) == before
