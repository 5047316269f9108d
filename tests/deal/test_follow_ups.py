"""What is to be followed up: what somebody set, and what follows from the record until it happens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onboard_tui.deal.assessment import Assessment, assess
from onboard_tui.deal.follow_ups import (
    USE_CHECKS,
    FollowUp,
    closed_follow_ups,
    follow_up_closed,
    follow_up_set,
    follow_ups_of,
)
from onboard_tui.errors import AnswerError, UsageError
from onboard_tui.interview.dealings import (
    Decided,
    Fared,
    Fate,
    FollowUpClosed,
    FollowUpKind,
    FollowUpSet,
    Measured,
    Reopened,
    Side,
)
from onboard_tui.interview.entries import Planned, Postponement, Reaction, Recorded, SetAside, Steered
from onboard_tui.script.expression import AnswerState
from onboard_tui.script.model import AskedOf, Steps, VerdictKind
from tests.deal.growing import grown, stamp_for
from tests.deal.small import TODAY, build_script, fill_interview

if TYPE_CHECKING:
    from onboard_tui.interview.interview import Interview

SCRIPT = build_script(
    {
        "sponsor": {"type": "single", "options": ["executive", "nobody bad"]},
        "record": {"type": "single", "options": ["often", "never"], "asked_of": AskedOf.SELLER},
        "when": {"type": "text"},
        "hidden": {"type": "text", "when": "sponsor == 'executive'"},
    },
    {
        "no_sponsor": {"severity": "blocker", "raise_when": "sponsor == 'nobody'", "mitigable": True},
        "untested": {
            "severity": "blocker",
            "kind": "ours",
            "raise_when": "record == 'never'",
            "mitigable": True,
        },
    },
)
RAISED = {"sponsor": "nobody", "record": "never"}
LATER = TODAY + timedelta(days=9)


def begun(answers: dict[str, Any] | None = None) -> Interview:
    """Give an interview in which both flags are raised."""
    return fill_interview(SCRIPT, RAISED if answers is None else answers)


def waiting(interview: Interview, as_of: date = TODAY) -> tuple[FollowUp, ...]:
    """Give what is to be followed up."""
    return assess(interview, as_of).follow_ups


def keys(interview: Interview, as_of: date = TODAY) -> list[str]:
    """Give the keys of what is to be followed up, in the order of the list."""
    return [each.key for each in waiting(interview, as_of)]


def parked(interview: Interview, question: str = "when", **more: Any) -> Interview:
    """Put a question off."""
    fields: dict[str, Any] = {"state": AnswerState.LATER, "until": LATER, **more}
    return grown(interview, Recorded, question=question, **fields)


def attempted(interview: Interview, reaction: Reaction, on: date = TODAY) -> Interview:
    """Try to steer."""
    fields: dict[str, Any] = {"script": 1, "with_whom": "M. Lyle", "reaction": reaction, "on": on}
    return grown(interview, Steered, flag="no_sponsor", **fields)


def planned(interview: Interview, flag: str = "no_sponsor", due: date = LATER) -> Interview:
    """Agree on a plan."""
    fields: dict[str, Any] = {"agreed_by": "M. Lyle", "owner": "J. Hart", "due": due}
    return grown(interview, Planned, flag=flag, **fields)


def decided(interview: Interview, choice: VerdictKind, **more: Any) -> Interview:
    """Decide, today and by the verdict where nothing else is said."""
    fields: dict[str, Any] = {"on": TODAY, "reason": "It is what it is.", "verdict": choice, **more}
    return grown(interview, Decided, choice=choice, **fields)


def closed(interview: Interview, key: str, *, happened: bool = True) -> Interview:
    """Record the result of a follow-up."""
    return grown(interview, FollowUpClosed, follow_up=key, on=TODAY, happened=happened)


def was_set(interview: Interview, **more: Any) -> Interview:
    """Set something to be followed up."""
    fields: dict[str, Any] = {
        "text": "Send the list",
        "side": Side.THEIRS,
        "who": "Ann",
        "due": LATER,
        **more,
    }
    return grown(interview, FollowUpSet, **fields)


# What somebody set


def test_what_was_set_is_listed_until_it_is_closed() -> None:
    """With all that was said about it, by its entry's id."""
    interview = was_set(begun({}), about="when", kind=FollowUpKind.CUSTOMER_QUESTION, asked_by="Bob")
    (found,) = waiting(interview)
    assert (found.what, found.side, found.who, found.due) == ("Send the list", Side.THEIRS, "Ann", LATER)
    assert (found.kind, found.about, found.asked_by, found.set_by) == (
        "customer_question",
        "when",
        "Bob",
        "seller",
    )
    assert keys(closed(interview, found.key)) == []


