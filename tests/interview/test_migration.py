"""Moving an interview between versions of its script: what becomes of every answer, and the way back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.interview.dealings import Advised, FollowUpClosed, FollowUpSet, Reopened, Side
from onboard_tui.interview.entries import (
    Bygone,
    CannotFix,
    Migrated,
    Planned,
    Reaction,
    Recorded,
    Steered,
    Typed,
    entry_to_json,
    kind_of,
)
from onboard_tui.interview.interview import Interview
from onboard_tui.interview.migration import AnswerFate, Migration, migration
from onboard_tui.interview.moves import left_behind
from onboard_tui.interview.standing import cleared_by, stand
from onboard_tui.script.model import QuestionType
from onboard_tui.script.scope import AnswerState
from tests.interview.versions import NEW, OLD, loaded

if TYPE_CHECKING:
    from collections.abc import Callable

    from onboard_tui.interview.entries import Entry
    from onboard_tui.script.model import Script

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
FIRST, SECOND = loaded(OLD), loaded(NEW)


def recorded(number: int, question: str, answer: Any) -> Recorded:
    """Make an answer, or a state where it is one."""
    state = answer if isinstance(answer, AnswerState) else AnswerState.ANSWERED
    value = None if isinstance(answer, AnswerState) else answer
    return Recorded(id=f"r{number}", at=AT, question=question, state=state, value=value)


def named(word: str, number: int) -> Callable[[], str]:
    """Give a maker of one id."""
    return lambda: f"{word}{number}"


def interview_with(*entries: Entry, script: Script = FIRST, **answers: Any) -> Interview:
    """Make an interview of answers by question, and other entries after them."""
    log = tuple(recorded(number, *each) for number, each in enumerate(answers.items()))
    return Interview("i", script, "Harbour & Lyle", AT, (*log, *entries))


def moved(interview: Interview, script: Script = SECOND, move_id: str = "m") -> Migration:
    """Work out a move to another script."""
    ids = (f"{move_id}-{number}" for number in count())
    return migration(interview, script, TODAY, stamp={"id": move_id, "at": AT}, new_id=lambda: next(ids))


def only(interview: Interview, script: Script = SECOND) -> tuple[AnswerFate, str]:
    """Give what becomes of the only answer, and why."""
    (answer,) = moved(interview, script).answers
    return answer.fate, answer.why


def written(change: tuple[str, str], *, text: str = OLD) -> Script:
    """Give the first script with one thing written otherwise."""
    assert change[0] in text
    return loaded(text.replace(*change))


def taken_back(interview: Interview, number: int = 1) -> Interview:
    """Take the last answer or move back."""
    undone = interview.undo(new_id=named("u", number), at=AT)
    assert undone is not None
    return interview.with_entries(undone)


def picture(interview: Interview) -> object:
    """Give everything that an interview says."""
    standing = stand(interview, TODAY)
    return (
        interview.script.sha256,
        dict(interview.current),
        dict(standing.states),
        {question.id: standing.value(question.id) for question in interview.script.questions},
        dict(standing.flag_states),
        standing.missing_gates,
        interview.undoable,
        interview.attempts,
        interview.plans,
        interview.cannot_fix,
        interview.set_aside,
        dict(interview.typing),
        interview.dealings,
    )


def test_each_answer_meets_its_fate() -> None:
    """Kept where it fits, renamed where the new script says so, asked again or retired; new questions are named."""
    interview = interview_with(
        pages=60,
        colour="all",
        scans=True,
        folds=False,
        budget=900,
        mood="calm",
        people=({"name": "A. Brandt", "met": True},),
    )
    found = moved(interview)
    assert {each.question.id: each.fate.value for each in found.answers} == {
        "pages": "renamed",
        "colour": "ask_again",
        "scans": "kept",
        "folds": "kept",
        "budget": "ask_again",
        "mood": "retired",
        "people": "kept",
    }
    assert [question.id for question in found.new_questions] == ["stairs"]
    standing = stand(found.after, TODAY)
    assert standing.value("sheets") == 60
    assert standing.value("people") == ({"name": "A. Brandt", "part": None, "met": True},)
    assert standing.state("colour") is standing.state("budget") is AnswerState.NOT_ASKED
    assert found.after.script is SECOND


@pytest.mark.parametrize(
    ("answers", "change", "why"),
    [
        ({"budget": 900}, ("budget, section: use, pass: visit, type: integer", "budget, section: use, pass: visit, type: decimal"),
         "The question is of type decimal now, and was of type integer."),
        ({"pages": 60}, ("unit: pages", "unit: reams"), "It is counted in reams now, and was in pages."),
        ({"pages": 60}, ("unit: pages,", "unit: pages, max: 50,"), "60 does not fit: it has to be 50 or less."),
        ({"colour": "all"}, ("{id: all, text: All}", "{id: lots, text: Lots}"), "“All” is no option any more."),
        ({"colour": "all"}, ("{id: all, text: All}", "{id: all, text: All, unknown: true}"), "“All” counts as no answer now."),
        ({"people": ({"name": "A", "met": None},)}, ("{id: name, type: text, text: Name}, ", ""), "The column “Name” is gone."),
        ({"people": ({"name": "A", "met": True},)}, ("{id: met, type: yes_no", "{id: met, type: text"),
         "The column “Met” is of type text now, and was of type yes_no."),
        ({"mood": "calm"}, ("ask: How do they feel?", "ask: How do they feel?, pattern: '[0-9]+'"),
         "That is not written the way it is needed here."),
        ({"mood": "calm"}, ("ask: How do they feel?", "ask: How do they feel?, validate: [{that: \"mood != 'calm'\", say: Not that.}]"),
         "Not that."),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_asked_again(
    answers: dict[str, Any], change: tuple[str, str], why: str
) -> None:
    """Whatever changed about its question, the seller reads what it was."""
    assert only(interview_with(**answers), written(change)) == (AnswerFate.ASK_AGAIN, why)


@pytest.mark.parametrize(
    ("answers", "change", "why"),
    [
        ({"colour": "some"}, ("text: Some", "text: A little"), ""),
        ({"colour": "some"}, (", {id: all, text: All}", ""), ""),
        ({"colour": AnswerState.LATER}, (", {id: all, text: All}", ""), ""),
        ({"people": ({"name": "A", "met": None},)}, (", {id: met, type: yes_no, text: Met}", ""), ""),
        ({"mood": "calm"}, ("mood, section: use, pass: visit, type: text", "mood, section: use, pass: visit, type: long_text"), ""),
        ({"mood": "calm"}, ("How do they feel?", "How are they?"), "It is asked in other words now."),
    ],
)  # fmt: skip
def test_an_answer_that_still_fits_is_kept(
    answers: dict[str, Any], change: tuple[str, str], why: str
) -> None:
    """Other words, and options and columns that were not used, harm nothing."""
    assert only(interview_with(**answers), written(change)) == (AnswerFate.KEPT, why)


def test_money_in_another_currency_is_asked_again() -> None:
    """900 euros are not 900 dollars, in an answer as in a row."""
    dollars = replace(SECOND, currency="USD", sha256="6" * 64)
    interview = interview_with(script=SECOND, budget=Decimal(900))
    assert only(interview, dollars) == (AnswerFate.ASK_AGAIN, "Amounts are in USD now, and were in EUR.")


def test_an_answer_on_a_branch_not_taken_moves_too() -> None:
    """It is kept aside before and after, and comes back with its branch."""
    interview = interview_with(scans=True, pages=15)
    found = moved(interview)
    assert found.answers[1].fate is AnswerFate.KEPT
    assert stand(found.after, TODAY).kept_aside("scans") is not None
    wider = found.after.with_entries(recorded(9, "sheets", 30))
    assert stand(wider, TODAY).value("scans") is True


def test_an_answer_that_a_move_hides_is_dropped_where_the_script_says_so() -> None:
    """`clear_when_hidden` holds in the new version as well, and the way back brings the answer back."""
    interview = interview_with(pages=15, folds=True)
    found = moved(interview)
    assert found.answers[1].fate is AnswerFate.RETIRED
    assert "folds" not in found.after.current
    assert picture(taken_back(found.after)) == picture(interview)


def test_a_name_that_was_changed_long_ago_renames_nothing_twice() -> None:
    """`was` may stay in the script; a question that is asked under both ids keeps its own answer."""
    third = loaded(NEW.replace('"2.0"', '"3.0"'))
    assert [each.fate for each in moved(moved(interview_with(pages=5)).after, third, "n").answers] == [
        AnswerFate.KEPT
    ]
    both = loaded(
        NEW.replace(
            "flags:",
            "  - {id: pages, section: use, pass: visit, type: integer, unit: pages, ask: How many pages?}\nflags:",
        )
    )
    found = moved(interview_with(pages=5), both)
    assert [(each.fate, each.successor and each.successor.id) for each in found.answers] == [
        (AnswerFate.KEPT, "pages")
    ]
    assert [question.id for question in found.new_questions] == ["sheets", "stairs"]


def test_an_interview_from_before_two_renamings_moves_at_once() -> None:
    """A question may name every id that it had; the newest that the interview asks is the one that goes on."""
    third = loaded(
        NEW.replace("id: sheets, was: pages", "id: leaves, was: [sheets, pages]").replace(
            "sheets >", "leaves >"
        )
    )
    at_once = moved(interview_with(pages=5), third)
    step_by_step = moved(moved(interview_with(pages=5)).after, third, "n")
    for found in (at_once, step_by_step):
        assert [(each.fate, each.successor and each.successor.id) for each in found.answers] == [
            (AnswerFate.RENAMED, "leaves")
        ]
        assert stand(found.after, TODAY).value("leaves") == 5


def test_what_was_recorded_about_a_renamed_question_goes_with_it() -> None:
    """Advice, follow-ups, text half typed and what is to be asked again name the question by its new id."""
    interview = interview_with(
        Advised(id="a", at=AT, question="pages", believes="few", advises="count"),
        FollowUpSet(id="f", at=AT, text="Count", side=Side.OURS, who="Kim", due=TODAY, about="pages"),
        FollowUpClosed(id="g", at=AT, follow_up="later:pages", on=TODAY, happened=True),
        FollowUpClosed(id="h", at=AT, follow_up="step:pages:count-them", on=TODAY, happened=True),
        FollowUpClosed(id="j", at=AT, follow_up="plan:pages", on=TODAY, happened=True),
        Reopened(id="o", at=AT, on=TODAY, ask_again=("pages", "mood")),
        Typed(id="t", at=AT, question="pages", text="ab"),
        Typed(id="s", at=AT, question="mood", text="so"),
    )
    after = moved(interview).after
    assert list(after.dealings.advice_by_question) == ["sheets"]
    assert after.dealings.follow_ups[0].about == "sheets"
    assert list(after.dealings.closed) == ["later:sheets", "step:sheets:count-them", "plan:pages"]
    assert after.dealings.reopenings[0].ask_again == ("sheets",)
    assert after.typing == {"sheets": "ab"}


def test_what_is_no_answer_outlives_the_way_back() -> None:
    """Advice, follow-ups and typed text from after a move speak of the questions as they are called without it."""
    since: tuple[Entry, ...] = (
        Advised(id="a", at=AT, question="sheets", believes="few", advises="count"),
        FollowUpSet(id="f", at=AT, text="Count", side=Side.OURS, who="Kim", due=TODAY, about="sheets"),
        FollowUpClosed(id="g", at=AT, follow_up="later:sheets", on=TODAY, happened=True),
        Typed(id="t", at=AT, question="sheets", text="ab"),
        Typed(id="s", at=AT, question="budget", text="900 euros"),
        Advised(id="b", at=AT, question="stairs", believes="none", advises="look"),
    )
    there = moved(interview_with(pages=5, budget=900)).after.with_entries(*since)
    assert there.typing == {"sheets": "ab", "budget": "900 euros"}
    back = taken_back(there)
    assert list(back.dealings.advice_by_question) == ["pages"]
    assert back.dealings.follow_ups[0].about == "pages"
    assert list(back.dealings.closed) == ["later:pages"]
    assert back.typing == {"pages": "ab"}


def test_rows_from_long_ago_are_seen_only_where_they_fit_the_columns() -> None:
    """The answer that stands fits; one that it replaced may not, and must not be calculated with."""
    third = loaded(
        OLD.replace('"1.0"', '"3.0"').replace("{id: met, type: yes_no", "{id: met, type: integer")
        + '  - {id: met_all, title: Met, severity: minor, kind: path, raise_when: "sum_rows(people, met) > 3", steer: No.}'
    )
    answers = [({"name": "A", "met": True},), ({"name": "B", "met": None},)]
    entries = (recorded(number, "people", rows) for number, rows in enumerate(answers))
    after = moved(interview_with(*entries), third).after
    assert stand(after.as_it_was(1), TODAY).state("people") is AnswerState.NOT_ASKED
    assert stand(after, TODAY).value("people") == answers[1]


def test_what_is_gone_stays_in_history_and_counts_for_nothing() -> None:
    """Attempts, plans and choices about a flag that the script has no more are seen by nothing, and not lost."""
    attempt = Steered(id="s", at=AT, flag="moody", script=1, reaction=Reaction.INSISTS, on=TODAY)
    interview = interview_with(attempt, CannotFix(id="c", at=AT, flag="moody"), mood="calm")
    after = moved(interview).after
    assert after.attempts == {}
    assert after.cannot_fix == frozenset()
    assert sum(isinstance(entry, Bygone) for entry in after.log) == 3
    assert after.moves is not None
    assert attempt in after.moves.recorded
    assert taken_back(after).attempts == {"moody": (attempt,)}


def test_what_was_left_behind_can_be_read() -> None:
    """As it was asked and answered, from every move that stands; none once the moves are taken back."""
    there = moved(interview_with(mood="calm", colour="all", pages=5)).after
    third = written(("id: people,", "id: persons,"), text=NEW)
    again = moved(there.with_entries(recorded(9, "people", ({"name": "A"},))), third, "n").after
    left = [(each.question.id, each.script.version) for each in left_behind(again)]
    assert left == [("mood", "1.0"), ("colour", "1.0"), ("people", "2.0")]
    assert len(list(left_behind(taken_back(again)))) == 2
    assert list(left_behind(taken_back(there))) == []


def test_a_question_that_comes_back_is_asked_again() -> None:
    """An answer that was retired by one move does not come alive in the next."""
    there = moved(interview_with(mood="calm")).after
    back = moved(there, loaded(OLD.replace('"1.0"', '"3.0"')), "n").after
    assert stand(back, TODAY).state("mood") is AnswerState.NOT_ASKED


def test_undo_goes_through_the_move_and_redo_comes_back() -> None:
    """Answers of both versions and the move between them are taken back and put in place one by one."""
    interview = moved(interview_with(pages=5, mood="calm")).after.with_entries(recorded(7, "stairs", True))
    there = [picture(interview)]
    walked = interview
    for number in range(4):
        walked = taken_back(walked, number)
        there.append(picture(walked))
    assert walked.undoable is None
    assert walked.script is FIRST
    for number in range(4):
        redone = walked.redo(new_id=named("d", number), at=AT)
        assert redone is not None
        walked = walked.with_entries(redone)
        assert picture(walked) == there[3 - number]


VALUES = {
    QuestionType.INTEGER: st.integers(0, 600),
    QuestionType.YES_NO: st.booleans(),
    QuestionType.TEXT: st.sampled_from(["calm", ""]),
    QuestionType.MONEY: st.integers(0, 99).map(Decimal),
    QuestionType.SINGLE: st.sampled_from(["none", "some"]),
}


def steps_of(script: Script) -> st.SearchStrategy[Any]:
    """Give steps that an interview with a script can take."""
    plain = [question for question in script.questions if question.type in VALUES]
    return st.one_of(
        *(st.tuples(st.just(each.id), VALUES[each.type] | st.sampled_from([AnswerState.LATER, AnswerState.NOT_ASKED])) for each in plain),
        st.sampled_from([flag.id for flag in script.flags]).map(
            lambda flag: Planned(id="p", at=AT, flag=flag, agreed_by="x", owner="y", due=TODAY)
        ),
        st.just("undo"),
    )  # fmt: skip


def walk(interview: Interview, steps: list[Any], first: int) -> Interview:
    """Take steps as an open interview does, with the answers that they clear."""
    for number, step in enumerate(steps, first):
        if step == "undo":
            if isinstance(interview.undoable, Recorded):
                interview = taken_back(interview, number)
            continue
        entry = recorded(number, *step) if isinstance(step, tuple) else replace(step, id=f"p{number}")
        before = stand(interview, TODAY)
        grown = interview.with_entries(entry)
        interview = grown.with_entries(*cleared_by(before, grown, (entry,), new_id=named("c", number)))
    return interview


@given(before=st.lists(steps_of(FIRST), max_size=8), after=st.lists(steps_of(SECOND), max_size=5))
def test_a_move_taken_back_never_happened(before: list[Any], after: list[Any]) -> None:
    """Whatever was answered before and after, the way back leads to the same interview, and a log reads the same anew."""
    interview = walk(interview_with(), before, 100)
    there = moved(interview).after
    assert picture(taken_back(there, 1)) == picture(interview)
    further = walk(there, [step for step in after if isinstance(step, tuple) or step == "undo"], 200)
    assert further.moves is not None
    assert picture(Interview("i", FIRST, "Harbour & Lyle", AT).moved(further.moves)) == picture(further)
    while not isinstance(further.undoable, Migrated):
        further = taken_back(further, 300 + len(further.log))
    back = taken_back(further, 2)
    assert back.script is FIRST
    assert [stand(back, TODAY).value(each.id) for each in FIRST.questions] == [
        stand(interview, TODAY).value(each.id) for each in FIRST.questions
    ]


@given(steps=st.lists(steps_of(FIRST), max_size=8))
def test_a_move_to_the_same_words_changes_nothing(steps: list[Any]) -> None:
    """A new version with the same questions and rules keeps every answer, flag and plan as it is."""
    interview = walk(interview_with(), steps, 100)
    found = moved(interview, loaded(OLD + "x-note: nothing\n"))
    assert {each.fate for each in found.answers} <= {AnswerFate.KEPT}
    before, after = stand(interview, TODAY), stand(found.after, TODAY)
    assert (before.states, before.flag_states) == (after.states, after.flag_states)
    assert found.after.current == interview.current
    kept = {kind_of(entry): entry_to_json(entry) for entry in found.entries}
    assert kept.keys() == {"migrated"}
