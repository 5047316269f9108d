"""The range of the verdict, checked against every interview that can still come about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onboard_tui.deal import prospect
from onboard_tui.deal.dependencies import dependencies_of
from onboard_tui.deal.outlook import look_ahead, possible_verdicts
from onboard_tui.deal.verdict import NO_RULE_HOLDS, first_that_holds
from onboard_tui.interview.entries import Recorded, Source
from onboard_tui.interview.standing import confirmed, stand
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import QuestionType, VerdictKind
from tests.deal.small import DEFAULT_TABLE, NOON, TODAY, build_script, fill_interview

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from onboard_tui.interview.interview import Interview
    from onboard_tui.script.model import Question, Script

# Small scripts ------------------------------------------------------------------------------------------

KINDS: dict[str, dict[str, Any]] = {
    "yes_no": {"type": "yes_no"},
    "single": {"type": "single", "options": ["a good", "b", "c bad", "d unknown"]},
    "multi": {"type": "multi", "options": ["x", "y"]},
    "scale": {"type": "scale", "min": 1, "max": 3},
    "few": {"type": "integer", "min": 0, "max": 2},
    "one_day": {"type": "date", "min": TODAY, "max": TODAY},
}
ENDLESS: dict[str, dict[str, Any]] = {
    "integer": {"type": "integer", "min": 1},
    "date": {"type": "date"},
    "money": {"type": "money"},
    "table": {"type": "table", "columns": {"met": "yes_no", "hours": "decimal"}},
    "text": {"type": "text"},
}
SAMPLES: dict[str, tuple[Any, ...]] = {
    "yes_no": (True, False),
    "single": ("a", "b", "c"),
    "multi": ((), ("x",), ("y",), ("x", "y")),
    "scale": (1, 2, 3),
    "few": (0, 1, 2),
    "one_day": (TODAY,),
    "integer": (1, 2, 24, 25, 26, 400),
    "money": (0, 10, Decimal("10.5"), 1000),
    "date": (date(2025, 1, 1), TODAY, date(2026, 3, 30), date(9999, 12, 31)),
    "table": ((), ({"met": True, "hours": 3},), ({"met": None, "hours": None}, {"met": False, "hours": 7})),
    "text": ("", "something"),
}
ATOMS: dict[str, tuple[str, ...]] = {
    "yes_no": ("{q}", "not {q}", "{q} == true", "or_else({q}, false)"),
    "single": ("{q} == 'a'", "{q} != 'b'", "{q} in ['b', 'c']", "{q} not in ['a']"),
    "multi": ("has({q}, 'x')", "not has({q}, 'y')", "empty({q})"),
    "scale": (
        "{q} < 2",
        "{q} >= 3",
        "1 <= {q} < 3",
        "{q} == 2",
        "{q} < {other}",
        "min({q}, 2) == 2",
        "or_else({q}, 3) > 2",
    ),
    "few": ("{q} == 0", "{q} + {other} > 2", "{q} * 2 >= 4", "-{q} < {other}", "round({q} / 2, 0) == 1"),
    "one_day": ("days_until({q}) <= 0", "{q} > today()", "{q} == {other}"),
    "integer": (
        "{q} >= 25",
        "{q} * 2 < 5",
        "max({q}, 3) > 24",
        "round({q} / 2, 0) == 1",
        "10 / ({q} - 2) > 1",
        "{q} * {other} > 20",
        "{q} in [2, 25]",
    ),
    "money": (
        "{q} > 10",
        "-{q} <= -10",
        "{q} - 5 > 5 or {q} == 0",
        "{q} < 0.7 * {other}",
        "{q} / 2 != 5",
        "min({q}, 11, 20) >= 11",
    ),
    "date": (
        "days_until({q}) < 28",
        "{q} >= date('2026-03-30')",
        "{q} + 400 > today()",
        "{q} - today() == 0",
    ),
    "table": (
        "any_row({q}, met)",
        "not any_row({q}, answered(hours))",
        "all_rows({q}, hours > 2)",
        "count_rows({q}, met) <= 1",
        "any_row({q}, hours > 2 and dont_know({other}))",
        "sum_rows({q}, hours) >= 7",
        "empty({q})",
    ),
    "text": ("empty({q})", "{q} == 'something'"),
}
ATOMS["computed"] = ("{q} > 5", "or_else({q}, 0) == 6", "-{q} in [4, -8]", "max({q}, 7) == 7")
STATE_TESTS = ("answered({q})", "dont_know({q})", "declined({q})")
COUNTS = (
    "count_flags(severity='blocker') > 0",
    "unresolved('major') == 1",
    "count_flags() >= 2",
    "gates_missing() > 1",
)
EXTRA_RULES = (
    ("X1", "walk_away", "count_flags() == 3"),
    ("X2", "next_in_line", "unresolved('major') == 1 and gates_missing() == 1"),
    ("X3", "proceed", "count_flags(severity='minor') > count_flags(severity='major')"),
)
RULES_ON_COUNTED = (
    ("Y1", "walk_away", "later == true and gates_missing() <= 1"),
    ("Y2", "proceed", "dont_know(late) or declined(late)"),
)
"""Rules that read questions which are asked only because of what is counted."""


@st.composite
def conditions(draw: st.DrawFn, kinds: dict[str, str], *, counting: bool = False) -> str:
    """Write a condition over some questions."""

    def atom() -> str:
        if not kinds or (counting and draw(st.integers(0, 3)) == 0):
            return draw(st.sampled_from(COUNTS)) if counting else draw(st.sampled_from(["true", "false"]))
        name = draw(st.sampled_from(sorted(kinds)))
        other = draw(st.sampled_from([each for each, kind in kinds.items() if kind == kinds[name]]))
        is_question = kinds[name] in SAMPLES
        ways = ATOMS[kinds[name]] + (STATE_TESTS if is_question and draw(st.booleans()) else ())
        return draw(st.sampled_from(ways)).format(q=name, other=other)

    shape = draw(st.sampled_from(["{0}", "{0} and {1}", "{0} or {1}", "not ({0})", "({0} if {1} else {2})"]))
    return shape.format(*(f"({atom()})" for _ in range(3)))


@st.composite
def scripts(draw: st.DrawFn, *, endless: bool = False, clearing: bool = False) -> Script:
    """Make a script of two to four questions, some behind others, and up to four flags."""
    choice = sorted({**KINDS, **(ENDLESS if endless else {})})
    questions: dict[str, dict[str, Any]] = {}
    kinds: dict[str, str] = {}
    for number in range(draw(st.integers(2, 4))):
        kind = draw(st.sampled_from(choice))
        question = dict({**KINDS, **ENDLESS}[kind], gate=draw(st.booleans()))
        if number and draw(st.booleans()):
            question["when"] = draw(conditions(kinds))
            question["clear_when_hidden"] = clearing and draw(st.booleans())
        questions[f"q{number}"] = question
        kinds[f"q{number}"] = kind
    computed = {}
    if draw(st.booleans()):
        computed["sum"] = f"(2 if {draw(conditions(kinds))} else 3) + (1 if {draw(conditions(kinds))} else 0)"
        computed["twice"] = "sum * 2"
        kinds["twice"] = "computed"
    flags = {
        f"f{number}": {
            "severity": draw(st.sampled_from(["blocker", "major", "minor"])),
            "kind": draw(st.sampled_from(["path", "party", "ours"])),
            "raise_when": draw(conditions(kinds)),
            "mitigable": draw(st.booleans()),
            "no_steer": draw(st.integers(0, 5)) == 0,
        }
        for number in range(draw(st.integers(1, 4)))
    }
    kinds.pop("twice", None)
    if draw(st.booleans()):
        questions["rel_reopen"] = {"when": draw(conditions(kinds, counting=True))}
    else:
        questions["rel_reopen"] = {"when": "count_flags(severity='blocker') > 0"}
    extra = draw(st.lists(st.sampled_from(EXTRA_RULES), max_size=2, unique=True))
    if draw(st.booleans()):
        questions["late"] = {"when": draw(conditions(kinds, counting=True)), "gate": draw(st.booleans())}
        questions["later"] = {"when": draw(st.sampled_from(["late", "not late", "answered(late)"]))}
        extra += draw(st.lists(st.sampled_from(RULES_ON_COUNTED), max_size=2, unique=True))
    return build_script(questions, flags, computed, table=(*extra, *DEFAULT_TABLE))


def kind_of_question(question: Question) -> str:
    """Give the kind of a question among those that are made here."""
    if question.type is QuestionType.INTEGER and question.max is not None:
        return "few"
    return (
        "one_day" if question.type is QuestionType.DATE and question.max is not None else question.type.value
    )


@st.composite
def interviews(
    draw: st.DrawFn, *, endless: bool = False, clearing: bool = False, most_open: int = 3
) -> Interview:
    """Make an interview with at most a few questions open."""
    script = draw(scripts(endless=endless, clearing=clearing))
    answers, guesses, states = {}, {}, {}
    ids = [question.id for question in script.questions]
    can_be_open = draw(st.lists(st.sampled_from(ids), max_size=most_open, unique=True))
    for question in script.questions:
        value = draw(st.sampled_from(SAMPLES[kind_of_question(question)]))
        how = draw(st.sampled_from(["answer", "guess", "state", "nothing"]))
        if question.id not in can_be_open or how == "answer":
            answers[question.id] = value
        elif how == "guess":
            guesses[question.id] = value
        elif how == "state":
            states[question.id] = draw(st.sampled_from(["dont_know", "declined", "later"]))
    flags = [flag.id for flag in script.flags]
    reactions = st.lists(st.sampled_from(["insists", "wants_time"]), min_size=1, max_size=3)
    return fill_interview(
        script,
        answers,
        guesses=guesses,
        states=states,
        steering=draw(st.dictionaries(st.sampled_from(flags), reactions, max_size=3)),
        plans=draw(st.dictionaries(st.sampled_from(flags), st.sampled_from([-1, 0, 5]), max_size=2)),
        cannot_fix=draw(st.lists(st.sampled_from(flags), max_size=1)),
    )


# Every interview that can still come about ------------------------------------------------------------------


def completions(interview: Interview) -> Iterator[Interview]:
    """Answer what has no confirmed answer in every way: not at all, without a value, as a guess, for sure."""
    open_ids = {
        question.id
        for question in interview.script.questions
        if not confirmed(interview.current.get(question.id))
    }
    while dropped := _can_be_dropped(interview, open_ids) - open_ids:
        open_ids |= dropped
    return _with_every_reply(interview, open_ids)


def _can_be_dropped(interview: Interview, open_ids: set[str]) -> set[str]:
    """Find the confirmed answers that some completion would clear, because their questions stop applying."""
    clearing = {
        question.id for question in interview.script.questions if question.clear_when_hidden
    } - open_ids
    return {
        question_id
        for each in (_with_every_reply(interview, open_ids) if clearing else ())
        for question_id in clearing
        if stand(each, TODAY).state(question_id) is AnswerState.NOT_APPLICABLE
    }


def _with_every_reply(interview: Interview, open_ids: set[str]) -> Iterator[Interview]:
    ways: list[list[Recorded | None]] = [
        [None, *_replies(interview.script.question_by_id[question_id])] for question_id in sorted(open_ids)
    ]
    for replies in product(*ways):
        yield interview.with_entries(*(reply for reply in replies if reply is not None))


def _replies(question: Question) -> Iterator[Recorded]:
    entry = Recorded(id="reply", at=NOON, question=question.id)
    for state in (AnswerState.NOT_ASKED, AnswerState.DONT_KNOW, AnswerState.DECLINED):
        yield replace(entry, id=f"{question.id} {state}", state=state)
    for option in question.options:
        if option.unknown:
            yield replace(entry, id=f"{question.id} ?", state=AnswerState.DONT_KNOW, value=option.id)
    for number, value in enumerate(SAMPLES[kind_of_question(question)]):
        yield replace(entry, id=f"{question.id} {number}", value=value)
        if question.gate:
            yield replace(entry, id=f"{question.id} {number}?", value=value, source=Source.OUR_GUESS)


def reached(interview: Interview) -> VerdictKind:
    """Give the verdict, by the table alone."""
    rule = first_that_holds(interview.script, stand(interview, TODAY))
    return NO_RULE_HOLDS if rule is None else rule.verdict


@given(interviews())
@settings(max_examples=80)
def test_the_range_is_exact_where_answers_have_few_values(interview: Interview) -> None:
    """With a few choices open, the range is just what trying all of them gives."""
    tried = {reached(each) for each in completions(interview)}
    assert possible_verdicts(stand(interview, TODAY), patience=5_000) == tried


@given(interviews(endless=True, clearing=True))
@settings(max_examples=80)
def test_the_range_never_leaves_a_verdict_out(interview: Interview) -> None:
    """Numbers, tables and texts have endless values; whatever is answered, the verdict is in the range."""
    tried = {reached(each) for each in completions(interview)}
    assert possible_verdicts(stand(interview, TODAY)) >= tried


@given(interviews(endless=True), st.integers(0, 3))
@settings(max_examples=50)
def test_the_range_is_never_too_small_for_lack_of_patience(interview: Interview, patience: int) -> None:
    """Looking at fewer cases can only widen the range."""
    standing = stand(interview, TODAY)
    assert possible_verdicts(standing, patience=patience) >= possible_verdicts(standing)


@given(interviews(endless=True, clearing=True))
def test_the_verdict_is_always_in_its_range(interview: Interview) -> None:
    """What the verdict is now, it can still be."""
    assert reached(interview) in possible_verdicts(stand(interview, TODAY))


@given(interviews(endless=True, most_open=0))
@settings(max_examples=50)
def test_nothing_open_leaves_one_verdict(interview: Interview) -> None:
    """Once every answer is in and confirmed, the range is the verdict."""
    assert possible_verdicts(stand(interview, TODAY)) == {reached(interview)}


@given(st.data())
@settings(max_examples=50)
def test_an_answer_never_widens_the_range(data: st.DataObject) -> None:
    """A confirmed answer to an open question can only take verdicts away."""
    interview = data.draw(interviews())
    still_open = [
        question
        for question in interview.script.questions
        if not confirmed(interview.current.get(question.id))
    ]
    if still_open:
        question = data.draw(st.sampled_from(still_open))
        value = data.draw(st.sampled_from(SAMPLES[kind_of_question(question)]))
        answered = interview.with_entries(Recorded(id="new", at=NOON, question=question.id, value=value))
        before = possible_verdicts(stand(interview, TODAY), patience=5_000)
        assert possible_verdicts(stand(answered, TODAY), patience=5_000) <= before


# By example -------------------------------------------------------------------------------------------------


def test_two_flags_that_exclude_each_other_are_not_counted_together() -> None:
    """Either too many people or too few, never both, so two majors at once cannot come about."""
    script = build_script(
        {"users": {"type": "integer"}},
        {"many": {"raise_when": "users > 100"}, "few": {"raise_when": "users < 10"}},
    )
    assert possible_verdicts(stand(fill_interview(script), TODAY)) == {VerdictKind.PROCEED}


def test_limits_of_a_question_bound_what_can_come() -> None:
    """A share of at least 60 is never under 50."""
    script = build_script(
        {"share": {"type": "percent", "min": 60, "max": 100}},
        {"low": {"severity": "blocker", "raise_when": "share < 50"}},
    )
    assert possible_verdicts(stand(fill_interview(script), TODAY)) == {VerdictKind.PROCEED}


def test_a_branch_that_may_open_brings_its_verdicts() -> None:
    """A question behind another can raise a flag, as long as that other question can open it."""
    script = build_script(
        {"door": {"type": "yes_no"}, "behind": {"type": "yes_no", "when": "door"}},
        {"trap": {"severity": "blocker", "no_steer": True, "raise_when": "behind"}},
    )
    assert VerdictKind.WALK_AWAY in possible_verdicts(stand(fill_interview(script), TODAY))
    shut = fill_interview(script, {"door": False})
    assert possible_verdicts(stand(shut, TODAY)) == {VerdictKind.PROCEED}


def test_a_value_kept_aside_comes_back_with_its_branch() -> None:
    """What was said behind a closed door counts again when the door opens, and only as it was said."""
    script = build_script(
        {"door": {"type": "yes_no"}, "behind": {"type": "yes_no", "when": "door"}},
        {"trap": {"severity": "blocker", "no_steer": True, "raise_when": "not behind"}},
    )
    harmless = fill_interview(script, {"behind": True}, guesses={"door": False})
    assert possible_verdicts(stand(harmless, TODAY)) == {VerdictKind.PROCEED}
    fatal = fill_interview(script, {"behind": False}, guesses={"door": False})
    assert possible_verdicts(stand(fatal, TODAY)) == {VerdictKind.PROCEED, VerdictKind.WALK_AWAY}


def test_what_was_tried_decides_what_a_flag_can_become() -> None:
    """The customer has insisted twice already: if the answer is nobody, it is over."""
    script = build_script(
        {"sponsor": {"type": "single", "options": ["executive", "nobody"]}},
        {"no_sponsor": {"severity": "blocker", "raise_when": "sponsor == 'nobody'"}},
    )
    tried = fill_interview(script, steering={"no_sponsor": ["insists", "insists"]})
    assert possible_verdicts(stand(tried, TODAY)) == {
        VerdictKind.PROCEED,
        VerdictKind.NEXT_IN_LINE,
        VerdictKind.WALK_AWAY,
    }
    planned = fill_interview(script, {"rel_reopen": True}, steering={"no_sponsor": ["insists", "insists"]})
    assert possible_verdicts(stand(planned, TODAY)) == {VerdictKind.PROCEED, VerdictKind.NEXT_IN_LINE}


def test_dates_and_money_against_known_answers() -> None:
    """A date is compared with our record, an amount with our price; each can fall on either side."""
    script = build_script(
        {"deadline": {"type": "date"}, "weeks": {"type": "decimal"}, "spare": {"type": "integer", "max": 5}},
        {"late": {"severity": "blocker", "raise_when": "days_until(deadline) - spare < weeks * 7"}},
    )
    either = {VerdictKind.PROCEED, VerdictKind.STEER_FIRST}
    assert possible_verdicts(stand(fill_interview(script, {"weeks": 4}), TODAY)) == either
    sure = fill_interview(script, {"weeks": 4, "deadline": date(2026, 3, 10)}, guesses={"spare": 0})
    assert possible_verdicts(stand(sure, TODAY)) == either


def test_a_long_chain_of_conditions_is_no_trouble() -> None:
    """A thousand questions, each behind the one before, are judged like any other script."""
    questions: dict[str, dict[str, Any]] = {"q0": {"type": "yes_no"}}
    for number in range(1, 1000):
        questions[f"q{number}"] = {"type": "yes_no", "when": f"q{number - 1}"}
    script = build_script(questions, {"end": {"severity": "blocker", "raise_when": "not q999"}})
    assert possible_verdicts(stand(fill_interview(script), TODAY)) == {
        VerdictKind.PROCEED,
        VerdictKind.STEER_FIRST,
    }


def test_one_more_answer_costs_only_what_hangs_on_it() -> None:
    """Of three hundred questions and flags a handful of conditions is worked out again, not all of them."""
    questions: dict[str, dict[str, Any]] = {f"q{number}": {"type": "yes_no"} for number in range(300)}
    flags = {f"f{number}": {"raise_when": f"not q{number}"} for number in range(300)}
    interview = fill_interview(build_script(questions, flags), {f"q{number}": True for number in range(150)})
    before = look_ahead(stand(interview, TODAY))
    answered = interview.with_entries(Recorded(id="new", at=NOON, question="q200", value=True))
    after = look_ahead(stand(answered, TODAY), before)
    assert before.root.work > 600
    assert after.root.work + after.best.work < 100


def test_two_open_numbers_that_are_compared_leave_both_ways_open() -> None:
    """There is no value to split them at, and still no verdict is lost."""
    numbers = {"a": {"type": "integer"}, "b": {"type": "integer"}}
    for last in ([("R2", "proceed", "true")], []):
        script = build_script(numbers, table=[("R1", "walk_away", "a > b"), *last])
        otherwise = VerdictKind.PROCEED if last else NO_RULE_HOLDS
        asked = stand(fill_interview(script), TODAY)
        assert possible_verdicts(asked) == {VerdictKind.WALK_AWAY, otherwise}
        told = stand(fill_interview(script, {"a": 1, "b": 2}), TODAY)
        assert possible_verdicts(told) == {otherwise}


def test_what_was_seen_on_another_day_is_not_looked_at_again() -> None:
    """An interview left open overnight is seen as it stands today."""
    script = build_script(
        {"due": {"type": "date"}, "met": {"type": "yes_no"}},
        {"late": {"severity": "blocker", "raise_when": "days_until(due) < 1", "no_steer": True}},
    )
    interview = fill_interview(script, {"due": TODAY + timedelta(1)})
    today, tomorrow = stand(interview, TODAY), stand(interview, TODAY + timedelta(1))
    before = look_ahead(today)
    assert VerdictKind.WALK_AWAY not in before.verdicts
    assert look_ahead(tomorrow, before).verdicts == {VerdictKind.WALK_AWAY}


def test_what_rules_come_to_is_remembered_for_so_many_counts_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forgetting costs time and changes nothing."""
    flags = {f"f{number}": {"severity": "major", "raise_when": f"q{number}"} for number in range(4)}
    script = build_script({f"q{number}": {"type": "yes_no"} for number in range(4)}, flags)
    standing = stand(fill_interview(script, {"q0": True}), TODAY)
    remembered = possible_verdicts(standing)
    held = dependencies_of(script).held
    assert len(held) > 1
    held.clear()
    monkeypatch.setattr(prospect, "MOST_HELD", 1)
    assert possible_verdicts(standing) == remembered
    assert len(held) == 1