def test_the_list_begins_with_what_is_due_first() -> None:
    """Whatever the order in which it was set."""
    interview = was_set(was_set(was_set(begun({})), due=TODAY), due=LATER - timedelta(days=1))
    assert [each.due for each in waiting(interview)] == [TODAY, LATER - timedelta(days=1), LATER]


def test_what_was_closed_keeps_its_result_and_its_words() -> None:
    """Also what followed from a record that has changed since, each time that it was closed."""
    interview = closed(closed(parked(was_set(begun({}))), "later:when", happened=False), "00000000")
    more: dict[str, Any] = {"call_on": LATER, "may_call": "Ann", "sign": "it fails"}
    interview = closed(decided(interview, VerdictKind.NEXT_IN_LINE, **more), "call")
    interview = parked(grown(interview, Reopened, on=TODAY), until=TODAY)
    interview = closed(interview, "later:when")
    assert [(each.what, result.happened) for each, result in closed_follow_ups(assess(interview, TODAY))] == [
        ("Ask again: when?", False),
        ("Send the list", True),
        ("Call Ann. The sign to look for: it fails", True),
        ("Ask again: when?", True),
    ]


# What follows from the record


@pytest.mark.parametrize(
    ("more", "who", "side", "what"),
    [
        ({}, "us", Side.OURS, "Ask again: when?"),
        ({"owner": "Ann"}, "Ann", Side.THEIRS, "Ask again: when?"),
        ({"owner": "Ann", "state": AnswerState.DONT_KNOW}, "Ann", Side.THEIRS, "Find out: when?"),
        ({"owner": "Ann", "question": "record"}, "Ann", Side.OURS, "Ask again: record?"),
    ],
)
def test_an_answer_put_off_to_a_day_waits_for_the_answer(
    more: dict[str, Any], who: str, side: Side, what: str
) -> None:
    """It belongs to whoever finds it out; what only we can answer is ours."""
    interview = parked(begun({}), **more)
    (found,) = waiting(interview)
    assert (found.who, found.side, found.what, found.due) == (who, side, what, LATER)
    assert (found.kind, found.set_by) == ("later", "record")
    question = found.about
    value = "often" if question == "record" else "soon"
    assert keys(grown(interview, Recorded, question=question, value=value)) == []


def test_what_is_put_off_without_a_day_or_hidden_waits_for_nothing() -> None:
    """There is no day to remind of; and what does not apply is asked of nobody."""
    assert keys(parked(begun({}), until=None)) == []
    hidden = parked(begun({"sponsor": "executive"}), "hidden")
    assert keys(hidden) == ["later:hidden"]
    assert keys(grown(hidden, Recorded, question="sponsor", value="nobody")) == []


def test_a_plan_is_followed_up_on_its_day_until_its_flag_clears() -> None:
    """Overdue or not: a plan past its day is what reminds of the flag that is open again."""
    interview = planned(planned(begun()), "untested", LATER + timedelta(days=1))
    first, second = waiting(interview)
    assert (first.key, first.side, first.who, first.due) == (
        "plan:no_sponsor",
        Side.THEIRS,
        "J. Hart",
        LATER,
    )
    assert (second.key, second.side) == ("plan:untested", Side.OURS)
    assert keys(interview, LATER + timedelta(days=99)) == ["plan:no_sponsor", "plan:untested"]
    assert keys(grown(interview, Recorded, question="sponsor", value="executive")) == ["plan:untested"]


def test_a_new_plan_is_followed_up_although_the_one_before_was_closed() -> None:
    """A result is about what was there when it was recorded."""
    interview = closed(planned(begun()), "plan:no_sponsor", happened=False)
    assert keys(interview) == []
    again = planned(interview, due=LATER + timedelta(days=7))
    assert [(each.key, each.due) for each in waiting(again)] == [
        ("plan:no_sponsor", LATER + timedelta(days=7))
    ]


def test_who_wanted_time_is_steered_again_after_fourteen_days() -> None:
    """Until somebody tried again, or the customer answered, or a plan was agreed."""
    interview = attempted(begun(), Reaction.WANTS_TIME, TODAY - timedelta(days=2))
    (found,) = waiting(interview)
    assert (found.key, found.due) == ("wants_time:no_sponsor", TODAY + timedelta(days=12))
    assert found.what == "Steer again, M. Lyle wanted time: The flag no_sponsor"
    aside: dict[str, Any] = {"flag": "no_sponsor", "reason": "They sold the firm"}
    for after in (
        attempted(interview, Reaction.INSISTS),
        grown(interview, Recorded, question="sponsor", value="executive"),
        grown(interview, Recorded, question="sponsor", value="nobody"),
        grown(interview, SetAside, choice=Postponement.DOES_NOT_APPLY, **aside),
        grown(interview, Reopened, on=TODAY),
    ):
        assert keys(after) == []
    assert keys(planned(interview)) == ["plan:no_sponsor"]
    assert keys(grown(interview, SetAside, choice=Postponement.LATER, **aside)) == ["wants_time:no_sponsor"]


def test_signing_creates_the_four_checkpoints() -> None:
    """Counted from the first day of use; each is done by a count on or after its day."""
    first_day = TODAY + timedelta(days=10)
    more: dict[str, Any] = {"first_day": first_day, "target": 80, "licensed": 60}
    interview = decided(begun({}), VerdictKind.PROCEED, **more)
    found = waiting(interview)
    assert [each.due for each in found] == [first_day + timedelta(days=days) for days in (30, 60, 90, 180)]
    assert found[0].what == "Count active use, 30 days after the first day of use (80% of 60 agreed)"
    counted: dict[str, Any] = {"licensed": 60, "active": 50, "method": "signed in"}
    early = grown(interview, Measured, on=first_day + timedelta(days=59), **counted)
    assert keys(early) == ["use_check:60", "use_check:90", "use_check:180"]
    assert keys(grown(early, Measured, on=first_day + timedelta(days=90), **counted)) == ["use_check:180"]


def test_nobody_counts_the_use_of_a_customer_who_stopped() -> None:
    """Who stayed is counted on."""
    interview = decided(begun({}), VerdictKind.PROCEED)
    assert keys(grown(interview, Fared, on=TODAY, fate=Fate.STOPPED)) == []
    assert len(keys(grown(interview, Fared, on=TODAY, fate=Fate.STAYED))) == len(USE_CHECKS)


def test_a_decision_against_the_verdict_is_reviewed() -> None:
    """By the second person, on the day that was said."""
    more: dict[str, Any] = {"verdict": VerdictKind.NEXT_IN_LINE, "by": "P. Manager", "review": LATER}
    found = waiting(decided(begun({}), VerdictKind.PROCEED, **more))
    (review,) = (each for each in found if each.kind == "review")
    assert (review.key, review.who, review.due, review.side) == ("review", "P. Manager", LATER, Side.OURS)
    assert review.what == "Review the decision to proceed against the verdict next in line"


def test_next_in_line_is_called_when_it_was_said() -> None:
    """With the sign that would prove us right; reopening the deal ends the waiting."""
    more: dict[str, Any] = {"call_on": LATER, "may_call": "Ann", "sign": "the first invoice bounces"}
    interview = decided(begun(), VerdictKind.NEXT_IN_LINE, **more)
    (call,) = waiting(interview)
    assert (call.key, call.due) == ("call", LATER)
    assert call.what == "Call Ann. The sign to look for: the first invoice bounces"
    assert keys(grown(interview, Reopened, on=TODAY)) == []


@pytest.mark.parametrize("choice", [VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE])
def test_a_deal_that_ended_waits_for_no_answer_and_no_plan(choice: VerdictKind) -> None:
    """What was set still stands; reopened, the deal waits again for everything."""
    open_ones = attempted(parked(planned(was_set(begun()), "untested")), Reaction.WANTS_TIME)
    ended = decided(open_ones, choice)
    assert [each.kind for each in waiting(ended)] == ["task"]
    assert keys(grown(ended, Reopened, on=TODAY)) == ["00000002", "later:when", "plan:untested"]


def test_a_failed_deal_without_a_fate_appears_after_thirty_days() -> None:
    """Counted from the first of the failed counts; a success in between starts anew, a fate ends it."""
    signed = decided(begun({}), VerdictKind.PROCEED, target=80)
    for key in (f"use_check:{days}" for days in USE_CHECKS):
        signed = closed(signed, key)

    def counted(interview: Interview, active: int, days: int) -> Interview:
        on = TODAY + timedelta(days=days)
        return grown(interview, Measured, on=on, licensed=60, active=active, method="signed in")

    failed = counted(counted(signed, 14, 5), 10, 8)
    (fate,) = waiting(failed)
    assert (fate.key, fate.due) == ("fate", TODAY + timedelta(days=35))
    assert fate.what == "Find out what became of them: 14 of 60 were in active use"
    assert keys(grown(failed, Fared, on=TODAY, fate=Fate.SWITCHED, to_whom="Acme")) == []
    recovered = counted(failed, 50, 20)
    assert keys(recovered) == []
    (again,) = waiting(counted(recovered, 9, 40))
    assert again.due == TODAY + timedelta(days=70)


def test_no_day_lies_beyond_the_calendar() -> None:
    """An attempt at the end of time is not a crash."""
    (found,) = waiting(attempted(begun(), Reaction.WANTS_TIME, date.max))
    assert found.due == date.max


# What is refused


def setting(**more: Any) -> FollowUpSet:
    """Set something to be followed up, with whatever is different this time."""
    interview = begun({})
    fields: dict[str, Any] = {"text": "Call", "side": Side.OURS, "who": "Ann", "due": LATER, **more}
    return follow_up_set(assess(interview, TODAY), stamp_for(interview), **fields)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"text": " "}, "Say what is to be followed up."),
        ({"who": "\u200b"}, "A follow-up needs the name of the person who does it."),
        ({"due": TODAY - timedelta(days=1)}, "cannot be on 1 March 2026: that day is past."),
        ({"due": date(9999, 1, 1)}, "no day after the year 2199 is kept"),
        ({"about": "wen"}, "There is no question 'wen' in this script. Did you mean “when”?"),
    ],
)
def test_what_cannot_be_followed_up_is_refused_with_a_sentence(more: dict[str, Any], sentence: str) -> None:
    """Nothing is recorded then."""
    with pytest.raises((UsageError, AnswerError)) as refused:
        setting(**more)
    assert sentence in str(refused.value)


def test_what_is_set_for_today_is_in_time() -> None:
    """The words are kept clean."""
    entry = setting(due=TODAY, text=" Call\x1b[31m ", about="when")
    assert (entry.due, entry.text, entry.about) == (TODAY, "Call", "when")


def ended(interview: Interview, key: str, **more: Any) -> FollowUpClosed:
    """Give the entry of a result."""
    fields: dict[str, Any] = {"happened": True, **more}
    return follow_up_closed(assess(interview, TODAY), stamp_for(interview), key=key, **fields)


def test_a_result_is_for_what_is_open() -> None:
    """The key may be shortened; a wrong one is answered with the nearest, a closed one says so."""
    interview = planned(planned(parked(was_set(begun()))), "untested")
    assert ended(interview, "later", note=" done ").follow_up == "later:when"
    assert ended(interview, "plan:no_sponsor").follow_up == "plan:no_sponsor"
    for key, more, sentence in (
        ("plan", {}, "More than one follow-up begins with 'plan'."),
        ("", {}, "There is no open follow-up ''."),
        ("plan:no_sponser", {}, "Did you mean “plan:no_sponsor”?"),
        ("later", {"on": TODAY + timedelta(days=1)}, "that day is still to come"),
        ("later", {"on": TODAY - timedelta(days=1)}, "the interview began on 2 March 2026, and not before"),
    ):
        with pytest.raises(UsageError) as refused:
            ended(interview, key, **more)
        assert sentence in str(refused.value)
    with pytest.raises(UsageError, match="is closed already"):
        ended(closed(interview, "later:when"), "later:when")


# Laws


@dataclass
class Expected:
    """What must be listed, by the plainest reading of what happened."""

    raised: bool = False
    due: dict[str, date] = field(default_factory=dict)
    choice: VerdictKind | None = None

    def listed(self) -> dict[str, date]:
        """Give the keys with their days."""
        ended = self.choice in {VerdictKind.WALK_AWAY, VerdictKind.NEXT_IN_LINE}
        hidden = {"later:when"} if ended else set()
        if ended or not self.raised:
            hidden |= {"plan:no_sponsor", "wants_time:no_sponsor"}
        return {key: due for key, due in self.due.items() if key not in hidden}

    def forget(self, *beginnings: str) -> None:
        """Take off what begins so."""
        self.due = {key: due for key, due in self.due.items() if not key.startswith(beginnings)}


Step = tuple[str, int]
STEPS = ("park", "answer", "bad", "good", "time", "insists", "plan", "proceed", "next", "reopen")


def stepped(interview: Interview, expected: Expected, step: Step) -> Interview:
    """Let one thing happen, to the interview and to what is expected of it."""
    name, number = step
    day = TODAY + timedelta(days=number)
    match name:
        case "set":
            expected.due[stamp_for(interview)["id"]] = day
            return was_set(interview, due=day)
        case "close":
            open_keys = sorted(expected.listed())
            if not open_keys:
                return interview
            key = open_keys[number % len(open_keys)]
            expected.due.pop(key)
            return closed(interview, key, happened=number % 2 == 0)
        case "park":
            expected.due["later:when"] = day
            return parked(interview, until=day)
        case "answer":
            expected.due.pop("later:when", None)
            return grown(interview, Recorded, question="when", value="soon")
        case "proceed" | "next" | "reopen":
            return stepped_deal(interview, expected, name, day)
        case _:
            return stepped_flag(interview, expected, name, day)


def stepped_flag(interview: Interview, expected: Expected, name: str, day: date) -> Interview:
    """Let one thing happen about the flag; all of them end the waiting for a customer who wanted time."""
    expected.due.pop("wants_time:no_sponsor", None)
    match name:
        case "time":
            expected.due["wants_time:no_sponsor"] = TODAY + timedelta(days=14)
            return attempted(interview, Reaction.WANTS_TIME)
        case "insists":
            return attempted(interview, Reaction.INSISTS)
        case "plan":
            expected.due["plan:no_sponsor"] = day
            return planned(interview, due=day)
        case _:
            expected.raised = name == "bad"
            value = "nobody" if expected.raised else "executive"
            return grown(interview, Recorded, question="sponsor", value=value)


def stepped_deal(interview: Interview, expected: Expected, name: str, day: date) -> Interview:
    """Let one thing happen about the decision."""
    match name:
        case "proceed":
            expected.choice = VerdictKind.PROCEED
            expected.forget("call", "use_check")
            expected.due |= {f"use_check:{days}": TODAY + timedelta(days=days) for days in USE_CHECKS}
            return decided(interview, VerdictKind.PROCEED)
        case "next":
            expected.choice = VerdictKind.NEXT_IN_LINE
            expected.forget("call", "use_check")
            expected.due["call"] = day
            return decided(interview, VerdictKind.NEXT_IN_LINE, call_on=day, may_call="Ann", sign="it fails")
        case _:
            expected.choice = None
            expected.forget("call", "use_check", "wants_time")
            return grown(interview, Reopened, on=TODAY)


@given(
    st.lists(
        st.tuples(st.sampled_from(("set", "set", "close", "close", *STEPS)), st.integers(0, 200)), max_size=25
    )
)
def test_a_follow_up_is_listed_exactly_until_it_is_closed_or_what_it_waits_for_happens(
    steps: list[Step],
) -> None:
    """Whatever happens in whatever order, nothing is forgotten and nothing comes back by itself."""
    interview, expected = begun({}), Expected()
    for step in steps:
        interview = stepped(interview, expected, step)
        assert {each.key: each.due for each in waiting(interview)} == expected.listed()


@given(
    st.lists(st.tuples(st.sampled_from(("set", "close", *STEPS)), st.integers(0, 200)), max_size=15),
    st.integers(-500, 500),
)
def test_the_day_asked_changes_nothing_but_what_is_overdue(steps: list[Step], days: int) -> None:
    """No flag of this script hangs on the day, so that the list is the same on every day."""
    interview, expected = begun({}), Expected()
    for step in steps:
        interview = stepped(interview, expected, step)
    judged: Assessment = assess(interview, TODAY + timedelta(days=days))
    assert follow_ups_of(judged) == waiting(interview)


def test_the_steps_of_a_plan_are_followed_up_until_they_are_closed_or_struck_out() -> None:
    """A step without a day waits for nobody, and one that was closed stays closed when another line changes."""
    columns = {"what": "text", "who": "text", "side": "text", "by": "date"}
    steps = Steps("what", "who", "by", "side", ours="us")
    script = build_script({"plan": {"type": "table", "columns": columns, "steps": steps}})
    rooms = {"what": "Two sockets", "who": "H. Larch", "side": "you", "by": LATER}
    ours = {"what": "The report", "who": None, "side": "us", "by": TODAY}
    idle = {"what": "Some day", "who": "Ann", "side": "us", "by": None}
    interview = fill_interview(script, {"plan": (rooms, ours, idle)})
    report, sockets = waiting(interview)
    assert (report.key, report.side, report.who, report.due) == (
        "step:plan:the-report",
        Side.OURS,
        "us",
        TODAY,
    )
    assert (sockets.what, sockets.side, sockets.who, sockets.due) == (
        *("Two sockets", Side.THEIRS, "H. Larch", LATER),
    )

    later = {**rooms, "by": LATER + timedelta(days=3)}
    moved = grown(
        closed(interview, report.key), Recorded, question="plan", value=({**ours, "who": None}, later)
    )
    assert [(each.what, each.due) for each in waiting(moved)] == [("Two sockets", later["by"])]
    assert keys(grown(moved, Recorded, question="plan", value=())) == []
    again = grown(moved, Recorded, question="plan", value=({**ours, "by": LATER},))
    assert keys(again) == ["step:plan:the-report"]


def test_a_customer_who_wanted_time_about_what_nobody_answered_is_asked_again() -> None:
    """A flag can be raised by an answer that is missing: then no answer stands for their word."""
    script = build_script(
        {"goal": {"type": "text"}},
        {"no_goal": {"severity": "blocker", "raise_when": "not answered(goal)"}},
    )
    interview = fill_interview(script, steering={"no_goal": ["wants_time"]})
    assert [each.key for each in waiting(interview)] == ["wants_time:no_goal"]
